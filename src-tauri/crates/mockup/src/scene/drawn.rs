//! A placement drawn at the carrier's own scale: its sprites and the true picture come of the same pixels.

use dangle_design::id::{AnchorId, CharmId, PlacementId};
use dangle_design::project::Placement;
use kurbo::{Point, Rect};

use super::place::{Placed, merged};
use super::studio::sprite_of;
use super::{PlacementSprites, SwingSprites};
use crate::pixels::Tile;

/// A placement drawn.
#[derive(Debug)]
pub struct Drawn {
    id: PlacementId,
    charm: CharmId,
    anchor: AnchorId,
    pub(super) placed: Placed,
}

impl Drawn {
    pub(super) fn new(placement: &Placement, placed: Placed) -> Drawn {
        let Placement { id, charm, anchor, .. } = placement.clone();
        Drawn { id, charm, anchor, placed }
    }

    /// Its sprites, a pixel of them to one of the carrier's.
    #[must_use]
    pub fn sprites(&self) -> PlacementSprites {
        self.sprites_at(1.0)
    }

    /// Its sprites, where it was drawn `zoom` times as large as the carrier.
    pub(super) fn sprites_at(&self, zoom: f64) -> PlacementSprites {
        let placed = &self.placed;
        let at_one = |point: Point| (point.to_vec2() / zoom).to_point();
        PlacementSprites {
            id: self.id.clone(),
            charm: self.charm.clone(),
            anchor: self.anchor.clone(),
            body: sprite_of(&merged(placed.parts()).unwrap_or_else(|| Tile::covering(Rect::ZERO)), zoom),
            shadow: sprite_of(&placed.shadow, zoom),
            swing: SwingSprites {
                behind: merged(placed.behind.iter()).map(|tile| sprite_of(&tile, zoom)),
                charm: sprite_of(&placed.charm, zoom),
                before: merged(placed.before.iter()).map(|tile| sprite_of(&tile, zoom)),
                pivot: at_one(placed.pivot),
            },
            turn: placed.hanging.turn,
            corners: placed.corners.map(at_one),
        }
    }

    /// What its pixels take in memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.placed.bytes()
    }
}
