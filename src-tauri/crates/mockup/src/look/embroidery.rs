//! Embroidery: rows of stitches in each colour's own direction, satin across lines, a border of thread.

use dangle_design::nearest;
use dangle_design::shape::GuideKind;

use super::noise::{chance, rough, soft};
use super::plane::Plane;
use super::regions::{BODY, OUTSIDE, Regions};
use super::thread::{Merrow, Strand, WIDTH, plies, strand};
use super::vector::{V3, lightness, pixel, scaled, unit};
use super::work::{Spot, Work};
use crate::pixels::Tile;

/// Length of a stitch in a filled area, in mm.
const STITCH: f32 = 3.4;
/// Lines narrower than this are sewn across, in satin, in mm.
const SATIN: f32 = 3.0;
/// How uneven the ends of rows are, in mm.
const RAGGED: f32 = 0.45;
/// Width of the border where the process does not say, in mm.
const BORDER: f32 = 2.6;
/// Directions that filled areas are sewn in, in turn, in radians.
const DIRECTIONS: [f32; 8] = [0.60, -0.70, 1.35, 0.10, -0.25, 0.95, -1.20, 0.40];
/// Satin turns by steps of so many radians: a needle sews wedges, not curves.
const WEDGE: f32 = std::f32::consts::PI / 16.0;

/// A patch, sewn.
pub(super) fn sewn(work: &Work<'_>) -> Tile {
    let sewing = Sewing::of(work);
    work.every(|spot| {
        if spot.inside < -0.4 {
            return [0.0; 4];
        }
        if spot.inside < sewing.border.width {
            let (light, cover) = sewing.border.at(work, spot);
            return pixel(light, cover);
        }
        pixel(sewing.light(spot), 1.0)
    })
}

/// The border of a patch: as wide as the process has it, in the darkest thread.
pub(super) fn border(work: &Work<'_>, regions: &Regions) -> Merrow {
    let has = work.shape.guides.iter().any(|guide| guide.kind == GuideKind::Merrow);
    let dark = regions.colours.iter().min_by(|a, b| lightness(**a).total_cmp(&lightness(**b)));
    Merrow { width: if has { 3.0 } else { BORDER }, colour: dark.copied().unwrap_or(work.body) }
}

struct Sewing<'a> {
    work: &'a Work<'a>,
    regions: Regions,
    border: Merrow,
    /// How much of each pixel's surroundings is wide enough for filling: the rest is satin.
    wide: Plane,
    /// Twice the direction across the nearest line: cosine and sine.
    turn: [Plane; 2],
    directions: Vec<f32>,
}

impl<'a> Sewing<'a> {
    fn of(work: &'a Work<'a>) -> Sewing<'a> {
        let regions = Regions::of(work);
        let border = border(work, &regions);
        let wide = wide(work, &regions);
        let turn = across_lines(work, &regions);
        let directions = directions(work, &regions);
        Sewing { work, regions, border, wide, turn, directions }
    }

    /// Which way a row runs at a spot of an area.
    fn direction(&self, label: u8, column: usize, row: usize) -> f32 {
        if label < BODY && self.wide.get(column, row) < 0.5 {
            let twice = libm::atan2f(self.turn[1].get(column, row), self.turn[0].get(column, row));
            return ((twice / 2.0) / WEDGE).round() * WEDGE;
        }
        let own = self.directions.get(usize::from(label)).copied().unwrap_or(DIRECTIONS[0]);
        let [x, y] = self.work.across([libm::cosf(own), libm::sinf(own)]);
        libm::atan2f(y, x)
    }

    /// The row of stitches at a spot: which area's it is, how it runs, and where on it the spot lies.
    fn row(&self, spot: &Spot) -> (u8, f32, [f32; 2]) {
        let mut label = self.regions.label(spot.column, spot.row);
        let mut angle = self.direction(label, spot.column, spot.row);
        let mut place = self.place(spot, angle);
        // A row ends where its last stitch does, a little before or past the line that was drawn.
        let (sin, cos) = libm::sincosf(angle);
        let ragged =
            (chance((place[1] / WIDTH).floor() as i32, i32::from(label), 3) - 0.5) * RAGGED * self.work.scale;
        let (x, y) = (spot.x + cos * ragged, spot.y + sin * ragged);
        let other = self.regions.label_at(x, y);
        if other != label && other != OUTSIDE {
            label = other;
            let column = (x.max(0.0) as usize).min(self.work.width - 1);
            let row = (y.max(0.0) as usize).min(self.work.height - 1);
            angle = self.direction(label, column, row);
            place = self.place(spot, angle);
        }
        (label, angle, place)
    }

    /// Millimetres along and across rows that run at an angle.
    fn place(&self, spot: &Spot, angle: f32) -> [f32; 2] {
        let [cos, sin] = self.work.along([libm::cosf(angle), libm::sinf(angle)]);
        let [x, y] = spot.at;
        let (u, v) = (x * cos + y * sin, y * cos - x * sin);
        let sway = (rough(x / 7.0, y / 7.0, 2, 13) - 0.5) * 1.0 + (soft(u / 2.2, v, 15) - 0.5) * 0.10;
        [u, v + sway]
    }

    fn light(&self, spot: &Spot) -> V3 {
        let (label, angle, [u, v]) = self.row(spot);
        let satin = label < BODY && self.wide.get(spot.column, spot.row) < 0.5;
        let number = (v / WIDTH).floor();
        let across = (v / WIDTH - number) * 2.0 - 1.0;
        let row = number as i32;
        let depth = self.regions.depth.get(spot.column, spot.row);
        let (dive, lift, tint) = if satin {
            // A satin stitch spans the line and dives at both its sides.
            let near = (1.0 - depth / 0.35).max(0.0);
            (near * near * 0.8, 0.0, 0.96 + 0.08 * chance(row, 7, 21))
        } else {
            let offset = (row as f32 * 0.37 + chance(row, 1, 7) * 0.12) * STITCH;
            let stitch = (u + offset) / STITCH;
            let part = stitch - stitch.floor();
            let end = if part < 0.10 {
                let t = 1.0 - part / 0.10;
                -t * t
            } else if part > 0.90 {
                let t = 1.0 - (1.0 - part) / 0.10;
                t * t
            } else {
                0.0
            };
            (end, (0.5 - part) * 0.35, 0.95 + 0.10 * chance(row, stitch.floor() as i32, 21))
        };
        let (sin, cos) = libm::sincosf(angle);
        let at = Strand { along: unit([cos, sin, lift]), across, dive, twist: plies(u, v, across) };
        let lit = strand(&self.work.lamp, scaled(self.regions.colour(label), tint), at);
        scaled(lit, self.seam(spot, depth))
    }

    /// What is left of the light in the seams between areas, and beneath the border.
    fn seam(&self, spot: &Spot, depth: f32) -> f32 {
        let seam = depth / 0.20;
        let under = ((spot.inside - self.border.width) / 0.5).min(1.0);
        (1.0 - 0.34 * libm::expf(-seam * seam)) * (0.68 + 0.32 * under.max(0.0))
    }
}

