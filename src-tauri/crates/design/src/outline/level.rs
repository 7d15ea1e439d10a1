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
/// A smaller turn is no kink, in radians.
const LEAST_KINK: f32 = 0.1;
/// Strokes that the line may run along between two samples: two to the power of this.
const MOST_BETWEEN: u32 = 2;
/// How exactly a kink must lie on both of its lines, in grid units.
const EXACT: f32 = 2.5e-4;
/// How far other strokes may cover a kink before it is none, in grid units.
const BARE: f32 = 0.03;

/// Nearer to the strokes than this the line is theirs, in grid units.
pub(crate) const LEAST_APART: f32 = 0.05;
/// Nearer to the strokes than this, a sample's own mistake may lead across them, in grid units.
const CLOSE: f32 = 1.5;

/// A chord may leave its bend by this much, in grid units.
const FLAT: f32 = 0.015;
/// How often a chord is halved at most.
const DEEPEST: u32 = 4;

struct Line<'a> {
    field: &'a Field,
    level: f32,
}

/// A point of the line with the stroke that is nearest there.
#[derive(Clone, Copy)]
struct Spot {
    at: [f32; 2],
    stroke: u32,
    /// Whether it lies on the line as exactly as can be known.
    sure: bool,
}

/// Points of a line but for single ones that found no exact place, as happens in corners.
fn without_strays(spots: &[Spot]) -> Vec<Spot> {
    let count = spots.len();
    let sure = |index: usize| spots[index % count].sure;
    let stays = |index: &usize| sure(*index) || !(sure(index + 1) && sure(index + count - 1)) || count < 8;
    (0..count).filter(stays).map(|index| spots[index]).collect()
}

/// A place where the line turns from the line round one stroke to that round another.
struct Kink {
    at: [f32; 2],
    before: u32,
    after: u32,
}

