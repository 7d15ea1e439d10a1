//! Thread: one strand in its light, and the border of thread round a patch.

use super::light::Lamp;
use super::noise::{chance, soft};
use super::vector::{V3, dot, plus, scaled, unit};
use super::work::{Spot, Work};
use crate::metal::smooth;

/// Width of an embroidery thread as it lies, in mm (40 weight).
pub(super) const WIDTH: f32 = 0.38;

/// A place on a strand.
#[derive(Clone, Copy)]
pub(super) struct Strand {
    /// Along the strand, and how it rises.
    pub(super) along: V3,
    /// From its middle to its sides: −1 to 1.
    pub(super) across: f32,
    /// From −1 to 1 where it dives into the cloth at either end, 0 between.
    pub(super) dive: f32,
    /// How light its twist is here, 0 to 1.
    pub(super) twist: f32,
}

/// The light of a strand: round, shiny along its length as rayon is, dark between strands.
pub(super) fn strand(lamp: &Lamp, colour: V3, at: Strand) -> V3 {
    let Strand { along, across, dive, twist } = at;
    let side = unit([-along[1], along[0], 0.0]);
    let high = (1.0 - across * across * 0.92).max(0.05).sqrt();
    let round = unit([side[0] * across, side[1] * across, high]);
    let surface = unit(std::array::from_fn(|k| round[k] - along[k] * dive * 0.55));
    let cosine = (dot(surface, lamp.key) + 0.25).max(0.0) / 1.25;
    let flat = (lamp.key[2] + 0.25).max(0.0) / 1.25;
    // A hair of sheen lies where the strand is square to the half-way between lamp and eye.
    let half = unit([lamp.key[0] - lamp.lean(), lamp.key[1], lamp.key[2] + 1.0]);
    let off = dot(along, half);
    let square = (1.0 - off * off).max(0.0);
    let sheen = square * square * square * square * square * square * (1.0 - across * across);
    let fourth = across * across * across * across;
    let hidden = (1.0 - fourth * 0.46) * (1.0 - dive.abs() * 0.22);
    let lit = (0.44 + 0.64 * cosine / flat) * hidden * (0.86 + 0.18 * twist);
    // Pale thread has no room above it for sheen: it keeps its shade instead.
    plus(
        scaled(colour.map(|channel| channel.min(0.80)), lit),
        sheen * (0.055 + 0.10 * twist) * (0.42 + 0.6 * dot(colour, [0.3, 0.6, 0.1])).min(0.75),
    )
}

/// The border of thread sewn over the edge of a patch.
pub(super) struct Merrow {
    /// How wide it is, in mm.
    pub(super) width: f32,
    pub(super) colour: V3,
}

impl Merrow {
    /// The border's light and cover at a spot within it.
    pub(super) fn at(&self, work: &Work<'_>, spot: &Spot) -> (V3, f32) {
        let pitch = WIDTH * 1.12;
        let round = work.field.round(spot.column, spot.row) / work.scale;
        // Each loop leans a little to the way the patch was turned under the needle.
        let place = (round + spot.inside * 0.42) / pitch;
        let loop_number = place.floor();
        let across = (place - loop_number) * 2.0 - 1.0;
        let number = loop_number as i32;
        let profile = (spot.inside / self.width) * 2.0 - 1.0;
        let [ox, oy] = spot.outward;
        let along = unit([-ox * 0.9 + oy * 0.38, -oy * 0.9 - ox * 0.38, -profile * 1.1]);
        let twist = 0.5 + 0.5 * libm::sinf(spot.inside / 0.16 + across * 2.0 + chance(number, 1, 91) * 6.0);
        let tint = 0.93 + 0.14 * chance(number, 3, 5);
        let lit = strand(&work.lamp, scaled(self.colour, tint), Strand { along, across, dive: 0.0, twist });
        // The whole border is a cord.
        let bulge = unit([-ox * profile, -oy * profile, 0.75]).map(|v| -v);
        let cord = work.lamp.diffuse([bulge[0], bulge[1], -bulge[2]], 0.3);
        let inner = 1.0 - 0.40 * smooth(self.width - 0.40, self.width, spot.inside);
        let ragged = (chance(number, 9, 1) - 0.5) * 0.20 - 0.07 * across * across;
        let cover = ((spot.inside + ragged) * work.scale + 0.5).clamp(0.0, 1.0);
        (scaled(lit, cord * inner), cover)
    }
}

/// The twist of the plies of a strand, 0 to 1; `u` and `v` are mm along and across.
pub(super) fn plies(u: f32, v: f32, across: f32) -> f32 {
    let turn = 0.5 + 0.34 * libm::sinf(u / 0.14 + across * 2.2);
    (turn + 0.34 * (soft(u / 0.9, v / 0.09, 33) - 0.5)).clamp(0.0, 1.0)
}
