//! Where parts and charms are, for who draws them.

use dangle_design::units::{Degrees, Mm};
use kurbo::Point;

use super::linkage::Instant;
use super::rig::Rig;
use super::state::RigState;
use super::track::Track;
use super::world::{State, World};

/// Where a rig's parts and charms are.
#[derive(Clone, Debug, PartialEq)]
pub struct RigPose {
    /// Each stiff piece's upper joint and its turn from straight down, clockwise, from the anchor down.
    pub parts: Vec<(Point, Degrees)>,
    /// Its charms, the one nearest to the carrier first.
    pub charms: Vec<CharmPose>,
}

/// Where a charm is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CharmPose {
    /// The place it turns about, in mm of the carrier.
    pub at: Point,
    /// How far it is turned from where it hangs alone, clockwise.
    pub turn: Degrees,
    /// How far it is turned about the vertical.
    pub yaw: Degrees,
    /// How far its back is before the carrier.
    pub depth: Mm,
}

impl RigPose {
    /// The same in millimetres from `anchor`.
    #[must_use]
    pub fn seen_from(&self, anchor: Point) -> RigPose {
        let here = |at: Point| (at - anchor).to_point();
        RigPose {
            parts: self.parts.iter().map(|(at, turn)| (here(*at), *turn)).collect(),
            charms: self.charms.iter().map(|charm| CharmPose { at: here(charm.at), ..*charm }).collect(),
        }
    }

    /// Whether it hangs as it would alone, as far as an eye could tell.
    #[must_use]
    pub fn is_straight(&self) -> bool {
        /// A hundredth of a millimetre at 60 mm.
        const SEEN: f64 = 0.01;
        let turns =
            self.parts.iter().map(|(_, turn)| turn).chain(self.charms.iter().map(|charm| &charm.turn));
        turns.into_iter().all(|turn| turn.get().abs() < SEEN)
    }

    /// The joints of each of the rig's parts, from the upper to the lower one: two, or more of one that bends.
    #[must_use]
    pub fn lines(&self, rig: &Rig) -> Vec<Vec<Point>> {
        let end = self.charms.iter().map(|charm| charm.at).take(1);
        let joints: Vec<Point> = self.parts.iter().map(|(at, _)| *at).chain(end).collect();
        let mut first = 0;
        let line = |pieces: usize| {
            let line = joints[first..=(first + pieces).min(joints.len() - 1)].to_vec();
            first += pieces;
            line
        };
        rig.parts.iter().map(super::rig::Part::pieces).map(line).collect()
    }
}

impl World {
    /// Where everything is.
    #[must_use]
    pub fn poses(&self, state: &State) -> Vec<RigPose> {
        let instants = self.instants(state);
        let rigs = state.rigs.iter().zip(&instants).zip(&self.depths);
        rigs.map(|((rig, at), depths)| RigPose {
            parts: at.joints.iter().zip(&rig.angles).take(at.joints.len() - 1).map(joint).collect(),
            charms: depths.iter().enumerate().map(|(charm, depth)| pose(rig, at, charm, *depth)).collect(),
        })
        .collect()
    }

    /// Where everything is at a frame of a track.
    #[must_use]
    pub fn frame(&self, track: &Track, frame: usize) -> Vec<RigPose> {
        self.poses(track.state(frame))
    }
}

fn joint((at, angle): (&Point, &f64)) -> (Point, Degrees) {
    (*at, Degrees::new(angle.to_degrees()))
}

fn pose(rig: &RigState, at: &Instant, charm: usize, depth: Mm) -> CharmPose {
    let (turn, yaw) = rig.charm(charm);
    CharmPose { at: at.joints[at.joints.len() - 1], turn, yaw, depth }
}
