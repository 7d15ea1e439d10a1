//! Where else one piece could lie: places by chance, the best of them made better step by step.

use std::f32::consts::{FRAC_PI_2, PI, TAU};

use super::Turns;
use super::chance::Chance;
use super::table::{Pose, Table};

/// Places tried near the piece and anywhere, and how many of the best are made better (the paper's figures).
const NEAR: usize = 25;
const ANYWHERE: usize = 50;
const KEPT: usize = 3;
/// Places tried for a piece that fills a gap.
const FILLING: usize = 120;
/// The last step by which a piece slides to its neighbours.
const SETTLED: f32 = 0.05;
/// Steps of the first and the second descent, at first and at last: shares of the piece's shorter side.
const STEPS: [[f32; 2]; 2] = [[0.25, 0.02], [0.01, 0.001]];
/// The same for the turn, in degrees.
const TURNS: [[f32; 2]; 2] = [[5.0, 1.0], [0.5, 0.05]];
/// What a step grows by where it helped, and shrinks by where it did not.
const GROWN: f32 = 1.1;
const SHRUNK: f32 = 0.5;
/// Kept places are at least this share of the piece's shorter side apart.
const APART: f32 = 0.05;

/// A place for one piece, and what it costs there.
pub(super) type Found = (Pose, f32);

/// The best place found for a piece, where it lies among those looked at.
pub(super) fn search(table: &Table, piece: usize, chance: &mut Chance) -> Found {
    let here = table.poses[piece];
    let least = table.form(piece).least;
    let mut kept = vec![(here, table.cost(piece, &here, f32::MAX))];
    let [left, top, right, bottom] = table.box_of(piece);
    for sample in 0..NEAR + ANYWHERE {
        let (bed, room) = if sample < NEAR {
            (here.bed, [left, top, right, bottom])
        } else {
            let bed = chance.below(table.beds.len());
            (bed, [0.0, 0.0, table.beds[bed][0], table.beds[bed][1]])
        };
        let Some(pose) = somewhere(table, piece, bed, room, chance) else { continue };
        let bound = if kept.len() < KEPT { f32::MAX } else { kept[KEPT - 1].1 };
        let cost = table.cost(piece, &pose, bound);
        if cost < bound {
            keep(&mut kept, (pose, cost), APART * least);
        }
        if cost == 0.0 {
            return (pose, cost);
        }
    }
    let mut best = kept[0];
    for start in kept {
        let found = descend(table, piece, start, 0, chance);
        if found.1 < best.1 {
            best = found;
        }
        if best.1 == 0.0 {
            return best;
        }
    }
    descend(table, piece, best, 1, chance)
}

/// The best place found for a piece that lies nowhere yet.
pub(super) fn search_from(table: &Table, piece: usize, chance: &mut Chance) -> Found {
    let mut best = (table.poses[piece], f32::MAX);
    for _ in 0..FILLING {
        let bed = chance.below(table.beds.len());
        let whole = [0.0, 0.0, table.beds[bed][0], table.beds[bed][1]];
        let Some(pose) = somewhere(table, piece, bed, whole, chance) else { continue };
        let cost = table.cost(piece, &pose, best.1);
        if cost < best.1 {
            best = (pose, cost);
        }
    }
    let near = descend(table, piece, best, 0, chance);
    let (pose, cost) = descend(table, piece, near, 1, chance);
    if cost == 0.0 { (settled(table, piece, pose), cost) } else { (pose, cost) }
}

/// Lets a piece that is free slide to the left and up until it meets another one.
fn settled(table: &Table, piece: usize, mut pose: Pose) -> Pose {
    let mut step = table.form(piece).least;
    while step > SETTLED {
        let ways = [[-step, 0.0], [0.0, -step], [-step, -step], [-step, step]];
        let moved = ways.map(|[x, y]| Pose { x: pose.x + x, y: pose.y + y, ..pose });
        match moved.into_iter().find(|moved| table.cost(piece, moved, f32::MAX) == 0.0) {
            Some(free) => pose = free,
            None => step *= 0.5,
        }
    }
    pose
}

