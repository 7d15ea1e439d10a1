//! Scenes as the Mock-up room shows them.

use dangle_design::id::{AnchorId, CharmId, PlacementId, SceneId};
use serde::Serialize;
use ts_rs::TS;

/// A picture with a place.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct SpriteView {
    /// Its picture's key.
    pub picture: String,
    /// Where its rectangle lies: x, y, width, height, in the unit of what it belongs to
    /// (mm in the Design room, pixels of the carrier's picture in a scene).
    pub rect: [f64; 4],
}

/// What the Mock-up room shows of one scene. Pixels of the carrier's picture, y down.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct SceneView {
    /// Which scene.
    pub scene: SceneId,
    /// Width and height of the carrier's picture.
    pub size_px: [u32; 2],
    /// The carrier alone, ground and tint included: its picture's key.
    pub carrier_picture: String,
    /// The finished scene, rendered by resvg: its picture's key.
    pub true_picture: String,
    /// Where charms can hang.
    pub anchors: Vec<AnchorView>,
    /// The charms, farthest first.
    pub placements: Vec<PlacementView>,
}

/// A place on the carrier.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct AnchorView {
    /// Which one.
    pub id: AnchorId,
    /// What people call it.
    pub name: String,
    /// Where it is.
    pub at_px: [f64; 2],
    /// Pixels a millimetre there.
    pub px_per_mm: f64,
    /// What lies in front of what hangs there.
    pub over: Option<SpriteView>,
}

/// One charm at one anchor, as sprites to be moved by the hand: draw `shadow`, `body` (charm, ring, chain
/// and clasp as they hang, turned already) at their rects; to move to another anchor, add the difference
/// of the anchors and scale by their `px_per_mm` about the anchor.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct PlacementView {
    /// Which one.
    pub id: PlacementId,
    /// Which charm.
    pub charm: CharmId,
    /// Where it hangs.
    pub anchor: AnchorId,
    /// The charm with its hardware.
    pub body: SpriteView,
    /// Its shadow.
    pub shadow: SpriteView,
    /// The same in parts that swing apart.
    pub swing: SwingView,
    /// How far it is turned from upright, gravity and the person's turn together.
    pub turn_deg: f64,
    /// The charm's plate: corners of its box, clockwise from the top left, for selection.
    pub corners_px: [[f64; 2]; 4],
}

/// One placement in parts: the hardware turns about the anchor, the charm about its pivot.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct SwingView {
    /// What of the hardware lies behind the charm.
    pub behind: Option<SpriteView>,
    /// The charm alone.
    pub charm: SpriteView,
    /// What of the hardware lies before the charm.
    pub before: Option<SpriteView>,
    /// Where the charm turns.
    pub pivot_px: [f64; 2],
}
