//! Closed polylines: area, moments, box, containment.

use kurbo::{Point, Rect};

/// A closed polyline; the first point is not repeated. Outer rings run clockwise on the screen (y down).
pub(crate) type Ring = Vec<Point>;

/// Area and first moments of a region.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Moments {
    pub(crate) area: f64,
    x: f64,
    y: f64,
}

impl Moments {
    /// The moments inside a ring; negative for a ring that runs the other way.
    pub(crate) fn of(ring: &[Point]) -> Self {
        let origin = ring.first().copied().unwrap_or_default();
        let mut sum = Moments::default();
        for (a, b) in edges(ring) {
            let (a, b) = (a - origin, b - origin);
            let cross = a.cross(b);
            sum.area += cross / 2.0;
            sum.x += cross * (a.x + b.x) / 6.0;
            sum.y += cross * (a.y + b.y) / 6.0;
        }
        Moments { area: sum.area, x: sum.x + sum.area * origin.x, y: sum.y + sum.area * origin.y }
    }

    /// The moments of a round hole, to be taken off.
    pub(crate) fn disc(center: Point, radius: f64) -> Self {
        Moments::at(center, std::f64::consts::PI * radius * radius)
    }

    /// The moments of a region of that area, balanced about a point.
    pub(crate) fn at(center: Point, area: f64) -> Self {
        Moments { area, x: area * center.x, y: area * center.y }
    }

    pub(crate) fn plus(self, other: Moments) -> Self {
        Moments { area: self.area + other.area, x: self.x + other.x, y: self.y + other.y }
    }

    pub(crate) fn minus(self, other: Moments) -> Self {
        Moments { area: self.area - other.area, x: self.x - other.x, y: self.y - other.y }
    }

    /// The centre of mass.
    pub(crate) fn centroid(self) -> Point {
        Point::new(self.x / self.area, self.y / self.area)
    }
}

/// The edges of a ring, in order, the closing one last.
pub(crate) fn edges(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> + Clone + '_ {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// The signed area of a ring: positive for outer rings.
pub(crate) fn area(ring: &[Point]) -> f64 {
    Moments::of(ring).area
}

/// The length of a ring.
pub(crate) fn perimeter(ring: &[Point]) -> f64 {
    edges(ring).map(|(a, b)| a.distance(b)).sum()
}

/// The smallest upright box round some rings.
pub(crate) fn bounds<'a>(rings: impl IntoIterator<Item = &'a Ring>) -> Rect {
    let mut points = rings.into_iter().flatten();
    let Some(&first) = points.next() else { return Rect::ZERO };
    points.fold(Rect::from_points(first, first), |bounds, &point| bounds.union_pt(point))
}

/// Whether a point lies inside a ring.
pub(crate) fn contains(ring: &[Point], point: Point) -> bool {
    let crossed = edges(ring).filter(|(a, b)| (a.y > point.y) != (b.y > point.y)).filter(|(a, b)| {
        let x = a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x);
        x > point.x
    });
    crossed.count() % 2 == 1
}

/// The outer rings that lie in no other: what is left when every hole is filled.
pub(crate) fn filled(rings: Vec<Ring>) -> Vec<Ring> {
    let mut outer: Vec<(f64, Ring)> =
        rings.into_iter().map(|ring| (area(&ring), ring)).filter(|(area, _)| *area > 0.0).collect();
    outer.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut kept: Vec<(Rect, Ring)> = Vec::new();
    for (_, ring) in outer {
        let at = ring[0];
        if !kept.iter().any(|(bounds, other)| bounds.contains(at) && contains(other, at)) {
            kept.push((bounds([&ring]), ring));
        }
    }
    kept.into_iter().map(|(_, ring)| ring).collect()
}

/// A corner this far from the line past it, in mm, belongs to the line.
const SAYS_SOMETHING: f64 = 3e-3;

