//! Where the ground lies: the pixels of its colour that the corners reach.

use super::leaks::leaks;
use super::region::Region;
use super::strays::Strays;

/// A flood of the ground's colour.
///
/// It starts at the border and passes only through openings wider than the gap that a picture of its size
/// can have in its lines by accident, so that it does not run into a figure through a break in its outline.
pub(super) struct Flood<'a> {
    strays: &'a Strays,
    tolerance: f32,
    gap: usize,
    alike: Region,
    /// What is alike and far enough from what is not for the flood to pass.
    open: Region,
    reached: Region,
}

impl<'a> Flood<'a> {
    /// The flood through all that strays up to `tolerance`.
    pub(super) fn of(strays: &'a Strays, tolerance: f32) -> Self {
        let (width, height) = strays.size();
        let gap = (width.max(height) / GAP_SHARE).max(1);
        let alike = Region::new(width, height, strays.alike(tolerance));
        let open = alike.shrunk(gap);
        let reached = open.joined_to_border(gap + FRAME);
        Flood { strays, tolerance, gap, alike, open, reached }
    }

    /// What is alike but enclosed by what is not, part by part.
    pub(super) fn enclosed(&self) -> Vec<Vec<usize>> {
        let least = self.gap * self.gap;
        self.open.parts_without(&self.reached, least)
    }

    /// The pixels of the region where the flood seems to have run into a figure by a wide gap in its outline.
    pub(super) fn leaks(&self, region: &Region) -> Vec<usize> {
        let narrow = WIDE_GAPS * self.gap;
        let mut outer = self.alike.shrunk(narrow).joined_to_border(narrow + FRAME);
        outer.grow(narrow - self.gap + 1, |pixel| self.reached.has(pixel));
        leaks(region, &self.reached, &outer, 16 * narrow * narrow, self.gap)
    }

    /// Lets the flood rise at more places.
    pub(super) fn rise_at(&mut self, places: Vec<usize>) {
        if !places.is_empty() {
            self.reached = self.open.reached_from(places).and(&self.reached);
        }
    }

    /// Where the ground lies: all that the flood reached, filled up to the edge. Near edges that a compressor
    /// has ruffled, it takes what strays as much as the ruffle does.
    pub(super) fn region(&self) -> Region {
        let mut region = self.reached.clone();
        region.grow(self.gap, |pixel| self.alike.has(pixel));
        let ruffled = ruffle(self.strays);
        if ruffled > self.tolerance {
            region.grow(RUFFLED, |pixel| self.strays.at(pixel) <= ruffled);
        }
        region
    }
}

/// Openings narrower than twice this share of the picture's longest side are closed to the flood: twice
/// 3 pixels at 2,048, a pen's width in most drawings.
const GAP_SHARE: usize = 680;

/// Gaps so many times as wide as those that are always closed are suspected.
const WIDE_GAPS: usize = 10;

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

/// `OKLab` distance below which colours pass as one.
const JUST_SEEN: f32 = 0.012;

/// Strays up to this are the rounding of bytes.
const CLEAN: f32 = 0.002;

/// Share of the ground beside strong edges that must be astray for the picture to count as ruffled.
const ASTRAY_SHARE: f32 = 0.1;

/// Most that ruffle strays: JPEG at quality 60 with halved colour.
const MOST_RUFFLE: f32 = 0.08;
