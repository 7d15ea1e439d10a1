//! How far two lines lie apart.

use std::collections::BTreeMap;

use dangle_design::kurbo::{ParamCurveNearest, Point};

/// Distances between two lines, both ways, in micrometres.
pub(crate) struct Apart {
    pub(crate) p95_um: f64,
    pub(crate) max_um: f64,
}

/// How far some rings lie from others: from points every 20 µm of each to the other's line.
pub(crate) fn error(rings: &[Vec<Point>], truth: &[Vec<Point>]) -> Apart {
    let mut apart = distances(rings, truth);
    apart.extend(distances(truth, rings));
    apart.sort_by(f64::total_cmp);
    let at = |part: f64| apart.get(((apart.len() as f64 - 1.0) * part) as usize).copied().unwrap_or(f64::NAN);
    Apart { p95_um: at(0.95) * 1e3, max_um: at(1.0) * 1e3 }
}

/// Side of the cells that edges are sorted into, in mm.
const CELL: f64 = 0.5;

fn distances(from: &[Vec<Point>], to: &[Vec<Point>]) -> Vec<f64> {
    let mut cells: BTreeMap<(i64, i64), Vec<(Point, Point)>> = BTreeMap::new();
    let cell = |point: Point| ((point.x / CELL).floor() as i64, (point.y / CELL).floor() as i64);
    for (a, b) in to.iter().flat_map(|ring| edges(ring)) {
        let (low, high) =
            (cell(Point::new(a.x.min(b.x), a.y.min(b.y))), cell(Point::new(a.x.max(b.x), a.y.max(b.y))));
        for column in low.0..=high.0 {
            for row in low.1..=high.1 {
                cells.entry((column, row)).or_default().push((a, b));
            }
        }
    }
    let nearest = |point: Point| {
        let (column, row) = cell(point);
        let near = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (column + dx, row + dy)));
        let edges = near.filter_map(|cell| cells.get(&cell)).flatten();
        // Nothing in the cells beside it: farther than one cell, and wrong enough.
        edges.map(|&(a, b)| distance(a, b, point)).fold(CELL, f64::min)
    };
    from.iter().flat_map(|ring| edges(ring)).flat_map(|(a, b)| stops(a, b)).map(nearest).collect()
}

fn stops(a: Point, b: Point) -> impl Iterator<Item = Point> {
    let count = (a.distance(b) / 0.02).ceil().max(1.0) as usize;
    (0..count).map(move |stop| a.lerp(b, stop as f64 / count as f64))
}

fn distance(a: Point, b: Point, point: Point) -> f64 {
    dangle_design::kurbo::Line::new(a, b).nearest(point, 1e-6).distance_sq.sqrt()
}

fn edges(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> + '_ {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}
