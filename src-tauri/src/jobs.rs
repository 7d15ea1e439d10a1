//! Long work that the person watches and may stop.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::view::Progress;

/// Hears how far long work has come.
pub(crate) type Tell<'a> = &'a (dyn Fn(Progress) + Sync);

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

    /// What a [`dangle_design::Job`] does at each step of part `at` of `parts` equal ones: it tells how far the
    /// whole has come, and goes on until the work is stopped.
    pub(crate) fn part(&self, at: usize, parts: usize, tell: Tell<'_>) -> impl Fn(u64, u64) -> bool + Sync {
        move |done, total| {
            let (done, total) = (at as u64 * total + done, parts as u64 * total);
            tell(Progress { job: self.id(), done: done as u32, total: total as u32 });
            self.may_go_on()
        }
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
    fn a_part_of_the_work_is_told_as_a_share_of_the_whole() {
        let jobs = Jobs::default();
        let running = jobs.begin();
        let heard = Mutex::new(Vec::new());
        let tell = |progress: Progress| heard.lock().unwrap().push((progress.done, progress.total));
        assert!(running.part(1, 3, &tell)(4, 10));
        jobs.cancel(running.id());
        assert!(!running.part(2, 3, &tell)(10, 10), "a step after the stop is the last");
        assert_eq!(*heard.lock().unwrap(), [(14, 30), (30, 30)]);
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
