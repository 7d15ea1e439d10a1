//! Making the last bed smaller and smaller, while all others stay as large as they are.

use super::chance::Chance;
use super::separate::{Clock, Patience, separate};
use super::table::{Pose, Snapshot, Table};

/// How much is taken off the last bed at once, at first and at least: shares of its length.
const FIRST: f32 = 0.04;
const LEAST: f32 = 0.0006;
/// What is taken off when pieces have changed places.
const EXPLORED: f32 = 0.002;
/// How long separating goes on while squeezing, and after pieces have changed places.
const SQUEEZING: Patience = Patience { passes: 30, strikes: 1 };
const EXPLORING: Patience = Patience { passes: 40, strikes: 2 };

/// A bed that is longer than what is hoped for by this much when squeezing gets slow will not get there.
const HOPELESS: f32 = 1.1;

/// Squeezes the last bed along an axis until the clock is up; every better layout is shown to `on_better`. Where a
/// length is hoped for it ends sooner: true as soon as the bed is no longer than that, false once there is no hope.
pub(super) fn squeeze(
    table: &mut Table,
    axis: usize,
    gap: f64,
    hoped: Option<f32>,
    clock: &mut Clock<'_>,
    on_better: &mut dyn FnMut(&Table, u64),
) -> bool {
    let mut best = fitted(table, axis);
    on_better(table, clock.work);
    let mut step = FIRST;
    let mut bad: Option<Snapshot> = None;
    while !clock.is_up() {
        let exploring = step < LEAST;
        let share = if exploring { EXPLORED } else { step };
        let length = best.beds[best.beds.len() - 1][axis];
        match hoped {
            Some(hoped) if length <= hoped => break,
            Some(hoped) if exploring && length > hoped * HOPELESS => break,
            _ => {}
        }
        if let Some(bad) = bad.take().filter(|_| exploring) {
            table.restore(&bad);
        } else {
            table.restore(&best);
            shorten(table, axis, length * (1.0 - share), &mut clock.chance());
        }
        table.forget_weights();
        if exploring {
            swap(table, &mut clock.chance());
        }
        if separate(table, gap, if exploring { EXPLORING } else { SQUEEZING }, clock) {
            best = fitted(table, axis);
            on_better(table, clock.work);
            step = if exploring { 4.0 * EXPLORED } else { (step * 1.2).min(FIRST) };
        } else {
            bad = exploring.then(|| table.snapshot());
            step *= 0.5;
        }
    }
    table.restore(&best);
    hoped.is_none_or(|hoped| best.beds[best.beds.len() - 1][axis] <= hoped)
}

/// Makes the last bed just as long as what lies on it; a bed with nothing on it is taken away.
fn fitted(table: &mut Table, axis: usize) -> Snapshot {
    let last = table.beds.len() - 1;
    let reach = table.on(last).iter().map(|piece| table.box_of(*piece)[2 + axis]).fold(0.0, f32::max);
    let mut snapshot = table.snapshot();
    snapshot.beds[last][axis] = reach;
    if reach == 0.0 && last > 0 {
        snapshot.beds.pop();
        let fill = |bed: usize| table.on(bed).iter().map(|piece| table.form(*piece).area).sum::<f64>();
        let emptiest = (0..last).min_by(|a, b| fill(*a).total_cmp(&fill(*b))).unwrap_or(0);
        swap_beds(&mut snapshot, emptiest, last - 1);
    }
    table.restore(&snapshot);
    snapshot
}

fn swap_beds(snapshot: &mut Snapshot, a: usize, b: usize) {
    snapshot.beds.swap(a, b);
    for pose in &mut snapshot.poses {
        pose.bed = if pose.bed == a {
            b
        } else if pose.bed == b {
            a
        } else {
            pose.bed
        };
    }
}

/// Shortens the last bed: what lies beyond a place by chance moves along.
fn shorten(table: &mut Table, axis: usize, length: f32, chance: &mut Chance) {
    let mut snapshot = table.snapshot();
    let last = snapshot.beds.len() - 1;
    let by = snapshot.beds[last][axis] - length;
    let from = chance.between(0.0, snapshot.beds[last][axis]);
    snapshot.beds[last][axis] = length;
    for pose in snapshot.poses.iter_mut().filter(|pose| pose.bed == last) {
        let along = if axis == 0 { &mut pose.x } else { &mut pose.y };
        if *along > from {
            *along -= by;
        }
    }
    table.restore(&snapshot);
}

/// Lets two large pieces change places.
fn swap(table: &mut Table, chance: &mut Chance) {
    let mut pieces: Vec<usize> = (0..table.count()).collect();
    pieces.sort_by(|a, b| table.form(*b).area.total_cmp(&table.form(*a).area).then(a.cmp(b)));
    let large = pieces.len().div_ceil(2);
    let first = pieces[chance.below(large)];
    let others: Vec<usize> =
        pieces[..large].iter().copied().filter(|other| table.kinds[*other] != table.kinds[first]).collect();
    if others.is_empty() {
        return;
    }
    let other = others[chance.below(others.len())];
    let [a, b] = [first, other].map(|piece| table.poses[piece]);
    let [turn_a, turn_b] = [a.turn, b.turn];
    table.lay(first, Pose { turn: turn_a, ..b });
    table.lay(other, Pose { turn: turn_b, ..a });
}
