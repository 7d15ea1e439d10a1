//! Links of polished round wire, shaded as the studio would light them.

use kurbo::{Affine, Point, Rect};

use crate::hang::Link;
use crate::pixels::Tile;

/// Which part of a link is drawn: a link that lies across the picture passes through what it holds,
/// so its far half is drawn first and its near half last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Half {
    /// Behind the plane of clasp and charm.
    Far,
    /// In front of it.
    Near,
    /// All of it.
    Whole,
}

/// Nearer to the wire than this counts as on it, in mm: a fiftieth of a pixel at 20 px/mm.
const TOUCH: f32 = 0.001;
/// Steps a ray takes at most; near misses along the wire need the most, about 40.
const STEPS: usize = 64;
/// Samples a pixel's side is divided into.
const SAMPLES: usize = 4;

/// Draws one half of `link` in a metal of that colour. `to_px` takes millimetres to pixels without turning.
pub(crate) fn draw(link: &Link, half: Half, metal: [f32; 3], to_px: Affine) -> Tile {
    let wire = Wire::new(link);
    let mut tile = Tile::covering(to_px.transform_rect_bbox(wire.bounds(link.center)));
    let to_mm = to_px.inverse();
    let scale = to_mm.as_coeffs()[0];
    tile.fill(|x, y| {
        let corner = to_mm * Point::new(f64::from(x), f64::from(y)) - link.center;
        let mut sum = [0.0; 4];
        for sample in 0..SAMPLES * SAMPLES {
            let step = |k: usize| (k as f64 + 0.5) / SAMPLES as f64 * scale;
            let at = corner + kurbo::Vec2::new(step(sample % SAMPLES), step(sample / SAMPLES));
            if let Some(normal) = wire.hit(at.x as f32, at.y as f32, half) {
                let value = to_srgb(polished(normal));
                for k in 0..3 {
                    sum[k] += value * metal[k];
                }
                sum[3] += 1.0;
            }
        }
        sum.map(|value| value / (SAMPLES * SAMPLES) as f32)
    });
    tile
}

/// A link's wire about its middle; x right, y down, z to the viewer, in mm.
struct Wire {
    radius: f32,
    half_straight: f32,
    thickness: f32,
    sin: f32,
    cos: f32,
}

impl Wire {
    fn new(link: &Link) -> Wire {
        Wire {
            radius: link.radius.get() as f32,
            half_straight: link.straight.get() as f32 / 2.0,
            thickness: link.wire.get() as f32 / 2.0,
            sin: libm::sin(link.yaw.radians()) as f32,
            cos: libm::cos(link.yaw.radians()) as f32,
        }
    }

    fn bounds(&self, center: Point) -> Rect {
        let x = f64::from(self.radius * self.sin.abs() + self.thickness);
        let y = f64::from(self.radius + self.half_straight + self.thickness);
        Rect::new(center.x - x, center.y - y, center.x + x, center.y + y).inflate(0.1, 0.1)
    }

    /// The surface's normal where a ray to the back first meets it.
    fn hit(&self, x: f32, y: f32, half: Half) -> Option<[f32; 3]> {
        let depth = self.radius + self.thickness;
        let (mut z, back) = match half {
            Half::Far => (0.0, -depth),
            Half::Near => (depth, 0.0),
            Half::Whole => (depth, -depth),
        };
        for _ in 0..STEPS {
            let (distance, normal) = self.distance(x, y, z);
            if distance < TOUCH {
                return Some(normal);
            }
            z -= distance;
            if z < back {
                return None;
            }
        }
        None
    }

    /// Distance to the wire's surface, and the direction away from it.
    fn distance(&self, x: f32, y: f32, z: f32) -> (f32, [f32; 3]) {
        let (across, off) = (x * self.sin + z * self.cos, x * self.cos - z * self.sin);
        let along = y.signum() * (y.abs() - self.half_straight).max(0.0);
        let ring = (along * along + across * across).sqrt().max(1e-6);
        let beyond = ring - self.radius;
        let length = (beyond * beyond + off * off).sqrt().max(1e-6);
        let (nu, nv, nw) = (beyond * along / ring / length, beyond * across / ring / length, off / length);
        (length - self.thickness, [nv * self.sin + nw * self.cos, nu, nv * self.cos - nw * self.sin])
    }
}

/// What polished metal shows of the studio: linear light, about 1 where a white card is reflected.
fn polished(normal: [f32; 3]) -> f32 {
    let [x, y, z] = normal;
    let z = z.max(0.0);
    let mirrored = [2.0 * z * x, 2.0 * z * y, 2.0 * z * z - 1.0];
    // Grazing metal turns to its rim's colour: dark, or edges would vanish against bright cloth.
    let rim = smooth(0.0, 0.35, z);
    studio(mirrored) * (0.25 + 0.75 * rim)
}

/// A product photographer's studio for metal: dim room, large soft box at the upper left, strip at the right,
/// white card round the lens and a black flag below it.
fn studio(to: [f32; 3]) -> f32 {
    let [x, y, z] = to;
    let room = 0.055 + 0.14 * smooth(-0.4, 1.0, -y) + 0.10 * smooth(0.2, 0.9, y);
    let card = 0.80 * smooth(0.45, 0.95, z) * (0.75 - 0.6 * (0.7 * x + 0.7 * y)).clamp(0.0, 1.3);
    let flag = 1.0 - 0.75 * smooth(0.40, 0.0, (y - 0.30).abs()) * smooth(0.85, 0.2, z);
    let soft_box = 2.1 * panel(to, [-0.52, -0.60, 0.61], 0.42);
    let strip = 0.8 * panel(to, [0.90, -0.15, 0.40], 0.22);
    (room + card) * flag + soft_box + strip
}

/// A round soft panel seen towards `at`, `size` wide: 1 in its middle.
fn panel(to: [f32; 3], at: [f32; 3], size: f32) -> f32 {
    let cosine = to[0] * at[0] + to[1] * at[1] + to[2] * at[2];
    smooth(1.0 - size * 0.75, 1.0 - size * 0.30, cosine)
}

/// Rises smoothly from 0 at `from` to 1 at `to`.
pub(crate) fn smooth(from: f32, to: f32, value: f32) -> f32 {
    let t = ((value - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// The sRGB value of linear light (IEC 61966-2-1).
fn to_srgb(linear: f32) -> f32 {
    let linear = linear.clamp(0.0, 1.0);
    if linear <= 0.003_130_8 { linear * 12.92 } else { 1.055 * libm::powf(linear, 1.0 / 2.4) - 0.055 }
}
