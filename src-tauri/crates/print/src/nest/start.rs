//! A first layout that surely is one: boxes side by side on shelves, as many beds as that takes.

use super::Turns;
use super::form::Form;
use super::table::Pose;

/// Boxes are kept this much farther apart than the gap: more than the exact check asks for.
const SPARE_MM: f32 = 0.01;

/// The pieces on shelves, the largest first. `bed` is how large one bed is; a bed without end has an endless width.
/// The place of a piece that fits on no bed is the error.
pub(super) fn shelves(
    forms: &[Form],
    kinds: &[usize],
    bed: [f32; 2],
    gap: f32,
) -> std::result::Result<Vec<Pose>, usize> {
    let gap = gap + SPARE_MM;
    let mut boxes = Vec::with_capacity(kinds.len());
    for (piece, kind) in kinds.iter().enumerate() {
        let (turn, extent) = fitting(&forms[*kind], bed).ok_or(piece)?;
        boxes.push((piece, turn, extent));
    }
    let width = |extent: &[f32; 4]| extent[2] - extent[0];
    let height = |extent: &[f32; 4]| extent[3] - extent[1];
    // Shelves stand upright: a column of boxes, as wide as its widest.
    boxes.sort_by(|a, b| width(&b.2).total_cmp(&width(&a.2)).then(a.0.cmp(&b.0)));
    let mut poses = vec![Pose { bed: 0, x: 0.0, y: 0.0, turn: 0.0 }; kinds.len()];
    let (mut on, mut x, mut y, mut column) = (0, 0.0, 0.0, 0.0_f32);
    for (piece, turn, extent) in boxes {
        if y + height(&extent) > bed[1] && y > 0.0 {
            (x, y, column) = (x + column + gap, 0.0, 0.0);
        }
        if x + width(&extent) > bed[0] && x > 0.0 {
            (on, x, y, column) = (on + 1, 0.0, 0.0, 0.0);
        }
        poses[piece] = Pose { bed: on, x: x - extent[0], y: y - extent[1], turn };
        y += height(&extent) + gap;
        column = column.max(width(&extent));
    }
    Ok(poses)
}

/// A turn with which the piece fits on the bed, the lowest box first, and how far it then reaches.
fn fitting(form: &Form, bed: [f32; 2]) -> Option<(f32, [f32; 4])> {
    let degrees: Vec<u16> = match form.turns {
        Turns::Free => (0..36).map(|turn| turn * 5).collect(),
        Turns::Quarters => vec![0, 90],
        Turns::Halves | Turns::None => vec![0],
    };
    let turned = degrees.into_iter().map(|degrees| {
        let turn = f32::from(degrees).to_radians();
        (turn, form.extent(turn))
    });
    let fits = |extent: &[f32; 4]| extent[2] - extent[0] <= bed[0] && extent[3] - extent[1] <= bed[1];
    let area = |extent: &[f32; 4]| (extent[2] - extent[0]) * (extent[3] - extent[1]);
    turned.filter(|(_, extent)| fits(extent)).min_by(|a, b| area(&a.1).total_cmp(&area(&b.1)))
}
