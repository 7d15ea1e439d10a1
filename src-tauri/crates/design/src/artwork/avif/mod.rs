//! AVIF: the main picture, with its alpha, of a still or a moving file.

mod container;
mod frame;
mod planes;

use image::RgbaImage;
use image::metadata::Orientation;

use self::container::{Coding, Colours, File, Item};
use super::contained::contained;
use super::raster::finished;
use super::{Picture, colour, limits, pixels, reduce, refused};
use crate::{Error, Result};

/// Whether the bytes begin as an AVIF does; other files of its family are photographs and films.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    container::is_avif(bytes)
}

/// Decodes an AVIF: upright, in sRGB, at most [`limits::WORKING_SIDE`] on the longest side.
pub(super) fn decode(bytes: &[u8]) -> Result<Picture> {
    contained(|| read(bytes))
}

fn read(bytes: &[u8]) -> Result<Picture> {
    let file = File::open(bytes)?;
    let main = file.main()?;
    check(&main)?;
    let frame = frame::decode(main.data.clone())?;
    let mut picture = RgbaImage::new(frame.width(), frame.height());
    planes::paint(&frame, coding(&main), &mut picture)?;
    drop(frame);
    if let Some(alpha) = file.alpha(&main)? {
        check(&alpha)?;
        let frame = frame::decode(alpha.data.clone())?;
        planes::see_through(&frame, coding(&alpha), &mut picture)?;
        if file.is_premultiplied(&main, &alpha) {
            picture.as_chunks_mut::<4>().0.iter_mut().for_each(pixels::straighten);
        }
    }
    let turn = turn(&main);
    Ok(match &main.colours {
        Colours::Profile(profile) => finished(picture, turn, Some(profile)),
        Colours::Coded(coding) => {
            let mut picture = reduce::to_working_size(picture);
            colour::coded_to_srgb(&mut picture, coding.primaries);
            finished(picture, turn, None)
        }
        Colours::Unsaid => finished(picture, turn, None),
    })
}

/// Refuses a picture larger than the limits before it is decoded.
fn check(item: &Item) -> Result<()> {
    let (width, height) = item.size.ok_or_else(broken)?;
    limits::check_pixels(width, height)
}

fn coding(item: &Item) -> Option<Coding> {
    match item.colours {
        Colours::Coded(coding) => Some(coding),
        Colours::Profile(_) | Colours::Unsaid => None,
    }
}

/// How the picture is turned: first by quarters against the clock, then mirrored (ISO/IEC 23008-12, 6.5.10, 6.5.12).
fn turn(item: &Item) -> Orientation {
    match (item.quarters, item.mirrored_across) {
        (0, None) => Orientation::NoTransforms,
        (1, None) => Orientation::Rotate270,
        (2, None) => Orientation::Rotate180,
        (0, Some(true)) | (2, Some(false)) => Orientation::FlipHorizontal,
        (0, Some(false)) | (2, Some(true)) => Orientation::FlipVertical,
        (1, Some(true)) | (3, Some(false)) => Orientation::Rotate90FlipH,
        (1, Some(false)) | (3, Some(true)) => Orientation::Rotate270FlipH,
        _ => Orientation::Rotate90,
    }
}

fn broken() -> Error {
    refused(
        "The AVIF is damaged or was cut short",
        "Open it in a paint program and save it again, or copy it again from where it came.",
    )
}

fn rare(what: &str) -> Error {
    refused(format!("The AVIF is of a rare kind: {what}"), "Save it in a paint program as PNG or WebP.")
}
