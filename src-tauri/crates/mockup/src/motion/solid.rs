//! A solid in the plane, and how far a point lies from it.

use kurbo::{Point, Rect, Vec2};

/// Side of the cells that know their nearest edges, in mm: smaller ones cost more to build than they save.
const CELL: f64 = 2.0;
/// How far beyond the solid it is known; farther away nothing touches within a step.
const BEYOND: f64 = 3.0;

/// A polygon that need not be convex. Distances are exact.
#[derive(Clone, Debug)]
pub(super) struct Solid {
    edges: Vec<Edge>,
    /// The polygon's box.
    bounds: Rect,
    columns: usize,
    rows: usize,
    /// Where each cell's edges begin in `near`; one more at the end.
    starts: Vec<u32>,
    near: Vec<u32>,
}

/// From one corner to the next, with the directions outward at its ends and between.
#[derive(Clone, Copy, Debug)]
struct Edge {
    from: Point,
    along: Vec2,
    length: f64,
    outward: Vec2,
    /// At `from` and at its other end: the mean of the two edges that meet there.
    at_ends: [Vec2; 2],
}

/// How far a point lies from a solid: below zero inside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Gap {
    pub(super) distance: f64,
    /// The way out, of length 1.
    pub(super) outward: Vec2,
}

impl Solid {
    /// The solid inside `polygon`, whichever way round it goes.
    pub(super) fn new(polygon: &[Point]) -> Solid {
        let edges = edges(polygon);
        let bounds = polygon.iter().fold(Rect::from_points(polygon[0], polygon[0]), |b, p| b.union_pt(*p));
        let around = bounds.inflate(BEYOND, BEYOND);
        let cells = |length: f64| (length / CELL).ceil().max(1.0) as usize;
        let (columns, rows) = (cells(around.width()), cells(around.height()));
        let mut solid = Solid { edges, bounds, columns, rows, starts: vec![0], near: Vec::new() };
        for cell in 0..columns * rows {
            let (x, y) = ((cell % columns) as f64, (cell / columns) as f64);
            solid.fill(around.origin() + Vec2::new(x + 0.5, y + 0.5) * CELL);
        }
        solid
    }

    /// The polygon's box.
    pub(super) fn bounds(&self) -> Rect {
        self.bounds
    }

    /// Notes the edges that can be nearest to a point of the cell round `center`: an edge that is farther
    /// from the centre than the nearest one by more than the cell's diagonal never is.
    fn fill(&mut self, center: Point) {
        let distances: Vec<f64> = self.edges.iter().map(|edge| edge.square(center).sqrt()).collect();
        let least = distances.iter().copied().fold(f64::INFINITY, f64::min);
        let limit = least + CELL * std::f64::consts::SQRT_2 + 1e-9;
        let near = distances.iter().enumerate().filter(|(_, distance)| **distance <= limit);
        self.near.extend(near.map(|(index, _)| index as u32));
        self.starts.push(self.near.len() as u32);
    }

    /// How far `point` lies from the solid; `None` when it is far outside.
    pub(super) fn gap(&self, point: Point) -> Option<Gap> {
        let (x, y) = (point.x - self.bounds.x0 + BEYOND, point.y - self.bounds.y0 + BEYOND);
        if !(x >= 0.0 && y >= 0.0) {
            return None;
        }
        let (column, row) = ((x / CELL) as usize, (y / CELL) as usize);
        if column >= self.columns || row >= self.rows {
            return None;
        }
        let cell = row * self.columns + column;
        let near = &self.near[self.starts[cell] as usize..self.starts[cell + 1] as usize];
        let mut best = (f64::INFINITY, 0);
        for &index in near {
            let square = self.edges[index as usize].square(point);
            if square < best.0 {
                best = (square, index as usize);
            }
        }
        best.0.is_finite().then(|| self.edges[best.1].gap(point))
    }
}

impl Edge {
    /// How far along the edge the place nearest to `point` is.
    fn nearest(&self, point: Point) -> f64 {
        (point - self.from).dot(self.along).clamp(0.0, self.length)
    }

    /// The square of the distance to `point`.
    fn square(&self, point: Point) -> f64 {
        (point - self.from - self.along * self.nearest(point)).hypot2()
    }

