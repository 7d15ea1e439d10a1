//! A clasp's frame: round stock bent to a shape, with a spring gate, and an eye that swivels below it.

use kurbo::{BezPath, PathEl, Point};

/// Thickness of the wire of a swivel's eye, in mm.
pub(super) const EYE_WIRE: f64 = 2.0;

/// A frame, measured; mm, the inside's highest point is the origin.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Frame {
    /// The closed middle line; its last point is its first.
    pub(super) line: Vec<Point>,
    pub(super) wire: f64,
    /// Where the gate begins and ends, in mm along the line.
    pub(super) gate: [f64; 2],
    /// Where the middle line crosses the upright through the origin at its bottom.
    pub(super) bottom: f64,
    pub(super) post: f64,
    pub(super) eye: f64,
}

impl Frame {
    pub(super) fn new(path: &str, wire: f64, gate: [f64; 2], post: f64, eye: f64) -> Frame {
        let line = flat(&BezPath::from_svg(path).unwrap_or_default());
        let length: f64 = line.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
        let middle = line.iter().filter(|point| point.x.abs() < 0.6).map(|point| point.y);
        let bottom = middle.fold(0.0, f64::max);
        Frame { wire, gate: gate.map(|share| share * length), bottom, post, eye, line }
    }

    /// The middle of the eye below the post; `None` where there is no swivel.
    pub(super) fn eye_center(&self) -> Option<Point> {
        (self.post > 0.0)
            .then(|| Point::new(0.0, self.bottom + self.post + f64::midpoint(self.eye, EYE_WIRE)))
    }

    /// From the upper joint to the lower one.
    pub(super) fn drop(&self) -> f64 {
        self.eye_center().map_or(self.bottom - self.wire / 2.0, |eye| eye.y + self.eye / 2.0)
    }

    pub(super) fn half_width(&self) -> f64 {
        self.line.iter().map(|point| point.x.abs()).fold(0.0, f64::max) + self.wire / 2.0
    }
}

fn flat(path: &BezPath) -> Vec<Point> {
    let mut line: Vec<Point> = Vec::new();
    kurbo::flatten(path, 0.03, |element| match element {
        PathEl::MoveTo(to) | PathEl::LineTo(to) => line.push(to),
        PathEl::QuadTo(..) | PathEl::CurveTo(..) | PathEl::ClosePath => {}
    });
    line.dedup_by(|a, b| a.distance(*b) < 1e-6);
    if let (Some(first), Some(last)) = (line.first().copied(), line.last().copied())
        && first.distance(last) > 1e-6
    {
        line.push(first);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_ring_hangs_in_the_eye_or_in_the_frame_where_there_is_none() {
        let circle = "M0 -1.5A10 10 0 0 1 0 18.5A10 10 0 0 1 0 -1.5Z";
        let swivel = Frame::new(circle, 3.0, [0.1, 0.3], 4.0, 5.0);
        assert!((swivel.bottom - 18.5).abs() < 0.02, "{}", swivel.bottom);
        assert!((swivel.drop() - (18.5 + 4.0 + 1.0 + 5.0)).abs() < 0.02);
        assert!((Frame { post: 0.0, ..swivel }.drop() - 17.0).abs() < 0.02);
    }
}
