//! Clear acrylic: a slab one sees through, printed on its back, with cut edges that catch the light.
//!
//! Figures were measured on path-traced slabs of 3 mm (clear border 1 to 8 % darker than what lies behind,
//! cut edge a hairline, one hard-edged reflection of a few per cent) and hold for charms seen face-on.

use dangle_design::shape::CharmShape;
use kurbo::{Affine, Point, Shape, Size, Vec2};

use super::light::Lamp;
use super::work::{Spot, Work};
use crate::carrier::Light;
use crate::metal::smooth;
use crate::pixels::Tile;

/// How far inwards the cut edge is seen, in mm.
pub(super) const RIM: f32 = 1.4;
/// How strongly acrylic bends light.
const REFRACTION: f32 = 1.49;

/// A clear slab, printed on its back.
pub(super) fn clear(work: &Work<'_>) -> Tile {
    let slab = Slab::new(work);
    work.cut(|spot| {
        let printed = slab.print(spot, slab.thickness);
        slab.shade(spot, [0.0; 4], printed)
    })
}

/// How far inwards the print is seen to move near the edge, in mm: the rounded edge is a weak lens.
fn bend(mm: f32) -> f32 {
    let near = (1.0 - mm / 0.9).clamp(0.0, 1.0);
    0.35 * near * near
}

/// A slab's surface and edge under one light.
pub(super) struct Slab<'a> {
    work: &'a Work<'a>,
    pub(super) thickness: f32,
    /// Side of a pixel in mm.
    pixel: f32,
    /// Where the light comes from within the picture's plane.
    toward: [f32; 2],
    /// How far to the right what lies a millimetre deep seems to be, in mm.
    aside: f32,
    front: Front,
    /// How much the cut edge is rounded: 1 as a laser leaves it, more where it was cast or flamed.
    round: f32,
}

impl<'a> Slab<'a> {
    pub(super) fn new(work: &'a Work<'a>) -> Slab<'a> {
        let within = work.lamp.lean() / REFRACTION;
        Slab {
            work,
            thickness: work.shape.body.thickness.get() as f32,
            pixel: 1.0 / work.scale,
            toward: work.light.across(),
            aside: within / (1.0 - within * within).sqrt(),
            front: Front::new(work),
            round: 1.0,
        }
    }

    /// The same with its edge so much rounder.
    pub(super) fn rounder(self, round: f32) -> Slab<'a> {
        Slab { round, ..self }
    }

    /// The print as it is seen so many millimetres below the front.
    pub(super) fn print(&self, spot: &Spot, deep: f32) -> [f32; 4] {
        let [x, y] = self.below(spot, deep);
        self.work.print.at(f64::from(x), f64::from(y))
    }

    /// The point of the grid that is seen at a spot, so many millimetres below the front.
    pub(super) fn below(&self, spot: &Spot, deep: f32) -> [f32; 2] {
        let moved = bend(spot.inside / self.round) * self.round * self.work.scale;
        let aside = self.aside * deep * self.work.scale;
        [spot.x - spot.outward[0] * moved + aside, spot.y - spot.outward[1] * moved]
    }

    /// The slab's own light over what lies behind it; premultiplied. `under` lies behind the print.
    pub(super) fn shade(&self, spot: &Spot, under: [f32; 4], printed: [f32; 4]) -> [f32; 4] {
        let mut seen = [0.0; 4];
        over(&mut seen, under);
        self.body(spot, &mut seen, printed);
        self.edge(spot, &mut seen, printed[3]);
        let sheen = self.front.at(spot.x, spot.y);
        lay(&mut seen, LIGHT, sheen.light * smooth(0.25, 0.45, spot.inside));
        seen
    }

    /// What the body takes away, a little more where the edge's thickness is looked through, and the print.
    fn body(&self, spot: &Spot, seen: &mut [f32; 4], printed: [f32; 4]) {
        lay(seen, SHADE, 0.030 + 0.045 * smooth(RIM * self.round, 0.1, spot.inside));
        over(seen, printed);
        lay(seen, SHADE, self.front.at(spot.x, spot.y).shade * printed[3]);
    }

    /// The edge all round: what of the wall is seen through the front, and the cut itself.
    fn edge(&self, spot: &Spot, seen: &mut [f32; 4], printed: f32) {
        let mm = spot.inside / self.round;
        let outward = spot.outward;
        let facing = outward[0] * self.toward[0] + outward[1] * self.toward[1];
        let (lit, far) = (facing.max(0.0), (-facing).max(0.0));
        let clear = 1.0 - printed;
        // The back face's edge, seen through the slab: a fine double line.
        lay(seen, SHADE, self.line(mm, 0.46, 0.60) * (0.10 + 0.14 * far) * (0.4 + 0.6 * clear));
        lay(seen, LIGHT, self.line(mm, 0.60, 0.80) * (0.05 + 0.16 * far) * (0.3 + 0.7 * clear));
        // A slab that leans shows the wall of its hidden side through its front, pale.
        let wall = -outward[0] * self.aside * self.thickness;
        if wall < -0.05 {
            lay(seen, PALE, self.line(spot.inside, 0.1, -wall) * 0.34 * clear);
            lay(seen, SHADE, self.line(spot.inside, -wall, 0.12 - wall) * 0.30 * clear);
        }
        // Light that went in at the edge glows in the clear rim.
        lay(seen, LIGHT, clear * smooth(RIM, 0.2, mm) * (0.03 + 0.06 * lit + 0.07 * far));
        // The cut edge: a pale lip that catches the light, and lets out on the far side what went in.
        lay(seen, LIGHT, self.line(mm, 0.10, 0.36) * (0.18 + 0.66 * lit * lit + 0.34 * far * far));
        // The hairline round it all, with one dip where the edge looks at the light.
        let dip = smooth(0.80, 0.98, facing);
        lay(seen, SHADE, self.line(mm, -0.02, 0.11) * (0.46 - 0.34 * dip));
    }

    /// How much of a pixel `mm` inside the edge a line from `near` to `far` inside it covers.
    pub(super) fn line(&self, mm: f32, near: f32, far: f32) -> f32 {
        let half = self.pixel / 2.0;
        ((mm + half).min(far) - (mm - half).max(near)).max(0.0) / self.pixel
    }
}

