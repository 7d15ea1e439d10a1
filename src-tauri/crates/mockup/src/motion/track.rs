//! Tracks: where everything is at each frame of a motion.

use dangle_design::{Error, Result};
use kurbo::Vec2;

use super::drive::{Chance, Drive, Motion, Start, Swing};
use super::linkage::Linkage;
use super::run::{Recorder, STEPS};
use super::state::RigState;
use super::world::{GRAVITY, State, World};

/// Seconds a set is shaken before a walk or ride is recorded, so that it moves alike from loop to loop.
const WARM_UP: f64 = 5.0;
/// Longest time over which the end of a walk or ride is led into its beginning.
const LED_OVER: f64 = 1.0;
/// Share of a shared swing over which it is calmed, so that it ends where it began.
const CALMED: f64 = 0.5;
/// The hardest nudge, in mm/s: a flick of the finger.
const HARDEST: f64 = 2500.0;
/// The fastest twist a nudge gives, in degrees a second.
const FASTEST_TWIST: f64 = 900.0;

/// How many frames, and how many of them a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    frames: u32,
    fps: u32,
}

/// A motion as it was recorded: the state at each frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    timing: Timing,
    loops: bool,
    states: Vec<State>,
}

/// What is asked of a track.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Take {
    /// What moves the charms.
    pub motion: Motion,
    /// Small differences from charm to charm follow from it.
    pub seed: u64,
    /// How long, and how often it is sampled.
    pub timing: Timing,
    /// Whether the last frame leads into the first one. A walk or ride always does.
    pub loops: bool,
}

/// A push by the pointer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nudge {
    /// Which rig.
    pub rig: usize,
    /// Which of its charms, the one nearest to the carrier first.
    pub charm: usize,
    /// The speed it adds to the charm's centre of mass, in mm/s.
    pub push: Vec2,
    /// The speed it adds to the twist, in degrees a second.
    pub twist: f64,
}

impl Timing {
    /// The most frames: 20 seconds at 60 a second.
    pub const MOST_FRAMES: u32 = 1200;
    /// The most frames a second: the fastest screens of laptops.
    pub const MOST_FPS: u32 = 120;

    /// # Errors
    /// `Input` when there is no frame, or more than [`Timing::MOST_FRAMES`] or [`Timing::MOST_FPS`].
    pub fn new(frames: u32, fps: u32) -> Result<Timing> {
        if !(1..=Timing::MOST_FRAMES).contains(&frames) {
            let hint = format!("Ask for 1 to {} frames.", Timing::MOST_FRAMES);
            return Err(Error::input(format!("the motion has {frames} frames"), hint));
        }
        if !(1..=Timing::MOST_FPS).contains(&fps) {
            let hint = format!("Ask for 1 to {} frames a second.", Timing::MOST_FPS);
            return Err(Error::input(format!("the motion has {fps} frames a second"), hint));
        }
        Ok(Timing { frames, fps })
    }

    /// How many frames.
    #[must_use]
    pub fn frames(self) -> u32 {
        self.frames
    }

    /// How many of them a second.
    #[must_use]
    pub fn fps(self) -> u32 {
        self.fps
    }

    /// How long they last.
    #[must_use]
    pub fn seconds(self) -> f64 {
        f64::from(self.frames) / f64::from(self.fps)
    }

    /// The whole steps before a frame, and the share of the next one.
    fn steps(self, frame: u64) -> (u64, f64) {
        let (steps, fps) = (frame * STEPS, u64::from(self.fps));
        (steps / fps, (steps % fps) as f64 / fps as f64)
    }
}

impl Track {
    /// How many frames it has, and how many a second.
    #[must_use]
    pub fn timing(&self) -> Timing {
        self.timing
    }

    /// Whether the last frame leads into the first one.
    #[must_use]
    pub fn loops(&self) -> bool {
        self.loops
    }

    /// The state at a frame; at the last one for later frames.
    #[must_use]
    pub fn state(&self, frame: usize) -> &State {
        &self.states[frame.min(self.states.len() - 1)]
    }
}

impl World {
    /// How the set moves, from rest.
    ///
    /// # Errors
    /// `Input` when the swing names a rig that is not there, or begins too far from straight down.
    pub fn track(&self, take: &Take) -> Result<Track> {
        match take.motion {
            Motion::Swing(swing) => self.swing(swing, take),
            Motion::Walk | Motion::Bus => Ok(self.shaken(take)),
        }
    }

    /// How the set goes on from `state` when a charm is nudged, until all is at rest or `timing` ends.
    ///
    /// # Errors
    /// `Input` when the nudge is not a number, or names a charm that is not there.
    pub fn nudge(&self, state: &State, nudge: Nudge, timing: Timing) -> Result<Track> {
        let mut state = self.fitting(state)?;
        let linkage = self.rig(nudge.rig)?;
        if nudge.charm >= linkage.charms() {
            let message = format!("there is no charm {} on that ring", nudge.charm);
            return Err(Error::input(message, "Nudge a charm that is there."));
        }
        if !(nudge.push.is_finite() && nudge.twist.is_finite()) {
            return Err(Error::input("the nudge is not a number", "Give a speed in mm/s."));
        }
        let push = nudge.push * (HARDEST / nudge.push.hypot().max(HARDEST));
        let rig = &mut state.rigs[nudge.rig];
        linkage.fling(rig, nudge.charm, push);
        rig.yaw_speeds[nudge.charm] += nudge.twist.clamp(-FASTEST_TWIST, FASTEST_TWIST).to_radians();
        let mut recorder = Recorder::new(self, state, Drive::none());
        let mut states = Vec::new();
        for frame in 0..u64::from(timing.frames) {
            states.push(recorder.at(timing.steps(frame)));
            if frame > 0 && states[frame as usize].is_at_rest() {
                break;
            }
        }
        let timing = Timing { frames: states.len() as u32, ..timing };
        Ok(Track { timing, loops: false, states })
    }

