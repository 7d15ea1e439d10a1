//! Areas of one colour, none narrower than the process can make.
//!
//! What a disc of the legal size does not fit into is taken out (the morphological opening). Of that, a feature
//! that is seen is kept and made wide enough; the rest is merged into what lies round it.

use super::distance::{NOWHERE, Nearest, nearest};
use super::grid::Grid;
use super::palette;
use crate::oklab::{Lab, ToLab, distance};
use crate::units::Rgb;

/// The body without artwork.
pub(super) const BASE: u8 = 254;
/// Not the body.
pub(super) const OUTSIDE: u8 = 255;

/// Soft edges between two colours look like a third: areas narrower than this are no areas, in pixels.
const FRINGE: f32 = 2.6;
/// A disc of pixels is up to so much narrower along a slope than it is meant to be, in pixels.
const UNEVEN: f32 = 0.25;
/// A feature that differs less than this from what would take its place is merged into it, in `OKLab`.
const SEEN: f32 = 0.1;
/// A feature is kept from this share of the smallest legal disc on.
const LEAST_SHARE: f32 = 0.3;
/// A point of an area is a corner of it, and not a line, up to this length in legal widths.
const CORNER: f32 = 1.6;

/// Areas of one colour.
pub(super) struct Regions {
    pub(super) palette: Vec<Rgb>,
    /// For each pixel a place of the palette, [`BASE`] or [`OUTSIDE`].
    pub(super) label: Vec<u8>,
    /// How many features were merged into what lies round them.
    pub(super) merged: usize,
}

/// Areas of colour with metal between.
pub(super) struct Cells {
    pub(super) palette: Vec<Rgb>,
    /// For each pixel a place of the palette, [`BASE`] for metal or [`OUTSIDE`].
    pub(super) label: Vec<u8>,
    pub(super) merged: usize,
    /// Width of the thinnest metal between cells, or between a cell and the edge, in mm.
    pub(super) metal: f64,
}

impl Regions {
    /// Each pixel of the artwork in the nearest colour of a palette.
    pub(super) fn coloured(grid: &Grid, palette: Vec<Rgb>) -> Regions {
        let to_lab = ToLab::new();
        let centres: Vec<Lab> = palette.iter().map(|colour| to_lab.of(colour.0)).collect();
        let label = |pixel: usize| {
            let [r, g, b, _] = grid.art[pixel];
            palette::nearest(&centres, to_lab.of([r, g, b])).0 as u8
        };
        Regions::labelled(grid, palette, label)
    }

    /// Each pixel of the artwork as labelled, without the fringes that soft edges leave.
    pub(super) fn labelled(grid: &Grid, palette: Vec<Rgb>, label: impl Fn(usize) -> u8) -> Regions {
        let label = (0..grid.len())
            .map(|pixel| match (grid.is_body(pixel), grid.is_art(pixel)) {
                (true, true) => label(pixel),
                (true, false) => BASE,
                (false, _) => OUTSIDE,
            })
            .collect();
        let regions = Regions { palette, label, merged: 0 };
        let opened = Opened::of(grid, &regions.label, FRINGE / 2.0);
        Regions { label: opened.filled(&regions.label), ..regions }
    }

    /// How unlike a colour is to what each label shows; against the bare body everything is seen.
    fn contrasts(&self, label: u8) -> [f32; 256] {
        let to_lab = ToLab::new();
        let lab = |label: usize| self.palette.get(label).map(|colour| to_lab.of(colour.0));
        let own = lab(usize::from(label));
        std::array::from_fn(|other| own.zip(lab(other)).map_or(1.0, |(own, other)| distance(own, other)))
    }
}

/// The same areas, thin features made as wide as the process needs, the rest merged into what lies round it.
/// `finest` is in mm.
pub(super) fn thickened(grid: &Grid, regions: Regions, finest: f64) -> Regions {
    let legal = (finest / 2.0 * grid.per_mm) as f32;
    if legal <= FRINGE / 2.0 {
        return regions;
    }
    let radius = legal + UNEVEN;
    let opened = Opened::of(grid, &regions.label, radius).whole_lines(grid, &regions.label);
    let mut label = opened.filled(&regions.label);
    let (features, merged) = features(grid, &regions, &opened, &label);
    for feature in &features {
        // Half a pixel more, so that what is painted as wide as the limit is none too narrow.
        feature.paint(grid, &opened.depth, radius + 0.5, |pixel| label[pixel] = feature.label);
    }
    // What thick lines leave between them may be too narrow again.
    let cleaned = Opened::of(grid, &label, radius);
    Regions { label: cleaned.filled(&label), merged, ..regions }
}

