//! What the Print room shows: recipes, plates, the proof.

use dangle_design::id::{CharmId, RecipeId};
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
