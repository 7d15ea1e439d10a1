//! The grid a face is drawn on: the outline's box, with the artwork and the body on it.

use kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use rayon::prelude::*;
use resvg::tiny_skia;

use super::Blank;

/// Pixels a millimetre at most: a metal line of 0.25 mm is then 7 pixels wide.
const FINEST: f64 = 30.0;
/// Pixels a millimetre at least, however coarse the artwork.
const COARSEST: f64 = 12.0;
/// Most pixels of a grid: a face is made in a fraction of a second.
const MOST_PIXELS: f64 = 1.0e6;

/// A grid over the outline's box. Its pixels are counted row by row.
pub(super) struct Grid {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) per_mm: f64,
    /// The artwork, straight alpha, averaged over each pixel.
    pub(super) art: Vec<[u8; 4]>,
    /// How much of each pixel the body covers: the outline without holes and cut-outs.
    pub(super) body: Vec<u8>,
}

impl Grid {
    /// The grid over a blank.
    pub(super) fn over(blank: &Blank<'_>) -> Grid {
        let size = blank.outline.size;
        let art_per_mm = 1.0 / blank.pixels_to_mm.as_coeffs()[0];
        let wanted = if blank.subject.picture.vector().is_some() { FINEST } else { art_per_mm };
        let most = (MOST_PIXELS / size.area().max(1.0)).sqrt();
        let per_mm = wanted.clamp(COARSEST, FINEST).min(most);
        let side = |length: f64| (length * per_mm).ceil().max(1.0) as usize;
        let (width, height) = (side(size.width), side(size.height));
        let mut grid = Grid { width, height, per_mm, art: Vec::new(), body: Vec::new() };
        grid.art = grid.sampled(blank);
        let mut body = blank.outline.cut.clone();
        body.extend(blank.outline.inner().elements().iter().copied());
        grid.body = grid.filled(&body, tiny_skia::FillRule::EvenOdd);
        grid
    }

    /// How many pixels it has.
    pub(super) fn len(&self) -> usize {
        self.width * self.height
    }

    /// The rectangle it covers, in mm.
    pub(super) fn rect(&self) -> Rect {
        Rect::new(0.0, 0.0, self.width as f64 / self.per_mm, self.height as f64 / self.per_mm)
    }

    /// From pixels to mm.
    pub(super) fn to_mm(&self) -> Affine {
        Affine::scale(1.0 / self.per_mm)
    }

    /// Whether a pixel's middle belongs to the body.
    pub(super) fn is_body(&self, pixel: usize) -> bool {
        self.body[pixel] >= 128
    }

    /// Whether a pixel shows artwork, on the body.
    pub(super) fn is_art(&self, pixel: usize) -> bool {
        self.art[pixel][3] >= 128 && self.is_body(pixel)
    }

    /// How much of each pixel a path in mm covers.
    pub(super) fn filled(&self, path: &BezPath, rule: tiny_skia::FillRule) -> Vec<u8> {
        let (width, height) = (self.width as u32, self.height as u32);
        let scaled = Affine::scale(self.per_mm) * path;
        let filled = tiny_skia::Mask::new(width, height).zip(skia_path(&scaled)).map(|(mut mask, path)| {
            mask.fill_path(&path, rule, true, tiny_skia::Transform::identity());
            mask.data().to_vec()
        });
        filled.unwrap_or_else(|| vec![0; self.len()])
    }

    /// The mean of the artwork's pixels under each pixel of the grid.
    fn sampled(&self, blank: &Blank<'_>) -> Vec<[u8; 4]> {
        let picture = &blank.subject.picture;
        let (pixels, _) = picture.rgba().as_chunks::<4>();
        let (wide, tall) = (picture.width() as usize, picture.height() as usize);
        let to_picture = blank.pixels_to_mm.inverse() * self.to_mm();
        let span = |from: f64, to: f64, most: usize| {
            let first = from.round().max(0.0) as usize;
            let past = (to.round() as usize).max(first + 1);
            first.min(most)..past.min(most)
        };
        let mut art = vec![[0; 4]; self.len()];
        art.par_chunks_mut(self.width).enumerate().for_each(|(y, row)| {
            for (x, out) in row.iter_mut().enumerate() {
                let at = |x: usize, y: usize| to_picture * Point::new(x as f64, y as f64);
                let (low, high) = (at(x, y), at(x + 1, y + 1));
                if high.x < 0.0 || high.y < 0.0 {
                    continue;
                }
                let columns = span(low.x, high.x, wide);
                let rows = span(low.y, high.y, tall);
                *out = mean(rows.flat_map(|row| &pixels[row * wide..][columns.clone()]));
            }
        });
        art
    }
}

/// The mean of pixels with straight alpha.
fn mean<'a>(pixels: impl Iterator<Item = &'a [u8; 4]>) -> [u8; 4] {
    let (mut sums, mut alphas, mut count) = ([0_u32; 3], 0_u32, 0_u32);
    for &[r, g, b, alpha] in pixels {
        let alpha = u32::from(alpha);
        for (sum, channel) in sums.iter_mut().zip([r, g, b]) {
            *sum += u32::from(channel) * alpha;
        }
        (alphas, count) = (alphas + alpha, count + 1);
    }
    if alphas == 0 {
        return [0; 4];
    }
    let [r, g, b] = sums.map(|sum| ((sum + alphas / 2) / alphas) as u8);
    [r, g, b, ((alphas + count / 2) / count) as u8]
}

fn skia_path(path: &BezPath) -> Option<tiny_skia::Path> {
    let mut builder = tiny_skia::PathBuilder::new();
    let xy = |point: Point| (point.x as f32, point.y as f32);
    for element in path.path_elements(0.01) {
        match element {
            PathEl::MoveTo(to) => builder.move_to(xy(to).0, xy(to).1),
            PathEl::LineTo(to) => builder.line_to(xy(to).0, xy(to).1),
            PathEl::QuadTo(c, to) => builder.quad_to(xy(c).0, xy(c).1, xy(to).0, xy(to).1),
            PathEl::CurveTo(c, d, to) => {
                builder.cubic_to(xy(c).0, xy(c).1, xy(d).0, xy(d).1, xy(to).0, xy(to).1);
            }
            PathEl::ClosePath => builder.close(),
        }
    }
    builder.finish()
}
