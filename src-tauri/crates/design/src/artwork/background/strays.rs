//! How far each pixel strays from the ground's colour.

use rayon::prelude::*;

use super::oklab::{Lab, ToLab, distances};
use super::smooth::Smooth;
use crate::artwork::Picture;

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
    /// The strays of every pixel.
    pub(super) fn of(picture: &Picture, ground: &Smooth) -> Strays {
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let mut steps = vec![0; width * height];
        let bands = steps.par_chunks_mut(width * BLOCK).zip(picture.rgba().par_chunks(width * BLOCK * 4));
        bands.enumerate().for_each(|(band, (steps, pixels))| {
            let middle = |block: usize| (block * BLOCK + BLOCK / 2) as f32;
            let colours: Vec<Lab> =
                (0..width.div_ceil(BLOCK)).map(|block| ground.at(middle(block), middle(band))).collect();
            for (steps, pixels) in steps.chunks_mut(width).zip(pixels.chunks(width * 4)) {
                stray_along(steps, pixels, &colours);
            }
        });
        Strays { width, height, steps }
    }

    /// The strays that `of_row` gives for each row of pixels.
    pub(super) fn of_rows(
        picture: &Picture,
        of_row: impl Fn(usize, &[[u8; 4]], &mut [f32]) + Sync,
    ) -> Strays {
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let mut steps = vec![0; width * height];
        let rows = steps.par_chunks_mut(width).zip(picture.rgba().par_chunks(width * 4)).enumerate();
        rows.for_each_init(
            || vec![0.0; width],
            |found, (y, (steps, pixels))| {
                of_row(y, pixels.as_chunks().0, found);
                steps.iter_mut().zip(found).for_each(|(step, found)| *step = (*found * STEPS) as u16);
            },
        );
        Strays { width, height, steps }
    }

    /// The grain of the ground along the border, and the share of the border that strays up to `near`.
    ///
    /// Half of the border's pixels of ground stray less than the median; for Gaussian noise in three channels
    /// the median distance is 1.54 standard deviations.
    pub(super) fn in_frame(&self, near: f32) -> (f32, f32) {
        let depth = (self.width.min(self.height) / 40).max(1);
        let at_end = |y: usize| y.min(self.height - 1 - y) < depth;
        let row = |y: usize| {
            let inner =
                if at_end(y) { 0..0 } else { depth.min(self.width)..self.width.saturating_sub(depth) };
            (0..self.width).filter(move |x| !inner.contains(x)).map(move |x| y * self.width + x)
        };
        let strays: Vec<f32> = (0..self.height).step_by(2).flat_map(row).map(|at| self.at(at)).collect();
        let mut ground: Vec<f32> = strays.iter().copied().filter(|&stray| stray <= near).collect();
        let share = ground.len() as f32 / strays.len().max(1) as f32;
        let middle = ground.len() / 2;
        if ground.is_empty() {
            return (f32::INFINITY, 0.0);
        }
        (*ground.select_nth_unstable_by(middle, f32::total_cmp).1 / 1.54, share)
    }

    /// Width and height in pixels.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    /// The pixel's distance from the ground.
    #[inline]
    pub(super) fn at(&self, pixel: usize) -> f32 {
        f32::from(self.steps[pixel]) / STEPS
    }

    /// Whether each pixel is within a tolerance.
    pub(super) fn alike(&self, tolerance: f32) -> Vec<bool> {
        let most = (tolerance * STEPS) as u16;
        self.steps.iter().map(|&steps| steps <= most).collect()
    }
}

/// The strays along a row, square by square. Runs of one colour are common in artwork: they cost a comparison.
fn stray_along(steps: &mut [u16], pixels: &[u8], colours: &[Lab]) {
    let to_lab = ToLab::new();
    let (pixels, _) = pixels.as_chunks::<4>();
    let mut last: Option<([u8; 4], Lab, u16)> = None;
    for ((steps, pixels), &colour) in steps.chunks_mut(BLOCK).zip(pixels.chunks(BLOCK)).zip(colours) {
        let first = pixels[0];
        if pixels.iter().any(|&pixel| pixel != first) {
            let found = distances::<BLOCK>(to_lab, pixels, colour);
            for (step, found) in steps.iter_mut().zip(found) {
                *step = (found * STEPS) as u16;
            }
            continue;
        }
        let known = last.filter(|&(pixel, ground, _)| {
            pixel == first && ground.map(f32::to_bits) == colour.map(f32::to_bits)
        });
        let step =
            known.map_or_else(|| (distances::<1>(to_lab, &[first], colour)[0] * STEPS) as u16, |l| l.2);
        last = Some((first, colour, step));
        steps.fill(step);
    }
}
