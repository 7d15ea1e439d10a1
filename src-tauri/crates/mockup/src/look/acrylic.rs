//! Clear acrylic: a slab one sees through, printed on its back, with cut edges that catch the light.
//!
//! Figures were measured on path-traced slabs of 3 mm (clear border 1 to 8 % darker than what lies behind,
//! cut edge a hairline, one hard-edged reflection of a few per cent) and hold for charms seen face-on.

use dangle_design::shape::CharmShape;
use kurbo::{Affine, Point, Shape, Size, Vec2};

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
    let local = to_px.then_translate(-Vec2::new(f64::from(tile.x), f64::from(tile.y)));
    let reach = (RIM * scale as f32).max(2.0);
    let field = EdgeField::of(shape, local, width, height, reach);
    let print = Print::new(shape, local, scale, width, height);
    let slab =
        Slab { pixel: (1.0 / scale) as f32, toward: light.across(), front: Front::new(shape, local, light) };
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
        let moved = bend(mm) * scale as f32;
        let printed = print.at(px - f64::from(outward[0] * moved), py - f64::from(outward[1] * moved));
        slab.shade(mm, outward, printed, slab.front.at(px, py)).map(|value| value * cover)
    });
    tile
}

/// How far inwards the print is seen to move near the edge, in mm: the rounded edge is a weak lens.
fn bend(mm: f32) -> f32 {
    let near = (1.0 - mm / 0.9).clamp(0.0, 1.0);
    0.35 * near * near
}

/// A slab's surface and edge under one light.
struct Slab {
    /// Side of a pixel in mm.
    pixel: f32,
    /// Where the light comes from within the picture's plane.
    toward: [f32; 2],
    front: Front,
}

impl Slab {
    /// The slab's own light over what lies behind it, `mm` inside the edge; premultiplied.
    fn shade(&self, mm: f32, outward: [f32; 2], printed: [f32; 4], sheen: Sheen) -> [f32; 4] {
        const SHADE: [f32; 3] = [0.05, 0.07, 0.08];
        const LIGHT: [f32; 3] = [1.0, 1.0, 1.0];
        let facing = outward[0] * self.toward[0] + outward[1] * self.toward[1];
        let (lit, far) = (facing.max(0.0), (-facing).max(0.0));
        let clear = 1.0 - printed[3];
        let mut seen = [0.0; 4];
        // What the body takes away, a little more where the edge's thickness is looked through.
        lay(&mut seen, SHADE, 0.030 + 0.045 * smooth(RIM, 0.1, mm));
        over(&mut seen, printed);
        lay(&mut seen, SHADE, sheen.shade * printed[3]);
        // The back face's edge, seen through the slab: a fine double line.
        lay(&mut seen, SHADE, self.line(mm, 0.46, 0.60) * (0.10 + 0.14 * far) * (0.4 + 0.6 * clear));
        lay(&mut seen, LIGHT, self.line(mm, 0.60, 0.80) * (0.05 + 0.16 * far) * (0.3 + 0.7 * clear));
        // Light that went in at the edge glows in the clear rim.
        lay(&mut seen, LIGHT, clear * smooth(RIM, 0.2, mm) * (0.03 + 0.06 * lit + 0.07 * far));
        // The cut edge: a pale lip that catches the light, and lets out on the far side what went in.
        lay(&mut seen, LIGHT, self.line(mm, 0.10, 0.36) * (0.18 + 0.66 * lit * lit + 0.34 * far * far));
        // The hairline round it all, with one dip where the edge looks at the light.
        let dip = smooth(0.80, 0.98, facing);
        lay(&mut seen, SHADE, self.line(mm, -0.02, 0.11) * (0.46 - 0.34 * dip));
        lay(&mut seen, LIGHT, sheen.light * smooth(0.25, 0.45, mm));
        seen
    }

    /// How much of a pixel `mm` inside the edge a line from `near` to `far` inside it covers.
    fn line(&self, mm: f32, near: f32, far: f32) -> f32 {
        let half = self.pixel / 2.0;
        ((mm + half).min(far) - (mm - half).max(near)).max(0.0) / self.pixel
    }
}

/// What the flat front does to the light: it mirrors the soft box as one band with a hard edge, and gets
/// less light on the side that is farther from the lamp.
pub(super) struct Front {
    /// From pixels to −1 … 1 across the charm, along the band's fade.
    across: Ramp,
    /// From pixels to −1 … 1 away from the light.
    away: Ramp,
    /// Side of a pixel in the measure of `across`.
    pixel: f32,
}

/// What the front adds and takes away at a place.
#[derive(Clone, Copy)]
pub(super) struct Sheen {
    pub(super) light: f32,
    pub(super) shade: f32,
}

impl Front {
    /// Where the band's hard edge lies, and where it has faded out, across the charm.
    const EDGE: f32 = -0.24;
    const END: f32 = -1.05;
    /// Light the band adds at its hard edge.
    const STRENGTH: f32 = 0.135;
    /// The band leans 22° from upright, as a tall soft box beside the camera does.
    const LEAN: (f64, f64) = (0.93, 0.37);
    /// Light the far side lacks: a lamp 0.4 m away lights the far side of 50 mm about a tenth less, the room
    /// fills in half of it.
    const FALLOFF: f32 = 0.05;

    pub(super) fn new(shape: &CharmShape, to_px: Affine, light: Light) -> Front {
        let size = shape.outline.size;
        let center = to_px * Point::new(size.width / 2.0, size.height / 2.0);
        let box_px = (to_px * &shape.outline.cut).bounding_box().size();
        let [x, y] = light.across();
        let side = if x <= 0.0 { 1.0 } else { -1.0 };
        let across = Ramp::new(Vec2::new(Self::LEAN.0 * side, Self::LEAN.1), center, box_px);
        let away = Ramp::new(Vec2::new(f64::from(-x), f64::from(-y)), center, box_px);
        Front { pixel: across.step, across, away }
    }

    pub(super) fn at(&self, x: f64, y: f64) -> Sheen {
        let across = self.across.at(x, y);
        let inside = ((Self::EDGE - across) / self.pixel + 0.5).clamp(0.0, 1.0);
        Sheen {
            light: inside * (0.35 + 0.65 * smooth(Self::END, Self::EDGE, across)) * Self::STRENGTH,
            shade: smooth(-0.1, 1.0, self.away.at(x, y)) * Self::FALLOFF,
        }
    }
}

/// A value that rises evenly from −1 to 1 across a box.
struct Ramp {
    slope: Vec2,
    shift: f64,
    /// How much it rises over one pixel.
    step: f32,
}

impl Ramp {
    fn new(direction: Vec2, center: Point, size: Size) -> Ramp {
        let half = f64::midpoint(size.width * direction.x.abs(), size.height * direction.y.abs());
        let slope = direction / half;
        Ramp { slope, shift: -slope.dot(center.to_vec2()), step: (1.0 / half) as f32 }
    }

    fn at(&self, x: f64, y: f64) -> f32 {
        (self.slope.dot(Vec2::new(x, y)) + self.shift) as f32
    }
}

/// Lays a colour over what is seen.
pub(super) fn lay(seen: &mut [f32; 4], colour: [f32; 3], alpha: f32) {
    over(seen, [colour[0] * alpha, colour[1] * alpha, colour[2] * alpha, alpha]);
}

pub(super) fn over(seen: &mut [f32; 4], above: [f32; 4]) {
    for k in 0..4 {
        seen[k] = above[k] + seen[k] * (1.0 - above[3]);
    }
}
