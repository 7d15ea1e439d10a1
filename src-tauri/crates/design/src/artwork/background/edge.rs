//! The soft edge: how much of each pixel between figure and ground is figure, and in which colour.

use super::region::Region;
use super::strays::Strays;

/// How far the edge may be soft, in pixels.
const SOFT: usize = 3;

/// How far round a pixel its figure and its ground are looked for.
const REACH: usize = 2;

/// Shares of figure below and above these count as none and all: compression ruffles both.
const NONE: f32 = 0.06;
const ALL: f32 = 0.94;

/// Share of figure from which a pixel's own colour can be unmixed; below, it is mostly noise.
const UNMIXED: f32 = 0.5;

/// A pixel of the soft edge.
pub(super) struct EdgePixel {
    /// Which pixel.
    pub(super) at: usize,
    /// Its figure alone, straight alpha.
    pub(super) rgba: [u8; 4],
}

/// The soft edge just outside `ground`, from its `rim` inwards; `known` is the ground's colour where it need
/// not be guessed from beside.
///
/// A pixel's share of figure is where its colour lies between the ground beside it and the colour nearby
/// that is least like ground. Going inwards the share never falls: a light fill behind a dark line is
/// figure, though it looks like ground.
pub(super) fn soft_edge(
    pixels: &[[u8; 4]],
    ground: &Region,
    rim: Vec<usize>,
    strays: &Strays,
    known: impl Fn(usize) -> Option<[u8; 3]>,
) -> Vec<EdgePixel> {
    let mut shares = vec![0.0_f32; pixels.len()];
    let mut layer = vec![0_u8; pixels.len()];
    let layers = layers(ground, rim, &mut layer);
    let mut edge = Vec::new();
    for (depth, places) in layers.iter().enumerate() {
        for &at in places {
            let beside = ground.around(at, 1).filter(|&beside| usize::from(layer[beside]) == depth);
            let outer = beside.map(|beside| shares[beside]).fold(0.0, f32::max);
            let figure = least_like_ground(at, ground, strays);
            let ground =
                known(at).map_or_else(|| ground_beside(at, pixels, ground), |rgb| rgb.map(f32::from));
            let share = share(pixels[at], ground, pixels[figure]).max(outer);
            shares[at] = share;
            let rgba = unmixed(pixels[at], ground, pixels[figure], share);
            edge.push(EdgePixel { at, rgba });
        }
    }
    edge
}

/// The pixels of the edge by their distance from the ground, nearest first; `layer` counts from 1.
fn layers(ground: &Region, rim: Vec<usize>, layer: &mut [u8]) -> Vec<Vec<usize>> {
    let mut layers = vec![rim];
    for depth in 1..=SOFT {
        let mut next = Vec::new();
        for &at in &layers[depth - 1] {
            layer[at] = depth as u8;
        }
        for &at in &layers[depth - 1] {
            next.extend(ground.around(at, 1).filter(|&beside| !ground.has(beside) && layer[beside] == 0));
        }
        next.sort_unstable();
        next.dedup();
        layers.push(next);
    }
    layers.truncate(SOFT);
    layers
}

fn least_like_ground(at: usize, ground: &Region, strays: &Strays) -> usize {
    let nearby = ground.around(at, REACH).filter(|&beside| !ground.has(beside));
    nearby.max_by(|&one, &other| strays.at(one).total_cmp(&strays.at(other))).unwrap_or(at)
}

/// The mean colour of the ground nearest to the pixel.
fn ground_beside(at: usize, pixels: &[[u8; 4]], ground: &Region) -> [f32; 3] {
    let mut sum = [0.0; 3];
    let mut count = 0.0;
    for beside in ground.around(at, REACH + SOFT).filter(|&beside| ground.has(beside)) {
        for channel in 0..3 {
            sum[channel] += f32::from(pixels[beside][channel]);
        }
        count += 1.0;
    }
    sum.map(|channel| channel / count)
}

/// Where a colour lies on the way from ground (0) to figure (1).
fn share(colour: [u8; 4], ground: [f32; 3], figure: [u8; 4]) -> f32 {
    let mut along = 0.0;
    let mut length = 0.0;
    for channel in 0..3 {
        let way = f32::from(figure[channel]) - ground[channel];
        along += way * (f32::from(colour[channel]) - ground[channel]);
        length += way * way;
    }
    let share = if length > 0.0 { along / length } else { 1.0 };
    ((share - NONE) / (ALL - NONE)).clamp(0.0, 1.0)
}

/// The figure's part of a mixed colour.
fn unmixed(colour: [u8; 4], ground: [f32; 3], figure: [u8; 4], share: f32) -> [u8; 4] {
    let trust = ((share - UNMIXED) / (1.0 - UNMIXED)).clamp(0.0, 1.0);
    let mut rgba = [0, 0, 0, (share * 255.0 + 0.5) as u8];
    if rgba[3] == 0 {
        return [0; 4];
    }
    for channel in 0..3 {
        let own = ground[channel] + (f32::from(colour[channel]) - ground[channel]) / share;
        let figure = f32::from(figure[channel]);
        rgba[channel] = (figure + (own.clamp(0.0, 255.0) - figure) * trust + 0.5) as u8;
    }
    rgba
}