pub(super) const SHADE: [f32; 3] = [0.05, 0.07, 0.08];
pub(super) const LIGHT: [f32; 3] = [1.0, 1.0, 1.0];
const PALE: [f32; 3] = [0.80, 0.84, 0.86];

/// What the flat front does to the light: it mirrors the soft box as one band with a hard edge, and gets
/// less light on the side that is farther from the lamp.
pub(super) struct Front {
    /// From pixels to −1 … 1 across the charm, along the band's fade.
    across: Ramp,
    /// From pixels to −1 … 1 away from the light.
    away: Ramp,
    /// Width of the band's edge in the measure of `across`.
    soft: f32,
    /// How far a lean has moved the band.
    slide: f32,
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
    /// How wide its edge is at least: a soft box's cloth ends in a seam.
    const SOFT: f32 = 0.02;
    /// Light the band adds at its hard edge.
    const STRENGTH: f32 = 0.135;
    /// The band leans 22° from upright, as a tall soft box beside the camera does.
    const LEAN: (f64, f64) = (0.93, 0.37);
    /// How far the band moves across a charm that leans: a mirror turns what it shows twice as far.
    const SLIDE: f32 = 4.0;
    /// Light the far side lacks: a lamp 0.4 m away lights the far side of 50 mm about a tenth less, the room
    /// fills in half of it.
    const FALLOFF: f32 = 0.05;

    pub(super) fn new(work: &Work<'_>) -> Front {
        Front::of(work.shape, work.to_px, work.light, &work.lamp)
    }

    fn of(shape: &CharmShape, to_px: Affine, light: Light, lamp: &Lamp) -> Front {
        let size = shape.outline.size;
        let center = to_px * Point::new(size.width / 2.0, size.height / 2.0);
        let box_px = (to_px * &shape.outline.cut).bounding_box().size();
        let [x, y] = light.across();
        let side = if x <= 0.0 { 1.0 } else { -1.0 };
        let across = Ramp::new(Vec2::new(Self::LEAN.0 * side, Self::LEAN.1), center, box_px);
        let away = Ramp::new(Vec2::new(f64::from(-x), f64::from(-y)), center, box_px);
        let slide = lamp.lean() * Self::SLIDE * side as f32 + own_place(shape);
        Front { soft: across.step.max(Self::SOFT), across, away, slide }
    }

    pub(super) fn at(&self, x: f32, y: f32) -> Sheen {
        let across = self.across.at(f64::from(x), f64::from(y)) + self.slide;
        let inside = ((Self::EDGE - across) / self.soft + 0.5).clamp(0.0, 1.0);
        Sheen {
            light: inside * (0.35 + 0.65 * smooth(Self::END, Self::EDGE, across)) * Self::STRENGTH,
            shade: smooth(-0.1, 1.0, self.away.at(f64::from(x), f64::from(y))) * Self::FALLOFF,
        }
    }
}

/// Where a charm shows the band, from where others do: no two hang quite alike.
fn own_place(shape: &CharmShape) -> f32 {
    let hash = (shape.outline.size.width * 977.0 + shape.outline.size.height * 353.0).fract() as f32;
    0.36 * (hash - 0.5)
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
