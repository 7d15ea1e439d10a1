//! One line of words as a picture.

use kurbo::Rect;
use resvg::tiny_skia;

use super::contained;
use super::fonts::{self, BundledFont};
use super::{set, suggested};
use crate::artwork::Picture;
use crate::id::TextId;
use crate::project::{Font, Spot, Text};
use crate::units::{Degrees, Rgb};
use crate::{Error, ErrorCode, Result};

/// How far a caption reaches above and below its middle, in ems: no letter's tail is cut.
const HALF: f64 = 0.65;

/// Words to stand under a picture, in the font that suits their script, `em` pixels high: as wide as they are,
/// and every caption of that em equally high, on the same baseline. `None` where there is nothing to draw.
///
/// # Errors
/// `Store` when Dangle's fonts are damaged.
pub fn caption(words: &str, em: u32, colour: Rgb) -> Result<Option<Picture>> {
    let font = suggested(words).ok_or_else(damaged)?;
    let half = HALF * f64::from(em);
    painted(words, font, em, colour, |ink| Rect::new(ink.x0, -half, ink.x1, half))
}

/// The words in `font`, `em` pixels high, on nothing; `frame` makes the picture's frame of the box that holds the
/// letters, whose middle is the origin. `None` where there is nothing to draw.
pub(super) fn painted(
    words: &str,
    font: &BundledFont,
    em: u32,
    colour: Rgb,
    frame: impl Fn(Rect) -> Rect + Send,
) -> Result<Option<Picture>> {
    let text = Text {
        id: TextId::derived(&["line"]),
        words: words.to_owned(),
        translations: std::collections::BTreeMap::new(),
        font: Font::Bundled { font: font.id.clone() },
        em: 1.0,
        colour,
        halo: None,
        at: Spot { u: 0.0, v: 0.0 },
        turn: Degrees::ZERO,
        bend: Degrees::ZERO,
    };
    contained::run(move || {
        let faces = fonts::bundled_faces()?;
        let chosen = faces.index(&font.id).ok_or_else(damaged)?;
        let em = f64::from(em);
        let set = set::text(&text, None, [em, em], chosen, faces)?;
        let tree = super::painter::parse(&super::painter::page([1.0, 1.0], &set.markup), None)?;
        let Some(ink) = super::painter::extent(&tree) else { return Ok(None) };
        let frame = frame(ink);
        let (width, height) = (frame.width().ceil() as u32, frame.height().ceil() as u32);
        let mut pixels = tiny_skia::Pixmap::new(width, height).ok_or_else(damaged)?;
        let place = tiny_skia::Transform::from_translate(-frame.x0 as f32, -frame.y0 as f32);
        resvg::render(&tree, place, &mut pixels.as_mut());
        let straight = pixels.pixels().iter().flat_map(|p| {
            let p = p.demultiply();
            [p.red(), p.green(), p.blue(), p.alpha()]
        });
        Ok(Some(Picture::new(width, height, straight.collect())))
    })
}

pub(super) fn damaged() -> Error {
    Error::new(ErrorCode::Store, "Dangle's fonts are damaged", "Install Dangle again.")
}
