//! A quantity on a grid of pixels: heights, shares, distances.

use rayon::prelude::*;

/// Values of pixels, row by row.
#[derive(Clone)]
pub(super) struct Plane {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) values: Vec<f32>,
}

impl Plane {
    /// Each pixel's value from its column and row.
    pub(super) fn filled(width: usize, height: usize, value: impl Fn(usize, usize) -> f32 + Sync) -> Plane {
        let mut values = vec![0.0; width * height];
        values.par_chunks_mut(width).enumerate().for_each(|(row, values)| {
            for (column, out) in values.iter_mut().enumerate() {
                *out = value(column, row);
            }
        });
        Plane { width, height, values }
    }

    /// The same, blurred by `sigma` pixels; what lies past the edge is as the edge.
    pub(super) fn blurred(&self, sigma: f32) -> Plane {
        if sigma < 0.3 {
            return self.clone();
        }
        let values = blurred(&self.values, self.width, sigma);
        Plane { values, ..*self }
    }

    pub(super) fn get(&self, column: usize, row: usize) -> f32 {
        self.values[row * self.width + column]
    }

    /// How fast the value rises to the right and downwards, a pixel.
    pub(super) fn slope(&self, column: usize, row: usize) -> [f32; 2] {
        let (left, right) = (column.saturating_sub(1), (column + 1).min(self.width - 1));
        let (above, below) = (row.saturating_sub(1), (row + 1).min(self.height - 1));
        [
            (self.get(right, row) - self.get(left, row)) * 0.5,
            (self.get(column, below) - self.get(column, above)) * 0.5,
        ]
    }

    /// The value at a point, pixels' middles at halves.
    pub(super) fn at(&self, x: f32, y: f32) -> f32 {
        let x = (x - 0.5).clamp(0.0, self.width as f32 - 1.001);
        let y = (y - 0.5).clamp(0.0, self.height as f32 - 1.001);
        let (left, top) = (x as usize, y as usize);
        let (fx, fy) = (x - left as f32, y - top as f32);
        let (right, below) = ((left + 1).min(self.width - 1), (top + 1).min(self.height - 1));
        let mix = |a: f32, b: f32, t: f32| a + (b - a) * t;
        let above = mix(self.get(left, top), self.get(right, top), fx);
        mix(above, mix(self.get(left, below), self.get(right, below), fx), fy)
    }
}

/// Values of rows of `width`, blurred by `sigma` cells: three boxes each way.
pub(super) fn blurred(values: &[f32], width: usize, sigma: f32) -> Vec<f32> {
    // Three boxes of radius r have the variance r (r + 1).
    let radius = ((1.0 + 4.0 * sigma * sigma).sqrt() - 1.0) / 2.0;
    let height = values.len() / width.max(1);
    let mut across = values.to_vec();
    blur_rows(&mut across, width, radius);
    let mut turned = transpose(&across, width, height);
    blur_rows(&mut turned, height, radius);
    transpose(&turned, height, width)
}

/// Three box blurs of each row; the radius may be a fraction.
fn blur_rows(values: &mut [f32], width: usize, radius: f32) {
    let whole = radius.floor() as isize;
    let part = radius - whole as f32;
    let norm = 1.0 / (2.0 * radius + 1.0);
    let last = width as isize - 1;
    values.par_chunks_mut(width).for_each_init(
        || vec![0.0; width],
        |copy: &mut Vec<f32>, row| {
            for _ in 0..3 {
                copy.copy_from_slice(row);
                let at = |x: isize| copy[x.clamp(0, last) as usize];
                let mut sum: f32 = (-whole..=whole).map(at).sum();
                for (x, out) in row.iter_mut().enumerate() {
                    let x = x as isize;
                    *out = (sum + part * (at(x - whole - 1) + at(x + whole + 1))) * norm;
                    sum += at(x + whole + 1) - at(x - whole);
                }
            }
        },
    );
}

fn transpose(values: &[f32], width: usize, height: usize) -> Vec<f32> {
    let mut turned = vec![0.0; values.len()];
    turned.par_chunks_mut(height).enumerate().for_each(|(x, column)| {
        for (y, out) in column.iter_mut().enumerate() {
            *out = values[y * width + x];
        }
    });
    turned
}
