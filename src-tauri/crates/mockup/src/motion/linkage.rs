//! A rig in motion: stiff pieces on joints that cannot stretch, in the angles of the pieces.
//!
//! Each angle is measured from straight down, clockwise, independent of the others, so that the equations
//! of the compound pendulum are short: with a piece's direction `u(θ)`, its lever `s` (first moment of all it
//! carries, itself included) and the couplings `b`,
//!
//! `Σ b[i][j] (cos(θi - θj) θ̈j + sin(θi - θj) θ̇j²) = s[i] u'(θi) · g - friction`.

use kurbo::{Point, Vec2};

use super::rig::Rig;
use super::state::RigState;
use super::world::GRAVITY;

/// Faster than any charm turns, in radians a second: a limit for what should never happen.
const FASTEST: f64 = 60.0;
/// Friction of joints and air grows with the weight carried, over a time constant in seconds. A charm of 60 mm
/// loses two thirds of its swing in five: an estimate from keychains in the hand.
const FRICTION: f64 = 0.006;
/// No part turns farther from straight down, in radians: its ring jams.
const FARTHEST_TURN: f64 = 2.9;
/// A charm twists to and fro about the vertical this often a second: our estimate from keychains in the hand.
const TWIST: f64 = 0.85;
/// The share of critical damping of the twist.
const TWIST_DAMPING: f64 = 0.09;
/// No charm twists farther from where it rests, in radians: its ring jams.
const FARTHEST_TWIST: f64 = 1.2;

/// What a rig is made of, worked out once.
#[derive(Clone, Debug)]
pub(super) struct Linkage {
    anchor: Point,
    /// Lengths of the pieces between the anchor and the charms, from the anchor down.
    lengths: Vec<f64>,
    /// Pieces and charms.
    count: usize,
    levers: Vec<f64>,
    couplings: Vec<f64>,
    /// The charms' masses, in grams.
    masses: Vec<f64>,
    /// The charms' yaw at rest, in radians.
    yaws: Vec<f64>,
}

/// What acts on a rig during a step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Forces {
    /// Gravity, and what the carrier's own motion adds, in mm/s².
    pub(super) gravity: Vec2,
    /// What twists the charms, in rad/s².
    pub(super) twist: f64,
}

/// Sines and cosines of a rig's angles, places of its joints, and the factored equations at that place.
#[derive(Clone, Debug, Default)]
pub(super) struct Instant {
    pub(super) turns: Vec<(f64, f64)>,
    pub(super) joints: Vec<Point>,
    factor: Vec<f64>,
}

impl Linkage {
    pub(super) fn new(rig: &Rig) -> Linkage {
        // Length, distance of the centre of mass, mass, inertia about it: uniform rods, then the charms.
        let mut bodies: Vec<(f64, f64, f64, f64)> = Vec::new();
        for part in &rig.parts {
            let pieces = part.pieces() as f64;
            let (length, mass) = (part.length.get() / pieces, part.mass_g / pieces);
            let rod = (length, length / 2.0, mass, mass * length * length / 12.0);
            bodies.extend(std::iter::repeat_n(rod, part.pieces()));
        }
        let links = bodies.len();
        bodies.extend(rig.charms.iter().map(|charm| (0.0, charm.reach.get(), charm.mass_g, charm.inertia)));
        let count = bodies.len();
        let carried = |index: usize| -> f64 {
            if index < links { bodies[index + 1..].iter().map(|body| body.2).sum() } else { 0.0 }
        };
        let levers: Vec<f64> = (0..count)
            .map(|index| {
                let (length, middle, mass, _) = bodies[index];
                mass * middle + length * carried(index)
            })
            .collect();
        let mut couplings = vec![0.0; count * count];
        for index in 0..count {
            let (length, middle, mass, inertia) = bodies[index];
            couplings[index * count + index] =
                inertia + mass * middle * middle + length * length * carried(index);
            for above in 0..index.min(links) {
                let coupling = bodies[above].0 * levers[index];
                couplings[index * count + above] = coupling;
                couplings[above * count + index] = coupling;
            }
        }
        Linkage {
            anchor: rig.anchor,
            lengths: bodies[..links].iter().map(|body| body.0).collect(),
            count,
            levers,
            couplings,
            masses: rig.charms.iter().map(|charm| charm.mass_g).collect(),
            yaws: rig.charms.iter().map(|charm| charm.yaw.radians()).collect(),
        }
    }

