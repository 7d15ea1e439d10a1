//! Necks: where two stretches of cut line come close across material.
//!
//! The lines are sampled; each sample looks for the nearest sample that faces it across material. The local
//! minima of that width are the necks. Field saddles miss the walls of holes, openings flag every corner,
//! and a Voronoi diagram costs thirty times as much.

use std::collections::BTreeMap;

use kurbo::{Point, Vec2};

use super::ring::{Ring, edges, nearest_on};

/// Two stretches of line that come close across material.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Narrow {
    pub(crate) from: Point,
    pub(crate) to: Point,
}

impl Narrow {
    pub(crate) fn width(&self) -> f64 {
        self.from.distance(self.to)
    }

    pub(crate) fn middle(&self) -> Point {
        self.from.midpoint(self.to)
    }
}

/// A narrow place and the cross-sections along it.
#[derive(Clone, Debug)]
pub(crate) struct Stretch {
    pub(crate) narrowest: Narrow,
    pub(crate) sections: Vec<Narrow>,
}

/// Distance between samples, in mm. Feet are settled on the line afterwards, so this only limits how small
/// a detail is seen.
const SAMPLE: f64 = 0.15;
/// Lines that face each other at less than this (the cosine between their normals) are a neck; at more, a
/// corner.
const FACING: f64 = -0.3;
/// How far the way across may lean away from a line's normal, as the cosine.
const LEAN: f64 = 0.5;
/// A way across is a neck if the way round is longer than this many widths. The end of a bar is π/2 long.
const WAY_ROUND: f64 = 2.5;
/// An end that gets wider by this part within one width is a tip, not a neck.
const TAPER: f64 = 1.12;
/// The way round a tip is at most this many widths: one of 10°.
const WAY_ROUND_TIP: f64 = 12.0;

/// Every narrow place below `limit` wide between outer rings, narrowest first.
pub(crate) fn stretches(rings: &[Ring], limit: f64) -> Vec<Stretch> {
    let samples = sample(rings);
    let partners = Partners::find(&samples, limit);
    let mut found: Vec<Stretch> = samples
        .chunk_by(|a, b| a.ring == b.ring)
        .scan(0, |start, ring| {
            let first = *start;
            *start += ring.len();
            Some(first..first + ring.len())
        })
        .flat_map(|range| partners.runs(&samples, range))
        .filter(|run| !partners.is_tip(&samples, run))
        .map(|run| partners.stretch(&samples, rings, &run))
        .collect();
    found.sort_by(|a, b| a.narrowest.width().total_cmp(&b.narrowest.width()));
    once(found)
}

/// Each place is seen from both sides, and a bar all along: the narrowest sight of it stays, with the
/// sections of all.
fn once(found: Vec<Stretch>) -> Vec<Stretch> {
    let mut kept: Vec<Stretch> = Vec::new();
    for stretch in found {
        let (middle, near) = (stretch.narrowest.middle(), stretch.narrowest.width().max(1.0));
        let same = |other: &&mut Stretch| {
            let beside = |section: &Narrow| section.middle().distance(middle) < near;
            beside(&other.narrowest) || other.sections.iter().any(beside)
        };
        match kept.iter_mut().find(same) {
            Some(other) => other.sections.extend(stretch.sections),
            None => kept.push(stretch),
        }
    }
    kept
}

#[derive(Clone, Copy, Debug)]
struct Sample {
    at: Point,
    /// Away from the material.
    normal: Vec2,
    /// How far along its ring it lies.
    along: f64,
    /// The length of its ring.
    length: f64,
    ring: usize,
}

fn sample(rings: &[Ring]) -> Vec<Sample> {
    let mut samples = Vec::new();
    for (index, ring) in rings.iter().enumerate() {
        let length = super::ring::perimeter(ring);
        let count = (length / SAMPLE).ceil().max(8.0);
        let (mut along, mut next) = (0.0, 0.0);
        for (a, b) in edges(ring) {
            let edge = b - a;
            let long = edge.hypot();
            while long > 0.0 && next <= along + long && next < length - 1e-9 {
                let at = a + edge * ((next - along) / long);
                samples.push(Sample {
                    at,
                    normal: Vec2::new(edge.y, -edge.x) / long,
                    along: next,
                    length,
                    ring: index,
                });
                next += length / count;
            }
            along += long;
        }
    }
    samples
}

/// For every sample the one that faces it across material, and how far that is.
struct Partners {
    of: Vec<Option<(u32, f64)>>,
}

