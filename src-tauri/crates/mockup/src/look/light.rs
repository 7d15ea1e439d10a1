//! The light a charm hangs in: the carrier's key light, and a photographer's studio that gloss and metal mirror.
//!
//! Directions are those of the charm's own plate: x right, y down, z out of the side that is seen. A turned
//! charm has its light and its eye turned the other way.

use std::sync::LazyLock;

use super::vector::{V3, dot, unit};
use crate::carrier::Light;
use crate::metal::smooth;

/// Where the studio's soft box stands.
const SOFT_BOX: V3 = [-0.50, -0.62, 0.605];
/// How far the camera is, in mm: near enough that a flat mirror shows more than one place of the studio.
const CAMERA: f32 = 260.0;
/// Light from all round, as a share of a face-on surface's light.
const ROOM: f32 = 0.42;

/// The light on a plate that leans to one side.
pub(super) struct Lamp {
    /// To the key light.
    pub(super) key: V3,
    /// Sine and cosine of the lean: above 0 the plate looks to the right.
    lean: [f32; 2],
    /// Turns the picture's directions so that the key light stands where the studio's soft box does.
    spin: [f32; 2],
}

impl Lamp {
    /// `light` on a plate that leans by `lean` radians about the upright.
    pub(super) fn new(light: Light, lean: f64) -> Lamp {
        let [x, y, z] = light.unit().map(|v| v as f32);
        let (sin, cos) = (libm::sin(lean) as f32, libm::cos(lean) as f32);
        let [ax, ay] = light.across();
        let [sx, sy] = [SOFT_BOX[0], SOFT_BOX[1]];
        let length = (sx * sx + sy * sy).sqrt();
        let spin = [(ax * sx + ay * sy) / length, (ax * sy - ay * sx) / length];
        Lamp { key: [x * cos - z * sin, y, x * sin + z * cos], lean: [sin, cos], spin }
    }

    /// The lean's sine: above 0 the plate looks to the right.
    pub(super) fn lean(&self) -> f32 {
        self.lean[0]
    }

    /// To the studio's strip, the weaker light at the side across from the key light.
    pub(super) fn strip(&self) -> V3 {
        let [sin, cos] = self.lean;
        let [x, y, z] = [0.80, -0.20, 0.56];
        [x * cos - z * sin, y, x * sin + z * cos]
    }

    /// To the camera, from a place so many millimetres from the middle of the plate.
    pub(super) fn eye(&self, from_middle: [f32; 2]) -> V3 {
        let [sin, cos] = self.lean;
        unit([-sin - from_middle[0] / CAMERA, -from_middle[1] / CAMERA, cos])
    }

    /// The light on a surface, 1 where it looks at the camera. `wrap` is how far light reaches round a soft body.
    pub(super) fn diffuse(&self, normal: V3, wrap: f32) -> f32 {
        let one = |cosine: f32, up: f32| {
            ROOM + (1.0 - ROOM) * ((cosine + wrap) / (1.0 + wrap)).max(0.0) + 0.10 * up
        };
        let [sin, cos] = self.lean;
        let face_on = one(self.key[2] * cos - self.key[0] * sin, 0.0);
        one(dot(normal, self.key), -normal[1]) / face_on
    }

    /// What a surface mirrors to an eye: linear light, 0.3 where it mirrors the room, above 2 the soft box.
    pub(super) fn mirrored(&self, normal: V3, eye: V3, blur: f32) -> f32 {
        let twice = 2.0 * dot(normal, eye);
        let [x, y, z] = std::array::from_fn(|k| normal[k] * twice - eye[k]);
        let [sin, cos] = self.lean;
        let (x, z) = (x * cos + z * sin, z * cos - x * sin);
        let [spin, across] = self.spin;
        studio([x * spin - y * across, x * across + y * spin, z], blur)
    }
}

