//! What a hole keeps clear of: the other holes and what is cut out.

use super::super::ring::{bounds, contains};
use super::{PlacedHole, SPARE, Site};

impl Site<'_> {
    /// Whether a hole leaves its wall to other holes and to cut-outs.
    pub(super) fn is_clear(&self, hole: &PlacedHole, others: &[PlacedHole]) -> bool {
        let of_holes =
            others.iter().all(|other| hole.wall_between(other) >= hole.wall.max(other.wall) + SPARE);
        of_holes && self.is_clear_of_cutouts(hole)
    }

    fn is_clear_of_cutouts(&self, hole: &PlacedHole) -> bool {
        let pad = hole.bounds();
        self.cutouts
            .iter()
            .filter(|ring| bounds([*ring]).overlaps(pad))
            .all(|ring| !contains(ring, hole.center) && hole.wall_to(ring) >= hole.wall + SPARE)
    }
}
