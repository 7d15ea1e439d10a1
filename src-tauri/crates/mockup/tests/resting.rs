//! How sets of charms come to rest: alone exactly straight, side by side without lying in each other.

use dangle_design::units::{Degrees, Mm};
use dangle_mockup::motion::{Bob, Motion, Part, Rig, Start, Swing, Take, Timing, World};
use kurbo::{Point, Vec2};
use proptest::prelude::*;

mod bunny;
mod hung;

use hung::{disc, hung_at, row, usual_parts};

/// What solids may lie in each other at rest.
const ALLOWED: f64 = 0.1;

#[test]
fn a_charm_becomes_a_body_with_its_weight_straight_below_its_hole() {
    let mut shape = bunny::disc(40.0, [200, 0, 0, 255], true);
    shape.outline.holes[0].center.x += 9.0;
    let hole = shape.outline.holes[0];
    shape.hang.tilt = dangle_design::hang::tilt_by(&hole, shape.outline.centroid);
    assert!(shape.hang.tilt.get().abs() > 20.0);
    let bob = Bob::of(&shape, Mm::new(3.0), Degrees::ZERO, Degrees::ZERO).unwrap();
    let sum = bob.outline.iter().fold(Vec2::ZERO, |sum, corner| sum + corner.to_vec2());
    let middle = sum / bob.outline.len() as f64;
    assert!(middle.x.abs() < 0.05 && (middle.y - bob.reach.get()).abs() < 0.05, "{middle:?}");
    // A disc with a small hole: slightly above half its mass by its radius squared.
    let disc = bob.mass_g * 20.0 * 20.0 / 2.0;
    assert!((bob.inertia / disc - 1.0).abs() < 0.02, "{} of {disc}", bob.inertia);
    let turned = Bob::of(&shape, Mm::new(3.0), Degrees::new(90.0), Degrees::ZERO).unwrap();
    assert!((turned.outline[0] - Point::new(-bob.outline[0].y, bob.outline[0].x)).hypot() < 1e-9);
    shape.outline.holes.clear();
    assert!(Bob::of(&shape, Mm::new(3.0), Degrees::ZERO, Degrees::ZERO).is_none(), "nothing to hang by");
}

#[test]
fn a_charm_that_touches_no_other_hangs_exactly_straight() {
    let world = World::new(&[hung_at(10.0, 1), hung_at(90.0, 2)]).unwrap();
    for (rig, x) in world.poses(world.rest()).iter().zip([10.0, 90.0]) {
        let mut y = 0.0;
        for ((at, turn), part) in rig.parts.iter().zip(usual_parts()) {
            assert_eq!((*at, turn.get()), (Point::new(x, y), 0.0));
            y += part.length.get();
        }
        for charm in &rig.charms {
            assert_eq!((charm.turn.get(), charm.yaw.get()), (0.0, 0.0));
            assert!((charm.at - Point::new(x, y)).hypot() < 1e-9);
        }
    }
}

#[test]
fn charms_on_one_ring_hang_face_to_face_in_their_order() {
    let world = World::new(&[hung_at(0.0, 3)]).unwrap();
    let depths: Vec<f64> =
        world.poses(world.rest())[0].charms.iter().map(|charm| charm.depth.get()).collect();
    assert_eq!(depths, [0.0, 3.0, 6.0]);
}

#[test]
fn two_charms_on_one_anchor_hang_one_before_the_other() {
    let world = World::new(&[hung_at(0.0, 1), hung_at(0.0, 1)]).unwrap();
    let rest = world.rest();
    assert!(world.deepest_overlap(rest) <= 0.0);
    let poses = world.poses(rest);
    assert_eq!(poses[0].charms[0].depth, Mm::ZERO);
    assert_eq!(poses[1].charms[0].depth, Mm::new(3.0));
}

#[test]
fn neighbours_push_each_other_aside_and_lie_in_none() {
    // Discs of 40 mm on anchors 34 mm apart, 20 in a row 36 apart, and two forced into one depth.
    let mut forced = vec![hung_at(0.0, 1), hung_at(24.0, 1)];
    for rig in &mut forced {
        rig.depth = Some(Mm::ZERO);
    }
    let mixed = vec![hung_at(0.0, 1), bar_at(26.0, 50.0), hung_at(52.0, 2), bar_at(79.0, 30.0)];
    for (name, rigs) in
        [("five", row(5, 34.0)), ("twenty", row(20, 36.0)), ("forced", forced), ("mixed", mixed)]
    {
        let world = World::new(&rigs).unwrap();
        let rest = world.rest();
        let overlap = world.deepest_overlap(rest);
        assert!(overlap <= ALLOWED, "{name}: {overlap} mm");
        assert!(overlap > -0.2, "{name}: they rest against each other, {overlap} mm");
        let turns: Vec<f64> = world
            .poses(rest)
            .iter()
            .flat_map(|rig| rig.charms.iter().map(|charm| charm.turn.get()))
            .collect();
        assert!(turns.iter().any(|turn| turn.abs() > 0.5), "{name}: {turns:?}");
    }
}

#[test]
fn a_row_pushed_apart_stays_even() {
    let world = World::new(&row(5, 34.0)).unwrap();
    let turns: Vec<f64> = world.poses(world.rest()).iter().map(|rig| rig.charms[0].turn.get()).collect();
    for (left, right) in turns.iter().zip(turns.iter().rev()) {
        assert!((left + right).abs() < 0.2, "{turns:?}");
    }
    assert!(turns[0] > 1.0 && turns[4] < -1.0, "the outermost are pushed outward: {turns:?}");
}

