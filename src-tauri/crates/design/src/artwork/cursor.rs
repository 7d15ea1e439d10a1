//! Reading big-endian numbers from bytes that may end anywhere.

use crate::{Error, Result};

/// A place in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    /// What to say where they end too early.
    broken: fn() -> Error,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(bytes: &'a [u8], broken: fn() -> Error) -> Self {
        Cursor { bytes, broken }
    }

    /// The next bytes.
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or_else(self.broken)?;
        self.bytes = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let (taken, rest) = self.bytes.split_first_chunk::<N>().ok_or_else(self.broken)?;
        self.bytes = rest;
        Ok(*taken)
    }

    pub(super) fn u8(&mut self) -> Result<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    /// A number of so many bytes, eight at most.
    pub(super) fn number(&mut self, bytes: usize) -> Result<u64> {
        Ok(self.take(bytes)?.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte)))
    }

    pub(super) fn u16(&mut self) -> Result<u16> {
        self.array().map(u16::from_be_bytes)
    }

    pub(super) fn i16(&mut self) -> Result<i16> {
        self.array().map(i16::from_be_bytes)
    }

    pub(super) fn u32(&mut self) -> Result<u32> {
        self.array().map(u32::from_be_bytes)
    }

    pub(super) fn i32(&mut self) -> Result<i32> {
        self.array().map(i32::from_be_bytes)
    }

    pub(super) fn key(&mut self) -> Result<[u8; 4]> {
        self.array()
    }

    /// A block that says its length first.
    pub(super) fn block(&mut self) -> Result<&'a [u8]> {
        let length = self.u32()?;
        self.take(length as usize)
    }

    /// A text that says its length in one byte, the whole padded.
    pub(super) fn short_text(&mut self, padding: usize) -> Result<&'a [u8]> {
        let length = usize::from(self.u8()?);
        let text = self.take(length)?;
        let rest = (length + 1).next_multiple_of(padding) - length - 1;
        self.take(rest)?;
        Ok(text)
    }

    /// All that is left.
    pub(super) fn rest(self) -> &'a [u8] {
        self.bytes
    }

    pub(super) fn is_empty(self) -> bool {
        self.bytes.is_empty()
    }
}
