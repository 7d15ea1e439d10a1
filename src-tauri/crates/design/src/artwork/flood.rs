//! Where the ground lies: the pixels of its colour that the corners reach.

use super::region::Region;
use super::strays::Strays;

/// Where the ground lies.
///
/// The flood starts at the border and passes only through openings wider than the gap that a picture of its
/// size can have in its lines by accident, so that it does not run into a figure through a break in its
/// outline; then it fills up to the edge. Near edges that a compressor has ruffled, it takes what strays as
/// much as the ruffle does.
pub(super) fn ground_region(strays: &Strays, grain: f32) -> Region {
    let tolerance = (JUST_SEEN + 4.0 * grain).min(MOST_TOLERANCE);
    let (width, height) = strays.size();
    let gap = (width.max(height) / GAP_SHARE).max(1);
    let alike = Region::new(width, height, strays.alike(tolerance));
    let mut region = alike.shrunk(gap).joined_to_border(gap + FRAME);
    region.grow(gap, |pixel| alike.has(pixel));
    let ruffled = ruffle(strays);
    if ruffled > tolerance {
        region.grow(RUFFLED, |pixel| strays.at(pixel) <= ruffled);
    }
    region
}

/// `OKLab` distance below which colours pass as one: under the 0.02 that is just seen, so that an off-white
/// figure stands out from white.
const JUST_SEEN: f32 = 0.012;

/// Most tolerance, however coarse the grain: pastel pink is 0.07 from white.
const MOST_TOLERANCE: f32 = 0.05;

/// Openings narrower than twice this share of the picture's longest side are closed to the flood: twice
/// 3 pixels at 2,048, a pen's width in most drawings.
const GAP_SHARE: usize = 680;

/// How many pixels of frame a picture may have round its ground: scans and screenshots do.
const FRAME: usize = 2;

/// How far from an edge compression ruffles: a JPEG block.
const RUFFLED: usize = 8;

/// How much compression makes the ground stray beside strong edges: nineteen in twenty pixels stray less.
///
/// Nothing where the ground runs clean up to the edge, so that pale parts of clean art are never taken for
/// ruffle.
fn ruffle(strays: &Strays) -> f32 {
    let mut found = beside_strong_edges(strays);
    found.retain(|&stray| stray <= MOST_RUFFLE);
    let ground = found.iter().filter(|&&stray| stray <= JUST_SEEN);
    let astray = ground.clone().filter(|&&stray| stray > CLEAN).count();
    if astray as f32 <= ASTRAY_SHARE * ground.count() as f32 {
        return 0.0;
    }
    let twentieth = found.len() - 1 - found.len() / 20;
    *found.select_nth_unstable_by(twentieth, f32::total_cmp).1
}

/// The strays a few pixels beside strong edges, along some rows and columns of the picture.
fn beside_strong_edges(strays: &Strays) -> Vec<f32> {
    let (width, height) = strays.size();
    let mut found = Vec::new();
    let mut look = |line: &mut dyn FnMut(usize) -> f32, length: usize| {
        for at in 1..length {
            let (before, here) = (line(at - 1) > STRONG, line(at) > STRONG);
            let beside = match (before, here) {
                (true, false) => at + BESIDE.start..(at + BESIDE.end).min(length),
                (false, true) => (at - 1).saturating_sub(BESIDE.end - 1)..at.saturating_sub(BESIDE.start),
                (true, true) | (false, false) => continue,
            };
            found.extend(beside.map(&mut *line).filter(|&stray| stray <= STRONG));
        }
    };
    for y in (0..height).step_by(EVERY) {
        look(&mut |x| strays.at(y * width + x), width);
    }
    for x in (0..width).step_by(EVERY) {
        look(&mut |y| strays.at(y * width + x), height);
    }
    found
}

/// Which pixels beside an edge are looked at: past its own softness, within a JPEG block.
const BESIDE: std::ops::Range<usize> = 2..6;

/// One row and column in so many is looked at.
const EVERY: usize = 8;

/// Distance from the ground that makes a strong edge: compression ruffles a tenth to a fifth of it.
const STRONG: f32 = 0.2;

/// Strays up to this are the rounding of bytes.
const CLEAN: f32 = 0.002;

/// Share of the ground beside strong edges that must be astray for the picture to count as ruffled.
const ASTRAY_SHARE: f32 = 0.1;

/// Most that ruffle strays: JPEG at quality 60 with halved colour.
const MOST_RUFFLE: f32 = 0.08;
