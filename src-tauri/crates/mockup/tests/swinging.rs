//! How charms move: pendulums of theory, energy that only falls, tracks that agree however they are sampled.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::f64::consts::TAU;

use dangle_design::units::{Degrees, Mm};
use dangle_mockup::motion::{
    Bob, Motion, Nudge, Part, Rig, RigPose, Start, State, Swing, Take, Timing, World,
};
use kurbo::{Point, Vec2};

mod hung;

use hung::{disc, hung_at, row};

const GRAVITY: f64 = 9806.65;

fn swing(world: &World, start: Start, frames: u32, fps: u32) -> dangle_mockup::motion::Track {
    let timing = Timing::new(frames, fps).unwrap();
    let motion = Motion::Swing(Swing { start, rig: None });
    world.track(&Take { motion, seed: 1, timing, loops: false }).unwrap()
}

/// The mean time between every second crossing of zero.
fn period(angles: &[f64], fps: f64) -> f64 {
    let mut crossings = Vec::new();
    for (frame, pair) in angles.windows(2).enumerate() {
        if pair[0] < 0.0 && pair[1] >= 0.0 {
            crossings.push((frame as f64 - pair[0] / (pair[1] - pair[0])) / fps);
        }
    }
    assert!(crossings.len() > 3, "it swings: {crossings:?}");
    (crossings[crossings.len() - 1] - crossings[0]) / (crossings.len() - 1) as f64
}

#[test]
fn a_charm_on_its_anchor_swings_with_the_period_of_a_compound_pendulum() {
    for (radius, reach) in [(20.0, 16.0), (35.0, 31.0), (8.0, 4.0)] {
        let charm = disc(radius, reach);
        let about_pivot = charm.inertia + charm.mass_g * reach * reach;
        let theory = TAU * (about_pivot / (charm.mass_g * GRAVITY * reach)).sqrt();
        let rig =
            Rig { anchor: Point::new(100.0, 50.0), parts: Vec::new(), charms: vec![charm], depth: None };
        let world = World::new(&[rig]).unwrap();
        let track = swing(&world, Start::LetGo(Degrees::new(4.0)), 480, 120);
        let angles: Vec<f64> =
            (0..480).map(|frame| world.frame(&track, frame)[0].charms[0].turn.get()).collect();
        let measured = period(&angles, 120.0);
        assert!((measured / theory - 1.0).abs() < 0.005, "{measured} s, by theory {theory} s");
    }
}

#[test]
fn a_double_pendulum_swings_in_its_two_modes() {
    // A rod and a charm of its mass, both slender: the modes follow from two coupled equations.
    let charm = Bob { mass_g: 6.0, inertia: 600.0, ..disc(20.0, 18.0) };
    let (length, mass) = (32.0, 6.0);
    let rod = Part::rigid(Mm::new(length), mass, Mm::new(3.0));
    let couplings = [
        mass * length * length / 3.0 + charm.mass_g * length * length,
        length * charm.mass_g * 18.0,
        charm.inertia + charm.mass_g * 18.0 * 18.0,
    ];
    let levers = [(mass / 2.0 + charm.mass_g) * length * GRAVITY, charm.mass_g * 18.0 * GRAVITY];
    // det(K - w² M) = 0.
    let a = couplings[0] * couplings[2] - couplings[1] * couplings[1];
    let b = -(levers[0] * couplings[2] + levers[1] * couplings[0]);
    let slow = (-b - (b * b - 4.0 * a * levers[0] * levers[1]).sqrt()) / (2.0 * a);
    let rig = Rig { anchor: Point::ORIGIN, parts: vec![rod], charms: vec![charm], depth: None };
    let world = World::new(&[rig]).unwrap();
    let track = swing(&world, Start::LetGo(Degrees::new(3.0)), 720, 120);
    // The fast mode has died away after two seconds.
    let angles: Vec<f64> =
        (240..720).map(|frame| world.frame(&track, frame)[0].charms[0].turn.get()).collect();
    let (measured, theory) = (period(&angles, 120.0), TAU / slow.sqrt());
    assert!((measured / theory - 1.0).abs() < 0.01, "{measured} s, by theory {theory} s");
}

