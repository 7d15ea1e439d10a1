//! Recipes: what one vendor, or one kind of vendor, wants of print files. Data, not code.

mod check;
mod parts;

pub use parts::{
    BlackPolicy, ColourRecipe, CutInk, CutRecipe, FileFormat, FileRecipe, PageRecipe, Part, SizeRecipe,
    WhiteInk, WhiteOrder, WhiteRecipe,
};

use dangle_design::id::{ProcessId, RecipeId};
use dangle_design::process::{Process, Source};
use dangle_design::units::{Mm, Rgb};
use dangle_design::{Error, ErrorCode, Result};
use rust_embed::Embed;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::shelf::OwnProfile;

#[derive(Embed)]
#[folder = "../../../assets/recipes"]
struct Files;

/// What the print files for one vendor look like: a file under `assets/recipes`, or a person's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Recipe.ts")]
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
    /// What whoever orders has to know or do, each in one sentence.
    #[serde(default)]
    pub notes: Vec<String>,
    /// The zip all files are put into, if the vendor wants one; `{name}` stands for the charm's name.
    #[serde(default)]
    pub zip: Option<String>,
    /// How large a charm the vendor makes, where that is known.
    #[serde(default)]
    pub size: Option<SizeRecipe>,
    /// The page round the charm.
    pub page: PageRecipe,
    /// The process colours.
    pub colour: ColourRecipe,
    /// The white plate, where the vendor takes one.
    #[serde(default)]
    pub white: Option<WhiteRecipe>,
    /// The cut line's plate.
    pub cut: CutRecipe,
    /// The files, the one that is printed first.
    pub files: Vec<FileRecipe>,
    /// The profile's bytes, where it is a person's own.
    #[serde(skip)]
    #[ts(skip)]
    pub(crate) own_profile: OwnProfile,
}

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

    /// Refuses a recipe that cannot be worked by.
    ///
    /// # Errors
    /// `Input` naming the field.
    pub fn check(&self) -> Result<()> {
        check::check(self)
    }

    /// The same recipe with the bytes of its profile, where that is a person's own.
    pub(crate) fn with_profile(self, icc: Option<Vec<u8>>) -> Recipe {
        Recipe { own_profile: icc.map(Into::into), ..self }
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

    /// Why the vendor makes no charm of that size, longer side; `None` where they do, or nobody knows.
    #[must_use]
    pub fn size_misfit(&self, longer: Mm) -> Option<String> {
        let size = self.size.as_ref().filter(|size| longer < size.least_mm || longer > size.most_mm)?;
        let (least, most) = (size.least_mm.get(), size.most_mm.get());
        Some(format!(
            "\"{}\" takes charms of {least:.0} to {most:.0} mm; this one has {:.1} mm.",
            self.name,
            longer.get()
        ))
    }

    /// The first file that holds a part.
    #[must_use]
    pub fn file_with(&self, part: Part) -> Option<&FileRecipe> {
        self.files.iter().find(|file| file.holds(part))
    }

    /// The cut line's colour where there are no inks.
    #[must_use]
    pub(crate) fn cut_rgb(&self) -> Rgb {
        self.cut.rgb.unwrap_or_else(|| Rgb(crate::formats::paths::on_screen(self.cut.alternate_cmyk_percent)))
    }
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

    const GENERIC: &str = include_str!("../../../../../assets/recipes/generic-acrylic.toml");

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
            ("{name}-cut.svg", "{name}-cut.dxf"),
            ("{name}-cut.svg", "{name}-print.pdf"),
            ("format = \"svg\"", "format = \"png\""),
            ("holds = [\"cut\"]", "holds = []"),
            ("layer = \"White\"", "layer = \"Artwork\""),
        ] {
            let text = GENERIC.replacen(from, to, 1);
            assert_ne!(text, GENERIC);
            assert!(Recipe::from_toml(&text).is_err(), "{to}");
        }
    }
}
