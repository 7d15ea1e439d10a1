//! Pictures as files: PNG with a physical size, WebP without loss, JPEG.

use dangle_design::artwork::Picture;
use dangle_design::{Error, ErrorCode, Result};
use kurbo::{Affine, Rect};

use crate::pixels::Tile;
use crate::resample::{Past, resize};

/// Pixels a metre in one pixel a millimetre.
const PER_METRE: f64 = 1000.0;

/// How hard a PNG is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Small: for files that are kept or sent.
    Small,
    /// Quick: for caches and for the web view.
    Quick,
}

/// The kinds of still picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Still {
    /// Without loss, with transparency and a physical size.
    Png,
    /// Without loss, with transparency.
    WebP,
    /// Small and opaque.
    Jpeg,
}

/// How good a JPEG is: at 92 no eye tells it from the original.
const JPEG_QUALITY: u8 = 92;

impl Still {
    /// The kind of a file of that ending: `png`, `webp`, `jpg` or `jpeg`.
    ///
    /// # Errors
    /// `Input` when there is none; the hint lists those there are.
    pub fn of_ending(ending: &str) -> Result<Still> {
        match ending.to_ascii_lowercase().as_str() {
            "png" => Ok(Still::Png),
            "webp" => Ok(Still::WebP),
            "jpg" | "jpeg" => Ok(Still::Jpeg),
            _ => Err(Error::input(
                format!("no picture is written as \"{ending}\""),
                "Name the file .png, .webp or .jpg.",
            )),
        }
    }

    /// `picture` as a file of this kind.
    ///
    /// # Errors
    /// `File` when the picture cannot be encoded.
    pub fn write(self, picture: &Picture, px_per_mm: Option<f64>, detail: Detail) -> Result<Vec<u8>> {
        let (width, height) = (picture.width(), picture.height());
        let failed = |error: image::ImageError| {
            let message = format!("the picture cannot be written: {error}");
            Error::new(ErrorCode::File, message, "Try a smaller picture.")
        };
        let mut bytes = Vec::new();
        match self {
            Still::Png => return write_png(picture, px_per_mm, detail),
            Still::WebP => image::codecs::webp::WebPEncoder::new_lossless(&mut bytes)
                .encode(picture.rgba(), width, height, image::ExtendedColorType::Rgba8)
                .map_err(failed)?,
            Still::Jpeg => {
                let rgb: Vec<u8> = picture.rgba().chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
                image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY)
                    .encode(&rgb, width, height, image::ExtendedColorType::Rgb8)
                    .map_err(failed)?;
            }
        }
        Ok(bytes)
    }
}

/// The same picture, its longest side at most `longest` pixels: for lists and trays.
#[must_use]
pub fn thumbnail(picture: &Picture, longest: u32) -> Picture {
    let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
    let zoom = f64::from(longest.max(1)) / width.max(height);
    if zoom >= 1.0 {
        return picture.clone();
    }
    let area = Rect::new(0.0, 0.0, (width * zoom).round().max(1.0), (height * zoom).round().max(1.0));
    resize(&Tile::of(picture, 0, 0), Affine::scale(zoom), area, Past::Edge).to_picture()
}

/// A PNG of `picture`, marked as sRGB; with `px_per_mm` it has a physical size (`pHYs`).
///
/// A picture without transparency is written without an alpha channel.
///
/// # Errors
/// `File` when the picture cannot be encoded.
pub fn write_png(picture: &Picture, px_per_mm: Option<f64>, detail: Detail) -> Result<Vec<u8>> {
    let compression = match detail {
        Detail::Small => png::Compression::Balanced,
        Detail::Quick => png::Compression::Fastest,
    };
    encode(picture, px_per_mm, compression)
}

/// A PNG without compression, for a reader in the same program.
pub(crate) fn write_stored(picture: &Picture) -> Result<Vec<u8>> {
    encode(picture, None, png::Compression::NoCompression)
}

fn encode(picture: &Picture, px_per_mm: Option<f64>, compression: png::Compression) -> Result<Vec<u8>> {
    let failed = |error: png::EncodingError| {
        let message = format!("the picture cannot be written: {error}");
        Error::new(ErrorCode::File, message, "Try a smaller picture.")
    };
    let opaque = picture.rgba().chunks_exact(4).all(|pixel| pixel[3] == 255);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(if opaque { png::ColorType::Rgb } else { png::ColorType::Rgba });
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
    encoder.set_pixel_dims(px_per_mm.map(physical));
    encoder.set_compression(compression);
    if matches!(compression, png::Compression::NoCompression) {
        encoder.set_filter(png::Filter::NoFilter);
    }
    let mut writer = encoder.write_header().map_err(failed)?;
    if opaque {
        let mut rgb = vec![0; picture.rgba().len() / 4 * 3];
        for (to, from) in rgb.chunks_exact_mut(3).zip(picture.rgba().chunks_exact(4)) {
            to.copy_from_slice(&from[..3]);
        }
        writer.write_image_data(&rgb).map_err(failed)?;
    } else {
        writer.write_image_data(picture.rgba()).map_err(failed)?;
    }
    writer.finish().map_err(failed)?;
    Ok(bytes)
}

fn physical(px_per_mm: f64) -> png::PixelDimensions {
    let per_metre = (px_per_mm * PER_METRE).round() as u32;
    png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_of_ten_pixels_a_millimetre_says_so_in_its_file() {
        let picture = Picture::new(4, 2, [1, 2, 3, 255].repeat(8));
        for detail in [Detail::Small, Detail::Quick] {
            let bytes = write_png(&picture, Some(10.0), detail).unwrap();
            let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
            let dims = reader.info().pixel_dims.unwrap();
            assert_eq!((dims.xppu, dims.yppu, dims.unit), (10_000, 10_000, png::Unit::Meter));
            assert!(reader.info().srgb.is_some());
            let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
            reader.next_frame(&mut pixels).unwrap();
            assert_eq!(pixels, [1, 2, 3].repeat(8));
        }
    }

    #[test]
    fn a_thumbnail_keeps_its_shape_and_never_grows() {
        let picture = Picture::new(300, 200, [10, 20, 30, 255].repeat(300 * 200));
        let small = thumbnail(&picture, 96);
        assert_eq!((small.width(), small.height()), (96, 64));
        assert_eq!(small.rgba()[..4], [10, 20, 30, 255]);
        assert_eq!(thumbnail(&picture, 4000).width(), 300);
    }

    #[test]
    fn transparency_is_kept() {
        let picture = Picture::new(1, 2, vec![9, 8, 7, 6, 5, 4, 3, 255]);
        let bytes = write_stored(&picture).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        assert_eq!(pixels, picture.rgba());
    }
}
