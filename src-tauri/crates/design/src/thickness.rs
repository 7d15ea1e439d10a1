//! Local thickness: at each place the diameter of the largest disc of material that holds it.
//!
//! Between the two sides of a bar it is the bar's width, and it says at a glance where a charm would break.
//! The discs are those of the exact distance field (see `outline::field`); only those below the width that
//! nobody fears are drawn, so the cost does not grow with the body.

use kurbo::Rect;

use crate::artwork::Picture;
use crate::check;
use crate::outline::Field;
use crate::process::{CheckCode, Process};
use crate::shape::Outline;

/// Samples a millimetre.
const PER_MM: f64 = 8.0;
/// Most samples: a plate of 150 mm has as many at 8 a millimetre.
const MOST: f64 = 1.5e6;

/// How thick the material is, as a grid.
#[derive(Clone, Debug)]
pub struct Thickness {
    width: usize,
    height: usize,
    /// Where the grid lies, in mm.
    rect: Rect,
    /// The widths that are told apart, in mm: all below the first is as hot, all above the second is safe.
    range: [f64; 2],
    /// The thickness at each sample, in mm, and how much of the sample is material.
    samples: Vec<(f32, f32)>,
}

/// The widths that are told apart of a process: from half of what breaks to a third more than is comfortable,
/// so that what breaks lies in the first third of the scale. `None` for a process that fears no neck.
#[must_use]
pub fn range(process: &Process) -> Option<[f64; 2]> {
    let limit = process.limit(CheckCode::Neck)?;
    let comfortable = check::comfortable(process, CheckCode::Neck)?;
    let breaks = limit.error_below.unwrap_or(comfortable / 2.0);
    (comfortable > 0.0).then_some([breaks.min(comfortable) / 2.0, comfortable * 4.0 / 3.0])
}

/// Where an outline's thickness is drawn, in mm.
#[must_use]
pub fn rect_of(outline: &Outline) -> Rect {
    let Grid { width, height, per_mm } = Grid::over(outline);
    let margin = MARGIN / per_mm;
    Rect::from_origin_size((-margin, -margin), (width as f64 / per_mm, height as f64 / per_mm))
}

/// Samples round the outline's box.
const MARGIN: f64 = 2.0;

/// How an outline is sampled.
struct Grid {
    width: usize,
    height: usize,
    per_mm: f64,
}

impl Grid {
    fn over(outline: &Outline) -> Grid {
        let per_mm = PER_MM.min((MOST / outline.size.area().max(1.0)).sqrt());
        let cells = |mm: f64| (mm * per_mm + 2.0 * MARGIN).ceil() as usize;
        Grid { width: cells(outline.size.width), height: cells(outline.size.height), per_mm }
    }
}

impl Thickness {
    /// The thickness of what the blade leaves standing.
    #[must_use]
    pub fn of(outline: &Outline, range: [f64; 2]) -> Thickness {
        let Grid { width, height, per_mm } = Grid::over(outline);
        let margin = MARGIN / per_mm;
        let to_grid = |point: &kurbo::Point| {
            [((point.x + margin) * per_mm) as f32, ((point.y + margin) * per_mm) as f32]
        };
        let rings: Vec<Vec<[f32; 2]>> =
            check::cut_rings(outline, true).iter().map(|ring| ring.iter().map(to_grid).collect()).collect();
        let safe = (range[1] / 2.0 * per_mm) as f32;
        let field = Field::of_rings(&rings, width, height, safe + 4.0);
        let radii = Discs::of(&field, safe).drawn();
        let thick = |(radius, depth): (&f32, &f32)| {
            let thick = 2.0 * f64::from(radius.max(*depth)) / per_mm;
            (thick as f32, (depth + 0.5).clamp(0.0, 1.0))
        };
        let samples = radii.iter().zip(&field.depth).map(thick).collect();
        Thickness { width, height, rect: rect_of(outline), range, samples }
    }

    /// Where its picture lies, in mm.
    #[must_use]
    pub fn rect(&self) -> Rect {
        self.rect
    }

