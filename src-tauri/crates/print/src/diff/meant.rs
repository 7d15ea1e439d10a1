//! What was meant, as a proof would show it.

use dangle_design::Result;
use dangle_design::artwork::Picture;
use dangle_design::shape::CharmShape;
use dangle_design::units::dpi;
use kurbo::{Affine, BezPath, Point, Rect};

use super::evidence::Evidence;
use super::plane::Plane;
use super::points::{self, EdgePoint};
use crate::coverage::{self, times};
use crate::geometry::PageBoxes;
use crate::plates::Plates;
use crate::raster::Grid;
use crate::recipe::Recipe;

/// Pixels a millimetre of what is compared: a shift of 0.3 mm is three of them.
const PER_MM: f64 = 10.0;
/// Most pixels compared: a charm of 120 mm square. Larger ones are compared more coarsely.
const MOST_PIXELS: f64 = 2e6;
/// What stands for a ground nobody knows, so that white and black edges both count.
pub(super) const GREY: [u8; 3] = [150, 150, 150];

/// A charm as it should come out, with the edges it is found by.
pub(super) struct Meant {
    pub(super) grid: Grid,
    pub(super) trim: Rect,
    /// The artwork as it was drawn: straight-alpha sRGB, cut off by the bleed.
    pub(super) original: Vec<[u8; 4]>,
    /// The artwork as the press prints it.
    pub(super) printed: Vec<[u8; 4]>,
    /// How much of each pixel is white; nothing where the process has no white.
    pub(super) white: Option<Vec<u8>>,
    pub(super) white_path: Option<BezPath>,
    /// How much of each pixel lies inside the cut line.
    pub(super) inside: Vec<u8>,
    pub(super) cut: BezPath,
    /// Holes and cut-outs.
    pub(super) inner: Vec<BezPath>,
    pub(super) art_points: Vec<EdgePoint>,
    pub(super) cut_points: Vec<EdgePoint>,
    pub(super) inner_points: Vec<EdgePoint>,
}

impl Meant {
    /// What was meant by a charm's plates.
    pub(super) fn of(shape: &CharmShape, recipe: &Recipe) -> Result<Meant> {
        let bleed = PageBoxes::round(shape.outline.size, &recipe.page).bleed;
        let per_mm = PER_MM.min((MOST_PIXELS / bleed.area()).sqrt());
        let plates = Plates::at_dpi(shape, recipe, dpi(per_mm))?;
        let clip = plates.clip_plate();
        let clipped = |[r, g, b, a]: [u8; 4], clip: u8| [r, g, b, times(a, clip)];
        let colours = plates.press.proof(&plates.solid)?;
        let original: Vec<[u8; 4]> = plates.art.iter().zip(&clip).map(|(&p, &c)| clipped(p, c)).collect();
        let printed: Vec<[u8; 4]> =
            original.iter().zip(colours).map(|(pixel, [r, g, b])| [r, g, b, pixel[3]]).collect();
        let inside = plates.fill(&plates.cut);
        let art_points = art_points(&printed, &plates.grid)?;
        let cut_points = points::of_line(&plates.cut);
        let inner_points = plates.inner.iter().flat_map(points::of_line).collect();
        Ok(Meant {
            grid: plates.grid,
            trim: plates.boxes.trim,
            original,
            printed,
            white: plates.white_plate(),
            white_path: plates.white,
            inside,
            art_points,
            cut_points,
            inner_points,
            cut: plates.cut,
            inner: plates.inner,
        })
    }

    /// All edges, art and lines about as important as each other.
    pub(super) fn all_points(&self) -> Vec<EdgePoint> {
        let sum = |points: &[EdgePoint]| points.iter().map(|point| point.weight).sum::<f32>();
        let lines = self.cut_points.iter().chain(&self.inner_points);
        let share = sum(&self.art_points) / (self.cut_points.len() + self.inner_points.len()).max(1) as f32;
        let weight = if share > 0.0 { 0.6 * share } else { 1.0 };
        let lines = lines.map(|point| EdgePoint { weight, ..*point });
        self.art_points.iter().copied().chain(lines).collect()
    }

    /// Where a pixel's middle lies on the charm, in millimetres.
    pub(super) fn place(&self, at: usize) -> Point {
        let (x, y) = ((at % self.grid.width) as f64 + 0.5, (at / self.grid.width) as f64 + 0.5);
        self.grid.origin + kurbo::Vec2::new(x, y) / self.grid.per_mm
    }

    /// The pixel at a place on the charm.
    pub(super) fn pixel(&self, at: Point) -> Option<usize> {
        let off = (at - self.grid.origin) * self.grid.per_mm;
        let on =
            off.x >= 0.0 && off.y >= 0.0 && off.x < self.grid.width as f64 && off.y < self.grid.height as f64;
        on.then(|| off.y as usize * self.grid.width + off.x as usize)
    }

    /// How much of each pixel lies within `reach` millimetres of a line.
    pub(super) fn near(&self, line: &BezPath, reach: f64) -> Vec<u8> {
        let line = coverage::to_pixels(&self.grid) * line.clone();
        coverage::stroke(&line, 2.0 * reach * self.grid.per_mm, self.grid.width, self.grid.height)
    }
}

fn art_points(printed: &[[u8; 4]], grid: &Grid) -> Result<Vec<EdgePoint>> {
    let picture = Picture::new(grid.width as u32, grid.height as u32, printed.as_flattened().to_vec());
    let evidence = Evidence::of(&Plane::of(&picture, GREY)?);
    let to_mm = Affine::translate(grid.origin.to_vec2()) * Affine::scale(1.0 / grid.per_mm);
    Ok(points::of_picture(&evidence, to_mm))
}
