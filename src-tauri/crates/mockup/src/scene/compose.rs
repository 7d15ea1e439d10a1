//! The true picture: one small SVG of carrier and sprites, rendered by resvg.

use std::fmt::Write;
use std::sync::Arc;

use dangle_design::artwork::Picture;
use dangle_design::{Error, ErrorCode, Result};
use kurbo::{Affine, Point, Rect};
use rayon::prelude::*;
use resvg::{tiny_skia, usvg};

use super::PictureSize;
use super::place::Placed;
use crate::picture::write_stored;
use crate::pixels::{Tile, straighten};
use crate::resample::Sampler;

/// Renders the carrier with everything that hangs on it. `to_picture` takes the carrier's pixels to the picture's.
pub(super) fn render(carrier: Picture, placed: &[Placed], size: PictureSize, to_picture: Affine) -> Result<Picture> {
    let mut drawing = Drawing::new(size);
    let (carrier, rect) = at_size(carrier, size, to_picture);
    drawing.image(write_stored(&carrier)?, rect);
    let tiles: Vec<&Tile> = placed.iter().flat_map(Placed::tiles).collect();
    let encoded: Vec<Vec<u8>> = tiles.par_iter().map(|tile| write_stored(&tile.to_picture())).collect::<Result<_>>()?;
    for (tile, png) in tiles.iter().zip(encoded) {
        drawing.image(png, tile.rect());
    }
    drawing.render()
}

/// The carrier's picture, shrunk here where it must shrink, since resvg takes no mean of what it shrinks;
/// and where it lies.
fn at_size(carrier: Picture, size: PictureSize, to_picture: Affine) -> (Picture, Rect) {
    let whole = Rect::new(0.0, 0.0, f64::from(carrier.width()), f64::from(carrier.height()));
    let zoom = to_picture.as_coeffs()[0];
    if zoom >= 1.0 {
        return (carrier, to_picture.transform_rect_bbox(whole));
    }
    let rect = Rect::new(0.0, 0.0, f64::from(size.width()), f64::from(size.height()));
    let mut tile = Tile::covering(rect);
    let sampler = Sampler::new(&carrier, 1.0 / zoom);
    let to_carrier = to_picture.inverse();
    let (right, bottom) = (whole.x1 - 0.5 / zoom, whole.y1 - 0.5 / zoom);
    tile.fill(|x, y| {
        let at = to_carrier * Point::new(f64::from(x) + 0.5, f64::from(y) + 0.5);
        let [r, g, b, a] = sampler.at(at.x.clamp(0.5 / zoom, right), at.y.clamp(0.5 / zoom, bottom));
        let solid = 1.0 / a.max(0.01);
        [r * solid, g * solid, b * solid, 1.0]
    });
    (tile.to_picture(), rect)
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

    fn image(&mut self, png: Vec<u8>, rect: Rect) {
        let (name, width, height) = (self.pictures.len(), rect.width(), rect.height());
        // Writing to a String cannot fail.
        let _ = write!(
            self.svg,
            r#"<image href="{name}" x="{}" y="{}" width="{width}" height="{height}" preserveAspectRatio="none"/>"#,
            rect.x0, rect.y0
        );
        self.pictures.push(Arc::new(png));
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