    /// The thickness at a place, in mm; `None` where there is no material.
    #[must_use]
    pub fn at(&self, x: f64, y: f64) -> Option<f64> {
        let cell = |mm: f64, low: f64, long: f64, cells: usize| {
            let at = ((mm - low) / long * cells as f64).floor();
            (at >= 0.0 && at < cells as f64).then_some(at as usize)
        };
        let column = cell(x, self.rect.x0, self.rect.width(), self.width)?;
        let row = cell(y, self.rect.y0, self.rect.height(), self.height)?;
        let (thick, share) = self.samples[row * self.width + column];
        (share > 0.5).then_some(f64::from(thick))
    }

    /// The thickness as colours: dark where it breaks, paler the thicker, nothing where it is safe.
    #[must_use]
    pub fn picture(&self) -> Picture {
        let rgba = self.samples.iter().flat_map(|&(thick, share)| self.colour(thick, share)).collect();
        Picture::new(self.width as u32, self.height as u32, rgba)
    }

    fn colour(&self, thick: f32, share: f32) -> [u8; 4] {
        let [low, high] = self.range;
        let warmth = ((f64::from(thick) - low) / (high - low).max(1e-6)).clamp(0.0, 1.0);
        let [r, g, b] = ramp(warmth);
        let fading = ((1.0 - warmth) / FADES).min(1.0);
        [r, g, b, (255.0 * STRONGEST * fading * f64::from(share)).round() as u8]
    }
}

/// How much of what lies below shows through at the hottest.
const STRONGEST: f64 = 0.88;
/// The last part of the scale, in which the colour fades into nothing.
const FADES: f64 = 0.6;

/// The colours from what breaks to what is safe, in equal steps of lightness (`OKLab`), which every kind of
/// sight tells apart: wine, crimson, vermilion, amber, straw.
pub const RAMP: [[u8; 3]; 9] = [
    [91, 10, 58],
    [129, 16, 62],
    [170, 18, 63],
    [201, 51, 58],
    [230, 82, 43],
    [244, 126, 42],
    [249, 169, 49],
    [251, 207, 114],
    [251, 242, 176],
];

fn ramp(share: f64) -> [u8; 3] {
    let place = share * (RAMP.len() - 1) as f64;
    let low = (place.floor() as usize).min(RAMP.len() - 2);
    let part = place - low as f64;
    std::array::from_fn(|channel| {
        let (a, b) = (f64::from(RAMP[low][channel]), f64::from(RAMP[low + 1][channel]));
        (a + (b - a) * part).round() as u8
    })
}

/// The largest discs of a field, up to a radius.
struct Discs<'a> {
    field: &'a Field,
    safe: f32,
}

impl<'a> Discs<'a> {
    fn of(field: &'a Field, safe: f32) -> Self {
        Discs { field, safe }
    }

    /// For each sample the radius of the largest disc that holds it, `safe` at most.
    fn drawn(&self) -> Vec<f32> {
        let (width, height) = (self.field.width, self.field.height);
        let mut radii = vec![0.0_f32; width * height];
        for y in 2..height.saturating_sub(2) {
            for x in 2..width.saturating_sub(2) {
                if let Some(radius) = self.radius(y * width + x) {
                    self.draw(&mut radii, x, y, radius);
                }
            }
        }
        radii
    }

    /// The radius of the disc round a sample, if it lies in no other: on the ridge of the field, or on the
    /// rim of what is safe.
    fn radius(&self, at: usize) -> Option<f32> {
        let depth = &self.field.depth;
        let (here, width) = (depth[at], self.field.width);
        if here <= 0.0 || here >= self.safe + 1.5 {
            return None;
        }
        if here >= self.safe {
            return Some(self.safe);
        }
        let beside = [1, width - 1, width, width + 1];
        let long = |step: usize| if step == 1 || step == width { 1.0 } else { std::f32::consts::SQRT_2 };
        let rises = |step: usize| depth[at + step].max(depth[at - step]) - here >= long(step) * DOMINATED;
        if beside.into_iter().any(rises) {
            return None;
        }
        let ridge = beside.into_iter().map(|step| self.between(at, step)).fold(here, f32::max);
        Some(ridge.min(here + 0.75).min(self.safe))
    }

