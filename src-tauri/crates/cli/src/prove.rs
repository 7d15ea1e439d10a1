//! `dangle prove`: what is really in a print file.

use std::path::Path;

use dangle_design::Error;
use dangle_print::{FileRecipe, Intent, Plates, Proof, Recipe, prove_alone, prove_file, prove_for};

use crate::args::ProveArgs;
use crate::input::{Opened, read_at_most};
use crate::output::{json_text, print_line};
use crate::stages::Shaped;
use crate::{Outcome, Result};

/// Largest print file that is read, in bytes: a gang sheet at 1200 dpi stays well below.
const LARGEST_PRINT_FILE: u64 = 512_000_000;

/// What a file is held against where no recipe is named.
const USUAL_RECIPE: &str = "generic-acrylic";

/// Reads the file again and holds it against the charm, a vendor's recipe, or the rules every print file
/// keeps.
pub(crate) fn run(args: &ProveArgs) -> Result<Outcome> {
    let bytes = read_at_most(&args.file, LARGEST_PRINT_FILE)?;
    let recipe = args.recipe.as_ref().map(Recipe::load).transpose()?;
    let proof = match (&args.against, recipe) {
        (None, None) => prove_alone(&bytes),
        (None, Some(recipe)) => prove_for(&bytes, &recipe),
        (Some(project), recipe) => {
            let usual = || Recipe::load(&dangle_design::id::RecipeId::new(USUAL_RECIPE)?);
            against(args, &bytes, project, &recipe.map_or_else(usual, Ok)?)
        }
    };
    let proof = proof.map_err(|error| error.about(args.file.display()))?;
    if args.json {
        print_line(&json_text(&proof, false)?)?;
    } else {
        print_ticks(&proof)?;
    }
    Ok(if proof.first_fault().is_none() { Outcome::Good } else { Outcome::CheckFailed })
}

fn against(args: &ProveArgs, bytes: &[u8], project: &Path, recipe: &Recipe) -> Result<Proof> {
    let shaped = Shaped::named_for(&args.file, Opened::read_project(project)?.only_shapes()?);
    let plates = Plates::derive(&shaped.shape, recipe)?;
    let file = file_of(args, &shaped.charm.file_name(), recipe)?;
    prove_file(bytes, &Intent { plates: &plates, recipe, file })
}

/// Which of the recipe's files it is: the one of that name, or else the first of that kind.
fn file_of<'a>(args: &ProveArgs, charm: &str, recipe: &'a Recipe) -> Result<&'a FileRecipe> {
    let name = args.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let ending = args.file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let of_kind = |file: &&FileRecipe| Some(file.format.ending()) == ending.as_deref();
    let named = recipe.files.iter().find(|file| file.named(charm) == name);
    named.or_else(|| recipe.files.iter().find(of_kind)).ok_or_else(|| {
        let names: Vec<String> = recipe.files.iter().map(|file| file.named(charm)).collect();
        Error::input(
            format!("\"{}\" has no file like {name}", recipe.name),
            format!("Its files are {}.", names.join(", ")),
        )
    })
}

fn print_ticks(proof: &Proof) -> Result<()> {
    for line in &proof.lines {
        let tick = if line.passed { "ok   " } else { "FAULT" };
        print_line(&format!("{tick} {}: {} (meant: {})", line.code.as_str(), line.found, line.meant))?;
    }
    Ok(())
}
