//! Properties of every shape, held against pictures that tempt an outline to go wrong.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dangle_design::artwork::{Picture, Subject, trace};
use dangle_design::edit::Edit;
use dangle_design::id::{BlobHash, CharmId, ProcessId};
use dangle_design::kurbo::{self, ParamCurveNearest, Point, Shape};
use dangle_design::process::{CheckCode, Process};
use dangle_design::project::{Charm, HolePlace, Size, SizeBy};
use dangle_design::report::svg_path;
use dangle_design::shape::{CharmShape, Prepared, Quality, Severity, derive, derive_with};
use dangle_design::units::{Degrees, Mm};
use dangle_design::{ErrorCode, Job, Result};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// How far a border may be off, in mm.
const OFF: f64 = 0.025;

fn process() -> Process {
    Process::load(&ProcessId::new("acrylic-clear").unwrap()).unwrap()
}

fn charm() -> Charm {
    Charm::new(CharmId::new("c").unwrap(), "c".into(), BlobHash::of(b"c"), &process())
}

/// A charm with nothing but a border.
fn bare(border: f64) -> Charm {
    let mut charm = charm();
    charm.outline.border = Mm::new(border);
    charm.outline.smoothing = Mm::ZERO;
    charm.outline.least_neck = Mm::ZERO;
    charm.outline.holes.clear();
    charm
}

/// A subject that is opaque where `inside` says, with edges one pixel soft.
fn subject(size: usize, inside: impl Fn(f64, f64) -> f64) -> Subject {
    let alpha = |index: usize| {
        let (x, y) = ((index % size) as f64 + 0.5, (index / size) as f64 + 0.5);
        ((inside(x, y) + 0.5).clamp(0.0, 1.0) * 255.0).round() as u8
    };
    of_alpha(size, size, (0..size * size).map(alpha))
}

fn of_alpha(width: usize, height: usize, alpha: impl Iterator<Item = u8>) -> Subject {
    let rgba = alpha.flat_map(|alpha| [200, 40, 90, alpha]).collect();
    let picture = Picture::new(width as u32, height as u32, rgba);
    let rings = trace(&picture).unwrap();
    Subject::traced(picture, rings)
}

fn disc(x: f64, y: f64, cx: f64, cy: f64, r: f64) -> f64 {
    r - (x - cx).hypot(y - cy)
}

