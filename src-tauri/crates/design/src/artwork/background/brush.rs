//! The brush: what a person wiped away or brought back by hand.
//!
//! A stroke does what the hand did and nothing else: it does not look for colours, so that the same stroke
//! always does the same and a second one can undo it. Its rim is soft by a pixel.

use resvg::tiny_skia::{FillRule, LineCap, LineJoin, Mask, Path, PathBuilder, Rect, Stroke, Transform};

use crate::artwork::Picture;
use crate::project::{BrushStroke, Spot};

/// No brush is thinner, in pixels: a thinner one would leave gaps.
const THINNEST: f64 = 0.5;

/// The picture after the strokes, one upon the other; `original` is what it was before anything was removed.
///
/// Places are shares of the picture. A stroke that removes makes see-through; one that keeps brings back the
/// original colours with the alpha they had.
pub(super) fn brushed(picture: Picture, original: &[u8], strokes: &[BrushStroke]) -> Picture {
    if strokes.is_empty() {
        return picture;
    }
    let (width, height) = (picture.width(), picture.height());
    let mut rgba = picture.into_rgba();
    for stroke in strokes {
        let Some(cover) = Cover::of(stroke, width, height) else { continue };
        for (row, cover_row) in cover.mask.data().chunks(cover.mask.width() as usize).enumerate() {
            let start = ((cover.y as usize + row) * width as usize + cover.x as usize) * 4;
            let bytes = start..start + cover_row.len() * 4;
            let (pixels, _) = rgba[bytes.clone()].as_chunks_mut::<4>();
            let (originals, _) = original[bytes].as_chunks::<4>();
            for ((pixel, &original), &cover) in pixels.iter_mut().zip(originals).zip(cover_row) {
                if cover > 0 {
                    *pixel = mixed(*pixel, if stroke.keep { original } else { [0; 4] }, cover);
                }
            }
        }
    }
    Picture::new(width, height, rgba)
}

/// `cover` of 255 parts of the new pixel over the rest of the old one, both straight alpha.
fn mixed(old: [u8; 4], new: [u8; 4], cover: u8) -> [u8; 4] {
    if cover == 255 {
        return new;
    }
    let (old_share, new_share) =
        (u32::from(old[3]) * u32::from(255 - cover), u32::from(new[3]) * u32::from(cover));
    let both = old_share + new_share;
    let alpha = (both + 127) / 255;
    if alpha == 0 {
        return [0; 4];
    }
    let channel = |at: usize| {
        ((u32::from(old[at]) * old_share + u32::from(new[at]) * new_share + both / 2) / both) as u8
    };
    [channel(0), channel(1), channel(2), alpha as u8]
}

/// What a stroke covers of the picture: a mask whose corner lies at `x`, `y`.
struct Cover {
    x: u32,
    y: u32,
    mask: Mask,
}

impl Cover {
    fn of(stroke: &BrushStroke, width: u32, height: u32) -> Option<Cover> {
        let radius = (stroke.radius * f64::from(width.max(height))).max(THINNEST) as f32;
        let place = |spot: &Spot| ((spot.u * f64::from(width)) as f32, (spot.v * f64::from(height)) as f32);
        let path = swept(stroke.path.iter().map(place), radius)?;
        let bounds = path.bounds();
        let (left, top) = (bounds.left().floor().max(0.0) as u32, bounds.top().floor().max(0.0) as u32);
        let right = (bounds.right().ceil().max(0.0) as u32).min(width);
        let bottom = (bounds.bottom().ceil().max(0.0) as u32).min(height);
        let mut mask = Mask::new(right.checked_sub(left)?, bottom.checked_sub(top)?)?;
        let to_mask = Transform::from_translate(-(left as f32), -(top as f32));
        mask.fill_path(&path, FillRule::Winding, true, to_mask);
        Some(Cover { x: left, y: top, mask })
    }
}

/// The region that a round brush sweeps along a way.
fn swept(mut way: impl Iterator<Item = (f32, f32)>, radius: f32) -> Option<Path> {
    let (x, y) = way.next()?;
    let mut builder = PathBuilder::new();
    builder.move_to(x, y);
    let mut last = (x, y);
    let mut moved = false;
    for (x, y) in way {
        // A hand that hardly moved adds nothing but work.
        if (x - last.0).hypot(y - last.1) > 0.02 * radius {
            builder.line_to(x, y);
            (last, moved) = ((x, y), true);
        }
    }
    if !moved {
        let dab = Rect::from_xywh(x - radius, y - radius, 2.0 * radius, 2.0 * radius)?;
        return PathBuilder::from_oval(dab);
    }
    let round = Stroke {
        width: 2.0 * radius,
        line_cap: LineCap::Round,
        line_join: LineJoin::Round,
        ..Stroke::default()
    };
    builder.finish()?.stroke(&round, 1.0)
}
