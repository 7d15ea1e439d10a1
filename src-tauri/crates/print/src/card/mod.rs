//! Backing cards: the printed card a charm is sold on, front and back, alone or many on a sheet.
//!
//! Printed in the four inks of the press; letters are outlines in black alone, printed on what lies below; what is
//! cut is a spot. Cards on a sheet are as far apart as their bleeds ask for, and the backs are mirrored so that they
//! fall behind their fronts when the sheet is turned over its long edge.

mod back;
mod code;
mod die;
mod front;
mod impose;
mod palette;
mod words;

use dangle_design::id::ProcessId;
use dangle_design::kurbo::{Point, Rect, Size};
use dangle_design::project::{CardHole, CardLanguages, CardLayout, CardSize, CardSpec, CardText};
use dangle_design::shape::CharmShape;
use dangle_design::units::Rgb;
use dangle_design::{Error, Result};

use crate::colour::Press;
use crate::paper::{Document, Frame, Page, svg, write};
use crate::pdf::Ticket;
pub use impose::CardSheet;
use palette::Palette;

/// How far ink goes past the cut, in mm: what printers of cards ask for.
const BLEED: f64 = 3.0;
/// Room round the bleed of a card alone, for its crop marks, in mm.
const SLUG: f64 = 7.0;
/// The press cards are printed on.
const PRESS: &str = "fogra39-argyll";

/// A card with the charm it is for.
#[derive(Clone, Copy)]
pub struct Card<'a> {
    /// What the maker chose.
    pub spec: &'a CardSpec,
    /// What hangs on it.
    pub shape: &'a CharmShape,
}

/// A card as the window shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct CardPreview {
    /// The front as SVG, in millimetres.
    pub front: String,
    /// The back as SVG.
    pub back: String,
    /// What is cut, as SVG path data.
    pub die: String,
    /// Where the charm's outline hangs before it: x, y, width, height in mm.
    pub charm: Rect,
    /// The colour the card is designed round.
    pub colour: Rgb,
    /// The languages that have cards, and in this order; one where all are on one card.
    pub languages: Vec<String>,
}

/// What a card's fronts and backs are drawn with.
struct Drawn<'a> {
    spec: &'a CardSpec,
    shape: &'a CharmShape,
    palette: Palette,
    size: Size,
}

/// One card: the languages on it, the first of which is on its front.
type Words<'a> = Vec<(&'a str, &'a CardText)>;

impl<'a> Card<'a> {
    fn drawn(self, press: &Press) -> Result<Drawn<'a>> {
        let CardSize { width, height } = self.spec.size;
        let palette = Palette::of(self.spec.colour, self.shape.finished().0, press)?;
        let size = Size::new(width.get(), height.get());
        Ok(Drawn { spec: self.spec, shape: self.shape, palette, size })
    }

    /// The cards there are: one for all languages, or one each.
    fn cards(self) -> Vec<Words<'a>> {
        let all: Words<'a> = self.spec.texts.iter().map(|(tag, text)| (tag.as_str(), text)).collect();
        match self.spec.languages {
            CardLanguages::Together => vec![all],
            CardLanguages::Each => all.into_iter().map(|one| vec![one]).collect(),
        }
    }
}

/// The card as a PDF built to PDF/X-4: front and back of each card, with bleed and crop marks.
///
/// # Errors
/// `Input` when words or code do not fit on the card; `Store` when fonts or press are damaged.
pub fn write_card(card: Card<'_>, ticket: Ticket<'_>) -> Result<Vec<u8>> {
    let press = Press::load(PRESS)?;
    let drawn = card.drawn(&press)?;
    let mut pages = Vec::new();
    for words in card.cards() {
        for (frame, turned) in [(drawn.front(&words)?, false), (drawn.back(&words)?, true)] {
            pages.push(impose::alone(&drawn, &frame, turned));
        }
    }
    finished(pages, ticket, &press)
}

/// Cards on sheets as a PDF built to PDF/X-4: a sheet of fronts, then its backs, for each card there is.
///
/// # Errors
/// `Input` when the card does not fit on the sheet; those of [`write_card`].
pub fn write_card_sheets(card: Card<'_>, sheet: CardSheet, ticket: Ticket<'_>) -> Result<Vec<u8>> {
    let press = Press::load(PRESS)?;
    let drawn = card.drawn(&press)?;
    let mut pages = Vec::new();
    for words in card.cards() {
        pages.push(impose::sheet(&drawn, &drawn.front(&words)?, sheet, false)?);
        pages.push(impose::sheet(&drawn, &drawn.back(&words)?, sheet, true)?);
    }
    finished(pages, ticket, &press)
}

