//! What the cut line follows: each style held to what its name promises.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod sound;

use dangle_design::artwork::Subject;
use dangle_design::kurbo::Shape;
use dangle_design::project::{Cutouts, OutlineStyle, Rim, Size, SizeBy};
use dangle_design::shape::CharmShape;
use dangle_design::units::Mm;
use sound::{art_rings, bare, charm, depth, disc, distance, draw, flat, is_simple, shape_of, subject};

const FRAMES: [OutlineStyle; 5] = [
    OutlineStyle::Circle,
    OutlineStyle::Square,
    OutlineStyle::Heart,
    OutlineStyle::Shield,
    OutlineStyle::Ticket,
];

/// A head with two ears, taller than wide.
fn rabbit() -> Subject {
    subject(600, |x, y| {
        disc(x, y, 300.0, 420.0, 150.0)
            .max(sound::bar(x, y, (240.0, 300.0), (210.0, 90.0), 40.0))
            .max(sound::bar(x, y, (360.0, 300.0), (390.0, 90.0), 40.0))
    })
}

fn in_style(style: OutlineStyle, subject: &Subject) -> CharmShape {
    let mut charm = charm();
    charm.outline.style = style;
    let shape = shape_of(&charm, subject).unwrap();
    draw(&format!("{style:?}"), &shape, subject);
    shape
}

#[test]
fn a_frame_holds_all_artwork_a_border_away_and_no_more() {
    let rabbit = rabbit();
    for style in FRAMES {
        let mut charm = bare(2.0);
        charm.outline.style = style;
        let shape = shape_of(&charm, &rabbit).unwrap();
        draw(&format!("{style:?}-bare"), &shape, &rabbit);
        let cut = flat(&shape.outline.cut);
        let depths = art_rings(&shape, &rabbit).into_iter().flatten().map(|point| depth(&cut, point));
        let least = depths.fold(f64::INFINITY, f64::min);
        assert!((least - 2.0).abs() < 0.025, "{style:?}: {least}");
        assert!(shape.outline.nodes <= 16, "{style:?} has its own few nodes: {}", shape.outline.nodes);
        let size = shape.outline.size;
        assert!((size.width.max(size.height) - 50.0).abs() < 1e-6, "{style:?} {size:?}");
    }
}

#[test]
fn a_circle_is_round_to_ten_micrometres() {
    let mut charm = bare(2.0);
    charm.outline.style = OutlineStyle::Circle;
    let shape = shape_of(&charm, &rabbit()).unwrap();
    for point in flat(&shape.outline.cut).into_iter().flatten() {
        let radius = (point - shape.outline.cut.bounding_box().center()).hypot();
        assert!((radius - 25.0).abs() < 0.01, "{radius}");
    }
    let exact = std::f64::consts::PI * 625.0;
    assert!((shape.outline.area_mm2 / exact - 1.0).abs() < 1e-3, "{}", shape.outline.area_mm2);
}

#[test]
fn every_style_takes_a_tab_and_stays_one_ring_of_the_wanted_size() {
    let rabbit = rabbit();
    for style in FRAMES.into_iter().chain([OutlineStyle::Tight, OutlineStyle::Soft, OutlineStyle::Border]) {
        let shape = in_style(style, &rabbit);
        let cut = flat(&shape.outline.cut);
        assert_eq!(cut.len(), 1, "{style:?}");
        assert!(is_simple(&cut[0]), "{style:?}");
        let size = shape.outline.size;
        assert!((size.width.max(size.height) - 50.0).abs() < 0.02, "{style:?} {size:?}");
        let hole = shape.outline.hole().unwrap();
        assert!(depth(&cut, hole.center) > hole.diameter.get() / 2.0 + 2.4, "{style:?}");
    }
}

#[test]
fn tight_lies_a_bleed_inside_the_artwork() {
    let rabbit = rabbit();
    let mut charm = bare(2.0);
    charm.outline.style = OutlineStyle::Tight;
    charm.outline.bleed = Mm::new(0.8);
    let shape = shape_of(&charm, &rabbit).unwrap();
    let art = art_rings(&shape, &rabbit);
    for point in flat(&shape.outline.cut).into_iter().flatten() {
        let inside = depth(&art, point);
        assert!((inside - 0.8).abs() < 0.025, "{inside} at {point:?}");
    }
}

#[test]
fn tight_keeps_something_of_artwork_thinner_than_the_bleed() {
    let hair = subject(400, |x, y| sound::bar(x, y, (40.0, 60.0), (360.0, 330.0), 1.5));
    let mut charm = charm();
    charm.outline.style = OutlineStyle::Tight;
    charm.outline.bleed = Mm::new(3.0);
    let shape = shape_of(&charm, &hair).unwrap();
    draw("hair", &shape, &hair);
    let cut = flat(&shape.outline.cut);
    assert!(cut.len() == 1 && is_simple(&cut[0]));
}

#[test]
fn tight_says_which_parts_it_leaves_out() {
    let two = subject(600, |x, y| disc(x, y, 250.0, 300.0, 200.0).max(disc(x, y, 560.0, 300.0, 8.0)));
    let mut charm = charm();
    charm.outline.style = OutlineStyle::Tight;
    charm.outline.bleed = Mm::new(1.0);
    assert_eq!(shape_of(&charm, &two).unwrap().notes.dropped_specks, 1);
}

