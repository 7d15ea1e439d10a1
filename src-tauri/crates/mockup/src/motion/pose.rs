//! Where parts and charms are, for who draws them.

use dangle_design::units::{Degrees, Mm};
use kurbo::Point;
use serde::Serialize;

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

/// A track as the window gets it: plain numbers, as few as it takes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrackSheet {
    /// Frames a second.
    pub fps: u32,
    /// How many frames.
    pub frames: u32,
    /// Whether the last frame leads into the first one.
    pub loops: bool,
    /// What each rig has.
    pub rigs: Vec<RigSheet>,
    /// Frame by frame, rig by rig: x, y and turn of each piece's upper joint, then x, y, turn and yaw of each
    /// charm. Hundredths of a millimetre from the rig's anchor, hundredths of a degree.
    pub poses: Vec<i32>,
}

/// What a rig has that does not move.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RigSheet {
    /// How many stiff pieces.
    pub pieces: u32,
    /// How far each charm's back is before the carrier, in mm, the nearest first.
    pub depths: Vec<f64>,
}

impl RigPose {
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

    /// The numbers of a [`TrackSheet`].
    fn numbers(&self, anchor: Point) -> impl Iterator<Item = i32> {
        let hundredths = |value: f64| (value * 100.0).round() as i32;
        let parts = self
            .parts
            .iter()
            .flat_map(move |(at, turn)| [at.x - anchor.x, at.y - anchor.y, turn.get()].map(hundredths));
        let charms = self.charms.iter().flat_map(move |charm| {
            let CharmPose { at, turn, yaw, .. } = charm;
            [at.x - anchor.x, at.y - anchor.y, turn.get(), yaw.get()].map(hundredths)
        });
        parts.chain(charms)
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

    /// A track as the window gets it.
    #[must_use]
    pub fn sheet(&self, track: &Track) -> TrackSheet {
        let frames = track.timing().frames();
        let rest = self.poses(self.rest());
        let rig = |pose: &RigPose| RigSheet {
            pieces: pose.parts.len() as u32,
            depths: pose.charms.iter().map(|charm| charm.depth.get()).collect(),
        };
        let numbers = |frame: u32| {
            let poses = self.frame(track, frame as usize);
            let rigs = poses.into_iter().zip(&self.linkages);
            rigs.flat_map(|(pose, linkage)| pose.numbers(linkage.anchor()).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        };
        TrackSheet {
            fps: track.timing().fps(),
            frames,
            loops: track.loops(),
            rigs: rest.iter().map(rig).collect(),
            poses: (0..frames).flat_map(numbers).collect(),
        }
    }
}

fn joint((at, angle): (&Point, &f64)) -> (Point, Degrees) {
    (*at, Degrees::new(angle.to_degrees()))
}

fn pose(rig: &RigState, at: &Instant, charm: usize, depth: Mm) -> CharmPose {
    let (turn, yaw) = rig.charm(charm);
    CharmPose { at: at.joints[at.joints.len() - 1], turn, yaw, depth }
}