/// The sheet of fronts of the first card as SVG, and how many cards are on it.
///
/// # Errors
/// Those of [`write_card_sheets`].
pub fn card_sheet_preview(card: Card<'_>, sheet: CardSheet) -> Result<(String, u32)> {
    let press = Press::load(PRESS)?;
    let drawn = card.drawn(&press)?;
    let words = card.cards().into_iter().next().unwrap_or_default();
    let page = impose::sheet(&drawn, &drawn.front(&words)?, sheet, false)?;
    let (columns, rows) = impose::grid(&drawn, sheet)?;
    Ok((svg(&page.frame, &press)?, columns * rows))
}

fn finished(pages: Vec<Page>, ticket: Ticket<'_>, press: &Press) -> Result<Vec<u8>> {
    write(&Document { pages, ticket, press: Some(press), language: "en" })
}

/// The card as the window shows it: of the languages that have cards of their own, the one named, or the first.
///
/// # Errors
/// Those of [`write_card`].
pub fn card_preview(card: Card<'_>, language: Option<&str>) -> Result<CardPreview> {
    let press = Press::load(PRESS)?;
    let drawn = card.drawn(&press)?;
    let cards = card.cards();
    let languages =
        cards.iter().filter_map(|words| words.first().map(|(tag, _)| (*tag).to_owned())).collect();
    let named = |words: &&Words<'_>| words.first().map(|(tag, _)| *tag) == language;
    let none = Vec::new();
    let words = cards.iter().find(named).or(cards.first()).unwrap_or(&none);
    let die = drawn.die().iter().map(dangle_design::report::svg_path).collect();
    let charm = drawn.charm();
    Ok(CardPreview {
        front: svg(&drawn.front(words)?, &press)?,
        back: svg(&drawn.back(words)?, &press)?,
        die,
        charm,
        colour: drawn.palette.seen,
        languages,
    })
}

/// The smallest usual card that the charm hangs on with room to spare; one made to measure where none is large
/// enough.
#[must_use]
pub fn suggested_card(shape: &CharmShape) -> CardSize {
    let size = shape.outline.size;
    let fits = |card: &&CardSize| {
        size.width + 10.0 <= card.width.get() && size.height + ABOVE + LABEL + 6.0 <= card.height.get()
    };
    let round = |mm: f64| dangle_design::units::Mm::new((mm / 5.0).ceil() * 5.0);
    let usual = CardSize::USUAL.iter().find(fits).copied();
    usual.unwrap_or(CardSize {
        width: round(size.width + 12.0),
        height: round(size.height + ABOVE + LABEL + 8.0),
    })
}

/// The words a card is first offered with in a language: the charm's name, and what its material asks for.
#[must_use]
pub fn suggested_words(name: &str, process: &ProcessId, language: &str) -> CardText {
    let told = words::told(process, language);
    CardText {
        title: name.to_owned(),
        care: told.care.to_owned(),
        material: told.material.to_owned(),
        ..CardText::default()
    }
}

/// Room above the charm for the hole, and below it for the label, in mm.
const ABOVE: f64 = 15.0;
const LABEL: f64 = 20.0;
/// The ring that holds the charm on the card: from the card's holes down to the charm's own.
const RING: f64 = 5.0;

impl Drawn<'_> {
    /// Where the charm's room begins.
    fn top(&self) -> f64 {
        if self.spec.hole == CardHole::None { 7.0 } else { ABOVE }
    }

    /// Where the charm's room ends and the label begins.
    fn label_top(&self) -> f64 {
        self.size.height - LABEL
    }

    /// The middle of the charm's room from left to right.
    fn middle(&self) -> f64 {
        match self.spec.layout {
            CardLayout::Poster => self.size.width * 0.63,
            CardLayout::Gallery | CardLayout::Niche | CardLayout::Window | CardLayout::Wallpaper => {
                self.size.width / 2.0
            }
        }
    }

    /// Where the card's own holes for the charm are: the middle between them.
    fn hung_from(&self) -> Point {
        let charm = self.charm();
        let top = self.shape.outline.hole().map_or(charm.y0, |hole| charm.y0 + hole.center.y);
        let across = self.shape.outline.hole().map_or(charm.center().x, |hole| charm.x0 + hole.center.x);
        Point::new(across, top - RING)
    }

    /// Where the charm hangs: in the middle of its room, its hole below the card's.
    fn charm(&self) -> Rect {
        let size = self.shape.outline.size;
        let room = Rect::new(0.0, self.top() + RING, self.size.width, self.label_top());
        let x = self.middle() - size.width / 2.0;
        let y = (room.center().y - size.height / 2.0).max(room.y0);
        Rect::from_origin_size((x, y), size)
    }

    fn frame(&self, language: &str) -> Frame {
        Frame::new(self.size, language)
    }

    /// The whole card with its bleed.
    fn bled(&self) -> Rect {
        self.size.to_rect().inflate(BLEED, BLEED)
    }
}

fn too_much(what: &str, over: f64) -> Error {
    Error::input(
        format!("{what} does not fit on this card by {over:.1} mm"),
        "Write less, leave a language out, or choose a larger card.",
    )
}

#[cfg(test)]
mod tests;
