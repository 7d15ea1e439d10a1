//! Charms in motion: worked out as a whole, so that the window only plays it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use dangle_design::id::{PlacementId, SceneId};
use dangle_design::project::{Charm, Scene};
use dangle_design::units::Rgb;
use dangle_design::{Error, Result};
use dangle_mockup::motion::{Take, Timing, Track};
use dangle_mockup::scene::{HungPose, Leaning, Moving};
use rayon::prelude::*;

use super::Workbench;
use super::mockup::{charms_of, input};
use crate::cache::Cache;
use crate::motion::{Moment, MotionOrder, MotionView, MovedView, PushOrder};
use crate::pictures::content_key;

/// Frames a second: what most screens show. What lies between is joined smoothly.
const FPS: u32 = 60;
/// A charm that was pushed has come to rest by then, in seconds.
const LONGEST_SWING: u32 = 20;
/// Longest loop of a motion, in seconds.
const LONGEST_LOOP: f64 = 20.0;
/// Scenes whose charms are kept as things that move.
const SCENES_KEPT: usize = 8;
/// Motions kept, to go on from: the one that is played, and some that may come back.
const MOTIONS_KEPT: usize = 8;

/// What moves, and how it last moved.
pub(super) struct Motions {
    scenes: Cache<String, Arc<Moving>>,
    played: Cache<u32, Arc<Track>>,
    last: AtomicU32,
}

impl Default for Motions {
    fn default() -> Self {
        Motions {
            scenes: Cache::new(SCENES_KEPT),
            played: Cache::new(MOTIONS_KEPT),
            last: AtomicU32::default(),
        }
    }
}

impl Workbench {
    /// How a scene's charms move; the motion leads into itself after `seconds`. A written film of the same length
    /// and seed shows the same poses at the same times.
    ///
    /// # Errors
    /// `NotFound` when the scene, or a thing it names, is not there; `Input` for a length that cannot be.
    pub fn start_motion(&self, id: &SceneId, motion: &MotionOrder) -> Result<MotionView> {
        let MotionOrder { motion, seconds, seed } = *motion;
        if !(0.5..=LONGEST_LOOP).contains(&seconds) {
            let hint = format!("Give 0.5 to {LONGEST_LOOP} seconds.");
            return Err(Error::input(format!("the motion lasts {seconds} seconds"), hint));
        }
        let moving = self.moving_of(id)?;
        let timing = Timing::new((seconds * f64::from(FPS)).round() as u32, FPS)?;
        let track =
            moving.track(&Take { motion: motion.into(), seed: u64::from(seed), timing, loops: true })?;
        Ok(self.played(&moving, track))
    }

    /// How a scene's charms go on when one is pushed, until all hang still.
    ///
    /// # Errors
    /// As [`Workbench::start_motion`]; `Input` when the push is not a number.
    pub fn push_charm(&self, id: &SceneId, push: &PushOrder) -> Result<MotionView> {
        let moving = self.moving_of(id)?;
        let from =
            push.from.and_then(|Moment { motion, frame }| Some((self.motions.played.get(&motion)?, frame)));
        let from = from.as_ref().map(|(track, frame)| (track.as_ref(), *frame as usize));
        let timing = Timing::new(LONGEST_SWING * FPS, FPS)?;
        let track = moving.pushed(from, &push.into(), timing)?;
        Ok(self.played(&moving, track))
    }

    /// How each placement leans at rest, of those that do not hang as they would alone.
    ///
    /// None, where they cannot hang together at all: each is then shown as it hangs alone, so that the person can
    /// take it off; a picture that is written says what is wrong.
    pub(super) fn leanings(&self, scene: &Scene, charms: &[Charm]) -> BTreeMap<PlacementId, Leaning> {
        let Ok(moving) = self.moving(scene, charms) else { return BTreeMap::new() };
        let leanings = moving.leanings().into_iter();
        leanings.filter_map(|(id, leaning)| Some((id.clone(), leaning?))).collect()
    }

    fn moving_of(&self, id: &SceneId) -> Result<Arc<Moving>> {
        let project = Arc::clone(self.desk().project());
        let scene = self.scene_for_studio(&project, id)?;
        self.moving(&scene, &charms_of(&project, &scene))
    }

    /// A scene's charms as things that move; cloth and ground have no part in it.
    fn moving(&self, scene: &Scene, charms: &[Charm]) -> Result<Arc<Moving>> {
        let hung = Scene { name: String::new(), tint: Rgb([0; 3]), pattern: None, ..scene.clone() };
        let key = content_key("moving", &(&hung, charms))?;
        if let Some(kept) = self.motions.scenes.get(&key) {
            return Ok(kept);
        }
        let shaped = charms.par_iter().map(|charm| self.shaped(charm)).collect::<Result<Vec<_>>>()?;
        let moving = Arc::new(self.studio.moving(&input(&hung, &shaped))?);
        self.motions.scenes.insert(key, Arc::clone(&moving), 1);
        Ok(moving)
    }

    fn played(&self, moving: &Moving, track: Track) -> MotionView {
        let id = self.motions.last.fetch_add(1, Ordering::Relaxed) + 1;
        let view = motion_view(id, moving, &track);
        self.motions.played.insert(id, Arc::new(track), 1);
        view
    }
}

fn motion_view(id: u32, moving: &Moving, track: &Track) -> MotionView {
    let timing = track.timing();
    let rest = moving.at_rest();
    let hangs = |(id, rest): (&PlacementId, Option<HungPose>)| Some((id.clone(), rest?, Vec::new()));
    let mut moved: Vec<(PlacementId, HungPose, Vec<i32>)> = rest.into_iter().filter_map(hangs).collect();
    for frame in 0..timing.frames() as usize {
        let poses = moving.poses(track, frame).into_iter().filter_map(|(_, pose)| pose);
        for ((_, rest, numbers), pose) in moved.iter_mut().zip(poses) {
            numbers.extend(from_rest(pose, rest));
        }
    }
    let placements = moved.into_iter().map(|(id, _, poses)| MovedView { id, poses }).collect();
    MotionView { id, fps: timing.fps(), loops: track.loops(), placements }
}

fn from_rest(pose: HungPose, rest: &HungPose) -> [i32; 4] {
    let across = pose.across.get() - rest.across.get();
    let down = pose.down.get() - rest.down.get();
    let turn = pose.turn.get() - rest.turn.get();
    [across, down, turn, pose.yaw.get()].map(|value| (value * 100.0).round() as i32)
}