    fn gap(&self, point: Point) -> Gap {
        let place = self.nearest(point);
        let away = point - self.from - self.along * place;
        let outward = if place <= 0.0 {
            self.at_ends[0]
        } else if place >= self.length {
            self.at_ends[1]
        } else {
            self.outward
        };
        let distance = away.hypot();
        let sign = if away.dot(outward) < 0.0 { -1.0 } else { 1.0 };
        let outward = if distance > 1e-9 { away * (sign / distance) } else { outward };
        Gap { distance: distance * sign, outward }
    }
}

fn edges(polygon: &[Point]) -> Vec<Edge> {
    let count = polygon.len();
    let next = |index: usize| polygon[(index + 1) % count];
    let twice: f64 = (0..count).map(|index| polygon[index].to_vec2().cross(next(index).to_vec2())).sum();
    let side = if twice < 0.0 { -1.0 } else { 1.0 };
    let mut edges: Vec<Edge> = Vec::with_capacity(count);
    for (index, &from) in polygon.iter().enumerate() {
        let whole = next(index) - from;
        let length = whole.hypot();
        if length > 1e-9 {
            let along = whole / length;
            let outward = Vec2::new(along.y, -along.x) * side;
            edges.push(Edge { from, along, length, outward, at_ends: [outward; 2] });
        }
    }
    let count = edges.len();
    for index in 0..count {
        let (before, after) =
            (edges[(index + count - 1) % count].outward, edges[(index + 1) % count].outward);
        let own = edges[index].outward;
        edges[index].at_ends = [mean(before, own), mean(own, after)];
    }
    edges
}

/// The direction between two; the first where they are opposite, as at a needle's tip.
fn mean(a: Vec2, b: Vec2) -> Vec2 {
    let sum = a + b;
    let length = sum.hypot();
    if length > 1e-6 { sum / length } else { a }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An L: 20 wide and high, its arms 8 wide.
    fn corner() -> Solid {
        let points = [(0.0, 0.0), (8.0, 0.0), (8.0, 12.0), (20.0, 12.0), (20.0, 20.0), (0.0, 20.0)];
        Solid::new(&points.map(Point::from))
    }

    #[test]
    fn distances_are_exact_inside_outside_and_at_corners() {
        let solid = corner();
        let gap = |x: f64, y: f64| solid.gap(Point::new(x, y)).unwrap();
        assert!((gap(10.0, 8.0).distance - 2.0).abs() < 1e-12, "in the notch, nearer to the upright");
        assert!((gap(4.0, 5.0).distance + 4.0).abs() < 1e-12);
        let beyond = gap(21.5, 22.0);
        assert!((beyond.distance - 2.5).abs() < 1e-12);
        assert!((beyond.outward - Vec2::new(0.6, 0.8)).hypot() < 1e-12);
        let inner = gap(7.9, 12.1);
        assert!((inner.distance + (2.0_f64 * 0.01).sqrt()).abs() < 1e-9, "the notch's corner: {inner:?}");
        assert!(solid.gap(Point::new(30.0, 5.0)).is_none());
        assert!(solid.gap(Point::new(f64::NAN, 5.0)).is_none());
    }

    #[test]
    fn every_point_of_the_grid_agrees_with_the_nearest_of_all_edges() {
        let flower: Vec<Point> = (0..90)
            .map(|index| {
                let (sin, cos) = libm::sincos(f64::from(index) * std::f64::consts::TAU / 90.0);
                let radius = 20.0 + 6.0 * libm::cos(5.0 * f64::from(index) * std::f64::consts::TAU / 90.0);
                Point::new(30.0 + radius * cos, 30.0 + radius * sin)
            })
            .collect();
        let solid = Solid::new(&flower);
        let mut known = 0;
        for step in 0..4000 {
            let at = Point::new(2.0 + f64::from(step % 63) * 0.9, 2.0 + f64::from(step / 63) * 0.9);
            let least = solid.edges.iter().map(|edge| edge.square(at)).fold(f64::INFINITY, f64::min).sqrt();
            if let Some(gap) = solid.gap(at) {
                assert!((gap.distance.abs() - least).abs() < 1e-9, "{at:?}");
                known += 1;
            } else {
                assert!(least > BEYOND, "{at:?} is near");
            }
        }
        assert!(known > 3000, "{known}");
    }
}
