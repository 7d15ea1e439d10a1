//! Solids that touch: sought now and then, kept apart at every step by pushes that never pull.

use kurbo::{Point, Vec2};

use super::body::{Body, Seat};
use super::linkage::{Instant, Linkage};
use super::state::RigState;

/// What touches slower than this comes to rest and does not bounce, in mm/s.
const BOUNCES_ABOVE: f64 = 60.0;
/// Share of the speed with which plates part again: acrylic on acrylic, softened by the rings' play. Our
/// estimate by ear and eye.
const BOUNCE: f64 = 0.3;
/// Overlap that is left alone, in mm, so that what rests stays in touch: a tenth of what is allowed.
const LEFT: f64 = 0.01;
/// Share of an overlap that one step mends.
const MENDED: f64 = 0.2;
/// No faster than this are overlapping solids driven apart, in mm/s.
const FASTEST_MEND: f64 = 120.0;
/// Touches farther apart than this after the step are not looked at, in mm.
const LOOKED_AT: f64 = 0.2;
/// Rounds of pushes at most: a few are the rule, as each step goes on from the last one's pushes.
const ROUNDS: usize = 60;
/// How far each push goes beyond what its own touch needs: rows of charms then agree sooner (Young's
/// over-relaxation).
const OVERSHOT: f64 = 1.5;
/// Pushes that change no speed by more, in mm/s, are enough.
const SETTLED: f64 = 0.05;
/// No charm moves farther between two searches, in mm.
const FARTHEST_SEEN: f64 = 20.0;
/// A touch that yields less, in mm/s a unit of push, is at a joint that nothing moves.
const IMMOVABLE: f64 = 1e-9;

/// Which bodies of two rigs may touch.
#[derive(Clone, Debug)]
pub(super) struct Neighbours(pub(super) Vec<(usize, usize)>);

/// A place of one body, the tip, that may touch another body soon.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) struct Candidate {
    tip: usize,
    solid: usize,
    point: usize,
    /// How hard they were pushed apart at the last step.
    push: f64,
}

/// A touch during one step.
#[derive(Clone, Copy, Debug)]
struct Touch {
    candidate: usize,
    /// The rigs of the tip and of the solid.
    rigs: (usize, usize),
    /// Where its rows begin: the tip's and the solid's, then the answers to both.
    begin: usize,
    /// How much speed a unit of push gives.
    yields: f64,
    /// The least speed at which the two may part.
    target: f64,
    push: f64,
}

/// The touches of a world, kept from step to step.
#[derive(Clone, Debug, Default)]
pub(super) struct Contacts {
    candidates: Vec<Candidate>,
    touches: Vec<Touch>,
    rows: Vec<f64>,
    /// Which rigs touch.
    touched: Vec<bool>,
}

/// What the contacts need to know of a world.
#[derive(Clone, Copy)]
pub(super) struct Placed<'a> {
    pub(super) linkages: &'a [Linkage],
    pub(super) bodies: &'a [Body],
    pub(super) instants: &'a [Instant],
    /// The size of the solids, as a share of their full size.
    pub(super) size: f64,
    /// Whether they are still to find their places, and may be driven out of each other.
    pub(super) settles: bool,
}

impl Contacts {
    /// Contacts that go on from the touches of an earlier run.
    pub(super) fn of(pushed: &[Candidate]) -> Contacts {
        Contacts { candidates: pushed.to_vec(), ..Contacts::default() }
    }

    /// The touches that hold something apart.
    pub(super) fn pushed(&self) -> Vec<Candidate> {
        self.candidates.iter().filter(|candidate| candidate.push > 0.0).copied().collect()
    }

    /// Finds what may touch within `seconds`.
    pub(super) fn find(
        &mut self,
        world: Placed<'_>,
        neighbours: &[Neighbours],
        states: &[RigState],
        seconds: f64,
    ) {
        let mut pushed = self.pushed();
        self.candidates.clear();
        pushed.sort_by_key(Candidate::key);
        let circles: Vec<Circle> = (0..world.bodies.len()).map(|body| world.circle(body, states)).collect();
        for pair in neighbours {
            for &(a, b) in &pair.0 {
                let (one, other) = (&circles[a], &circles[b]);
                let margin = (LOOKED_AT + 1.5 * seconds * one.approach(other)).min(FARTHEST_SEEN);
                if (one.middle - other.middle).hypot() <= one.radius + other.radius + margin {
                    self.gather(world, (a, b), margin, &pushed);
                    self.gather(world, (b, a), margin, &pushed);
                }
            }
        }
    }

