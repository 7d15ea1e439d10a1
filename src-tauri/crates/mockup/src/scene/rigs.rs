//! The placements of a scene as things that move: a rig each, in millimetres of the carrier.

use dangle_design::Result;
use dangle_design::units::{Degrees, Mm};
use kurbo::{Affine, Point};

use super::place::Plan;
use crate::hang::Hanging;
use crate::motion::{Part, Rig, RigPose, World};

/// What hangs in a scene, as one world. A placement that lies flat has no rig.
pub(super) struct Rigs {
    pub(super) world: World,
    /// Each placement's rig.
    of: Vec<Option<usize>>,
    /// Each placement's anchor, in mm of the carrier.
    anchors: Vec<Point>,
    made: Vec<Rig>,
}

impl Rigs {
    /// The rigs of plans, farthest first.
    pub(super) fn of(plans: &[Plan<'_>]) -> Result<Rigs> {
        // Anchors differ a little in scale, as they lie at other distances from the camera; how far they lie
        // apart is measured at the first one's.
        let scale = plans.first().map_or(1.0, Plan::px_per_mm);
        let anchors: Vec<Point> =
            plans.iter().map(|plan| (plan.anchor_px().to_vec2() / scale).to_point()).collect();
        let mut made = Vec::new();
        let rigs = plans.iter().zip(&anchors).map(|(plan, anchor)| {
            let rig = rig(plan, *anchor)?;
            made.push(rig);
            Some(made.len() - 1)
        });
        let of = rigs.collect();
        Ok(Rigs { world: World::new(&made)?, of, anchors, made })
    }

    /// Where a placement hangs in a pose of the world; `None` where it lies flat.
    pub(super) fn hanging(&self, placement: usize, alone: &Hanging, poses: &[RigPose]) -> Option<Hanging> {
        let rig = (*self.of.get(placement)?)?;
        Some(posed(alone, poses.get(rig)?, self.anchors[placement], &self.made[rig]))
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

/// A charm that hangs alone, moved to a pose.
fn posed(alone: &Hanging, pose: &RigPose, anchor: Point, rig: &Rig) -> Hanging {
    let Some(charm) = pose.charms.first() else { return alone.clone() };
    let here = |at: Point| (at - anchor).to_point();
    let lines = pose.lines(rig).into_iter();
    let pivot = here(charm.at);
    let moved =
        Affine::translate(pivot.to_vec2()) * turned(charm.turn) * Affine::translate(-alone.pivot.to_vec2());
    Hanging {
        pieces: lines.map(|line| line.into_iter().map(here).collect()).collect(),
        pivot,
        charm: moved * alone.charm,
        turn: Degrees::new(alone.turn.get() + charm.turn.get()),
        yaw: charm.yaw,
    }
}

fn turned(turn: Degrees) -> Affine {
    let (sin, cos) = (libm::sin(turn.radians()), libm::cos(turn.radians()));
    Affine::new([cos, sin, -sin, cos, 0.0, 0.0])
}
