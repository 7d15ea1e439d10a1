//! Where a hole goes that is led by the hand.

use kurbo::{Point, Vec2};

use super::super::ring::{Ring, contains, edges, nearest_on};
use super::{AXIS, HoleWish, PlacedHole, Site};

/// A place on one of some rings.
#[derive(Clone, Copy, Debug)]
struct Foot {
    at: Point,
    ring: usize,
    edge: usize,
}

fn foot(rings: &[Ring], to: Point) -> Option<Foot> {
    let mut nearest: Option<(f64, Foot)> = None;
    for (ring, line) in rings.iter().enumerate() {
        for (edge, (a, b)) in edges(line).enumerate() {
            let at = nearest_on(a, b, to);
            let distance = at.distance_squared(to);
            if nearest.is_none_or(|(least, _)| distance < least) {
                nearest = Some((distance, Foot { at, ring, edge }));
            }
        }
    }
    nearest.map(|(_, foot)| foot)
}

impl Foot {
    /// The direction of the line here, over a stretch of `reach` either way: a chord does not shake where
    /// the line does.
    fn direction(&self, rings: &[Ring], reach: f64) -> Vec2 {
        let ring = &rings[self.ring];
        let count = ring.len();
        let after = (1..=count).map(|ahead| ring[(self.edge + ahead) % count]);
        let before = (0..count).map(|behind| ring[(self.edge + count - behind) % count]);
        let chord = walked(self.at, after, reach) - walked(self.at, before, reach);
        if chord.hypot() > 0.0 { chord / chord.hypot() } else { Vec2::new(1.0, 0.0) }
    }
}

/// The place `reach` along a line from `from`.
fn walked(from: Point, line: impl Iterator<Item = Point>, reach: f64) -> Point {
    let (mut at, mut left) = (from, reach);
    for next in line {
        let length = at.distance(next);
        if length >= left {
            return at.lerp(next, left / length);
        }
        left -= length;
        at = next;
    }
    at
}

