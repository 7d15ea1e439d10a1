//! A tin badge: a print under film, drawn over a shell and round its rim.

use super::noise::rough;
use super::polish::{from_near, gloss, glossed, handmade, metal};
use super::vector::{V3, mixed, normal, plus, scaled, unit};
use super::work::{Spot, Work};
use crate::metal::smooth;
use crate::pixels::Tile;

/// How far in the shell curves down to its rim, in mm.
const SHOULDER: f32 = 5.5;
/// How high the shoulder is, in mm.
const DROP: f32 = 2.4;
/// Tin plate.
const TIN: V3 = [0.72, 0.73, 0.75];

/// The badge's front, or its back of bare tin.
pub(super) fn badge(work: &Work<'_>) -> Tile {
    if work.is_front() { work.solid(|spot| front(work, spot)) } else { work.solid(|spot| back(work, spot)) }
}

/// How far in a badge's field must reach, in mm.
pub(super) const REACH: f32 = SHOULDER + 1.0;

fn front(work: &Work<'_>, spot: &Spot) -> V3 {
    let surface = shell(spot);
    let own = work.ink(spot.x, spot.y);
    let shade = work.lamp.diffuse(surface, 0.35);
    // Film on card is never quite taut.
    let [x, y] = spot.at;
    let wave = |kind: u32| (rough(x / 11.0, y / 11.0, 2, kind) - 0.5) * 0.03;
    let film = unit([surface[0] + wave(61), surface[1] + wave(62), surface[2]]);
    let mirror = gloss(&work.lamp, film, spot.eye, 0.06) * 1.5;
    let fold = 1.0 - 0.45 * smooth(0.5, 0.0, spot.inside);
    plus(glossed(scaled(own, shade * fold), 0.0), mirror)
}

/// The shell's normal: flat in the middle, round at the shoulder.
fn shell(spot: &Spot) -> V3 {
    let off = (1.0 - spot.inside.max(0.0) / SHOULDER).clamp(0.0, 0.97);
    let steep = DROP / SHOULDER * off * off / (1.0 - off * off).sqrt() * 2.2;
    // Outwards the surface falls.
    normal([-spot.outward[0] * steep, -spot.outward[1] * steep])
}

/// Bare tin, its rim rolled over, a step in where the shell is pressed on.
fn back(work: &Work<'_>, spot: &Spot) -> V3 {
    let roll = ((spot.inside - 1.6) / 1.6).clamp(-0.95, 0.95);
    let steep = if spot.inside < 3.2 { roll / (1.0 - roll * roll).sqrt() * 0.8 } else { 0.0 };
    let surface = normal([spot.outward[0] * steep, spot.outward[1] * steep]);
    let plate = metal(&work.lamp, handmade(spot, surface), from_near(spot.eye), TIN, 0.3);
    let groove = (spot.inside - 3.4) / 0.3;
    mixed(plate, [0.02; 3], 0.7 * libm::expf(-groove * groove))
}
