//! The parts of a TIFF that a print needs: size, resolution, profile, names and samples of its channels.
//!
//! The decoder beside the writer leaves channels out that lie behind the inks, and those are the white.

use std::io::Read;

use dangle_design::{Error, ErrorCode, Result};
use flate2::read::ZlibDecoder;

/// Most samples that are read.
const MOST_SAMPLES: usize = 1 << 30;
/// Most entries of a directory and values of an entry that are read, profiles among them.
const MOST_VALUES: usize = 1 << 24;

/// A TIFF as it was found.
pub(super) struct Found {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Samples a pixel.
    pub(super) channels: usize,
    /// 8 bits each, separated, one beside the other.
    pub(super) inks: bool,
    /// Pixels an inch; zero where the file says none.
    pub(super) dpi: f64,
    pub(super) icc: Vec<u8>,
    /// Photoshop's image resources.
    pub(super) photoshop: Vec<u8>,
    pub(super) samples: Vec<u8>,
}

/// An entry of the directory: its type, and the bytes of its values.
struct Entry<'a> {
    kind: u16,
    bytes: &'a [u8],
}

impl Entry<'_> {
    fn numbers(&self) -> Vec<usize> {
        match self.kind {
            3 => self.bytes.as_chunks::<2>().0.iter().map(|b| usize::from(u16::from_le_bytes(*b))).collect(),
            4 => self.bytes.as_chunks::<4>().0.iter().map(|b| u32::from_le_bytes(*b) as usize).collect(),
            _ => self.bytes.iter().map(|&byte| usize::from(byte)).collect(),
        }
    }

    fn ratio(&self) -> Option<f64> {
        let [n, d] = *self.bytes.as_chunks::<4>().0.first_chunk::<2>()?;
        let (n, d) = (u32::from_le_bytes(n), u32::from_le_bytes(d));
        (self.kind == 5 && d > 0).then(|| f64::from(n) / f64::from(d))
    }
}

/// Reads the first picture of a little-endian TIFF.
///
/// # Errors
/// `File` when it is no such file.
pub(super) fn read(bytes: &[u8]) -> Result<Found> {
    if !bytes.starts_with(b"II*\0") {
        return Err(broken());
    }
    let directory = Directory { bytes, at: u32_at(bytes, 4)? };
    let one = |tag: u16| -> Result<usize> {
        directory.find(tag)?.and_then(|entry| entry.numbers().first().copied()).ok_or_else(broken)
    };
    let (width, height, channels) = (one(256)?, one(257)?, one(277)?);
    let inks =
        one(262)? == 5 && one(284).unwrap_or(1) == 1 && directory.all(258)?.iter().all(|&bits| bits == 8);
    let taken = |tag: u16| Ok(directory.find(tag)?.map(|entry| entry.bytes.to_vec()).unwrap_or_default());
    let dpi = directory.find(282)?.and_then(|entry| entry.ratio()).unwrap_or_default();
    let samples = samples(&directory, [width, height, channels], one(259)?)?;
    Ok(Found { width, height, channels, inks, dpi, icc: taken(34675)?, photoshop: taken(34377)?, samples })
}

fn samples(directory: &Directory<'_>, size: [usize; 3], compression: usize) -> Result<Vec<u8>> {
    let expected = size[0].checked_mul(size[1]).and_then(|pixels| pixels.checked_mul(size[2]));
    let expected = expected.filter(|count| *count <= MOST_SAMPLES).ok_or_else(broken)?;
    let mut samples = Vec::new();
    for (at, length) in directory.all(273)?.into_iter().zip(directory.all(279)?) {
        let strip = directory.bytes.get(at..).and_then(|rest| rest.get(..length)).ok_or_else(broken)?;
        let room = (expected - samples.len()) as u64;
        match compression {
            1 => samples.extend(strip),
            8 | 32946 => {
                ZlibDecoder::new(strip).take(room + 1).read_to_end(&mut samples).map_err(|_| broken())?;
            }
            _ => return Err(broken()),
        }
        if samples.len() > expected {
            return Err(broken());
        }
    }
    Ok(samples)
}

struct Directory<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Directory<'a> {
    fn find(&self, wanted: u16) -> Result<Option<Entry<'a>>> {
        let count = usize::from(u16_at(self.bytes, self.at)?);
        for entry in (0..count).map(|entry| self.at + 2 + entry * 12) {
            if u16_at(self.bytes, entry)? == wanted {
                return self.entry(entry).map(Some);
            }
        }
        Ok(None)
    }

    fn entry(&self, at: usize) -> Result<Entry<'a>> {
        let (kind, count) = (u16_at(self.bytes, at + 2)?, u32_at(self.bytes, at + 4)?);
        let size = match kind {
            3 => 2,
            4 => 4,
            5 => 8,
            _ => 1,
        };
        let length = Some(count).filter(|count| *count <= MOST_VALUES).ok_or_else(broken)? * size;
        let from = if length <= 4 { at + 8 } else { u32_at(self.bytes, at + 8)? };
        let bytes = self.bytes.get(from..).and_then(|rest| rest.get(..length)).ok_or_else(broken)?;
        Ok(Entry { kind, bytes })
    }

    fn all(&self, tag: u16) -> Result<Vec<usize>> {
        Ok(self.find(tag)?.map(|entry| entry.numbers()).unwrap_or_default())
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16> {
    let found = bytes.get(at..).and_then(|rest| rest.first_chunk::<2>()).ok_or_else(broken)?;
    Ok(u16::from_le_bytes(*found))
}

fn u32_at(bytes: &[u8], at: usize) -> Result<usize> {
    let found = bytes.get(at..).and_then(|rest| rest.first_chunk::<4>()).ok_or_else(broken)?;
    Ok(u32::from_le_bytes(*found) as usize)
}

fn broken() -> Error {
    Error::new(ErrorCode::File, "this is no TIFF of inks", "Export it again.")
}
