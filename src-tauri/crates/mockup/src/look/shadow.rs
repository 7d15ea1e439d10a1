//! The shadow a hanging thing throws on the surface behind it.
//!
//! Two lights throw it: the key light, whose shadow lies aside and blurs with distance, and the room,
//! whose shadow lies beneath and is wide and faint. Clear acrylic throws a weak shadow, with a faint bright
//! rim where its edges gather the light.

mod cells;

use kurbo::{Affine, Point, Rect, Vec2};

use self::cells::Cells;
use crate::carrier::{Anchor, Light};
use crate::pixels::{Tile, grain};

/// Cells a millimetre in which the key light's shadow is computed: finer than its sharpest edge.
const FINE: f64 = 4.0;
/// Cells a millimetre in which the room's shadow is computed.
const COARSE: f64 = 1.5;
/// What the key light's shadow takes away at its deepest. The backpack's own shadows take 0.25 (zip pull) to
/// 0.45 (under the webbing); paper under a slab, in a studio with much more fill, loses 0.13.
const KEY_DEPTH: f32 = 0.36;
/// What the room's shadow takes away beneath a large thing that nearly touches.
const ROOM_DEPTH: f32 = 0.16;
/// Light the edges gather, at most.
const CAUSTIC: f32 = 0.06;
/// How far aside the room's shadow lies, as a share of the key's: most of the room's light comes from above.
const ROOM_SHARE: f64 = 0.30;
/// Edges of a slab bend light a little farther aside than its own shadow reaches.
const CAUSTIC_SHARE: f64 = 1.10;
/// Shadows are not black: the cloth's own dark, cool side.
const COLOUR: [f32; 3] = [0.035, 0.035, 0.06];
/// Where carriers measure the distance: the middle of a charm, below the anchor, in mm.
const MEASURED_BELOW: f64 = 65.0;
/// Nothing comes nearer to the surface than half a plate.
const NEAREST: f64 = 1.6;
/// A charm farther off than this, in mm, is not left hanging free: bags are worn and set down leaning, and
/// charms come to lean on them.
const LEANS: f64 = 6.0;
/// The share of a farther distance that leaning leaves.
const LEANING: f64 = 0.4;

/// The surface behind what hangs at an anchor, in the anchor's millimetres: a plane.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Surface {
    /// How far it lies behind, at the reference point below the anchor.
    distance: f64,
    /// How fast that changes to the right and downwards.
    slope: Vec2,
    /// How far a shadow is thrown, per length of the distance.
    throw: Vec2,
}

impl Surface {
    /// The surface behind `anchor`.
    pub(crate) fn behind(anchor: &Anchor, light: Light) -> Surface {
        let [x, y, z] = anchor.normal;
        let slope = |v: f64| (v / z.max(0.3)).clamp(-0.35, 0.35);
        let distance = anchor.surface_distance_mm.get();
        Surface { distance, slope: Vec2::new(slope(x), slope(y)), throw: light.throw() }
    }

    /// The distance behind a point.
    fn distance(&self, at: Point) -> f64 {
        let from = at - Point::new(0.0, MEASURED_BELOW);
        let free = (self.distance + self.slope.dot(from)).max(NEAREST);
        if free > LEANS { LEANS + (free - LEANS) * LEANING } else { free }
    }

    /// The distance of what throws the shadow that falls on `at`.
    fn caster(&self, at: Point) -> f64 {
        // Where the throw is longer, the caster lies elsewhere; a second look is near enough.
        let guess = self.distance(at - self.throw * self.distance(at));
        self.distance(at - self.throw * guess)
    }
}

/// The shadow of `casters` on `surface`, of which a pixel has the share `cover`. `to_px` takes the anchor's
/// millimetres to pixels.
pub(crate) fn shadow(
    casters: &[&Tile],
    surface: Surface,
    to_px: Affine,
    cover: impl Fn(i32, i32) -> f32 + Sync,
) -> Tile {
    let union = casters.iter().map(|tile| tile.rect()).reduce(|a, b| a.union(b)).unwrap_or(Rect::ZERO);
    let cast = to_px.inverse().transform_rect_bbox(union);
    let fallen = Fallen::new(casters, cast, surface, to_px);
    let mut tile = Tile::covering(to_px.transform_rect_bbox(fallen.dark.area()));
    let to_mm = to_px.inverse();
    let dye = Dye::of(casters);
    tile.fill(|x, y| {
        let at = to_mm * Point::new(f64::from(x) + 0.5, f64::from(y) + 0.5);
        let cover = cover(x, y);
        dye.pixel(fallen.dark.at(at) * cover, fallen.bright.at(at) * cover, grain(x, y))
    });
    tile
}

/// What falls on the surface: light taken away, and light gathered.
struct Fallen {
    dark: Cells,
    bright: Cells,
}

