//! The sample artworks: files under `assets/samples`, inside the program.

use dangle_design::{Error, ErrorCode, Result};
use rust_embed::Embed;
use serde::Deserialize;

#[derive(Embed)]
#[folder = "../assets/samples"]
struct Files;

/// The list of samples, in the order of the screen.
const LIST: &str = "samples.toml";

/// A sample artwork.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sample {
    /// Names it.
    pub(crate) id: String,
    /// What people call it.
    pub(crate) name: String,
    /// Its file.
    pub(crate) file: String,
    /// Who drew it, and how it may be used.
    pub(crate) credit: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    sample: Vec<Sample>,
}

impl Sample {
    /// Every sample, in the order of the screen.
    ///
    /// # Errors
    /// `Store` when the list is damaged.
    pub(crate) fn all() -> Result<Vec<Sample>> {
        let file = Files::get(LIST).ok_or_else(|| damaged("it is missing"))?;
        let text = std::str::from_utf8(&file.data).map_err(damaged)?;
        toml::from_str::<List>(text).map(|list| list.sample).map_err(damaged)
    }

    /// The sample of that id.
    ///
    /// # Errors
    /// `NotFound` when there is none; the hint lists those there are.
    pub(crate) fn load(id: &str) -> Result<Sample> {
        let all = Sample::all()?;
        let ids = all.iter().map(|sample| sample.id.as_str()).collect::<Vec<_>>().join(", ");
        all.into_iter().find(|sample| sample.id == id).ok_or_else(|| {
            let message = format!("there is no sample \"{id}\"");
            Error::new(ErrorCode::NotFound, message, format!("Choose one of: {ids}."))
        })
    }

    /// Its file's bytes.
    ///
    /// # Errors
    /// `Store` when the file is missing.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>> {
        let file = Files::get(&self.file).ok_or_else(|| damaged(format!("{} is missing", self.file)))?;
        Ok(file.data.into_owned())
    }
}

fn damaged(what: impl std::fmt::Display) -> Error {
    Error::new(ErrorCode::Store, format!("{LIST}: {what}"), "Install Dangle again.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_has_a_file_and_a_credit() {
        let all = Sample::all().unwrap();
        assert!(!all.is_empty());
        for sample in all {
            assert!(!sample.bytes().unwrap().is_empty() && !sample.credit.is_empty(), "{sample:?}");
            assert_eq!(Sample::load(&sample.id).unwrap(), sample);
        }
    }

    #[test]
    fn an_unknown_sample_names_the_known_ones() {
        let error = Sample::load("../Cargo").unwrap_err();
        assert!(error.hint().is_some_and(|hint| hint.contains("strawberry")));
    }
}
