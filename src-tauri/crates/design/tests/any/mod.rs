//! Masks that nobody would draw and wishes that nobody would have, all of them legal.
#![allow(dead_code, reason = "a test file that uses all of it would fulfil no expectation")]

pub(crate) mod promise;

use dangle_design::artwork::Subject;
use dangle_design::project::{
    Charm, Cutouts, HolePlace, HoleShape, HoleSits, OutlineEdit, OutlineStyle, Rim, Size, SizeBy, Spot,
};
use dangle_design::units::{Degrees, Mm};
use proptest::prelude::*;

use crate::sound::{charm, disc, of_alpha, subject};

/// A mask.
#[derive(Clone, Debug)]
pub(crate) enum Mask {
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
    pub(crate) fn subject(&self) -> Subject {
        let nearest = |shapes: &mut dyn Iterator<Item = f64>| shapes.fold(f64::NEG_INFINITY, f64::max);
        let grid = |width: usize, height: usize, on: &dyn Fn(usize, usize) -> bool| {
            let alpha = |i: usize| if on(i % width, i / width) { 255 } else { 0 };
            of_alpha(width, height, (0..width * height).map(alpha))
        };
        match self {
            Mask::Noise { width, height, part, seed } => {
                let mut random = Random::new(*seed);
                let mut alpha: Vec<u8> =
                    (0..width * height).map(|_| if random.below(16) < *part { 255 } else { 0 }).collect();
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
            Mask::Walk { seed, steps } => walk(*seed, *steps),
            Mask::Weave { across, down } => grid(40, 40, &|x, y| x % across == 0 || y % down == 0),
            Mask::Combs { teeth, thick } => grid(60, 40, &|x, y| y < 6 || x % teeth < *thick),
            Mask::Pixels(pixels) => grid(32, 32, &|x, y| pixels.contains(&(x, y))),
            Mask::Grey { seed } => {
                let mut random = Random::new(*seed);
                let mut alpha: Vec<u8> = (0..24 * 24).map(|_| random.below(256) as u8).collect();
                alpha[300] = 255;
                of_alpha(24, 24, alpha.into_iter())
            }
        }
    }
}

fn walk(seed: u64, steps: usize) -> Subject {
    let (mut random, mut alpha) = (Random::new(seed), vec![0; 48 * 48]);
    let (mut x, mut y) = (24_usize, 24_usize);
    for _ in 0..steps {
        alpha[y * 48 + x] = 255;
        match random.below(4) {
            0 => x = (x + 1).min(46),
            1 => x = (x - 1).max(1),
            2 => y = (y + 1).min(46),
            _ => y = (y - 1).max(1),
        }
    }
    of_alpha(48, 48, alpha.into_iter())
}

/// The same numbers on every machine (D. E. Knuth's MMIX).
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Random {
        Random(seed)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) % limit
    }
}

/// A correction by hand: spots are shares of the artwork, lengths are mm.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Touch {
    Pull { at: (f64, f64), by: f64, reach: f64 },
    Bridge { from: (f64, f64), to: (f64, f64), width: f64 },
    NoBridge { at: (f64, f64) },
    Smooth { at: (f64, f64), reach: f64, radius: f64 },
    Lock { at: (f64, f64), reach: f64 },
}

impl Touch {
    fn edit(self) -> OutlineEdit {
        match self {
            Touch::Pull { at, by, reach } => {
                OutlineEdit::Pull { at: spot(at), by: Mm::new(by), reach: Mm::new(reach) }
            }
            Touch::Bridge { from, to, width } => {
                OutlineEdit::Bridge { from: spot(from), to: spot(to), width: Mm::new(width) }
            }
            Touch::NoBridge { at } => OutlineEdit::NoBridge { at: spot(at) },
            Touch::Smooth { at, reach, radius } => {
                OutlineEdit::Smooth { at: spot(at), reach: Mm::new(reach), radius: Mm::new(radius) }
            }
            Touch::Lock { at, reach } => OutlineEdit::Lock { at: spot(at), reach: Mm::new(reach) },
        }
    }
}

fn spot((u, v): (f64, f64)) -> Spot {
    Spot { u, v }
}

