//! Whether a recipe can be worked by: its values are within bounds, and its files hold what they can.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use dangle_design::units::Mm;
use dangle_design::{Error, ErrorCode, Result};

use super::{CutInk, CutRecipe, FileFormat, FileRecipe, Part, Recipe, WhiteInk, WhiteRecipe};

/// Bleeds, slugs and chokes are read from 0 to this: no vendor asks for more than an inch.
const WIDEST_MARGIN: Mm = Mm::new(25.4);
/// No blade or beam takes away more than this.
const WIDEST_KERF: Mm = Mm::new(5.0);
/// The longest side of a charm that is asked for: what a sheet of A3 takes.
const LONGEST: Mm = Mm::new(420.0);
/// Resolutions that are read, in pixels an inch: below 72 no plate is usable, above 2400 no file is.
const RESOLUTIONS: RangeInclusive<f64> = 72.0..=2400.0;
/// More files than this no vendor asks for.
const MOST_FILES: usize = 12;
/// Longest name, summary or note, in bytes.
const LONGEST_TEXT: usize = 1000;
/// Most notes.
const MOST_NOTES: usize = 20;

/// Refuses a recipe that cannot be worked by.
///
/// # Errors
/// `Input` naming the field.
pub(super) fn check(recipe: &Recipe) -> Result<()> {
    texts(recipe)?;
    page(recipe)?;
    colour(recipe)?;
    recipe.white.as_ref().map_or(Ok(()), white)?;
    cut(&recipe.cut)?;
    names_differ(recipe)?;
    files(recipe)
}

fn texts(recipe: &Recipe) -> Result<()> {
    let texts = [&recipe.name, &recipe.summary, &recipe.source.text].into_iter().chain(&recipe.notes);
    for text in texts {
        demand((1..=LONGEST_TEXT).contains(&text.len()), "a text", "Every text wants 1 to 1,000 letters.")?;
    }
    demand(recipe.notes.len() <= MOST_NOTES, "notes", "Twenty notes are the most.")?;
    demand(!recipe.processes.is_empty(), "processes", "Name the processes the recipe is made for.")
}

fn page(recipe: &Recipe) -> Result<()> {
    Mm::within("page.bleed_mm", recipe.page.bleed_mm.get(), Mm::ZERO, WIDEST_MARGIN)?;
    Mm::within("page.slug_mm", recipe.page.slug_mm.get(), Mm::ZERO, WIDEST_MARGIN)?;
    if let Some(dots) = recipe.page.dots_mm {
        Mm::within("page.dots_mm", dots.get(), Mm::new(1.0), recipe.page.slug_mm)?;
    }
    let Some(size) = &recipe.size else { return Ok(()) };
    Mm::within("size.least_mm", size.least_mm.get(), Mm::ZERO, LONGEST)?;
    Mm::within("size.most_mm", size.most_mm.get(), size.least_mm, LONGEST)?;
    Ok(())
}

fn colour(recipe: &Recipe) -> Result<()> {
    let colour = &recipe.colour;
    let limit = (100.0..=400.0).contains(&colour.ink_limit_percent);
    demand(limit, "colour.ink_limit_percent", "Give a limit from 100 to 400 per cent.")?;
    resolution("colour.dpi", colour.dpi)?;
    layer("colour.layer", &colour.layer)
}

fn white(white: &WhiteRecipe) -> Result<()> {
    Mm::within("white.choke_mm", white.choke_mm.get(), Mm::ZERO, WIDEST_MARGIN)?;
    resolution("white.dpi", white.dpi)?;
    percents("white.alternate_cmyk_percent", &white.alternate_cmyk_percent)?;
    layer("white.layer", &white.layer)?;
    spot("white.name", &white.name)
}

fn cut(cut: &CutRecipe) -> Result<()> {
    Mm::within("cut.kerf_mm", cut.kerf_mm.get(), Mm::ZERO, WIDEST_KERF)?;
    let width = (0.01..=10.0).contains(&cut.line_width_pt);
    demand(width, "cut.line_width_pt", "Give a line width from 0.01 to 10 points.")?;
    percents("cut.alternate_cmyk_percent", &cut.alternate_cmyk_percent)?;
    layer("cut.layer", &cut.layer)?;
    spot("cut.name", &cut.name)
}

