//! A ground that is one tile again and again: chequers that stand for see-through, stripes, dots, checks.
//!
//! The tile is the median of what the picture's frame shows at each place of it, so that a figure that
//! touches the frame does no harm. What strays from the tile at its own place is no ground, be it white
//! where the chequers have white elsewhere.

use super::frame::{DEEP, Frame};
use super::ground::deviation;
use super::oklab::{Lab, ToLab};
use super::period::Period;
use crate::artwork::Picture;

/// Longest period, as a share of the picture's shorter side: the frame must show the tile some times.
const LONGEST: usize = 5;

/// Most pixels of the frame that the tile is made from.
const MOST_SAMPLES: usize = 400_000;

/// Least difference in `OKLab` lightness or colour within a tile that makes a pattern.
const LEAST_CONTRAST: f32 = 0.015;

/// A tile, and how it is laid.
pub(super) struct Tiled {
    /// The periods along rows and columns, in pixels.
    pub(super) periods: [f32; 2],
    /// The tile in cells of about a pixel, row by row.
    width: usize,
    height: usize,
    colours: Vec<[u8; 3]>,
    /// The darkest and lightest, greenest and reddest, bluest and yellowest within a pixel of each cell:
    /// where the pattern has an edge, its pixels lie anywhere between.
    low: Vec<Lab>,
    high: Vec<Lab>,
}

impl Tiled {
    /// The tile that the picture's frame shows, if it shows one.
    pub(super) fn of(picture: &Picture) -> Option<Tiled> {
        let frame = Frame::of(picture, DEEP);
        let longest = picture.width().min(picture.height()) as usize / LONGEST;
        if longest < 4 {
            return None;
        }
        let (across, down) =
            rayon::join(|| Period::of(&frame.rows(), longest), || Period::of(&frame.columns(), longest));
        let (across, down) = (across?, down?);
        if across == Period::Plain && down == Period::Plain {
            return None;
        }
        let periods = [across.pixels(), down.pixels()];
        let [width, height] = periods.map(|period| (period.round() as usize).max(1));
        let mut tiled =
            Tiled { periods, width, height, colours: Vec::new(), low: Vec::new(), high: Vec::new() };
        tiled.colours = tiled.medians(&frame)?;
        tiled.loosen();
        (tiled.contrast() >= LEAST_CONTRAST).then_some(tiled)
    }

    /// The colour the ground has at a pixel.
    pub(super) fn colour(&self, x: usize, y: usize) -> [u8; 3] {
        self.colours[self.cell(x, y)]
    }

    /// The cell at each column of a row, for [`Tiled::stray`].
    pub(super) fn columns(&self, width: usize) -> Vec<usize> {
        (0..width).map(|x| phase(x, self.periods[0], self.width)).collect()
    }

    /// The first cell of a row of the picture.
    pub(super) fn row(&self, y: usize) -> usize {
        phase(y, self.periods[1], self.height) * self.width
    }

    /// How far a colour strays from what the tile has in a cell.
    #[inline]
    pub(super) fn stray(&self, cell: usize, colour: Lab) -> f32 {
        let (low, high) = (self.low[cell], self.high[cell]);
        let mut sum = 0.0;
        for channel in 0..3 {
            let off = (low[channel] - colour[channel]).max(colour[channel] - high[channel]).max(0.0);
            sum += off * off;
        }
        sum.sqrt()
    }

    fn cell(&self, x: usize, y: usize) -> usize {
        self.row(y) + phase(x, self.periods[0], self.width)
    }

    /// The median colour of the frame's pixels in each cell; `None` when a cell has none.
    fn medians(&self, frame: &Frame<'_>) -> Option<Vec<[u8; 3]>> {
        let least = self.width.max(self.height);
        let pixels = frame.pixels(least, MOST_SAMPLES);
        let mut samples: Vec<(u32, [u8; 3])> =
            pixels.map(|(x, y, colour)| (self.cell(x, y) as u32, colour)).collect();
        samples.sort_unstable_by_key(|sample| sample.0);
        let mut medians: Vec<Option<[u8; 3]>> = vec![None; self.width * self.height];
        for same in samples.chunk_by(|one, other| one.0 == other.0) {
            medians[same[0].0 as usize] = Some(median(same));
        }
        medians.into_iter().collect()
    }

    fn loosen(&mut self) {
        let to_lab = ToLab::new();
        let labs: Vec<Lab> = self.colours.iter().map(|&colour| to_lab.of(colour)).collect();
        for y in 0..self.height {
            for x in 0..self.width {
                let (mut low, mut high) = ([f32::INFINITY; 3], [f32::NEG_INFINITY; 3]);
                for (dx, dy) in (0..9).map(|at| (at % 3, at / 3)) {
                    let column = (x + self.width + dx - 1) % self.width;
                    let row = (y + self.height + dy - 1) % self.height;
                    let near = labs[row * self.width + column];
                    low = std::array::from_fn(|channel| low[channel].min(near[channel]));
                    high = std::array::from_fn(|channel| high[channel].max(near[channel]));
                }
                self.low.push(low);
                self.high.push(high);
            }
        }
    }

    /// The standard deviation of the tile's colours.
    pub(super) fn spread(&self) -> f32 {
        let to_lab = ToLab::new();
        deviation(self.colours.iter().map(|&colour| to_lab.of(colour)))
    }

    /// The widest range that the tile's colours have in a channel.
    fn contrast(&self) -> f32 {
        let range = |channel: usize| {
            let low = self.low.iter().map(|colour| colour[channel]).fold(f32::INFINITY, f32::min);
            let high = self.high.iter().map(|colour| colour[channel]).fold(f32::NEG_INFINITY, f32::max);
            high - low
        };
        range(0).max(range(1)).max(range(2))
    }
}

fn phase(at: usize, period: f32, cells: usize) -> usize {
    let turns = (at as f32 + 0.5) / period;
    (((turns - turns.floor()) * cells as f32) as usize).min(cells - 1)
}

fn median(samples: &[(u32, [u8; 3])]) -> [u8; 3] {
    std::array::from_fn(|channel| {
        let mut levels: Vec<u8> = samples.iter().map(|(_, colour)| colour[channel]).collect();
        let middle = levels.len() / 2;
        *levels.select_nth_unstable(middle).1
    })
}
