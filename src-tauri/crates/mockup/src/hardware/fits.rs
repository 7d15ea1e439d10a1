//! What does not fit what: a ring and its hole, a screw and its body.

use dangle_design::Result;
use dangle_design::id::HardwareId;
use dangle_design::project::HardwareChoice;
use dangle_design::shape::CharmShape;
use dangle_design::units::{Degrees, Mm};

use super::catalogue::Catalogue;
use super::part::Shape;
use crate::hang::{LARGEST_RING, material_above};

/// The thinnest ring that carries a charm: 0.8 mm is the thinnest that is sold for them.
const THINNEST_RING: f64 = 0.8;
/// Room a wire or ball needs in a hole, to go through and to move.
const PLAY: f64 = 0.2;
/// A screw-eye needs this much body around its shank, as a multiple of its wire.
const ROUND_SCREW: f64 = 2.5;

/// Something that does not fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Misfit {
    /// Which rule, such as `ring_in_hole`.
    pub code: &'static str,
    /// What does not fit what, with both measures.
    pub message: String,
    /// What would fit.
    pub hint: String,
    /// The measure that does not fit.
    pub found: Mm,
    /// What it would have to be: at least, or at most for `ring_round_wall`.
    pub limit: Mm,
}

/// The first kit, in the catalogue's order, of which everything fits a charm of that shape and thickness.
///
/// # Errors
/// `NotFound` when a kit names a part that is not there.
pub fn fitting_kit(
    catalogue: &Catalogue,
    choice: &HardwareChoice,
    shape: &CharmShape,
    thickness: Mm,
) -> Result<Option<HardwareId>> {
    for kit in &catalogue.kits {
        let other = HardwareChoice { kit: kit.id.clone(), ..choice.clone() };
        if misfits(catalogue, &other, shape, thickness)?.is_empty() {
            return Ok(Some(other.kit));
        }
    }
    Ok(None)
}

/// What of the chosen hardware does not fit a charm of that shape and thickness.
///
/// # Errors
/// `NotFound` for a kit or part that is not there.
pub fn misfits(
    catalogue: &Catalogue,
    choice: &HardwareChoice,
    shape: &CharmShape,
    thickness: Mm,
) -> Result<Vec<Misfit>> {
    let parts = catalogue.parts_of(&choice.kit)?;
    let Some(last) = parts.last() else { return Ok(Vec::new()) };
    let found = match &last.shape {
        Shape::ScrewEye { wire, shank, .. } => screw(*wire, *shank, shape, thickness),
        Shape::BallChain { ball, .. } => through(shape, *ball, "a ball", "ball_in_hole"),
        _ => through(shape, THINNEST_RING, "the thinnest ring", "ring_in_hole").or_else(|| reach(shape)),
    };
    Ok(found.into_iter().collect())
}

/// What goes through the hole.
fn through(shape: &CharmShape, thick: f64, what: &str, code: &'static str) -> Option<Misfit> {
    let Some(hole) = shape.outline.hole() else {
        return Some(Misfit {
            code: "no_hole",
            message: "the charm has no hole to hang by".into(),
            hint: "Add a hole, or hang it by a screw-eye if its body is thick enough.".into(),
            found: Mm::ZERO,
            limit: Mm::new(thick + PLAY),
        });
    };
    (hole.diameter.get() < thick + PLAY).then(|| Misfit {
        code,
        message: format!("the hole is {} wide, {what} is {} thick", hole.diameter, Mm::new(thick)),
        hint: format!("Make the hole at least {} wide.", Mm::new(thick + PLAY)),
        found: hole.diameter,
        limit: Mm::new(thick + PLAY),
    })
}

/// Whether a ring that is sold goes round the material above the hole.
fn reach(shape: &CharmShape) -> Option<Misfit> {
    let hole = shape.outline.hole()?;
    let material = material_above(shape, &hole, Degrees::new(shape.hang.tilt.get()));
    (material > LARGEST_RING - 2.0).then(|| Misfit {
        code: "ring_round_wall",
        message: format!(
            "the hole lies {} inside the edge, the largest ring goes round {}",
            Mm::new(material),
            Mm::new(LARGEST_RING - 2.0)
        ),
        hint: "Move the hole nearer to the edge.".into(),
        found: Mm::new(material),
        limit: Mm::new(LARGEST_RING - 2.0),
    })
}

/// Whether a screw finds body enough.
fn screw(wire: f64, shank: f64, shape: &CharmShape, thickness: Mm) -> Option<Misfit> {
    let least = wire * ROUND_SCREW;
    if thickness.get() < least {
        return Some(Misfit {
            code: "screw_in_body",
            message: format!(
                "the body is {thickness} thick, the screw {} with what must hold it",
                Mm::new(least)
            ),
            hint: "Hang it by a hole and a ring.".into(),
            found: thickness,
            limit: Mm::new(least),
        });
    }
    let deep = shape.outline.size.height;
    (deep < shank + 2.0).then(|| Misfit {
        code: "screw_too_long",
        message: format!("the body is {} high, the screw goes {} into it", Mm::new(deep), Mm::new(shank)),
        hint: "Make the charm larger, or hang it by a hole and a ring.".into(),
        found: Mm::new(deep),
        limit: Mm::new(shank + 2.0),
    })
}
