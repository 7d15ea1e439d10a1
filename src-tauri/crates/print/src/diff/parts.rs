//! Parts of the artwork that lie elsewhere than the rest of it.

use std::collections::BTreeMap;

use kurbo::{Rect, Vec2};

use super::align::{self, Level};
use super::found::nearby;
use super::meant::Meant;
use super::placement::Placement;
use super::points::EdgePoint;

/// Side of the squares that are looked at one by one, in millimetres; they overlap by half.
const SIDE_MM: f64 = 7.0;
/// Fewest edges of a square that can be placed.
const FEWEST: usize = 36;
/// How far a part is looked for, in millimetres.
const REACH_MM: f64 = 1.2;
/// How much better it must fit there than where it was meant, as a share.
const CLEARLY: f32 = 1.25;

/// A part of the artwork that was moved.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moved {
    pub(super) frame: Rect,
    /// In millimetres on the charm.
    pub(super) by: Vec2,
}

/// The parts that lie at least `least` millimetres from where the rest of the artwork says they should.
pub(super) fn moved(intent: &Meant, level: Level<'_>, art: Placement, least: f64) -> Vec<Moved> {
    let mut squares: BTreeMap<[i32; 2], Vec<EdgePoint>> = BTreeMap::new();
    let half = SIDE_MM / 2.0;
    for point in &intent.art_points {
        let at = [(point.at.x / half).floor() as i32, (point.at.y / half).floor() as i32];
        for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            squares.entry([at[0] - dx, at[1] - dy]).or_default().push(*point);
        }
    }
    let back = art.affine().inverse();
    let of_square = |points: &Vec<EdgePoint>| {
        if points.len() < FEWEST || !is_cornered(points) {
            return None;
        }
        let fit = |tried| align::score(level.evidence, points, tried);
        let (placement, score) = nearby(&fit, Placement { ..art }, REACH_MM);
        let frame = points
            .iter()
            .fold(Rect::from_points(points[0].at, points[0].at), |frame, point| frame.union_pt(point.at));
        let by = back * (placement.affine() * frame.center()) - frame.center();
        let clear = score > CLEARLY * fit(art) && score > 0.3;
        (clear && by.hypot() >= least && by.hypot() < REACH_MM).then_some(Moved { frame, by })
    };
    joined(squares.values().filter_map(of_square).collect())
}

/// Whether the edges run in more than one direction, so that a move along them would be seen.
fn is_cornered(points: &[EdgePoint]) -> bool {
    let [xx, xy, yy] = points.iter().fold([0.0; 3], |[xx, xy, yy], point| {
        let (weight, n) = (f64::from(point.weight), point.normal);
        [xx + weight * n.x * n.x, xy + weight * n.x * n.y, yy + weight * n.y * n.y]
    });
    let spread = ((xx - yy) / 2.0).hypot(xy);
    let mean = f64::midpoint(xx, yy);
    mean - spread > 0.25 * (mean + spread)
}

/// Squares that overlap and moved alike are one part.
fn joined(squares: Vec<Moved>) -> Vec<Moved> {
    let mut parts: Vec<Moved> = Vec::new();
    for square in squares {
        let same = |part: &&mut Moved| {
            !part.frame.intersect(square.frame).is_zero_area() && (part.by - square.by).hypot() < 0.2
        };
        match parts.iter_mut().find(same) {
            Some(part) => part.frame = part.frame.union(square.frame),
            None => parts.push(square),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use kurbo::Point;

    fn point(x: f64, y: f64, angle: f64) -> EdgePoint {
        EdgePoint { at: Point::new(x, y), normal: Vec2::from_angle(angle), weight: 1.0 }
    }

    #[test]
    fn stripes_alone_cannot_be_placed() {
        let stripes: Vec<EdgePoint> = (0..50).map(|i| point(0.0, f64::from(i), 0.1)).collect();
        assert!(!is_cornered(&stripes));
        let round: Vec<EdgePoint> = (0..50).map(|i| point(0.0, 0.0, f64::from(i))).collect();
        assert!(is_cornered(&round));
    }

    #[test]
    fn neighbours_that_moved_alike_are_one_part() {
        let square =
            |x: f64, by: f64| Moved { frame: Rect::new(x, 0.0, x + 7.0, 7.0), by: Vec2::new(by, 0.0) };
        let parts = joined(vec![square(0.0, 0.5), square(3.5, 0.52), square(20.0, 0.5), square(0.0, -0.6)]);
        assert_eq!(parts.len(), 3);
        assert!((parts[0].frame.x1 - 10.5).abs() < 1e-9);
    }
}
