//! Laying what was meant over what came back.

use kurbo::{Point, Rect, Vec2};

use super::coarse::{self, Candidate};
use super::evidence::Evidence;
use super::placement::Placement;
use super::plane::Plane;
use super::points::EdgePoint;

/// A picture at several sizes, each half of the one before, with its edges.
pub(super) struct Pyramid {
    planes: Vec<Plane>,
    evidence: Vec<Evidence>,
}

/// Pixels a millimetre at which places are told apart first.
const ROUGH: f64 = 3.0;
/// Pixels a millimetre beyond which nothing is gained.
const FINE: f64 = 8.0;
/// How many places are looked at closely.
const CLOSELY: usize = 7;

impl Pyramid {
    pub(super) fn of(plane: Plane) -> Pyramid {
        let halvings = coarse::halvings(plane.width, plane.height);
        let mut planes = vec![plane];
        for _ in 0..halvings {
            planes.extend(planes.last().map(Plane::halved));
        }
        let evidence = planes.iter().map(Evidence::of).collect();
        Pyramid { planes, evidence }
    }

    /// The smallest size at which something of that scale on the whole picture has `wanted` pixels a
    /// millimetre; the whole picture if none has.
    pub(super) fn level(&self, scale: f64, wanted: f64) -> Level<'_> {
        let fits = |level: usize| scale * factor(level) >= wanted;
        let level = (0..self.planes.len()).rev().find(|level| fits(*level)).unwrap_or(0);
        Level { plane: &self.planes[level], evidence: &self.evidence[level], factor: factor(level) }
    }

    /// The size to measure on.
    pub(super) fn fine(&self, scale: f64) -> Level<'_> {
        self.level(scale, FINE)
    }

    fn smallest(&self) -> Level<'_> {
        let last = self.planes.len() - 1;
        Level { plane: &self.planes[last], evidence: &self.evidence[last], factor: factor(last) }
    }
}

fn factor(level: usize) -> f64 {
    0.5f64.powi(level as i32)
}

/// One size of a picture; `factor` is its side as a share of the whole picture's.
#[derive(Clone, Copy)]
pub(super) struct Level<'a> {
    pub(super) plane: &'a Plane,
    pub(super) evidence: &'a Evidence,
    pub(super) factor: f64,
}

/// How surely the picture has edges where the points are placed: the weighted mean, 0 to 1.
pub(super) fn score(evidence: &Evidence, points: &[EdgePoint], placement: Placement) -> f32 {
    let map = placement.affine();
    let origin = map * Point::ZERO;
    let (mut sum, mut weights) = (0.0, 0.0);
    for point in points {
        let normal = (map * point.normal.to_point() - origin) / placement.scale;
        sum += point.weight * evidence.at(map * point.at, normal);
        weights += point.weight;
    }
    if weights > 0.0 { sum / weights } else { 0.0 }
}

/// How far a placement is tried to be bettered at first.
#[derive(Clone, Copy)]
pub(super) struct Steps {
    /// Millimetres.
    pub(super) shift: f64,
    /// A share of the size.
    pub(super) scale: f64,
    /// Radians.
    pub(super) turn: f64,
}

/// Betters a placement by ever smaller steps, to a thirty-second of the first.
pub(super) fn bettered(
    fit: &dyn Fn(Placement) -> f32,
    mut placement: Placement,
    first: Steps,
) -> (Placement, f32) {
    let mut best = fit(placement);
    let mut share = 1.0;
    while share > 1.0 / 40.0 {
        let shift = first.shift * placement.scale * share;
        let mut tries = [Vec2::new(shift, 0.0), Vec2::new(0.0, shift)]
            .iter()
            .flat_map(|by| [*by, -*by])
            .map(|by| placement.nudged(by, 1.0, 0.0))
            .collect::<Vec<_>>();
        tries.extend([1.0, -1.0].map(|way| placement.nudged(Vec2::ZERO, 1.0, way * first.turn * share)));
        tries.extend(
            [1.0, -1.0].map(|way| placement.nudged(Vec2::ZERO, 1.0 + way * first.scale * share, 0.0)),
        );
        let scored = tries.into_iter().map(|tried| (tried, fit(tried)));
        match scored.max_by(|a, b| a.1.total_cmp(&b.1)) {
            Some((tried, score)) if score > best + 1e-6 => (placement, best) = (tried, score),
            _ => share /= 2.0,
        }
    }
    (placement, best)
}

/// The places that fit best, looked at closely, on the whole picture; best first.
pub(super) fn places(pyramid: &Pyramid, points: &[EdgePoint], frame: Rect) -> Vec<Candidate> {
    let thumb = pyramid.smallest();
    let mut found: Vec<Candidate> = coarse::places(thumb.plane, points, frame)
        .into_iter()
        .take(CLOSELY)
        .map(|rough| closely(pyramid, points, rough.placement.enlarged(1.0 / thumb.factor)))
        .collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    found
}

fn closely(pyramid: &Pyramid, points: &[EdgePoint], placement: Placement) -> Candidate {
    let (mut placement, mut best) = (placement, 0.0);
    for (wanted, steps) in [
        (ROUGH / 2.0, Steps { shift: 0.8, scale: 0.02, turn: 0.03 }),
        (ROUGH, Steps { shift: 0.4, scale: 0.01, turn: 0.01 }),
        (FINE, Steps { shift: 0.15, scale: 0.004, turn: 0.004 }),
    ] {
        let level = pyramid.level(placement.scale, wanted);
        let fit = |tried| score(level.evidence, points, tried);
        let (better, score) = bettered(&fit, placement.enlarged(level.factor), steps);
        (placement, best) = (better.enlarged(1.0 / level.factor), score);
    }
    Candidate { placement, score: best }
}
