//! Corrections by hand: each does what it says, survives a change of size, and never parts the outline.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod sound;

use dangle_design::artwork::Subject;
use dangle_design::kurbo::Point;
use dangle_design::project::{Charm, OutlineEdit, Size, SizeBy, Spot};
use dangle_design::shape::CharmShape;
use dangle_design::units::Mm;
use sound::{art_rings, bar, bare, charm, depth, disc, distance, draw, flat, is_simple, shape_of, subject};

fn spot(x: f64, y: f64, size: f64) -> Spot {
    Spot { u: x / size, v: y / size }
}

fn one_ring(charm: &Charm, subject: &Subject, name: &str) -> CharmShape {
    let shape = shape_of(charm, subject).unwrap();
    draw(name, &shape, subject);
    let cut = flat(&shape.outline.cut);
    assert!(cut.len() == 1 && is_simple(&cut[0]), "{name}");
    assert!((shape.outline.size.width.max(shape.outline.size.height) - charm.size.length.get()).abs() < 0.02);
    shape
}

fn at(shape: &CharmShape, spot: Spot) -> Point {
    let place = shape.spots_box;
    Point::new(place.x0 + spot.u * place.width(), place.y0 + spot.v * place.height())
}

/// A disc with a notch that smoothing fills, on its right.
fn notched() -> Subject {
    subject(600, |x, y| disc(x, y, 300.0, 300.0, 220.0).min(-bar(x, y, (430.0, 300.0), (590.0, 300.0), 34.0)))
}

#[test]
fn a_pull_moves_its_stretch_by_what_it_says_and_nothing_else() {
    let round = subject(600, |x, y| disc(x, y, 300.0, 300.0, 220.0));
    for (length, by) in [(50.0, 3.0), (80.0, 3.0), (50.0, -1.5)] {
        let mut charm = bare(2.0);
        charm.size = Size { length: Mm::new(length), by: SizeBy::Height };
        let place = spot(520.0, 300.0, 600.0);
        charm.outline.edits = vec![OutlineEdit::Pull { at: place, by: Mm::new(by), reach: Mm::new(8.0) }];
        let shape = shape_of(&charm, &round).unwrap();
        draw(&format!("pull{length}{by}"), &shape, &round);
        let cut = flat(&shape.outline.cut);
        assert!(cut.len() == 1 && is_simple(&cut[0]));
        let art = art_rings(&shape, &round);
        let off = |point: &Point| distance(&art, *point) - 2.0;
        let peak = cut[0]
            .iter()
            .map(off)
            .fold(0.0, |most: f64, off| if off.abs() > most.abs() { off } else { most });
        assert!((peak - by).abs() < 0.05, "{peak} for {by} at {length}");
        let far = |point: &&Point| point.distance(at(&shape, place)) > 11.0;
        assert!(cut[0].iter().filter(far).all(|point| off(point).abs() < 0.025));
    }
}

#[test]
fn a_pull_through_the_other_side_still_leaves_one_ring() {
    let slim = subject(600, |x, y| bar(x, y, (100.0, 300.0), (500.0, 300.0), 40.0));
    for by in [-30.0, 30.0] {
        let mut charm = charm();
        charm.outline.edits =
            vec![OutlineEdit::Pull { at: spot(300.0, 250.0, 600.0), by: Mm::new(by), reach: Mm::new(6.0) }];
        one_ring(&charm, &slim, &format!("through{by}"));
    }
}

#[test]
fn a_pull_inward_leaves_the_holes_wall() {
    let round = subject(600, |x, y| disc(x, y, 300.0, 300.0, 220.0));
    let mut charm = charm();
    charm.outline.edits =
        vec![OutlineEdit::Pull { at: spot(300.0, 60.0, 600.0), by: Mm::new(-6.0), reach: Mm::new(10.0) }];
    let shape = one_ring(&charm, &round, "pull-hole");
    let hole = shape.outline.hole().unwrap();
    let cut = flat(&shape.outline.cut);
    assert!(depth(&cut, hole.center) >= hole.diameter.get() / 2.0 + charm.outline.holes[0].wall.get() - 0.01);
}

#[test]
fn a_lock_keeps_a_notch_that_smoothing_would_fill() {
    let notched = notched();
    let mut charm = bare(1.0);
    charm.outline.smoothing = Mm::new(4.0);
    let filled = one_ring(&charm, &notched, "unlocked");
    charm.outline.edits = vec![OutlineEdit::Lock { at: spot(500.0, 300.0, 600.0), reach: Mm::new(5.0) }];
    let locked = one_ring(&charm, &notched, "locked");
    let off = |shape: &CharmShape| {
        let art = art_rings(shape, &notched);
        let off = |point: Point| (distance(&art, point) - 1.0).abs();
        flat(&shape.outline.cut).into_iter().flatten().map(off).fold(0.0, f64::max)
    };
    assert!(off(&filled) > 0.5, "{}", off(&filled));
    assert!(off(&locked) < 0.025, "{}", off(&locked));
}

