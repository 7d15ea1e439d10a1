//! Plates, colour, recipes, writers, and the read-back proof.
//!
//! [`Plates`] are the intent. [`write_pdf`] writes them, [`prove`] reads the file again and compares it with
//! them plate by plate, and [`export`] does both: nothing leaves that was not read back.

mod colour;
mod coverage;
#[cfg(test)]
#[path = "../tests/fixture/mod.rs"]
mod fixture;
mod gamut;
mod geometry;
mod pdf;
mod plates;
mod preview;
mod proof;
mod raster;
mod read;
mod recipe;
mod stencil;
mod svg;

use dangle_design::shape::CharmShape;
use dangle_design::{Error, ErrorCode, Job, Result};

pub use gamut::add_checks;
pub use pdf::{Moment, Ticket, write_pdf};
pub use plates::Plates;
pub use preview::{PlateKind, PlatePreview, PrintPreview, preview};
pub use proof::{Proof, ProofCode, ProofLine, prove, prove_alone};
pub use recipe::{
    BlackPolicy, ColourRecipe, CutRecipe, FileNames, PageRecipe, Recipe, WhiteOrder, WhiteRecipe,
};
pub use svg::write_cut_svg;

/// A print file that was read back, and what was found in it.
#[derive(Clone, Debug)]
pub struct Export {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// What the read-back found; every line passed.
    pub proof: Proof,
}

/// The print file of a charm, written and read back.
///
/// # Errors
/// `Proof` when the written file is not what was meant; those of [`Plates::derive`]; `Cancelled`.
pub fn export(shape: &CharmShape, recipe: &Recipe, ticket: &Ticket<'_>, job: &Job<'_>) -> Result<Export> {
    job.step(0, 3)?;
    let plates = Plates::derive(shape, recipe)?;
    job.step(1, 3)?;
    let pdf = write_pdf(&plates, recipe, ticket)?;
    job.step(2, 3)?;
    let proof = prove(&pdf, &plates, recipe)?;
    job.step(3, 3)?;
    match proof.first_fault() {
        None => Ok(Export { pdf, proof }),
        Some(fault) => Err(Error::new(
            ErrorCode::Proof,
            format!("the written PDF is not what was meant: {}", fault.in_words()),
            "Nothing was saved. Export again; if it stays, send the charm's .dangle file with a report.",
        )),
    }
}
