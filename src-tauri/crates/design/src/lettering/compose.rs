//! Letters laid on what a charm shows.

use std::sync::Arc;

use image::imageops::{self, FilterType};
use image::{ImageBuffer, Rgba, RgbaImage};
use kurbo::Rect;
use resvg::{tiny_skia, usvg};

use super::painter;
use crate::artwork::limits::WORKING_SIDE;
use crate::artwork::{Picture, Subject, trace, with_edges};
use crate::{Error, ErrorCode, Result};

/// Pixels on the longer side that artwork is given at least before letters are painted on it: 650 an inch on
/// a charm of 60 mm. Artwork with fewer is enlarged, smoothly, as print would do.
const LEAST_SIDE: f64 = 1536.0;
/// Free pixels round the letters.
const MARGIN: f64 = 2.0;

/// The subject with the letters on it, in units of its artwork's pixels.
pub(super) fn laid_on(subject: Subject, letters: &str) -> Result<Subject> {
    let tree = painter::parse(&painter::page([1.0, 1.0], letters), None)?;
    let Some(extent) = painter::extent(&tree) else { return Ok(subject) };
    let canvas = Canvas::over(&subject.picture, extent);
    let ink = canvas.painted(&tree)?;
    let vector = subject.picture.vector().map(|art| canvas.drawing(art, letters)).transpose()?;
    let mut front = over(canvas.moved(&subject.picture), &ink);
    if let Some(vector) = vector {
        front = front.with_vector(Arc::new(vector));
    }
    let mirrored = |back: &Arc<Picture>| Arc::ptr_eq(back, &subject.picture);
    let white = subject.white.as_ref().map(|white| Arc::new(over(canvas.moved(white), &ink)));
    let front = Arc::new(front);
    let back = match &subject.back {
        Some(back) if mirrored(back) => Some(front.clone()),
        Some(back) => Some(Arc::new(canvas.moved_drawing(back)?)),
        None => None,
    };
    let rings = trace(&front)?;
    let cut = subject.cut.map(|rings| canvas.moved_rings(rings));
    let density = subject.density * canvas.across();
    let artwork = canvas.artwork();
    Ok(with_edges(Subject { picture: front, rings, artwork, density, back, white, cut, ..subject }))
}

/// The picture's new rectangle: where the artwork lies on it, and how large.
struct Canvas {
    /// The artwork's own pixels.
    from: [f64; 2],
    /// The artwork on the canvas: x, y, width, height, in whole pixels.
    at: [u32; 4],
    /// Width and height of the canvas.
    size: [u32; 2],
}

impl Canvas {
    /// The rectangle that holds the artwork and the letters, finely enough for both.
    fn over(art: &Picture, letters: Rect) -> Canvas {
        let (width, height) = (f64::from(art.width()), f64::from(art.height()));
        let whole = letters.inflate(MARGIN, MARGIN).union(Rect::new(0.0, 0.0, width, height));
        let finer = if art.vector().is_some() { 1.0 } else { (LEAST_SIDE / width.max(height)).ceil() };
        let most = f64::from(WORKING_SIDE - 4) / whole.width().max(whole.height());
        let scale = finer.max(1.0).min(most);
        let side = |length: f64| ((length * scale).round() as u32).max(1);
        let (w, h) = (side(width), side(height));
        let (before, above) = ((-whole.x0 * scale).ceil() as u32, (-whole.y0 * scale).ceil() as u32);
        let past = |end: f64, length: f64| ((end - length) * scale).ceil().max(0.0) as u32;
        Canvas {
            from: [width, height],
            at: [before, above, w, h],
            size: [before + w + past(whole.x1, width), above + h + past(whole.y1, height)],
        }
    }

    /// Pixels of the canvas to one of the artwork, from left to right.
    fn across(&self) -> f64 {
        f64::from(self.at[2]) / self.from[0]
    }

    fn down(&self) -> f64 {
        f64::from(self.at[3]) / self.from[1]
    }

    fn artwork(&self) -> [f64; 4] {
        self.at.map(f64::from)
    }

    /// The letters alone, painted on the canvas.
    fn painted(&self, letters: &usvg::Tree) -> Result<tiny_skia::Pixmap> {
        let [width, height] = self.size;
        let mut pixels = tiny_skia::Pixmap::new(width, height).ok_or_else(|| {
            Error::new(ErrorCode::TooLarge, "The words are too large", "Make the words smaller.")
        })?;
        let (across, down) = (self.across() as f32, self.down() as f32);
        let place =
            tiny_skia::Transform::from_row(across, 0.0, 0.0, down, self.at[0] as f32, self.at[1] as f32);
        resvg::render(letters, place, &mut pixels.as_mut());
        Ok(pixels)
    }

