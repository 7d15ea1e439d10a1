//! What makes charms move: a push or a lean, a walk, a bus.

use std::f64::consts::TAU;

use dangle_design::units::Degrees;
use kurbo::Vec2;

/// Steps a second of a person who walks at ease (Winter, Biomechanics and Motor Control: 1.7 to 2.0).
const STEPS_A_SECOND: f64 = 1.9;
/// How hard a bag on the shoulder bounces at each step, in mm/s²: a quarter of gravity, as trunks do (Kavanagh
/// and Menz 2008).
const BOUNCE: f64 = 2600.0;
/// How hard it sways from side to side at each stride, in mm/s².
const SWAY: f64 = 1200.0;
/// A bus brakes about this often in the picture, in seconds.
const BRAKES_EVERY: f64 = 5.0;
/// How long it brakes.
const BRAKES_FOR: f64 = 1.6;
/// How hard, in mm/s²: standing passengers are braked by 1 to 1.5 m/s².
const BRAKING: f64 = 1250.0;
/// It meets a bump about this often, in seconds.
const BUMPS_EVERY: f64 = 1.3;
/// How long a bump is felt.
const BUMPS_FOR: f64 = 0.45;
/// How hard it lifts, in mm/s², and how often its springs swing in a second.
const BUMP: (f64, f64) = (3200.0, 6.0);
/// How hard a sideways push twists a charm that is not quite even, in rad/s² a mm/s².
const UNEVEN: f64 = 1.1e-3;

/// How charms are set in motion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Motion {
    /// Once, then they swing out.
    Swing(Swing),
    /// By the steps of a person who carries the bag.
    Walk,
    /// By a bus that brakes and meets bumps.
    Bus,
}

/// A swing from rest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Swing {
    /// How it begins.
    pub start: Start,
    /// Which rig; all when there is none.
    pub rig: Option<usize>,
}

/// How a swing begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Start {
    /// Held to the right by so much, at rest, and let go.
    LetGo(Degrees),
    /// Pushed to the right, hard enough to swing about so far.
    Pushed(Degrees),
}

impl Swing {
    /// All charms, pushed as by a turn of the body: what a picture to share shows.
    pub const SHARED: Swing = Swing { start: Start::Pushed(Degrees::new(16.0)), rig: None };
    /// No swing begins farther from straight down, in degrees: beyond, hardware hangs slack.
    pub const FARTHEST: Degrees = Degrees::new(80.0);
}

/// How the carrier is shaken during one loop of a motion.
pub(super) struct Drive {
    seconds: f64,
    shakes: Vec<Shake>,
    /// Taken off, so that the carrier keeps its speed from loop to loop.
    mean: Vec2,
    /// Each rig's unevenness, below zero for one that twists the other way.
    uneven: Vec<f64>,
}

/// One cause of shaking.
enum Shake {
    /// Along `along`, in mm/s², so many whole times a loop.
    Wave { along: Vec2, times: f64, phase: f64 },
    /// One smooth pulse.
    Pulse { along: Vec2, at: f64, lasts: f64 },
    /// A blow, and springs that swing out.
    Blow { along: Vec2, at: f64, lasts: f64, beats: f64 },
}

impl Drive {
    /// No shaking at all.
    pub(super) fn none() -> Drive {
        Drive { seconds: 1.0, shakes: Vec::new(), mean: Vec2::ZERO, uneven: Vec::new() }
    }

    /// The shaking of `motion` over a loop; none in a swing.
    pub(super) fn new(motion: Motion, seed: u64, seconds: f64, rigs: usize) -> Drive {
        let mut chance = Chance::new(seed);
        let uneven = (0..rigs).map(|_| chance.either()).collect();
        let shakes = match motion {
            Motion::Swing(_) => Vec::new(),
            Motion::Walk => walk(seconds, &mut chance),
            Motion::Bus => bus(seconds, &mut chance),
        };
        let mut drive = Drive { seconds, shakes, mean: Vec2::ZERO, uneven };
        drive.mean = drive.average();
        drive
    }

    /// Whether nothing shakes.
    pub(super) fn is_none(&self) -> bool {
        self.shakes.is_empty()
    }

    /// How the carrier is pushed at a time, in mm/s².
    pub(super) fn push(&self, time: f64) -> Vec2 {
        let sum = self.shakes.iter().fold(Vec2::ZERO, |sum, shake| sum + shake.push(time, self.seconds));
        sum - self.mean
    }

