//! Taking pieces that collide apart: guided local search (the paper's algorithms 9 and 10).

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::chance::Chance;
use super::exact::too_near;
use super::search::{Found, search};
use super::table::{Snapshot, Table};

/// Pieces whose places are looked for at the same time. Fixed, so that the result does not depend on the machine.
const TOGETHER: usize = 4;
/// What the exact check asks for beyond the gap: more than rounding takes away.
const SPARE_MM: f64 = 0.001;

/// How long one attempt to separate goes on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    /// Passes without a better state until there is a strike.
    pub(super) passes: usize,
    /// Strikes until the attempt is given up.
    pub(super) strikes: usize,
}

/// What keeps count of the work, and ends it.
pub(super) struct Clock<'a> {
    pub(super) seed: u64,
    /// Places looked for so far.
    pub(super) work: u64,
    /// Places looked for at most.
    pub(super) most: u64,
    pub(super) stop: &'a dyn Fn(u64) -> bool,
}

impl Clock<'_> {
    pub(super) fn is_up(&self) -> bool {
        self.work >= self.most || (self.stop)(self.work)
    }

    /// The chance of the next piece of work.
    pub(super) fn chance(&mut self) -> Chance {
        self.work += 1;
        Chance::of(self.seed, self.work)
    }
}

/// Moves pieces until none is too near to another or off its bed. True where that succeeded; otherwise the table is
/// left in the least bad state.
pub(super) fn separate(table: &mut Table, gap: f64, patience: Patience, clock: &mut Clock<'_>) -> bool {
    let mut best = (table.snapshot(), table.loss());
    let mut strikes = 0;
    while strikes < patience.strikes {
        let before = best.1;
        if attempt(table, gap, patience.passes, &mut best, clock) {
            return true;
        }
        if clock.is_up() {
            break;
        }
        strikes = if best.1 < before * 0.98 { 0 } else { strikes + 1 };
        table.restore(&best.0);
    }
    table.restore(&best.0);
    false
}

fn attempt(
    table: &mut Table,
    gap: f64,
    passes: usize,
    best: &mut (Snapshot, f32),
    clock: &mut Clock<'_>,
) -> bool {
    let mut idle = 0;
    while idle < passes {
        let loss = if table.loss() == 0.0 { exact_loss(table, gap) } else { table.loss() };
        if loss == 0.0 {
            return true;
        }
        if loss < best.1 {
            idle = if loss < best.1 * 0.98 { 0 } else { idle + 1 };
            *best = (table.snapshot(), loss);
        } else {
            idle += 1;
        }
        if clock.is_up() {
            return false;
        }
        table.weigh();
        pass(table, clock);
    }
    false
}

/// The loss where the search sees none: that of the pairs which are too near by exact measure. They are kept farther
/// apart from now on.
fn exact_loss(table: &mut Table, gap: f64) -> f32 {
    let near = too_near(table, gap + SPARE_MM / 2.0);
    if near.is_empty() {
        return 0.0;
    }
    for (a, b, lacking) in &near {
        table.widen(*a, *b, (*lacking + SPARE_MM) as f32);
    }
    let snapshot = table.snapshot();
    table.restore(&snapshot);
    table.loss().max(f32::MIN_POSITIVE)
}

/// Looks for a better place for every piece that collides, once.
fn pass(table: &mut Table, clock: &mut Clock<'_>) {
    let mut pieces: Vec<usize> = (0..table.count()).filter(|piece| !table.is_free(*piece)).collect();
    clock.chance().shuffle(&mut pieces);
    for together in pieces.chunks(TOGETHER) {
        let work: Vec<(usize, Chance)> = together.iter().map(|piece| (*piece, clock.chance())).collect();
        let looked = |(piece, mut chance): (usize, Chance)| {
            if table.is_free(piece) { None } else { Some((piece, search(table, piece, &mut chance))) }
        };
        let found: Vec<Option<(usize, Found)>> = work.into_par_iter().map(looked).collect();
        for (piece, (pose, _)) in found.into_iter().flatten() {
            let now = table.cost_now(piece);
            if now > 0.0 && table.cost(piece, &pose, now) < now {
                table.lay(piece, pose);
            }
        }
    }
}
