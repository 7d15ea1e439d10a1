//! What a proof says.

use serde::Serialize;

/// Everything that was looked at in a print file, in the order a person would.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// One line a rule.
    pub lines: Vec<ProofLine>,
}

/// One rule, and whether the file keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProofLine {
    /// Which rule.
    pub code: ProofCode,
    /// Whether the file keeps it.
    pub passed: bool,
    /// What was found.
    pub found: String,
    /// What was meant.
    pub meant: String,
}

/// The rules a print file is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProofCode {
    /// One page.
    Pages,
    /// The file says that it keeps to PDF/X-4, in both places, and its version allows it.
    PdfX,
    /// The printing condition is named and its profile embedded.
    OutputIntent,
    /// The boxes lie in one another and are as large as meant.
    Boxes,
    /// The charm is as large as the page says.
    Size,
    /// Artwork that reaches the trim goes on past it.
    Bleed,
    /// Pictures are fine enough.
    Resolution,
    /// The spots are there, and no others.
    SpotNames,
    /// No colour is left to the RIP to turn into ink: no RGB.
    ColourSpaces,
    /// No letters that need a font.
    Fonts,
    /// Nothing is blended over the white.
    Transparency,
    /// Overprint is on wherever a spot would be lost without it.
    Overprint,
    /// The layers are there, and shown.
    Layers,
    /// White and colour are painted in the order they are printed in.
    Order,
    /// The cut line is a stroke of its own spot.
    CutSpot,
    /// The cut line is as wide as meant, at full tint and without dashes.
    CutStyle,
    /// The cut line is closed.
    CutClosed,
    /// The cut line is as long as meant.
    CutLength,
    /// The cut line lies where it was meant.
    CutPlace,
    /// The white plate holds what was laid on it, and as much as was meant.
    WhiteArea,
    /// The white lies where it was meant.
    WhitePlace,
    /// Cyan, magenta, yellow and black hold what was meant.
    ProcessPlates,
    /// No place gets more ink than the recipe allows.
    InkLimit,
    /// The picture's pixels are what was meant.
    Picture,
    /// Lengths are millimetres.
    Unit,
    /// The dots in the corners are there.
    Marks,
    /// Each flat colour covers what it was meant to.
    Areas,
    /// The drawing's words can be read.
    Words,
}

impl ProofCode {
    /// The code as it is written in reports, such as `spot_names`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ProofCode::Pages => "pages",
            ProofCode::PdfX => "pdf_x",
            ProofCode::OutputIntent => "output_intent",
            ProofCode::Boxes => "boxes",
            ProofCode::Size => "size",
            ProofCode::Bleed => "bleed",
            ProofCode::Resolution => "resolution",
            ProofCode::SpotNames => "spot_names",
            ProofCode::ColourSpaces => "colour_spaces",
            ProofCode::Fonts => "fonts",
            ProofCode::Transparency => "transparency",
            ProofCode::Overprint => "overprint",
            ProofCode::Layers => "layers",
            ProofCode::Order => "order",
            ProofCode::CutSpot => "cut_spot",
            ProofCode::CutStyle => "cut_style",
            ProofCode::CutClosed => "cut_closed",
            ProofCode::CutLength => "cut_length",
            ProofCode::CutPlace => "cut_place",
            ProofCode::WhiteArea => "white_area",
            ProofCode::WhitePlace => "white_place",
            ProofCode::ProcessPlates => "process_plates",
            ProofCode::InkLimit => "ink_limit",
            ProofCode::Picture => "picture",
            ProofCode::Unit => "unit",
            ProofCode::Marks => "marks",
            ProofCode::Areas => "areas",
            ProofCode::Words => "words",
        }
    }
}

impl Proof {
    /// Whether the file keeps every rule.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.first_fault().is_none()
    }

    /// The first rule the file breaks.
    #[must_use]
    pub fn first_fault(&self) -> Option<&ProofLine> {
        self.lines.iter().find(|line| !line.passed)
    }
}

impl ProofLine {
    pub(super) fn new(
        code: ProofCode,
        passed: bool,
        found: impl Into<String>,
        meant: impl Into<String>,
    ) -> Self {
        ProofLine { code, passed, found: found.into(), meant: meant.into() }
    }

    /// The line as one sentence.
    #[must_use]
    pub fn in_words(&self) -> String {
        format!("{}: found {}, meant {}", self.code.as_str(), self.found, self.meant)
    }
}
