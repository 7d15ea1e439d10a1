//! All files of an order, each read back before it leaves.

use dangle_design::shape::CharmShape;
use dangle_design::{Error, ErrorCode, Job, Result};

use crate::archive::zipped;
use crate::formats::write_file;
use crate::intent::Intent;
use crate::pdf::Ticket;
use crate::plates::Plates;
use crate::proof::{Proof, prove_file};
use crate::recipe::{FileFormat, FileRecipe, Recipe};

/// A print file that was read back, and what was found in it.
#[derive(Clone, Debug)]
pub struct PrintFile {
    /// Its name.
    pub name: String,
    /// What it is.
    pub format: FileFormat,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What the read-back found; every line passed.
    pub proof: Proof,
}

/// The print files of a charm as its recipe wants them, each written and read back. A file that has nothing to
/// hold for this charm, such as that of the white where there is none, is left out.
///
/// # Errors
/// `Proof` when a written file is not what was meant; those of [`Plates::derive`]; `Cancelled`.
pub fn export(
    shape: &CharmShape,
    recipe: &Recipe,
    ticket: &Ticket<'_>,
    job: &Job<'_>,
) -> Result<Vec<PrintFile>> {
    let steps = 1 + recipe.files.len() as u64;
    job.step(0, steps)?;
    let plates = Plates::derive(shape, recipe)?;
    let mut files = Vec::new();
    for (done, file) in recipe.files.iter().enumerate() {
        job.step(1 + done as u64, steps)?;
        let intent = Intent { plates: &plates, recipe, file };
        if !intent.is_empty() {
            files.push(written(&intent, ticket)?);
        }
    }
    job.step(steps, steps)?;
    Ok(files)
}

/// The files as they are sent: as they are, or in the one zip that the recipe asks for.
///
/// # Errors
/// `Input` when the zip cannot be made.
pub fn delivered(files: &[PrintFile], recipe: &Recipe, title: &str) -> Result<Vec<(String, Vec<u8>)>> {
    match &recipe.zip {
        None => Ok(files.iter().map(|file| (file.name.clone(), file.bytes.clone())).collect()),
        Some(name) => {
            let zip = zipped(files.iter().map(|file| (file.name.as_str(), file.bytes.as_slice())))?;
            Ok(vec![(name.replace("{name}", title), zip)])
        }
    }
}

fn written(intent: &Intent<'_>, ticket: &Ticket<'_>) -> Result<PrintFile> {
    let FileRecipe { format, .. } = *intent.file;
    let name = intent.file.named(ticket.title);
    let bytes = write_file(intent, ticket)?;
    let proof = prove_file(&bytes, intent)?;
    match proof.first_fault() {
        None => Ok(PrintFile { name, format, bytes, proof }),
        Some(fault) => Err(Error::new(
            ErrorCode::Proof,
            format!("the written {name} is not what was meant: {}", fault.in_words()),
            "Nothing was saved. Export again; if it stays, send the charm's .dangle file with a report.",
        )),
    }
}
