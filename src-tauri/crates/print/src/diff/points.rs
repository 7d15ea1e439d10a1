//! The edges of what was meant, as points to be found again on a proof.

use std::collections::BTreeMap;

use kurbo::{Affine, BezPath, ParamCurve, ParamCurveArclen, Point, Vec2};

use super::evidence::{Evidence, certainty};

/// A point of an edge, in millimetres on the charm.
#[derive(Clone, Copy, Debug)]
pub(super) struct EdgePoint {
    pub(super) at: Point,
    /// Across the edge; of length 1.
    pub(super) normal: Vec2,
    /// How strong the edge is, 0 to 1.
    pub(super) weight: f32,
}

/// Edges weaker than this are not looked for.
const FAINTEST: f32 = 0.35;
/// Of each square of this side, in millimetres, the strongest points are kept.
const CELL_MM: f64 = 1.0;
/// As many of each square.
const PER_CELL: usize = 4;
/// How far points on a line are apart, in millimetres.
const SPACING_MM: f64 = 0.25;

/// The ridges of a picture's energy; `to_mm` maps its pixels to the charm.
pub(super) fn of_picture(evidence: &Evidence, to_mm: Affine) -> Vec<EdgePoint> {
    let mut cells: BTreeMap<[i32; 2], Vec<EdgePoint>> = BTreeMap::new();
    for y in 2..evidence.height.saturating_sub(2) {
        for x in 2..evidence.width.saturating_sub(2) {
            let Some((normal, weight)) = ridge(evidence, x, y) else { continue };
            let at = to_mm * Point::new(x as f64 + 0.5, y as f64 + 0.5);
            let cell = [(at.x / CELL_MM).floor() as i32, (at.y / CELL_MM).floor() as i32];
            cells.entry(cell).or_default().push(EdgePoint { at, normal, weight });
        }
    }
    let strongest = |mut points: Vec<EdgePoint>| {
        points.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        points.truncate(PER_CELL);
        points
    };
    cells.into_values().flat_map(strongest).collect()
}

/// The direction across the edge at a pixel, if the energy is greatest there along that direction.
fn ridge(evidence: &Evidence, x: usize, y: usize) -> Option<(Vec2, f32)> {
    let [xx, xy, yy] = evidence.tensor(x, y);
    let weight = certainty(largest(xx, xy, yy).max(0.0).sqrt());
    if weight < FAINTEST {
        return None;
    }
    let angle = 0.5 * f64::from(2.0 * xy).atan2(f64::from(xx - yy));
    let normal = Vec2::from_angle(angle);
    let here = Point::new(x as f64 + 0.5, y as f64 + 0.5);
    let (before, after) = (evidence.at(here - normal, normal), evidence.at(here + normal, normal));
    (weight >= before && weight > after).then_some((normal, weight))
}

fn largest(xx: f32, xy: f32, yy: f32) -> f32 {
    let half = (xx - yy) / 2.0;
    f32::midpoint(xx, yy) + (half * half + xy * xy).sqrt()
}

/// Points along a line, evenly spaced.
pub(super) fn of_line(line: &BezPath) -> Vec<EdgePoint> {
    let mut points = Vec::new();
    let mut left = SPACING_MM / 2.0;
    for segment in line.segments() {
        let length = segment.arclen(1e-4);
        while left < length {
            let t = segment.inv_arclen(left, 1e-4);
            let along = segment.eval((t + 1e-3).min(1.0)) - segment.eval((t - 1e-3).max(0.0));
            if along.hypot() > 0.0 {
                let normal = along.normalize().turn_90();
                points.push(EdgePoint { at: segment.eval(t), normal, weight: 1.0 });
            }
            left += SPACING_MM;
        }
        left -= length;
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::plane::Plane;
    use kurbo::{Circle, Shape};

    #[test]
    fn a_circles_points_lie_on_it_and_look_outwards_or_inwards() {
        let points = of_line(&Circle::new((5.0, 5.0), 2.0).to_path(1e-4));
        assert!((points.len() as f64 - 4.0 * std::f64::consts::PI / SPACING_MM).abs() <= 1.0);
        for point in points {
            let spoke = point.at - Point::new(5.0, 5.0);
            assert!((spoke.hypot() - 2.0).abs() < 1e-3);
            assert!(spoke.normalize().dot(point.normal).abs() > 0.999);
        }
    }

    #[test]
    fn a_squares_edges_are_found_and_its_inside_is_not() {
        let dark = |at: usize| (20..60).contains(&(at % 80)) && (20..60).contains(&(at / 80));
        let pixels = (0..6400).map(|at| [if dark(at) { 20.0 } else { 90.0 }, 0.0, 0.0]).collect();
        let evidence = Evidence::of(&Plane { width: 80, height: 80, pixels });
        let points = of_picture(&evidence, Affine::scale(0.1));
        assert!(points.len() > 60, "{}", points.len());
        for point in points {
            let off = point.at - Point::new(4.0, 4.0);
            assert!((off.x.abs().max(off.y.abs()) - 2.0).abs() < 0.11, "{point:?}");
        }
    }
}
