//! Areas and heights as a picture.

use kurbo::{BezPath, Shape};
use rayon::prelude::*;

use super::distance::nearest;
use super::grid::Grid;
use super::regions::{BASE, Cells, OUTSIDE, Regions, with_rim};
use crate::artwork::Picture;
use crate::contour::contours;
use crate::oklab::ToLab;
use crate::outline;
use crate::shape::{Guide, GuideKind, Makeup};
use crate::units::{Mm, Rgb};

/// How far a traced region may leave its pixels, in mm.
const DETAIL: f64 = 0.01;
/// Where the light comes from: the top left.
const LIGHT: [f32; 2] = [-0.6, -0.8];
/// How much lighter a slope is that looks at the light.
const RELIEF: f32 = 0.55;
/// How much deeper parts of a relief are darkened, all levels together: antique metal keeps its patina there.
const PATINA: f32 = 0.7;
/// How much lighter the highest parts are: they are rubbed bright.
const POLISH: f32 = 0.3;

/// A painted face.
pub(super) struct Painted {
    pub(super) picture: Picture,
    /// How high each pixel lies, from 0 to 255, where that is what the face is made of.
    pub(super) heights: Option<Vec<u8>>,
    pub(super) guides: Vec<Guide>,
    pub(super) makeup: Makeup,
}

/// Areas of colour on a body; a border of thread `merrow` mm wide, in the darkest of them.
pub(super) fn flat(grid: &Grid, regions: &Regions, body: Rgb, merrow: f64) -> Painted {
    let thread = darkest(&regions.palette).unwrap_or(body);
    let edge: Vec<bool> = regions.label.iter().map(|&label| label == OUTSIDE).collect();
    let to_edge = nearest(grid.width, &with_rim(grid, &edge)).distance;
    let width = (merrow * grid.per_mm) as f32;
    let colour = |pixel: usize| {
        let label = regions.label[pixel];
        let bordered = to_edge[pixel] <= width && width > 0.0;
        let own = regions.palette.get(usize::from(label)).copied().unwrap_or(body);
        opaque(if bordered && label != OUTSIDE { thread } else { own })
    };
    let (used, narrowest) = used(grid, &regions.palette, &regions.label);
    Painted {
        picture: painted(grid, colour),
        heights: None,
        guides: Vec::new(),
        makeup: Makeup { colours: used, cell: narrowest, merged: regions.merged, ..Makeup::default() },
    }
}

/// Cells of colour between raised lines of metal.
pub(super) fn cells(grid: &Grid, cells: &Cells, metal: Rgb) -> Painted {
    let height: Vec<f32> = cells.label.iter().map(|&label| f32::from(label == BASE)).collect();
    let slope = slopes(grid, &height);
    let colour = |pixel: usize| match cells.palette.get(usize::from(cells.label[pixel])) {
        Some(&colour) => opaque(colour),
        None => lit(metal, RELIEF * slope[pixel]),
    };
    let (used, narrowest) = used(grid, &cells.palette, &cells.label);
    let region: Vec<u8> = cells.label.iter().map(|&label| u8::from(label == BASE) * 255).collect();
    Painted {
        picture: painted(grid, colour),
        heights: None,
        guides: vec![Guide { kind: GuideKind::Metal, path: traced(grid, &region) }],
        makeup: Makeup {
            colours: used,
            cell: narrowest,
            metal: Some(Mm::new(cells.metal)),
            merged: cells.merged,
            ..Makeup::default()
        },
    }
}

/// Depths of burning: bare material is left out.
pub(super) fn engraved(grid: &Grid, regions: &Regions, levels: u32, ink: Rgb) -> Painted {
    let share = |pixel: usize| match regions.label[pixel] {
        BASE | OUTSIDE => 0.0,
        level => f32::from(level) / levels as f32,
    };
    let [r, g, b] = ink.0.map(|channel| f32::from(channel) / 255.0);
    let burnt: Vec<u8> = (0..grid.len()).map(|pixel| u8::from(share(pixel) > 0.0) * 255).collect();
    Painted {
        picture: painted(grid, |pixel| [r, g, b, share(pixel)]),
        heights: None,
        guides: vec![Guide { kind: GuideKind::Engraved, path: traced(grid, &burnt) }],
        makeup: Makeup { merged: regions.merged, ..Makeup::default() },
    }
}

/// Steps of height in metal: what is dark in the artwork lies deep.
pub(super) fn relief(grid: &Grid, regions: &Regions, levels: u32, metal: Rgb) -> Painted {
    let depth = |pixel: usize| match regions.label[pixel] {
        BASE | OUTSIDE => 0.0,
        level => f32::from(level) / levels as f32,
    };
    let height: Vec<f32> = (0..grid.len()).map(|pixel| 1.0 - depth(pixel)).collect();
    let slope = slopes(grid, &height);
    let colour = |pixel: usize| lit(metal, POLISH + RELIEF * slope[pixel] - (PATINA + POLISH) * depth(pixel));
    Painted {
        picture: painted(grid, colour),
        heights: Some(height.iter().map(|height| (height * 255.0).round() as u8).collect()),
        guides: Vec::new(),
        makeup: Makeup { merged: regions.merged, ..Makeup::default() },
    }
}

