//! One part of the hardware: its shape, measures and mass.

use dangle_design::id::HardwareId;
use dangle_design::process::Source;
use dangle_design::units::{Mm, Rgb};
use kurbo::BezPath;
use serde::Deserialize;

/// A part, from the place that rests on what is above it to the place where the next part hangs.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Names the part.
    pub id: HardwareId,
    /// What people call it.
    pub name: String,
    /// What it looks like, in mm.
    pub shape: Shape,
    /// Its mass; of one as long as usual where it comes in lengths.
    pub mass_g: f64,
    /// How long it may be, where it comes in lengths.
    #[serde(default)]
    pub length: Option<LengthRange>,
    /// Its own colour, where it is not of metal.
    #[serde(default)]
    pub colour: Option<Rgb>,
    /// The thickest thing it goes round.
    pub grips_mm: Mm,
    /// Where its measures come from.
    pub source: Source,
}

/// The lengths that a part comes in, from joint to joint.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LengthRange {
    /// As it is usually sold.
    pub usual: Mm,
    /// At least.
    pub least: Mm,
    /// At most.
    pub most: Mm,
}

/// What a part looks like. Measures in mm.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Shape {
    /// A cast part that was photographed.
    Sprite {
        /// Which picture of `sprites.toml`.
        sprite: String,
    },
    /// A frame of round stock with a spring gate, and an eye that swivels below it.
    Frame {
        /// Its middle line as SVG path data; the inside's highest point is the origin, y down.
        path: String,
        /// Thickness of the stock.
        wire: f64,
        /// Where the gate begins and ends, as shares of the path.
        gate: [f64; 2],
        /// Length of the swivel between frame and eye; 0 for none, the next part then hangs in the frame.
        post: f64,
        /// Inner diameter of the eye.
        eye: f64,
    },
    /// Two turns of flat-wound wire.
    SplitRing {
        /// Thickness of the wire.
        wire: f64,
        /// Inner diameter.
        inside: f64,
    },
    /// A closed ring of round wire.
    Ring {
        /// Thickness of the wire.
        wire: f64,
        /// Inner diameter.
        inside: f64,
    },
    /// The ring through the charm's hole, fitted to it.
    CharmRing,
    /// One oval link.
    Link {
        /// Thickness of the wire.
        wire: f64,
        /// Inner width.
        inside: f64,
        /// Inner length.
        length: f64,
    },
    /// Oval links, as many as its length asks for.
    Chain {
        /// Thickness of the wire.
        wire: f64,
        /// Inner width of a link.
        inside: f64,
        /// Inner length of a link.
        length: f64,
    },
    /// A closed loop of balls that goes through anchor and charm.
    BallChain {
        /// Diameter of a ball.
        ball: f64,
        /// From ball to ball.
        pitch: f64,
    },
    /// A loop of round cord with a metal cap at its end.
    Cord {
        /// Thickness of the cord.
        cord: f64,
        /// Diameter of the cap.
        cap: f64,
    },
    /// A loop of woven ribbon, clamped at its end.
    Strap {
        /// Width of the ribbon.
        width: f64,
        /// Thickness of the ribbon.
        thickness: f64,
    },
    /// Round beads on a string, with small metal balls between.
    Beads {
        /// Diameter of a bead.
        bead: f64,
        /// Diameter of the balls between.
        spacer: f64,
    },
    /// A bundle of threads below a metal cap.
    Tassel {
        /// Diameter of the cap.
        cap: f64,
        /// Width at the bottom.
        width: f64,
    },
    /// An eye on a shank that is screwed into the charm's top.
    ScrewEye {
        /// Thickness of the wire.
        wire: f64,
        /// Inner diameter of the eye.
        inside: f64,
        /// How far it goes into the body.
        shank: f64,
    },
}

impl Shape {
    pub(super) fn sprite(&self) -> Option<&str> {
        match self {
            Shape::Sprite { sprite } => Some(sprite),
            _ => None,
        }
    }

    /// Whether it bends along its length.
    #[must_use]
    pub fn is_limp(&self) -> bool {
        matches!(
            self,
            Shape::Chain { .. }
                | Shape::BallChain { .. }
                | Shape::Cord { .. }
                | Shape::Strap { .. }
                | Shape::Beads { .. }
        )
    }

    /// The measures that must be above zero and at most 100 mm.
    fn measures(&self) -> Vec<f64> {
        match *self {
            Shape::Sprite { .. } | Shape::CharmRing => Vec::new(),
            Shape::Frame { wire, eye, post, .. } => vec![wire, eye, post + 1.0],
            Shape::SplitRing { wire, inside } | Shape::Ring { wire, inside } => vec![wire, inside],
            Shape::Link { wire, inside, length } | Shape::Chain { wire, inside, length } => {
                vec![wire, inside, length, length - inside + 0.1]
            }
            Shape::BallChain { ball, pitch } => vec![ball, pitch, pitch - ball],
            Shape::Cord { cord, cap } => vec![cord, cap],
            Shape::Strap { width, thickness } => vec![width, thickness],
            Shape::Beads { bead, spacer } => vec![bead, spacer],
            Shape::Tassel { cap, width } => vec![cap, width],
            Shape::ScrewEye { wire, inside, shank } => vec![wire, inside, shank],
        }
    }
}

impl Part {
    /// How long it is as chosen, from joint to joint; `None` where it comes in one length.
    #[must_use]
    pub fn chosen_length(&self, chosen: Option<Mm>) -> Option<Mm> {
        let range = self.length?;
        Some(chosen.unwrap_or(range.usual).max(range.least).min(range.most))
    }

    pub(super) fn fault(&self) -> Option<String> {
        if !self.shape.measures().iter().all(|mm| *mm > 0.0 && *mm <= 100.0) {
            return Some("a measure is not above 0 and at most 100 mm".into());
        }
        if !(self.mass_g > 0.0 && self.mass_g <= 200.0) {
            return Some(format!("it weighs {} g, not above 0 and at most 200", self.mass_g));
        }
        if let Shape::Frame { path, gate: [from, to], .. } = &self.shape {
            if BezPath::from_svg(path).is_err() {
                return Some("its path cannot be read".into());
            }
            if !(0.0..*to).contains(from) || *to > 1.0 {
                return Some("its gate must lie on the path: two shares, 0 to 1".into());
            }
        }
        if self.shape.is_limp() != (self.length.is_some()) && !matches!(self.shape, Shape::Tassel { .. }) {
            return Some("a limp part has a range of lengths, a stiff one has none".into());
        }
        let range = self.length?;
        let ordered = range.least > Mm::ZERO && range.least <= range.usual && range.usual <= range.most;
        (!ordered).then(|| "its lengths must be above 0: least, usual, most".into())
    }
}
