//! The areas of one colour that a finished face is made of.

use dangle_design::nearest;
use rayon::prelude::*;

use super::plane::Plane;
use super::vector::{V3, light_of, mixed};
use super::work::Work;

/// The body without artwork.
pub(super) const BODY: u8 = 254;
/// Not the charm.
pub(super) const OUTSIDE: u8 = 255;
/// Colours that are found where the process names none.
const FOUND: usize = 8;

/// Areas of one colour on the grid.
pub(super) struct Regions {
    pub(super) colours: Vec<V3>,
    /// For each pixel a place of the colours, [`BODY`] or [`OUTSIDE`].
    pub(super) label: Vec<u8>,
    /// How far each pixel lies from where its area ends, in mm.
    pub(super) depth: Plane,
    /// How many pixels each colour has.
    pub(super) counts: Vec<usize>,
    body: V3,
    width: usize,
}

impl Regions {
    pub(super) fn of(work: &Work<'_>) -> Regions {
        let named: Vec<V3> = work.shape.makeup.colours.iter().map(|&colour| light_of(colour)).collect();
        let colours = if named.is_empty() { found(work) } else { named };
        let raw = labelled(work, &colours);
        let label = settled(work.width, &settled(work.width, &raw));
        let edge: Vec<bool> = (0..label.len()).map(|place| is_edge(&label, work.width, place)).collect();
        let distance = nearest(work.width, &edge).distance;
        let values = distance.iter().map(|pixels| (pixels + 0.5).min(1e4) / work.scale).collect();
        let depth = Plane { width: work.width, height: work.height, values };
        let depth = depth.blurred((0.05 * work.scale).max(0.7));
        let mut counts = vec![0; colours.len()];
        for &label in &label {
            if let Some(count) = counts.get_mut(usize::from(label)) {
                *count += 1;
            }
        }
        Regions { colours, label, depth, counts, body: work.body, width: work.width }
    }

    pub(super) fn label(&self, column: usize, row: usize) -> u8 {
        self.label[row * self.width + column]
    }

    /// The label at a point of the grid.
    pub(super) fn label_at(&self, x: f32, y: f32) -> u8 {
        let height = self.label.len() / self.width;
        let column = (x.max(0.0) as usize).min(self.width - 1);
        self.label(column, (y.max(0.0) as usize).min(height - 1))
    }

    /// What a label shows.
    pub(super) fn colour(&self, label: u8) -> V3 {
        self.colours.get(usize::from(label)).copied().unwrap_or(self.body)
    }

    /// The colours' places, the most used first.
    pub(super) fn by_use(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.counts.len()).collect();
        order.sort_by(|a, b| self.counts[*b].cmp(&self.counts[*a]).then(a.cmp(b)));
        order
    }
}

/// Each pixel's likest colour.
fn labelled(work: &Work<'_>, colours: &[V3]) -> Vec<u8> {
    let looks = |colour: V3| colour.map(f32::sqrt);
    let known: Vec<V3> = colours.iter().map(|&colour| looks(colour)).collect();
    let mut label = vec![OUTSIDE; work.width * work.height];
    label.par_chunks_mut(work.width).enumerate().for_each(|(row, labels)| {
        for (column, out) in labels.iter_mut().enumerate() {
            if work.field.at(column, row).0 < -0.5 {
                continue;
            }
            *out = work.plain_ink(column, row).map_or(BODY, |colour| likest(&known, looks(colour)));
        }
    });
    label
}

fn likest(known: &[V3], colour: V3) -> u8 {
    let far = |other: &V3| (0..3).map(|k| (other[k] - colour[k]) * (other[k] - colour[k])).sum::<f32>();
    let best = known.iter().enumerate().min_by(|a, b| far(a.1).total_cmp(&far(b.1)));
    best.map_or(BODY, |(place, _)| place as u8)
}

/// The same labels without the fringes that soft edges leave: each pixel takes what most round it have.
fn settled(width: usize, label: &[u8]) -> Vec<u8> {
    let height = label.len() / width;
    let mut out = label.to_vec();
    out.par_chunks_mut(width).enumerate().for_each(|(row, out)| {
        if row < 2 || row + 2 >= height {
            return;
        }
        for column in 2..width.saturating_sub(2) {
            let own = label[row * width + column];
            let beside = [
                row * width + column - 1,
                row * width + column + 1,
                (row - 1) * width + column,
                (row + 1) * width + column,
            ];
            if own == OUTSIDE || beside.iter().all(|&place| label[place] == own) {
                continue;
            }
            let mut counts = [0_u8; 256];
            for y in row - 2..=row + 2 {
                for &near in &label[y * width + column - 2..=y * width + column + 2] {
                    counts[usize::from(near)] += u8::from(near != OUTSIDE);
                }
            }
            let most = counts.iter().enumerate().max_by_key(|(_, count)| **count);
            out[column] = most.map_or(own, |(place, _)| place as u8);
        }
    });
    out
}

fn is_edge(label: &[u8], width: usize, place: usize) -> bool {
    let own = label[place];
    let right = place + 1 < label.len() && !(place + 1).is_multiple_of(width) && label[place + 1] != own;
    let below = place + width < label.len() && label[place + width] != own;
    own != OUTSIDE && (right || below)
}

/// The colours most of the artwork has, where the process did not choose any.
fn found(work: &Work<'_>) -> Vec<V3> {
    let mut bins: std::collections::BTreeMap<[u8; 3], (u32, V3)> = std::collections::BTreeMap::new();
    let step = (work.width.max(work.height) / 200).max(1);
    for row in (0..work.height).step_by(step) {
        for column in (0..work.width).step_by(step) {
            let Some(colour) = work.plain_ink(column, row) else { continue };
            let bin = bins.entry(colour.map(|v| (v.sqrt() * 12.0) as u8)).or_default();
            bin.0 += 1;
            bin.1 = mixed(bin.1, colour, 1.0 / bin.0 as f32);
        }
    }
    let mut most: Vec<(u32, V3)> = bins.into_values().collect();
    most.sort_by(|a, b| b.0.cmp(&a.0).then(a.1[0].total_cmp(&b.1[0])));
    most.into_iter().take(FOUND).map(|(_, colour)| colour).collect()
}
