//! A charm as its files have it: as large as before it shrinks, mirrored, the tool's kerf allowed for.

use dangle_design::offset;
use dangle_design::shape::{CharmShape, Hole};
use dangle_design::units::Mm;
use kurbo::{Affine, BezPath, Rect, Shape, Size};

use crate::recipe::Recipe;

/// Where everything of a charm lies in its files, in millimetres from the outline's top left, y down.
pub(crate) struct Laid {
    /// The outline's size.
    pub(crate) size: Size,
    /// The outline of the finished charm.
    pub(crate) edge: BezPath,
    /// The line that is cut: the edge, half the kerf outside.
    pub(crate) cut: BezPath,
    /// What is cut inside, half the kerf inside, each one closed line.
    pub(crate) inner: Vec<BezPath>,
    /// The region of white.
    pub(crate) white: BezPath,
    /// Where the artwork's rectangle lies before it is mirrored.
    pub(crate) art: Rect,
    /// Whether the artwork is to be mirrored about the outline's middle.
    pub(crate) mirrored: bool,
}

impl Laid {
    /// A charm as a recipe wants it.
    pub(crate) fn of(shape: &CharmShape, recipe: &Recipe) -> Laid {
        let grown = shape.makeup.shrunk.filter(|_| recipe.page.before_shrinking);
        let [sx, sy] = grown.map_or([1.0; 2], |left| left.map(|left| 1.0 / left));
        let size = Size::new(shape.outline.size.width * sx, shape.outline.size.height * sy);
        let mirrored = recipe.page.mirrored;
        let mirror = Affine::new([-1.0, 0.0, 0.0, 1.0, size.width, 0.0]);
        let grow = Affine::scale_non_uniform(sx, sy);
        let place = if mirrored { mirror * grow } else { grow };
        let kerf = recipe.cut.kerf_mm / 2.0;
        let holes = shape.outline.holes.iter().map(Hole::path);
        let inner = shape.outline.cutouts.iter().cloned().chain(holes);
        let edge = place * shape.outline.cut.clone();
        Laid {
            size,
            cut: allowed(&edge, kerf),
            edge,
            inner: inner.map(|line| allowed(&(place * line), -kerf)).collect(),
            white: place * shape.white.clone(),
            art: grow.transform_rect_bbox(shape.front().1),
            mirrored,
        }
    }
}

/// A line moved outwards, or inwards where `by` is negative. A hole narrower than the kerf keeps its line.
fn allowed(line: &BezPath, by: Mm) -> BezPath {
    if by == Mm::ZERO {
        return line.clone();
    }
    let moved = offset(line, by);
    if moved.area() == 0.0 { line.clone() } else { moved }
}
