//! The samples of a channel, unpacked row by row.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::super::super::cursor::Cursor;
use super::super::super::pixels::high_byte;
use super::broken;
use super::sections::Rect;
use crate::Result;

/// A channel's rows, from the top.
pub(super) struct Plane<'a> {
    packing: Packing<'a>,
    depth: u16,
    /// A row as the file has it.
    raw: Vec<u8>,
}

enum Packing<'a> {
    Plain(Cursor<'a>),
    /// Runs; the lengths of the rows come first.
    Runs {
        lengths: Cursor<'a>,
        rows: Cursor<'a>,
    },
    Zipped {
        stream: Box<ZlibDecoder<&'a [u8]>>,
        predicted: bool,
    },
}

impl<'a> Plane<'a> {
    /// A channel that says itself how it is packed.
    pub(super) fn open(data: &'a [u8], rect: Rect, depth: u16) -> Result<Plane<'a>> {
        let mut cursor = Cursor::new(data, broken);
        let packing = match cursor.u16()? {
            0 => Packing::Plain(cursor),
            1 => {
                let lengths = Cursor::new(cursor.take(rect.height as usize * 2)?, broken);
                Packing::Runs { lengths, rows: cursor }
            }
            packed @ (2 | 3) => {
                Packing::Zipped { stream: Box::new(ZlibDecoder::new(cursor.rest())), predicted: packed == 3 }
            }
            _ => return Err(broken()),
        };
        Ok(Plane::new(packing, rect, depth))
    }

    fn new(packing: Packing<'a>, rect: Rect, depth: u16) -> Plane<'a> {
        Plane { packing, depth, raw: vec![0; rect.width as usize * usize::from(depth / 8)] }
    }

    /// The next row at 8 bits a sample.
    pub(super) fn next_row(&mut self, row: &mut [u8]) -> Result<()> {
        match &mut self.packing {
            Packing::Plain(rows) => {
                let plain = rows.take(self.raw.len())?;
                self.raw.copy_from_slice(plain);
            }
            Packing::Runs { lengths, rows } => {
                let packed = rows.take(usize::from(lengths.u16()?))?;
                unpack(packed, &mut self.raw)?;
            }
            Packing::Zipped { stream, predicted } => {
                stream.read_exact(&mut self.raw).map_err(|_| broken())?;
                if *predicted {
                    add_up(&mut self.raw, self.depth);
                }
            }
        }
        if self.depth == 8 {
            row.copy_from_slice(&self.raw);
        } else {
            for (sample, raw) in row.iter_mut().zip(self.raw.as_chunks::<2>().0) {
                *sample = high_byte(u16::from_be_bytes(*raw));
            }
        }
        Ok(())
    }
}

/// The channels of the merged picture, all packed the same way.
pub(super) fn merged(data: &[u8], rect: Rect, depth: u16, count: usize) -> Result<Vec<Plane<'_>>> {
    let mut cursor = Cursor::new(data, broken);
    let height = rect.height as usize;
    let row = rect.width as usize * usize::from(depth / 8);
    match cursor.u16()? {
        0 => (0..count)
            .map(|_| {
                Ok(Plane::new(Packing::Plain(Cursor::new(cursor.take(row * height)?, broken)), rect, depth))
            })
            .collect(),
        1 => {
            let mut lengths = Cursor::new(cursor.take(count * height * 2)?, broken);
            let mut planes = Vec::new();
            for _ in 0..count {
                let own = Cursor::new(lengths.take(height * 2)?, broken);
                let mut counted = own;
                let total = (0..height).map(|_| counted.u16().map(usize::from)).sum::<Result<usize>>()?;
                let rows = Cursor::new(cursor.take(total)?, broken);
                planes.push(Plane::new(Packing::Runs { lengths: own, rows }, rect, depth));
            }
            Ok(planes)
        }
        _ => Err(broken()),
    }
}

/// `PackBits`: runs of one byte, and bytes as they are.
fn unpack(packed: &[u8], row: &mut [u8]) -> Result<()> {
    let mut cursor = Cursor::new(packed, broken);
    let mut at = 0;
    while at < row.len() {
        let count = cursor.u8()?;
        match count {
            0..=127 => {
                let bytes = cursor.take(usize::from(count) + 1)?;
                row.get_mut(at..at + bytes.len()).ok_or_else(broken)?.copy_from_slice(bytes);
                at += bytes.len();
            }
            128 => {}
            129.. => {
                let length = 257 - usize::from(count);
                let byte = cursor.u8()?;
                row.get_mut(at..at + length).ok_or_else(broken)?.fill(byte);
                at += length;
            }
        }
    }
    Ok(())
}

/// Each sample of the row is kept as what it is more than the one before.
fn add_up(row: &mut [u8], depth: u16) {
    if depth == 8 {
        let mut before = 0_u8;
        for sample in row {
            before = before.wrapping_add(*sample);
            *sample = before;
        }
        return;
    }
    let mut before = 0_u16;
    for sample in row.as_chunks_mut::<2>().0 {
        before = before.wrapping_add(u16::from_be_bytes(*sample));
        *sample = before.to_be_bytes();
    }
}
