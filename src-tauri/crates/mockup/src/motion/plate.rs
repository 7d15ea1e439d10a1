//! A charm's outline as a body: polygon, centre of mass, moment of inertia.

use dangle_design::hang::pivot;
use dangle_design::shape::{CharmShape, Hole};
use dangle_design::units::{Degrees, Mm};
use kurbo::{Affine, BezPath, PathEl, Point, Vec2};

use super::rig::Bob;

/// How far the polygon may lie from the cut line: a fifth of what two charms may overlap at rest.
const EXACT: f64 = 0.02;
/// A charm hung by its very middle would stay wherever it is turned; friction does not let it spin.
const LEAST_REACH: f64 = 1.0;

impl Bob {
    /// The charm of `shape`, `thickness` thick, hung by its first hole, turned by the person by `turn` in its
    /// plane and by `yaw` about the vertical. `None` when it has no hole to hang by.
    #[must_use]
    pub fn of(shape: &CharmShape, thickness: Mm, turn: Degrees, yaw: Degrees) -> Option<Bob> {
        let hole = shape.outline.hole()?;
        let turn = Degrees::new(shape.hang.tilt.get() + turn.get());
        Some(Bob::held(shape, pivot(&hole, shape.outline.centroid), thickness, turn, yaw))
    }

    /// The charm of `shape`, `thickness` thick, held at `pivot`, as it hangs at rest: turned by `turn` in its
    /// plane, gravity's turn and the person's together, and by `yaw` about the vertical.
    #[must_use]
    pub fn held(shape: &CharmShape, pivot: Point, thickness: Mm, turn: Degrees, yaw: Degrees) -> Bob {
        let (sin, cos) = libm::sincos(turn.radians());
        let turned = Affine::new([cos, sin, -sin, cos, 0.0, 0.0]) * Affine::translate(-pivot.to_vec2());
        let holes: Vec<BezPath> = shape.outline.holes.iter().map(Hole::path).collect();
        let inner = shape.outline.cutouts.iter().chain(&holes);
        let plate = inner.fold(Moments::of(&polygon(&shape.outline.cut)), |plate, path| {
            plate.minus(Moments::of(&polygon(path)))
        });
        let reach = (shape.outline.centroid - pivot).hypot().max(LEAST_REACH);
        Bob {
            outline: polygon(&(turned * shape.outline.cut.clone())),
            mass_g: shape.hang.mass_g,
            reach: Mm::new(reach),
            inertia: shape.hang.mass_g * plate.gyration(),
            thickness,
            yaw,
        }
    }
}

/// A path's first ring as a polygon.
fn polygon(path: &BezPath) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    let mut rings = 0;
    kurbo::flatten(path, EXACT, |element| match element {
        PathEl::MoveTo(point) => {
            rings += 1;
            if rings == 1 {
                points.push(point);
            }
        }
        PathEl::LineTo(point)
            if rings == 1 && points.last().is_none_or(|last| (point - *last).hypot() > 1e-6) =>
        {
            points.push(point);
        }
        PathEl::LineTo(_) | PathEl::QuadTo(..) | PathEl::CurveTo(..) | PathEl::ClosePath => {}
    });
    if points.len() > 1 && (points[0] - points[points.len() - 1]).hypot() <= 1e-6 {
        points.pop();
    }
    points
}

/// Area, first and second moments of a region about the origin.
#[derive(Clone, Copy, Debug, Default)]
struct Moments {
    area: f64,
    first: Vec2,
    second: f64,
}

impl Moments {
    /// Of a polygon, whichever way round it goes: Green's theorem, triangle by triangle from the origin.
    fn of(polygon: &[Point]) -> Moments {
        let mut sum = Moments::default();
        for (index, &a) in polygon.iter().enumerate() {
            let (a, b) = (a.to_vec2(), polygon[(index + 1) % polygon.len()].to_vec2());
            let twice = a.cross(b);
            sum.area += twice / 2.0;
            sum.first += (a + b) * (twice / 6.0);
            sum.second += twice * (a.dot(a) + a.dot(b) + b.dot(b)) / 12.0;
        }
        let sign = if sum.area < 0.0 { -1.0 } else { 1.0 };
        Moments { area: sum.area * sign, first: sum.first * sign, second: sum.second * sign }
    }

    fn minus(self, other: Moments) -> Moments {
        Moments {
            area: self.area - other.area,
            first: self.first - other.first,
            second: self.second - other.second,
        }
    }

    /// The square of the radius of gyration about the centre of mass: inertia a gram, in mm².
    fn gyration(self) -> f64 {
        /// A body of 1 mm: no charm is smaller, however odd its rings.
        const LEAST: f64 = 0.1;
        let area = self.area.max(1e-6);
        let gyration = self.second / area - (self.first / area).hypot2();
        if gyration.is_finite() { gyration.max(LEAST) } else { LEAST }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rectangle_has_the_inertia_of_the_textbook() {
        let rectangle = [(10.0, 5.0), (40.0, 5.0), (40.0, 25.0), (10.0, 25.0)].map(Point::from);
        let expected = (30.0 * 30.0 + 20.0 * 20.0) / 12.0;
        assert!((Moments::of(&rectangle).gyration() - expected).abs() < 1e-9);
        let mut other_way = rectangle;
        other_way.reverse();
        assert!((Moments::of(&other_way).gyration() - expected).abs() < 1e-9);
    }

    #[test]
    fn a_ring_is_harder_to_turn_than_a_disc_of_its_mass() {
        let circle =
            |radius: f64| polygon(&kurbo::Shape::to_path(&kurbo::Circle::new((30.0, 30.0), radius), 1e-4));
        let (disc, bore) = (Moments::of(&circle(20.0)), Moments::of(&circle(10.0)));
        assert!((disc.gyration() - 200.0).abs() < 1.0, "{}", disc.gyration());
        let ring = disc.minus(bore).gyration();
        assert!((ring - 250.0).abs() < 1.0, "{ring}");
    }
}
