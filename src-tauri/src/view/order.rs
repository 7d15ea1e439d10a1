//! What the Print room shows of cards and orders.

use dangle_design::id::CharmId;
use dangle_design::project::{CardSpec, OrderSpec};
use dangle_design::units::Rgb;
use dangle_print::quote::{Offer, Turn};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A charm's backing card.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct CardView {
    /// Which charm's.
    pub charm: CharmId,
    /// The card as it is stored, or as it is first offered.
    pub card: CardSpec,
    /// The front as SVG, in millimetres.
    pub front: String,
    /// The back as SVG.
    pub back: String,
    /// What is cut, as SVG path data in mm.
    pub die: String,
    /// Where the charm's outline hangs before it: x, y, width, height in mm.
    pub charm_mm: [f64; 4],
    /// The colour the card is designed round.
    pub colour: Rgb,
    /// The languages that have cards of their own; one where all are on one card.
    pub languages: Vec<String>,
    /// The sheet of fronts as SVG and how many are on it, where one was asked for.
    pub sheet: Option<CardSheetView>,
}

/// A sheet of cards.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct CardSheetView {
    /// The fronts as SVG, in millimetres.
    pub front: String,
    /// How many cards.
    pub count: u32,
}

/// The sheet that cards are printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "View.ts")]
pub enum CardSheetName {
    /// 210 × 297 mm.
    A4,
    /// 297 × 420 mm.
    A3,
    /// 320 × 450 mm.
    Sra3,
}

impl From<CardSheetName> for dangle_print::CardSheet {
    fn from(name: CardSheetName) -> Self {
        match name {
            CardSheetName::A4 => dangle_print::CardSheet::A4,
            CardSheetName::A3 => dangle_print::CardSheet::A3,
            CardSheetName::Sra3 => dangle_print::CardSheet::Sra3,
        }
    }
}

/// What an order costs, when it must be placed, and what it leaves behind.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct OrderView {
    /// Which charm's.
    pub charm: CharmId,
    /// What is asked, as it is stored, or as it is first offered.
    pub order: OrderSpec,
    /// What each price list says.
    pub offers: Vec<Offer>,
    /// From how many pieces on which list is the cheapest.
    pub turns: Vec<Turn>,
    /// The letter to the vendor in English.
    pub letter_en: String,
    /// The same in Chinese.
    pub letter_zh: String,
}

/// Which paper of an order is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "View.ts")]
pub enum OrderPaper {
    /// The tech pack on A4.
    TechPackA4,
    /// The tech pack on US Letter.
    TechPackLetter,
    /// Everything in one zip.
    Bundle,
}
