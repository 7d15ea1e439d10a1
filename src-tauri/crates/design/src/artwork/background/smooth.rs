//! The ground behind the artwork: one colour, or one that changes gently across the picture.
//!
//! Estimated from a coarse picture: first on its border alone, where ground is likeliest; then, where the
//! ground is no single colour, again on all that the border's model reaches, so that the model need not
//! guess the middle from the rim.

use super::oklab::{Lab, ToLab, distance};
use super::polynomial::{Polynomial, fit};
use crate::artwork::Picture;

/// Cells along the longest side of the coarse picture: fine enough that outlines still part inside from
/// outside, coarse enough to be nothing in time.
const CELLS: usize = 256;

/// Distance within which a border cell counts as ground while the ground is still being guessed.
const NEAR: f32 = 0.03;

/// Least share of the border that must be ground: a bust cut off by two sides leaves about two thirds,
/// landscapes with a clear sky half.
pub(super) const LEAST_BORDER: f32 = 0.6;

/// A richer model must explain this much more of the border to be believed.
const WORTH: f32 = 0.04;

/// Grain above which a ground is a texture or a photograph, not flat.
pub(super) const MOST_GRAIN: f32 = 0.02;

/// The colour of the ground everywhere, and how far pixels of it stray.
pub(super) struct Smooth {
    colour: Polynomial,
    /// Standard deviation of the ground's pixels about its colour.
    pub(super) grain: f32,
    width: f32,
    height: f32,
}

impl Smooth {
    /// What comes nearest to a ground, and the share of the border that it explains.
    pub(super) fn at_border(picture: &Picture) -> (Smooth, f32) {
        let coarse = Coarse::of(picture);
        let border: Vec<Cell> = coarse.border().map(|at| coarse.cell(at)).collect();
        let (mut colour, share) = of_border(&border);
        if colour.degree() > 0 && share >= LEAST_BORDER {
            colour = coarse.refined(colour);
        }
        let (width, height) = (picture.width() as f32, picture.height() as f32);
        let mut ground = Smooth { colour, grain: 0.0, width, height };
        ground.grain = ground.grain_at_border(picture);
        (ground, share)
    }

    /// Whether figures seldom have its colour: neither white nor black nor grey, or changing.
    pub(super) fn is_telling(&self) -> bool {
        /// Chroma from which a colour is no white, grey or black.
        const COLOURED: f32 = 0.035;
        /// Difference between the ground's corners that makes it a changing one.
        const CHANGING: f32 = 0.05;
        let corners = [(-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0), (0.0, 0.0)];
        let colours = corners.map(|(u, v)| self.colour.at(u, v));
        let coloured = colours.iter().all(|[_, a, b]| a.hypot(*b) >= COLOURED);
        coloured || colours.iter().any(|&colour| distance(colour, colours[0]) >= CHANGING)
    }

    /// The ground's colour at a place in pixels.
    pub(super) fn at(&self, x: f32, y: f32) -> Lab {
        self.colour.at(2.0 * x / self.width - 1.0, 2.0 * y / self.height - 1.0)
    }

    /// Half of all border pixels of ground stray less than the median; for Gaussian noise in three channels
    /// the median distance is 1.54 standard deviations.
    fn grain_at_border(&self, picture: &Picture) -> f32 {
        let to_lab = ToLab::new();
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let step = ((width + height) / 512).max(1);
        let across = (0..width).step_by(step).flat_map(|x| [(x, 0), (x, height - 1)]);
        let down = (0..height).step_by(step).flat_map(|y| [(0, y), (width - 1, y)]);
        let mut strays: Vec<f32> = across
            .chain(down)
            .map(|(x, y)| distance(to_lab.of(rgb(picture, x, y)), self.at(x as f32 + 0.5, y as f32 + 0.5)))
            .filter(|&stray| stray <= 2.0 * NEAR)
            .collect();
        strays.sort_by(f32::total_cmp);
        strays.get(strays.len() / 2).map_or(f32::INFINITY, |median| median / 1.54)
    }
}

/// The simplest model that explains the border: one colour, a slope, or a bend.
fn of_border(border: &[Cell]) -> (Polynomial, f32) {
    let mut model = Polynomial::constant(commonest(border));
    let mut best = (share(border, &model), model.clone());
    for degree in 1..=2 {
        for spread in [0.12, 0.08, 0.05, 0.03, 0.02, 0.02] {
            model = fit(degree, border.iter().map(|cell| cell.weighed(&model, spread)));
        }
        let explained = share(border, &model);
        if explained > best.0 + WORTH {
            best = (explained, model.clone());
        }
    }
    (best.1, best.0)
}

/// The colour that most border cells are near.
fn commonest(border: &[Cell]) -> Lab {
    let near = |colour: Lab| border.iter().filter(|cell| distance(cell.colour, colour) < NEAR).count();
    let candidates = border.iter().step_by((border.len() / 64).max(1));
    let Some(centre) = candidates.max_by_key(|cell| near(cell.colour)) else { return [0.0; 3] };
    let centre = centre.colour;
    let alike = border.iter().filter(|cell| distance(cell.colour, centre) < NEAR);
    let (sum, count) = alike.fold(([0.0; 3], 0.0), |(sum, count), cell| {
        (std::array::from_fn(|channel| sum[channel] + cell.colour[channel]), count + 1.0)
    });
    sum.map(|channel| channel / count)
}

