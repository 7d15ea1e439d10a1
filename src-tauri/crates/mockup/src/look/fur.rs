//! Plush: a stuffed body with short pile, every hair drawn.

use dangle_design::nearest;
use rayon::prelude::*;

use super::noise::{rough, scramble};
use super::plane::Plane;
use super::regions::Regions;
use super::swell::swollen;
use super::vector::{V3, dot, normal, pixel, plus, scaled, unit};
use super::work::{Spot, Work};
use crate::metal::smooth;
use crate::pixels::Tile;

/// Length of the pile, in mm.
const PILE: f32 = 3.6;
/// Distance between two hairs' roots, in mm; on coarse grids at least so many pixels.
const ROOTS: f32 = 0.30;
const LEAST_ROOTS: f32 = 1.7;
/// Width of a hair at its root, in mm: what looks like one is a tuft.
const HAIR: f32 = 0.20;
/// How high the stuffing lifts the middle, in mm.
const PUFF: f32 = 13.0;
/// How often the pile is drawn, one layer over the other.
const LAYERS: u32 = 3;
/// Rows that are drawn at a time.
const BAND: usize = 48;

/// How far hair may reach beyond the outline, in mm.
pub(super) const BEYOND: f64 = PILE as f64;

/// A stuffed charm.
pub(super) fn plush(work: &Work<'_>) -> Tile {
    let pelt = Pelt::of(work);
    let roots = pelt.roots();
    let mut tile = work.every(|_| [0.0; 4]);
    let width = tile.width;
    tile.rgba.par_chunks_mut(width * BAND).enumerate().for_each(|(band, out)| {
        let top = band * BAND;
        let mut canvas = Canvas { top, width, pixels: vec![[0.0; 4]; out.len()] };
        pelt.ground(&mut canvas);
        pelt.comb(&mut canvas, &roots);
        for (out, seen) in out.iter_mut().zip(&canvas.pixels) {
            *out = crate::pixels::quantise(finished(*seen));
        }
    });
    tile
}

/// A band of the picture in premultiplied linear light.
struct Canvas {
    top: usize,
    width: usize,
    pixels: Vec<[f32; 4]>,
}

fn finished(seen: [f32; 4]) -> [f32; 4] {
    let alpha = seen[3].max(1e-4);
    pixel([seen[0] / alpha, seen[1] / alpha, seen[2] / alpha], seen[3].min(1.0))
}

/// What the hairs grow from.
struct Pelt<'a> {
    work: &'a Work<'a>,
    /// How high the stuffing stands, in pixels.
    high: Plane,
    /// How far from the edge of its colour a hair stands, in mm.
    depth: Plane,
    /// The colour of the pile at each pixel, bled beyond the artwork.
    colour: Vec<V3>,
    /// What the folds keep of the light.
    open: Plane,
}

/// One hair's root.
struct Root {
    x: f32,
    y: f32,
    seed: u32,
}

