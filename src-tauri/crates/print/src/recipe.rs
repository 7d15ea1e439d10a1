//! Recipes: what one vendor, or one kind of vendor, wants of a print file. Data, not code.

use dangle_design::id::{ProcessId, RecipeId};
use dangle_design::process::{Process, Source};
use dangle_design::units::Mm;
use dangle_design::{Error, ErrorCode, Result};
use rust_embed::Embed;
use serde::Deserialize;

#[derive(Embed)]
#[folder = "../../../assets/recipes"]
struct Files;

/// What a print file for one vendor looks like: a file under `assets/recipes`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// Names the recipe; the file's name without its ending.
    pub id: RecipeId,
    /// What people call it.
    pub name: String,
    /// One line about it.
    pub summary: String,
    /// Whether the vendor's own template or page was followed line by line.
    pub verified: bool,
    /// Where its figures come from.
    pub source: Source,
    /// The processes it is made for.
    pub processes: Vec<ProcessId>,
    /// The boxes round the charm.
    pub page: PageRecipe,
    /// The process colours.
    pub colour: ColourRecipe,
    /// The white plate.
    pub white: WhiteRecipe,
    /// The cut line's plate.
    pub cut: CutRecipe,
    /// What the files are called.
    pub files: FileNames,
}

/// The boxes round the charm.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageRecipe {
    /// How far the colour may go past the cut.
    pub bleed_mm: Mm,
    /// Empty room round the bleed, up to the page's edge.
    pub slug_mm: Mm,
}

/// How the process colours are made.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColourRecipe {
    /// The layer's name.
    pub layer: String,
    /// The press profile: a file under `assets/icc`, without its ending.
    pub profile: String,
    /// The most ink at any one place: the sum of the four inks, in per cent.
    pub ink_limit_percent: f64,
    /// The plates' resolution, in pixels an inch.
    pub dpi: f64,
    /// How black is made.
    pub black: BlackPolicy,
}

/// How black is made: one way for the whole file, since one black beside another is visible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlackPolicy {
    /// As the press profile separates it.
    ByProfile,
}

/// The white plate.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhiteRecipe {
    /// The spot's name.
    pub name: String,
    /// The layer's name.
    pub layer: String,
    /// How it is shown where there is no such ink: C, M, Y, K in per cent.
    pub alternate_cmyk_percent: [f64; 4],
    /// Whether it is painted before or after the colour.
    pub order: WhiteOrder,
    /// The stencil's resolution, in pixels an inch.
    pub dpi: f64,
    /// How far the white is pulled in, for a charm that does not say.
    pub choke_mm: Mm,
}

/// Where the white lies, seen from the side the file shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhiteOrder {
    /// Painted first: the colour lies on it.
    UnderColour,
    /// Painted last, in overprint: it lies on the colour.
    OverColour,
}

/// The cut line's plate.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CutRecipe {
    /// The spot's name.
    pub name: String,
    /// The layer's name.
    pub layer: String,
    /// How it is shown where there is no such ink: C, M, Y, K in per cent.
    pub alternate_cmyk_percent: [f64; 4],
    /// Width of the line, in PDF points.
    pub line_width_pt: f64,
}

/// What the files are called; `{name}` stands for the charm's name.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileNames {
    /// The PDF.
    pub print: String,
    /// The cut line.
    pub cut: String,
}

/// Bleeds and slugs are read from 0 to this: no vendor asks for more than an inch.
const WIDEST_MARGIN: Mm = Mm::new(25.4);
/// Resolutions that are read, in pixels an inch: below 72 no plate is usable, above 2400 no file is.
const RESOLUTIONS: std::ops::RangeInclusive<f64> = 72.0..=2400.0;

impl Recipe {
    /// The recipe of that id.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when there is none; the hint lists those there are.
    /// [`ErrorCode::Store`] when the file is damaged.
    pub fn load(id: &RecipeId) -> Result<Recipe> {
        let file = Files::get(&format!("{id}.toml")).ok_or_else(|| unknown_recipe(id))?;
        let text = std::str::from_utf8(&file.data).map_err(|error| damaged(error.to_string()).about(id))?;
        Recipe::from_toml(text).map_err(|error| error.about(id))
    }

    /// The ids of all recipes, in alphabetical order.
    #[must_use]
    pub fn ids() -> Vec<RecipeId> {
        let names = Files::iter().filter_map(|name| name.strip_suffix(".toml").map(str::to_owned));
        let mut ids: Vec<RecipeId> = names.filter_map(|name| RecipeId::new(name).ok()).collect();
        ids.sort();
        ids
    }

    /// Reads a recipe from TOML: unknown fields, missing fields and values out of range are refused.
    ///
    /// # Errors
    /// [`ErrorCode::Store`] naming the field.
    pub fn from_toml(text: &str) -> Result<Recipe> {
        let recipe: Recipe = toml::from_str(text).map_err(|error| damaged(error.to_string()))?;
        recipe.check()?;
        Ok(recipe)
    }

    /// Why its plates are wrong for a charm of that process; `None` where they are right.
    #[must_use]
    pub fn misfit(&self, process: &Process) -> Option<String> {
        if self.processes.contains(&process.id) {
            return None;
        }
        Some(format!(
            "\"{}\" is not made for {}: its plates leave out what that process needs. Send the artwork and the cut \
             line, and ask the factory for its own template.",
            self.name, process.name
        ))
    }

    /// The PDF's file name for a charm of that name.
    #[must_use]
    pub fn print_file(&self, charm: &str) -> String {
        self.files.print.replace("{name}", charm)
    }

