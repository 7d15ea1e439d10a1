//! Level lines: where a field has one depth, exact to the strokes and not just to the grid.
//!
//! The grid only says where the line runs and which strokes are near. Each point is then moved to where its
//! stroke lies at exactly the wanted distance, and where the line passes from one stroke to a far one, the
//! kink between the two is put in. A coarse grid so gives the line of the exact offset.

use super::field::{Field, NONE, Stroke};
use crate::contour::contours;

/// A ring in grid units.
pub(crate) type GridRing = Vec<[f32; 2]>;

/// The rings round the samples at least `level` deep: positive levels lie inside, negative ones outside.
pub(crate) fn level_rings(field: &Field, level: f32) -> Vec<GridRing> {
    let rings = contours(&field.depth, field.width, field.height, level, -1e9);
    let line = Line { field, level };
    rings.iter().map(|ring| line.refine(ring)).filter(|ring| ring.len() > 2).collect()
}

/// Points closer than this to the one before add nothing but noise, in grid units.
const LEAST_STEP: f32 = 0.15;
/// A kink is looked for at most this far from the line of the grid, in grid units.
const FARTHEST_KINK: f32 = 8.0;
/// How exactly a kink must lie on both of its lines, in grid units.
const EXACT: f32 = 2.5e-4;
/// How far other strokes may cover a kink before it is none, in grid units.
const BARE: f32 = 0.03;

struct Line<'a> {
    field: &'a Field,
    level: f32,
}

/// A point of the line with the stroke that is nearest there.
#[derive(Clone, Copy)]
struct Spot {
    at: [f32; 2],
    stroke: u32,
}

