//! The shadow a hanging thing throws on the surface behind it.
//!
//! Two lights throw it: the key light, whose shadow lies aside and blurs with distance, and the room,
//! whose shadow lies beneath and is wide and faint. Clear acrylic throws a weak shadow, with a faint bright
//! rim where its edges gather the light.

use kurbo::{Affine, Point, Rect, Vec2};
use rayon::prelude::*;

use crate::carrier::{Anchor, Light};
use crate::pixels::{Tile, grain};

/// Cells a millimetre in which shadows are computed: finer than the sharpest shadow's edge.
const CELLS: f64 = 4.0;
/// What the key light's shadow takes away at its deepest. The bags' own shadows measure 0.40 to 0.55.
const KEY_DEPTH: f32 = 0.42;
/// What the room's shadow takes away beneath a large thing that nearly touches.
const ROOM_DEPTH: f32 = 0.20;
/// Light the edges gather, at most.
const CAUSTIC: f32 = 0.07;
/// Shadows are not black: the cloth's own dark, cool side.
const COLOUR: [f32; 3] = [0.035, 0.035, 0.06];

/// The surface behind what hangs at an anchor, in the anchor's millimetres.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Surface {
    /// How far it lies behind, at the reference point below the anchor.
    distance: f64,
    /// How fast that changes to the right and downwards.
    slope: Vec2,
    light: Light,
}

/// Where carriers measure the distance: the middle of a charm, below the anchor.
const MEASURED_BELOW: f64 = 65.0;

impl Surface {
    /// The surface behind `anchor`.
    pub(crate) fn behind(anchor: &Anchor, light: Light) -> Surface {
        let [x, y, z] = anchor.normal;
        let steepest = |v: f64| (v / z.max(0.3)).clamp(-0.35, 0.35);
        Surface {
            distance: anchor.surface_distance_mm.get(),
            slope: Vec2::new(steepest(x), steepest(y)),
            light,
        }
    }

    /// The distance behind a point. Nothing comes nearer than the plate's own back.
    fn distance(&self, at: Point) -> f64 {
        let from = at - Point::new(0.0, MEASURED_BELOW);
        (self.distance + self.slope.dot(from)).clamp(1.6, 1.6 * self.distance + 4.0)
    }

    /// What throws the shadow that falls on `at`.
    fn caster(&self, at: Point, share: f64) -> (Point, f64) {
        let mut distance = self.distance(at);
        for _ in 0..2 {
            let (x, y) = self.light.throw(distance * share);
            distance = self.distance(at - Vec2::new(x, y));
        }
        let (x, y) = self.light.throw(distance * share);
        (at - Vec2::new(x, y), distance)
    }
}

/// The shadow of `casters` on `surface`. `to_px` takes the anchor's millimetres to pixels.
pub(crate) fn shadow(casters: &[&Tile], surface: Surface, to_px: Affine) -> Tile {
    let union = casters.iter().map(|tile| tile.rect()).reduce(|a, b| a.union(b)).unwrap_or(Rect::ZERO);
    let cast = to_px.inverse().transform_rect_bbox(union);
    let middle = surface.distance(cast.center());
    let (near, far) = (surface.distance(Point::new(cast.center().x, cast.y1)), middle.max(4.0));
    let blocked = Cells::of(casters, cast.inflate(4.0 * far, 4.0 * far), to_px);
    let soft = |distance: f64| 0.28 + 0.075 * distance;
    let (key_near, key_far) = rayon::join(|| blocked.blurred(soft(near)), || blocked.blurred(soft(far)));
    let room = blocked.blurred(0.8 + 0.55 * middle);
    let rim = blocked.rim().blurred(0.35);
    let reach = thrown_rect(cast, surface, far);
    let mut tile = Tile::covering(to_px.transform_rect_bbox(reach));
    let to_mm = to_px.inverse();
    let half = Point::new(0.5, 0.5).to_vec2();
    tile.fill(|x, y| {
        let at = to_mm * (Point::new(f64::from(x), f64::from(y)) + half);
        let (from, distance) = surface.caster(at, 1.0);
        let blend = ((distance - near) / (far - near).abs().max(0.5)).abs().clamp(0.0, 1.0) as f32;
        let key = key_near.at(from) * (1.0 - blend) + key_far.at(from) * blend;
        let beneath = room.at(surface.caster(at, 0.30).0);
        let dark = 1.0 - (1.0 - KEY_DEPTH * key) * (1.0 - ROOM_DEPTH * beneath);
        let bright = CAUSTIC * rim.at(surface.caster(at, 1.08).0) * (1.0 - key);
        pixel(dark, bright, grain(x, y))
    });
    tile
}

fn pixel(dark: f32, bright: f32, grain: f32) -> [f32; 4] {
    if dark < 0.002 && bright < 0.002 {
        return [0.0; 4];
    }
    let dark = (dark + (grain - 0.5) / 255.0).max(0.0);
    let alpha = dark + bright - dark * bright;
    std::array::from_fn(|k| if k == 3 { alpha } else { bright + COLOUR[k] * dark * (1.0 - bright) })
}