/// The colours that are there, the most used first, and the width of the narrowest area.
fn used(grid: &Grid, palette: &[Rgb], label: &[u8]) -> (Vec<Rgb>, Option<Mm>) {
    let mut counts = vec![0_usize; palette.len()];
    for &label in label {
        if let Some(count) = counts.get_mut(usize::from(label)) {
            *count += 1;
        }
    }
    let mut used: Vec<(usize, Rgb)> = counts.into_iter().zip(palette.iter().copied()).collect();
    used.retain(|(count, _)| *count > 0);
    used.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.0.cmp(&b.1.0)));
    let narrowest = super::regions::narrowest(grid, label).map(|width| Mm::new(width / grid.per_mm));
    (used.into_iter().map(|(_, colour)| colour).collect(), narrowest)
}

fn darkest(palette: &[Rgb]) -> Option<Rgb> {
    let to_lab = ToLab::new();
    let lightness = |colour: &&Rgb| to_lab.of(colour.0)[0];
    palette.iter().min_by(|a, b| lightness(a).total_cmp(&lightness(b))).copied()
}

fn opaque(colour: Rgb) -> [f32; 4] {
    let [r, g, b] = colour.0.map(|channel| f32::from(channel) / 255.0);
    [r, g, b, 1.0]
}

/// A colour made lighter, or darker below 0.
fn lit(colour: Rgb, by: f32) -> [f32; 4] {
    let [r, g, b, alpha] = opaque(colour);
    let lit = |value: f32| if by > 0.0 { value + (1.0 - value) * by } else { value * (1.0 + by) };
    [lit(r), lit(g), lit(b), alpha]
}

/// How much each pixel's slope looks at the light, from heights: −1 to 1.
fn slopes(grid: &Grid, height: &[f32]) -> Vec<f32> {
    let (width, rows) = (grid.width, grid.height);
    // A bevel some hundredths of a millimetre wide.
    let soft = blurred(width, &blurred(width, height));
    let at = |x: usize, y: usize| soft[y.min(rows - 1) * width + x.min(width - 1)];
    (0..grid.len())
        .map(|pixel| {
            let (x, y) = (pixel % width, pixel / width);
            let across = at(x + 1, y) - at(x.saturating_sub(1), y);
            let down = at(x, y + 1) - at(x, y.saturating_sub(1));
            // Uphill away from the light looks at it.
            (-(across * LIGHT[0] + down * LIGHT[1]) * 1.5).clamp(-1.0, 1.0)
        })
        .collect()
}

/// The mean of each value and its eight neighbours.
fn blurred(width: usize, values: &[f32]) -> Vec<f32> {
    let rows = values.len() / width.max(1);
    let mut out = vec![0.0; values.len()];
    out.par_chunks_mut(width.max(1)).enumerate().for_each(|(y, row)| {
        for (x, out) in row.iter_mut().enumerate() {
            let (mut sum, mut count) = (0.0, 0.0);
            for near in y.saturating_sub(1)..(y + 2).min(rows) {
                for value in &values[near * width..][x.saturating_sub(1)..(x + 2).min(width)] {
                    (sum, count) = (sum + value, count + 1.0);
                }
            }
            *out = sum / count;
        }
    });
    out
}

/// The picture of a colour a pixel, straight alpha: a little soft between areas, cut off at the body's edge.
fn painted(grid: &Grid, colour: impl Fn(usize) -> [f32; 4] + Sync) -> Picture {
    let (width, height) = (grid.width, grid.height);
    let inked: Vec<[f32; 4]> = (0..grid.len())
        .into_par_iter()
        .map(|pixel| {
            let [r, g, b, alpha] = colour(pixel);
            [r * alpha, g * alpha, b * alpha, alpha]
        })
        .collect();
    let mut rgba = vec![0; grid.len() * 4];
    rgba.par_chunks_mut(width * 4).enumerate().for_each(|(y, row)| {
        for (x, out) in row.chunks_exact_mut(4).enumerate() {
            let mut sum = [0.0_f32; 5];
            for near in y.saturating_sub(1)..(y + 2).min(height) {
                let start = near * width;
                let beside = (start + x.saturating_sub(1))..(start + (x + 2).min(width));
                for (pixel, ink) in beside.clone().zip(&inked[beside]) {
                    if !grid.is_body(pixel) {
                        continue;
                    }
                    sum.iter_mut().zip(ink).for_each(|(sum, value)| *sum += value);
                    sum[4] += 1.0;
                }
            }
            let cover = f32::from(grid.body[y * width + x]) / 255.0;
            if sum[3] <= 0.0 || cover <= 0.0 {
                continue;
            }
            for (out, sum_of) in out.iter_mut().zip(&sum[..3]) {
                *out = (sum_of / sum[3] * 255.0).round() as u8;
            }
            out[3] = (sum[3] / sum[4] * cover * 255.0).round() as u8;
        }
    });
    Picture::new(width as u32, height as u32, rgba)
}

/// The edge of a region, in mm.
fn traced(grid: &Grid, region: &[u8]) -> BezPath {
    let soft: Vec<f32> =
        blurred(grid.width, &region.iter().map(|&value| f32::from(value)).collect::<Vec<_>>());
    let rings = contours(&soft, grid.width, grid.height, 127.5, 0.0);
    let path = outline::drawn(&rings, 1.0 / grid.per_mm, DETAIL, grid.to_mm());
    debug_assert!(rings.is_empty() || path.bounding_box().area() > 0.0);
    path
}
