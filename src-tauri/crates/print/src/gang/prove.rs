//! Reading a gang sheet back: every charm's cut lines at their places, and nothing else cut.

use dangle_design::units::Mm;
use dangle_design::{Error, ErrorCode, Result};
use kurbo::{Affine, BezPath, ParamCurve, ParamCurveArclen, Rect, Shape};

use super::Gang;
use crate::laid::Laid as Line;
use crate::nest;
use crate::read::{Boxes, File, MarkKind, Space, draw};
use crate::recipe::{CutInk, FileRecipe, Part};

/// How far a cut line may lie from where it was meant: what is bought is not cut finer.
const DEVIATION_MM: f64 = 0.05;
/// How far a page's box may be off.
const BOX_MM: f64 = 0.05;
/// Places of each line that are compared.
const PLACES: usize = 64;

/// Reads the written sheets by another parser than the one that wrote them, and compares every line that is cut with
/// what was meant.
///
/// # Errors
/// `Proof` naming the first thing that is not as meant; `File` when the PDF cannot be read.
pub fn prove_gang(
    pdf: &[u8],
    gang: &Gang<'_>,
    written: &FileRecipe,
    laid: &[nest::Laid],
    sheets: usize,
) -> Result<()> {
    let mut file = File::open(pdf)?;
    if file.pages() != sheets {
        return Err(wrong(&format!("it has {} pages and not {sheets}", file.pages())));
    }
    for sheet in 0..sheets {
        file.turn_to(sheet)?;
        check_boxes(&file.boxes(), gang)?;
        let found = cut_lines(&file, gang)?;
        let meant = if written.holds(Part::Cut) { meant(gang, laid, sheet) } else { Vec::new() };
        if found.len() != meant.len() {
            return Err(wrong(&format!(
                "sheet {} cuts {} lines and not {}",
                sheet + 1,
                found.len(),
                meant.len()
            )));
        }
        for (found, meant) in found.iter().zip(&meant) {
            let off = deviation(found, meant);
            if off > DEVIATION_MM {
                return Err(wrong(&format!(
                    "a cut line of sheet {} lies {off:.3} mm from its place",
                    sheet + 1
                )));
            }
        }
    }
    Ok(())
}

fn wrong(why: &str) -> Error {
    Error::new(
        ErrorCode::Proof,
        format!("the written sheet is not what was meant: {why}"),
        "Nothing was saved. Lay the sheet again; if it stays, send the project with a report.",
    )
}

fn check_boxes(boxes: &Boxes, gang: &Gang<'_>) -> Result<()> {
    let sheet = gang.sheet();
    for (name, found) in [("MediaBox", boxes.media), ("BleedBox", boxes.bleed), ("TrimBox", boxes.trim)] {
        let off = |found: Rect| {
            let size = found.scale_from_origin(1.0 / Mm::new(1.0).points());
            (size.width() - sheet.width()).abs().max((size.height() - sheet.height()).abs())
        };
        if found.is_none_or(|found| off(found) > BOX_MM) {
            return Err(wrong(&format!("its {name} is not the sheet")));
        }
    }
    Ok(())
}

/// The lines a page cuts, in the sheet's millimetres, y down, in order.
fn cut_lines(file: &File, gang: &Gang<'_>) -> Result<Vec<BezPath>> {
    let drawing = draw(file)?;
    let cut = &gang.recipe.cut;
    let is_cut = |space: &Space| match cut.ink {
        CutInk::Spot => *space == Space::Inks(vec![cut.name.clone()]),
        CutInk::Process => !matches!(space, Space::Inks(_)),
    };
    let to_mm = sheet_points(gang).inverse();
    let line = |mark: &crate::read::Mark<'_>| match &mark.kind {
        MarkKind::Stroke { path, .. } if is_cut(&mark.space) => Some(to_mm * (**path).clone()),
        _ => None,
    };
    Ok(drawing.marks.iter().filter_map(line).collect())
}

/// The lines a sheet is meant to cut, in the order they are painted.
fn meant(gang: &Gang<'_>, laid: &[nest::Laid], sheet: usize) -> Vec<BezPath> {
    let of = |one: &nest::Laid| {
        let line = Line::of(gang.designs[one.piece].shape, gang.recipe);
        let place = gang.place(one);
        std::iter::once(line.cut).chain(line.inner).map(move |path| place * path).collect::<Vec<_>>()
    };
    laid.iter().filter(|one| one.sheet == sheet).flat_map(of).collect()
}

/// The map from a sheet's millimetres, y down, to points, y up.
pub(crate) fn sheet_points(gang: &Gang<'_>) -> Affine {
    let points = Mm::new(1.0).points();
    Affine::new([points, 0.0, 0.0, -points, 0.0, gang.sheet().height() * points])
}

/// How far two lines that begin at the same place are apart, at places the same way along both.
fn deviation(a: &BezPath, b: &BezPath) -> f64 {
    let (a, b) = (along(a), along(b));
    a.iter()
        .zip(&b)
        .map(|(p, q)| p.distance(*q))
        .fold(if a.len() == b.len() { 0.0 } else { f64::MAX }, f64::max)
}

/// Places of a line the same way apart.
fn along(line: &BezPath) -> Vec<kurbo::Point> {
    let lengths: Vec<f64> = line.segments().map(|segment| segment.arclen(1e-3)).collect();
    let whole: f64 = lengths.iter().sum();
    let mut places = Vec::with_capacity(PLACES);
    let mut done = 0.0;
    for (segment, length) in line.segments().zip(lengths) {
        while places.len() < PLACES && places.len() as f64 * whole / PLACES as f64 <= done + length {
            let rest = places.len() as f64 * whole / PLACES as f64 - done;
            places.push(segment.eval(segment.inv_arclen(rest.max(0.0), 1e-3)));
        }
        done += length;
    }
    places.resize(PLACES, places.last().copied().unwrap_or(line.bounding_box().origin()));
    places
}
