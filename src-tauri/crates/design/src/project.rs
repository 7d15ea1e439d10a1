//! The project: what a person chose. What follows from it is derived and never stored.

mod card;
mod hardware;
mod order;
mod photo;
mod scene;
mod sheet;

pub use card::{
    CardCode, CardHang, CardHole, CardLanguages, CardLayout, CardPattern, CardSize, CardSpec, CardText,
};
pub use hardware::{Beside, HardwareChoice};
pub use order::{OrderSpec, Selling};
pub use photo::{Photo, PhotoAnchor, Ruler};
pub use scene::{Pattern, PatternKind, Placement, Scene};
pub use sheet::{LaidCharm, SheetItem, SheetSize, SheetSpec, Turning};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use std::collections::BTreeMap;

use crate::id::{BlobHash, CarrierId, CharmId, FontId, ProcessId, ProjectId, SceneId, SheetId, TextId};
use crate::process::{CheckCode, Process};
use crate::units::{Degrees, Mm, Rgb};

/// A person's set of charms, and the scenes they hang in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct Project {
    /// Names the project for good.
    pub id: ProjectId,
    /// What the person calls it.
    pub name: String,
    /// The charms, in the order of the tray.
    pub charms: Vec<Charm>,
    /// The mock-ups, each a named set of charms on a carrier.
    pub scenes: Vec<Scene>,
    /// The person's own photos of what charms hang on.
    pub photos: Vec<Photo>,
    /// The gang sheets that charms are made on together.
    pub sheets: Vec<SheetSpec>,
    /// The backing cards that charms are sold on, at most one a charm.
    pub cards: Vec<CardSpec>,
    /// What vendors are asked for, at most one order a charm.
    pub orders: Vec<OrderSpec>,
    /// The person's own limits, which stand before those of the process.
    pub limits: Vec<OwnLimit>,
}

/// A limit of a process as the person has it: their vendor's word, or their own experience.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct OwnLimit {
    /// Which process.
    pub process: ProcessId,
    /// Which check.
    pub check: CheckCode,
    /// Where warnings begin, in the check's unit; `null` for none.
    pub warn: Option<f64>,
    /// Where errors begin, in the check's unit; `null` for none.
    pub error: Option<f64>,
}

/// Artwork with a size, an outline, a process and hardware.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct Charm {
    /// Names the charm for good.
    pub id: CharmId,
    /// What the person calls it.
    pub name: String,
    /// The picture as imported: what the front shows.
    pub artwork: Artwork,
    /// What the back shows, where the process prints one.
    pub back: Back,
    /// Words on the charm, the lowest first.
    pub texts: Vec<Text>,
    /// Which translation of the words is shown, such as `ja`; `null` for the words as written.
    pub language: Option<String>,
    /// How large the finished charm is.
    pub size: Size,
    /// How the cut line follows the artwork.
    pub outline: OutlineSpec,
    /// How far the white is pulled in under the colour.
    pub choke: Mm,
    /// What it is made by.
    pub process: ProcessId,
    /// What the person chose of what the process offers.
    pub options: ProcessOptions,
    /// What it hangs from.
    pub hardware: HardwareChoice,
}

/// A place on the artwork that stays with it whatever the size: shares of the artwork's rectangle, from its
/// top left, y down. Places outside it have shares below 0 or above 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct Spot {
    /// Share of the width.
    pub u: f64,
    /// Share of the height.
    pub v: f64,
}

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

/// What a person chose of what a process offers. Each process uses what it knows; the rest waits.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct ProcessOptions {
    /// The colours that the art is reduced to, where the process has few; empty lets Dangle find them.
    pub palette: Vec<Rgb>,
    /// How many colours Dangle finds; `null` for as many as the process comfortably has.
    pub colours: Option<u32>,
    /// What is left of a length after shrinking, across and down, as measured; `null` for the process's own.
    pub shrunk: Option<[f64; 2]>,
    /// Details finer than this are merged into what lies round them; `null` for the finest the process makes.
    pub detail: Option<Mm>,
    /// Width of metal lines; `null` for the process's own.
    pub line: Option<Mm>,
    /// Colours with no white under them, where a film should shine through.
    pub bare: Vec<Rgb>,
}

/// How large the finished charm is: its outline's box, tab and all, which is what vendors price by.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct Size {
    /// The length.
    pub length: Mm,
    /// Which side of the outline's box it measures.
    pub by: SizeBy,
}

/// Which side of the outline's box a size measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Project.ts")]
pub enum SizeBy {
    /// The longer side.
    #[default]
    Longest,
    /// From left to right.
    Width,
    /// From top to bottom.
    Height,
}