/// Cells of the areas' colours, with lines of metal `line` wide between; `line` and `finest` are in mm.
pub(super) fn cells(grid: &Grid, regions: Regions, line: f64, finest: f64) -> Cells {
    let (half, legal) = ((line / 2.0 * grid.per_mm) as f32, (finest / 2.0 * grid.per_mm) as f32);
    let mut opened = Opened::of(grid, &regions.label, half + legal).whole_lines(grid, &regions.label);
    let filled = opened.filled(&regions.label);
    let (found, merged) = features(grid, &regions, &opened, &filled);
    // On bare metal a cell needs no line of its own.
    let (alone, thin): (Vec<Feature>, Vec<Feature>) = found
        .into_iter()
        .partition(|feature| feature.depth > legal && feature.mostly(|pixel| filled[pixel] == BASE));
    alone.iter().flat_map(|feature| &feature.pixels).for_each(|&pixel| opened.kept[pixel] = true);
    let mut label = opened.filled(&regions.label);
    let seams = edges(grid.width, &label, |a, b| a != b && a < BASE && b < BASE);
    let to_seam = nearest(grid.width, &seams).distance;
    let off: Vec<bool> = label.iter().map(|&label| label == OUTSIDE).collect();
    let to_edge = nearest(grid.width, &with_rim(grid, &off)).distance;
    let rim = (line * grid.per_mm) as f32;
    for pixel in 0..label.len() {
        if label[pixel] != OUTSIDE && (to_seam[pixel] + 0.5 <= half || to_edge[pixel] <= rim) {
            label[pixel] = BASE;
        }
    }
    for feature in &thin {
        feature.paint(grid, &opened.depth, half, |pixel| label[pixel] = BASE);
    }
    let round = Opened::of(grid, &label, legal);
    for (label, kept) in label.iter_mut().zip(&round.kept) {
        if !kept {
            *label = BASE;
        }
    }
    let inked = (0..label.len()).filter(|&pixel| label[pixel] < BASE);
    let thinnest = inked.map(|pixel| to_edge[pixel]).fold(rim, f32::min);
    let metal = line.min(f64::from(thinnest) / grid.per_mm);
    Cells { palette: regions.palette, label, merged, metal }
}

/// Twice the depth of the area of colour that is shallowest, in pixels: the narrowest one. An area whose middle
/// runs between two rows of pixels is a pixel wider than twice the depth of either.
pub(super) fn narrowest(grid: &Grid, label: &[u8]) -> Option<f64> {
    let depth = depths(grid.width, label);
    let nothing = vec![false; label.len()];
    let mut seen: Vec<bool> = label.iter().map(|&label| label >= BASE).collect();
    let mut narrowest: Option<f32> = None;
    for start in 0..label.len() {
        if !seen[start] {
            let (area, _) = gathered(grid, label, &depth, &nothing, &mut seen, start);
            let deep = area.depth + if area.middle_is_between(grid.width, &depth) { 0.5 } else { 0.0 };
            narrowest = Some(narrowest.map_or(deep, |least| least.min(deep)));
        }
    }
    narrowest.map(|depth| 2.0 * f64::from(depth))
}

/// Distance from each pixel's middle to where its area ends.
fn depths(width: usize, label: &[u8]) -> Vec<f32> {
    let mut depth = nearest(width, &edges(width, label, |a, b| a != b)).distance;
    for depth in &mut depth {
        *depth += 0.5;
    }
    depth
}

/// What is not the body, and the grid's own rim: the body may end there.
pub(super) fn with_rim(grid: &Grid, off: &[bool]) -> Vec<bool> {
    let at_rim = |pixel: usize| {
        let x = pixel % grid.width;
        x == 0 || x + 1 == grid.width || pixel < grid.width || pixel + grid.width >= grid.len()
    };
    (0..off.len()).map(|pixel| off[pixel] || at_rim(pixel)).collect()
}

/// What of each area a disc fits into.
struct Opened {
    width: usize,
    /// The disc's radius, in pixels.
    radius: f32,
    /// Distance from each pixel's middle to where its area ends.
    depth: Vec<f32>,
    /// Whether a disc inside the area covers the pixel.
    kept: Vec<bool>,
}

