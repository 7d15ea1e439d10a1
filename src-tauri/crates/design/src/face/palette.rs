//! The few colours that say most of a picture: k-means in a space where equal distances look equal.
//!
//! Nothing is drawn by lot: the first centre is the colour that covers most, each further one lies where most of
//! the picture is worst served. So the same picture gives the same colours on every machine.

use std::collections::BTreeMap;

use super::grid::Grid;
use crate::oklab::{Lab, ToLab, distance};
use crate::units::Rgb;

/// Colours nearer than this are two shades of one, in `OKLab`: a soft shade becomes one area and not stripes.
const SAME: f32 = 0.085;
/// Pixels this like their neighbours lie inside an area of one colour, and not on a soft edge.
const EVEN: i32 = 10;
/// How much of the artwork must be even for the rest to be left out: photographs have few such pixels.
const MOSTLY_EVEN: f64 = 0.25;
/// How often the centres move.
const ROUNDS: usize = 16;

/// A colour of the histogram.
#[derive(Clone, Copy)]
struct Bin {
    lab: Lab,
    rgb: [u8; 3],
    count: f32,
}

/// At most `wanted` colours of the artwork the most used first.
pub(super) fn found(grid: &Grid, wanted: usize) -> Vec<Rgb> {
    let bins = histogram(grid);
    let mut centres = first_centres(&bins, wanted.max(1));
    for _ in 0..ROUNDS {
        centres = moved(&bins, &centres);
    }
    let mut shares: Vec<(f32, [u8; 3])> = Vec::new();
    for (place, &centre) in centres.iter().enumerate() {
        let mine = bins.iter().filter(|bin| nearest(&centres, bin.lab).0 == place);
        let share = mine.map(|bin| bin.count).sum();
        // A colour of the picture itself, not a mean that is nowhere in it.
        let likest = bins.iter().min_by(|a, b| distance(a.lab, centre).total_cmp(&distance(b.lab, centre)));
        shares.extend(likest.map(|bin| (share, bin.rgb)));
    }
    shares.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    shares.dedup_by(|a, b| a.1 == b.1);
    shares.into_iter().map(|(_, rgb)| Rgb(rgb)).collect()
}

/// The artwork's colours, five bits a channel, each with the mean of its pixels.
fn histogram(grid: &Grid) -> Vec<Bin> {
    let art: Vec<usize> = (0..grid.len()).filter(|&pixel| grid.is_art(pixel)).collect();
    let even: Vec<usize> = art.iter().copied().filter(|&pixel| is_even(grid, pixel)).collect();
    let counted = if even.len() as f64 >= MOSTLY_EVEN * art.len() as f64 { even } else { art };
    let mut sums: BTreeMap<[u8; 3], [u64; 4]> = BTreeMap::new();
    for pixel in counted {
        let [r, g, b, _] = grid.art[pixel];
        let sum = sums.entry([r, g, b].map(|channel| channel >> 3)).or_default();
        for (sum, value) in sum.iter_mut().zip([r, g, b, 1]) {
            *sum += u64::from(value);
        }
    }
    let to_lab = ToLab::new();
    let bin = |[r, g, b, count]: [u64; 4]| {
        let rgb = [r, g, b].map(|sum| (sum / count) as u8);
        Bin { lab: to_lab.of(rgb), rgb, count: count as f32 }
    };
    sums.into_values().map(bin).collect()
}

fn is_even(grid: &Grid, pixel: usize) -> bool {
    let x = pixel % grid.width;
    if x == 0 || x + 1 == grid.width || pixel < grid.width || pixel + grid.width >= grid.len() {
        return false;
    }
    let here = grid.art[pixel];
    [pixel - 1, pixel + 1, pixel - grid.width, pixel + grid.width].into_iter().all(|beside| {
        let other = grid.art[beside];
        (0..4).all(|k| (i32::from(here[k]) - i32::from(other[k])).abs() <= EVEN)
    })
}

fn first_centres(bins: &[Bin], wanted: usize) -> Vec<Lab> {
    let heaviest = bins.iter().max_by(|a, b| a.count.total_cmp(&b.count));
    let mut centres: Vec<Lab> = heaviest.map(|bin| bin.lab).into_iter().collect();
    while centres.len() < wanted {
        // The square root of the count lets small, bright areas win over large ones that are served well.
        let worst = |bin: &Bin| nearest(&centres, bin.lab).1 * bin.count.sqrt().sqrt();
        let next = bins
            .iter()
            .filter(|bin| nearest(&centres, bin.lab).1 > SAME)
            .max_by(|a, b| worst(a).total_cmp(&worst(b)));
        match next {
            Some(bin) => centres.push(bin.lab),
            None => break,
        }
    }
    centres
}

/// Each centre in the middle of the colours it is nearest to; centres that have become one are joined.
fn moved(bins: &[Bin], centres: &[Lab]) -> Vec<Lab> {
    let mut sums = vec![([0.0_f32; 3], 0.0_f32); centres.len()];
    for bin in bins {
        let (sum, weight) = &mut sums[nearest(centres, bin.lab).0];
        for (sum, value) in sum.iter_mut().zip(bin.lab) {
            *sum += value * bin.count;
        }
        *weight += bin.count;
    }
    let mut moved: Vec<Lab> = Vec::new();
    for (sum, weight) in sums.into_iter().filter(|(_, weight)| *weight > 0.0) {
        let centre = sum.map(|value| value / weight);
        if moved.iter().all(|other| distance(*other, centre) > SAME) {
            moved.push(centre);
        }
    }
    moved
}

/// The centre nearest to a colour, and how far it is.
pub(super) fn nearest(centres: &[Lab], colour: Lab) -> (usize, f32) {
    let distances = centres.iter().map(|&centre| distance(centre, colour)).enumerate();
    distances.min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0, f32::INFINITY))
}
