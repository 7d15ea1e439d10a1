//! What still fits on sheets that are laid already, and what lies too near on them.

use std::sync::Arc;

use dangle_design::Result;
use kurbo::{Point, Size};

use super::chance::Chance;
use super::form::{Form, Ring};
use super::search::search_from;
use super::table::{Pose, Table};
use super::{Bed, FIELD_REACH, Laid, Layout, Piece, exact, laid_of, pose_of};

/// Places looked for in vain until nothing more is believed to fit.
const TRIES: usize = 60;
/// Fillers at most.
const MOST: usize = 500;
/// What rounding may take off a distance.
const ROUNDING_MM: f64 = 0.0005;

/// What lies wrongly in a layout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Clash {
    /// Two of the laid lie nearer than the gap; how far apart they are, 0 where they overlap.
    Near {
        /// One of them, as its place in the list.
        one: usize,
        /// The other.
        other: usize,
        /// How far apart they are, in millimetres.
        apart_mm: f64,
    },
    /// One reaches over the margin.
    Off {
        /// Its place in the list.
        one: usize,
        /// How far, in millimetres.
        by_mm: f64,
    },
}

/// Everything that lies nearer than the gap or over the margin, by the exact distance of the polygons. What is looked at
/// here owes nothing to the search's fields.
#[must_use]
pub fn clashes(pieces: &[Piece], bed: &Bed, laid: &[Laid]) -> Vec<Clash> {
    let rings: Vec<Ring> = pieces.iter().map(|piece| Ring::centred(&piece.ring).0).collect();
    let placed: Vec<(Vec<exact::Edge>, [f64; 4])> = laid
        .iter()
        .map(|one| {
            let edges: Vec<exact::Edge> =
                exact::placed(&rings[one.piece], one.at, one.turn.radians()).collect();
            let bounds = exact::bounds(&edges);
            (edges, bounds)
        })
        .collect();
    let gap = bed.gap.get() - ROUNDING_MM;
    let mut found = Vec::new();
    for (at, (edges, [left, top, right, bottom])) in placed.iter().enumerate() {
        let margin = bed.margin.get();
        let (width, height) = (bed.size.width - margin, bed.size.height - margin);
        let by_mm = (margin - left).max(margin - top).max(right - width).max(bottom - height);
        if by_mm > ROUNDING_MM {
            found.push(Clash::Off { one: at, by_mm });
        }
        let reach = [left - gap, top - gap, right + gap, bottom + gap];
        let near = |other: &usize| laid[*other].sheet == laid[at].sheet && overlap(reach, placed[*other].1);
        for other in (at + 1..placed.len()).filter(near) {
            let apart_mm = exact::apart(edges, &placed[other].0, gap);
            if apart_mm < gap {
                found.push(Clash::Near { one: at, other, apart_mm });
            }
        }
    }
    found
}

/// Whether two boxes lie on each other.
fn overlap(a: [f64; 4], b: [f64; 4]) -> bool {
    a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
}

/// Where more of a piece fit into the room that is left between what is laid, and how many.
///
/// # Errors
/// `Cancelled` where `stop` says so.
pub fn fill(
    pieces: &[Piece],
    bed: &Bed,
    laid: &[Laid],
    filler: usize,
    seed: u64,
    stop: &dyn Fn(u64) -> bool,
) -> Result<Vec<Laid>> {
    let gap = bed.gap.get() as f32;
    let forms: Arc<Vec<Form>> =
        Arc::new(pieces.iter().map(|piece| Form::of(piece, gap + FIELD_REACH)).collect());
    let sheets = laid.iter().map(|one| one.sheet + 1).max().unwrap_or(1);
    let room = [bed.size.width, bed.size.height].map(|side| (side - 2.0 * bed.margin.get()) as f32);
    let mut all = laid.to_vec();
    let mut tries = 0;
    let mut work = 0;
    while tries < TRIES && all.len() < laid.len() + MOST && !stop(work) {
        let mut kinds: Vec<usize> = all.iter().map(|one| one.piece).collect();
        let mut poses: Vec<Pose> = all.iter().map(|one| pose_of(one, bed)).collect();
        kinds.push(filler);
        poses.push(Pose { bed: 0, x: room[0] / 2.0, y: room[1] / 2.0, turn: 0.0 });
        let table = Table::new(Arc::clone(&forms), kinds, gap, vec![room; sheets], &poses);
        let found = loop {
            work += 1;
            let (pose, cost) = search_from(&table, all.len(), &mut Chance::of(seed, work));
            let one = laid_of(filler, &pose, bed);
            if cost == 0.0 && fits(pieces, bed, &all, one) {
                break Some(one);
            }
            tries += 1;
            if tries >= TRIES || stop(work) {
                break None;
            }
        };
        let Some(one) = found else { break };
        all.push(one);
        tries = 0;
    }
    Ok(all.split_off(laid.len()))
}

/// Whether one more lies as it must, by exact measure.
fn fits(pieces: &[Piece], bed: &Bed, laid: &[Laid], one: Laid) -> bool {
    let mut near: Vec<Laid> = laid.iter().copied().filter(|other| other.sheet == one.sheet).collect();
    let at = near.len();
    near.push(one);
    !clashes(pieces, bed, &near).iter().any(|clash| match clash {
        Clash::Near { other, .. } => *other == at,
        Clash::Off { one, .. } => *one == at,
    })
}

/// The share of the used sheets that charms cover.
#[must_use]
pub fn density(pieces: &[Piece], bed: &Bed, layout: &Layout) -> f64 {
    let areas: Vec<f64> = pieces.iter().map(|piece| Ring::centred(&piece.ring).0.area()).collect();
    let covered: f64 = layout.laid.iter().map(|one| areas[one.piece]).sum();
    let whole = (layout.sheets.max(1) - 1) as f64 * bed.size.area();
    covered / (whole + layout.used.area())
}

/// The area inside a ring, in mm².
#[must_use]
pub fn area(ring: &[Point]) -> f64 {
    Ring::centred(ring).0.area()
}

/// How far the last sheet of a layout is used, margins included, along its longer side: the rest of it is one rectangle.
#[must_use]
pub fn used(pieces: &[Piece], bed: &Bed, laid: &[Laid]) -> Size {
    let last = laid.iter().map(|one| one.sheet).max().unwrap_or(0);
    let along = usize::from(bed.size.height > bed.size.width);
    let reach = laid.iter().filter(|one| one.sheet == last).map(|one| {
        let ring = Ring::centred(&pieces[one.piece].ring).0;
        let edges: Vec<exact::Edge> = exact::placed(&ring, one.at, one.turn.radians()).collect();
        exact::bounds(&edges)[2 + along]
    });
    let reach = reach.fold(0.0, f64::max) + bed.margin.get();
    let mut used = bed.size;
    *(if along == 0 { &mut used.width } else { &mut used.height }) = reach;
    used
}