impl Opened {
    fn of(grid: &Grid, label: &[u8], radius: f32) -> Opened {
        let width = grid.width;
        let depth = depths(width, label);
        let deep: Vec<bool> = depth.iter().map(|&depth| depth > radius).collect();
        let Nearest { distance, seed } = nearest(width, &deep);
        let kept = (0..label.len())
            .map(|pixel| {
                let own = seed[pixel] != NOWHERE && label[seed[pixel] as usize] == label[pixel];
                label[pixel] >= BASE || (own && distance[pixel] <= radius)
            })
            .collect();
        Opened { width, radius, depth, kept }
    }

    /// Areas that are mostly too thin are so everywhere: a line that is as wide as the limit would else be
    /// broken up by its own unevenness.
    fn whole_lines(mut self, grid: &Grid, label: &[u8]) -> Opened {
        let nothing = vec![false; label.len()];
        let mut seen: Vec<bool> = label.iter().map(|&label| label >= BASE).collect();
        for start in 0..label.len() {
            if !seen[start] {
                let (area, _) = gathered(grid, label, &self.depth, &nothing, &mut seen, start);
                if !area.mostly(|pixel| self.kept[pixel]) {
                    area.pixels.iter().for_each(|&pixel| self.kept[pixel] = false);
                }
            }
        }
        self
    }

    /// The labels, with the nearest label that is kept where one is not.
    fn filled(&self, label: &[u8]) -> Vec<u8> {
        let source: Vec<bool> =
            self.kept.iter().zip(label).map(|(&kept, &label)| kept && label != OUTSIDE).collect();
        let Nearest { seed, .. } = nearest(self.width, &source);
        let fill = |pixel: usize| match (self.kept[pixel], seed[pixel]) {
            (true, _) | (_, NOWHERE) => label[pixel],
            (false, seed) => label[seed as usize],
        };
        (0..label.len()).map(fill).collect()
    }
}

/// Pixels beside one whose label differs as asked.
fn edges(width: usize, label: &[u8], differ: impl Fn(u8, u8) -> bool) -> Vec<bool> {
    let mut edges = vec![false; label.len()];
    for pixel in 0..label.len() {
        let right = ((pixel + 1) % width != 0).then_some(pixel + 1);
        let below = Some(pixel + width).filter(|&below| below < label.len());
        for beside in right.into_iter().chain(below) {
            if differ(label[pixel], label[beside]) {
                (edges[pixel], edges[beside]) = (true, true);
            }
        }
    }
    edges
}

/// A connected piece of one colour that is too thin.
struct Feature {
    label: u8,
    pixels: Vec<usize>,
    /// Half its width at the widest, in pixels.
    depth: f32,
}

impl Feature {
    /// Whether more than half of its pixels are so.
    fn mostly(&self, so: impl Fn(usize) -> bool) -> bool {
        2 * self.pixels.iter().filter(|&&pixel| so(pixel)).count() > self.pixels.len()
    }

    /// Whether the line along its middle runs between two pixels that are as deep as any.
    fn middle_is_between(&self, width: usize, depth: &[f32]) -> bool {
        let deepest = |pixel: usize| depth.get(pixel).is_some_and(|&depth| depth > self.depth - 0.25);
        let across = |pixel: usize, step: usize| {
            pixel.checked_sub(step).is_some_and(|before| deepest(before) != deepest(pixel + step))
        };
        let mut middle = self.pixels.iter().filter(|&&pixel| deepest(pixel)).peekable();
        middle.peek().is_some()
            && (middle.clone().all(|&pixel| across(pixel, width)) || middle.all(|&pixel| across(pixel, 1)))
    }

