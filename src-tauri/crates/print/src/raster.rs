//! The artwork on the plates' pixel grid: resampled once, at the resolution of the plates.

use dangle_design::artwork::Picture;
use dangle_design::units::px_per_mm;
use kurbo::{Point, Rect};
use rayon::prelude::*;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

/// A grid of square pixels over the page, in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Grid {
    /// Its top left corner.
    pub(crate) origin: Point,
    /// Columns.
    pub(crate) width: usize,
    /// Rows.
    pub(crate) height: usize,
    /// Pixels a millimetre.
    pub(crate) per_mm: f64,
}

impl Grid {
    /// The smallest grid that covers `frame` from its top left on, at `dpi` pixels an inch.
    pub(crate) fn over(frame: Rect, dpi: f64) -> Grid {
        let per_mm = px_per_mm(dpi);
        // A thousandth of a pixel is none: it would be a row of nothing, from the last bits of a length.
        let count = |mm: f64| ((mm * per_mm - 1e-3).ceil() as usize).max(1);
        Grid { origin: frame.origin(), width: count(frame.width()), height: count(frame.height()), per_mm }
    }

    /// Left, top, width and height in millimetres.
    pub(crate) fn frame_mm(&self) -> [f64; 4] {
        let side = |pixels: usize| pixels as f64 / self.per_mm;
        [self.origin.x, self.origin.y, side(self.width), side(self.height)]
    }

    /// The same grid mirrored about the middle of an outline of that width.
    pub(crate) fn mirrored(self, width: f64) -> Grid {
        let origin = Point::new(width - self.frame().x1, self.origin.y);
        Grid { origin, ..self }
    }

    /// What its pixels cover, in millimetres.
    pub(crate) fn frame(&self) -> Rect {
        let size = kurbo::Size::new(self.width as f64, self.height as f64) / self.per_mm;
        Rect::from_origin_size(self.origin, size)
    }
}

/// The artwork, whose whole rectangle is `at`, on the grid: straight-alpha sRGB.
///
/// Vector art is drawn at the grid's own resolution, everything in one flat picture: blending happens in
/// sRGB, as it was drawn, and never on the press (blended in CMYK it was off by ΔE 12 to 25).
pub(crate) fn on_grid(picture: &Picture, vector: Option<&usvg::Tree>, at: Rect, grid: &Grid) -> Vec<[u8; 4]> {
    match vector.and_then(|tree| draw(tree, at, grid)) {
        Some(pixels) => pixels,
        None => resample(picture, at, grid),
    }
}

fn draw(tree: &usvg::Tree, at: Rect, grid: &Grid) -> Option<Vec<[u8; 4]>> {
    let mut pixmap = Pixmap::new(u32::try_from(grid.width).ok()?, u32::try_from(grid.height).ok()?)?;
    resvg::render(tree, on_pixels(at, tree.size(), grid), &mut pixmap.as_mut());
    Some(straight(&pixmap))
}

/// From a drawing's own units to the grid's pixels, where its whole page is `at` mm.
pub(crate) fn on_pixels(at: Rect, page: usvg::Size, grid: &Grid) -> Transform {
    let scale = |mm: f64, units: f32| (mm * grid.per_mm / f64::from(units)) as f32;
    let corner = (at.origin() - grid.origin) * grid.per_mm;
    let (sx, sy) = (scale(at.width(), page.width()), scale(at.height(), page.height()));
    Transform::from_row(sx, 0.0, 0.0, sy, corner.x as f32, corner.y as f32)
}

/// A pixmap's pixels, their colours not multiplied by their alpha.
pub(crate) fn straight(pixmap: &Pixmap) -> Vec<[u8; 4]> {
    let straight = pixmap.pixels().iter().map(|pixel| {
        let colour = pixel.demultiply();
        [colour.red(), colour.green(), colour.blue(), colour.alpha()]
    });
    straight.collect()
}

