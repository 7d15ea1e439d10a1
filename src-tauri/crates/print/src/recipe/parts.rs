//! What a recipe says of each part of a print file: page, colour, white, cut, and the files themselves.

use std::collections::BTreeSet;

use dangle_design::units::{Mm, Rgb};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The page round the charm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Recipe.ts")]
pub struct PageRecipe {
    /// How far the colour may go past the cut.
    pub bleed_mm: Mm,
    /// Empty room round the bleed, up to the page's edge.
    pub slug_mm: Mm,
    /// Whether everything is mirrored, for a print on the back of clear material that the shop does not mirror.
    #[serde(default)]
    pub mirrored: bool,
    /// Whether everything is as large as before the material shrinks.
    #[serde(default)]
    pub before_shrinking: bool,
    /// Width of the black dots in the corners of each PDF, by which a cutter's camera finds the print; `None` for
    /// none.
    #[serde(default)]
    pub dots_mm: Option<Mm>,
}

/// How large a charm the vendor makes: the longer side of its outline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Recipe.ts")]
pub struct SizeRecipe {
    /// The least.
    pub least_mm: Mm,
    /// The most.
    pub most_mm: Mm,
}

/// How the colours are made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Recipe.ts")]
pub struct ColourRecipe {
    /// The layer's name.
    pub layer: String,
    /// The press profile: a file under `assets/icc`, without its ending.
    pub profile: String,
    /// The most ink at any one place: the sum of the four inks, in per cent.
    pub ink_limit_percent: f64,
    /// The plates' resolution, in pixels an inch.
    pub dpi: f64,
    /// How black is made.
    pub black: BlackPolicy,
}

/// How black is made: one way for the whole file, since one black beside another is visible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Recipe.ts")]
pub enum BlackPolicy {
    /// As the press profile separates it.
    ByProfile,
    /// Neutral greys and black in black ink alone: sharp lines, nothing to misregister.
    BlackInk,
}

/// The white plate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Recipe.ts")]
pub struct WhiteRecipe {
    /// The plate's name; the spot's, where it is one.
    pub name: String,
    /// The layer's name.
    pub layer: String,
    /// What it is written as.
    #[serde(default)]
    pub ink: WhiteInk,
    /// How it is shown where there is no such ink: C, M, Y, K in per cent.
    pub alternate_cmyk_percent: [f64; 4],
    /// Whether it is painted before or after the colour.
    pub order: WhiteOrder,
    /// The stencil's resolution, in pixels an inch.
    pub dpi: f64,
    /// How far the white is pulled in, for a charm that does not say.
    pub choke_mm: Mm,
}

/// What the white is written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Recipe.ts")]
pub enum WhiteInk {
    /// A spot of its own name.
    #[default]
    Spot,
    /// Full black, as a vector shape in a file without colour: shops that take no spots print it in white.
    Black,
}

/// Where the white lies, seen from the side the file shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Recipe.ts")]
pub enum WhiteOrder {
    /// Painted first: the colour lies on it.
    UnderColour,
    /// Painted last, in overprint: it lies on the colour.
    OverColour,
}

/// The cut line's plate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Recipe.ts")]
pub struct CutRecipe {
    /// The plate's name; the spot's, where it is one.
    pub name: String,
    /// The layer's name.
    pub layer: String,
    /// What it is written as.
    #[serde(default)]
    pub ink: CutInk,
    /// How it is shown where there is no such ink; the inks themselves where it is no spot: C, M, Y, K in per
    /// cent.
    pub alternate_cmyk_percent: [f64; 4],
    /// Its colour in SVG and DXF; that of the inks where none is given.
    #[serde(default)]
    pub rgb: Option<Rgb>,
    /// Width of the line, in PDF points.
    pub line_width_pt: f64,
    /// What the tool takes away, for shops that do not allow for it themselves: the line lies half of it outside,
    /// in holes inside, so that the finished charm is as large as meant.
    #[serde(default = "no_kerf")]
    pub kerf_mm: Mm,
}

