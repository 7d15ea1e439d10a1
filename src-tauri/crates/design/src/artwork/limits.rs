//! What a picture from outside may ask of the machine, and why.
//!
//! A fuzzer is given less, so that it tries a thousand files while one large picture would be painted.

use crate::{Error, ErrorCode, Result};

/// Largest file read, in bytes: a full-page 600 dpi painting as PNG is about 40 MB.
pub const MAX_BYTES: usize = 64 << 20;

/// Most pixels decoded: 8,000 × 8,000. At 16 bits a channel that is 512 MB, and 256 MB more for its 8-bit
/// copy: the most that stays under 1 GB. A 100 mm charm at 600 dpi needs 6 million.
pub const MAX_PIXELS: u64 = if cfg!(fuzzing) { 1_000_000 } else { 64_000_000 };

/// Longest side kept, in pixels: 1,000 dpi on a 100 mm charm, beyond what any of our presses resolves.
/// Larger pictures are reduced to it, so that a picture at work holds 64 MB at most.
pub const WORKING_SIDE: u32 = if cfg!(fuzzing) { 256 } else { 4096 };

/// Longest side of the pixels that stand in for a drawing: 1,000 dpi on a 50 mm charm. Print and zoom draw
/// from the drawing itself.
pub const DRAWING_SIDE: u32 = if cfg!(fuzzing) { 64 } else { 2048 };

/// What decoders may allocate beside the picture: room for profiles and text chunks that unpack.
pub(super) const MAX_SIDE_ALLOCATION: u64 = 64 << 20;

/// Refuses files that are empty or larger than [`MAX_BYTES`].
pub(super) fn check_bytes(bytes: &[u8]) -> Result<()> {
    if bytes.is_empty() {
        return Err(Error::new(
            ErrorCode::Artwork,
            "The file is empty",
            "Export the picture again, or choose another file.",
        ));
    }
    if bytes.len() > MAX_BYTES {
        return Err(Error::new(
            ErrorCode::TooLarge,
            format!("The file has {} MB (at most {})", bytes.len() >> 20, MAX_BYTES >> 20),
            "Save the picture smaller: 4,096 pixels on the longest side are plenty.",
        ));
    }
    Ok(())
}

/// Refuses pictures with no pixels, or more than [`MAX_PIXELS`].
pub(super) fn check_pixels(width: u32, height: u32) -> Result<()> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        return Err(Error::new(
            ErrorCode::Artwork,
            format!("The picture is {width} × {height} pixels"),
            "Export the picture again with a width and a height.",
        ));
    }
    if pixels > MAX_PIXELS {
        return Err(Error::new(
            ErrorCode::TooLarge,
            format!("The picture is {width} × {height} pixels (at most {} million)", MAX_PIXELS / 1_000_000),
            "Save it smaller: 4,096 pixels on the longest side are plenty for a charm.",
        ));
    }
    Ok(())
}
