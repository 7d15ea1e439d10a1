//! How two charms hang together: on one ring, or the second below the first.

use dangle_design::hang::{self, Hung, pivot};
use dangle_design::id::CharmId;
use dangle_design::process::Process;
use dangle_design::shape::{CharmShape, Hole};
use dangle_design::units::Degrees;
use dangle_design::{Error, Result};
use dangle_mockup::hang::shared_ring;

use super::Workbench;
use crate::view::{HungView, TogetherView};

impl Workbench {
    /// How two charms of the open project hang together, at final quality.
    ///
    /// # Errors
    /// `NotFound` when there is no such charm; `Input` when one of them has no hole; those of the artwork and
    /// the outline.
    pub fn hang_together(&self, first: &CharmId, second: &CharmId) -> Result<TogetherView> {
        let (first, second) = (self.charm(first)?, self.charm(second)?);
        let thickness = |id| Process::load(id).map(|process| process.thickness_mm);
        let (thick, thin) = (thickness(&first.process)?, thickness(&second.process)?);
        let (upper, lower) = (self.final_shape(&first)?, self.final_shape(&second)?);
        let ring = shared_ring(&[(&upper, thick), (&lower, thin)]);
        let (plate, other) = (hung(&upper, &first.name)?, hung(&lower, &second.name)?);
        let seats = hang::together(&[(plate, thick), (other, thin)], ring);
        let chained = plate.lower.is_some().then(|| hang::chain(&[plate, Hung { lower: None, ..other }]));
        let tilts = chained.unwrap_or_default();
        let view = |at: usize, hung: Hung| HungView {
            hole_mm: [hung.hole.x, hung.hole.y],
            ring_tilt_deg: seats[at].tilt.get(),
            along_mm: seats[at].along.get(),
            chain_tilt_deg: tilts.get(at).copied().map(Degrees::get),
        };
        Ok(TogetherView {
            ring_mm: ring.get(),
            mass_g: plate.mass_g + other.mass_g,
            lower_mm: plate.lower.map(|hole| [hole.x, hole.y]),
            first: view(0, plate),
            second: view(1, other),
        })
    }
}

/// A charm as it hangs by its first hole, with the second for what hangs below.
fn hung(shape: &CharmShape, name: &str) -> Result<Hung> {
    let outline = &shape.outline;
    let hole = outline.hole().ok_or_else(|| {
        let message = format!("\"{name}\" has no hole to hang by.");
        Error::input(message, "Give it a hole, then hang the two together.")
    })?;
    let lower = outline.holes.get(1).map(|hole: &Hole| hole.center);
    let hole = pivot(&hole, outline.centroid);
    Ok(Hung { mass_g: shape.hang.mass_g, centroid: outline.centroid, hole, lower })
}
