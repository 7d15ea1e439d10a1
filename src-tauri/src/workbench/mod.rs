//! What the app works with while it runs: the open project, what is kept, what was derived from it.
//!
//! Nothing here knows Tauri: every command is a method, named as the window calls it, in the file of its
//! room. Methods block; the commands call them off the main thread.

mod checks;
mod collection;
mod design;
mod desk;
mod film;
mod gang;
mod keeping;
mod mockup;
mod moving;
mod ordering;
mod photo;
mod press;
mod print;
mod project;
mod promise;
mod recipes;
mod sample;
mod sheet;
mod still;
mod together;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use dangle_design::artwork::Subject;
use dangle_design::shape::{CharmShape, Prepared};
use dangle_design::{Error, ErrorCode, Result};
use dangle_mockup::scene::{Drawn, Studio};
use dangle_print::{PrintPreview, Shelf};
use dangle_store::WindowState;

use crate::cache::Cache;
use crate::export_folder::ExportFolder;
use crate::jobs::Jobs;
use crate::pictures::Pictures;
use crate::view::PlacementView;
use desk::Desk;
use keeping::Keeping;
pub use keeping::Notice;
use moving::Motions;
use photo::PhotoBook;
pub(crate) use project::LARGEST_IMPORT;
pub(crate) use project::check_import_size;
use promise::Promise;

/// Decoded artworks kept at most, in bytes of pixels: some ten of the largest that are allowed.
const MOST_SUBJECT_BYTES: usize = 512 << 20;
/// Artworks at most whose distances are kept for the next move of a slider.
const MOST_PREPARED: usize = 4;
/// Shapes kept at most: a shape is some hundred kilobytes.
const MOST_SHAPES: usize = 256;

/// Print previews kept at most, in bytes: some ten charms'.
const MOST_PREVIEW_BYTES: usize = 192 << 20;
/// Placements whose sprites are remembered at most: a few of the fullest scenes.
const MOST_PLACEMENTS_SHOWN: usize = 1000;
/// Placements kept drawn at most, in bytes: those of a full scene.
const MOST_DRAWN_BYTES: usize = 128 << 20;

/// Where the app finds and leaves its files.
#[derive(Clone, Debug)]
pub struct Folders {
    /// The database.
    pub data: PathBuf,
    /// What was exported.
    pub exports: PathBuf,
}

impl Folders {
    /// The person's own recipes, profiles and price lists, beside the database.
    fn shelf(&self) -> PathBuf {
        self.data.join("shelf")
    }
}

/// What the app works with while it runs.
pub struct Workbench {
    keeping: Keeping,
    desk: Mutex<Desk>,
    trouble: Mutex<Option<Error>>,
    subjects: Cache<String, Arc<Subject>>,
    prepared: Cache<String, Arc<Prepared>>,
    shapes: Cache<String, Arc<CharmShape>>,
    previews: Cache<String, Arc<PrintPreview>>,
    placements: Cache<String, Arc<PlacementView>>,
    drawn: Cache<String, Arc<Drawn>>,
    motions: Motions,
    pictures: Pictures<Promise>,
    photos: Arc<PhotoBook>,
    studio: Studio,
    jobs: Jobs,
    so_far: gang::SoFar,
    exports: ExportFolder,
    shelf: Shelf,
}

impl Workbench {
    /// Opens what is kept, with the project that was open last, or a new one. `tell` hears, on another
    /// thread, what the window should know without having asked.
    ///
    /// # Errors
    /// `File` or `Store` when the kept data cannot be read or written.
    pub fn open(folders: &Folders, tell: impl Fn(Notice) + Send + 'static) -> Result<Self> {
        let keeping = Keeping::open(&folders.data, tell)?;
        let (desk, trouble) = Desk::last_or_new(&keeping)?;
        let photos = Arc::new(PhotoBook::new(keeping.shared_store()));
        let book = Arc::clone(&photos);
        Ok(Workbench {
            keeping,
            trouble: Mutex::new(trouble),
            desk: Mutex::new(desk),
            subjects: Cache::new(MOST_SUBJECT_BYTES),
            prepared: Cache::new(MOST_PREPARED),
            shapes: Cache::new(MOST_SHAPES),
            previews: Cache::new(MOST_PREVIEW_BYTES),
            placements: Cache::new(MOST_PLACEMENTS_SHOWN),
            drawn: Cache::new(MOST_DRAWN_BYTES),
            motions: Motions::default(),
            pictures: Pictures::new(),
            photos,
            studio: Studio::default().with_photos(move |id| book.find(id)),
            jobs: Jobs::default(),
            so_far: gang::SoFar::default(),
            exports: ExportFolder::new(folders.exports.clone()),
            shelf: Shelf::with(folders.shelf()),
        })
    }

    /// Shows an exported file in the file manager.
    ///
    /// # Errors
    /// `NotFound` when it was not exported in this sitting, `File` when there is no file manager.
    pub fn reveal_export(&self, path: &str) -> Result<()> {
        self.exports.reveal(path)
    }

    /// Where the window was last.
    pub fn frame(&self) -> Option<WindowState> {
        self.keeping.store().window().ok().flatten()
    }

    /// Keeps where the window is.
    ///
    /// # Errors
    /// Those of the store.
    pub fn keep_frame(&self, frame: WindowState) -> Result<()> {
        self.keeping.store().put_window(frame)
    }

    /// What went wrong before there was a window to tell it to. Told once.
    pub fn trouble(&self) -> Option<Error> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Asks long work to stop at its next step.
    pub fn cancel(&self, job: u32) {
        self.jobs.cancel(job);
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        // The desk is replaced whole or not at all: a panic cannot leave it half changed.
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Milliseconds since 1970: the only clock of the app.
fn now_ms() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64)
}

/// Sixteen random bytes for a new id.
fn random_id() -> Result<[u8; 16]> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| {
        Error::new(
            ErrorCode::File,
            format!("the system gives no random numbers: {error}"),
            "Restart the computer.",
        )
    })?;
    Ok(bytes)
}