fn share(border: &[Cell], model: &Polynomial) -> f32 {
    let near = border.iter().filter(|cell| cell.stray(model) < NEAR).count();
    near as f32 / border.len().max(1) as f32
}

/// A patch of the picture: its place from -1 to 1 each way, and its mean colour.
#[derive(Clone, Copy)]
struct Cell {
    u: f32,
    v: f32,
    colour: Lab,
}

impl Cell {
    fn stray(&self, model: &Polynomial) -> f32 {
        distance(self.colour, model.at(self.u, self.v))
    }

    /// The cell with the weight it has in a robust fit: cells far from the model hardly count.
    fn weighed(&self, model: &Polynomial, spread: f32) -> (f32, f32, Lab, f32) {
        let stray = self.stray(model) / spread;
        let weight = 1.0 / (1.0 + stray * stray);
        (self.u, self.v, self.colour, weight * weight)
    }
}

/// The picture in cells of some pixels each.
struct Coarse {
    across: usize,
    down: usize,
    cells: Vec<Cell>,
}

impl Coarse {
    fn of(picture: &Picture) -> Coarse {
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let side = width.max(height).div_ceil(CELLS);
        let (across, down) = (width.div_ceil(side), height.div_ceil(side));
        let to_lab = ToLab::new();
        let mut cells = Vec::with_capacity(across * down);
        for row in 0..down {
            let ys = row * side..((row + 1) * side).min(height);
            for column in 0..across {
                let xs = column * side..((column + 1) * side).min(width);
                let middle = |range: &std::ops::Range<usize>, length: usize| {
                    (range.start + range.end) as f32 / length as f32 - 1.0
                };
                let (u, v) = (middle(&xs, width), middle(&ys, height));
                cells.push(Cell { u, v, colour: to_lab.of(mean(picture, xs, ys.clone())) });
            }
        }
        Coarse { across, down, cells }
    }

    fn cell(&self, at: usize) -> Cell {
        self.cells[at]
    }

    fn border(&self) -> impl Iterator<Item = usize> + '_ {
        let is_border = |at: &usize| {
            let (x, y) = (at % self.across, at / self.across);
            x == 0 || y == 0 || x + 1 == self.across || y + 1 == self.down
        };
        (0..self.cells.len()).filter(is_border)
    }

    /// The model, fitted again to everything it reaches from the border, until it reaches no further.
    fn refined(&self, border_model: Polynomial) -> Polynomial {
        let mut model = border_model;
        let mut reached = self.reached(&model);
        for degree in [2, 3, 4, 4, 4] {
            let cells = reached.iter().map(|&at| self.cells[at].weighed(&model, 0.02));
            let next = fit(degree, cells);
            let further = self.reached(&next);
            if further.len() < reached.len() {
                break;
            }
            (model, reached) = (next, further);
        }
        model
    }

    /// The cells that are near the model and joined to the border by such cells.
    fn reached(&self, model: &Polynomial) -> Vec<usize> {
        let mut seen = vec![false; self.cells.len()];
        let mut reached: Vec<usize> = Vec::new();
        let mut visit = |at: usize, reached: &mut Vec<usize>| {
            if !std::mem::replace(&mut seen[at], true) && self.cells[at].stray(model) < NEAR {
                reached.push(at);
            }
        };
        for at in self.border() {
            visit(at, &mut reached);
        }
        let mut next = 0;
        while let Some(&at) = reached.get(next) {
            next += 1;
            for beside in self.beside(at) {
                visit(beside, &mut reached);
            }
        }
        reached
    }

    fn beside(&self, at: usize) -> impl Iterator<Item = usize> {
        let (x, y) = (at % self.across, at / self.across);
        let left = (x > 0).then(|| at - 1);
        let right = (x + 1 < self.across).then(|| at + 1);
        let above = (y > 0).then(|| at - self.across);
        let below = (y + 1 < self.down).then(|| at + self.across);
        [left, right, above, below].into_iter().flatten()
    }
}

fn rgb(picture: &Picture, x: usize, y: usize) -> [u8; 3] {
    let at = (y * picture.width() as usize + x) * 4;
    let pixels = picture.rgba();
    [pixels[at], pixels[at + 1], pixels[at + 2]]
}

fn mean(picture: &Picture, xs: std::ops::Range<usize>, ys: std::ops::Range<usize>) -> [u8; 3] {
    let stride = picture.width() as usize;
    let count = (xs.len() * ys.len()) as u32;
    let mut sums = [0_u32; 3];
    for y in ys {
        let row = &picture.rgba()[(y * stride + xs.start) * 4..(y * stride + xs.end) * 4];
        for pixel in row.as_chunks::<4>().0 {
            for channel in 0..3 {
                sums[channel] += u32::from(pixel[channel]);
            }
        }
    }
    sums.map(|sum| ((sum + count / 2) / count) as u8)
}
