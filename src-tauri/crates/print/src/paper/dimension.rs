//! Dimensions as draughtsmen draw them: a line with arrow heads between extension lines, its length on it.

use dangle_design::Result;
use dangle_design::kurbo::{BezPath, Point, Vec2};

use super::{Frame, Hand, Stroke, grey, plain};

/// Ems of dimensions, in mm.
pub(crate) const DIMENSION: f64 = 2.9;
/// Length and half width of an arrow head.
const ARROW: [f64; 2] = [2.2, 0.42];

/// The line of dimensions and leaders.
pub(crate) fn thin() -> Stroke {
    Stroke::new(grey(0.25), 0.13)
}

/// The line through the middle of a hole.
pub(crate) fn centre_line() -> Stroke {
    Stroke::dashed(grey(0.45), 0.12, [3.2, 1.1])
}

/// A dimension from left to right; `edge` is where its extension lines come from.
pub(crate) fn level(page: &mut Frame, from: Point, to: Point, edge: f64, words: &str) -> Result<()> {
    let beyond = if from.y > edge { 1.5 } else { -1.5 };
    for x in [from.x, to.x] {
        page.rule((x, edge + beyond), (x, from.y + beyond), thin());
    }
    arrows(page, from, to);
    on_paper(page, words, from.midpoint(to) + Vec2::new(0.0, -1.0), 0.0)
}

/// A dimension from top to bottom.
pub(crate) fn upright(page: &mut Frame, from: Point, to: Point, edge: f64, words: &str) -> Result<()> {
    for y in [from.y, to.y] {
        page.rule((edge - 1.5, y), (from.x - 1.5, y), thin());
    }
    arrows(page, from, to);
    on_paper(page, words, from.midpoint(to) + Vec2::new(-1.0, 0.0), -std::f64::consts::FRAC_PI_2)
}

fn on_paper(page: &mut Frame, words: &str, at: Point, turn: f64) -> Result<()> {
    page.turned(words, Hand::Strong, DIMENSION, at, turn, plain())
}

/// A line with an arrow head at both ends; outside, pointing in, where there is no room between.
fn arrows(page: &mut Frame, from: Point, to: Point) {
    let along = (to - from).normalize();
    let tight = (to - from).hypot() < 3.2 * ARROW[0];
    let (first, second) = if tight { (along * -1.0, along) } else { (along, along * -1.0) };
    head(page, from, first);
    head(page, to, second);
    if tight {
        page.rule(from - along * 4.5, from, thin());
        page.rule(to, to + along * 4.5, thin());
    }
    page.rule(from, to, thin());
}

/// An arrow head whose tip is at a point; it reaches back along `along`.
pub(crate) fn head(page: &mut Frame, tip: Point, along: Vec2) {
    let across = Vec2::new(-along.y, along.x);
    let mut path = BezPath::new();
    path.move_to(tip);
    path.line_to(tip + along * ARROW[0] + across * ARROW[1]);
    path.line_to(tip + along * ARROW[0] - across * ARROW[1]);
    path.close_path();
    page.fill(path, grey(0.1));
}

/// A length as drawings have it: tenths, hundredths where there are some.
pub(crate) fn number(mm: f64) -> String {
    let hundredths = (mm * 100.0).round() / 100.0;
    if (hundredths * 10.0).fract().abs() < 1e-6 {
        format!("{hundredths:.1}")
    } else {
        format!("{hundredths:.2}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_written_to_the_tenth_or_to_the_hundredth() {
        assert_eq!([50.0, 2.5, 2.25, 42.999, 0.15].map(number), ["50.0", "2.5", "2.25", "43.0", "0.15"]);
    }
}
