//! Words on charms: set in bundled fonts or the person's own, turned into outlines, laid on the artwork.
//!
//! No font of the system is ever asked, so that a charm is the same on every machine. The words become a
//! drawing of plain paths (`set`) from runs of letters that each have a font (`runs`); what is laid on a
//! drawing stays a drawing, what is laid on pixels is painted finely enough for print (`compose`).

mod bend;
mod compose;
mod contained;
mod fonts;
mod height;
mod line;
mod own;
mod painter;
mod runs;
mod set;
mod specimen;

use std::collections::BTreeSet;

pub use fonts::{BundledFont, bundled, font_file, suggested};
pub use line::caption;
pub use own::{MOST_FONT_BYTES, checked_font};
pub use specimen::specimen;

use crate::artwork::Blobs;
use crate::artwork::Subject;
use crate::project::{Font, Text};
use crate::{Error, Result};
use fonts::Faces;

/// What stands on the ground, with the words laid on it. Words may reach beyond the artwork: the picture
/// grows, and [`Subject::artwork`] tells where the artwork lies in it.
///
/// # Errors
/// `NotFound` when a font does not come with Dangle, `Input` when one cannot be drawn with; what `blobs` says.
pub fn lettered(
    subject: Subject,
    texts: &[Text],
    language: Option<&str>,
    blobs: &Blobs<'_>,
) -> Result<Subject> {
    if texts.iter().all(|text| text.words_in(language).trim().is_empty()) {
        return Ok(subject);
    }
    let (faces, chosen) = faces(texts, blobs)?;
    contained::run(move || {
        let size = [subject.artwork[2], subject.artwork[3]];
        let mut missing = BTreeSet::new();
        let (mut letters, mut heights) = (String::new(), Vec::new());
        for (text, chosen) in texts.iter().zip(chosen) {
            let set = set::text(text, language, size, chosen, &faces)?;
            letters.push_str(&set.markup);
            heights.push(set.height);
            missing.extend(set.missing);
        }
        let missing_letters = missing.into_iter().collect();
        let lettered = compose::laid_on(subject, &letters)?;
        Ok(Subject { missing_letters, letter_heights: heights, ..lettered })
    })
}

/// The letters of `words` that neither the font nor any bundled one has: they would be left out.
///
/// # Errors
/// As [`lettered`].
pub fn missing_letters(words: &str, font: &Font, blobs: &Blobs<'_>) -> Result<String> {
    let mut faces = fonts::bundled_faces()?.clone();
    let chosen = face(font, &mut faces, blobs)?;
    contained::run(move || Ok(runs::lines(words, chosen, None, &faces).1.into_iter().collect()))
}

/// The bundled fonts with the person's own, and which of them each text is set in.
fn faces(texts: &[Text], blobs: &Blobs<'_>) -> Result<(Faces, Vec<usize>)> {
    let mut faces = fonts::bundled_faces()?.clone();
    let chosen = texts.iter().map(|text| face(&text.font, &mut faces, blobs)).collect::<Result<_>>()?;
    Ok((faces, chosen))
}

fn face(font: &Font, faces: &mut Faces, blobs: &Blobs<'_>) -> Result<usize> {
    match font {
        Font::Bundled { font } => faces.index(font).ok_or_else(|| {
            let names: Vec<&str> = bundled().iter().map(|font| font.id.as_str()).collect();
            Error::new(
                crate::ErrorCode::NotFound,
                format!("there is no font \"{font}\""),
                format!("Choose one of {}.", names.join(", ")),
            )
        }),
        Font::Own { blob } => own::face(blobs(blob)?, faces),
    }
}
