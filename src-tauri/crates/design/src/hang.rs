//! Hang: mass, centre of mass, and how far a charm turns when hung by its hole.

use kurbo::Point;

use crate::outline::Moments;
use crate::process::Process;
use crate::shape::Hang;
use crate::units::Degrees;

/// How a plate hangs: `plate` has the hole taken off, `hole` is the pivot.
///
/// The mass in grams is area × thickness × density, with 1 g/cm³ = 10⁻³ g/mm³.
pub(crate) fn hang(plate: Moments, hole: Option<Point>, process: &Process) -> Hang {
    let mass_g = plate.area * process.thickness_mm.get() * process.density_g_cm3 * 1e-3;
    let tilt = hole.map_or(0.0, |hole| tilt(plate.centroid(), hole));
    Hang { mass_g, tilt: Degrees::new(tilt) }
}

/// The turn, in degrees clockwise, that brings the centre of mass straight below the hole. A ring's friction
/// on the hole's edge holds it up to about a degree short of that: our estimate.
fn tilt(centroid: Point, hole: Point) -> f64 {
    libm::atan2(centroid.x - hole.x, centroid.y - hole.y).to_degrees()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mass_right_of_the_hole_turns_the_charm_clockwise() {
        assert!((tilt(Point::new(10.0, 20.0), Point::new(0.0, 10.0)) - 45.0).abs() < 1e-9);
        assert!(tilt(Point::new(-1.0, 20.0), Point::new(0.0, 0.0)) < 0.0);
    }
}
