//! What the Print room shows of drift and of vendors' proofs.

use dangle_print::{Comparison, DriftReport};
use serde::Serialize;
use ts_rs::TS;

/// A charm whose plates do not lie on each other.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "Press.ts")]
pub struct DriftView {
    /// The figures.
    pub report: DriftReport,
    /// The charm as it would come out: a PNG as a `data:` address.
    pub picture: String,
    /// Where the picture lies, from the outline's top left: x, y, width, height in millimetres.
    pub frame_mm: [f64; 4],
}

/// A vendor's proof held against the charm.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "Press.ts")]
pub struct ComparedView {
    /// The proof's file name.
    pub name: String,
    /// What differs.
    pub comparison: Comparison,
    /// The proof with what differs marked: a PNG as a `data:` address; `null` when the charm was not found.
    pub picture: Option<String>,
    /// Where the picture lies, from the outline's top left: x, y, width, height in millimetres.
    pub frame_mm: [f64; 4],
}
