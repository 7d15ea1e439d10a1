//! All the rigs of a scene together, and how they move.

use dangle_design::Result;
use dangle_design::units::Mm;
use kurbo::Vec2;

use super::body::{Body, Seat, overlap};
use super::contact::{Candidate, Neighbours};
use super::layers::{Stacked, layered, same_anchor};
use super::linkage::{Forces, Instant, Linkage};
use super::rig::{self, MOST_CHARMS, MOST_PARTS, Rig};
use super::run::Run;
use super::state::RigState;

/// Standard gravity, in mm/s² (CGPM 1901).
pub(super) const GRAVITY: Vec2 = Vec2::new(0.0, 9806.65);
/// The most angles a rig has.
pub(super) const MOST_ANGLES: usize = MOST_PARTS * super::rig::MOST_PIECES + MOST_CHARMS;
/// Share of its speed that a set keeps from step to step while it settles: it no longer swings.
const SETTLING: f64 = 0.95;
/// How much of that it has lost by the longest settling: what is jammed comes to rest too.
const CALMING: f64 = 0.6;
/// What solids may lie in each other at rest, in mm; those that would lie deeper hang one before the other.
const ALLOWED: f64 = 0.1;
/// Steps in which charms grow from their holes to their full size, so that they find their places side by side.
const GROWING: u64 = 240;
/// The most steps a set may take to settle.
const LONGEST: u64 = 1200;
/// Slower than this a set has settled, in rad/s: slowed as it is, it would not go another 0.02 mm.
const AT_REST: f64 = 2e-3;
/// The rigs of one scene, ready to move.
#[derive(Clone, Debug)]
pub struct World {
    pub(super) linkages: Vec<Linkage>,
    pub(super) bodies: Vec<Body>,
    pub(super) neighbours: Vec<Neighbours>,
    /// How far each rig's charms begin before the carrier.
    pub(super) depths: Vec<Vec<Mm>>,
    rest: State,
}

/// Where everything is and how fast it moves.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    pub(super) rigs: Vec<RigState>,
    /// What holds them apart.
    pub(super) pushed: Vec<Candidate>,
}

impl World {
    /// The world of `rigs`: the earlier ones nearer to the carrier where they cannot hang side by side.
    ///
    /// # Errors
    /// `Input` when there are too many, or one cannot hang.
    pub fn new(rigs: &[Rig]) -> Result<World> {
        rig::check(rigs)?;
        let mut jammed = Stacked::new();
        loop {
            let mut world = World::layered(rigs, &jammed);
            world.rest = world.settled(&vec![GRAVITY; rigs.len()]);
            let before = jammed.len();
            jammed.extend(world.overlapping(&world.rest));
            if jammed.len() == before {
                return Ok(world);
            }
        }
    }

    fn layered(rigs: &[Rig], jammed: &Stacked) -> World {
        let linkages: Vec<Linkage> = rigs.iter().map(Linkage::new).collect();
        let bodies = layered(rigs, &linkages, jammed);
        let depths = (0..rigs.len()).map(|rig| {
            let charms = bodies.iter().filter(|body| body.rig == rig && body.is_charm());
            charms.map(|charm| Mm::new(charm.depth.0)).collect()
        });
        World {
            depths: depths.collect(),
            neighbours: neighbours(rigs, &bodies),
            linkages,
            bodies,
            rest: State { rigs: Vec::new(), pushed: Vec::new() },
        }
    }

    /// How the set hangs when it has come to rest.
    ///
    /// A charm that touches no other hangs exactly straight.
    #[must_use]
    pub fn rest(&self) -> &State {
        &self.rest
    }

    /// How the set hangs when each rig has its own gravity.
    pub(super) fn settled(&self, gravity: &[Vec2]) -> State {
        let mut state =
            State { rigs: self.linkages.iter().map(Linkage::hanging).collect(), pushed: Vec::new() };
        for (rig, pull) in state.rigs.iter_mut().zip(gravity) {
            rig.angles.fill(libm::atan2(-pull.x, pull.y) + 0.0);
        }
        if self.deepest_overlap(&state) <= 0.0 {
            return state;
        }
        let mut run = Run::new(self, state);
        let forces: Vec<Forces> =
            gravity.iter().map(|gravity| Forces { gravity: *gravity, twist: 0.0 }).collect();
        for step in 0..LONGEST {
            run.size = ((step + 1) as f64 / GROWING as f64).min(1.0);
            run.keeps = SETTLING - CALMING * step as f64 / LONGEST as f64;
            run.step(&forces);
            if step > GROWING && step % 16 == 0 && run.state.fastest() < AT_REST {
                break;
            }
        }
        run.state.rigs.iter_mut().for_each(RigState::stop);
        run.state()
    }

