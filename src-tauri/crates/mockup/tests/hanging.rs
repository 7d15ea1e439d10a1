//! How charms hang: every part rests on the one above, and the ring goes through the hole.

use dangle_design::units::{Degrees, Mm};
use dangle_mockup::hang::hang;

mod bunny;

use bunny::bunny;

const THICKNESS: Mm = Mm::new(3.0);
const DROP: Mm = Mm::new(32.0);

#[test]
fn the_hole_hangs_straight_below_the_anchor_however_the_charm_is_turned() {
    for (tilt, turn) in [(0.0, 0.0), (14.0, 0.0), (-9.0, 30.0), (170.0, 0.0)] {
        let mut shape = bunny();
        shape.hang.tilt = Degrees::new(tilt);
        let hanging = hang(&shape, THICKNESS, DROP, Degrees::new(turn));
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
fn every_link_hangs_in_the_one_above() {
    let hanging = hang(&bunny(), THICKNESS, DROP, Degrees::ZERO);
    let mut at = kurbo::Point::new(0.0, DROP.get());
    for link in &hanging.links {
        assert!((link.top() - at).hypot() < 1e-9, "{link:?} does not hang at {at:?}");
        at = link.bottom();
    }
    let turned: Vec<bool> = hanging.links.iter().map(dangle_mockup::hang::Link::is_across).collect();
    assert!(turned.windows(2).all(|pair| pair[0] != pair[1]), "links lie across and along in turn");
    assert!(turned[0] && turned[turned.len() - 1], "eye and charm lie flat, so the rings in them lie across");
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
        let hanging = hang(&shape, THICKNESS, DROP, Degrees::ZERO);
        let ring = hanging.links[hanging.links.len() - 1];
        let hole_top = hanging.charm * hole.center - kurbo::Vec2::new(0.0, diameter / 2.0);
        let hole_bottom = hole_top + kurbo::Vec2::new(0.0, diameter);
        let wire_bottom = ring.bottom() + kurbo::Vec2::new(0.0, ring.wire.get());
        assert!(ring.bottom().y >= hole_top.y - 1e-9, "the plate rests on the ring");
        assert!(wire_bottom.y < hole_bottom.y, "the wire passes the hole: {wire_bottom:?} {hole_bottom:?}");
        let above = hanging.charm * kurbo::Point::new(hole.center.x, 3.6);
        assert!(ring.top().y < above.y - 0.9, "the ring goes round {wall} mm and holds a link");
        assert!(ring.wire.get() <= 1.2 && ring.wire.get() >= 0.5);
    }
}
