//! The outline, moved out or in as a whole: for what a process adds to it.

use i_overlay::mesh::float::outline::offset::OutlineOffset;
use i_overlay::mesh::float::style::{LineJoin, OutlineStyle};
use kurbo::{BezPath, PathEl};

use crate::units::Mm;

/// How far a flattened line may leave its curve: a hundredth of what a cutter repeats to.
const FLATNESS: Mm = Mm::new(0.005);

/// The region inside a closed path in mm, grown by that much on all sides, or shrunk where it is below zero, as
/// polygons that leave the exact line by at most 0.005 mm. What is too narrow to be shrunk vanishes.
#[must_use]
pub fn offset(path: &BezPath, by: Mm) -> BezPath {
    let mut ring = flat(path);
    if signed_area(&ring) < 0.0 {
        // The offsetter takes a ring that runs the other way for a hole.
        ring.reverse();
    }
    // Chords of the round corners leave the arc by less than the flatness.
    let chord = 2.0 * (2.0 * FLATNESS.get() / by.get().abs().max(FLATNESS.get())).sqrt();
    let style = OutlineStyle::new(by.get()).line_join(LineJoin::Round(chord));
    ring.outline_as::<i64>(&style).iter().flatten().flat_map(|ring| polygon(ring)).collect()
}

/// The corners of a path's first ring.
pub(crate) fn flat(path: &BezPath) -> Vec<[f64; 2]> {
    let mut ring: Vec<[f64; 2]> = Vec::new();
    kurbo::flatten(path, FLATNESS.get(), |element| match element {
        PathEl::MoveTo(point) | PathEl::LineTo(point) => ring.push([point.x, point.y]),
        PathEl::QuadTo(..) | PathEl::CurveTo(..) | PathEl::ClosePath => {}
    });
    ring
}

fn signed_area(ring: &[[f64; 2]]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum::<f64>() / 2.0
}

/// A ring as a closed path.
pub(crate) fn polygon(ring: &[[f64; 2]]) -> Vec<PathEl> {
    let mut elements: Vec<PathEl> = ring.iter().map(|&[x, y]| PathEl::LineTo((x, y).into())).collect();
    if let Some(PathEl::LineTo(start)) = elements.first().copied() {
        elements[0] = PathEl::MoveTo(start);
        elements.push(PathEl::ClosePath);
    }
    elements
}

#[cfg(test)]
mod tests {
    use super::*;
    use kurbo::{Circle, Shape};

    #[test]
    fn a_circle_grows_and_shrinks_by_what_is_asked() {
        let circle = Circle::new((20.0, 20.0), 15.0).to_path(1e-4);
        for path in [circle.clone(), circle.reverse_subpaths()] {
            for by in [-6.0, -1.5, 4.76] {
                let wanted = std::f64::consts::PI * (15.0 + by) * (15.0 + by);
                let area = offset(&path, Mm::new(by)).area().abs();
                assert!((area / wanted - 1.0).abs() < 2e-3, "{by}: {area} for {wanted}");
            }
        }
        assert!(offset(&circle, Mm::new(-16.0)).elements().is_empty());
    }
}
