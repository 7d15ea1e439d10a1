//! What a laser burns: art in plywood, and in leather.

use super::noise::{rough, scattered, soft};
use super::plane::Plane;
use super::vector::{V3, mixed, normal, plus, scaled, times};
use super::work::{Spot, Work};
use crate::metal::smooth;
use crate::pixels::Tile;

/// Passes of the laser a millimetre: they show as faint lines.
const PASSES: f32 = 4.0;

/// How much the laser has burnt, and how far its heat reached.
struct Burn {
    depth: Plane,
    heat: Plane,
}

impl Burn {
    fn of(work: &Work<'_>) -> Burn {
        let raw = work.plane(|spot| {
            let pass = 0.5 + 0.5 * libm::sinf(spot.at[1] * PASSES * std::f32::consts::TAU);
            work.inked(spot.x, spot.y) * (0.90 + 0.10 * pass)
        });
        Burn { heat: raw.blurred(0.7 * work.scale), depth: raw.blurred(0.045 * work.scale) }
    }
}

/// Birch plywood, engraved and cut.
pub(super) fn wood(work: &Work<'_>) -> Tile {
    let burn = Burn::of(work);
    work.solid(|spot| wood_light(work, spot, &burn))
}

fn wood_light(work: &Work<'_>, spot: &Spot, burn: &Burn) -> V3 {
    let [x, y] = spot.at;
    let (grain, fibre, slope) = birch(work.body, x, y);
    let depth = burn.depth.get(spot.column, spot.row);
    let heat = burn.heat.get(spot.column, spot.row);
    // Heat browns the wood round a burn before it chars it.
    let toasted = mixed(grain, times(grain, [0.62, 0.40, 0.22]), (heat * 0.45).min(0.5));
    let char = mixed([0.26, 0.115, 0.042], [0.030, 0.014, 0.007], smooth(0.25, 1.0, depth));
    let burnt = mixed(toasted, scaled(char, 0.65 + 0.7 * fibre), smooth(0.04, 0.42, depth) * 0.94);
    // The cut: soot at the arris, amber where the heat soaked in.
    let soak = spot.inside / 1.1;
    let amber = mixed(burnt, times(burnt, [0.58, 0.34, 0.17]), 0.60 * libm::expf(-soak * soak));
    let soot = smooth(0.05, 0.22, spot.inside + (soft(x / 0.5, y / 0.5, 27) - 0.5) * 0.12);
    let own = mixed([0.020, 0.011, 0.006], amber, 0.12 + 0.88 * soot);
    let [gx, gy] = burn.depth.slope(spot.column, spot.row);
    let dent = 0.28 * work.scale;
    let over = (1.0 - spot.inside.max(0.0) / 0.25).clamp(0.0, 0.9);
    let out = work.across([0.0, slope]);
    let surface = normal([
        -gx * dent + out[0] - spot.outward[0] * over * 0.4,
        -gy * dent + out[1] - spot.outward[1] * over * 0.4,
    ]);
    let sheen = (work.lamp.mirrored(surface, spot.eye, 0.8) - 0.5).max(0.0) * 0.03 * (1.0 - depth.min(1.0));
    plus(scaled(own, work.lamp.diffuse(surface, 0.25)), sheen)
}

/// Rotary-cut birch: its colour, how dark its fibre is, and how its surface falls along y.
fn birch(body: V3, x: f32, y: f32) -> (V3, f32, f32) {
    let sway = rough(x * 0.035, y * 0.09, 3, 11) * 13.0;
    let ring = 0.5 + 0.5 * libm::sinf((y * 0.55 + sway + 0.8 * rough(x * 0.02, y * 0.3, 2, 5)) * 1.25);
    let fibre = rough(x * 0.5, y * 8.0, 3, 21);
    let fine = soft(x * 1.3, y * 22.0, 23);
    let pore = smooth(0.80, 0.96, soft(x * 0.8, y * 12.0, 29));
    let late = ((ring * ring * 0.55) + (fibre - 0.5) * 0.75).clamp(0.0, 1.0);
    let pale = plus(scaled(body, 1.12), 0.02);
    let dark = times(body, [0.80, 0.68, 0.52]);
    let colour = scaled(mixed(pale, dark, late), 0.95 + 0.10 * fine);
    let pored = mixed(colour, times(colour, [0.55, 0.42, 0.30]), pore * 0.5);
    let slope = (soft(x * 1.3, y * 22.0 + 0.4, 23) - soft(x * 1.3, y * 22.0 - 0.4, 23)) * 0.10;
    (pored.map(|channel| channel.min(0.95)), fibre, slope)
}

/// Vegetable-tanned leather, engraved, its edge burnished.
pub(super) fn leather(work: &Work<'_>) -> Tile {
    let burn = Burn::of(work);
    let height = work.plane(|spot| {
        let depth = burn.depth.get(spot.column, spot.row);
        let [x, y] = spot.at;
        let skin = if work.is_front() { pebbles(x, y) } else { 0.08 * rough(x / 0.18, y / 0.18, 2, 81) };
        // Rubbed smooth at the edge.
        let smoothed = smooth(0.1, 1.0, spot.inside);
        (skin * smoothed * (1.0 - 0.7 * depth.min(1.0)) - 0.22 * depth) * work.scale
    });
    let height = height.blurred(0.05 * work.scale);
    work.solid(|spot| leather_light(work, spot, &burn, &height))
}

/// The skin's grain, in mm: cells of two sizes, with pores where they meet.
fn pebbles(x: f32, y: f32) -> f32 {
    let sway = rough(x * 0.7, y * 0.7, 2, 1) * 1.2;
    let large = scattered(x * 1.05 + sway, y * 1.05 + sway, 6);
    let small = scattered(x * 2.7 + sway, y * 2.7, 9);
    smooth(0.0, 0.28, large.next - large.near) * 0.055 + smooth(0.0, 0.3, small.next - small.near) * 0.026
}

fn leather_light(work: &Work<'_>, spot: &Spot, burn: &Burn, height: &Plane) -> V3 {
    let [x, y] = spot.at;
    let slope = height.slope(spot.column, spot.row);
    let depth = burn.depth.get(spot.column, spot.row);
    let over = (1.0 - spot.inside.max(0.0) / 1.1).clamp(0.0, 0.95);
    let round = over * over * 0.8;
    let surface =
        normal([slope[0] * 1.3 - spot.outward[0] * round, slope[1] * 1.3 - spot.outward[1] * round]);
    let cloud = rough(x / 7.0, y / 7.0, 3, 2);
    let skin = scaled(work.body, 0.84 + 0.32 * cloud);
    let rubbed = if work.is_front() { skin } else { mixed(skin, [0.50, 0.36, 0.24], 0.45) };
    let dark =
        mixed(rubbed, scaled([0.048, 0.017, 0.007], 0.8 + 0.4 * cloud), smooth(0.05, 0.9, depth) * 0.9);
    let warm = mixed(
        dark,
        times(dark, [0.55, 0.38, 0.28]),
        0.35 * smooth(0.0, 0.6, burn.heat.get(spot.column, spot.row)),
    );
    // Wax and friction darken the edge and make it shine.
    let edge = smooth(0.75, 0.1, spot.inside);
    let own = mixed(warm, scaled(work.body, 0.16), edge * 0.85);
    let seen = work.lamp.mirrored(surface, spot.eye, 0.42 - 0.2 * edge);
    let sheen = (seen - 0.62).max(0.0) * (0.075 + 0.06 * edge) * (1.0 - 0.7 * depth.min(1.0));
    plus(scaled(own, work.lamp.diffuse(surface, 0.25)), sheen)
}
