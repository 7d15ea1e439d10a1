//! Long work that the person watches and may stop.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The long work that is under way.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    last: AtomicU32,
    running: Mutex<BTreeMap<u32, Arc<AtomicBool>>>,
}

/// One piece of long work: it is under way until this is dropped.
#[derive(Debug)]
pub(crate) struct Running<'a> {
    jobs: &'a Jobs,
    id: u32,
    stopped: Arc<AtomicBool>,
}

impl Jobs {
    /// Begins one piece of long work.
    pub(crate) fn begin(&self) -> Running<'_> {
        let id = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        let stopped = Arc::new(AtomicBool::new(false));
        self.running().insert(id, stopped.clone());
        Running { jobs: self, id, stopped }
    }

    /// Asks a piece of work to stop at its next step. Work that has ended already is left alone.
    pub(crate) fn cancel(&self, id: u32) {
        if let Some(stopped) = self.running().get(&id) {
            stopped.store(true, Ordering::Relaxed);
        }
    }

    fn running(&self) -> std::sync::MutexGuard<'_, BTreeMap<u32, Arc<AtomicBool>>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Running<'_> {
    /// Its number, by which it can be stopped.
    #[must_use]
    pub(crate) fn id(&self) -> u32 {
        self.id
    }

    /// Whether it may go on.
    #[must_use]
    pub(crate) fn may_go_on(&self) -> bool {
        !self.stopped.load(Ordering::Relaxed)
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.jobs.running().remove(&self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_job_that_was_named_stops() {
        let jobs = Jobs::default();
        let (first, second) = (jobs.begin(), jobs.begin());
        jobs.cancel(first.id());
        assert!(!first.may_go_on());
        assert!(second.may_go_on());
    }

    #[test]
    fn work_that_ended_is_forgotten() {
        let jobs = Jobs::default();
        let id = jobs.begin().id();
        jobs.cancel(id);
        assert!(jobs.running().is_empty());
        assert_ne!(jobs.begin().id(), id, "a number is never used twice");
    }
}