    /// How deep the deepest two solids lie in each other, in mm; below zero when none touch.
    #[must_use]
    pub fn deepest_overlap(&self, state: &State) -> f64 {
        self.overlaps(state).map(|(_, overlap)| overlap).fold(f64::NEG_INFINITY, f64::max)
    }

    /// The rigs that lie deeper in each other than solids at rest may.
    fn overlapping(&self, state: &State) -> Stacked {
        let deep = self.overlaps(state).filter(|(_, overlap)| *overlap > ALLOWED);
        deep.map(|((a, b), _)| (self.bodies[a].rig, self.bodies[b].rig)).collect()
    }

    /// The pairs of bodies that may touch, and how deep they lie in each other.
    fn overlaps(&self, state: &State) -> impl Iterator<Item = ((usize, usize), f64)> {
        let instants = self.instants(state);
        let pairs = self.neighbours.iter().flat_map(|pair| &pair.0);
        pairs.map(move |&(a, b)| {
            let seat = |body: &Body| Seat::of(&instants[body.rig], body.index);
            let (one, other) = (&self.bodies[a], &self.bodies[b]);
            ((a, b), overlap((one, &seat(one)), (other, &seat(other))))
        })
    }

    /// Kinetic energy and height energy above straight down, in g·mm²/s² (billionths of a joule).
    #[must_use]
    pub fn energy(&self, state: &State) -> f64 {
        let instants = self.instants(state);
        let each = self.linkages.iter().zip(&state.rigs).zip(&instants);
        each.map(|((linkage, rig), at)| linkage.moving(rig, at) + linkage.height(at, GRAVITY)).sum()
    }

    pub(super) fn instants(&self, state: &State) -> Vec<Instant> {
        let place = |(linkage, rig): (&Linkage, &RigState)| {
            let mut at = Instant::default();
            linkage.place(rig, &mut at);
            at
        };
        self.linkages.iter().zip(&state.rigs).map(place).collect()
    }
}

impl State {
    /// The fastest anything turns, in rad/s.
    pub(super) fn fastest(&self) -> f64 {
        self.rigs.iter().map(RigState::fastest).fold(0.0, f64::max)
    }

    /// Whether nothing moves that an eye could see.
    #[must_use]
    pub fn is_at_rest(&self) -> bool {
        /// A tenth of a millimetre a second at 50 mm.
        const SEEN: f64 = 2e-3;
        self.fastest() < SEEN
    }
}

/// The pairs of bodies that may ever touch.
fn neighbours(rigs: &[Rig], bodies: &[Body]) -> Vec<Neighbours> {
    let mut all = Vec::new();
    for (b, other) in rigs.iter().enumerate() {
        for (a, rig) in rigs[..b].iter().enumerate() {
            if (rig.anchor - other.anchor).hypot() > rig.reach() + other.reach() {
                continue;
            }
            let one_anchor = same_anchor(rig, other);
            let touch = |one: &Body, two: &Body| match (one.is_charm(), two.is_charm()) {
                (true, true) => one.shares_depth(two),
                (true, false) | (false, true) => one.shares_depth(two) && !one_anchor,
                // Thin and round: chains slip past each other.
                (false, false) => false,
            };
            let of = |rig: usize| (0..bodies.len()).filter(move |index| bodies[*index].rig == rig);
            let pairs: Vec<(usize, usize)> = of(a)
                .flat_map(|one| of(b).map(move |two| (one, two)))
                .filter(|(one, two)| touch(&bodies[*one], &bodies[*two]))
                .collect();
            if !pairs.is_empty() {
                all.push(Neighbours(pairs));
            }
        }
    }
    all
}