fn bar(x: f64, y: f64, a: (f64, f64), b: (f64, f64), r: f64) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let t = (((x - a.0) * dx + (y - a.1) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
    r - (x - a.0 - t * dx).hypot(y - a.1 - t * dy)
}

fn shape_of(charm: &Charm, subject: &Subject) -> Result<CharmShape> {
    derive(charm, &process(), subject, Quality::Final, &Job::silent())
}

fn flat(path: &kurbo::BezPath) -> Vec<Vec<Point>> {
    let mut rings: Vec<Vec<Point>> = Vec::new();
    kurbo::flatten(path, 1e-3, |element| match element {
        kurbo::PathEl::MoveTo(point) => rings.push(vec![point]),
        kurbo::PathEl::LineTo(point) => rings.last_mut().unwrap().push(point),
        _ => {}
    });
    for ring in &mut rings {
        if ring.first() == ring.last() {
            ring.pop();
        }
    }
    rings
}

fn edges(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> + Clone + '_ {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// The subject's rings in the shape's millimetres.
fn art(shape: &CharmShape, subject: &Subject) -> Vec<Vec<Point>> {
    let corner = shape.artwork_box.origin();
    let scale = shape.artwork_box.width() / f64::from(subject.picture.width());
    let point = |[x, y]: &[f32; 2]| corner + kurbo::Vec2::new(f64::from(*x), f64::from(*y)) * scale;
    subject.rings.iter().map(|ring| ring.iter().map(point).collect()).collect()
}

fn distance(rings: &[Vec<Point>], point: Point) -> f64 {
    let nearest = |(a, b)| kurbo::Line::new(a, b).nearest(point, 1e-9).distance_sq;
    rings.iter().flat_map(|ring| edges(ring)).map(nearest).fold(f64::INFINITY, f64::min).sqrt()
}

fn winding(rings: &[Vec<Point>], point: Point) -> i32 {
    let turn = |(a, b): (Point, Point)| {
        let crosses = (a.y <= point.y) != (b.y <= point.y);
        let x = a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x);
        i32::from(crosses && x > point.x) * if b.y > a.y { 1 } else { -1 }
    };
    rings.iter().flat_map(|ring| edges(ring)).map(turn).sum()
}

/// Whether no two edges of a ring cross.
fn is_simple(ring: &[Point]) -> bool {
    let edges: Vec<(Point, Point)> = edges(ring).collect();
    // A picometre: where two curves share an end, a flattening may place it twice, 4e-15 mm apart.
    let side = |(a, b): (Point, Point), p: Point| {
        let off = (b - a).cross(p - a) / a.distance(b);
        if off.abs() < 1e-9 { 0.0 } else { off }
    };
    let cross = |e: (Point, Point), f: (Point, Point)| {
        side(e, f.0) * side(e, f.1) < 0.0 && side(f, e.0) * side(f, e.1) < 0.0
    };
    edges.iter().enumerate().all(|(i, &e)| {
        let reach = (e.0.distance(e.1)).max(1e-9);
        edges[i + 1..].iter().all(|&f| e.0.distance(f.0) > reach + f.0.distance(f.1) || !cross(e, f))
    })
}

/// What must hold for every shape of every picture.
fn assert_sound(charm: &Charm, subject: &Subject, shape: &CharmShape) {
    let cut = flat(&shape.outline.cut);
    assert_eq!(cut.len(), 1, "one ring");
    assert!(matches!(shape.outline.cut.elements().last(), Some(kurbo::PathEl::ClosePath)), "closed");
    assert!(is_simple(&cut[0]), "simple");
    assert!(shape.outline.cut.area() > 0.0, "outer rings run clockwise");
    let bounds = shape.outline.cut.bounding_box();
    assert!(bounds.origin().distance(Point::ORIGIN) < 1e-6);
    let side = match charm.size.by {
        SizeBy::Longest => bounds.width().max(bounds.height()),
        SizeBy::Width => bounds.width(),
        SizeBy::Height => bounds.height(),
    };
    assert!((side - charm.size.length.get()).abs() <= 0.02, "{side} is not {}", charm.size.length);
    assert_border_kept(charm, subject, shape, &cut);
    assert_hole_held(charm, subject, shape, &cut);
    assert_white_inside(charm, subject, shape);
}

fn assert_border_kept(charm: &Charm, subject: &Subject, shape: &CharmShape, cut: &[Vec<Point>]) {
    if shape.notes.dropped_specks > 0 {
        return;
    }
    let art = art(shape, subject);
    let least = charm.outline.border.get() - OFF;
    for &point in cut[0].iter().step_by(3) {
        let distance = distance(&art, point);
        assert!(distance >= least, "{distance} at {point:?}");
    }
}

fn assert_hole_held(charm: &Charm, subject: &Subject, shape: &CharmShape, cut: &[Vec<Point>]) {
    let Some(spec) = charm.outline.holes.first() else {
        assert!(shape.outline.holes.is_empty());
        return;
    };
    let (diameter, wall) = (spec.shape.width(), spec.wall);
    let hole = shape.outline.hole().unwrap();
    assert_eq!(hole.diameter, diameter);
    assert_eq!(winding(cut, hole.center), 1, "the hole lies in the material");
    assert!(distance(cut, hole.center) >= diameter.get() / 2.0 + wall.get() - 0.01, "{}", hole.wall);
    assert!((distance(cut, hole.center) - diameter.get() / 2.0 - hole.wall.get()).abs() < 0.01);
    if shape.notes.dropped_specks == 0 {
        let art = art(shape, subject);
        assert_eq!(winding(&art, hole.center), 0, "the hole lies beside the artwork");
        assert!(distance(&art, hole.center) >= diameter.get() / 2.0, "the hole cuts no artwork");
    }
}

fn assert_white_inside(charm: &Charm, subject: &Subject, shape: &CharmShape) {
    let art = art(shape, subject);
    for point in flat(&shape.white).into_iter().flatten().step_by(7) {
        let distance = distance(&art, point);
        assert!(distance >= charm.choke.get() - 0.015, "{distance}");
        assert_eq!(winding(&art, point), 1);
    }
}

#[test]
fn a_disc_with_a_border_is_a_larger_disc() {
    let (charm, disc) = (bare(2.0), subject(600, |x, y| disc(x, y, 300.0, 300.0, 250.0)));
    let shape = shape_of(&charm, &disc).unwrap();
    assert_sound(&charm, &disc, &shape);
    assert!(shape.outline.nodes <= 10, "{} nodes", shape.outline.nodes);
    assert!((shape.outline.area_mm2 - std::f64::consts::PI * 625.0).abs() < 2.0);
    assert!((shape.hang.mass_g - shape.outline.area_mm2 * 3.0 * 1.19e-3).abs() < 1e-9);
}

#[test]
fn every_point_of_a_plain_border_is_as_far_as_asked() {
    let star = subject(800, |x, y| {
        let (dx, dy) = (x - 400.0, y - 400.0);
        250.0 + 110.0 * (5.0 * dy.atan2(dx)).cos() - dx.hypot(dy)
    });
    let charm = bare(2.0);
    let shape = shape_of(&charm, &star).unwrap();
    let art = art(&shape, &star);
    for point in flat(&shape.outline.cut).into_iter().flatten() {
        let distance = distance(&art, point);
        assert!((distance - 2.0).abs() <= OFF, "{distance} at {point:?}");
    }
}

#[test]
fn a_hollow_between_two_discs_keeps_its_sharp_kink() {
    let two = subject(800, |x, y| disc(x, y, 250.0, 400.0, 200.0).max(disc(x, y, 560.0, 400.0, 180.0)));
    let shape = shape_of(&bare(2.0), &two).unwrap();
    let segments: Vec<kurbo::CubicBez> = shape.outline.cut.segments().map(|s| s.to_cubic()).collect();
    let corners = (0..segments.len()).filter(|&i| {
        let (a, b) = (segments[i], segments[(i + 1) % segments.len()]);
        let (a, b) = (a.p3 - a.p2, b.p1 - b.p0);
        a.cross(b).atan2(a.dot(b)).abs() > 0.5
    });
    assert_eq!(corners.count(), 2);
}

#[test]
fn smoothing_fills_a_hollow_and_touches_nothing_else() {
    let two = subject(800, |x, y| disc(x, y, 250.0, 400.0, 200.0).max(disc(x, y, 560.0, 400.0, 180.0)));
    let mut charm = bare(2.0);
    let sharp = shape_of(&charm, &two).unwrap();
    charm.outline.smoothing = Mm::new(3.0);
    let smooth = shape_of(&charm, &two).unwrap();
    assert_sound(&charm, &two, &smooth);
    let (sharp, smooth) = (flat(&sharp.outline.cut), flat(&smooth.outline.cut));
    let moved: Vec<f64> = smooth[0].iter().map(|&point| distance(&sharp, point)).collect();
    assert!(moved.iter().any(|moved| *moved > 0.3));
    assert!(moved.iter().filter(|moved| **moved > 0.03).count() < moved.len() / 3);
}

#[test]
fn join_leaves_a_single_part_alone() {
    let horseshoe = subject(800, |x, y| {
        bar(x, y, (250.0, 150.0), (250.0, 600.0), 60.0)
            .max(bar(x, y, (250.0, 600.0), (480.0, 600.0), 60.0))
            .max(bar(x, y, (480.0, 600.0), (480.0, 150.0), 60.0))
    });
    let mut charm = bare(1.0);
    charm.outline.join = Mm::ZERO;
    let without = shape_of(&charm, &horseshoe).unwrap();
    charm.outline.join = Mm::new(20.0);
    let with = shape_of(&charm, &horseshoe).unwrap();
    assert_eq!(svg_path(&without.outline.cut), svg_path(&with.outline.cut));
}

#[test]
fn near_islands_are_welded_and_far_ones_bridged() {
    let apart = |gap: f64| {
        subject(1000, move |x, y| disc(x, y, 250.0, 500.0, 200.0).max(disc(x, y, 650.0 + gap, 500.0, 200.0)))
    };
    let charm = bare(1.0);
    let near = shape_of(&charm, &apart(60.0)).unwrap();
    assert_sound(&charm, &apart(60.0), &near);
    assert_eq!((near.notes.islands, near.notes.bridges), (2, 0));
    let far = shape_of(&charm, &apart(140.0)).unwrap();
    assert_sound(&charm, &apart(140.0), &far);
    assert_eq!((far.notes.islands, far.notes.bridges), (2, 1));
    assert!(far.neck.is_none_or(|neck| neck.width.get() > 2.9), "{:?}", far.neck);
}

#[test]
fn a_ring_of_artwork_is_filled() {
    let ring = subject(600, |x, y| disc(x, y, 300.0, 300.0, 260.0).min(-disc(x, y, 300.0, 300.0, 200.0)));
    let charm = charm();
    let shape = shape_of(&charm, &ring).unwrap();
    assert_sound(&charm, &ring, &shape);
    assert!(shape.white.area() < shape.outline.area_mm2 * 0.6, "the white leaves the hole free");
}

#[test]
fn a_spiral_gives_one_ring() {
    let spiral = subject(900, |x, y| {
        let (dx, dy) = (x - 450.0, y - 450.0);
        let turns = (dx.hypot(dy) / 60.0 - dy.atan2(dx) / std::f64::consts::TAU).rem_euclid(1.0);
        (14.0 - ((turns - 0.5) * 60.0).abs()).min(disc(x, y, 450.0, 450.0, 400.0))
    });
    for charm in [charm(), bare(0.3), bare(0.0)] {
        assert_sound(&charm, &spiral, &shape_of(&charm, &spiral).unwrap());
    }
}

#[test]
fn hairs_pixels_columns_noise_and_checkerboards_give_one_ring() {
    let noise = |seed: u64| {
        let mut state = seed;
        (0..120 * 120).map(move |_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            if state >> 60 < 5 { 255 } else { 0 }
        })
    };
    let subjects = [
        subject(1000, |x, y| bar(x, y, (50.0, 60.0), (950.0, 940.0), 1.0)),
        of_alpha(1, 1, [255].into_iter()),
        of_alpha(9, 400, (0..3600).map(|i| if i % 9 == 4 { 255 } else { 0 })),
        of_alpha(120, 120, noise(1)),
        of_alpha(120, 120, noise(99)),
        of_alpha(64, 64, (0..64 * 64).map(|i| if (i / 64 + i % 64) % 2 == 0 { 255 } else { 0 })),
        of_alpha(40, 40, (0..1600).map(|i| if i % 13 == 0 { 255 } else { 0 })),
    ];
    for (index, subject) in subjects.iter().enumerate() {
        for charm in [charm(), bare(0.5), bare(2.0)] {
            let shape = shape_of(&charm, subject).unwrap_or_else(|error| panic!("{index}: {error}"));
            assert_sound(&charm, subject, &shape);
        }
    }
}

