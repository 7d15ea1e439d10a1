//! Links of polished round wire, as the studio would light them.

use kurbo::{Affine, Point, Rect, Vec2};

use super::finish::FinishLook;
use super::relief::{SAMPLES, Turned};
use crate::pixels::Tile;

/// How far rings that hang across the picture are turned to the viewer: they never hang quite edge-on.
const ACROSS_YAW_DEG: f64 = 24.0;
/// How far links that lie along the picture are turned away.
const ALONG_YAW_DEG: f64 = 74.0;
/// Nearer to the wire than this counts as on it, in mm: a fiftieth of a pixel at 20 px/mm.
const TOUCH: f32 = 0.001;
/// Steps a ray takes at most; near misses along the wire need the most, about 40.
const STEPS: usize = 64;

/// Which part of a link is drawn: a link that lies across the picture passes through what it holds,
/// so its far half is drawn first and its near half last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    /// Behind the plane of clasp and charm.
    Far,
    /// In front of it.
    Near,
    /// All of it.
    Whole,
}

/// How a link lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lie {
    /// Across the picture, seen nearly edge-on.
    Across,
    /// In the picture's plane.
    Along,
}

/// An oval link, or a ring, about its middle; x right, y down, z to the viewer, in mm.
pub(super) struct Wire {
    radius: f32,
    half_straight: f32,
    thickness: f32,
    sin: f32,
    cos: f32,
}

impl Wire {
    /// A link of that wire, so wide and long inside.
    pub(super) fn new(wire: f64, inside: f64, length: f64, lie: Lie) -> Wire {
        let yaw = match lie {
            Lie::Across => ACROSS_YAW_DEG,
            Lie::Along => ALONG_YAW_DEG,
        };
        Wire {
            radius: f64::midpoint(inside, wire) as f32,
            half_straight: ((length - inside) / 2.0) as f32,
            thickness: (wire / 2.0) as f32,
            sin: libm::sin(yaw.to_radians()) as f32,
            cos: libm::cos(yaw.to_radians()) as f32,
        }
    }

    /// Draws one half of it. `to_px` takes mm from the link's middle to pixels.
    pub(super) fn draw(&self, half: Half, finish: FinishLook, to_px: Affine) -> Tile {
        let mut tile = Tile::covering(to_px.transform_rect_bbox(self.bounds()));
        let turned = Turned::new(to_px);
        tile.fill(|x, y| {
            let mut sum = [0.0; 4];
            for sample in 0..SAMPLES * SAMPLES {
                let at = turned.sample(x, y, sample);
                if let Some(normal) = self.hit(at.x as f32, at.y as f32, half) {
                    let colour = finish.polished(turned.seen(normal));
                    for k in 0..3 {
                        sum[k] += colour[k];
                    }
                    sum[3] += 1.0;
                }
            }
            sum.map(|value| value / (SAMPLES * SAMPLES) as f32)
        });
        tile
    }

    fn bounds(&self) -> Rect {
        let x = f64::from(self.radius * self.sin.abs() + self.thickness);
        let y = f64::from(self.radius + self.half_straight + self.thickness);
        Rect::from_center_size(Point::ORIGIN, Vec2::new(2.0 * x, 2.0 * y).to_size()).inflate(0.1, 0.1)
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
