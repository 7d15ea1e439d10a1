//! The thread chart of embroidery: the stitched face at its true size, each thread alone, and the table of threads.

use std::f64::consts::PI;

use dangle_design::Result;
use dangle_design::kurbo::{Affine, Point, Rect, Shape};
use dangle_design::units::Rgb;

use super::pattern_lines;
use super::plan::Plan;
use super::turnaround::{column, column_origin, headed, notes_and_questions, scale_bar, shares};
use super::words;
use crate::formats::areas::{Area, areas};
use crate::intent::Intent;
use crate::paper::{Cell, Frame, Hand, Ink, Place, SMALL, Stroke, both, fitted, grey, number, plain};
use crate::pdf::Ticket;
use crate::techpack::nearest_name;

/// The page.
pub(super) fn drawn(intent: &Intent<'_>, ticket: &Ticket<'_>, plan: &Plan) -> Result<Frame> {
    let plates = intent.plates;
    let size = plates.boxes.trim.size();
    let areas: Vec<Area> = areas(plates)?.into_iter().filter(|area| !area.bare).collect();
    let mut facts = vec![
        (words::SIZE, format!("{} × {} mm", number(size.width), number(size.height))),
        (words::COUNT, areas.len().to_string()),
    ];
    facts.extend(border_mm(intent).map(|mm| (words::BORDER, format!("{} mm", number(mm)))));
    let mut page = headed(words::CHART, ticket, plan, &facts)?;
    alone(&mut page, intent, &areas, plan.views)?;
    let place = Affine::translate(plan.pieces[0]);
    stitched(&mut page, intent, &areas, place);
    pattern_lines(&mut page, intent, place);
    let low = plan.pattern.y1;
    both(&mut page, words::ACTUAL_SIZE, Hand::Strong, SMALL, Point::new(plan.pattern.x0, low))?;
    scale_bar(&mut page, Point::new(plan.pattern.x0, low - 5.0))?;
    page.lay(
        &tables(intent, &areas, plan)?,
        Affine::translate(plan.tables.origin().to_vec2() - column_origin()),
    );
    Ok(page)
}

/// How wide the border of thread is, where there is one.
fn border_mm(intent: &Intent<'_>) -> Option<f64> {
    let border = intent.plates.outfit.border.as_ref()?;
    Some(band_mm(border.area().abs(), intent.plates.cut.perimeter(0.1))).filter(|mm| *mm > 0.1)
}

/// How wide a band inside a closed line is: its area is length times width, less what the line's one turn takes away
/// (Steiner's formula).
fn band_mm(area_mm2: f64, length_mm: f64) -> f64 {
    let under = (length_mm * length_mm - 4.0 * PI * area_mm2).max(0.0);
    (length_mm - under.sqrt()) / (2.0 * PI)
}

/// The face as it is stitched: ground, areas and border.
fn stitched(page: &mut Frame, intent: &Intent<'_>, areas: &[Area], place: Affine) {
    let plates = intent.plates;
    page.fill(place * plates.cut.clone(), Ink::Rgb(plates.palette.body.0));
    for area in areas {
        page.fill(place * area.path.clone(), Ink::Rgb(area.colour.0));
    }
    if let Some(border) = &plates.outfit.border {
        page.stroke(place * border.clone(), Stroke::new(grey(0.35), 0.15));
    }
}

/// Each thread's areas alone, numbered as in the table.
fn alone(page: &mut Frame, intent: &Intent<'_>, areas: &[Area], room: Rect) -> Result<()> {
    let size = intent.plates.boxes.trim.size();
    both(page, words::ALONE, Hand::Strong, SMALL, Point::new(room.x0, room.y0 + 3.0))?;
    let (columns, rows) = grid(areas.len(), room.width() / (room.height() - 6.0));
    let (wide, high) = (room.width() / columns as f64, (room.height() - 6.0) / rows as f64);
    for (at, area) in areas.iter().enumerate() {
        let (x, y) = (room.x0 + wide * (at % columns) as f64, room.y0 + 6.0 + high * (at / columns) as f64);
        let frame = Rect::new(x, y, x + wide - 3.0, y + high - 3.0);
        page.rect(frame, 1.2, grey(0.955));
        let place = fitted(size, frame.inflate(-3.0, -3.0));
        page.stroke(place * intent.plates.cut.clone(), Stroke::new(grey(0.6), 0.12));
        page.fill(place * area.path.clone(), Ink::Rgb(seen(area.colour)));
        let number = (at + 1).to_string();
        page.words(&number, Hand::Strong, SMALL, (frame.x0 + 1.6, frame.y0 + 3.4), Place::Start, plain())?;
    }
    Ok(())
}

/// A colour as it is seen on the pale ground of the frames.
fn seen(Rgb(rgb): Rgb) -> [u8; 3] {
    /// From here on a colour cannot be told from the ground.
    const PALE: u8 = 225;
    if rgb.iter().all(|channel| *channel >= PALE) { rgb.map(|channel| channel - 60) } else { rgb }
}

/// Columns and rows for so many squares in a room so much wider than high.
fn grid(count: usize, ratio: f64) -> (usize, usize) {
    let most = count.max(1);
    let squareness = |columns: usize| {
        let rows = most.div_ceil(columns);
        (ratio / columns as f64).min(1.0 / rows as f64)
    };
    let columns = (1..=most).max_by(|a, b| squareness(*a).total_cmp(&squareness(*b))).unwrap_or(1);
    (columns, most.div_ceil(columns))
}

fn tables(intent: &Intent<'_>, areas: &[Area], plan: &Plan) -> Result<Frame> {
    let mut flow = column(plan);
    flow.heading(words::THREADS, 0.0)?;
    let columns = shares(flow.width());
    flow.heads(&columns, &words::THREAD_HEADS)?;
    for (at, area) in areas.iter().enumerate() {
        flow.row(
            &columns,
            &[
                Cell::Patch(area.colour.0),
                Cell::Words(area.colour.to_string()),
                Cell::Words(format!("{}  {}", at + 1, nearest_name(area.colour)?)),
                Cell::Words(format!("{:.0} mm²", area.mm2)),
                Cell::Words(String::new()),
            ],
        )?;
    }
    notes_and_questions(&mut flow, &intent.recipe.notes, &words::ASKED_OF_STITCHES)?;
    Ok(flow.column())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_border_of_three_millimetres_is_told_as_three() {
        let ring = PI * (20.0 * 20.0 - 17.0 * 17.0);
        assert!((band_mm(ring, 2.0 * PI * 20.0) - 3.0).abs() < 1e-9);
        let frame = 60.0 * 40.0 - 54.0 * 34.0;
        assert!((band_mm(frame, 200.0) - 3.0).abs() < 0.05, "sharp corners add a little");
    }

    #[test]
    fn threads_lie_in_the_grid_that_shows_them_largest() {
        assert_eq!(grid(1, 2.0), (1, 1));
        assert_eq!(grid(6, 3.0), (6, 1));
        assert_eq!(grid(6, 1.5), (3, 2));
        assert_eq!(grid(9, 1.0), (3, 3));
    }
}
