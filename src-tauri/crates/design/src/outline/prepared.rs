//! What can be measured once per artwork, whatever the size and the border.

use std::sync::{Arc, Mutex, PoisonError};

use kurbo::{Point, Rect};

use super::field::Field;
use super::level::GridRing;
use crate::contour::signed_area;

/// The distances round a piece of artwork, in units of its grid.
#[derive(Debug)]
pub(crate) struct ArtField {
    pub(crate) field: Field,
    /// Pixels per unit of the grid.
    pub(crate) step: f64,
    /// Where the grid's corner lies, in pixels.
    pub(crate) corner: Point,
    /// The most samples of this and of other fields of the same outline.
    pub(crate) most: f64,
}

/// The artwork's parts that get a border.
pub(crate) struct Parts {
    /// Their outer rings, in pixels.
    pub(crate) rings: Vec<GridRing>,
    /// The box round them, in pixels.
    pub(crate) bounds: Rect,
    /// Parts too small to get one.
    pub(crate) specks: usize,
}

/// Parts below this, in mm², get no border: a blob of a quarter millimetre is dust or noise, and thousands
/// of them would grow into one block.
pub(crate) const SPECK: f64 = 0.05;

impl Parts {
    /// The outer rings of the artwork without specks; the largest is kept whatever its size.
    pub(crate) fn of(rings: &[GridRing], scale: f64) -> Parts {
        let areas: Vec<f64> = rings.iter().map(|ring| signed_area(ring)).collect();
        let largest = areas.iter().copied().fold(0.0, f64::max);
        let least = (SPECK / (scale * scale)).min(largest);
        let outer = || rings.iter().zip(&areas).filter(|(_, area)| **area > 0.0);
        let kept: Vec<GridRing> =
            outer().filter(|(_, area)| **area >= least).map(|(ring, _)| ring.clone()).collect();
        Parts { bounds: pixel_bounds(&kept), specks: outer().count() - kept.len(), rings: kept }
    }

    /// The same artwork with its see-through parts, but for those too small to be seen.
    pub(crate) fn open(rings: &[GridRing], scale: f64) -> Parts {
        let mut parts = Parts::of(rings, scale);
        let least = SPECK / (scale * scale);
        parts.rings.extend(rings.iter().filter(|ring| signed_area(ring) < -least).cloned());
        parts
    }
}

/// The room a field leaves round the artwork, in mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Margin {
    pub(crate) top: f64,
    pub(crate) side: f64,
    pub(crate) bottom: f64,
    /// Up to which distance from the artwork the field must be exact.
    pub(crate) exact: f64,
}

/// How fine the grid is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fineness {
    /// Millimetres per unit of the grid.
    pub(crate) step: f64,
    /// The most samples, whatever the size of the charm.
    pub(crate) most: f64,
}

impl Margin {
    /// The artwork's box with its room, in mm.
    fn around(self, parts: &Parts, scale: f64) -> Rect {
        self.beside(parts.bounds.scale_from_origin(scale))
    }

    /// A box in mm with its room.
    pub(crate) fn beside(self, rect: Rect) -> Rect {
        Rect::new(rect.x0 - self.side, rect.y0 - self.top, rect.x1 + self.side, rect.y1 + self.bottom)
    }

    /// The same room, or a little more, so that a slider seldom asks for more than there is.
    fn rounded(self) -> Margin {
        let up = |mm: f64| (mm / 3.0).ceil() * 3.0;
        Margin { top: up(self.top), side: up(self.side), bottom: up(self.bottom), exact: up(self.exact) }
    }
}

/// The field that was measured last, kept for the next look at the same artwork.
///
/// A cache and nothing else: a field that is kept differs from a new one only in where its grid lies, which
/// moves a line by a micrometre or so.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    last: Mutex<Option<Arc<Kept>>>,
}

#[derive(Debug)]
struct Kept {
    art: Arc<ArtField>,
    bounds: Rect,
    count: usize,
    /// Room round the artwork, in pixels.
    margin: Margin,
}

impl Kept {
    fn serves(&self, parts: &Parts, scale: f64, margin: Margin, step: f64) -> bool {
        let room = |kept: f64, wanted: f64| kept * scale >= wanted;
        let ratio = self.art.step * scale / step;
        self.bounds == parts.bounds
            && self.count == parts.rings.len()
            && (0.6..=1.2).contains(&ratio)
            && room(self.margin.top, margin.top)
            && room(self.margin.side, margin.side)
            && room(self.margin.bottom, margin.bottom)
            && room(self.margin.exact, margin.exact)
    }
}

impl Fields {
    /// A field of the parts, for charms at about `scale` mm a pixel.
    ///
    /// `exact` is for results that must not depend on what was looked at before.
    pub(crate) fn field(
        &self,
        parts: &Parts,
        scale: f64,
        margin: Margin,
        fineness: Fineness,
        exact: bool,
    ) -> Arc<ArtField> {
        if exact {
            return Arc::new(ArtField::new(parts, scale, margin, fineness));
        }
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let step = fineness.step_for(parts, scale, margin);
        if let Some(kept) = last.as_ref().filter(|kept| kept.serves(parts, scale, margin, step)) {
            return Arc::clone(&kept.art);
        }
        let wide = margin.rounded();
        let art = Arc::new(ArtField::new(parts, scale, wide, fineness));
        let pixels = |mm: f64| mm / scale;
        let margin = Margin {
            top: pixels(wide.top),
            side: pixels(wide.side),
            bottom: pixels(wide.bottom),
            exact: pixels(wide.exact),
        };
        let kept = Kept { art: Arc::clone(&art), bounds: parts.bounds, count: parts.rings.len(), margin };
        *last = Some(Arc::new(kept));
        art
    }
}

impl Fineness {
    fn step_for(self, parts: &Parts, scale: f64, margin: Margin) -> f64 {
        self.step.max((margin.around(parts, scale).area() / self.most).sqrt())
    }
}

impl ArtField {
    /// The field of the parts, for charms at about `scale` mm a pixel.
    pub(crate) fn new(parts: &Parts, scale: f64, margin: Margin, fineness: Fineness) -> Self {
        let step = fineness.step_for(parts, scale, margin);
        let mm = margin.around(parts, scale);
        let (width, height) =
            ((mm.width() / step).ceil() as usize + 2, (mm.height() / step).ceil() as usize + 2);
        let corner = Point::new(mm.x0 / scale, mm.y0 / scale);
        let pixels = step / scale;
        let to_grid = |[x, y]: [f32; 2]| {
            [((f64::from(x) - corner.x) / pixels) as f32, ((f64::from(y) - corner.y) / pixels) as f32]
        };
        let rings: Vec<GridRing> =
            parts.rings.iter().map(|ring| ring.iter().copied().map(to_grid).collect()).collect();
        let limit = (margin.exact / step) as f32 + 3.0;
        let field = Field::of_rings(&rings, width, height, limit);
        ArtField { field, step: pixels, corner, most: fineness.most }
    }
}

fn pixel_bounds(rings: &[GridRing]) -> Rect {
    let mut points = rings.iter().flatten().map(|[x, y]| Point::new(f64::from(*x), f64::from(*y)));
    let Some(first) = points.next() else { return Rect::ZERO };
    points.fold(Rect::from_points(first, first), |bounds, point| bounds.union_pt(point))
}