impl Line<'_> {
    fn refine(&self, ring: &[[f32; 2]]) -> GridRing {
        let spots = without_strays(&ring.iter().map(|&at| self.settle(at)).collect::<Vec<_>>());
        let mut refined = GridRing::with_capacity(spots.len() + spots.len() / 8);
        for (index, &spot) in spots.iter().enumerate() {
            push_apart(&mut refined, spot.at);
            self.follow(spot, spots[(index + 1) % spots.len()], 0, &mut refined);
        }
        while refined.len() > 3 && distance(refined[0], refined[refined.len() - 1]) < LEAST_STEP {
            refined.pop();
        }
        refined
    }

    /// Puts in what the line does between two of its points: kinks, and tight bends.
    fn follow(&self, from: Spot, to: Spot, depth: u32, refined: &mut GridRing) {
        let kinks = if depth < DEEPEST { self.kinks(from, to, depth) } else { Vec::new() };
        if kinks.is_empty() {
            self.round(from, to, 0, refined);
            return;
        }
        let mut start = from;
        for kink in kinks {
            let end = Spot { at: kink.at, stroke: kink.before, sure: true };
            self.follow(start, end, depth + 1, refined);
            while refined.last().is_some_and(|last| distance(*last, kink.at) < LEAST_STEP) {
                refined.pop();
            }
            refined.push(kink.at);
            start = Spot { stroke: kink.after, ..end };
        }
        self.follow(start, to, depth + 1, refined);
    }

    /// Puts points in between two where the line bends so tightly that their chord would leave it.
    fn round(&self, from: Spot, to: Spot, depth: u32, refined: &mut GridRing) {
        let long = distance(from.at, to.at);
        let Some(turn) = self.turn(from, to) else { return };
        if depth == DEEPEST || long < 2.0 * LEAST_STEP || long * turn < 8.0 * FLAT {
            return;
        }
        let Some(middle) = self.beside(from, to) else { return };
        self.round(from, middle, depth + 1, refined);
        push_apart(refined, middle.at);
        self.round(middle, to, depth + 1, refined);
    }

    /// The angle between the line's directions at two of its points, in radians.
    fn turn(&self, from: Spot, to: Spot) -> Option<f32> {
        let (a, b) = (self.way_out(from)?, self.way_out(to)?);
        Some((a[0] * b[1] - a[1] * b[0]).atan2(a[0] * b[0] + a[1] * b[1]).abs())
    }

    /// The direction from its stroke to a point of the line.
    fn way_out(&self, spot: Spot) -> Option<[f32; 2]> {
        if !self.is_exact(spot.stroke) {
            return None;
        }
        let [x, y] = self.field.strokes[spot.stroke as usize].offset(spot.at[0], spot.at[1]);
        let long = x.hypot(y);
        (long > 1e-3).then(|| [x / long, y / long])
    }

    /// The point of the line beside the middle between two of its points, if there is one between them.
    fn beside(&self, from: Spot, to: Spot) -> Option<Spot> {
        let mut at = [0, 1].map(|axis| f32::midpoint(from.at[axis], to.at[axis]));
        let mut names = [from.stroke, to.stroke];
        for _ in 0..6 {
            names = names.map(|name| self.nearer(name, at, 1));
            let stroke = self.deciding(at, names);
            let missing = self.missing(stroke, at);
            if missing.abs() < EXACT {
                let near = 0.75 * distance(from.at, to.at);
                let between = distance(from.at, at).max(distance(to.at, at)) < near;
                return between.then_some(Spot { at, stroke, sure: true });
            }
            let [x, y] = self.way_out(Spot { at, stroke, sure: true })?;
            at = [at[0] - x * missing, at[1] - y * missing];
        }
        None
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
        // Along the grid's edge only, so that points keep their order.
        let axis = usize::from(x.fract() == 0.0);
        let start = self.outset(at, axis);
        let mut names = names.map(|name| self.nearer(name.unwrap_or(NONE), start, 1));
        let mut spot = Spot { at: start, stroke: self.deciding(start, names), sure: true };
        for _ in 0..8 {
            if !self.is_exact(spot.stroke) {
                return Spot { at, ..spot };
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
        let sure = self.missing(spot.stroke, spot.at).abs() < BARE;
        if distance(spot.at, at) < 1.0 && (sure || self.level.abs() >= CLOSE) {
            Spot { sure, ..spot }
        } else {
            Spot { at, sure: false, ..spot }
        }
    }

    /// Where to look for the line from, along the edge of the grid that a point lies on: the point itself, or,
    /// where the line runs close to the strokes, the sample on the far side of it, so that no step leads across
    /// them.
    fn outset(&self, at: [f32; 2], axis: usize) -> [f32; 2] {
        if self.level.abs() >= CLOSE {
            return at;
        }
        let end = |whole: f32| {
            let mut end = at;
            end[axis] = whole + 0.5;
            let (x, y) = (end[0] - 0.5, end[1] - 0.5);
            let inside = x >= 0.0 && y >= 0.0 && x < self.field.width as f32 && y < self.field.height as f32;
            inside.then(|| (self.field.depth[y as usize * self.field.width + x as usize], end))
        };
        let along = at[axis] - 0.5;
        let ends = [end(along.floor()), end(along.ceil())].into_iter().flatten();
        let far = ends.max_by(|a, b| (a.0 * self.level.signum()).total_cmp(&(b.0 * self.level.signum())));
        far.map_or(at, |(_, end)| end)
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

    /// Whether a stroke lies far enough from the line to measure by.
    fn is_exact(&self, name: u32) -> bool {
        name != NONE && self.wanted(&self.field.strokes[name as usize]) >= LEAST_APART
    }

    /// Where the level line turns from the line round one stroke to that round another, in order: mostly one
    /// place or none, more where it runs along others for less than the grid shows.
    fn kinks(&self, from: Spot, to: Spot, depth: u32) -> Vec<Kink> {
        let stroke = |name: u32| &self.field.strokes[name as usize];
        if from.stroke == to.stroke || !self.is_exact(from.stroke) || !self.is_exact(to.stroke) {
            return Vec::new();
        }
        let feet = distance(foot(stroke(from.stroke), from.at), foot(stroke(to.stroke), to.at));
        let bends = self.turn(from, to).is_some_and(|turn| turn >= LEAST_KINK);
        if feet < distance(from.at, to.at) + LEAST_STEP || !bends {
            return Vec::new();
        }
        let start = [0, 1].map(|axis| f32::midpoint(from.at[axis], to.at[axis]));
        let mut kinks = self.turns(from.stroke, to.stroke, start, 0).unwrap_or_default();
        let apart = |kink: &Kink| distance(kink.at, from.at).min(distance(kink.at, to.at)) > LEAST_STEP;
        if depth > 0 {
            kinks.retain(apart);
        }
        // What noise makes of a smooth edge lies before or behind the stretch it would be put into.
        let long = distance(from.at, to.at);
        let deep = feet >= 2.0 * long + 0.5;
        let along = |at: [f32; 2]| {
            let way = [0, 1].map(|axis| (at[axis] - from.at[axis]) * (to.at[axis] - from.at[axis]));
            (way[0] + way[1]) / (long * long)
        };
        let forward = kinks.is_sorted_by(|a, b| along(a.at) < along(b.at))
            && kinks.iter().all(|kink| (0.0..=1.0).contains(&along(kink.at)));
        let single = kinks.len() == 1 && deep && depth == 0;
        if !forward && !single {
            kinks.clear();
        }
        kinks
    }

    fn turns(&self, a: u32, b: u32, start: [f32; 2], depth: u32) -> Option<Vec<Kink>> {
        let kink = self.corner(a, b, start)?;
        if distance(kink.at, start) >= FARTHEST_KINK {
            return None;
        }
        let nearest = self.deepest(&kink)?;
        if self.missing(nearest, kink.at) > -BARE {
            return Some(vec![kink]);
        }
        // Another stroke takes the place off the line: the line runs along that one in between.
        if depth == MOST_BETWEEN || nearest == kink.before || nearest == kink.after {
            return None;
        }
        let mut kinks = self.turns(kink.before, nearest, kink.at, depth + 1)?;
        kinks.extend(self.turns(nearest, kink.after, kink.at, depth + 1)?);
        Some(kinks)
    }

    /// Where the lines round two strokes meet, or round those of the same two edges that are nearest to there.
    fn corner(&self, a: u32, b: u32, start: [f32; 2]) -> Option<Kink> {
        let stroke = |name: u32| &self.field.strokes[name as usize];
        let mut kink = Kink { at: start, before: a, after: b };
        for _ in 0..8 {
            let met = self.meet(stroke(kink.before), stroke(kink.after), kink.at);
            // In the narrow end of a wedge the lines round the first two never meet, but lead to those that do.
            kink.at = met.unwrap_or_else(|nearest| nearest);
            let (before, after) = self.nearest_pair(kink.before, kink.after, kink.at);
            if before == after || (before, after) == (kink.before, kink.after) {
                return met.is_ok().then_some(kink);
            }
            (kink.before, kink.after) = (before, after);
        }
        let exact = |name: u32| self.missing(name, kink.at).abs() < EXACT;
        (exact(kink.before) && exact(kink.after)).then_some(kink)
    }

    /// The strokes of two edges that are nearest to a place, knowing one of each.
    fn nearest_pair(&self, a: u32, b: u32, at: [f32; 2]) -> (u32, u32) {
        let foot = |name: u32| foot(&self.field.strokes[name as usize], at);
        let (foot_a, foot_b) = (foot(a), foot(b));
        // Both lie as far as wanted; to be nearer by rounding is not to be nearer.
        let is_nearer = |name: u32, than: u32| self.missing(name, at) < self.missing(than, at) - 4.0 * EXACT;
        let nearer = |name: u32| Some(self.nearer(name, at, 8)).filter(|&other| is_nearer(other, name));
        let (mut a, mut b) = (nearer(a).unwrap_or(a), nearer(b).unwrap_or(b));
        for name in self.around(at).into_iter().flatten().filter(|&name| name != NONE) {
            let near_a = distance(foot(name), foot_a) < distance(foot(name), foot_b);
            let best = if near_a { &mut a } else { &mut b };
            if is_nearer(name, *best) {
                *best = name;
            }
        }
        (a, b)
    }

    /// The stroke that takes a kink off the line the most, of those near it; `None` beyond the grid.
    fn deepest(&self, kink: &Kink) -> Option<u32> {
        let beside = [kink.before, kink.after].map(|name| self.nearer(name, kink.at, 8));
        let near = self.around(kink.at)?.into_iter().filter(|&name| name != NONE).chain(beside);
        near.min_by(|a, b| self.missing(*a, kink.at).total_cmp(&self.missing(*b, kink.at)))
    }

    /// Newton's steps to the place at the wanted distance from both strokes; how far they led where there is none.
    fn meet(&self, a: &Stroke, b: &Stroke, start: [f32; 2]) -> Result<[f32; 2], [f32; 2]> {
        let mut at = start;
        for _ in 0..12 {
            let (oa, ob) = (a.offset(at[0], at[1]), b.offset(at[0], at[1]));
            let (da, db) = (oa[0].hypot(oa[1]), ob[0].hypot(ob[1]));
            let (ea, eb) = (self.wanted(a) - da, self.wanted(b) - db);
            if ea.abs().max(eb.abs()) < EXACT {
                return Ok(at);
            }
            let (ga, gb) = ([oa[0] / da, oa[1] / da], [ob[0] / db, ob[1] / db]);
            let determinant = ga[0] * gb[1] - ga[1] * gb[0];
            if determinant.abs() < 0.02 || !determinant.is_finite() {
                return Err(at);
            }
            let step = [(ea * gb[1] - eb * ga[1]) / determinant, (eb * ga[0] - ea * gb[0]) / determinant];
            let stride = (step[0].hypot(step[1]) / 2.0).max(1.0);
            at = [at[0] + step[0] / stride, at[1] + step[1] / stride];
        }
        Err(at)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A square that stands on its corner, `half` from corner to middle, in grid units.
    fn diamond(half: f32) -> Field {
        let (x, y) = (half + 10.3, half + 10.7);
        let ring = vec![[x, y - half], [x + half, y], [x, y + half], [x - half, y]];
        let side = (2.0 * half + 24.0) as usize;
        Field::of_rings(&[ring], side, side, 40.0)
    }

    #[test]
    fn corners_of_a_line_inside_are_sharp_however_near_it_runs() {
        for level in [0.3, 0.8, 1.29, 3.0, 6.0] {
            let half = 16.0;
            let rings = level_rings(&diamond(half), level);
            assert_eq!(rings.len(), 1);
            let reach = half - level * std::f32::consts::SQRT_2;
            let far = rings[0].iter().map(|p| (p[0] - half - 10.3).abs().max((p[1] - half - 10.7).abs()));
            let far: Vec<f32> = far.collect();
            let tips = far.iter().filter(|far| (*far - reach).abs() < 0.02).count();
            assert!(tips == 4, "{tips} corners at {level}: {far:?} for {reach}");
        }
    }

    #[test]
    fn a_line_close_round_a_corner_is_round() {
        for level in [0.3_f32, 0.8, 1.3] {
            let half = 16.0;
            let field = diamond(half);
            for ring in level_rings(&field, -level) {
                let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
                for (a, b) in pairs {
                    let middle = [f32::midpoint(a[0], b[0]), f32::midpoint(a[1], b[1])];
                    let near = field.strokes.iter().map(|s| s.offset(middle[0], middle[1]));
                    let near = near.map(|[x, y]| x.hypot(y)).fold(f32::INFINITY, f32::min);
                    assert!((near - level).abs() < 0.03, "{near} for {level} at {middle:?}");
                }
            }
        }
    }
}
