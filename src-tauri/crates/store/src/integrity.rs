//! Is everything in the store as it was put there.

use dangle_design::Result;
use dangle_design::id::BlobHash;
use rusqlite::Row;

use crate::Store;
use crate::error::While;

impl Store {
    /// Reads the whole file and answers every fault that is found; none when all is well.
    ///
    /// Checks the file's structure, that every step has its blobs, and every blob against its hash. Takes
    /// about a second per gigabyte: for a fault report and for tests, not for every start.
    ///
    /// # Errors
    /// [`dangle_design::ErrorCode::File`] when the file cannot be read at all.
    pub fn integrity_faults(&self) -> Result<Vec<String>> {
        let mut faults = self.texts("PRAGMA integrity_check", |row| row.get(0))?;
        faults.retain(|line| line != "ok");
        faults.extend(self.texts("PRAGMA foreign_key_check", |row| {
            Ok(format!("{} needs a {} that is not there", row.get::<_, String>(0)?, row.get::<_, String>(2)?))
        })?);
        faults.extend(
            self.texts("SELECT hash, bytes FROM blob", blob_fault)?.into_iter().filter(|f| !f.is_empty()),
        );
        Ok(faults)
    }

    fn texts(&self, sql: &str, read: fn(&Row<'_>) -> rusqlite::Result<String>) -> Result<Vec<String>> {
        let doing = "checking the store";
        let mut statement = self.connection.prepare(sql).doing(doing)?;
        let rows = statement.query_map([], read).doing(doing)?;
        rows.collect::<rusqlite::Result<_>>().doing(doing)
    }
}

fn blob_fault(row: &Row<'_>) -> rusqlite::Result<String> {
    let (hash, bytes) = (row.get_ref(0)?.as_blob()?, row.get_ref(1)?.as_blob()?);
    let fault = match BlobHash::from_bytes(hash) {
        Ok(hash) if BlobHash::of(bytes) == hash => String::new(),
        Ok(hash) => format!("picture {hash} is damaged"),
        Err(_) => "a picture has lost its name".to_owned(),
    };
    Ok(fault)
}
