//! What every outline promises, measured from finished lines alone.

use dangle_design::artwork::Subject;
use dangle_design::kurbo::{PathEl, Point, Shape};
use dangle_design::project::{Charm, HolePlace, OutlineEdit, OutlineStyle, Spot};
use dangle_design::shape::CharmShape;

use crate::sound::{art_rings, flat, is_apart, winding};

/// How far the border may be off, in mm.
pub(crate) const OFF: f64 = 0.025;
/// No wall beside a cut-out is thinner than this, in mm, whatever is asked for; the fit may take some.
const LEAST_WALL: f64 = 1.0;
/// How much the fit of two lines may take off a wall between them, in mm.
const FIT: f64 = 2.0 * OFF;
/// Parts that may have been too small for a border at the size the charm turned out to have, in mm².
const MAYBE_SPECK: f64 = 0.15;

type Ring = Vec<Point>;

/// Everything that must hold for any charm.
pub(crate) fn assert_kept(charm: &Charm, subject: &Subject, shape: &CharmShape) {
    let cut = flat(&shape.outline.cut);
    assert_ring(charm, shape, &cut);
    assert_cutouts(charm, shape, &cut);
    assert_holes(charm, shape, &cut);
    assert!(shape.outline.area_mm2 > 0.0 && shape.hang.mass_g > 0.0);
    assert_border(charm, subject, shape, &cut);
}

fn assert_ring(charm: &Charm, shape: &CharmShape, cut: &[Ring]) {
    let outline = &shape.outline;
    assert_eq!(cut.len(), 1, "one ring");
    assert!(matches!(outline.cut.elements().last(), Some(PathEl::ClosePath)), "closed");
    assert!(outline.cut.area() > 0.0, "clockwise");
    let cutouts = outline.cutouts.iter().map(|cutout| flat(cutout).remove(0));
    let all: Vec<Ring> = cut.iter().cloned().chain(cutouts).collect();
    assert!(is_apart(&all), "no ring crosses itself or another");
    let longest = outline.size.width.max(outline.size.height);
    assert!((longest - charm.size.length.get()).abs() < 0.02, "{longest} is not {}", charm.size.length);
}

fn assert_cutouts(charm: &Charm, shape: &CharmShape, cut: &[Ring]) {
    let least = charm.outline.least_neck.get().max(LEAST_WALL) - FIT;
    let rings: Vec<Ring> = shape.outline.cutouts.iter().map(|cutout| flat(cutout).remove(0)).collect();
    for (index, ring) in rings.iter().enumerate() {
        assert!(shape.outline.cutouts[index].area() > 0.5, "cut-outs run clockwise and are worth a cut");
        assert!(ring.iter().all(|point| winding(cut, *point) == 1), "a cut-out lies in the material");
        for other in rings.iter().skip(index + 1).chain(cut) {
            let wall = Edges::of([other]).apart(ring).min(Edges::of([ring]).apart(other));
            assert!(wall > least, "a wall of {wall} beside a cut-out, {least} at least");
        }
    }
}

fn assert_holes(charm: &Charm, shape: &CharmShape, cut: &[Ring]) {
    let placed = &shape.outline.holes;
    let free = placed.len() == 1;
    for hole in placed {
        assert_eq!(winding(cut, hole.center), 1, "a hole lies in the material");
        assert!(hole.wall.get() > 0.0, "{hole:?}");
        let wish = &charm.outline.holes[hole.index];
        // Two that are wanted at one place have to share it.
        if free && matches!(wish.place, HolePlace::Hang { .. }) {
            assert!(hole.wall.get() > wish.wall.get() - OFF, "{hole:?}");
        }
    }
}

/// A place where the line is not where it should be, and by how much.
#[derive(Clone, Copy, Debug)]
struct Fault {
    at: Point,
    by: f64,
}