/// Where areas are wide: near to a place that is far from its area's edge (a morphological opening).
fn wide(work: &Work<'_>, regions: &Regions) -> Plane {
    let half = SATIN / 2.0;
    let deep: Vec<bool> = regions.depth.values.iter().map(|depth| *depth > half).collect();
    let to_deep = nearest(work.width, &deep).distance;
    let values = to_deep.iter().map(|pixels| f32::from(u8::from(pixels / work.scale <= half))).collect();
    Plane { width: work.width, height: work.height, values }
}

/// The direction across the nearest line, doubled so that both ways along it are one.
fn across_lines(work: &Work<'_>, regions: &Regions) -> [Plane; 2] {
    let pulled = |part: usize| {
        let raw = Plane::filled(work.width, work.height, |column, row| {
            let [x, y] = regions.depth.slope(column, row);
            let near = if regions.label(column, row) < BODY { 1.0 } else { 0.3 };
            near * if part == 0 { x * x - y * y } else { 2.0 * x * y }
        });
        raw.blurred(0.7 * work.scale)
    };
    [pulled(0), pulled(1)]
}

/// Which way each area's rows run, on the charm: across it where it is long, else one of a few.
fn directions(work: &Work<'_>, regions: &Regions) -> Vec<f32> {
    /// Every so many pixels are counted.
    const STEP: usize = 3;
    let mut sums = vec![[0.0_f64; 6]; regions.colours.len()];
    for row in (0..work.height).step_by(STEP) {
        for column in (0..work.width).step_by(STEP) {
            if let Some(sums) = sums.get_mut(usize::from(regions.label(column, row))) {
                let [x, y] = work.place(column, row).map(f64::from);
                for (sum, value) in sums.iter_mut().zip([1.0, x, y, x * x, y * y, x * y]) {
                    *sum += value;
                }
            }
        }
    }
    sums.into_iter().enumerate().map(|(place, sums)| direction(place, sums)).collect()
}

/// The direction of an area of which these are the moments.
fn direction(place: usize, [count, x, y, xx, yy, xy]: [f64; 6]) -> f32 {
    let count = count.max(1.0);
    let (mx, my) = (x / count, y / count);
    let (xx, yy, xy) = (xx / count - mx * mx, yy / count - my * my, xy / count - mx * my);
    let long = ((xx - yy) * (xx - yy) + 4.0 * xy * xy).sqrt() / (xx + yy).max(1e-6);
    if long > 0.35 {
        (0.5 * libm::atan2(2.0 * xy, xx - yy) + std::f64::consts::FRAC_PI_2) as f32
    } else {
        DIRECTIONS[place % DIRECTIONS.len()]
    }
}