#[test]
fn energy_never_grows_without_a_drive() {
    let sets = [
        row(1, 40.0),
        row(2, 30.0),
        row(5, 34.0),
        vec![hung_at(0.0, 3)],
        vec![hung_at(0.0, 3), hung_at(50.0, 1)],
    ];
    for (number, rigs) in sets.iter().enumerate() {
        let world = World::new(rigs).unwrap();
        let rest = world.energy(world.rest());
        for lean in [5.0, 25.0, 70.0] {
            let track = swing(&world, Start::LetGo(Degrees::new(lean)), 720, 120);
            let energies: Vec<f64> = (0..720).map(|frame| world.energy(track.state(frame)) - rest).collect();
            for (frame, pair) in energies.windows(2).enumerate() {
                let grown = pair[1] - pair[0];
                assert!(grown <= 1e-4 * energies[0], "set {number}, {lean}°, frame {frame}: {pair:?}");
            }
            assert!(
                energies[719] < 0.05 * energies[0],
                "set {number}, {lean}°: {} of {}",
                energies[719],
                energies[0]
            );
        }
    }
}

#[test]
fn two_samplings_of_one_motion_agree() {
    let world = World::new(&row(5, 34.0)).unwrap();
    for motion in [Motion::Swing(Swing::SHARED), Motion::Walk, Motion::Bus] {
        let sampled = |fps: u32| {
            let timing = Timing::new(3 * fps, fps).unwrap();
            world.track(&Take { motion, seed: 7, timing, loops: true }).unwrap()
        };
        let (window, file, odd) = (sampled(60), sampled(24), sampled(25));
        for second in 0..24 {
            // An eighth of a second is 7.5 frames of 60, 3 of 24 and 3.125 of 25: every fourth meets all three.
            let eighth = f64::from(second) / 8.0;
            let frame = |fps: f64| (eighth * fps).round() as usize;
            let same = |track: &dangle_mockup::motion::Track, fps: f64| {
                let exact = (eighth * fps).fract() == 0.0;
                exact.then(|| corners(&world, track.state(frame(fps))))
            };
            let seen: Vec<Vec<Point>> =
                [same(&window, 60.0), same(&file, 24.0), same(&odd, 25.0)].into_iter().flatten().collect();
            for other in &seen[1..] {
                let apart = seen[0].iter().zip(other).map(|(a, b)| (*a - *b).hypot()).fold(0.0, f64::max);
                assert!(apart < 0.1, "{motion:?} at {eighth} s: {apart} mm");
            }
        }
    }
}

/// Each charm's lowest place.
fn corners(world: &World, state: &State) -> Vec<Point> {
    let foot = |pose: &dangle_mockup::motion::CharmPose| {
        let (sin, cos) = pose.turn.radians().sin_cos();
        pose.at + Vec2::new(-sin, cos) * 40.0
    };
    world.poses(state).iter().flat_map(|rig| rig.charms.iter().map(foot)).collect()
}

#[test]
fn a_walk_and_a_ride_loop_without_a_jump() {
    let world = World::new(&row(4, 60.0)).unwrap();
    for motion in [Motion::Walk, Motion::Bus, Motion::Swing(Swing::SHARED)] {
        for (frames, fps) in [(48, 24), (120, 60), (30, 15)] {
            let timing = Timing::new(frames, fps).unwrap();
            let track = world.track(&Take { motion, seed: 3, timing, loops: true }).unwrap();
            let last = frames as usize - 1;
            let moved = |a: usize, b: usize| {
                let (a, b) = (corners(&world, track.state(a)), corners(&world, track.state(b)));
                a.iter().zip(&b).map(|(a, b)| (*a - *b).hypot()).fold(0.0, f64::max)
            };
            let largest = (1..last).map(|frame| moved(frame - 1, frame)).fold(0.0, f64::max);
            assert!(largest > 0.3, "{motion:?} moves: {largest} mm a frame");
            assert!(moved(last, 0) <= 1.1 * largest, "{motion:?}: {} after {largest}", moved(last, 0));
        }
    }
}

