//! What sets one process apart from another: a few strategies, chosen and measured by data.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CheckCode, Process, Source};
use crate::project::OutlineStyle;
use crate::shape::GuideKind;
use crate::units::{Mm, Rgb};

/// What is made at the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Process.ts")]
pub enum Edge {
    /// A laser or a blade cuts along it.
    Cut,
    /// A die stamps it out.
    Die,
    /// A mould has it as its wall.
    Mould,
    /// Two pieces of cloth are sewn together along it.
    Seam,
    /// Thread is sewn over it.
    Merrow,
    /// The printed disc is folded round it.
    Wrap,
}

/// Where white ink lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Process.ts")]
pub enum White {
    /// There is none.
    None,
    /// Under the artwork, so that colours do not show what lies behind.
    Behind,
    /// Under the artwork, but not under colours that a person leaves bare: there the material sparkles through.
    Chosen,
}

/// What a process makes of the artwork.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Face {
    /// It is printed as it is.
    Print,
    /// It is printed paler, as shrinking darkens it.
    Pale {
        /// How much of the colour is printed.
        left: f64,
        /// Where the figure comes from.
        source: Source,
    },
    /// Its dark parts are burnt in, each tone as deep as one of a few levels.
    Engrave {
        /// How many tones, bare material not counted.
        levels: u32,
        /// The darkest tone.
        ink: Rgb,
        /// The thinnest line.
        finest_mm: Mm,
        /// Where the figures come from.
        source: Source,
    },
    /// Cells of flat colour with lines of metal between.
    Cells {
        /// How many colours are found when a person does not say.
        colours: u32,
        /// The narrowest cell.
        finest_mm: Mm,
        /// Width of the metal lines.
        line_mm: Mm,
        /// The metal's colour.
        metal: Rgb,
        /// Where the figures come from.
        source: Source,
    },
    /// Areas of flat colour that touch.
    Flat {
        /// How many colours are found when a person does not say.
        colours: u32,
        /// The thinnest line.
        finest_mm: Mm,
        /// Where the figures come from.
        source: Source,
    },
    /// Steps of height in one metal.
    Relief {
        /// How many heights.
        levels: u32,
        /// The thinnest line.
        finest_mm: Mm,
        /// The metal's colour.
        metal: Rgb,
        /// Where the figures come from.
        source: Source,
    },
}

impl Face {
    /// How many colours it finds when a person does not say; `None` where it has as many as the artwork.
    #[must_use]
    pub fn colours(&self) -> Option<u32> {
        match self {
            Face::Cells { colours, .. } | Face::Flat { colours, .. } => Some(*colours),
            Face::Print | Face::Pale { .. } | Face::Engrave { .. } | Face::Relief { .. } => None,
        }
    }

    /// The finest detail it keeps; `None` where it keeps all.
    #[must_use]
    pub fn finest(&self) -> Option<Mm> {
        match self {
            Face::Engrave { finest_mm, .. }
            | Face::Cells { finest_mm, .. }
            | Face::Flat { finest_mm, .. }
            | Face::Relief { finest_mm, .. } => Some(*finest_mm),
            Face::Print | Face::Pale { .. } => None,
        }
    }

    /// Width of its metal lines, where it has some.
    #[must_use]
    pub fn line(&self) -> Option<Mm> {
        match self {
            Face::Cells { line_mm, .. } => Some(*line_mm),
            _ => None,
        }
    }

    /// Where its figures come from.
    #[must_use]
    pub fn source(&self) -> Option<&Source> {
        match self {
            Face::Print => None,
            Face::Pale { source, .. }
            | Face::Engrave { source, .. }
            | Face::Cells { source, .. }
            | Face::Flat { source, .. }
            | Face::Relief { source, .. } => Some(source),
        }
    }
}

/// How a process shrinks.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shrink {
    /// What is left of a length, across and down the sheet.
    pub left: [f64; 2],
    /// Where the figures come from.
    pub source: Source,
}

/// One layer of a stack.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    /// What people call it.
    pub name: String,
    /// How thick it is.
    pub thickness_mm: Mm,
    /// Whether only its wall is left, round a cavity.
    #[serde(default)]
    pub hollow: bool,
    /// Where the thickness comes from.
    pub source: Source,
}

/// A line that a process adds: the outline, moved out or in.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideRule {
    /// What it stands for.
    pub kind: GuideKind,
    /// How far out by the charm's longer side: pairs of side and distance in mm, straight between, the nearest
    /// beyond. Below 0 it lies inside.
    pub out_mm: Vec<[f64; 2]>,
    /// How far it keeps away from holes, in mm; `null` where holes do not matter.
    pub clear_of_holes_mm: Option<Mm>,
    /// Where the figures come from.
    pub source: Source,
}

impl GuideRule {
    /// How far out it lies for a charm of that longer side, in mm.
    #[must_use]
    pub fn out(&self, side: f64) -> f64 {
        let below = self.out_mm.iter().rev().find(|pair| pair[0] <= side);
        let above = self.out_mm.iter().find(|pair| pair[0] > side);
        match (below, above) {
            (Some(&[from, low]), Some(&[to, high])) => low + (high - low) * (side - from) / (to - from),
            (Some(pair), None) | (None, Some(pair)) => pair[1],
            (None, None) => 0.0,
        }
    }
}

/// Something a person should know of a process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Process.ts")]
pub struct Fact {
    /// The fact, in words.
    pub text: String,
    /// Where it comes from.
    pub source: Source,
}

/// What of a charm has an effect in a process: the window shows no control without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Process.ts")]
pub enum Use {
    /// The white's choke, and white in the border.
    White,
    /// Colours with no white under them.
    Bare,
    /// A back.
    Back,
    /// How far artwork goes past the cut.
    Bleed,
    /// Parts cut out inside.
    Cutouts,
    /// Other outlines than the usual one.
    Styles,
    /// The colours, and how many.
    Palette,
    /// The finest detail kept.
    Detail,
    /// The metal lines' width.
    Line,
    /// What is left after shrinking.
    Shrink,
    /// Holes.
    Holes,
}

impl Process {
    /// What of a charm has an effect in this process, in the order of the window.
    #[must_use]
    pub fn uses(&self) -> Vec<Use> {
        let uses = [
            (Use::White, self.white != White::None),
            (Use::Bare, self.white == White::Chosen),
            (Use::Back, self.back),
            (Use::Bleed, self.limit(CheckCode::Bleed).is_some()),
            (Use::Cutouts, self.cutouts),
            (Use::Styles, self.styles.len() > 1),
            (Use::Palette, self.face.colours().is_some()),
            (Use::Detail, self.face.finest().is_some()),
            (Use::Line, self.face.line().is_some()),
            (Use::Shrink, self.shrink.is_some()),
            (Use::Holes, self.edge != Edge::Wrap),
        ];
        uses.into_iter().filter_map(|(used, has)| has.then_some(used)).collect()
    }

    /// The outline it makes unless a person says otherwise.
    #[must_use]
    pub fn usual_style(&self) -> OutlineStyle {
        self.styles.first().copied().unwrap_or_default()
    }
}
