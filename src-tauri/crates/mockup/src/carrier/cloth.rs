//! How a carrier's cloth is coloured: one dye, or a pattern of two.

use dangle_design::project::{Pattern, PatternKind, Scene};
use dangle_design::units::Rgb;

/// The colours of a carrier's cloth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cloth {
    /// Its ground colour.
    pub tint: Rgb,
    /// What is printed or woven into it.
    pub pattern: Option<Pattern>,
}

impl Cloth {
    /// Cloth of one colour.
    #[must_use]
    pub fn plain(tint: Rgb) -> Cloth {
        Cloth { tint, pattern: None }
    }

    /// The cloth of a scene.
    #[must_use]
    pub fn of(scene: &Scene) -> Cloth {
        Cloth { tint: scene.tint, pattern: scene.pattern }
    }

    /// How much of the pattern's colour a place has, 0 to 1; `x`, `y` and the side of a pixel in mm. The pattern
    /// lies as on cloth laid flat before the camera: folds shade it but do not bend it.
    pub(super) fn share(&self, x: f32, y: f32, pixel: f32) -> f32 {
        let Some(pattern) = self.pattern else { return 0.0 };
        let pitch = pattern.pitch.get() as f32;
        let (u, v, soft) = (x / pitch, y / pitch, (pixel / pitch).max(1e-4));
        match pattern.kind {
            PatternKind::Stripes => band(u, soft),
            PatternKind::Gingham => f32::midpoint(band(u, soft), band(v, soft)),
            PatternKind::Checks => {
                let (a, b) = (band(u, soft), band(v, soft));
                a + b - 2.0 * a * b
            }
            PatternKind::Dots => {
                // Each row between the dots of the last: two square grids, half a pitch apart.
                let near = |shift: f32| {
                    let off = |value: f32| (value + shift).rem_euclid(1.0) - 0.5;
                    0.23 - off(u).hypot(off(v))
                };
                (near(0.0).max(near(0.5)) / soft + 0.5).clamp(0.0, 1.0)
            }
        }
    }
}

/// 1 within the first half of each period of 1, 0 in the second; soft over a pixel at its edges.
fn band(value: f32, soft: f32) -> f32 {
    // Distance from the middle of the nearest band, whichever side of the seam it lies.
    let place = (value - 0.25 + 0.5).rem_euclid(1.0) - 0.5;
    ((0.25 - place.abs()) / soft + 0.5).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dangle_design::units::Mm;

    fn cloth(kind: PatternKind) -> Cloth {
        let pattern = Pattern { kind, colour: Rgb([255; 3]), pitch: Mm::new(10.0) };
        Cloth { tint: Rgb([0; 3]), pattern: Some(pattern) }
    }

    #[test]
    fn a_pattern_returns_after_its_pitch_and_covers_its_share() {
        for (kind, share) in [
            (PatternKind::Stripes, 0.5),
            (PatternKind::Gingham, 0.5),
            (PatternKind::Checks, 0.5),
            (PatternKind::Dots, 0.332),
        ] {
            let cloth = cloth(kind);
            let at = |column: i32, row: i32| cloth.share(column as f32 * 0.1, row as f32 * 0.1, 0.1);
            let mut sum = 0.0;
            for (column, row) in (0..100).flat_map(|row| (0..100).map(move |column| (column, row))) {
                sum += at(column, row);
                assert!(
                    (at(column, row) - at(column + 100, row - 100)).abs() < 0.02,
                    "{kind:?} {column} {row}"
                );
            }
            assert!((sum / 10_000.0 - share).abs() < 0.02, "{kind:?}: {}", sum / 10_000.0);
        }
        assert!(Cloth::plain(Rgb([9; 3])).share(3.0, 4.0, 0.1).abs() < f32::EPSILON);
    }
}