impl<'a> Pelt<'a> {
    fn of(work: &'a Work<'a>) -> Pelt<'a> {
        let inside = work.plane(|spot| (spot.inside * work.scale + 0.5).clamp(0.0, 1.0));
        let skin = swollen(&inside);
        let round = |value: f32| PUFF * work.scale * libm::powf(value.max(0.0), 0.5);
        let high =
            Plane::filled(work.width, work.height, |x, y| round(skin.get(x, y))).blurred(1.4 * work.scale);
        let wide = high.blurred(4.0 * work.scale);
        let open = Plane::filled(work.width, work.height, |x, y| {
            1.0 - ((wide.get(x, y) - high.get(x, y)) / work.scale * 0.16).clamp(-0.10, 0.30)
        });
        let regions = Regions::of(work);
        Pelt { work, high, colour: bled(work), depth: regions.depth, open }
    }

    fn normal(&self, column: usize, row: usize) -> V3 {
        normal(self.high.slope(column, row))
    }

    /// Roots on a shaken grid that belongs to the charm, layer by layer, back to front.
    fn roots(&self) -> Vec<Root> {
        let work = self.work;
        let step = ROOTS.max(LEAST_ROOTS / work.scale);
        let size = work.shape.outline.size;
        let reach = PILE + 1.0;
        let (columns, rows) = (
            ((size.width as f32 + 2.0 * reach) / step) as i32,
            ((size.height as f32 + 2.0 * reach) / step) as i32,
        );
        let to_px = work.to_px.as_coeffs().map(|v| v as f32);
        let mut roots = Vec::new();
        for layer in 0..LAYERS {
            for row in 0..rows {
                for column in 0..columns {
                    let shake = scramble(column, row, 900 + layer);
                    let x = (column as f32 + (shake & 255) as f32 / 255.0) * step - reach;
                    let y = (row as f32 + ((shake >> 8) & 255) as f32 / 255.0) * step - reach;
                    let root = Root {
                        x: to_px[0] * x + to_px[2] * y + to_px[4],
                        y: to_px[1] * x + to_px[3] * y + to_px[5],
                        seed: scramble(column, row, 1300 + layer),
                    };
                    if self.grows(&root) {
                        roots.push(root);
                    }
                }
            }
        }
        roots
    }

    fn grows(&self, root: &Root) -> bool {
        let work = self.work;
        let within = root.x >= 1.0
            && root.y >= 1.0
            && root.x < work.width as f32 - 1.0
            && root.y < work.height as f32 - 1.0;
        within && work.field.at(root.x as usize, root.y as usize).0 > 0.2 * work.scale
    }

    /// The dark at the bottom of the pile.
    fn ground(&self, canvas: &mut Canvas) {
        let width = canvas.width;
        for (place, out) in canvas.pixels.iter_mut().enumerate() {
            let (column, row) = (place % width, canvas.top + place / width);
            let cover = (self.work.field.at(column, row).0 - 0.4 * self.work.scale + 0.5).clamp(0.0, 1.0);
            if cover > 0.0 {
                let lit = 0.45 * self.work.lamp.diffuse(self.normal(column, row), 0.5);
                let [r, g, b] = scaled(self.colour[row * width + column], lit * cover);
                *out = [r, g, b, cover];
            }
        }
    }

    /// Draws every hair that reaches into a band.
    fn comb(&self, canvas: &mut Canvas, roots: &[Root]) {
        let reach = PILE * 1.3 * self.work.scale + 2.0;
        let (top, bottom) = (canvas.top as f32 - reach, canvas.top as f32 + BAND as f32 + reach);
        for root in roots.iter().filter(|root| (top..bottom).contains(&root.y)) {
            self.hair(canvas, root);
        }
    }

    fn hair(&self, canvas: &mut Canvas, root: &Root) {
        let work = self.work;
        let scale = work.scale;
        let (column, row) = (root.x as usize, root.y as usize);
        let surface = self.normal(column, row);
        let chance = |shift: u32| ((root.seed >> shift) & 1023) as f32 / 1023.0;
        let (length_by, curl, tone) = (chance(0), chance(10), chance(20));
        let spot = work.spot(column, row);
        let lie = self.lie(&spot, surface, length_by);
        let pile = PILE * (0.60 + 0.65 * curl) * (0.55 + 0.45 * lie[2]);
        // Pile is shorn at the edges of a print's colours, or faces would run.
        let length = pile.min(0.50 + self.depth.get(column, row) * 1.1) * scale;
        let open = self.open.get(column, row);
        let shade = self.shade(surface, lie, tone).map(|value| value * open);
        let base = self.colour[row * work.width + column];
        let steps = ((length * 0.9) as usize).clamp(3, 40);
        let step = length / steps as f32;
        let bend = (curl - 0.5) * 1.1 / steps as f32;
        let thick = (HAIR * scale * (0.75 + 0.5 * tone) / 2.0).max(0.42);
        let (mut x, mut y) = (root.x, root.y);
        let (mut ux, mut uy) = (lie[0], lie[1]);
        for part in 0..steps {
            let t = part as f32 / (steps - 1) as f32;
            (ux, uy) = (ux - uy * bend, uy + ux * bend);
            (x, y) = (x + ux * step, y + uy * step);
            let light = plus(scaled(base, shade[0] * (0.56 + 0.56 * t)), shade[1] * t);
            let cover = 0.74 * (1.0 - 0.6 * smooth(0.55, 1.0, t));
            canvas.dot(x, y, thick * (1.0 - t * t * 0.8), light, cover);
        }
    }

    /// Which way a hair lies, and how flat: away from the body's top, downwards, and in swirls.
    fn lie(&self, spot: &Spot, surface: V3, by: f32) -> V3 {
        let [x, y] = spot.at;
        // Turned, so that no swirl lies along the charm's own axes.
        let (u, v) = (x * 0.82 - y * 0.57, x * 0.57 + y * 0.82);
        let swirl = (rough(u / 11.0, v / 11.0, 3, 51) - 0.5) * 3.0 + (by - 0.5) * 1.35;
        let [dx, dy] = self.work.across([0.04, 0.46]);
        let (dx, dy) = (surface[0] * 1.5 + dx, surface[1] * 1.5 + dy);
        let (sin, cos) = libm::sincosf(swirl);
        let (dx, dy) = (dx * cos - dy * sin, dx * sin + dy * cos);
        let length = (dx * dx + dy * dy).sqrt().max(1e-3);
        [dx / length, dy / length, length.min(1.0)]
    }

    /// A hair's shade, and its sheen.
    fn shade(&self, surface: V3, lie: V3, tone: f32) -> [f32; 2] {
        let lamp = &self.work.lamp;
        let along = unit([lie[0], lie[1], 0.75]);
        let off = dot(along, lamp.key);
        let square = (1.0 - off * off).max(0.0).sqrt();
        let body = lamp.diffuse(surface, 0.5);
        let sheen = libm::powf(square, 14.0) * 0.06 * body;
        [body * (0.70 + 0.40 * square) * (0.82 + 0.44 * tone), sheen]
    }
}

