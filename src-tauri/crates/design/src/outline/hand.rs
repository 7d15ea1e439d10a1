//! Corrections by hand: stretches drawn out or in, smoothed, or kept as they are.

use i_overlay::core::overlay_rule::OverlayRule;
use kurbo::{Point, Vec2};

use super::body::{Body, Graft, combine, positive};
use super::gate::is_simple;
use super::ring::{Ring, area, cleaned, contains, distance, edges, filled, nearest_on, perimeter};
use super::wish::Wish;
use crate::project::OutlineEdit;

/// The corrections of a wish at one scale: places and lengths in mm.
#[derive(Default)]
pub(crate) struct Hand {
    bridges: Vec<Graft>,
    /// Where no bridge is wanted.
    pub(crate) unbridged: Vec<Point>,
    locks: Vec<(Point, f64)>,
    touches: Vec<Touch>,
}

/// A correction of a finished line.
enum Touch {
    Pull { at: Point, by: f64, reach: f64 },
    Smooth { at: Point, reach: f64, radius: f64 },
}

impl Hand {
    /// The corrections of a wish at `scale` mm a pixel. `feet` are the places on the line, in pixels, where
    /// its pulls were found before: a place halfway between two stretches must not change its mind.
    pub(crate) fn at(wish: &Wish, scale: f64, feet: &[Point]) -> Hand {
        let mut hand = Hand::default();
        let mut feet = feet.iter().map(|foot| (foot.to_vec2() * scale).to_point());
        for edit in &wish.edits {
            match *edit {
                OutlineEdit::Pull { at, by, reach } => hand.touches.push(Touch::Pull {
                    at: feet.next().unwrap_or(wish.place(at, scale)),
                    by: by.get(),
                    reach: reach.get(),
                }),
                OutlineEdit::Smooth { at, reach, radius } => hand.touches.push(Touch::Smooth {
                    at: wish.place(at, scale),
                    reach: reach.get(),
                    radius: radius.get(),
                }),
                OutlineEdit::Bridge { from, to, width } => hand.bridges.push(Graft {
                    from: wish.place(from, scale),
                    to: wish.place(to, scale),
                    radius: width.get() / 2.0,
                }),
                OutlineEdit::NoBridge { at } => hand.unbridged.push(wish.place(at, scale)),
                OutlineEdit::Lock { at, reach } => hand.locks.push((wish.place(at, scale), reach.get())),
            }
        }
        hand
    }

    pub(crate) fn has_locks(&self) -> bool {
        !self.locks.is_empty()
    }

    /// Whether a piece that would be added or taken off touches a stretch that is locked.
    pub(crate) fn locks(&self, piece: &[Ring]) -> bool {
        self.locks.iter().any(|&(at, reach)| piece.iter().any(|ring| distance(ring, at) < reach))
    }

    /// Whether a place lies on a stretch that is locked.
    pub(crate) fn locks_at(&self, place: Point) -> bool {
        self.locks.iter().any(|&(at, reach)| at.distance(place) < reach)
    }

    /// The bridges added by hand, from body to body: an end beside it goes to the nearest place on it.
    pub(crate) fn bridges(&self, body: &Body) -> Vec<Graft> {
        self.bridges.iter().filter_map(|bar| anchored(*bar, body)).collect()
    }

    /// Draws and smooths, in the order in which it was asked for. Says where it drew; `None` when there was
    /// nothing to do.
    pub(crate) fn touch(&self, body: &mut Body) -> Option<Vec<Point>> {
        let mut feet = Vec::new();
        for touch in &self.touches {
            let ring = body.rings.first()?;
            match *touch {
                Touch::Pull { at, by, reach } => {
                    let (foot, ring) = pulled(ring, at, by, reach);
                    feet.push(foot);
                    body.rings = vec![ring];
                }
                Touch::Smooth { at, reach, radius } => {
                    let kept = |piece: &[Ring]| {
                        self.locks(piece) || piece.iter().all(|ring| distance(ring, at) > reach)
                    };
                    body.round_off(radius, &kept);
                }
            }
        }
        (!self.touches.is_empty()).then_some(feet)
    }
}

/// A bar whose ends lie in the body.
fn anchored(bar: Graft, body: &Body) -> Option<Graft> {
    let end = |at: Point, other: Point| {
        if body.rings.iter().any(|ring| contains(ring, at)) {
            return Some(at);
        }
        let feet = body.rings.iter().flat_map(|ring| edges(ring)).map(|(a, b)| nearest_on(a, b, at));
        let foot = feet.min_by(|p, q| p.distance_squared(at).total_cmp(&q.distance_squared(at)))?;
        // Into the body by the bar's own round end.
        let away = foot - other;
        let inward = if away.hypot() > 1e-6 { away / away.hypot() * bar.radius } else { Vec2::ZERO };
        Some(foot + inward)
    };
    Some(Graft { from: end(bar.from, bar.to)?, to: end(bar.to, bar.from)?, ..bar })
}

/// Points along a stretch that is drawn, in mm.
const FINE: f64 = 0.1;

