//! Where something of the charm lies on a picture: enlarged, turned, mirrored, moved.

use kurbo::{Affine, Point, Vec2};

/// A map from the charm's millimetres to a picture's pixels that keeps shapes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placement {
    /// The point of the charm about which it is turned.
    pub(super) pivot: Point,
    /// Where that point lies on the picture.
    pub(super) at: Point,
    /// Pixels a millimetre.
    pub(super) scale: f64,
    /// How far it is turned, clockwise, in radians.
    pub(super) turn: f64,
    /// Whether left and right are swapped before it is turned.
    pub(super) mirrored: bool,
}

impl Placement {
    /// As a map.
    pub(super) fn affine(&self) -> Affine {
        let flip = if self.mirrored { -1.0 } else { 1.0 };
        Affine::translate(self.at.to_vec2())
            * Affine::rotate(self.turn)
            * Affine::scale_non_uniform(self.scale * flip, self.scale)
            * Affine::translate(-self.pivot.to_vec2())
    }

    /// The same place on a picture with `factor` times as many pixels a side.
    pub(super) fn enlarged(self, factor: f64) -> Placement {
        Placement { at: (self.at.to_vec2() * factor).to_point(), scale: self.scale * factor, ..self }
    }

    /// The same, moved by pixels, enlarged by a factor and turned.
    pub(super) fn nudged(self, by: Vec2, factor: f64, turn: f64) -> Placement {
        Placement { at: self.at + by, scale: self.scale * factor, turn: self.turn + turn, ..self }
    }

    /// How many quarter turns it is nearest to, 0 to 3, and the rest in radians.
    pub(super) fn quarters(&self) -> (u8, f64) {
        let quarter = std::f64::consts::FRAC_PI_2;
        let quarters = (self.turn / quarter).round();
        (quarters.rem_euclid(4.0) as u8, self.turn - quarters * quarter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::FRAC_PI_2;

    #[test]
    fn the_pivot_stays_and_the_rest_turns_about_it() {
        let placed = Placement {
            pivot: Point::new(10.0, 5.0),
            at: Point::new(100.0, 80.0),
            scale: 4.0,
            turn: FRAC_PI_2,
            mirrored: false,
        };
        assert!((placed.affine() * Point::new(10.0, 5.0) - placed.at).hypot() < 1e-9);
        let right = placed.affine() * Point::new(11.0, 5.0);
        assert!((right - Point::new(100.0, 84.0)).hypot() < 1e-9, "{right:?}");
        let mirrored = Placement { mirrored: true, ..placed }.affine() * Point::new(11.0, 5.0);
        assert!((mirrored - Point::new(100.0, 76.0)).hypot() < 1e-9, "{mirrored:?}");
    }

    #[test]
    fn a_turn_is_told_as_quarters_and_a_rest() {
        let turned =
            |turn| Placement { pivot: Point::ZERO, at: Point::ZERO, scale: 1.0, turn, mirrored: false };
        let (quarters, rest) = turned(3.0 * FRAC_PI_2 + 0.02).quarters();
        assert_eq!(quarters, 3);
        assert!((rest - 0.02).abs() < 1e-12);
        assert_eq!(turned(-0.01).quarters().0, 0);
    }
}
