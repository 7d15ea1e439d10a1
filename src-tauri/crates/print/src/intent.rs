//! What one file of an order is to hold: the intent it is written from and proved against.

use dangle_design::{Error, Result};
use kurbo::Circle;

use crate::plates::Plates;
use crate::recipe::{ColourRecipe, CutRecipe, FileRecipe, Part, Recipe, WhiteOrder, WhiteRecipe};

/// The layer of the dots in the corners.
pub(crate) const MARKS_LAYER: &str = "Registration";

/// What one file is to hold.
#[derive(Clone, Copy)]
pub struct Intent<'a> {
    /// The charm's plates.
    pub plates: &'a Plates,
    /// What the vendor wants.
    pub recipe: &'a Recipe,
    /// Which of the recipe's files.
    pub file: &'a FileRecipe,
}

impl<'a> Intent<'a> {
    /// The recipe's first file: the one that is printed.
    ///
    /// # Errors
    /// `Input` when the recipe has no file.
    pub fn first(plates: &'a Plates, recipe: &'a Recipe) -> Result<Intent<'a>> {
        let none = || Error::input("the recipe has no file", "Add a file to the recipe.");
        let file = recipe.files.first().ok_or_else(none)?;
        Ok(Intent { plates, recipe, file })
    }

    /// The artwork, if it is in the file.
    pub(crate) fn colour(&self) -> Option<&'a ColourRecipe> {
        self.file.holds(Part::Colour).then_some(&self.recipe.colour)
    }

    /// The white, if it is in the file: the recipe, the file and the charm's process all have some.
    pub(crate) fn white(&self) -> Option<&'a WhiteRecipe> {
        let wanted = self.file.holds(Part::White) && self.plates.white.is_some();
        self.recipe.white.as_ref().filter(|_| wanted)
    }

    /// The cut line, if it is in the file.
    pub(crate) fn cut(&self) -> Option<&'a CutRecipe> {
        self.file.holds(Part::Cut).then_some(&self.recipe.cut)
    }

    /// The dots in the page's corners, if the file has such.
    pub(crate) fn dots(&self) -> Vec<Circle> {
        let width = self.recipe.page.dots_mm.filter(|_| self.file.format.is_pdf());
        width.map(|width| self.plates.boxes.dots(width).to_vec()).unwrap_or_default()
    }

    /// Whether anything is left in the file for this charm.
    pub(crate) fn is_empty(&self) -> bool {
        self.colour().is_none() && self.white().is_none() && self.cut().is_none()
    }

    /// The names of the layers, the lowest first.
    pub(crate) fn layers(&self) -> Vec<&'a str> {
        let colour = self.colour().map(|colour| colour.layer.as_str());
        let white = self.white().map(|white| (white.layer.as_str(), white.order));
        let cut = self.cut().map(|cut| cut.layer.as_str());
        let over = |(name, order): (&'a str, _)| (order == WhiteOrder::OverColour).then_some(name);
        let under = |(name, order): (&'a str, _)| (order == WhiteOrder::UnderColour).then_some(name);
        let marks = (!self.dots().is_empty()).then_some(MARKS_LAYER);
        [white.and_then(under), colour, white.and_then(over), cut, marks].into_iter().flatten().collect()
    }
}
