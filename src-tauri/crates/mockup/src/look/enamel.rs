//! Enamel: cells of colour between lines of plated metal, ground flush or left below them.

use dangle_design::shape::GuideKind;

use super::acrylic::Front;
use super::noise::rough;
use super::plane::Plane;
use super::polish::{from_near, gloss, glossed, handmade, metal};
use super::vector::{V3, mixed, normal, scaled};
use super::work::{Spot, Work};
use crate::field::EdgeField;
use crate::metal::smooth;
use crate::pixels::Tile;

/// What sets soft enamel apart from hard.
#[derive(Clone, Copy)]
struct Cells {
    /// How far the colour lies below the metal, in mm.
    sunk: f32,
    /// How far from the metal the colour still climbs it, in mm.
    climb: f32,
    /// How far in from its edge a line of metal is rounded, in mm.
    round: f32,
    /// How much of an acrylic slab's sheen the polished face has.
    sweep: f32,
}

const HARD: Cells = Cells { sunk: 0.02, climb: 0.12, round: 0.05, sweep: 0.8 };
const SOFT: Cells = Cells { sunk: 0.32, climb: 0.55, round: 0.16, sweep: 0.0 };

/// The outer edge is rounded by tumbling, so far in, in mm.
const RIM: f32 = 0.45;
/// How far the field of the metal reaches, in mm.
const REACH: f32 = 1.2;

/// Colour ground flush with the metal, and polished.
pub(super) fn hard(work: &Work<'_>) -> Tile {
    enamel(work, HARD)
}

/// Colour that lies below the metal.
pub(super) fn soft(work: &Work<'_>) -> Tile {
    enamel(work, SOFT)
}

fn enamel(work: &Work<'_>, cells: Cells) -> Tile {
    let lines = work.region(GuideKind::Metal, REACH).filter(|_| work.is_front());
    // The lines were traced from pixels: without a blur their steps would glint like beads.
    let depth = lines.as_ref().map(|lines| {
        work.plane(|spot| -lines.at(spot.column, spot.row).0 / work.scale).blurred(0.045 * work.scale)
    });
    let face = Face { work, cells, lines, depth, front: Front::new(work) };
    let height = work.plane(|spot| face.height(spot)).blurred(0.035 * work.scale);
    let round = height.blurred(0.45 * work.scale);
    work.solid(|spot| face.light(spot, &height, &round))
}

struct Face<'a> {
    work: &'a Work<'a>,
    cells: Cells,
    /// The metal between the cells; all is metal without it.
    lines: Option<EdgeField>,
    /// How far into a cell each pixel lies, in mm, smoothed.
    depth: Option<Plane>,
    front: Front,
}

impl Face<'_> {
    /// How far into a cell a pixel lies, in mm: below 0 on metal.
    fn cell(&self, spot: &Spot) -> f32 {
        self.depth.as_ref().map_or(-REACH, |depth| depth.get(spot.column, spot.row))
    }

    /// The surface in pixels, 0 at the top of the lines.
    fn height(&self, spot: &Spot) -> f32 {
        let cell = self.cell(spot);
        let Cells { sunk, climb, round, .. } = self.cells;
        let line = {
            let off = (1.0 + cell.min(0.0) / round).max(0.0);
            -0.5 * round * off * off
        };
        let floor = -sunk * (0.45 * smooth(-0.02, 0.05, cell) + 0.55 * smooth(0.0, climb, cell));
        let over = (1.0 - spot.inside.max(0.0) / RIM).clamp(0.0, 0.97);
        let rim = RIM * ((1.0 - over * over).sqrt() - 1.0);
        (line + floor + rim) * self.work.scale
    }

    fn light(&self, spot: &Spot, height: &Plane, round: &Plane) -> V3 {
        let work = self.work;
        let cell = self.cell(spot);
        let slope = height.slope(spot.column, spot.row);
        let colour = (cell * work.scale + 0.5).clamp(0.0, 1.0);
        let deep =
            ((round.get(spot.column, spot.row) - height.get(spot.column, spot.row)) / work.scale).max(0.0);
        let plate = if colour < 1.0 { self.metal(spot, slope, deep) } else { [0.0; 3] };
        if colour <= 0.0 {
            return plate;
        }
        mixed(plate, self.colour(spot, slope, cell, deep), colour)
    }

    fn metal(&self, spot: &Spot, slope: [f32; 2], deep: f32) -> V3 {
        let lamp = &self.work.lamp;
        let steep = handmade(spot, normal(slope.map(|v| v * 1.3)));
        scaled(metal(lamp, steep, from_near(spot.eye), self.work.body, 0.16), 1.0 - (deep * 2.0).min(0.5))
    }

    fn colour(&self, spot: &Spot, slope: [f32; 2], cell: f32, deep: f32) -> V3 {
        let work = self.work;
        // The picture is a little soft between colour and line: the colour is read inside the cell.
        let back = (0.12 - cell).max(0.0) * work.scale;
        let out = self.lines.as_ref().map_or([0.0; 2], |lines| lines.at(spot.column, spot.row).1);
        let own = work.ink(spot.x + out[0] * back, spot.y + out[1] * back);
        let [x, y] = spot.at;
        let wave = |kind: u32| (rough(x / 7.0, y / 7.0, 2, kind) - 0.5) * 0.035;
        let surface = normal([slope[0] + wave(17), slope[1] + wave(18)]);
        // Where colour meets metal it lies in a groove as fine as a hair.
        let groove = {
            let off = (cell - 0.03) / 0.07;
            1.0 - 0.40 * libm::expf(-off * off)
        };
        let shade = (1.0 - (deep * 1.6).min(0.35)) * groove * self.shadow(spot, cell);
        let lit = 0.75 + 0.25 * work.lamp.diffuse(surface, 0.3);
        let mirror = gloss(&work.lamp, surface, spot.eye, 0.05) + self.sweep(spot);
        glossed(scaled(own, shade * lit), mirror)
    }

    /// What is left of the light where a line of metal stands before the lamp.
    fn shadow(&self, spot: &Spot, cell: f32) -> f32 {
        let Some(lines) = self.lines.as_ref().filter(|_| self.cells.sunk > 0.1 && cell < 0.6) else {
            return 1.0;
        };
        let work = self.work;
        let [kx, ky, kz] = work.lamp.key;
        let far = self.cells.sunk / kz.max(0.3) * work.scale;
        let mut blocked = 0.0;
        for step in 1..=4 {
            let reach = far * step as f32 / 4.0;
            let column = (spot.x + kx * reach).clamp(0.0, work.width as f32 - 1.0) as usize;
            let row = (spot.y + ky * reach).clamp(0.0, work.height as f32 - 1.0) as usize;
            blocked += (lines.at(column, row).0 / work.scale / 0.08 + 0.5).clamp(0.0, 1.0) / 4.0;
        }
        1.0 - 0.55 * blocked.min(1.0)
    }

    /// The soft box in a face polished flat: one band with a hard edge.
    fn sweep(&self, spot: &Spot) -> f32 {
        self.front.at(spot.x, spot.y).light * self.cells.sweep
    }
}
