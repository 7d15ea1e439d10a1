//! What charms hang on and from: carriers, photos, hardware.

use dangle_design::id::{AnchorId, BlobHash, CarrierId, ViewId};
use serde::Serialize;
use ts_rs::TS;

/// A kit of hardware in a finish, as it can be chosen.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct HardwareView {
    /// Which one.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its finish.
    pub finish: String,
    /// The finish's name.
    pub finish_name: String,
    /// A small picture's key.
    pub picture: String,
    /// How long its chain, cord or strap may be; `null` where it comes in one length.
    pub length: Option<LengthView>,
    /// The colour it has where the person chooses none; `null` where it takes none.
    pub colour: Option<String>,
}

/// The lengths that a part is sold in.
#[derive(Clone, Copy, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct LengthView {
    /// As it is usually sold.
    pub usual_mm: f64,
    /// At least.
    pub least_mm: f64,
    /// At most.
    pub most_mm: f64,
}

/// A part that can hang beside a charm.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct BesideView {
    /// Which one.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// A small picture's key.
    pub picture: String,
    /// How long it may be.
    pub length: Option<LengthView>,
    /// The colour it has where the person chooses none.
    pub colour: Option<String>,
}

/// A carrier that can be chosen.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct CarrierView {
    /// Which one.
    pub id: CarrierId,
    /// What people call it.
    pub name: String,
    /// A small picture's key.
    pub picture: String,
    /// Its views.
    pub views: Vec<NamedView>,
    /// The view shown first.
    pub default_view: ViewId,
    /// Colours that suit it.
    pub tints: Vec<String>,
}

/// One view of a carrier.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct NamedView {
    /// Which one.
    pub id: ViewId,
    /// What people call it.
    pub name: String,
    /// Where charms can hang in it.
    pub anchors: Vec<AnchorId>,
}

/// A photo of what charms could hang on, kept for an edit to come.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct PhotoView {
    /// Its bytes.
    pub blob: BlobHash,
    /// Its width and height.
    pub size_px: [u32; 2],
    /// Its picture's key.
    pub picture: String,
    /// Its small picture's key.
    pub thumbnail: String,
}

/// A photo that was dropped on the window.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct DroppedPhoto {
    /// Its file's name.
    pub name: String,
    /// The photo, kept.
    pub photo: PhotoView,
}