    /// Notes the places of one body that lie within `margin` of the box of another.
    fn gather(&mut self, world: Placed<'_>, (tip, solid): (usize, usize), margin: f64, pushed: &[Candidate]) {
        let (tip_seat, seat) = (world.seat(tip), world.seat(solid));
        let bounds = world.bodies[solid].bounds().inflate(margin, margin);
        for point in 0..world.bodies[tip].points() {
            let (place, radius) = world.bodies[tip].point(point, world.size);
            if bounds.inflate(radius, radius).contains(seat.inward(tip_seat.outward(place))) {
                let mut candidate = Candidate { tip, solid, point, push: 0.0 };
                if let Ok(found) = pushed.binary_search_by_key(&candidate.key(), Candidate::key) {
                    candidate.push = pushed[found].push;
                }
                self.candidates.push(candidate);
            }
        }
    }

    /// Changes the speeds so that nothing moves into anything during `step` seconds.
    pub(super) fn push_apart(
        &mut self,
        world: Placed<'_>,
        states: &mut [RigState],
        before: &[RigState],
        step: f64,
    ) {
        self.touches.clear();
        self.rows.clear();
        for index in 0..self.candidates.len() {
            self.touch(world, index, states, before, step);
        }
        if self.touches.is_empty() {
            return;
        }
        self.touched.clear();
        self.touched.resize(states.len(), false);
        for touch in &self.touches {
            self.touched[touch.rigs.0] = true;
            self.touched[touch.rigs.1] = true;
        }
        let moving = self.moving(world, states);
        for touch in &self.touches {
            self.apply(touch, touch.push, states);
        }
        for round in 0..ROUNDS {
            let mut largest: f64 = 0.0;
            for turn in 0..self.touches.len() {
                let index = if round % 2 == 0 { turn } else { self.touches.len() - 1 - turn };
                largest = largest.max(self.relax(index, states));
            }
            if largest < SETTLED {
                break;
            }
        }
        for touch in &self.touches {
            self.candidates[touch.candidate].push = touch.push;
        }
        if !world.settles {
            self.calm(world, states, moving);
        }
    }

    /// Kinetic energy of the rigs that touch.
    fn moving(&self, world: Placed<'_>, states: &[RigState]) -> f64 {
        let moving = |rig: usize| world.linkages[rig].moving(&states[rig], &world.instants[rig]);
        (0..states.len()).filter(|rig| self.touched[*rig]).map(moving).sum()
    }

    /// Takes off what pushes added to the energy: many bounces at once can, by Newton's rule of the bounce.
    fn calm(&self, world: Placed<'_>, states: &mut [RigState], moving: f64) {
        let now = self.moving(world, states);
        if now > moving {
            let share = (moving / now).sqrt();
            let touched = states.iter_mut().zip(&self.touched).filter(|(_, touched)| **touched);
            touched.for_each(|(state, _)| state.slow(share));
        }
    }

    /// Looks at a candidate: notes a touch if it is near enough.
    fn touch(
        &mut self,
        world: Placed<'_>,
        candidate: usize,
        states: &[RigState],
        before: &[RigState],
        step: f64,
    ) {
        let Candidate { tip, solid, point, push } = self.candidates[candidate];
        self.candidates[candidate].push = 0.0;
        let (tip_body, solid_body) = (&world.bodies[tip], &world.bodies[solid]);
        let (place, radius) = tip_body.point(point, world.size);
        let (seat, at) = (world.seat(solid), world.seat(tip).outward(place));
        let Some(gap) = solid_body.gap(seat.inward(at), world.size) else { return };
        let (distance, outward) = (gap.distance - radius, seat.turned(gap.outward));
        let rigs = (tip_body.rig, solid_body.rig);
        let (tips, solids) = (world.linkages[rigs.0].count(), world.linkages[rigs.1].count());
        let begin = self.rows.len();
        self.rows.resize(begin + tips + solids, 0.0);
        let (row, other) = self.rows[begin..].split_at_mut(tips);
        world.linkages[rigs.0].row(&world.instants[rigs.0], tip_body.index, at, outward, row);
        world.linkages[rigs.1].row(&world.instants[rigs.1], solid_body.index, at, -outward, other);
        let parting =
            |states: &[RigState]| dot(row, &states[rigs.0].speeds) + dot(other, &states[rigs.1].speeds);
        let (now, earlier) = (parting(states), parting(before));
        if distance + now * step > LOOKED_AT && push <= 0.0 {
            self.rows.truncate(begin);
            return;
        }
        self.rows.extend_from_within(begin..begin + tips + solids);
        let (rows, answers) = self.rows[begin..].split_at_mut(tips + solids);
        world.instants[rigs.0].answer(&mut answers[..tips]);
        world.instants[rigs.1].answer(&mut answers[tips..]);
        let yields = dot(rows, answers);
        if yields > IMMOVABLE {
            let bounces = now < -distance / step && earlier < -BOUNCES_ABOVE;
            let target = if bounces { -BOUNCE * earlier } else { target(distance, step) };
            self.touches.push(Touch { candidate, rigs, begin, yields, target, push });
        } else {
            self.rows.truncate(begin);
        }
    }

