//! One ring out of artwork, step by step: base, bridges, necks, holes.

use kurbo::BezPath;

use super::base::{Base, Start};
use super::cutouts::{Cutouts, clear_of, cutouts};
use super::hand::Hand;
use super::hole::{HoleWish, PlacedHole, add_holes};
use super::join::unite;
use super::ring::Ring;
use super::widen::widen;
use crate::project::HoleSits;

/// A body made whole.
pub(crate) struct Built {
    pub(crate) ring: Ring,
    /// The curve the ring was drawn from, where it is a plain frame.
    pub(crate) exact: Option<BezPath>,
    /// Rings within it that are cut out.
    pub(crate) cutouts: Vec<Ring>,
    pub(crate) holes: Vec<PlacedHole>,
    pub(crate) islands: usize,
    pub(crate) bridges: usize,
    /// Bridges that the person left out, but no other way would join the parts.
    pub(crate) kept_bridges: usize,
    pub(crate) widened: usize,
    /// Parts of the artwork that lie outside.
    pub(crate) lost: usize,
}

impl Built {
    /// The holes that may go through artwork.
    pub(crate) fn inside<'a>(&'a self, wishes: &'a [HoleWish]) -> impl Iterator<Item = PlacedHole> + 'a {
        let sits_inside = |wish: &HoleWish| wish.sits == HoleSits::Inside;
        self.holes.iter().zip(wishes).filter(move |(_, wish)| sits_inside(wish)).map(|(hole, _)| *hole)
    }
}

/// One ring of artwork at `scale` mm a pixel, step by step.
pub(crate) fn build(base: &mut Base<'_>, scale: f64, exactly: bool) -> Built {
    let wish = base.wish;
    let Start { mut body, exact, lost } = base.start(scale, exactly);
    let hand = Hand::at(wish, scale, &base.feet);
    let (parts, fillet) = (body.rings.len(), wish.fillet());
    let by_hand = hand.bridges(&body);
    if !by_hand.is_empty() {
        body.graft(&by_hand, fillet);
    }
    let united = unite(&mut body, wish.join, wish.bridge, fillet, &hand.unbridged);
    // Artwork alone is never narrower than two borders.
    let may_be_narrow = parts > 1 || wish.least_neck > 2.0 * wish.outset();
    let widened = if may_be_narrow { widen(&mut body, wish.least_neck, fillet, &hand) } else { 0 };
    if let Some(feet) = hand.touch(&mut body) {
        base.feet = feet.into_iter().map(|foot| (foot.to_vec2() / scale).to_point()).collect();
        body.measure_anew(base.room.exact);
    }
    let plain = body.rings.clone();
    let Cutouts { rings, bridges } = cutouts(base, &body, &by_hand, &hand, scale);
    let holes = add_holes(&mut body, &base.holes, &rings, wish.smoothing, scale);
    let cutouts = clear_of(&holes, rings, base, scale);
    let ring = body.rings.into_iter().next().unwrap_or_default();
    let untouched = plain.first() == Some(&ring) && wish.edits.is_empty();
    Built {
        exact: exact.filter(|_| untouched),
        ring,
        cutouts,
        holes,
        islands: if parts > 1 { parts } else { 0 },
        bridges: united.bridges + by_hand.len() + bridges,
        kept_bridges: united.kept,
        widened,
        lost,
    }
}