    fn swing(&self, swing: Swing, take: &Take) -> Result<Track> {
        if let Some(rig) = swing.rig {
            self.rig(rig)?;
        }
        let (Start::LetGo(lean) | Start::Pushed(lean)) = swing.start;
        if lean.get().abs() > Swing::FARTHEST.get() {
            let message = format!("the swing begins {}° from straight down", lean.get());
            return Err(Error::input(message, format!("Give at most {}°.", Swing::FARTHEST.get())));
        }
        let start = self.begin(swing, take.seed);
        let still = State { rigs: start.rigs.iter().map(RigState::stopped).collect(), ..start.clone() };
        let mut recorder = Recorder::new(self, start, Drive::none());
        let frames = u64::from(take.timing.frames);
        let state = |frame: u64| {
            let state = recorder.at(take.timing.steps(frame));
            let late = (frame as f64 / frames as f64 - (1.0 - CALMED)) / CALMED;
            if take.loops && late > 0.0 { state.blend(&still, smooth(late)) } else { state }
        };
        Ok(Track { timing: take.timing, loops: take.loops, states: (0..frames).map(state).collect() })
    }

    /// The state in which a swing begins.
    fn begin(&self, swing: Swing, seed: u64) -> State {
        let swings = |rig: usize| swing.rig.is_none_or(|only| only == rig);
        match swing.start {
            Start::LetGo(lean) => {
                let (sin, cos) = libm::sincos(lean.radians());
                let held = Vec2::new(sin, cos) * GRAVITY.y;
                let pull = |rig: usize| if swings(rig) { held } else { GRAVITY };
                self.settled(&(0..self.linkages.len()).map(pull).collect::<Vec<_>>())
            }
            Start::Pushed(lean) => {
                let mut state = self.rest().clone();
                let mut chance = Chance::new(seed ^ 0x5157_494E);
                for (rig, linkage) in self.linkages.iter().enumerate() {
                    let (hard, twist) = (1.0 + 0.2 * chance.either(), 2.2 * chance.either());
                    if swings(rig) {
                        linkage.push(&mut state.rigs[rig], lean.radians() * hard);
                        state.rigs[rig].yaw_speeds.iter_mut().for_each(|speed| *speed += twist);
                    }
                }
                state
            }
        }
    }

    /// A walk or a ride: recorded once the set moves alike from loop to loop, the end led into the beginning.
    fn shaken(&self, take: &Take) -> Track {
        let (timing, frames) = (take.timing, u64::from(take.timing.frames));
        let drive = Drive::new(take.motion, take.seed, timing.seconds(), self.linkages.len());
        let mut recorder = Recorder::new(self, self.rest().clone(), drive);
        let warm = frames * (WARM_UP / timing.seconds()).ceil().max(1.0) as u64;
        let mut states: Vec<State> =
            (0..frames).map(|frame| recorder.at(timing.steps(warm + frame))).collect();
        let led = LED_OVER.min(timing.seconds() / 3.0) * f64::from(timing.fps);
        for frame in 0..(led.ceil() as u64).min(frames) {
            let goes_on = recorder.at(timing.steps(warm + frames + frame));
            let state = &mut states[frame as usize];
            *state = goes_on.blend(state, smooth(frame as f64 / led));
        }
        Track { timing, loops: true, states }
    }

    fn rig(&self, rig: usize) -> Result<&Linkage> {
        let missing = || {
            let message = format!("there is no rig {rig}: {} hang here", self.linkages.len());
            Error::input(message, "Name one that hangs in the scene.")
        };
        self.linkages.get(rig).ok_or_else(missing)
    }

    /// The state, if it is one of this world.
    fn fitting(&self, state: &State) -> Result<State> {
        let fits = state.rigs.len() == self.linkages.len()
            && state.rigs.iter().zip(&self.linkages).all(|(rig, linkage)| {
                rig.angles.len() == linkage.count() && rig.yaws.len() == linkage.charms()
            });
        if fits {
            return Ok(state.clone());
        }
        Err(Error::input("the charms were hung anew since they moved", "Begin again from rest."))
    }
}

impl State {
    /// The state between this and `other`, which it becomes at 1.
    fn blend(&self, other: &State, share: f64) -> State {
        let rigs = self.rigs.iter().zip(&other.rigs);
        let rigs = rigs.map(|(rig, other)| rig.blend(other, share)).collect();
        State { rigs, pushed: other.pushed.clone() }
    }
}

/// From 0 to 1 without a jerk at either end.
fn smooth(share: f64) -> f64 {
    share * share * (3.0 - 2.0 * share)
}
