//! Where a rig is and how fast it moves.

use dangle_design::units::Degrees;

/// Where a rig is and how fast it moves: the angles of its pieces, then of its charms, in radians.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RigState {
    pub(super) angles: Vec<f64>,
    pub(super) speeds: Vec<f64>,
    /// Each charm's turn about the vertical.
    pub(super) yaws: Vec<f64>,
    pub(super) yaw_speeds: Vec<f64>,
}

impl RigState {
    /// The fastest it turns, in rad/s, twist and all.
    pub(super) fn fastest(&self) -> f64 {
        self.speeds.iter().chain(&self.yaw_speeds).fold(0.0, |most, speed| most.max(speed.abs()))
    }

    /// The state between this and `other`, which it becomes at 1.
    pub(super) fn blend(&self, other: &RigState, share: f64) -> RigState {
        let mix = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a + (b - a) * share).collect();
        RigState {
            angles: mix(&self.angles, &other.angles),
            speeds: mix(&self.speeds, &other.speeds),
            yaws: mix(&self.yaws, &other.yaws),
            yaw_speeds: mix(&self.yaw_speeds, &other.yaw_speeds),
        }
    }

    /// The state at a share of the way to `next`, `seconds` later: Hermite's cubics, so that speeds agree too.
    pub(super) fn between(&self, next: &RigState, seconds: f64, share: f64) -> RigState {
        let straight = self.blend(next, share);
        let bend = |from: &[f64], to: &[f64], speed: &[f64], speed_to: &[f64]| -> Vec<f64> {
            (0..from.len())
                .map(|index| {
                    let way = to[index] - from[index];
                    let (start, end) = (speed[index] * seconds - way, way - speed_to[index] * seconds);
                    let back = 1.0 - share;
                    from[index] + way * share + share * back * (start * back + end * share)
                })
                .collect()
        };
        RigState {
            angles: bend(&self.angles, &next.angles, &self.speeds, &next.speeds),
            yaws: bend(&self.yaws, &next.yaws, &self.yaw_speeds, &next.yaw_speeds),
            ..straight
        }
    }

    /// The same place at rest.
    pub(super) fn stopped(&self) -> RigState {
        let mut still = self.clone();
        still.stop();
        still
    }

    /// Slows its swing to a share of its speed.
    pub(super) fn slow(&mut self, share: f64) {
        self.speeds.iter_mut().for_each(|speed| *speed *= share);
    }

    /// Stops it.
    pub(super) fn stop(&mut self) {
        self.speeds.fill(0.0);
        self.yaw_speeds.fill(0.0);
    }

    /// The angle of a charm, counted from the nearest one to the carrier, with its yaw.
    pub(super) fn charm(&self, charm: usize) -> (Degrees, Degrees) {
        let angle = self.angles[self.angles.len() - self.yaws.len() + charm];
        (Degrees::new(angle.to_degrees()), Degrees::new(self.yaws[charm].to_degrees()))
    }
}
