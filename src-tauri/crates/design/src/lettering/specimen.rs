//! A font's name set in itself, for choosing.

use super::fonts::BundledFont;
use super::line::{damaged, painted};
use crate::Result;
use crate::artwork::Picture;
use crate::units::Rgb;

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
    let room = ROOM * f64::from(em);
    painted(shown, font, em, Rgb([0, 0, 0]), |ink| ink.inflate(room, room))?.ok_or_else(damaged)
}
