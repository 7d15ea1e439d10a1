//! What can be typed for orders.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use dangle_design::id::RecipeId;
use dangle_design::project::{CardCode, CardLayout, CardPattern, CardSize};
use dangle_design::units::{Mm, Rgb};
use dangle_print::quote::{Amount, Currency, Mode, USUAL_SPARE_DAYS};
use dangle_print::{CardSheet, Paper};
use jiff::civil::Date;

use super::{CharmArgs, recipe_id, with_hint};

#[derive(Debug, ClapArgs)]
pub(crate) struct QuoteArgs {
    /// A .dangle file with one charm, or a picture.
    #[arg(value_name = "FILE|ART")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) charm: CharmArgs,
    /// How many, each priced by itself.
    #[arg(long, value_name = "N,N", value_delimiter = ',', default_value = "50,100,500")]
    pub(crate) quantity: Vec<u32>,
    /// The day the charms must be in hand, such as 2027-03-01.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) need_by: Option<Date>,
    /// The day it is; the computer's if this is left out.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) today: Option<Date>,
    /// What one is sold for, such as 12.50: tells how many must be sold.
    #[arg(long, value_name = "AMOUNT", value_parser = amount)]
    pub(crate) sell: Option<Amount>,
    /// The currency it is sold in; dollars if this is left out.
    #[arg(long, value_name = "CODE", value_parser = currency, requires = "sell")]
    pub(crate) currency: Option<Currency>,
    /// What the goods travel by; the quickest way of each list if this is left out.
    #[arg(long, value_enum)]
    pub(crate) freight: Option<By>,
    /// Your own spare days: to unpack, look, and pack on cards.
    #[arg(long, value_name = "DAYS", default_value_t = USUAL_SPARE_DAYS, value_parser = clap::value_parser!(u32).range(0..=365))]
    pub(crate) spare_days: u32,
    /// A price list of your own; may be given several times.
    #[arg(long, value_name = "FILE.toml")]
    pub(crate) list: Vec<PathBuf>,
    /// Prints the quote as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct TechPackArgs {
    /// A .dangle file with one charm, or a picture.
    #[arg(value_name = "FILE|ART")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) charm: CharmArgs,
    #[command(flatten)]
    pub(crate) told: ToldArgs,
    /// The recipe its print files are made by.
    #[arg(long, default_value = "generic-acrylic", value_parser = recipe_id)]
    pub(crate) recipe: RecipeId,
    /// The paper.
    #[arg(long, value_enum, default_value = "a4")]
    pub(crate) paper: PaperName,
    /// The file to write.
    #[arg(long, value_name = "FILE.pdf")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct CardArgs {
    /// A .dangle file with one charm, or a picture.
    #[arg(value_name = "FILE|ART")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) charm: CharmArgs,
    /// Languages of the card's words.
    #[arg(long, value_name = "TAG,TAG", value_delimiter = ',')]
    pub(crate) languages: Vec<String>,
    /// Makes a card of its own for each language.
    #[arg(long)]
    pub(crate) each: bool,
    /// What the charm is called; its name if this is left out.
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// The set it belongs to.
    #[arg(long)]
    pub(crate) series: Option<String>,
    /// Why it matters.
    #[arg(long)]
    pub(crate) story: Option<String>,
    /// The price as it is printed.
    #[arg(long)]
    pub(crate) price: Option<String>,
    /// Who made it.
    #[arg(long)]
    pub(crate) maker: Option<String>,
    /// What can be scanned: ean13:DIGITS, upc:DIGITS, code128:TEXT or qr:TEXT.
    #[arg(long, value_name = "KIND:TEXT", value_parser = code)]
    pub(crate) code: Option<CardCode>,
    /// How it is laid out.
    #[arg(long, value_enum)]
    pub(crate) layout: Option<LayoutName>,
    /// What is printed on its ground.
    #[arg(long, value_enum)]
    pub(crate) pattern: Option<PatternName>,
    /// Size of the finished card, such as 55x85; the smallest usual one that the charm fits on if this is left out.
    #[arg(long, value_name = "WxH", value_parser = card_size)]
    pub(crate) card_size: Option<CardSize>,
    /// The colour it is designed round, such as '#2F4F4F'; the charm's most lively one if this is left out.
    #[arg(long, value_parser = super::colour)]
    pub(crate) card_colour: Option<Rgb>,
    /// Lays as many cards as fit on a sheet, fronts and backs, with crop marks.
    #[arg(long, value_enum)]
    pub(crate) sheet: Option<SheetName>,
    /// The file to write.
    #[arg(long, value_name = "FILE.pdf")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct BundleArgs {
    /// A .dangle file with one charm, or a picture.
    #[arg(value_name = "FILE|ART")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) charm: CharmArgs,
    #[command(flatten)]
    pub(crate) told: ToldArgs,
    /// What else the vendor is asked or told.
    #[arg(long, default_value = "")]
    pub(crate) remarks: String,
    /// Who orders.
    #[arg(long)]
    pub(crate) maker: Option<String>,
    /// The day it is; the computer's if this is left out.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) today: Option<Date>,
    /// The recipe its print files are made by.
    #[arg(long, default_value = "generic-acrylic", value_parser = recipe_id)]
    pub(crate) recipe: RecipeId,
    /// The zip to write.
    #[arg(long, value_name = "FILE.zip")]
    pub(crate) out: PathBuf,
}

