//! The project: what a person chose. What follows from it is derived and never stored.

mod artwork;
mod card;
mod hardware;
mod order;
mod outline;
mod photo;
mod scene;
mod sheet;

pub use artwork::{Artwork, Back, Background, BrushStroke, Font, Halo, LayerRole, LayerUse, Text};
pub use card::{
    CardCode, CardHang, CardHole, CardLanguages, CardLayout, CardPattern, CardSize, CardSpec, CardText,
};
pub use hardware::{Beside, HardwareChoice};
pub use order::{OrderSpec, Selling};
pub use outline::{
    Cutouts, HolePlace, HoleShape, HoleSits, HoleSpec, OutlineEdit, OutlineSpec, OutlineStyle, Rim,
};
pub use photo::{Photo, PhotoAnchor, Ruler};
pub use scene::{Pattern, PatternKind, Placement, Scene};
pub use sheet::{LaidCharm, SheetItem, SheetSize, SheetSpec, Turning};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::{BlobHash, CarrierId, CharmId, ProcessId, ProjectId, SceneId, SheetId};
use crate::process::{CheckCode, Process};
use crate::units::{Mm, Rgb};

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
