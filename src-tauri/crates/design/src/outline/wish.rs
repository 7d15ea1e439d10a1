//! What a person wants of an outline, in plain millimetres.

use kurbo::{Point, Rect};

use super::hole::HoleWish;
use crate::project::{OutlineEdit, OutlineStyle, Rim, Size, Spot};

/// The least radius of the fillets where bridges and widened necks meet the body, in mm. Acrylic cracks from
/// sharp inner corners; more would swallow small hollows beside the tab.
const FILLET: f64 = 2.0;

/// Radius of the ball that rolls round a soft outline, as a share of the charm's size: hollows up to four fifths
/// as wide as the charm are bridged over.
const SOFT: f64 = 0.4;

/// What a person wants of an outline; lengths in mm.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    pub(crate) size: Size,
    pub(crate) style: OutlineStyle,
    pub(crate) border: f64,
    /// How far a tight cut lies inside the artwork.
    pub(crate) bleed: f64,
    pub(crate) smoothing: f64,
    pub(crate) join: f64,
    pub(crate) least_neck: f64,
    /// The width of bridges: least neck or what the process allows.
    pub(crate) bridge: f64,
    /// The least width of a cut-out; `None` fills them all.
    pub(crate) least_cutout: Option<f64>,
    pub(crate) holes: Vec<HoleWish>,
    /// What the person corrected by hand.
    pub(crate) edits: Vec<OutlineEdit>,
    /// The artwork's own rectangle in pixels, which spots are shares of.
    pub(crate) artwork: Rect,
    /// What is in the border.
    pub(crate) rim: Rim,
    pub(crate) choke: f64,
}

impl Wish {
    /// Radius of the fillets where bridges and widened necks meet the body.
    pub(crate) fn fillet(&self) -> f64 {
        self.smoothing.max(FILLET)
    }

    /// Radius of the ball that does not fit into the hollows that are filled.
    pub(crate) fn ball(&self) -> f64 {
        match self.style {
            OutlineStyle::Soft => self.smoothing.max(SOFT * self.size.length.get()),
            _ => self.smoothing,
        }
    }

    /// How far the cut lies outside the artwork's edge.
    pub(crate) fn outset(&self) -> f64 {
        if self.style == OutlineStyle::Tight { -self.bleed } else { self.border }
    }

    /// How far hands may bring the line out, in mm: pulls add up, and a bridge stands out by its round ends.
    pub(crate) fn drawn_out(&self) -> f64 {
        let pull = |edit: &OutlineEdit| match *edit {
            OutlineEdit::Pull { by, .. } => by.get().max(0.0),
            _ => 0.0,
        };
        let bridge = |edit: &OutlineEdit| match *edit {
            OutlineEdit::Bridge { width, .. } => width.get(),
            _ => 0.0,
        };
        self.edits.iter().map(pull).sum::<f64>() + self.edits.iter().map(bridge).fold(0.0, f64::max)
    }

    /// The largest radius that a hand rounds corners to, in mm.
    pub(crate) fn rounded(&self) -> f64 {
        let radius = |edit: &OutlineEdit| match *edit {
            OutlineEdit::Smooth { radius, .. } => radius.get(),
            _ => 0.0,
        };
        self.edits.iter().map(radius).fold(0.0, f64::max)
    }

    /// Where a spot lies at `scale` mm a pixel.
    pub(crate) fn place(&self, spot: Spot, scale: f64) -> Point {
        let pixels = self.artwork.origin()
            + kurbo::Vec2::new(spot.u * self.artwork.width(), spot.v * self.artwork.height());
        (pixels.to_vec2() * scale).to_point()
    }
}
