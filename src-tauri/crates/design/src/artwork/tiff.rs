//! TIFF: the first picture of the file, strip by strip, so that no whole copy of it is held beside the result.

use std::io::Cursor;

use ::tiff::decoder::{ChunkType, Decoder, DecodingResult, Limits};
use ::tiff::tags::{ExtraSamples, PlanarConfiguration, Tag};
use ::tiff::{ColorType, TiffError};
use image::RgbaImage;
use image::metadata::Orientation;

use super::contained::contained;
use super::pixels::{self, Layout, Rows};
use super::raster::{cut_short, finished};
use super::{Picture, limits, refused};
use crate::{Error, ErrorCode, Result};

/// Most bytes of one strip or tile: a file of a single strip at the limit of pixels, four channels of 16 bits.
const MAX_STRIP: usize = limits::MAX_PIXELS as usize * 8;

type Reader<'a> = Decoder<Cursor<&'a [u8]>>;

/// Decodes a TIFF: upright, in sRGB, at most [`limits::WORKING_SIDE`] on the longest side.
pub(super) fn decode(bytes: &[u8]) -> Result<Picture> {
    contained(|| read(bytes))
}

fn read(bytes: &[u8]) -> Result<Picture> {
    let mut allowed = Limits::default();
    allowed.decoding_buffer_size = MAX_STRIP;
    allowed.intermediate_buffer_size = limits::MAX_SIDE_ALLOCATION as usize;
    allowed.ifd_value_size = limits::MAX_SIDE_ALLOCATION as usize;
    let mut reader = Decoder::new(Cursor::new(bytes)).map_err(unreadable)?.with_limits(allowed);
    let (width, height) = reader.dimensions().map_err(unreadable)?;
    limits::check_pixels(width, height)?;
    let layout = layout(&mut reader)?;
    let profile = reader.get_tag_u8_vec(Tag::IccProfile).ok();
    let turn = reader.find_tag_unsigned::<u8>(Tag::Orientation).ok().flatten();
    let turn = turn.and_then(Orientation::from_exif).unwrap_or(Orientation::NoTransforms);
    let rows = Rows::new(layout, profile.as_deref());
    let mut picture = RgbaImage::new(width, height);
    place_chunks(&mut reader, &rows, &mut picture)?;
    // Inks are in sRGB already: their profile was needed to see them at all.
    let profile = profile.filter(|_| !layout.in_inks());
    Ok(finished(picture, turn, profile.as_deref()))
}

/// How the samples lie in each pixel.
fn layout(reader: &mut Reader<'_>) -> Result<Layout> {
    let planar = reader.find_tag_unsigned::<u16>(Tag::PlanarConfiguration).map_err(unreadable)?;
    if planar == Some(PlanarConfiguration::Planar.to_u16()) {
        return Err(rare("one channel after the other"));
    }
    let samples = reader.find_tag_unsigned::<u16>(Tag::SamplesPerPixel).map_err(unreadable)?.unwrap_or(1);
    let formats = reader.find_tag_unsigned_vec::<u16>(Tag::SampleFormat).ok().flatten().unwrap_or_default();
    let kind = reader.colortype().map_err(unreadable)?;
    let depth = kind.bit_depth();
    if !matches!(depth, 1 | 8 | 16) || formats.iter().any(|&format| format != 1) {
        return Err(rare(&format!("{depth} bits a channel")));
    }
    let (channels, alpha) = match kind {
        ColorType::Gray(_) => (1, false),
        ColorType::Multiband { num_samples: 2, bit_depth: 8 | 16 } | ColorType::GrayA(8 | 16) => (1, true),
        ColorType::RGB(8 | 16) => (3, false),
        ColorType::RGBA(8 | 16) => (3, true),
        ColorType::CMYK(8 | 16) => (4, false),
        ColorType::CMYKA(8 | 16) => (4, true),
        other => return Err(rare(&format!("{other:?}"))),
    };
    let extra = reader.find_tag_unsigned_vec::<u16>(Tag::ExtraSamples).ok().flatten().unwrap_or_default();
    let premultiplied = alpha && extra.first() == Some(&ExtraSamples::AssociatedAlpha.to_u16());
    let layout = Layout { channels, alpha, premultiplied, samples: usize::from(samples) };
    if layout.samples < channels + usize::from(alpha) || (depth == 1 && layout.samples != 1) {
        return Err(rare("channels that are not there"));
    }
    Ok(layout)
}

fn place_chunks(reader: &mut Reader<'_>, rows: &Rows, picture: &mut RgbaImage) -> Result<()> {
    let depth = reader.colortype().map_err(unreadable)?.bit_depth();
    let (across, down) = reader.chunk_dimensions();
    let count = match reader.get_chunk_type() {
        ChunkType::Strip => reader.strip_count(),
        ChunkType::Tile => reader.tile_count(),
    };
    let count = count.map_err(unreadable)?;
    if across == 0 || down == 0 {
        return Err(rare("strips without a size"));
    }
    let per_row = picture.width().div_ceil(across);
    let needed = per_row.saturating_mul(picture.height().div_ceil(down));
    if count < needed {
        return Err(cut_short("TIFF"));
    }
    for chunk in 0..needed {
        let (width, _) = reader.chunk_data_dimensions(chunk);
        let samples = reader.read_chunk(chunk).map_err(unreadable)?;
        let samples = eight_bits(samples, depth, width as usize)?;
        let (left, top) = ((chunk % per_row) * across, (chunk / per_row) * down);
        rows.place(&samples, width as usize, (left as usize, top as usize), picture);
    }
    Ok(())
}

/// The samples of a strip at 8 bits each.
fn eight_bits(samples: DecodingResult, depth: u8, width: usize) -> Result<Vec<u8>> {
    match samples {
        DecodingResult::U8(packed) if depth == 1 => Ok(unpacked(&packed, width)),
        DecodingResult::U8(samples) => Ok(samples),
        DecodingResult::U16(samples) => Ok(samples.into_iter().map(pixels::high_byte).collect()),
        _ => Err(rare("samples that are no whole numbers")),
    }
}

/// Rows of bits, each padded to whole bytes.
fn unpacked(packed: &[u8], width: usize) -> Vec<u8> {
    let bit = |row: &[u8], x: usize| if row[x / 8] & (0x80 >> (x % 8)) == 0 { 0 } else { 255 };
    packed
        .chunks_exact(width.div_ceil(8).max(1))
        .flat_map(|row| (0..width).map(move |x| bit(row, x)))
        .collect()
}

fn rare(what: &str) -> Error {
    refused(
        format!("The TIFF is of a rare kind: {what}"),
        "Save it in a paint program as a TIFF with 8 or 16 bits a channel, interleaved, or as PNG.",
    )
}

fn unreadable(error: TiffError) -> Error {
    match error {
        TiffError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => cut_short("TIFF"),
        TiffError::UnsupportedError(kind) => rare(&kind.to_string()),
        TiffError::LimitsExceeded => Error::new(
            ErrorCode::TooLarge,
            "The TIFF asks for more memory than a picture may",
            "Save it smaller: 4,096 pixels on the longest side are plenty for a charm.",
        ),
        TiffError::IoError(_)
        | TiffError::FormatError(_)
        | TiffError::IntSizeError
        | TiffError::UsageError(_) => refused(
            format!("The TIFF is damaged: {error}"),
            "Open it in a paint program and save it again, or copy it again from where it came.",
        ),
    }
}
