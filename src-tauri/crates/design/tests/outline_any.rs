//! Any mask, any wish: one valid ring, whatever comes.
//!
//! 500 cases, the same on every machine; with `DANGLE_NIGHTLY=1` 10,000 others, new ones every time.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod sound;

use dangle_design::ErrorCode;
use dangle_design::artwork::Subject;
use dangle_design::kurbo::{PathEl, Shape};
use dangle_design::project::{
    Charm, Cutouts, HolePlace, HoleShape, HoleSits, OutlineEdit, OutlineStyle, Rim, Size, SizeBy, Spot,
};
use dangle_design::shape::CharmShape;
use dangle_design::units::{Degrees, Mm};
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};
use sound::{art_rings, charm, depth, disc, distance, flat, is_apart, of_alpha, shape_of, subject, winding};

/// How far the border may be off at 50 mm, in mm.
const OFF: f64 = 0.025;
/// No wall beside a cut-out is thinner, in mm, fit and all.
const WALL: f64 = 0.9;

/// A mask that nobody would draw.
#[derive(Clone, Debug)]
enum Mask {
    Noise { width: usize, height: usize, part: u64, seed: u64 },
    Blobs(Vec<(f64, f64, f64)>),
    Rings(Vec<(f64, f64, f64, f64)>),
    Walk { seed: u64, steps: usize },
    Weave { across: usize, down: usize },
    Combs { teeth: usize, thick: usize },
    Pixels(Vec<(usize, usize)>),
    Grey { seed: u64 },
}

impl Mask {
    fn subject(&self) -> Subject {
        let mut state = 0;
        let mut next = move |seed: u64| {
            state = (state ^ seed)
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            state >> 40
        };
        let nearest = |shapes: &mut dyn Iterator<Item = f64>| shapes.fold(f64::NEG_INFINITY, f64::max);
        match self {
            Mask::Noise { width, height, part, seed } => {
                let mut alpha: Vec<u8> =
                    (0..width * height).map(|_| if next(*seed) % 16 < *part { 255 } else { 0 }).collect();
                alpha[width * height / 2] = 255;
                of_alpha(*width, *height, alpha.into_iter())
            }
            Mask::Blobs(blobs) => {
                subject(64, |x, y| nearest(&mut blobs.iter().map(|&(cx, cy, r)| disc(x, y, cx, cy, r))))
            }
            Mask::Rings(rings) => subject(64, |x, y| {
                let ring = |&(cx, cy, r, w): &(f64, f64, f64, f64)| w / 2.0 - (disc(x, y, cx, cy, r)).abs();
                nearest(&mut rings.iter().map(ring))
            }),
            Mask::Walk { seed, steps } => {
                let mut alpha = vec![0; 48 * 48];
                let (mut x, mut y) = (24_usize, 24_usize);
                for _ in 0..*steps {
                    alpha[y * 48 + x] = 255;
                    match next(*seed) % 4 {
                        0 => x = (x + 1).min(46),
                        1 => x = (x - 1).max(1),
                        2 => y = (y + 1).min(46),
                        _ => y = (y - 1).max(1),
                    }
                }
                of_alpha(48, 48, alpha.into_iter())
            }
            Mask::Weave { across, down } => {
                let on = |i: usize| (i % 40) % across == 0 || (i / 40) % down == 0;
                of_alpha(40, 40, (0..1600).map(|i| if on(i) { 255 } else { 0 }))
            }
            Mask::Combs { teeth, thick } => {
                let on = |i: usize| (i / 60) < 6 || (i % 60) % teeth < *thick;
                of_alpha(60, 40, (0..2400).map(|i| if on(i) { 255 } else { 0 }))
            }
            Mask::Pixels(pixels) => {
                let on = |i: usize| pixels.contains(&(i % 32, i / 32));
                of_alpha(32, 32, (0..1024).map(|i| if on(i) { 255 } else { 0 }))
            }
            Mask::Grey { seed } => {
                let mut alpha: Vec<u8> = (0..24 * 24).map(|_| (next(*seed) % 256) as u8).collect();
                alpha[300] = 255;
                of_alpha(24, 24, alpha.into_iter())
            }
        }
    }
}

