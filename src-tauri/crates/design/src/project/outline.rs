//! What a person chose of the cut line: how it follows the artwork, its holes, and what was pulled by hand.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Spot;
use crate::process::Process;
use crate::units::{Degrees, Mm};

/// How the cut line follows the artwork.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct OutlineSpec {
    /// What the line follows.
    pub style: OutlineStyle,
    /// Distance from artwork to outline.
    pub border: Mm,
    /// What is in the border.
    pub rim: Rim,
    /// How far artwork that reaches the cut is printed past it; with `tight`, how far the cut lies inside
    /// the artwork.
    pub bleed: Mm,
    /// Radius of the smallest inward corner: hollows narrower than twice this are filled.
    pub smoothing: Mm,
    /// Loose parts whose borders come closer than this are joined by closing the gap.
    /// Parts farther apart are joined by the shortest bridge.
    pub join: Mm,
    /// Necks narrower than this are widened to it; zero leaves them.
    pub least_neck: Mm,
    /// What becomes of see-through parts that artwork encloses.
    pub cutouts: Cutouts,
    /// The holes; the charm hangs by the first.
    pub holes: Vec<HoleSpec>,
    /// What the person corrected by hand, in that order.
    pub edits: Vec<OutlineEdit>,
}

/// What the cut line follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Project.ts")]
pub enum OutlineStyle {
    /// The artwork, a border away.
    #[default]
    Border,
    /// The artwork itself, a bleed inside its edge.
    Tight,
    /// The artwork loosely: deep hollows are bridged over.
    Soft,
    /// A circle round the artwork.
    Circle,
    /// A square with round corners.
    Square,
    /// A heart.
    Heart,
    /// A shield.
    Shield,
    /// A ticket: a rectangle with notched corners.
    Ticket,
}

/// What is in the border between artwork and cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Project.ts")]
pub enum Rim {
    /// Nothing: the material shows.
    #[default]
    Clear,
    /// White ink.
    White,
}

/// What becomes of see-through parts that artwork encloses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Project.ts")]
pub enum Cutouts {
    /// They stay material.
    #[default]
    Filled,
    /// They are cut out, a border away from the artwork, where that leaves a hole that can be cut.
    Kept,
}

/// A hole.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct HoleSpec {
    /// Its shape.
    pub shape: HoleShape,
    /// Material between the hole and the cut line.
    pub wall: Mm,
    /// Radius of the fillets where its tab meets the body.
    pub fillet: Mm,
    /// Whether it sits in a tab or in the body.
    pub sits: HoleSits,
    /// Where it is.
    pub place: HolePlace,
}

/// The shape of a hole.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub enum HoleShape {
    /// A round hole.
    Round {
        /// Its diameter.
        diameter: Mm,
    },
    /// A slot with round ends, for a strap: level as the charm hangs by it, or along the outline where a hand
    /// put it.
    Slot {
        /// From end to end.
        length: Mm,
        /// Across.
        width: Mm,
    },
}

/// Where a hole sits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Project.ts")]
pub enum HoleSits {
    /// In a tab on the outline, clear of the artwork.
    #[default]
    Tab,
    /// In the body, a wall away from the cut line, through artwork where that is in its way. Where the body
    /// has no room it is made wider.
    Inside,
}

/// Where a hole is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub enum HolePlace {
    /// Where a charm that hangs by it hangs at that angle.
    Hang {
        /// The angle, clockwise from upright: 0 hangs straight.
        angle: Degrees,
        /// How far the hole is moved along from there, to the right of the hanging charm.
        shift: Mm,
    },
    /// As near to a place as it may be: with a tab where the outline comes nearest, inside at the place itself.
    Near {
        /// The place.
        at: Spot,
    },
}

/// What a person corrected of the outline by hand. Places stay with the artwork; lengths are millimetres.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub enum OutlineEdit {
    /// Draws a stretch of the line out, or in.
    Pull {
        /// The middle of the stretch.
        at: Spot,
        /// How far: above 0 out.
        by: Mm,
        /// Half the length of the stretch.
        reach: Mm,
    },
    /// Adds a bridge.
    Bridge {
        /// One end.
        from: Spot,
        /// The other end.
        to: Spot,
        /// How wide.
        width: Mm,
    },
    /// Leaves out the bridge that Dangle would put here.
    NoBridge {
        /// A place on the bridge.
        at: Spot,
    },
    /// Smooths a stretch.
    Smooth {
        /// The middle of the stretch.
        at: Spot,
        /// Half the length of the stretch.
        reach: Mm,
        /// The radius of the smallest corner that is left, inward or outward.
        radius: Mm,
    },
    /// Keeps a stretch at the border, whatever smoothing and widening would do.
    Lock {
        /// The middle of the stretch.
        at: Spot,
        /// Half the length of the stretch.
        reach: Mm,
    },
}

impl HoleShape {
    /// Across the narrow way: a ring must fit through this.
    #[must_use]
    pub fn width(self) -> Mm {
        match self {
            HoleShape::Round { diameter } => diameter,
            HoleShape::Slot { width, .. } => width,
        }
    }

    /// From end to end.
    #[must_use]
    pub fn length(self) -> Mm {
        match self {
            HoleShape::Round { diameter } => diameter,
            HoleShape::Slot { length, width } => length.max(width),
        }
    }
}

impl HoleSpec {
    /// The holes a process would give a new charm.
    #[must_use]
    pub fn usual(process: &Process) -> Vec<Self> {
        if process.defaults.hole { vec![HoleSpec::straight(process)] } else { Vec::new() }
    }

    /// A hole as a process would make it: in a tab, where the charm hangs straight.
    #[must_use]
    pub fn straight(process: &Process) -> Self {
        let defaults = &process.defaults;
        HoleSpec {
            shape: HoleShape::Round { diameter: defaults.hole_mm },
            wall: defaults.hole_wall_mm,
            fillet: defaults.fillet_mm,
            sits: HoleSits::Tab,
            place: HolePlace::Hang { angle: Degrees::ZERO, shift: Mm::ZERO },
        }
    }
}
