//! Several files in one zip, the same bytes for the same files.

use std::io::{Cursor, Write};

use dangle_design::{Error, ErrorCode, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Files in one zip, in the order given. No clock and no machine is in it: each file is dated 1980-01-01, as zips
/// date what has no date.
///
/// # Errors
/// `Input` when a name stands twice or cannot be in a zip.
pub fn zipped<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, options).map_err(|error| refused(name, &error))?;
        zip.write_all(bytes).map_err(|error| refused(name, &error))?;
    }
    let archive = zip.finish().map_err(|error| refused("the zip", &error))?;
    Ok(archive.into_inner())
}

fn refused(name: &str, error: &dyn std::fmt::Display) -> Error {
    Error::new(
        ErrorCode::Input,
        format!("{name} cannot be packed: {error}"),
        "Give each file a name of its own.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn files_come_out_as_they_went_in_and_the_bytes_do_not_depend_on_the_day() {
        let files = [("a.txt", &b"one"[..]), ("b/c.bin", &[7; 5000][..])];
        let packed = zipped(files).unwrap();
        assert!(packed == zipped(files).unwrap());
        assert!(packed.len() < 1000);
        let mut archive = zip::ZipArchive::new(Cursor::new(packed)).unwrap();
        for (name, bytes) in files {
            let mut found = Vec::new();
            archive.by_name(name).unwrap().read_to_end(&mut found).unwrap();
            assert!(found == bytes, "{name}");
        }
    }

    #[test]
    fn a_name_that_stands_twice_is_refused() {
        assert!(zipped([("a", &b"1"[..]), ("a", &b"2"[..])]).is_err());
    }
}
