//! A person's own photo of what charms hang on.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{BrushStroke, Spot};
use crate::id::{AnchorId, BlobHash, CarrierId};
use crate::units::Mm;

/// A photo that stands as a carrier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct Photo {
    /// Names it as a carrier.
    pub id: CarrierId,
    /// What the person calls it.
    pub name: String,
    /// The picture's bytes.
    pub blob: BlobHash,
    /// What tells its scale.
    pub ruler: Ruler,
    /// Where charms can hang.
    pub anchors: Vec<PhotoAnchor>,
    /// What lies in front of charms, as strokes of a brush over the photo; `keep` brings the charm back.
    pub front: Vec<BrushStroke>,
    /// Where the light comes from: the tip of a handle within the unit circle, seen from the viewer; its middle is
    /// light from the camera. Right and down are positive.
    pub light: [f64; 2],
}

/// Two places of a photo and how far apart they are in truth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct Ruler {
    /// One end.
    pub from: Spot,
    /// The other.
    pub to: Spot,
    /// How far apart they are.
    pub length: Mm,
}

/// A place on a photo where charms can hang.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct PhotoAnchor {
    /// Names it.
    pub id: AnchorId,
    /// What the person calls it.
    pub name: String,
    /// Where it is.
    pub at: Spot,
    /// How far the cloth lies behind a charm that hangs there.
    pub surface_distance: Mm,
}
