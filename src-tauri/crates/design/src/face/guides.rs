//! Guides: the lines a process adds, by its rules.

use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::float::single::SingleFloatOverlay;
use kurbo::{Affine, BezPath, Point, Shape, Vec2};

use crate::outline::{Ring, distance as distance_to, flat, offset, polygon};
use crate::process::{GuideRule, Process};
use crate::project::Charm;
use crate::shape::{Guide, GuideKind, Outline};
use crate::units::Mm;

/// The lines a process adds to a charm.
pub(crate) fn guides(charm: &Charm, process: &Process, outline: &Outline) -> Vec<Guide> {
    let by_rule = process.guides.iter().map(|rule| Guide { kind: rule.kind, path: path(rule, outline) });
    let left = shrunk(charm, process);
    let unshrunk = left.map(|left| Guide { kind: GuideKind::Unshrunk, path: unshrunk(outline, left) });
    by_rule.chain(unshrunk).filter(|guide| !guide.path.elements().is_empty()).collect()
}

/// What is left of a length after shrinking: as the person measured it, or as the process has it.
pub(super) fn shrunk(charm: &Charm, process: &Process) -> Option<[f64; 2]> {
    process.shrink.as_ref().map(|shrink| charm.options.shrunk.unwrap_or(shrink.left))
}

/// How wide the border of thread is, in mm; zero without one.
pub(super) fn merrow_width(process: &Process, outline: &Outline) -> f64 {
    let rule = process.guides.iter().find(|rule| rule.kind == GuideKind::Merrow);
    rule.map_or(0.0, |rule| -rule.out(longest(outline)))
}

/// The space inside a shaker, and the diameter of the largest disc that fits into it, in mm.
pub(crate) fn cavity(guides: &[Guide]) -> Option<(Point, f64)> {
    /// How finely the disc is looked for, in mm.
    const STEP: f64 = 0.25;
    let path = &guides.iter().find(|guide| guide.kind == GuideKind::Cavity)?.path;
    let bounds = path.bounding_box();
    let (columns, rows) = ((bounds.width() / STEP) as usize + 3, (bounds.height() / STEP) as usize + 3);
    let at = |place: usize| {
        let step = Vec2::new((place % columns) as f64 - 1.0, (place / columns) as f64 - 1.0);
        bounds.origin() + step * STEP
    };
    let outside: Vec<bool> = (0..columns * rows).map(|place| path.winding(at(place)) == 0).collect();
    let distance = super::distance::nearest(columns, &outside).distance;
    let (place, _) = distance.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))?;
    let walls: Vec<Ring> = path.subpaths().map(|ring| points(&ring.iter().copied().collect())).collect();
    let room = |at: Point| {
        let depth = walls.iter().map(|wall| distance_to(wall, at)).fold(f64::INFINITY, f64::min);
        if path.winding(at) == 0 { 0.0 } else { depth }
    };
    Some(deepest(at(place), STEP, room)).filter(|(_, width)| *width > 0.0)
}

/// Climbs from a place to where there is most room round it; the place and twice the room.
fn deepest(mut at: Point, step: f64, room: impl Fn(Point) -> f64) -> (Point, f64) {
    /// In mm.
    const EXACT: f64 = 0.005;
    let (mut most, mut step) = (room(at), step);
    while step > EXACT {
        let ways = [(step, 0.0), (-step, 0.0), (0.0, step), (0.0, -step)];
        let around = ways.map(|way| at + Vec2::from(way)).map(|at| (at, room(at)));
        match around.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)) {
            Some((better, width)) if width > most => (at, most) = (better, width),
            _ => step /= 2.0,
        }
    }
    (at, 2.0 * most)
}

/// A ring as short straight edges.
fn points(ring: &BezPath) -> Ring {
    flat(ring).into_iter().map(|[x, y]| Point::new(x, y)).collect()
}

fn longest(outline: &Outline) -> f64 {
    outline.size.width.max(outline.size.height)
}

fn path(rule: &GuideRule, outline: &Outline) -> BezPath {
    let moved = offset(&outline.cut, Mm::new(rule.out(longest(outline))));
    let moved = rule.clear_of_holes_mm.map_or(moved.clone(), |clear| without_holes(&moved, outline, clear));
    if rule.kind == GuideKind::Merrow { ring(&outline.cut, &moved) } else { moved }
}

/// A region without what lies within `clear` of a hole.
fn without_holes(region: &BezPath, outline: &Outline, clear: Mm) -> BezPath {
    let holes: Vec<Vec<[f64; 2]>> =
        outline.holes.iter().map(|hole| flat(&offset(&hole.path(), clear))).collect();
    let pieces = rings(region).overlay(&holes, OverlayRule::Difference, FillRule::NonZero);
    pieces.iter().flatten().flat_map(|ring| polygon(ring)).collect()
}

fn rings(region: &BezPath) -> Vec<Vec<[f64; 2]>> {
    region.subpaths().map(|ring| flat(&ring.iter().copied().collect())).collect()
}

/// The region between two lines, the inner one inside the outer.
fn ring(outer: &BezPath, inner: &BezPath) -> BezPath {
    let turned =
        if outer.area().signum() == inner.area().signum() { inner.reverse_subpaths() } else { inner.clone() };
    outer.elements().iter().chain(turned.elements()).copied().collect()
}

/// The outline before shrinking, about the middle of its box.
fn unshrunk(outline: &Outline, [across, down]: [f64; 2]) -> BezPath {
    let middle = outline.size.to_vec2() / 2.0;
    let grown = Affine::translate(-middle).then_scale_non_uniform(1.0 / across, 1.0 / down);
    let mut sheet = outline.cut.clone();
    sheet.extend(outline.inner().elements().iter().copied());
    grown.then_translate(middle) * sheet
}
