//! Hang: mass, centre of mass, and how charms turn when hung by their holes.
//!
//! A plate hangs so that its centre of mass lies straight below what it hangs by. A ring's friction on the
//! hole's edge holds it up to about a degree short of that: our estimate. Hardware above the hole adds mass
//! and no turn, whatever it weighs.

use kurbo::{Point, Vec2};

use crate::outline::Moments;
use crate::process::Process;
use crate::shape::{Hang, Hole, Pair};
use crate::units::{Degrees, Mm};

/// How a plate hangs: `plate` has the holes taken off, the first of which it hangs by.
///
/// The mass in grams is area × thickness × density, with 1 g/cm³ = 10⁻³ g/mm³.
pub(crate) fn hang(plate: Moments, holes: &[Hole], process: &Process) -> Hang {
    let mass_g = plate.area * process.thickness_mm.get() * process.density_g_cm3 * 1e-3;
    let tilt = holes.first().map_or(Degrees::ZERO, |hole| tilt_by(hole, plate.centroid()));
    let pair = match holes {
        [first, second, ..] => Some(pair(first.center, second.center, plate.centroid())),
        _ => None,
    };
    Hang { mass_g, tilt, pair }
}

/// How far a plate with that centre of mass turns when hung by a hole, clockwise.
#[must_use]
pub fn tilt_by(hole: &Hole, centroid: Point) -> Degrees {
    Degrees::new(tilt(centroid, pivot(hole, centroid)))
}

/// The turn, in degrees clockwise, that brings the centre of mass straight below a point.
fn tilt(centroid: Point, pivot: Point) -> f64 {
    libm::atan2(centroid.x - pivot.x, centroid.y - pivot.y).to_degrees()
}

/// The point of a hole that a plate turns about when hung by it: the centre of the arc that the ring rests
/// in.
///
/// In a slot that lies level within 17° as the plate hangs, friction holds a ring or strap in the middle
/// (steel on acrylic, a coefficient of 0.3: an estimate); in a steeper one it slides to the upper end.
#[must_use]
pub fn pivot(hole: &Hole, centroid: Point) -> Point {
    /// The sine of the friction angle.
    const FRICTION: f64 = 0.29;
    let half = (hole.length.get() - hole.diameter.get()) / 2.0;
    let down = centroid - hole.center;
    if half <= 0.0 || down.hypot() <= 0.0 {
        return hole.center;
    }
    let (sin, cos) = libm::sincos(hole.turn.radians());
    let along = Vec2::new(cos, sin);
    let slope = along.dot(down) / down.hypot();
    if slope.abs() <= FRICTION { hole.center } else { hole.center - along * half * slope.signum() }
}

/// How a plate hangs by two holes at once, from two equal cords, straps or rings side by side: the line
/// between the holes is level, whatever the balance.
fn pair(first: Point, second: Point, centroid: Point) -> Pair {
    let (left, right) = if first.x <= second.x { (first, second) } else { (second, first) };
    let across = right - left;
    let share = (right - centroid).dot(across) / across.hypot2();
    let tilt = -libm::atan2(across.y, across.x).to_degrees();
    Pair { tilt: Degrees::new(tilt), share: if first == left { share } else { 1.0 - share } }
}

/// A plate and what it hangs by, in its own millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hung {
    /// Mass of the plate.
    pub mass_g: f64,
    /// Its centre of mass.
    pub centroid: Point,
    /// The hole it hangs by.
    pub hole: Point,
    /// The hole that the next charm of a chain hangs by; the last has none.
    pub lower: Option<Point>,
}

/// How far each charm of a chain turns, clockwise, the highest first.
///
/// What hangs below weighs on a charm's lower hole, and only there: links pass no turn on.
#[must_use]
pub fn chain(charms: &[Hung]) -> Vec<Degrees> {
    let mut below = 0.0;
    let mut tilts: Vec<Degrees> = Vec::with_capacity(charms.len());
    for charm in charms.iter().rev() {
        let lower = charm.lower.filter(|_| below > 0.0);
        let weighed = |lower: Point| {
            let sum = charm.centroid.to_vec2() * charm.mass_g + lower.to_vec2() * below;
            (sum / (charm.mass_g + below)).to_point()
        };
        let centroid = lower.map_or(charm.centroid, weighed);
        tilts.push(Degrees::new(tilt(centroid, charm.hole)));
        below = charm.mass_g + lower.map_or(0.0, |_| below);
    }
    tilts.reverse();
    tilts
}

/// Where one of several charms comes to hang on a ring they share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seat {
    /// How far it turns in its own plane, clockwise.
    pub tilt: Degrees,
    /// How far along the ring's wire it sits from the lowest place, the first charm's side above zero.
    pub along: Mm,
}

