//! Loose parts: near ones are welded, far ones joined by the shortest bridges.

use kurbo::Point;

use super::body::{Body, Graft};
use super::ring::{Ring, edges, nearest_on};

/// The shortest way from one part to another.
#[derive(Clone, Copy, Debug)]
struct Gap {
    a: usize,
    b: usize,
    from: Point,
    to: Point,
}

impl Gap {
    fn width(&self) -> f64 {
        self.from.distance(self.to)
    }
}

/// What it took to make one part of all.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct United {
    pub(crate) bridges: usize,
    /// Bridges that nobody wanted, but no other way would join the parts.
    pub(crate) kept: usize,
}

/// Makes one part of all, and says what that took.
///
/// Parts at most `join` apart are welded; the others are joined along a minimum spanning tree by bridges
/// `width` wide with fillets of `fillet`. No bridge passes near the places where none is wanted, unless there
/// is no other way.
pub(crate) fn unite(body: &mut Body, join: f64, width: f64, fillet: f64, unwanted: &[Point]) -> United {
    if body.rings.len() > 1 && join > 0.0 {
        weld(body, join);
    }
    let mut united = United::default();
    // One round joins all; a second is for bridges that a boolean rounded apart.
    for _ in 0..3 {
        let parts = body.rings.len();
        if parts < 2 {
            return united;
        }
        let shy = Shy { unwanted, reach: NEAR_UNWANTED * width };
        let mut tree = spanning_tree(parts, gaps(&body.rings, &shy));
        if tree.len() + 1 < parts {
            // The free gaps first, then those that nobody wanted.
            let anyhow = gaps(&body.rings, &Shy { unwanted: &[], ..shy });
            let wanted = tree.len();
            tree = completed(parts, tree, anyhow);
            united.kept += tree.len() - wanted;
        }
        let bars: Vec<Graft> = tree.iter().map(|gap| bar(gap, width)).collect();
        united.bridges += bars.len();
        body.graft(&bars, fillet);
    }
    body.rings.truncate(1);
    united
}

/// A bridge whose middle line comes this near to a place, in widths, passes there.
const NEAR_UNWANTED: f64 = 1.5;

/// Where no bridge is wanted.
#[derive(Clone, Copy)]
struct Shy<'a> {
    unwanted: &'a [Point],
    reach: f64,
}

impl Shy<'_> {
    fn shuns(&self, from: Point, to: Point) -> bool {
        self.unwanted.iter().any(|&place| nearest_on(from, to, place).distance(place) < self.reach)
    }
}

/// The shortest bars that hold some rings together.
pub(crate) fn bars(rings: &[Ring], width: f64, unwanted: &[Point]) -> Vec<Graft> {
    let free = gaps(rings, &Shy { unwanted, reach: NEAR_UNWANTED * width });
    let tree = spanning_tree(rings.len(), free);
    let tree = completed(rings.len(), tree, gaps(rings, &Shy { unwanted: &[], reach: 0.0 }));
    tree.iter().map(|gap| bar(gap, width)).collect()
}

fn weld(body: &mut Body, join: f64) {
    let near: Vec<(usize, usize)> = gaps(&body.rings, &Shy { unwanted: &[], reach: 0.0 })
        .iter()
        .filter(|gap| gap.width() <= join)
        .map(|gap| (gap.a, gap.b))
        .collect();
    if !near.is_empty() {
        body.weld(&|a, b| near.contains(&(a, b)), join);
    }
}

/// A bar across a gap, its round ends inside the parts.
fn bar(gap: &Gap, width: f64) -> Graft {
    let across = gap.to - gap.from;
    let inward = if across.hypot() > 0.0 { across / across.hypot() * (width / 2.0) } else { across };
    Graft { from: gap.from - inward, to: gap.to + inward, radius: width / 2.0 }
}

/// The gaps that join all parts with the least length (Kruskal's way).
fn spanning_tree(parts: usize, gaps: Vec<Gap>) -> Vec<Gap> {
    completed(parts, Vec::new(), gaps)
}

/// The same when some gaps are chosen already.
fn completed(parts: usize, chosen: Vec<Gap>, mut gaps: Vec<Gap>) -> Vec<Gap> {
    gaps.sort_by(|a, b| a.width().total_cmp(&b.width()));
    let mut group: Vec<usize> = (0..parts).collect();
    let mut tree = Vec::new();
    for gap in chosen.into_iter().chain(gaps) {
        let (a, b) = (group[gap.a], group[gap.b]);
        if a != b {
            group.iter_mut().filter(|member| **member == b).for_each(|member| *member = a);
            tree.push(gap);
        }
    }
    tree
}

/// Points that are compared with each other at first: enough to find the place, which is then searched.
const LOOKOUTS: usize = 1500;

/// The shortest way between every two parts that may be bridged.
fn gaps(rings: &[Ring], shy: &Shy<'_>) -> Vec<Gap> {
    let total: usize = rings.iter().map(Vec::len).sum();
    let stride = total.div_ceil(LOOKOUTS).max(1);
    let mut gaps = Vec::new();
    for a in 0..rings.len() {
        for b in a + 1..rings.len() {
            gaps.extend(gap(rings, a, b, stride, shy));
        }
    }
    gaps
}

fn gap(rings: &[Ring], a: usize, b: usize, stride: usize, shy: &Shy<'_>) -> Option<Gap> {
    let mut best = (f64::INFINITY, 0, 0);
    for i in (0..rings[a].len()).step_by(stride) {
        for j in (0..rings[b].len()).step_by(stride) {
            let distance2 = rings[a][i].distance_squared(rings[b][j]);
            if distance2 < best.0 && !shy.shuns(rings[a][i], rings[b][j]) {
                best = (distance2, i, j);
            }
        }
    }
    if best.0.is_infinite() {
        return None;
    }
    let (mut from, mut to) = (rings[a][best.1], rings[b][best.2]);
    let coarse = Gap { a, b, from, to };
    for _ in 0..4 {
        to = nearest_near(&rings[b], best.2, 3 * stride, from);
        from = nearest_near(&rings[a], best.1, 3 * stride, to);
    }
    Some(if shy.shuns(from, to) { coarse } else { Gap { a, b, from, to } })
}

/// The point nearest to `to` on the stretch of a ring round one of its corners.
fn nearest_near(ring: &Ring, around: usize, reach: usize, to: Point) -> Point {
    let start = (around + ring.len() - reach.min(ring.len())) % ring.len();
    let stretch = edges(ring).cycle().skip(start).take((2 * reach).min(ring.len()));
    let feet = stretch.map(|(a, b)| nearest_on(a, b, to));
    feet.min_by(|p, q| p.distance_squared(to).total_cmp(&q.distance_squared(to))).unwrap_or(to)
}
