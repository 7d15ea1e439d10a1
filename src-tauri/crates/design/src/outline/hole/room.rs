//! The room that holes need round the artwork.

use super::{HoleWish, Place};
use crate::project::HoleSits;

/// How far from the artwork the pads of all holes may reach, in mm.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Room {
    pub(crate) top: f64,
    pub(crate) side: f64,
    pub(crate) bottom: f64,
    /// Up to which distance from the artwork places are measured for them.
    pub(crate) exact: f64,
}

impl Room {
    /// The room for all of some holes.
    pub(crate) fn of(holes: &[HoleWish], border: f64) -> Room {
        let mut room = Room::default();
        for (index, hole) in holes.iter().enumerate() {
            // A hole that finds its place taken is raised above the one that has it.
            let stacked = holes[..index].iter().filter(|other| hole.may_meet(other));
            let stack: f64 = stacked.map(|other| 2.0 * (other.pad() + other.half)).sum();
            let (rise, half) = (hole.reach(border) + stack, hole.pad() + hole.half);
            let everywhere = if hole.is_on_top() { half } else { rise };
            room.top = room.top.max(rise);
            room.side = room.side.max(everywhere);
            room.bottom = room.bottom.max(if hole.is_on_top() { 0.0 } else { rise });
            room.exact = room.exact.max(hole.clear_of_artwork().max(hole.pad()) + 0.5);
        }
        room
    }
}

impl HoleWish {
    /// How much taller its tab makes a charm, at the most.
    pub(crate) fn rise(&self, border: f64) -> f64 {
        (self.reach(border) - border).max(0.0)
    }

    /// How far its pad may reach from the artwork.
    fn reach(&self, border: f64) -> f64 {
        // A slot that follows the outline stands at most so far out as it is long.
        let half = if self.is_on_top() { 0.0 } else { self.half };
        match self.sits {
            HoleSits::Tab => self.clear_of_artwork() + self.pad() + half,
            HoleSits::Inside => border + self.pad() + half,
        }
    }

    /// Whether it surely sits on top of the charm.
    fn is_on_top(&self) -> bool {
        self.sits == HoleSits::Tab && matches!(self.place, Place::Hang { angle, .. } if angle == 0.0)
    }

    fn may_meet(&self, other: &HoleWish) -> bool {
        let Place::Hang { angle, .. } = self.place else { return false };
        match other.place {
            Place::Hang { angle: taken, .. } => libm::cos((angle - taken).to_radians()) > 0.0,
            Place::Near { .. } => true,
        }
    }
}
