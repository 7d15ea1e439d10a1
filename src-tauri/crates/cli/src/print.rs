//! `dangle print`: the files a vendor wants, proven, and `dangle recipes`: what vendors there are.

use std::path::PathBuf;

use dangle_design::{Error, Job};
use dangle_print::{FileFormat, Part, Recipe, Ticket};

use crate::args::{ListArgs, PrintArgs};
use crate::input::Opened;
use crate::output::{self, json_text, print_line, write_file};
use crate::stages::Shaped;
use crate::{Outcome, Result};

/// Writes the files of one charm, in each language of its words.
pub(crate) fn run(args: &PrintArgs) -> Result<Outcome> {
    let recipe = wanted(args)?;
    let variants = Opened::read(&args.file, args.charm.wish())?.only_shapes()?;
    let mut files = Vec::new();
    for shaped in &variants {
        files.extend(made(args, shaped, &recipe)?);
    }
    if one_file(args).is_none() {
        output::make_folder(&args.out)?;
    }
    files.iter().try_for_each(|(path, bytes)| write_file(path, bytes))?;
    Ok(Outcome::Good)
}

/// The recipe, with only the file that is asked for by its ending.
fn wanted(args: &PrintArgs) -> Result<Recipe> {
    let mut recipe = Recipe::load(&args.recipe)?;
    let Some(ending) = one_file(args) else { return Ok(recipe) };
    let part = if ending == "svg" { Part::Cut } else { Part::Colour };
    recipe.files.retain(|file| file.format.ending() == ending && file.holds(part));
    recipe.files.truncate(1);
    if recipe.files.is_empty() {
        let kinds: Vec<&str> =
            Recipe::load(&args.recipe)?.files.iter().map(|file| file.format.ending()).collect();
        return Err(Error::input(
            format!("\"{}\" has no such .{ending} file", recipe.name),
            format!("Name a folder to get all its files ({}).", kinds.join(", ")),
        ));
    }
    Ok(recipe)
}

/// The ending of the one file that is asked for; `None` where all go into a folder.
fn one_file(args: &PrintArgs) -> Option<String> {
    let ending = args.out.extension()?.to_string_lossy().to_lowercase();
    FileFormat::ALL.iter().any(|format| format.ending() == ending).then_some(ending)
}

fn made(args: &PrintArgs, shaped: &Shaped, recipe: &Recipe) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let title = shaped.charm.file_name();
    let files = dangle_print::export(&shaped.shape, recipe, &ticket(&title), &Job::silent())?;
    if one_file(args).is_some() {
        let path = output::variant(&args.out, shaped.charm.language.as_deref());
        return Ok(files.into_iter().map(|file| (path.clone(), file.bytes)).collect());
    }
    let files = dangle_print::delivered(&files, recipe, &title)?;
    Ok(files.into_iter().map(|(name, bytes)| (args.out.join(name), bytes)).collect())
}

/// Lists every recipe with its files.
pub(crate) fn recipes(args: &ListArgs) -> Result<Outcome> {
    for id in Recipe::ids() {
        let recipe = Recipe::load(&id)?;
        if args.json {
            print_line(&json_text(&recipe, false)?)?;
            continue;
        }
        let sure = if recipe.verified { "verified" } else { "unverified" };
        print_line(&format!("{}: {} ({sure})", recipe.id, recipe.name))?;
        print_line(&format!("  {}", recipe.summary))?;
        let files: Vec<&str> = recipe.files.iter().map(|file| file.name.as_str()).collect();
        print_line(&format!("  {}", files.join(", ")))?;
    }
    Ok(Outcome::Good)
}

/// What stands on a print file: the charm's name and no time, so that the same charm gives the same bytes.
pub(crate) fn ticket(name: &str) -> Ticket<'_> {
    Ticket { title: name, created: None }
}