/// Where the shadow can fall.
fn thrown_rect(cast: Rect, surface: Surface, far: f64) -> Rect {
    let farthest = far.max(surface.distance(cast.origin()));
    let (x, y) = surface.light.throw(farthest);
    cast.union(cast + Vec2::new(x, y)).inflate(1.5 * far + 2.0, 1.5 * far + 2.0)
}

/// Light blocked in cells of the anchor's plane.
struct Cells {
    origin: Point,
    width: usize,
    height: usize,
    values: Vec<f32>,
}

impl Cells {
    /// What `casters` block. Light crosses a slab aslant and its edges scatter it: clear parts block about
    /// four times what the eye loses looking straight through.
    fn of(casters: &[&Tile], area: Rect, to_px: Affine) -> Cells {
        let (width, height) = ((area.width() * CELLS).ceil() as usize, (area.height() * CELLS).ceil() as usize);
        let mut cells = Cells { origin: area.origin(), width, height, values: vec![0.0; width * height] };
        let side = to_px.as_coeffs()[0] / CELLS;
        let origin = cells.origin;
        cells.values.par_chunks_mut(width).enumerate().for_each(|(row, values)| {
            for (column, value) in values.iter_mut().enumerate() {
                let corner = to_px * (origin + Vec2::new(column as f64, row as f64) / CELLS);
                let through = casters.iter().fold(1.0, |through, tile| {
                    let clear = 1.0 - mean_alpha(tile, corner, side);
                    through * clear * clear * clear * clear
                });
                *value = 1.0 - through;
            }
        });
        cells
    }

    /// Where something is blocked, but not all: edges of the slab.
    fn rim(&self) -> Cells {
        let values = self.values.iter().map(|v| (4.0 * v * (1.0 - v) - 0.45).max(0.0)).collect();
        Cells { values, ..*self }
    }

    /// The same, blurred by about `sigma` mm: three boxes each way.
    fn blurred(&self, sigma: f64) -> Cells {
        // Three boxes of radius r have the variance r (r + 1).
        let sigma = sigma * CELLS;
        let radius = ((1.0 + 4.0 * sigma * sigma).sqrt() - 1.0) / 2.0;
        let mut values = self.values.clone();
        blur_rows(&mut values, self.width, radius as f32);
        let mut turned = transpose(&values, self.width, self.height);
        blur_rows(&mut turned, self.height, radius as f32);
        Cells { values: transpose(&turned, self.height, self.width), ..*self }
    }

    /// The value at a point, between cell centres.
    fn at(&self, at: Point) -> f32 {
        let place = (at - self.origin) * CELLS - Vec2::new(0.5, 0.5);
        let (left, top) = (place.x.floor(), place.y.floor());
        if left < 0.0 || top < 0.0 || left as usize + 1 >= self.width || top as usize + 1 >= self.height {
            return 0.0;
        }
        let (fx, fy) = ((place.x - left) as f32, (place.y - top) as f32);
        let index = top as usize * self.width + left as usize;
        let row = |start: usize| self.values[start] * (1.0 - fx) + self.values[start + 1] * fx;
        row(index) * (1.0 - fy) + row(index + self.width) * fy
    }
}

/// The mean alpha in a square of `side` pixels.
fn mean_alpha(tile: &Tile, corner: Point, side: f64) -> f32 {
    let (x0, y0) = (corner.x.round() as i32, corner.y.round() as i32);
    let count = (side.round() as i32).max(1);
    let rect = tile.rect();
    if f64::from(x0 + count) < rect.x0 || f64::from(y0 + count) < rect.y0 || corner.x > rect.x1 || corner.y > rect.y1 {
        return 0.0;
    }
    let mut sum = 0.0;
    for y in y0..y0 + count {
        for x in x0..x0 + count {
            sum += tile.alpha(x, y);
        }
    }
    sum / (count * count) as f32
}

/// Three box blurs of each row; the radius may be a fraction.
fn blur_rows(values: &mut [f32], width: usize, radius: f32) {
    let whole = radius.floor() as isize;
    let part = radius - whole as f32;
    let norm = 1.0 / (2.0 * radius + 1.0);
    values.par_chunks_mut(width).for_each_init(
        || vec![0.0; width],
        |copy: &mut Vec<f32>, row| {
            for _ in 0..3 {
                copy.copy_from_slice(row);
                let at = |x: isize| if x < 0 || x >= width as isize { 0.0 } else { copy[x as usize] };
                let mut sum: f32 = (-whole..=whole).map(at).sum();
                for (x, out) in row.iter_mut().enumerate() {
                    let x = x as isize;
                    *out = (sum + part * (at(x - whole - 1) + at(x + whole + 1))) * norm;
                    sum += at(x + whole + 1) - at(x - whole);
                }
            }
        },
    );
}

fn transpose(values: &[f32], width: usize, height: usize) -> Vec<f32> {
    let mut turned = vec![0.0; values.len()];
    turned.par_chunks_mut(height).enumerate().for_each(|(x, column)| {
        for (y, out) in column.iter_mut().enumerate() {
            *out = values[y * width + x];
        }
    });
    turned
}