    /// A picture of the artwork's rectangle, where it lies on the canvas.
    fn moved(&self, art: &Picture) -> Picture {
        let [x, y, width, height] = self.at;
        let sized = if (art.width(), art.height()) == (width, height) {
            image_of(art.width(), art.height(), art.rgba().to_vec())
        } else {
            resized(art, width, height)
        };
        let mut canvas = RgbaImage::new(self.size[0], self.size[1]);
        imageops::replace(&mut canvas, &sized, i64::from(x), i64::from(y));
        Picture::new(self.size[0], self.size[1], canvas.into_raw())
    }

    /// The same, and its drawing with it.
    fn moved_drawing(&self, art: &Picture) -> Result<Picture> {
        let moved = self.moved(art);
        match art.vector() {
            Some(tree) => Ok(moved.with_vector(Arc::new(self.drawing(tree, "")?))),
            None => Ok(moved),
        }
    }

    /// A drawing on the canvas, with letters on it.
    fn drawing(&self, art: &usvg::Tree, letters: &str) -> Result<usvg::Tree> {
        let [x, y, width, height] = self.at;
        let size = art.size();
        let (across, down) =
            (f64::from(width) / f64::from(size.width()), f64::from(height) / f64::from(size.height()));
        let art = painter::written(art, "art-");
        let content = format!(
            "<g transform=\"matrix({across} 0 0 {down} {x} {y})\">{art}</g>\
             <g transform=\"matrix({} 0 0 {} {x} {y})\">{letters}</g>",
            self.across(),
            self.down(),
        );
        painter::parse(&painter::page(self.size.map(f64::from), &content), None)
    }

    fn moved_rings(&self, mut rings: Vec<Vec<[f32; 2]>>) -> Vec<Vec<[f32; 2]>> {
        let (across, down) = (self.across() as f32, self.down() as f32);
        for point in rings.iter_mut().flatten() {
            *point = [point[0] * across + self.at[0] as f32, point[1] * down + self.at[1] as f32];
        }
        rings
    }
}

/// The picture in another size. Colours are mixed by their alpha, or the unseen colour of see-through pixels
/// would stain the edge.
fn resized(art: &Picture, width: u32, height: u32) -> RgbaImage {
    // The library holds floats to the range from 0 to 1.
    let times = |colour: u8, alpha: u8| f32::from(colour) * f32::from(alpha) / (255.0 * 255.0);
    let multiplied = art.rgba().as_chunks::<4>().0.iter();
    let multiplied =
        multiplied.flat_map(|&[r, g, b, a]| [times(r, a), times(g, a), times(b, a), f32::from(a) / 255.0]);
    let full: ImageBuffer<Rgba<f32>, Vec<f32>> =
        ImageBuffer::from_raw(art.width(), art.height(), multiplied.collect()).unwrap_or_default();
    let sized = imageops::resize(&full, width, height, FilterType::CatmullRom);
    let straight = |pixel: &[f32; 4]| {
        let alpha = (pixel[3].clamp(0.0, 1.0) * 255.0).round();
        let colour = |value: f32| ((value * 255.0).clamp(0.0, alpha) * 255.0 / alpha).round() as u8;
        if alpha == 0.0 {
            [0; 4]
        } else {
            [colour(pixel[0]), colour(pixel[1]), colour(pixel[2]), alpha as u8]
        }
    };
    image_of(width, height, sized.as_raw().as_chunks::<4>().0.iter().flat_map(straight).collect())
}

fn image_of(width: u32, height: u32, rgba: Vec<u8>) -> RgbaImage {
    RgbaImage::from_raw(width, height, rgba).unwrap_or_default()
}

/// Ink (premultiplied) over a picture (straight alpha) of the same size.
fn over(picture: Picture, ink: &tiny_skia::Pixmap) -> Picture {
    let (width, height) = (picture.width(), picture.height());
    let mut rgba = picture.into_rgba();
    for (under, ink) in rgba.as_chunks_mut::<4>().0.iter_mut().zip(ink.data().as_chunks::<4>().0) {
        if ink[3] == 0 {
            continue;
        }
        let left = f32::from(under[3]) * (1.0 - f32::from(ink[3]) / 255.0);
        let alpha = f32::from(ink[3]) + left;
        for channel in 0..3 {
            let mixed = f32::from(ink[channel]) * 255.0 + f32::from(under[channel]) * left;
            under[channel] = (mixed / alpha).round().min(255.0) as u8;
        }
        under[3] = alpha.round().min(255.0) as u8;
    }
    Picture::new(width, height, rgba)
}
