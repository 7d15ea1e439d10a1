//! Where lines of words lie: straight under one another, or on arcs about one centre.
//!
//! Lengths are in units of which the em has [`EM`], the origin is the middle of the words, y down. A line
//! takes up its em: from [`ABOVE`] over the baseline to [`BELOW`] under it, in every font, so that words do not
//! jump while they are typed.

use std::f64::consts::{PI, TAU};

use kurbo::{Arc, BezPath, Point, Rect, Shape, Vec2};

/// Units of an em.
pub(super) const EM: f64 = 100.0;
const ABOVE: f64 = 0.85 * EM;
const BELOW: f64 = 0.15 * EM;
/// From one baseline to the next.
const LEADING: f64 = 1.2 * EM;
/// A smaller bend, in radians, is a straight line: its circle would be larger than a float is exact.
const LEAST_BEND: f64 = 0.5 * PI / 180.0;
/// How far an arc goes on past its words, in radians, so that rounding drops no letter.
const OVERHANG: f64 = 0.05;

/// Where one line lies.
#[derive(Clone, Debug)]
pub(super) enum Baseline {
    /// Its middle, on the baseline.
    Straight(Point),
    /// The arc, and how far along it the line's middle lies.
    Arc(BezPath, f64),
}

/// Where each line lies; `widths` are the lines' lengths, `bend` the arc in radians.
pub(super) fn baselines(widths: &[f64], bend: f64) -> Vec<Baseline> {
    let middle = (widths.len() as f64 - 1.0) / 2.0;
    let drop = |line: usize| (line as f64 - middle) * LEADING + (ABOVE - BELOW) / 2.0;
    if bend.abs() < LEAST_BEND {
        return (0..widths.len()).map(|line| Baseline::Straight(Point::new(0.0, drop(line)))).collect();
    }
    let bend = bend.clamp(-TAU, TAU);
    let arcs = Arcs::of(widths, bend, drop);
    let shift = arcs.middle().to_vec2();
    arcs.lines.iter().map(|&(radius, width)| arcs.baseline(radius, width, shift)).collect()
}

/// Lines about one centre, which is the origin here.
struct Arcs {
    /// Whether the words stand on top of the circle, or hang at its foot.
    upward: bool,
    /// Radius of the baseline and length of each line.
    lines: Vec<(f64, f64)>,
}

impl Arcs {
    /// The circles on which no line spans more than the bend, and the longest for its radius just that.
    fn of(widths: &[f64], bend: f64, drop: impl Fn(usize) -> f64) -> Arcs {
        let upward = bend > 0.0;
        let inward = |line: usize| if upward { drop(line) } else { -drop(line) };
        let needed = widths.iter().enumerate().map(|(line, width)| width / bend.abs() + inward(line));
        let radius = needed.fold(f64::MIN, f64::max);
        let lines = widths.iter().enumerate().map(|(line, &width)| (radius - inward(line), width));
        Arcs { upward, lines: lines.collect() }
    }

    /// A point of a line: by the angle from the line's middle, clockwise about the centre for words on top.
    fn at(&self, radius: f64, angle: f64) -> Point {
        let (sin, cos) = angle.sin_cos();
        Point::new(radius * sin, if self.upward { -radius * cos } else { radius * cos })
    }

    /// The middle of the box that holds the lines.
    fn middle(&self) -> Point {
        let (over, under) = if self.upward { (ABOVE, BELOW) } else { (BELOW, ABOVE) };
        let mut held: Option<Rect> = None;
        for &(radius, width) in &self.lines {
            let half = width / radius / 2.0;
            for step in -64..=64 {
                let angle = half * f64::from(step) / 64.0;
                for radius in [radius + over, radius - under] {
                    let point = Rect::from_origin_size(self.at(radius, angle), (0.0, 0.0));
                    held = Some(held.map_or(point, |held| held.union(point)));
                }
            }
        }
        held.map_or(Point::ORIGIN, |held| held.center())
    }

    fn baseline(&self, radius: f64, width: f64, shift: Vec2) -> Baseline {
        let half = (width / radius / 2.0 + OVERHANG).min(PI);
        let (start, sweep) =
            if self.upward { (-PI / 2.0 - half, 2.0 * half) } else { (PI / 2.0 + half, -2.0 * half) };
        let arc = Arc::new(Point::ORIGIN - shift, (radius, radius), start, sweep, 0.0);
        Baseline::Arc(arc.to_path(1e-4), radius * half)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arc(baseline: &Baseline) -> (Vec<Point>, f64) {
        let Baseline::Arc(path, middle) = baseline else { panic!("a straight line: {baseline:?}") };
        let mut points = Vec::new();
        kurbo::flatten(path, 1e-3, |element| points.extend(element.end_point()));
        (points, *middle)
    }

    #[test]
    fn a_small_bend_is_a_straight_line_through_the_middle() {
        let [Baseline::Straight(at)] = baselines(&[400.0], 0.001)[..] else { panic!() };
        assert_eq!((at.x, at.y), (0.0, 35.0));
    }

    #[test]
    fn the_longest_line_spans_the_bend() {
        for bend in [PI / 6.0, PI, -PI / 2.0, -1.9 * PI] {
            let lines = baselines(&[500.0, 300.0], bend);
            // An arc is as long as its half angle times its radius, twice.
            let span = |(line, width): (&Baseline, f64)| width * arc_half(line) / arc(line).1;
            let spans: Vec<f64> = lines.iter().zip([500.0, 300.0]).map(span).collect();
            let widest = spans.iter().copied().fold(0.0, f64::max);
            assert!((widest - bend.abs()).abs() < 0.02, "{bend}: {spans:?}");
        }
    }

    /// Half the arc's angle, from its ends and its middle's distance.
    fn arc_half(line: &Baseline) -> f64 {
        let (points, middle) = arc(line);
        let length: f64 = points.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
        let (first, second) = (points[0], points[points.len() / 3]);
        let radius = circle(first, second, points[points.len() * 2 / 3]);
        assert!((length / 2.0 - middle).abs() < 0.5, "the middle lies half along");
        length / radius / 2.0
    }

    /// The radius of the circle through three points.
    fn circle(a: Point, b: Point, c: Point) -> f64 {
        let area = ((b - a).cross(c - a) / 2.0).abs();
        a.distance(b) * b.distance(c) * c.distance(a) / (4.0 * area)
    }

    #[test]
    fn above_zero_the_middle_is_highest_below_it_lowest() {
        for (bend, sign) in [(1.5, -1.0), (-1.5, 1.0)] {
            let (points, _) = arc(&baselines(&[600.0], bend)[0]);
            let (end, middle) = (points[0], points[points.len() / 2]);
            assert!((middle.y - end.y) * sign > 50.0, "{bend}: {end:?} {middle:?}");
            assert!(points[0].x < points[points.len() - 1].x, "letters run from left to right");
        }
    }

    #[test]
    fn a_full_circle_lies_about_the_middle_of_the_words() {
        let (points, _) = arc(&baselines(&[1000.0], TAU)[0]);
        let radius = 1000.0 / TAU;
        for point in points {
            assert!((point.to_vec2().length() - radius).abs() < 1.0, "{point:?}");
        }
    }

    #[test]
    fn lower_lines_of_an_arch_lie_further_in_and_still_have_a_radius() {
        let lines = baselines(&[100.0, 100.0, 100.0, 100.0], TAU);
        for line in &lines {
            let (points, _) = arc(line);
            assert!(points.iter().all(|point| point.is_finite()));
            assert!(arc_half(line) <= PI + 1e-3);
        }
    }
}
