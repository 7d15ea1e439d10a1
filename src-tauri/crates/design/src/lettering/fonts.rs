//! The fonts that come with Dangle: `assets/fonts`.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use resvg::usvg::fontdb::{Database, ID, Source};
use rust_embed::Embed;
use serde::Deserialize;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::DrawSettings;
use skrifa::outline::pen::ControlBoundsPen;
use skrifa::{FontRef, MetadataProvider};

use crate::id::FontId;
use crate::{Error, ErrorCode, Result};

#[derive(Embed)]
#[folder = "../../../assets/fonts"]
#[include = "*.ttf"]
#[include = "fonts.toml"]
struct Files;

/// A font that comes with Dangle and can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundledFont {
    /// Names the font.
    pub id: FontId,
    /// What people call it.
    pub name: String,
    /// The languages it is made for, by tag.
    pub languages: Vec<String>,
}

/// What a font is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Role {
    /// To be chosen.
    Letters,
    /// Emoji in colour, in every text.
    Emoji,
    /// Letters that no other font has.
    Rest,
    /// Quiet letters for printed matter; charms are not offered them.
    Printed,
    /// The person's own.
    Own,
}

/// The bytes of a font, shared with whoever draws with it.
pub(super) type Data = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// A font that letters can be drawn with.
#[derive(Clone)]
pub(super) struct Face {
    pub(super) id: ID,
    pub(super) role: Role,
    name: Option<FontId>,
    data: Data,
}

impl Face {
    /// Whether the font has that letter.
    pub(super) fn has(&self, letter: char) -> bool {
        let bytes: &[u8] = (*self.data).as_ref();
        FontRef::from_index(bytes, 0)
            .is_ok_and(|font| font.charmap().map(letter).is_some_and(|glyph| glyph.to_u32() != 0))
    }

    /// From where to where a letter's outline reaches, up from the baseline, in ems; `None` where it has none.
    pub(super) fn reach(&self, letter: char) -> Option<[f64; 2]> {
        let bytes: &[u8] = (*self.data).as_ref();
        let font = FontRef::from_index(bytes, 0).ok()?;
        let glyph = font.charmap().map(letter).filter(|glyph| glyph.to_u32() != 0)?;
        let em = f64::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        let mut pen = ControlBoundsPen::new();
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        font.outline_glyphs().get(glyph)?.draw(settings, &mut pen).ok()?;
        let held = pen.bounding_box()?;
        let reach = [held.y_min, held.y_max].map(|y| f64::from(y) / em);
        reach.iter().all(|y| y.is_finite()).then_some(reach)
    }
}

/// Fonts to draw with; a font's place in the list is its name in the markup.
#[derive(Clone)]
pub(super) struct Faces {
    pub(super) fonts: Arc<Database>,
    pub(super) list: Vec<Face>,
}

impl Faces {
    /// The place of a bundled font.
    pub(super) fn index(&self, id: &FontId) -> Option<usize> {
        self.list.iter().position(|face| face.name.as_ref() == Some(id) && face.role == Role::Letters)
    }

    /// The place of a bundled font, by the name of its file.
    pub(super) fn place(&self, id: &str) -> Option<usize> {
        self.list.iter().position(|face| face.name.as_ref().is_some_and(|name| name.as_str() == id))
    }

    /// Whether a font holds emoji rather than letters.
    pub(super) fn is_emoji_font(&self, face: usize) -> bool {
        let face = &self.list[face];
        face.role != Role::Own && face.has('\u{1f600}')
    }

    /// Adds a font; its place, if it can be drawn with.
    pub(super) fn add(&mut self, data: Data, role: Role, name: Option<FontId>) -> Option<usize> {
        let ids = Arc::make_mut(&mut self.fonts).load_font_source(Source::Binary(data.clone()));
        self.list.push(Face { id: *ids.first()?, role, name, data });
        Some(self.list.len() - 1)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    font: Vec<Item>,
}

/// What drawing needs of an entry; licence and source stand beside it for people.
#[derive(Deserialize)]
struct Item {
    id: FontId,
    name: String,
    file: String,
    languages: Vec<String>,
    role: Role,
}

/// The fonts a person can choose, in the order they are shown in.
#[must_use]
pub fn bundled() -> &'static [BundledFont] {
    static FONTS: OnceLock<Vec<BundledFont>> = OnceLock::new();
    FONTS.get_or_init(|| {
        let letters = items().into_iter().filter(|item| item.role == Role::Letters);
        letters.map(|Item { id, name, languages, .. }| BundledFont { id, name, languages }).collect()
    })
}

/// What is embedded is held to be whole by a test.
fn items() -> Vec<Item> {
    let list = Files::get("fonts.toml").and_then(|file| {
        let text = std::str::from_utf8(&file.data).ok()?;
        toml::from_str::<List>(text).ok()
    });
    list.map(|list| list.font).unwrap_or_default()
}

/// The bytes of a font that comes with Dangle, whatever it is there for; `None` where there is none of that id.
#[must_use]
pub fn font_file(id: &str) -> Option<Cow<'static, [u8]>> {
    let item = items().into_iter().find(|item| item.id.as_str() == id)?;
    Some(Files::get(&item.file)?.data)
}

/// Every bundled font, to draw with.
pub(super) fn bundled_faces() -> Result<&'static Faces> {
    static FACES: OnceLock<Option<Faces>> = OnceLock::new();
    FACES
        .get_or_init(load)
        .as_ref()
        .ok_or_else(|| Error::new(ErrorCode::Store, "Dangle's fonts are damaged", "Install Dangle again."))
}

fn load() -> Option<Faces> {
    let mut faces = Faces { fonts: Arc::new(Database::new()), list: Vec::new() };
    for item in items().into_iter().filter(|item| item.role != Role::Printed) {
        let data: Cow<'static, [u8]> = Files::get(&item.file)?.data;
        faces.add(Arc::new(data), item.role, Some(item.id))?;
    }
    Some(faces)
}

/// The font that suits the words' script, for words that none was chosen for.
#[must_use]
pub fn suggested(words: &str) -> Option<&'static BundledFont> {
    let made_for = |tag: &str| bundled().iter().find(|font| font.languages.first().is_some_and(|l| l == tag));
    let any = |ranges: &[(char, char)]| {
        words.chars().any(|c| ranges.iter().any(|&(first, last)| (first..=last).contains(&c)))
    };
    if any(&[('\u{3041}', '\u{30ff}')]) {
        return made_for("ja");
    }
    if any(&[('\u{1100}', '\u{11ff}'), ('\u{3131}', '\u{318e}'), ('\u{ac00}', '\u{d7a3}')]) {
        return made_for("ko");
    }
    if any(&[('\u{3400}', '\u{9fff}'), ('\u{f900}', '\u{faff}')]) {
        return made_for("zh-CN");
    }
    bundled().first()
}
