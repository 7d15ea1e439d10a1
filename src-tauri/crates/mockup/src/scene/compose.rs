//! The true picture: one small SVG of carrier and sprites, rendered by resvg.

use std::borrow::Cow;
use std::fmt::Write;
use std::sync::Arc;

use dangle_design::artwork::Picture;
use dangle_design::{Error, ErrorCode, Result};
use kurbo::{Affine, Rect};
use rayon::prelude::*;
use resvg::{tiny_skia, usvg};

use super::PictureSize;
use super::place::Placed;
use crate::picture::write_stored;
use crate::pixels::{Tile, straighten};
use crate::resample::{Past, resize};

/// The empty carrier as a picture shows it, ready to be hung.
pub(super) struct Backdrop {
    size: PictureSize,
    png: Arc<Vec<u8>>,
    ground: Tile,
}

impl Backdrop {
    /// `to_picture` takes the carrier's pixels to the picture's.
    ///
    /// Sized here: resvg takes no mean of what it shrinks, and is slower where it enlarges.
    pub(super) fn new(carrier: Picture, size: PictureSize, to_picture: Affine) -> Result<Backdrop> {
        let carrier = at_scale(carrier, to_picture, whole(size));
        Ok(Backdrop { size, png: Arc::new(write_stored(&carrier)?), ground: Tile::of(&carrier, 0, 0) })
    }
}

fn whole(size: PictureSize) -> Rect {
    Rect::new(0.0, 0.0, f64::from(size.width()), f64::from(size.height()))
}

/// Renders a backdrop with everything that hangs on it.
pub(super) fn render<'a>(backdrop: &Backdrop, placed: impl Iterator<Item = &'a Placed>) -> Result<Picture> {
    let mut drawing = Drawing::new(backdrop.size);
    let whole = whole(backdrop.size);
    drawing.image(Arc::clone(&backdrop.png), whole);
    let mut ground = backdrop.ground.clone();
    let seen = |tile: &Cow<'_, Tile>| !tile.rect().intersect(whole).is_zero_area();
    let tiles: Vec<Cow<'_, Tile>> = placed.flat_map(|placed| placed.lay(&mut ground)).filter(seen).collect();
    let encoded: Vec<Vec<u8>> =
        tiles.par_iter().map(|tile| write_stored(&tile.to_picture())).collect::<Result<_>>()?;
    for (tile, png) in tiles.iter().zip(encoded) {
        drawing.image(Arc::new(png), tile.rect());
    }
    drawing.render()
}

/// The part of the carrier's picture that fills `whole`.
fn at_scale(carrier: Picture, to_picture: Affine, whole: Rect) -> Picture {
    let own = Rect::new(0.0, 0.0, f64::from(carrier.width()), f64::from(carrier.height()));
    if to_picture == Affine::IDENTITY && own == whole {
        return carrier;
    }
    resize(&Tile::of(&carrier, 0, 0), to_picture, whole, Past::Edge).to_picture()
}

/// An SVG of pictures, each by a short name.
struct Drawing {
    size: PictureSize,
    svg: String,
    pictures: Vec<Arc<Vec<u8>>>,
}

impl Drawing {
    fn new(size: PictureSize) -> Drawing {
        let (width, height) = (size.width(), size.height());
        let svg = format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">"#);
        Drawing { size, svg, pictures: Vec::new() }
    }

    fn image(&mut self, png: Arc<Vec<u8>>, rect: Rect) {
        let (name, width, height) = (self.pictures.len(), rect.width(), rect.height());
        // Writing to a String cannot fail.
        let _ = write!(
            self.svg,
            r#"<image href="{name}" x="{}" y="{}" width="{width}" height="{height}" preserveAspectRatio="none"/>"#,
            rect.x0, rect.y0
        );
        self.pictures.push(png);
    }

    fn render(self) -> Result<Picture> {
        let svg = self.svg + "</svg>";
        let pictures = self.pictures;
        let resolve = move |name: &str, _: &usvg::Options<'_>| {
            let picture = pictures.get(name.parse::<usize>().ok()?)?;
            Some(usvg::ImageKind::PNG(Arc::clone(picture)))
        };
        let resolver = usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(resolve),
        };
        let options = usvg::Options { image_href_resolver: resolver, ..usvg::Options::default() };
        let failed = |what: String| Error::new(ErrorCode::File, what, "Ask for a smaller picture.");
        let tree = usvg::Tree::from_str(&svg, &options).map_err(|error| failed(error.to_string()))?;
        let mut pixmap = tiny_skia::Pixmap::new(self.size.width(), self.size.height())
            .ok_or_else(|| failed("the picture is too large for this computer".into()))?;
        resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixmap.as_mut());
        let (width, height) = (pixmap.width(), pixmap.height());
        let mut rgba = pixmap.take();
        rgba.par_chunks_exact_mut(4).for_each(|p| p.copy_from_slice(&straighten([p[0], p[1], p[2], p[3]])));
        Ok(Picture::new(width, height, rgba))
    }
}
