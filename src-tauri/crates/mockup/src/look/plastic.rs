//! Plastics: clear resin from a mould, shrunk sheet, layers from a printer.

use super::acrylic::{LIGHT, SHADE, Slab, lay};
use super::light::fresnel;
use super::noise::{rough, soft};
use super::plane::Plane;
use super::polish::gloss;
use super::regions::{BODY, Regions};
use super::vector::{V3, dot, encoded, linear, mixed, normal, pixel, plus, scaled};
use super::work::{Spot, Work};
use crate::metal::smooth;
use crate::pixels::Tile;

/// Cast resin is rounded all along its edge, as the mould and its skin leave it, so far in, in mm.
const CAST_EDGE: f32 = 2.4;
/// Shrunk sheet draws up to a rounded edge so wide, in mm.
const SHRUNK_EDGE: f32 = 1.2;
/// Width of the line of plastic a printer lays, in mm.
const BEAD: f32 = 0.44;
/// Lines that follow the edge of an area before it is filled.
const WALLS: f32 = 2.0;

/// The print inside clear resin.
pub(super) fn resin(work: &Work<'_>) -> Tile {
    let slab = Slab::new(work).rounder(1.5);
    work.cut(|spot| {
        let printed = slab.print(spot, slab.thickness * 0.5);
        let mut seen = slab.shade(spot, [0.0; 4], printed);
        let off = (1.0 - spot.inside.max(0.0) / CAST_EDGE).clamp(0.0, 0.96);
        let steep = 0.62 * off * off / (1.0 - off * off).sqrt();
        let [x, y] = spot.at;
        let wave = |kind: u32| (rough(x / 8.0, y / 8.0, 2, kind) - 0.5) * 0.05;
        let surface = normal([-spot.outward[0] * steep + wave(3), -spot.outward[1] * steep + wave(4)]);
        let away = -(surface[0] * work.lamp.key[0] + surface[1] * work.lamp.key[1]);
        lay(&mut seen, LIGHT, 0.30 * away.max(0.0) * off);
        lay(&mut seen, SHADE, 0.22 * (-away).max(0.0) * off);
        lay(&mut seen, LIGHT, (gloss(&work.lamp, surface, spot.eye, 0.06) * 2.2).min(0.85));
        seen
    })
}

/// Frosted sheet that the oven shrank: thick, a little wavy, its colours deep.
pub(super) fn shrunk(work: &Work<'_>) -> Tile {
    work.cut(|spot| {
        let [x, y] = spot.at;
        let wave = |kind: u32| (rough(x / 6.0, y / 6.0, 2, kind) - 0.5) * 0.22;
        let off = (1.0 - spot.inside.max(0.0) / SHRUNK_EDGE).clamp(0.0, 0.96);
        let steep = 1.1 * off * off / (1.0 - off * off).sqrt();
        let tooth = |kind: u32| (soft(x / 0.09, y / 0.09, kind) - 0.5) * 0.05;
        let surface = normal([
            -spot.outward[0] * steep + wave(11) + tooth(13),
            -spot.outward[1] * steep + wave(12) + tooth(14),
        ]);
        let lit = work.lamp.diffuse(surface, 0.6);
        // Light that wanders in the sheet comes out at the edge across from the lamp.
        let through = (-(spot.outward[0] * work.lamp.key[0] + spot.outward[1] * work.lamp.key[1])).max(0.0);
        let glow = 0.16 * off * through;
        let sheen = (work.lamp.mirrored(surface, spot.eye, 0.6) - 0.70).max(0.0) * 0.07;
        let ink = work.print.ink_at(f64::from(spot.x), f64::from(spot.y));
        let sheet = mixed(work.body, scaled(work.body, 0.86), smooth(0.8, 0.0, spot.inside));
        let cover = 0.90 + 0.08 * ink[3];
        let colour: V3 = std::array::from_fn(|k| {
            let under = encoded(sheet[k]) * (1.0 - ink[3]);
            linear((ink[k] * 0.985 + under).min(1.0))
        });
        let seen = plus(scaled(colour.map(|channel| channel.min(0.90)), lit), glow + sheen);
        pixel(seen, cover)
    })
}

/// Plastic laid line by line: round the edge of each area first, then to and fro across it.
pub(super) fn layered(work: &Work<'_>) -> Tile {
    let regions = Regions::of(work);
    let height = work.plane(|spot| line_height(&regions, spot) * work.scale).blurred(0.03 * work.scale);
    work.solid(|spot| layered_light(work, spot, &height))
}

/// How high the plastic stands at a spot, in mm: each line is a flat bead.
fn line_height(regions: &Regions, spot: &Spot) -> f32 {
    let depth = regions.depth.get(spot.column, spot.row).min(spot.inside.max(0.0));
    let walls = depth < WALLS * BEAD;
    let place = if walls {
        depth / BEAD
    } else {
        let label = regions.label(spot.column, spot.row);
        let side = if label == BODY || label.is_multiple_of(2) { 1.0 } else { -1.0 };
        let wobble = (rough(spot.at[0] / 4.0, spot.at[1] / 4.0, 2, 31) - 0.5) * 0.08;
        (spot.at[0] * side + spot.at[1]) * std::f32::consts::FRAC_1_SQRT_2 / BEAD + wobble
    };
    let off = (place - place.floor()) * 2.0 - 1.0;
    let bead = 0.10 * ((1.0 - off * off * 0.92).sqrt() - 1.0);
    let over = (1.0 - spot.inside.max(0.0) / 0.3).clamp(0.0, 0.95);
    let seam = 0.05 * smooth(0.10, 0.0, (depth - WALLS * BEAD).abs());
    bead - seam + 0.3 * ((1.0 - over * over).sqrt() - 1.0)
}

fn layered_light(work: &Work<'_>, spot: &Spot, height: &Plane) -> V3 {
    let slope = height.slope(spot.column, spot.row);
    let surface = normal(slope);
    let [x, y] = spot.at;
    let own = work.ink(spot.x, spot.y).map(|channel| channel.min(0.84));
    let groove = 1.0 + (height.get(spot.column, spot.row) / work.scale * 1.6).clamp(-0.25, 0.0);
    let tint = 0.98 + 0.04 * rough(x / 9.0, y / 0.9, 2, 33);
    let seen = work.lamp.mirrored(surface, spot.eye, 0.40);
    let sheen = (seen - 0.72).max(0.0) * (0.045 + 0.6 * fresnel(dot(surface, spot.eye), 0.03));
    plus(scaled(own, work.lamp.diffuse(surface, 0.3) * groove * tint * 1.02), sheen)
}
