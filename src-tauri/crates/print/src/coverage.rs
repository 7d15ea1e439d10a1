//! How much of each pixel a path covers.

use kurbo::{Affine, BezPath, PathEl};
use resvg::tiny_skia::{self, FillRule, Mask, PathBuilder, Transform};

/// How much of each pixel of a `width` × `height` picture the path covers, 255 for all of it; `path` is in
/// pixels, filled by the non-zero rule. Empty where the path is empty or reaches beyond sense.
pub(crate) fn fill(path: &BezPath, width: usize, height: usize) -> Vec<u8> {
    match (to_skia(path), mask(width, height)) {
        (Some(path), Some(mut mask)) => {
            mask.fill_path(&path, FillRule::Winding, true, Transform::identity());
            mask.take()
        }
        _ => vec![0; width * height],
    }
}

/// The line of `line_width` pixels along `path`, as [`fill`] has it.
pub(crate) fn stroke(path: &BezPath, line_width: f64, width: usize, height: usize) -> Vec<u8> {
    fill(&line(path, line_width), width, height)
}

/// The area a line of that width along `path` covers, joined and ended as PDF does by default.
pub(crate) fn line(path: &BezPath, line_width: f64) -> BezPath {
    let style = kurbo::Stroke::new(line_width).with_join(kurbo::Join::Miter).with_caps(kurbo::Cap::Butt);
    // A twentieth of a pixel: finer than the eight bits of coverage can tell.
    kurbo::stroke(path, &style, &kurbo::StrokeOpts::default(), 0.05)
}

/// An empty mask, if its size is one that can be had.
pub(crate) fn mask(width: usize, height: usize) -> Option<Mask> {
    Mask::new(u32::try_from(width).ok()?, u32::try_from(height).ok()?)
}

/// The map of a grid's millimetres to its pixels.
pub(crate) fn to_pixels(grid: &crate::raster::Grid) -> Affine {
    Affine::scale(grid.per_mm) * Affine::translate(-grid.origin.to_vec2())
}

/// Coordinates beyond this are no drawing any more: the rasteriser's fixed-point numbers end at 2¹⁵ pixels.
const FARTHEST: f64 = 1e6;

/// The path as tiny-skia has it; `None` when it is empty or reaches beyond sense.
pub(crate) fn to_skia(path: &BezPath) -> Option<tiny_skia::Path> {
    let bounds = path.control_box();
    let corners = [bounds.x0, bounds.y0, bounds.x1, bounds.y1];
    let near = corners.iter().all(|value| value.is_finite() && value.abs() <= FARTHEST);
    if !near || !path.elements().iter().all(PathEl::is_finite) {
        return None;
    }
    let mut builder = PathBuilder::new();
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(p) => builder.move_to(p.x as f32, p.y as f32),
            PathEl::LineTo(p) => builder.line_to(p.x as f32, p.y as f32),
            PathEl::QuadTo(a, p) => builder.quad_to(a.x as f32, a.y as f32, p.x as f32, p.y as f32),
            PathEl::CurveTo(a, b, p) => {
                builder.cubic_to(a.x as f32, a.y as f32, b.x as f32, b.y as f32, p.x as f32, p.y as f32);
            }
            PathEl::ClosePath => builder.close(),
        }
    }
    builder.finish()
}

/// The part of `coverage` that `clip` lets through.
pub(crate) fn clipped(coverage: &[u8], clip: &[u8]) -> Vec<u8> {
    coverage.iter().zip(clip).map(|(&a, &b)| times(a, b)).collect()
}

/// The product of two shares, 255 being the whole.
pub(crate) fn times(a: u8, b: u8) -> u8 {
    ((u32::from(a) * u32::from(b) + 127) / 255) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use kurbo::Shape;

    fn sum(coverage: &[u8]) -> f64 {
        coverage.iter().map(|&c| f64::from(c)).sum::<f64>() / 255.0
    }

    #[test]
    fn a_discs_coverage_adds_up_to_its_area() {
        let disc = kurbo::Circle::new((50.3, 49.8), 40.0).to_path(0.01);
        let area = std::f64::consts::PI * 1600.0;
        assert!((sum(&fill(&disc, 100, 100)) - area).abs() / area < 0.002);
    }

    #[test]
    fn a_line_of_three_pixels_covers_three_times_its_length() {
        let line = BezPath::from_svg("M10 10H90").unwrap();
        assert!((sum(&stroke(&line, 3.0, 100, 20)) - 240.0).abs() < 1.0);
    }

    #[test]
    fn a_path_out_of_this_world_covers_nothing() {
        for far in [f64::NAN, f64::INFINITY, 1e9, -1e300] {
            let mut path = BezPath::new();
            path.move_to((0.0, 0.0));
            path.line_to((far, 5.0));
            path.line_to((5.0, 5.0));
            path.close_path();
            assert!(fill(&path, 10, 10).iter().all(|&c| c == 0), "{far}");
        }
    }
}
