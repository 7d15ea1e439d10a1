//! The rim: white ink in the border, up to the cut line.

use i_overlay::core::overlay_rule::OverlayRule;
use kurbo::{BezPath, PathEl};

use super::body::{Graft, combine};
use super::draw::Drawn;
use super::level::GridRing;
use super::ring::Ring;
use super::white::white;
use super::wish::Wish;

/// How far print and cut may lie apart, in mm: a practitioner's estimate for flat-bed printing and laser
/// cutting, up to a millimetre. White that far inside the cut, and a choke more, never shows on the edge.
const REGISTRATION: f64 = 0.5;

/// White over the whole plate up to a safe distance from every line that is cut, and under all artwork.
pub(crate) fn rim(drawn: &Drawn, wish: &Wish, step: f64) -> BezPath {
    let inner = drawn.cutouts.iter().map(|cut| cut.flat.clone());
    let holes = drawn.holes.iter().map(|hole| {
        let (from, to) = hole.ends();
        Graft { from, to, radius: hole.radius }.ring()
    });
    let inner = inner.chain(holes).map(|mut ring: Ring| {
        ring.reverse();
        ring
    });
    let rings: Vec<GridRing> = std::iter::once(drawn.cut.flat.clone())
        .chain(inner)
        .map(|ring| ring.iter().map(|point| [point.x as f32, point.y as f32]).collect())
        .collect();
    let plate = white(&rings, 1.0, wish.choke + REGISTRATION, step);
    // Otherwise the artwork's own white lies within it.
    if wish.outset() >= REGISTRATION {
        return plate;
    }
    path(combine(&rings_of(&plate), &rings_of(&drawn.white), OverlayRule::Union).concat())
}

/// The rings of a path of straight lines.
fn rings_of(path: &BezPath) -> Vec<Ring> {
    let mut rings: Vec<Ring> = Vec::new();
    for element in path.elements() {
        match (element, rings.last_mut()) {
            (PathEl::MoveTo(point), _) => rings.push(vec![*point]),
            (PathEl::LineTo(point), Some(ring)) => ring.push(*point),
            _ => {}
        }
    }
    rings
}

fn path(rings: Vec<Ring>) -> BezPath {
    let mut path = BezPath::new();
    for ring in rings {
        let mut points = ring.into_iter();
        if let Some(first) = points.next() {
            path.move_to(first);
            points.for_each(|point| path.line_to(point));
            path.close_path();
        }
    }
    path
}
