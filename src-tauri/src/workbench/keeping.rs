//! Keeping: what reaches the disk, when, and what is told when it does not.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use dangle_design::history::History;
use dangle_design::{Error, Result};
use dangle_store::{Autosave, Store};

use super::now_ms;
use crate::view::ErrorView;

/// The database's name in the data folder.
const DATABASE: &str = "dangle.db";

/// Something the window should hear of without having asked.
#[derive(Debug)]
pub enum Notice {
    /// Edits that the disk had refused are on it now.
    Kept,
    /// The disk refuses the newest edits: they live in memory, and are tried again.
    Refused(ErrorView),
}

/// The store, and the thread that writes edits to it.
pub(super) struct Keeping {
    store: Arc<Mutex<Store>>,
    autosave: Autosave,
    refused: Arc<AtomicBool>,
}

impl Keeping {
    /// Opens the store in that folder. `tell` is called on the writer's thread.
    pub(super) fn open(folder: &Path, tell: impl Fn(Notice) + Send + 'static) -> Result<Self> {
        let mut store = Store::open(&folder.join(DATABASE))?;
        // The only moment when no import is under way. What it would free is not worth a failed start.
        let _ = store.collect_garbage();
        let store = Arc::new(Mutex::new(store));
        let refused = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&refused);
        let autosave = Autosave::start(Arc::clone(&store), move |_, saved| match saved {
            Ok(_) if flag.swap(false, Ordering::SeqCst) => tell(Notice::Kept),
            Ok(_) => {}
            Err(error) => {
                flag.store(true, Ordering::SeqCst);
                tell(Notice::Refused(again(error).into()));
            }
        })?;
        Ok(Keeping { store, autosave, refused })
    }

    /// Keeps a project with its history, and answers when it is on the disk or the disk has refused it.
    /// What was refused is not lost: it is tried again until it is kept.
    pub(super) fn keep(&self, history: &History) {
        self.autosave.keep(history.clone(), now_ms());
        // A refusal has been told, and `all_kept` answers no.
        let _ = self.autosave.flush();
    }

    /// Waits until everything is on the disk.
    ///
    /// # Errors
    /// `File` or `Store` when the disk still refuses.
    pub(super) fn flush(&self) -> Result<()> {
        self.autosave.flush()
    }

    /// Whether every edit is on the disk.
    pub(super) fn all_kept(&self) -> bool {
        !self.refused.load(Ordering::SeqCst)
    }

    /// The store, for those who read it by themselves.
    pub(super) fn shared_store(&self) -> Arc<Mutex<Store>> {
        Arc::clone(&self.store)
    }

    /// The store itself. An error inside it leaves it as it was.
    pub(super) fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The same error for one more listener.
fn again(error: &Error) -> Error {
    Error::new(error.code(), error.to_string(), error.hint().unwrap_or_default())
}