#[test]
fn specks_get_no_border_and_are_counted() {
    let specks = subject(1000, |x, y| {
        disc(x, y, 500.0, 600.0, 300.0).max(disc(x, y, 60.0, 60.0, 1.5)).max(disc(x, y, 940.0, 70.0, 1.5))
    });
    let shape = shape_of(&charm(), &specks).unwrap();
    assert_eq!(shape.notes.dropped_specks, 2);
    assert_eq!(flat(&shape.white).len(), 1);
}

#[test]
fn charms_hang_straight_whatever_their_balance() {
    let lopsided = subject(800, |x, y| {
        disc(x, y, 250.0, 500.0, 200.0).max(bar(x, y, (250.0, 500.0), (740.0, 250.0), 40.0))
    });
    let ears = subject(800, |x, y| {
        disc(x, y, 400.0, 500.0, 260.0).max(bar(x, y, (220.0, 400.0), (160.0, 140.0), 60.0)).max(bar(
            x,
            y,
            (580.0, 400.0),
            (640.0, 140.0),
            60.0,
        ))
    });
    for subject in [lopsided, ears] {
        for length in [25.0, 50.0, 90.0] {
            let mut charm = charm();
            charm.size = Size { length: Mm::new(length), by: SizeBy::Longest };
            let shape = shape_of(&charm, &subject).unwrap();
            assert_sound(&charm, &subject, &shape);
            assert!(shape.hang.tilt.get().abs() < 0.3, "{}", shape.hang.tilt.get());
        }
    }
}

