//! Soft PVC: each colour its own level, all edges rounded, a satin skin.

use super::noise::rough;
use super::plane::Plane;
use super::regions::{BODY, OUTSIDE, Regions};
use super::vector::{V3, normal, plus, scaled};
use super::work::{Spot, Work};
use crate::pixels::Tile;

/// How high the lowest colour stands on the base, and how much each further one, in mm.
const LEVEL: f32 = 0.30;
const STEP: f32 = 0.22;
/// How soft the step between two levels is, in mm.
const SOFT: f32 = 0.20;
/// How far in the outer edge is rounded, in mm.
const ROUND: f32 = 0.9;

/// Poured and moulded rubber.
pub(super) fn moulded(work: &Work<'_>) -> Tile {
    let regions = Regions::of(work);
    let order = regions.by_use();
    // The most used colour lies lowest, the smallest details on top, as moulds are filled.
    let level: Vec<f32> = (0..order.len())
        .map(|place| LEVEL + STEP * order.iter().position(|&other| other == place).unwrap_or(0).min(5) as f32)
        .collect();
    let raw = work.plane(|spot| {
        let label = regions.label(spot.column, spot.row);
        let high = if label == BODY || label == OUTSIDE { 0.0 } else { level[usize::from(label)] };
        let off = (1.0 - spot.inside.max(0.0) / ROUND).clamp(0.0, 0.96);
        (high + ROUND * ((1.0 - off * off).sqrt() - 1.0)) * work.scale
    });
    let height = raw.blurred(SOFT * work.scale);
    let wide = height.blurred(0.8 * work.scale);
    work.solid(|spot| light(work, spot, &height, &wide))
}

fn light(work: &Work<'_>, spot: &Spot, height: &Plane, wide: &Plane) -> V3 {
    let [x, y] = spot.at;
    let slope = height.slope(spot.column, spot.row);
    let pits = |kind: u32| (rough(x / 0.22, y / 0.22, 2, kind) - 0.5) * 0.035;
    let surface = normal([slope[0] + pits(3), slope[1] + pits(4)]);
    let above = (height.get(spot.column, spot.row) - wide.get(spot.column, spot.row)) / work.scale;
    let hollow = 1.0 + (above * 0.9).clamp(-0.45, 0.10);
    let own = work.ink(spot.x, spot.y).map(|channel| channel.min(0.86));
    let sheen = (work.lamp.mirrored(surface, spot.eye, 0.55) - 0.72).max(0.0) * 0.085;
    plus(scaled(own, work.lamp.diffuse(surface, 0.35) * hollow), sheen)
}
