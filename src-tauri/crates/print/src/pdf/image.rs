//! The colour image: row filters and deflate, as PNG does it.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::Predictor;
use pdf_writer::{Filter, Pdf, Ref};
use rayon::prelude::*;

use crate::colour::Cmyk;
use crate::stencil::Stencil;

/// Inks a pixel.
const INKS: usize = 4;

/// Compresses with zlib.
pub(crate) fn deflate(data: &[u8]) -> Vec<u8> {
    // Level 6: level 9 takes three times as long for 2 % less.
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
    match encoder.write_all(data).and_then(|()| encoder.finish()) {
        Ok(compressed) => compressed,
        Err(error) => unreachable!("writing to memory cannot fail: {error}"),
    }
}

/// The part `[x, y, width, height]` of the inks, each row filtered the way that leaves least to compress.
pub(super) fn compress(inks: &[Cmyk], stride: usize, [x, y, width, height]: [usize; 4]) -> Vec<u8> {
    let row = |row: usize| inks[row * stride + x..][..width].as_flattened();
    let bare = vec![0; width * INKS];
    let filtered: Vec<Vec<u8>> = (y..y + height)
        .into_par_iter()
        .map(|at| filter(row(at), if at == y { &bare } else { row(at - 1) }))
        .collect();
    deflate(&filtered.concat())
}

/// Writes the compressed image.
pub(super) fn write(pdf: &mut Pdf, id: Ref, compressed: &[u8], [_, _, width, height]: [usize; 4]) {
    let mut image = pdf.image_xobject(id, compressed);
    image.width(width as i32).height(height as i32).bits_per_component(8);
    image.color_space().device_cmyk();
    image.filter(Filter::FlateDecode);
    let mut parameters = image.decode_parms();
    parameters
        .predictor(Predictor::PngOptimum)
        .colors(INKS as i32)
        .columns(width as i32)
        .bits_per_component(8);
}

/// Writes the white's stencil, whose ones are painted.
pub(super) fn write_stencil(pdf: &mut Pdf, id: Ref, stencil: &Stencil) {
    let compressed = deflate(&stencil.bits);
    let mut image = pdf.image_xobject(id, &compressed);
    image.width(stencil.width as i32).height(stencil.height as i32).bits_per_component(1);
    image.image_mask(true).decode([1.0, 0.0]).filter(Filter::FlateDecode);
}

/// The row behind its filter's number, by the least sum of absolute differences (PNG, 3rd edition, 12.7).
fn filter(row: &[u8], above: &[u8]) -> Vec<u8> {
    let candidates = [(1, left as Predict), (2, up), (4, paeth), (0, none)];
    let filtered = candidates.map(|(number, predict)| (number, differences(row, above, predict)));
    let cost = |differences: &[u8]| -> u64 {
        differences.iter().map(|&d| u64::from((d as i8).unsigned_abs())).sum()
    };
    let best = filtered.iter().min_by_key(|(_, differences)| cost(differences));
    let (number, differences) = best.unwrap_or(&filtered[3]);
    [&[*number], differences.as_slice()].concat()
}

type Predict = fn(left: u8, up: u8, corner: u8) -> u8;

fn differences(row: &[u8], above: &[u8], predict: Predict) -> Vec<u8> {
    let before = |line: &[u8], at: usize| if at < INKS { 0 } else { line[at - INKS] };
    let difference = |at: usize| row[at].wrapping_sub(predict(before(row, at), above[at], before(above, at)));
    (0..row.len()).map(difference).collect()
}

fn none(_: u8, _: u8, _: u8) -> u8 {
    0
}

fn left(left: u8, _: u8, _: u8) -> u8 {
    left
}

fn up(_: u8, up: u8, _: u8) -> u8 {
    up
}

/// Paeth's predictor: of left, up and corner, the one nearest to left + up − corner.
fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let [a, b, c] = [left, up, corner].map(i16::from);
    let (from_left, from_up, from_corner) = ((b - c).abs(), (a - c).abs(), (a + b - 2 * c).abs());
    if from_left <= from_up && from_left <= from_corner {
        left
    } else if from_up <= from_corner {
        up
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flat_row_is_filtered_to_nothing() {
        let row = [9, 8, 7, 6].repeat(50);
        assert_eq!(filter(&row, &row), [vec![2], vec![0; 200]].concat());
    }

    #[test]
    fn the_predictor_is_the_one_png_describes() {
        assert_eq!(paeth(10, 20, 10), 20);
        assert_eq!(paeth(20, 10, 10), 20);
        assert_eq!(paeth(10, 10, 10), 10);
        assert_eq!(paeth(0, 255, 128), 128);
    }
}
