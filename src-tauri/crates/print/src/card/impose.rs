//! Cards on paper: one with its crop marks, or as many as a sheet holds, fronts and backs register.

use dangle_design::kurbo::{Affine, Rect, Size};
use dangle_design::{Error, Result};

use super::{BLEED, Drawn, SLUG, die};
use crate::paper::{Frame, Ink, Page, Stroke};

/// A sheet that cards are printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardSheet {
    /// 210 × 297 mm.
    A4,
    /// 297 × 420 mm.
    A3,
    /// 320 × 450 mm.
    Sra3,
}

/// What a press cannot print along a sheet's edges, with room for the marks, in mm.
const EDGE: f64 = 11.0;
/// Crop marks begin a bleed away from the cut and are this long.
const MARK: f64 = 4.5;

impl CardSheet {
    fn size(self) -> Size {
        match self {
            CardSheet::A4 => Size::new(210.0, 297.0),
            CardSheet::A3 => Size::new(297.0, 420.0),
            CardSheet::Sra3 => Size::new(320.0, 450.0),
        }
    }
}

/// A card alone, with bleed, crop marks and what is cut. The back is mirrored in what is cut, as it is seen from
/// behind.
pub(super) fn alone(drawn: &Drawn<'_>, face: &Frame, turned: bool) -> Page {
    let round = BLEED + SLUG;
    let size = Size::new(drawn.size.width + 2.0 * round, drawn.size.height + 2.0 * round);
    let mut frame = Frame::new(size, "en");
    let trim = Rect::from_origin_size((round, round), drawn.size);
    lay(&mut frame, drawn, face, trim, turned);
    for x in [trim.x0, trim.x1] {
        marks_at(&mut frame, x, trim.y0, trim.y1);
    }
    for y in [trim.y0, trim.y1] {
        marks_beside(&mut frame, y, trim.x0, trim.x1);
    }
    Page { frame, trim, bleed: trim.inflate(BLEED, BLEED) }
}

/// How many columns and rows of cards a sheet holds.
pub(super) fn grid(drawn: &Drawn<'_>, sheet: CardSheet) -> Result<(u32, u32)> {
    let size = sheet.size();
    let count = |room: f64, side: f64| ((room - 2.0 * EDGE) / (side + 2.0 * BLEED)).floor().max(0.0) as u32;
    let (columns, rows) = (count(size.width, drawn.size.width), count(size.height, drawn.size.height));
    if columns * rows > 0 {
        return Ok((columns, rows));
    }
    Err(Error::input(
        format!("a card of {} × {} mm does not fit on this sheet", drawn.size.width, drawn.size.height),
        "Choose a larger sheet.",
    ))
}

/// A sheet full of one face. Backs run from right to left, so that each falls behind its front when the sheet is
/// turned over its long edge.
pub(super) fn sheet(drawn: &Drawn<'_>, face: &Frame, sheet: CardSheet, turned: bool) -> Result<Page> {
    let (columns, rows) = grid(drawn, sheet)?;
    let size = sheet.size();
    let (wide, high) = (drawn.size.width + 2.0 * BLEED, drawn.size.height + 2.0 * BLEED);
    let left = (size.width - f64::from(columns) * wide) / 2.0;
    let top = (size.height - f64::from(rows) * high) / 2.0;
    let mut frame = Frame::new(size, "en");
    let across = |column: u32| left + BLEED + f64::from(column) * wide;
    let down = |row: u32| top + BLEED + f64::from(row) * high;
    for row in 0..rows {
        for column in 0..columns {
            let column = if turned { columns - 1 - column } else { column };
            let trim = Rect::from_origin_size((across(column), down(row)), drawn.size);
            lay(&mut frame, drawn, face, trim, turned);
        }
    }
    let (first, last) = (down(0), down(rows - 1) + drawn.size.height);
    for column in 0..columns {
        for x in [across(column), across(column) + drawn.size.width] {
            marks_at(&mut frame, x, first, last);
        }
    }
    let (first, last) = (across(0), across(columns - 1) + drawn.size.width);
    for row in 0..rows {
        for y in [down(row), down(row) + drawn.size.height] {
            marks_beside(&mut frame, y, first, last);
        }
    }
    let all = Rect::new(left, top, size.width - left, size.height - top);
    Ok(Page { frame, trim: all.inflate(-BLEED, -BLEED), bleed: all })
}

/// Lays a face where it is cut, clipped to its bleed, and what is cut on it.
fn lay(frame: &mut Frame, drawn: &Drawn<'_>, face: &Frame, trim: Rect, turned: bool) {
    let place = Affine::translate(trim.origin().to_vec2());
    frame.clip(crate::paper::rounded(trim.inflate(BLEED, BLEED), 0.0));
    frame.lay(face, place);
    frame.unclip();
    let mirror = Affine::new([-1.0, 0.0, 0.0, 1.0, drawn.size.width, 0.0]);
    let place = if turned { place * mirror } else { place };
    for path in drawn.die() {
        frame.stroke(place * path, die::stroke());
    }
}

/// Marks above and below a cut that runs down.
fn marks_at(frame: &mut Frame, x: f64, top: f64, bottom: f64) {
    frame.rule((x, top - BLEED - MARK), (x, top - BLEED), mark());
    frame.rule((x, bottom + BLEED), (x, bottom + BLEED + MARK), mark());
}

/// Marks left and right of a cut that runs across.
fn marks_beside(frame: &mut Frame, y: f64, left: f64, right: f64) {
    frame.rule((left - BLEED - MARK, y), (left - BLEED, y), mark());
    frame.rule((right + BLEED, y), (right + BLEED + MARK, y), mark());
}

/// Crop marks are in all inks, so that each plate shows them.
fn mark() -> Stroke {
    Stroke::new(Ink::Cmyk([1.0; 4]), 0.088)
}
