//! Projects, history, blobs and the collection in SQLite; the `.dangle` exchange file.
//!
//! # When an edit counts as kept
//! [`Store::save`] writes the new snapshot in one transaction and returns when it is on the disk. The shell
//! acknowledges an edit only after that, off the UI thread. There is no debounce: a gesture commits one
//! edit on release, so edits come at the speed of a hand, one write takes a few milliseconds, and a
//! debounce would only widen the moment in which a kill loses work. [`Autosave`] adds what a plain call
//! cannot: it tries again when a write failed.

mod autosave;
mod blobs;
mod document;
mod entries;
mod error;
mod exchange;
mod folder;
mod integrity;
mod opening;
mod projects;
mod schema;
mod settings;
mod timeline;

use dangle_design::id::ProjectId;
use rusqlite::Connection;

pub use autosave::Autosave;
pub use blobs::LARGEST_BLOB;

pub use exchange::{Contents, Imported, LARGEST_EXCHANGE};
pub use folder::{Folder, MOST_PICTURES};
pub use projects::RecentProject;
pub use settings::{LONGEST_SETTING, MOST_SETTINGS, WindowState};

use timeline::SavedTimeline;

/// Everything a person keeps: one SQLite file.
///
/// Times are passed in, as milliseconds since 1970. A store is one connection and may be sent to another
/// thread; two stores may be open on one file, where readers do not wait for the writer.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    /// What the file holds of the project that was saved or loaded last, so that a save writes only what is
    /// new. Compared with the file's revision at each save, so it cannot go stale unnoticed.
    saved: Option<(ProjectId, SavedTimeline)>,
}
