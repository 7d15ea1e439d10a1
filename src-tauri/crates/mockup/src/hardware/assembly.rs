//! The parts of one charm's kit, put together from the anchor down.

use dangle_design::Result;
use dangle_design::id::HardwareId;
use dangle_design::project::HardwareChoice;
use dangle_design::units::{Mm, Rgb};

use super::catalogue::Catalogue;
use super::finish::{FinishLook, unit};
use super::frame::Frame;
use super::part::{Part, Shape};
use super::sprite::SpriteFacts;
use crate::carrier::DropLength;

/// The colour of what has none of its own.
const PLAIN: Rgb = Rgb([0x8A, 0x8A, 0x90]);
/// Half the width of what hangs in its narrow way, such as a cord.
const SLIM: f64 = 2.0;

/// The hardware of one charm, ready to be hung and drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Assembly {
    /// From the anchor down, each hanging in the one above.
    pub pieces: Vec<Piece>,
    /// What hangs beside the charm, from the place where the charm hangs.
    pub beside: Vec<Piece>,
}

/// One part as chosen, from joint to joint.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// What it looks like; never [`Shape::CharmRing`], which is fitted.
    pub shape: Shape,
    /// From its upper joint to its lower one.
    pub length: Mm,
    /// Its mass.
    pub mass_g: f64,
    /// Half its width.
    pub radius: Mm,
    pub(super) finish: FinishLook,
    /// The colour of what is not metal, sRGB.
    pub(super) colour: [f32; 3],
}

/// The ring that a charm's hole asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CharmRing {
    /// Thickness of its wire.
    pub wire: Mm,
    /// Its inner diameter.
    pub inside: Mm,
}

impl Assembly {
    /// The kit of `choice`, its last ring fitted to the charm.
    ///
    /// # Errors
    /// `NotFound` for a kit, part or finish that is not there.
    pub fn of(catalogue: &Catalogue, choice: &HardwareChoice, ring: CharmRing) -> Result<Assembly> {
        Assembly::hung(catalogue, choice, ring, DropLength::Long)
    }

    /// The same where charms hang as far down as `drop` says; a length that the person chose is kept.
    ///
    /// # Errors
    /// As [`Assembly::of`].
    pub fn hung(
        catalogue: &Catalogue,
        choice: &HardwareChoice,
        ring: CharmRing,
        drop: DropLength,
    ) -> Result<Assembly> {
        let drop = if choice.length.is_some() { DropLength::Long } else { drop };
        let finish = catalogue.finish(&choice.finish)?.look.coloured(choice.colour);
        let make = |part: &Part, length, colour| Piece::of(catalogue, part, length, colour, finish, ring);
        let pieces = catalogue.parts_at(&choice.kit, drop)?.into_iter();
        let beside = choice
            .beside
            .iter()
            .map(|beside| Ok(make(catalogue.part(&beside.part)?, beside.length, beside.colour)));
        Ok(Assembly {
            pieces: pieces.map(|part| make(part, choice.length, choice.colour)).collect(),
            beside: beside.collect::<Result<_>>()?,
        })
    }

    /// One part in the first finish, as it is usually sold.
    ///
    /// # Errors
    /// `NotFound` for a part that is not there.
    pub(crate) fn alone(catalogue: &Catalogue, part: &HardwareId) -> Result<Piece> {
        let finish = catalogue.finishes.first().map_or(FinishLook::Rainbow, |finish| finish.look);
        let ring = CharmRing { wire: Mm::new(1.0), inside: Mm::new(6.0) };
        Ok(Piece::of(catalogue, catalogue.part(part)?, None, None, finish, ring))
    }

    /// From the anchor to where the charm hangs.
    #[must_use]
    pub fn drop(&self) -> Mm {
        Mm::new(self.pieces.iter().map(|piece| piece.length.get()).sum())
    }

    /// The radius of the bend of wire that the hole's edge rests on; `None` where the charm hangs on no ring.
    #[must_use]
    pub fn rest_radius(&self) -> Option<Mm> {
        match self.pieces.last()?.shape {
            Shape::Ring { inside, .. } => Some(Mm::new(inside / 2.0)),
            _ => None,
        }
    }

    /// Whether it is screwed into the charm's top and asks for no hole.
    #[must_use]
    pub fn is_screwed(&self) -> bool {
        matches!(self.pieces.last().map(|piece| &piece.shape), Some(Shape::ScrewEye { .. }))
    }
}

