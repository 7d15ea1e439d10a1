//! How one charm hangs alone: its hardware straight down from the anchor, the charm turned as gravity has it.
//!
//! Every part rests on the one above: the hook on the anchor, a ring in the clasp's eye, a link in the ring, and
//! the hole's upper edge on the last ring, a slot's where it comes to rest. Rings and links lie in turn across the
//! picture (seen edge-on, as eyes and charms lie flat) and along it, as links must.

use dangle_design::hang::pivot;
use dangle_design::shape::{CharmShape, Hole};
use dangle_design::units::{Degrees, Mm};
use kurbo::{Affine, ParamCurve, PathEl, PathSeg, Point, Vec2};

use crate::hardware::{Assembly, CharmRing};

/// Room a ring needs beside what it goes round.
const PLAY: f64 = 1.2;
/// The wire of the link that hangs in a charm's ring.
const LINK_WIRE: f64 = 0.9;
/// The largest ring that is sold for charms; a hole farther inside cannot be reached and is drawn with it.
pub(crate) const LARGEST_RING: f64 = 30.0;
/// Half the thickness of a thread or chain that goes through a hole.
const THREAD: f64 = 0.4;

/// One charm as it hangs. Origin at the anchor; x right, y down; mm.
#[derive(Clone, Debug, PartialEq)]
pub struct Hanging {
    /// Where each piece of hardware lies: its joints from the upper to the lower one. None when the charm has
    /// nothing to hang by, and lies flat.
    pub pieces: Vec<Vec<Point>>,
    /// The place the charm turns about.
    pub pivot: Point,
    /// From the charm's millimetres to the anchor's.
    pub charm: Affine,
    /// How far the charm is turned from upright, gravity and the person's turn together.
    pub turn: Degrees,
    /// How far it is turned about the vertical.
    pub yaw: Degrees,
}

/// How a charm of `thickness` hangs from its hardware, turned by the person by `turn` and by `yaw`.
///
/// A charm without a hole that is not screwed to its hardware has nothing to hang by: it lies on the carrier, the
/// middle of its upper edge at the anchor, without hardware.
#[must_use]
pub fn hang(shape: &CharmShape, hardware: &Assembly, thickness: Mm, turn: Degrees, yaw: Degrees) -> Hanging {
    let Some(held) = Held::of(shape, hardware, thickness) else {
        return lie(shape, turn, yaw);
    };
    let mut at = Point::ORIGIN;
    let mut pieces = Vec::new();
    for piece in &hardware.pieces {
        let below = at + Vec2::new(0.0, piece.length.get());
        pieces.push(vec![at, below]);
        at = below;
    }
    let turn = Degrees::new(held.tilt.get() + turn.get());
    let pivot = at + Vec2::new(0.0, held.below);
    Hanging { pieces, pivot, charm: turned_about(held.pivot, pivot, turn), turn, yaw }
}

/// What a charm is held by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Held {
    /// The place it turns about, in its own mm.
    pub(crate) pivot: Point,
    /// How far that lies below the last joint of the hardware.
    pub(crate) below: f64,
    /// How far gravity turns it.
    pub(crate) tilt: Degrees,
}

impl Held {
    /// What a charm is held by; `None` when it has nothing to hang by.
    pub(crate) fn of(shape: &CharmShape, hardware: &Assembly, thickness: Mm) -> Option<Held> {
        if hardware.is_screwed() {
            let top = top_of(shape);
            return Some(Held { pivot: top, below: 0.0, tilt: tilt(shape, top) });
        }
        let hole = shape.outline.hole()?;
        let radius = hole.diameter.get() / 2.0;
        // The hole's upper edges rest on the ring where the plate's two faces cut it, a little above its lowest
        // point; a thread goes straight through.
        let below = match hardware.rest_radius() {
            Some(ring) => radius - sagitta(ring.get(), thickness.get() / 2.0),
            None => radius - 2.0 * THREAD,
        };
        Some(Held { pivot: pivot(&hole, shape.outline.centroid), below, tilt: shape.hang.tilt })
    }
}

/// The highest place above the centre of mass, where a screw-eye goes in.
fn top_of(shape: &CharmShape) -> Point {
    let middle = shape.outline.centroid;
    let up = Vec2::new(0.0, -1.0);
    let crossings = segments(&shape.outline.cut).into_iter();
    let reach = crossings.filter_map(|(from, to)| crossing(middle, up, from, to)).fold(0.0, f64::max);
    middle + up * reach
}

/// How far gravity turns a charm that is held at `pivot`.
fn tilt(shape: &CharmShape, pivot: Point) -> Degrees {
    let below = shape.outline.centroid - pivot;
    Degrees::new(libm::atan2(below.x, below.y).to_degrees())
}

