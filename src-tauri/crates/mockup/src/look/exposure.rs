//! What a camera makes of a charm: light that falls off across it, air before it, and grain.

use rayon::prelude::*;

use super::noise::scramble;
use crate::carrier::Light;
use crate::pixels::Tile;

/// Light that the side toward the lamp has more, and the other less: a lamp 0.5 m away, half filled in by the room.
const FALLOFF: f32 = 0.05;
/// Light that dust on lens and charm adds to black, of all light there is.
const HAZE: f32 = 0.012;
/// Grain, in levels of 255 at either side.
const GRAIN: f32 = 1.4;

/// Exposes a charm as a camera does, in a light.
pub(super) fn exposed(mut tile: Tile, light: Light) -> Tile {
    let [x, y] = light.across();
    let (x, y) = (-x, -y);
    let half = f64::midpoint(tile.width as f64 * f64::from(x.abs()), tile.height as f64 * f64::from(y.abs()));
    let half = (half as f32).max(1.0);
    let middle = [tile.width as f32 / 2.0, tile.height as f32 / 2.0];
    let width = tile.width;
    tile.rgba.par_chunks_mut(width).enumerate().for_each(|(row, pixels)| {
        for (column, pixel) in pixels.iter_mut().enumerate().filter(|(_, pixel)| pixel[3] > 0) {
            let away = ((column as f32 - middle[0]) * x + (row as f32 - middle[1]) * y) / half;
            let kept = 1.0 - FALLOFF * away.clamp(-1.0, 1.0);
            let cover = f32::from(pixel[3]);
            let noise = (scramble(column as i32, row as i32, 77) & 255) as f32 / 127.5 - 1.0;
            let added = (255.0 * HAZE + GRAIN * noise) * cover / 255.0;
            for value in &mut pixel[..3] {
                *value = (f32::from(*value) * kept * (1.0 - HAZE) + added).round().clamp(0.0, cover) as u8;
            }
        }
    });
    tile
}
