//! What fits what: rings and holes, balls and holes, screws and bodies.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dangle_design::id::HardwareId;
use dangle_design::project::HardwareChoice;
use dangle_design::shape::CharmShape;
use dangle_design::units::Mm;
use dangle_mockup::hardware::{
    Catalogue,
    fits::{fitting_kit, misfits},
};

mod bunny;

use bunny::bunny;

fn found(kit: &str, shape: &CharmShape, thickness: f64) -> Vec<&'static str> {
    let choice = HardwareChoice::new(HardwareId::new(kit).unwrap(), "silver");
    let found = misfits(&Catalogue::load().unwrap(), &choice, shape, Mm::new(thickness)).unwrap();
    for misfit in &found {
        assert!(misfit.message.contains("mm") || misfit.code == "no_hole", "{}", misfit.message);
        assert!(!misfit.hint.is_empty());
        let too_much = misfit.found > misfit.limit;
        assert_eq!(too_much, misfit.code == "ring_round_wall", "{misfit:?}");
    }
    found.into_iter().map(|misfit| misfit.code).collect()
}

fn with_hole(diameter: f64) -> CharmShape {
    let mut shape = bunny();
    shape.outline.holes[0].diameter = Mm::new(diameter);
    shape
}

#[test]
fn a_ring_needs_a_hole_that_its_wire_goes_through() {
    assert!(found("lobster-clasp", &with_hole(1.0), 3.0).is_empty(), "0.8 mm and room to move");
    assert_eq!(found("lobster-clasp", &with_hole(0.9), 3.0), ["ring_in_hole"]);
}

#[test]
fn a_ball_chain_needs_a_hole_for_its_balls() {
    assert!(found("ball-chain", &with_hole(2.6), 3.0).is_empty());
    assert_eq!(found("ball-chain", &with_hole(2.5), 3.0), ["ball_in_hole"]);
}

#[test]
fn a_hole_far_inside_is_beyond_every_ring() {
    let mut shape = bunny();
    shape.outline.holes[0].center.y += 33.0;
    assert_eq!(found("lobster-clasp", &shape, 3.0), ["ring_round_wall"]);
}

#[test]
fn a_screw_needs_body_and_no_hole() {
    let mut shape = bunny();
    shape.outline.holes.clear();
    assert_eq!(found("lobster-clasp", &shape, 3.0), ["no_hole"]);
    assert_eq!(found("screw-eye", &shape, 2.5), ["screw_in_body"]);
    assert!(found("screw-eye", &shape, 6.0).is_empty());
}

#[test]
fn the_kit_that_is_offered_instead_fits() {
    let all = Catalogue::load().unwrap();
    let instead = |kit: &str, shape: &CharmShape, thickness: f64| {
        let choice = HardwareChoice::new(HardwareId::new(kit).unwrap(), "silver");
        let found = fitting_kit(&all, &choice, shape, Mm::new(thickness)).unwrap();
        found.map(|kit| kit.to_string())
    };
    let mut bare = bunny();
    bare.outline.holes.clear();
    assert_eq!(instead("ball-chain", &with_hole(2.0), 3.0).as_deref(), Some("lobster-clasp"));
    assert_eq!(instead("lobster-clasp", &bare, 6.0).as_deref(), Some("screw-eye"));
    assert_eq!(instead("lobster-clasp", &bare, 2.5), None, "thin and without a hole: nothing holds it");
}
