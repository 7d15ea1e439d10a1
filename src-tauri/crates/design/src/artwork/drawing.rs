//! Drawings: SVG, parsed without reaching outside, held to a budget, and rendered for tracing.
//!
//! A drawing can ask for far more than its file is long, so each way to grow is bounded: entities, nesting
//! and repeats before it is parsed ([`markup`]), layers, filters and pictures before it is painted
//! ([`budget`]). Scripts, links and styles from elsewhere are never followed: the parser does not know them.

mod budget;
mod embedded;
mod markup;

use std::sync::Arc;

use resvg::{tiny_skia, usvg};

use super::contained::contained;
use super::limits::DRAWING_SIDE;
use super::pixels::straighten;
use super::{Picture, refused};
use crate::{Error, Result};

/// Whether the bytes are markup that speaks of an `svg` element.
pub(super) fn looks_like_one(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let opens_svg = |tag: &[u8]| tag == b"<svg" || tag == b":svg";
    bytes.starts_with(b"<") && bytes.windows(4).any(opens_svg)
}

/// Decodes an SVG: its picture at [`DRAWING_SIDE`] on the longest side, and its tree.
///
/// Works on a thread of its own, which has the stack that deep drawings need and keeps a panic of the
/// parser from going any further.
pub(super) fn decode(bytes: &[u8]) -> Result<Picture> {
    let text = std::str::from_utf8(bytes).map_err(|_| {
        refused("The drawing is not written in UTF-8", "Save it again as SVG with the encoding UTF-8.")
    })?;
    let text = text.trim_start_matches('\u{feff}');
    contained(|| parse(text).and_then(|tree| render(&tree).map(|picture| picture.with_vector(tree))))
}

fn parse(text: &str) -> Result<Arc<usvg::Tree>> {
    let document = markup::read(text)?;
    let pictures = embedded::Pictures::default();
    let options = usvg::Options { image_href_resolver: pictures.resolver(), ..usvg::Options::default() };
    let tree = usvg::Tree::from_xmltree(&document, &options).map_err(|error| unreadable(&error))?;
    drop(options);
    pictures.verdict()?;
    budget::check(&tree)?;
    Ok(Arc::new(tree))
}

fn unreadable(error: &usvg::Error) -> Error {
    match error {
        usvg::Error::InvalidSize => refused(
            "The drawing's width, height or viewBox is not a size",
            "Give the drawing a page with a width and a height above zero.",
        ),
        usvg::Error::ElementsLimitReached => markup::too_much("nested and repeated elements"),
        usvg::Error::NotAnUtf8Str
        | usvg::Error::SvgzFeatureNotEnabled
        | usvg::Error::MalformedGZip
        | usvg::Error::ParsingFailed(_) => refused(
            format!("The drawing is damaged: {error}"),
            "Open it in a drawing program and save it again as plain SVG.",
        ),
    }
}

/// The drawing's whole rectangle, as pixels.
fn render(tree: &usvg::Tree) -> Result<Picture> {
    let size = tree.size();
    let scale = DRAWING_SIDE as f32 / size.width().max(size.height());
    let side = |length: f32| ((length * scale).round() as u32).clamp(1, DRAWING_SIDE);
    let (width, height) = (side(size.width()), side(size.height()));
    let mut pixels = tiny_skia::Pixmap::new(width, height)
        .ok_or_else(|| refused("The drawing's page is not a size", "Give it a width and a height."))?;
    let fit = tiny_skia::Transform::from_scale(width as f32 / size.width(), height as f32 / size.height());
    resvg::render(tree, fit, &mut pixels.as_mut());
    Ok(Picture::new(width, height, straight(pixels)))
}

/// The pixels with their colours no longer multiplied by alpha.
fn straight(pixels: tiny_skia::Pixmap) -> Vec<u8> {
    let mut bytes = pixels.take();
    bytes.as_chunks_mut::<4>().0.iter_mut().for_each(straighten);
    bytes
}
