//! A person's own recipes and press profiles.

use dangle_design::Result;
use dangle_design::id::RecipeId;
use dangle_print::Recipe;

use super::Workbench;
use crate::view::RecipeView;

impl Workbench {
    /// A recipe in full, to be looked at or changed.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub fn recipe(&self, id: &RecipeId) -> Result<Recipe> {
        self.shelf.recipe(id)
    }

    /// Puts a copy of a recipe on the shelf, to be changed.
    ///
    /// # Errors
    /// `NotFound` when there is no such recipe, `File` when it cannot be written.
    pub fn copy_recipe(&self, id: &RecipeId, name: &str) -> Result<Recipe> {
        self.shelf.copy(id, name)
    }

    /// Keeps a person's own recipe as it was changed; all recipes.
    ///
    /// # Errors
    /// `Input` naming the field that cannot be worked by, `File` when it cannot be written.
    pub fn save_recipe(&self, recipe: &Recipe) -> Result<Vec<RecipeView>> {
        self.shelf.save(recipe)?;
        self.recipes()
    }

    /// Takes a person's own recipe off the shelf; all that are left.
    ///
    /// # Errors
    /// `NotFound` when there is no such recipe of their own, `File` when it cannot be removed.
    pub fn remove_recipe(&self, id: &RecipeId) -> Result<Vec<RecipeView>> {
        self.shelf.remove(id)?;
        self.recipes()
    }

    /// The press profiles that can be chosen.
    #[must_use]
    pub fn press_profiles(&self) -> Vec<String> {
        self.shelf.profiles()
    }

    /// Puts a press profile on the shelf; all profiles.
    ///
    /// # Errors
    /// `Input` when it is no profile of a press, `File` when it cannot be written.
    pub fn add_profile(&self, name: &str, icc: &[u8]) -> Result<Vec<String>> {
        self.shelf.add_profile(name, icc)?;
        Ok(self.shelf.profiles())
    }
}