/// The source pixels one target pixel is mixed from, and their weights.
struct Taps {
    first: usize,
    weights: Vec<f32>,
}

fn resample(picture: &Picture, at: Rect, grid: &Grid) -> Vec<[u8; 4]> {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let source = multiplied(picture.rgba());
    let columns = taps(grid.width, (grid.origin.x - at.x0) * grid.per_mm, at.width() * grid.per_mm, width);
    let rows = taps(grid.height, (grid.origin.y - at.y0) * grid.per_mm, at.height() * grid.per_mm, height);
    let mut target = vec![[0; 4]; grid.width * grid.height];
    target.par_chunks_mut(grid.width).zip(&rows).for_each(|(line, taps)| {
        if taps.weights.is_empty() {
            return;
        }
        let mixed = mix_rows(&source, width, taps);
        for (pixel, taps) in line.iter_mut().zip(&columns) {
            *pixel = mix_pixels(&mixed, taps);
        }
    });
    target
}

/// Colour times alpha, so that the unseen colour of transparent pixels does not bleed into seen ones.
fn multiplied(rgba: &[u8]) -> Vec<[u8; 4]> {
    let times = |colour: u8, alpha: u8| ((u32::from(colour) * u32::from(alpha) + 127) / 255) as u8;
    let pixels = rgba.as_chunks::<4>().0;
    pixels.iter().map(|&[r, g, b, a]| [times(r, a), times(g, a), times(b, a), a]).collect()
}

/// Weights along one axis: `count` target pixels, the first `start` of them past the source's edge;
/// the whole source is `extent` target pixels long and has `length` pixels of its own.
fn taps(count: usize, start: f64, extent: f64, length: usize) -> Vec<Taps> {
    let ratio = length as f64 / extent;
    let widening = ratio.max(1.0);
    let tap = |target: usize| {
        let centre = (start + target as f64 + 0.5) * ratio;
        let reach = 2.0 * widening;
        let first = (centre - reach).floor().clamp(0.0, length as f64) as usize;
        let last = (centre + reach).ceil().clamp(0.0, length as f64) as usize;
        let weigh = |source: usize| cubic((source as f64 + 0.5 - centre) / widening);
        let weights: Vec<f64> = (first..last).map(weigh).collect();
        // What lies past the picture's edge counts as transparent, so the sum is that of the endless row.
        let sum: f64 = endless_sum(centre, widening);
        Taps { first, weights: weights.iter().map(|weight| (weight / sum) as f32).collect() }
    };
    (0..count).map(tap).collect()
}

fn endless_sum(centre: f64, widening: f64) -> f64 {
    let (first, last) = ((centre - 2.0 * widening).floor() as i64, (centre + 2.0 * widening).ceil() as i64);
    (first..last).map(|source| cubic((source as f64 + 0.5 - centre) / widening)).sum()
}

/// Catmull and Rom's cubic: passes through the samples, so artwork at the plates' own resolution is
/// left as it is (Keys 1981, "Cubic convolution interpolation", a = -1/2).
fn cubic(x: f64) -> f64 {
    let x = x.abs();
    if x < 1.0 {
        (1.5 * x - 2.5) * x * x + 1.0
    } else if x < 2.0 {
        ((-0.5 * x + 2.5) * x - 4.0) * x + 2.0
    } else {
        0.0
    }
}

fn mix_rows(source: &[[u8; 4]], width: usize, taps: &Taps) -> Vec<[f32; 4]> {
    let mut mixed = vec![[0.0f32; 4]; width];
    for (row, &weight) in source.chunks_exact(width).skip(taps.first).zip(&taps.weights) {
        for (into, from) in mixed.iter_mut().zip(row) {
            for channel in 0..4 {
                into[channel] += f32::from(from[channel]) * weight;
            }
        }
    }
    mixed
}

