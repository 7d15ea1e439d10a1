//! Holes that go through artwork.

use i_overlay::core::overlay_rule::OverlayRule;
use kurbo::{Affine, PathEl, Point, Rect, Shape};

use super::super::body::combine;
use super::super::level::GridRing;
use super::super::ring::{Ring, contains};
use super::PlacedHole;

impl PlacedHole {
    /// Whether it goes through a region bounded by rings.
    pub(crate) fn cuts(&self, rings: &[Ring]) -> bool {
        let within = rings.iter().filter(|ring| contains(ring, self.center)).count();
        within % 2 == 1 || rings.iter().any(|ring| self.wall_to(ring) < 0.0)
    }

    /// Its edge as a ring, true to a micrometre.
    fn ring(&self) -> Ring {
        let (length, width) = (2.0 * (self.along.hypot() + self.radius), 2.0 * self.radius);
        let slot = Rect::from_center_size(Point::ORIGIN, (length, width)).to_rounded_rect(self.radius);
        let turn = libm::atan2(self.along.y, self.along.x);
        let path = Affine::translate(self.center.to_vec2()) * Affine::rotate(turn) * slot.to_path(1e-4);
        let mut ring = Ring::new();
        kurbo::flatten(path, 1e-3, |element| match element {
            PathEl::MoveTo(point) | PathEl::LineTo(point) => ring.push(point),
            PathEl::QuadTo(..) | PathEl::CurveTo(..) | PathEl::ClosePath => {}
        });
        if super::super::ring::area(&ring) < 0.0 {
            ring.reverse();
        }
        ring
    }
}

/// What is left of printed rings, in pixels at `scale` mm a pixel, beside the holes.
pub(crate) fn beside_holes(rings: Vec<GridRing>, holes: &[PlacedHole], scale: f64) -> Vec<GridRing> {
    if holes.is_empty() {
        return rings;
    }
    let to_mm = |[x, y]: &[f32; 2]| Point::new(f64::from(*x) * scale, f64::from(*y) * scale);
    let art: Vec<Ring> = rings.iter().map(|ring| ring.iter().map(to_mm).collect()).collect();
    let through: Vec<Ring> = holes.iter().filter(|hole| hole.cuts(&art)).map(PlacedHole::ring).collect();
    if through.is_empty() {
        return rings;
    }
    let to_pixels = |point: Point| [(point.x / scale) as f32, (point.y / scale) as f32];
    let left = combine(&art, &through, OverlayRule::Difference);
    left.into_iter().flatten().map(|ring| ring.into_iter().map(to_pixels).collect()).collect()
}
