//! What is printed where: the back of a charm, and the white that a file brings with it.

use std::sync::Arc;

use kurbo::{Affine, BezPath, Rect};

use crate::artwork::Subject;
use crate::outline::{Drawn, white, white_step};
use crate::shape::{BackSide, Quality};

/// The back, where the subject has one: its white is its silhouette, pulled in by the choke in mm.
pub(crate) fn back(
    subject: &Subject,
    drawn: &Drawn,
    artwork_box: Rect,
    choke: f64,
    quality: Quality,
) -> Option<BackSide> {
    let picture = Arc::clone(subject.back.as_ref()?);
    let white = region(&subject.back_rings, drawn, choke, quality);
    Some(BackSide { picture, artwork_box, white })
}

/// The white as the file itself has it, where it does; what an artist drew is not pulled in.
pub(crate) fn own_white(subject: &Subject, drawn: &Drawn, quality: Quality) -> Option<BezPath> {
    subject.white.as_ref()?;
    Some(region(&subject.white_rings, drawn, 0.0, quality))
}

/// Rings in pixels as a region in mm.
fn region(rings: &[Vec<[f32; 2]>], drawn: &Drawn, choke: f64, quality: Quality) -> BezPath {
    let mut region = white(rings, drawn.scale, choke, white_step(quality));
    region.apply_affine(Affine::translate(drawn.pixels_to_mm.translation()));
    region
}
