//! Opening the person's store: is it ours, how is it kept safe, is it of this version.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use dangle_design::{Error, ErrorCode, Result};
use rusqlite::{Connection, OpenFlags};

use crate::Store;
use crate::error::While;
use crate::schema::{self, Kind, MIGRATIONS};

/// How long a writer waits for another: an import of a large project holds the file about a second.
const PATIENCE: Duration = Duration::from_secs(5);

/// How the store's file is kept safe.
///
/// - WAL: readers never wait for the writer, and a half-written transaction is simply not there after a kill.
/// - `synchronous = FULL`: the log reaches the disk at every commit. A killed process loses nothing that was
///   acknowledged under either setting, as the kernel holds what was written; but with NORMAL a power cut may
///   take every edit since the last checkpoint, and we promise that it takes none. The price is one
///   `fdatasync` per edit, off the UI thread, at the speed of a hand.
/// - `fullfsync`: on macOS alone, where a plain sync leaves data in the drive's own memory. Ignored elsewhere.
/// - `auto_vacuum`: takes effect when the file is made; lets removed blobs give their space back.
/// - `journal_size_limit`: a log that a large import has swollen is cut back to 16 MiB.
const SAFETY: &str = "
PRAGMA auto_vacuum = INCREMENTAL;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA fullfsync = ON;
PRAGMA checkpoint_fullfsync = ON;
PRAGMA foreign_keys = ON;
PRAGMA trusted_schema = OFF;
PRAGMA journal_size_limit = 16777216;
";

impl Store {
    /// The store in the file at `path`; made, with its folder, when it is not there.
    ///
    /// An older file is brought up to date; before that, a copy of it is put beside it, named after its
    /// version, such as `dangle.db.version-1`.
    ///
    /// # Errors
    /// [`ErrorCode::Store`] when the file is no Dangle store, comes from a newer Dangle or is damaged,
    /// [`ErrorCode::File`] when it cannot be read or written. The file is untouched then.
    pub fn open(path: &Path) -> Result<Store> {
        open_with(path, MIGRATIONS).map_err(|error| error.about(path.display()))
    }

    /// A store that lives in memory: for programs that only exchange, and for tests.
    ///
    /// # Errors
    /// [`ErrorCode::Store`] when there is no memory for it.
    pub fn memory() -> Result<Store> {
        let connection = Connection::open_in_memory().doing("making a store in memory")?;
        ready(connection, MIGRATIONS)
    }
}

fn open_with(path: &Path, migrations: &[&str]) -> Result<Store> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).doing("making the folder of the store")?;
    }
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).doing("opening the store")?;
    connection.busy_timeout(PATIENCE).doing("opening the store")?;
    let version = check_ours(&connection, migrations)?;
    check_writable(&connection)?;
    if (1..schema::newest(migrations)).contains(&version) {
        back_up(&connection, &backup_path(path, version))?;
    }
    ready(connection, migrations)
}

fn ready(mut connection: Connection, migrations: &[&str]) -> Result<Store> {
    connection.execute_batch(SAFETY).doing("opening the store")?;
    schema::migrate(&mut connection, Kind::Store, migrations)?;
    Ok(Store { connection, saved: None })
}

/// The file's version, when it is ours and not too new, or when nothing is in it yet.
///
/// Runs before anything is written: a file that is not ours stays as it is to the byte.
fn check_ours(connection: &Connection, migrations: &[&str]) -> Result<i64> {
    let doing = "reading the store";
    let id: u32 = connection.pragma_query_value(None, "application_id", |row| row.get(0)).doing(doing)?;
    let tables: u32 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).doing(doing)?;
    let version = schema::version(connection)?;
    let empty = id == 0 && version == 0 && tables == 0;
    if !empty && id != Kind::Store.application_id() {
        return Err(not_a_store(id));
    }
    if version > schema::newest(migrations) {
        return Err(Error::new(
            ErrorCode::Store,
            format!(
                "the store is of version {version}; this Dangle knows versions up to {}",
                schema::newest(migrations)
            ),
            "Update Dangle. The store is untouched.",
        ));
    }
    Ok(version)
}

fn not_a_store(id: u32) -> Error {
    if id == Kind::Exchange.application_id() {
        return Error::new(
            ErrorCode::Store,
            "this is one exported project, not a store",
            "Import it into Dangle.",
        );
    }
    Error::new(
        ErrorCode::Store,
        "this database was not made by Dangle",
        "Choose another place for Dangle's data. The file is untouched.",
    )
}

fn check_writable(connection: &Connection) -> Result<()> {
    if connection.is_readonly(rusqlite::MAIN_DB).doing("opening the store")? {
        return Err(Error::new(
            ErrorCode::File,
            "the store is write-protected",
            "Allow Dangle to write to this file and its folder.",
        ));
    }
    Ok(())
}

fn backup_path(path: &Path, version: i64) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".version-{version}"));
    PathBuf::from(name)
}

/// Copies the database as it is now, log and all, to `to`: complete and on the disk, or not at all.
fn back_up(connection: &Connection, to: &Path) -> Result<()> {
    let doing = "copying the store before it is brought up to date";
    let mut unfinished = to.as_os_str().to_owned();
    unfinished.push(".tmp");
    let unfinished = PathBuf::from(unfinished);
    if unfinished.exists() {
        fs::remove_file(&unfinished).doing(doing)?;
    }
    connection.backup(rusqlite::MAIN_DB, &unfinished, None::<fn(rusqlite::backup::Progress)>).doing(doing)?;
    File::open(&unfinished).and_then(|file| file.sync_all()).doing(doing)?;
    fs::rename(&unfinished, to).doing(doing)
}
