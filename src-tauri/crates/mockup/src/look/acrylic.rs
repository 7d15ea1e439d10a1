//! Clear acrylic: a slab one sees through, printed on its back, with cut edges that catch the light.
//!
//! Figures were measured on path-traced slabs of 3 mm (clear border 1 to 8 % darker than what lies behind,
//! cut edge a hairline, one hard-edged reflection of a few per cent) and hold for charms seen face-on.

use dangle_design::shape::CharmShape;
use kurbo::{Affine, Point, Shape};

use super::print::Print;
use crate::carrier::Light;
use crate::field::EdgeField;
use crate::metal::smooth;
use crate::pixels::Tile;

/// How far inwards the cut edge is seen, in mm.
const RIM: f32 = 1.4;

/// The charm as its own light and dark over whatever lies behind. `to_px` takes its millimetres to pixels,
/// turned as it hangs, `scale` times.
pub(crate) fn acrylic(shape: &CharmShape, to_px: Affine, scale: f64, light: Light) -> Tile {
    let mut tile = Tile::covering((to_px * &shape.outline.cut).bounding_box().inflate(1.0, 1.0));
    let (width, height) = (tile.width, tile.height);
    let local = to_px.then_translate(-kurbo::Vec2::new(f64::from(tile.x), f64::from(tile.y)));
    let hole = shape.outline.hole.map(|hole| (local * hole.center, hole.diameter.get() / 2.0 * scale));
    let reach = (RIM * scale as f32).max(2.0);
    let field = EdgeField::new(&(local * &shape.outline.cut), hole, width, height, reach);
    let print = Print::new(shape, local, scale, width, height);
    let slab =
        Slab { pixel: (1.0 / scale) as f32, toward: light.across(), sweep: Sweep::new(shape, local, light) };
    let (left, top) = (tile.x, tile.y);
    tile.fill(|x, y| {
        let (column, row) = ((x - left) as usize, (y - top) as usize);
        let (distance, outward) = field.at(column, row);
        let cover = (distance + 0.5).clamp(0.0, 1.0);
        if cover <= 0.0 {
            return [0.0; 4];
        }
        let (px, py) = (column as f64 + 0.5, row as f64 + 0.5);
        let mm = distance / scale as f32;
        let bend = slab.bend(mm) * scale as f32;
        let printed = print.at(px - f64::from(outward[0] * bend), py - f64::from(outward[1] * bend));
        slab.shade(mm, outward, printed, slab.sweep.at(px, py)).map(|value| value * cover)
    });
    tile
}

/// A slab's surface and edge under one light.
struct Slab {
    /// Side of a pixel in mm.
    pixel: f32,
    /// Where the light comes from within the picture's plane.
    toward: [f32; 2],
    sweep: Sweep,
}

impl Slab {
    /// How far inwards the print is seen to move near the edge, in mm: the rounded edge is a weak lens.
    fn bend(&self, mm: f32) -> f32 {
        let near = (1.0 - mm / 0.9).clamp(0.0, 1.0);
        0.35 * near * near
    }

    /// The slab's own light over what lies behind it, `mm` inside the edge; premultiplied.
    fn shade(&self, mm: f32, outward: [f32; 2], printed: [f32; 4], sweep: f32) -> [f32; 4] {
        const SHADE: [f32; 3] = [0.05, 0.07, 0.08];
        const LIGHT: [f32; 3] = [1.0, 1.0, 1.0];
        let facing = outward[0] * self.toward[0] + outward[1] * self.toward[1];
        let (lit, far) = (facing.max(0.0), (-facing).max(0.0));
        let clear = 1.0 - printed[3];
        let mut seen = [0.0; 4];
        // What the body takes away, a little more where the edge's thickness is looked through.
        lay(&mut seen, SHADE, 0.030 + 0.045 * smooth(RIM, 0.1, mm));
        over(&mut seen, printed);
        // The back face's edge, seen through the slab: a fine double line.
        lay(&mut seen, SHADE, self.line(mm, 0.46, 0.60) * (0.10 + 0.14 * far) * (0.4 + 0.6 * clear));
        lay(&mut seen, LIGHT, self.line(mm, 0.60, 0.80) * (0.05 + 0.16 * far) * (0.3 + 0.7 * clear));
        // The cut edge: a pale lip that catches the light, and lets out on the far side what went in.
        lay(&mut seen, LIGHT, self.line(mm, 0.10, 0.36) * (0.18 + 0.66 * lit * lit + 0.34 * far * far));
        // The hairline round it all, with one dip where the edge looks at the light.
        let dip = smooth(0.80, 0.98, facing);
        lay(&mut seen, SHADE, self.line(mm, -0.02, 0.11) * (0.46 - 0.34 * dip));
        lay(&mut seen, LIGHT, sweep * smooth(0.25, 0.45, mm));
        seen
    }

    /// How much of a pixel `mm` inside the edge a line from `near` to `far` inside it covers.
    fn line(&self, mm: f32, near: f32, far: f32) -> f32 {
        let half = self.pixel / 2.0;
        ((mm + half).min(far) - (mm - half).max(near)).max(0.0) / self.pixel
    }
}

/// The soft box mirrored in the flat front: one band with a hard edge.
struct Sweep {
    /// From pixels to −1 … 1 across the charm.
    across: [f64; 3],
    /// Side of a pixel in the same measure.
    pixel: f32,
}

impl Sweep {
    /// Where the band's hard edge lies, and where it has faded out, across the charm.
    const EDGE: f32 = -0.24;
    const END: f32 = -1.05;
    /// Light it adds at its hard edge.
    const STRENGTH: f32 = 0.135;

    fn new(shape: &CharmShape, to_px: Affine, light: Light) -> Sweep {
        let size = shape.outline.size;
        let center = to_px * Point::new(size.width / 2.0, size.height / 2.0);
        let side = if light.across()[0] <= 0.0 { 1.0 } else { -1.0 };
        let (x, y): (f64, f64) = (0.93 * side, 0.37);
        let bounds = (to_px * &shape.outline.cut).bounding_box();
        let half = (bounds.width() * x.abs() + bounds.height() * y.abs()) / 2.0;
        Sweep {
            across: [x / half, y / half, -(center.x * x + center.y * y) / half],
            pixel: (1.0 / half) as f32,
        }
    }

    fn at(&self, x: f64, y: f64) -> f32 {
        let across = (x * self.across[0] + y * self.across[1] + self.across[2]) as f32;
        let inside = ((Self::EDGE - across) / self.pixel + 0.5).clamp(0.0, 1.0);
        inside * (0.35 + 0.65 * smooth(Self::END, Self::EDGE, across)) * Self::STRENGTH
    }
}

/// Lays a colour over what is seen.
fn lay(seen: &mut [f32; 4], colour: [f32; 3], alpha: f32) {
    over(seen, [colour[0] * alpha, colour[1] * alpha, colour[2] * alpha, alpha]);
}

fn over(seen: &mut [f32; 4], above: [f32; 4]) {
    for k in 0..4 {
        seen[k] = above[k] + seen[k] * (1.0 - above[3]);
    }
}
