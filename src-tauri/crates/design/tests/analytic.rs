//! Figures that can be worked out by hand, held against finished charms.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod measure;

use dangle_design::artwork::Subject;
use dangle_design::kurbo::Point;
use dangle_design::process::CheckCode;
use dangle_design::project::{HolePlace, HoleShape, HoleSits, HoleSpec, Size, SizeBy, Spot};
use dangle_design::shape::{CharmShape, Severity};
use dangle_design::units::{Degrees, Mm};
use measure::{balance, bar, bare, block, disc, flat, process, shape_of, subject};

const PI: f64 = std::f64::consts::PI;

/// A charm without border, so that it is as its artwork, 60 mm high, and what a hole inside makes of it.
fn plate(subject: &Subject, hole: Option<Spot>) -> CharmShape {
    let mut charm = bare(0.0);
    charm.size = Size { length: Mm::new(60.0), by: SizeBy::Height };
    charm.outline.holes.extend(hole.map(|at| HoleSpec {
        shape: HoleShape::Round { diameter: Mm::new(3.0) },
        wall: Mm::new(1.5),
        sits: HoleSits::Inside,
        place: HolePlace::Near { at },
        ..HoleSpec::straight(&process())
    }));
    shape_of(&charm, subject)
}

fn tilt(centroid: Point, hole: Point) -> f64 {
    (centroid.x - hole.x).atan2(centroid.y - hole.y).to_degrees()
}

fn assert_balance(shape: &CharmShape, area: f64, centroid: Point) {
    let hole = shape.outline.holes[0].center;
    let taken = PI * 2.25;
    let rest = area - taken;
    let left = ((centroid.to_vec2() * area - hole.to_vec2() * taken) / rest).to_point();
    assert!(shape.outline.centroid.distance(left) < 0.02, "{:?} for {left:?}", shape.outline.centroid);
    assert!((shape.outline.area_mm2 / rest - 1.0).abs() < 1e-3, "{} for {rest}", shape.outline.area_mm2);
    let (found, exact) = (shape.hang.tilt.get(), tilt(left, hole));
    assert!((found - exact).abs() < 0.1, "{found} for {exact}");
}

#[test]
fn a_circles_area_is_true_to_a_thousandth() {
    let round = subject(900, |x, y| disc(x, y, 450.0, 450.0, 400.0));
    for length in [12.0, 30.0, 60.0, 150.0] {
        let mut charm = bare(2.0);
        charm.size = Size { length: Mm::new(length), by: SizeBy::Width };
        let shape = shape_of(&charm, &round);
        let exact = PI * length * length / 4.0;
        assert!(
            (shape.outline.area_mm2 / exact - 1.0).abs() < 1e-3,
            "{} for {exact}",
            shape.outline.area_mm2
        );
        let (round, exact) = (shape.outline.perimeter.get(), PI * length);
        assert!((round / exact - 1.0).abs() < 1e-3, "{round} round for {exact}");
    }
}

#[test]
fn a_disc_hangs_by_a_hole_at_a_known_place_as_reckoned() {
    let round = subject(900, |x, y| disc(x, y, 450.0, 450.0, 400.0));
    // Millimetres of the plate to shares of the picture, round which the disc leaves 50 pixels.
    let share = |mm: f64| (50.0 + mm / 60.0 * 800.0) / 900.0;
    for (x, y) in [(30.0, 6.0), (18.0, 12.0), (51.0, 24.0), (24.0, 48.0)] {
        let shape = plate(&round, Some(Spot { u: share(x), v: share(y) }));
        let center = shape.outline.holes[0].center;
        assert!(center.distance(Point::new(x, y)) < 0.05, "{center:?} for {x}, {y}");
        assert_balance(&shape, PI * 900.0, Point::new(30.0, 30.0));
    }
}

#[test]
fn half_a_disc_balances_four_thirds_of_its_radius_over_pi_from_its_flat() {
    // The left half of a disc: 30 mm wide, 60 mm high.
    let half = subject(900, |x, y| disc(x, y, 650.0, 450.0, 400.0).min(650.0 - x));
    for (u, v) in [(0.8, 0.1), (0.5, 0.3), (0.9, 0.9)] {
        let shape = plate(&half, Some(Spot { u, v }));
        let balance = Point::new(30.0 - 4.0 * 30.0 / (3.0 * PI), 30.0);
        assert_balance(&shape, PI * 450.0, balance);
    }
}

