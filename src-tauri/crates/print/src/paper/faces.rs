//! The letters that printed matter is set in: fonts that come with Dangle, asked one after the other.

use std::borrow::Cow;
use std::sync::OnceLock;

use dangle_design::kurbo::{Affine, BezPath, Point};
use dangle_design::lettering::font_file;
use dangle_design::{Error, ErrorCode, Result};
use harfrust::{FontRef, ShaperData};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider};

/// A kind of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Hand {
    /// Quiet letters for reading.
    Text,
    /// The same, bolder.
    Strong,
    /// A fine book face, for titles.
    Book,
    /// Round and friendly.
    Round,
}

/// The ids of all fonts that are used, in the order of [`Face`]s.
const FONTS: [&str; 8] = [
    "inter",
    "inter-semibold",
    "cormorant",
    "nunito",
    "noto-sans-sc-text",
    "zen-maru-gothic-text",
    "jua",
    "noto-sans-sc",
];
const CHINESE: usize = 4;
const JAPANESE: usize = 5;
/// What is left to ask, in this order.
const REST: [usize; 3] = [6, 7, 0];

impl Hand {
    /// The fonts in the order they are asked for a letter, for words of that language.
    pub(super) fn order(self, language: &str) -> Vec<usize> {
        let first = match self {
            Hand::Text => 0,
            Hand::Strong => 1,
            Hand::Book => 2,
            Hand::Round => 3,
        };
        let han = if language.starts_with("ja") { [JAPANESE, CHINESE] } else { [CHINESE, JAPANESE] };
        [first].into_iter().chain(han).chain(REST).collect()
    }
}

/// A font, ready to set letters with.
pub(crate) struct Face {
    /// Its id.
    pub(super) id: &'static str,
    /// Its bytes.
    pub(super) data: Cow<'static, [u8]>,
    shaper: ShaperData,
    /// Units of its em.
    pub(super) em: f64,
}

impl Face {
    fn load(id: &'static str) -> Option<Face> {
        let data = font_file(id)?;
        let font = FontRef::from_index(&data, 0).ok()?;
        let shaper = ShaperData::new(&font);
        let em = f64::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        Some(Face { id, data, shaper, em })
    }

    pub(super) fn font(&self) -> Result<FontRef<'_>> {
        FontRef::from_index(&self.data, 0).map_err(|_| damaged())
    }

    pub(super) fn shaper(&self) -> &ShaperData {
        &self.shaper
    }

    pub(super) fn has(&self, letter: char) -> bool {
        let glyph = self.font().ok().and_then(|font| font.charmap().map(letter));
        glyph.is_some_and(|glyph| glyph.to_u32() != 0)
    }

    /// The outline of a glyph in ems, y down, its origin on the baseline.
    pub(super) fn outline(&self, glyph: u16) -> BezPath {
        let mut pen = Pen::default();
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        let outline = self.font().ok().and_then(|font| font.outline_glyphs().get(GlyphId::new(glyph.into())));
        if let Some(outline) = outline {
            // A glyph that cannot be drawn stays empty; the bundled fonts have none.
            drop(outline.draw(settings, &mut pen));
        }
        Affine::scale_non_uniform(1.0 / self.em, -1.0 / self.em) * pen.path
    }
}

#[derive(Default)]
struct Pen {
    path: BezPath,
}

fn point(x: f32, y: f32) -> Point {
    Point::new(f64::from(x), f64::from(y))
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(point(x, y));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(point(x, y));
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(point(cx, cy), point(x, y));
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.path.curve_to(point(ax, ay), point(bx, by), point(x, y));
    }
    fn close(&mut self) {
        self.path.close_path();
    }
}

/// Every font that printed matter is set in.
pub(super) fn faces() -> Result<&'static [Face]> {
    static FACES: OnceLock<Option<Vec<Face>>> = OnceLock::new();
    let faces = FACES.get_or_init(|| FONTS.into_iter().map(Face::load).collect());
    faces.as_deref().ok_or_else(damaged)
}

fn damaged() -> Error {
    Error::new(ErrorCode::Store, "Dangle's fonts are damaged", "Install Dangle again.")
}
