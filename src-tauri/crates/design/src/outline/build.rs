//! One ring out of artwork, step by step: base, bridges, necks, holes.

use super::body::Body;
use super::hole::{PlacedHole, add_holes};
use super::join::unite;
use super::prepared::ArtField;
use super::ring::Ring;
use super::widen::widen;
use super::wish::Wish;

/// A body made whole.
pub(crate) struct Built {
    pub(crate) ring: Ring,
    pub(crate) holes: Vec<PlacedHole>,
    pub(crate) islands: usize,
    pub(crate) bridges: usize,
    pub(crate) widened: usize,
}

/// One ring of artwork at `scale` mm a pixel, step by step.
pub(crate) fn build(art: &ArtField, scale: f64, wish: &Wish) -> Built {
    let mut body = Body::new(art, scale, wish.border, wish.smoothing);
    let parts = body.rings.len();
    let fillet = wish.fillet();
    let bridges = unite(&mut body, wish.join, wish.bridge, fillet);
    // Artwork alone is never narrower than two borders.
    let may_be_narrow = parts > 1 || wish.least_neck > 2.0 * wish.border;
    let widened = if may_be_narrow { widen(&mut body, wish.least_neck, fillet) } else { 0 };
    let holes = add_holes(&mut body, &wish.holes, &[], wish.smoothing, scale);
    let ring = body.rings.into_iter().next().unwrap_or_default();
    Built { ring, holes, islands: if parts > 1 { parts } else { 0 }, bridges, widened }
}
