//! How a charm hangs: clasp, links and charm, one under the other, in millimetres below the anchor.
//!
//! Every part rests on the one above: the hook on the anchor, a ring in the clasp's eye, a link in the
//! ring, a ring in the link, and the hole's upper edge on that ring, a slot's where it comes to rest. Links lie in turn across the picture
//! (seen edge-on, as the eye and the charm lie flat) and along it, as links must.

use dangle_design::hang::pivot;
use dangle_design::shape::{CharmShape, Hole};
use dangle_design::units::{Degrees, Mm};
use kurbo::{Affine, ParamCurve, PathEl, PathSeg, Point, Vec2};

/// The upper ring: 1.0 mm wire, 4 mm inside, as sold for 3 mm acrylic ("jump ring 6 × 1").
const UPPER_RING: (f64, f64) = (1.0, 4.0);
/// The link between the rings: 0.9 mm wire, 3 mm wide and 6 mm long inside, common cable chain.
const LINK: (f64, f64, f64) = (0.9, 3.0, 6.0);
/// How far rings that hang across the picture are turned to the viewer: they never hang quite edge-on.
const RING_YAW: Degrees = Degrees::new(24.0);
/// How far links that lie along the picture are turned away.
const LINK_YAW: Degrees = Degrees::new(74.0);
/// Room a ring needs beside what it goes round.
const PLAY: f64 = 1.2;
/// The largest ring that is sold for charms; a hole farther inside cannot be reached and is drawn with it.
const LARGEST_RING: f64 = 30.0;

/// One charm as it hangs. Origin at the anchor; x right, y down.
#[derive(Clone, Debug, PartialEq)]
pub struct Hanging {
    /// Where the clasp's top rests: the anchor itself. `None` when the charm has no hole and lies flat.
    pub clasp: Option<Point>,
    /// The links from the clasp to the charm.
    pub links: Vec<Link>,
    /// From the charm's millimetres to the anchor's.
    pub charm: Affine,
    /// How far the charm is turned from upright, gravity and the person's turn together.
    pub turn: Degrees,
}

/// A closed link of round wire: two half circles and two straights, or a ring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// Its middle.
    pub center: Point,
    /// Radius of the half circles, to the wire's middle.
    pub radius: Mm,
    /// Length of the straights; zero for a ring.
    pub straight: Mm,
    /// Diameter of the wire.
    pub wire: Mm,
    /// How far it is turned about the vertical: 0 edge-on, 90 in the picture's plane.
    pub yaw: Degrees,
}

impl Link {
    /// A link whose inside begins at `top`.
    fn below(top: Point, wire: f64, inside: f64, length: f64, yaw: Degrees) -> Link {
        Link {
            center: top + Vec2::new(0.0, length / 2.0),
            radius: Mm::new(f64::midpoint(inside, wire)),
            straight: Mm::new(length - inside),
            wire: Mm::new(wire),
            yaw,
        }
    }

    /// Half the length of its inside.
    fn reach(&self) -> f64 {
        self.radius.get() + (self.straight.get() - self.wire.get()) / 2.0
    }

    /// The top of its inside: what it hangs on touches it here.
    #[must_use]
    pub fn top(&self) -> Point {
        self.center - Vec2::new(0.0, self.reach())
    }

    /// The bottom of its inside: what hangs in it touches it here.
    #[must_use]
    pub fn bottom(&self) -> Point {
        self.center + Vec2::new(0.0, self.reach())
    }

    /// Whether it lies across the picture, one half in front of what it holds.
    #[must_use]
    pub fn is_across(&self) -> bool {
        self.yaw.get().abs() < 45.0
    }
}

/// How a charm of `thickness` hangs from a clasp `drop` long, turned by the person by `turn`.
///
/// A charm without a hole has nothing to hang by: it lies on the carrier, the middle of its upper edge
/// at the anchor, without hardware.
#[must_use]
pub fn hang(shape: &CharmShape, thickness: Mm, drop: Mm, turn: Degrees) -> Hanging {
    let Some(hole) = shape.outline.hole() else { return lie(shape, turn) };
    let turn = Degrees::new(shape.hang.tilt.get() + turn.get());
    let (wire, inside) = ring_for(shape, &hole, thickness, turn);
    let eye = Point::new(0.0, drop.get());
    let upper = Link::below(eye, UPPER_RING.0, UPPER_RING.1, UPPER_RING.1, RING_YAW);
    let link = Link::below(upper.bottom(), LINK.0, LINK.1, LINK.2, LINK_YAW);
    let lower = Link::below(link.bottom(), wire, inside, inside, RING_YAW);
    // The hole's upper edges rest on the ring where the plate's two faces cut it, a little above its lowest point.
    let rise = sagitta(inside / 2.0, thickness.get() / 2.0);
    let pivot = pivot(&hole, shape.outline.centroid);
    let center = lower.bottom() + Vec2::new(0.0, hole.diameter.get() / 2.0 - rise);
    Hanging {
        clasp: Some(Point::ORIGIN),
        links: vec![upper, link, lower],
        charm: turned_about(pivot, center, turn),
        turn,
    }
}

fn lie(shape: &CharmShape, turn: Degrees) -> Hanging {
    let top = Point::new(shape.outline.size.width / 2.0, 0.0);
    Hanging { clasp: None, links: Vec::new(), charm: turned_about(top, Point::ORIGIN, turn), turn }
}

/// Turns by `turn` so that `pivot` comes to lie at `place`.
fn turned_about(pivot: Point, place: Point, turn: Degrees) -> Affine {
    let turned = Affine::new(rotation(turn));
    turned.then_translate(place - turned * pivot)
}

/// A turn, with the same bits on every machine.
fn rotation(turn: Degrees) -> [f64; 6] {
    let (sin, cos) = (libm::sin(turn.radians()), libm::cos(turn.radians()));
    [cos, sin, -sin, cos, 0.0, 0.0]
}

/// Wire and inner diameter of the ring that goes through `hole` and round the material above it.
///
/// The wire fills at most 0.4 of the hole (1.2 mm in the usual 3 mm hole), so that it passes and moves;
/// inside, the ring holds the material, the link's wire and some play, in steps of half a millimetre.
fn ring_for(shape: &CharmShape, hole: &Hole, thickness: Mm, turn: Degrees) -> (f64, f64) {
    let wire = (0.4 * hole.diameter.get()).clamp(0.5, 1.2);
    let material = material_above(shape, hole, turn) + LINK.0 + PLAY;
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
fn material_above(shape: &CharmShape, hole: &Hole, turn: Degrees) -> f64 {
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