#[test]
fn what_rests_does_not_tremble() {
    for rigs in [row(5, 34.0), row(20, 39.0)] {
        let world = World::new(&rigs).unwrap();
        let still = Motion::Swing(Swing { start: Start::LetGo(Degrees::ZERO), rig: None });
        let timing = Timing::new(120, 60).unwrap();
        let track = world.track(&Take { motion: still, seed: 1, timing, loops: false }).unwrap();
        let turns = |frame: usize| -> Vec<f64> {
            world.frame(&track, frame).iter().map(|rig| rig.charms[0].turn.get()).collect()
        };
        for frame in 1..119 {
            let (before, now, after) = (turns(frame - 1), turns(frame), turns(frame + 1));
            for rig in 0..now.len() {
                // 0.05° at 60 mm are 0.05 mm.
                let shaken = (before[rig] - 2.0 * now[rig] + after[rig]).abs();
                assert!(shaken < 0.05, "rig {rig}, frame {frame}: {shaken}°");
            }
        }
        let crept = turns(0).iter().zip(turns(119)).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        assert!(crept < 0.5, "{crept}° in two seconds");
    }
}

#[test]
fn after_a_swing_a_set_rests_where_it_rested() {
    let world = World::new(&row(5, 34.0)).unwrap();
    let timing = Timing::new(1200, 60).unwrap();
    let motion = Motion::Swing(Swing { start: Start::Pushed(Degrees::new(10.0)), rig: None });
    let track = world.track(&Take { motion, seed: 1, timing, loops: false }).unwrap();
    let (rest, end) = (world.poses(world.rest()), world.frame(&track, 1199));
    for (rest, end) in rest.iter().zip(&end) {
        let apart = rest.charms[0].turn.get() - end.charms[0].turn.get();
        assert!(apart.abs() < 0.5, "{apart}°");
    }
    assert!(world.deepest_overlap(track.state(1199)) <= ALLOWED);
}

#[test]
fn a_chain_hangs_limp_and_a_charm_rests_against_it() {
    let mut rigs = vec![hung_at(0.0, 1), hung_at(14.0, 1)];
    rigs[1].parts = vec![Part::flexible(Mm::new(110.0), 4.0, Mm::new(1.2))];
    let world = World::new(&rigs).unwrap();
    let rest = world.rest();
    assert!(world.deepest_overlap(rest) <= ALLOWED, "{}", world.deepest_overlap(rest));
    let poses = world.poses(rest);
    assert!(poses[1].parts.len() > 3, "it bends");
    let turns: Vec<f64> = poses[1].parts.iter().map(|(_, turn)| turn.get()).collect();
    assert!(turns.windows(2).any(|pair| (pair[0] - pair[1]).abs() > 0.2), "round the charm: {turns:?}");
}

/// A slender bar, hung near its end.
fn bar_at(x: f64, length: f64) -> Rig {
    let corners = [(-8.0, -4.0), (8.0, -4.0), (8.0, length - 4.0), (-8.0, length - 4.0)];
    let mass_g = 16.0 * length * 3.57e-3;
    let bar = Bob {
        outline: corners.map(Point::from).to_vec(),
        mass_g,
        reach: Mm::new(length / 2.0 - 4.0),
        inertia: mass_g * (length * length + 256.0) / 12.0,
        ..disc(8.0, 4.0)
    };
    Rig { charms: vec![bar], ..hung_at(x, 1) }
}

/// A star with `tips` tips, which is nowhere convex.
fn star(tips: usize, outer: f64, inner: f64) -> Bob {
    let corner = |index: usize| {
        let (sin, cos) = libm::sincos(index as f64 * std::f64::consts::PI / tips as f64);
        let radius = if index.is_multiple_of(2) { outer } else { inner };
        Point::new(radius * sin, 0.8 * inner - radius * cos)
    };
    Bob { outline: (0..2 * tips).map(corner).collect(), ..disc(f64::midpoint(outer, inner), 0.8 * inner) }
}

fn any_rig() -> impl Strategy<Value = Rig> {
    let charm = prop_oneof![
        (5.0..30.0).prop_map(|radius| disc(radius, 0.8 * radius)),
        (3usize..9, 12.0..32.0, 0.4..0.9).prop_map(|(tips, outer, inner)| star(tips, outer, inner * outer)),
    ];
    (0.0..260.0, 0.0..40.0, prop::collection::vec(charm, 1..3), 0usize..4, 10.0..90.0).prop_map(
        |(x, y, charms, parts, chain)| {
            let mut hardware = usual_parts();
            hardware.truncate(parts + 1);
            hardware.push(Part::flexible(Mm::new(chain), 0.05 * chain, Mm::new(1.2)));
            Rig { anchor: Point::new(x, y), parts: hardware, charms, depth: None }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_set_settles_within_its_reach(rigs in prop::collection::vec(any_rig(), 1..9), seed in 0u64..99) {
        let world = World::new(&rigs).unwrap();
        let rest = world.rest();
        prop_assert!(world.deepest_overlap(rest) <= ALLOWED, "{} mm", world.deepest_overlap(rest));
        let motion = [Motion::Walk, Motion::Bus, Motion::Swing(Swing::SHARED)][seed as usize % 3];
        let take = Take { motion, seed, timing: Timing::new(36, 12).unwrap(), loops: true };
        let track = world.track(&take).unwrap();
        for frame in 0..36 {
            for (rig, pose) in rigs.iter().zip(world.frame(&track, frame)) {
                let hardware: f64 = rig.parts.iter().map(|part| part.length.get()).sum();
                for charm in &pose.charms {
                    prop_assert!(charm.turn.get().abs() < 180.0, "{:?}", charm);
                    prop_assert!(charm.yaw.get().abs() < 90.0, "{:?}", charm);
                    prop_assert!((charm.at - rig.anchor).hypot() <= hardware + 1e-6, "{:?}", charm);
                }
            }
        }
    }
}
