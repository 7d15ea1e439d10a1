//! The gate: no cut line leaves before it is one closed, simple ring that says what was meant.

use i_overlay::core::overlay_rule::OverlayRule;
use kurbo::{BezPath, CubicBez, Line, ParamCurve, PathEl, Point};

use super::body::combine;
use super::fit::fit;
use super::ring::{Ring, area, perimeter};

/// How far the cut line may lie from the exact line, in mm: far below a laser's kerf of 0.1 to 0.2 mm.
pub(crate) const TOLERANCE: f64 = 0.02;

/// The curve of an outline, and the ring it was proven by.
pub(crate) struct Cut {
    pub(crate) path: BezPath,
    /// The curve, flattened to within a micrometre or so.
    pub(crate) flat: Ring,
    pub(crate) nodes: usize,
}

/// How much of a pixel is noise of the trace: a finer fit would follow the pixels.
const NOISE: f64 = 0.2;

/// The cut line of a ring traced from pixels of `pixel` mm: few cubics within the tolerance, or more where
/// those would cross themselves.
pub(crate) fn cut(ring: &Ring, pixel: f64) -> Cut {
    // A quarter: for an eighth more nodes a circle of 12 mm keeps its area to a thousandth. And at most three
    // fifths, for fits overshoot between the points they were judged by, and the ring is a hair off itself.
    let first = (NOISE * pixel).clamp(0.25 * TOLERANCE, 0.6 * TOLERANCE);
    let tolerances = [first, first / 2.0, first / 5.0];
    for tolerance in tolerances {
        let cubics = fit(ring, tolerance);
        let flat = flatten(&cubics);
        if is_simple(&flat)
            && !crosses(&cubics)
            && (area(&flat) - area(ring)).abs() <= TOLERANCE * perimeter(ring)
        {
            return Cut { path: path(&cubics), nodes: cubics.len(), flat };
        }
    }
    polygon(ring)
}

/// The cut line of a curve that is exact as it is.
pub(crate) fn as_drawn(path: &BezPath) -> Cut {
    // A closing line of no length is no segment.
    let long = |cubic: &CubicBez| cubic.p0.distance(cubic.p3) > 1e-9;
    let cubics: Vec<CubicBez> = path.segments().map(|segment| segment.to_cubic()).filter(long).collect();
    Cut { path: path.clone(), nodes: cubics.len(), flat: flatten(&cubics) }
}

fn polygon(ring: &Ring) -> Cut {
    let mut path = BezPath::new();
    for (index, &point) in ring.iter().enumerate() {
        if index == 0 {
            path.move_to(point);
        } else {
            path.line_to(point);
        }
    }
    path.close_path();
    Cut { path, nodes: ring.len(), flat: ring.clone() }
}

fn path(cubics: &[CubicBez]) -> BezPath {
    let mut path = BezPath::new();
    if let Some(first) = cubics.first() {
        path.move_to(first.p0);
    }
    for cubic in cubics {
        path.curve_to(cubic.p1, cubic.p2, cubic.p3);
    }
    path.close_path();
    path
}

/// The cubics as a ring, finely enough that its line lies within a micrometre or so of theirs.
fn flatten(cubics: &[CubicBez]) -> Ring {
    /// The length of one edge, in mm: 0.15 mm across a bend of 2 mm radius is 1.4 µm high.
    const EDGE: f64 = 0.15;
    let mut ring = Vec::new();
    for cubic in cubics {
        let arms = cubic.p0.distance(cubic.p1) + cubic.p1.distance(cubic.p2) + cubic.p2.distance(cubic.p3);
        let edges = (arms / EDGE).ceil().max(4.0) as usize;
        ring.extend((0..edges).map(|edge| cubic.eval(edge as f64 / edges as f64)));
    }
    ring
}

