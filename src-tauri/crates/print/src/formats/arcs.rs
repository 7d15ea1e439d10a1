//! Curves as arcs, which every cutter knows: each cubic becomes as many pairs of arcs as it takes.

use kurbo::{BezPath, CubicBez, ParamCurve, ParamCurveDeriv, PathSeg, Point, Vec2};

/// How far an arc may leave its curve, in mm: a fifth of what a cutter repeats to.
pub(crate) const TOLERANCE_MM: f64 = 0.002;
/// Halvings of one curve at most.
const DEEPEST: u32 = 10;

/// A corner of a closed line, and how what follows bulges: the tangent of a quarter of its angle, above zero where
/// it turns to the left with y up. Zero is a straight line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Vertex {
    /// Where it is.
    pub(crate) at: Point,
    /// How what follows bulges.
    pub(crate) bulge: f64,
}

/// The corners of a closed line.
pub(crate) fn vertices(path: &BezPath) -> Vec<Vertex> {
    let mut vertices = Vec::new();
    for segment in path.segments() {
        match segment {
            PathSeg::Line(line) => vertices.push(Vertex { at: line.p0, bulge: 0.0 }),
            PathSeg::Quad(quad) => split(quad.raise(), 0, &mut vertices),
            PathSeg::Cubic(cubic) => split(cubic, 0, &mut vertices),
        }
    }
    vertices
}

fn split(cubic: CubicBez, depth: u32, into: &mut Vec<Vertex>) {
    match biarc(cubic) {
        Some(arcs) if off(&cubic, &arcs) <= TOLERANCE_MM => into.extend(arcs),
        _ if depth < DEEPEST => {
            let (first, second) = cubic.subdivide();
            split(first, depth + 1, into);
            split(second, depth + 1, into);
        }
        _ => into.push(Vertex { at: cubic.p0, bulge: 0.0 }),
    }
}

/// Two arcs from end to end of a curve that run on in its direction at both ends and in one another's where they
/// meet (Bolton 1975, "Biarc curves", the joint where both tangents are of one length).
fn biarc(cubic: CubicBez) -> Option<[Vertex; 2]> {
    let (start, end) = (direction(&cubic, 0.0)?, direction(&cubic, 1.0)?);
    let across = cubic.p3 - cubic.p0;
    let sum = start + end;
    let (a, b, c) = (2.0 * (1.0 - start.dot(end)), 2.0 * across.dot(sum), -across.hypot2());
    let length = if a.abs() < 1e-12 {
        if b.abs() < 1e-12 {
            return None;
        }
        -c / b
    } else {
        (-b + (b * b - 4.0 * a * c).max(0.0).sqrt()) / (2.0 * a)
    };
    if !length.is_finite() || length <= 0.0 {
        return None;
    }
    let joint = ((cubic.p0 + start * length).to_vec2() + (cubic.p3 - end * length).to_vec2()) / 2.0;
    let joint = joint.to_point();
    let first = Vertex { at: cubic.p0, bulge: bulge(start, joint - cubic.p0) };
    // The second arc ends in the curve's direction: seen from its end it is the mirror of one that begins so.
    let second = Vertex { at: joint, bulge: bulge(cubic.p3 - joint, end) };
    Some([first, second])
}

/// The direction of a curve at one of its ends, where its nearest point may lie on the end itself.
fn direction(cubic: &CubicBez, t: f64) -> Option<Vec2> {
    let tangent = cubic.deriv().eval(t).to_vec2();
    let inside = if t < 0.5 { cubic.eval(0.01) - cubic.p0 } else { cubic.p3 - cubic.eval(0.99) };
    let way = if tangent.hypot() > 1e-9 { tangent } else { inside };
    (way.hypot() > 1e-12).then(|| way.normalize())
}

/// The bulge of an arc: half the angle from its direction to its chord, which is a quarter of its own; y is down,
/// so the sign turns.
fn bulge(from: Vec2, to: Vec2) -> f64 {
    let half = from.cross(to).atan2(from.dot(to));
    -(half / 2.0).tan()
}

/// How far a curve leaves its arcs at most, looked for at a few places.
fn off(cubic: &CubicBez, arcs: &[Vertex; 2]) -> f64 {
    const PLACES: usize = 16;
    let ends = [arcs[1].at, cubic.p3];
    let away = |at: Point| {
        let from = |i: usize| distance(arcs[i], ends[i], at);
        from(0).min(from(1))
    };
    (1..PLACES).map(|i| away(cubic.eval(i as f64 / PLACES as f64))).fold(0.0, f64::max)
}