/// A ring with the stretch within `reach` of the place nearest to `at` moved out by `by` in the middle, and
/// smoothly less to both sides; and that place.
fn pulled(ring: &Ring, at: Point, by: f64, reach: f64) -> (Point, Ring) {
    let length = perimeter(ring);
    let reach = reach.min(0.45 * length);
    let (foot, dense) = turned(ring, at);
    if dense.len() < 8 || reach <= 0.0 {
        return (foot, ring.clone());
    }
    let line = Along::new(&dense);
    let middle = length / 2.0;
    let window = 0.6 * reach;
    let moved: Ring = dense
        .iter()
        .zip(&line.starts)
        .map(|(&point, &along)| {
            let share = (along - middle) / reach;
            if share.abs() >= 1.0 {
                return point;
            }
            let chord = line.at(along + window) - line.at(along - window);
            let out =
                if chord.hypot() > 1e-9 { Vec2::new(chord.y, -chord.x) / chord.hypot() } else { Vec2::ZERO };
            point + out * (by * (1.0 - share * share).powi(2))
        })
        .collect();
    (foot, mended(&moved, ring, &dense, by))
}

/// The one simple ring that a moved ring which may cross itself stands for: what was there and what was drawn
/// out, or what was there without what was drawn in.
fn mended(moved: &Ring, before: &Ring, dense: &Ring, by: f64) -> Ring {
    if is_simple(moved) && moves_one_way(moved, dense, by) {
        return moved.clone();
    }
    let rule = if by > 0.0 { OverlayRule::Union } else { OverlayRule::Intersect };
    let shapes = combine(&positive(moved), std::slice::from_ref(before), rule);
    let rings = filled(shapes.into_iter().flatten().map(|ring| cleaned(ring, 1e-3)).collect());
    let largest = rings.into_iter().next();
    largest.filter(|ring| area(ring) > 0.05 * area(before)).unwrap_or_else(|| before.clone())
}

/// Whether no point of a line that was drawn out came to lie outside, or inside of one drawn in.
fn moves_one_way(moved: &Ring, dense: &Ring, by: f64) -> bool {
    /// Farther off than this, in mm, is outside.
    const OFF: f64 = 2e-3;
    let stays = |(from, to): (&Point, &Point)| {
        from == to || contains(moved, *from) == (by > 0.0) || distance(moved, *from) < OFF
    };
    dense.iter().zip(moved).all(stays)
}

/// The ring beginning opposite the place nearest to `at`, so that this place lies at half its length, with
/// points close together; and that place.
fn turned(ring: &Ring, at: Point) -> (Point, Ring) {
    let length = perimeter(ring);
    let (mut best, mut along, mut foot) = ((f64::INFINITY, 0.0), 0.0, at);
    for (a, b) in edges(ring) {
        let near = nearest_on(a, b, at);
        let distance2 = near.distance_squared(at);
        if distance2 < best.0 {
            (best, foot) = ((distance2, along + a.distance(near)), near);
        }
        along += a.distance(b);
    }
    let start = (best.1 + length / 2.0) % length;
    let mut points: Vec<(f64, Point)> = Vec::new();
    let mut along = 0.0;
    for (a, b) in edges(ring) {
        let long = a.distance(b);
        let count = (long / FINE).ceil().max(1.0) as usize;
        points.extend((0..count).map(|step| {
            let t = step as f64 / count as f64;
            ((along + t * long - start).rem_euclid(length), a.lerp(b, t))
        }));
        along += long;
    }
    let first =
        points.iter().enumerate().min_by(|a, b| a.1.0.total_cmp(&b.1.0)).map_or(0, |(index, _)| index);
    points.rotate_left(first);
    (foot, points.into_iter().map(|(_, point)| point).collect())
}

/// A closed line with the way along it.
struct Along<'a> {
    ring: &'a Ring,
    starts: Vec<f64>,
    length: f64,
}

impl Along<'_> {
    fn new(ring: &Ring) -> Along<'_> {
        let mut length = 0.0;
        let mut starts = Vec::with_capacity(ring.len());
        for (a, b) in edges(ring) {
            starts.push(length);
            length += a.distance(b);
        }
        Along { ring, starts, length }
    }

    fn at(&self, along: f64) -> Point {
        let along = along.rem_euclid(self.length);
        let index = self.starts.partition_point(|start| *start <= along).saturating_sub(1);
        let (a, b) = (self.ring[index], self.ring[(index + 1) % self.ring.len()]);
        let long = a.distance(b);
        if long > 0.0 { a.lerp(b, (along - self.starts[index]) / long) } else { a }
    }
}

/// A tip is what stands out by more than this, in mm.
const HAIR: f64 = 4e-3;

impl Body {
    /// Leaves no corner below a radius, inward or outward, but for the pieces `kept` as they are.
    fn round_off(&mut self, radius: f64, kept: &dyn Fn(&[Ring]) -> bool) {
        if radius <= 0.0 {
            return;
        }
        self.measure_anew(2.0 * radius + 1.0);
        self.smooth(radius, Some(kept));
        self.measure_anew(2.0 * radius + 1.0);
        let before = std::mem::take(&mut self.rings);
        // A hair wider: slivers along the line would make one piece of tips that lie far apart.
        let opened = self.opened(radius, HAIR);
        let tips = combine(&before, &opened, OverlayRule::Difference);
        for tip in tips.into_iter().filter(|tip| !kept(tip)) {
            let rings = if self.rings.is_empty() { before.clone() } else { std::mem::take(&mut self.rings) };
            let without = without(&rings, &tip);
            self.rings = without.unwrap_or(rings);
        }
        if self.rings.is_empty() {
            self.rings = before;
        }
    }
}

/// Rings with a piece taken off, unless that would part them.
fn without(rings: &[Ring], piece: &[Ring]) -> Option<Vec<Ring>> {
    let left = super::body::taken_off(rings, piece);
    (left.len() == rings.len()).then_some(left)
}
