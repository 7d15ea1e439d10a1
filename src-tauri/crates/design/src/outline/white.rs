//! The white: the artwork's silhouette, pulled in by the choke.

use kurbo::{Affine, BezPath, Point};

use super::field::Field;
use super::level::{GridRing, level_rings};

/// How finely the silhouette is drawn, in mm: a tenth of what ink spreads.
const DETAIL: f64 = 0.005;
/// The most samples of the grid.
const MOST_SAMPLES: f64 = 4.0e6;

/// The silhouette of rings in pixels at `scale` mm a pixel, pulled in by `choke` mm, holes and all.
///
/// `step` is the grid's, in mm; details of the artwork much finer may be lost. Coordinates are mm with the
/// picture's corner as the origin.
pub(crate) fn white(rings: &[GridRing], scale: f64, choke: f64, step: f64) -> BezPath {
    let pixels_to_mm = Affine::scale(scale);
    if choke <= 0.0 {
        return drawn(rings, scale, DETAIL, pixels_to_mm);
    }
    let Some((low, high)) = corners(rings) else { return BezPath::new() };
    let (wide, tall) = (f64::from(high[0] - low[0]) * scale, f64::from(high[1] - low[1]) * scale);
    // The choke must span some steps of the grid, or corners blur.
    let step = step.min(choke / 1.5).max((wide * tall / MOST_SAMPLES).sqrt());
    let units = scale / step;
    let to_grid = |[x, y]: [f32; 2]| [1.0 + (x - low[0]) * units as f32, 1.0 + (y - low[1]) * units as f32];
    let grid: Vec<GridRing> = rings.iter().map(|ring| ring.iter().copied().map(to_grid).collect()).collect();
    let (width, height) = ((wide / step).ceil() as usize + 3, (tall / step).ceil() as usize + 3);
    let choke = (choke / step) as f32;
    let field = Field::of_rings(&grid, width, height, choke + 2.0);
    let to_mm = Affine::translate((f64::from(low[0]) * scale - step, f64::from(low[1]) * scale - step))
        * Affine::scale(step);
    drawn(&level_rings(&field, choke), step, DETAIL, to_mm)
}

fn corners(rings: &[GridRing]) -> Option<([f32; 2], [f32; 2])> {
    let mut points = rings.iter().flatten();
    let &first = points.next()?;
    Some(points.fold((first, first), |(low, high), point| {
        let low = [low[0].min(point[0]), low[1].min(point[1])];
        (low, [high[0].max(point[0]), high[1].max(point[1])])
    }))
}

/// Rings as a path in mm, without points that lie within `detail` mm of the line between the others; a ring's
/// unit is `unit` mm.
pub(crate) fn drawn(rings: &[GridRing], unit: f64, detail: f64, to_mm: Affine) -> BezPath {
    let mut path = BezPath::new();
    for ring in rings {
        let kept = thin(ring, (detail / unit) as f32);
        if kept.len() < 3 {
            continue;
        }
        for (index, [x, y]) in kept.into_iter().enumerate() {
            let point = to_mm * Point::new(f64::from(x), f64::from(y));
            if index == 0 {
                path.move_to(point);
            } else {
                path.line_to(point);
            }
        }
        path.close_path();
    }
    path
}

/// The points of a ring without those that lie within `detail` of the line between the ones kept.
fn thin(ring: &[[f32; 2]], detail: f32) -> Vec<[f32; 2]> {
    /// The longest stretch looked at, so that thinning stays linear.
    const STRETCH: usize = 48;
    let mut kept = Vec::new();
    let mut start = 0;
    while start < ring.len() {
        kept.push(ring[start]);
        let mut end = start + 1;
        while end < ring.len() && end - start < STRETCH && is_straight(&ring[start..=end], detail) {
            end += 1;
        }
        start = (end - 1).max(start + 1);
        if end == ring.len() {
            kept.extend((start < ring.len()).then(|| ring[start]));
            break;
        }
    }
    kept.dedup();
    kept
}

fn is_straight(stretch: &[[f32; 2]], detail: f32) -> bool {
    let (Some(a), Some(b)) = (stretch.first(), stretch.last()) else { return true };
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let length = dx.hypot(dy);
    stretch.iter().all(|p| {
        let (px, py) = (p[0] - a[0], p[1] - a[1]);
        if length == 0.0 { px.hypot(py) <= detail } else { (px * dy - py * dx).abs() <= detail * length }
    })
}