fn mask() -> impl Strategy<Value = Mask> {
    let place = || -4.0..68.0_f64;
    prop_oneof![
        (1_usize..48, 1_usize..48, 1_u64..16, any::<u64>())
            .prop_map(|(width, height, part, seed)| Mask::Noise { width, height, part, seed }),
        prop::collection::vec((4.0..60.0, 4.0..60.0, 0.8..20.0), 1..7).prop_map(Mask::Blobs),
        prop::collection::vec((place(), place(), 2.0..40.0, 1.0..6.0), 1..5)
            .prop_filter("something shows", |rings| rings
                .iter()
                .any(|r| r.0 > 8.0 && r.0 < 56.0 && r.2 < 30.0))
            .prop_map(Mask::Rings),
        (any::<u64>(), 1_usize..500).prop_map(|(seed, steps)| Mask::Walk { seed, steps }),
        (2_usize..14, 2_usize..14).prop_map(|(across, down)| Mask::Weave { across, down }),
        (2_usize..12, 1_usize..4).prop_map(|(teeth, thick)| Mask::Combs { teeth, thick }),
        prop::collection::vec((0_usize..32, 0_usize..32), 1..8).prop_map(Mask::Pixels),
        any::<u64>().prop_map(|seed| Mask::Grey { seed }),
    ]
}

fn spot() -> impl Strategy<Value = Spot> {
    (-0.3..1.3, -0.3..1.3).prop_map(|(u, v)| Spot { u, v })
}

fn mm(low: f64, high: f64) -> impl Strategy<Value = Mm> {
    (low..high).prop_map(Mm::new)
}

fn edit() -> impl Strategy<Value = OutlineEdit> {
    prop_oneof![
        (spot(), mm(-8.0, 8.0), mm(0.2, 15.0)).prop_map(|(at, by, reach)| OutlineEdit::Pull {
            at,
            by,
            reach
        }),
        (spot(), spot(), mm(0.5, 8.0)).prop_map(|(from, to, width)| OutlineEdit::Bridge { from, to, width }),
        spot().prop_map(|at| OutlineEdit::NoBridge { at }),
        (spot(), mm(0.2, 15.0), mm(0.0, 6.0)).prop_map(|(at, reach, radius)| OutlineEdit::Smooth {
            at,
            reach,
            radius
        }),
        (spot(), mm(0.2, 15.0)).prop_map(|(at, reach)| OutlineEdit::Lock { at, reach }),
    ]
}

fn style() -> impl Strategy<Value = OutlineStyle> {
    prop_oneof![
        3 => Just(OutlineStyle::Border),
        1 => Just(OutlineStyle::Tight),
        1 => Just(OutlineStyle::Soft),
        1 => Just(OutlineStyle::Circle),
        1 => Just(OutlineStyle::Square),
        1 => Just(OutlineStyle::Heart),
        1 => Just(OutlineStyle::Shield),
        1 => Just(OutlineStyle::Ticket),
    ]
}

prop_compose! {
    fn wished()(
        style in style(),
        border in prop_oneof![Just(0.0), 0.0..4.0],
        bleed in 0.0..2.0,
        smoothing in prop_oneof![Just(0.0), 0.0..4.0],
        join in 0.0..6.0,
        least_neck in prop_oneof![Just(0.0), 0.0..4.0],
        kept in any::<bool>(),
        rim in any::<bool>(),
        holes in prop::collection::vec((spot(), any::<bool>(), any::<bool>(), any::<bool>(), -40.0..40.0), 0..3),
        edits in prop::collection::vec(edit(), 0..3),
        length in 26.0..45.0,
    ) -> Charm {
        let mut charm = charm();
        let straight = charm.outline.holes[0];
        let outline = &mut charm.outline;
        (outline.style, outline.border, outline.bleed) = (style, Mm::new(border), Mm::new(bleed));
        (outline.smoothing, outline.join, outline.least_neck) =
            (Mm::new(smoothing), Mm::new(join), Mm::new(least_neck));
        outline.cutouts = if kept { Cutouts::Kept } else { Cutouts::Filled };
        outline.rim = if rim { Rim::White } else { Rim::Clear };
        outline.holes = holes
            .into_iter()
            .map(|(at, near, slot, inside, angle)| {
                let mut hole = straight;
                if near {
                    hole.place = HolePlace::Near { at };
                } else {
                    hole.place = HolePlace::Hang { angle: Degrees::new(angle), shift: Mm::ZERO };
                }
                if slot {
                    hole.shape = HoleShape::Slot { length: Mm::new(6.0), width: Mm::new(2.0) };
                }
                hole.sits = if inside { HoleSits::Inside } else { HoleSits::Tab };
                hole
            })
            .collect();
        outline.edits = edits;
        charm.size = Size { length: Mm::new(length), by: SizeBy::Longest };
        charm
    }
}

