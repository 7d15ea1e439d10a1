//! Drawn solids, and measures taken from finished lines alone: nothing of the outline's own code.

#![allow(dead_code, reason = "each test file uses its part")]

use dangle_design::Job;
use dangle_design::artwork::{Picture, Subject, trace};
use dangle_design::id::{BlobHash, CharmId, ProcessId};
use dangle_design::kurbo::{self, BezPath, ParamCurveNearest, PathEl, Point, Vec2};
use dangle_design::process::Process;
use dangle_design::project::Charm;
use dangle_design::shape::{CharmShape, Quality, derive};
use dangle_design::units::Mm;

pub(crate) type Ring = Vec<Point>;

pub(crate) fn process() -> Process {
    Process::load(&ProcessId::new("acrylic-clear").unwrap()).unwrap()
}

pub(crate) fn charm() -> Charm {
    Charm::new(CharmId::new("c").unwrap(), "c".into(), BlobHash::of(b"c"), &process())
}

/// A charm with nothing but a border.
pub(crate) fn bare(border: f64) -> Charm {
    let mut charm = charm();
    charm.outline.border = Mm::new(border);
    charm.outline.smoothing = Mm::ZERO;
    charm.outline.least_neck = Mm::ZERO;
    charm.outline.holes.clear();
    charm
}

pub(crate) fn shape_of(charm: &Charm, subject: &Subject) -> CharmShape {
    derive(charm, &process(), subject, Quality::Final, &Job::silent()).unwrap()
}

/// A subject that is opaque where `inside` says, with edges one pixel soft.
pub(crate) fn subject(size: usize, inside: impl Fn(f64, f64) -> f64) -> Subject {
    let alpha = |index: usize| {
        let (x, y) = ((index % size) as f64 + 0.5, (index / size) as f64 + 0.5);
        ((inside(x, y) + 0.5).clamp(0.0, 1.0) * 255.0).round() as u8
    };
    let rgba = (0..size * size).flat_map(|index| [200, 40, 90, alpha(index)]).collect();
    let picture = Picture::new(size as u32, size as u32, rgba);
    let rings = trace(&picture).unwrap();
    Subject::traced(picture, rings)
}

pub(crate) fn disc(x: f64, y: f64, cx: f64, cy: f64, r: f64) -> f64 {
    r - (x - cx).hypot(y - cy)
}

/// A bar with round ends.
pub(crate) fn bar(x: f64, y: f64, a: (f64, f64), b: (f64, f64), r: f64) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let t = (((x - a.0) * dx + (y - a.1) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
    r - (x - a.0 - t * dx).hypot(y - a.1 - t * dy)
}

/// A rectangle.
pub(crate) fn block(x: f64, y: f64, low: (f64, f64), high: (f64, f64)) -> f64 {
    (x - low.0).min(high.0 - x).min(y - low.1).min(high.1 - y)
}

/// The closed sub-paths of a path as rings, true to a micrometre.
pub(crate) fn flat(path: &BezPath) -> Vec<Ring> {
    let mut rings: Vec<Ring> = Vec::new();
    kurbo::flatten(path, 1e-3, |element| match element {
        PathEl::MoveTo(point) => rings.push(vec![point]),
        PathEl::LineTo(point) => rings.last_mut().unwrap().push(point),
        _ => {}
    });
    for ring in &mut rings {
        if ring.first() == ring.last() {
            ring.pop();
        }
    }
    rings
}

pub(crate) fn edges(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> + Clone + '_ {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

pub(crate) fn distance(rings: &[Ring], point: Point) -> f64 {
    let nearest = |(a, b)| kurbo::Line::new(a, b).nearest(point, 1e-9).distance_sq;
    rings.iter().flat_map(|ring| edges(ring)).map(nearest).fold(f64::INFINITY, f64::min).sqrt()
}

/// The least distance between two lines, seen from every corner of both.
pub(crate) fn apart(a: &[Ring], b: &[Ring]) -> f64 {
    let from = |from: &[Ring], to: &[Ring]| {
        from.iter().flatten().map(|&point| distance(to, point)).fold(f64::INFINITY, f64::min)
    };
    from(a, b).min(from(b, a))
}

pub(crate) fn winding(rings: &[Ring], point: Point) -> i32 {
    let turn = |(a, b): (Point, Point)| {
        let crosses = (a.y <= point.y) != (b.y <= point.y);
        let x = a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x);
        i32::from(crosses && x > point.x) * if b.y > a.y { 1 } else { -1 }
    };
    rings.iter().flat_map(|ring| edges(ring)).map(turn).sum()
}

/// Area and centre of mass within rings that say by their sense what is in and what is out.
pub(crate) fn balance(rings: &[Ring]) -> (f64, Point) {
    let (mut area, mut moment) = (0.0, Vec2::ZERO);
    for (a, b) in rings.iter().flat_map(|ring| edges(ring)) {
        let cross = a.x * b.y - b.x * a.y;
        area += cross / 2.0;
        moment += (a.to_vec2() + b.to_vec2()) * (cross / 6.0);
    }
    (area, (moment / area).to_point())
}

/// The subject's rings in the shape's millimetres.
pub(crate) fn art(shape: &CharmShape, subject: &Subject) -> Vec<Ring> {
    let corner = shape.artwork_box.origin();
    let scale = shape.artwork_box.width() / f64::from(subject.picture.width());
    let point = |[x, y]: &[f32; 2]| corner + Vec2::new(f64::from(*x), f64::from(*y)) * scale;
    subject.rings.iter().map(|ring| ring.iter().map(point).collect()).collect()
}