/// How the cut line follows the artwork.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct OutlineSpec {
    /// What the line follows.
    pub style: OutlineStyle,
    /// Distance from artwork to outline.
    pub border: Mm,
    /// What is in the border.
    pub rim: Rim,
    /// How far artwork that reaches the cut is printed past it; with `tight`, how far the cut lies inside
    /// the artwork.
    pub bleed: Mm,
    /// Radius of the smallest inward corner: hollows narrower than twice this are filled.
    pub smoothing: Mm,
    /// Loose parts whose borders come closer than this are joined by closing the gap.
    /// Parts farther apart are joined by the shortest bridge.
    pub join: Mm,
    /// Necks narrower than this are widened to it; zero leaves them.
    pub least_neck: Mm,
    /// What becomes of see-through parts that artwork encloses.
    pub cutouts: Cutouts,
    /// The holes; the charm hangs by the first.
    pub holes: Vec<HoleSpec>,
    /// What the person corrected by hand, in that order.
    pub edits: Vec<OutlineEdit>,
}

/// What the cut line follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Project.ts")]
pub enum OutlineStyle {
    /// The artwork, a border away.
    #[default]
    Border,
    /// The artwork itself, a bleed inside its edge.
    Tight,
    /// The artwork loosely: deep hollows are bridged over.
    Soft,
    /// A circle round the artwork.
    Circle,
    /// A square with round corners.
    Square,
    /// A heart.
    Heart,
    /// A shield.
    Shield,
    /// A ticket: a rectangle with notched corners.
    Ticket,
}

/// What is in the border between artwork and cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Project.ts")]
pub enum Rim {
    /// Nothing: the material shows.
    #[default]
    Clear,
    /// White ink.
    White,
}

/// What becomes of see-through parts that artwork encloses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Project.ts")]
pub enum Cutouts {
    /// They stay material.
    #[default]
    Filled,
    /// They are cut out, a border away from the artwork, where that leaves a hole that can be cut.
    Kept,
}

/// A hole.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct HoleSpec {
    /// Its shape.
    pub shape: HoleShape,
    /// Material between the hole and the cut line.
    pub wall: Mm,
    /// Radius of the fillets where its tab meets the body.
    pub fillet: Mm,
    /// Whether it sits in a tab or in the body.
    pub sits: HoleSits,
    /// Where it is.
    pub place: HolePlace,
}

/// The shape of a hole.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub enum HoleShape {
    /// A round hole.
    Round {
        /// Its diameter.
        diameter: Mm,
    },
    /// A slot with round ends, for a strap: level as the charm hangs by it, or along the outline where a hand
    /// put it.
    Slot {
        /// From end to end.
        length: Mm,
        /// Across.
        width: Mm,
    },
}

/// Where a hole sits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Project.ts")]
pub enum HoleSits {
    /// In a tab on the outline, clear of the artwork.
    #[default]
    Tab,
    /// In the body, a wall away from the cut line, through artwork where that is in its way. Where the body
    /// has no room it is made wider.
    Inside,
}

/// Where a hole is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub enum HolePlace {
    /// Where a charm that hangs by it hangs at that angle.
    Hang {
        /// The angle, clockwise from upright: 0 hangs straight.
        angle: Degrees,
        /// How far the hole is moved along from there, to the right of the hanging charm.
        shift: Mm,
    },
    /// As near to a place as it may be: with a tab where the outline comes nearest, inside at the place itself.
    Near {
        /// The place.
        at: Spot,
    },
}

/// What a person corrected of the outline by hand. Places stay with the artwork; lengths are millimetres.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub enum OutlineEdit {
    /// Draws a stretch of the line out, or in.
    Pull {
        /// The middle of the stretch.
        at: Spot,
        /// How far: above 0 out.
        by: Mm,
        /// Half the length of the stretch.
        reach: Mm,
    },
    /// Adds a bridge.
    Bridge {
        /// One end.
        from: Spot,
        /// The other end.
        to: Spot,
        /// How wide.
        width: Mm,
    },
    /// Leaves out the bridge that Dangle would put here.
    NoBridge {
        /// A place on the bridge.
        at: Spot,
    },
    /// Smooths a stretch.
    Smooth {
        /// The middle of the stretch.
        at: Spot,
        /// Half the length of the stretch.
        reach: Mm,
        /// The radius of the smallest corner that is left, inward or outward.
        radius: Mm,
    },
    /// Keeps a stretch at the border, whatever smoothing and widening would do.
    Lock {
        /// The middle of the stretch.
        at: Spot,
        /// Half the length of the stretch.
        reach: Mm,
    },
}

impl Project {
    /// A project with nothing in it.
    #[must_use]
    pub fn empty(id: ProjectId, name: impl Into<String>) -> Self {
        Project {
            id,
            name: name.into(),
            charms: Vec::new(),
            scenes: Vec::new(),
            photos: Vec::new(),
            sheets: Vec::new(),
            cards: Vec::new(),
            orders: Vec::new(),
            limits: Vec::new(),
        }
    }

    /// The charm of that id.
    #[must_use]
    pub fn charm(&self, id: &CharmId) -> Option<&Charm> {
        self.charms.iter().find(|charm| charm.id == *id)
    }