#[test]
fn a_moved_hole_tilts_the_charm_and_the_fix_puts_it_back() {
    let disc = subject(600, |x, y| disc(x, y, 300.0, 300.0, 250.0));
    let mut charm = charm();
    charm.outline.holes[0].place = HolePlace::Hang { angle: Degrees::ZERO, shift: Mm::new(-8.0) };
    let shape = shape_of(&charm, &disc).unwrap();
    assert_sound(&charm, &disc, &shape);
    assert!(shape.hang.tilt.get() > 5.0, "the mass hangs right of the hole: clockwise");
    let check = shape.checks.iter().find(|check| check.code == CheckCode::Hang).unwrap();
    assert_eq!(check.severity, Severity::Warning);
    let Some(Edit::Reoutline { outline, .. }) = &check.fix else { panic!("{:?}", check.fix) };
    charm.outline = outline.clone();
    assert!(shape_of(&charm, &disc).unwrap().hang.tilt.get().abs() < 0.3);
}

#[test]
fn a_thin_neck_is_found_and_its_fix_widens_it() {
    let dumbbell = subject(1000, |x, y| {
        disc(x, y, 250.0, 500.0, 200.0).max(disc(x, y, 750.0, 500.0, 200.0)).max(bar(
            x,
            y,
            (250.0, 500.0),
            (750.0, 500.0),
            6.0,
        ))
    });
    let mut charm = bare(0.4);
    let shape = shape_of(&charm, &dumbbell).unwrap();
    assert_sound(&charm, &dumbbell, &shape);
    let check = shape.checks.iter().find(|check| check.code == CheckCode::Neck).unwrap();
    assert_eq!(check.severity, Severity::Error);
    let exact = 12.0 * shape.artwork_box.width() / 1000.0 + 0.8;
    assert!((check.value - exact).abs() < 0.05, "{} for {exact}", check.value);
    let Some(Edit::Reoutline { outline, .. }) = &check.fix else { panic!("{:?}", check.fix) };
    charm.outline = outline.clone();
    let wider = shape_of(&charm, &dumbbell).unwrap();
    assert_sound(&charm, &dumbbell, &wider);
    assert_eq!(wider.notes.widened_necks, 1);
    assert!(wider.checks.iter().all(|check| check.severity != Severity::Error), "{:?}", wider.checks);
}

