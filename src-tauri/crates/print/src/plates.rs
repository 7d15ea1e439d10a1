//! The plates of one charm: the intent that a print file is written from and proved against.

use dangle_design::shape::CharmShape;
use dangle_design::units::{Mm, Rgb, dpi};
use dangle_design::{Error, ErrorCode, Result};
use kurbo::{BezPath, Rect};

use crate::colour::{Cmyk, Press};
use crate::coverage::{self, times};
use crate::geometry::{PageBoxes, grow};
use crate::laid::Laid;
use crate::raster::{Grid, on_grid};
use crate::recipe::Recipe;
use crate::vector::Drawn;
use crate::workshop::Outfit;

/// Plates never need fewer pixels an inch than this: what vendors ask for (ayuda.zolemba.es,
/// printcutco.com; Japanese shops ask 350).
const LEAST_DPI: f64 = 300.0;
/// Artwork coarser than the recipe's resolution is enlarged at most this much. Twice smooths its stairs to
/// half their height before a RIP repeats pixels; more adds bytes and nothing to see.
const MOST_ENLARGEMENT: f64 = 2.0;
/// Pixels of the largest plate: 250 mm square at 600 dpi, under 0.5 GB while it is made. A larger charm
/// gets coarser plates, which are looked at from farther away.
const MOST_PIXELS: f64 = 36e6;

/// The plates of one charm, as they are meant to be printed.
///
/// Paths are in millimetres, origin at the trim box's top left, y down.
pub struct Plates {
    pub(crate) boxes: PageBoxes,
    pub(crate) grid: Grid,
    /// The artwork on the grid, cut off where the bleed ends: straight-alpha sRGB.
    pub(crate) art: Vec<[u8; 4]>,
    /// The inks of the artwork where it is opaque.
    pub(crate) solid: Vec<Cmyk>,
    /// The inks that are printed: thinned where the artwork is translucent.
    pub(crate) inks: Vec<Cmyk>,
    pub(crate) cut: BezPath,
    /// What is cut inside the cut line, each one closed line: cut-outs and holes.
    pub(crate) inner: Vec<BezPath>,
    /// The region of white; `None` where the process has no white ink.
    pub(crate) white: Option<BezPath>,
    /// The cut grown by the bleed: nothing is printed outside.
    pub(crate) clip: BezPath,
    pub(crate) press: Press,
    pub(crate) palette: Palette,
    pub(crate) outfit: Outfit,
    /// What stays vector in a PDF; `None` where the artwork is a picture.
    pub(crate) drawn: Option<Drawn>,
}

/// The flat colours a process makes of the artwork.
pub(crate) struct Palette {
    /// The colours, the most used first; empty where there are as many as in the artwork.
    pub(crate) colours: Vec<Rgb>,
    /// The material's own colour, which lines of metal have.
    pub(crate) body: Rgb,
}

impl Plates {
    /// The plates of a charm at the resolution its recipe and its artwork call for.
    ///
    /// # Errors
    /// `NothingVisible` when no artwork lies within the bleed, `Input` when the cut encloses nothing,
    /// `Store` when the press profile is damaged.
    pub fn derive(shape: &CharmShape, recipe: &Recipe) -> Result<Plates> {
        let mut plates = Plates::at_dpi(shape, recipe, resolution(shape, recipe))?;
        if let Some(tree) = vector_art(shape) {
            let laid = Laid::of(shape, recipe);
            let upright = Grid::over(plates.boxes.bleed, plates.dpi());
            let drawn = Drawn::of(tree, laid.art, &upright, &plates.press, &recipe.colour)?;
            let turned = |drawn: Drawn| drawn.mirrored(laid.size.width, &upright);
            plates.drawn = if laid.mirrored { drawn.map(turned) } else { drawn };
        }
        Ok(plates)
    }