impl Canvas {
    /// A round dot of light over what is there.
    fn dot(&mut self, x: f32, y: f32, radius: f32, light: V3, cover: f32) {
        let y = y - self.top as f32;
        let rows = self.pixels.len() / self.width;
        let (left, right) =
            ((x - radius - 0.5).floor().max(0.0) as usize, (x + radius + 0.5).ceil().max(0.0) as usize);
        let (above, below) =
            ((y - radius - 0.5).floor().max(0.0) as usize, (y + radius + 0.5).ceil().max(0.0) as usize);
        for row in above..below.min(rows) {
            for column in left..right.min(self.width) {
                let (dx, dy) = (column as f32 + 0.5 - x, row as f32 + 0.5 - y);
                let share = (radius + 0.5 - (dx * dx + dy * dy).sqrt()).clamp(0.0, 1.0) * cover;
                if share <= 0.01 {
                    continue;
                }
                let below = &mut self.pixels[row * self.width + column];
                for k in 0..3 {
                    below[k] = light[k] * share + below[k] * (1.0 - share);
                }
                below[3] = share + below[3] * (1.0 - share);
            }
        }
    }
}

/// The pile's colour at each pixel: beyond the artwork that of its nearest edge on a printed cloth that has no
/// ground of its own, so that the body is one with its outline.
fn bled(work: &Work<'_>) -> Vec<V3> {
    let inked: Vec<bool> = (0..work.width * work.height)
        .map(|place| work.inked((place % work.width) as f32 + 0.5, (place / work.width) as f32 + 0.5) > 0.98)
        .collect();
    let found = nearest(work.width, &inked);
    (0..inked.len())
        .into_par_iter()
        .map(|place| {
            let pixels = found.distance[place];
            if !pixels.is_finite() {
                return work.body;
            }
            let seed = found.seed[place] as usize;
            let (x, y) = ((seed % work.width) as f32 + 0.5, (seed / work.width) as f32 + 0.5);
            if pixels > 0.0 { work.body } else { work.ink(x, y).map(|channel| channel.min(0.86)) }
        })
        .collect()
}
