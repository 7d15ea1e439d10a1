//! The cut lines of a gang sheet, for cutters.

use kurbo::BezPath;

use super::Gang;
use crate::formats::{dxf_of_lines, svg_of_lines};
use crate::laid::Laid as Line;
use crate::nest;

/// The cut lines of one sheet as SVG in millimetres.
#[must_use]
pub fn write_gang_svg(gang: &Gang<'_>, laid: &[nest::Laid], sheet: usize, title: &str) -> String {
    svg_of_lines(
        gang.sheet().size(),
        &gang.recipe.cut.layer,
        gang.recipe.cut_rgb(),
        &lines(gang, laid, sheet),
        title,
    )
}

/// The cut lines of one sheet as DXF in millimetres.
#[must_use]
pub fn write_gang_dxf(gang: &Gang<'_>, laid: &[nest::Laid], sheet: usize) -> String {
    dxf_of_lines(
        gang.sheet().size(),
        &gang.recipe.cut.layer,
        gang.recipe.cut_rgb(),
        &lines(gang, laid, sheet),
    )
}

/// Every line that is cut on one sheet: what is cut inside a charm before the charm itself, or it would no longer lie fast.
fn lines(gang: &Gang<'_>, laid: &[nest::Laid], sheet: usize) -> Vec<BezPath> {
    let on_sheet = laid.iter().filter(|one| one.sheet == sheet);
    let of = |one: &nest::Laid| {
        let line = Line::of(gang.designs[one.piece].shape, gang.recipe);
        let place = gang.place(one);
        line.inner.into_iter().chain([line.cut]).map(move |path| place * path).collect::<Vec<_>>()
    };
    on_sheet.flat_map(of).collect()
}
