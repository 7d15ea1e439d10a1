//! Fonts in a PDF: the glyphs that are used and no others, with what each one reads.

use std::collections::BTreeMap;

use dangle_design::{Error, ErrorCode, Result};
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish, Name, Pdf, Ref, Str};
use skrifa::instance::{LocationRef, Size};
use skrifa::{GlyphId, MetadataProvider};
use subsetter::GlyphRemapper;

use super::Numbers;
use crate::paper::faces::Face;
use crate::paper::frame::{Frame, Item};
use crate::pdf::deflate;

/// The registry that CIDs are counted in: by the font itself.
const IDENTITY: SystemInfo<'_> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
const MAP: &[u8] = b"Letters";

/// The fonts of a file.
#[derive(Default)]
pub(super) struct Fonts {
    used: BTreeMap<usize, Used>,
}

/// What is used of one font.
struct Used {
    glyphs: GlyphRemapper,
    /// What a glyph reads, by its new number.
    reads: BTreeMap<u16, String>,
    /// How far the pen goes on, in ems, by its new number.
    advances: BTreeMap<u16, f64>,
    refs: [Ref; 5],
}

impl Fonts {
    /// The fonts that pages use.
    pub(super) fn of<'a>(
        frames: impl Iterator<Item = &'a Frame>,
        faces: &[Face],
        numbers: &mut Numbers,
    ) -> Fonts {
        let mut used: BTreeMap<usize, Used> = BTreeMap::new();
        let items = frames.flat_map(|frame| &frame.items);
        let lines = items.filter_map(|item| match item {
            Item::Words { line, .. } => Some(line),
            Item::Path { .. } | Item::Picture { .. } | Item::Clip(_) | Item::Unclip => None,
        });
        for glyph in lines.flat_map(|line| &line.glyphs) {
            let font = used.entry(glyph.face).or_insert_with(|| Used {
                glyphs: GlyphRemapper::new(),
                reads: BTreeMap::new(),
                advances: BTreeMap::new(),
                refs: std::array::from_fn(|_| numbers.next()),
            });
            let id = font.glyphs.remap(glyph.id);
            font.advances.entry(id).or_insert_with(|| advance(&faces[glyph.face], glyph.id));
            if !glyph.letters.is_empty() {
                font.reads.entry(id).or_insert_with(|| glyph.letters.clone());
            }
        }
        Fonts { used }
    }

    /// Whether letters are drawn as outlines.
    pub(super) fn is_empty(&self) -> bool {
        self.used.is_empty()
    }

    /// What pages call a font.
    pub(super) fn name(face: usize) -> String {
        format!("F{face}")
    }

    /// Every font, by what pages call it.
    pub(super) fn names(&self) -> impl Iterator<Item = (String, Ref)> {
        self.used.iter().map(|(face, used)| (Fonts::name(*face), used.refs[0]))
    }

    /// How a glyph is written, and how far the pen goes on, in ems.
    pub(super) fn code(&self, face: usize, glyph: u16) -> ([u8; 2], f64) {
        let used = self.used.get(&face);
        let id = used.and_then(|used| used.glyphs.get(glyph)).unwrap_or(0);
        let advance = used.and_then(|used| used.advances.get(&id)).copied().unwrap_or(0.0);
        (id.to_be_bytes(), advance)
    }

    /// Writes every font.
    pub(super) fn write(&self, pdf: &mut Pdf, faces: &[Face]) -> Result<()> {
        self.used.iter().try_for_each(|(face, used)| used.write(pdf, &faces[*face]))
    }
}

fn advance(face: &Face, glyph: u16) -> f64 {
    let font = face.font().ok();
    let width = font.and_then(|font| {
        font.glyph_metrics(Size::unscaled(), LocationRef::default()).advance_width(GlyphId::new(glyph.into()))
    });
    f64::from(width.unwrap_or(0.0)) / face.em
}

impl Used {
    fn write(&self, pdf: &mut Pdf, face: &Face) -> Result<()> {
        let [font, cid, descriptor, file, map] = self.refs;
        let subset = subsetter::subset(&face.data, 0, &self.glyphs).map_err(|error| {
            Error::new(ErrorCode::Store, format!("font {}: {error:?}", face.id), "Install Dangle again.")
        })?;
        // A subset is named by six capitals that follow from what is in it (ISO 32000-1, 9.6.4).
        let hash = blake3::hash(&subset);
        let tag: String = hash.as_bytes()[..6].iter().map(|byte| char::from(b'A' + byte % 26)).collect();
        let name = format!("{tag}+{}", face.id);
        let name = Name(name.as_bytes());
        pdf.type0_font(font)
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid)
            .to_unicode(map);
        let mut written = pdf.cid_font(cid);
        written.subtype(CidFontType::Type2).base_font(name).system_info(IDENTITY).font_descriptor(descriptor);
        written.default_width(0.0).cid_to_gid_map_predefined(Name(b"Identity"));
        let mut widths = written.widths();
        for (id, advance) in &self.advances {
            widths.same(*id, *id, (advance * 1000.0) as f32);
        }
        widths.finish();
        written.finish();
        let metrics = face.font()?.metrics(Size::unscaled(), LocationRef::default());
        let thousandths = |value: f32| (f64::from(value) / face.em * 1000.0) as f32;
        let bounds = metrics.bounds.unwrap_or_default();
        pdf.font_descriptor(descriptor)
            .name(name)
            .flags(FontFlags::NON_SYMBOLIC)
            .bbox(pdf_writer::Rect::new(
                thousandths(bounds.x_min),
                thousandths(bounds.y_min),
                thousandths(bounds.x_max),
                thousandths(bounds.y_max),
            ))
            .italic_angle(0.0)
            .ascent(thousandths(metrics.ascent))
            .descent(thousandths(metrics.descent))
            .cap_height(thousandths(metrics.cap_height.unwrap_or(metrics.ascent)))
            .stem_v(80.0)
            .font_file2(file);
        let compressed = deflate(&subset);
        pdf.stream(file, &compressed)
            .filter(Filter::FlateDecode)
            .pair(Name(b"Length1"), i32::try_from(subset.len()).unwrap_or(i32::MAX));
        let mut reads = UnicodeCmap::new(Name(MAP), IDENTITY);
        for (id, letters) in &self.reads {
            reads.pair_with_multiple(*id, letters.chars());
        }
        pdf.cmap(map, &reads.finish());
        Ok(())
    }
}
