//! What the UI is shown: plain data, made from projects and shapes, exported as TypeScript.
//!
//! Pictures travel by the `dangle` protocol, named by key: `dangle://localhost/picture/<key>`.

use dangle_design::ErrorCode;
use dangle_design::edit::Edit;
use dangle_design::id::{
    AnchorId, BlobHash, CarrierId, CharmId, EntryId, FontId, PlacementId, ProjectId, RecipeId, SceneId,
    ViewId,
};
use dangle_design::process::{CheckCode, Edge, Fact, Source, Swatch, Use};
use dangle_design::project::{LayerRole, OutlineStyle, Project};
use dangle_design::shape::{GuideKind, Severity, ShapeNotes};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An error as the UI sees it: it matches on `code`, and shows the rest.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct ErrorView {
    /// The kind.
    pub code: ErrorCode,
    /// What is wrong.
    pub message: String,
    /// The way out.
    pub hint: Option<String>,
}

impl From<dangle_design::Error> for ErrorView {
    fn from(error: dangle_design::Error) -> Self {
        ErrorView { code: error.code(), message: error.to_string(), hint: error.hint().map(str::to_owned) }
    }
}

/// The open project.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct ProjectView {
    /// The project as it is.
    pub project: Project,
    /// Whether there is a step to undo.
    pub can_undo: bool,
    /// Whether there is a step to redo.
    pub can_redo: bool,
    /// Counts commits of this sitting; a later view has a larger one.
    pub revision: u32,
    /// Whether every edit has reached the disk.
    pub kept: bool,
    /// The charm that the last import added, to be selected.
    pub added: Option<CharmId>,
}

/// A project that can be opened.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct RecentProject {
    /// Which one.
    pub id: ProjectId,
    /// Its name.
    pub name: String,
    /// When it was last changed: milliseconds since 1970.
    #[ts(type = "number")]
    pub changed_ms: i64,
    /// How many charms it holds.
    pub charms: u32,
}

/// What the window needs at its start.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct StartView {
    /// The project that was open last, or a new empty one.
    pub project: ProjectView,
    /// Projects that can be opened, newest first.
    pub recent: Vec<RecentProject>,
    /// The person's settings.
    pub settings: Settings,
    /// Sample artworks.
    pub samples: Vec<SampleView>,
    /// Carriers that charms can hang on.
    pub carriers: Vec<CarrierView>,
    /// Clasps.
    pub hardware: Vec<HardwareView>,
    /// Parts that hang beside a charm.
    pub beside: Vec<BesideView>,
    /// Processes.
    pub processes: Vec<ProcessView>,
    /// Colours to choose from, where a process has few.
    pub swatches: Vec<Swatch>,
    /// Fonts that come with Dangle.
    pub fonts: Vec<FontView>,
    /// Recipes.
    pub recipes: Vec<RecipeView>,
}

/// The person's settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "View.ts")]
pub struct Settings {
    /// `system`, `paper` or `night`.
    pub theme: String,
    /// `en`, `zh-CN`, `ja`, or `system`.
    pub language: String,
    /// `mm` or `in`.
    pub unit: String,
    /// Pixels of the screen (CSS) in one millimetre of glass, once calibrated by a bank card.
    pub screen_px_per_mm: Option<f64>,
}

/// A sample artwork.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct SampleView {
    /// Its file's name without the ending.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its picture's key.
    pub picture: String,
}

/// A process that can be chosen.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct ProcessView {
    /// Which one.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// One line about it.
    pub summary: String,
    /// Thickness of the body.
    pub thickness_mm: f64,
    /// Where the thickness comes from.
    pub thickness_source: Source,
    /// The body's own colour.
    pub body: String,
    /// What is made at the outline.
    pub edge: Edge,
    /// The outlines that can be made, the usual one first.
    pub styles: Vec<OutlineStyle>,
    /// What of a charm has an effect: no other control is shown.
    pub uses: Vec<Use>,
    /// What is stacked, the front first; empty for one piece.
    pub layers: Vec<StackView>,
    /// How many colours are found when the person does not say; `null` where colours are not counted.
    pub colours: Option<u32>,
    /// The finest detail kept, in mm; `null` where all is.
    pub finest_mm: Option<f64>,
    /// Width of metal lines, in mm.
    pub line_mm: Option<f64>,
    /// What is left of a length after shrinking, across and down.
    pub shrink: Option<[f64; 2]>,
    /// What else a person should know, each with its source.
    pub facts: Vec<Fact>,
    /// What it can make, as the process has it.
    pub limits: Vec<LimitView>,
}

/// One layer of a stack.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct StackView {
    /// What people call it.
    pub name: String,
    /// How thick it is.
    pub thickness_mm: f64,
    /// Whether only its wall is left, round a cavity.
    pub hollow: bool,
}

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

/// A font that texts can be set in.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct FontView {
    /// Which one.
    pub id: FontId,
    /// What people call it.
    pub name: String,
    /// The languages it is made for, by tag.
    pub languages: Vec<String>,
    /// Its name set in it: its picture's key.
    pub picture: String,
}

/// A limit of a process.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct LimitView {
    /// Which check reads it.
    pub check: CheckCode,
    /// The unit of its figures.
    pub unit: String,
    /// Where warnings begin.
    pub warn: Option<f64>,
    /// Where errors begin.
    pub error: Option<f64>,
    /// Whether values above are bad, rather than values below.
    pub ceiling: bool,
    /// Whose limit it is, and how sure.
    pub source: Source,
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

