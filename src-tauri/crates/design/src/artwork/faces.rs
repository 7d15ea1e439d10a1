//! The other pictures of a charm: its back, and what the file says of white ink and of the cut.

use std::sync::Arc;

use image::imageops::{self, FilterType};
use image::{ImageBuffer, Rgba, RgbaImage};

use super::layers::{Sheets, sheets};
use super::reduce::reduced;
use super::subject::{Blobs, Depiction, Subject};
use super::{Picture, cut_out, trace};
use crate::project::{Artwork, Back};
use crate::{Job, Result};

/// What of a layered file is not the front.
#[derive(Debug)]
pub(super) struct Others {
    back: Option<Picture>,
    white: Option<Picture>,
    cut: Option<Picture>,
}

/// Decodes a charm's artwork: its front, and what else its file holds.
pub(super) fn read(bytes: &[u8], artwork: &Artwork) -> Result<(Picture, Others)> {
    let Sheets { front, back, white, cut } = sheets(bytes, &artwork.layers)?;
    Ok((front, Others { back, white, cut }))
}

/// The subject with its back, and with what its file says of white and cut. Call it last: everything comes to
/// lie on the rectangle of the subject's picture, and a mirrored back shows what the front shows by then.
pub(super) fn with_others(
    subject: Subject,
    others: Others,
    depiction: &Depiction,
    blobs: &Blobs<'_>,
    job: &Job<'_>,
) -> Result<Subject> {
    let back = match &depiction.back {
        Back::Plain => others.back.map(|layers| placed(mirrored(layers), &subject)),
        Back::Mirrored => Some(Arc::clone(&subject.picture)),
        Back::Own { artwork } => {
            let (picture, _) = read(&blobs(&artwork.blob)?, artwork)?;
            let picture = cut_out(picture, artwork, job)?.picture;
            Some(placed(mirrored(picture), &subject))
        }
    };
    let white = others.white.map(|white| placed(white, &subject));
    // A cut layer without anything to see says nothing.
    let cut = others.cut.and_then(|cut| trace(&placed(cut, &subject)).ok());
    Ok(with_edges(Subject { back, white, cut, ..subject }))
}

/// The subject with the edges of its other pictures found anew.
pub(crate) fn with_edges(subject: Subject) -> Subject {
    let back_rings = edge(subject.back.as_deref());
    let white_rings = edge(subject.white.as_deref());
    Subject { back_rings, white_rings, ..subject }
}

/// The edge of a picture; none where there is nothing to see.
fn edge(picture: Option<&Picture>) -> Vec<Vec<[f32; 2]>> {
    picture.and_then(|picture| trace(picture).ok()).unwrap_or_default()
}

/// What is seen from behind, as seen from the front.
fn mirrored(picture: Picture) -> Picture {
    let (width, height) = (picture.width(), picture.height());
    let mut rgba = picture.into_rgba();
    for row in rgba.chunks_exact_mut(width as usize * 4) {
        row.as_chunks_mut::<4>().0.reverse();
    }
    Picture::new(width, height, rgba)
}

/// The picture on the rectangle of the subject's: in the middle of the artwork's own, as large as fits there.
fn placed(picture: Picture, subject: &Subject) -> Arc<Picture> {
    let [x, y, width, height] = subject.artwork;
    let (across, down) = (subject.picture.width(), subject.picture.height());
    let whole = [x, y, width - f64::from(across), height - f64::from(down)].iter().all(|off| off.abs() < 0.5);
    if whole && (picture.width(), picture.height()) == (across, down) {
        return Arc::new(picture);
    }
    let scale = (width / f64::from(picture.width())).min(height / f64::from(picture.height()));
    let side = |length: u32, most: u32| ((f64::from(length) * scale).round() as u32).clamp(1, most);
    let size = (side(picture.width(), across), side(picture.height(), down));
    let Some(pixels) = RgbaImage::from_raw(picture.width(), picture.height(), picture.into_rgba()) else {
        return Arc::clone(&subject.picture);
    };
    let pixels = resized(pixels, size);
    let left = x + (width - f64::from(size.0)) / 2.0;
    let top = y + (height - f64::from(size.1)) / 2.0;
    let mut canvas = RgbaImage::new(across, down);
    imageops::replace(&mut canvas, &pixels, left.round() as i64, top.round() as i64);
    Arc::new(Picture::new(across, down, canvas.into_raw()))
}

fn resized(pixels: RgbaImage, (width, height): (u32, u32)) -> RgbaImage {
    if (width, height) == pixels.dimensions() {
        return pixels;
    }
    if width <= pixels.width() && height <= pixels.height() {
        return reduced(&pixels, width, height);
    }
    enlarged(&pixels, width, height)
}

/// Between pixels colours run into each other by their weight: what is see-through has none.
fn enlarged(pixels: &RgbaImage, width: u32, height: u32) -> RgbaImage {
    let weighted = |pixel: &Rgba<u8>| {
        let [r, g, b, alpha] = pixel.0.map(u16::from);
        Rgba([r * alpha, g * alpha, b * alpha, alpha * 255])
    };
    let small =
        ImageBuffer::from_fn(pixels.width(), pixels.height(), |x, y| weighted(pixels.get_pixel(x, y)));
    let large = imageops::resize(&small, width, height, FilterType::Triangle);
    RgbaImage::from_fn(width, height, |x, y| {
        let [r, g, b, alpha] = large.get_pixel(x, y).0.map(u32::from);
        let plain = |weighted: u32| (weighted * 255).checked_div(alpha).unwrap_or(0).min(255) as u8;
        Rgba([plain(r), plain(g), plain(b), ((alpha + 127) / 255) as u8])
    })
}
