//! Pictures drawn by code, each another one, the same on every machine.

use dangle_design::artwork::Subject;

use crate::sound::{bar, disc, of_alpha, subject};

/// Numbers that look random and follow from a seed (`SplitMix64`, <https://prng.di.unimi.it/splitmix64.c>).
struct Chance(u64);

impl Chance {
    fn of(kind: u64, index: u64) -> Chance {
        Chance(kind << 32 | index)
    }

    fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * (self.number() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, past: u64) -> usize {
        (self.number() % past) as usize
    }
}

/// A symmetric figure of 8 to 32 square pixels a side, at its own size or enlarged, hard edged.
pub(crate) fn pixel_art(index: u64) -> (String, Subject) {
    let mut chance = Chance::of(1, index);
    let side = 8 + 8 * (index as usize % 4);
    let zoom = [1, 4, 12][index as usize % 3];
    let mut on = vec![false; side * side];
    for y in 0..side {
        for x in 0..side / 2 {
            let middle = 1.0 - (y as f64 / side as f64 - 0.5).abs();
            let filled = chance.between(0.0, 1.0) < middle * (x as f64 + 1.0) / (side as f64 / 3.0);
            on[y * side + x] = filled;
            on[y * side + side - 1 - x] = filled;
        }
    }
    on[side * side / 2 + side / 2] = true;
    let wide = side * zoom;
    let alpha = (0..wide * wide).map(|at| on[at / wide / zoom * side + at % wide / zoom]);
    (format!("sprite {index}"), of_alpha(wide, wide, alpha.map(|on| if on { 255 } else { 0 })))
}

/// A figure as a phone cuts it out: soft edges of several pixels, uneven from noise in the alpha.
pub(crate) fn photo(index: u64) -> (String, Subject) {
    const SIDE: usize = 360;
    let mut chance = Chance::of(2, index);
    let waves: Vec<[f64; 3]> = (2..9)
        .map(|n| [f64::from(n), chance.between(0.0, 24.0 / f64::from(n)), chance.between(0.0, 6.3)])
        .collect();
    let soft = chance.between(1.0, 7.0);
    let noise = chance.between(0.0, 0.35);
    let alpha: Vec<u8> = (0..SIDE * SIDE)
        .map(|at| {
            let (x, y) = ((at % SIDE) as f64 - 180.0, (at / SIDE) as f64 - 180.0);
            let turn = y.atan2(x);
            let edge: f64 =
                120.0 + waves.iter().map(|[n, high, from]| high * (n * turn + from).sin()).sum::<f64>();
            let cover = ((edge - x.hypot(y)) / soft + 0.5).clamp(0.0, 1.0);
            let grain = chance.between(-noise, noise) * 4.0 * cover * (1.0 - cover);
            ((cover + grain).clamp(0.0, 1.0) * 255.0) as u8
        })
        .collect();
    (format!("photo {index}"), of_alpha(SIDE, SIDE, alpha.into_iter()))
}

type Spot = (f64, f64);

/// Strokes from spot to spot, each as wide as it says.
fn strokes(size: usize, lines: &[(Vec<Spot>, f64)]) -> Subject {
    subject(size, |x, y| {
        let line = |(spots, radius): &(Vec<Spot>, f64)| {
            spots.windows(2).map(|ends| bar(x, y, ends[0], ends[1], *radius)).fold(f64::MIN, f64::max)
        };
        lines.iter().map(line).fold(f64::MIN, f64::max)
    })
}

/// A drawing in pen: strokes that cross, corners and open ends.
pub(crate) fn line_art(index: u64) -> (String, Subject) {
    let mut chance = Chance::of(3, index);
    let mut lines = Vec::new();
    for _ in 0..3 + chance.below(4) {
        let spot = |chance: &mut Chance| (chance.between(20.0, 280.0), chance.between(20.0, 280.0));
        let spots = (0..2 + chance.below(4)).map(|_| spot(&mut chance)).collect();
        lines.push((spots, chance.between(1.0, 6.0)));
    }
    (format!("drawing {index}"), strokes(300, &lines))
}