#[test]
fn smooth_here_rounds_this_corner_and_no_other() {
    let square = subject(600, |x, y| {
        let (dx, dy) = ((x - 300.0).abs() - 200.0, (y - 300.0).abs() - 200.0);
        -dx.max(dy)
    });
    let mut charm = bare(0.5);
    let plain = one_ring(&charm, &square, "unsmoothed");
    let corner = spot(500.0, 100.0, 600.0);
    charm.outline.edits = vec![OutlineEdit::Smooth { at: corner, reach: Mm::new(4.0), radius: Mm::new(5.0) }];
    let smooth = one_ring(&charm, &square, "smoothed");
    let plain = flat(&plain.outline.cut);
    let here = at(&smooth, corner);
    let moved: Vec<Point> = flat(&smooth.outline.cut)
        .into_iter()
        .flatten()
        .filter(|point| distance(&plain, *point) > 0.05)
        .collect();
    // The middle of an arc of 5 mm lies (1 − √½) · 5 from the sides it replaces.
    let most = moved.iter().map(|point| distance(&plain, *point)).fold(0.0, f64::max);
    assert!((most - (1.0 - 0.5_f64.sqrt()) * 5.0).abs() < 0.05, "{most}");
    assert!(moved.iter().all(|point| point.distance(here) < 8.0));
}

fn islands() -> Subject {
    subject(1000, |x, y| {
        bar(x, y, (150.0, 300.0), (150.0, 700.0), 120.0).max(bar(x, y, (800.0, 300.0), (800.0, 700.0), 120.0))
    })
}

/// Where material crosses the middle between the islands: the middle of each crossing, as a share of the
/// picture's height.
fn crossings(shape: &CharmShape) -> Vec<f64> {
    let cut = flat(&shape.outline.cut);
    let x = shape.spots_box.x0 + 0.475 * shape.spots_box.width();
    let inside = |y: f64| depth(&cut, Point::new(x, y)) > 0.0;
    let steps = 400;
    let y = |step: i32| shape.outline.size.height * f64::from(step) / f64::from(steps);
    let mut runs: Vec<(f64, f64)> = Vec::new();
    for step in 0..=steps {
        if inside(y(step)) {
            match runs.last_mut() {
                Some(run) if y(step) - run.1 < 0.3 => run.1 = y(step),
                _ => runs.push((y(step), y(step))),
            }
        }
    }
    let share =
        |(low, high): (f64, f64)| (f64::midpoint(low, high) - shape.spots_box.y0) / shape.spots_box.height();
    runs.into_iter().map(share).collect()
}

#[test]
fn a_bridge_that_is_left_out_goes_elsewhere() {
    let islands = islands();
    let mut charm = bare(1.0);
    let before = crossings(&one_ring(&charm, &islands, "bridge"));
    assert_eq!(before.len(), 1, "{before:?}");
    charm.outline.edits = vec![OutlineEdit::NoBridge { at: Spot { u: 0.475, v: before[0] } }];
    let shape = one_ring(&charm, &islands, "no-bridge");
    let after = crossings(&shape);
    assert_eq!((after.len(), shape.notes.kept_bridges), (1, 0), "{after:?}");
    // One and a half widths of 3 mm away, at 50 mm over about 900 pixels.
    assert!((after[0] - before[0]).abs() * shape.spots_box.height() > 4.4, "{before:?} {after:?}");
}

#[test]
fn a_bridge_nobody_wants_stays_when_there_is_no_other_and_says_so() {
    let islands = islands();
    let mut charm = bare(1.0);
    charm.outline.edits = (0..40)
        .map(|step| OutlineEdit::NoBridge { at: Spot { u: 0.475, v: f64::from(step) / 39.0 } })
        .collect();
    let shape = one_ring(&charm, &islands, "kept-bridge");
    assert_eq!((shape.notes.bridges, shape.notes.kept_bridges), (1, 1));
}

#[test]
fn a_bridge_of_ones_own_joins_where_it_is_drawn() {
    let islands = islands();
    let mut charm = bare(1.0);
    charm.outline.edits = vec![OutlineEdit::Bridge {
        from: Spot { u: 0.2, v: 0.7 },
        to: Spot { u: 0.75, v: 0.7 },
        width: Mm::new(4.0),
    }];
    for length in [40.0, 80.0] {
        charm.size = Size { length: Mm::new(length), by: SizeBy::Longest };
        let shape = one_ring(&charm, &islands, &format!("own-bridge{length}"));
        let found = crossings(&shape);
        assert_eq!((found.len(), shape.notes.bridges), (1, 1), "{found:?}");
        assert!((found[0] - 0.7).abs() < 0.01, "{found:?}");
    }
}
