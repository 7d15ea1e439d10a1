//! Finding the charm anywhere on a picture: every size, four turns, mirrored or not.
//!
//! Edges are compared as directions with their angles doubled, so that dark on light and light on dark are
//! the same. All places of one size and turn are tried at once, by the Fourier transform. What else is on
//! the picture (a frame, measures, a logo, any ground) has edges elsewhere and is outvoted.

use std::f64::consts::{FRAC_PI_2, SQRT_2};

use kurbo::{Point, Rect};
use rayon::prelude::*;
use rustfft::num_complex::Complex32;
use rustfft::{Fft, FftPlanner};
use std::sync::Arc;

use super::evidence::certainty;
use super::placement::Placement;
use super::plane::{Lab, Plane};
use super::points::EdgePoint;

/// Side of the square in which places are tried, in pixels.
const SIDE: usize = 128;
/// Smallest share of the picture's longer side that the charm is looked for at.
const SMALLEST: f64 = 0.16;
/// From one size to the next.
const STEP: f64 = 1.045;
/// Width of the blur that lets sizes between two steps and small turns match, in pixels.
const BLUR: f64 = 1.2;
/// How many places are handed on.
const KEPT: usize = 16;

/// A place, and how well it fits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) placement: Placement,
    pub(super) score: f32,
}

/// The most likely places of the points on a picture of at most [`SIDE`] pixels a side, best first.
pub(super) fn places(thumb: &Plane, points: &[EdgePoint], frame: Rect) -> Vec<Candidate> {
    let square = Square::new();
    let mut picture = directions(thumb);
    square.forward(&mut picture);
    let mut candidates: Vec<Candidate> = poses(thumb, frame)
        .into_par_iter()
        .flat_map_iter(|pose| square.best(&picture, points, frame, pose, thumb))
        .collect();
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    candidates.truncate(KEPT);
    candidates
}

/// How often a picture must be halved to fit the square.
pub(super) fn halvings(width: usize, height: usize) -> u32 {
    let longest = width.max(height).max(1);
    longest.div_ceil(SIDE).next_power_of_two().trailing_zeros()
}

/// A size, a turn, mirrored or not.
#[derive(Clone, Copy)]
struct Pose {
    scale: f64,
    quarters: u8,
    mirrored: bool,
}

impl Pose {
    fn placement(self, pivot: Point, at: Point) -> Placement {
        let turn = f64::from(self.quarters) * FRAC_PI_2;
        Placement { pivot, at, scale: self.scale, turn, mirrored: self.mirrored }
    }
}

fn poses(thumb: &Plane, frame: Rect) -> Vec<Pose> {
    let mut poses = Vec::new();
    for quarters in 0..4u8 {
        let (width, height) = match quarters % 2 {
            0 => (frame.width(), frame.height()),
            _ => (frame.height(), frame.width()),
        };
        // A little may be cut off.
        let fitting = 1.05 * (thumb.width as f64 / width).min(thumb.height as f64 / height);
        let least = SMALLEST * thumb.width.max(thumb.height) as f64 / width.max(height);
        let mut scale = fitting;
        while scale >= least {
            poses.extend([false, true].map(|mirrored| Pose { scale, quarters, mirrored }));
            scale /= STEP;
        }
    }
    poses
}

/// The directions of a picture's edges, doubled, as long as the edge is certain.
fn directions(thumb: &Plane) -> Vec<Complex32> {
    let blurred = thumb.blurred(0.7);
    let mut field = vec![Complex32::ZERO; SIDE * SIDE];
    for y in 0..thumb.height {
        for x in 0..thumb.width {
            let at = |dx, dy| blurred.pixel(x as isize + dx, y as isize + dy);
            field[y * SIDE + x] = direction(at(-1, 0), at(1, 0), at(0, -1), at(0, 1));
        }
    }
    field
}

fn direction(left: Lab, right: Lab, up: Lab, down: Lab) -> Complex32 {
    let doubled = (0..3).fold(Complex32::ZERO, |sum, i| {
        let slope = Complex32::new((right[i] - left[i]) / 2.0, (down[i] - up[i]) / 2.0);
        sum + slope * slope
    });
    let squared = doubled.norm();
    if squared < 1e-6 { Complex32::ZERO } else { doubled / squared * certainty(squared.sqrt()) }
}

/// The square and its transforms.
struct Square {
    forth: Arc<dyn Fft<f32>>,
    back: Arc<dyn Fft<f32>>,
    /// A Gaussian's transform along one side.
    blur: Vec<f32>,
}

