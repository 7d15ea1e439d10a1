//! What the UI is shown: plain data, made from projects and shapes, exported as TypeScript.
//!
//! Pictures travel by the `dangle` protocol, named by key: `dangle://localhost/picture/<key>`.

mod carrier;
mod charm;
mod check;
mod gang;
mod order;
mod press;
mod print;
mod process;
mod scene;

use dangle_design::ErrorCode;
use dangle_design::id::{CharmId, EntryId, FontId, ProjectId};
use dangle_design::process::Swatch;
use dangle_design::project::Project;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use carrier::{BesideView, CarrierView, DroppedPhoto, HardwareView, LengthView, NamedView, PhotoView};
pub use charm::{
    BackView, CharmView, GuideView, HoleView, HungView, LayerView, MakeupView, NeckView, PairView,
    TogetherView,
};
pub use check::{CheckView, FixedView, FixesView, MisfitView};
pub use gang::{ClashView, GangItemView, GangView, PageView};
pub use order::{CardSheetName, CardSheetView, CardView, OrderPaper, OrderView};
pub use press::{ComparedView, DriftView};
pub use print::{DullView, InkView, PlateView, PrintView, ProofLine, RecipeView};
pub use process::{LimitView, ProcessView, StackView};
pub use scene::{AnchorView, PlacementView, SceneView, SpriteView, SwingView};

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
