//! Parts that lie in the picture's plane: round stock along a line, balls, flat things, drawn point by point.

use kurbo::{Affine, Point, Rect, Vec2};

use crate::pixels::Tile;

/// Samples a pixel's side is divided into.
pub(super) const SAMPLES: usize = 4;

/// A drawing in mm, turned and scaled to pixels; light stands still while it turns.
pub(super) struct Turned {
    to_mm: Affine,
    /// One pixel's steps in mm.
    right: Vec2,
    down: Vec2,
    sin: f32,
    cos: f32,
}

impl Turned {
    /// `to_px` takes mm to pixels: a turn and a scale.
    pub(super) fn new(to_px: Affine) -> Turned {
        let to_mm = to_px.inverse();
        let [a, b, c, d, ..] = to_mm.as_coeffs();
        let [x, y, ..] = to_px.as_coeffs();
        let length = x.hypot(y).max(1e-9);
        Turned {
            to_mm,
            right: Vec2::new(a, b),
            down: Vec2::new(c, d),
            sin: (y / length) as f32,
            cos: (x / length) as f32,
        }
    }

    /// A sample's place in mm.
    pub(super) fn sample(&self, x: i32, y: i32, sample: usize) -> Point {
        let step = |k: usize| (k as f64 + 0.5) / SAMPLES as f64;
        let corner = self.to_mm * Point::new(f64::from(x), f64::from(y));
        corner + self.right * step(sample % SAMPLES) + self.down * step(sample / SAMPLES)
    }

    /// A direction of the drawing as the picture has it.
    pub(super) fn seen(&self, [x, y, z]: [f32; 3]) -> [f32; 3] {
        [x * self.cos - y * self.sin, x * self.sin + y * self.cos, z]
    }
}

/// What is met at a place: the surface's normal in the drawing, and what it is made of.
pub(super) struct Met<M> {
    pub(super) normal: [f32; 3],
    pub(super) made_of: M,
}

/// Draws what `meet` finds at each place of `bounds` (mm), in the colours `paint` gives it.
pub(super) fn draw<M>(
    to_px: Affine,
    bounds: Rect,
    meet: impl Fn(Point) -> Option<Met<M>> + Sync,
    paint: impl Fn([f32; 3], M) -> [f32; 3] + Sync,
) -> Tile {
    let mut tile = Tile::covering(to_px.transform_rect_bbox(bounds));
    let turned = Turned::new(to_px);
    tile.fill(|x, y| {
        let mut sum = [0.0; 4];
        for sample in 0..SAMPLES * SAMPLES {
            let Some(met) = meet(turned.sample(x, y, sample)) else { continue };
            let colour = paint(turned.seen(met.normal), met.made_of);
            for k in 0..3 {
                sum[k] += colour[k];
            }
            sum[3] += 1.0;
        }
        sum.map(|value| value / (SAMPLES * SAMPLES) as f32)
    });
    tile
}

/// A line of straight pieces, to be asked what lies near it.
pub(super) struct Line {
    points: Vec<Point>,
    /// How far along the line each point lies.
    along: Vec<f64>,
}

/// The nearest place of a line.
#[derive(Clone, Copy)]
pub(super) struct Near {
    /// From the line to the place asked for.
    pub(super) off: Vec2,
    /// How far along the line.
    pub(super) along: f64,
    /// The direction of the line there.
    pub(super) tangent: Vec2,
}

impl Line {
    pub(super) fn new(points: Vec<Point>) -> Line {
        let mut along = Vec::with_capacity(points.len());
        let mut sum = 0.0;
        for (i, point) in points.iter().enumerate() {
            if i > 0 {
                sum += points[i - 1].distance(*point);
            }
            along.push(sum);
        }
        Line { points, along }
    }

    pub(super) fn length(&self) -> f64 {
        self.along.last().copied().unwrap_or(0.0)
    }

    pub(super) fn bounds(&self) -> Rect {
        let first = self.points.first().copied().unwrap_or_default();
        self.points.iter().fold(Rect::from_points(first, first), |rect, point| rect.union_pt(*point))
    }

    /// The place that far along, and the direction there; the ends go on straight.
    pub(super) fn at(&self, along: f64) -> (Point, Vec2) {
        let last = self.points.len().saturating_sub(2);
        let index = self.along.partition_point(|&end| end <= along).saturating_sub(1).min(last);
        let (from, to) = (self.points[index], self.points[index + 1]);
        let tangent = (to - from) / from.distance(to).max(1e-9);
        (from + tangent * (along - self.along[index]), tangent)
    }

    /// The nearest place of the line, no farther than `reach`.
    pub(super) fn near(&self, at: Point, reach: f64) -> Option<Near> {
        let mut best: Option<Near> = None;
        let mut least = reach;
        for (index, pair) in self.points.windows(2).enumerate() {
            let way = pair[1] - pair[0];
            let length = way.hypot().max(1e-9);
            let tangent = way / length;
            let along = (at - pair[0]).dot(tangent).clamp(0.0, length);
            let off = at - (pair[0] + tangent * along);
            let distance = off.hypot();
            if distance < least {
                least = distance;
                best = Some(Near { off, along: self.along[index] + along, tangent });
            }
        }
        best
    }
}

/// The normal of round stock of `radius` where a place lies `off` its middle line.
pub(super) fn round(off: Vec2, radius: f64) -> Option<[f32; 3]> {
    let (x, y) = (off.x / radius, off.y / radius);
    let rest = 1.0 - x * x - y * y;
    (rest >= 0.0).then(|| [x as f32, y as f32, rest.sqrt() as f32])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_measured_along_its_bends() {
        let line = Line::new(vec![Point::ORIGIN, Point::new(0.0, 10.0), Point::new(10.0, 10.0)]);
        assert!((line.length() - 20.0).abs() < 1e-9);
        let (at, tangent) = line.at(15.0);
        assert!(at.distance(Point::new(5.0, 10.0)) < 1e-9 && tangent.x > 0.99);
        let near = line.near(Point::new(6.0, 12.0), 3.0).unwrap();
        assert!((near.along - 16.0).abs() < 1e-9 && (near.off - Vec2::new(0.0, 2.0)).hypot() < 1e-9);
        assert!(line.near(Point::new(6.0, 14.0), 3.0).is_none());
    }

    #[test]
    fn light_stands_still_while_a_part_turns() {
        let turned = Turned::new(Affine::rotate(std::f64::consts::FRAC_PI_2) * Affine::scale(8.0));
        let seen = turned.seen([1.0, 0.0, 0.0]);
        assert!(seen[0].abs() < 1e-6 && (seen[1] - 1.0).abs() < 1e-6, "{seen:?}");
    }
}