/// One finding.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct CheckView {
    /// Which check.
    pub code: CheckCode,
    /// How bad it is.
    pub severity: Severity,
    /// Where, if it has a place.
    pub at_mm: Option<[f64; 2]>,
    /// More places where it is found, from foot to foot, worst first.
    pub marks_mm: Vec<[[f64; 2]; 2]>,
    /// The value found.
    pub value: f64,
    /// The limit it is held against.
    pub limit: f64,
    /// The unit of both.
    pub unit: String,
    /// Whose limit it is, and how sure.
    pub source: Source,
    /// The finding in words (English; the UI has its own words by `code`).
    pub message: String,
    /// What to do about it.
    pub remedy: String,
    /// The edit that does it: sent back as it is.
    pub fix: Option<Edit>,
}

/// A piece of hardware that does not fit its charm.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct MisfitView {
    /// Which rule, such as `ring_in_hole`.
    pub code: String,
    /// What does not fit what, in words (English; the UI has its own words by `code`).
    pub message: String,
    /// What would fit.
    pub remedy: String,
    /// The measure that does not fit.
    pub found_mm: f64,
    /// What it would have to be.
    pub limit_mm: f64,
    /// The edit that mends it, tried: sent back as it is.
    pub fix: Option<Edit>,
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

/// What would mend a charm.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct FixesView {
    /// The one edit that makes all these fixes; `null` when there is nothing that an edit can mend.
    pub edit: Option<Edit>,
    /// What it mends, in that order.
    pub fixed: Vec<FixedView>,
    /// The checks that still fail afterwards.
    pub left: Vec<CheckCode>,
}

/// One fix.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct FixedView {
    /// The check that it lets pass.
    pub code: CheckCode,
    /// What was found, in words.
    pub message: String,
    /// What is done about it, in words.
    pub remedy: String,
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

/// A recipe that can be chosen.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct RecipeView {
    /// Which one.
    pub id: RecipeId,
    /// What people call it.
    pub name: String,
    /// One line about it.
    pub summary: String,
    /// Whether a vendor's own page was read: no preset is called verified when it is not.
    pub verified: bool,
    /// Where its figures come from.
    pub source: Source,
}

/// What the Print room shows of one charm.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct PrintView {
    /// Which charm.
    pub charm: CharmId,
    /// The recipe.
    pub recipe: RecipeView,
    /// The plates, in the order they are printed.
    pub plates: Vec<PlateView>,
    /// The trim box: the outline's size.
    pub trim_mm: [f64; 2],
    /// The whole page, and where the trim box lies on it: x, y, width, height.
    pub page_mm: [f64; 2],
    /// Where the trim box lies on the page.
    pub trim_at_mm: [f64; 2],
    /// The cut line and hole as SVG path data in mm, origin at the trim box's top left.
    pub cut_path: String,
    /// The flat artwork: its picture's key. Covers the page.
    pub original_picture: String,
    /// The artwork as the press will print it: its picture's key. Covers the page.
    pub proof_picture: String,
    /// The most ink at any one place, in per cent.
    pub total_ink_percent: f64,
    /// The recipe's limit.
    pub ink_limit_percent: f64,
    /// The largest colour shift, CIE 1976 ΔE.
    pub largest_shift: f64,
    /// The press profile's name.
    pub profile: String,
    /// How far the white is pulled in.
    pub choke_mm: f64,
    /// How far the colour goes past the cut where it reaches it.
    pub bleed_mm: f64,
    /// Artwork resolution of the plates.
    pub dpi: f64,
    /// Why the recipe's plates are wrong for the charm's process; `null` where they are right.
    pub misfit: Option<String>,
}

/// One ink of the print file.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct PlateView {
    /// Its name.
    pub name: String,
    /// `process`, `white` or `cut`.
    pub kind: String,
    /// The colour it is shown in.
    pub swatch: String,
    /// How much of the trim box it covers, in per cent (mean ink); `null` for a line.
    pub cover_percent: Option<f64>,
    /// The plate alone, as a grey picture of the page (black = full ink): its picture's key.
    pub picture: String,
}

/// One line of the read-back proof.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct ProofLine {
    /// Which rule, such as `spot_names`.
    pub code: String,
    /// Whether the written file keeps it.
    pub passed: bool,
    /// What was found, in words.
    pub found: String,
    /// What was meant.
    pub meant: String,
}

/// A file that was written.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct ExportView {
    /// Where it is.
    pub path: String,
    /// Its size in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// The read-back proof, for print files.
    pub proof: Vec<ProofLine>,
    /// Where the files for other languages are that were written with it.
    pub also: Vec<String>,
}

/// How far long work has come.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct Progress {
    /// Which work.
    pub job: u32,
    /// Steps done.
    pub done: u32,
    /// Steps in all.
    pub total: u32,
}

/// One thing in the collection.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct EntryView {
    /// Which one.
    pub id: EntryId,
    /// What people call it.
    pub name: String,
    /// `made`, `bought`, `wished`, `lent` or `traded`.
    pub status: String,
    /// Why it matters.
    pub story: String,
    /// Its picture's key.
    pub picture: String,
    /// Width over height of the picture.
    pub aspect: f64,
    /// When it joined: milliseconds since 1970.
    #[ts(type = "number")]
    pub added_ms: i64,
}
