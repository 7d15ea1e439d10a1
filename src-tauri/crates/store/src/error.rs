//! Turns what SQLite and the file system say into a message that names the thing and the remedy.

use std::fmt::Display;
use std::io;

use dangle_design::{Error, ErrorCode};
use rusqlite::ErrorCode as Sqlite;

/// Results of SQLite or the file system, told in the person's words.
pub(crate) trait While<T> {
    /// The same result; an error says what was being done, such as "keeping the project", and the way out.
    fn doing(self, what: impl Display) -> Result<T, Error>;
}

impl<T> While<T> for rusqlite::Result<T> {
    fn doing(self, what: impl Display) -> Result<T, Error> {
        self.map_err(|error| {
            let (code, why, hint) = explain(&error);
            Error::new(code, format!("{what}: {why} ({error})"), hint)
        })
    }
}

impl<T> While<T> for io::Result<T> {
    fn doing(self, what: impl Display) -> Result<T, Error> {
        self.map_err(|error| {
            let hint = match error.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FREE_SPACE,
                io::ErrorKind::NotFound => "Check that the folder is still there.",
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => ALLOW_WRITING,
                _ => CHECK_DISK,
            };
            // An error that a library has wrapped names its own temporary file; the kind says it better.
            let why = error.raw_os_error().map_or_else(|| error.kind().to_string(), |_| error.to_string());
            Error::new(ErrorCode::File, format!("{what}: {why}"), hint)
        })
    }
}

const FREE_SPACE: &str = "Free some space on the disk, then try again. Nothing that was kept is lost.";
const ALLOW_WRITING: &str = "Allow Dangle to write to this folder, or choose another.";
const CHECK_DISK: &str = "Check that the disk is connected and sound, then try again.";

fn explain(error: &rusqlite::Error) -> (ErrorCode, &'static str, &'static str) {
    match error.sqlite_error_code() {
        Some(Sqlite::DiskFull) => (ErrorCode::File, "the disk is full", FREE_SPACE),
        Some(Sqlite::ReadOnly | Sqlite::PermissionDenied | Sqlite::AuthorizationForStatementDenied) => {
            (ErrorCode::File, "the file must not be written", ALLOW_WRITING)
        }
        Some(Sqlite::CannotOpen) => (ErrorCode::File, "the file cannot be opened", ALLOW_WRITING),
        Some(Sqlite::SystemIoFailure) => (ErrorCode::File, "the disk did not do as it was told", CHECK_DISK),
        Some(Sqlite::DatabaseBusy | Sqlite::DatabaseLocked | Sqlite::FileLockingProtocolFailed) => (
            ErrorCode::Store,
            "another program is using the file",
            "Close the other window of Dangle, then try again.",
        ),
        Some(Sqlite::NotADatabase) => {
            (ErrorCode::Store, "this is no Dangle file", "Choose a file that Dangle has written.")
        }
        Some(Sqlite::ConstraintViolation) => (
            ErrorCode::Store,
            "a picture that is needed is not in the store, or a value breaks its rule",
            "Import the picture again.",
        ),
        Some(Sqlite::TooBig) => {
            (ErrorCode::TooLarge, "a value is larger than the limits allow", "Use smaller pictures.")
        }
        Some(_) | None => (
            ErrorCode::Store,
            "the file is damaged",
            "Import the project's latest .dangle file, or a backup.",
        ),
    }
}