    /// The plates at another resolution, for the window.
    pub(crate) fn at_dpi(shape: &CharmShape, recipe: &Recipe, dpi: f64) -> Result<Plates> {
        let laid = Laid::of(shape, recipe);
        let boxes = PageBoxes::round(laid.size, &recipe.page);
        let clip = grow(&laid.edge, recipe.page.bleed_mm)?;
        let (art, grid) = clipped_art(shape, &laid, &clip, Grid::over(boxes.bleed, dpi))?;
        let press = Press::for_recipe(recipe)?;
        let solid = press.separate(&art, &recipe.colour)?;
        let inks = solid.iter().zip(&art).map(|(ink, pixel)| ink.map(|ink| times(ink, pixel[3]))).collect();
        let white = (shape.body.white_ink && recipe.white.is_some()).then_some(laid.white);
        let Laid { cut, inner, .. } = laid;
        let palette = Palette { colours: shape.makeup.colours.clone(), body: shape.body.colour };
        Ok(Plates {
            boxes,
            grid,
            art,
            solid,
            inks,
            cut,
            inner,
            white,
            clip,
            press,
            palette,
            outfit: Outfit::of(shape),
            drawn: None,
        })
    }

    /// The colour plates' pixels an inch.
    #[must_use]
    pub fn dpi(&self) -> f64 {
        dpi(self.grid.per_mm)
    }

    /// The outline's size: width and height of the trim box.
    #[must_use]
    pub fn trim(&self) -> (Mm, Mm) {
        (Mm::new(self.boxes.trim.width()), Mm::new(self.boxes.trim.height()))
    }

    /// The inks of the picture in a PDF: without what stays vector above it.
    pub(crate) fn pictured(&self) -> &[Cmyk] {
        self.drawn.as_ref().map_or(&self.inks, |drawn| &drawn.ground)
    }

    /// Every line that is cut: the cut line first, then what lies inside it.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &BezPath> {
        std::iter::once(&self.cut).chain(&self.inner)
    }

    /// Where the white lies on the grid: 255 for a pixel wholly under white. `None` without white ink.
    pub(crate) fn white_plate(&self) -> Option<Vec<u8>> {
        let white = self.white.as_ref()?;
        Some(coverage::clipped(&self.fill(white), &self.clip_plate()))
    }

    /// How much of each pixel lies within the bleed.
    pub(crate) fn clip_plate(&self) -> Vec<u8> {
        self.fill(&self.clip)
    }

    /// How much of each pixel is left of the finished charm: inside the cut line, outside of what is cut out of it.
    pub(crate) fn body_plate(&self) -> Vec<u8> {
        let mut body = self.fill(&self.cut);
        for line in &self.inner {
            for (body, out) in body.iter_mut().zip(self.fill(line)) {
                *body = times(*body, 255 - out);
            }
        }
        body
    }

    pub(crate) fn fill(&self, path: &BezPath) -> Vec<u8> {
        let path = coverage::to_pixels(&self.grid) * path.clone();
        coverage::fill(&path, self.grid.width, self.grid.height)
    }
}

/// The resolution of the colour plates, in pixels an inch.
pub(crate) fn resolution(shape: &CharmShape, recipe: &Recipe) -> f64 {
    let laid = Laid::of(shape, recipe);
    let wanted = if vector_art(shape).is_some() {
        recipe.colour.dpi
    } else {
        let per_mm = f64::from(shape.front().0.width()) / laid.art.width();
        recipe.colour.dpi.min((dpi(per_mm) * MOST_ENLARGEMENT).max(LEAST_DPI))
    };
    let bleed = PageBoxes::round(laid.size, &recipe.page).bleed;
    wanted.min(dpi((MOST_PIXELS / bleed.area()).sqrt()))
}

/// The drawing, if the artwork is one and is printed as drawn. Where a flat ground was taken away, only
/// the picture knows which parts are left.
fn vector_art(shape: &CharmShape) -> Option<&resvg::usvg::Tree> {
    shape.front().0.vector().filter(|_| !shape.notes.background_removed).map(AsRef::as_ref)
}

/// The artwork on the grid, nothing left of pixels that lie wholly outside the clip. Pixels on its edge
/// keep their full colour; the clip path itself cuts them in the file. Where the artwork is mirrored, so is the
/// grid.
fn clipped_art(shape: &CharmShape, laid: &Laid, clip: &BezPath, grid: Grid) -> Result<(Vec<[u8; 4]>, Grid)> {
    let mut art = on_grid(shape.front().0, vector_art(shape), laid.art, &grid);
    let grid = if laid.mirrored {
        art.chunks_exact_mut(grid.width).for_each(<[_]>::reverse);
        grid.mirrored(laid.size.width)
    } else {
        grid
    };
    let inside = coverage::fill(&(coverage::to_pixels(&grid) * clip.clone()), grid.width, grid.height);
    for (pixel, inside) in art.iter_mut().zip(inside) {
        if inside == 0 {
            *pixel = [0; 4];
        }
    }
    if art.iter().all(|pixel| pixel[3] == 0) {
        return Err(Error::new(
            ErrorCode::NothingVisible,
            "no artwork lies within the cut line",
            "Choose artwork with something visible in it.",
        ));
    }
    Ok((art, grid))
}

