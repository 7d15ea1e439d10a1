//! A workshop's sheet read back: one page of its size, and the pattern on it at its true size.

use dangle_design::Result;
use kurbo::{Affine, BezPath, Rect};

use super::line::{Proof, ProofCode, ProofLine};
use super::{cut, picture, rules};
use crate::intent::Intent;
use crate::read::{self, Drawing, File};
use crate::workshop::plan;

/// Reads a sheet and holds it against the intent it was drawn from.
pub(super) fn prove(pdf: &[u8], intent: &Intent<'_>) -> Result<Proof> {
    let file = File::open(pdf)?;
    let drawing = read::draw(&file)?;
    let plan = plan(intent);
    let media = file.boxes().media.unwrap_or(Rect::ZERO);
    let size = [media.width(), media.height()].map(rules::mm);
    let mut lines = vec![
        rules::pages(&file),
        picture::size(Some(size), Rect::from_origin_size((0.0, 0.0), plan.page)),
        letters(&drawing),
    ];
    if let Some(wanted) = intent.cut() {
        let scale = rules::mm(1.0);
        let to_mm = Affine::new([scale, 0.0, 0.0, -scale, -media.x0 * scale, media.y1 * scale]);
        let found: Vec<BezPath> =
            rules::strokes(&drawing, &wanted.name).into_iter().map(|path| to_mm * path).collect();
        lines.extend(cut::lines(&found, intent.plates, Affine::translate(plan.pieces[0]), &wanted.name));
    }
    Ok(Proof { lines })
}

/// Whether there is anything to read.
fn letters(drawing: &Drawing<'_>) -> ProofLine {
    let found = if drawing.text { "words" } else { "no words" };
    ProofLine::new(ProofCode::Words, drawing.text, found, "words")
}