/// A place by chance whose middle lies in `room` and whose box lies on the bed.
pub(super) fn somewhere(
    table: &Table,
    piece: usize,
    bed: usize,
    room: [f32; 4],
    chance: &mut Chance,
) -> Option<Pose> {
    let form = table.form(piece);
    let turn = turned(form.turns, chance);
    let mut pose = Pose { bed, x: 0.0, y: 0.0, turn };
    let extent = form.extent(turn);
    let [width, height] = table.beds[bed];
    let [low_x, high_x] = [room[0].max(-extent[0]), room[2].min(width - extent[2])];
    let [low_y, high_y] = [room[1].max(-extent[1]), room[3].min(height - extent[3])];
    if low_x > high_x || low_y > high_y {
        return None;
    }
    (pose.x, pose.y) = (chance.between(low_x, high_x), chance.between(low_y, high_y));
    Some(pose)
}

fn turned(turns: Turns, chance: &mut Chance) -> f32 {
    match turns {
        Turns::Free => chance.between(0.0, TAU),
        Turns::Quarters => chance.below(4) as f32 * FRAC_PI_2,
        Turns::Halves => chance.below(2) as f32 * PI,
        Turns::None => 0.0,
    }
}

/// Puts a place among the kept ones, best first, unless one like it is better.
fn keep(kept: &mut Vec<Found>, found: Found, apart: f32) {
    let like = |other: &Found| {
        let turned = (other.0.turn - found.0.turn).rem_euclid(TAU);
        other.0.bed == found.0.bed
            && (other.0.x - found.0.x).abs() < apart
            && (other.0.y - found.0.y).abs() < apart
            && turned.min(TAU - turned) < 1f32.to_radians()
    };
    if kept.iter().any(|other| like(other) && other.1 <= found.1) {
        return;
    }
    kept.retain(|other| !like(other));
    let at = kept.partition_point(|other| other.1 <= found.1);
    kept.insert(at, found);
    kept.truncate(KEPT);
}

/// Goes down from a place, one axis at a time, with steps that grow where they help (the paper's algorithm 7).
fn descend(table: &Table, piece: usize, start: Found, stage: usize, chance: &mut Chance) -> Found {
    let form = table.form(piece);
    let [first, last] = STEPS[stage].map(|share| share * form.least);
    let [first_turn, last_turn] = TURNS[stage].map(f32::to_radians);
    let free = form.turns == Turns::Free;
    let (mut steps, mut best) = ([first, first, first_turn], start);
    let mut axis = chance.below(if free { 6 } else { 4 });
    while best.1 > 0.0 && (steps[0] >= last || steps[1] >= last || (free && steps[2] >= last_turn)) {
        let [dx, dy, dt] = match axis {
            0 => [steps[0], 0.0, 0.0],
            1 => [0.0, steps[1], 0.0],
            2 => [steps[0], steps[1], 0.0],
            3 => [-steps[0], steps[1], 0.0],
            _ => [0.0, 0.0, steps[2]],
        };
        let mut better = false;
        for side in [1.0, -1.0] {
            let Pose { bed, x, y, turn } = best.0;
            let pose = Pose { bed, x: x + side * dx, y: y + side * dy, turn: turn + side * dt };
            let cost = table.cost(piece, &pose, best.1);
            if cost < best.1 {
                (best, better) = ((pose, cost), true);
                break;
            }
        }
        let factor = if better { GROWN } else { SHRUNK };
        match axis {
            0 => steps[0] *= factor,
            1 => steps[1] *= factor,
            2 | 3 => {
                steps[0] *= factor.sqrt();
                steps[1] *= factor.sqrt();
            }
            _ => steps[2] *= factor,
        }
        if !better {
            axis = chance.below(if free { 6 } else { 4 });
        }
    }
    best
}
