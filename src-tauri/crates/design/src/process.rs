//! Processes: what a charm is made by, with limits from data, each with its source.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::ProcessId;
use crate::project::{HardwareChoice, OutlineStyle, OwnLimit};
use crate::units::{Mm, Rgb};
use crate::{Error, Result};

mod file;
mod strategy;
mod swatch;

pub use strategy::{Edge, Face, Fact, GuideRule, Layer, Shrink, Use, White};
pub use swatch::{Swatch, swatches};

/// What a charm is made by: a file under `assets/processes`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Process {
    /// Names the process; the file's name without its ending.
    pub id: ProcessId,
    /// What people call it.
    pub name: String,
    /// One line about it.
    pub summary: String,
    /// How the mock-up shades it.
    pub look: String,
    /// The body's own colour.
    pub body: Rgb,
    /// What is made at the outline.
    pub edge: Edge,
    /// The outlines that can be made, the usual one first.
    pub styles: Vec<OutlineStyle>,
    /// Whether parts inside can be cut out.
    pub cutouts: bool,
    /// Where white ink lies.
    pub white: White,
    /// Whether it prints a back.
    pub back: bool,
    /// What it makes of the artwork.
    pub face: Face,
    /// Whether its material has a grain, such as a rainbow's stripes, that all charms should have the same way.
    #[serde(default)]
    pub grain: bool,
    /// How it shrinks, if it does.
    pub shrink: Option<Shrink>,
    /// What it is stacked of, the front first; empty for one piece.
    #[serde(default, rename = "layer")]
    pub layers: Vec<Layer>,
    /// Lines that it adds to the outline.
    #[serde(default, rename = "guide")]
    pub guides: Vec<GuideRule>,
    /// What else a person should know, each with its source.
    #[serde(default, rename = "fact")]
    pub facts: Vec<Fact>,
    /// Thickness of the body.
    pub thickness_mm: Mm,
    /// Where the thickness comes from.
    pub thickness_source: Source,
    /// Density of the body, in grams a cubic centimetre.
    pub density_g_cm3: f64,
    /// Where the density comes from.
    pub density_source: Source,
    /// What a new charm starts with.
    pub defaults: Defaults,
    /// What can be made.
    #[serde(rename = "limit")]
    pub limits: Vec<Limit>,
}

/// What a new charm of a process starts with.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Defaults {
    /// Distance from artwork to outline.
    pub border_mm: Mm,
    /// Radius of the smallest inward corner.
    pub smoothing_mm: Mm,
    /// Gap under which loose parts are joined.
    pub join_mm: Mm,
    /// Necks are widened to this.
    pub least_neck_mm: Mm,
    /// Diameter of the hole.
    pub hole_mm: Mm,
    /// Material round the hole.
    pub hole_wall_mm: Mm,
    /// How far artwork that reaches the cut is printed past it.
    pub bleed_mm: Mm,
    /// Radius of the fillets where a tab meets the body.
    pub fillet_mm: Mm,
    /// How far the white is pulled in.
    pub choke_mm: Mm,
    /// Length of the longest side.
    pub size_mm: Mm,
    /// Whether a new charm has a hole to hang by.
    pub hole: bool,
    /// What it hangs from.
    pub hardware: HardwareChoice,
    /// Where the figures come from.
    pub source: Source,
}

/// One limit of a process.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Which check reads it.
    pub check: CheckCode,
    /// The unit of its figures, see [`CheckCode::unit`].
    pub unit: String,
    /// Values below draw a warning.
    pub warn_below: Option<f64>,
    /// Values below are an error.
    pub error_below: Option<f64>,
    /// Values above draw a warning.
    pub warn_above: Option<f64>,
    /// Values above are an error.
    pub error_above: Option<f64>,
    /// Whose limit it is.
    pub source: Source,
}

/// Where a figure comes from, and how sure it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The page, standard or person.
    pub text: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// How sure a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Read on the named page, or settled by a standard.
    High,
    /// One secondary source, or sources that only partly agree.
    Medium,
    /// An estimate.
    Low,
    /// The person's own.
    Own,
}

