//! How charms move: pendulums of stiff pieces that swing, twist, knock against each other and come to rest.
//!
//! Everything moves in the plane of the picture, each charm in its own layer of depth: charms that share a
//! layer are solids to each other, others pass before one another. The twist about the vertical is apart from
//! that. The steps are of one length, in one order and with the same bits on every machine, so what the window
//! plays and what is exported agree, however often a motion is sampled.
//!
//! - [`Rig`]: what hangs on an anchor.
//! - [`World`]: the rigs of a scene, and how they rest.
//! - [`Track`]: how they move, frame by frame, in a [`Motion`] or after a [`Nudge`].

mod body;
mod contact;
mod drive;
mod layers;
mod linkage;
mod plate;
mod pose;
mod rig;
mod run;
mod solid;
mod state;
mod track;
mod world;

pub use drive::{Motion, Start, Swing};
pub use pose::{CharmPose, RigPose};
pub use rig::{Bob, MOST_CHARMS, MOST_PARTS, MOST_RIGS, Part, PartKind, Rig};
pub use track::{Nudge, Take, Timing, Track};
pub use world::{State, World};
