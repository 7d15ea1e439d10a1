//! The exact distance between cut lines, as polygons.

use kurbo::Point;

use super::form::Ring;
use super::table::Table;

/// An edge from one point to another.
pub(super) type Edge = [[f64; 2]; 2];

/// How far a field may be from the truth.
const DOUBT: f32 = 0.15;

/// The pairs on a table that lie nearer than `gap`, each with what it lacks.
pub(super) fn too_near(table: &Table, gap: f64) -> Vec<(usize, usize, f64)> {
    let mut found = Vec::new();
    for bed in 0..table.beds.len() {
        let members = table.on(bed);
        for (at, a) in members.iter().enumerate() {
            for b in &members[at + 1..] {
                if boxes_apart(table.box_of(*a), table.box_of(*b)) <= gap as f32 {
                    let near = distance(&facing(table, *a, *b, gap), &facing(table, *b, *a, gap));
                    if near < gap {
                        found.push((*a, *b, gap - near));
                    }
                }
            }
        }
    }
    found
}

/// How far two boxes are apart along the axis where they are apart most.
fn boxes_apart(a: [f32; 4], b: [f32; 4]) -> f32 {
    (a[0] - b[2]).max(b[0] - a[2]).max(a[1] - b[3]).max(b[1] - a[3])
}

/// The edges of a piece that may lie within the gap of another one, as they lie on the bed.
fn facing(table: &Table, piece: usize, other: usize, gap: f64) -> Vec<Edge> {
    let (lies, pose) = (&table.poses[other], &table.poses[piece]);
    let (field, [cos, sin]) = (&table.form(other).field, lies.heading());
    let near = |edge: &Edge| {
        let [x, y] = [0, 1].map(|axis| f64::midpoint(edge[0][axis], edge[1][axis]) as f32);
        let (dx, dy) = (x - lies.x, y - lies.y);
        let half = length(edge) as f32 / 2.0;
        field.at(dx * cos + dy * sin, dy * cos - dx * sin) < gap as f32 + half + DOUBT
    };
    let at = Point::new(f64::from(pose.x), f64::from(pose.y));
    placed(&table.form(piece).ring, at, f64::from(pose.turn)).filter(near).collect()
}

/// The edges of a ring with its middle there, turned by that many radians.
pub(super) fn placed(ring: &Ring, at: Point, turn: f64) -> impl Iterator<Item = Edge> + '_ {
    let (sin, cos) = libm::sincos(turn);
    let moved = move |[u, v]: [f64; 2]| [u * cos - v * sin + at.x, u * sin + v * cos + at.y];
    ring.edges().map(move |edge| edge.map(moved))
}

fn length([p, q]: &Edge) -> f64 {
    (q[0] - p[0]).hypot(q[1] - p[1])
}

/// The box of edges: `[left, top, right, bottom]`.
pub(super) fn bounds(edges: &[Edge]) -> [f64; 4] {
    let start = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
    edges.iter().flatten().fold(start, |[left, top, right, bottom], [x, y]| {
        [left.min(*x), top.min(*y), right.max(*x), bottom.max(*y)]
    })
}

/// How far two closed lines are apart: 0 where one lies in the other, and some distance above `gap` where they are farther
/// apart than that.
pub(super) fn apart(a: &[Edge], b: &[Edge], gap: f64) -> f64 {
    let near = |edges: &[Edge], [left, top, right, bottom]: [f64; 4]| -> Vec<Edge> {
        let beside = |low: f64, high: f64, axis: usize, edge: &Edge| {
            edge[0][axis].max(edge[1][axis]) < low - gap || edge[0][axis].min(edge[1][axis]) > high + gap
        };
        let off = |edge: &&Edge| !beside(left, right, 0, edge) && !beside(top, bottom, 1, edge);
        edges.iter().filter(off).copied().collect()
    };
    let (near_a, near_b) = (near(a, bounds(b)), near(b, bounds(a)));
    let inside = |edges: &[Edge], other: &[Edge]| other.first().is_some_and(|edge| holds(edges, edge[0]));
    if inside(a, b) || inside(b, a) {
        return 0.0;
    }
    distance(&near_a, &near_b)
}

/// Whether a point lies inside a closed line.
fn holds(edges: &[Edge], [x, y]: [f64; 2]) -> bool {
    let crossed = edges
        .iter()
        .filter(|[p, q]| (p[1] <= y) != (q[1] <= y) && p[0] + (y - p[1]) / (q[1] - p[1]) * (q[0] - p[0]) > x);
    crossed.count() % 2 == 1
}

/// The least distance between edges of two lists; infinite where one is empty.
pub(super) fn distance(a: &[Edge], b: &[Edge]) -> f64 {
    let mut least = f64::INFINITY;
    for one in a {
        for other in b {
            if beyond(one, other, least) {
                continue;
            }
            least = least.min(between(one, other));
        }
    }
    least
}

/// Whether two edges are surely farther apart than that.
fn beyond(a: &Edge, b: &Edge, least: f64) -> bool {
    (0..2).any(|axis| {
        let (low, high) = (a[0][axis].min(a[1][axis]), a[0][axis].max(a[1][axis]));
        b[0][axis].min(b[1][axis]) - high > least || low - b[0][axis].max(b[1][axis]) > least
    })
}

/// The distance between two edges: 0 where they cross.
fn between(a: &Edge, b: &Edge) -> f64 {
    let side = |[p, q]: &Edge, r: [f64; 2]| (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
    let splits = |one: &Edge, other: &Edge| side(one, other[0]) * side(one, other[1]) < 0.0;
    if splits(a, b) && splits(b, a) {
        return 0.0;
    }
    let ends = [to_edge(a[0], b), to_edge(a[1], b), to_edge(b[0], a), to_edge(b[1], a)];
    ends.into_iter().fold(f64::INFINITY, f64::min)
}

fn to_edge(point: [f64; 2], [p, q]: &Edge) -> f64 {
    let along = [q[0] - p[0], q[1] - p[1]];
    let square = (along[0] * along[0] + along[1] * along[1]).max(f64::MIN_POSITIVE);
    let share = (((point[0] - p[0]) * along[0] + (point[1] - p[1]) * along[1]) / square).clamp(0.0, 1.0);
    (point[0] - p[0] - share * along[0]).hypot(point[1] - p[1] - share * along[1])
}
