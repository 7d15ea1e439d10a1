//! What the Print room shows: recipes, plates, the proof.

use dangle_design::id::{CharmId, ProcessId, RecipeId};
use dangle_design::process::Source;
use serde::Serialize;
use ts_rs::TS;

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
    /// The processes it is made for.
    pub processes: Vec<ProcessId>,
    /// Whether it is the person's own, and so can be changed.
    pub own: bool,
    /// What whoever orders has to know or do.
    pub notes: Vec<String>,
    /// The names of its files; `{name}` stands for the charm's name.
    pub files: Vec<String>,
    /// The name of the zip they are sent in; `null` where they are sent as they are.
    pub zip: Option<String>,
}

/// How much of one ink lies at a place.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct InkView {
    /// The plate's name.
    pub plate: String,
    /// In per cent of full ink.
    pub percent: f64,
}

/// A colour of the artwork that comes out duller.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct DullView {
    /// As it is drawn.
    pub rgb: String,
    /// As it comes out: the nearest colour the press prints.
    pub printed: String,
    /// What people call it: `grey`, `red`, `orange`, `yellow`, `green`, `turquoise`, `blue`, `violet` or `pink`.
    pub hue: String,
    /// How much of the artwork has it, in per cent.
    pub share_percent: f64,
    /// How far it moves, CIE 1976 ΔE.
    pub shift: f64,
    /// How much of its chroma is lost, in per cent.
    pub chroma_lost_percent: f64,
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
    /// How much ink lies where: its picture's key. Covers the page.
    pub ink_map_picture: String,
    /// Which colours dull and how much: its picture's key. Covers the page.
    pub gamut_map_picture: String,
    /// The colours that dull most, the largest areas first.
    pub dull: Vec<DullView>,
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
    /// The least and the most the vendor makes, longer side in mm, where the charm is not within; else `null`.
    pub size_limits_mm: Option<[f64; 2]>,
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
    /// Which file; empty where there is only one.
    pub file: String,
}
