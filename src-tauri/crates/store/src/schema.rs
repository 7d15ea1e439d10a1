//! The tables, and how an older file becomes a newer one.

use dangle_design::Error;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error::While;

/// What the tables were made by, step after step. Append only: a step that was released is never changed.
/// `user_version` counts the steps that a file has been through.
pub(crate) const MIGRATIONS: &[&str] = &[TABLES];

/// Projects, their steps, blobs, the collection and settings.
///
/// `step` and `blob` hold large values and are therefore ordinary tables; the others are small and lie in
/// the order of their keys. `step_blob` and `entry_blob` say who needs which blob, so that the foreign keys
/// forbid that a needed blob goes, or that a step comes whose blob is not there. Times are milliseconds
/// since 1970.
const TABLES: &str = "
CREATE TABLE project (
    id        TEXT    NOT NULL PRIMARY KEY,
    name      TEXT    NOT NULL,
    charms    INTEGER NOT NULL,
    position  INTEGER NOT NULL,
    revision  INTEGER NOT NULL,
    edited_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE step (
    project  TEXT    NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    number   INTEGER NOT NULL,
    format   INTEGER NOT NULL,
    document TEXT    NOT NULL,
    PRIMARY KEY (project, number)
) STRICT;
CREATE TABLE blob (
    hash  BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    bytes BLOB NOT NULL
) STRICT;
CREATE TABLE step_blob (
    project TEXT    NOT NULL,
    number  INTEGER NOT NULL,
    blob    BLOB    NOT NULL REFERENCES blob (hash),
    PRIMARY KEY (project, number, blob),
    FOREIGN KEY (project, number) REFERENCES step (project, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX step_blob_by_blob ON step_blob (blob);
CREATE TABLE entry (
    id       TEXT    NOT NULL PRIMARY KEY,
    added_ms INTEGER NOT NULL,
    format   INTEGER NOT NULL,
    document TEXT    NOT NULL
) STRICT;
CREATE TABLE entry_blob (
    entry TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    blob  BLOB NOT NULL REFERENCES blob (hash),
    PRIMARY KEY (entry, blob)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_blob_by_blob ON entry_blob (blob);
CREATE TABLE setting (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";

/// What kind of Dangle file a database is: SQLite's `application_id`, four letters of ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The person's store.
    Store,
    /// A `.dangle` exchange file.
    Exchange,
}

impl Kind {
    /// The `application_id` of such files.
    pub(crate) fn application_id(self) -> u32 {
        match self {
            Kind::Store => u32::from_be_bytes(*b"Dngl"),
            Kind::Exchange => u32::from_be_bytes(*b"DngX"),
        }
    }
}

/// The `user_version` of a file that has been through all of `migrations`.
pub(crate) fn newest(migrations: &[&str]) -> i64 {
    migrations.len() as i64
}

/// The `user_version` of a database: 0 when nothing of ours is in it.
pub(crate) fn version(connection: &Connection) -> Result<i64, Error> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0)).doing("reading the file's version")
}

/// Takes a database through the steps it has not been through, all of them or none.
///
/// The version is read within the transaction: two programs may open one file at the same moment.
pub(crate) fn migrate(connection: &mut Connection, kind: Kind, migrations: &[&str]) -> Result<(), Error> {
    let doing = "laying out the file";
    let transaction = Transaction::new(connection, TransactionBehavior::Immediate).doing(doing)?;
    let done = usize::try_from(version(&transaction)?).unwrap_or(usize::MAX);
    for step in migrations.iter().skip(done) {
        transaction.execute_batch(step).doing(doing)?;
    }
    if done < migrations.len() {
        transaction.pragma_update(None, "application_id", kind.application_id()).doing(doing)?;
        transaction.pragma_update(None, "user_version", newest(migrations)).doing(doing)?;
    }
    transaction.commit().doing(doing)
}
