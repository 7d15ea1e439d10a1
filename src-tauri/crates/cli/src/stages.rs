//! One charm through the stages, each timed.

use std::time::Instant;

use dangle_design::artwork::{self, Subject};
use dangle_design::process::Process;
use dangle_design::project::Charm;
use dangle_design::report::{Report, Timings};
use dangle_design::shape::{self, CharmShape, Quality};
use dangle_design::Job;

use crate::Result;

/// A charm with everything that follows from it.
pub(crate) struct Shaped {
    pub(crate) charm: Charm,
    pub(crate) process: Process,
    pub(crate) shape: CharmShape,
    pub(crate) timings: Timings,
}

impl Shaped {
    /// Everything that follows from `charm`, whose artwork is `bytes`.
    pub(crate) fn derive(charm: Charm, bytes: &[u8]) -> Result<Shaped> {
        let process = Process::load(&charm.process)?;
        let mut timings = Timings::default();
        let picture = timed(&mut timings.decode, || artwork::decode(bytes))?;
        let subject = timed(&mut timings.background, || {
            Subject::from_picture(picture, charm.artwork.background, &Job::silent())
        })?;
        let mut shape = timed(&mut timings.outline, || {
            shape::derive(&charm, &process, &subject, Quality::Final, &Job::silent())
        })?;
        shape.checks = timed(&mut timings.checks, || Ok(dangle_design::check::run(&charm, &process, &shape)))?;
        Ok(Shaped { charm, process, shape, timings })
    }

    /// What the stages so far have found.
    pub(crate) fn report(&self) -> Report {
        Report::new(&self.charm.name, &self.shape, self.timings)
    }
}

/// Runs a stage and notes how long it took, in milliseconds.
pub(crate) fn timed<T>(milliseconds: &mut f64, stage: impl FnOnce() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    let result = stage();
    *milliseconds = (start.elapsed().as_secs_f64() * 1e6).round() / 1e3;
    result
}