/// A hole near a place, or by which the charm hangs at an angle.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hole {
    pub(crate) at: Option<(f64, f64)>,
    pub(crate) angle: f64,
    pub(crate) slot: bool,
    pub(crate) inside: bool,
}

/// What is wanted of an outline; lengths in mm.
#[derive(Clone, Debug)]
pub(crate) struct Wished {
    pub(crate) style: OutlineStyle,
    pub(crate) border: f64,
    pub(crate) bleed: f64,
    pub(crate) smoothing: f64,
    pub(crate) join: f64,
    pub(crate) least_neck: f64,
    pub(crate) kept: bool,
    pub(crate) rim: bool,
    pub(crate) holes: Vec<Hole>,
    pub(crate) touches: Vec<Touch>,
    pub(crate) length: f64,
}

impl Wished {
    pub(crate) fn charm(&self) -> Charm {
        let mut charm = charm();
        let straight = charm.outline.holes[0];
        let outline = &mut charm.outline;
        (outline.style, outline.border, outline.bleed) =
            (self.style, Mm::new(self.border), Mm::new(self.bleed));
        (outline.smoothing, outline.join, outline.least_neck) =
            (Mm::new(self.smoothing), Mm::new(self.join), Mm::new(self.least_neck));
        outline.cutouts = if self.kept { Cutouts::Kept } else { Cutouts::Filled };
        outline.rim = if self.rim { Rim::White } else { Rim::Clear };
        let hole = |wanted: &Hole| {
            let mut hole = straight;
            hole.place = match wanted.at {
                Some(at) => HolePlace::Near { at: spot(at) },
                None => HolePlace::Hang { angle: Degrees::new(wanted.angle), shift: Mm::ZERO },
            };
            if wanted.slot {
                hole.shape = HoleShape::Slot { length: Mm::new(6.0), width: Mm::new(2.0) };
            }
            hole.sits = if wanted.inside { HoleSits::Inside } else { HoleSits::Tab };
            hole
        };
        outline.holes = self.holes.iter().map(hole).collect();
        outline.edits = self.touches.iter().map(|touch| touch.edit()).collect();
        charm.size = Size { length: Mm::new(self.length), by: SizeBy::Longest };
        charm
    }
}

pub(crate) fn mask() -> impl Strategy<Value = Mask> {
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

fn somewhere() -> impl Strategy<Value = (f64, f64)> {
    (-0.3..1.3, -0.3..1.3)
}

fn touch() -> impl Strategy<Value = Touch> {
    prop_oneof![
        (somewhere(), -8.0..8.0, 0.2..15.0).prop_map(|(at, by, reach)| Touch::Pull { at, by, reach }),
        (somewhere(), somewhere(), 0.5..8.0).prop_map(|(from, to, width)| Touch::Bridge { from, to, width }),
        somewhere().prop_map(|at| Touch::NoBridge { at }),
        (somewhere(), 0.2..15.0, 0.0..6.0).prop_map(|(at, reach, radius)| Touch::Smooth {
            at,
            reach,
            radius
        }),
        (somewhere(), 0.2..15.0).prop_map(|(at, reach)| Touch::Lock { at, reach }),
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

fn hole() -> impl Strategy<Value = Hole> {
    (prop::option::of(somewhere()), -40.0..40.0, any::<bool>(), any::<bool>())
        .prop_map(|(at, angle, slot, inside)| Hole { at, angle, slot, inside })
}

prop_compose! {
    pub(crate) fn wished()(
        style in style(),
        border in prop_oneof![Just(0.0), 0.0..4.0],
        bleed in 0.0..2.0,
        smoothing in prop_oneof![Just(0.0), 0.0..4.0],
        join in 0.0..6.0,
        least_neck in prop_oneof![Just(0.0), 0.0..4.0],
        kept in any::<bool>(),
        rim in any::<bool>(),
        holes in prop::collection::vec(hole(), 0..3),
        touches in prop::collection::vec(touch(), 0..3),
        length in 26.0..45.0,
    ) -> Wished {
        Wished { style, border, bleed, smoothing, join, least_neck, kept, rim, holes, touches, length }
    }
}