impl Square {
    fn new() -> Square {
        let mut planner = FftPlanner::new();
        let wave = |at: usize| at.min(SIDE - at) as f64 / SIDE as f64 * std::f64::consts::TAU;
        let blur = |at| (-0.5 * (wave(at) * BLUR).powi(2)).exp() as f32;
        Square {
            forth: planner.plan_fft_forward(SIDE),
            back: planner.plan_fft_inverse(SIDE),
            blur: (0..SIDE).map(blur).collect(),
        }
    }

    fn forward(&self, field: &mut Vec<Complex32>) {
        self.forth.process(field);
        *field = transposed(field);
        self.forth.process(field);
    }

    /// The two best places of one pose.
    fn best(
        &self,
        picture: &[Complex32],
        points: &[EdgePoint],
        frame: Rect,
        pose: Pose,
        thumb: &Plane,
    ) -> Vec<Candidate> {
        // The charm's middle lies in the square's middle, so that places are told by it.
        let middle = Point::new(SIDE as f64 / 2.0, SIDE as f64 / 2.0);
        let mut field = splatted(points, pose.placement(frame.center(), middle));
        self.forward(&mut field);
        let mut energy = 0.0;
        for (at, value) in field.iter_mut().enumerate() {
            *value *= self.blur[at % SIDE] * self.blur[at / SIDE];
            energy += value.norm_sqr();
        }
        if energy <= 0.0 {
            return Vec::new();
        }
        for (value, picture) in field.iter_mut().zip(picture) {
            *value = value.conj() * picture;
        }
        self.back.process(&mut field);
        let mut field = transposed(&field);
        self.back.process(&mut field);
        let norm = (energy.sqrt() * SIDE as f32).recip();
        peaks(&field, thumb)
            .into_iter()
            .map(|(x, y, score)| {
                let at = Point::new(x as f64, y as f64) + middle.to_vec2();
                let wrapped = Point::new(at.x % SIDE as f64, at.y % SIDE as f64);
                let placement = pose.placement(frame.center(), wrapped);
                Candidate { placement, score: score * norm }
            })
            .collect()
    }
}

fn transposed(field: &[Complex32]) -> Vec<Complex32> {
    (0..SIDE * SIDE).map(|at| field[at % SIDE * SIDE + at / SIDE]).collect()
}

fn splatted(points: &[EdgePoint], placement: Placement) -> Vec<Complex32> {
    let mut field = vec![Complex32::ZERO; SIDE * SIDE];
    let map = placement.affine();
    let origin = map * Point::ZERO;
    for point in points {
        let at = map * point.at;
        let normal = (map * point.normal.to_point() - origin).normalize();
        let doubled = Complex32::new(normal.x as f32, normal.y as f32).powu(2) * point.weight;
        let (x, y) = (at.x - 0.5, at.y - 0.5);
        let (fx, fy) = ((x - x.floor()) as f32, (y - y.floor()) as f32);
        for (dx, wx) in [(0, 1.0 - fx), (1, fx)] {
            for (dy, wy) in [(0, 1.0 - fy), (1, fy)] {
                let wrap = |value: f64| (value.floor() as i64).rem_euclid(SIDE as i64) as usize;
                let (column, row) = ((wrap(x) + dx) % SIDE, (wrap(y) + dy) % SIDE);
                field[row * SIDE + column] += doubled * (wx * wy);
            }
        }
    }
    field
}

/// The best place, and the best one that is not its neighbour; the middle must lie on the picture.
fn peaks(field: &[Complex32], thumb: &Plane) -> Vec<(usize, usize, f32)> {
    let half = SIDE / 2;
    let on_picture = |x: usize, y: usize| (x + half) % SIDE < thumb.width && (y + half) % SIDE < thumb.height;
    let places = || (0..SIDE * SIDE).map(|at| (at % SIDE, at / SIDE)).filter(|&(x, y)| on_picture(x, y));
    let score = |x: usize, y: usize| field[y * SIDE + x].re;
    let greatest = |far: &dyn Fn(usize, usize) -> bool| {
        let far = places().filter(|&(x, y)| far(x, y));
        far.map(|(x, y)| (x, y, score(x, y))).max_by(|a, b| a.2.total_cmp(&b.2))
    };
    let first = greatest(&|_, _| true);
    let second = first.and_then(|(x, y, _)| {
        greatest(&|a, b| {
            let apart = |one: usize, other: usize| {
                let off = one.abs_diff(other);
                off.min(SIDE - off) as f64
            };
            apart(a, x).hypot(apart(b, y)) > 4.0 * SQRT_2
        })
    });
    first.into_iter().chain(second).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_pictures_are_halved_until_they_fit() {
        assert_eq!([128, 129, 256, 257, 4096].map(|side| halvings(side, 10)), [0, 1, 1, 2, 5]);
    }
}