/// The smallest rectangle of grid pixels that holds all the artwork: x, y, width, height.
pub(crate) fn art_bounds(art: &[[u8; 4]], width: usize) -> [usize; 4] {
    let seen = |row: &&[[u8; 4]]| row.iter().any(|pixel| pixel[3] > 0);
    let rows: Vec<&[[u8; 4]]> = art.chunks_exact(width).collect();
    let top = rows.iter().position(&seen).unwrap_or(0);
    let bottom = rows.iter().rposition(seen).map_or(top, |last| last + 1);
    let edges = rows[top..bottom].iter().filter_map(|row| {
        let first = row.iter().position(|pixel| pixel[3] > 0)?;
        Some((first, row.iter().rposition(|pixel| pixel[3] > 0)? + 1))
    });
    let (left, right) = edges.fold((width, 0), |(l, r), (first, last)| (l.min(first), r.max(last)));
    [left.min(right), top, right.saturating_sub(left), bottom - top]
}

/// Where a rectangle of grid pixels lies, in millimetres.
pub(crate) fn pixels_to_mm(grid: &Grid, [x, y, width, height]: [usize; 4]) -> Rect {
    let at = |x: usize, y: usize| grid.origin + kurbo::Vec2::new(x as f64, y as f64) / grid.per_mm;
    Rect::from_points(at(x, y), at(x + width, y + height))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use dangle_design::id::RecipeId;

    fn generic() -> Recipe {
        Recipe::load(&RecipeId::new("generic-acrylic").unwrap()).unwrap()
    }

    #[test]
    fn coarse_artwork_is_not_blown_up_to_the_recipes_resolution() {
        let at = |art_dpi: f64| resolution(&fixture::charm_at(art_dpi), &generic());
        assert!((at(100.0) - 300.0).abs() < 1.0);
        assert!((at(200.0) - 400.0).abs() < 1.0);
        assert!((at(600.0) - 600.0).abs() < 1.0);
        assert!((at(1200.0) - 600.0).abs() < 1.0);
    }

    #[test]
    fn translucent_artwork_gets_a_share_of_the_ink() {
        let plates = Plates::derive(&fixture::charm_at(300.0), &generic()).unwrap();
        let mut seen = 0;
        for ((ink, solid), pixel) in plates.inks.iter().zip(&plates.solid).zip(&plates.art) {
            seen += u32::from((1..255).contains(&pixel[3]));
            for plate in 0..4 {
                assert_eq!(ink[plate], times(solid[plate], pixel[3]));
            }
        }
        assert!(seen > 100, "the fixture has soft edges");
    }

    #[test]
    fn artwork_past_the_bleed_is_cut_off() {
        let mut shape = fixture::charm_at(300.0);
        shape.outline.cut = crate::geometry::circle((10.0, 10.0).into(), Mm::new(20.0));
        shape.outline.size = kurbo::Size::new(20.0, 20.0);
        let plates = Plates::derive(&shape, &generic()).unwrap();
        let far = |i: usize| {
            let (x, y) = ((i % plates.grid.width) as f64 + 0.5, (i / plates.grid.width) as f64 + 0.5);
            let at = plates.grid.origin + kurbo::Vec2::new(x, y) / plates.grid.per_mm;
            (at - kurbo::Point::new(10.0, 10.0)).hypot() > 12.1
        };
        assert!(plates.inks.iter().enumerate().all(|(i, ink)| !far(i) || *ink == [0; 4]));
        let bounds = art_bounds(&plates.art, plates.grid.width);
        assert!(bounds[2] <= plates.grid.width && bounds[3] <= plates.grid.height);
    }

    #[test]
    fn a_charm_without_visible_artwork_is_refused() {
        let mut shape = fixture::charm_at(300.0);
        shape.artwork_box = Rect::new(500.0, 500.0, 540.0, 550.0);
        let error = Plates::derive(&shape, &generic()).err().unwrap();
        assert_eq!(error.code(), ErrorCode::NothingVisible);
    }
}
