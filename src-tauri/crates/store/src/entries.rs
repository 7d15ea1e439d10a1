//! The collection's entries.

use std::collections::BTreeSet;

use dangle_collection::Entry;
use dangle_design::id::EntryId;
use dangle_design::{Error, ErrorCode, Result};
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use crate::Store;
use crate::document;
use crate::error::While;

impl Store {
    /// Every entry, the newest first.
    ///
    /// # Errors
    /// [`ErrorCode::Store`] when an entry is damaged or the store cannot be read.
    pub fn entries(&self) -> Result<Vec<Entry>> {
        let doing = "reading the collection";
        let sql = "SELECT format, document FROM entry ORDER BY added_ms DESC, id";
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        let rows = statement
            .query_map([], |row| Ok(document::decode(row.get(0)?, &row.get::<_, String>(1)?)))
            .doing(doing)?;
        rows.map(|row| row.doing(doing)?).collect()
    }

    /// Keeps an entry: a new one, or in place of the one with its id. On the disk when this answers.
    ///
    /// # Errors
    /// [`ErrorCode::Store`] when a blob of the entry is not in the store, [`ErrorCode::File`] when the store
    /// cannot be written. The old entry stays then.
    pub fn put_entry(&mut self, entry: &Entry) -> Result<()> {
        let doing = "keeping the entry";
        let transaction =
            Transaction::new(&mut self.connection, TransactionBehavior::Immediate).doing(doing)?;
        write_entry(&transaction, entry)?;
        transaction.commit().doing(doing)
    }

    /// Removes an entry.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when there is no such entry, [`ErrorCode::File`] when the store cannot be
    /// written.
    pub fn remove_entry(&mut self, id: &EntryId) -> Result<()> {
        let sql = "DELETE FROM entry WHERE id = ?1";
        let removed = self.connection.execute(sql, [id.as_str()]).doing("removing the entry")?;
        if removed == 1 {
            return Ok(());
        }
        let message = format!("entry {id} is not in the collection");
        Err(Error::new(ErrorCode::NotFound, message, "It may have been removed before."))
    }
}

fn write_entry(connection: &Connection, entry: &Entry) -> Result<()> {
    let doing = "keeping the entry";
    let id = entry.id().as_str();
    let sql = "INSERT INTO entry (id, added_ms, format, document) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (id) DO UPDATE SET added_ms = excluded.added_ms, format = excluded.format,
               document = excluded.document";
    let values = params![id, entry.added_ms(), document::format::<Entry>(), document::encode(entry)?];
    connection.execute(sql, values).doing(doing)?;
    connection.execute("DELETE FROM entry_blob WHERE entry = ?1", [id]).doing(doing)?;
    for blob in entry.blobs().collect::<BTreeSet<_>>() {
        let sql = "INSERT INTO entry_blob (entry, blob) VALUES (?1, ?2)";
        connection.execute(sql, params![id, blob.as_bytes()]).doing(doing)?;
    }
    Ok(())
}
