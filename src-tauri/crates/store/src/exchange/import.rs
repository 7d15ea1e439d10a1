//! Taking a `.dangle` file into the store.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use dangle_design::history::History;
use dangle_design::id::ProjectId;
use dangle_design::{Error, ErrorCode, Result};
use rusqlite::{Transaction, TransactionBehavior};
use tempfile::TempDir;

use super::LARGEST_EXCHANGE;
use super::copying::with_free_id;
use super::header::check_size;
use super::parcel::Parcel;
use crate::error::While;
use crate::projects::carry_out;
use crate::timeline::{Plan, SavedTimeline};
use crate::{Store, blobs};

/// A project that was taken in.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The project and its steps, as they are in the store now.
    pub history: History,
    /// The project that was there already under the file's id, if this is a copy beside it.
    pub copy_of: Option<ProjectId>,
}

impl Store {
    /// Takes the project of a `.dangle` file into the store; a project that is there already is left alone
    /// and the file's becomes a copy beside it.
    ///
    /// The file may be hostile. It is copied, so that it cannot change under the checks, and checked to the
    /// last value; only then is it written to the store, all of it or nothing.
    ///
    /// # Errors
    /// [`ErrorCode::Store`] when it is no sound project file or comes from a newer Dangle,
    /// [`ErrorCode::TooLarge`] above a limit, [`ErrorCode::Input`] when a value lies outside its limits,
    /// [`ErrorCode::File`] when a file cannot be read or written.
    pub fn import(&mut self, file: &Path, now_ms: i64) -> Result<Imported> {
        let take = || {
            let metadata = file.metadata().doing("opening the project file")?;
            if !metadata.is_file() {
                return Err(Error::new(ErrorCode::File, "this is no file", "Choose a .dangle file."));
            }
            check_size(metadata.len())?;
            File::open(file).doing("opening the project file")
        };
        take().and_then(|source| self.take_in(source, now_ms)).map_err(|error| error.about(file.display()))
    }

    /// The same for a file whose bytes are in memory: dropped on the window, or sent by the web view.
    ///
    /// # Errors
    /// Those of [`Store::import`].
    pub fn import_bytes(&mut self, bytes: &[u8], now_ms: i64) -> Result<Imported> {
        check_size(bytes.len() as u64)?;
        self.take_in(bytes, now_ms)
    }

    fn take_in(&mut self, source: impl Read, now_ms: i64) -> Result<Imported> {
        let folder = TempDir::with_prefix("dangle-").doing("copying the project file")?;
        let path = folder.path().join("import.dangle");
        copy_bounded(source, &path)?;
        let parcel = Parcel::open(&path)?;
        let imported = self.accept(&parcel, now_ms)?;
        drop(parcel);
        Ok(imported)
    }

    fn accept(&mut self, parcel: &Parcel, now_ms: i64) -> Result<Imported> {
        let doing = "taking in the project";
        let transaction =
            Transaction::new(&mut self.connection, TransactionBehavior::Immediate).doing(doing)?;
        let history = with_free_id(&transaction, parcel.history())?;
        parcel.each_blob(|bytes| blobs::put_blob(&transaction, bytes).map(drop))?;
        let nothing = SavedTimeline::default();
        let plan = Plan::new(&nothing, &history);
        carry_out(&transaction, history.present(), &nothing, &plan, now_ms)?;
        transaction.commit().doing(doing)?;
        let id = history.present().id.clone();
        self.saved = Some((id.clone(), plan.carried_out(&nothing)));
        let original = &parcel.history().present().id;
        Ok(Imported { history, copy_of: (*original != id).then(|| original.clone()) })
    }
}

/// Copies at most [`LARGEST_EXCHANGE`] bytes: a file may grow, or have no length at all, while it is read.
fn copy_bounded(source: impl Read, to: &Path) -> Result<()> {
    let mut copy = File::create_new(to).doing("copying the project file")?;
    let length = io::copy(&mut source.take(LARGEST_EXCHANGE + 1), &mut copy)
        .and_then(|length| copy.flush().map(|()| length))
        .doing("copying the project file")?;
    check_size(length)
}
