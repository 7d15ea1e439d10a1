//! Writing a `.dangle` file.

use std::collections::BTreeSet;
use std::path::Path;

use dangle_design::history::History;
use dangle_design::id::BlobHash;
use dangle_design::{Error, ErrorCode, Result};
use rusqlite::Connection;
use tempfile::NamedTempFile;

use super::header::{PAGE, check_size};
use super::parcel::Parcel;
use super::{SEAL, Seal};
use crate::error::While;
use crate::opening::{folder_of, sync_folder};
use crate::projects::carry_out;
use crate::schema::{self, Kind, MIGRATIONS};
use crate::timeline::{Plan, SavedTimeline};
use crate::{Store, blobs};

/// What of a project is exported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Contents {
    /// The project as it is: what one wants to send.
    #[default]
    Present,
    /// The project with every step of undo and redo: what one wants to keep.
    WithHistory,
}

impl Store {
    /// Writes a project into one `.dangle` file, and answers its size in bytes.
    ///
    /// The history is taken as it is in memory, so that a project can be brought to safety even when the
    /// store itself cannot be written; only blobs come from the store. The same project makes the same
    /// bytes, whenever and wherever it is exported. The file appears complete, proven by reading it back,
    /// and on the disk, or not at all.
    ///
    /// # Errors
    /// [`ErrorCode::File`] when the folder cannot be written or the disk is full, [`ErrorCode::TooLarge`]
    /// above the limits for import, [`ErrorCode::Store`] when a blob is damaged.
    pub fn export(&self, history: &History, contents: Contents, to: &Path) -> Result<u64> {
        self.export_to(history, contents, to).map_err(|error| error.about(to.display()))
    }

    fn export_to(&self, history: &History, contents: Contents, to: &Path) -> Result<u64> {
        let doing = "writing the project file";
        let unfinished = unfinished_in(folder_of(to)).doing(doing)?;
        let present_only = || History::new((**history.present()).clone());
        match contents {
            Contents::Present => self.fill(unfinished.path(), &present_only()),
            Contents::WithHistory => self.fill(unfinished.path(), history),
        }?;
        let length = unfinished.as_file().metadata().doing(doing)?.len();
        check_size(length)?;
        Parcel::open(unfinished.path()).map_err(not_proven)?;
        unfinished.as_file().sync_all().doing(doing)?;
        unfinished.persist(to).map_err(|error| error.error).doing(doing)?;
        sync_folder(to).doing(doing)?;
        Ok(length)
    }

    /// Fills an empty file. Everything that could differ between two exports of one project is fixed: the
    /// order of rows, the times (0) and the unused parts of pages (zeroed by `secure_delete`, which also
    /// keeps what else was in memory out of the file).
    fn fill(&self, path: &Path, history: &History) -> Result<()> {
        let doing = "writing the project file";
        let mut file = Connection::open(path).doing(doing)?;
        let settings = format!(
            "PRAGMA page_size = {PAGE}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
             PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; PRAGMA locking_mode = EXCLUSIVE;"
        );
        file.execute_batch(&settings).doing(doing)?;
        schema::migrate(&mut file, Kind::Exchange, MIGRATIONS)?;
        let transaction = file.transaction().doing(doing)?;
        for hash in needed(history) {
            blobs::put_blob(&transaction, &self.blob(&hash)?)?;
        }
        let nothing = SavedTimeline::default();
        carry_out(&transaction, history.present(), &nothing, &Plan::new(&nothing, history), 0)?;
        transaction
            .execute("INSERT INTO setting (key, value) VALUES (?1, ?2)", [SEAL, &seal(&transaction)?])
            .doing(doing)?;
        transaction.commit().doing(doing)?;
        file.close().map_err(|(_, error)| error).doing(doing)
    }
}

/// Every blob that a step of the history needs.
fn needed(history: &History) -> BTreeSet<BlobHash> {
    let steps = history.past().iter().chain([history.present()]).chain(history.future());
    steps.flat_map(|project| project.blobs()).collect()
}

/// The seal of the one project in a file.
pub(super) fn seal(file: &Connection) -> Result<String> {
    let doing = "sealing the project file";
    let mut seal = file
        .query_row("SELECT id, position FROM project", [], |row| {
            Ok(Seal::new(row.get_ref(0)?.as_str()?, row.get(1)?))
        })
        .doing(doing)?;
    let mut statement =
        file.prepare("SELECT number, format, document FROM step ORDER BY number").doing(doing)?;
    let mut rows = statement.query([]).doing(doing)?;
    while let Some(row) = rows.next().doing(doing)? {
        let step = row.get(0).and_then(|number| Ok((number, row.get(1)?)));
        let (number, format) = step.doing(doing)?;
        let document = row.get_ref(2).and_then(|text| Ok(text.as_str()?)).doing(doing)?;
        seal.add_step(number, format, document);
    }
    Ok(seal.text())
}

/// An empty file beside the finished one, so that renaming cannot cross a disk; removed if it is not
/// finished. Readable as any other file the person saves.
fn unfinished_in(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dangle-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn not_proven(error: Error) -> Error {
    if error.code() == ErrorCode::TooLarge {
        return error;
    }
    Error::new(
        ErrorCode::Proof,
        format!("the written file does not read back as it was meant: {error}"),
        "Export it again, to another disk if it happens twice.",
    )
}