/// The studio towards a direction: dim room, soft box, a strip at either side, a white card round the lens and
/// a black flag below it, without which metal looks like grey plastic.
fn studio(to: V3, blur: f32) -> f32 {
    let edge = 0.03 + blur * 0.55;
    let up = -to[1];
    let room = 0.20 + 0.34 * smooth(-0.5, 1.0, up) + 0.10 * smooth(0.15, 0.9, to[1]);
    let card = (0.44 - 1.15 * (to[0] + to[1])).clamp(0.0, 1.15) * smooth(0.50, 0.95, to[2]);
    let flag = 0.55 * smooth(0.45, 0.0, (to[1] - 0.22).abs()) * smooth(0.9, 0.2, to[2]) * (1.0 - blur);
    (room + card) * (1.0 - flag)
        + 2.6 / (1.0 + 1.5 * blur) * SOFT.seen(to, edge)
        + 1.3 / (1.0 + 3.0 * blur) * RIGHT.seen(to, edge)
        + 0.5 / (1.0 + 3.0 * blur) * LEFT.seen(to, edge)
}

/// A flat panel that gives light.
struct Panel {
    axes: [V3; 3],
    half: [f32; 2],
}

static SOFT: LazyLock<Panel> = LazyLock::new(|| Panel::new(SOFT_BOX, [0.25, -1.0, 0.0], [0.42, 0.30]));
static RIGHT: LazyLock<Panel> =
    LazyLock::new(|| Panel::new([0.92, -0.18, 0.36], [0.0, -1.0, 0.0], [0.10, 0.85]));
static LEFT: LazyLock<Panel> =
    LazyLock::new(|| Panel::new([-0.9, 0.35, 0.25], [0.0, -1.0, 0.0], [0.16, 0.5]));

impl Panel {
    fn new(at: V3, up: V3, half: [f32; 2]) -> Panel {
        let z = unit(at);
        let cross =
            |a: V3, b: V3| [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
        let x = unit(cross(up, z));
        Panel { axes: [x, cross(z, x), z], half }
    }

    /// How much of it is seen towards a direction, its rim `edge` soft.
    fn seen(&self, to: V3, edge: f32) -> f32 {
        let depth = dot(to, self.axes[2]);
        if depth <= 0.05 {
            return 0.0;
        }
        let share = |k: usize| {
            let off = (dot(to, self.axes[k]) / depth).abs();
            smooth(self.half[k] + edge, self.half[k] - edge, off)
        };
        share(0) * share(1)
    }
}

/// How much a surface mirrors at an angle of that cosine (Schlick), from `face_on`.
pub(super) fn fresnel(cosine: f32, face_on: f32) -> f32 {
    let rest = 1.0 - cosine.clamp(0.0, 1.0);
    let squared = rest * rest;
    face_on + (1.0 - face_on) * squared * squared * rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surface_that_looks_at_the_camera_keeps_its_colour() {
        let lamp = Lamp::new(Light::STUDIO, 0.0);
        assert!((lamp.diffuse([0.0, 0.0, 1.0], 0.3) - 1.0).abs() < 1e-5);
    }

    #[test]
    fn a_plate_turned_to_the_light_is_lighter_than_one_turned_away() {
        let [left, right] =
            [-0.4, 0.4].map(|lean| Lamp::new(Light::STUDIO, lean).diffuse([0.0, 0.0, 1.0], 0.2));
        assert!(left > 1.02 && right < 0.98, "{left} {right}");
    }

    #[test]
    fn metal_mirrors_the_soft_box_wherever_the_light_stands() {
        for to_light in [[-0.55, -0.60, 0.58], [0.6, -0.5, 0.6]] {
            let light = Light { to_light };
            let lamp = Lamp::new(light, 0.0);
            let half = unit([lamp.key[0], lamp.key[1], lamp.key[2] + 1.0]);
            assert!(lamp.mirrored(half, [0.0, 0.0, 1.0], 0.05) > 2.0);
        }
    }
}
