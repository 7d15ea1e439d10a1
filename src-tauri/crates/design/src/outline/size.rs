//! The scale at which the finished charm has the wanted size, border, tab and all.

use kurbo::Rect;

use super::body::Body;
use super::hole::{HoleWish, bounds_with};
use super::prepared::{ArtField, Parts};
use crate::project::{Size, SizeBy};
use crate::{Error, Result};

/// Artwork shorter than this, in mm, is not worth a border; it is where the solver gives up.
const LEAST_ARTWORK: f64 = 1.0;
/// The longest side a charm may get when the other one is given, in mm.
const LONGEST: f64 = 2000.0;

/// The side of a box that a size measures.
pub(crate) fn side(size: Size, bounds: Rect) -> f64 {
    match size.by {
        SizeBy::Longest => bounds.width().max(bounds.height()),
        SizeBy::Width => bounds.width(),
        SizeBy::Height => bounds.height(),
    }
}

/// The scale, in mm a pixel, of the artwork with a border and nothing else.
///
/// # Errors
/// `Input` when the border leaves no room.
pub(crate) fn bordered(size: Size, parts: &Parts, border: f64) -> Result<f64> {
    let pixels = side(size, parts.bounds);
    checked(size, parts, (size.length.get() - 2.0 * border) / pixels.max(1e-3), 2.0 * border)
}

/// The scale of the artwork with border and tabs, to a hundredth of a millimetre or so: what smoothing does
/// to the balance, and so to the tabs' places, is left out.
///
/// # Errors
/// `Input` when border and tab leave no room.
pub(crate) fn tabbed(
    size: Size,
    art: &ArtField,
    parts: &Parts,
    border: f64,
    holes: &[HoleWish],
    start: f64,
) -> Result<f64> {
    if holes.is_empty() {
        return Ok(start);
    }
    let mut scale = start;
    for _ in 0..5 {
        let mut body = Body::around(art, scale, border);
        body.smooth(0.0, None);
        let all = bounds_with(&body, holes, scale);
        let next = corrected(size, parts.bounds, parts, scale, all)?;
        if (next - scale).abs() * side(size, parts.bounds) < 0.005 {
            return Ok(next);
        }
        scale = next;
    }
    Ok(scale)
}

/// A better scale, knowing which box the last one led to, and which box in pixels grows with the scale.
///
/// # Errors
/// `Input` when border and tab leave no room.
pub(crate) fn corrected(size: Size, growing: Rect, parts: &Parts, scale: f64, bounds: Rect) -> Result<f64> {
    let now = side(size, bounds);
    // Along the side that is measured.
    let tall = matches!(size.by, SizeBy::Height)
        || (matches!(size.by, SizeBy::Longest) && bounds.height() > bounds.width());
    let pixels = if tall { growing.height() } else { growing.width() };
    let pixels = pixels.max(side(size, growing) * 0.05);
    checked(size, parts, scale + (size.length.get() - now) / pixels, now - pixels * scale)
}

/// A scale that leaves room for artwork; `taken` is what border and tab need.
fn checked(size: Size, parts: &Parts, scale: f64, taken: f64) -> Result<f64> {
    let longest = parts.bounds.width().max(parts.bounds.height()) * scale;
    if longest.is_nan() || longest < LEAST_ARTWORK {
        return Err(Error::input(
            format!(
                "a charm of {} leaves no room for artwork: border and tab take {taken:.1} mm",
                size.length
            ),
            format!("Make it at least {} mm, or the border and the tab smaller.", (taken + 5.0).ceil()),
        ));
    }
    if longest > LONGEST {
        return Err(Error::input(
            format!("a charm {} by that side would be {longest:.0} mm long by the other", size.length),
            "Give the size of its longest side instead.",
        ));
    }
    Ok(scale)
}