fn no_kerf() -> Mm {
    Mm::ZERO
}

/// What the cut line is written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Recipe.ts")]
pub enum CutInk {
    /// A spot of its own name.
    #[default]
    Spot,
    /// The four inks, in amounts that nothing else in the file has.
    Process,
}

/// One file of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Recipe.ts")]
pub struct FileRecipe {
    /// What it is called; `{name}` stands for the charm's name.
    pub name: String,
    /// What it is.
    pub format: FileFormat,
    /// The parts in it.
    pub holds: BTreeSet<Part>,
    /// Whether a picture is white below the artwork out to the cut line, for programs that cut round whatever is
    /// opaque.
    #[serde(default)]
    pub backed: bool,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Recipe.ts")]
pub enum FileFormat {
    /// PDF built to PDF/X-4, with layers.
    PdfX4,
    /// PDF 1.4 without layers or transparency, for old RIPs.
    Pdf14,
    /// SVG in millimetres, sRGB.
    Svg,
    /// SVG in millimetres with an area for each flat colour, and a table of them.
    Areas,
    /// PDF of drawings for a maker of plush: front, side and back, and the pattern at its true size.
    Turnaround,
    /// PDF of drawings for an embroiderer: the threads, each alone, and the face at its true size.
    ThreadChart,
    /// DXF R12 in millimetres: lines alone.
    Dxf,
    /// PNG with its resolution, sRGB.
    Png,
    /// TIFF in the four inks, the white as a fifth channel.
    Tiff,
    /// Photoshop file in the four inks, a layer a part.
    Psd,
}

/// A part of a charm's print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Recipe.ts")]
pub enum Part {
    /// The artwork.
    Colour,
    /// The white behind it.
    White,
    /// The cut line, cut-outs and holes.
    Cut,
}

impl FileFormat {
    /// Every format there is.
    pub const ALL: &'static [FileFormat] = &[
        FileFormat::PdfX4,
        FileFormat::Pdf14,
        FileFormat::Svg,
        FileFormat::Areas,
        FileFormat::Turnaround,
        FileFormat::ThreadChart,
        FileFormat::Dxf,
        FileFormat::Png,
        FileFormat::Tiff,
        FileFormat::Psd,
    ];

    /// The ending of its files' names, without the point.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            FileFormat::PdfX4 | FileFormat::Pdf14 | FileFormat::Turnaround | FileFormat::ThreadChart => "pdf",
            FileFormat::Svg | FileFormat::Areas => "svg",
            FileFormat::Dxf => "dxf",
            FileFormat::Png => "png",
            FileFormat::Tiff => "tif",
            FileFormat::Psd => "psd",
        }
    }

    /// Whether it is a PDF of plates.
    #[must_use]
    pub fn is_pdf(self) -> bool {
        matches!(self, FileFormat::PdfX4 | FileFormat::Pdf14)
    }

    /// The parts such a file can hold.
    pub(super) fn can_hold(self) -> &'static [Part] {
        match self {
            FileFormat::PdfX4 | FileFormat::Pdf14 | FileFormat::Svg | FileFormat::Psd => {
                &[Part::Colour, Part::White, Part::Cut]
            }
            FileFormat::Tiff => &[Part::Colour, Part::White],
            FileFormat::Areas | FileFormat::Turnaround | FileFormat::ThreadChart => {
                &[Part::Colour, Part::Cut]
            }
            FileFormat::Png => &[Part::Colour],
            FileFormat::Dxf => &[Part::Cut],
        }
    }
}

impl FileRecipe {
    /// Whether a part is in it.
    #[must_use]
    pub fn holds(&self, part: Part) -> bool {
        self.holds.contains(&part)
    }

    /// Its name for a charm of that name.
    #[must_use]
    pub fn named(&self, charm: &str) -> String {
        self.name.replace("{name}", charm)
    }
}