impl Piece {
    fn of(
        catalogue: &Catalogue,
        part: &Part,
        length: Option<Mm>,
        colour: Option<Rgb>,
        finish: FinishLook,
        ring: CharmRing,
    ) -> Piece {
        let shape = match &part.shape {
            Shape::CharmRing => Shape::Ring { wire: ring.wire.get(), inside: ring.inside.get() },
            shape => shape.clone(),
        };
        let chosen = part.chosen_length(length);
        let share = part.length.zip(chosen).map_or(1.0, |(range, mm)| mm.get() / range.usual.get());
        let (own, radius) = measures(catalogue, &shape);
        Piece {
            length: Mm::new(chosen.map_or(own, |mm| whole_links(&shape, mm.get()))),
            mass_g: part.mass_g * share,
            radius: Mm::new(radius),
            shape,
            finish,
            colour: unit(colour.or(part.colour).unwrap_or(PLAIN)),
        }
    }
}

/// Length from joint to joint and half the width of a shape that comes in one length.
fn measures(catalogue: &Catalogue, shape: &Shape) -> (f64, f64) {
    match shape {
        Shape::Sprite { sprite } => catalogue.sprite(sprite).map_or((1.0, SLIM), SpriteFacts::measures),
        Shape::Frame { path, wire, gate, post, eye } => {
            let frame = Frame::new(path, *wire, *gate, *post, *eye);
            (frame.drop(), frame.half_width())
        }
        Shape::SplitRing { wire, inside } | Shape::Ring { wire, inside } => (*inside, inside / 2.0 + wire),
        Shape::Link { wire, inside, length } | Shape::Chain { wire, inside, length } => {
            (*length, inside / 2.0 + wire)
        }
        Shape::ScrewEye { wire, inside, .. } => (inside + wire, inside / 2.0 + wire),
        Shape::Beads { bead, .. } => (*bead, bead / 2.0),
        Shape::Strap { width, .. } | Shape::Tassel { width, .. } => (*width, width / 2.0),
        Shape::CharmRing | Shape::BallChain { .. } | Shape::Cord { .. } => (1.0, SLIM),
    }
}

/// The nearest length of whole links: an even number, as the first lies across and the last along.
fn whole_links(shape: &Shape, mm: f64) -> f64 {
    let Shape::Chain { length, .. } = shape else { return mm };
    (mm / length / 2.0).round().max(1.0) * 2.0 * length
}

#[cfg(test)]
mod tests {
    use super::*;
    use dangle_design::id::HardwareId;

    const RING: CharmRing = CharmRing { wire: Mm::new(1.2), inside: Mm::new(8.0) };

    fn assembly(kit: &str, length: Option<f64>) -> Assembly {
        let kit = HardwareId::new(kit).unwrap();
        let choice = HardwareChoice { length: length.map(Mm::new), ..HardwareChoice::new(kit, "silver") };
        Assembly::of(&Catalogue::load().unwrap(), &choice, RING).unwrap()
    }

    #[test]
    fn a_kit_hangs_as_long_as_its_parts() {
        let lobster = assembly("lobster-clasp", None);
        assert!((lobster.drop().get() - (32.37 + 4.0 + 6.0 + 8.0)).abs() < 0.02, "{}", lobster.drop());
        assert_eq!(lobster.rest_radius(), Some(Mm::new(4.0)));
        assert_eq!(assembly("ball-chain", None).rest_radius(), None);
        assert!(assembly("screw-eye", None).is_screwed());
    }

    #[test]
    fn a_chain_is_as_long_as_the_person_says_in_whole_links_and_within_what_is_sold() {
        let drop = |mm| {
            assembly("key-chain", Some(mm)).drop().get() - assembly("key-chain", Some(46.0)).drop().get()
        };
        assert!((drop(92.0) - 46.0).abs() < 1e-9);
        assert!((drop(93.9) - 46.0).abs() < 1e-9, "no half link");
        assert!(drop(400.0) < 120.0 - 46.0 + 2.4, "no longer than it is sold");
        let (short, long) = (assembly("ball-chain", Some(40.0)), assembly("ball-chain", Some(60.0)));
        assert!((long.pieces[0].mass_g / short.pieces[0].mass_g - 1.5).abs() < 1e-9);
    }
}