/// How far a place is from an arc's circle, or from its chord where it is straight.
fn distance(arc: Vertex, end: Point, at: Point) -> f64 {
    let chord = end - arc.at;
    match circle(arc, end) {
        Some((centre, radius)) if within(arc, end, at) => ((at - centre).hypot() - radius).abs(),
        Some(_) => (at - arc.at).hypot().min((at - end).hypot()),
        None => {
            let along = ((at - arc.at).dot(chord) / chord.hypot2().max(1e-18)).clamp(0.0, 1.0);
            (at - (arc.at + chord * along)).hypot()
        }
    }
}

/// Whether a place lies in the arc's sector.
fn within(arc: Vertex, end: Point, at: Point) -> bool {
    let Some((centre, _)) = circle(arc, end) else { return false };
    let middle = (arc.at.to_vec2() + end.to_vec2()) / 2.0 - centre.to_vec2();
    let half = 2.0 * arc.bulge.abs().atan();
    // Past half a turn the middle of the arc lies across from the middle of its chord.
    let middle = if half > std::f64::consts::FRAC_PI_2 { -middle } else { middle };
    let way = at - centre;
    middle.cross(way).atan2(middle.dot(way)).abs() <= half + 1e-6
}

/// Centre and radius of an arc; `None` where it is straight.
pub(crate) fn circle(arc: Vertex, end: Point) -> Option<(Point, f64)> {
    if arc.bulge.abs() < 1e-9 {
        return None;
    }
    let chord = end - arc.at;
    let quarter = arc.bulge.atan();
    let radius = chord.hypot() / (2.0 * (2.0 * quarter).sin().abs());
    // The centre lies off the chord's middle; y is down, so to the right of a left turn's chord is up.
    let height = chord.hypot() / (2.0 * (2.0 * quarter).tan());
    let aside = Vec2::new(chord.y, -chord.x) / chord.hypot().max(1e-18);
    let centre = arc.at.midpoint(end) + aside * height;
    Some((centre, radius))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kurbo::{Circle, Shape};

    /// The arcs' own length.
    fn length(vertices: &[Vertex]) -> f64 {
        let ends = vertices.iter().cycle().skip(1);
        let one = |arc: &Vertex, end: &Vertex| match circle(*arc, end.at) {
            Some((_, radius)) => 4.0 * arc.bulge.abs().atan() * radius,
            None => (end.at - arc.at).hypot(),
        };
        vertices.iter().zip(ends).map(|(arc, end)| one(arc, end)).sum()
    }

    #[test]
    fn a_circle_becomes_few_arcs_that_lie_on_it() {
        let path = Circle::new((10.0, 12.0), 7.5).to_path(1e-5);
        let vertices = vertices(&path);
        assert!(vertices.len() <= 2 * path.segments().count(), "{}", vertices.len());
        for (at, arc) in vertices.iter().enumerate() {
            let (centre, radius) = circle(*arc, vertices[(at + 1) % vertices.len()].at).unwrap();
            assert!((centre - Point::new(10.0, 12.0)).hypot() < 0.01, "{centre:?}");
            assert!((radius - 7.5).abs() < 0.01, "{radius}");
        }
        let turn = std::f64::consts::TAU * 7.5;
        assert!((length(&vertices) - turn).abs() / turn < 1e-4);
    }

    #[test]
    fn an_s_curve_keeps_its_length_and_stays_within_the_tolerance() {
        let path = BezPath::from_svg("M0 0C10 0 10 20 20 20C20 25 0 25 0 20Z").unwrap();
        let found = vertices(&path);
        assert!((length(&found) - path.perimeter(1e-4)).abs() / path.perimeter(1e-4) < 5e-4);
        assert!((4..60).contains(&found.len()), "{}", found.len());
    }

    #[test]
    fn straight_lines_stay_straight_and_a_curve_that_is_straight_becomes_one() {
        let path = BezPath::from_svg("M0 0L10 0L10 5Z").unwrap();
        assert!(vertices(&path).iter().all(|vertex| vertex.bulge == 0.0));
        let flat = BezPath::from_svg("M0 0C3 0 6 0 10 0L10 5Z").unwrap();
        assert!(vertices(&flat).iter().all(|vertex| vertex.bulge.abs() < 1e-9));
    }
}