fn assert_sound(charm: &Charm, subject: &Subject, shape: &CharmShape) {
    let outline = &shape.outline;
    let cut = flat(&outline.cut);
    assert_eq!(cut.len(), 1, "one ring");
    assert!(matches!(outline.cut.elements().last(), Some(PathEl::ClosePath)), "closed");
    assert!(outline.cut.area() > 0.0, "clockwise");
    let cutouts: Vec<_> = outline.cutouts.iter().map(|cutout| flat(cutout).remove(0)).collect();
    let all: Vec<_> = cut.iter().chain(&cutouts).cloned().collect();
    assert!(is_apart(&all), "no ring crosses itself or another");
    let size = outline.size;
    let longest = size.width.max(size.height);
    assert!((longest - charm.size.length.get()).abs() < 0.02, "{longest} is not {}", charm.size.length);
    for (index, cutout) in cutouts.iter().enumerate() {
        assert!(outline.cutouts[index].area() > 0.5, "cut-outs run clockwise and are worth a cut");
        let others: Vec<_> = all.iter().enumerate().filter(|(other, _)| *other != index + 1).collect();
        for point in cutout.iter().step_by(5) {
            assert_eq!(winding(&cut, *point), 1);
            for (_, other) in &others {
                let wall = distance(std::slice::from_ref(*other), *point);
                assert!(wall > WALL, "{wall} beside a cut-out");
            }
        }
    }
    for hole in &outline.holes {
        assert_eq!(winding(&cut, hole.center), 1, "a hole lies in the material");
        assert!(hole.wall.get() > 0.0, "{hole:?}");
    }
    assert!(outline.area_mm2 > 0.0 && shape.hang.mass_g > 0.0);
    assert_border(charm, subject, shape, &cut);
}

fn assert_border(
    charm: &Charm,
    subject: &Subject,
    shape: &CharmShape,
    cut: &[Vec<dangle_design::kurbo::Point>],
) {
    let moves = |edit: &OutlineEdit| {
        matches!(edit, OutlineEdit::Smooth { .. })
            || matches!(edit, OutlineEdit::Pull { by, .. } if *by < Mm::ZERO)
    };
    let style = charm.outline.style;
    if style == OutlineStyle::Tight || shape.notes.dropped_specks > 0 || charm.outline.edits.iter().any(moves)
    {
        return;
    }
    let art = art_rings(shape, subject);
    let least = charm.outline.border.get() - OFF;
    for point in cut[0].iter().step_by(3) {
        let distance = -depth(&art, *point);
        assert!(distance >= least, "{distance} for {} at {point:?}", charm.outline.border);
    }
}

fn hold(cases: u32, seed: u64) {
    let nightly = std::env::var_os("DANGLE_NIGHTLY").is_some();
    let config = ProptestConfig {
        cases: if nightly { 20 * cases } else { cases },
        rng_seed: if nightly { RngSeed::Random } else { RngSeed::Fixed(seed) },
        max_shrink_iters: 40,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let held = TestRunner::new(config).run(&(mask(), wished()), |(mask, charm)| {
        let subject = mask.subject();
        match shape_of(&charm, &subject) {
            Ok(shape) => assert_sound(&charm, &subject, &shape),
            Err(error) => {
                prop_assert_eq!(error.code(), ErrorCode::Input, "{}", &error);
                prop_assert!(error.hint().is_some());
            }
        }
        Ok(())
    });
    if let Err(error) = held {
        panic!("{error}");
    }
}

#[test]
fn any_mask_and_any_wish_give_one_valid_ring() {
    hold(250, 11);
}

#[test]
fn any_other_mask_and_wish_give_one_valid_ring() {
    hold(250, 23);
}
