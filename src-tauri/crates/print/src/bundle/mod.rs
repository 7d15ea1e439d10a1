//! The order bundle: everything a vendor needs in one zip, with a manifest of hashes and letters ready to send.

mod letter;
mod names;
mod order;
mod table;

use dangle_design::{Error, ErrorCode, Result};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::archive::zipped;
use crate::pdf::PROGRAM;

pub use letter::Letter;
pub use order::OrderParts;
pub use table::quote_csv;

/// What goes into a bundle. Names may have folders, parted by `/`.
pub struct Bundle<'a> {
    /// The charm's name.
    pub charm: &'a str,
    /// The recipe its print files are made by, and whether that was followed from the vendor's own page.
    pub recipe: (&'a str, bool),
    /// The files, in the order they stand in the zip.
    pub files: &'a [(String, Vec<u8>)],
    /// What the vendor is written.
    pub letter: &'a Letter<'a>,
}

/// What stands in `manifest.json`.
#[derive(Serialize)]
struct Manifest<'a> {
    charm: &'a str,
    recipe: &'a str,
    recipe_verified: bool,
    made_with: &'a str,
    files: Vec<Entry<'a>>,
}

/// One file of the manifest.
#[derive(Serialize)]
struct Entry<'a> {
    name: &'a str,
    bytes: usize,
    blake3: String,
    sha256: String,
}

/// The bundle as a zip: the same files make the same bytes, on any day and any machine.
///
/// # Errors
/// `Input` when two files have one name.
pub fn write_bundle(bundle: &Bundle<'_>) -> Result<Vec<u8>> {
    let mut files: Vec<(&str, &[u8])> =
        bundle.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let (english, chinese) = (bundle.letter.english(), bundle.letter.chinese());
    files.push(("message-en.txt", english.as_bytes()));
    files.push(("message-zh-CN.txt", chinese.as_bytes()));
    let manifest = manifest(bundle, &files)?;
    zipped(std::iter::once(("manifest.json", manifest.as_bytes())).chain(files.iter().copied()))
}

fn manifest(bundle: &Bundle<'_>, files: &[(&str, &[u8])]) -> Result<String> {
    let entry = |(name, bytes): &(&'_ str, &[u8])| Entry {
        name: files.iter().find(|(other, _)| other == name).map_or("", |(name, _)| name),
        bytes: bytes.len(),
        blake3: blake3::hash(bytes).to_hex().to_string(),
        sha256: sha256(bytes),
    };
    let manifest = Manifest {
        charm: bundle.charm,
        recipe: bundle.recipe.0,
        recipe_verified: bundle.recipe.1,
        made_with: PROGRAM,
        files: files.iter().map(entry).collect(),
    };
    let text = serde_json::to_string_pretty(&manifest);
    text.map(|text| text + "\n")
        .map_err(|error| Error::new(ErrorCode::Store, error.to_string(), "Report this fault of Dangle."))
}

fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut hex = String::new();
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::letter::tests::letter;

    #[test]
    fn a_bundle_lists_every_file_with_its_hashes_and_is_the_same_twice() {
        let files =
            [("print/boba-print.pdf".to_owned(), b"%PDF".to_vec()), ("quote.csv".to_owned(), vec![1, 2])];
        let letter = letter();
        let bundle =
            Bundle { charm: "Boba", recipe: ("Generic acrylic", false), files: &files, letter: &letter };
        let zip = write_bundle(&bundle).unwrap();
        assert!(zip == write_bundle(&bundle).unwrap());
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name("manifest.json").unwrap(), &mut text).unwrap();
        let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
        let listed = manifest["files"].as_array().unwrap();
        assert_eq!(listed.len(), archive.len() - 1, "all but the manifest itself");
        for entry in listed {
            let mut bytes = Vec::new();
            let mut file = archive.by_name(entry["name"].as_str().unwrap()).unwrap();
            std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
            assert_eq!(entry["bytes"], bytes.len());
            assert_eq!(entry["blake3"], blake3::hash(&bytes).to_hex().as_str());
            assert_eq!(entry["sha256"], sha256(&bytes));
            assert_eq!(sha256(b"abc")[..8], *"ba7816bf", "the standard's own example");
        }
    }
}
