//! Paths as rings of short straight edges, for checks to walk along.

use kurbo::{BezPath, PathEl, Point};

use crate::outline::{Narrow, Ring, area, stretches};
use crate::shape::{Hole, Outline};

/// How far the edges may lie from the curve, in mm.
const FLATNESS: f64 = 2e-3;

/// The closed rings of a path, as it runs.
pub(super) fn rings(path: &BezPath) -> Vec<Ring> {
    let mut rings: Vec<Ring> = Vec::new();
    kurbo::flatten(path, FLATNESS, |element| match element {
        PathEl::MoveTo(point) => rings.push(vec![point]),
        PathEl::LineTo(point) => rings.last_mut().into_iter().for_each(|ring| ring.push(point)),
        PathEl::QuadTo(..) | PathEl::CurveTo(..) | PathEl::ClosePath => {}
    });
    for ring in &mut rings {
        while ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
    }
    rings.retain(|ring| ring.len() > 2);
    rings
}

/// What the blade leaves standing: the cut line runs clockwise on the screen, the cut-outs and, if wanted,
/// the holes the other way.
pub(crate) fn cut_rings(outline: &Outline, holes: bool) -> Vec<Ring> {
    let mut all: Vec<Ring> = rings(&outline.cut).into_iter().map(|ring| turned(ring, true)).collect();
    let inner = outline.cutouts.iter().cloned();
    let inner = inner.chain(outline.holes.iter().filter(|_| holes).map(Hole::path));
    all.extend(inner.flat_map(|path| rings(&path)).map(|ring| turned(ring, false)));
    all
}

/// The rings turned inside out: what was material is empty.
pub(super) fn inside_out(rings: &[Ring]) -> Vec<Ring> {
    rings.iter().map(|ring| ring.iter().rev().copied().collect()).collect()
}

/// The narrowest section of every narrow place below `limit` mm between the rings, narrowest first.
///
/// Necks are looked for in steps that suit a cut line; gaps and metal lines are finer, and end in corners.
pub(super) fn narrows(rings: &[Ring], limit: f64) -> Vec<Narrow> {
    let times = (6.0 / limit.max(1e-3)).clamp(2.0, 10.0);
    let scaled = |by: f64| move |point: &Point| (point.to_vec2() * by).to_point();
    let grown: Vec<Ring> = rings.iter().map(|ring| ring.iter().map(scaled(times)).collect()).collect();
    let by_width = |a: &Narrow, b: &Narrow| a.width().total_cmp(&b.width());
    let narrowest = |sections: Vec<Narrow>| sections.into_iter().min_by(by_width);
    let shrunk = |narrow: Narrow| Narrow {
        from: scaled(1.0 / times)(&narrow.from),
        to: scaled(1.0 / times)(&narrow.to),
    };
    let found = stretches(&grown, limit * times).into_iter();
    let mut found: Vec<Narrow> =
        found.filter_map(|stretch| narrowest(stretch.sections)).map(shrunk).collect();
    found.sort_by(by_width);
    found
}

/// Rings of pixels as millimetres.
pub(super) fn in_mm(rings: &[Vec<[f32; 2]>], place: kurbo::Affine) -> Vec<Ring> {
    let point = |&[x, y]: &[f32; 2]| place * Point::new(f64::from(x), f64::from(y));
    rings.iter().map(|ring| ring.iter().map(point).collect()).collect()
}

fn turned(mut ring: Ring, outer: bool) -> Ring {
    if (area(&ring) > 0.0) != outer {
        ring.reverse();
    }
    ring
}
