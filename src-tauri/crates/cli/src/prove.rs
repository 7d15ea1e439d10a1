//! `dangle prove`: what is really in a print file.

use dangle_print::{Intent, Plates, Proof, Recipe, prove, prove_alone};

use crate::args::ProveArgs;
use crate::input::{Opened, read_at_most};
use crate::output::{json_text, print_line};
use crate::stages::Shaped;
use crate::{Outcome, Result};

/// Largest print file that is read, in bytes: a gang sheet at 1200 dpi stays well below.
const LARGEST_PRINT_FILE: u64 = 512_000_000;

/// Separates the file and holds it against the project, or against the rules every print file keeps.
pub(crate) fn run(args: &ProveArgs) -> Result<Outcome> {
    let pdf = read_at_most(&args.file, LARGEST_PRINT_FILE)?;
    let proof = match &args.against {
        None => prove_alone(&pdf)?,
        Some(project) => {
            let recipe = Recipe::load(&dangle_design::id::RecipeId::new("generic-acrylic")?)?;
            let shaped = Shaped::named_for(&args.file, Opened::read_project(project)?.only_shapes()?);
            let plates = Plates::derive(&shaped.shape, &recipe)?;
            prove(&pdf, &Intent::first(&plates, &recipe)?)?
        }
    };
    if args.json {
        print_line(&json_text(&proof, false)?)?;
    } else {
        print_ticks(&proof)?;
    }
    Ok(if proof.first_fault().is_none() { Outcome::Good } else { Outcome::CheckFailed })
}

fn print_ticks(proof: &Proof) -> Result<()> {
    for line in &proof.lines {
        let tick = if line.passed { "ok   " } else { "FAULT" };
        print_line(&format!("{tick} {}: {} (meant: {})", line.code.as_str(), line.found, line.meant))?;
    }
    Ok(())
}