fn assert_border(charm: &Charm, subject: &Subject, shape: &CharmShape, cut: &[Ring]) {
    let art = kept_art(subject, shape);
    let mut faults = lacks(charm, shape, &art, &cut[0]);
    if is_plain(charm, shape) {
        faults.extend(exceeds(charm, &art, &cut[0]));
    }
    let blamed: Vec<Fault> =
        faults.into_iter().filter(|fault| !is_pulled(charm, shape, cut, *fault)).collect();
    if has_smoothed(charm, shape, &blamed) {
        return;
    }
    let worst = blamed.iter().max_by(|a, b| a.by.total_cmp(&b.by));
    if let Some(Fault { at, by }) = worst {
        panic!("{:.1} µm off at {at:?} for {} of {:?}", 1e3 * by, charm.outline.border, charm.outline.style);
    }
}

/// The artwork's outer rings that have a border for sure.
fn kept_art(subject: &Subject, shape: &CharmShape) -> Vec<Ring> {
    let dropped = shape.notes.dropped_specks > 0;
    let least = if dropped { MAYBE_SPECK } else { 0.0 };
    art_rings(shape, subject).into_iter().filter(|ring| area(ring) > least).collect()
}

fn area(ring: &Ring) -> f64 {
    let last = ring[ring.len() - 1];
    let pairs = std::iter::once(&last).chain(ring).zip(ring);
    pairs.map(|(a, b)| a.to_vec2().cross(b.to_vec2())).sum::<f64>() / 2.0
}

/// Where the line comes too near to the artwork, or cuts too deep into it.
fn lacks(charm: &Charm, shape: &CharmShape, art: &[Ring], cut: &Ring) -> Vec<Fault> {
    let (line, edge) = (Edges::of([cut]), Edges::of(art));
    if charm.outline.style == OutlineStyle::Tight {
        // What is left of thin artwork comes and goes with its size, and a size in between is met by scaling.
        if shape.notes.islands > 0 || shape.notes.dropped_specks > 0 {
            return Vec::new();
        }
        let most = charm.outline.bleed.get() + OFF;
        let deep = |at: &Point| (*at, edge.depth(*at, most + 1.0));
        return faults(cut.iter().map(deep), |depth| depth - most);
    }
    let least = charm.outline.border.get() - OFF;
    let reach = least.max(0.0) + OFF;
    let near = cut.iter().map(|at| (*at, -edge.depth(*at, reach)));
    let lies = art.iter().flatten().map(|at| (*at, line.depth(*at, reach)));
    faults(near.chain(lies), |distance| least - distance)
}

/// Where a line that follows nothing but the artwork lies too far from it.
fn exceeds(charm: &Charm, art: &[Ring], cut: &Ring) -> Vec<Fault> {
    let (most, edge) = (charm.outline.border.get() + OFF, Edges::of(art));
    faults(cut.iter().map(|at| (*at, -edge.depth(*at, most + 1.0))), |distance| distance - most)
}

fn faults(depths: impl Iterator<Item = (Point, f64)>, off: impl Fn(f64) -> f64) -> Vec<Fault> {
    depths.map(|(at, depth)| Fault { at, by: off(depth) + OFF }).filter(|fault| fault.by > OFF).collect()
}

/// Whether the line follows the artwork's edge all round, because nothing asks it to leave it.
fn is_plain(charm: &Charm, shape: &CharmShape) -> bool {
    let wish = &charm.outline;
    let still = |edit: &OutlineEdit| matches!(edit, OutlineEdit::Lock { .. } | OutlineEdit::NoBridge { .. });
    wish.style == OutlineStyle::Border
        && wish.smoothing.get() == 0.0
        && wish.least_neck.get() <= 2.0 * wish.border.get()
        && wish.holes.is_empty()
        && wish.edits.iter().all(still)
        && shape.notes.islands == 0
        && shape.notes.dropped_specks == 0
}

