//! Cast parts that were photographed: one picture in silver, toned to every finish.

use std::sync::Arc;

use dangle_design::artwork::Picture;
use dangle_design::{Error, ErrorCode, Result};
use kurbo::{Affine, Point};
use serde::Deserialize;

use super::finish::FinishLook;
use crate::carrier::decode;
use crate::files::Files;
use crate::pixels::Tile;
use crate::resample::{Past, resize};

/// Longest side of a sprite's picture, in pixels.
const LARGEST_PX: u32 = 4096;

/// What is known of a sprite: `assets/hardware/sprites.toml`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SpriteFacts {
    /// Names it.
    pub(crate) id: String,
    /// Its picture: a file.
    pub(crate) file: String,
    /// Pixels a millimetre of its picture.
    pub(crate) px_per_mm: f64,
    /// Where it rests on what is above, in pixels of its picture.
    pub(crate) top_px: [f64; 2],
    /// Where the next part hangs.
    pub(crate) bottom_px: [f64; 2],
}

/// A sprite, decoded.
pub(crate) struct Sprite {
    facts: SpriteFacts,
    picture: Tile,
}

impl SpriteFacts {
    /// Length from joint to joint and half the width, in mm.
    pub(super) fn measures(&self) -> (f64, f64) {
        let drop = (self.bottom_px[1] - self.top_px[1]) / self.px_per_mm;
        (drop, self.top_px[0] / self.px_per_mm)
    }

    pub(super) fn fault(&self) -> Option<String> {
        let places = self.top_px.iter().chain(&self.bottom_px);
        if !places.clone().all(|value| value.is_finite()) || self.bottom_px[1] <= self.top_px[1] {
            return Some(format!("sprite \"{}\": bottom_px must lie below top_px", self.id));
        }
        let scaled = self.px_per_mm.is_finite() && (0.5..=200.0).contains(&self.px_per_mm);
        (!scaled).then(|| format!("sprite \"{}\": px_per_mm must be 0.5 to 200", self.id))
    }
}

impl Sprite {
    /// Decodes the picture of a sprite.
    ///
    /// # Errors
    /// `Store` when its picture is missing or damaged, `TooLarge` beyond 4096 px.
    pub(crate) fn decode(files: &dyn Files, facts: &SpriteFacts) -> Result<Arc<Sprite>> {
        let path = format!("hardware/{}", facts.file);
        let pixels = decode(files, &path)?.into_rgba8();
        if pixels.width().max(pixels.height()) > LARGEST_PX {
            let message = format!("{path} is too large");
            return Err(Error::new(ErrorCode::TooLarge, message, format!("Keep it within {LARGEST_PX} px.")));
        }
        let picture = Picture::new(pixels.width(), pixels.height(), pixels.into_raw());
        Ok(Arc::new(Sprite { facts: facts.clone(), picture: Tile::of(&picture, 0, 0) }))
    }

    /// The sprite in a finish. `to_px` takes mm from its upper joint to pixels.
    pub(super) fn draw(&self, finish: FinishLook, to_px: Affine) -> Tile {
        let [x, y] = self.facts.top_px;
        let to_mm = Affine::translate((-x, -y)).then_scale(1.0 / self.facts.px_per_mm);
        let to_picture = to_px * to_mm;
        let mut tile = turned(&self.picture, to_picture);
        let back = to_px.inverse();
        let (x, y, width) = (tile.x, tile.y, tile.width);
        for (index, pixel) in tile.rgba.iter_mut().enumerate() {
            let column = f64::from(x) + (index % width) as f64;
            let row = f64::from(y) + (index / width) as f64;
            *pixel = toned(*pixel, finish, back * Point::new(column, row));
        }
        tile
    }
}

/// The picture at another scale and angle.
fn turned(picture: &Tile, to_picture: Affine) -> Tile {
    let bounds = to_picture.transform_rect_bbox(picture.rect());
    let [a, b, ..] = to_picture.as_coeffs();
    if b == 0.0 && a > 0.0 {
        return resize(picture, to_picture, bounds, Past::Clear);
    }
    // First to scale, where nothing aliases, then turned.
    let scale = a.hypot(b);
    let scaled = resize(
        picture,
        Affine::scale(scale),
        Affine::scale(scale).transform_rect_bbox(picture.rect()),
        Past::Clear,
    );
    let back = to_picture.inverse().then_scale(scale);
    let mut tile = Tile::covering(bounds);
    tile.fill(|x, y| {
        let at = back * Point::new(f64::from(x) + 0.5, f64::from(y) + 0.5);
        bilinear(&scaled, at.x - 0.5, at.y - 0.5)
    });
    tile
}

fn bilinear(tile: &Tile, x: f64, y: f64) -> [f32; 4] {
    let (left, top) = (x.floor(), y.floor());
    let (tx, ty) = ((x - left) as f32, (y - top) as f32);
    let at = |dx: i32, dy: i32| tile.at(left as i32 + dx, top as i32 + dy);
    let (a, b, c, d) = (at(0, 0), at(1, 0), at(0, 1), at(1, 1));
    std::array::from_fn(|k| {
        (a[k] * (1.0 - tx) + b[k] * tx) * (1.0 - ty) + (c[k] * (1.0 - tx) + d[k] * tx) * ty
    })
}

/// A pixel of silver, so many mm from the part's upper joint, in another finish; premultiplied.
fn toned(pixel: [u8; 4], finish: FinishLook, at: Point) -> [u8; 4] {
    if pixel[3] == 0 {
        return pixel;
    }
    let alpha = f32::from(pixel[3]);
    let light =
        (0.30 * f32::from(pixel[0]) + 0.59 * f32::from(pixel[1]) + 0.11 * f32::from(pixel[2])) / alpha;
    let colour = finish.tone(light.min(1.0), at.x as f32, at.y as f32);
    let channel = |k: usize| (colour[k] * alpha + 0.5) as u8;
    [channel(0), channel(1), channel(2), pixel[3]]
}