impl Line<'_> {
    fn refine(&self, ring: &[[f32; 2]]) -> GridRing {
        let spots: Vec<Spot> = ring.iter().map(|&at| self.settle(at)).collect();
        let mut refined = GridRing::with_capacity(spots.len() + spots.len() / 8);
        for (index, &spot) in spots.iter().enumerate() {
            push_apart(&mut refined, spot.at);
            if let Some(kink) = self.kink(spot, spots[(index + 1) % spots.len()]) {
                while refined.last().is_some_and(|last| distance(*last, kink) < LEAST_STEP) {
                    refined.pop();
                }
                refined.push(kink);
            }
        }
        while refined.len() > 3 && distance(refined[0], refined[refined.len() - 1]) < LEAST_STEP {
            refined.pop();
        }
        refined
    }

    /// Moves a point that lies between two samples to where the depth is right by the samples' strokes.
    fn settle(&self, at: [f32; 2]) -> Spot {
        let corner = |x: f32, y: f32| {
            let (x, y) = (x.max(0.0) as usize, y.max(0.0) as usize);
            (x < self.field.width && y < self.field.height)
                .then(|| self.field.nearest[y * self.field.width + x])
        };
        let (x, y) = (at[0] - 0.5, at[1] - 0.5);
        let names = [corner(x.floor(), y.floor()), corner(x.ceil(), y.ceil())];
        let mut names = names.map(|name| self.nearer(name.unwrap_or(NONE), at, 1));
        let mut spot = Spot { at, stroke: self.deciding(at, names) };
        // Along the grid's edge only, so that points keep their order.
        let axis = usize::from(x.fract() == 0.0);
        for _ in 0..4 {
            if !self.is_exact(spot.stroke) {
                return Spot { at, stroke: spot.stroke };
            }
            let stroke = &self.field.strokes[spot.stroke as usize];
            let [ox, oy] = stroke.offset(spot.at[0], spot.at[1]);
            let reached = ox.hypot(oy);
            let slope = [ox, oy][axis] / reached;
            let missing = reached - self.wanted(stroke);
            if missing.abs() < 1e-4 || slope.abs() < 0.2 {
                break;
            }
            spot.at[axis] -= (missing / slope).clamp(-0.5, 0.5);
            names = names.map(|name| self.nearer(name, spot.at, 1));
            spot.stroke = self.deciding(spot.at, names);
        }
        if distance(spot.at, at) < 1.0 { spot } else { Spot { at, stroke: spot.stroke } }
    }

    /// Which of two strokes decides the depth at a place: outside, the one whose edge reaches farthest;
    /// inside, the nearest edge. Both are the one whose line lies nearest, the wanted distance taken off.
    fn deciding(&self, at: [f32; 2], [a, b]: [u32; 2]) -> u32 {
        let b_wins = a == NONE || (b != NONE && self.missing(b, at) < self.missing(a, at));
        if b_wins { b } else { a }
    }

    /// The stroke near a stroke of the same ring that is nearest to a place, found by stepping along the ring
    /// by at most `stride` at a time: more than one where noise makes the edge uneven.
    fn nearer(&self, name: u32, at: [f32; 2], stride: u32) -> u32 {
        if name == NONE {
            return name;
        }
        let last = self.field.strokes.len() as u32 - 1;
        let mut best = (self.missing(name, at), name);
        // Bounded, so that a pathological ring costs no more than its share.
        for _ in 0..64 {
            let before = best.1.saturating_sub(stride)..best.1;
            let after = best.1 + 1..=(best.1 + stride).min(last);
            let next = before.chain(after).map(|name| (self.missing(name, at), name));
            match next.min_by(|a, b| a.0.total_cmp(&b.0)) {
                Some(next) if next.0 < best.0 => best = next,
                Some(_) | None => break,
            }
        }
        best.1
    }

    /// How much farther from a stroke a place lies than wanted.
    fn missing(&self, name: u32, at: [f32; 2]) -> f32 {
        let stroke = &self.field.strokes[name as usize];
        let [x, y] = stroke.offset(at[0], at[1]);
        x.hypot(y) - self.wanted(stroke)
    }

    /// The distance from a stroke's line to the level's.
    fn wanted(&self, stroke: &Stroke) -> f32 {
        if self.level < 0.0 { stroke.reach - self.level } else { self.level }
    }

    /// Whether a stroke lies far enough from the line to measure by: nearer than one sample the field
    /// changes its sign between samples, and is exact anyway.
    fn is_exact(&self, name: u32) -> bool {
        name != NONE && self.wanted(&self.field.strokes[name as usize]) >= 1.0
    }

    /// Where the lines round two strokes meet, if the level line turns there from one to the other.
    fn kink(&self, from: Spot, to: Spot) -> Option<[f32; 2]> {
        if from.stroke == to.stroke || !self.is_exact(from.stroke) || !self.is_exact(to.stroke) {
            return None;
        }
        let stroke = |name: u32| &self.field.strokes[name as usize];
        let feet = distance(foot(stroke(from.stroke), from.at), foot(stroke(to.stroke), to.at));
        if feet < 2.0 * distance(from.at, to.at) + 0.5 {
            return None;
        }
        let start = [0, 1].map(|axis| f32::midpoint(from.at[axis], to.at[axis]));
        let (mut a, mut b, mut kink) = (from.stroke, to.stroke, start);
        // A kink may lie so deep that other strokes of the same two edges are nearest to it.
        for _ in 0..8 {
            kink = self.meet(stroke(a), stroke(b), kink)?;
            let nearer = self.nearest_pair(a, b, kink);
            if nearer == (a, b) {
                break;
            }
            (a, b) = nearer;
        }
        (a != b && distance(kink, start) < FARTHEST_KINK && self.is_bare(kink)).then_some(kink)
    }

    /// The strokes of two edges that are nearest to a place, knowing one of each.
    fn nearest_pair(&self, a: u32, b: u32, at: [f32; 2]) -> (u32, u32) {
        let foot = |name: u32| foot(&self.field.strokes[name as usize], at);
        let (foot_a, foot_b) = (foot(a), foot(b));
        let (mut a, mut b) = (self.nearer(a, at, 8), self.nearer(b, at, 8));
        for name in self.around(at).into_iter().flatten().filter(|&name| name != NONE) {
            let near_a = distance(foot(name), foot_a) < distance(foot(name), foot_b);
            let best = if near_a { &mut a } else { &mut b };
            if self.missing(name, at) < self.missing(*best, at) {
                *best = name;
            }
        }
        (a, b)
    }

    /// Newton's steps to the place at the wanted distance from both strokes.
    fn meet(&self, a: &Stroke, b: &Stroke, start: [f32; 2]) -> Option<[f32; 2]> {
        let mut at = start;
        for _ in 0..12 {
            let (oa, ob) = (a.offset(at[0], at[1]), b.offset(at[0], at[1]));
            let (da, db) = (oa[0].hypot(oa[1]), ob[0].hypot(ob[1]));
            let (ea, eb) = (self.wanted(a) - da, self.wanted(b) - db);
            if ea.abs().max(eb.abs()) < EXACT {
                return Some(at);
            }
            let (ga, gb) = ([oa[0] / da, oa[1] / da], [ob[0] / db, ob[1] / db]);
            let determinant = ga[0] * gb[1] - ga[1] * gb[0];
            if determinant.abs() < 0.02 || !determinant.is_finite() {
                return None;
            }
            let step = [(ea * gb[1] - eb * ga[1]) / determinant, (eb * ga[0] - ea * gb[0]) / determinant];
            let stride = (step[0].hypot(step[1]) / 2.0).max(1.0);
            at = [at[0] + step[0] / stride, at[1] + step[1] / stride];
        }
        None
    }

    /// Whether no stroke near a place takes it off the line.
    fn is_bare(&self, at: [f32; 2]) -> bool {
        let bare = |name: u32| name == NONE || self.missing(name, at) > -BARE;
        self.around(at).is_some_and(|names| names.into_iter().all(bare))
    }

    /// The strokes that are nearest to the four samples round a place.
    fn around(&self, at: [f32; 2]) -> Option<[u32; 4]> {
        let (x, y) = ((at[0] - 0.5).floor(), (at[1] - 0.5).floor());
        let (width, height) = (self.field.width, self.field.height);
        let inside = x >= 0.0 && y >= 0.0 && x + 1.0 < width as f32 && y + 1.0 < height as f32;
        inside.then(|| {
            let sample = y as usize * width + x as usize;
            [sample, sample + 1, sample + width, sample + width + 1].map(|sample| self.field.nearest[sample])
        })
    }
}

fn foot(stroke: &Stroke, at: [f32; 2]) -> [f32; 2] {
    let [x, y] = stroke.offset(at[0], at[1]);
    [at[0] - x, at[1] - y]
}

fn distance(a: [f32; 2], b: [f32; 2]) -> f32 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

fn push_apart(ring: &mut GridRing, at: [f32; 2]) {
    if ring.last().is_none_or(|last| distance(*last, at) >= LEAST_STEP) {
        ring.push(at);
    }
}
