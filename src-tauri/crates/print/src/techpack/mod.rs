//! The tech pack: the sheet a factory quotes from, in English and Chinese.
//!
//! A drawing with its dimensions, what is printed in which plate, the colours with names, hardware, quantities and
//! packing, and every check with its value, its limit and whose limit that is.

mod colours;
mod drawing;
mod pages;
mod section;
mod words;

use dangle_design::kurbo::Size;
use dangle_design::process::Process;
use dangle_design::project::Charm;
use dangle_design::shape::CharmShape;
use dangle_design::{Error, Result};
use jiff::civil::Date;

use crate::paper::{Document, write};
use crate::pdf::Ticket;
use crate::quote::HardwarePart;
use crate::recipe::Recipe;

pub(crate) use colours::{main_colours, nearest_name};

/// What a tech pack tells.
pub struct TechPack<'a> {
    /// The charm.
    pub charm: &'a Charm,
    /// What it is made by.
    pub process: &'a Process,
    /// What follows from it.
    pub shape: &'a CharmShape,
    /// How its print files are made.
    pub recipe: &'a Recipe,
    /// What it hangs from; the finish stands in the charm.
    pub hardware: &'a [HardwarePart],
    /// How many are asked for.
    pub quantities: &'a [u32],
    /// The day they must be in hand.
    pub need_by: Option<Date>,
    /// How one is packed, in the maker's words.
    pub packing: &'a str,
    /// Why it matters, in the maker's words.
    pub story: &'a str,
}

/// The paper it is printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

impl Paper {
    pub(crate) fn size(self) -> Size {
        match self {
            Paper::A4 => Size::new(210.0, 297.0),
            Paper::Letter => Size::new(215.9, 279.4),
        }
    }
}

/// Longest story and packing that are printed, in characters.
const LONGEST_WORDS: usize = 2_000;

/// The tech pack as a PDF whose letters can be selected. The same facts always make the same bytes.
///
/// # Errors
/// `Input` when its words are too long; `Store` when fonts, press or swatches are damaged.
pub fn write_tech_pack(pack: &TechPack<'_>, paper: Paper) -> Result<Vec<u8>> {
    if pack.story.chars().count().max(pack.packing.chars().count()) > LONGEST_WORDS {
        return Err(Error::input(
            format!("the story or the packing has more than {LONGEST_WORDS} characters"),
            "Tell it more briefly.",
        ));
    }
    let pages = pages::pages(pack, paper)?;
    let title = format!("{} · tech pack", pack.charm.name);
    write(&Document { pages, ticket: Ticket { title: &title, created: None }, press: None, language: "en" })
}
