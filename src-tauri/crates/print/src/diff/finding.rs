//! What a comparison says.

use serde::Serialize;
use ts_rs::TS;

/// A vendor's proof held against what was meant.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "Press.ts")]
pub struct Comparison {
    /// Whether nothing is wrong: no finding is a fault.
    pub same: bool,
    /// How the charm lies on the proof; `None` when it was not found.
    pub lies: Option<Lies>,
    /// Each layer, and whether the proof shows it.
    pub layers: Vec<LayerSeen>,
    /// What differs, the gravest first.
    pub findings: Vec<Finding>,
}

/// How the charm lies on the proof.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "Press.ts")]
pub struct Lies {
    /// Pixels of the proof a millimetre of the charm.
    pub px_per_mm: f64,
    /// Quarter turns, clockwise.
    pub quarter_turns: u8,
    /// The turn beside those, in degrees, clockwise.
    pub turn_deg: f64,
    /// Whether left and right are swapped.
    pub mirrored: bool,
}

/// A layer of the charm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[ts(export_to = "Press.ts")]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// The printed artwork.
    Art,
    /// The white below or above it.
    White,
    /// The cut line.
    Cut,
    /// Holes and cut-outs.
    Holes,
}

/// Whether the proof shows a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "Press.ts")]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// All of it.
    Seen,
    /// A part of it.
    Partly,
    /// Nothing of it.
    Missing,
    /// The proof cannot show it, such as white on a white ground.
    CannotTell,
}

/// One layer, and whether the proof shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "Press.ts")]
pub struct LayerSeen {
    /// Which.
    pub layer: Layer,
    /// Whether.
    pub seen: Seen,
}

/// What differs between the proof and what was meant.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export_to = "Press.ts")]
pub struct Finding {
    /// What kind of difference.
    pub code: FindingCode,
    /// Whether the order must wait for it: `false` for what is only worth knowing.
    pub fault: bool,
    /// The difference in words, with figures.
    pub words: String,
    /// Where, in millimetres from the outline's top left: x, y, width, height. `None` for everywhere.
    pub at_mm: Option<[f64; 4]>,
    /// How much: millimetres for shifts, per cent for sizes, CIE ΔE 2000 for colours.
    pub amount: Option<f64>,
}

/// Kinds of difference, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[ts(export_to = "Press.ts")]
#[serde(rename_all = "snake_case")]
pub enum FindingCode {
    /// The proof shows nothing like this charm.
    NotFound,
    /// The cut line is missing.
    CutMissing,
    /// A part of the cut line is missing.
    CutPartMissing,
    /// A hole or cut-out is missing.
    HoleMissing,
    /// The white is missing.
    WhiteMissing,
    /// The artwork is missing.
    ArtMissing,
    /// A part of the artwork is missing.
    ArtPartMissing,
    /// The page is not at true size.
    Size,
    /// The artwork is larger or smaller than the cut line asks for.
    ArtScaled,
    /// The artwork is turned against the cut line.
    ArtTurned,
    /// The artwork lies elsewhere than the cut line asks for.
    ArtShifted,
    /// The white lies elsewhere than the artwork asks for.
    WhiteShifted,
    /// A part of the artwork lies elsewhere than the rest of it.
    PartShifted,
    /// A place has another colour.
    ColourChanged,
    /// Something is there that was not meant.
    Added,
    /// The proof is mirrored.
    Mirrored,
    /// The proof lies on its side or its head.
    Turned,
    /// The whole picture is a little lighter, darker or duller.
    WholePicture,
}

impl FindingCode {
    /// The code as it is written in reports, such as `art_shifted`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            FindingCode::NotFound => "not_found",
            FindingCode::CutMissing => "cut_missing",
            FindingCode::CutPartMissing => "cut_part_missing",
            FindingCode::HoleMissing => "hole_missing",
            FindingCode::WhiteMissing => "white_missing",
            FindingCode::ArtMissing => "art_missing",
            FindingCode::ArtPartMissing => "art_part_missing",
            FindingCode::Size => "size",
            FindingCode::ArtScaled => "art_scaled",
            FindingCode::ArtTurned => "art_turned",
            FindingCode::ArtShifted => "art_shifted",
            FindingCode::WhiteShifted => "white_shifted",
            FindingCode::PartShifted => "part_shifted",
            FindingCode::ColourChanged => "colour_changed",
            FindingCode::Added => "added",
            FindingCode::Mirrored => "mirrored",
            FindingCode::Turned => "turned",
            FindingCode::WholePicture => "whole_picture",
        }
    }

    /// Whether an order must wait for it.
    pub(super) fn is_fault(self) -> bool {
        !matches!(self, FindingCode::Mirrored | FindingCode::Turned | FindingCode::WholePicture)
    }
}

impl Comparison {
    pub(super) fn new(lies: Option<Lies>, layers: Vec<LayerSeen>, mut findings: Vec<Finding>) -> Comparison {
        // Of one kind, the larger comes first; a stable sort keeps the order of equals.
        let amount = |finding: &Finding| finding.amount.unwrap_or(0.0);
        findings.sort_by(|a, b| a.code.cmp(&b.code).then(amount(b).total_cmp(&amount(a))));
        Comparison { same: !findings.iter().any(|finding| finding.fault), lies, layers, findings }
    }

    /// The first difference that an order must wait for.
    #[must_use]
    pub fn first_fault(&self) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.fault)
    }
}
