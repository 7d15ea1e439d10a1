//! How a charm is held before the camera: where, how large, and turned how far.

use dangle_design::shape::CharmShape;
use dangle_design::units::Degrees;
use kurbo::{Affine, Point};

/// What is thicker, in mm, is stuffed: it has no wall, and is as round from the side as from the front.
const STUFFED: f64 = 8.0;

/// Which side of a charm is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The side that the artwork is on.
    Front,
    /// The other side.
    Back,
}

/// Where a charm is, how large, and turned how far.
#[derive(Clone, Copy, Debug)]
pub struct Pose {
    /// From the charm's millimetres to pixels as it hangs, turned in the picture's plane.
    pub to_px: Affine,
    /// Pixels a millimetre.
    pub scale: f64,
    /// How far it is turned about the upright through its hole: above 0 it looks to the right, at 180° it
    /// shows its back.
    pub yaw: Degrees,
}

impl Pose {
    /// Upright, its front to the camera.
    #[must_use]
    pub fn upright(px_per_mm: f64) -> Pose {
        Pose { to_px: Affine::scale(px_per_mm), scale: px_per_mm, yaw: Degrees::ZERO }
    }

    /// The same, turned about the upright.
    #[must_use]
    pub fn yawed(self, yaw: Degrees) -> Pose {
        Pose { yaw, ..self }
    }

    /// Which side is seen.
    #[must_use]
    pub fn side(&self) -> Side {
        if libm::cos(self.yaw.radians()) >= 0.0 { Side::Front } else { Side::Back }
    }

    /// The upright the charm turns about, as a distance from the picture's left.
    fn axis(&self, shape: &CharmShape) -> f64 {
        let size = shape.outline.size;
        let middle = Point::new(size.width / 2.0, size.height / 2.0);
        (self.to_px * shape.outline.hole().map_or(middle, |hole| hole.center)).x
    }

    /// How the side that is seen leans: 0 where it looks at the camera, less than 90° either way.
    pub(super) fn lean(&self) -> f64 {
        let yaw = self.yaw.radians();
        let (sin, cos) = (libm::sin(yaw), libm::cos(yaw));
        libm::atan2(if cos >= 0.0 { sin } else { -sin }, cos.abs())
    }

    /// From the charm's millimetres to pixels of the plate seen straight on: the back is the front, mirrored
    /// about the upright it turns on.
    pub(super) fn flat(&self, shape: &CharmShape) -> Affine {
        match self.side() {
            Side::Front => self.to_px,
            Side::Back => {
                let axis = self.axis(shape);
                Affine::new([-1.0, 0.0, 0.0, 1.0, 2.0 * axis, 0.0]) * self.to_px
            }
        }
    }

    /// From pixels of the plate seen straight on to pixels of the picture.
    pub(super) fn foreshortening(&self, shape: &CharmShape) -> Foreshortening {
        let lean = self.lean();
        let (sin, cos) = (libm::sin(lean), libm::cos(lean));
        let thickness = shape.body.thickness.get();
        if thickness > STUFFED {
            let across = thickness / shape.outline.size.width.max(thickness) * sin;
            return Foreshortening {
                axis: self.axis(shape),
                narrow: (cos * cos + across * across).sqrt(),
                depth: 0.0,
            };
        }
        Foreshortening { axis: self.axis(shape), narrow: cos.max(0.02), depth: thickness * self.scale * sin }
    }

    /// From the charm's millimetres to pixels of the picture, on the side that is seen: where a corner or a
    /// hole of a turned charm lies.
    #[must_use]
    pub fn face(&self, shape: &CharmShape) -> Affine {
        self.foreshortening(shape).to_picture() * self.flat(shape)
    }
}

/// How a plate seen straight on becomes one that leans.
#[derive(Clone, Copy, Debug)]
pub(super) struct Foreshortening {
    /// What it turns about, in pixels from the left.
    pub(super) axis: f64,
    /// What is left of its width.
    pub(super) narrow: f64,
    /// How far the side that is hidden lies to the left of the one that is seen, in pixels.
    pub(super) depth: f64,
}

impl Foreshortening {
    /// The side that is seen.
    pub(super) fn to_picture(self) -> Affine {
        let shift = self.axis * (1.0 - self.narrow) + self.depth / 2.0;
        Affine::new([self.narrow, 0.0, 0.0, 1.0, shift, 0.0])
    }

    /// Whether there is nothing to do.
    pub(super) fn is_straight(self) -> bool {
        self.narrow > 0.999_999
    }
}
