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

/// Makes the name of a file last: on Unix it lies in the folder, which is synced on its own.
pub(crate) fn sync_folder(file: &Path) -> std::io::Result<()> {
    if cfg!(unix) { File::open(folder_of(file))?.sync_all() } else { Ok(()) }
}

/// The folder that a file lies in.
pub(crate) fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."))
}

/// How the store's file is kept safe.
///
/// - WAL: readers never wait for the writer, and a half-written transaction is simply not there after a kill.
/// - `synchronous = FULL`: the log reaches the disk at every commit. A killed process loses nothing that was
///   acknowledged under either setting, as the kernel holds what was written; but with NORMAL a power cut may
///   take every edit since the last checkpoint, and we promise that it takes none. The price is one
///   sync per edit (4 ms on the disk this was measured on), off the UI thread, at the speed of a hand.
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
    fs::create_dir_all(folder_of(path)).doing("making the folder of the store")?;
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
    // Windows syncs only what is open for writing.
    File::options().write(true).open(&unfinished).and_then(|file| file.sync_all()).doing(doing)?;
    fs::rename(&unfinished, to).doing(doing)?;
    sync_folder(to).doing(doing)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A store of an invented next version: the steps of today and one more.
    fn migrations_of_tomorrow() -> Vec<&'static str> {
        [MIGRATIONS, &["ALTER TABLE project ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'"]].concat()
    }

    fn foreign_database(path: &Path) -> Vec<u8> {
        let other = Connection::open(path).unwrap();
        other.execute_batch("PRAGMA user_version = 1; CREATE TABLE song (title TEXT)").unwrap();
        drop(other);
        fs::read(path).unwrap()
    }

    fn count(path: &Path, sql: &str) -> i64 {
        Connection::open(path).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
    }

    fn with_setting(path: &Path) {
        Store::open(path).unwrap().put_setting("theme", &"night").unwrap();
    }

    #[test]
    fn a_commit_reaches_the_disk_and_not_only_the_kernel() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("new/folder/dangle.db")).unwrap();
        let pragma =
            |name| -> i64 { store.connection.pragma_query_value(None, name, |row| row.get(0)).unwrap() };
        assert_eq!(pragma("synchronous"), 2, "FULL");
        assert_eq!(pragma("foreign_keys"), 1);
        assert_eq!(pragma("auto_vacuum"), 2, "incremental");
        assert_eq!(pragma("trusted_schema"), 0);
        let mode: String =
            store.connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
        assert_eq!(mode, "wal");
    }

    #[test]
    fn a_file_of_somebody_else_is_refused_and_untouched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("songs.db");
        let before = foreign_database(&path);
        let error = Store::open(&path).unwrap_err();
        assert_eq!(error.code(), ErrorCode::Store);
        assert!(error.to_string().contains("songs.db") && error.to_string().contains("not made by Dangle"));
        assert!(fs::read(&path).unwrap() == before);
        let text = folder.path().join("notes.txt");
        fs::write(&text, "a note that is long enough to be looked at as a database ".repeat(50)).unwrap();
        assert_eq!(Store::open(&text).unwrap_err().code(), ErrorCode::Store);
        assert!(fs::read_to_string(&text).unwrap().starts_with("a note"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn an_empty_file_becomes_a_store() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("dangle.db");
        fs::write(&path, "").unwrap();
        with_setting(&path);
        assert_eq!(Store::open(&path).unwrap().setting::<String>("theme").unwrap().unwrap(), "night");
    }

    #[test]
    fn a_store_of_a_newer_dangle_is_refused_and_untouched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("dangle.db");
        drop(open_with(&path, &migrations_of_tomorrow()).unwrap());
        let before = fs::read(&path).unwrap();
        let error = Store::open(&path).unwrap_err();
        assert!(error.hint().unwrap().contains("Update Dangle"));
        assert!(fs::read(&path).unwrap() == before);
    }

    #[test]
    fn an_older_store_is_brought_up_to_date_and_a_copy_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("dangle.db");
        with_setting(&path);
        let store = open_with(&path, &migrations_of_tomorrow()).unwrap();
        assert_eq!(store.setting::<String>("theme").unwrap().unwrap(), "night");
        drop(store);
        assert_eq!(count(&path, "PRAGMA user_version"), 2);
        assert_eq!(count(&path, "SELECT count(*) FROM pragma_table_info('project') WHERE name = 'mood'"), 1);
        let copy = folder.path().join("dangle.db.version-1");
        assert_eq!(count(&copy, "PRAGMA user_version"), 1);
        assert_eq!(Store::open(&copy).unwrap().setting::<String>("theme").unwrap().unwrap(), "night");
        assert!(!folder.path().join("dangle.db.version-1.tmp").exists());
    }

    #[test]
    fn a_migration_that_fails_leaves_the_old_store() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("dangle.db");
        with_setting(&path);
        let broken = [migrations_of_tomorrow(), vec!["CREATE TABLE project (twice TEXT)"]].concat();
        assert!(open_with(&path, &broken).is_err());
        assert_eq!(count(&path, "PRAGMA user_version"), 1);
        let store = Store::open(&path).unwrap();
        assert_eq!(store.setting::<String>("theme").unwrap().unwrap(), "night");
        assert!(store.integrity_faults().unwrap().is_empty());
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_named_with_a_way_out() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "in the way").unwrap();
        let error = Store::open(&file.join("dangle.db")).unwrap_err();
        assert_eq!(error.code(), ErrorCode::File);
        assert!(error.to_string().contains("dangle.db") && error.hint().is_some());
    }

    #[test]
    fn a_full_disk_is_told_and_the_next_save_makes_up_for_it() {
        use dangle_design::edit::Edit;
        use dangle_design::history::History;
        use dangle_design::id::ProjectId;
        use dangle_design::project::Project;

        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("dangle.db")).unwrap();
        let id = ProjectId::derived(&["full"]);
        let mut history = History::new(Project::empty(id, "First"));
        store.save(&history, 1).unwrap();
        store.connection.execute_batch("PRAGMA max_page_count = 20").unwrap();
        let mut refused = 0;
        for n in 0..200 {
            history.commit(&Edit::RenameProject { name: format!("Edit {n}") }).unwrap();
            if let Err(error) = store.save(&history, 2) {
                assert_eq!(error.code(), ErrorCode::File);
                assert!(error.to_string().contains("disk is full"), "{error}");
                assert!(error.hint().unwrap().contains("Free some space"));
                refused += 1;
            }
        }
        assert!(refused > 10);
        assert!(store.integrity_faults().unwrap().is_empty());
        store.connection.execute_batch("PRAGMA max_page_count = 1000000").unwrap();
        store.save(&history, 3).unwrap();
        let restored = store.load(&history.present().id).unwrap();
        assert_eq!(restored.past(), history.past());
        assert_eq!(restored.present(), history.present());
    }
}
