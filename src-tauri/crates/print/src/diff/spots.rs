//! The spots of a proof that is a PDF: there the white can be seen whatever the ground.

use dangle_design::Result;
use kurbo::Affine;

use super::align::{self, Steps};
use super::evidence::Evidence;
use super::found::nearby;
use super::meant::Meant;
use super::placement::Placement;
use super::plane::Plane;
use super::points;
use crate::proof::spot_like;
use crate::read::{self, Window};

/// Pixels a millimetre that plates are painted with.
const PER_MM: f64 = 8.0;
/// Most pixels of a plate.
const MOST_PIXELS: f64 = 6e6;
/// How far the white is looked for from where the art says it is, in millimetres.
const REACH_MM: f64 = 1.6;

/// What the spots of a page tell of the white.
pub(super) enum WhitePlate {
    /// The page has spots, but none for white, or nothing is left on it.
    Missing,
    /// The plate, black where white is printed, and its pixels a point of the page.
    Seen(Plane, f64),
}

/// Separates a PDF; nothing where it has no spots at all, as proofs made flat have.
///
/// # Errors
/// `File` or `TooLarge` when it cannot be read.
pub(super) fn white_plate(bytes: &[u8]) -> Result<Option<WhitePlate>> {
    let file = read::File::open(bytes)?;
    let drawing = read::draw(&file)?;
    if !drawing.marks.iter().any(|mark| mark.space.spots().next().is_some()) {
        return Ok(None);
    }
    let Some(page) = file.boxes().media else { return Ok(None) };
    let Some(name) = spot_like(&drawing, &crate::proof::WHITE_WORDS) else {
        return Ok(Some(WhitePlate::Missing));
    };
    let scale =
        (PER_MM / dangle_design::units::Mm::new(1.0).points()).min((MOST_PIXELS / page.area()).sqrt());
    let window = Window {
        to_pixels: Affine::new([scale, 0.0, 0.0, -scale, -page.x0 * scale, page.y1 * scale]),
        width: (page.width() * scale).ceil() as usize,
        height: (page.height() * scale).ceil() as usize,
    };
    let painted = read::paint(&file, &drawing, window)?;
    let left = painted.spot(&name).map(|spot| spot.left.as_slice()).unwrap_or_default();
    if left.iter().all(|white| *white < 128) {
        return Ok(Some(WhitePlate::Missing));
    }
    let pixels = left.iter().map(|white| [100.0 - f32::from(*white) / 2.55, 0.0, 0.0]).collect();
    let plane = Plane { width: window.width, height: window.height, pixels };
    Ok(Some(WhitePlate::Seen(plane, scale)))
}

/// How far the white lies from where the art says it should, in millimetres; `per_point` are the pixels a
/// point of the picture on which `art` is placed.
pub(super) fn white_off(
    intent: &Meant,
    plate: &Plane,
    scale: f64,
    art: Placement,
    per_point: f64,
) -> Option<kurbo::Vec2> {
    let white = intent.white_path.as_ref()?;
    let points = points::of_line(white);
    let evidence = Evidence::of(plate);
    let near = art.enlarged(scale / per_point);
    let fit = |tried| align::score(&evidence, &points, tried);
    let (placed, score) = nearby(&fit, near, REACH_MM);
    let steps = Steps { shift: 0.05, scale: 0.0, turn: 0.0 };
    let (placed, _) =
        align::bettered(&fit, Placement { scale: near.scale, turn: near.turn, ..placed }, steps);
    let centre = intent.trim.center();
    let by = near.affine().inverse() * (placed.affine() * centre) - centre;
    (score > 0.3).then_some(by)
}
