//! Laying many charms on as few sheets as hold them, by their true shape.
//!
//! # Which engine, and why
//! The best published nester is sparrow (Gardeyn, Vanden Berghe and Wauters 2025, arXiv 2509.13329; MIT), on top of the
//! collision engine jagua-rs (MPL-2.0). jagua-rs is on crates.io, sparrow is not: the crate of that name is a data base.
//! What is here is sparrow's search (guided local search: let pieces overlap, weigh the overlaps that stay, move what
//! overlaps) over a collision measure of our own. Charms are small, round and many, and must keep a distance; so each
//! piece has a field of signed distances, and another piece's line is walked through it with strides as long as the
//! field says is safe. That gives overlap and its depth at once, in a few dozen look-ups, and knows the gap without growing
//! the pieces. `tests/benches/nest` runs it beside sparrow, on the same pieces for the same time.
//!
//! A field errs by hundredths of a millimetre, so no layout is handed out before the exact distance of all polygons
//! was found to be the gap or more; pairs that lack some are kept that much farther apart and separated again.
//!
//! # The same layout again
//! All chance comes from the seed and from counted work, never from the clock. A time budget only stops the work: the
//! same seed and the same amount of work give the same layout on every machine.

mod chance;
mod exact;
mod field;
mod form;
mod room;
mod search;
mod separate;
mod squeeze;
mod start;
mod strip;
mod table;

use std::sync::Arc;

use dangle_design::units::{Degrees, Mm};
use dangle_design::{Error, Result};
use kurbo::{Point, Rect, Size};

pub use room::{Clash, area, clashes, density, fill, used};

use form::Form;
use separate::Clock;
use table::{Pose, Table};

/// How full of charms beds may be hoped to be, when guessing how many are needed.
const HOPED_FILL: f64 = 0.78;
/// How far from the gap a field is exact; what is farther apart matters to nobody.
const FIELD_REACH: f32 = 1.0;
/// How a piece may be turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turns {
    /// By any angle.
    Free,
    /// By quarters.
    Quarters,
    /// By a half: its grain stays along the sheet.
    Halves,
    /// Not at all.
    None,
}

/// A shape to lay, and how often.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Its cut line as a closed ring of points in millimetres, y down. Holes do not matter: nothing lies in them.
    pub ring: Vec<Point>,
    /// How often.
    pub count: usize,
    /// How it may be turned.
    pub turns: Turns,
}

/// What pieces are laid on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bed {
    /// Width and height of one sheet in millimetres; an endless width makes it a strip.
    pub size: Size,
    /// What stays free along every edge.
    pub margin: Mm,
    /// Least distance between two pieces.
    pub gap: Mm,
}

/// How much is searched, and by which chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Chance follows from it.
    pub seed: u64,
    /// Places looked for at most.
    pub work: u64,
}

/// Where one piece lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Laid {
    /// Which of the pieces given.
    pub piece: usize,
    /// On which sheet; 0 is the first.
    pub sheet: usize,
    /// Where the middle of its box lies on the sheet, in millimetres.
    pub at: Point,
    /// How far it is turned about that middle, clockwise.
    pub turn: Degrees,
}

/// A layout of all pieces.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Where each lies, sheet by sheet.
    pub laid: Vec<Laid>,
    /// How many sheets it takes.
    pub sheets: usize,
    /// How far the last sheet is used, margins included: the rest of it is one rectangle.
    pub used: Size,
    /// Work done until it was found.
    pub work: u64,
}

