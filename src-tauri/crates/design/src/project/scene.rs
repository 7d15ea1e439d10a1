//! Mock-ups: a carrier, and the charms that hang on it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::{AnchorId, CarrierId, CharmId, PlacementId, SceneId, ViewId};
use crate::units::{Degrees, Mm, Rgb};

/// A carrier with charms on it: a named set that can be worn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct Scene {
    /// Names the scene for good.
    pub id: SceneId,
    /// What the person calls it.
    pub name: String,
    /// What it hangs on: a carrier of Dangle, or a photo of the project.
    pub carrier: CarrierId,
    /// From where it is seen.
    pub view: ViewId,
    /// The colour of the carrier's cloth.
    pub tint: Rgb,
    /// What is printed or woven into the carrier's cloth; `null` for plain cloth.
    pub pattern: Option<Pattern>,
    /// The charms, farthest first.
    pub placements: Vec<Placement>,
}

/// A pattern on a carrier's cloth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct Pattern {
    /// Which one.
    pub kind: PatternKind,
    /// The colour it is drawn in.
    pub colour: Rgb,
    /// After how much cloth it returns.
    pub pitch: Mm,
}

/// A kind of pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Project.ts")]
pub enum PatternKind {
    /// Upright stripes.
    Stripes,
    /// Squares of two tones, as woven from two colours.
    Gingham,
    /// Round dots, each row between those of the last.
    Dots,
    /// Squares of colour and cloth in turn.
    Checks,
}

/// One charm at one anchor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct Placement {
    /// Names the placement for good.
    pub id: PlacementId,
    /// Which charm.
    pub charm: CharmId,
    /// Where it hangs. Several may hang at one anchor: the first lies nearest to the carrier.
    pub anchor: AnchorId,
    /// How far it is turned in the picture's plane from where gravity would have it.
    pub turn: Degrees,
    /// How far it is turned about its chain: 0 shows the front, 180 the back.
    pub yaw: Degrees,
}

impl Scene {
    /// A carrier in its colour, with plain cloth and nothing on it.
    #[must_use]
    pub fn bare(id: SceneId, name: impl Into<String>, carrier: CarrierId, view: ViewId, tint: Rgb) -> Self {
        Scene { id, name: name.into(), carrier, view, tint, pattern: None, placements: Vec::new() }
    }
}

impl Placement {
    /// A charm that hangs as gravity has it and shows its front.
    #[must_use]
    pub fn hung(id: PlacementId, charm: CharmId, anchor: AnchorId) -> Self {
        Placement { id, charm, anchor, turn: Degrees::ZERO, yaw: Degrees::ZERO }
    }
}
