//! What is printed on a charm: colour, and white beneath it.

use std::borrow::Cow;

use dangle_design::artwork::Picture;
use dangle_design::shape::CharmShape;
use kurbo::{Affine, BezPath, PathEl, Point, Rect};
use resvg::{tiny_skia, usvg};

use super::pose::Side;
use crate::pixels::straighten;
use crate::resample::Sampler;

/// The white of white ink, sRGB.
const WHITE_INK: f32 = 0.965;
/// How much of the light behind a full ink holds back where no white lies under it. UV inks are
/// transparent; a quarter comes through even the darkest.
const INK_DENSITY: f32 = 0.75;
/// Clear varnish and scattered light where there is colour data but no ink: white artwork without white.
const CLEAR_INK: f32 = 0.03;
/// Ink without white returns less light to the front than ink on white.
const INK_WITHOUT_WHITE: f32 = 0.88;

/// The print of one side of a charm on a grid of pixels.
pub(super) struct Print {
    artwork: Sampler,
    /// From the grid's pixels to the artwork's.
    to_artwork: Affine,
    white: Option<tiny_skia::Mask>,
    /// Whether it is seen from behind, its white before its colour.
    reversed: bool,
    /// The print of the other side, where it has one of its own: it is seen wherever this one has nothing.
    other: Option<Box<Print>>,
}

impl Print {
    /// The print that `side` shows on a grid of that size; `to_px` takes the charm's millimetres to it, `scale`
    /// times.
    pub(super) fn of(shape: &CharmShape, side: Side, to_px: Affine, scale: f64, size: [usize; 2]) -> Print {
        let (picture, place) = shape.finished();
        let front = || Print::new(picture, place, &shape.white, to_px, scale, size);
        let Some(back) = &shape.back else {
            return Print { reversed: side == Side::Back, ..front() };
        };
        let back = Print::new(&back.picture, back.artwork_box, &back.white, to_px, scale, size);
        let (seen, other) = match side {
            Side::Front => (front(), back),
            Side::Back => (back, front()),
        };
        Print { other: Some(Box::new(Print { reversed: true, ..other })), ..seen }
    }

    fn new(
        picture: &Picture,
        place: Rect,
        white: &BezPath,
        to_px: Affine,
        scale: f64,
        [width, height]: [usize; 2],
    ) -> Print {
        let picture = sharp_enough(picture, place, scale);
        let size = (f64::from(picture.width()), f64::from(picture.height()));
        let to_box =
            Affine::new([place.width() / size.0, 0.0, 0.0, place.height() / size.1, place.x0, place.y0]);
        Print {
            artwork: Sampler::new(&picture, size.0 / (place.width() * scale)),
            to_artwork: (to_px * to_box).inverse(),
            white: white_mask(white, to_px, width, height),
            reversed: false,
            other: None,
        }
    }

    /// Premultiplied colour of the print at a point of the grid, seen through the slab.
    pub(super) fn at(&self, x: f64, y: f64) -> [f32; 4] {
        let own = self.own_at(x, y);
        match &self.other {
            Some(other) if own[3] < 1.0 => over(own, other.own_at(x, y)),
            _ => own,
        }
    }

    fn own_at(&self, x: f64, y: f64) -> [f32; 4] {
        let at = self.to_artwork * Point::new(x, y);
        let art = self.artwork.at(at.x, at.y);
        let white = self.white_at(x, y);
        if white <= 0.0 {
            return without_white(art);
        }
        let (bare, backed) =
            (without_white(art), if self.reversed { behind_white(art) } else { on_white(art) });
        std::array::from_fn(|k| bare[k] + (backed[k] - bare[k]) * white)
    }

    /// Premultiplied colour of the face at a point of the grid, as it lies on an opaque body,
    /// whose other side is plain.
    pub(super) fn ink_at(&self, x: f64, y: f64) -> [f32; 4] {
        if self.reversed {
            return [0.0; 4];
        }
        let at = self.to_artwork * Point::new(x, y);
        self.artwork.at(at.x, at.y)
    }

    /// The artwork's nearest pixel to a point of the grid, not mixed with those round it.
    pub(super) fn nearest(&self, x: f64, y: f64) -> [f32; 4] {
        let at = self.to_artwork * Point::new(x, y);
        if self.reversed { [0.0; 4] } else { self.artwork.nearest(at.x, at.y) }
    }

    fn white_at(&self, x: f64, y: f64) -> f32 {
        let Some(mask) = &self.white else { return 0.0 };
        let (column, row) = (x.floor(), y.floor());
        if column < 0.0 || row < 0.0 || column >= f64::from(mask.width()) || row >= f64::from(mask.height()) {
            return 0.0;
        }
        f32::from(mask.data()[row as usize * mask.width() as usize + column as usize]) / 255.0
    }
}

