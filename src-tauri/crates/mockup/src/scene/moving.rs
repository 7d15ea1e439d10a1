//! The charms of a scene as they move together, for a window that moves their sprites.

use dangle_design::id::PlacementId;
use dangle_design::units::{Degrees, Mm};
use dangle_design::{Error, ErrorCode, Result};
use kurbo::Vec2;
use serde::Serialize;

use super::rigs::Rigs;
use crate::motion::{Nudge, RigPose, State, Take, Timing, Track};

/// The charms of a scene as they move together.
#[derive(Debug)]
pub struct Moving {
    rigs: Rigs,
    placements: Vec<PlacementId>,
}

/// How a placement leans that does not hang as it would alone: others rest against it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(into = "Vec<f64>")]
pub struct Leaning(pub(super) RigPose);

/// Where a charm is, seen from its anchor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HungPose {
    /// How far right of the anchor the place lies that it turns about.
    pub across: Mm,
    /// How far below.
    pub down: Mm,
    /// How far it is turned from how it hangs alone, clockwise.
    pub turn: Degrees,
    /// How far it is turned about the vertical.
    pub yaw: Degrees,
}

/// A push by the pointer.
#[derive(Clone, Debug, PartialEq)]
pub struct Push {
    /// What is pushed.
    pub placement: PlacementId,
    /// The speed it adds to the charm's centre of mass, in mm/s; x right, y down.
    pub speed: Vec2,
    /// The speed it adds to the twist about the vertical, in degrees a second.
    pub twist: f64,
}

impl Moving {
    pub(super) fn new(rigs: Rigs, placements: Vec<PlacementId>) -> Moving {
        Moving { rigs, placements }
    }

    /// How each placement leans at rest, farthest first; `None` for one that hangs as it would alone.
    #[must_use]
    pub fn leanings(&self) -> Vec<(&PlacementId, Option<Leaning>)> {
        let poses = self.rigs.poses(self.rigs.world.rest());
        let leaning = |pose: Option<RigPose>| pose.filter(|pose| !pose.is_straight()).map(Leaning);
        self.placements.iter().zip(poses.into_iter().map(leaning)).collect()
    }

    /// How they move, from rest.
    ///
    /// # Errors
    /// `Input` when the motion cannot be.
    pub fn track(&self, take: &Take) -> Result<Track> {
        self.rigs.world.track(take)
    }

    /// How they go on after a push: from where they are in a track, or from rest. It ends when all is at rest.
    ///
    /// # Errors
    /// `NotFound` when the placement is not there or lies flat; `Input` when the push is not a number.
    pub fn pushed(&self, from: Option<(&Track, usize)>, push: &Push, timing: Timing) -> Result<Track> {
        let index = self.placements.iter().position(|id| *id == push.placement);
        let rig = index.and_then(|index| self.rigs.rig(index)).ok_or_else(nothing_swings)?;
        let nudge = Nudge { rig, charm: 0, push: push.speed, twist: push.twist };
        let world = &self.rigs.world;
        let begin = from.map_or(world.rest(), |(track, frame)| track.state(frame));
        // A track of other charms: they were hung anew since.
        world.nudge(begin, nudge, timing).or_else(|_| world.nudge(world.rest(), nudge, timing))
    }

    /// Where each charm is at rest; `None` where one lies flat.
    #[must_use]
    pub fn at_rest(&self) -> Vec<(&PlacementId, Option<HungPose>)> {
        self.placements.iter().zip(self.hung(self.rigs.world.rest())).collect()
    }

    /// Where each charm is at a frame of a track; `None` where one lies flat.
    #[must_use]
    pub fn poses(&self, track: &Track, frame: usize) -> Vec<(&PlacementId, Option<HungPose>)> {
        self.placements.iter().zip(self.hung(track.state(frame))).collect()
    }

    fn hung(&self, state: &State) -> Vec<Option<HungPose>> {
        let poses = self.rigs.poses(state).into_iter();
        poses
            .map(|pose| {
                pose?.charms.first().map(|charm| HungPose {
                    across: Mm::new(charm.at.x),
                    down: Mm::new(charm.at.y),
                    turn: charm.turn,
                    yaw: charm.yaw,
                })
            })
            .collect()
    }
}

impl From<Leaning> for Vec<f64> {
    /// All its numbers: two leanings that look the same have the same.
    fn from(Leaning(pose): Leaning) -> Vec<f64> {
        let parts = pose.parts.iter().flat_map(|(at, turn)| [at.x, at.y, turn.get()]);
        let charms =
            pose.charms.iter().flat_map(|charm| [charm.at.x, charm.at.y, charm.turn.get(), charm.yaw.get()]);
        parts.chain(charms).map(hundredths).collect()
    }
}

/// Finer differences are not seen.
fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn nothing_swings() -> Error {
    let message = "this charm does not hang, so it cannot swing";
    Error::new(ErrorCode::NotFound, message, "Give it a hole or a screw-eye in the Design room.")
}
