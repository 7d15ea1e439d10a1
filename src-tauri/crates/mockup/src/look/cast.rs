//! Die-cast metal: steps of height in one metal, its depths left dark, its heights rubbed bright.

use std::sync::Arc;

use kurbo::{Affine, Rect};

use super::noise::{rough, soft};
use super::plane::Plane;
use super::polish::{from_near, handmade, metal};
use super::vector::{V3, mixed, normal, scaled, unit};
use super::work::{Spot, Work};
use crate::metal::smooth;
use crate::pixels::Tile;

/// From the lowest to the highest step, in mm.
const RELIEF: f32 = 0.9;
/// Width of the slope between two steps, in mm.
const SLOPE: f32 = 0.11;
/// How far in the outer edge is rounded, in mm.
const RIM: f32 = 0.6;

/// A relief in the body's metal.
pub(super) fn relief(work: &Work<'_>) -> Tile {
    let steps = Steps::of(work);
    let raw = work.plane(|spot| {
        let over = (1.0 - spot.inside.max(0.0) / RIM).clamp(0.0, 0.97);
        let rim = RIM * ((1.0 - over * over).sqrt() - 1.0);
        (RELIEF * steps.as_ref().map_or(1.0, |steps| steps.at(spot)) + rim) * work.scale
    });
    let height = raw.blurred(SLOPE * work.scale);
    let wide = raw.blurred(0.9 * work.scale);
    work.solid(|spot| light(work, spot, &height, &wide))
}

fn light(work: &Work<'_>, spot: &Spot, height: &Plane, wide: &Plane) -> V3 {
    let [x, y] = spot.at;
    let slope = height.slope(spot.column, spot.row);
    let below = (wide.get(spot.column, spot.row) - height.get(spot.column, spot.row)) / work.scale;
    // Acid leaves its dark where no cloth rubs it away: in corners and in the grain of the casting.
    let level = height.get(spot.column, spot.row) / (RELIEF * work.scale);
    let grain = rough(x / 0.16, y / 0.16, 2, 41) - 0.5;
    let worn = smooth(0.15, 0.95, level) - 0.35 * grain;
    let dark = (smooth(-0.05, 0.30, below) * 0.75 + 0.55 * (1.0 - worn)).clamp(0.0, 0.86);
    let pits = (soft(x / 0.12, y / 0.12, 44) - 0.5) * 0.20 * (1.0 - worn.clamp(0.0, 1.0));
    let bumpy = unit({
        let n = handmade(spot, normal(slope.map(|v| v * 1.1)));
        [n[0] + pits, n[1] + grain * 0.12 * dark, n[2]]
    });
    let plate = metal(&work.lamp, bumpy, from_near(spot.eye), work.body, 0.22 + 0.35 * dark);
    let patina = scaled(work.body, 0.10 * work.lamp.diffuse(bumpy, 0.2));
    mixed(plate, patina, dark)
}

/// The heights that the process cast.
struct Steps<'a> {
    values: &'a Arc<Vec<u8>>,
    size: [usize; 2],
    rect: Rect,
}

impl<'a> Steps<'a> {
    fn of(work: &Work<'a>) -> Option<Steps<'a>> {
        let face = work.shape.face.as_ref().filter(|_| work.is_front())?;
        let size = [face.picture.width() as usize, face.picture.height() as usize];
        let values = face.heights.as_ref().filter(|values| values.len() == size[0] * size[1])?;
        Some(Steps { values, size, rect: face.rect })
    }

    /// The height at a spot, from 0 to 1.
    fn at(&self, spot: &Spot) -> f32 {
        let to_pixels = Affine::scale_non_uniform(
            self.size[0] as f64 / self.rect.width(),
            self.size[1] as f64 / self.rect.height(),
        );
        let place = to_pixels
            * (kurbo::Point::new(f64::from(spot.at[0]), f64::from(spot.at[1])) - self.rect.origin())
                .to_point();
        let column = (place.x.max(0.0) as usize).min(self.size[0] - 1);
        let row = (place.y.max(0.0) as usize).min(self.size[1] - 1);
        f32::from(self.values[row * self.size[0] + column]) / 255.0
    }
}