/// Ink on white ink: opaque, the artwork's own colour.
fn on_white(art: [f32; 4]) -> [f32; 4] {
    let rest = (1.0 - art[3]) * WHITE_INK;
    [art[0] + rest, art[1] + rest, art[2] + rest, 1.0]
}

/// White ink seen from behind: a little of the colour before it shines through.
fn behind_white(art: [f32; 4]) -> [f32; 4] {
    const THROUGH: f32 = 0.06;
    let rest = (1.0 - art[3] * THROUGH) * WHITE_INK;
    [art[0] * THROUGH + rest, art[1] * THROUGH + rest, art[2] * THROUGH + rest, 1.0]
}

/// A premultiplied pixel over another.
fn over(above: [f32; 4], below: [f32; 4]) -> [f32; 4] {
    std::array::from_fn(|k| above[k] + below[k] * (1.0 - above[3]))
}

/// Ink on bare acrylic: a filter. What is white in the artwork gets no ink and stays clear; on white paper
/// the charm would still show the artwork's colours.
fn without_white(art: [f32; 4]) -> [f32; 4] {
    let [r, g, b, alpha] = art;
    if alpha <= 0.0 {
        return [0.0; 4];
    }
    let ink = 1.0 - r.min(g).min(b) / alpha;
    let cover = CLEAR_INK + INK_DENSITY * ink;
    let colour = |value: f32| (value - (1.0 - cover) * alpha).max(0.0) * INK_WITHOUT_WHITE;
    [colour(r), colour(g), colour(b), cover * alpha]
}

/// The picture, or, where vector art has too few pixels for `scale`, the drawing rendered again.
fn sharp_enough(picture: &Picture, place: Rect, scale: f64) -> Cow<'_, Picture> {
    let wanted = (place.width() * scale).ceil() as u32;
    match picture.vector() {
        Some(tree) if picture.width() < wanted => {
            draw(tree, picture, wanted).map_or(Cow::Borrowed(picture), Cow::Owned)
        }
        _ => Cow::Borrowed(picture),
    }
}

fn draw(tree: &usvg::Tree, picture: &Picture, width: u32) -> Option<Picture> {
    let height = (f64::from(width) * f64::from(picture.height()) / f64::from(picture.width())).ceil() as u32;
    let mut pixmap = tiny_skia::Pixmap::new(width, height)?;
    let (x, y) = (width as f32 / tree.size().width(), height as f32 / tree.size().height());
    resvg::render(tree, tiny_skia::Transform::from_scale(x, y), &mut pixmap.as_mut());
    let straight = |p: &[u8]| straighten([p[0], p[1], p[2], p[3]]);
    Some(Picture::new(width, height, pixmap.data().chunks_exact(4).flat_map(straight).collect()))
}

/// How much of each pixel has white ink.
fn white_mask(white: &BezPath, to_px: Affine, width: usize, height: usize) -> Option<tiny_skia::Mask> {
    let mut mask = tiny_skia::Mask::new(width as u32, height as u32)?;
    let path = skia_path(&(to_px * white))?;
    mask.fill_path(&path, tiny_skia::FillRule::Winding, true, tiny_skia::Transform::identity());
    Some(mask)
}

fn skia_path(path: &BezPath) -> Option<tiny_skia::Path> {
    let mut builder = tiny_skia::PathBuilder::new();
    for element in path {
        let p = |point: Point| (point.x as f32, point.y as f32);
        match element {
            PathEl::MoveTo(to) => builder.move_to(p(to).0, p(to).1),
            PathEl::LineTo(to) => builder.line_to(p(to).0, p(to).1),
            PathEl::QuadTo(c, to) => builder.quad_to(p(c).0, p(c).1, p(to).0, p(to).1),
            PathEl::CurveTo(c, d, to) => builder.cubic_to(p(c).0, p(c).1, p(d).0, p(d).1, p(to).0, p(to).1),
            PathEl::ClosePath => builder.close(),
        }
    }
    builder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_artwork_without_white_ink_stays_clear() {
        assert!(without_white([1.0, 1.0, 1.0, 1.0])[3] < 0.05);
        assert!(without_white([0.0, 0.0, 0.0, 1.0])[3] > 0.7);
    }

    #[test]
    fn ink_on_white_keeps_the_artworks_colour() {
        let artwork = [0.2f32, 0.4, 0.6, 1.0];
        assert_eq!(on_white(artwork).map(f32::to_bits), artwork.map(f32::to_bits));
    }
}
