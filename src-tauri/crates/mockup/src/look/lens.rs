//! What lies behind a clear charm, as its edge bends it.

use dangle_design::shape::CharmShape;
use rayon::prelude::*;

use super::acrylic::RIM;
use super::pose::Pose;
use super::work::{Wish, Work};
use crate::carrier::Light;
use crate::metal::smooth;
use crate::pixels::{Tile, quantise};

/// How far aside the rounded edge shows what lies behind, at most, in mm: a slab of 3 mm a few millimetres before
/// cloth.
const BEND: f32 = 1.7;

/// The edge of a clear charm as a lens: which place is seen at each of its pixels.
#[derive(Clone, Debug)]
pub(crate) struct Lens {
    area: Tile,
    bends: Vec<Bend>,
}

/// What one pixel shows of what lies behind.
#[derive(Clone, Copy, Debug)]
struct Bend {
    pixel: usize,
    from: [f32; 2],
    cover: f32,
}

impl Lens {
    /// The lens of a charm as it is held, in pixels of the picture. Face-on the flat middle of a plate bends
    /// nothing and is left out.
    pub(super) fn of(shape: &CharmShape, pose: &Pose, light: Light) -> Lens {
        let work = Work::new(shape, pose, light, Wish { fine: 1.0, reach: RIM, beyond: 0.0 });
        let to_picture = pose.foreshortening(shape).to_picture();
        let area = Tile::covering(to_picture.transform_rect_bbox(work.rect()));
        let (back, corner) = (to_picture.inverse(), work.rect().origin());
        let bends = |row: usize| {
            let bend = |column: usize| {
                let (x, y) = (f64::from(area.x) + column as f64 + 0.5, f64::from(area.y) + row as f64 + 0.5);
                let at = back * kurbo::Point::new(x, y) - corner;
                let (outward, cover, aside) = bent(&work, at)?;
                let narrow = to_picture.as_coeffs()[0] as f32;
                let from = [x as f32 + outward[0] * aside * narrow, y as f32 + outward[1] * aside];
                Some(Bend { pixel: row * area.width + column, from, cover })
            };
            (0..area.width).filter_map(bend).collect::<Vec<Bend>>()
        };
        let bends = (0..area.height).into_par_iter().map(bends).collect::<Vec<_>>().concat();
        Lens { area, bends }
    }

    /// What it takes in memory.
    pub(crate) fn bytes(&self) -> usize {
        4 * self.area.rgba.len() + size_of::<Bend>() * self.bends.len()
    }

    /// What is seen of `behind` through it, to be laid between that and the charm.
    pub(crate) fn seen(&self, behind: &Tile) -> Tile {
        let mut tile = self.area.clone();
        for bend in &self.bends {
            tile.rgba[bend.pixel] = quantise(between(behind, bend.from).map(|value| value * bend.cover));
        }
        tile
    }
}

/// At a point of the plate: which way is out, how much of the pixel the lens covers, and how far aside it shows.
fn bent(work: &Work<'_>, at: kurbo::Vec2) -> Option<([f32; 2], f32, f32)> {
    if at.x < 0.0 || at.y < 0.0 || at.x as usize >= work.width || at.y as usize >= work.height {
        return None;
    }
    let (distance, outward) = work.field.at(at.x as usize, at.y as usize);
    let inside = distance / work.scale;
    let cover = (distance + 0.5).clamp(0.0, 1.0) * smooth(RIM, 0.75 * RIM, inside);
    let near = (1.0 - inside / RIM).clamp(0.0, 1.0);
    (cover > 0.0).then_some((outward, cover, -BEND * near * near * work.scale))
}

/// A tile's colour at a point, between its pixels; its edge goes on beyond it.
fn between(tile: &Tile, at: [f32; 2]) -> [f32; 4] {
    let place = |value: f32, first: i32, count: usize| {
        (value - 0.5 - first as f32).clamp(0.0, count.saturating_sub(1) as f32)
    };
    let (x, y) = (place(at[0], tile.x, tile.width), place(at[1], tile.y, tile.height));
    let (left, top) = (x as usize, y as usize);
    let (right, below) = ((left + 1).min(tile.width - 1), (top + 1).min(tile.height - 1));
    let (fx, fy) = (x - left as f32, y - top as f32);
    let pixel =
        |column: usize, row: usize| tile.rgba[row * tile.width + column].map(|v| f32::from(v) / 255.0);
    let (a, b, c, d) = (pixel(left, top), pixel(right, top), pixel(left, below), pixel(right, below));
    std::array::from_fn(|k| {
        let above = a[k] + (b[k] - a[k]) * fx;
        above + (c[k] + (d[k] - c[k]) * fx - above) * fy
    })
}
