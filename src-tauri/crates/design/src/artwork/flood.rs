//! Where the ground lies: the pixels of its colour that the border reaches.

use rayon::prelude::*;

use super::Picture;
use super::ground::Ground;
use super::oklab::{ToLab, distance};

/// Steps a unit of `OKLab` distance is kept in.
const STEPS: f32 = 20_000.0;

/// Pixels a side of the squares in which the ground counts as one colour: a ground that runs through the
/// whole gamut across a picture changes by less than one step of a byte in them.
const BLOCK: usize = 16;

/// How far each pixel strays from the ground's colour.
pub(super) struct Strays {
    width: usize,
    height: usize,
    steps: Vec<u16>,
}

impl Strays {
    pub(super) fn of(picture: &Picture, ground: &Ground) -> Strays {
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let mut steps = vec![0; width * height];
        let bands = steps.par_chunks_mut(width * BLOCK).zip(picture.rgba().par_chunks(width * BLOCK * 4));
        bands.enumerate().for_each(|(band, (steps, pixels))| {
            let middle = |block: usize| (block * BLOCK + BLOCK / 2) as f32;
            let colours: Vec<_> =
                (0..width.div_ceil(BLOCK)).map(|block| ground.at(middle(block), middle(band))).collect();
            for (steps, pixels) in steps.chunks_mut(width).zip(pixels.chunks(width * 4)) {
                stray_along(steps, pixels, &colours);
            }
        });
        Strays { width, height, steps }
    }

    /// The pixel's distance from the ground.
    #[inline]
    pub(super) fn at(&self, pixel: usize) -> f32 {
        f32::from(self.steps[pixel]) / STEPS
    }

    fn within(&self, tolerance: f32) -> impl Fn(usize) -> bool + Sync + '_ {
        let most = (tolerance * STEPS) as u16;
        move |pixel| self.steps[pixel] <= most
    }
}

fn stray_along(steps: &mut [u16], pixels: &[u8], colours: &[super::oklab::Lab]) {
    let to_lab = ToLab::new();
    for ((steps, pixels), &colour) in steps.chunks_mut(BLOCK).zip(pixels.chunks(BLOCK * 4)).zip(colours) {
        // Runs of one colour are common in artwork, and cost nothing then.
        let mut last = ([0; 4], (distance(to_lab.of([0; 3]), colour) * STEPS) as u16);
        for (step, &pixel) in steps.iter_mut().zip(pixels.as_chunks::<4>().0) {
            if pixel != last.0 {
                let [r, g, b, _] = pixel;
                last = (pixel, (distance(to_lab.of([r, g, b]), colour) * STEPS) as u16);
            }
            *step = last.1;
        }
    }
}

/// A set of pixels.
#[derive(Clone)]
pub(super) struct Region {
    width: usize,
    height: usize,
    inside: Vec<bool>,
}

impl Region {
    #[inline]
    pub(super) fn has(&self, pixel: usize) -> bool {
        self.inside[pixel]
    }

    /// How many pixels the picture has.
    pub(super) fn size(&self) -> usize {
        self.inside.len()
    }

    /// How many pixels are in it.
    pub(super) fn count(&self) -> usize {
        self.inside.par_iter().filter(|&&inside| inside).count()
    }

    /// The pixels within `reach` of a pixel, along rows and columns.
    pub(super) fn around(&self, pixel: usize, reach: usize) -> impl Iterator<Item = usize> + use<> {
        let (x, y, width) = (pixel % self.width, pixel / self.width, self.width);
        let columns = x.saturating_sub(reach)..(x + reach + 1).min(width);
        let rows = y.saturating_sub(reach)..(y + reach + 1).min(self.height);
        rows.flat_map(move |y| columns.clone().map(move |x| y * width + x))
    }

    /// The pixels outside that touch the region, in reading order.
    pub(super) fn rim(&self) -> Vec<usize> {
        let rows = (0..self.height).into_par_iter().flat_map_iter(|y| {
            let row = y * self.width..(y + 1) * self.width;
            row.filter(|&pixel| !self.has(pixel) && self.around(pixel, 1).any(|beside| self.has(beside)))
        });
        rows.collect()
    }

    /// Grows the region by up to `layers` pixels, into pixels that are `allowed`.
    fn grow(&mut self, layers: usize, allowed: impl Fn(usize) -> bool) {
        let mut rim = self.rim();
        for _ in 0..layers {
            rim.retain(|&pixel| allowed(pixel));
            for &pixel in &rim {
                self.inside[pixel] = true;
            }
            rim = self.next_rim(&rim);
        }
    }

    fn next_rim(&self, rim: &[usize]) -> Vec<usize> {
        let touching = rim.iter().flat_map(|&pixel| self.around(pixel, 1));
        let mut next: Vec<usize> = touching.filter(|&pixel| !self.has(pixel)).collect();
        next.sort_unstable();
        next.dedup();
        next
    }

    /// The region without the pixels that lie within `by` rows and columns of one outside.
    ///
    /// Beyond the picture counts as inside.
    fn shrunk(&self, by: usize) -> Region {
        let mut along_rows = vec![false; self.inside.len()];
        let rows = along_rows.par_chunks_mut(self.width).zip(self.inside.par_chunks(self.width));
        rows.for_each(|(target, source)| {
            let mut since = by;
            for (target, &source) in target.iter_mut().zip(source) {
                *target = still_inside(&mut since, source, by);
            }
            since = by;
            for (target, &source) in target.iter_mut().zip(source).rev() {
                *target &= still_inside(&mut since, source, by);
            }
        });
        let mut inside = along_rows.clone();
        let mut sweep = |rows: &mut dyn Iterator<Item = usize>| {
            let mut since = vec![by; self.width];
            for y in rows {
                let row = y * self.width..(y + 1) * self.width;
                let columns = inside[row.clone()].iter_mut().zip(&along_rows[row]).zip(&mut since);
                for ((target, &source), since) in columns {
                    *target &= still_inside(since, source, by);
                }
            }
        };
        sweep(&mut (0..self.height));
        sweep(&mut (0..self.height).rev());
        Region { inside, ..*self }
    }