#[test]
fn a_size_without_room_for_artwork_says_what_has() {
    let disc = subject(200, |x, y| disc(x, y, 100.0, 100.0, 90.0));
    let mut charm = charm();
    charm.size = Size { length: Mm::new(8.0), by: SizeBy::Longest };
    let error = shape_of(&charm, &disc).unwrap_err();
    assert_eq!(error.code(), ErrorCode::Input);
    assert!(error.hint().unwrap().contains("mm"), "{error}");
}

#[test]
fn the_size_is_met_by_every_side() {
    let bean = subject(700, |x, y| bar(x, y, (200.0, 150.0), (420.0, 560.0), 110.0));
    for by in [SizeBy::Longest, SizeBy::Width, SizeBy::Height] {
        for length in [20.0, 45.0, 120.0] {
            let mut charm = charm();
            charm.size = Size { length: Mm::new(length), by };
            assert_sound(&charm, &bean, &shape_of(&charm, &bean).unwrap());
        }
    }
}

#[test]
fn one_thread_and_many_give_the_same_bytes() {
    let star = subject(700, |x, y| {
        let (dx, dy) = (x - 350.0, y - 350.0);
        200.0 + 90.0 * (7.0 * dy.atan2(dx)).cos() - dx.hypot(dy)
    });
    let text = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let shape = pool.install(|| shape_of(&charm(), &star).unwrap());
        (format!("{:?} {:?}", shape.outline, shape.white), format!("{:?}", shape.checks))
    };
    assert_eq!(text(1), text(4));
}

