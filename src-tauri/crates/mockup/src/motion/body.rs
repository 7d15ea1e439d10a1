//! The solid pieces of rigs: plates of charms, rods of hardware, each in its layer of depth.

use std::sync::Arc;

use kurbo::{Point, Rect, Vec2};

use super::linkage::Instant;
use super::rig::{Bob, Rig};
use super::solid::{Gap, Solid};

/// A charm seen from its edge still has some width.
const LEAST_SQUEEZE: f64 = 0.1;

/// One solid piece.
#[derive(Clone, Debug)]
pub(super) struct Body {
    /// Which rig it belongs to.
    pub(super) rig: usize,
    /// Which piece or charm of the rig.
    pub(super) index: usize,
    /// How far before the carrier it begins and ends.
    pub(super) depth: (f64, f64),
    shape: Shape,
    /// Where it can touch, in its own coordinates, each with a radius.
    points: Vec<(Point, f64)>,
    bounds: Rect,
}

#[derive(Clone, Debug)]
enum Shape {
    Plate(Arc<Solid>),
    Rod { length: f64, radius: f64 },
}

/// Where a body is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seat {
    origin: Point,
    sin: f64,
    cos: f64,
}

impl Seat {
    /// The seat of piece or charm `index` of a rig.
    pub(super) fn of(at: &Instant, index: usize) -> Seat {
        let (sin, cos) = at.turns[index];
        Seat { origin: at.joints[index.min(at.joints.len() - 1)], sin, cos }
    }

    /// Where it turns about.
    pub(super) fn origin(&self) -> Point {
        self.origin
    }

    /// From the body's coordinates to the carrier's.
    pub(super) fn outward(&self, local: Point) -> Point {
        self.origin + self.turned(local.to_vec2())
    }

    /// From the carrier's coordinates to the body's.
    pub(super) fn inward(&self, point: Point) -> Point {
        let away = point - self.origin;
        Point::new(self.cos * away.x + self.sin * away.y, self.cos * away.y - self.sin * away.x)
    }

    /// A direction of the body, in the carrier's coordinates.
    pub(super) fn turned(&self, local: Vec2) -> Vec2 {
        Vec2::new(self.cos * local.x - self.sin * local.y, self.sin * local.x + self.cos * local.y)
    }
}

/// The bodies of a rig whose first charm begins at `depth`: its pieces, then its charms.
pub(super) fn bodies(rig: &Rig, number: usize, depth: f64, solids: &mut Solids) -> Vec<Body> {
    let whole = (depth, depth + rig.charms.iter().map(|charm| charm.thickness.get()).sum::<f64>());
    let pieces = rig.parts.iter().flat_map(|part| {
        let length = part.length.get() / part.pieces() as f64;
        std::iter::repeat_n((length, part.radius.get()), part.pieces())
    });
    let mut bodies: Vec<Body> = pieces
        .enumerate()
        .map(|(index, (length, radius))| Body::rod(number, index, whole, length, radius))
        .collect();
    let mut near = depth;
    for charm in &rig.charms {
        let far = near + charm.thickness.get();
        bodies.push(Body::plate(number, bodies.len(), (near, far), charm, solids));
        near = far;
    }
    bodies
}

impl Body {
    fn rod(rig: usize, index: usize, depth: (f64, f64), length: f64, radius: f64) -> Body {
        Body {
            rig,
            index,
            depth,
            shape: Shape::Rod { length, radius },
            points: between(Point::ORIGIN, Point::new(0.0, length)).map(|at| (at, radius)).collect(),
            bounds: Rect::new(0.0, 0.0, 0.0, length).inflate(radius, radius),
        }
    }

    fn plate(rig: usize, index: usize, depth: (f64, f64), charm: &Bob, solids: &mut Solids) -> Body {
        let squeeze = libm::cos(charm.yaw.radians()).abs().max(LEAST_SQUEEZE);
        let outline: Vec<Point> = charm.outline.iter().map(|at| Point::new(at.x * squeeze, at.y)).collect();
        let solid = solids.of(&outline);
        let next = |index: usize| outline[(index + 1) % outline.len()];
        let edges = outline.iter().enumerate().map(|(index, at)| (*at, next(index)));
        let points = edges.flat_map(|(from, to)| between(from, to)).map(|at| (at, 0.0)).collect();
        Body { rig, index, depth, bounds: solid.bounds(), shape: Shape::Plate(solid), points }
    }

