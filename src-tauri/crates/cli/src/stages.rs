//! One charm through the stages, each timed.

use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use dangle_design::Job;
use dangle_design::artwork::{Blobs, Depiction, Subject};
use dangle_design::process::Process;
use dangle_design::project::{Charm, OwnLimit};
use dangle_design::report::{Report, Timings};
use dangle_design::shape::{self, CharmShape, Quality};

use crate::Result;

/// A charm with everything that follows from it.
pub(crate) struct Shaped {
    pub(crate) charm: Charm,
    pub(crate) process: Process,
    pub(crate) shape: CharmShape,
    pub(crate) timings: Timings,
}

impl Shaped {
    /// Everything that follows from `charm`, held against the person's own limits too.
    pub(crate) fn derive(charm: Charm, own: &[OwnLimit], blobs: &Blobs<'_>) -> Result<Shaped> {
        let process = Process::load(&charm.process)?.with_own(own);
        let mut timings = Timings::default();
        let subject =
            timed(&mut timings.artwork, || Subject::of(&Depiction::of(&charm), blobs, &Job::silent()))?;
        let clock = StageClock::start();
        let derive = |job: &Job<'_>| shape::derive(&charm, &process, &subject, Quality::Final, job);
        let mut shape = derive(&Job::new(&|done, total| clock.note(done, total)))?;
        dangle_print::add_checks(&mut shape, &process)?;
        (timings.outline, timings.checks) = clock.outline_and_checks();
        Ok(Shaped { charm, process, shape, timings })
    }

    /// The charm a file shows: a file for one language bears its tag; a file of any other name is one of the
    /// words as written.
    pub(crate) fn named_for(file: &Path, mut variants: Vec<Shaped>) -> Shaped {
        let name = crate::output::stem(file);
        let named = |shaped: &Shaped| {
            shaped.charm.language.as_ref().is_some_and(|tag| name.contains(&format!("-{tag}")))
        };
        variants.swap_remove(variants.iter().position(named).unwrap_or(0))
    }

    /// What the stages so far have found.
    pub(crate) fn report(&self) -> Report {
        Report::new(&self.charm.file_name(), &self.shape, self.timings)
    }
}

/// Tells the two stages of a derivation apart by its steps: the last step ends the checks, all before it
/// belong to the outline.
struct StageClock {
    start: Instant,
    outline_end: Mutex<Instant>,
}

impl StageClock {
    fn start() -> Self {
        let start = Instant::now();
        StageClock { start, outline_end: Mutex::new(start) }
    }

    /// Notes a step; the job always goes on.
    fn note(&self, done: u64, total: u64) -> bool {
        if done < total
            && let Ok(mut end) = self.outline_end.lock()
        {
            *end = Instant::now();
        }
        true
    }

    fn outline_and_checks(&self) -> (f64, f64) {
        let end = self.outline_end.lock().map_or(self.start, |end| *end);
        (milliseconds(end - self.start), milliseconds(end.elapsed()))
    }
}

/// Runs a stage and notes how long it took, in milliseconds.
pub(crate) fn timed<T>(taken: &mut f64, stage: impl FnOnce() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    let result = stage();
    *taken = milliseconds(start.elapsed());
    result
}

fn milliseconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1e6).round() / 1e3
}