#[test]
fn a_swing_dies_away() {
    let world = World::new(&row(1, 40.0)).unwrap();
    let track = swing(&world, Start::Pushed(Degrees::new(16.0)), 600, 60);
    let farthest = |frames: std::ops::Range<usize>| {
        frames.map(|frame| world.frame(&track, frame)[0].charms[0].turn.get().abs()).fold(0.0, f64::max)
    };
    assert!((12.0..30.0).contains(&farthest(0..60)), "{}", farthest(0..60));
    assert!(farthest(540..600) < 1.5, "{}", farthest(540..600));
}

#[test]
fn a_nudge_in_mid_swing_goes_on_from_where_the_charm_is() {
    let world = World::new(&row(3, 60.0)).unwrap();
    let track = swing(&world, Start::Pushed(Degrees::new(10.0)), 60, 60);
    let timing = Timing::new(900, 60).unwrap();
    let nudge = Nudge { rig: 1, charm: 0, push: Vec2::new(-400.0, 0.0), twist: 90.0 };
    let after = world.nudge(track.state(20), nudge, timing).unwrap();
    assert_eq!(world.frame(&after, 0), world.frame(&track, 20), "no jump");
    let again =
        world.nudge(track.state(20), Nudge { push: Vec2::ZERO, twist: 0.0, ..nudge }, timing).unwrap();
    for frame in 0..20 {
        let (on, alone) = (corners(&world, again.state(frame)), corners(&world, track.state(20 + frame)));
        let apart = on.iter().zip(&alone).map(|(a, b)| (*a - *b).hypot()).fold(0.0, f64::max);
        assert!(apart < 0.1, "a nudge of nothing changes nothing: {apart} mm at frame {frame}");
    }
    let moved =
        world.frame(&after, 6)[1].charms[0].turn.get() - world.frame(&track, 26)[1].charms[0].turn.get();
    assert!(moved > 2.0, "pushed to the left it turns clockwise: {moved}°");
    let frames = after.timing().frames();
    assert!(frames < 900, "the track ends when all is at rest: {frames} frames");
    assert!(after.state(frames as usize).is_at_rest());
}

#[test]
fn a_charm_that_is_flung_rises_as_high_as_its_speed_takes_it() {
    let world = World::new(&[hung_at(0.0, 1)]).unwrap();
    let middle = |pose: &RigPose| {
        let charm = &pose.charms[0];
        let (sin, cos) = charm.turn.radians().sin_cos();
        charm.at + Vec2::new(-sin, cos) * hung_at(0.0, 1).charms[0].reach.get()
    };
    let low = middle(&world.poses(world.rest())[0]).y;
    for speed in [200.0, 450.0, 700.0] {
        let nudge = Nudge { rig: 0, charm: 0, push: Vec2::new(speed, 0.0), twist: 0.0 };
        let track = world.nudge(world.rest(), nudge, Timing::new(240, 120).unwrap()).unwrap();
        let heights = (0..60).map(|frame| low - middle(&world.frame(&track, frame)[0]).y);
        let (rise, free) = (heights.fold(0.0, f64::max), speed * speed / (2.0 * 9806.65));
        println!("at {speed} mm/s it rises {rise:.2} mm; without friction {free:.2}");
        assert!((0.75..=1.02).contains(&(rise / free)), "at {speed} mm/s it rises {rise} mm of {free}");
    }
}

