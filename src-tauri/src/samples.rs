//! The sample artworks: files under `assets/samples`, inside the program.

use dangle_design::{Error, ErrorCode, Result};
use rust_embed::Embed;

#[derive(Embed)]
#[folder = "../assets/samples"]
#[include = "*.svg"]
#[include = "*.png"]
#[include = "*.webp"]
struct Files;

/// A sample's file.
#[derive(Debug)]
pub(crate) struct SampleFile {
    /// Its name, with ending.
    pub(crate) name: String,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
}

/// The samples' ids (file names without ending), in alphabetical order.
#[must_use]
pub(crate) fn ids() -> Vec<String> {
    let mut ids: Vec<String> =
        Files::iter().filter_map(|name| name.rsplit_once('.').map(|(stem, _)| stem.to_owned())).collect();
    ids.sort();
    ids
}

/// The file of a sample.
///
/// # Errors
/// `NotFound` when there is none; the hint lists those there are.
pub(crate) fn file(id: &str) -> Result<SampleFile> {
    let name = Files::iter().find(|name| name.rsplit_once('.').is_some_and(|(stem, _)| stem == id));
    let file = name.and_then(|name| Some((name.to_string(), Files::get(&name)?)));
    let (name, file) = file.ok_or_else(|| {
        Error::new(
            ErrorCode::NotFound,
            format!("there is no sample \"{id}\""),
            format!("Choose one of: {}.", ids().join(", ")),
        )
    })?;
    Ok(SampleFile { name, bytes: file.data.into_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_found_by_its_id() {
        assert!(!ids().is_empty());
        for id in ids() {
            assert!(!file(&id).unwrap().bytes.is_empty());
        }
        assert!(file("../Cargo").unwrap_err().hint().is_some_and(|hint| hint.contains(&ids()[0])));
    }
}