#[test]
fn soft_bridges_over_the_hollow_between_the_ears() {
    let rabbit = rabbit();
    let bare = |style: OutlineStyle| {
        let mut charm = bare(2.5);
        charm.outline.style = style;
        shape_of(&charm, &rabbit).unwrap()
    };
    let (soft, plain) = (bare(OutlineStyle::Soft), bare(OutlineStyle::Border));
    draw("Soft-bare", &soft, &rabbit);
    let hollow = |shape: &CharmShape| {
        let art = art_rings(shape, &rabbit);
        flat(&shape.outline.cut).into_iter().flatten().map(|at| distance(&art, at)).fold(0.0, f64::max)
    };
    assert!(hollow(&soft) > hollow(&plain) + 1.0, "{} {}", hollow(&soft), hollow(&plain));
}

#[test]
fn a_ticket_is_as_long_as_what_it_shows() {
    let bar = subject(600, |x, y| sound::bar(x, y, (100.0, 300.0), (500.0, 300.0), 60.0));
    let mut charm = bare(3.0);
    charm.outline.style = OutlineStyle::Ticket;
    charm.size = Size { length: Mm::new(60.0), by: SizeBy::Width };
    let shape = shape_of(&charm, &bar).unwrap();
    draw("ticket-long", &shape, &bar);
    assert!((shape.outline.size.width - 60.0).abs() < 1e-6);
    assert!(shape.outline.size.height < 30.0, "{:?}", shape.outline.size);
}

/// A ring with a dot in it, and a second ring beside it.
fn spectacles() -> Subject {
    subject(800, |x, y| {
        let ring = |cx: f64| disc(x, y, cx, 400.0, 190.0).min(-disc(x, y, cx, 400.0, 150.0));
        ring(200.0).max(ring(580.0)).max(disc(x, y, 580.0, 400.0, 40.0))
    })
}

#[test]
fn kept_cutouts_are_a_border_away_and_hold_what_lies_in_them() {
    let art = spectacles();
    let mut charm = bare(1.0);
    charm.size = Size { length: Mm::new(60.0), by: SizeBy::Longest };
    let filled = shape_of(&charm, &art).unwrap();
    charm.outline.cutouts = Cutouts::Kept;
    charm.outline.least_neck = Mm::new(2.0);
    let kept = shape_of(&charm, &art).unwrap();
    draw("spectacles", &kept, &art);
    assert_eq!(kept.outline.cutouts.len(), 2);
    assert_eq!(kept.notes.bridges, 1, "the dot is held");
    let rings = art_rings(&kept, &art);
    let cut = flat(&kept.outline.cut);
    let mut area = 0.0;
    for cutout in &kept.outline.cutouts {
        let ring = flat(cutout);
        assert!(ring.len() == 1 && is_simple(&ring[0]) && cutout.area() > 0.0);
        area += cutout.area();
        for &point in &ring[0] {
            assert!(distance(&rings, point) >= 1.0 - 0.025, "{}", distance(&rings, point));
            assert!(depth(&cut, point) >= 2.0 - 0.025, "{}", depth(&cut, point));
        }
    }
    assert!((filled.outline.area_mm2 - kept.outline.area_mm2 - area).abs() < 1.0);
    assert!(kept.hang.mass_g < filled.hang.mass_g);
    // The empty ring: what is left of its hole is a smaller disc.
    let scale = kept.artwork_box.width() / 800.0;
    let largest = kept.outline.cutouts.iter().map(Shape::area).fold(0.0, f64::max);
    let radius = 150.0 * scale - 1.0;
    assert!((largest / (std::f64::consts::PI * radius * radius) - 1.0).abs() < 4e-3, "{largest} {radius}");
}

#[test]
fn a_hole_too_small_to_cut_stays_material() {
    let art = subject(600, |x, y| disc(x, y, 300.0, 300.0, 250.0).min(-disc(x, y, 300.0, 300.0, 28.0)));
    let mut charm = bare(2.0);
    charm.outline.cutouts = Cutouts::Kept;
    assert!(shape_of(&charm, &art).unwrap().outline.cutouts.is_empty());
}

#[test]
fn a_charm_with_cutouts_hangs_straight() {
    let art = subject(600, |x, y| disc(x, y, 300.0, 300.0, 250.0).min(-disc(x, y, 390.0, 330.0, 110.0)));
    let mut charm = charm();
    charm.outline.cutouts = Cutouts::Kept;
    let shape = shape_of(&charm, &art).unwrap();
    draw("moon", &shape, &art);
    assert_eq!(shape.outline.cutouts.len(), 1);
    assert!(shape.hang.tilt.get().abs() < 0.3, "{:?}", shape.hang);
    assert!(shape.outline.centroid.x < shape.outline.size.width / 2.0 - 0.5);
}

#[test]
fn a_white_rim_reaches_to_the_cut_and_no_farther() {
    let art = spectacles();
    let mut charm = charm();
    charm.outline.cutouts = Cutouts::Kept;
    charm.outline.rim = Rim::White;
    let shape = shape_of(&charm, &art).unwrap();
    draw("rim", &shape, &art);
    let lines = flat(&shape.outline.all());
    let inset = charm.choke.get() + 0.5;
    for point in flat(&shape.white).into_iter().flatten() {
        assert!((distance(&lines, point) - inset).abs() < 0.03, "{}", distance(&lines, point));
    }
}
