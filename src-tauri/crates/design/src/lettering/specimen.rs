//! A font's name set in itself, for choosing.

use resvg::tiny_skia;

use super::contained;
use super::fonts::{self, BundledFont};
use super::set;
use crate::artwork::Picture;
use crate::id::TextId;
use crate::project::{Font, Spot, Text};
use crate::units::{Degrees, Rgb};
use crate::{Error, ErrorCode, Result};

/// Letters that show a font where its name cannot: its own script.
const SHOWN: [(&str, &str); 4] = [
    ("zen-maru-gothic", "あア永 Zen Maru"),
    ("zcool-kuaile", "永和九年 KuaiLe"),
    ("jua", "주아 Jua"),
    ("noto-emoji", "😀🐱🌸⭐🍓"),
];

/// Space round the letters, as a share of the em.
const ROOM: f64 = 0.25;

/// The font's name set in itself, black on nothing, `em` pixels high.
///
/// # Errors
/// `Store` when Dangle's fonts are damaged.
pub fn specimen(font: &BundledFont, em: u32) -> Result<Picture> {
    let shown =
        SHOWN.iter().find(|(id, _)| *id == font.id.as_str()).map_or(font.name.as_str(), |shown| shown.1);
    let text = Text {
        id: TextId::derived(&["specimen"]),
        words: shown.to_owned(),
        translations: std::collections::BTreeMap::new(),
        font: Font::Bundled { font: font.id.clone() },
        em: 1.0,
        colour: Rgb([0, 0, 0]),
        halo: None,
        at: Spot { u: 0.0, v: 0.0 },
        turn: Degrees::ZERO,
        bend: Degrees::ZERO,
    };
    contained::run(move || {
        let faces = fonts::bundled_faces()?;
        let chosen = faces.index(&font.id).ok_or_else(nothing)?;
        let em = f64::from(em);
        let set = set::text(&text, None, [em, em], chosen, faces)?;
        let tree = super::painter::parse(&super::painter::page([1.0, 1.0], &set.markup), None)?;
        let extent = super::painter::extent(&tree).ok_or_else(nothing)?.inflate(ROOM * em, ROOM * em);
        let (width, height) = (extent.width().ceil() as u32, extent.height().ceil() as u32);
        let mut pixels = tiny_skia::Pixmap::new(width, height).ok_or_else(nothing)?;
        let place = tiny_skia::Transform::from_translate(-extent.x0 as f32, -extent.y0 as f32);
        resvg::render(&tree, place, &mut pixels.as_mut());
        let straight = pixels.pixels().iter().flat_map(|p| {
            let p = p.demultiply();
            [p.red(), p.green(), p.blue(), p.alpha()]
        });
        Ok(Picture::new(width, height, straight.collect()))
    })
}

fn nothing() -> Error {
    Error::new(ErrorCode::Store, "Dangle's fonts are damaged", "Install Dangle again.")
}
