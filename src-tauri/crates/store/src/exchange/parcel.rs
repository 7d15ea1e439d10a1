//! A `.dangle` file of unknown origin, opened with everything locked that SQLite can lock, and checked.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use dangle_design::edit::checked_project;
use dangle_design::history::{History, MOST_STEPS};
use dangle_design::id::BlobHash;
use dangle_design::project::Project;
use dangle_design::{Error, ErrorCode, Result};
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::types::FromSql;
use rusqlite::{Connection, OpenFlags};

use super::export::seal;
use super::header::check_header;
use super::{MOST_DOCUMENT_BYTES, SEAL};
use crate::blobs::LARGEST_BLOB;
use crate::document;
use crate::error::While;
use crate::schema::{self, Kind, MIGRATIONS};

/// What is being done, in messages.
const DOING: &str = "reading the project file";

/// A file that holds one sound project and nothing else.
pub(super) struct Parcel {
    connection: Connection,
    history: History,
}

impl Parcel {
    /// Opens and checks the file at `path`, which nobody else may be changing: a private copy.
    ///
    /// # Errors
    /// [`ErrorCode::Store`] when anything about it is not as Dangle writes it or it comes from a newer
    /// Dangle, [`ErrorCode::TooLarge`] above a limit, [`ErrorCode::Input`] when a value of the project lies
    /// outside its limits.
    pub(super) fn open(path: &Path) -> Result<Parcel> {
        let version = check_header(path)?;
        let mut connection = locked(path)?;
        check_schema(&connection, version)?;
        check_structure(&connection)?;
        schema::migrate(&mut connection, Kind::Exchange, MIGRATIONS)?;
        connection.pragma_update(None, "query_only", true).doing(DOING)?;
        check_rows(&connection)?;
        let history = read_history(&connection)?;
        check_seal(&connection)?;
        let parcel = Parcel { connection, history };
        parcel.check_blobs()?;
        Ok(parcel)
    }

    /// The project and its steps.
    pub(super) fn history(&self) -> &History {
        &self.history
    }

    /// Hands out every blob, one at a time.
    pub(super) fn each_blob(&self, mut take: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        let mut statement = self.connection.prepare("SELECT bytes FROM blob").doing(DOING)?;
        let mut rows = statement.query([]).doing(DOING)?;
        while let Some(row) = rows.next().doing(DOING)? {
            take(row.get_ref(0).and_then(|bytes| Ok(bytes.as_blob()?)).doing(DOING)?)?;
        }
        Ok(())
    }

    /// Every blob is what its hash says, each is needed by a step, and none is missing.
    fn check_blobs(&self) -> Result<()> {
        let named: BTreeSet<Vec<u8>> = all(&self.connection, "SELECT hash FROM blob")?;
        let needed: BTreeSet<Vec<u8>> = all(&self.connection, "SELECT blob FROM step_blob")?;
        if named != needed {
            return Err(damaged("it holds other pictures than the project needs"));
        }
        let mut held = BTreeSet::new();
        self.each_blob(|bytes| {
            held.insert(BlobHash::of(bytes).as_bytes().to_vec());
            Ok(())
        })?;
        if held == named { Ok(()) } else { Err(damaged("a picture in it is damaged")) }
    }
}

/// Opens a database that may be hostile: nothing in its schema is trusted, no statement may be long, deep
/// or wide, no value large, and no second database can be attached. (<https://sqlite.org/security.html>)
fn locked(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).doing(DOING)?;
    let limits = [
        (Limit::SQLITE_LIMIT_LENGTH, LARGEST_BLOB as i32 + 4096),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 16_384),
        (Limit::SQLITE_LIMIT_COLUMN, 32),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 16),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 4),
        (Limit::SQLITE_LIMIT_VDBE_OP, 25_000),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
    ];
    for (limit, value) in limits {
        connection.set_limit(limit, value).doing(DOING)?;
    }
    for (config, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
    ] {
        connection.set_db_config(config, on).doing(DOING)?;
    }
    let settings = "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA journal_mode = MEMORY;";
    connection.execute_batch(settings).doing(DOING)?;
    Ok(connection)
}

/// The file has exactly the tables that Dangle made in that version, to the letter: no trigger, no view, no
/// default or check of its own that could run.
fn check_schema(connection: &Connection, version: i64) -> Result<()> {
    let mut blank = Connection::open_in_memory().doing(DOING)?;
    let steps = MIGRATIONS.get(..usize::try_from(version).unwrap_or(usize::MAX)).unwrap_or(MIGRATIONS);
    schema::migrate(&mut blank, Kind::Exchange, steps)?;
    if schema_of(connection)? == schema_of(&blank)? {
        return Ok(());
    }
    Err(damaged("it holds other tables than Dangle makes"))
}

type SchemaRow = (String, String, String, Option<String>);

fn schema_of(connection: &Connection) -> Result<Vec<SchemaRow>> {
    // More rows than we ever make are as wrong as the first of them.
    let sql = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name LIMIT 1000";
    let mut statement = connection.prepare(sql).doing(DOING)?;
    let rows = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .doing(DOING)?;
    rows.collect::<rusqlite::Result<_>>().doing(DOING)
}

