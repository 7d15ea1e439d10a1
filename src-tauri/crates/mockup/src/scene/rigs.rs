//! The placements of a scene as things that move: a rig each, in millimetres of the carrier.

use dangle_design::Result;
use dangle_design::units::{Degrees, Mm};
use kurbo::{Affine, Point};

use super::place::Plan;
use crate::hang::Hanging;
use crate::motion::{Part, Rig, RigPose, State, World};

/// What hangs in a scene, as one world. A placement that lies flat has no rig.
#[derive(Debug)]
pub(super) struct Rigs {
    pub(super) world: World,
    /// Each placement's rig.
    of: Vec<Option<usize>>,
    made: Vec<Rig>,
}

impl Rigs {
    /// The rigs of plans, farthest first.
    pub(super) fn of(plans: &[Plan<'_>]) -> Result<Rigs> {
        // Anchors differ a little in scale, as they lie at other distances from the camera; how far they lie
        // apart is measured at the first one's.
        let scale = plans.first().map_or(1.0, Plan::px_per_mm);
        let mut made = Vec::new();
        let rigs = plans.iter().map(|plan| {
            made.push(rig(plan, (plan.anchor_px().to_vec2() / scale).to_point())?);
            Some(made.len() - 1)
        });
        let of = rigs.collect();
        Ok(Rigs { world: World::new(&made)?, of, made })
    }

    /// A placement's rig; `None` where it lies flat.
    pub(super) fn rig(&self, placement: usize) -> Option<usize> {
        *self.of.get(placement)?
    }

    /// Where each placement hangs in a state of the world, seen from its anchor; `None` where it lies flat.
    pub(super) fn poses(&self, state: &State) -> Vec<Option<RigPose>> {
        let poses = self.world.poses(state);
        let seen = |rig: usize| poses.get(rig).map(|pose| pose.seen_from(self.made[rig].anchor));
        self.of.iter().map(|rig| seen((*rig)?)).collect()
    }
}

impl Plan<'_> {
    /// The same as it hangs in a pose, seen from its anchor.
    pub(super) fn posed(self, pose: &RigPose) -> Self {
        let hanging = self.rig().and_then(|rig| posed(self.hanging(), pose, &rig));
        match hanging {
            Some(hanging) => self.hung(hanging),
            None => self,
        }
    }

    fn rig(&self) -> Option<Rig> {
        rig(self, Point::ORIGIN)
    }
}

/// One placement as a rig; `None` where it lies flat.
fn rig(plan: &Plan<'_>, anchor: Point) -> Option<Rig> {
    let bob = plan.bob()?;
    let pieces = &plan.hardware().pieces;
    let parts = pieces.iter().enumerate().map(|(index, piece)| {
        let last = index + 1 == pieces.len();
        let below = if last { plan.below() } else { 0.0 };
        let length = Mm::new(piece.length.get() + below);
        if piece.shape.is_limp() {
            Part::flexible(length, piece.mass_g, piece.radius)
        } else {
            Part::rigid(length, piece.mass_g, piece.radius)
        }
    });
    Some(Rig { anchor, parts: parts.collect(), charms: vec![bob], depth: None })
}

/// A charm that hangs alone, moved to a pose that is seen from its anchor.
fn posed(alone: &Hanging, pose: &RigPose, rig: &Rig) -> Option<Hanging> {
    let charm = pose.charms.first()?;
    let moved = Affine::translate(charm.at.to_vec2())
        * turned(charm.turn)
        * Affine::translate(-alone.pivot.to_vec2());
    Some(Hanging {
        pieces: pose.lines(rig),
        pivot: charm.at,
        charm: moved * alone.charm,
        turn: Degrees::new(alone.turn.get() + charm.turn.get()),
        yaw: charm.yaw,
    })
}

fn turned(turn: Degrees) -> Affine {
    let (sin, cos) = (libm::sin(turn.radians()), libm::cos(turn.radians()));
    Affine::new([cos, sin, -sin, cos, 0.0, 0.0])
}
