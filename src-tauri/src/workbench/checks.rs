//! The Design room's checks: fixes that were tried, and the thickness that is drawn on the charm.

mod misfits;

use dangle_design::fix::{self, Mended};
use dangle_design::id::CharmId;
use dangle_design::process::Process;
use dangle_design::project::Charm;
use dangle_design::shape::{CharmShape, Quality};
use dangle_design::thickness::{self, Thickness};
use dangle_design::{Job, Result};

use super::design::{check_view, xywh};
use super::{Promise, Workbench};
use crate::pictures::{self, Encoded};
use crate::view::{CharmView, FixedView, FixesView, SpriteView};

impl Workbench {
    /// The edit that mends all that can be mended of a charm, and what it does. Nothing is committed.
    ///
    /// # Errors
    /// `NotFound` when there is no such charm; those of the artwork and the outline.
    pub fn fix_all(&self, id: &CharmId) -> Result<FixesView> {
        let mended = fix::mend(&self.charm(id)?, None, &|charm| self.final_shape(charm))?;
        Ok(fixes_view(&mended))
    }

    /// A charm's view with only such fixes as hold, what does not fit, and its thickness.
    pub(super) fn with_proven_fixes(
        &self,
        charm: &Charm,
        shape: &CharmShape,
        view: CharmView,
    ) -> Result<CharmView> {
        let checks = fix::proven(charm, shape, &|charm| self.final_shape(charm))?;
        let own = self.desk().project().limits.clone();
        let range = thickness::range(&Process::load(&charm.process)?.with_own(&own));
        let thickness = range.map(|range| self.thickness_view(charm, shape, range)).transpose()?;
        Ok(CharmView {
            checks: checks.iter().map(check_view).collect(),
            misfits: self.misfits(charm, shape)?,
            thickness,
            thickness_mm: range.unwrap_or_default(),
            ..view
        })
    }

    fn thickness_view(&self, charm: &Charm, shape: &CharmShape, range: [f64; 2]) -> Result<SpriteView> {
        let rect = xywh(thickness::rect_of(&shape.outline));
        let charm = Box::new(Charm { name: String::new(), ..charm.clone() });
        Ok(SpriteView { picture: self.pictures.promise(Promise::Thickness { charm, range })?, rect })
    }

    /// How thick a charm's material is, as colours.
    pub(super) fn make_thickness(&self, charm: &Charm, range: [f64; 2]) -> Result<Encoded> {
        let shape = self.final_shape(charm)?;
        pictures::png(&Thickness::of(&shape.outline, range).picture())
    }

    /// A charm's shape at final quality.
    pub(super) fn final_shape(&self, charm: &Charm) -> Result<std::sync::Arc<CharmShape>> {
        self.shape(charm, Quality::Final, &Job::silent())
    }
}

fn fixes_view(mended: &Mended) -> FixesView {
    let fixed = mended.steps.iter().map(|step| FixedView {
        code: step.check.code,
        message: step.check.message.clone(),
        remedy: step.remedy.clone(),
    });
    FixesView { edit: mended.edit(), fixed: fixed.collect(), left: mended.left().map(|c| c.code).collect() }
}