    /// The cut file's name for a charm of that name.
    #[must_use]
    pub fn cut_file(&self, charm: &str) -> String {
        self.files.cut.replace("{name}", charm)
    }

    fn check(&self) -> Result<()> {
        Mm::within("page.bleed_mm", self.page.bleed_mm.get(), Mm::ZERO, WIDEST_MARGIN)?;
        Mm::within("page.slug_mm", self.page.slug_mm.get(), Mm::ZERO, WIDEST_MARGIN)?;
        Mm::within("white.choke_mm", self.white.choke_mm.get(), Mm::ZERO, WIDEST_MARGIN)?;
        let percents = self.white.alternate_cmyk_percent.iter().chain(&self.cut.alternate_cmyk_percent);
        let wrong = [
            ("colour.ink_limit_percent", !(100.0..=400.0).contains(&self.colour.ink_limit_percent)),
            ("colour.dpi", !RESOLUTIONS.contains(&self.colour.dpi)),
            ("white.dpi", !RESOLUTIONS.contains(&self.white.dpi)),
            ("alternate_cmyk_percent", !percents.clone().all(|percent| (0.0..=100.0).contains(percent))),
            ("cut.line_width_pt", !(0.01..=10.0).contains(&self.cut.line_width_pt)),
            ("white.name", !is_spot_name(&self.white.name)),
            ("cut.name", !is_spot_name(&self.cut.name) || self.cut.name == self.white.name),
            (
                "layer",
                ![&self.colour.layer, &self.white.layer, &self.cut.layer].into_iter().all(|l| is_name(l)),
            ),
            ("files.print", !is_file_name(&self.files.print)),
            ("files.cut", !is_file_name(&self.files.cut)),
        ];
        match wrong.iter().find(|(_, wrong)| *wrong) {
            Some((field, _)) => Err(damaged(format!("{field} is out of range"))),
            None => Ok(()),
        }
    }
}

/// Names are read by programs of many makers: 31 plain characters are safe in all of them.
fn is_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b" _-".contains(&byte);
    (1..=31).contains(&name.len()) && name.bytes().all(plain)
}

/// The names PDF keeps for itself are not spots (ISO 32000-1, 8.6.6.4).
fn is_spot_name(name: &str) -> bool {
    is_name(name) && !["All", "None", "Cyan", "Magenta", "Yellow", "Black"].contains(&name)
}

fn is_file_name(name: &str) -> bool {
    name.contains("{name}") && !name.contains(['/', '\\', ':'])
}

fn unknown_recipe(id: &RecipeId) -> Error {
    let known: Vec<String> = Recipe::ids().iter().map(ToString::to_string).collect();
    Error::new(
        ErrorCode::NotFound,
        format!("there is no recipe \"{id}\""),
        format!("Choose one of: {}.", known.join(", ")),
    )
}

fn damaged(what: String) -> Error {
    Error::new(ErrorCode::Store, what, "Install Dangle again.")
}

#[cfg(test)]
mod tests {
    use super::*;

    const GENERIC: &str = include_str!("../../../../assets/recipes/generic-acrylic.toml");

    #[test]
    fn every_recipe_loads_is_named_like_its_file_and_has_its_profile() {
        let ids = Recipe::ids();
        assert!(!ids.is_empty());
        for id in ids {
            let recipe = Recipe::load(&id).unwrap();
            assert_eq!(recipe.id, id);
            assert!(!recipe.source.text.is_empty() && !recipe.summary.is_empty());
            assert!(!recipe.processes.is_empty());
            recipe.processes.iter().for_each(|process| drop(Process::load(process).unwrap()));
            crate::colour::Press::load(&recipe.colour.profile).unwrap();
        }
    }

    #[test]
    fn a_recipe_says_which_process_it_is_not_made_for() {
        let recipe = Recipe::from_toml(GENERIC).unwrap();
        let misfit = |id: &str| recipe.misfit(&Process::load(&ProcessId::new(id).unwrap()).unwrap());
        assert_eq!(misfit("acrylic-clear"), None);
        for id in ["enamel-hard", "wood", "acrylic-double", "plush"] {
            assert!(misfit(id).is_some_and(|words| words.contains("not made for")), "{id}");
        }
    }

    #[test]
    fn an_unknown_recipe_names_the_known_ones() {
        let error = Recipe::load(&RecipeId::new("papyrus").unwrap()).unwrap_err();
        assert_eq!(error.code(), ErrorCode::NotFound);
        assert!(error.hint().unwrap().contains("generic-acrylic"));
    }

    #[test]
    fn a_misspelt_field_or_a_value_out_of_range_is_refused() {
        assert!(Recipe::from_toml(GENERIC).is_ok());
        for (from, to) in [
            ("bleed_mm = 2.0", "bleed_mm = -1.0"),
            ("bleed_mm = 2.0", "bleed_mm = nan"),
            ("bleed_mm = 2.0", "bleeds_mm = 2.0"),
            ("ink_limit_percent = 300", "ink_limit_percent = 500"),
            ("dpi = 600", "dpi = 1e9"),
            ("name = \"CutContour\"", "name = \"White\""),
            ("name = \"CutContour\"", "name = \"All\""),
            ("[15, 0, 0, 5]", "[15, 0, 0]"),
            ("{name}-cut.svg", "../{name}.svg"),
        ] {
            let text = GENERIC.replacen(from, to, 1);
            assert_ne!(text, GENERIC);
            assert!(Recipe::from_toml(&text).is_err(), "{to}");
        }
    }
}