#[test]
fn a_bent_plate_balances_where_its_two_arms_do() {
    // Arms of 60 × 20 mm upright and 40 × 20 mm lying at its foot.
    let bent = subject(900, |x, y| {
        block(x, y, (150.0, 150.0), (350.0, 750.0)).max(block(x, y, (150.0, 550.0), (750.0, 750.0)))
    });
    let (upright, lying) = (60.0 * 20.0, 40.0 * 20.0);
    let at = |a: f64, b: f64| (a * upright + b * lying) / (upright + lying);
    let balance = Point::new(at(10.0, 40.0), at(30.0, 50.0));
    for (u, v) in [(0.17, 0.1), (0.2, 0.6), (0.9, 0.85)] {
        assert_balance(&plate(&bent, Some(Spot { u, v })), upright + lying, balance);
    }
}

#[test]
fn the_bar_of_a_dumbbell_is_as_wide_as_drawn() {
    for half in [5.0, 12.0, 20.0] {
        let dumbbell = subject(1000, |x, y| {
            disc(x, y, 250.0, 500.0, 180.0).max(disc(x, y, 750.0, 500.0, 180.0)).max(bar(
                x,
                y,
                (250.0, 500.0),
                (750.0, 500.0),
                half,
            ))
        });
        for border in [0.3, 0.5] {
            let shape = shape_of(&bare(border), &dumbbell);
            let exact = 2.0 * half * shape.artwork_box.width() / 1000.0 + 2.0 * border;
            let found = shape.neck.unwrap().width.get();
            assert!((found - exact).abs() < 0.05, "{found} for {exact}");
        }
    }
}

#[test]
fn the_gap_between_two_arms_is_as_wide_as_drawn() {
    for (half, turn) in [(24.0, 0.0_f64), (26.0, 0.4), (27.0, 1.1)] {
        let (sin, cos) = turn.sin_cos();
        // A disc with a slit from its middle to its edge, in pixels.
        let slit = subject(1000, |x, y| {
            let (dx, dy) = (x - 500.0, y - 500.0);
            let (along, across) = (dx * cos + dy * sin, dy * cos - dx * sin);
            disc(x, y, 500.0, 500.0, 400.0).min((across.abs() - half).max(-along))
        });
        let shape = shape_of(&bare(1.0), &slit);
        let exact = 2.0 * half * shape.artwork_box.width() / 1000.0 - 2.0;
        let gap = shape.checks.iter().find(|check| check.code == CheckCode::Gap).unwrap();
        assert!((gap.value - exact).abs() < 0.05, "{} for {exact} at {turn}", gap.value);
    }
}

#[test]
fn a_charm_meant_to_hang_at_an_angle_is_judged_by_that_angle() {
    let round = subject(600, |x, y| disc(x, y, 300.0, 300.0, 250.0));
    let check = |place: HolePlace| {
        let mut charm = bare(2.0);
        charm.outline.holes = vec![HoleSpec { place, ..HoleSpec::straight(&process()) }];
        let shape = shape_of(&charm, &round);
        let found = shape.checks.iter().find(|check| check.code == CheckCode::Hang).unwrap();
        (found.value, found.severity, shape.hang.tilt.get())
    };
    let asked =
        |angle: f64, shift: f64| HolePlace::Hang { angle: Degrees::new(angle), shift: Mm::new(shift) };
    for angle in [-25.0, 15.0] {
        let (value, severity, tilt) = check(asked(angle, 0.0));
        assert!((tilt - angle).abs() < 0.3 && value < 0.3, "{value} at {tilt} for {angle}");
        assert_eq!(severity, Severity::Passed);
        let (value, severity, tilt) = check(asked(angle, 4.0));
        assert!((value - (tilt - angle).abs()).abs() < 1e-9 && value > 5.0, "{value} at {tilt} for {angle}");
        assert_eq!(severity, Severity::Warning);
    }
}

#[test]
fn a_slot_weighs_what_it_takes_away() {
    let round = subject(900, |x, y| disc(x, y, 450.0, 450.0, 400.0));
    let mut charm = bare(0.0);
    charm.size = Size { length: Mm::new(60.0), by: SizeBy::Height };
    charm.outline.holes.push(HoleSpec {
        shape: HoleShape::Slot { length: Mm::new(14.0), width: Mm::new(4.0) },
        sits: HoleSits::Inside,
        place: HolePlace::Near { at: Spot { u: 0.5, v: 0.25 } },
        ..HoleSpec::straight(&process())
    });
    let shape = shape_of(&charm, &round);
    let taken = balance(&flat(&shape.outline.cut)).0 - shape.outline.area_mm2;
    assert!((taken - (PI * 4.0 + 40.0)).abs() < 0.2, "{taken}");
    assert!((shape.hang.mass_g - shape.outline.area_mm2 * 3.0 * 1.19e-3).abs() < 1e-9);
}
