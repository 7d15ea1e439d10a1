//! Projects and entries as JSON documents, and how an older document becomes a newer one.

use dangle_collection::Entry;
use dangle_design::project::Project;
use dangle_design::{Error, ErrorCode, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Longest document, in bytes. The largest project within the limits of `design::edit` (1,000 charms, 100
/// scenes of 200 placements) takes about 6 MiB.
pub(crate) const LONGEST_DOCUMENT: usize = 16 << 20;

/// Turns a document of one format into one of the next.
type Upgrade = fn(Value) -> Result<Value>;

/// A kind of document, and the formats it has had.
pub(crate) trait Document: Serialize + DeserializeOwned {
    /// What it is called in messages.
    const THING: &'static str;
    /// `UPGRADES[n]` turns format n + 1 into format n + 2. Append only; each comes with a fixture under
    /// `tests/fixtures` that was written by the Dangle of its time.
    const UPGRADES: &'static [Upgrade];
}

impl Document for Project {
    const THING: &'static str = "project";
    const UPGRADES: &'static [Upgrade] = &[];
}

impl Document for Entry {
    const THING: &'static str = "entry";
    const UPGRADES: &'static [Upgrade] = &[];
}

/// The format that documents are written in now.
pub(crate) fn format<D: Document>() -> i64 {
    D::UPGRADES.len() as i64 + 1
}

/// The document as text, in the newest format.
pub(crate) fn encode<D: Document>(document: &D) -> Result<String> {
    let text = serde_json::to_string(document).map_err(|error| {
        Error::new(
            ErrorCode::Store,
            format!("this {} cannot be written down: {error}", D::THING),
            "Undo the last edit.",
        )
    })?;
    check_length::<D>(&text)?;
    Ok(text)
}

/// The document that was written down as `text` in `format`.
///
/// # Errors
/// [`ErrorCode::Store`] when the format is newer than this Dangle or the text does not follow it,
/// [`ErrorCode::TooLarge`] when it is longer than [`LONGEST_DOCUMENT`].
pub(crate) fn decode<D: Document>(format: i64, text: &str) -> Result<D> {
    check_length::<D>(text)?;
    if format == self::format::<D>() {
        return serde_json::from_str(text).map_err(|error| unreadable::<D>(&error));
    }
    let value = serde_json::from_str(text).map_err(|error| unreadable::<D>(&error))?;
    serde_json::from_value(upgraded(value, format, D::THING, D::UPGRADES)?)
        .map_err(|error| unreadable::<D>(&error))
}

fn upgraded(mut value: Value, format: i64, thing: &str, upgrades: &[Upgrade]) -> Result<Value> {
    let newest = upgrades.len() as i64 + 1;
    if format > newest {
        return Err(Error::new(
            ErrorCode::Store,
            format!("this {thing} is of format {format}; this Dangle knows formats up to {newest}"),
            "Update Dangle.",
        ));
    }
    let done = usize::try_from(format - 1).map_err(|_| {
        Error::new(
            ErrorCode::Store,
            format!("this {thing} claims format {format}, which there never was"),
            "The file is damaged: use another copy.",
        )
    })?;
    for upgrade in upgrades.iter().skip(done) {
        value = upgrade(value)?;
    }
    Ok(value)
}

fn check_length<D: Document>(text: &str) -> Result<()> {
    if text.len() <= LONGEST_DOCUMENT {
        return Ok(());
    }
    Err(Error::new(
        ErrorCode::TooLarge,
        format!("this {} takes {} bytes (at most {LONGEST_DOCUMENT})", D::THING, text.len()),
        "Split it into several projects.",
    ))
}

fn unreadable<D: Document>(error: &serde_json::Error) -> Error {
    Error::new(
        ErrorCode::Store,
        format!("this {} cannot be read: {error}", D::THING),
        "The file is damaged or was changed by another program: use another copy.",
    )
}
