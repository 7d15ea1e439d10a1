//! Pictures of pixels: PNG, JPEG, WebP, GIF and BMP.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbaImage};

use super::contained::contained;
use super::{Picture, colour, jpeg, limits, reduce};
use crate::{Error, ErrorCode, Result};

/// Decodes the first frame of a picture of pixels: upright, in sRGB, at most
/// [`limits::WORKING_SIDE`] on the longest side.
pub(super) fn decode(bytes: &[u8], format: ImageFormat) -> Result<Picture> {
    if format == ImageFormat::Jpeg && !jpeg::is_complete(bytes) {
        return Err(cut_short(name(format)));
    }
    contained(|| read(bytes, format))
}

fn read(bytes: &[u8], format: ImageFormat) -> Result<Picture> {
    let Raw { pixels, turn, profile } = raw(bytes, format)?;
    Ok(finished(pixels, turn, profile.as_deref()))
}

/// Every pixel of a picture, in sRGB.
pub(super) fn whole(bytes: &[u8], format: ImageFormat) -> Result<RgbaImage> {
    let Raw { pixels, turn, profile } = raw(bytes, format)?;
    let mut pixels = turned(pixels, turn);
    if let Some(profile) = profile {
        colour::to_srgb(&mut pixels, &profile);
    }
    Ok(pixels)
}

/// A picture as its file has it.
struct Raw {
    pixels: RgbaImage,
    turn: Orientation,
    profile: Option<Vec<u8>>,
}

fn raw(bytes: &[u8], format: ImageFormat) -> Result<Raw> {
    let mut decoder = open(bytes, format).map_err(|error| unreadable(format, &error))?;
    let (width, height) = decoder.dimensions();
    limits::check_pixels(width, height)?;
    // Metadata that cannot be read is worth less than the picture: it is treated as absent.
    let profile = decoder.icc_profile().ok().flatten();
    let turn = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let pixels = DynamicImage::from_decoder(decoder).map_err(|error| unreadable(format, &error))?;
    Ok(Raw { pixels: pixels.into_rgba8(), turn, profile })
}

/// The pixels at their working size, turned upright, in sRGB.
pub(super) fn finished(pixels: RgbaImage, turn: Orientation, profile: Option<&[u8]>) -> Picture {
    let mut pixels = turned(reduce::to_working_size(pixels), turn);
    if let Some(profile) = profile {
        colour::to_srgb(&mut pixels, profile);
    }
    Picture::new(pixels.width(), pixels.height(), pixels.into_raw())
}

fn open(bytes: &[u8], format: ImageFormat) -> image::ImageResult<impl ImageDecoder + '_> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut allowed = Limits::default();
    allowed.max_alloc = Some(limits::MAX_SIDE_ALLOCATION);
    reader.limits(allowed);
    reader.into_decoder()
}

fn turned(pixels: RgbaImage, orientation: Orientation) -> RgbaImage {
    let mut image = DynamicImage::ImageRgba8(pixels);
    image.apply_orientation(orientation);
    image.into_rgba8()
}

/// A file that was cut short.
pub(super) fn cut_short(kind: &str) -> Error {
    Error::new(
        ErrorCode::Artwork,
        format!("The {kind} ends before its last pixel"),
        "The file was cut short: copy or download it again.",
    )
}

fn unreadable(format: ImageFormat, error: &ImageError) -> Error {
    match error {
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            cut_short(name(format))
        }
        ImageError::Limits(_) => Error::new(
            ErrorCode::TooLarge,
            format!("The {} asks for more memory than a picture may", name(format)),
            "Save it smaller: 4,096 pixels on the longest side are plenty for a charm.",
        ),
        ImageError::Unsupported(error) => Error::new(
            ErrorCode::Artwork,
            format!("The {} is of a rare kind: {error}", name(format)),
            "Open it in a paint program and save it as an ordinary PNG.",
        ),
        ImageError::IoError(_)
        | ImageError::Decoding(_)
        | ImageError::Encoding(_)
        | ImageError::Parameter(_) => Error::new(
            ErrorCode::Artwork,
            format!("The {} is damaged: {error}", name(format)),
            "Open it in a paint program and save it again, or copy it again from where it came.",
        ),
    }
}

fn name(format: ImageFormat) -> &'static str {
    match format {
        ImageFormat::Png => "PNG",
        ImageFormat::Jpeg => "JPEG",
        ImageFormat::WebP => "WebP",
        ImageFormat::Gif => "GIF",
        ImageFormat::Bmp => "BMP",
        // The enum is not ours and may grow; these are all we open.
        _ => "picture",
    }
}