    /// The depth of a ridge that runs between the samples on both sides of one, by how steeply the field
    /// rises to it.
    fn between(&self, at: usize, step: usize) -> f32 {
        let depth = &self.field.depth;
        let (a, b) = (depth[at - step], depth[at + step]);
        let (up, down) = (a - depth[at - 2 * step], b - depth[at + 2 * step]);
        if up <= 0.0 || down <= 0.0 {
            return 0.0;
        }
        f32::midpoint(a, b) + f32::midpoint(up, down)
    }

    fn draw(&self, radii: &mut [f32], x: usize, y: usize, radius: f32) {
        // A sample belongs to the disc that covers a part of it.
        let reach = radius + 1.0;
        let span = |at: usize, size: usize| {
            let low = (at as f32 - reach).ceil().max(0.0) as usize;
            low..((at as f32 + reach).floor() as usize + 1).min(size)
        };
        for row in span(y, self.field.height) {
            let off = (row as f32 - y as f32).powi(2);
            let half = (reach * reach - off).max(0.0).sqrt();
            let low = (x as f32 - half).ceil().max(0.0) as usize;
            let high = ((x as f32 + half).floor() as usize + 1).min(self.field.width);
            let cells = &mut radii[row * self.field.width..][low.min(high)..high];
            for cell in cells {
                *cell = cell.max(radius);
            }
        }
    }
}

/// A disc lies in its neighbour's when the depth rises this much of the way to it: a field rises by the whole
/// way straight up, and by a little less along the grid.
const DOMINATED: f32 = 0.9;

#[cfg(test)]
mod tests {
    use kurbo::{BezPath, Point, Shape, Size};

    use super::*;
    use crate::units::Mm;

    fn outline(cut: BezPath) -> Outline {
        let size = cut.bounding_box();
        Outline {
            size: Size::new(size.x1, size.y1),
            area_mm2: 0.0,
            perimeter: Mm::ZERO,
            centroid: Point::ORIGIN,
            nodes: 0,
            cutouts: Vec::new(),
            holes: Vec::new(),
            cut,
        }
    }

    #[test]
    fn a_bar_is_as_thick_as_it_is_wide_whichever_way_it_lies() {
        for (wide, turn) in [(1.9, 0.0), (2.1, 0.3), (3.0, 0.6), (0.8, 0.785), (4.4, 1.2)] {
            let bar = Rect::from_center_size((0.0, 0.0), (24.0, wide)).to_path(0.01);
            let place = kurbo::Affine::translate((15.0, 15.0)) * kurbo::Affine::rotate(turn);
            let thickness = Thickness::of(&outline(place * bar), [2.0, 6.0]);
            for along in [-6.0, -1.3, 0.0, 2.7, 6.0] {
                let at = place * Point::new(along, 0.1 * wide);
                let found = thickness.at(at.x, at.y).unwrap();
                assert!((found - wide).abs() < 0.06, "{found} for {wide} at {turn}");
            }
        }
    }

    #[test]
    fn the_body_is_safe_and_its_neck_is_hot() {
        let mut path = kurbo::Circle::new((12.0, 12.0), 10.0).to_path(0.001);
        path.extend(Rect::new(10.0, 11.0, 40.0, 13.0).to_path(0.01));
        // Two rings that overlap: the field winds round both.
        let thickness = Thickness::of(&outline(path), [2.0, 6.0]);
        let picture = thickness.picture();
        let alpha = |x: f64, y: f64| {
            let column = ((x - thickness.rect().x0) * PER_MM) as usize;
            let row = ((y - thickness.rect().y0) * PER_MM) as usize;
            picture.rgba()[4 * (row * picture.width() as usize + column) + 3]
        };
        assert_eq!(alpha(6.0, 8.0), 0, "the disc is 20 mm thick");
        assert!(alpha(35.0, 12.0) > 200 && alpha(35.0, 20.0) == 0);
    }

    #[test]
    fn the_ramp_grows_lighter_in_even_steps() {
        let light = |[r, g, b]: [u8; 3]| {
            let linear = |byte: u8| libm::pow(f64::from(byte) / 255.0, 2.2);
            libm::cbrt(0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b))
        };
        let steps: Vec<f64> = RAMP.windows(2).map(|pair| light(pair[1]) - light(pair[0])).collect();
        assert!(steps.iter().all(|step| (0.03..0.16).contains(step)), "{steps:?}");
    }
}
