//! Sheets a workshop works from where there are no plates: the turnaround of a plush and the thread chart of
//! embroidery. One page each, as large as it must be for the pattern to lie on it at its true size.

mod outfit;
mod plan;
mod stitches;
mod turnaround;
mod words;

use dangle_design::Result;
use dangle_design::kurbo::Affine;

use crate::intent::Intent;
use crate::paper::{Document, Frame, Ink, Page, write};
use crate::pdf::Ticket;
use crate::recipe::FileFormat;

pub(crate) use outfit::Outfit;
pub(crate) use plan::Plan;

/// The sheet of an intent as a PDF whose letters can be selected.
///
/// # Errors
/// `Input` when a thread chart is asked for artwork without flat colours; `Store` when fonts or swatches are
/// damaged.
pub(crate) fn write_sheet(intent: &Intent<'_>, ticket: &Ticket<'_>) -> Result<Vec<u8>> {
    let plan = plan(intent);
    let frame = match intent.file.format {
        FileFormat::ThreadChart => stitches::drawn(intent, ticket, &plan)?,
        _ => turnaround::drawn(intent, ticket, &plan)?,
    };
    write(&Document { pages: vec![Page::whole(frame)], ticket: *ticket, press: None, language: "en" })
}

/// Where things lie on the sheet of an intent.
pub(crate) fn plan(intent: &Intent<'_>) -> Plan {
    let stacked = intent.file.format == FileFormat::ThreadChart;
    Plan::of(&intent.plates.outfit, intent.plates.boxes.trim.size(), if stacked { 1 } else { 2 })
}

/// The lines of the pattern in the spot of the recipe's cut line: the same spot that they are proven by.
fn pattern_lines(frame: &mut Frame, intent: &Intent<'_>, place: Affine) {
    let Some(cut) = intent.cut() else { return };
    let alternate = cut.alternate_cmyk_percent.map(|ink| (ink / 100.0) as f32);
    let ink = Ink::Spot(cut.name.clone().into(), alternate);
    for line in intent.plates.lines() {
        let width = cut.line_width_pt / dangle_design::units::Mm::new(1.0).points();
        frame.stroke(place * line.clone(), crate::paper::Stroke::new(ink.clone(), width));
    }
}