    /// How that twists the charms of a rig, in rad/s².
    pub(super) fn twist(&self, rig: usize, push: Vec2) -> f64 {
        self.uneven.get(rig).map_or(0.0, |uneven| push.x * UNEVEN * uneven)
    }

    fn average(&self) -> Vec2 {
        /// Enough for pulses of a tenth of a loop.
        const SAMPLES: u32 = 512;
        let time = |sample: u32| self.seconds * f64::from(sample) / f64::from(SAMPLES);
        let sum = (0..SAMPLES).fold(Vec2::ZERO, |sum, sample| sum + self.push(time(sample)));
        sum / f64::from(SAMPLES)
    }
}

impl Shake {
    fn push(&self, time: f64, loop_seconds: f64) -> Vec2 {
        let since = |at: f64| (time - at).rem_euclid(loop_seconds);
        match *self {
            Shake::Wave { along, times, phase } => {
                along * libm::cos(TAU * (times * time / loop_seconds + phase))
            }
            Shake::Pulse { along, at, lasts } => {
                let share = since(at) / lasts;
                if share < 1.0 { along * (0.5 - 0.5 * libm::cos(TAU * share)) } else { Vec2::ZERO }
            }
            Shake::Blow { along, at, lasts, beats } => {
                let share = since(at) / lasts;
                let fades = 1.0 - share;
                if share < 1.0 {
                    along * (fades * fades * libm::sin(TAU * beats * share))
                } else {
                    Vec2::ZERO
                }
            }
        }
    }
}

/// Bounce twice and sway once a stride; as many whole strides as fit best, softer where they are hurried.
fn walk(seconds: f64, chance: &mut Chance) -> Vec<Shake> {
    let strides = (seconds * STEPS_A_SECOND / 2.0).round().max(1.0);
    let ease = (seconds * STEPS_A_SECOND / (2.0 * strides)).min(1.0);
    let ease = ease * ease;
    let phase = chance.share();
    let wave = |x: f64, y: f64, times: f64, phase: f64| Shake::Wave {
        along: Vec2::new(x, y) * ease,
        times: times * strides,
        phase,
    };
    vec![
        wave(SWAY, 0.0, 1.0, phase),
        wave(0.18 * SWAY, 0.0, 3.0, 3.0 * phase + 0.1 * chance.either()),
        wave(0.0, BOUNCE, 2.0, 2.0 * phase + 0.05 * chance.either()),
        // The heel's blow.
        wave(0.0, 0.3 * BOUNCE, 4.0, 4.0 * phase + 0.15),
    ]
}

/// Slow braking, bumps now and then, and the rocking they leave.
fn bus(seconds: f64, chance: &mut Chance) -> Vec<Shake> {
    let count = |every: f64| (seconds / every).round().max(1.0);
    let mut shakes = Vec::new();
    let brakes = count(BRAKES_EVERY);
    for brake in 0..brakes as usize {
        let at = seconds * (brake as f64 + 0.3 * chance.share()) / brakes;
        let along = Vec2::new(BRAKING * (1.0 + 0.2 * chance.either()), 0.0);
        shakes.push(Shake::Pulse { along, at, lasts: BRAKES_FOR.min(0.45 * seconds / brakes) });
    }
    let bumps = count(BUMPS_EVERY);
    for bump in 0..bumps as usize {
        let at = seconds * (bump as f64 + 0.25 + 0.5 * chance.share()) / bumps;
        let hard = 0.7 + 0.3 * chance.either();
        let lasts = BUMPS_FOR.min(0.9 * seconds);
        let up = Vec2::new(0.0, BUMP.0 * hard);
        shakes.push(Shake::Blow { along: up, at, lasts, beats: BUMP.1 * lasts });
        let rock = Vec2::new(450.0 * hard * chance.either().signum(), 0.0);
        shakes.push(Shake::Blow { along: rock, at, lasts: (3.0 * BUMPS_FOR).min(0.9 * seconds), beats: 2.0 });
    }
    shakes
}

/// Numbers that look like chance and follow from a seed (`SplitMix64`, Steele and others 2014).
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    /// From 0 to 1.
    pub(super) fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((bits ^ (bits >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// From -1 to 1.
    pub(super) fn either(&mut self) -> f64 {
        2.0 * self.share() - 1.0
    }
}