/// Whether a place lies on a stretch that was drawn in, or where it blends into the line.
///
/// A pull takes hold of the line where it is nearest to its spot, and moves it within `reach` along the line
/// by at most `by`; pulls may move the line away from the spots of each other.
fn is_pulled(charm: &Charm, shape: &CharmShape, cut: &[Ring], fault: Fault) -> bool {
    let pulls = charm.outline.edits.iter().filter_map(|edit| match edit {
        OutlineEdit::Pull { at, by, reach } => Some((*at, by.get(), reach.get())),
        _ => None,
    });
    let moves: f64 = pulls.clone().map(|(_, by, _)| by.abs()).sum();
    let smooths = charm.outline.edits.iter().any(|edit| matches!(edit, OutlineEdit::Smooth { .. }));
    let line = Edges::of(cut);
    pulls.filter(|(_, by, _)| *by < 0.0).any(|(at, _, reach)| {
        let at = place(shape, at);
        let hold = line.distance(at, f64::INFINITY) + moves;
        // Smoothed in between, the line may have been anywhere.
        smooths || at.distance(fault.at) < hold + moves + reach + OFF
    })
}

/// Whether corners were rounded off that reach into a place to be smoothed: then artwork near that place is
/// nearer to the line than elsewhere.
fn has_smoothed(charm: &Charm, shape: &CharmShape, faults: &[Fault]) -> bool {
    charm.outline.edits.iter().any(|edit| match edit {
        OutlineEdit::Smooth { at, reach, radius } => {
            let (at, near) =
                (place(shape, *at), reach.get() + radius.get() + charm.outline.border.get() + OFF);
            faults.iter().any(|fault| fault.at.distance(at) < near)
        }
        _ => false,
    })
}

fn place(shape: &CharmShape, spot: Spot) -> Point {
    let whole = shape.spots_box;
    Point::new(whole.x0 + spot.u * whole.width(), whole.y0 + spot.v * whole.height())
}

/// The edges of some rings.
struct Edges {
    /// From, along, and one over the squared length.
    all: Vec<([f64; 2], [f64; 2], f64)>,
}

impl Edges {
    fn of<'a>(rings: impl IntoIterator<Item = &'a Ring>) -> Edges {
        let edges = rings.into_iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
        let edge = |(a, b): (&Point, &Point)| {
            let along = [b.x - a.x, b.y - a.y];
            let length2 = along[0] * along[0] + along[1] * along[1];
            ([a.x, a.y], along, if length2 > 0.0 { 1.0 / length2 } else { 0.0 })
        };
        Edges { all: edges.map(edge).collect() }
    }

    /// The distance from a place to the nearest edge; no less than the truth above `enough`.
    fn distance(&self, at: Point, enough: f64) -> f64 {
        let squared = self.all.iter().map(|([x, y], [dx, dy], per)| {
            let (qx, qy) = (at.x - x, at.y - y);
            let t = ((qx * dx + qy * dy) * per).clamp(0.0, 1.0);
            (qx - t * dx).powi(2) + (qy - t * dy).powi(2)
        });
        squared.fold(enough * enough, f64::min).sqrt()
    }

    /// How deep a place lies within the rings, `enough` at most; negative outside.
    fn depth(&self, at: Point, enough: f64) -> f64 {
        let distance = self.distance(at, enough);
        let turn = |([x, y], [dx, dy], _): &([f64; 2], [f64; 2], f64)| {
            let crosses = (*y <= at.y) != (y + dy <= at.y);
            let right = crosses && x + (at.y - y) / dy * dx > at.x;
            i32::from(right) * if *dy > 0.0 { 1 } else { -1 }
        };
        if self.all.iter().map(turn).sum::<i32>() == 0 { -distance } else { distance }
    }

    /// The least distance from the corners of a ring to the edges.
    fn apart(&self, ring: &Ring) -> f64 {
        ring.iter().map(|at| self.distance(*at, 10.0)).fold(f64::INFINITY, f64::min)
    }
}
