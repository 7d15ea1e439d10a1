//! How charms move in the window: what it asks for, and what it is told.

use dangle_design::id::PlacementId;
use dangle_design::kurbo::Vec2;
use dangle_mockup::motion::{Motion, Swing};
use dangle_mockup::scene::Push;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What moves the charms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Motion.ts")]
pub enum MotionName {
    /// A push, then they swing out.
    Swing,
    /// The steps of a person who carries the bag.
    Walk,
    /// A bus that brakes and meets bumps.
    Bus,
}

impl From<MotionName> for Motion {
    fn from(name: MotionName) -> Motion {
        match name {
            MotionName::Swing => Motion::Swing(Swing::SHARED),
            MotionName::Walk => Motion::Walk,
            MotionName::Bus => Motion::Bus,
        }
    }
}

/// A motion that goes round.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "Motion.ts")]
pub struct MotionOrder {
    /// What moves the charms.
    pub motion: MotionName,
    /// How long one round takes.
    pub seconds: f64,
    /// Small differences from charm to charm follow from it.
    pub seed: u32,
}

/// A push by the pointer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "Motion.ts")]
pub struct PushOrder {
    /// What is pushed.
    pub placement: PlacementId,
    /// The speed it adds to the charm's middle, in mm/s: right, down.
    pub speed_mm: [f64; 2],
    /// The speed it adds to the twist about the vertical, in degrees a second.
    pub twist_deg: f64,
    /// The moment at which the charms are; they hang at rest without.
    pub from: Option<Moment>,
}

/// A moment of a motion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "Motion.ts")]
pub struct Moment {
    /// Which motion.
    pub motion: u32,
    /// Which of its frames.
    pub frame: u32,
}

/// How the charms of a scene move.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "Motion.ts")]
pub struct MotionView {
    /// The motion's number: a push may go on from it.
    pub id: u32,
    /// Frames a second.
    pub fps: u32,
    /// Whether the last frame leads into the first one.
    pub loops: bool,
    /// What moves.
    pub placements: Vec<MovedView>,
}

/// How one placement moves.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "Motion.ts")]
pub struct MovedView {
    /// Which placement.
    pub id: PlacementId,
    /// Frame by frame, from where it rests: moved right and down in hundredths of a millimetre and turned
    /// clockwise in hundredths of a degree; then the twist about the vertical, in hundredths of a degree.
    pub poses: Vec<i32>,
}

impl From<&PushOrder> for Push {
    fn from(order: &PushOrder) -> Push {
        let [x, y] = order.speed_mm;
        Push { placement: order.placement.clone(), speed: Vec2::new(x, y), twist: order.twist_deg }
    }
}
