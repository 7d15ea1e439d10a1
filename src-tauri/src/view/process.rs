//! Processes: what each can make, and what it costs in detail.

use dangle_design::process::{CheckCode, Edge, Fact, Source, Use};
use dangle_design::project::OutlineStyle;
use serde::Serialize;
use ts_rs::TS;

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