    /// Pieces and charms.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Pieces between the anchor and the charms.
    pub(super) fn links(&self) -> usize {
        self.lengths.len()
    }

    /// Straight down, at rest.
    pub(super) fn hanging(&self) -> RigState {
        let still = vec![0.0; self.yaws.len()];
        RigState {
            angles: vec![0.0; self.count],
            speeds: vec![0.0; self.count],
            yaws: self.yaws.clone(),
            yaw_speeds: still,
        }
    }

    /// Where everything is as it hangs straight down.
    pub(super) fn straight(&self) -> Instant {
        let mut at = Instant::default();
        self.place(&self.hanging(), &mut at);
        at
    }

    /// Where everything is; the equations are not factored.
    pub(super) fn place(&self, state: &RigState, at: &mut Instant) {
        at.turns.clear();
        at.turns.extend(state.angles.iter().map(|angle| libm::sincos(*angle)));
        at.joints.clear();
        let mut joint = self.anchor;
        at.joints.push(joint);
        for (length, (sin, cos)) in self.lengths.iter().zip(&at.turns) {
            joint += Vec2::new(-sin, *cos) * *length;
            at.joints.push(joint);
        }
    }

    /// Lets half a step pass without forces.
    pub(super) fn drift(&self, state: &mut RigState, half: f64) {
        for (angle, speed) in state.angles.iter_mut().zip(&mut state.speeds) {
            *angle += half * *speed;
            if angle.abs() > FARTHEST_TURN {
                (*angle, *speed) = (FARTHEST_TURN.copysign(*angle), 0.0);
            }
        }
        for ((yaw, speed), rest) in state.yaws.iter_mut().zip(&mut state.yaw_speeds).zip(&self.yaws) {
            *yaw += half * *speed;
            if (*yaw - rest).abs() > FARTHEST_TWIST {
                (*yaw, *speed) = (rest + FARTHEST_TWIST.copysign(*yaw - rest), 0.0);
            }
        }
    }

    /// Lets `forces` act for `step` seconds at the place `at`, which [`Linkage::place`] has set.
    ///
    /// Friction enters the left side by half a step, and gravity's stiffness by a quarter of its square: light
    /// links between heavy parts then never oscillate faster than the step can follow, and neither changes how
    /// fast or how long a charm swings.
    pub(super) fn kick(&self, state: &mut RigState, at: &mut Instant, forces: &Forces, step: f64) {
        let count = self.count;
        let mut push = [0.0; super::world::MOST_ANGLES];
        at.factor.clear();
        at.factor.resize(count * count, 0.0);
        let weight = forces.gravity.hypot();
        for i in 0..count {
            let (sin_i, cos_i) = at.turns[i];
            for j in 0..i {
                let (sin_j, cos_j) = at.turns[j];
                let coupling = self.couplings[i * count + j];
                at.factor[i * count + j] = coupling * (cos_i * cos_j + sin_i * sin_j);
                let whirl = step * coupling * (sin_i * cos_j - cos_i * sin_j);
                push[i] -= whirl * state.speeds[j] * state.speeds[j];
                push[j] += whirl * state.speeds[i] * state.speeds[i];
            }
            let lever = self.levers[i];
            let turning = -cos_i * forces.gravity.x - sin_i * forces.gravity.y;
            let stiffness = (cos_i * forces.gravity.y - sin_i * forces.gravity.x).max(0.0) * lever;
            let friction = FRICTION * lever * weight;
            at.factor[i * count + i] =
                self.couplings[i * count + i] + step / 2.0 * friction + step * step / 4.0 * stiffness;
            push[i] += step * (lever * turning - friction * state.speeds[i]);
        }
        factorise(&mut at.factor, count);
        solve(&at.factor, &mut push[..count]);
        for (speed, push) in state.speeds.iter_mut().zip(&push) {
            *speed = (*speed + push).clamp(-FASTEST, FASTEST);
        }
        self.twist(state, forces.twist, step);
    }

    fn twist(&self, state: &mut RigState, drive: f64, step: f64) {
        let omega = std::f64::consts::TAU * TWIST;
        let damped = 1.0 + step * 2.0 * TWIST_DAMPING * omega;
        for ((yaw, speed), rest) in state.yaws.iter().zip(&mut state.yaw_speeds).zip(&self.yaws) {
            *speed = (*speed + step * (drive - omega * omega * (yaw - rest))) / damped;
        }
    }

