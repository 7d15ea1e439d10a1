//! The face: what a process makes of the artwork, and the lines it adds to the outline.
//!
//! A face is drawn on a grid over the outline's box. Colours become few (`palette`), areas as wide as the process
//! can make them (`regions`), and what is left is painted (`paint`).

mod bare;
mod distance;
mod grid;
mod guides;
mod makeup;
mod paint;
mod palette;
mod regions;
mod tones;

use std::sync::Arc;

use kurbo::{Affine, BezPath, Rect};

use crate::artwork::{Picture, Subject};
use crate::process::{Face, Process, White};
use crate::project::Charm;
use crate::shape::{BackSide, Guide, Outline, Quality};
use crate::units::Mm;

pub use distance::{NOWHERE, Nearest, nearest};
use grid::Grid;
pub(crate) use guides::cavity;
pub use makeup::{Body, Front, Makeup};
use paint::Painted;
use regions::Regions;

/// What the process works on.
pub(crate) struct Blank<'a> {
    pub(crate) charm: &'a Charm,
    pub(crate) process: &'a Process,
    pub(crate) subject: &'a Subject,
    pub(crate) outline: &'a Outline,
    /// From the picture's pixels to mm.
    pub(crate) pixels_to_mm: Affine,
}

/// What the process makes of it.
pub(crate) struct Dressed {
    /// What the front shows in place of the artwork.
    pub(crate) face: Option<Front>,
    /// The region of white ink.
    pub(crate) white: BezPath,
    pub(crate) guides: Vec<Guide>,
    pub(crate) back: Option<BackSide>,
    pub(crate) makeup: Makeup,
}

/// What the process makes of a charm whose artwork has that silhouette in white. A face takes longer than a
/// hand may wait, so a preview shows the artwork as it is.
pub(crate) fn dress(
    blank: &Blank<'_>,
    silhouette: BezPath,
    back: Option<BackSide>,
    quality: Quality,
) -> Dressed {
    let made = Some(quality).filter(|quality| *quality == Quality::Final).and_then(|_| make(blank));
    let mut guides = guides::guides(blank.charm, blank.process, blank.outline);
    let (face, mut makeup) = match made {
        Some(Made { front, guides: own, makeup }) => {
            guides.extend(own);
            (Some(front), makeup)
        }
        None => (None, Makeup::default()),
    };
    makeup.cavity = guides::cavity(&guides).map(|(_, width)| Mm::new(width));
    makeup.shrunk = guides::shrunk(blank.charm, blank.process);
    let back = back.filter(|_| blank.process.back).map(|back| match blank.process.white {
        White::None => BackSide { white: BezPath::new(), ..back },
        White::Behind | White::Chosen => back,
    });
    Dressed { face, white: white(blank, silhouette), guides, back, makeup }
}

/// One face with what comes with it.
struct Made {
    front: Front,
    guides: Vec<Guide>,
    makeup: Makeup,
}

/// The rectangle of the artwork's picture.
fn artwork_box(blank: &Blank<'_>) -> Rect {
    let picture = &blank.subject.picture;
    let whole = Rect::new(0.0, 0.0, f64::from(picture.width()), f64::from(picture.height()));
    blank.pixels_to_mm.transform_rect_bbox(whole)
}

/// What the process makes of the artwork; `None` where it is printed as it is.
fn make(blank: &Blank<'_>) -> Option<Made> {
    match &blank.process.face {
        Face::Print => None,
        Face::Pale { left, .. } => Some(pale(blank, *left)),
        Face::Engrave { levels, ink, .. } => {
            let (grid, regions) = toned(blank, *levels);
            Some(made(&grid, paint::engraved(&grid, &regions, *levels, *ink)))
        }
        Face::Relief { levels, metal, .. } => {
            let (grid, regions) = toned(blank, *levels);
            Some(made(&grid, paint::relief(&grid, &regions, *levels, *metal)))
        }
        Face::Cells { metal, .. } => {
            let (grid, regions) = coloured(blank);
            let line = blank.charm.options.line.or(blank.process.face.line()).map_or(0.0, Mm::get);
            let cells = regions::cells(&grid, regions, line, finest(blank));
            Some(made(&grid, paint::cells(&grid, &cells, *metal)))
        }
        Face::Flat { .. } => {
            let (grid, regions) = coloured(blank);
            let regions = regions::thickened(&grid, regions, finest(blank));
            let merrow = guides::merrow_width(blank.process, blank.outline);
            Some(made(&grid, paint::flat(&grid, &regions, blank.process.body, merrow)))
        }
    }
}

/// The white ink: none, or what the outline made of it, or under the artwork without what a person leaves bare.
fn white(blank: &Blank<'_>, silhouette: BezPath) -> BezPath {
    match blank.process.white {
        White::None => BezPath::new(),
        White::Chosen if !blank.charm.options.bare.is_empty() => bare::white(blank),
        White::Behind | White::Chosen => silhouette,
    }
}

fn finest(blank: &Blank<'_>) -> f64 {
    blank.charm.options.detail.or(blank.process.face.finest()).map_or(0.0, Mm::get)
}

/// The artwork in few colours.
fn coloured(blank: &Blank<'_>) -> (Grid, Regions) {
    let grid = Grid::over(blank);
    let options = &blank.charm.options;
    let wanted = options.colours.or(blank.process.face.colours()).unwrap_or(1) as usize;
    let palette =
        if options.palette.is_empty() { palette::found(&grid, wanted) } else { options.palette.clone() };
    let regions = Regions::coloured(&grid, palette);
    (grid, regions)
}

/// The artwork in few tones.
fn toned(blank: &Blank<'_>, levels: u32) -> (Grid, Regions) {
    let grid = Grid::over(blank);
    let regions = tones::toned(&grid, levels);
    let regions = regions::thickened(&grid, regions, finest(blank));
    (grid, regions)
}

fn made(grid: &Grid, painted: Painted) -> Made {
    let Painted { picture, heights, guides, makeup } = painted;
    let front =
        Front { picture: Arc::new(picture), rect: grid.rect(), lasts: true, heights: heights.map(Arc::new) };
    Made { front, guides, makeup }
}

/// The artwork with only a part of its colour left, on its own rectangle.
fn pale(blank: &Blank<'_>, left: f64) -> Made {
    let picture = &blank.subject.picture;
    let levels: Vec<u8> = (0..=255).map(|v| (255.0 - left * (255.0 - f64::from(v))).round() as u8).collect();
    let mut rgba = picture.rgba().to_vec();
    for pixel in rgba.chunks_exact_mut(4) {
        pixel[..3].iter_mut().for_each(|channel| *channel = levels[usize::from(*channel)]);
    }
    let paled = Picture::new(picture.width(), picture.height(), rgba);
    let front = Front { picture: Arc::new(paled), rect: artwork_box(blank), lasts: false, heights: None };
    Made { front, guides: Vec::new(), makeup: Makeup::default() }
}