    /// Whether it is a charm.
    pub(super) fn is_charm(&self) -> bool {
        matches!(self.shape, Shape::Plate(_))
    }

    /// The box, in its own coordinates.
    pub(super) fn bounds(&self) -> Rect {
        self.bounds
    }

    /// Whether it shares a layer of depth with another.
    pub(super) fn shares_depth(&self, other: &Body) -> bool {
        /// Plates that lie face to face do not touch edge to edge, in mm.
        const APART: f64 = 1e-6;
        self.depth.0 < other.depth.1 - APART && other.depth.0 < self.depth.1 - APART
    }

    /// How many places it can touch with.
    pub(super) fn points(&self) -> usize {
        self.points.len()
    }

    /// A place it can touch with, and the radius about it, at `size` of full size.
    pub(super) fn point(&self, index: usize, size: f64) -> (Point, f64) {
        let (point, radius) = self.points[index];
        match self.shape {
            Shape::Plate(_) => ((point.to_vec2() * size).to_point(), radius),
            Shape::Rod { .. } => (point, radius * size),
        }
    }

    /// How far a point in its own coordinates lies from it, at `size` of full size.
    pub(super) fn gap(&self, point: Point, size: f64) -> Option<Gap> {
        match &self.shape {
            Shape::Plate(solid) => {
                let gap = solid.gap((point.to_vec2() / size).to_point())?;
                Some(Gap { distance: gap.distance * size, ..gap })
            }
            Shape::Rod { length, radius } => {
                let away = point - Point::new(0.0, point.y.clamp(0.0, *length));
                let distance = away.hypot();
                let outward = if distance > 1e-9 { away / distance } else { Vec2::new(1.0, 0.0) };
                Some(Gap { distance: distance - radius * size, outward })
            }
        }
    }
}

/// Places from one point to just before another, so close that no arm of a charm slips through between them.
fn between(from: Point, to: Point) -> impl Iterator<Item = Point> {
    /// In mm: necks of charms are wider.
    const CLOSE: f64 = 3.0;
    let pieces = ((to - from).hypot() / CLOSE).ceil().max(1.0);
    (0..pieces as usize).map(move |piece| from.lerp(to, piece as f64 / pieces))
}

/// Solids already made: many charms of a set are the same.
#[derive(Default)]
pub(super) struct Solids(Vec<(Vec<Point>, Arc<Solid>)>);

impl Solids {
    fn of(&mut self, outline: &[Point]) -> Arc<Solid> {
        if let Some((_, solid)) = self.0.iter().find(|(made, _)| made == outline) {
            return Arc::clone(solid);
        }
        let solid = Arc::new(Solid::new(outline));
        self.0.push((outline.to_vec(), Arc::clone(&solid)));
        solid
    }
}

/// How deep two bodies lie in each other; below zero when they do not.
pub(super) fn overlap(a: (&Body, &Seat), b: (&Body, &Seat)) -> f64 {
    one_way(a, b).max(one_way(b, a))
}

/// How deep the deepest place of one body lies in another: its edge, and as much of its inside as tells two
/// solids in nearly the same place from two that touch.
fn one_way((tip, tip_seat): (&Body, &Seat), (solid, seat): (&Body, &Seat)) -> f64 {
    const INSIDE: [f64; 4] = [1.0, 0.66, 0.33, 0.0];
    let middle = tip.bounds.center();
    let mut deepest = f64::NEG_INFINITY;
    for &(point, radius) in &tip.points {
        for share in INSIDE {
            let place = middle + (point - middle) * share;
            if let Some(gap) = solid.gap(seat.inward(tip_seat.outward(place)), 1.0) {
                deepest = deepest.max(radius - gap.distance);
            }
        }
    }
    deepest
}
