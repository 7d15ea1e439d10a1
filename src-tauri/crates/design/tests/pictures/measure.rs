//! What a picture's outline is worth, measured from finished lines alone.

use dangle_design::artwork::Subject;
use dangle_design::kurbo::{PathEl, Point, Shape};
use dangle_design::shape::CharmShape;
use dangle_design::units::Mm;

use crate::sound::{art_rings, bare, charm, draw, flat, is_apart, shape_of, winding};

type Ring = Vec<Point>;

/// The border that is measured, in mm.
const BORDER: f64 = 2.0;
/// The longest side of every charm, in mm.
const LENGTH: f64 = 50.0;
/// Smaller parts may be too small for a border, in mm²: where specks were left out, these may be among them.
const SPECK: f64 = 0.055;
/// What lies this much too far out has left the artwork's own border, for a bridge or a closed gap, in mm.
const LEFT: f64 = 0.025;

/// The radius of the fillets where a bridge meets a part, in mm.
const FILLET: f64 = 2.0;

/// What was found of one picture.
pub(crate) struct Found {
    pub(crate) name: String,
    /// The most that the border is off, in mm.
    pub(crate) off: f64,
    /// Where.
    pub(crate) at: Point,
    /// What else is wrong.
    pub(crate) faults: Vec<String>,
}

/// Measures a picture's outline with nothing but a border, and the ring of a charm with all the defaults.
pub(crate) fn measure(name: &str, subject: &Subject) -> Found {
    let mut faults = Vec::new();
    let mut usual = charm();
    usual.size.length = Mm::new(LENGTH);
    match shape_of(&usual, subject) {
        Ok(shape) => {
            faults.extend(ring_faults(&shape).into_iter().map(|fault| format!("with a tab, {fault}")));
        }
        Err(error) => faults.push(error.to_string()),
    }
    let mut plain = bare(BORDER);
    plain.size.length = Mm::new(LENGTH);
    let (mut off, mut at) = (0.0, Point::ZERO);
    match shape_of(&plain, subject) {
        Ok(shape) => {
            draw(name, &shape, subject);
            faults.extend(ring_faults(&shape));
            (off, at) = border(&shape, subject);
        }
        Err(error) => faults.push(error.to_string()),
    }
    Found { name: name.to_owned(), off, at, faults }
}

fn ring_faults(shape: &CharmShape) -> Vec<String> {
    let outline = &shape.outline;
    let cut = flat(&outline.cut);
    let longest = outline.size.width.max(outline.size.height);
    let closed = matches!(outline.cut.elements().last(), Some(PathEl::ClosePath));
    let holes = outline.holes.iter().all(|hole| winding(&cut, hole.center) == 1 && hole.wall.get() > 0.9);
    let rules = [
        (cut.len() == 1, "not one ring"),
        (closed, "open"),
        (outline.cut.area() > 0.0, "anticlockwise"),
        (is_apart(&cut), "crosses itself"),
        ((longest - LENGTH).abs() < 0.02, "of the wrong size"),
        (holes, "a hole with too little material round it"),
    ];
    rules.into_iter().filter(|(holds, _)| !holds).map(|(_, fault)| fault.to_owned()).collect()
}

/// How far the line is off, and where: nowhere nearer to the artwork than the border, and nowhere farther but
/// on the way from one part of it to another, or beside such a way.
fn border(shape: &CharmShape, subject: &Subject) -> (f64, Point) {
    let outer: Vec<Ring> = art_rings(shape, subject).into_iter().filter(|ring| area(ring) > 0.0).collect();
    let least = if shape.notes.dropped_specks > 0 { SPECK } else { 0.0 };
    let (all, kept) = (Edges::of(&outer), Edges::of(outer.iter().filter(|ring| area(ring) > least)));
    let cut = finely(&flat(&shape.outline.cut)[0]);
    let lack = cut.iter().map(|&at| (BORDER - kept.nearest(at).distance, at));
    let line = Edges::of([&cut]);
    let beside = outer.iter().filter(|ring| area(ring) > least).flatten();
    let near = beside.map(|&at| (BORDER - line.nearest(at).distance, at));
    let stops: Vec<Stop> = cut.iter().map(|&at| all.nearest(at)).collect();
    let joined = shape.notes.islands > 0;
    let excess = excess(&stops, &|run| joined && is_beside_another(run, &outer));
    lack.chain(near)
        .chain(excess)
        .fold((0.0, Point::ZERO), |worst, one| if one.0 > worst.0 { one } else { worst })
}

