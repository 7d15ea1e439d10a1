//! Plates, colour, recipes, writers, and the read-back proof.
//!
//! [`Plates`] are the intent. [`write_pdf`] writes them, [`prove`] reads the file again and compares it with
//! them plate by plate, and [`export()`] does both: nothing leaves that was not read back.

mod archive;
mod bundle;
mod card;
mod colour;
mod coverage;
mod diff;
mod drift;
mod export;
#[cfg(test)]
#[path = "../tests/fixture/mod.rs"]
mod fixture;
mod formats;
mod gamut;
mod gang;
mod geometry;
mod intent;
mod laid;
pub mod nest;
mod paper;
mod pdf;
mod plates;
mod preview;
mod proof;
pub mod quote;
mod raster;
mod read;
mod recipe;
mod shelf;
mod stencil;
mod techpack;
mod vector;
mod workshop;

pub use archive::zipped;
pub use bundle::{Bundle, Letter, OrderParts, quote_csv, write_bundle};
pub use card::{
    Card, CardPreview, CardSheet, card_preview, card_sheet_preview, suggested_card, suggested_words,
    write_card, write_card_sheets,
};
pub use diff::{Comparison, Diff, Finding, FindingCode, Layer, LayerSeen, Lies, Seen, diff};
pub use drift::{Drift, DriftAdvice, DriftChange, DriftReport, FARTHEST_DRIFT, Moves, RiskLevel, drift};
pub use export::{PrintFile, delivered, export};
pub use formats::write_file;
pub use gamut::add_checks;
pub use gang::{Design, Gang, prove_gang, write_gang_dxf, write_gang_svg};
pub use intent::Intent;
pub use pdf::{Moment, Ticket, write_gang_pdf, write_pdf};
pub use plates::Plates;
pub use preview::{DullColour, Hue, InkAt};
pub use preview::{PlateKind, PlatePreview, PrintPreview, preview};
pub use proof::{Proof, ProofCode, ProofLine, prove, prove_alone, prove_file, prove_for};
pub use recipe::{
    BlackPolicy, ColourRecipe, CutInk, CutRecipe, FileFormat, FileRecipe, PageRecipe, Part, Recipe,
    SizeRecipe, WhiteInk, WhiteOrder, WhiteRecipe,
};
pub use shelf::Shelf;
pub use techpack::{Paper, TechPack, write_tech_pack};
