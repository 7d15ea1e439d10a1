//! Hardware that does not fit its charm, each with an edit that was tried.

use dangle_design::Result;
use dangle_design::edit::Edit;
use dangle_design::process::Process;
use dangle_design::project::{Charm, HardwareChoice, HoleShape};
use dangle_design::shape::{CharmShape, Severity};
use dangle_design::units::Mm;
use dangle_mockup::hardware::Catalogue;
use dangle_mockup::hardware::fits::{self, Misfit};

use super::super::Workbench;
use super::super::design::no_such_charm;
use crate::view::MisfitView;

impl Workbench {
    /// What of a charm's hardware does not fit it.
    pub(super) fn misfits(&self, charm: &Charm, shape: &CharmShape) -> Result<Vec<MisfitView>> {
        let process = Process::load(&charm.process)?;
        // What is pinned or sewn on hangs by nothing.
        if charm.outline.holes.is_empty() && !process.defaults.hole {
            return Ok(Vec::new());
        }
        let catalogue = Catalogue::load()?;
        let found = fits::misfits(&catalogue, &charm.hardware, shape, process.thickness_mm)?;
        let view = |misfit: Misfit| {
            let ways = ways(&catalogue, charm, shape, process.thickness_mm, &misfit)?;
            let fix = ways.into_iter().find(|way| self.mends(charm, shape, way).unwrap_or(false));
            Ok(MisfitView {
                code: misfit.code.to_owned(),
                message: misfit.message,
                remedy: misfit.hint,
                found_mm: misfit.found.get(),
                limit_mm: misfit.limit.get(),
                fix,
            })
        };
        found.into_iter().map(view).collect()
    }

    /// Whether the hardware fits after an edit, and no check fails that did not fail before.
    fn mends(&self, charm: &Charm, before: &CharmShape, edit: &Edit) -> Result<bool> {
        let project = self.desk().project().clone();
        let after = edit.apply(&project)?;
        let charm = after.charm(&charm.id).ok_or_else(no_such_charm)?;
        let shape = self.final_shape(charm)?;
        let open = |shape: &CharmShape| {
            shape.checks.iter().filter(|check| check.severity != Severity::Passed).count()
        };
        let thickness = Process::load(&charm.process)?.thickness_mm;
        let left = fits::misfits(&Catalogue::load()?, &charm.hardware, &shape, thickness)?;
        Ok(left.is_empty() && open(&shape) <= open(before))
    }
}

/// The edits that may mend a misfit, the smallest first.
fn ways(
    catalogue: &Catalogue,
    charm: &Charm,
    shape: &CharmShape,
    thickness: Mm,
    misfit: &Misfit,
) -> Result<Vec<Edit>> {
    let wider = match misfit.code {
        "ring_in_hole" | "ball_in_hole" => wider_hole(charm, shape, misfit.limit),
        _ => None,
    };
    let kit = fits::fitting_kit(catalogue, &charm.hardware, shape, thickness)?;
    let other = kit.map(|kit| Edit::SetHardware {
        charm: charm.id.clone(),
        hardware: HardwareChoice { kit, length: None, colour: None, ..charm.hardware.clone() },
    });
    Ok(wider.into_iter().chain(other).collect())
}

/// The hole it hangs by, round and at least that wide, in steps of a tenth.
fn wider_hole(charm: &Charm, shape: &CharmShape, least: Mm) -> Option<Edit> {
    let mut outline = charm.outline.clone();
    let hole = outline.holes.get_mut(shape.outline.hole()?.index)?;
    let HoleShape::Round { diameter } = &mut hole.shape else { return None };
    *diameter = Mm::new((least.get() * 10.0 - 1e-6).ceil() / 10.0);
    Some(Edit::Reoutline { charm: charm.id.clone(), outline })
}
