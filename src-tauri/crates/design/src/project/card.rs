//! Backing cards: the printed card a charm is sold on.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::CharmId;
use crate::units::{Mm, Rgb};

/// The card a charm is sold on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct CardSpec {
    /// Which charm hangs on it; a charm has one card.
    pub charm: CharmId,
    /// How large the finished card is.
    pub size: CardSize,
    /// Radius of its corners.
    pub corner: Mm,
    /// How it is laid out.
    pub layout: CardLayout,
    /// The colour it is designed round; `null` for the charm's own most lively one.
    pub colour: Option<Rgb>,
    /// What is printed on its ground.
    pub pattern: CardPattern,
    /// What it hangs on a rack by.
    pub hole: CardHole,
    /// What the charm hangs on it by.
    pub hang: CardHang,
    /// Whether each language has a card of its own.
    pub languages: CardLanguages,
    /// The words by language tag, such as `en`.
    pub texts: BTreeMap<String, CardText>,
    /// The price as it is printed, such as `€ 12`; empty for none.
    pub price: String,
    /// Who made it.
    pub maker: String,
    /// What can be scanned.
    pub code: CardCode,
}

/// How large a card is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct CardSize {
    /// From left to right.
    pub width: Mm,
    /// From top to bottom.
    pub height: Mm,
}

/// How a card is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Project.ts")]
pub enum CardLayout {
    /// Much quiet paper, and a label below as beside a picture in a museum.
    #[default]
    Gallery,
    /// A niche in the card's colour that the charm hangs in.
    Niche,
    /// The card's colour all over, with a light window.
    Window,
    /// The charm's own silhouette, again and again, and a label.
    Wallpaper,
    /// Large letters up the side.
    Poster,
}

/// What is printed on a card's ground.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Project.ts")]
pub enum CardPattern {
    /// Nothing, or what belongs to the layout.
    #[default]
    Plain,
    /// Dots.
    Dots,
    /// Slanting stripes.
    Stripes,
    /// A grid of fine lines.
    Grid,
}

/// What a card hangs on a rack by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Project.ts")]
pub enum CardHole {
    /// Nothing.
    None,
    /// A round hole of 6 mm.
    Round,
    /// The slot with a bump that every shop's hook fits.
    #[default]
    Euro,
}

/// What a charm hangs on its card by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Project.ts")]
pub enum CardHang {
    /// Nothing: it lies before the card in its bag.
    None,
    /// Two holes, for the ring or a tie.
    #[default]
    Holes,
    /// Two slits, for a strap or a clasp.
    Slits,
}

/// Whether each language has a card of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Project.ts")]
pub enum CardLanguages {
    /// One card in all languages: the first in front, all on the back.
    #[default]
    Together,
    /// One card a language.
    Each,
}

/// The words of a card in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct CardText {
    /// What the charm is called.
    pub title: String,
    /// The set it belongs to, or another line below the title.
    pub series: String,
    /// Why it matters.
    pub story: String,
    /// How to treat it.
    pub care: String,
    /// What it is made of.
    pub material: String,
}

/// What can be scanned on a card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub enum CardCode {
    /// Nothing.
    #[default]
    None,
    /// A shop's barcode: 12 digits, or 13 with the check digit.
    Ean13 {
        /// The digits.
        digits: String,
    },
    /// A shop's barcode in North America: 11 digits, or 12 with the check digit.
    Upc {
        /// The digits.
        digits: String,
    },
    /// A barcode of any letters, for one's own stock.
    Code128 {
        /// What it says.
        text: String,
    },
    /// A QR code, mostly for an address on the web.
    Qr {
        /// What it says.
        text: String,
    },
}

impl CardSize {
    /// The sizes that cards are sold in, the smallest first.
    pub const USUAL: [CardSize; 3] =
        [CardSize::new(55.0, 85.0), CardSize::new(60.0, 90.0), CardSize::new(70.0, 100.0)];

    const fn new(width: f64, height: f64) -> CardSize {
        CardSize { width: Mm::new(width), height: Mm::new(height) }
    }
}

impl CardSpec {
    /// The card of a charm as it is first offered: as Dangle would make it.
    #[must_use]
    pub fn new(charm: CharmId, size: CardSize, texts: BTreeMap<String, CardText>) -> CardSpec {
        CardSpec {
            charm,
            size,
            corner: Mm::new(3.0),
            layout: CardLayout::default(),
            colour: None,
            pattern: CardPattern::default(),
            hole: CardHole::default(),
            hang: CardHang::default(),
            languages: CardLanguages::default(),
            texts,
            price: String::new(),
            maker: String::new(),
            code: CardCode::default(),
        }
    }
}