    /// The scene of that id.
    #[must_use]
    pub fn scene(&self, id: &SceneId) -> Option<&Scene> {
        self.scenes.iter().find(|scene| scene.id == *id)
    }

    /// The photo that stands as that carrier.
    #[must_use]
    pub fn photo(&self, id: &CarrierId) -> Option<&Photo> {
        self.photos.iter().find(|photo| photo.id == *id)
    }

    /// The gang sheet of that id.
    #[must_use]
    pub fn sheet(&self, id: &SheetId) -> Option<&SheetSpec> {
        self.sheets.iter().find(|sheet| sheet.id == *id)
    }

    /// The backing card of a charm, if it has one.
    #[must_use]
    pub fn card(&self, charm: &CharmId) -> Option<&CardSpec> {
        self.cards.iter().find(|card| card.charm == *charm)
    }

    /// The order of a charm, if it has one.
    #[must_use]
    pub fn order(&self, charm: &CharmId) -> Option<&OrderSpec> {
        self.orders.iter().find(|order| order.charm == *charm)
    }

    /// Every blob the project needs.
    pub fn blobs(&self) -> impl Iterator<Item = BlobHash> + '_ {
        self.charms.iter().flat_map(Charm::blobs).chain(self.photos.iter().map(|photo| photo.blob))
    }
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

impl HoleShape {
    /// Across the narrow way: a ring must fit through this.
    #[must_use]
    pub fn width(self) -> Mm {
        match self {
            HoleShape::Round { diameter } => diameter,
            HoleShape::Slot { width, .. } => width,
        }
    }

    /// From end to end.
    #[must_use]
    pub fn length(self) -> Mm {
        match self {
            HoleShape::Round { diameter } => diameter,
            HoleShape::Slot { length, width } => length.max(width),
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

impl Charm {
    /// A new charm of that artwork, as the process would have it.
    #[must_use]
    pub fn new(id: CharmId, name: String, blob: BlobHash, process: &Process) -> Self {
        let defaults = &process.defaults;
        Charm {
            id,
            name,
            artwork: Artwork::new(blob),
            back: Back::Plain,
            texts: Vec::new(),
            language: None,
            size: Size { length: defaults.size_mm, by: SizeBy::Longest },
            outline: OutlineSpec {
                style: process.usual_style(),
                border: defaults.border_mm,
                rim: Rim::Clear,
                bleed: defaults.bleed_mm,
                smoothing: defaults.smoothing_mm,
                join: defaults.join_mm,
                least_neck: defaults.least_neck_mm,
                cutouts: Cutouts::Filled,
                holes: HoleSpec::usual(process),
                edits: Vec::new(),
            },
            choke: defaults.choke_mm,
            process: process.id.clone(),
            options: ProcessOptions::default(),
            hardware: defaults.hardware.clone(),
        }
    }

    /// The languages that its words have, each once, in order of their tags.
    #[must_use]
    pub fn languages(&self) -> Vec<&str> {
        let tags = self.texts.iter().flat_map(|text| text.translations.keys());
        let tags: std::collections::BTreeSet<&str> = tags.map(String::as_str).collect();
        tags.into_iter().collect()
    }

    /// The charm as it is made for each language: with its words as written, then with each translation.
    #[must_use]
    pub fn variants(&self) -> Vec<Charm> {
        let languages = self.languages().into_iter().map(|tag| Some(tag.to_owned()));
        let variant = |language| Charm { language, ..self.clone() };
        std::iter::once(None).chain(languages).map(variant).collect()
    }

    /// What its files are called: its name, with the language if its words are a translation.
    #[must_use]
    pub fn file_name(&self) -> String {
        match &self.language {
            Some(tag) => format!("{}-{tag}", self.name),
            None => self.name.clone(),
        }
    }

    /// Every blob the charm needs.
    pub fn blobs(&self) -> impl Iterator<Item = BlobHash> + '_ {
        let back = match &self.back {
            Back::Own { artwork } => Some(artwork.blob),
            Back::Plain | Back::Mirrored => None,
        };
        let fonts = self.texts.iter().filter_map(|text| match text.font {
            Font::Own { blob } => Some(blob),
            Font::Bundled { .. } => None,
        });
        std::iter::once(self.artwork.blob).chain(back).chain(fonts)
    }
}

impl HoleSpec {
    /// The holes a process would give a new charm.
    #[must_use]
    pub fn usual(process: &Process) -> Vec<Self> {
        if process.defaults.hole { vec![HoleSpec::straight(process)] } else { Vec::new() }
    }

    /// A hole as a process would make it: in a tab, where the charm hangs straight.
    #[must_use]
    pub fn straight(process: &Process) -> Self {
        let defaults = &process.defaults;
        HoleSpec {
            shape: HoleShape::Round { diameter: defaults.hole_mm },
            wall: defaults.hole_wall_mm,
            fillet: defaults.fillet_mm,
            sits: HoleSits::Tab,
            place: HolePlace::Hang { angle: Degrees::ZERO, shift: Mm::ZERO },
        }
    }
}
