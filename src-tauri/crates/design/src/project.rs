//! The project: what a person chose. What follows from it is derived and never stored.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::{
    AnchorId, BlobHash, CarrierId, CharmId, HardwareId, PlacementId, ProcessId, ProjectId, SceneId, ViewId,
};
use crate::process::Process;
use crate::units::{Degrees, Mm, Rgb};

/// A person's set of charms, and the scenes they hang in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct Project {
    /// Names the project for good.
    pub id: ProjectId,
    /// What the person calls it.
    pub name: String,
    /// The charms, in the order of the tray.
    pub charms: Vec<Charm>,
    /// The mock-ups; the first is shown.
    pub scenes: Vec<Scene>,
}

/// Artwork with a size, an outline, a process and hardware.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct Charm {
    /// Names the charm for good.
    pub id: CharmId,
    /// What the person calls it.
    pub name: String,
    /// The picture as imported.
    pub artwork: Artwork,
    /// How large the finished charm is.
    pub size: Size,
    /// How the cut line follows the artwork.
    pub outline: OutlineSpec,
    /// How far the white is pulled in under the colour.
    pub choke: Mm,
    /// What it is made by.
    pub process: ProcessId,
    /// What it hangs from.
    pub hardware: HardwareChoice,
}

/// The picture as imported: its bytes lie in the blob store.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct Artwork {
    /// The imported file.
    pub blob: BlobHash,
    /// What happens to a flat ground behind the subject.
    pub background: Background,
}

/// What happens to a flat ground behind the subject.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Project.ts")]
pub enum Background {
    /// Transparent art is taken as it is; a flat ground is removed.
    #[default]
    Auto,
    /// The picture is kept whole.
    Keep,
}

/// How large the finished charm is: its outline's box, tab and all, which is what vendors price by.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct Size {
    /// The length.
    pub length: Mm,
    /// Which side of the outline's box it measures.
    pub by: SizeBy,
}

/// Which side of the outline's box a size measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Project.ts")]
pub enum SizeBy {
    /// The longer side.
    #[default]
    Longest,
    /// From left to right.
    Width,
    /// From top to bottom.
    Height,
}

/// How the cut line follows the artwork.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct OutlineSpec {
    /// Distance from artwork to outline.
    pub border: Mm,
    /// Radius of the smallest inward corner: hollows narrower than twice this are filled.
    pub smoothing: Mm,
    /// Loose parts whose borders come closer than this are joined by closing the gap.
    /// Parts farther apart are joined by the shortest bridge.
    pub join: Mm,
    /// Necks narrower than this are widened to it; zero leaves them.
    pub least_neck: Mm,
    /// The hole, and the tab round it.
    pub hole: HoleSpec,
}

/// The hole a charm hangs by.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub enum HoleSpec {
    /// No hole.
    None,
    /// A hole in a tab on the outline's upper side.
    Tab {
        /// The hole's diameter.
        diameter: Mm,
        /// Material between the hole and the cut line.
        wall: Mm,
        /// How far the hole's centre lies to the right of the place where the charm hangs straight.
        shift: Mm,
    },
}

/// What a charm hangs from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct HardwareChoice {
    /// The clasp.
    pub clasp: HardwareId,
    /// Its finish, such as `silver`.
    pub finish: String,
}

/// A carrier with charms on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct Scene {
    /// Names the scene for good.
    pub id: SceneId,
    /// What it hangs on.
    pub carrier: CarrierId,
    /// From where it is seen.
    pub view: ViewId,
    /// The colour of the carrier's cloth.
    pub tint: Rgb,
    /// The charms, farthest first.
    pub placements: Vec<Placement>,
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
    /// Where it hangs.
    pub anchor: AnchorId,
    /// How far it is turned from where gravity would have it.
    pub turn: Degrees,
}

impl Project {
    /// The charm of that id.
    #[must_use]
    pub fn charm(&self, id: &CharmId) -> Option<&Charm> {
        self.charms.iter().find(|charm| charm.id == *id)
    }

    /// The scene of that id.
    #[must_use]
    pub fn scene(&self, id: &SceneId) -> Option<&Scene> {
        self.scenes.iter().find(|scene| scene.id == *id)
    }

    /// Every blob the project needs.
    pub fn blobs(&self) -> impl Iterator<Item = BlobHash> + '_ {
        self.charms.iter().map(|charm| charm.artwork.blob)
    }
}

impl Charm {
    /// A new charm of that artwork, as the process would have it.
    #[must_use]
    pub fn new(id: CharmId, name: String, blob: BlobHash, process: &Process) -> Self {
        let defaults = &process.defaults;
        Charm {
            id,
            name,
            artwork: Artwork { blob, background: Background::Auto },
            size: Size { length: defaults.size_mm, by: SizeBy::Longest },
            outline: OutlineSpec {
                border: defaults.border_mm,
                smoothing: defaults.smoothing_mm,
                join: defaults.join_mm,
                least_neck: defaults.least_neck_mm,
                hole: HoleSpec::Tab {
                    diameter: defaults.hole_mm,
                    wall: defaults.hole_wall_mm,
                    shift: Mm::ZERO,
                },
            },
            choke: defaults.choke_mm,
            process: process.id.clone(),
            hardware: defaults.hardware.clone(),
        }
    }
}