fn mix_pixels(row: &[[f32; 4]], taps: &Taps) -> [u8; 4] {
    let mut sum = [0.0f32; 4];
    for (from, &weight) in row.iter().skip(taps.first).zip(&taps.weights) {
        for channel in 0..4 {
            sum[channel] += from[channel] * weight;
        }
    }
    let alpha = sum[3].clamp(0.0, 255.0).round();
    if alpha == 0.0 {
        return [0; 4];
    }
    let straight = |colour: f32| (colour.clamp(0.0, alpha) * 255.0 / alpha).round() as u8;
    [straight(sum[0]), straight(sum[1]), straight(sum[2]), alpha as u8]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32, pixel: impl Fn(u32, u32) -> [u8; 4]) -> Picture {
        let rgba = (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).flat_map(|(x, y)| pixel(x, y));
        Picture::new(width, height, rgba.collect())
    }

    fn grid(width: usize, height: usize, x: f64, y: f64) -> Grid {
        Grid { origin: Point::new(x, y), width, height, per_mm: 1.0 }
    }

    #[test]
    fn artwork_at_the_plates_resolution_is_left_as_it_is() {
        let art = picture(16, 12, |x, y| [(x * 16) as u8, (y * 20) as u8, 77, if x > 3 { 255 } else { 0 }]);
        let pixels = on_grid(&art, None, Rect::new(2.0, 3.0, 18.0, 15.0), &grid(20, 20, 0.0, 0.0));
        for (x, y) in [(6, 5), (17, 14), (9, 9)] {
            let at = ((y - 3) * 16 + x - 2) * 4;
            assert_eq!(pixels[y * 20 + x][..], art.rgba()[at..at + 4]);
        }
        assert_eq!(pixels[0], [0; 4]);
        assert_eq!(pixels[19 * 20 + 19], [0; 4]);
    }

    #[test]
    fn transparent_green_does_not_stain_the_edge() {
        let art = picture(64, 64, |x, _| if x < 32 { [200, 30, 40, 255] } else { [0, 255, 0, 0] });
        for size in [23.0, 64.0, 150.0] {
            let pixels = on_grid(&art, None, Rect::new(0.0, 0.0, size, size), &grid(150, 150, 0.3, 0.3));
            for pixel in pixels.iter().filter(|pixel| pixel[3] > 8) {
                assert!(pixel[0] >= 180 && pixel[1] <= 60, "{pixel:?} at {size}");
            }
        }
    }

    #[test]
    fn a_flat_area_stays_flat_at_every_size() {
        let art = picture(37, 41, |_, _| [12, 200, 99, 255]);
        for size in [17.0, 40.7, 90.0] {
            let pixels = on_grid(&art, None, Rect::new(-8.0, -8.0, size, size), &grid(6, 6, 0.0, 0.0));
            assert!(pixels.iter().all(|pixel| *pixel == [12, 200, 99, 255]), "{size}");
        }
    }

    #[test]
    fn a_picture_far_from_the_grid_leaves_it_empty() {
        let art = picture(4, 4, |_, _| [255; 4]);
        let pixels = on_grid(&art, None, Rect::new(90.0, 90.0, 99.0, 99.0), &grid(8, 8, 0.0, 0.0));
        assert!(pixels.iter().all(|pixel| *pixel == [0; 4]));
    }

    #[test]
    fn vector_art_is_drawn_at_the_plates_resolution() {
        let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">
            <rect x="2" y="2" width="6" height="6" fill="#c81e28"/></svg>"##;
        let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).unwrap();
        let blank = picture(1, 1, |_, _| [0; 4]);
        let pixels =
            on_grid(&blank, Some(&tree), Rect::new(0.0, 0.0, 100.0, 100.0), &grid(100, 100, 0.0, 0.0));
        assert_eq!(pixels[19 * 100 + 50], [0; 4]);
        assert_eq!(pixels[20 * 100 + 50], [200, 30, 40, 255]);
        assert_eq!(pixels[79 * 100 + 79], [200, 30, 40, 255]);
        assert_eq!(pixels[80 * 100 + 80], [0; 4]);
    }
}