    /// How fast the angles change a unit of speed at a place along a direction: row of the Jacobian of the
    /// place `point`, which belongs to piece or charm `body`.
    pub(super) fn row(&self, at: &Instant, body: usize, point: Point, direction: Vec2, row: &mut [f64]) {
        row.fill(0.0);
        for (above, value) in row.iter_mut().enumerate().take(body.min(self.links())) {
            *value = turning(at.joints[above + 1] - at.joints[above]).dot(direction);
        }
        row[body] = turning(point - at.joints[body.min(self.links())]).dot(direction);
    }

    /// Flings a charm, as a hand does that has hold of it: the whole rig swings about its anchor, in one line, so
    /// that the charm's centre of mass gains the speed `push`, in mm/s, but what would only pull at the anchor.
    pub(super) fn fling(&self, state: &mut RigState, charm: usize, push: Vec2) {
        let mut at = Instant::default();
        self.place(state, &mut at);
        let (sin, cos) = at.turns[self.links() + charm];
        let reach = self.levers[self.links() + charm] / self.masses[charm];
        let middle = at.joints[self.links()] + Vec2::new(-sin, cos) * reach;
        let arm = middle - self.anchor;
        let speed = push.dot(turning(arm)) / arm.hypot2().max(1.0);
        state.speeds.iter_mut().for_each(|own| *own = (*own + speed).clamp(-FASTEST, FASTEST));
    }

    /// Sets the whole rig swinging about its anchor, so that it would rise to `lean` radians, to the right.
    pub(super) fn push(&self, state: &mut RigState, lean: f64) {
        let speed = 2.0 * (GRAVITY.y / self.drop()).sqrt() * libm::sin(lean / 2.0);
        state.speeds.iter_mut().for_each(|own| *own -= speed);
    }

    /// From the anchor to the first charm's centre of mass as it hangs straight, in mm.
    fn drop(&self) -> f64 {
        self.lengths.iter().sum::<f64>() + self.levers[self.links()] / self.masses[0]
    }

    /// How many charms it ends in.
    pub(super) fn charms(&self) -> usize {
        self.yaws.len()
    }

    /// Kinetic energy, in g·mm²/s², at the place `at`.
    pub(super) fn moving(&self, state: &RigState, at: &Instant) -> f64 {
        let mut moving = 0.0;
        for i in 0..self.count {
            let (sin_i, cos_i) = at.turns[i];
            let speed = state.speeds[i];
            moving += 0.5 * self.couplings[i * self.count + i] * speed * speed;
            for j in 0..i {
                let (sin_j, cos_j) = at.turns[j];
                let coupling = self.couplings[i * self.count + j] * (cos_i * cos_j + sin_i * sin_j);
                moving += coupling * speed * state.speeds[j];
            }
        }
        moving
    }

    /// Height energy above straight down, in g·mm²/s², at the place `at`.
    pub(super) fn height(&self, at: &Instant, gravity: Vec2) -> f64 {
        let height = |(lever, (sin, cos)): (&f64, &(f64, f64))| {
            lever * (gravity.hypot() - cos * gravity.y + sin * gravity.x)
        };
        self.levers.iter().zip(&at.turns).map(height).sum()
    }
}

impl Instant {
    /// What a unit of push along `row` adds to the speeds, after [`Linkage::kick`].
    pub(super) fn answer(&self, row: &mut [f64]) {
        solve(&self.factor, row);
    }
}

/// How fast a place moves that lies `arm` from what turns by one radian a second.
fn turning(arm: Vec2) -> Vec2 {
    Vec2::new(-arm.y, arm.x)
}

/// Cholesky's factor of a positive definite matrix, in its lower half.
fn factorise(matrix: &mut [f64], count: usize) {
    for i in 0..count {
        for j in 0..=i {
            let mut sum = matrix[i * count + j];
            for k in 0..j {
                sum -= matrix[i * count + k] * matrix[j * count + k];
            }
            matrix[i * count + j] = if i == j { sum.max(1e-12).sqrt() } else { sum / matrix[j * count + j] };
        }
    }
}

/// Solves by a factor of [`factorise`].
fn solve(factor: &[f64], right: &mut [f64]) {
    let count = right.len();
    for i in 0..count {
        let mut sum = right[i];
        for k in 0..i {
            sum -= factor[i * count + k] * right[k];
        }
        right[i] = sum / factor[i * count + i];
    }
    for i in (0..count).rev() {
        let mut sum = right[i];
        for k in i + 1..count {
            sum -= factor[k * count + i] * right[k];
        }
        right[i] = sum / factor[i * count + i];
    }
}
