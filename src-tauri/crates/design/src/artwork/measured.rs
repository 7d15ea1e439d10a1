//! What is measured of a picture's colours: once, however often it is looked at.

use std::sync::OnceLock;

use kurbo::{Affine, Point};

use super::Picture;
use crate::contour::contours;
use crate::oklab::{Lab, ToLab, distance};
use crate::outline::{Narrow, Ring, perimeter, stretches};

/// What was measured of a picture. Kept with it, for pixels never change.
#[derive(Clone, Debug, Default)]
pub(super) struct Measured {
    dark: OnceLock<Vec<Vec<[f32; 2]>>>,
    colours: OnceLock<usize>,
}

/// A thin line of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Line {
    /// Its width, in mm.
    pub(crate) width: f64,
    /// One foot, in pixels.
    pub(crate) from: Point,
    /// The other foot.
    pub(crate) to: Point,
}

/// Lines shorter than this, in mm, are dots and corners.
const SHORTEST: f64 = 0.8;
/// How much wider a line may be at one place than at another.
const EVEN: f64 = 1.3;
/// How much darker a line must be than what lies on both sides: a shadow in a photograph is no line.
const CONTRAST: f64 = 0.35;
/// Longest edge, in mm, that is walked along: artwork with more is noise or hatching, and would take seconds.
const LONGEST_EDGE: f64 = 30_000.0;
/// Units of [`stretches`] in a millimetre: it samples finely enough for a cut line, and print is finer.
const FINER: f64 = 3.0;

impl Picture {
    /// Lines thinner than `limit` mm, thinnest first: of what is visible at all, whose edge is `rings`, and of
    /// what is dark on light. Light lines on dark are not looked for. `scale` is in mm a pixel.
    pub(crate) fn lines(&self, rings: &[Vec<[f32; 2]>], scale: f64, limit: f64) -> Vec<Line> {
        let mut lines = thin(rings, scale, limit, |_| true);
        let dark = self.measured().dark.get_or_init(|| self.dark_edges());
        let past = 1.5;
        lines.extend(thin(dark, scale, limit, |across| {
            let way = (across.to - across.from).normalize() * past;
            let inside = self.darkness(across.middle());
            let beside = self.darkness(across.from - way).max(self.darkness(across.to + way));
            inside - beside >= CONTRAST
        }));
        lines.sort_by(|a, b| a.width.total_cmp(&b.width));
        lines
    }

    /// How many colours cover more than a speck of it. Colours that only lie between two others, along a
    /// soft edge, do not count.
    pub(crate) fn flat_colours(&self) -> usize {
        *self.measured().colours.get_or_init(|| count_colours(self))
    }

    /// The rings round what is darker than the middle.
    fn dark_edges(&self) -> Vec<Vec<[f32; 2]>> {
        let dark: Vec<u8> = self.rgba().chunks_exact(4).map(darkness).collect();
        contours(&dark, self.width() as usize, self.height() as usize, 150.0, 0.0)
    }

    /// How dark the picture is at a place, from 0 to 1; nothing is light.
    fn darkness(&self, at: Point) -> f64 {
        let (width, height) = (i64::from(self.width()), i64::from(self.height()));
        let (x, y) = (at.x.floor() as i64, at.y.floor() as i64);
        if x < 0 || y < 0 || x >= width || y >= height {
            return 0.0;
        }
        let pixel = 4 * (y * width + x) as usize;
        f64::from(darkness(&self.rgba()[pixel..pixel + 4])) / 255.0
    }
}

/// How dark a pixel is, 255 being opaque black: its luma by ITU-R BT.709, weighted by its alpha.
fn darkness(pixel: &[u8]) -> u8 {
    let [r, g, b, alpha] = [pixel[0], pixel[1], pixel[2], pixel[3]].map(u32::from);
    let luma = (54 * r + 183 * g + 19 * b) >> 8;
    ((255 - luma.min(255)) * alpha / 255) as u8
}