#[test]
fn what_was_looked_at_before_does_not_show_in_a_final_shape() {
    let bean = subject(500, |x, y| bar(x, y, (150.0, 150.0), (320.0, 360.0), 90.0));
    let prepared = Prepared::new(bean.clone());
    let (process, job, mut charm) = (process(), Job::silent(), charm());
    for border in [1.0, 4.0, 2.5] {
        charm.outline.border = Mm::new(border);
        derive_with(&prepared, &charm, &process, Quality::Preview, &job).unwrap();
    }
    let kept = derive_with(&prepared, &charm, &process, Quality::Final, &job).unwrap();
    assert_eq!(svg_path(&kept.outline.cut), svg_path(&shape_of(&charm, &bean).unwrap().outline.cut));
}

#[test]
fn a_preview_is_the_final_shape_but_for_a_hair() {
    let bean = subject(500, |x, y| bar(x, y, (150.0, 150.0), (320.0, 360.0), 90.0));
    let preview = derive(&charm(), &process(), &bean, Quality::Preview, &Job::silent()).unwrap();
    let last = flat(&shape_of(&charm(), &bean).unwrap().outline.cut);
    for point in flat(&preview.outline.cut).into_iter().flatten() {
        assert!(distance(&last, point) < 0.1);
    }
}

#[test]
fn a_stopped_job_stops() {
    let disc = subject(200, |x, y| disc(x, y, 100.0, 100.0, 90.0));
    let stop = |_, _| false;
    let error = derive(&charm(), &process(), &disc, Quality::Final, &Job::new(&stop)).unwrap_err();
    assert_eq!(error.code(), ErrorCode::Cancelled);
}

proptest! {
    // The same cases on every machine.
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(7), ..ProptestConfig::with_cases(40) })]

    #[test]
    fn blobs_in_any_number_and_place_give_a_sound_charm(
        blobs in prop::collection::vec((20.0..180.0, 20.0..180.0, 1.0..40.0), 1..9),
        border in 0.0..4.0,
        smoothing in prop_oneof![Just(0.0), 0.0..4.0],
        join in 0.0..6.0,
        least_neck in prop_oneof![Just(0.0), 0.0..4.0],
        hole in any::<bool>(),
        length in 30.0..80.0,
    ) {
        let subject = subject(200, |x, y| {
            blobs.iter().map(|&(cx, cy, r)| disc(x, y, cx, cy, r)).fold(f64::NEG_INFINITY, f64::max)
        });
        let mut charm = charm();
        charm.outline.border = Mm::new(border);
        charm.outline.smoothing = Mm::new(smoothing);
        charm.outline.join = Mm::new(join);
        charm.outline.least_neck = Mm::new(least_neck);
        if !hole {
            charm.outline.holes.clear();
        }
        charm.size = Size { length: Mm::new(length), by: SizeBy::Longest };
        let shape = shape_of(&charm, &subject).unwrap();
        assert_sound(&charm, &subject, &shape);
    }
}

#[test]
fn the_hole_of_a_disc_cut_off_by_the_pictures_edge_lies_in_the_material() {
    let cut_off = subject(200, |x, y| {
        disc(x, y, 155.704_508_617_836_52, 20.891_703_437_559_81, 34.968_517_663_644_235)
    });
    let mut charm = charm();
    charm.outline.border = Mm::new(0.906_174_367_373_308_8);
    charm.outline.smoothing = Mm::new(3.264_251_512_382_666);
    charm.outline.join = Mm::ZERO;
    charm.outline.least_neck = Mm::ZERO;
    charm.size = Size { length: Mm::new(73.210_931_810_744_34), by: SizeBy::Longest };
    let shape = shape_of(&charm, &cut_off).unwrap();
    println!("{:?} {}", shape.outline.holes, svg_path(&shape.outline.cut));
    assert_sound(&charm, &cut_off, &shape);
}