/// Whether the curve crosses itself anywhere, be it by less than any area tells: at a sharp kink two cubics
/// may pass through each other for a micrometre.
fn crosses(cubics: &[CubicBez]) -> bool {
    /// In mm: how far the line that is looked at may lie from the curve.
    const FLATNESS: f64 = 1e-3;
    let mut points: Vec<Point> = Vec::new();
    kurbo::flatten(path(cubics), FLATNESS, |element| match element {
        PathEl::MoveTo(point) | PathEl::LineTo(point) => points.push(point),
        PathEl::QuadTo(..) | PathEl::CurveTo(..) | PathEl::ClosePath => {}
    });
    let mut edges: Vec<Line> = points.windows(2).map(|ends| Line::new(ends[0], ends[1])).collect();
    let left = |edge: &Line| edge.p0.x.min(edge.p1.x);
    edges.sort_by(|a, b| left(a).total_cmp(&left(b)));
    edges.iter().enumerate().any(|(index, edge)| {
        let right = edge.p0.x.max(edge.p1.x);
        edges[index + 1..].iter().take_while(|other| left(other) <= right).any(|other| pass(edge, other))
    })
}

/// Whether two edges pass through each other; to share an end is no passing.
fn pass(a: &Line, b: &Line) -> bool {
    let side = |line: &Line, point: Point| (line.p1 - line.p0).cross(point - line.p0);
    side(a, b.p0) * side(a, b.p1) < 0.0 && side(b, a.p0) * side(b, a.p1) < 0.0
}

/// Whether a ring neither crosses nor touches itself.
pub(crate) fn is_simple(ring: &Ring) -> bool {
    let shapes = combine(std::slice::from_ref(ring), &[], OverlayRule::Subject);
    let rings: Vec<&Vec<Point>> = shapes.iter().flatten().collect();
    let [only] = rings.as_slice() else { return false };
    let scale = perimeter(ring).max(1.0);
    (area(only) - area(ring)).abs() < 1e-6 * scale
}

/// The one simple ring that a ring which may touch itself stands for: its largest part, holes filled.
pub(crate) fn simple(ring: &Ring) -> Ring {
    let ring = untangled(ring.clone());
    if is_simple(&ring) {
        return ring;
    }
    let shapes = combine(std::slice::from_ref(&ring), &[], OverlayRule::Subject);
    let outers = shapes.into_iter().filter_map(|shape| shape.into_iter().next());
    outers.max_by(|a, b| area(a).total_cmp(&area(b))).map_or(ring, untangled)
}

/// The ring without the loops of a few points that lie out of order, smaller than any boolean sees: each is cut
/// off where it crosses itself.
fn untangled(mut ring: Ring) -> Ring {
    /// The most points of such a loop.
    const FEW: usize = 8;
    /// The most such a loop encloses, in mm²: what encloses more is a part of the shape.
    const SMALL: f64 = 2e-4;
    let mut left = ring.len();
    while left > 0 && ring.len() > 2 * FEW {
        let edge = |at: usize| Line::new(ring[at], ring[at + 1]);
        let first = edge(0);
        let loop_of = |on: usize| {
            let crossing = pass(&first, &edge(on)).then(|| first.crossing_point(edge(on))).flatten()?;
            let around: Ring = std::iter::once(crossing).chain(ring[1..=on].iter().copied()).collect();
            (area(&around).abs() < SMALL).then_some((on, crossing))
        };
        if let Some((on, crossing)) = (2..=FEW).rev().find_map(loop_of) {
            ring.splice(1..=on, [crossing]);
            left = left.saturating_sub(on - 1);
        } else {
            ring.rotate_left(1);
            left -= 1;
        }
    }
    ring
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_out_of_order_leave_no_loop() {
        let mut ring: Ring = (0..200)
            .map(|at| Point::ORIGIN + 10.0 * kurbo::Vec2::from_angle(f64::from(at) * 0.031_4))
            .collect();
        // One point a micrometre off and too far ahead: less than the booleans see.
        ring[50] = ring[51].lerp(ring[52], 0.4) + kurbo::Vec2::new(0.0, 1e-3);
        let edges = |ring: &Ring| -> Vec<Line> {
            ring.iter().zip(ring.iter().cycle().skip(1)).map(|(a, b)| Line::new(*a, *b)).collect()
        };
        let crossings = |ring: &Ring| {
            let edges = edges(ring);
            let later = |at: usize| edges[at + 1..].iter().filter(|edge| pass(&edges[at], edge)).count();
            (0..edges.len()).map(later).sum::<usize>()
        };
        assert!(crossings(&ring) > 0);
        let simple = simple(&ring);
        assert_eq!(crossings(&simple), 0);
        assert!(simple.len() > 190, "nothing else changes: {}", simple.len());
    }
}