impl Site<'_> {
    /// The hole in a tab nearest to a place. `way` is where its centre may go: as near to the artwork as it
    /// may come. On the outline of a border that is where a tab stands upright on it.
    pub(super) fn near_outside(
        &self,
        wish: &HoleWish,
        others: &[PlacedHole],
        way: &[Ring],
        to: Point,
    ) -> PlacedHole {
        let Some(nearest) = foot(way, to) else { return wish.at(to, Vec2::new(1.0, 0.0)) };
        let hole = self.on(wish, way, nearest);
        if self.is_clear(&hole, others) {
            return hole;
        }
        let feet = way
            .iter()
            .enumerate()
            .flat_map(|(ring, line)| line.iter().enumerate().map(move |(edge, &at)| Foot { at, ring, edge }));
        let holes = feet.map(|foot| self.on(wish, way, foot)).filter(|hole| self.is_clear(hole, others));
        let away = |hole: &PlacedHole| hole.center.distance_squared(to);
        holes.min_by(|a, b| away(a).total_cmp(&away(b))).unwrap_or(hole)
    }

    /// The hole at a place of its way; a slot along it, moved outward until it clears the artwork too.
    fn on(&self, wish: &HoleWish, way: &[Ring], foot: Foot) -> PlacedHole {
        if wish.half == 0.0 {
            return wish.at(foot.at, Vec2::new(1.0, 0.0));
        }
        let along = foot.direction(way, wish.half + wish.radius);
        let outward = Vec2::new(along.y, -along.x);
        let (mut hole, deepest) = (wish.at(foot.at, along), wish.depth(self.body.meant_border()));
        for _ in 0..32 {
            let at = hole.axis(AXIS).max_by(|a, b| self.body.depth(*a).total_cmp(&self.body.depth(*b)));
            let at = at.unwrap_or(hole.center);
            let too_deep = self.body.depth(at) - deepest;
            if too_deep < 0.01 {
                break;
            }
            let slope = self.slope(|by| self.body.depth(at + by));
            hole.center += slope.map_or(outward, |slope| -slope / slope.hypot()) * too_deep;
        }
        hole
    }

    /// The hole in the body nearest to a place: there, or where it first has its wall on the way inward. In
    /// a part too narrow for that it lies in the middle of it.
    pub(super) fn near_inside(&self, wish: &HoleWish, others: &[PlacedHole], to: Point) -> PlacedHole {
        let rings = &self.body.rings;
        let inside = rings.iter().any(|ring| contains(ring, to));
        let Some(edge) = foot(rings, to) else { return wish.at(to, Vec2::new(1.0, 0.0)) };
        let along = if wish.half == 0.0 {
            Vec2::new(1.0, 0.0)
        } else {
            edge.direction(rings, wish.half + wish.radius)
        };
        let mut hole = self.sunk(wish, wish.at(if inside { to } else { edge.at }, along));
        // Others push it aside, and the edge pushes it back.
        for _ in 0..6 {
            let Some(push) = self.push(&hole, others) else { return hole };
            hole.center += push;
            hole = self.sunk(wish, hole);
        }
        self.around(wish, others, hole).unwrap_or(hole)
    }

    /// A place round a hole's where it is clear of the others, the nearest first.
    fn around(&self, wish: &HoleWish, others: &[PlacedHole], hole: PlacedHole) -> Option<PlacedHole> {
        const STEP: f64 = 0.5;
        const ROUNDS: i32 = 80;
        const DIRECTIONS: i32 = 16;
        let directions = || {
            (0..DIRECTIONS).map(|direction| {
                let (sin, cos) = libm::sincos(f64::from(direction * 360 / DIRECTIONS).to_radians());
                Vec2::new(cos, sin)
            })
        };
        (0..=ROUNDS).find_map(|round| {
            let reach = f64::from(round) * STEP;
            let beside = |way: Vec2| PlacedHole { center: hole.center + way * reach, ..hole };
            let inside = |hole: &PlacedHole| self.shallowest(hole) > 0.0;
            let found = directions().map(beside).filter(inside).map(|hole| self.sunk(wish, hole));
            found.filter(|hole| self.is_clear(hole, others)).min_by(|a, b| {
                let away = |found: &PlacedHole| found.center.distance_squared(hole.center);
                away(a).total_cmp(&away(b))
            })
        })
    }

    /// Moves a hole inward until it has its wall, or to the middle of a narrow part.
    fn sunk(&self, wish: &HoleWish, mut hole: PlacedHole) -> PlacedHole {
        const STEP: f64 = 0.15;
        for _ in 0..200 {
            let missing = wish.pad() - self.shallowest(&hole);
            if missing <= 0.0 {
                break;
            }
            let moved = |by: Vec2| PlacedHole { center: hole.center + by, ..hole };
            let Some(slope) = self.slope(|by| self.shallowest(&moved(by))) else { break };
            hole.center += slope / slope.hypot() * missing.min(STEP);
        }
        hole
    }

    /// Which way a depth rises, and how much by the way; `None` on a ridge, where both sides are as near.
    fn slope(&self, depth: impl Fn(Vec2) -> f64) -> Option<Vec2> {
        /// Where the depth rises less than this by the way it is a ridge.
        const RIDGE: f64 = 0.35;
        let feel = 3.0 * self.body.step();
        let rise = |by: Vec2| (depth(by) - depth(-by)) / (2.0 * feel);
        let slope = Vec2::new(rise(Vec2::new(feel, 0.0)), rise(Vec2::new(0.0, feel)));
        (slope.is_finite() && slope.hypot() >= RIDGE).then_some(slope)
    }

    /// The way off the nearest thing that a hole must keep clear of.
    fn push(&self, hole: &PlacedHole, others: &[PlacedHole]) -> Option<Vec2> {
        if self.is_clear(hole, others) {
            return None;
        }
        let off = |from: Point, by: f64| {
            let way = hole.center - from;
            if way.hypot() > 0.0 { way / way.hypot() * by } else { Vec2::new(by, 0.0) }
        };
        let least = |other: &PlacedHole| hole.wall.max(other.wall) + 2.0 * super::SPARE;
        let hit = others.iter().find(|other| hole.wall_between(other) < least(other));
        if let Some(other) = hit {
            return Some(off(other.center, least(other) - hole.wall_between(other)));
        }
        let (ring, missing) = self
            .cutouts
            .iter()
            .map(|ring| (ring, hole.wall + 2.0 * super::SPARE - hole.wall_to(ring)))
            .max_by(|a, b| a.1.total_cmp(&b.1))?;
        let edge = foot(std::slice::from_ref(ring), hole.center)?;
        if contains(ring, hole.center) {
            return Some(off(edge.at, -(missing + edge.at.distance(hole.center))));
        }
        Some(off(edge.at, missing))
    }
}
