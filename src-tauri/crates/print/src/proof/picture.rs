//! Pictures held against the pixels that were meant.

use std::io::Cursor;

use dangle_design::{Error, ErrorCode, Result};
use kurbo::Rect;

use super::line::{Proof, ProofCode, ProofLine};
use super::rules;
use crate::formats;
use crate::intent::Intent;

/// How far a picture's size may be off: resolutions are whole numbers a metre or an inch.
const SIZE_TOLERANCE_MM: f64 = 0.05;

/// Reads a PNG and holds it against its intent.
pub(super) fn prove_png(bytes: &[u8], intent: &Intent<'_>) -> Result<Proof> {
    let found = read_png(bytes)?;
    let meant = intent.plates.grid.frame();
    let lines = vec![size(found.size_mm, meant), colours(&found), pixels(&found.rgba, intent)];
    Ok(Proof { lines })
}

/// A PNG as it was found.
pub(super) struct Found {
    /// Width and height by its own resolution; `None` without one.
    size_mm: Option<[f64; 2]>,
    srgb: bool,
    kind: (png::ColorType, png::BitDepth),
    /// Its pixels, row by row.
    pub(super) rgba: Vec<u8>,
}

pub(super) fn read_png(bytes: &[u8]) -> Result<Found> {
    let broken = |error: png::DecodingError| {
        Error::new(ErrorCode::File, format!("this is no PNG: {error}"), "Export it again.")
    };
    let limits = png::Limits { bytes: 1 << 30 };
    let mut reader = png::Decoder::new_with_limits(Cursor::new(bytes), limits).read_info().map_err(broken)?;
    let mut rgba = vec![0; reader.output_buffer_size().unwrap_or_default()];
    let frame = reader.next_frame(&mut rgba).map_err(broken)?;
    let info = reader.info();
    let per_metre =
        info.pixel_dims.filter(|dims| dims.unit == png::Unit::Meter).map(|dims| [dims.xppu, dims.yppu]);
    let sides = [frame.width, frame.height];
    let mm = |axis: usize, per_metre: [u32; 2]| {
        f64::from(sides[axis]) / f64::from(per_metre[axis].max(1)) * 1000.0
    };
    Ok(Found {
        size_mm: per_metre.map(|dims| [mm(0, dims), mm(1, dims)]),
        srgb: info.srgb.is_some(),
        kind: (frame.color_type, frame.bit_depth),
        rgba,
    })
}

pub(super) fn size(found: Option<[f64; 2]>, meant: Rect) -> ProofLine {
    let say = |[width, height]: [f64; 2]| format!("{width:.3} × {height:.3} mm");
    let meant = [meant.width(), meant.height()];
    let near = |found: [f64; 2]| found.iter().zip(meant).all(|(a, b)| (a - b).abs() <= SIZE_TOLERANCE_MM);
    let passed = found.is_some_and(near);
    ProofLine::new(ProofCode::Boxes, passed, found.map_or("no resolution".into(), say), say(meant))
}

fn colours(found: &Found) -> ProofLine {
    let passed = found.srgb && found.kind == (png::ColorType::Rgba, png::BitDepth::Eight);
    let said = format!("{:?} {:?}{}", found.kind.0, found.kind.1, if found.srgb { ", sRGB" } else { "" });
    ProofLine::new(ProofCode::ColourSpaces, passed, said, "Rgba Eight, sRGB")
}

pub(super) fn pixels(rgba: &[u8], intent: &Intent<'_>) -> ProofLine {
    let meant = formats::png::pixels(intent);
    let same =
        rgba.as_chunks::<4>().0.iter().zip(meant.iter()).filter(|(found, meant)| found == meant).count();
    let off = meant.len().max(rgba.len() / 4) - same;
    let found = if off == 0 { "as meant".to_owned() } else { format!("{off} pixels off") };
    ProofLine::new(ProofCode::Picture, off == 0, found, "as meant")
}

/// Whether a picture lies where it was meant.
pub(super) fn placed(found: Rect, meant: Rect) -> ProofLine {
    let corners = |r: Rect| [r.x0, r.y0, r.x1, r.y1];
    let off = corners(found).into_iter().zip(corners(meant)).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    let passed = off <= SIZE_TOLERANCE_MM;
    let say = rules::size_mm;
    ProofLine::new(ProofCode::Boxes, passed, format!("{}, {off:.3} mm off", say(found)), say(meant))
}