impl Partners {
    fn find(samples: &[Sample], limit: f64) -> Partners {
        let cell = |at: Point| ((at.y / limit).floor() as i64, (at.x / limit).floor() as i64);
        let mut cells: BTreeMap<(i64, i64), Vec<u32>> = BTreeMap::new();
        for (index, sample) in samples.iter().enumerate() {
            cells.entry(cell(sample.at)).or_default().push(index as u32);
        }
        let partner = |sample: &Sample| {
            let (row, column) = cell(sample.at);
            let rows = (row - 1..=row + 1).flat_map(|row| cells.range((row, column - 1)..=(row, column + 1)));
            let near = rows.flat_map(|(_, members)| members);
            let widths =
                near.filter_map(|&other| Some((other, across(sample, &samples[other as usize], limit)?)));
            widths.min_by(|a, b| a.1.total_cmp(&b.1))
        };
        Partners { of: samples.iter().map(partner).collect() }
    }

    fn width(&self, sample: usize) -> f64 {
        self.of[sample].map_or(f64::INFINITY, |(_, width)| width)
    }

    /// The longest stretches of one ring whose samples have partners that follow each other too.
    fn runs(&self, samples: &[Sample], ring: std::ops::Range<usize>) -> Vec<Vec<usize>> {
        let breaks = |before: usize, after: usize| match (self.of[before], self.of[after]) {
            (Some((a, width)), Some((b, _))) => {
                let (a, b) = (&samples[a as usize], &samples[b as usize]);
                a.ring != b.ring || a.at.distance(b.at) > 4.0 * SAMPLE + width * 0.5
            }
            _ => true,
        };
        let last = |at: usize| if at == ring.start { ring.end - 1 } else { at - 1 };
        // Runs go round: start where one ends, if anywhere.
        let start = ring.clone().find(|&at| breaks(last(at), at)).unwrap_or(ring.start);
        let mut runs: Vec<Vec<usize>> = Vec::new();
        for at in (start..ring.end).chain(ring.start..start) {
            if self.of[at].is_none() {
                continue;
            }
            match runs.last_mut() {
                Some(run) if at != start && !breaks(last(at), at) => run.push(at),
                _ => runs.push(vec![at]),
            }
        }
        runs
    }

    fn narrowest(&self, run: &[usize]) -> usize {
        let least = (0..run.len()).min_by(|&a, &b| self.width(run[a]).total_cmp(&self.width(run[b])));
        least.unwrap_or(0)
    }

    /// Whether a run is narrowest at its end and grows steadily from there: a tip, or the side of a corner.
    fn is_tip(&self, samples: &[Sample], run: &[usize]) -> bool {
        let place = self.narrowest(run);
        let width = self.width(run[place]);
        let Some((partner, _)) = self.of[run[place]] else { return true };
        let (a, b) = (&samples[run[place]], &samples[partner as usize]);
        if a.ring != b.ring || way_round(a, b) > WAY_ROUND_TIP * width {
            return false;
        }
        // The run goes round the very corner.
        if way_round(a, b) <= 4.0 * SAMPLE {
            return true;
        }
        let reach = (width / SAMPLE).ceil() as usize;
        let wider = |at: usize| self.width(run[at]) > TAPER * width;
        let at_end = place == 0 || place + 1 == run.len();
        at_end && (run.len() <= reach || wider(if place == 0 { reach } else { run.len() - 1 - reach }))
    }

    fn stretch(&self, samples: &[Sample], rings: &[Ring], run: &[usize]) -> Stretch {
        let section = |at: usize| {
            let partner = self.of[at].map_or(at, |(partner, _)| partner as usize);
            (samples[at], samples[partner])
        };
        let (a, b) = section(run[self.narrowest(run)]);
        let sections = run.iter().map(|&at| section(at)).map(|(a, b)| Narrow { from: a.at, to: b.at });
        Stretch { narrowest: settle(rings, a, b), sections: sections.collect() }
    }
}

/// The width from one sample to another, if they face each other across material.
fn across(a: &Sample, b: &Sample, limit: f64) -> Option<f64> {
    let way = b.at - a.at;
    let width2 = way.hypot2();
    if width2 >= limit * limit || width2 == 0.0 || a.normal.dot(b.normal) > FACING {
        return None;
    }
    let width = width2.sqrt();
    let straight = way.dot(a.normal) <= -LEAN * width && way.dot(b.normal) >= LEAN * width;
    let neck = a.ring != b.ring || way_round(a, b) > WAY_ROUND * width;
    (straight && neck).then_some(width)
}

