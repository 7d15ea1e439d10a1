//! TIFF in the four inks, flat, with the press profile; the white as a fifth channel.

use std::io::Cursor;

use dangle_design::units::dpi;
use dangle_design::{Error, ErrorCode, Result};
use tiff::encoder::colortype::CMYK8;
use tiff::encoder::{Compression, DeflateLevel, Rational, TiffEncoder, colortype::ColorType};
use tiff::tags::{PhotometricInterpretation, ResolutionUnit, SampleFormat, Tag};

use super::photoshop;
use crate::coverage::times;
use crate::intent::Intent;

/// Where Photoshop's image resources stand; readers look there for the names of channels.
const PHOTOSHOP: Tag = Tag::Unknown(34377);
/// The fifth channel is no transparency: data of its own (TIFF 6.0, `ExtraSamples`).
const UNSPECIFIED: u16 = 0;

/// The four inks and one more.
struct CmykAndOne;

impl ColorType for CmykAndOne {
    type Inner = u8;
    const TIFF_VALUE: PhotometricInterpretation = PhotometricInterpretation::CMYK;
    const BITS_PER_SAMPLE: &'static [u16] = &[8; 5];
    const SAMPLE_FORMAT: &'static [SampleFormat] = &[SampleFormat::Uint; 5];

    fn horizontal_predict(row: &[u8], result: &mut Vec<u8>) {
        result.extend(row.iter().enumerate().map(|(at, &sample)| match at.checked_sub(5) {
            Some(before) => sample.wrapping_sub(row[before]),
            None => sample,
        }));
    }
}

/// The file. Inks are amounts: 255 is full ink, in the white as well.
///
/// # Errors
/// `Input` when the picture is too large for a TIFF.
pub(crate) fn write_tiff(intent: &Intent<'_>) -> Result<Vec<u8>> {
    let mut file = Cursor::new(Vec::new());
    let refused = |error: tiff::TiffError| {
        Error::new(ErrorCode::Input, format!("no TIFF can be made: {error}"), "Make the charm smaller.")
    };
    let compression = Compression::Deflate(DeflateLevel::Balanced);
    let mut encoder = TiffEncoder::new(&mut file).map_err(refused)?.with_compression(compression);
    let samples = samples(intent);
    match intent.white() {
        Some(white) => write::<CmykAndOne>(&mut encoder, intent, &samples, &[&white.name]),
        None => write::<CMYK8>(&mut encoder, intent, &samples, &[]),
    }
    .map_err(refused)?;
    Ok(file.into_inner())
}

fn write<C: ColorType<Inner = u8>>(
    encoder: &mut TiffEncoder<&mut Cursor<Vec<u8>>>,
    intent: &Intent<'_>,
    samples: &[u8],
    behind: &[&str],
) -> tiff::TiffResult<()> {
    let grid = &intent.plates.grid;
    let dpi = dpi(grid.per_mm);
    let mut image = encoder.new_image::<C>(grid.width as u32, grid.height as u32)?;
    // A thousandth of a pixel an inch keeps the size to a micrometre.
    image.resolution(ResolutionUnit::Inch, Rational { n: (dpi * 1000.0).round() as u32, d: 1000 });
    image.encoder().write_tag(Tag::IccProfile, intent.plates.press.icc())?;
    if !behind.is_empty() {
        image.encoder().write_tag(Tag::ExtraSamples, &[UNSPECIFIED][..])?;
        image.encoder().write_tag(PHOTOSHOP, &photoshop::channel_names(behind)[..])?;
    }
    image.write_data(samples)
}

/// The samples such a file is to hold, pixel by pixel.
pub(crate) fn samples(intent: &Intent<'_>) -> Vec<u8> {
    let plates = intent.plates;
    let clip = plates.clip_plate();
    let inks = plates.inks.iter().zip(&clip).map(|(inks, &clip)| inks.map(|ink| times(ink, clip)));
    match intent.white().and_then(|_| plates.white_plate()) {
        Some(white) => inks.zip(white).flat_map(|([c, m, y, k], white)| [c, m, y, k, white]).collect(),
        None => inks.flatten().collect(),
    }
}