    /// What of the region the picture's corners reach, if they reach any; else what its border does.
    ///
    /// A patch of ground at one side, away from the corners, is as likely a white shirt that the picture cuts
    /// off as ground between two legs: it stays. Corners and border are `depth` pixels deep.
    fn joined_to_border(&self, depth: usize) -> Region {
        let in_corner = |x: usize, y: usize| {
            x.min(self.width - 1 - x) <= depth && y.min(self.height - 1 - y) <= depth
        };
        let in_border = |x: usize, y: usize| {
            x.min(self.width - 1 - x) <= depth || y.min(self.height - 1 - y) <= depth
        };
        let reached = self.reached_from(in_corner);
        if reached.inside.contains(&true) { reached } else { self.reached_from(in_border) }
    }

    fn reached_from(&self, starts: impl Fn(usize, usize) -> bool) -> Region {
        let mut reached = Region { inside: vec![false; self.inside.len()], ..*self };
        let begins = |pixel: &usize| starts(pixel % self.width, pixel / self.width);
        let mut open: Vec<usize> = (0..self.inside.len()).filter(begins).collect();
        while let Some(pixel) = open.pop() {
            if self.has(pixel) && !reached.has(pixel) {
                self.fill_run(pixel, &mut reached, &mut open);
            }
        }
        reached
    }

    /// Marks the run of a row that `pixel` lies in, and notes where the rows beside it go on.
    fn fill_run(&self, pixel: usize, reached: &mut Region, open: &mut Vec<usize>) {
        let row = pixel / self.width * self.width;
        let from = (row..pixel).rev().take_while(|&at| self.has(at)).last().unwrap_or(pixel);
        let to = (pixel..row + self.width).take_while(|&at| self.has(at)).last().unwrap_or(pixel);
        reached.inside[from..=to].fill(true);
        let above = row.checked_sub(self.width);
        let below = Some(row + self.width).filter(|&below| below < self.inside.len());
        for beside in [above, below].into_iter().flatten() {
            let mut in_run = false;
            for at in from - row + beside..=to - row + beside {
                let goes_on = self.has(at) && !reached.has(at);
                if goes_on && !in_run {
                    open.push(at);
                }
                in_run = goes_on;
            }
        }
    }
}

/// One step of a sweep: whether the last pixel outside lies more than `by` back.
#[inline]
fn still_inside(since: &mut usize, inside: bool, by: usize) -> bool {
    *since = if inside { *since + 1 } else { 0 };
    *since > by
}

/// Where the ground lies.
///
/// The flood starts at the border and passes only through openings wider than the gap that a picture of its
/// size can have in its lines by accident, so that it does not run into a figure through a break in its
/// outline; then it fills up to the edge. Near edges that a compressor has ruffled, it takes what strays as
/// much as the ruffle does.
pub(super) fn ground_region(strays: &Strays, grain: f32) -> Region {
    let tolerance = (JUST_SEEN + 4.0 * grain).min(MOST_TOLERANCE);
    let near = strays.within(tolerance);
    let (width, height) = (strays.width, strays.height);
    let gap = (width.max(height) / GAP_SHARE).max(1);
    let alike = Region { width, height, inside: (0..width * height).into_par_iter().map(&near).collect() };
    let mut region = alike.shrunk(gap).joined_to_border(gap + FRAME);
    region.grow(gap, near);
    let ruffled = ruffle(strays, &region);
    if ruffled > tolerance {
        region.grow(RUFFLED, strays.within(ruffled));
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
fn ruffle(strays: &Strays, region: &Region) -> f32 {
    let strong: Vec<bool> = strays.steps.iter().map(|&steps| f32::from(steps) > STRONG * STEPS).collect();
    let mut edge = Region { inside: strong, ..*region };
    edge.grow(2, |_| true);
    let mut beside = edge.clone();
    beside.grow(RUFFLED / 2, |_| true);
    let ring: Vec<usize> = (0..region.size()).filter(|&at| beside.has(at) && !edge.has(at)).collect();
    let ground = ring.iter().filter(|&&at| region.has(at));
    let astray = ground.clone().filter(|&&at| strays.at(at) > CLEAN).count();
    if astray as f32 <= ASTRAY_SHARE * ground.count() as f32 {
        return 0.0;
    }
    let mut found: Vec<f32> =
        ring.iter().map(|&at| strays.at(at)).filter(|&stray| stray <= MOST_RUFFLE).collect();
    let twentieth = found.len() - 1 - found.len() / 20;
    *found.select_nth_unstable_by(twentieth, f32::total_cmp).1
}

/// Distance from the ground that makes a strong edge: compression ruffles a tenth to a fifth of it.
const STRONG: f32 = 0.2;

/// Strays up to this are the rounding of bytes.
const CLEAN: f32 = 0.002;

/// Share of the ground beside strong edges that must be astray for the picture to count as ruffled.
const ASTRAY_SHARE: f32 = 0.1;

/// Most that ruffle strays: JPEG at quality 60 with halved colour.
const MOST_RUFFLE: f32 = 0.08;
