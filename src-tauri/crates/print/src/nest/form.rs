//! What the search needs to know of a piece: its ring, places along it, its hull and its field.

use kurbo::Point;

use super::field::Field;
use super::{Piece, Turns};

/// Distance of the places along a cut line that are looked at while searching. What lies between them is found by the
/// exact check.
const STRIDE_MM: f64 = 1.0;
/// Nodes of the field across a piece, and the bounds of the field's cell.
const CELLS_ACROSS: f32 = 50.0;
const CELL_MM: [f32; 2] = [0.2, 1.2];

/// Directions in which a piece's reach is known, and what is added to it: more than the reach between two of them can be
/// above the line between theirs, for a piece of half a metre.
const DIRECTIONS: usize = 1440;
const REACH_SPARE_MM: f64 = 0.001;

/// A closed ring of points, the last joined to the first.
#[derive(Clone, Debug)]
pub(super) struct Ring(pub(super) Vec<[f64; 2]>);

impl Ring {
    /// A ring with the middle of its box as origin, and where that middle was.
    pub(super) fn centred(points: &[Point]) -> (Ring, Point) {
        let [left, top, right, bottom] =
            Ring(points.iter().map(|point| [point.x, point.y]).collect()).bounds();
        let middle = Point::new(f64::midpoint(left, right), f64::midpoint(top, bottom));
        (Ring(points.iter().map(|point| [point.x - middle.x, point.y - middle.y]).collect()), middle)
    }

    /// `[left, top, right, bottom]`.
    fn bounds(&self) -> [f64; 4] {
        let start = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
        self.0.iter().fold(start, |[left, top, right, bottom], [x, y]| {
            [left.min(*x), top.min(*y), right.max(*x), bottom.max(*y)]
        })
    }

    pub(super) fn edges(&self) -> impl Iterator<Item = [[f64; 2]; 2]> + '_ {
        let next = self.0.iter().cycle().skip(1);
        self.0.iter().zip(next).map(|(p, q)| [*p, *q])
    }

    pub(super) fn area(&self) -> f64 {
        self.edges().map(|[p, q]| p[0] * q[1] - p[1] * q[0]).sum::<f64>().abs() / 2.0
    }

    /// Where a level line crosses the ring.
    pub(super) fn crossings(&self, y: f64) -> Vec<f64> {
        let across = self.edges().filter(|[p, q]| (p[1] <= y) != (q[1] <= y));
        across.map(|[p, q]| p[0] + (y - p[1]) / (q[1] - p[1]) * (q[0] - p[0])).collect()
    }

    /// Places along the ring, the same way apart, and that way.
    fn places(&self) -> (Vec<[f32; 2]>, f32) {
        let length: f64 = self.edges().map(|[p, q]| (q[0] - p[0]).hypot(q[1] - p[1])).sum();
        let count = (length / STRIDE_MM).ceil().max(8.0);
        let stride = length / count;
        let mut places = Vec::with_capacity(count as usize);
        let (mut done, mut next) = (0.0, 0.0);
        for [p, q] in self.edges() {
            let way = (q[0] - p[0]).hypot(q[1] - p[1]);
            while next < done + way && places.len() < count as usize {
                let share = (next - done) / way;
                places.push([0, 1].map(|axis| (p[axis] + share * (q[axis] - p[axis])) as f32));
                next += stride;
            }
            done += way;
        }
        (places, stride as f32)
    }

    /// The corners of the least convex ring round this one (Andrew's monotone chain).
    fn hull(&self) -> Vec<[f64; 2]> {
        let mut points = self.0.clone();
        points.sort_by(|p, q| p[0].total_cmp(&q[0]).then(p[1].total_cmp(&q[1])));
        let half = |points: &mut dyn Iterator<Item = [f64; 2]>| {
            let mut chain: Vec<[f64; 2]> = Vec::new();
            for point in points {
                while let [.., p, q] = chain.as_slice()
                    && (q[0] - p[0]) * (point[1] - p[1]) <= (q[1] - p[1]) * (point[0] - p[0])
                {
                    chain.pop();
                }
                chain.push(point);
            }
            chain.pop();
            chain
        };
        let mut hull = half(&mut points.iter().copied());
        hull.extend(half(&mut points.iter().rev().copied()));
        hull
    }
}

/// A piece as the search sees it, with the middle of its box as origin.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub(super) ring: Ring,
    pub(super) turns: Turns,
    /// Places along the ring and the way between two of them.
    pub(super) places: Vec<[f32; 2]>,
    pub(super) stride: f32,
    /// How far it reaches in each of [`DIRECTIONS`].
    reaches: Vec<f32>,
    pub(super) field: Field,
    /// The farthest the ring reaches from the origin.
    pub(super) radius: f32,
    /// The shorter side of its box.
    pub(super) least: f32,
    pub(super) area: f64,
    /// How much a piece of its size weighs in a collision: the fourth root of its hull's area.
    pub(super) weight: f32,
}

impl Form {
    /// A piece, with its field exact to `reach` round it.
    pub(super) fn of(piece: &Piece, reach: f32) -> Form {
        let ring = Ring::centred(&piece.ring).0;
        let [left, top, right, bottom] = ring.bounds();
        let half = [(right - left) as f32 / 2.0, (bottom - top) as f32 / 2.0];
        let (places, stride) = ring.places();
        let hull = ring.hull();
        let cell = (half[0].max(half[1]) * 2.0 / CELLS_ACROSS).clamp(CELL_MM[0], CELL_MM[1]);
        let radius = hull.iter().map(|p| p[0].hypot(p[1])).fold(0.0, f64::max) as f32;
        let weight = Ring(hull.clone()).area().sqrt().sqrt() as f32;
        Form {
            field: Field::of(&ring, half, reach, cell),
            turns: piece.turns,
            places,
            stride,
            reaches: reaches(&hull),
            radius,
            least: half[0].min(half[1]) * 2.0,
            area: ring.area(),
            weight,
            ring,
        }
    }

    /// How far it reaches from its middle when turned: `[left, top, right, bottom]`.
    pub(super) fn extent(&self, turn: f32) -> [f32; 4] {
        // The reach to the right of the turned piece is that against the turn of the piece itself, and so on.
        let quarter = self.reaches.len() / 4;
        let at = -turn * (self.reaches.len() as f32 / std::f32::consts::TAU);
        let whole = at.floor();
        let share = at - whole;
        let first = (whole as i64).rem_euclid(self.reaches.len() as i64) as usize;
        let reach = |quarters: usize| {
            let here = (first + quarters * quarter) % self.reaches.len();
            let next = (here + 1) % self.reaches.len();
            self.reaches[here] + share * (self.reaches[next] - self.reaches[here])
        };
        [-reach(2), -reach(3), reach(0), reach(1)]
    }
}

/// How far a hull reaches from the origin in every direction, from the right on, clockwise with y down.
fn reaches(hull: &[[f64; 2]]) -> Vec<f32> {
    let reach = |step: usize| {
        let (sin, cos) = libm::sincos(step as f64 * std::f64::consts::TAU / DIRECTIONS as f64);
        let along = hull.iter().map(|[x, y]| x * cos + y * sin);
        (along.fold(f64::MIN, f64::max) + REACH_SPARE_MM) as f32
    };
    (0..DIRECTIONS).map(reach).collect()
}
