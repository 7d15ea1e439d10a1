//! A block of pixels on a larger grid, and how one block is laid over another.

use dangle_design::artwork::Picture;
use rayon::prelude::*;

/// A block of premultiplied sRGB pixels; its top left corner lies at `x`, `y` of a larger grid.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tile {
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) rgba: Vec<[u8; 4]>,
}

impl Tile {
    /// A transparent block that covers `rect`, whole pixels outward.
    pub(crate) fn covering(rect: kurbo::Rect) -> Tile {
        let rect = rect.expand();
        let (width, height) = (rect.width().max(1.0) as usize, rect.height().max(1.0) as usize);
        Tile { x: rect.x0 as i32, y: rect.y0 as i32, width, height, rgba: vec![[0; 4]; width * height] }
    }

    /// A picture's pixels, its top left corner at `x`, `y`.
    pub(crate) fn of(picture: &Picture, x: i32, y: i32) -> Tile {
        let rgba = picture.rgba().chunks_exact(4).map(|p| premultiply([p[0], p[1], p[2], p[3]])).collect();
        Tile { x, y, width: picture.width() as usize, height: picture.height() as usize, rgba }
    }

    /// The block's rectangle on the larger grid.
    pub(crate) fn rect(&self) -> kurbo::Rect {
        let origin = (f64::from(self.x), f64::from(self.y));
        kurbo::Rect::from_origin_size(origin, (self.width as f64, self.height as f64))
    }

    /// Computes every pixel from its place on the larger grid (column, row of the pixel's corner).
    pub(crate) fn fill(&mut self, pixel: impl Fn(i32, i32) -> [f32; 4] + Sync) {
        let (x, y, width) = (self.x, self.y, self.width);
        self.rgba.par_chunks_mut(width).enumerate().for_each(|(row, pixels)| {
            for (column, out) in pixels.iter_mut().enumerate() {
                *out = quantise(pixel(x + column as i32, y + row as i32));
            }
        });
    }

    /// Lays `other` over this block, where they overlap.
    pub(crate) fn lay(&mut self, other: &Tile) {
        let columns = other.x.max(self.x)..(other.x + other.width as i32).min(self.x + self.width as i32);
        let rows = other.y.max(self.y)..(other.y + other.height as i32).min(self.y + self.height as i32);
        if columns.is_empty() {
            return;
        }
        for y in rows {
            let below = self.span(y, &columns);
            let above = other.span(y, &columns);
            for (below, above) in self.rgba[below].iter_mut().zip(&other.rgba[above]) {
                *below = over(*above, *below);
            }
        }
    }

    /// Where the pixels of row `y` between `columns` lie in `rgba`.
    fn span(&self, y: i32, columns: &std::ops::Range<i32>) -> std::ops::Range<usize> {
        let row = (y - self.y) as usize * self.width;
        row + (columns.start - self.x) as usize..row + (columns.end - self.x) as usize
    }

    /// The alpha at a place of the larger grid, 0 to 1; nothing outside.
    pub(crate) fn alpha(&self, x: i32, y: i32) -> f32 {
        let (column, row) = (x - self.x, y - self.y);
        if column < 0 || row < 0 || column >= self.width as i32 || row >= self.height as i32 {
            return 0.0;
        }
        f32::from(self.rgba[row as usize * self.width + column as usize][3]) / 255.0
    }

    /// The pixel at a place of the larger grid, premultiplied, 0 to 1; nothing outside.
    pub(crate) fn at(&self, x: i32, y: i32) -> [f32; 4] {
        let (column, row) = (x - self.x, y - self.y);
        if column < 0 || row < 0 || column >= self.width as i32 || row >= self.height as i32 {
            return [0.0; 4];
        }
        self.rgba[row as usize * self.width + column as usize].map(|value| f32::from(value) / 255.0)
    }

    /// The same pixels with straight alpha.
    pub(crate) fn to_picture(&self) -> Picture {
        let mut straight = vec![0; self.rgba.len() * 4];
        straight
            .par_chunks_exact_mut(4)
            .zip(&self.rgba)
            .for_each(|(to, from)| to.copy_from_slice(&straighten(*from)));
        Picture::new(self.width as u32, self.height as u32, straight)
    }
}

pub(crate) fn quantise(pixel: [f32; 4]) -> [u8; 4] {
    let alpha = (pixel[3].clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
    let channel = |value: f32| ((value.clamp(0.0, 1.0) * 255.0 + 0.5) as u8).min(alpha);
    [channel(pixel[0]), channel(pixel[1]), channel(pixel[2]), alpha]
}

/// Porter and Duff's source-over, premultiplied, rounded to nearest.
pub(crate) fn over(above: [u8; 4], below: [u8; 4]) -> [u8; 4] {
    let keep = 255 - u32::from(above[3]);
    let mix = |k: usize| (u32::from(above[k]) + (u32::from(below[k]) * keep + 127) / 255).min(255) as u8;
    [mix(0), mix(1), mix(2), mix(3)]
}

/// Premultiplied from straight alpha.
fn premultiply(pixel: [u8; 4]) -> [u8; 4] {
    let alpha = u32::from(pixel[3]);
    let channel = |value: u8| ((u32::from(value) * alpha + 127) / 255) as u8;
    [channel(pixel[0]), channel(pixel[1]), channel(pixel[2]), pixel[3]]
}

/// Straight alpha from premultiplied.
pub(crate) fn straighten(pixel: [u8; 4]) -> [u8; 4] {
    let alpha = u32::from(pixel[3]);
    if alpha == 0 || alpha == 255 {
        return pixel;
    }
    let channel = |value: u8| ((u32::from(value) * 255 + alpha / 2) / alpha).min(255) as u8;
    [channel(pixel[0]), channel(pixel[1]), channel(pixel[2]), pixel[3]]
}

/// A number from 0 to 1 that is the same for the same place and looks like noise between places:
/// added below one level, it hides the steps of a soft shadow.
pub(crate) fn grain(x: i32, y: i32) -> f32 {
    let mut hash = (x as u32).wrapping_mul(0x9E37_79B1) ^ (y as u32).wrapping_mul(0x85EB_CA77);
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0x2C1B_3C6D);
    hash ^= hash >> 12;
    hash = hash.wrapping_mul(0x297A_2D39);
    hash ^= hash >> 15;
    hash as f32 / 4_294_967_296.0
}
