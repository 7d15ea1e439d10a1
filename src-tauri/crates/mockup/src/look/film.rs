//! Films: what sparkles in and through clear acrylic, wherever no white lies before it.

use std::sync::LazyLock;

use super::acrylic::Slab;
use super::light::Lamp;
use super::noise::{chance, rough, scattered};
use super::vector::{V3, dot, mixed, pixel, plus, scaled, times, unit};
use super::work::{Spot, Work};
use crate::metal::smooth;
use crate::pixels::Tile;

/// How much of what lies behind a film covers.
const COVER: f32 = 0.94;
/// Sizes of the flakes of a glitter, in mm, and how much of the light each layer of them gives.
const FLAKES: [(f32, f32); 3] = [(0.34, 0.8), (0.55, 1.0), (1.05, 1.25)];
/// How far flakes are tilted from the sheet, as a slope.
const TILT: f32 = 0.75;
/// Distance between the grooves of a rainbow film, in µm.
const GROOVES: f32 = 1.35;
/// How far the lamp and the camera stand, in mm: near enough that the angle changes across a charm.
const NEAR: f32 = 190.0;

/// Clear acrylic over a sheet of glitter.
pub(super) fn glitter(work: &Work<'_>) -> Tile {
    backed(work, |spot| glitter_at(work, spot))
}

/// Clear acrylic over a rainbow film.
pub(super) fn holographic(work: &Work<'_>) -> Tile {
    backed(work, |spot| rainbow_at(work, spot))
}

/// Clear acrylic over a sheet of that light.
fn backed(work: &Work<'_>, light: impl Fn(&Spot) -> V3 + Sync) -> Tile {
    let slab = Slab::new(work);
    work.cut(|spot| {
        let [x, y] = slab.below(spot, slab.thickness);
        let printed = slab.print(spot, slab.thickness);
        let film = if printed[3] < 0.995 { pixel(light(&Spot { x, y, ..*spot }), COVER) } else { [0.0; 4] };
        slab.shade(spot, film, printed)
    })
}

fn glitter_at(work: &Work<'_>, spot: &Spot) -> V3 {
    let lamp = &work.lamp;
    let base = scaled(work.body, 0.42 + 0.16 * rough(spot.at[0] / 3.0, spot.at[1] / 3.0, 2, 71));
    let mut seen = base;
    for (layer, &(size, strength)) in FLAKES.iter().enumerate() {
        let kind = 40 + 10 * layer as u32;
        let found = scattered(spot.at[0] / size, spot.at[1] / size, kind);
        let [cx, cy] = found.cell;
        // The large flakes are few.
        if chance(cx, cy, kind + 1) < [0.10, 0.30, 0.86][layer] {
            continue;
        }
        let cover = flake(found.offset, chance(cx, cy, kind + 2), size * work.scale);
        let tilt = work.across([
            (chance(cx, cy, kind + 3) + chance(cx, cy, kind + 5) - 1.0) * TILT,
            (chance(cx, cy, kind + 4) + chance(cx, cy, kind + 6) - 1.0) * TILT,
        ]);
        let light = flake_light(lamp, spot.eye, tilt, chance(cx, cy, kind + 7));
        let own = times(light, mixed([1.0; 3], work.body, 0.5));
        seen = mixed(seen, scaled(own, strength), cover);
    }
    seen.map(|channel| 1.0 - libm::expf(-1.15 * channel))
}

/// How much of a pixel a hexagonal flake covers; `offset` is measured in cells of `size` pixels.
fn flake(offset: [f32; 2], turn: f32, size: f32) -> f32 {
    let (sin, cos) = libm::sincosf(turn * std::f32::consts::FRAC_PI_3);
    let (x, y) = (offset[0] * cos - offset[1] * sin, offset[0] * sin + offset[1] * cos);
    let across = (x.abs() * 0.866 + y.abs() * 0.5).max(y.abs());
    ((0.44 - across) * size + 0.5).clamp(0.0, 1.0)
}