/// Whether another part is so near to a stretch of line that a bridge to it may start there, fillets and all.
fn is_beside_another(run: &[&Stop], parts: &[Ring]) -> bool {
    let own = run[0].part;
    let others = Edges::of(parts.iter().enumerate().filter(|(part, _)| *part != own).map(|(_, ring)| ring));
    run.iter().any(|stop| others.nearest(stop.at).distance < 2.0 * BORDER + FILLET)
}

/// Where the line lies too far out, but for stretches that lead from one part to another, or that are `spared`.
fn excess(stops: &[Stop], spared: &dyn Fn(&[&Stop]) -> bool) -> Vec<(f64, Point)> {
    let is_out = |stop: &Stop| stop.distance > BORDER + LEFT;
    let Some(start) = stops.iter().position(|stop| !is_out(stop)) else {
        return vec![(f64::INFINITY, stops[0].at)];
    };
    let mut round: Vec<&Stop> = stops[start..].iter().chain(&stops[..start]).collect();
    round.push(&stops[start]);
    let mut found: Vec<(f64, Point)> = Vec::new();
    let mut first = 0;
    for index in 1..round.len() {
        if is_out(round[index]) {
            continue;
        }
        // Both ends lie on the border; what is between is on the way.
        let out = index - first > 1;
        let leads = out && (round[first].part != round[index].part || spared(&round[first..=index]));
        let stretch = if leads { index..=index } else { first + 1..=index };
        found.extend(round[stretch].iter().map(|stop| (stop.distance - BORDER, stop.at)));
        first = index;
    }
    found
}

/// A place on the line with its distance to the nearest part of the artwork.
struct Stop {
    at: Point,
    distance: f64,
    part: usize,
}

fn area(ring: &Ring) -> f64 {
    let last = ring[ring.len() - 1];
    std::iter::once(&last).chain(ring).zip(ring).map(|(a, b)| a.to_vec2().cross(b.to_vec2())).sum::<f64>()
        / 2.0
}

/// The ring with a point every twentieth of a millimetre at least.
fn finely(ring: &Ring) -> Ring {
    let next = ring.iter().cycle().skip(1);
    let edge = |(&a, &b): (&Point, &Point)| {
        let count = (a.distance(b) / 0.05).ceil().max(1.0) as usize;
        (0..count).map(move |stop| a.lerp(b, stop as f64 / count as f64))
    };
    ring.iter().zip(next).flat_map(edge).collect()
}

/// The edges of some parts, each with a box round a few of them.
struct Edges {
    runs: Vec<Run>,
}

struct Run {
    part: usize,
    low: Point,
    high: Point,
    points: Vec<Point>,
}

impl Edges {
    fn of<'a>(parts: impl IntoIterator<Item = &'a Ring>) -> Edges {
        /// Edges in one run.
        const LONG: usize = 24;
        let mut runs = Vec::new();
        for (part, ring) in parts.into_iter().enumerate() {
            let closed: Ring = ring.iter().chain(&ring[..1]).copied().collect();
            for start in (0..ring.len()).step_by(LONG) {
                let points = closed[start..closed.len().min(start + LONG + 1)].to_vec();
                let (mut low, mut high) = (points[0], points[0]);
                for point in &points {
                    low = Point::new(low.x.min(point.x), low.y.min(point.y));
                    high = Point::new(high.x.max(point.x), high.y.max(point.y));
                }
                runs.push(Run { part, low, high, points });
            }
        }
        Edges { runs }
    }

    fn nearest(&self, at: Point) -> Stop {
        let mut best = (f64::INFINITY, 0);
        for run in &self.runs {
            let (dx, dy) =
                ((run.low.x - at.x).max(at.x - run.high.x), (run.low.y - at.y).max(at.y - run.high.y));
            if dx.max(0.0).powi(2) + dy.max(0.0).powi(2) >= best.0 {
                continue;
            }
            for ends in run.points.windows(2) {
                let squared = distance2(ends[0], ends[1], at);
                if squared < best.0 {
                    best = (squared, run.part);
                }
            }
        }
        Stop { at, distance: best.0.sqrt(), part: best.1 }
    }
}

fn distance2(a: Point, b: Point, at: Point) -> f64 {
    let (along, to) = (b - a, at - a);
    let length2 = along.hypot2();
    let t = if length2 > 0.0 { (to.dot(along) / length2).clamp(0.0, 1.0) } else { 0.0 };
    (to - along * t).hypot2()
}
