//! White with parts left out: colours a person leaves bare let a film shine through.

use kurbo::{Affine, BezPath};
use rayon::prelude::*;

use super::Blank;
use crate::contour::contours;
use crate::oklab::{ToLab, distance};
use crate::outline;

/// Colours this near to a bare one are bare too, in `OKLab`.
const LIKE: f32 = 0.07;
/// The grid the choke is measured on, in mm.
const STEP: f64 = 0.05;

/// The region of white ink: the artwork without its bare colours, pulled in by the choke.
pub(super) fn white(blank: &Blank<'_>) -> BezPath {
    let picture = &blank.subject.picture;
    let to_lab = ToLab::new();
    let bare: Vec<_> = blank.charm.options.bare.iter().map(|colour| to_lab.of(colour.0)).collect();
    let (pixels, _) = picture.rgba().as_chunks::<4>();
    let inked: Vec<u8> = pixels
        .par_iter()
        .map(|&[r, g, b, alpha]| {
            let colour = to_lab.of([r, g, b]);
            if bare.iter().any(|&bare| distance(bare, colour) < LIKE) { 0 } else { alpha }
        })
        .collect();
    let rings = contours(&inked, picture.width() as usize, picture.height() as usize, 127.5, 0.0);
    let scale = blank.pixels_to_mm.as_coeffs()[0];
    let white = outline::white(&rings, scale, blank.charm.choke.get(), STEP);
    blank.pixels_to_mm * Affine::scale(1.0 / scale) * white
}
