//! A drop of clear resin on a printed slab: it magnifies a little, and carries the soft box as a soft patch.

use dangle_design::shape::GuideKind;

use super::acrylic::{LIGHT, SHADE, Slab, lay};
use super::light::fresnel;
use super::noise::rough;
use super::plane::Plane;
use super::swell::swollen;
use super::vector::{dot, normal};
use super::work::{Spot, Work};
use crate::metal::smooth;
use crate::pixels::Tile;

/// How high the drop stands, in mm.
const HEIGHT: f32 = 3.2;
/// How far in surface tension draws its edge, in mm.
const BEAD: f32 = 3.2;

/// How far in the drop's shoulder shows the soft box, in mm.
const SHOULDER: f32 = 7.0;

/// Acrylic with resin over its print.
pub(super) fn domed(work: &Work<'_>) -> Tile {
    let slab = Slab::new(work);
    let drop = work.region(GuideKind::Dome, SHOULDER).filter(|_| work.is_front());
    let Some(drop) = drop else { return super::acrylic::clear(work) };
    let inside = work.plane(|spot| (drop.at(spot.column, spot.row).0 + 0.5).clamp(0.0, 1.0));
    let skin = swollen(&inside);
    // A drop is steep at its edge and nearly flat on top: more so than a skin under even pressure.
    let high = Plane::filled(work.width, work.height, |column, row| {
        let bead = smooth(0.0, BEAD, drop.at(column, row).0 / work.scale);
        HEIGHT * work.scale * (0.70 * libm::powf(skin.get(column, row).max(0.0), 0.65) + 0.30 * bead.sqrt())
    })
    .blurred(0.22 * work.scale);
    work.cut(|spot| {
        let (distance, outward) = drop.at(spot.column, spot.row);
        let depth = distance / work.scale;
        let slope = high.slope(spot.column, spot.row);
        let cover = (depth * work.scale + 0.5).clamp(0.0, 1.0);
        let lens = Spot {
            x: spot.x + slope[0] * 0.45 * work.scale * cover,
            y: spot.y + slope[1] * 0.45 * work.scale * cover,
            ..*spot
        };
        let printed = slab.print(&lens, slab.thickness * 0.6);
        let mut seen = slab.shade(&Spot { inside: spot.inside, ..*spot }, [0.0; 4], printed);
        resin(work, spot, slope, depth, cover, &mut seen);
        crescents(work, spot, outward, depth, &mut seen);
        seen
    })
}

/// What the drop adds: light that it gathers opposite the lamp, its mirror of the studio, the line round it.
fn resin(work: &Work<'_>, spot: &Spot, slope: [f32; 2], depth: f32, cover: f32, seen: &mut [f32; 4]) {
    let lamp = &work.lamp;
    let n = normal(slope);
    let away = -(n[0] * lamp.key[0] + n[1] * lamp.key[1]);
    let steep = smooth(0.02, 0.35, 1.0 - n[2]);
    lay(seen, LIGHT, cover * (0.20 * away.max(0.0) * steep));
    lay(seen, SHADE, cover * (0.16 * (-away).max(0.0) * steep));
    let mirrored = lamp.mirrored(n, spot.eye, 0.14);
    let faint = (mirrored - 0.75).max(0.0) * fresnel(dot(n, spot.eye), 0.045) * 1.6;
    let patch = (mirrored - 1.2).max(0.0) * 0.22;
    lay(seen, LIGHT, cover * (faint + patch).min(0.88));
    // The meniscus: a dark hair where the drop ends, a light one inside it.
    let ring =
        |near: f32, far: f32| smooth(near - 0.05, near + 0.02, depth) * smooth(far + 0.05, far - 0.02, depth);
    lay(seen, SHADE, 0.22 * ring(0.0, 0.12));
    lay(seen, LIGHT, 0.22 * ring(0.16, 0.34));
}

/// The soft box as the round shoulder of the drop shows it: a soft crescent on the lit side, a faint one across.
fn crescents(work: &Work<'_>, spot: &Spot, outward: [f32; 2], depth: f32, seen: &mut [f32; 4]) {
    let [kx, ky] = [work.lamp.key[0], work.lamp.key[1]];
    let length = (kx * kx + ky * ky).sqrt().max(1e-3);
    let facing = (outward[0] * kx + outward[1] * ky) / length;
    let [x, y] = spot.at;
    let sway = (rough(x / 9.0, y / 9.0, 2, 19) - 0.5) * 0.6;
    let band = |from: f32, to: f32, soft: f32| {
        smooth(from - soft, from + soft, depth + sway) * smooth(to + soft, to - soft, depth + sway)
    };
    lay(seen, LIGHT, 0.62 * band(2.4, 4.4, 0.70) * smooth(0.70, 0.97, facing));
    lay(seen, LIGHT, 0.22 * band(0.9, 1.5, 0.35) * smooth(0.55, 0.95, -facing));
}
