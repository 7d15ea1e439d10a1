//! A world in motion, step by step.

use super::contact::{Contacts, Placed};
use super::drive::Drive;
use super::linkage::{Forces, Instant};
use super::state::RigState;
use super::world::{GRAVITY, State, World};

/// Seconds a step: a charm at full swing moves its own thickness in two.
pub(super) const STEP: f64 = 1.0 / STEPS as f64;
/// Steps in a second.
pub(super) const STEPS: u64 = 240;
/// Steps between two searches for what may touch.
const SEARCHED_EVERY: u64 = 2;

/// A world in motion.
pub(super) struct Run<'a> {
    world: &'a World,
    pub(super) state: State,
    before: Vec<RigState>,
    instants: Vec<Instant>,
    contacts: Contacts,
    steps: u64,
    /// The size of the solids, as a share of their full size.
    pub(super) size: f64,
    /// The share of its speed that everything keeps from step to step.
    pub(super) keeps: f64,
    /// The energy before the step, where nothing but gravity acts: it may only fall.
    energy: Option<f64>,
}

impl<'a> Run<'a> {
    pub(super) fn new(world: &'a World, state: State) -> Run<'a> {
        let instants = world.instants(&state);
        let (before, contacts) = (state.rigs.clone(), Contacts::of(&state.pushed));
        Run { world, state, before, instants, contacts, steps: 0, size: 1.0, keeps: 1.0, energy: None }
    }

    /// Where everything is, how fast it moves, and what holds it apart.
    pub(super) fn state(&self) -> State {
        State { pushed: self.contacts.pushed(), ..self.state.clone() }
    }

    /// Lets one step pass: half of it without forces, then all forces and pushes at once, then the other half.
    pub(super) fn step(&mut self, forces: &[Forces]) {
        let (world, rigs) = (self.world, &mut self.state.rigs);
        for (index, linkage) in world.linkages.iter().enumerate() {
            rigs[index].slow(self.keeps);
            linkage.drift(&mut rigs[index], STEP / 2.0);
            linkage.place(&rigs[index], &mut self.instants[index]);
            self.before[index].speeds.clone_from(&rigs[index].speeds);
            linkage.kick(&mut rigs[index], &mut self.instants[index], &forces[index], STEP);
        }
        let placed = Placed {
            linkages: &world.linkages,
            bodies: &world.bodies,
            instants: &self.instants,
            size: self.size,
            settles: self.keeps < 1.0,
        };
        if self.steps.is_multiple_of(SEARCHED_EVERY) {
            let ahead = SEARCHED_EVERY as f64 * STEP;
            self.contacts.find(placed, &world.neighbours, rigs, ahead);
        }
        self.contacts.push_apart(placed, rigs, &self.before, STEP);
        for (index, linkage) in world.linkages.iter().enumerate() {
            linkage.drift(&mut rigs[index], STEP / 2.0);
        }
        self.steps += 1;
    }

    /// The same with gravity alone.
    ///
    /// A step follows links that whip about to within a thousandth of the energy; what it made of nothing is
    /// taken off again, for it may only fall.
    fn fall(&mut self, forces: &[Forces]) {
        let before = self.energy.unwrap_or_else(|| self.world.energy(&self.state));
        self.step(forces);
        let rigs = &mut self.state.rigs;
        let (mut moving, mut height) = (0.0, 0.0);
        for (index, linkage) in self.world.linkages.iter().enumerate() {
            linkage.place(&rigs[index], &mut self.instants[index]);
            moving += linkage.moving(&rigs[index], &self.instants[index]);
            height += linkage.height(&self.instants[index], GRAVITY);
        }
        if moving + height > before && moving > 0.0 {
            let share = ((before - height).max(0.0) / moving).sqrt();
            for rig in rigs.iter_mut() {
                rig.slow(share);
            }
            moving *= share * share;
        }
        self.energy = Some(moving + height);
    }
}

/// A run that is read at rising times.
pub(super) struct Recorder<'a> {
    run: Run<'a>,
    drive: Drive,
    forces: Vec<Forces>,
    /// Steps done.
    done: u64,
    /// The state one step earlier, where a time between two steps was asked for.
    before: State,
}

impl<'a> Recorder<'a> {
    pub(super) fn new(world: &'a World, state: State, drive: Drive) -> Recorder<'a> {
        let still = Forces { gravity: GRAVITY, twist: 0.0 };
        let (forces, before) = (vec![still; state.rigs.len()], state.clone());
        Recorder { run: Run::new(world, state), drive, forces, done: 0, before }
    }

    /// The state after so many steps and a share of the next.
    pub(super) fn at(&mut self, (steps, share): (u64, f64)) -> State {
        while self.done < steps {
            self.step();
        }
        if share <= 0.0 {
            return self.run.state();
        }
        if self.done == steps {
            self.before.clone_from(&self.run.state);
            self.step();
        }
        let rigs = self.before.rigs.iter().zip(&self.run.state.rigs);
        let rigs = rigs.map(|(rig, next)| rig.between(next, STEP, share)).collect();
        State { rigs, pushed: self.run.contacts.pushed() }
    }

    fn step(&mut self) {
        self.done += 1;
        if self.drive.is_none() {
            return self.run.fall(&self.forces);
        }
        let push = self.drive.push((self.done as f64 - 0.5) * STEP);
        for (rig, forces) in self.forces.iter_mut().enumerate() {
            forces.gravity = GRAVITY - push;
            forces.twist = self.drive.twist(rig, push);
        }
        self.run.step(&self.forces);
    }
}
