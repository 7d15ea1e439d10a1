//! What swings: an anchor, a row of hardware below it, and the charms at its end.

use dangle_design::units::{Degrees, Mm};
use dangle_design::{Error, Result};
use kurbo::Point;

/// The most rigs that move together: more than any carrier has anchors.
pub const MOST_RIGS: usize = 64;
/// The most parts between an anchor and its charms.
pub const MOST_PARTS: usize = 12;
/// The most charms on one ring.
pub const MOST_CHARMS: usize = 8;
/// No part or charm is larger: half a metre is a long strap.
const LARGEST: f64 = 500.0;
/// No part or charm is heavier, in grams: a large plush has 100.
const HEAVIEST: f64 = 500.0;
/// No anchor lies farther from the origin: two metres are a suitcase.
const FARTHEST: f64 = 5000.0;
/// A joint this short is none.
const SHORTEST: f64 = 0.1;
/// Pieces that a chain or cord bends in: finer ones look the same and cost more.
const PIECE: f64 = 12.0;
/// The most pieces a chain or cord bends in.
pub(super) const MOST_PIECES: usize = 6;

/// One anchor's hardware and charms. Several rigs may share an anchor.
#[derive(Clone, Debug, PartialEq)]
pub struct Rig {
    /// The anchor, in mm of the carrier: x right, y down.
    pub anchor: Point,
    /// The parts from the anchor down, each hanging in the one above.
    pub parts: Vec<Part>,
    /// The charms at the end, the one nearest to the carrier first: more than one share a ring.
    pub charms: Vec<Bob>,
    /// How far before the carrier the first charm's back is; `None` finds the least that has room, with
    /// earlier rigs nearer to the carrier.
    pub depth: Option<Mm>,
}

/// One part of the hardware, from joint to joint.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// From its upper joint to its lower one.
    pub length: Mm,
    /// Its mass.
    pub mass_g: f64,
    /// Half its width: other charms rest against it.
    pub radius: Mm,
    /// How it bends.
    pub kind: PartKind,
}

/// How a part bends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// Not at all: a clasp, a ring, a link.
    Rigid,
    /// Everywhere: a chain of small links or beads, a cord, a strap.
    Flexible,
}

/// A charm as a body that swings. Coordinates in mm from the place it turns about, as it hangs at rest:
/// gravity's turn and the person's are in them.
#[derive(Clone, Debug, PartialEq)]
pub struct Bob {
    /// The cut line as a polygon; the first point is not repeated.
    pub outline: Vec<Point>,
    /// Its mass.
    pub mass_g: f64,
    /// From the place it turns about to its centre of mass.
    pub reach: Mm,
    /// Its moment of inertia about its centre of mass, in g·mm².
    pub inertia: f64,
    /// Thickness of the body.
    pub thickness: Mm,
    /// How far it is turned about the vertical at rest.
    pub yaw: Degrees,
}

impl Part {
    /// Stiff, as a clasp or ring.
    #[must_use]
    pub fn rigid(length: Mm, mass_g: f64, radius: Mm) -> Part {
        Part { length, mass_g, radius, kind: PartKind::Rigid }
    }

    /// Limp, as a chain or cord.
    #[must_use]
    pub fn flexible(length: Mm, mass_g: f64, radius: Mm) -> Part {
        Part { length, mass_g, radius, kind: PartKind::Flexible }
    }

    /// How many stiff pieces it moves as.
    #[must_use]
    pub fn pieces(&self) -> usize {
        match self.kind {
            PartKind::Rigid => 1,
            PartKind::Flexible => ((self.length.get() / PIECE).round() as usize).clamp(2, MOST_PIECES),
        }
    }

    fn fault(&self) -> Option<String> {
        let Part { length, mass_g, radius, .. } = *self;
        if !(SHORTEST..=LARGEST).contains(&length.get()) {
            return Some(format!("a part is {length} long (from {SHORTEST} to {LARGEST} mm)"));
        }
        if !(0.0..=LARGEST).contains(&radius.get()) {
            return Some(format!("a part is {radius} wide at each side (at most {LARGEST} mm)"));
        }
        weight_fault("a part", mass_g)
    }
}

impl Rig {
    /// How far from its anchor it can reach, in mm.
    pub(super) fn reach(&self) -> f64 {
        let wide = self.parts.iter().map(|part| part.radius.get()).fold(0.0, f64::max);
        let corners = self.charms.iter().flat_map(|charm| &charm.outline);
        let charm = corners.map(|corner| corner.to_vec2().hypot()).fold(wide, f64::max);
        self.parts.iter().map(|part| part.length.get()).sum::<f64>() + charm
    }
}

impl Bob {
    fn fault(&self) -> Option<String> {
        if self.outline.len() < 3 {
            return Some("a charm's outline has fewer than 3 points".into());
        }
        if !self.outline.iter().all(|point| point.x.abs() <= LARGEST && point.y.abs() <= LARGEST) {
            return Some(format!("a charm reaches farther than {LARGEST} mm from its hole"));
        }
        let inert = self.inertia > 0.0 && self.inertia.is_finite();
        if !(inert && (0.0..=LARGEST).contains(&self.reach.get())) {
            return Some("a charm's centre of mass or inertia is not a length or a number above zero".into());
        }
        if !(0.0..=LARGEST).contains(&self.thickness.get()) {
            return Some(format!("a charm is {} thick (at most {LARGEST} mm)", self.thickness));
        }
        weight_fault("a charm", self.mass_g)
    }
}

/// Refuses rigs that cannot hang.
pub(super) fn check(rigs: &[Rig]) -> Result<()> {
    if rigs.len() > MOST_RIGS {
        let message = format!("{} rigs are to move together (at most {MOST_RIGS})", rigs.len());
        return Err(Error::input(message, "Hang fewer charms in one scene."));
    }
    match rigs.iter().find_map(fault) {
        Some(fault) => Err(Error::input(fault, "Correct the charm's size or hardware.")),
        None => Ok(()),
    }
}

fn fault(rig: &Rig) -> Option<String> {
    if !(rig.anchor.x.abs() <= FARTHEST && rig.anchor.y.abs() <= FARTHEST) {
        return Some(format!("an anchor lies at {:?} (within {FARTHEST} mm)", rig.anchor));
    }
    if rig.parts.len() > MOST_PARTS {
        return Some(format!("a charm hangs from {} parts (at most {MOST_PARTS})", rig.parts.len()));
    }
    if rig.charms.is_empty() || rig.charms.len() > MOST_CHARMS {
        return Some(format!("a ring holds {} charms (1 to {MOST_CHARMS})", rig.charms.len()));
    }
    if rig.depth.is_some_and(|depth| !(0.0..=LARGEST).contains(&depth.get())) {
        return Some(format!("a charm hangs behind the carrier or more than {LARGEST} mm before it"));
    }
    rig.parts.iter().find_map(Part::fault).or_else(|| rig.charms.iter().find_map(Bob::fault))
}

fn weight_fault(thing: &str, mass_g: f64) -> Option<String> {
    /// Lighter than a bead: no part weighs less.
    const LIGHTEST: f64 = 1e-3;
    let fits = (LIGHTEST..=HEAVIEST).contains(&mass_g);
    (!fits).then(|| format!("{thing} weighs {mass_g} g (from {LIGHTEST} to {HEAVIEST} g)"))
}
