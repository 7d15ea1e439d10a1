//! Long work that reports its progress and can be stopped.

use crate::{Error, Result};

/// What long work holds on to: it reports steps, and learns whether it should stop.
pub struct Job<'a> {
    on_step: &'a (dyn Fn(u64, u64) -> bool + Sync),
}

impl<'a> Job<'a> {
    /// `on_step(done, total)` is called at each step and answers whether to go on.
    pub fn new(on_step: &'a (dyn Fn(u64, u64) -> bool + Sync)) -> Self {
        Job { on_step }
    }

    /// A job nobody watches and nobody stops.
    #[must_use]
    pub fn silent() -> Job<'static> {
        Job { on_step: &|_, _| true }
    }

    /// Reports that `done` of `total` steps are done.
    ///
    /// # Errors
    /// [`crate::ErrorCode::Cancelled`] when the person stopped the job.
    pub fn step(&self, done: u64, total: u64) -> Result<()> {
        if (self.on_step)(done, total) { Ok(()) } else { Err(Error::cancelled()) }
    }
}
