//! Decoding: bytes of unknown origin become an upright sRGB picture, or an error with a remedy.

use image::ImageFormat;

use super::contained::contained;
use super::layered::{Kind, Stack};
use super::{KINDS, Picture, avif, drawing, limits, raster, tiff};
use crate::{Error, ErrorCode, Result};

/// What a file holds, told by its content: names lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Pixels(ImageFormat),
    Tiff,
    Avif,
    Layered(Kind),
    Drawing,
    /// A known kind of file that we do not read.
    Foreign(&'static str),
    Unknown,
}

/// Decodes artwork of every kind we read within our limits: upright, in sRGB, at most
/// [`limits::WORKING_SIDE`] pixels on the longest side.
///
/// # Errors
/// `Artwork` when the file is damaged or of another kind, `TooLarge` when it is beyond the limits.
pub fn decode(bytes: &[u8]) -> Result<Picture> {
    limits::check_bytes(bytes)?;
    match content(bytes) {
        Content::Pixels(format) => raster::decode(bytes, format),
        Content::Tiff => tiff::decode(bytes),
        Content::Avif => avif::decode(bytes),
        Content::Layered(kind) => contained(|| Stack::open(bytes, kind)?.whole()),
        Content::Drawing => drawing::decode(bytes),
        Content::Foreign(kind) => Err(Error::new(
            ErrorCode::Artwork,
            format!("The file is {kind}, which Dangle does not read"),
            "Export the artwork as PNG with a transparent ground, or as SVG.",
        )),
        Content::Unknown => {
            Err(Error::new(ErrorCode::Artwork, "The file is not a picture, whatever its name says", KINDS))
        }
    }
}

/// What the bytes are.
pub(super) fn content(bytes: &[u8]) -> Content {
    const SIGNATURES: [(&[u8], Content); 10] = [
        (b"\x89PNG\r\n\x1a\n", Content::Pixels(ImageFormat::Png)),
        (b"\xff\xd8\xff", Content::Pixels(ImageFormat::Jpeg)),
        (b"GIF8", Content::Pixels(ImageFormat::Gif)),
        (b"8BPS", Content::Layered(Kind::Photoshop)),
        (b"%PDF", Content::Foreign("a PDF")),
        (b"%!PS", Content::Foreign("a PostScript file")),
        (b"II*\0", Content::Tiff),
        (b"MM\0*", Content::Tiff),
        (b"PK\x03\x04", Content::Layered(Kind::Archive)),
        (b"\x1f\x8b", Content::Foreign("compressed, perhaps an SVGZ")),
    ];
    let found = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature));
    if let Some((_, content)) = found {
        return *content;
    }
    match (bytes.get(..4), bytes.get(4..8), bytes.get(8..12)) {
        (Some(b"RIFF"), _, Some(b"WEBP")) => Content::Pixels(ImageFormat::WebP),
        (_, Some(b"ftyp"), _) if avif::is_one(bytes) => Content::Avif,
        (_, Some(b"ftyp"), _) => Content::Foreign("a HEIC or a video"),
        _ if is_bmp(bytes) => Content::Pixels(ImageFormat::Bmp),
        _ if drawing::looks_like_one(bytes) => Content::Drawing,
        _ => Content::Unknown,
    }
}

/// `BM` alone begins too much: the size of the header that follows tells.
fn is_bmp(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BM")
        && bytes.get(14..18).is_some_and(|size| matches!(size, [12 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_counts_not_the_name() {
        assert_eq!(content(b"\x89PNG\r\n\x1a\n...."), Content::Pixels(ImageFormat::Png));
        assert_eq!(content(b"RIFF\x10\0\0\0WEBPVP8 "), Content::Pixels(ImageFormat::WebP));
        assert_eq!(content(b"\xef\xbb\xbf <?xml version='1.0'?><svg/>"), Content::Drawing);
        assert_eq!(content(b"<!-- an <svg> once --><html/>"), Content::Drawing);
        assert_eq!(content(b"hello, I am called cat.png"), Content::Unknown);
        assert_eq!(content(b"RIFF"), Content::Unknown);
    }

    #[test]
    fn other_programs_files_are_named_in_the_refusal() {
        let error = decode(b"%!PS-Adobe-3.0 EPSF-3.0").unwrap_err();
        assert_eq!(error.code(), ErrorCode::Artwork);
        assert!(error.to_string().contains("PostScript"), "{error}");
        assert!(error.hint().unwrap().contains("PNG"));
    }
}