/// A ball of hair: strands that taper, bend and end in the open.
pub(crate) fn hair(index: u64) -> (String, Subject) {
    let mut chance = Chance::of(4, index);
    let mut lines = Vec::new();
    let count = 20 + chance.below(40);
    for strand in 0..count {
        let turn = strand as f64 / count as f64 * std::f64::consts::TAU;
        let (bend, length) = (chance.between(-0.5, 0.5), chance.between(60.0, 130.0));
        let at = |part: f64| {
            let (turn, far) = (turn + bend * part * part, 60.0 + (length - 60.0) * part);
            (150.0 + far * turn.cos(), 150.0 + far * turn.sin())
        };
        for part in 0..5 {
            let (from, to) = (f64::from(part) / 5.0, f64::from(part + 1) / 5.0);
            lines.push((vec![at(from), at(to)], 2.5 * (1.0 - from) + 0.4));
        }
    }
    let strands = strokes(300, &lines);
    let alpha = strands.picture.rgba().iter().skip(3).step_by(4).enumerate().map(|(at, &strand)| {
        let head = disc((at % 300) as f64 + 0.5, (at / 300) as f64 + 0.5, 150.0, 150.0, 64.0);
        strand.max(((head + 0.5).clamp(0.0, 1.0) * 255.0) as u8)
    });
    (format!("hair {index}"), of_alpha(300, 300, alpha))
}

/// A figure among dust and crumbs, some too small for a border and some just large enough.
pub(crate) fn specks(index: u64) -> (String, Subject) {
    let mut chance = Chance::of(5, index);
    let crumbs: Vec<[f64; 3]> = (0..5 + chance.below(60))
        .map(|_| [chance.between(5.0, 295.0), chance.between(5.0, 295.0), chance.between(0.2, 2.5)])
        .collect();
    let radius = chance.between(30.0, 90.0);
    let of = |x: f64, y: f64| {
        let figure = disc(x, y, 150.0, 150.0, radius);
        crumbs.iter().map(|&[cx, cy, r]| disc(x, y, cx, cy, r)).fold(figure, f64::max)
    };
    (format!("specks {index}"), subject(300, of))
}

/// Rings beside, through and within each other.
pub(crate) fn rings(index: u64) -> (String, Subject) {
    let mut chance = Chance::of(6, index);
    let all: Vec<[f64; 4]> = (0..=chance.below(5))
        .map(|_| {
            let radius = chance.between(15.0, 100.0);
            [chance.between(110.0, 190.0), chance.between(110.0, 190.0), radius, chance.between(1.0, 9.0)]
        })
        .collect();
    let of = |x: f64, y: f64| {
        let ring = |&[cx, cy, r, w]: &[f64; 4]| w / 2.0 - disc(x, y, cx, cy, r).abs();
        all.iter().map(ring).fold(f64::MIN, f64::max)
    };
    (format!("rings {index}"), subject(300, of))
}

/// Lines one pixel wide: straight, slanted, stepped and round, hard edged.
pub(crate) fn thin_lines(index: u64) -> (String, Subject) {
    const SIDE: usize = 200;
    let mut chance = Chance::of(7, index);
    let mut alpha = vec![0; SIDE * SIDE];
    let mut dot =
        |x: f64, y: f64| alpha[(y as usize).min(SIDE - 1) * SIDE + (x as usize).min(SIDE - 1)] = 255;
    for _ in 0..=chance.below(5) {
        let [x, y, u, v] = [0; 4].map(|_| chance.between(10.0, 190.0));
        let round = chance.below(3) == 0;
        for step in 0..2_000 {
            let part = f64::from(step) / 2_000.0;
            if round {
                let (sin, cos) = (part * std::f64::consts::TAU).sin_cos();
                dot(100.0 + (x - 100.0).abs() * cos, 100.0 + (y - 100.0).abs() * sin);
            } else {
                dot(x + (u - x) * part, y + (v - y) * part);
            }
        }
    }
    (format!("lines {index}"), of_alpha(SIDE, SIDE, alpha.into_iter()))
}
