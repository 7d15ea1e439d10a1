//! Curve fitting: few cubics through a dense ring, corners kept, smooth elsewhere.
//!
//! Between corners the longest stretch that one cubic follows within the tolerance is taken, then the next.
//! With tangents that depend on the place alone, that is the fewest (P. J. Schneider, "An algorithm for
//! automatically fitting digitized curves", Graphics Gems, 1990, with greedy stretches in place of halving).

use std::ops::Range;

use kurbo::{CubicBez, ParamCurve, ParamCurveDeriv, Point, Vec2};

use super::corner::{Line, Smooth};
use super::ring::nearest_on;

/// Cubics that follow a closed ring within `tolerance`, end to end.
pub(crate) fn fit(ring: &[Point], tolerance: f64) -> Vec<CubicBez> {
    let line = Line::new(ring);
    let stretches = line.stretches();
    stretches.iter().flat_map(|stretch| fit_stretch(stretch, tolerance)).collect()
}

fn fit_stretch(stretch: &Smooth, tolerance: f64) -> Vec<CubicBez> {
    let mut cubics = Vec::new();
    let mut start = 0;
    for last in stretch.stops.iter().copied().chain([stretch.points.len() - 1]) {
        let mut guess = last - start;
        while start < last {
            let (end, cubic) = longest(stretch, start..last, guess, tolerance);
            cubics.push(cubic);
            guess = end - start;
            start = end;
        }
    }
    cubics
}

/// The longest cubic from the first point of a range on, found by doubling and halving.
fn longest(stretch: &Smooth, range: Range<usize>, guess: usize, tolerance: f64) -> (usize, CubicBez) {
    let Range { start, end: last } = range;
    let attempt = |end: usize| follow(stretch, start, end, tolerance).map(|cubic| (end, cubic));
    let mut best = (start + 1, chord(stretch, start));
    let mut too_far = last + 1;
    let mut reach = guess.min(last - start).max(2);
    while best.0 < last && too_far > last {
        let end = (start + reach).min(last);
        match attempt(end) {
            Some(found) => best = found,
            None => too_far = end,
        }
        reach *= 2;
    }
    while too_far > best.0 + 1 && best.0 < last {
        let middle = usize::midpoint(best.0, too_far);
        match attempt(middle) {
            Some(found) => best = found,
            None => too_far = middle,
        }
    }
    best
}

fn chord(stretch: &Smooth, start: usize) -> CubicBez {
    let (a, b) = (stretch.points[start], stretch.points[start + 1]);
    CubicBez::new(a, a.lerp(b, 1.0 / 3.0), a.lerp(b, 2.0 / 3.0), b)
}

/// Points that decide the shape of one cubic; all points decide whether it is good enough.
const DECIDING: usize = 40;

/// The cubic from one point to another with their tangents, if it stays within the tolerance.
fn follow(stretch: &Smooth, start: usize, end: usize, tolerance: f64) -> Option<CubicBez> {
    let points = &stretch.points[start..=end];
    if points.len() == 2 {
        return Some(chord(stretch, start));
    }
    let stride = points.len().div_ceil(DECIDING).max(1);
    let inner: Vec<Point> = points[1..points.len() - 1].iter().copied().step_by(stride).collect();
    let ends = Ends {
        a: points[0],
        b: points[points.len() - 1],
        leave: stretch.tangents[start],
        arrive: -stretch.tangents[end],
    };
    let mut times = chord_times(&ends, &inner);
    for _ in 0..8 {
        let cubic = ends.least_squares(&inner, &times);
        let worst = reparametrise(&cubic, &inner, &mut times);
        if worst <= tolerance && !turns_back(&cubic) && stays_near(&cubic, points, tolerance) {
            return Some(cubic);
        }
        if worst > 20.0 * tolerance {
            return None;
        }
    }
    None
}

/// The ends of a cubic and the directions it leaves them in.
struct Ends {
    a: Point,
    b: Point,
    leave: Vec2,
    arrive: Vec2,
}

