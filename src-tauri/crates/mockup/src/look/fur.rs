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
    let hairs = pelt.hairs();
    let mut tile = work.every(|_| [0.0; 4]);
    let width = tile.width;
    tile.rgba.par_chunks_mut(width * BAND).enumerate().for_each(|(band, out)| {
        let top = band * BAND;
        let mut canvas = Canvas { top, width, pixels: vec![[0.0; 4]; out.len()] };
        pelt.ground(&mut canvas);
        canvas.comb(&hairs);
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

/// How far from the seam stuffing falls away, in mm, and the share of light that it loses there.
const SEAM: f32 = 5.0;
const SEAM_SHADE: f32 = 0.26;

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

/// How much light reaches the pile so far inside the seam, in mm: stuffing falls away towards it.
fn stuffed(inside: f32) -> f32 {
    1.0 - SEAM_SHADE * smooth(SEAM, 0.0, inside)
}

/// One hair, in pixels of the grid.
struct Hair {
    x: f32,
    y: f32,
    /// Which way it lies at its root, and how much it bends in each step.
    along: [f32; 2],
    bend: f32,
    step: f32,
    steps: usize,
    thick: f32,
    colour: V3,
    /// Light that its sheen adds at the tip.
    sheen: f32,
}

impl<'a> Pelt<'a> {
    fn of(work: &'a Work<'a>) -> Pelt<'a> {
        let inside = work.plane(|spot| (spot.inside * work.scale + 0.5).clamp(0.0, 1.0));
        let skin = swollen(&inside);
        let round = |value: f32| PUFF * work.scale * libm::powf(value.max(0.0), 0.5);
        let high =
            Plane::filled(work.width, work.height, |x, y| round(skin.get(x, y))).blurred(2.0 * work.scale);
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

    /// Hairs on a shaken grid that belongs to the charm, layer by layer, row by row.
    fn hairs(&self) -> Vec<Hair> {
        let work = self.work;
        let step = ROOTS.max(LEAST_ROOTS / work.scale);
        let size = work.shape.outline.size;
        let reach = PILE + 1.0;
        let columns = ((size.width as f32 + 2.0 * reach) / step) as i32;
        let rows = ((size.height as f32 + 2.0 * reach) / step) as i32;
        let to_px = work.to_px.as_coeffs().map(|v| v as f32);
        let row_of = |line: i32| {
            let (layer, row) = ((line / rows) as u32, line % rows);
            let root = move |column: i32| {
                let shake = scramble(column, row, 900 + layer);
                let x = (column as f32 + (shake & 255) as f32 / 255.0) * step - reach;
                let y = (row as f32 + ((shake >> 8) & 255) as f32 / 255.0) * step - reach;
                let at = [to_px[0] * x + to_px[2] * y + to_px[4], to_px[1] * x + to_px[3] * y + to_px[5]];
                self.hair(at, scramble(column, row, 1300 + layer))
            };
            (0..columns).filter_map(root).collect::<Vec<Hair>>()
        };
        (0..LAYERS as i32 * rows)
            .into_par_iter()
            .map(row_of)
            .collect::<Vec<_>>()
            .into_iter()
            .flatten()
            .collect()
    }

    /// The hair that grows at a point, if one does.
    fn hair(&self, [x, y]: [f32; 2], seed: u32) -> Option<Hair> {
        let work = self.work;
        let within = x >= 1.0 && y >= 1.0 && x < work.width as f32 - 1.0 && y < work.height as f32 - 1.0;
        let (column, row) = (x.max(0.0) as usize, y.max(0.0) as usize);
        if !within || work.field.at(column, row).0 <= 0.2 * work.scale {
            return None;
        }
        let surface = self.normal(column, row);
        let chance = |shift: u32| ((seed >> shift) & 1023) as f32 / 1023.0;
        let (length_by, curl, tone) = (chance(0), chance(10), chance(20));
        let lie = self.lie(&work.spot(column, row), surface, length_by);
        let pile = PILE * (0.60 + 0.65 * curl) * (0.55 + 0.45 * lie[2]);
        // Pile is shorn at the edges of a print's colours, or faces would run.
        let length = pile.min(0.50 + self.depth.get(column, row) * 1.1) * work.scale;
        let [lit, sheen] = self.shade(surface, lie, tone);
        let open = self.open.get(column, row) * stuffed(work.field.at(column, row).0 / work.scale);
        let steps = ((length * 0.75) as usize).clamp(3, 40);
        Some(Hair {
            x,
            y,
            along: [lie[0], lie[1]],
            bend: (curl - 0.5) * 1.1 / steps as f32,
            step: length / steps as f32,
            steps,
            thick: (HAIR * work.scale * (0.75 + 0.5 * tone) / 2.0).max(0.42),
            colour: scaled(self.colour[row * work.width + column], lit * open),
            sheen: sheen * open,
        })
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
        [body * (0.72 + 0.42 * square) * (0.82 + 0.46 * tone), sheen]
    }
}

impl Canvas {
    /// Draws every hair that reaches into the band.
    fn comb(&mut self, hairs: &[Hair]) {
        let bottom = (self.top + self.pixels.len() / self.width) as f32;
        for hair in hairs {
            let reach = hair.step * hair.steps as f32 + hair.thick + 1.0;
            if hair.y + reach >= self.top as f32 && hair.y - reach < bottom {
                self.draw(hair);
            }
        }
    }

    fn draw(&mut self, hair: &Hair) {
        let (mut x, mut y) = (hair.x, hair.y);
        let [mut ux, mut uy] = hair.along;
        for part in 0..hair.steps {
            let t = part as f32 / (hair.steps - 1) as f32;
            (ux, uy) = (ux - uy * hair.bend, uy + ux * hair.bend);
            (x, y) = (x + ux * hair.step, y + uy * hair.step);
            let light = plus(scaled(hair.colour, 0.56 + 0.56 * t), hair.sheen * t);
            let cover = 0.74 * (1.0 - 0.6 * smooth(0.55, 1.0, t));
            self.dot(x, y, hair.thick * (1.0 - t * t * 0.8), light, cover);
        }
    }

    /// A round dot of light over what is there.
    fn dot(&mut self, x: f32, y: f32, radius: f32, light: V3, cover: f32) {
        let y = y - self.top as f32;
        let rows = self.pixels.len() / self.width;
        let (left, right) =
            ((x - radius - 0.5).floor().max(0.0) as usize, (x + radius + 0.5).ceil().max(0.0) as usize);
        let (above, below) =
            ((y - radius - 0.5).floor().max(0.0) as usize, (y + radius + 0.5).ceil().max(0.0) as usize);
        let reach = (radius + 0.5) * (radius + 0.5);
        for row in above..below.min(rows) {
            for column in left..right.min(self.width) {
                let (dx, dy) = (column as f32 + 0.5 - x, row as f32 + 0.5 - y);
                let squared = dx * dx + dy * dy;
                if squared >= reach {
                    continue;
                }
                let share = (radius + 0.5 - squared.sqrt()).min(1.0) * cover;
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