/// How plates of one thickness each hang together on one ring of that inner diameter.
///
/// The wire passes straight through every hole, so the plates hang face to face, one before the other,
/// and each turns in its own plane as if alone. They take up their thickness along the wire, so
/// none but the middle one can sit at the ring's lowest place: the ring turns until their weights balance.
/// Left out: friction, and the few degrees by which plates lean apart at the foot because the wire is bent.
/// So tilts are as sure as those of a single charm, places along the wire are a fair estimate.
#[must_use]
pub fn together(charms: &[(Hung, Mm)], ring: Mm) -> Vec<Seat> {
    let radius = ring.get() / 2.0;
    let mut seats = Vec::with_capacity(charms.len());
    let mut filled = 0.0;
    let mut sum = Vec2::ZERO;
    for (charm, thickness) in charms {
        let middle = (filled + thickness.get() / 2.0) / radius;
        filled += thickness.get();
        let (sin, cos) = libm::sincos(middle);
        sum += Vec2::new(cos, sin) * charm.mass_g;
        seats.push((tilt(charm.centroid, charm.hole), middle));
    }
    let balance = libm::atan2(sum.y, sum.x);
    let seat = |(tilt, middle): (f64, f64)| Seat {
        tilt: Degrees::new(tilt),
        along: Mm::new((balance - middle) * radius),
    };
    seats.into_iter().map(seat).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hung(mass_g: f64, centroid: (f64, f64), lower: Option<(f64, f64)>) -> Hung {
        Hung { mass_g, centroid: centroid.into(), hole: Point::ORIGIN, lower: lower.map(Point::from) }
    }

    fn slot(turn: f64) -> Hole {
        let round = Hole::round(Point::ORIGIN, Mm::new(3.0), Mm::new(2.0));
        Hole { length: Mm::new(13.0), turn: Degrees::new(turn), ..round }
    }

    #[test]
    fn mass_right_of_the_hole_turns_the_charm_clockwise() {
        assert!((tilt(Point::new(10.0, 20.0), Point::new(0.0, 10.0)) - 45.0).abs() < 1e-9);
        assert!(tilt(Point::new(-1.0, 20.0), Point::new(0.0, 0.0)) < 0.0);
    }

    #[test]
    fn a_ring_rests_in_the_middle_of_a_level_slot_and_at_the_upper_end_of_a_steep_one() {
        let below = Point::new(0.0, 30.0);
        assert_eq!(pivot(&slot(0.0), below), Point::ORIGIN);
        assert_eq!(pivot(&slot(10.0), below), Point::ORIGIN);
        // Turned clockwise its left end is higher.
        let (sin, cos) = (30.0_f64.to_radians().sin(), 30.0_f64.to_radians().cos());
        assert!(pivot(&slot(30.0), below).distance(Point::new(-5.0 * cos, -5.0 * sin)) < 1e-9);
        assert!(pivot(&slot(90.0), below).distance(Point::new(0.0, -5.0)) < 1e-9);
    }

    #[test]
    fn a_plate_on_two_holes_hangs_with_the_line_between_them_level() {
        let (left, right) = (Point::new(0.0, 0.0), Point::new(20.0, 20.0));
        let balanced = pair(left, right, Point::new(10.0, 10.0));
        assert!((balanced.tilt.get() + 45.0).abs() < 1e-9, "{balanced:?}");
        assert!((balanced.share - 0.5).abs() < 1e-9);
        let other = pair(right, left, Point::new(5.0, 5.0));
        assert!((other.tilt.get() + 45.0).abs() < 1e-9);
        assert!((other.share - 0.25).abs() < 1e-9, "the left one, named second, bears three quarters");
        assert!(pair(left, right, Point::new(30.0, 30.0)).share < 0.0, "the first cord is slack");
    }

    #[test]
    fn what_hangs_below_pulls_a_chains_charms_straight() {
        // Alone the first turns by atan(5 / 20); with its own mass below, at its hole's foot, by half of that.
        let first = hung(10.0, (5.0, 20.0), Some((0.0, 40.0)));
        let below = hung(10.0, (-2.0, 20.0), None);
        let alone = chain(&[first])[0].get();
        assert!((alone - (5.0_f64 / 20.0).atan().to_degrees()).abs() < 1e-9);
        let both = chain(&[first, below]);
        assert!((both[0].get() - (2.5_f64 / 30.0).atan().to_degrees()).abs() < 1e-9);
        assert!((both[1].get() - (-2.0_f64 / 20.0).atan().to_degrees()).abs() < 1e-9);
        let three = chain(&[first, Hung { lower: Some(Point::new(0.0, 40.0)), ..below }, below]);
        assert!((three[0].get() - (5.0_f64 / 100.0).atan().to_degrees()).abs() < 1e-9);
    }

    #[test]
    fn two_charms_on_one_ring_share_its_lowest_place_by_weight() {
        let (light, heavy) = (hung(5.0, (1.0, 20.0), None), hung(15.0, (-3.0, 20.0), None));
        let thickness = Mm::new(3.0);
        let even = together(&[(light, thickness), (light, thickness)], Mm::new(10.0));
        assert!((even[0].along.get() - 1.5).abs() < 1e-9 && (even[1].along.get() + 1.5).abs() < 1e-9);
        let seats = together(&[(light, thickness), (heavy, thickness)], Mm::new(10.0));
        let turning = |(charm, seat): (Hung, Seat)| charm.mass_g * (seat.along.get() / 5.0).sin();
        let sum = turning((light, seats[0])) + turning((heavy, seats[1]));
        assert!(sum.abs() < 1e-9, "{seats:?}");
        assert!((seats[0].along.get() - seats[1].along.get() - 3.0).abs() < 1e-9);
        assert!((seats[1].tilt.get() - (-3.0_f64 / 20.0).atan().to_degrees()).abs() < 1e-9);
    }
}
