//! Colours to choose from: a small set of our own, named in plain words.

use rust_embed::Embed;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::units::Rgb;
use crate::{Error, ErrorCode, Result};

#[derive(Embed)]
#[folder = "../../../assets/swatches"]
struct Files;

/// A colour with a name. It is no mark of any colour system: a factory matches it by eye.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Process.ts")]
pub struct Swatch {
    /// What we call it.
    pub name: String,
    /// The colour.
    pub colour: Rgb,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    swatch: Vec<Swatch>,
}

/// The colours that come with Dangle, in the order they are shown in.
///
/// # Errors
/// [`ErrorCode::Store`] when the file is damaged.
pub fn swatches() -> Result<Vec<Swatch>> {
    let damaged =
        |what: String| Error::new(ErrorCode::Store, what, "Install Dangle again.").about("swatches");
    let file = Files::get("dangle.toml").ok_or_else(|| damaged("the file is missing".to_owned()))?;
    let text = std::str::from_utf8(&file.data).map_err(|error| damaged(error.to_string()))?;
    toml::from_str::<List>(text).map(|list| list.swatch).map_err(|error| damaged(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn swatches_have_names_of_their_own_and_claim_no_colour_system() {
        let swatches = swatches().unwrap();
        assert!(swatches.len() >= 32);
        let names: BTreeSet<_> = swatches.iter().map(|swatch| swatch.name.to_lowercase()).collect();
        let colours: BTreeSet<_> = swatches.iter().map(|swatch| swatch.colour.to_string()).collect();
        assert!(names.len() == swatches.len() && colours.len() == swatches.len());
        assert!(names.iter().all(|name| !name.contains("pantone") && !name.contains("pms")));
    }
}