fn lie(shape: &CharmShape, turn: Degrees, yaw: Degrees) -> Hanging {
    let top = Point::new(shape.outline.size.width / 2.0, 0.0);
    let charm = turned_about(top, Point::ORIGIN, turn);
    Hanging { pieces: Vec::new(), pivot: Point::ORIGIN, charm, turn, yaw }
}

/// Turns by `turn` so that `pivot` comes to lie at `place`.
pub(crate) fn turned_about(pivot: Point, place: Point, turn: Degrees) -> Affine {
    let turned = Affine::new(rotation(turn));
    turned.then_translate(place - turned * pivot)
}

/// A turn, with the same bits on every machine.
fn rotation(turn: Degrees) -> [f64; 6] {
    let (sin, cos) = (libm::sin(turn.radians()), libm::cos(turn.radians()));
    [cos, sin, -sin, cos, 0.0, 0.0]
}

/// The ring that goes through a charm's first hole and round the material above it; a common one for a charm
/// without a hole.
#[must_use]
pub fn charm_ring(shape: &CharmShape, thickness: Mm, turn: Degrees) -> CharmRing {
    let Some(hole) = shape.outline.hole() else {
        return CharmRing { wire: Mm::new(1.0), inside: Mm::new(6.0) };
    };
    let (wire, inside) = ring_for(shape, &hole, thickness, Degrees::new(shape.hang.tilt.get() + turn.get()));
    CharmRing { wire: Mm::new(wire), inside: Mm::new(inside) }
}

/// Wire and inner diameter of the ring that goes through `hole` and round the material above it.
///
/// The wire fills at most 0.4 of the hole (1.2 mm in the usual 3 mm hole), so that it passes and moves;
/// inside, the ring holds the material, the link's wire and some play, in steps of half a millimetre.
fn ring_for(shape: &CharmShape, hole: &Hole, thickness: Mm, turn: Degrees) -> (f64, f64) {
    let wire = (0.4 * hole.diameter.get()).clamp(0.5, 1.2);
    let material = material_above(shape, hole, turn) + LINK_WIRE + PLAY;
    let half = thickness.get() / 2.0;
    // Of a ring of diameter D the chord over the plate's thickness leaves D - rise; rise is about half² / D.
    let inside = (material + half * half / material.max(half)).max(2.0 * half + PLAY);
    (wire, ((inside * 2.0).ceil() / 2.0).clamp(4.0, LARGEST_RING))
}

/// Inner diameter of a ring that goes through the first holes of several plates of those thicknesses, which hang
/// on it face to face; that of the widest material, with room for all the thicknesses.
#[must_use]
pub fn shared_ring(plates: &[(&CharmShape, Mm)]) -> Mm {
    let thickness = Mm::new(plates.iter().map(|(_, thickness)| thickness.get()).sum());
    let inside = |(shape, _): &(&CharmShape, Mm)| {
        let hole = shape.outline.hole()?;
        Some(ring_for(shape, &hole, thickness, shape.hang.tilt).1)
    };
    Mm::new(plates.iter().filter_map(inside).fold(0.0, f64::max))
}

/// How far the cut line lies above the hole's upper edge as the charm hangs.
pub(crate) fn material_above(shape: &CharmShape, hole: &Hole, turn: Degrees) -> f64 {
    let [cos, sin, ..] = rotation(turn);
    let up = Vec2::new(-sin, -cos);
    let pivot = pivot(hole, shape.outline.centroid);
    let mut nearest: Option<f64> = None;
    for (from, to) in segments(&shape.outline.cut) {
        if let Some(distance) = crossing(pivot, up, from, to) {
            nearest = Some(nearest.map_or(distance, |least| least.min(distance)));
        }
    }
    nearest.map_or(hole.wall.get(), |distance| distance - hole.diameter.get() / 2.0)
}

/// The straight pieces of a path, flattened to 0.05 mm.
fn segments(path: &kurbo::BezPath) -> Vec<(Point, Point)> {
    let mut flat = kurbo::BezPath::new();
    kurbo::flatten(path, 0.05, |element: PathEl| flat.push(element));
    flat.segments().map(|segment: PathSeg| (segment.start(), segment.end())).collect()
}

/// How far from `origin` a ray meets a segment.
fn crossing(origin: Point, ray: Vec2, from: Point, to: Point) -> Option<f64> {
    let (a, b) = (from - origin, to - origin);
    let (side_a, side_b) = (ray.cross(a), ray.cross(b));
    if (side_a > 0.0) == (side_b > 0.0) {
        return None;
    }
    let t = side_a / (side_a - side_b);
    let distance = ray.dot(a + (b - a) * t);
    (distance > 0.0).then_some(distance)
}

/// How high an arc of `radius` rises over half its chord.
fn sagitta(radius: f64, half_chord: f64) -> f64 {
    radius - (radius * radius - half_chord * half_chord).max(0.0).sqrt()
}
