//! Scenes: a carrier with charms on it, as a true picture, and as sprites that follow a hand.

mod compose;
mod drawn;
mod frame;
mod moving;
mod place;
mod rigs;
mod studio;
mod views;

pub use drawn::Drawn;
pub use frame::PictureSize;
pub use moving::{HungPose, Leaning, Moving, Push};
pub use studio::Studio;

use std::collections::BTreeMap;

use dangle_design::artwork::Picture;
use dangle_design::id::{AnchorId, CharmId, PlacementId};
use dangle_design::project::{HardwareChoice, Scene};
use dangle_design::shape::CharmShape;
use dangle_design::units::{Degrees, Mm};
use kurbo::{Point, Rect};

/// A scene and what follows from its charms.
#[derive(Clone, Debug)]
pub struct SceneInput<'a> {
    /// What the person chose.
    pub scene: &'a Scene,
    /// The charms its placements name.
    pub charms: BTreeMap<CharmId, CharmInput<'a>>,
}

/// What a picture needs to know of a charm.
#[derive(Clone, Copy, Debug)]
pub struct CharmInput<'a> {
    /// What follows from its artwork and outline.
    pub shape: &'a CharmShape,
    /// What it hangs from.
    pub hardware: &'a HardwareChoice,
    /// Thickness of the body.
    pub thickness: Mm,
}

/// A finished picture of a scene.
#[derive(Clone, Debug)]
pub struct ScenePicture {
    /// The picture; opaque, but for a cut-out.
    pub picture: Picture,
    /// Pixels in a millimetre at the first charm, or at the view's first anchor. `None` without any.
    pub px_per_mm: Option<f64>,
}

/// A picture with a place, in pixels of the carrier's picture.
#[derive(Clone, Debug)]
pub struct Sprite {
    /// The picture, transparent where there is nothing.
    pub picture: Picture,
    /// Where it lies.
    pub rect: Rect,
}

/// One charm with its hardware, as sprites to be moved by a hand: draw the shadow, the body, then what lies
/// over the anchor. To move to another anchor, add the difference of the anchors and scale by their
/// `px_per_mm` about the anchor.
#[derive(Clone, Debug)]
pub struct PlacementSprites {
    /// Which placement.
    pub id: PlacementId,
    /// Which charm.
    pub charm: CharmId,
    /// Where it hangs.
    pub anchor: AnchorId,
    /// Charm, links and clasp as they hang, turned already.
    pub body: Sprite,
    /// Their shadow.
    pub shadow: Sprite,
    /// The same in parts that swing apart.
    pub swing: SwingSprites,
    /// How far the charm is turned from upright, gravity and the person's turn together.
    pub turn: Degrees,
    /// Corners of the outline's box, clockwise from the charm's own top left.
    pub corners: [Point; 4],
}

/// One placement in parts that swing apart: the hardware turns about the anchor, the charm about its pivot.
#[derive(Clone, Debug)]
pub struct SwingSprites {
    /// What of the hardware lies behind the charm; `None` when it has nothing to hang by.
    pub behind: Option<Sprite>,
    /// The charm alone.
    pub charm: Sprite,
    /// What of the hardware lies before the charm.
    pub before: Option<Sprite>,
    /// Where the charm turns.
    pub pivot: Point,
}

/// What lies in front of the clasps at an anchor.
#[derive(Clone, Debug)]
pub struct OverSprite {
    /// Which anchor.
    pub anchor: AnchorId,
    /// Its picture.
    pub sprite: Sprite,
}
