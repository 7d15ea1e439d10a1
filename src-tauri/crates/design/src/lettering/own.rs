//! Fonts of the person's own: files from anywhere, held to what we draw with.

use std::sync::Arc;

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};

use super::contained;
use super::fonts::{Faces, Role};
use crate::{Error, ErrorCode, Result};

/// Largest font file, in bytes: a Chinese font with 30,000 letters has about 20 MB.
pub const MOST_FONT_BYTES: usize = 30 << 20;

/// Tables that draw letters as pictures. They may hold SVG with links, or a drawing that repeats without
/// end; words are drawn as outlines in one colour, so each is hidden under the tag beside it.
const PICTURES: [(&[u8; 4], &[u8; 4]); 6] = [
    (b"SVG ", b"SVG!"),
    (b"COLR", b"COLS"),
    (b"CBDT", b"CBDU"),
    (b"CBLC", b"CBLD"),
    (b"EBDT", b"EBDU"),
    (b"sbix", b"sbiy"),
];

/// Most directories of a collection that are looked at.
const MOST_DIRECTORIES: usize = 256;

/// Letters that are tried in the search for one with an outline.
const MOST_TRIED: usize = 500;

/// Refuses what is no font to draw with, or one whose maker forbids it.
///
/// # Errors
/// `Input` or `TooLarge`, with a remedy.
pub fn checked_font(bytes: &[u8]) -> Result<()> {
    if bytes.len() > MOST_FONT_BYTES {
        return Err(Error::new(
            ErrorCode::TooLarge,
            format!("The font has {} MB (at most {})", bytes.len() >> 20, MOST_FONT_BYTES >> 20),
            "Choose a font for fewer scripts.",
        ));
    }
    if bytes.starts_with(b"wOFF") || bytes.starts_with(b"wOF2") {
        return Err(refused("The file is a web font", "Choose the font as TTF or OTF."));
    }
    contained::run(|| {
        let font = FontRef::from_index(bytes, 0).map_err(|_| {
            refused("The file is not a font, whatever its name says", "Choose a TTF or OTF file.")
        })?;
        check_permission(&font)?;
        if !has_outlines(&font) {
            return Err(refused("The font has no outlines", "Choose a font whose letters are vectors."));
        }
        let mut faces = super::fonts::bundled_faces()?.clone();
        face(bytes.to_vec(), &mut faces).map(|_| ())
    })
}

/// The embedding permissions of OS/2's fsType: a charm's print file holds the letters' outlines.
fn check_permission(font: &FontRef<'_>) -> Result<()> {
    const USAGE: u16 = 0x000f;
    const RESTRICTED: u16 = 0x0002;
    const BITMAPS_ONLY: u16 = 0x0200;
    let permissions = font.os2().map_or(0, |os2| os2.fs_type());
    if permissions & USAGE == RESTRICTED || permissions & BITMAPS_ONLY != 0 {
        return Err(refused(
            "The font's maker does not allow its letters in other files",
            "Ask its maker for a licence with embedding, or choose another font.",
        ));
    }
    Ok(())
}

fn has_outlines(font: &FontRef<'_>) -> bool {
    let outlines = font.outline_glyphs();
    font.charmap().mappings().take(MOST_TRIED).any(|(_, glyph)| {
        let mut pen = Drawn(false);
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        outlines.get(glyph).is_some_and(|outline| outline.draw(settings, &mut pen).is_ok()) && pen.0
    })
}

/// Whether anything was drawn.
struct Drawn(bool);

impl OutlinePen for Drawn {
    fn move_to(&mut self, _: f32, _: f32) {}
    fn line_to(&mut self, _: f32, _: f32) {
        self.0 = true;
    }
    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
        self.0 = true;
    }
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
        self.0 = true;
    }
    fn close(&mut self) {}
}

/// Adds the font to those that letters are drawn with; its place.
pub(super) fn face(mut bytes: Vec<u8>, faces: &mut Faces) -> Result<usize> {
    hide_pictures(&mut bytes);
    contained::run(|| {
        let place = faces.add(Arc::new(bytes), Role::Own, None);
        place.ok_or_else(|| {
            refused("The font is damaged", "Install it anew from its maker, then add it again.")
        })
    })
}

/// Renames the tables of pictures, so that nobody finds them.
fn hide_pictures(bytes: &mut [u8]) {
    for directory in directories(bytes) {
        let Some(count) = u16_at(bytes, directory.saturating_add(4)) else { continue };
        for record in 0..usize::from(count) {
            let at = directory.saturating_add(12).saturating_add(record * 16);
            let Some(tag) = bytes.get_mut(at..at.saturating_add(4)) else { break };
            if let Some((_, hidden)) = PICTURES.iter().find(|(shown, _)| tag == shown.as_slice()) {
                tag.copy_from_slice(hidden.as_slice());
            }
        }
    }
}

/// Where the table directories begin: one, or those of a collection.
fn directories(bytes: &[u8]) -> Vec<usize> {
    if !bytes.starts_with(b"ttcf") {
        return vec![0];
    }
    let count = u32_at(bytes, 8).unwrap_or(0).min(MOST_DIRECTORIES);
    (0..count).filter_map(|index| u32_at(bytes, 12 + index * 4)).collect()
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?) as usize)
}

fn refused(message: &str, hint: &str) -> Error {
    Error::new(ErrorCode::Input, message, hint)
}