/// Lays pieces on as few sheets as hold them, and on as little of the last one as can be found.
///
/// `stop` is told the work done so far and says whether to stop; `on_better` gets every better layout at once.
///
/// # Errors
/// `Input` when a piece fits on no sheet, or there is none.
pub fn nest(
    pieces: &[Piece],
    bed: &Bed,
    effort: Effort,
    stop: &dyn Fn(u64) -> bool,
    on_better: &mut dyn FnMut(&Layout),
) -> Result<Layout> {
    let gap = bed.gap.get() as f32;
    let forms: Vec<Form> = pieces.iter().map(|piece| Form::of(piece, gap + FIELD_REACH)).collect();
    let kinds: Vec<usize> =
        pieces.iter().enumerate().flat_map(|(kind, piece)| std::iter::repeat_n(kind, piece.count)).collect();
    if kinds.is_empty() {
        return Err(Error::input("there is nothing to lay", "Put a charm on the sheet's list."));
    }
    let room = [bed.size.width, bed.size.height].map(|side| (side - 2.0 * bed.margin.get()) as f32);
    let poses =
        start::shelves(&forms, &kinds, room, gap).map_err(|piece| too_large(&forms[kinds[piece]], bed))?;
    let beds = poses.iter().map(|pose| pose.bed + 1).max().unwrap_or(1);
    let mut table = Table::new(Arc::new(forms), kinds, gap, vec![room; beds], &poses);
    let mut clock = Clock { seed: effort.seed, work: 0, most: effort.work, stop };
    let axis = usize::from(room[1] > room[0]);
    let most = room[axis];
    let mut best = layout(&table, bed, axis, most, 0);
    on_better(&best);
    let mut told = |table: &Table, work: u64| {
        let found = layout(table, bed, axis, most, work);
        let length = |layout: &Layout| [layout.used.width, layout.used.height][axis];
        if found.sheets < best.sheets || (found.sheets == best.sheets && length(&found) < length(&best)) {
            best = found;
            on_better(&best);
        }
    };
    let gap = bed.gap.get();
    let hoped = fewest(&table, room);
    // Along a strip a piece may lie as no sheet could hold it: then there is nothing to cut.
    let cuttable = pieces.iter().all(|piece| reach(&piece.ring) <= f64::from(most));
    if hoped < beds && cuttable {
        table.restore(&strip::joined(&table.snapshot(), hoped - 1, axis));
        if !squeeze::squeeze(&mut table, axis, gap, Some(most), &mut clock, &mut told) {
            let (sheets, _) = strip::cut(&table, axis, most);
            table.restore(&sheets);
        }
    }
    squeeze::squeeze(&mut table, axis, gap, None, &mut clock, &mut told);
    Ok(best)
}

/// No two points of a ring are farther apart than this.
fn reach(ring: &[Point]) -> f64 {
    let Some(first) = ring.first() else { return 0.0 };
    let bounds = ring.iter().fold(Rect::from_points(*first, *first), |bounds, point| bounds.union_pt(*point));
    2.0 * ring.iter().map(|point| (*point - bounds.center()).hypot()).fold(0.0, f64::max)
}

/// The fewest beds of that room that could hold all pieces.
fn fewest(table: &Table, room: [f32; 2]) -> usize {
    let room = f64::from(room[0]) * f64::from(room[1]);
    let area: f64 = (0..table.count()).map(|piece| table.form(piece).area).sum();
    (area / room / HOPED_FILL).ceil().max(1.0) as usize
}

/// What lies on the table as sheets, none longer than `most` along the axis.
fn layout(table: &Table, bed: &Bed, axis: usize, most: f32, work: u64) -> Layout {
    let (sheets, reach) = strip::cut(table, axis, most);
    let mut used = bed.size;
    let length = f64::from(reach) + 2.0 * bed.margin.get();
    *(if axis == 0 { &mut used.width } else { &mut used.height }) = length;
    let mut pieces: Vec<usize> = (0..table.count()).collect();
    pieces.sort_by_key(|piece| sheets.poses[*piece].bed);
    let laid = pieces.iter().map(|piece| laid_of(table.kinds[*piece], &sheets.poses[*piece], bed)).collect();
    Layout { laid, sheets: sheets.beds.len(), used, work }
}

fn laid_of(piece: usize, pose: &Pose, bed: &Bed) -> Laid {
    let margin = bed.margin.get();
    Laid {
        piece,
        sheet: pose.bed,
        at: Point::new(f64::from(pose.x) + margin, f64::from(pose.y) + margin),
        turn: Degrees::new(f64::from(pose.turn).to_degrees().rem_euclid(360.0)),
    }
}

fn pose_of(laid: &Laid, bed: &Bed) -> Pose {
    let margin = bed.margin.get();
    let [x, y] = [laid.at.x, laid.at.y].map(|value| (value - margin) as f32);
    Pose { bed: laid.sheet, x, y, turn: laid.turn.radians() as f32 }
}

fn too_large(form: &Form, bed: &Bed) -> Error {
    let [left, top, right, bottom] = form.extent(0.0);
    Error::input(
        format!(
            "a charm of {:.1} × {:.1} mm does not fit on a sheet of {} × {} mm with a margin of {}",
            right - left,
            bottom - top,
            bed.size.width,
            bed.size.height,
            bed.margin
        ),
        "Choose a larger sheet or a smaller margin, or let it be turned.",
    )
}