/// Stretches of a region that are thin for long enough.
fn thin(rings: &[Vec<[f32; 2]>], scale: f64, limit: f64, counts: impl Fn(&Narrow) -> bool) -> Vec<Line> {
    let grow = Affine::scale(scale * FINER);
    let place = |&[x, y]: &[f32; 2]| grow * Point::new(f64::from(x), f64::from(y));
    let rings: Vec<Ring> = rings.iter().map(|ring| ring.iter().map(place).collect()).collect();
    let edge: f64 = rings.iter().map(|ring| perimeter(ring)).sum();
    if edge > LONGEST_EDGE * FINER {
        return Vec::new();
    }
    let back = grow.inverse();
    let in_pixels = |narrow: &Narrow| Narrow { from: back * narrow.from, to: back * narrow.to };
    let lines = stretches(&rings, limit * FINER).into_iter().filter_map(|stretch| {
        let sections: Vec<Narrow> =
            stretch.sections.iter().filter(|section| counts(&in_pixels(section))).copied().collect();
        let width = usual_width(&sections)?;
        // Where two curves come close for a moment there is a thin place, but no line.
        let even: Vec<Narrow> =
            sections.into_iter().filter(|section| section.width() <= EVEN * width).collect();
        let long = extent(&even) >= (SHORTEST * FINER).max(2.0 * width);
        let middle = in_pixels(even.get(even.len() / 2)?);
        long.then_some(Line { width: width / FINER, from: middle.from, to: middle.to })
    });
    lines.collect()
}

/// The width that three quarters of the sections have at least: a stroke of the brush ends in a point, and
/// nobody minds.
fn usual_width(sections: &[Narrow]) -> Option<f64> {
    let mut widths: Vec<f64> = sections.iter().map(Narrow::width).collect();
    widths.sort_by(f64::total_cmp);
    widths.get(widths.len() / 4).copied()
}

/// How far apart the farthest sections lie, along the longer side of their box.
fn extent(sections: &[Narrow]) -> f64 {
    let middles = || sections.iter().map(Narrow::middle);
    let span = |of: fn(Point) -> f64| {
        let (low, high) =
            middles().map(of).fold((f64::MAX, f64::MIN), |(low, high), at| (low.min(at), high.max(at)));
        (high - low).max(0.0)
    };
    span(|point| point.x).hypot(span(|point| point.y))
}

/// Two colours closer than this in `OKLab` are one to a maker of enamel or thread.
const ONE_COLOUR: f32 = 0.06;
/// A colour counts from this share of the flat pixels on.
const COUNTED: f64 = 0.004;
/// Neighbours that differ by more than this, in `OKLab`, are no flat ground.
const FLAT: f32 = 0.02;

fn count_colours(picture: &Picture) -> usize {
    let to_lab = ToLab::new();
    let (pixels, _) = picture.rgba().as_chunks::<4>();
    let width = (picture.width() as usize).max(1);
    let lab = |pixel: [u8; 4]| to_lab.of([pixel[0], pixel[1], pixel[2]]);
    let alike = |a: [u8; 4], b: [u8; 4]| a == b || (b[3] > 127 && distance(lab(a), lab(b)) < FLAT);
    let mut bins = vec![0_u32; 1 << 15];
    let mut flat = 0_u32;
    for (at, &pixel) in pixels.iter().enumerate() {
        let beside = [at + 1, at + width].map(|next| pixels.get(next).copied().unwrap_or(pixel));
        if pixel[3] > 127 && beside.iter().all(|&next| alike(pixel, next)) {
            flat += 1;
            let [r, g, b] = [pixel[0], pixel[1], pixel[2]].map(|channel| usize::from(channel >> 3));
            bins[r << 10 | g << 5 | b] += 1;
        }
    }
    let mut used: Vec<(u32, usize)> =
        bins.iter().enumerate().filter(|(_, count)| **count > 0).map(|(bin, &count)| (count, bin)).collect();
    used.sort_by_key(|&(count, bin)| (std::cmp::Reverse(count), bin));
    let mut colours: Vec<(Lab, u32)> = Vec::new();
    for (count, bin) in used {
        let channel = |shift: usize| ((bin >> shift & 31) << 3 | 4) as u8;
        let colour = to_lab.of([channel(10), channel(5), channel(0)]);
        match colours.iter_mut().find(|(other, _)| distance(*other, colour) < ONE_COLOUR) {
            Some((_, total)) => *total += count,
            None => colours.push((colour, count)),
        }
    }
    colours.iter().filter(|(_, count)| f64::from(*count) >= COUNTED * f64::from(flat)).count()
}