impl Ends {
    /// The cubic whose arms make it pass nearest to the points at the given times.
    fn least_squares(&self, points: &[Point], times: &[f64]) -> CubicBez {
        let (mut aa, mut ab, mut bb, mut xa, mut xb) = (0.0, 0.0, 0.0, 0.0, 0.0);
        let between = self.leave.dot(self.arrive);
        for (point, &t) in points.iter().zip(times) {
            let s = 1.0 - t;
            let (b1, b2) = (3.0 * t * s * s, 3.0 * t * t * s);
            let anchored = self.a.to_vec2() * (s * s * s + b1) + self.b.to_vec2() * (t * t * t + b2);
            let rest = point.to_vec2() - anchored;
            aa += b1 * b1;
            ab += b1 * b2 * between;
            bb += b2 * b2;
            xa += b1 * rest.dot(self.leave);
            xb += b2 * rest.dot(self.arrive);
        }
        let determinant = aa * bb - ab * ab;
        let third = self.a.distance(self.b) / 3.0;
        let (mut left, mut right) = (third, third);
        if determinant.abs() > 1e-9 * aa * bb {
            let solved = ((xa * bb - xb * ab) / determinant, (xb * aa - xa * ab) / determinant);
            let sane = 0.03 * third..30.0 * third;
            if sane.contains(&solved.0) && sane.contains(&solved.1) {
                (left, right) = solved;
            }
        }
        CubicBez::new(self.a, self.a + self.leave * left, self.b + self.arrive * right, self.b)
    }
}

fn chord_times(ends: &Ends, inner: &[Point]) -> Vec<f64> {
    let mut before = ends.a;
    let mut length = 0.0;
    let mut times: Vec<f64> = inner
        .iter()
        .map(|&point| {
            length += point.distance(before);
            before = point;
            length
        })
        .collect();
    let whole = length + before.distance(ends.b);
    for time in &mut times {
        *time /= whole;
    }
    times
}

/// Moves each time by one Newton step towards the curve's nearest point, and answers with the largest
/// distance from the curve.
fn reparametrise(cubic: &CubicBez, points: &[Point], times: &mut [f64]) -> f64 {
    let first = cubic.deriv();
    let second = first.deriv();
    let mut worst: f64 = 0.0;
    for (point, time) in points.iter().zip(times) {
        let off = cubic.eval(*time) - *point;
        let speed = first.eval(*time).to_vec2();
        let slope = speed.hypot2() + off.dot(second.eval(*time).to_vec2());
        let across = off.cross(speed) / speed.hypot().max(1e-12);
        worst = worst.max(across.abs());
        if slope > 0.0 {
            *time = (*time - off.dot(speed) / slope).clamp(0.0, 1.0);
        }
    }
    worst
}

/// Whether a cubic's arms reach past each other: only such a one can cross itself, be it in a loop of a
/// micrometre that no flattening shows.
fn turns_back(cubic: &CubicBez) -> bool {
    (cubic.p2 - cubic.p1).dot(cubic.p3 - cubic.p0) < 0.0
}

/// Whether a curve and a stretch of line stay within the tolerance of each other.
fn stays_near(cubic: &CubicBez, points: &[Point], tolerance: f64) -> bool {
    let pieces = (points.len() * 2).clamp(16, 400);
    let flat: Vec<Point> = (0..=pieces).map(|i| cubic.eval(i as f64 / pieces as f64)).collect();
    within(points, &flat, tolerance) && within(&flat, points, tolerance)
}

/// Whether every point lies within the tolerance of a line that runs the same way.
fn within(points: &[Point], line: &[Point], tolerance: f64) -> bool {
    /// Edges looked at ahead: lines of different steps get ahead of each other.
    const AHEAD: usize = 24;
    let mut edge = 0;
    points.iter().all(|&point| {
        let ahead = edge..(line.len() - 1).min(edge + AHEAD);
        let distances = ahead.map(|e| (nearest_on(line[e], line[e + 1], point).distance_squared(point), e));
        let (distance2, nearest) =
            distances.min_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((f64::INFINITY, edge));
        edge = nearest;
        distance2 <= tolerance * tolerance
    })
}