/// The pages are sound: no page is used twice (by which a small file could hold endless rows), every index
/// agrees with its table, every value has its column's type.
fn check_structure(connection: &Connection) -> Result<()> {
    let answer: String = one(connection, "PRAGMA integrity_check(1)")?;
    if answer == "ok" { Ok(()) } else { Err(damaged(&answer)) }
}

/// There is one project, as an export writes it, and nothing beside it.
fn check_rows(connection: &Connection) -> Result<()> {
    for (sql, expected, what) in [
        ("SELECT count(*) FROM project WHERE revision = 1 AND edited_ms = 0", 1, "one project"),
        ("SELECT count(*) FROM project", 1, "one project"),
        ("SELECT count(*) FROM entry", 0, "no entries"),
        ("SELECT count(*) FROM entry_blob", 0, "no entries"),
        ("SELECT count(*) FROM setting", 1, "one seal"),
    ] {
        if one::<i64>(connection, sql)? != expected {
            return Err(damaged(&format!("it should hold {what}")));
        }
    }
    let bytes: i64 = one(connection, "SELECT coalesce(sum(octet_length(document)), 0) FROM step")?;
    let steps: i64 = one(connection, "SELECT count(*) FROM step")?;
    if bytes.unsigned_abs() <= MOST_DOCUMENT_BYTES && steps <= MOST_STEPS as i64 + 1 {
        return Ok(());
    }
    Err(Error::new(
        ErrorCode::TooLarge,
        format!("the history takes {steps} steps and {bytes} bytes (at most {MOST_DOCUMENT_BYTES})"),
        "Export the project without its history.",
    ))
}

fn read_history(connection: &Connection) -> Result<History> {
    let (id, name, charms, position): (String, String, i64, i64) = connection
        .query_row("SELECT id, name, charms, position FROM project", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })
        .doing(DOING)?;
    let steps = read_steps(connection, &id)?;
    check_needs(connection, &id, &steps)?;
    let index = usize::try_from(position).map_err(|_| damaged("its present is missing"))?;
    let history = History::restore(steps, index).ok_or_else(|| damaged("its present is missing"))?;
    let present = history.present();
    if present.name == name && present.charms.len() as i64 == charms {
        return Ok(history);
    }
    Err(damaged("its title is not the project's"))
}

/// The steps, numbered from 0 without a gap, all of the one project, every value within its limits.
fn read_steps(connection: &Connection, id: &str) -> Result<Vec<Arc<Project>>> {
    let sql = "SELECT project, number, format, document FROM step ORDER BY number";
    let mut statement = connection.prepare(sql).doing(DOING)?;
    let mut rows = statement.query([]).doing(DOING)?;
    let mut steps = Vec::new();
    while let Some(row) = rows.next().doing(DOING)? {
        let read = || -> rusqlite::Result<(String, i64, i64, String)> {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        };
        let (of, number, format, text) = read().doing(DOING)?;
        let project = checked_project(document::decode(format, &text)?)?;
        if of != id || project.id.as_str() != id || number != steps.len() as i64 {
            return Err(damaged("its steps do not belong together"));
        }
        steps.push(Arc::new(project));
    }
    Ok(steps)
}

/// What the file says each step needs is what the step needs.
fn check_needs(connection: &Connection, id: &str, steps: &[Arc<Project>]) -> Result<()> {
    let sql = "SELECT project, number, blob FROM step_blob";
    let mut statement = connection.prepare(sql).doing(DOING)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).doing(DOING)?;
    let said: BTreeSet<(String, i64, Vec<u8>)> = rows.collect::<rusqlite::Result<_>>().doing(DOING)?;
    let needs = |(step, number): (&Arc<Project>, i64)| {
        let blobs: Vec<BlobHash> = step.blobs().collect();
        blobs.into_iter().map(move |blob| (id.to_owned(), number, blob.as_bytes().to_vec()))
    };
    let meant: BTreeSet<_> = steps.iter().zip(0..).flat_map(needs).collect();
    if said == meant { Ok(()) } else { Err(damaged("it names other pictures than the project needs")) }
}

fn check_seal(connection: &Connection) -> Result<()> {
    let sql = format!("SELECT coalesce(max(value), '') FROM setting WHERE key = '{SEAL}'");
    let said: String = one(connection, &sql)?;
    if said == seal(connection)? { Ok(()) } else { Err(damaged("its seal is broken")) }
}

fn one<T: FromSql>(connection: &Connection, sql: &str) -> Result<T> {
    connection.query_row(sql, [], |row| row.get(0)).doing(DOING)
}

fn all<T: FromSql + Ord>(connection: &Connection, sql: &str) -> Result<BTreeSet<T>> {
    let mut statement = connection.prepare(sql).doing(DOING)?;
    let rows = statement.query_map([], |row| row.get(0)).doing(DOING)?;
    rows.collect::<rusqlite::Result<_>>().doing(DOING)
}

fn damaged(why: &str) -> Error {
    Error::new(
        ErrorCode::Store,
        format!("the project file is damaged or was changed by another program: {why}"),
        "Ask for it again where it came from, or use another copy.",
    )
}
