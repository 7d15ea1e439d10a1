//! Imported files, stored once each and named by what is in them.

use dangle_design::id::BlobHash;
use dangle_design::{Error, ErrorCode, Result};
use rusqlite::{Connection, OptionalExtension, params};

use crate::Store;
use crate::error::While;

/// Largest blob, in bytes: 64 MiB, the limit for imported artwork.
pub const LARGEST_BLOB: usize = 64 << 20;

impl Store {
    /// Stores bytes and answers their name. Bytes that are there already are not stored again; if the stored
    /// ones are damaged, these take their place.
    ///
    /// # Errors
    /// [`ErrorCode::TooLarge`] above [`LARGEST_BLOB`], [`ErrorCode::File`] when the store cannot be written.
    pub fn put_blob(&mut self, bytes: &[u8]) -> Result<BlobHash> {
        put_blob(&self.connection, bytes)
    }

    /// The bytes of that name, proven to be the ones that were stored.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when there are none, [`ErrorCode::Store`] when they are damaged.
    pub fn blob(&self, hash: &BlobHash) -> Result<Vec<u8>> {
        let bytes = read_blob(&self.connection, hash)?.ok_or_else(|| missing(hash))?;
        if BlobHash::of(&bytes) == *hash { Ok(bytes) } else { Err(damaged(hash)) }
    }

    /// Removes every blob that no step of a project and no entry needs, and gives the space back to the disk.
    /// Answers how many were removed.
    ///
    /// Call it when no import is under way, such as at the start: a blob is needed only once the edit that
    /// brings it is saved.
    ///
    /// # Errors
    /// [`ErrorCode::File`] when the store cannot be written.
    pub fn collect_garbage(&mut self) -> Result<usize> {
        let doing = "removing pictures that nothing needs";
        let sql = "DELETE FROM blob WHERE hash NOT IN (SELECT blob FROM step_blob)
                   AND hash NOT IN (SELECT blob FROM entry_blob)";
        let removed = self.connection.execute(sql, []).doing(doing)?;
        if removed > 0 {
            self.connection.execute_batch("PRAGMA incremental_vacuum").doing(doing)?;
        }
        Ok(removed)
    }
}

pub(crate) fn put_blob(connection: &Connection, bytes: &[u8]) -> Result<BlobHash> {
    if bytes.len() > LARGEST_BLOB {
        return Err(Error::new(
            ErrorCode::TooLarge,
            format!("this picture takes {} bytes (at most {LARGEST_BLOB})", bytes.len()),
            "Save it smaller or with more compression, then import it again.",
        ));
    }
    let hash = BlobHash::of(bytes);
    match read_blob(connection, &hash)? {
        Some(stored) if stored == bytes => return Ok(hash),
        Some(_) | None => {}
    }
    let sql = "INSERT INTO blob (hash, bytes) VALUES (?1, ?2)
               ON CONFLICT (hash) DO UPDATE SET bytes = excluded.bytes";
    connection
        .prepare_cached(sql)
        .and_then(|mut statement| statement.execute(params![hash.as_bytes(), bytes]))
        .doing("storing the picture")?;
    Ok(hash)
}

fn read_blob(connection: &Connection, hash: &BlobHash) -> Result<Option<Vec<u8>>> {
    connection
        .prepare_cached("SELECT bytes FROM blob WHERE hash = ?1")
        .and_then(|mut statement| statement.query_row([hash.as_bytes()], |row| row.get(0)).optional())
        .doing("reading the picture")
}

fn missing(hash: &BlobHash) -> Error {
    Error::new(
        ErrorCode::NotFound,
        format!("the picture {hash} is not in the store"),
        "Import the picture again.",
    )
}

fn damaged(hash: &BlobHash) -> Error {
    Error::new(
        ErrorCode::Store,
        format!("the stored picture {hash} is damaged"),
        "Import the same picture again: it takes the place of the damaged one.",
    )
}
