//! The names that artwork goes by.

use std::path::Path;

/// Endings of the files that are read as artwork. Their content decides; the name only says what to offer.
pub const ENDINGS: &[&str] =
    &["png", "jpg", "jpeg", "webp", "avif", "gif", "tif", "tiff", "bmp", "svg", "psd", "ora", "kra"];

/// The same in words.
pub(crate) const KINDS: &str =
    "Choose a PNG, JPEG, WebP, AVIF, GIF, TIFF, BMP, SVG, PSD, OpenRaster or Krita file.";

/// Whether a file goes by the name of artwork.
#[must_use]
pub fn named_like_artwork(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}
