//! Pictures at another size, upright: every pixel of the source counts, however small the result.

use std::ops::Range;

use kurbo::{Affine, Rect};
use rayon::prelude::*;

use super::catmull_rom_at;
use crate::pixels::Tile;

/// Rows made at a time: few enough to stay in the cache, many enough that few are read twice.
const BAND: usize = 64;

/// What lies past a picture's edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Past {
    /// Nothing.
    Clear,
    /// The edge's own colour.
    Edge,
}

/// `source`, whose pixels `to_px` takes to the result's without turning, within `area`.
///
/// Catmull-Rom splines, widened to the pixel's own size where the picture shrinks.
pub(crate) fn resize(source: &Tile, to_px: Affine, area: Rect, past: Past) -> Tile {
    let mut tile = Tile::covering(area);
    let [zoom, .., dx, dy] = to_px.as_coeffs();
    let columns = taps(tile.x, tile.width, zoom, dx + f64::from(source.x) * zoom, source.width, past);
    let rows = taps(tile.y, tile.height, zoom, dy + f64::from(source.y) * zoom, source.height, past);
    let width = tile.width;
    tile.rgba.par_chunks_mut(width * BAND).zip(rows.par_chunks(BAND)).for_each(|(out, rows)| {
        let lines = span(rows);
        let narrowed = narrow(source, lines.clone(), &columns);
        for (out, taps) in out.chunks_exact_mut(width).zip(rows) {
            weigh(out, taps, lines.start, &narrowed);
        }
    });
    tile
}

/// One row of the result, from source rows at the result's width, of which the first is row `first`.
fn weigh(out: &mut [[u8; 4]], taps: &[(usize, f32)], first: usize, narrowed: &[[f32; 4]]) {
    let mut sum = vec![[0.0f32; 4]; out.len()];
    for (row, weight) in taps {
        for (sum, pixel) in sum.iter_mut().zip(&narrowed[(row - first) * out.len()..][..out.len()]) {
            for k in 0..4 {
                sum[k] += pixel[k] * weight;
            }
        }
    }
    for (out, sum) in out.iter_mut().zip(sum) {
        *out = rounded(sum);
    }
}

/// The source rows that some rows of the result are made of.
fn span(rows: &[Vec<(usize, f32)>]) -> Range<usize> {
    let all = || rows.iter().flatten().map(|(row, _)| *row);
    all().min().unwrap_or(0)..all().max().map_or(0, |row| row + 1)
}

/// Rows of the source, at the result's width. Premultiplied, 0 to 255.
fn narrow(source: &Tile, lines: Range<usize>, columns: &[Vec<(usize, f32)>]) -> Vec<[f32; 4]> {
    let mut narrowed = vec![[0.0; 4]; columns.len() * lines.len()];
    let rows = source.rgba[lines.start * source.width..lines.end * source.width].chunks_exact(source.width);
    for (out, row) in narrowed.chunks_exact_mut(columns.len()).zip(rows) {
        for (out, taps) in out.iter_mut().zip(columns) {
            for (column, weight) in taps {
                for k in 0..4 {
                    out[k] += f32::from(row[*column][k]) * weight;
                }
            }
        }
    }
    narrowed
}

/// Which source pixels make up each of `count` pixels from `first`, and with what weight.
fn taps(
    first: i32,
    count: usize,
    zoom: f64,
    shift: f64,
    source: usize,
    past: Past,
) -> Vec<Vec<(usize, f32)>> {
    let spread = (1.0 / zoom).max(1.0);
    let one = |index: usize| {
        let center = (f64::from(first) + index as f64 + 0.5 - shift) / zoom;
        let (low, high) = ((center - 2.0 * spread).floor() as i64, (center + 2.0 * spread).ceil() as i64);
        let weights: Vec<f32> =
            (low..high).map(|k| catmull_rom_at(((k as f64 + 0.5 - center) / spread) as f32)).collect();
        let total: f32 = weights.iter().sum();
        let last = source as i64 - 1;
        let place = |k: i64| match past {
            Past::Edge => Some(k.clamp(0, last) as usize),
            Past::Clear => (0..=last).contains(&k).then_some(k as usize),
        };
        let weighed = (low..high).zip(weights).filter(|(_, weight)| *weight != 0.0);
        weighed.filter_map(|(k, weight)| Some((place(k)?, weight / total))).collect()
    };
    (0..count).map(one).collect()
}

fn rounded(sum: [f32; 4]) -> [u8; 4] {
    let alpha = (sum[3] + 0.5).clamp(0.0, 255.0) as u8;
    let channel = |value: f32| ((value + 0.5).clamp(0.0, 255.0) as u8).min(alpha);
    [channel(sum[0]), channel(sum[1]), channel(sum[2]), alpha]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checks(side: usize) -> Tile {
        let pixel = |index: usize| {
            if (index % side + index / side).is_multiple_of(2) { [255; 4] } else { [0, 0, 0, 255] }
        };
        Tile { x: 0, y: 0, width: side, height: side, rgba: (0..side * side).map(pixel).collect() }
    }

    #[test]
    fn a_fine_pattern_shrinks_to_its_mean() {
        let area = Rect::new(0.0, 0.0, 10.0, 10.0);
        let small = resize(&checks(90), Affine::scale(1.0 / 9.0), area, Past::Edge);
        for pixel in &small.rgba {
            assert!((120..=135).contains(&pixel[0]) && pixel[3] == 255, "{pixel:?}");
        }
    }

    #[test]
    fn the_same_size_is_the_same_picture() {
        let area = Rect::new(0.0, 0.0, 12.0, 12.0);
        assert_eq!(resize(&checks(12), Affine::IDENTITY, area, Past::Clear), checks(12));
    }
}
