//! Pictures sampled at another scale and angle.

mod resize;

pub(crate) use resize::{Past, resize};

use dangle_design::artwork::Picture;
use rayon::prelude::*;

/// A picture made ready to be sampled at one scale: shrunk by a whole factor so that no detail aliases,
/// then read by Catmull-Rom splines. Premultiplied, 0 to 1; transparent outside.
pub(crate) struct Sampler {
    width: i32,
    height: i32,
    /// Pixels of the picture in one of ours.
    factor: f64,
    pixels: Vec<[f32; 4]>,
}

impl Sampler {
    /// For reading `picture` at steps of about `step` of its pixels.
    pub(crate) fn new(picture: &Picture, step: f64) -> Sampler {
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let factor = (step.round().max(1.0) as usize).min(width.min(height).max(1));
        let (columns, rows) = (width.div_ceil(factor), height.div_ceil(factor));
        let mut pixels = vec![[0.0; 4]; columns * rows];
        pixels.par_chunks_mut(columns).enumerate().for_each(|(row, out)| {
            let lines = row * factor..((row + 1) * factor).min(height);
            for (column, out) in out.iter_mut().enumerate() {
                let across = column * factor..((column + 1) * factor).min(width);
                *out = mean(picture, across, lines.clone(), factor);
            }
        });
        Sampler { width: columns as i32, height: rows as i32, factor: factor as f64, pixels }
    }

    /// The picture at a point of its own pixel grid (pixel corners at whole numbers).
    pub(crate) fn at(&self, x: f64, y: f64) -> [f32; 4] {
        let (x, y) = (x / self.factor - 0.5, y / self.factor - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (left_px, top_px) = (left as i32, top as i32);
        if left_px < -2 || top_px < -2 || left_px > self.width || top_px > self.height {
            return [0.0; 4];
        }
        let (wx, wy) = (catmull_rom((x - left) as f32), catmull_rom((y - top) as f32));
        let mut sum = [0.0; 4];
        for (dy, wy) in (-1..3).zip(wy) {
            let row = self.row(left_px, top_px + dy, wx);
            for k in 0..4 {
                sum[k] += row[k] * wy;
            }
        }
        let alpha = sum[3].clamp(0.0, 1.0);
        [sum[0].clamp(0.0, alpha), sum[1].clamp(0.0, alpha), sum[2].clamp(0.0, alpha), alpha]
    }

    /// The pixel at a point of the picture's own grid.
    pub(crate) fn nearest(&self, x: f64, y: f64) -> [f32; 4] {
        let (column, row) = ((x / self.factor).floor() as i32, (y / self.factor).floor() as i32);
        let within = (0..self.width).contains(&column) && (0..self.height).contains(&row);
        if within { self.pixels[(row * self.width + column) as usize] } else { [0.0; 4] }
    }

    fn row(&self, left: i32, y: i32, weights: [f32; 4]) -> [f32; 4] {
        let mut sum = [0.0; 4];
        if y < 0 || y >= self.height {
            return sum;
        }
        for (x, weight) in (left - 1..).zip(weights) {
            if x >= 0 && x < self.width {
                let pixel = self.pixels[(y * self.width + x) as usize];
                for k in 0..4 {
                    sum[k] += pixel[k] * weight;
                }
            }
        }
        sum
    }
}

/// The mean of a block of at most `factor` × `factor` pixels, premultiplied; what lies past the picture's
/// edge counts as transparent.
fn mean(
    picture: &Picture,
    columns: std::ops::Range<usize>,
    rows: std::ops::Range<usize>,
    factor: usize,
) -> [f32; 4] {
    // One line of a block fits 32 bits: 66 000 pixels would be too many, and no picture is that wide.
    let mut sum = [0_u64; 4];
    for row in rows {
        let start = (row * picture.width() as usize + columns.start) * 4;
        let (pixels, _) = picture.rgba()[start..start + columns.len() * 4].as_chunks::<4>();
        let mut line = [0_u32; 4];
        for &[r, g, b, alpha] in pixels {
            let alpha = u32::from(alpha);
            line[0] += u32::from(r) * alpha;
            line[1] += u32::from(g) * alpha;
            line[2] += u32::from(b) * alpha;
            line[3] += alpha;
        }
        for k in 0..3 {
            sum[k] += u64::from(line[k]);
        }
        sum[3] += u64::from(line[3]) * 255;
    }
    let scale = 1.0 / (255.0 * 255.0 * (factor * factor) as f32);
    sum.map(|value| value as f32 * scale)
}

/// Weights of the four neighbours at `t` between the middle two.
fn catmull_rom(t: f32) -> [f32; 4] {
    [catmull_rom_at(t + 1.0), catmull_rom_at(t), catmull_rom_at(1.0 - t), catmull_rom_at(2.0 - t)]
}

/// The spline of Catmull and Rom (1974) at a distance from its middle.
fn catmull_rom_at(distance: f32) -> f32 {
    let d = distance.abs();
    if d < 1.0 {
        (1.5 * d - 2.5) * d * d + 1.0
    } else if d < 2.0 {
        ((-0.5 * d + 2.5) * d - 4.0) * d + 2.0
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flat_picture_stays_flat_at_any_scale() {
        let picture = Picture::new(40, 30, [200, 100, 50, 255].repeat(40 * 30));
        for step in [0.3, 1.0, 2.6, 7.0] {
            let [r, g, b, a] = Sampler::new(&picture, step).at(20.3, 14.8);
            for (found, meant) in [(r, 200.0), (g, 100.0), (b, 50.0), (a, 255.0)] {
                assert!((found * 255.0 - meant).abs() < 0.01, "step {step}: {found}");
            }
        }
    }

    #[test]
    fn outside_the_picture_is_nothing() {
        let picture = Picture::new(8, 8, vec![255; 8 * 8 * 4]);
        let sampler = Sampler::new(&picture, 1.0);
        assert!(sampler.at(-9.0, 4.0)[3] <= 0.0);
        assert!(sampler.at(4.0, 1e9)[3] <= 0.0);
    }
}
