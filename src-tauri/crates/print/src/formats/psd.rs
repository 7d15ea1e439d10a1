//! Photoshop file in the four inks, a layer a part: for shops that take no spots but want layers.
//!
//! Written after "Adobe Photoshop File Formats Specification" (November 2019): version 1, 8 bits, CMYK, rows packed
//! by `PackBits`. Inks are kept upside down there: 0 is full ink.

use dangle_design::units::dpi;
use dangle_design::{Error, Result};
use rayon::prelude::*;

use super::photoshop;
use crate::colour::Cmyk;
use crate::coverage::{self, times};
use crate::intent::Intent;
use crate::plates::Plates;
use crate::recipe::WhiteOrder;

/// CMYK (header, colour mode).
const CMYK_MODE: u16 = 4;
/// Longest side of a file of version 1.
const LONGEST_PX: usize = 30_000;
/// The channel of transparency.
const TRANSPARENCY: i16 = -1;
/// A layer that is not shown.
const HIDDEN: u8 = 2;

/// A layer of the file: one ink mixture or many, and how opaque each pixel is.
pub(crate) struct Layer {
    pub(crate) name: String,
    pub(crate) inks: Vec<Cmyk>,
    pub(crate) alpha: Vec<u8>,
    /// Whether it is switched off: white that lies over the colour would hide it on a screen.
    pub(crate) hidden: bool,
}

/// The file.
///
/// # Errors
/// `Input` when the picture is too large for it.
pub(crate) fn write_psd(intent: &Intent<'_>) -> Result<Vec<u8>> {
    let grid = &intent.plates.grid;
    if grid.width.max(grid.height) > LONGEST_PX {
        return Err(Error::input("the picture is too large for a Photoshop file", "Make the charm smaller."));
    }
    let layers = layers(intent);
    let size = [grid.width, grid.height];
    let mut file = header(size);
    file.extend(0_u32.to_be_bytes());
    file.extend(counted(&resources(intent)));
    let layered = layer_section(&layers, size);
    // Global layer mask: none.
    file.extend(counted(&[counted(&layered), 0_u32.to_be_bytes().to_vec()].concat()));
    file.extend(merged(&layers, size));
    Ok(file)
}

/// The layers such a file is to hold, the lowest first.
pub(crate) fn layers(intent: &Intent<'_>) -> Vec<Layer> {
    let plates = intent.plates;
    let clip = plates.clip_plate();
    let white = intent.white().zip(plates.white_plate()).map(|(white, alpha)| Layer {
        name: white.layer.clone(),
        inks: vec![[0, 0, 0, 255]; alpha.len()],
        alpha,
        hidden: white.order == WhiteOrder::OverColour,
    });
    let colour = intent.colour().map(|colour| Layer {
        name: colour.layer.clone(),
        inks: plates.solid.clone(),
        alpha: plates.art.iter().zip(&clip).map(|(pixel, &clip)| times(pixel[3], clip)).collect(),
        hidden: false,
    });
    let cut = intent.cut().map(|cut| {
        let alpha = cut_line(plates, cut.line_width_pt);
        let ink = cut.alternate_cmyk_percent.map(|percent| (percent * 2.55).round() as u8);
        Layer { name: cut.layer.clone(), inks: vec![ink; alpha.len()], alpha, hidden: false }
    });
    let over = white.as_ref().is_some_and(|white| white.hidden);
    let printed = if over { [colour, white] } else { [white, colour] };
    printed.into_iter().chain([cut]).flatten().collect()
}

fn cut_line(plates: &Plates, width_pt: f64) -> Vec<u8> {
    let grid = &plates.grid;
    let all: kurbo::BezPath = plates.lines().flatten().collect();
    let width = (width_pt / dangle_design::units::Mm::new(1.0).points() * grid.per_mm).max(1.0);
    coverage::stroke(&(coverage::to_pixels(grid) * all), width, grid.width, grid.height)
}

fn header([width, height]: [usize; 2]) -> Vec<u8> {
    let mut header = b"8BPS\x00\x01\x00\x00\x00\x00\x00\x00".to_vec();
    header.extend(4_u16.to_be_bytes());
    header.extend((height as u32).to_be_bytes());
    header.extend((width as u32).to_be_bytes());
    header.extend(8_u16.to_be_bytes());
    header.extend(CMYK_MODE.to_be_bytes());
    header
}