impl Fallen {
    fn new(casters: &[&Tile], cast: Rect, surface: Surface, to_px: Affine) -> Fallen {
        let lowest = surface.distance(Point::new(cast.center().x, cast.y1));
        let middle = surface.distance(cast.center());
        let highest = surface.distance(Point::new(cast.center().x, cast.y0));
        let (near, far) = (lowest.min(middle).min(highest), lowest.max(middle).max(highest));
        let room_blur = 0.8 + 0.5 * middle;
        let blocked = Cells::blocked(casters, cast.inflate(2.0, 2.0), to_px, FINE);
        let ((key_near, key_far), (room, rim)) = rayon::join(
            || (blocked.blurred(softness(near)), blocked.blurred(softness(far))),
            || (blocked.shrunk(COARSE).blurred(room_blur), blocked.rim().blurred(0.45 + 0.05 * middle)),
        );
        let key = |at: Point| {
            let distance = surface.caster(at);
            let from = at - surface.throw * distance;
            let blend = ((distance - near) / (far - near).max(0.5)).clamp(0.0, 1.0) as f32;
            (distance, key_near.at(from) * (1.0 - blend) + key_far.at(from) * blend)
        };
        let thrown = |distance: f64| cast + surface.throw * distance;
        let margin = (3.0 * softness(far)).max(2.2 * room_blur);
        let area = cast.union(thrown(near)).union(thrown(far)).inflate(margin, margin);
        let dark = Cells::filled(area, FINE.min(to_px.as_coeffs()[0]), |at| {
            let (distance, key) = key(at);
            let beneath = room.at(at - surface.throw * (distance * ROOM_SHARE));
            1.0 - (1.0 - KEY_DEPTH * key) * (1.0 - ROOM_DEPTH * beneath)
        });
        let bright = Cells::filled(area, FINE.min(to_px.as_coeffs()[0]), |at| {
            let (distance, key) = key(at);
            CAUSTIC * rim.at(at - surface.throw * (distance * CAUSTIC_SHARE)) * (1.0 - key)
        });
        Fallen { dark, bright }
    }
}

/// How far the key light's shadow is blurred, in mm (standard deviation), at a distance: a soft box of 110 mm
/// seen from 400 mm, plus what the slab itself scatters.
fn softness(distance: f64) -> f64 {
    0.3 + 0.09 * distance
}

/// What light that comes through a coloured charm leaves on the cloth.
struct Dye {
    /// The shadow's own colour.
    dark: [f32; 3],
    /// The light that edges gather.
    bright: [f32; 3],
}

impl Dye {
    /// The dye of what is seen through: ink without white, tinted sheet. What is clear or opaque dyes nothing.
    fn of(casters: &[&Tile]) -> Dye {
        let (mut sum, mut weight) = ([0.0_f32; 3], 1e-6);
        for pixel in casters.iter().flat_map(|tile| tile.rgba.iter().step_by(7)) {
            let alpha = f32::from(pixel[3]) / 255.0;
            let through = alpha * (1.0 - alpha);
            if through > 0.05 {
                for k in 0..3 {
                    sum[k] += f32::from(pixel[k]) / 255.0 / alpha * through;
                }
                weight += through;
            }
        }
        let mean = sum.map(|value| value / weight);
        let (least, most) = mean.iter().fold((1.0_f32, 0.0_f32), |(l, m), v| (l.min(*v), m.max(*v)));
        let share = ((most - least) * 1.6).min(0.8);
        let pure = mean.map(|value| value / most.max(1e-3));
        Dye {
            dark: std::array::from_fn(|k| COLOUR[k] + (0.45 * pure[k] - COLOUR[k]) * share * 0.6),
            bright: std::array::from_fn(|k| 1.0 + (pure[k] - 1.0) * share),
        }
    }

    fn pixel(&self, dark: f32, bright: f32, grain: f32) -> [f32; 4] {
        if dark < 0.003 && bright < 0.003 {
            return [0.0; 4];
        }
        let dark = (dark + (grain - 0.5) / 255.0).max(0.0);
        let alpha = dark + bright - dark * bright;
        let colour = |k: usize| self.bright[k] * bright + self.dark[k] * dark * (1.0 - bright);
        [colour(0), colour(1), colour(2), alpha]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(pixel: [u8; 4]) -> Tile {
        Tile { x: 0, y: 0, width: 20, height: 20, rgba: vec![pixel; 400] }
    }

    #[test]
    fn red_ink_without_white_dyes_its_shadow_and_clear_or_solid_sheets_do_not() {
        let red = Dye::of(&[&sheet([140, 20, 20, 160])]).pixel(0.3, 0.0, 0.5);
        assert!(red[0] > 2.0 * red[1], "{red:?}");
        for plain in [[12, 18, 20, 20], [255, 0, 0, 255]] {
            let shadow = Dye::of(&[&sheet(plain)]).pixel(0.3, 0.0, 0.5);
            assert!(shadow[0] < 1.3 * shadow[1], "{plain:?}: {shadow:?}");
        }
    }
}