    /// Mends one touch; answers by how much speed.
    fn relax(&mut self, index: usize, states: &mut [RigState]) -> f64 {
        let touch = self.touches[index];
        let tips = states[touch.rigs.0].speeds.len();
        let solids = states[touch.rigs.1].speeds.len();
        let rows = &self.rows[touch.begin..touch.begin + tips + solids];
        let parting = dot(&rows[..tips], &states[touch.rigs.0].speeds)
            + dot(&rows[tips..], &states[touch.rigs.1].speeds);
        let push = (touch.push + OVERSHOT * (touch.target - parting) / touch.yields).max(0.0);
        let more = push - touch.push;
        self.touches[index].push = push;
        self.apply(&touch, more, states);
        (more * touch.yields).abs()
    }

    fn apply(&self, touch: &Touch, push: f64, states: &mut [RigState]) {
        if push == 0.0 {
            return;
        }
        let tips = states[touch.rigs.0].speeds.len();
        let solids = states[touch.rigs.1].speeds.len();
        let begin = touch.begin + tips + solids;
        let (one, other) = self.rows[begin..begin + tips + solids].split_at(tips);
        for (rig, answer) in [(touch.rigs.0, one), (touch.rigs.1, other)] {
            for (speed, answer) in states[rig].speeds.iter_mut().zip(answer) {
                *speed += push * answer;
            }
        }
    }
}

/// The least speed at which two places `distance` apart must part that do not bounce: they may just meet, and
/// what lies in each other is driven apart.
fn target(distance: f64, step: f64) -> f64 {
    if distance >= -LEFT {
        return (-distance / step).min(0.0);
    }
    (MENDED * (-distance - LEFT) / step).min(FASTEST_MEND)
}

impl Candidate {
    fn key(&self) -> (usize, usize, usize) {
        (self.tip, self.solid, self.point)
    }
}

/// A circle round a body in motion.
struct Circle {
    middle: Point,
    radius: f64,
    speed: Vec2,
    turning: f64,
}

impl Circle {
    /// How fast any two places of two bodies can approach each other, in mm/s.
    fn approach(&self, other: &Circle) -> f64 {
        (self.speed - other.speed).hypot() + self.turning * self.radius + other.turning * other.radius
    }
}

impl Placed<'_> {
    fn seat(&self, body: usize) -> Seat {
        let body = &self.bodies[body];
        Seat::of(&self.instants[body.rig], body.index)
    }

    fn circle(&self, body: usize, states: &[RigState]) -> Circle {
        let (seat, body) = (self.seat(body), &self.bodies[body]);
        let (at, speeds) = (&self.instants[body.rig], &states[body.rig].speeds);
        let bounds = body.bounds();
        let middle = seat.outward((bounds.center().to_vec2() * self.size).to_point());
        let turning = |arm: Vec2, speed: f64| Vec2::new(-arm.y, arm.x) * speed;
        let links = self.linkages[body.rig].links().min(body.index);
        let above = (0..links).map(|link| turning(at.joints[link + 1] - at.joints[link], speeds[link]));
        Circle {
            middle,
            radius: bounds.size().to_vec2().hypot() / 2.0,
            speed: above.fold(turning(middle - seat.origin(), speeds[body.index]), |sum, speed| sum + speed),
            turning: speeds[body.index].abs(),
        }
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