    /// Visits every pixel of the body that the feature covers once it is nowhere thinner than twice `least`: discs
    /// along its middle, each at least that large.
    fn paint(&self, grid: &Grid, depth: &[f32], least: f32, mut visit: impl FnMut(usize)) {
        self.pixels.iter().for_each(|&pixel| visit(pixel));
        let middle = |pixel: &&usize| depth[**pixel] > 0.6 * self.depth && is_ridge(grid, depth, **pixel);
        for &pixel in self.pixels.iter().filter(middle) {
            let (x, y) = ((pixel % grid.width) as isize, (pixel / grid.width) as isize);
            let radius = depth[pixel].max(least);
            let reach = radius.ceil() as isize;
            for dy in -reach..=reach {
                let half = (radius * radius - (dy * dy) as f32).max(0.0).sqrt() as isize;
                let row = y + dy;
                if row < 0 || row >= grid.height as isize {
                    continue;
                }
                let columns = (x - half).max(0)..=(x + half).min(grid.width as isize - 1);
                columns
                    .map(|x| row as usize * grid.width + x as usize)
                    .filter(|&at| grid.is_body(at))
                    .for_each(&mut visit);
            }
        }
    }
}

/// Whether a pixel lies on the middle of a line: across one of four ways it is deepest.
fn is_ridge(grid: &Grid, depth: &[f32], pixel: usize) -> bool {
    /// How much less deep it is two pixels beside the middle.
    const FALL: f32 = 0.6;
    let (x, y) = ((pixel % grid.width) as isize, (pixel / grid.width) as isize);
    let at = |dx: isize, dy: isize| {
        let (x, y) = (x + dx, y + dy);
        let inside = x >= 0 && y >= 0 && x < grid.width as isize && y < grid.height as isize;
        if inside { depth[y as usize * grid.width + x as usize] } else { 0.0 }
    };
    let here = depth[pixel];
    [(1, 0), (0, 1), (1, 1), (1, -1)].into_iter().any(|(dx, dy)| {
        let beside = at(dx, dy).max(at(-dx, -dy));
        let farther = at(2 * dx, 2 * dy).max(at(-2 * dx, -2 * dy));
        here >= beside && here >= farther + FALL
    })
}

/// The features that are worth keeping, the largest first, and how many are not.
fn features(grid: &Grid, regions: &Regions, opened: &Opened, filled: &[u8]) -> (Vec<Feature>, usize) {
    let mut seen = opened.kept.clone();
    let (mut kept, mut merged) = (Vec::new(), 0);
    for start in 0..seen.len() {
        if seen[start] {
            continue;
        }
        let (feature, touches) =
            gathered(grid, &regions.label, &opened.depth, &opened.kept, &mut seen, start);
        if feature.is_worth_keeping(regions, filled, opened.radius, touches) {
            kept.push(feature);
        } else {
            // The rounded corner of an area is nothing lost.
            merged += usize::from(!touches);
        }
    }
    kept.sort_by_key(|feature| std::cmp::Reverse(feature.pixels.len()));
    (kept, merged)
}

/// The piece that a pixel lies in, and whether it is a part of an area that is kept.
fn gathered(
    grid: &Grid,
    label: &[u8],
    depth: &[f32],
    kept: &[bool],
    seen: &mut [bool],
    start: usize,
) -> (Feature, bool) {
    let mut feature = Feature { label: label[start], pixels: Vec::new(), depth: 0.0 };
    let (mut open, mut touches) = (vec![start], false);
    seen[start] = true;
    while let Some(pixel) = open.pop() {
        feature.pixels.push(pixel);
        feature.depth = feature.depth.max(depth[pixel]);
        let x = pixel % grid.width;
        let beside = [
            (x > 0).then(|| pixel - 1),
            (x + 1 < grid.width).then_some(pixel + 1),
            pixel.checked_sub(grid.width),
            Some(pixel + grid.width).filter(|&below| below < label.len()),
        ];
        for beside in beside.into_iter().flatten().filter(|&beside| label[beside] == feature.label) {
            touches |= kept[beside];
            if !seen[beside] {
                seen[beside] = true;
                open.push(beside);
            }
        }
    }
    (feature, touches)
}

impl Feature {
    fn is_worth_keeping(&self, regions: &Regions, filled: &[u8], legal: f32, touches: bool) -> bool {
        let area = self.pixels.len() as f32;
        // As wide as it is at its widest, it would be this long.
        let length = area / (2.0 * self.depth);
        let width = 2.0 * self.depth;
        let disc = std::f32::consts::PI * legal * legal;
        if area < 6.0 || (touches && length < CORNER * width) || area < LEAST_SHARE * disc {
            return false;
        }
        let contrasts = regions.contrasts(self.label);
        let seen = self.pixels.iter().map(|&pixel| contrasts[usize::from(filled[pixel])]);
        seen.sum::<f32>() / area >= SEEN
    }
}
