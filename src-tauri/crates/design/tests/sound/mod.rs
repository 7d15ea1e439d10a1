//! Pictures that tempt an outline to go wrong, and measures that owe nothing to the code they hold.
#![allow(dead_code, reason = "a test file that uses all of it would fulfil no expectation")]

use dangle_design::artwork::{Picture, Subject, trace};
use dangle_design::id::{BlobHash, CharmId, ProcessId};
use dangle_design::kurbo::{self, ParamCurveNearest, Point};
use dangle_design::process::Process;
use dangle_design::project::Charm;
use dangle_design::shape::{CharmShape, Quality, derive};
use dangle_design::units::Mm;
use dangle_design::{Job, Result};
use std::fmt::Write;

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

/// A subject that is opaque where `inside` says, with edges one pixel soft.
pub(crate) fn subject(size: usize, inside: impl Fn(f64, f64) -> f64) -> Subject {
    let alpha = |index: usize| {
        let (x, y) = ((index % size) as f64 + 0.5, (index / size) as f64 + 0.5);
        ((inside(x, y) + 0.5).clamp(0.0, 1.0) * 255.0).round() as u8
    };
    of_alpha(size, size, (0..size * size).map(alpha))
}

pub(crate) fn of_alpha(width: usize, height: usize, alpha: impl Iterator<Item = u8>) -> Subject {
    let rgba = alpha.flat_map(|alpha| [200, 40, 90, alpha]).collect();
    let picture = Picture::new(width as u32, height as u32, rgba);
    let rings = trace(&picture).unwrap();
    Subject::traced(picture, rings)
}

pub(crate) fn disc(x: f64, y: f64, cx: f64, cy: f64, r: f64) -> f64 {
    r - (x - cx).hypot(y - cy)
}

pub(crate) fn bar(x: f64, y: f64, a: (f64, f64), b: (f64, f64), r: f64) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let t = (((x - a.0) * dx + (y - a.1) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
    r - (x - a.0 - t * dx).hypot(y - a.1 - t * dy)
}

pub(crate) fn shape_of(charm: &Charm, subject: &Subject) -> Result<CharmShape> {
    derive(charm, &process(), subject, Quality::Final, &Job::silent())
}

pub(crate) fn flat(path: &kurbo::BezPath) -> Vec<Vec<Point>> {
    let mut rings: Vec<Vec<Point>> = Vec::new();
    kurbo::flatten(path, 1e-3, |element| match element {
        kurbo::PathEl::MoveTo(point) => rings.push(vec![point]),
        kurbo::PathEl::LineTo(point) => rings.last_mut().unwrap().push(point),
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

/// The subject's rings in the shape's millimetres.
pub(crate) fn art_rings(shape: &CharmShape, subject: &Subject) -> Vec<Vec<Point>> {
    let corner = shape.artwork_box.origin();
    let scale = shape.artwork_box.width() / f64::from(subject.picture.width());
    let point = |[x, y]: &[f32; 2]| corner + kurbo::Vec2::new(f64::from(*x), f64::from(*y)) * scale;
    subject.rings.iter().map(|ring| ring.iter().map(point).collect()).collect()
}

pub(crate) fn distance(rings: &[Vec<Point>], point: Point) -> f64 {
    let nearest = |(a, b)| kurbo::Line::new(a, b).nearest(point, 1e-9).distance_sq;
    rings.iter().flat_map(|ring| edges(ring)).map(nearest).fold(f64::INFINITY, f64::min).sqrt()
}

pub(crate) fn winding(rings: &[Vec<Point>], point: Point) -> i32 {
    let turn = |(a, b): (Point, Point)| {
        let crosses = (a.y <= point.y) != (b.y <= point.y);
        let x = a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x);
        i32::from(crosses && x > point.x) * if b.y > a.y { 1 } else { -1 }
    };
    rings.iter().flat_map(|ring| edges(ring)).map(turn).sum()
}

/// Whether no two edges of a ring cross.
pub(crate) fn is_simple(ring: &[Point]) -> bool {
    is_apart(&[ring.to_vec()])
}

/// Whether no two edges of some rings cross.
pub(crate) fn is_apart(rings: &[Vec<Point>]) -> bool {
    let mut edges: Vec<(Point, Point)> = rings.iter().flat_map(|ring| edges(ring)).collect();
    let left = |edge: &(Point, Point)| edge.0.x.min(edge.1.x);
    edges.sort_by(|a, b| left(a).total_cmp(&left(b)));
    // A picometre: where two curves share an end, a flattening may place it twice, 4e-15 mm apart.
    let side = |(a, b): (Point, Point), p: Point| {
        let off = (b - a).cross(p - a) / a.distance(b);
        if off.abs() < 1e-9 { 0.0 } else { off }
    };
    let cross = |e: (Point, Point), f: (Point, Point)| {
        side(e, f.0) * side(e, f.1) < 0.0 && side(f, e.0) * side(f, e.1) < 0.0
    };
    edges.iter().enumerate().all(|(index, &e)| {
        let right = e.0.x.max(e.1.x);
        edges[index + 1..].iter().take_while(|f| left(f) <= right).all(|&f| !cross(e, f))
    })
}

/// How deep a place lies within rings: negative outside.
pub(crate) fn depth(rings: &[Vec<Point>], point: Point) -> f64 {
    let distance = distance(rings, point);
    if winding(rings, point) == 0 { -distance } else { distance }
}

/// Writes a picture of a shape for the eye, when `DANGLE_DRAW` names a folder.
pub(crate) fn draw(name: &str, shape: &CharmShape, subject: &Subject) {
    let Ok(folder) = std::env::var("DANGLE_DRAW") else { return };
    let (wide, high) = (shape.outline.size.width, shape.outline.size.height);
    let mut art = String::new();
    for ring in art_rings(shape, subject) {
        for (index, point) in ring.iter().enumerate() {
            let letter = if index == 0 { 'M' } else { 'L' };
            // Writing to a string cannot fail.
            let _ = write!(art, "{letter}{:.3} {:.3}", point.x, point.y);
        }
        art.push('Z');
    }
    let mut nodes = String::new();
    for segment in shape.outline.all().segments() {
        let at = kurbo::ParamCurve::start(&segment);
        let _ = write!(nodes, "<circle cx='{:.3}' cy='{:.3}' r='0.25' fill='#c03'/>", at.x, at.y);
    }
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='-2 -2 {} {}' width='{}' height='{}'>\
         <rect x='-2' y='-2' width='100%' height='100%' fill='#fff'/>\
         <path d='{}' fill='#dde6f0' fill-rule='evenodd' stroke='#246' stroke-width='0.15'/>\
         <path d='{art}' fill='#e9a' fill-rule='evenodd'/>\
         <path d='{}' fill='none' stroke='#383' stroke-width='0.1'/>{nodes}</svg>",
        wide + 4.0,
        high + 4.0,
        (wide + 4.0) * 8.0,
        (high + 4.0) * 8.0,
        shape.outline.all().to_svg(),
        shape.white.to_svg(),
    );
    std::fs::write(std::path::Path::new(&folder).join(format!("{name}.svg")), svg).unwrap();
}