#[test]
fn a_push_swings_a_charm_out_of_the_way_of_none_in_another_depth() {
    let world = World::new(&[hung_at(0.0, 1), hung_at(4.0, 1)]).unwrap();
    let poses = world.poses(world.rest());
    assert!(poses[1].charms[0].depth >= poses[0].charms[0].depth + Mm::new(3.0), "one before the other");
    let swing = Motion::Swing(Swing { start: Start::Pushed(Degrees::new(20.0)), rig: Some(0) });
    let take = Take { motion: swing, seed: 1, timing: Timing::new(60, 60).unwrap(), loops: false };
    let track = world.track(&take).unwrap();
    for frame in 0..60 {
        assert_eq!(world.frame(&track, frame)[1].charms[0].turn, Degrees::ZERO, "it passes behind");
    }
    assert!(world.frame(&track, 10)[0].charms[0].turn.get() < -3.0);
}

#[test]
fn the_same_bytes_on_one_thread_and_many() {
    let rigs = row(6, 36.0);
    let take = Take { motion: Motion::Walk, seed: 5, timing: Timing::new(60, 30).unwrap(), loops: true };
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| World::new(&rigs).unwrap().track(&take).unwrap())
    };
    let (one, many) = (on(1), on(4));
    assert_eq!(one, many);
    assert_eq!(one, on(1), "and again");
}

#[test]
fn what_cannot_be_asked_for_is_refused_with_a_way_out() {
    for (frames, fps) in [(0, 24), (1201, 24), (48, 0), (48, 121)] {
        let error = Timing::new(frames, fps).unwrap_err();
        assert!(error.hint().is_some_and(|hint| hint.contains("1 to")), "{error}");
    }
    let world = World::new(&row(2, 60.0)).unwrap();
    let timing = Timing::new(10, 10).unwrap();
    let far = Motion::Swing(Swing { start: Start::LetGo(Degrees::new(170.0)), rig: None });
    assert!(world.track(&Take { motion: far, seed: 1, timing, loops: false }).is_err());
    let nobody = Motion::Swing(Swing { rig: Some(2), ..Swing::SHARED });
    assert!(world.track(&Take { motion: nobody, seed: 1, timing, loops: false }).is_err());
    let nudge = Nudge { rig: 0, charm: 0, push: Vec2::new(f64::NAN, 0.0), twist: 0.0 };
    assert!(world.nudge(world.rest(), nudge, timing).is_err());
    assert!(world.nudge(world.rest(), Nudge { charm: 1, push: Vec2::ZERO, ..nudge }, timing).is_err());
    let other = World::new(&row(3, 60.0)).unwrap();
    assert!(other.nudge(world.rest(), Nudge { push: Vec2::ZERO, ..nudge }, timing).is_err());
    let mut heavy = row(1, 40.0);
    heavy[0].charms[0].mass_g = f64::INFINITY;
    assert!(World::new(&heavy).unwrap_err().hint().is_some());
}

#[test]
fn parts_hang_in_each_other_down_to_the_charm_at_every_frame() {
    let mut rigs = row(2, 60.0);
    rigs[1].charms.push(disc(12.0, 9.0));
    rigs[1].parts.push(Part::flexible(Mm::new(40.0), 2.0, Mm::new(1.0)));
    let world = World::new(&rigs).unwrap();
    let take = Take { motion: Motion::Walk, seed: 2, timing: Timing::new(24, 12).unwrap(), loops: true };
    let track = world.track(&take).unwrap();
    for frame in 0..24 {
        let pose = &world.frame(&track, frame)[1];
        let lines = pose.lines(&rigs[1]);
        assert_eq!(lines.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 2, 2, 4]);
        for (above, below) in lines.iter().zip(&lines[1..]) {
            assert_eq!(below.first(), above.last(), "each part hangs in the one above");
        }
        assert_eq!(lines[4][3], pose.charms[1].at);
        let seen = pose.seen_from(rigs[1].anchor);
        assert_eq!(seen.parts[0].0, Point::ORIGIN, "the first part hangs at the anchor");
        assert!(!seen.is_straight(), "it walks");
    }
    assert!(world.poses(world.rest())[0].is_straight());
}