fn resources(intent: &Intent<'_>) -> Vec<u8> {
    let profile = photoshop::resource(photoshop::PROFILE, intent.plates.press.icc());
    [photoshop::resolution(dpi(intent.plates.grid.per_mm)), profile].concat()
}

/// A part behind its length, padded to an even count.
fn counted(part: &[u8]) -> Vec<u8> {
    let padded = part.len().next_multiple_of(2);
    let mut counted = (padded as u32).to_be_bytes().to_vec();
    counted.extend(part);
    counted.resize(4 + padded, 0);
    counted
}

fn layer_section(layers: &[Layer], size: [usize; 2]) -> Vec<u8> {
    let channels: Vec<Vec<Channel>> = layers.par_iter().map(|layer| channels(layer, size[0])).collect();
    let mut section = (layers.len() as i16).to_be_bytes().to_vec();
    for (layer, channels) in layers.iter().zip(&channels) {
        section.extend(record(layer, channels, size));
    }
    section.extend(channels.into_iter().flatten().flat_map(|channel| channel.packed));
    section
}

/// A channel of a layer: its number and its rows.
struct Channel {
    number: i16,
    packed: Vec<u8>,
}

fn channels(layer: &Layer, width: usize) -> Vec<Channel> {
    let ink = |plate: usize| layer.inks.iter().map(|inks| 255 - inks[plate]).collect::<Vec<u8>>();
    let alpha = Channel { number: TRANSPARENCY, packed: plane(&[&layer.alpha], width) };
    let inks = (0..4).map(|plate| Channel { number: plate as i16, packed: plane(&[&ink(plate)], width) });
    std::iter::once(alpha).chain(inks).collect()
}

/// Planes packed row by row, the rows' lengths in front.
fn plane(planes: &[&[u8]], width: usize) -> Vec<u8> {
    let rows: Vec<Vec<u8>> =
        planes.iter().flat_map(|plane| plane.chunks_exact(width)).map(photoshop::packed).collect();
    let mut packed = 1_u16.to_be_bytes().to_vec();
    packed.extend(rows.iter().flat_map(|row| (row.len() as u16).to_be_bytes()));
    packed.extend(rows.concat());
    packed
}

fn record(layer: &Layer, channels: &[Channel], [width, height]: [usize; 2]) -> Vec<u8> {
    let mut record: Vec<u8> =
        [0, 0, height as u32, width as u32].iter().flat_map(|side| side.to_be_bytes()).collect();
    record.extend((channels.len() as u16).to_be_bytes());
    for channel in channels {
        record.extend(channel.number.to_be_bytes());
        record.extend((channel.packed.len() as u32).to_be_bytes());
    }
    record.extend(b"8BIMnorm");
    record.extend([255, 0, if layer.hidden { HIDDEN } else { 0 }, 0]);
    let extra = [vec![0; 8], pascal(&layer.name), unicode(&layer.name)].concat();
    record.extend(counted(&extra));
    record
}

/// A name behind its length, padded to four bytes.
fn pascal(name: &str) -> Vec<u8> {
    let mut pascal = vec![name.len() as u8];
    pascal.extend(name.bytes());
    pascal.resize(pascal.len().next_multiple_of(4), 0);
    pascal
}

/// The name again, as newer readers look for it.
fn unicode(name: &str) -> Vec<u8> {
    let letters: Vec<u8> = name.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut counted_letters = (name.encode_utf16().count() as u32).to_be_bytes().to_vec();
    counted_letters.extend(letters);
    [&b"8BIMluni"[..], &counted(&counted_letters)].concat()
}

/// What all shown layers come to on paper.
fn merged(layers: &[Layer], [width, height]: [usize; 2]) -> Vec<u8> {
    let mut flat = vec![[0_u8; 4]; width * height];
    for layer in layers.iter().filter(|layer| !layer.hidden) {
        flat.par_iter_mut().zip(&layer.inks).zip(&layer.alpha).for_each(|((flat, inks), &alpha)| {
            for (below, &ink) in flat.iter_mut().zip(inks) {
                *below = times(*below, 255 - alpha) + times(ink, alpha);
            }
        });
    }
    let plates: Vec<Vec<u8>> =
        (0..4).map(|plate| flat.iter().map(|inks| 255 - inks[plate]).collect()).collect();
    let planes: Vec<&[u8]> = plates.iter().map(Vec::as_slice).collect();
    plane(&planes, width)
}
