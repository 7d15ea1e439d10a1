//! Keeps edits off the caller's thread, and tries again when the disk refuses.

use std::collections::BTreeMap;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use dangle_design::history::History;
use dangle_design::id::ProjectId;
use dangle_design::{Error, ErrorCode, Result};

use crate::Store;

/// How long it waits before it tries a failed save again: long enough that a full disk is not hammered,
/// short enough that a person who has freed some space sees the edits kept at once.
const RETRY_AFTER: Duration = Duration::from_secs(2);

/// Writes histories to a store on a thread of its own.
///
/// There is no debounce: the first edit is written at once, and those that come while it is being written
/// are written together, as the newest history holds them all. To acknowledge an edit as kept, call
/// [`Autosave::keep`], then [`Autosave::flush`]. Dropping it writes what is left and waits for that.
#[derive(Debug)]
pub struct Autosave {
    desk: Option<Sender<Order>>,
    writer: Option<JoinHandle<()>>,
}

enum Order {
    Keep(Box<History>, i64),
    Flush(Sender<Result<()>>),
}

impl Autosave {
    /// Starts the thread.
    ///
    /// `tell` is called on it, while the store is not locked, with a project's revision when the project has
    /// reached the disk, or with why it has not. A failed save is tried again every two seconds and at the
    /// next order; `tell` hears of such a second try only when it succeeds.
    ///
    /// # Errors
    /// [`ErrorCode::Store`] when the system gives no thread.
    pub fn start(
        store: Arc<Mutex<Store>>,
        tell: impl FnMut(&ProjectId, &Result<u64>) + Send + 'static,
    ) -> Result<Autosave> {
        let (desk, orders) = mpsc::channel();
        let writer = Writer { store, waiting: BTreeMap::new(), tell };
        let writer = thread::Builder::new().name("autosave".into()).spawn(move || writer.work(&orders));
        let writer = writer.map_err(|error| {
            let hint = "Close other programs, then start Dangle again.";
            Error::new(ErrorCode::Store, format!("there is no thread to keep edits by: {error}"), hint)
        })?;
        Ok(Autosave { desk: Some(desk), writer: Some(writer) })
    }

    /// Orders a history to be written, and returns at once.
    pub fn keep(&self, history: History, now_ms: i64) {
        self.order(Order::Keep(Box::new(history), now_ms));
    }

    /// Waits until everything ordered so far is on the disk, or the disk has refused it.
    ///
    /// # Errors
    /// That of the save that failed. What failed still waits in memory, and is tried again.
    pub fn flush(&self) -> Result<()> {
        let (answer, answered) = mpsc::channel();
        self.order(Order::Flush(answer));
        answered.recv().unwrap_or_else(|_| {
            Err(Error::new(
                ErrorCode::Store,
                "the thread that keeps edits has stopped",
                "Export the project to keep this version, then start Dangle again.",
            ))
        })
    }

    /// The writer ends before the desk closes only if the callback panicked; `flush` then tells.
    fn order(&self, order: Order) {
        if let Some(desk) = &self.desk {
            let _gone = desk.send(order);
        }
    }
}

impl Drop for Autosave {
    fn drop(&mut self) {
        self.desk = None;
        if let Some(writer) = self.writer.take() {
            let _panicked = writer.join();
        }
    }
}

struct Writer<Tell> {
    store: Arc<Mutex<Store>>,
    /// The newest history of each project that is not on the disk yet, and when it was edited.
    waiting: BTreeMap<ProjectId, (Box<History>, i64)>,
    tell: Tell,
}

impl<Tell: FnMut(&ProjectId, &Result<u64>)> Writer<Tell> {
    fn work(mut self, orders: &Receiver<Order>) {
        loop {
            match self.next(orders) {
                Ok(order) => {
                    let flushes = self.take_up(order, orders);
                    self.write(true, flushes);
                }
                Err(RecvTimeoutError::Timeout) => self.write(false, Vec::new()),
                Err(RecvTimeoutError::Disconnected) => return self.write(true, Vec::new()),
            }
        }
    }

    fn next(&self, orders: &Receiver<Order>) -> std::result::Result<Order, RecvTimeoutError> {
        if self.waiting.is_empty() {
            return orders.recv().map_err(RecvTimeoutError::from);
        }
        orders.recv_timeout(RETRY_AFTER)
    }

    /// Takes up this order and all that lie behind it; answers who waits for them.
    fn take_up(&mut self, order: Order, orders: &Receiver<Order>) -> Vec<Sender<Result<()>>> {
        let mut flushes = Vec::new();
        for order in std::iter::once(order).chain(orders.try_iter()) {
            match order {
                Order::Keep(history, now_ms) => {
                    self.waiting.insert(history.present().id.clone(), (history, now_ms));
                }
                Order::Flush(answer) => flushes.push(answer),
            }
        }
        flushes
    }

    /// Tries to write everything that waits; what fails goes on waiting.
    fn write(&mut self, ordered: bool, flushes: Vec<Sender<Result<()>>>) {
        let mut failed = None;
        for (id, (history, now_ms)) in std::mem::take(&mut self.waiting) {
            let kept = self.store.lock().unwrap_or_else(PoisonError::into_inner).save(&history, now_ms);
            if ordered || kept.is_ok() {
                (self.tell)(&id, &kept);
            }
            if let Err(error) = kept {
                failed = Some(error);
                self.waiting.insert(id, (history, now_ms));
            }
        }
        for answer in flushes {
            let answer_with = failed.as_ref().map_or(Ok(()), |error| Err(again(error)));
            let _gave_up = answer.send(answer_with);
        }
    }
}

/// The same error for one more listener.
fn again(error: &Error) -> Error {
    Error::new(error.code(), error.to_string(), error.hint().unwrap_or_default())
}
