//! What is on a charm: the artwork, its ground, its back, and words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Spot;
use crate::id::{BlobHash, FontId, TextId};
use crate::units::{Degrees, Rgb};

/// The picture as imported: its bytes lie in the blob store.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct Artwork {
    /// The imported file.
    pub blob: BlobHash,
    /// What each layer of a layered file is used for; layers not named are used as the file has them.
    pub layers: Vec<LayerUse>,
    /// What happens to the ground behind the subject.
    pub background: Background,
    /// What the person wiped away or brought back by hand, in that order.
    pub strokes: Vec<BrushStroke>,
    /// Loose parts with a smaller diameter are left out, as a share of the artwork's longer side; zero leaves
    /// all.
    pub least_speck: f64,
}

/// What one layer of a layered file is used for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct LayerUse {
    /// The layer's id within the file, see [`crate::artwork::Layer`].
    pub layer: String,
    /// What it is used for.
    pub role: LayerRole,
}

/// What a layer is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Project.ts")]
pub enum LayerRole {
    /// Printed on the front.
    Front,
    /// Printed on the back.
    Back,
    /// Where it is opaque, white ink is printed.
    White,
    /// Its edge is the cut line.
    Cut,
    /// Not used.
    Hidden,
}

/// What happens to the ground behind the subject.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub enum Background {
    /// Transparent art is taken as it is; a ground that is surely one is removed.
    #[default]
    Auto,
    /// The picture is kept whole.
    Keep,
    /// What is like the ground is removed, even where Dangle would not be sure of it.
    Remove {
        /// How unlike the ground a pixel may be and still be ground: 0 not at all, 0.5 as Dangle would have
        /// it, 1 anything.
        tolerance: f64,
    },
}

/// One stroke of the brush that wipes ground away or brings the subject back: all that lies under it, whatever
/// its colour, with an edge that is soft by a pixel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct BrushStroke {
    /// Whether it brings back what was removed; otherwise it removes.
    pub keep: bool,
    /// The brush's radius, as a share of the artwork's longer side.
    pub radius: f64,
    /// Where the hand went.
    pub path: Vec<Spot>,
}

/// What the back of a charm shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub enum Back {
    /// Nothing; or, where the file has layers for the back, those.
    #[default]
    Plain,
    /// The front, mirrored so that the two register.
    Mirrored,
    /// Artwork of its own, as seen from behind.
    Own {
        /// The artwork; its rectangle lies on the front's.
        artwork: Artwork,
    },
}

/// Words on a charm. Their lengths are shares of the artwork, so that they stay with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct Text {
    /// Names the text within the charm.
    pub id: TextId,
    /// The words as written.
    pub words: String,
    /// The words in other languages, by language tag.
    pub translations: BTreeMap<String, String>,
    /// The letters.
    pub font: Font,
    /// Height of the font's em, as a share of the artwork's longer side.
    pub em: f64,
    /// The letters' colour.
    pub colour: Rgb,
    /// An edge round the letters, so that they stand on any ground.
    pub halo: Option<Halo>,
    /// The middle of the words.
    pub at: Spot,
    /// How far the words are turned, clockwise.
    pub turn: Degrees,
    /// The arc the words are bent to: 0 is a straight line, above 0 the middle is highest.
    pub bend: Degrees,
}

/// The letters of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub enum Font {
    /// One that comes with Dangle.
    Bundled {
        /// Which one.
        font: FontId,
    },
    /// One of the person's own.
    Own {
        /// The imported font file.
        blob: BlobHash,
    },
}

/// An edge round letters.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct Halo {
    /// Its colour.
    pub colour: Rgb,
    /// Its width, as a share of the em.
    pub width: f64,
}

impl Artwork {
    /// An imported file, as Dangle would use it.
    #[must_use]
    pub fn new(blob: BlobHash) -> Self {
        Artwork {
            blob,
            layers: Vec::new(),
            background: Background::Auto,
            strokes: Vec::new(),
            least_speck: 0.0,
        }
    }
}

impl Text {
    /// The words in a language; as written where there is no translation.
    #[must_use]
    pub fn words_in(&self, language: Option<&str>) -> &str {
        language.and_then(|tag| self.translations.get(tag)).unwrap_or(&self.words)
    }
}
