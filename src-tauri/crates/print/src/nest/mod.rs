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
mod table;

use std::sync::Arc;

use dangle_design::units::{Degrees, Mm};
use dangle_design::{Error, Result};
use kurbo::{Point, Size};

pub use room::{Clash, area, clashes, density, fill, used};

use form::Form;
use separate::{Clock, Patience, separate};
use table::{Pose, Table};

/// How full of charms beds may be hoped to be, when guessing how many are needed.
const HOPED_FILL: f64 = 0.68;
/// How far from the gap a field is exact; what is farther apart matters to nobody.
const FIELD_REACH: f32 = 1.0;
/// How long separating goes on for a number of beds before one more is taken.
const CROWDED: Patience = Patience { passes: 80, strikes: 2 };

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
    let mut best = layout(&table, bed, axis, 0);
    on_better(&best);
    crowd(&mut table, bed, &mut clock);
    squeeze::squeeze(&mut table, axis, bed.gap.get(), &mut clock, &mut |table, work| {
        let found = layout(table, bed, axis, work);
        let length = |layout: &Layout| [layout.used.width, layout.used.height][axis];
        if found.sheets < best.sheets || (found.sheets == best.sheets && length(&found) < length(&best)) {
            best = found;
            on_better(&best);
        }
    });
    Ok(best)
}

/// Lays all on the fewest beds that can be hoped for; one more where that does not succeed.
fn crowd(table: &mut Table, bed: &Bed, clock: &mut Clock<'_>) {
    let shelves = table.snapshot();
    let room = f64::from(shelves.beds[0][0]) * f64::from(shelves.beds[0][1]);
    let area: f64 = (0..table.count()).map(|piece| table.form(piece).area).sum();
    let hoped = (area / room / HOPED_FILL).ceil().max(1.0) as usize;
    for beds in hoped..shelves.beds.len() {
        let mut fewer = shelves.clone();
        fewer.beds.truncate(beds);
        let mut chance = clock.chance();
        for (piece, pose) in fewer.poses.iter_mut().enumerate().filter(|(_, pose)| pose.bed >= beds) {
            let to = chance.below(beds);
            let whole = [0.0, 0.0, fewer.beds[to][0], fewer.beds[to][1]];
            *pose =
                search::somewhere(table, piece, to, whole, &mut chance).unwrap_or(Pose { bed: to, ..*pose });
        }
        table.restore(&fewer);
        table.forget_weights();
        if separate(table, bed.gap.get(), CROWDED, clock) {
            return;
        }
        table.restore(&shelves);
        if clock.is_up() {
            return;
        }
    }
}

fn layout(table: &Table, bed: &Bed, axis: usize, work: u64) -> Layout {
    let margin = bed.margin.get();
    let last = table.beds.len() - 1;
    let reach = table.on(last).iter().map(|piece| table.box_of(*piece)[2 + axis]).fold(0.0, f32::max);
    let mut used = bed.size;
    *(if axis == 0 { &mut used.width } else { &mut used.height }) = f64::from(reach) + 2.0 * margin;
    let on_beds = (0..=last).flat_map(|sheet| table.on(sheet));
    let laid = on_beds.map(|piece| laid_of(table.kinds[*piece], &table.poses[*piece], bed)).collect();
    Layout { laid, sheets: last + 1, used, work }
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