/// A flake's light: a mirror that flashes where it shows the lamp, tinted by its coating.
fn flake_light(lamp: &Lamp, eye: V3, tilt: [f32; 2], coating: f32) -> V3 {
    let surface = unit([tilt[0], tilt[1], 1.0]);
    let room = lamp.mirrored(surface, eye, 0.12);
    let half = unit([lamp.key[0] + eye[0], lamp.key[1] + eye[1], lamp.key[2] + eye[2]]);
    let flash = smooth(0.975, 0.999, dot(surface, half)) * 9.0;
    let tint = hue(coating * 0.9 + 0.4 * dot(surface, eye));
    plus(times(mixed([0.9; 3], tint, 0.55), [0.20 + 0.75 * room; 3]), flash)
}

/// The colours of the rainbow, evenly bright, once round for each whole number.
fn hue(turn: f32) -> V3 {
    let wave = |shift: f32| 0.55 + 0.45 * libm::cosf(std::f32::consts::TAU * (turn + shift));
    [wave(0.0), wave(0.667), wave(0.333)]
}

/// Light that the film's grooves send to the eye: each order shows the colour whose waves meet there.
fn rainbow_at(work: &Work<'_>, spot: &Spot) -> V3 {
    let [x, y] = spot.at;
    // The film is never quite flat, nor its grooves quite straight: the bands flow.
    let flow = |kind: u32| rough(x / 16.0 + 3.0, y / 16.0, 2, kind) - 0.5;
    let streak = rough(x / 1.1 + y / 9.0, y / 14.0, 2, 97) - 0.5;
    let turn = 0.62 + flow(92) * 1.1 + streak * 0.10;
    let (sin, cos) = libm::sincosf(turn);
    let grooves = work.across([cos, sin]);
    let crossed = work.across([-sin, cos]);
    let lamp = &work.lamp;
    let size = work.shape.outline.size;
    let from_middle = work.across([x - size.width as f32 / 2.0, y - size.height as f32 / 2.0]);
    let path = |along: [f32; 2], lit: V3| {
        let toward = |k: usize| lit[k] + spot.eye[k] - 2.0 * from_middle[k] / NEAR;
        (toward(0) * along[0] + toward(1) * along[1]).abs() * GROOVES * 1000.0
    };
    let spectrum = |length: f32| {
        (1..=3).fold([0.0; 3], |seen: V3, order| {
            let colour = wavelength(length / order as f32);
            std::array::from_fn(|k| seen[k] + colour[k] * [0.0, 1.0, 0.7, 0.4][order])
        })
    };
    let (first, second) = (spectrum(path(grooves, lamp.key)), spectrum(path(crossed, lamp.key)));
    // The strip at the other side lights it too: some colour shows from every angle.
    let third = spectrum(path(grooves, lamp.strip()));
    let tilt = [flow(93) * 0.16 + streak * 0.03, flow(94) * 0.16];
    let silver = lamp.mirrored(unit([tilt[0], tilt[1], 1.0]), spot.eye, 0.35);
    let sheet = scaled(work.body, 0.14 + 0.36 * silver);
    let seen: V3 = std::array::from_fn(|k| sheet[k] + 0.90 * first[k] + 0.42 * second[k] + 0.30 * third[k]);
    seen.map(|channel| 1.0 - libm::expf(-1.35 * channel))
}

/// Linear light of one wavelength, in nm: three bells in place of the eye's curves, in steps of 1 nm.
fn wavelength(nm: f32) -> V3 {
    /// From where to where there is any light, in nm.
    const SEEN: [f32; 2] = [350.0, 760.0];
    static TABLE: LazyLock<Vec<V3>> = LazyLock::new(|| {
        let light = |step: usize| {
            let bell = |middle: f32, width: f32| {
                let off = (SEEN[0] + step as f32 - middle) / width;
                libm::expf(-off * off)
            };
            [bell(608.0, 52.0) + 0.18 * bell(425.0, 24.0), bell(540.0, 48.0), bell(462.0, 38.0)]
        };
        (0..=(SEEN[1] - SEEN[0]) as usize + 1).map(light).collect()
    });
    if !(SEEN[0]..SEEN[1]).contains(&nm) {
        return [0.0; 3];
    }
    let place = nm - SEEN[0];
    let step = place as usize;
    mixed(TABLE[step], TABLE[step + 1], place - step as f32)
}
