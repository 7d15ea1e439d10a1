//! The cut line as it was found, held against the one that was meant.

use kurbo::{Affine, BezPath, ParamCurve, ParamCurveNearest, PathEl, Point, Shape};

use super::line::{ProofCode, ProofLine};
use super::rules;
use crate::plates::Plates;

/// How far the cut line may be off.
const TOLERANCE_MM: f64 = 0.01;
/// How exactly lengths and distances are measured.
const EXACT_MM: f64 = TOLERANCE_MM / 10.0;
/// Places of a curve that are held against another line of another make.
const SAMPLES: usize = 8;

/// Every rule of the cut line. `found` are its closed lines in mm; `to_file` moves what was meant to where the
/// file has its origin.
pub(super) fn lines(found: &[BezPath], plates: &Plates, to_file: Affine, name: &str) -> Vec<ProofLine> {
    let meant: Vec<BezPath> = plates.lines().map(|line| to_file * line.clone()).collect();
    vec![count(found, &meant, name), rules::cut_closed(found), length(found, &meant), place(found, &meant)]
}

fn count(found: &[BezPath], meant: &[BezPath], name: &str) -> ProofLine {
    let say = |count: usize| format!("{count} strokes in {name}");
    let passed = found.len() == meant.len();
    ProofLine::new(ProofCode::CutSpot, passed, say(found.len()), say(meant.len()))
}

fn length(found: &[BezPath], meant: &[BezPath]) -> ProofLine {
    let total = |paths: &[BezPath]| paths.iter().map(|path| path.perimeter(EXACT_MM)).sum::<f64>();
    let (found, wanted) = (total(found), total(meant));
    // A line that is off by no more than the tolerance all along may be longer by a turn of that radius.
    let tolerance = TOLERANCE_MM * std::f64::consts::TAU;
    let say = |mm: f64| format!("{mm:.2} mm");
    ProofLine::new(ProofCode::CutLength, (found - wanted).abs() <= tolerance, say(found), say(wanted))
}

fn place(found: &[BezPath], meant: &[BezPath]) -> ProofLine {
    let nearest = |meant: &BezPath| found.iter().map(|f| deviation(f, meant)).fold(f64::INFINITY, f64::min);
    let worst = meant.iter().map(nearest).fold(0.0, f64::max);
    let found = if worst.is_finite() { format!("{worst:.4} mm off") } else { "another line".into() };
    let passed = worst <= TOLERANCE_MM;
    ProofLine::new(ProofCode::CutPlace, passed, found, format!("at most {TOLERANCE_MM} mm off"))
}

/// How far two lines are apart at most.
fn deviation(a: &BezPath, b: &BezPath) -> f64 {
    let (points, others) = (control_points(a), control_points(b));
    if points.len() == others.len() {
        // Of the same make: a curve moves no farther than its points do.
        return points.iter().zip(&others).map(|(a, b)| (*a - *b).hypot()).fold(0.0, f64::max);
    }
    if (a.bounding_box().origin() - b.bounding_box().origin()).hypot() > 1.0 {
        return f64::INFINITY;
    }
    farthest(a, b).max(farthest(b, a))
}

/// The farthest that places of one line lie from another.
fn farthest(from: &BezPath, to: &BezPath) -> f64 {
    let places =
        from.segments().flat_map(|part| (0..SAMPLES).map(move |i| part.eval(i as f64 / SAMPLES as f64)));
    let away = |place: Point| {
        let squares = to.segments().map(|part| part.nearest(place, 1e-6).distance_sq);
        squares.fold(f64::INFINITY, f64::min).sqrt()
    };
    places.map(away).fold(0.0, f64::max)
}

fn control_points(path: &BezPath) -> Vec<Point> {
    let mut pen = Point::ZERO;
    let mut points = Vec::new();
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(to) | PathEl::LineTo(to) => points.push(to),
            PathEl::QuadTo(a, to) => {
                let cubic = kurbo::QuadBez::new(pen, a, to).raise();
                points.extend([cubic.p1, cubic.p2, to]);
            }
            PathEl::CurveTo(a, b, to) => points.extend([a, b, to]),
            PathEl::ClosePath => {}
        }
        pen = element.end_point().unwrap_or(pen);
    }
    points
}
