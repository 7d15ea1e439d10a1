//! How charms hang: every part rests on the one above, and the ring goes through the hole.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dangle_design::id::HardwareId;
use dangle_design::project::HardwareChoice;
use dangle_design::shape::CharmShape;
use dangle_design::units::{Degrees, Mm};
use dangle_mockup::carrier::DropLength;
use dangle_mockup::hang::{Hanging, charm_ring, hang};
use dangle_mockup::hardware::{Assembly, Catalogue, Shape};

mod bunny;

use bunny::bunny;

const THICKNESS: Mm = Mm::new(3.0);

fn kit(name: &str, shape: &CharmShape) -> Assembly {
    let choice = HardwareChoice::new(HardwareId::new(name).unwrap(), "silver");
    let ring = charm_ring(shape, THICKNESS, Degrees::ZERO);
    Assembly::of(&Catalogue::load().unwrap(), &choice, ring).unwrap()
}

fn hung(name: &str, shape: &CharmShape, turn: f64) -> Hanging {
    hang(shape, &kit(name, shape), THICKNESS, Degrees::new(turn), Degrees::ZERO)
}

#[test]
fn the_hole_hangs_straight_below_the_anchor_however_the_charm_is_turned() {
    for (tilt, turn) in [(0.0, 0.0), (14.0, 0.0), (-9.0, 30.0), (170.0, 0.0)] {
        let mut shape = bunny();
        shape.hang.tilt = Degrees::new(tilt);
        let hanging = hung("lobster-clasp", &shape, turn);
        let hole = shape.outline.hole().unwrap();
        let at = hanging.charm * hole.center;
        assert!(at.x.abs() < 1e-9, "{at:?}");
        assert_eq!(hanging.turn, Degrees::new(tilt + turn));
        let right = hanging.charm * (hole.center + kurbo::Vec2::new(1.0, 0.0)) - at;
        let angle = right.y.atan2(right.x).to_degrees();
        assert!(
            (angle - (tilt + turn)).abs() < 1e-9 || (angle + 360.0 - (tilt + turn)).abs() < 1e-9,
            "{angle}"
        );
    }
}

#[test]
fn where_charms_hang_short_a_kit_has_no_chain_but_one_that_the_person_made_as_long() {
    let (shape, all) = (bunny(), Catalogue::load().unwrap());
    let ring = charm_ring(&shape, THICKNESS, Degrees::ZERO);
    for kit in &all.kits {
        let usual = HardwareChoice::new(kit.id.clone(), "silver");
        let long = Assembly::of(&all, &usual, ring).unwrap();
        let short = Assembly::hung(&all, &usual, ring, DropLength::Short).unwrap();
        assert_eq!(short.drop() < long.drop(), !kit.short.is_empty(), "{}", kit.id);
        let measured = HardwareChoice { length: Some(Mm::new(50.0)), ..usual };
        let kept = Assembly::hung(&all, &measured, ring, DropLength::Short).unwrap();
        assert_eq!(kept.pieces.len(), long.pieces.len(), "{}", kit.id);
    }
    let usual = HardwareChoice::new(HardwareId::new("lobster-clasp").unwrap(), "silver");
    let drop = Assembly::hung(&all, &usual, ring, DropLength::Short).unwrap().drop();
    assert!((10.0..=20.0).contains(&drop.get()), "{drop}");
}

#[test]
fn every_part_hangs_in_the_one_above() {
    for kit_name in ["lobster-clasp", "star-clasp", "key-chain", "bead-strand", "phone-loop"] {
        let shape = bunny();
        let hanging = hung(kit_name, &shape, 0.0);
        let mut at = kurbo::Point::ORIGIN;
        for (line, piece) in hanging.pieces.iter().zip(&kit(kit_name, &shape).pieces) {
            assert!((line[0] - at).hypot() < 1e-9, "{piece:?} does not hang at {at:?}");
            at = *line.last().unwrap();
            assert!((at - line[0]).hypot() - piece.length.get() < 1e-9);
        }
        assert!(hanging.pivot.y > at.y - 1e-9 && hanging.pivot.y < at.y + 2.0, "the charm hangs at the end");
    }
}

#[test]
fn a_charm_without_a_hole_hangs_upright_on_a_screw_eye() {
    let mut shape = bunny();
    shape.outline.holes.clear();
    let hanging = hung("screw-eye", &shape, 0.0);
    let middle = hanging.charm * shape.outline.centroid;
    assert!((middle.x - hanging.pivot.x).abs() < 1e-9 && middle.y > hanging.pivot.y, "{middle:?}");
    assert!(hung("lobster-clasp", &shape, 0.0).pieces.is_empty(), "a ring finds no hole");
}

#[test]
fn the_ring_fits_through_the_hole_and_round_the_material() {
    for (diameter, wall) in [(2.0, 1.5), (3.0, 2.5), (4.0, 6.0), (3.0, 11.0)] {
        let mut shape = bunny();
        let mut hole = shape.outline.hole().unwrap();
        hole.diameter = Mm::new(diameter);
        hole.wall = Mm::new(wall);
        // The tab's top lies above the hole's centre by 4 mm; move the hole until `wall` is left.
        hole.center.y = 3.6 + wall + diameter / 2.0;
        shape.outline.holes = vec![hole];
        let hanging = hung("lobster-clasp", &shape, 0.0);
        let ring = kit("lobster-clasp", &shape).pieces.pop().unwrap();
        let Shape::Ring { wire, .. } = ring.shape else { panic!("{ring:?}") };
        let [top, bottom] = hanging.pieces.last().unwrap()[..] else { panic!() };
        let hole_top = hanging.charm * hole.center - kurbo::Vec2::new(0.0, diameter / 2.0);
        let hole_bottom = hole_top + kurbo::Vec2::new(0.0, diameter);
        assert!(bottom.y >= hole_top.y - 1e-9, "the plate rests on the ring");
        assert!(bottom.y + wire < hole_bottom.y, "the wire passes the hole: {bottom:?} {hole_bottom:?}");
        let above = hanging.charm * kurbo::Point::new(hole.center.x, 3.6);
        assert!(top.y < above.y - 0.9, "the ring goes round {wall} mm and holds a link");
        assert!((0.5..=1.2).contains(&wire));
    }
}