/// How a card is laid out.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LayoutName {
    /// Much quiet paper, and a label below.
    Gallery,
    /// A niche that the charm hangs in.
    Niche,
    /// The colour all over, with a light window.
    Window,
    /// The charm's own silhouette, again and again.
    Wallpaper,
    /// Large letters up the side.
    Poster,
}

impl From<LayoutName> for CardLayout {
    fn from(name: LayoutName) -> CardLayout {
        match name {
            LayoutName::Gallery => CardLayout::Gallery,
            LayoutName::Niche => CardLayout::Niche,
            LayoutName::Window => CardLayout::Window,
            LayoutName::Wallpaper => CardLayout::Wallpaper,
            LayoutName::Poster => CardLayout::Poster,
        }
    }
}

/// What is printed on a card's ground.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum PatternName {
    /// Nothing.
    Plain,
    /// Dots.
    Dots,
    /// Slanting stripes.
    Stripes,
    /// A grid of fine lines.
    Grid,
}

impl From<PatternName> for CardPattern {
    fn from(name: PatternName) -> CardPattern {
        match name {
            PatternName::Plain => CardPattern::Plain,
            PatternName::Dots => CardPattern::Dots,
            PatternName::Stripes => CardPattern::Stripes,
            PatternName::Grid => CardPattern::Grid,
        }
    }
}

/// The sheet cards are printed on.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SheetName {
    /// 210 × 297 mm.
    A4,
    /// 297 × 420 mm.
    A3,
    /// 320 × 450 mm.
    Sra3,
}

impl From<SheetName> for CardSheet {
    fn from(name: SheetName) -> CardSheet {
        match name {
            SheetName::A4 => CardSheet::A4,
            SheetName::A3 => CardSheet::A3,
            SheetName::Sra3 => CardSheet::Sra3,
        }
    }
}

/// What a factory is told of an order.
#[derive(Debug, ClapArgs)]
pub(crate) struct ToldArgs {
    /// How many are asked for.
    #[arg(long, value_name = "N,N", value_delimiter = ',', default_value = "50,100,500")]
    pub(crate) quantity: Vec<u32>,
    /// The day the charms must be in hand, such as 2027-03-01.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) need_by: Option<Date>,
    /// How one is packed, such as "one on its card, in a clear bag".
    #[arg(long, default_value = "")]
    pub(crate) packing: String,
    /// Why the charm matters.
    #[arg(long, default_value = "")]
    pub(crate) story: String,
}

/// The paper a tech pack is printed on.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum PaperName {
    /// 210 × 297 mm.
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

impl From<PaperName> for Paper {
    fn from(name: PaperName) -> Paper {
        match name {
            PaperName::A4 => Paper::A4,
            PaperName::Letter => Paper::Letter,
        }
    }
}

/// What goods travel by.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum By {
    /// By aeroplane.
    Air,
    /// By ship.
    Sea,
    /// By lorry.
    Road,
}

impl From<By> for Mode {
    fn from(by: By) -> Mode {
        match by {
            By::Air => Mode::Air,
            By::Sea => Mode::Sea,
            By::Road => Mode::Road,
        }
    }
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("\"{text}\" is no day. Write it as 2027-03-01."))
}

fn code(text: &str) -> Result<CardCode, String> {
    let wrong =
        || format!("\"{text}\" is no code. Write it as qr:https://example.org or ean13:4006381333931.");
    let (kind, told) = text.split_once(':').ok_or_else(wrong)?;
    let told = told.to_owned();
    match kind {
        "ean13" => Ok(CardCode::Ean13 { digits: told }),
        "upc" => Ok(CardCode::Upc { digits: told }),
        "code128" => Ok(CardCode::Code128 { text: told }),
        "qr" => Ok(CardCode::Qr { text: told }),
        _ => Err(wrong()),
    }
}

fn card_size(text: &str) -> Result<CardSize, String> {
    let wrong = || format!("\"{text}\" is no size of a card. Write it as 55x85.");
    let (width, height) = text.split_once('x').ok_or_else(wrong)?;
    let side = |side: &str| side.parse::<Mm>().map_err(|error| with_hint(&error));
    Ok(CardSize { width: side(width)?, height: side(height)? })
}

fn amount(text: &str) -> Result<Amount, String> {
    text.parse().map_err(|error| with_hint(&error))
}

fn currency(text: &str) -> Result<Currency, String> {
    let found = Currency::ALL.into_iter().find(|currency| currency.code() == text);
    found.ok_or_else(|| {
        let known: Vec<&str> = Currency::ALL.into_iter().map(Currency::code).collect();
        format!("there is no currency \"{text}\". Choose one of: {}.", known.join(", "))
    })
}
