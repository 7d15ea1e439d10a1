//! What is wrong with a charm, and what was mended.

use dangle_design::edit::Edit;
use dangle_design::process::{CheckCode, Source};
use dangle_design::shape::Severity;
use serde::Serialize;
use ts_rs::TS;

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
