//! Films: what sparkles in and through clear acrylic, wherever no white lies before it.

use dangle_design::shape::CharmShape;
use kurbo::{Affine, Point, Shape, Vec2};

use super::acrylic::acrylic;
use super::solid::mark;
use crate::carrier::Light;
use crate::field::EdgeField;
use crate::pixels::{Tile, grain, over};

/// How much of what lies behind a film covers.
const COVER: f32 = 0.55;
/// Side of a flake of glitter, in mm.
const FLAKE: f64 = 0.3;
/// How far a rainbow's colours return, in mm.
const RAINBOW: f64 = 24.0;

/// A kind of film.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Film {
    /// Flakes that glint.
    Glitter,
    /// Bands in the colours of the rainbow.
    Rainbow,
}

/// Clear acrylic with a film behind its print.
pub(crate) fn filmed(shape: &CharmShape, to_px: Affine, scale: f64, light: Light, film: Film) -> Tile {
    let mut tile = Tile::covering((to_px * &shape.outline.cut).bounding_box().inflate(1.0, 1.0));
    let local = to_px.then_translate(-Vec2::new(f64::from(tile.x), f64::from(tile.y)));
    let field = EdgeField::of(shape, local, tile.width, tile.height, 2.0);
    let body = shape.body.colour.0.map(|channel| f32::from(channel) / 255.0);
    let (to_mm, left, top) = (local.inverse(), tile.x, tile.y);
    tile.fill(|x, y| {
        let (column, row) = ((x - left) as usize, (y - top) as usize);
        let cover = (field.at(column, row).0 + 0.5).clamp(0.0, 1.0) * COVER;
        let at = to_mm * Point::new(column as f64 + 0.5, row as f64 + 0.5);
        let [r, g, b] = colour(film, body, at);
        [r * cover, g * cover, b * cover, cover]
    });
    let clear = acrylic(shape, to_px, scale, light);
    for (below, above) in tile.rgba.iter_mut().zip(&clear.rgba) {
        *below = over(*above, *below);
    }
    tile
}

fn colour(film: Film, body: [f32; 3], at: Point) -> [f32; 3] {
    match film {
        Film::Glitter => {
            let flake = grain((at.x / FLAKE).floor() as i32, (at.y / FLAKE).floor() as i32);
            let glint = if flake > 0.88 { 0.9 } else { 0.35 * (flake - 0.5) };
            body.map(|channel| (channel + glint * 0.4).clamp(0.0, 1.0))
        }
        Film::Rainbow => {
            let wave = (at.x + 0.6 * at.y) / RAINBOW + 0.25 * f64::from(mark(at.x / 9.0, at.y / 9.0));
            let hue = |shift: f64| 0.5 + 0.5 * libm::cos(std::f64::consts::TAU * (wave + shift));
            let hues = [hue(0.0), hue(1.0 / 3.0), hue(2.0 / 3.0)].map(|value| value as f32);
            std::array::from_fn(|k| (0.55 * body[k] + 0.45 * hues[k]).clamp(0.0, 1.0))
        }
    }
}
