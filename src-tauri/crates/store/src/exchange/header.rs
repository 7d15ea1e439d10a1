//! The first look at a file from outside: by its first 100 bytes, before SQLite sees it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use dangle_design::{Error, ErrorCode, Result};

use super::LARGEST_EXCHANGE;
use crate::error::While;
use crate::schema::{self, Kind, MIGRATIONS};

/// Length of the header of a SQLite database (SQLite file format, 1.3).
const HEADER: usize = 100;
/// The page size we write: SQLite's default.
pub(super) const PAGE: u32 = 4096;

/// The `user_version` of a file that has the outer form of those we write.
///
/// # Errors
/// [`ErrorCode::Store`] when it is no `.dangle` file, comes from a newer Dangle, or was cut off;
/// [`ErrorCode::TooLarge`] above [`LARGEST_EXCHANGE`].
pub(super) fn check_header(path: &Path) -> Result<i64> {
    let mut file = File::open(path).doing("opening the project file")?;
    let length = file.metadata().doing("opening the project file")?.len();
    check_size(length)?;
    let mut header = [0; HEADER];
    file.read_exact(&mut header).map_err(|_| not_ours())?;
    if !header.starts_with(b"SQLite format 3\0") {
        return Err(not_ours());
    }
    check_kind(number(&header, 68))?;
    let version = check_version(number(&header, 60))?;
    if has_our_form(&header) && u64::from(number(&header, 28)) * u64::from(PAGE) == length {
        return Ok(version);
    }
    Err(Error::new(
        ErrorCode::Store,
        "the project file is cut off or was changed by another program",
        "Copy or send it again from where it came.",
    ))
}

/// Refuses files above the limit.
pub(super) fn check_size(length: u64) -> Result<()> {
    if length <= LARGEST_EXCHANGE {
        return Ok(());
    }
    Err(Error::new(
        ErrorCode::TooLarge,
        format!("the project file takes {length} bytes (at most {LARGEST_EXCHANGE})"),
        "Export the project without its history, or split it into several.",
    ))
}

/// Whether the header says what ours say: 4096-byte pages, no write-ahead log, no reserved bytes, no
/// pointer maps, UTF-8.
fn has_our_form(header: &[u8; HEADER]) -> bool {
    header[16..21] == [16, 0, 1, 1, 0] && number(header, 52) == 0 && number(header, 56) == 1
}

fn check_kind(application_id: u32) -> Result<()> {
    if application_id == Kind::Exchange.application_id() {
        return Ok(());
    }
    if application_id == Kind::Store.application_id() {
        return Err(Error::new(
            ErrorCode::Store,
            "this is a whole store of Dangle, not one project",
            "Open it with Dangle and export the project you want.",
        ));
    }
    Err(not_ours())
}

fn check_version(version: u32) -> Result<i64> {
    let newest = schema::newest(MIGRATIONS);
    match i64::from(version) {
        0 => Err(not_ours()),
        version if version > newest => Err(Error::new(
            ErrorCode::Store,
            format!("the project file is of version {version}; this Dangle knows versions up to {newest}"),
            "Update Dangle.",
        )),
        version => Ok(version),
    }
}

fn not_ours() -> Error {
    Error::new(
        ErrorCode::Store,
        "this is no project file of Dangle",
        "Choose a file that ends in .dangle and was exported by Dangle.",
    )
}

fn number(header: &[u8; HEADER], at: usize) -> u32 {
    header[at..at + 4].iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}
