//! What a charm made from a picture shows, and how the cut line goes round it.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use dangle_design::project::{Background, Cutouts, OutlineStyle, Rim};
use dangle_design::units::{Degrees, Rgb};

use super::with_hint;

/// How unlike the ground a pixel may be and still be ground, where the ground is to be removed.
const USUAL_TOLERANCE: f64 = 0.5;

/// What a charm made from a picture shows; what is left out follows the process.
#[derive(Debug, ClapArgs)]
pub(crate) struct ArtArgs {
    /// How the cut line goes round the artwork.
    #[arg(long, value_enum)]
    pub(crate) style: Option<Style>,
    /// What is in the border between artwork and cut line.
    #[arg(long, value_enum)]
    pub(crate) rim: Option<Between>,
    /// What becomes of see-through parts that the artwork encloses.
    #[arg(long, value_enum)]
    pub(crate) cutouts: Option<Enclosed>,
    /// What happens to the ground behind the artwork.
    #[arg(long, value_enum, default_value = "auto")]
    pub(crate) ground: Ground,
    /// What the back shows: a picture, or `mirror` for the front as seen from behind.
    #[arg(long, value_name = "ART|mirror")]
    pub(crate) back: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) words: WordArgs,
}

/// The words on a charm.
#[derive(Debug, ClapArgs)]
pub(crate) struct WordArgs {
    /// Words under the artwork, `\n` for a new line; may be given several times.
    #[arg(long, value_name = "WORDS")]
    pub(crate) text: Vec<String>,
    /// The words in another language, such as ja=うさぎ: the charm is made in that language too. The second
    /// for one language translates the second text.
    #[arg(long, value_name = "TAG=WORDS", requires = "text", value_parser = translation)]
    pub(crate) text_in: Vec<(String, String)>,
    /// The arc the words are bent to, in degrees: above 0 they arch over the artwork, below 0 they hang under it.
    #[arg(long, value_name = "DEGREES", requires = "text", allow_negative_numbers = true, value_parser = bend)]
    pub(crate) text_bend: Option<Degrees>,
    /// Colour of the words.
    #[arg(long, value_name = "#RRGGBB", requires = "text", value_parser = colour)]
    pub(crate) text_colour: Option<Rgb>,
    /// The words' font: one of Dangle's by name, or a TTF or OTF file. Left out, it follows the script.
    #[arg(long, value_name = "NAME|FILE", requires = "text")]
    pub(crate) font: Option<String>,
}

/// How the cut line goes round the artwork.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Style {
    /// A border away from the artwork.
    Border,
    /// Along the artwork, a bleed inside its edge.
    Tight,
    /// Loosely, over deep hollows.
    Soft,
    /// In a circle.
    Circle,
    /// In a square with round corners.
    Square,
    /// In a heart.
    Heart,
    /// In a shield.
    Shield,
    /// In a ticket with notched corners.
    Ticket,
}

impl From<Style> for OutlineStyle {
    fn from(style: Style) -> OutlineStyle {
        match style {
            Style::Border => OutlineStyle::Border,
            Style::Tight => OutlineStyle::Tight,
            Style::Soft => OutlineStyle::Soft,
            Style::Circle => OutlineStyle::Circle,
            Style::Square => OutlineStyle::Square,
            Style::Heart => OutlineStyle::Heart,
            Style::Shield => OutlineStyle::Shield,
            Style::Ticket => OutlineStyle::Ticket,
        }
    }
}

/// What is in the border between artwork and cut line.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Between {
    /// Nothing: the material shows.
    Clear,
    /// White ink.
    White,
}

impl From<Between> for Rim {
    fn from(rim: Between) -> Rim {
        match rim {
            Between::Clear => Rim::Clear,
            Between::White => Rim::White,
        }
    }
}

/// What becomes of see-through parts that the artwork encloses.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Enclosed {
    /// They stay material.
    Filled,
    /// They are cut out where that can be cut.
    Kept,
}

impl From<Enclosed> for Cutouts {
    fn from(enclosed: Enclosed) -> Cutouts {
        match enclosed {
            Enclosed::Filled => Cutouts::Filled,
            Enclosed::Kept => Cutouts::Kept,
        }
    }
}

/// What happens to the ground behind the artwork.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Ground {
    /// It is removed where it surely is one.
    Auto,
    /// It stays.
    Keep,
    /// It is removed.
    Remove,
}

impl From<Ground> for Background {
    fn from(ground: Ground) -> Background {
        match ground {
            Ground::Auto => Background::Auto,
            Ground::Keep => Background::Keep,
            Ground::Remove => Background::Remove { tolerance: USUAL_TOLERANCE },
        }
    }
}

fn translation(text: &str) -> Result<(String, String), String> {
    let wrong = || format!("\"{text}\" is no translation. Write it as ja=うさぎ.");
    let (tag, words) = text.split_once('=').ok_or_else(wrong)?;
    Ok((tag.to_owned(), words.to_owned()))
}

fn bend(text: &str) -> Result<Degrees, String> {
    let degrees = text.parse::<f64>().ok().filter(|degrees| (-360.0..=360.0).contains(degrees));
    degrees
        .map(Degrees::new)
        .ok_or_else(|| format!("\"{text}\" is not an arc. Give degrees from -360 to 360."))
}

fn colour(text: &str) -> Result<Rgb, String> {
    text.parse::<Rgb>().map_err(|error| with_hint(&error))
}