/// The checks of the Design room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckCode {
    /// The narrowest part between two bodies of material.
    Neck,
    /// The material between the hole and the cut line.
    HoleWall,
    /// The hole's diameter.
    Hole,
    /// The longest side of the finished charm.
    Size,
    /// The artwork's pixels an inch at the charm's size.
    Resolution,
    /// How far the charm hangs from straight.
    Hang,
    /// The narrowest gap between two stretches of cut line, across empty space.
    Gap,
    /// The smallest radius of an inward corner of the cut line.
    Corner,
    /// The thinnest line of the artwork.
    Line,
    /// The lowest letters of the texts: small ones by their x, capitals by their H, ideographs by their box.
    TextHeight,
    /// The smallest loose part of the artwork.
    Speck,
    /// The part of the artwork that has white under it, in per cent.
    White,
    /// The part of the artwork that the press cannot print, in per cent.
    Gamut,
    /// How many colours the artwork has.
    Colours,
    /// The narrowest cell of colour between metal lines.
    Cell,
    /// The thinnest metal line.
    Metal,
    /// How close the artwork's important part comes to the cut or seam.
    Safe,
    /// How far the artwork goes past the cut, wrap or seam.
    Bleed,
    /// The width of the space inside a shaker.
    Cavity,
}

impl CheckCode {
    /// Every check.
    pub const ALL: [CheckCode; 19] = [
        CheckCode::Neck,
        CheckCode::HoleWall,
        CheckCode::Hole,
        CheckCode::Size,
        CheckCode::Resolution,
        CheckCode::Hang,
        CheckCode::Gap,
        CheckCode::Corner,
        CheckCode::Line,
        CheckCode::TextHeight,
        CheckCode::Speck,
        CheckCode::White,
        CheckCode::Gamut,
        CheckCode::Colours,
        CheckCode::Cell,
        CheckCode::Metal,
        CheckCode::Safe,
        CheckCode::Bleed,
        CheckCode::Cavity,
    ];

    /// The unit of its value and of its limits.
    #[must_use]
    pub fn unit(self) -> &'static str {
        match self {
            CheckCode::Resolution => "dpi",
            CheckCode::Hang => "°",
            CheckCode::White | CheckCode::Gamut => "%",
            CheckCode::Colours => "colours",
            CheckCode::Neck
            | CheckCode::HoleWall
            | CheckCode::Hole
            | CheckCode::Size
            | CheckCode::Gap
            | CheckCode::Corner
            | CheckCode::Line
            | CheckCode::TextHeight
            | CheckCode::Speck
            | CheckCode::Cell
            | CheckCode::Metal
            | CheckCode::Safe
            | CheckCode::Bleed
            | CheckCode::Cavity => "mm",
        }
    }

    /// Whether values above its limits are bad, rather than values below.
    #[must_use]
    pub fn is_ceiling(self) -> bool {
        matches!(self, CheckCode::Hang | CheckCode::Gamut | CheckCode::Colours)
    }

    /// Its name in files and on the command line.
    #[must_use]
    pub fn name(self) -> String {
        // A variant without fields is always written as a string.
        serde_json::to_value(self).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// The check of that name.
    ///
    /// # Errors
    /// [`crate::ErrorCode::Input`] when there is none; the hint lists those there are.
    pub fn named(name: &str) -> Result<CheckCode> {
        CheckCode::ALL.into_iter().find(|code| code.name() == name).ok_or_else(|| {
            let known: Vec<String> = CheckCode::ALL.into_iter().map(CheckCode::name).collect();
            Error::input(
                format!("there is no check \"{name}\""),
                format!("Choose one of: {}.", known.join(", ")),
            )
        })
    }
}

impl Limit {
    /// Whether values above it are bad, rather than values below.
    #[must_use]
    pub fn is_ceiling(&self) -> bool {
        self.warn_above.is_some() || self.error_above.is_some()
    }

    /// Takes the person's figures, and says that they are theirs.
    fn take(&mut self, own: &OwnLimit) {
        if self.is_ceiling() {
            (self.warn_above, self.error_above) = (own.warn, own.error);
        } else {
            (self.warn_below, self.error_below) = (own.warn, own.error);
        }
        self.source = Source { text: "your own".to_owned(), confidence: Confidence::Own };
    }
}

impl Process {
    /// The process with the person's own limits before its own.
    #[must_use]
    pub fn with_own(mut self, own: &[OwnLimit]) -> Process {
        for own in own.iter().filter(|own| own.process == self.id) {
            let limit = self.limits.iter_mut().find(|limit| limit.check == own.check);
            if let Some(limit) = limit {
                limit.take(own);
            }
        }
        self
    }

    /// The limit a check reads, if the process has one.
    #[must_use]
    pub fn limit(&self, check: CheckCode) -> Option<&Limit> {
        self.limits.iter().find(|limit| limit.check == check)
    }
}