/// Plates and layers are told apart by their names alone.
fn names_differ(recipe: &Recipe) -> Result<()> {
    let Some(white) = &recipe.white else { return Ok(()) };
    let layers = BTreeSet::from([&white.layer, &recipe.cut.layer, &recipe.colour.layer]);
    let differ = white.name != recipe.cut.name && layers.len() == 3;
    demand(differ, "names", "Give white, cut line and colour names and layers of their own.")
}

fn files(recipe: &Recipe) -> Result<()> {
    let count = (1..=MOST_FILES).contains(&recipe.files.len());
    demand(count, "files", "A recipe wants from 1 to 12 files.")?;
    recipe.files.iter().try_for_each(|file| one_file(recipe, file))?;
    let names: BTreeSet<&String> = recipe.files.iter().map(|file| &file.name).collect();
    demand(names.len() == recipe.files.len(), "files.name", "Give each file a name of its own.")?;
    let zip = recipe.zip.as_ref().is_none_or(|name| is_file_name(name, "zip"));
    demand(zip, "zip", "A zip's name holds {name}, ends in .zip and names no folder.")?;
    let cut = recipe.file_with(Part::Cut).is_some() || recipe.file_with(Part::Colour).is_some();
    demand(cut, "files.holds", "At least one file has to hold the colour or the cut line.")
}

fn one_file(recipe: &Recipe, file: &FileRecipe) -> Result<()> {
    let ending = file.format.ending();
    let named = is_file_name(&file.name, ending);
    demand(named, "files.name", "A file's name holds {name}, ends as its format does and names no folder.")?;
    let held = !file.holds.is_empty() && file.holds.iter().all(|part| file.format.can_hold().contains(part));
    demand(held, "files.holds", "The format cannot hold that: DXF is lines alone, PNG colour alone.")?;
    let needs_colour = matches!(
        file.format,
        FileFormat::Tiff
            | FileFormat::Psd
            | FileFormat::Areas
            | FileFormat::Turnaround
            | FileFormat::ThreadChart
    );
    demand(
        !needs_colour || file.holds(Part::Colour),
        "files.holds",
        "TIFF, PSD, flat areas and drawings want the colour.",
    )?;
    let line = recipe.cut.ink == CutInk::Spot || !file.format.is_pdf() || !file.holds(Part::Cut);
    demand(
        line || file.holds.len() == 1,
        "files.holds",
        "A cut line in process inks wants a PDF of its own.",
    )?;
    let Some(white) = &recipe.white else {
        return demand(!file.holds(Part::White), "files.holds", "There is no white in this recipe.");
    };
    // Layers and channels keep black and white apart; in a PDF they would fall onto one plate.
    let beside = file.holds(Part::White) && file.holds(Part::Colour) && file.format.is_pdf();
    let alone = white.ink == WhiteInk::Spot || !beside;
    demand(alone, "files.holds", "White written as black wants a file without colour.")
}

fn resolution(field: &str, dpi: f64) -> Result<()> {
    demand(RESOLUTIONS.contains(&dpi), field, "Give a resolution from 72 to 2400 pixels an inch.")
}

fn percents(field: &str, inks: &[f64; 4]) -> Result<()> {
    demand(inks.iter().all(|ink| (0.0..=100.0).contains(ink)), field, "Give each ink from 0 to 100 per cent.")
}

fn layer(field: &str, name: &str) -> Result<()> {
    demand(is_name(name), field, "A layer's name has 1 to 31 plain letters.")
}

/// The names PDF keeps for itself are not spots (ISO 32000-1, 8.6.6.4).
fn spot(field: &str, name: &str) -> Result<()> {
    let kept = ["All", "None", "Cyan", "Magenta", "Yellow", "Black"].contains(&name);
    demand(is_name(name) && !kept, field, "A spot's name has 1 to 31 plain letters and is no process ink.")
}

/// Names are read by programs of many makers: 31 plain characters are safe in all of them.
fn is_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b" _-".contains(&byte);
    (1..=31).contains(&name.len()) && name.bytes().all(plain)
}

fn is_file_name(name: &str, ending: &str) -> bool {
    let plain = !name.contains(['/', '\\', ':', '\0']) && name.len() <= 100;
    let ends = name.to_ascii_lowercase().strip_suffix(ending).is_some_and(|stem| stem.ends_with('.'));
    name.contains("{name}") && plain && ends
}

fn demand(holds: bool, field: &str, hint: &str) -> Result<()> {
    if holds {
        return Ok(());
    }
    Err(Error::new(ErrorCode::Input, format!("the recipe's {field} is out of range"), hint))
}