/// The shorter way along the ring from one sample to another.
fn way_round(a: &Sample, b: &Sample) -> f64 {
    let way = (a.along - b.along).abs();
    way.min(a.length - way)
}

/// Moves both feet along their lines to where they are nearest.
fn settle(rings: &[Ring], a: Sample, b: Sample) -> Narrow {
    let near = |sample: &Sample, to: Point| {
        let reach = 3.0 * SAMPLE;
        let feet = edges(&rings[sample.ring]).map(|(p, q)| nearest_on(p, q, to));
        let feet = feet.filter(|foot| foot.distance(sample.at) < reach);
        feet.min_by(|p, q| p.distance_squared(to).total_cmp(&q.distance_squared(to))).unwrap_or(sample.at)
    };
    let (mut from, mut to) = (a.at, b.at);
    for _ in 0..3 {
        to = near(&b, from);
        from = near(&a, to);
    }
    Narrow { from, to }
}

#[cfg(test)]
mod tests {
    use i_overlay::core::overlay_rule::OverlayRule;

    use super::super::body::combine;
    use super::super::ring::circle;
    use super::*;

    fn union(parts: &[Ring]) -> Vec<Ring> {
        combine(parts, &[], OverlayRule::Subject).into_iter().flatten().collect()
    }

    fn widths(rings: &[Ring]) -> Vec<f64> {
        stretches(rings, 2.0).iter().map(|stretch| stretch.narrowest.width()).collect()
    }

    fn at(x: f64, y: f64) -> Point {
        Point::new(x, y)
    }

    #[test]
    fn the_bar_of_a_dumbbell_is_a_neck() {
        let bar = vec![at(12.0, 11.4), at(36.0, 11.4), at(36.0, 12.6), at(12.0, 12.6)];
        let found = widths(&union(&[circle(at(12.0, 12.0), 8.0), circle(at(36.03, 12.1), 8.0), bar]));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!((found[0] - 1.2).abs() < 1e-3, "{found:?}");
    }

    #[test]
    fn the_thin_side_of_a_ring_is_a_neck() {
        let mut hole = circle(at(13.3, 36.0), 8.0);
        hole.reverse();
        let found = widths(&[circle(at(12.0, 36.0), 10.0), hole]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!((found[0] - 0.7).abs() < 1e-3, "{found:?}");
    }

    #[test]
    fn a_gap_is_no_neck() {
        assert!(widths(&[circle(at(36.0, 36.0), 6.0), circle(at(48.6, 36.05), 6.0)]).is_empty());
    }

    #[test]
    fn the_wall_between_two_holes_is_a_neck() {
        let holes = [circle(at(36.0, 36.0), 6.0), circle(at(48.6, 36.05), 6.0)];
        let holes = holes.map(|hole| hole.into_iter().rev().collect());
        let plate = circle(at(42.0, 36.0), 20.0);
        let found = widths(&[vec![plate], holes.to_vec()].concat());
        assert_eq!(found.len(), 1, "{found:?}");
        // The way between the centres, both radii taken off: √(12.6² + 0.05²) − 12.
        let exact = 12.6_f64.hypot(0.05) - 12.0;
        assert!((found[0] - exact).abs() < 2e-3, "{found:?} for {exact}");
    }

    #[test]
    fn the_waist_of_an_hourglass_is_a_neck() {
        let side = |sign: f64| {
            (0..=100).map(move |step| {
                let (sin, cos) = libm::sincos(sign * (2.4 * f64::from(step) / 100.0 - 1.2));
                at(60.0 + sign * (6.45 - 6.0 * cos), 12.0 + 6.0 * sin)
            })
        };
        let mut glass: Ring = side(1.0).chain(side(-1.0)).collect();
        if super::super::ring::area(&glass) < 0.0 {
            glass.reverse();
        }
        let found = widths(&[glass]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!((found[0] - 0.9).abs() < 1e-3, "{found:?}");
    }

    #[test]
    fn the_tips_of_a_star_are_no_necks() {
        let star: Ring = (0..10)
            .map(|corner| {
                let radius = if corner % 2 == 0 { 8.0 } else { 4.0 };
                let (sin, cos) = libm::sincos(0.2 + f64::from(corner) * std::f64::consts::PI / 5.0);
                at(64.0 + radius * cos, 36.0 + radius * sin)
            })
            .collect();
        assert!(widths(&[star]).is_empty());
    }
}