/// The ring without edges shorter than `least`, and without spikes: what booleans leave where two lines run
/// along each other. Of the two ends of a short edge, that goes which says less.
pub(crate) fn cleaned(mut ring: Ring, least: f64) -> Ring {
    let mut index = 0;
    let mut calm = 0;
    while ring.len() > 3 && calm < ring.len() {
        let count = ring.len();
        index %= count;
        let at = |ahead: usize| ring[(index + count + ahead - 1) % count];
        let (before, a, b, after) = (at(0), at(1), at(2), at(3));
        let says = |p: Point, q: Point, r: Point| (q - p).cross(r - p).abs() / p.distance(r).max(1e-9);
        let drop = if is_spike(before, a, b) {
            index
        } else if a.distance(b) >= least || says(before, a, b).min(says(a, b, after)) > SAYS_SOMETHING {
            (index, calm) = (index + 1, calm + 1);
            continue;
        } else if says(before, a, b) < says(a, b, after) {
            index
        } else {
            (index + 1) % count
        };
        ring.remove(drop);
        // What came before has other neighbours now.
        (index, calm) = (index.saturating_sub(2), 0);
    }
    ring
}

/// Whether a line turns back on itself at `tip`, within 10°.
fn is_spike(before: Point, tip: Point, after: Point) -> bool {
    let (there, back) = (tip - before, after - tip);
    there.dot(back) < -0.985 * there.hypot() * back.hypot()
}

/// The point of segment a–b that is nearest to `point`.
pub(crate) fn nearest_on(a: Point, b: Point, point: Point) -> Point {
    let along = b - a;
    let length2 = along.hypot2();
    if length2 == 0.0 {
        return a;
    }
    a + along * ((point - a).dot(along) / length2).clamp(0.0, 1.0)
}

/// The distance from a point to a ring's line.
pub(crate) fn distance(ring: &[Point], point: Point) -> f64 {
    let squared = edges(ring).map(|(a, b)| nearest_on(a, b, point).distance_squared(point));
    squared.fold(f64::INFINITY, f64::min).sqrt()
}

#[cfg(test)]
/// A circle as a ring whose line stays within a micrometre of it, up to a radius of 20 mm.
pub(crate) fn circle(center: Point, radius: f64) -> Ring {
    const CORNERS: u32 = 360;
    (0..CORNERS)
        .map(|corner| {
            let (sin, cos) = libm::sincos(f64::from(corner) / f64::from(CORNERS) * std::f64::consts::TAU);
            Point::new(center.x + radius * cos, center.y + radius * sin)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_weighs_what_a_disc_weighs() {
        let center = Point::new(30.0, -7.0);
        let (ring, disc) = (Moments::of(&circle(center, 4.0)), Moments::disc(center, 4.0));
        assert!((ring.area / disc.area - 1.0).abs() < 1e-4);
        assert!(ring.centroid().distance(center) < 1e-9);
    }

    #[test]
    fn rings_inside_rings_are_filled() {
        let at = |x, r| circle(Point::new(x, 0.0), r);
        let mut hole = at(0.0, 5.0);
        hole.reverse();
        let kept = filled(vec![at(0.0, 2.0), at(20.0, 3.0), hole, at(0.0, 9.0)]);
        assert_eq!(kept.len(), 2);
        assert!(area(&kept[0]) > area(&kept[1]));
    }

    #[test]
    fn distance_is_to_the_line_not_to_the_corners() {
        let square = vec![Point::new(0., 0.), Point::new(10., 0.), Point::new(10., 10.), Point::new(0., 10.)];
        assert!((distance(&square, Point::new(5.0, 1.0)) - 1.0).abs() < 1e-12);
        assert!((distance(&square, Point::new(13.0, 14.0)) - 5.0).abs() < 1e-12);
        assert!(contains(&square, Point::new(5.0, 1.0)) && !contains(&square, Point::new(13.0, 4.0)));
    }
}
