//! The parts of a Photoshop file that a print needs: size, profile, layers with their inks.

use dangle_design::{Error, ErrorCode, Result};

use crate::formats::photoshop::{PROFILE, RESOLUTION};
use crate::formats::psd::Layer;

/// Most pixels that are read.
const MOST_PIXELS: usize = 1 << 27;
/// Most layers that are read.
const MOST_LAYERS: usize = 16;

/// A Photoshop file as it was found.
pub(super) struct Found {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) cmyk: bool,
    /// Pixels an inch; zero where the file says none.
    pub(super) dpi: f64,
    pub(super) icc: Vec<u8>,
    pub(super) layers: Vec<Layer>,
}

/// Bytes that are taken one part after another.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or_else(broken)?;
        self.0 = rest;
        Ok(taken)
    }

    fn number<const N: usize>(&mut self) -> Result<[u8; N]> {
        self.take(N)?.try_into().map_err(|_| broken())
    }

    fn u16(&mut self) -> Result<u16> {
        Ok(u16::from_be_bytes(self.number()?))
    }

    fn u32(&mut self) -> Result<usize> {
        Ok(u32::from_be_bytes(self.number()?) as usize)
    }

    /// A part that stands behind its length.
    fn counted(&mut self) -> Result<Bytes<'a>> {
        let length = self.u32()?;
        Ok(Bytes(self.take(length)?))
    }
}

/// Reads a file of version 1 with 8 bits a channel.
///
/// # Errors
/// `File` when it is no such file.
pub(super) fn read(bytes: &[u8]) -> Result<Found> {
    let mut file = Bytes(bytes);
    if file.take(6)? != b"8BPS\x00\x01" {
        return Err(broken());
    }
    file.take(6)?;
    file.u16()?;
    let (height, width) = (file.u32()?, file.u32()?);
    let cmyk = (file.u16()?, file.u16()?) == (8, 4);
    if width.checked_mul(height).is_none_or(|pixels| pixels > MOST_PIXELS) {
        return Err(broken());
    }
    file.counted()?;
    let (dpi, icc) = resources(file.counted()?)?;
    let layers = layers(file.counted()?.counted()?, [width, height])?;
    Ok(Found { width, height, cmyk, dpi, icc, layers })
}

fn resources(mut bytes: Bytes<'_>) -> Result<(f64, Vec<u8>)> {
    let (mut dpi, mut icc) = (0.0, Vec::new());
    while !bytes.0.is_empty() {
        bytes.take(4)?;
        let number = bytes.u16()?;
        let name = usize::from(bytes.number::<1>()?[0]);
        bytes.take((name + 1).next_multiple_of(2) - 1)?;
        let length = bytes.u32()?;
        let mut content = Bytes(bytes.take(length)?);
        if length % 2 == 1 && !bytes.0.is_empty() {
            bytes.take(1)?;
        }
        match number {
            RESOLUTION => dpi = content.u32()? as f64 / 65536.0,
            PROFILE => icc = content.0.to_vec(),
            _ => {}
        }
    }
    Ok((dpi, icc))
}

/// What stands of a layer before its pixels.
struct Record {
    name: String,
    hidden: bool,
    channels: Vec<(i16, usize)>,
}

fn layers(mut bytes: Bytes<'_>, size: [usize; 2]) -> Result<Vec<Layer>> {
    let count = usize::from(i16::from_be_bytes(bytes.number()?).unsigned_abs());
    if count > MOST_LAYERS {
        return Err(broken());
    }
    let records = (0..count).map(|_| record(&mut bytes, size)).collect::<Result<Vec<_>>>()?;
    records.into_iter().map(|record| layer(record, &mut bytes, size)).collect()
}

fn record(bytes: &mut Bytes<'_>, [width, height]: [usize; 2]) -> Result<Record> {
    let sides = [bytes.u32()?, bytes.u32()?, bytes.u32()?, bytes.u32()?];
    if sides != [0, 0, height, width] {
        return Err(broken());
    }
    let count = bytes.u16()?;
    let channel = |bytes: &mut Bytes<'_>| Ok((i16::from_be_bytes(bytes.number()?), bytes.u32()?));
    let channels = (0..count).map(|_| channel(bytes)).collect::<Result<Vec<_>>>()?;
    bytes.take(10)?;
    let hidden = bytes.number::<2>()?[0] & 2 == 2;
    let mut extra = bytes.counted()?;
    extra.counted()?;
    extra.counted()?;
    let length = usize::from(extra.number::<1>()?[0]);
    let name = String::from_utf8_lossy(extra.take(length)?).into_owned();
    Ok(Record { name, hidden, channels })
}

fn layer(record: Record, bytes: &mut Bytes<'_>, [width, height]: [usize; 2]) -> Result<Layer> {
    let mut inks = vec![[0_u8; 4]; width * height];
    let mut alpha = vec![255; width * height];
    for (number, length) in record.channels {
        let plane = plane(Bytes(bytes.take(length)?), [width, height])?;
        match usize::try_from(number) {
            Ok(ink) if ink < 4 => {
                for (inks, value) in inks.iter_mut().zip(plane) {
                    inks[ink] = 255 - value;
                }
            }
            Err(_) if number == -1 => alpha = plane,
            _ => return Err(broken()),
        }
    }
    Ok(Layer { name: record.name, inks, alpha, hidden: record.hidden })
}

/// A channel's samples, packed by `PackBits` row by row.
fn plane(mut bytes: Bytes<'_>, [width, height]: [usize; 2]) -> Result<Vec<u8>> {
    if bytes.u16()? != 1 {
        return Err(broken());
    }
    let lengths = (0..height).map(|_| bytes.u16().map(usize::from)).collect::<Result<Vec<_>>>()?;
    let mut plane = Vec::with_capacity(width * height);
    for (row, length) in lengths.into_iter().enumerate() {
        let mut packed = Bytes(bytes.take(length)?);
        while !packed.0.is_empty() {
            match packed.number::<1>()?[0] {
                count @ 0..=127 => plane.extend(packed.take(usize::from(count) + 1)?),
                128 => {}
                count => {
                    let [byte] = packed.number()?;
                    plane.extend(std::iter::repeat_n(byte, 257 - usize::from(count)));
                }
            }
        }
        if plane.len() != (row + 1) * width {
            return Err(broken());
        }
    }
    Ok(plane)
}

fn broken() -> Error {
    Error::new(ErrorCode::File, "this is no Photoshop file with layers", "Export it again.")
}
