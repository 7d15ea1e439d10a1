//! A charm as the Design room shows it.

use dangle_design::id::CharmId;
use dangle_design::project::LayerRole;
use dangle_design::shape::{GuideKind, ShapeNotes};
use serde::Serialize;
use ts_rs::TS;

use super::{CheckView, MisfitView, SpriteView};

/// What the Design room shows of one charm. Millimetres, origin at the top left of the outline's box.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct CharmView {
    /// Which charm.
    pub charm: CharmId,
    /// Whether this is a preview of an edit not committed yet.
    pub preview: bool,
    /// Width and height of the outline's box.
    pub size_mm: [f64; 2],
    /// The cut line, as SVG path data in mm.
    pub cut_path: String,
    /// The white ink's region, as SVG path data in mm, non-zero filled.
    pub white_path: String,
    /// Number of nodes of the cut line.
    pub nodes: u32,
    /// Area, the hole taken off.
    pub area_mm2: f64,
    /// Length of the cut line.
    pub perimeter_mm: f64,
    /// What is cut out inside the cut line, holes not among it, as SVG path data in mm.
    pub cutouts_path: String,
    /// The holes, in the order of the charm's list; the charm hangs by the first.
    pub holes: Vec<HoleView>,
    /// Lines that the process adds: nothing is cut along them.
    pub guides: Vec<GuideView>,
    /// What the back shows, seen through the plate from the front.
    pub back: Option<BackView>,
    /// Centre of mass.
    pub centroid_mm: [f64; 2],
    /// Mass of the plate.
    pub mass_g: f64,
    /// How far it hangs from straight, clockwise.
    pub tilt_deg: Option<f64>,
    /// How it hangs by its first two holes at once, if it has them.
    pub pair: Option<PairView>,
    /// The narrowest neck.
    pub neck: Option<NeckView>,
    /// Narrow places, narrowest first, for the heat map.
    pub necks: Vec<NeckView>,
    /// Where the artwork's rectangle lies: x, y, width, height.
    pub artwork_box_mm: [f64; 4],
    /// The artwork with its ground removed, words and all, as the process renders it: its picture's key.
    pub artwork_picture: String,
    /// The artwork's own rectangle, which `Spot`s are shares of: x, y, width, height. Words may reach beyond.
    pub spots_box_mm: [f64; 4],
    /// Local thickness of the material as a picture (a hue for each width, see `thickness_mm`): its picture's
    /// key and place; `null` in a preview.
    pub thickness: Option<SpriteView>,
    /// The widths, in mm, at the ends of the thickness picture's scale.
    pub thickness_mm: [f64; 2],
    /// The artwork's resolution at this size; `null` for vector art.
    pub artwork_dpi: Option<f64>,
    /// The shaded charm (the look of its process): its picture's key; `null` in a preview.
    pub look: Option<SpriteView>,
    /// The findings, most severe first.
    pub checks: Vec<CheckView>,
    /// What of its hardware does not fit it; empty in a preview.
    pub misfits: Vec<MisfitView>,
    /// What the process made of the artwork; its figures are missing in a preview.
    pub makeup: MakeupView,
    /// What was done on the way.
    pub notes: ShapeNotes,
}

/// How a charm hangs by two holes at once, from two equal cords.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct PairView {
    /// How far it turns, clockwise: the line between the holes is level.
    pub tilt_deg: f64,
    /// The first hole's share of the weight; below 0 or above 1 one cord goes slack.
    pub share: f64,
}

/// What a process made of the artwork, in figures.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct MakeupView {
    /// The colours it has, the most used first; empty where it has as many as the artwork.
    pub colours: Vec<String>,
    /// Width of the narrowest area of one colour.
    pub cell_mm: Option<f64>,
    /// Width of the thinnest metal.
    pub metal_mm: Option<f64>,
    /// Details that were too fine and are now part of what lies round them.
    pub merged: u32,
    /// Width of the space inside a shaker.
    pub cavity_mm: Option<f64>,
    /// The smallest and the largest loose pieces that move in it.
    pub pieces_mm: Option<[f64; 2]>,
}

/// A hole, in mm.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct HoleView {
    /// Its place in the charm's list of holes.
    pub index: u32,
    /// Its edge, as SVG path data.
    pub path: String,
    /// Its centre.
    pub center_mm: [f64; 2],
    /// Across the narrow way: a round hole's diameter.
    pub diameter_mm: f64,
    /// From end to end; a round hole's diameter.
    pub length_mm: f64,
    /// How far the charm turns when hung by this hole, clockwise.
    pub tilt_deg: f64,
    /// How far a slot's long way is turned from level, clockwise.
    pub turn_deg: f64,
    /// Whether it goes through artwork.
    pub in_artwork: bool,
    /// The least material between the hole and any other line that is cut.
    pub wall_mm: f64,
}

/// A line that a process adds, in mm.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct GuideView {
    /// What it stands for.
    pub kind: GuideKind,
    /// The line, or the region it bounds, as SVG path data.
    pub path: String,
    /// Its bounding box: x, y, width, height, in mm. It may reach beyond the charm.
    pub rect: [f64; 4],
}

/// What the back shows, seen through the plate from the front.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct BackView {
    /// The artwork: its picture's key.
    pub picture: String,
    /// Where its rectangle lies: x, y, width, height, in mm.
    pub rect: [f64; 4],
    /// The white ink's region, as SVG path data in mm, non-zero filled.
    pub white_path: String,
}

/// A layer of a layered artwork file.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct LayerView {
    /// Its id within the file.
    pub id: String,
    /// What the artist called it.
    pub name: String,
    /// What it is used for now.
    pub role: LayerRole,
    /// The layer alone, small: its picture's key.
    pub picture: String,
}

/// A narrow place, in mm.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct NeckView {
    /// One foot.
    pub from_mm: [f64; 2],
    /// The other foot.
    pub to_mm: [f64; 2],
    /// Its width.
    pub width_mm: f64,
}

/// How two charms hang together.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct TogetherView {
    /// Inner diameter of the ring they share.
    pub ring_mm: f64,
    /// What both weigh.
    pub mass_g: f64,
    /// The first charm's second hole, by which the second hangs below it; `null` when it has none.
    pub lower_mm: Option<[f64; 2]>,
    /// The first charm: in a chain the upper one.
    pub first: HungView,
    /// The second charm.
    pub second: HungView,
}

/// One of two charms that hang together.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct HungView {
    /// The point of its hole that it turns about.
    pub hole_mm: [f64; 2],
    /// How far it turns on a shared ring, clockwise.
    pub ring_tilt_deg: f64,
    /// How far along the ring's wire it sits from the lowest place.
    pub along_mm: f64,
    /// How far it turns in a chain, clockwise; `null` when the first charm has no second hole.
    pub chain_tilt_deg: Option<f64>,
}
