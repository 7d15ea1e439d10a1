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
    let done = steps_done(format, D::THING, D::UPGRADES)?;
    check_length::<D>(text)?;
    if done == D::UPGRADES.len() {
        return serde_json::from_str(text).map_err(|error| unreadable::<D>(&error));
    }
    let old = serde_json::from_str(text).map_err(|error| unreadable::<D>(&error))?;
    let new = D::UPGRADES.iter().skip(done).try_fold(old, |value, upgrade| upgrade(value))?;
    serde_json::from_value(new).map_err(|error| unreadable::<D>(&error))
}

/// How many of the upgrades a document of that format has been through.
fn steps_done(format: i64, thing: &str, upgrades: &[Upgrade]) -> Result<usize> {
    let newest = upgrades.len() as i64 + 1;
    if format > newest {
        return Err(Error::new(
            ErrorCode::Store,
            format!("this {thing} is of format {format}; this Dangle knows formats up to {newest}"),
            "Update Dangle.",
        ));
    }
    usize::try_from(format.saturating_sub(1)).map_err(|_| {
        Error::new(
            ErrorCode::Store,
            format!("this {thing} claims format {format}, which there never was"),
            "The file is damaged: use another copy.",
        )
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use dangle_design::edit::checked_project;

    #[test]
    fn a_project_of_format_1_reads_and_is_written_the_same() {
        let text = include_str!("../tests/fixtures/project-1.json").trim_end();
        let project: Project = decode(1, text).unwrap();
        assert_eq!(checked_project(project.clone()).unwrap(), project);
        assert_eq!(encode(&project).unwrap(), text);
    }

    #[test]
    fn an_entry_of_format_1_reads_and_is_written_the_same() {
        let text = include_str!("../tests/fixtures/entry-1.json").trim_end();
        assert_eq!(encode(&decode::<Entry>(1, text).unwrap()).unwrap(), text);
    }

    /// A document that has had three formats.
    #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
    struct Grown {
        second: usize,
        third: usize,
    }

    impl Document for Grown {
        const THING: &'static str = "grown thing";
        const UPGRADES: &'static [Upgrade] = &[|old| Ok(add("second", old)), |old| Ok(add("third", old))];
    }

    fn add(key: &str, mut value: Value) -> Value {
        value[key] = Value::from(value.as_object().map_or(0, serde_json::Map::len));
        value
    }

    #[test]
    fn an_older_document_goes_through_every_later_step_in_order() {
        assert_eq!(decode::<Grown>(1, "{}").unwrap(), Grown { second: 0, third: 1 });
        assert_eq!(decode::<Grown>(2, "{\"second\":7}").unwrap(), Grown { second: 7, third: 1 });
        assert_eq!(decode::<Grown>(3, "{\"second\":7,\"third\":8}").unwrap(), Grown { second: 7, third: 8 });
    }

    #[test]
    fn a_newer_format_asks_for_an_update() {
        let error = decode::<Project>(99, "written in a way that nobody knows yet").unwrap_err();
        assert!(error.hint().unwrap().contains("Update Dangle"));
        assert!(decode::<Project>(0, "{}").is_err() && decode::<Project>(i64::MIN, "{}").is_err());
    }

    #[test]
    fn unknown_fields_are_named() {
        let text = include_str!("../tests/fixtures/project-1.json").replacen('{', "{\"mood\":1,", 1);
        assert!(decode::<Project>(1, &text).unwrap_err().to_string().contains("mood"));
    }

    #[test]
    fn deep_and_long_documents_are_refused() {
        assert!(decode::<Project>(1, &"[".repeat(1_000_000)).is_err());
        let long = format!("{{\"id\":\"{}\"}}", "a".repeat(LONGEST_DOCUMENT));
        assert_eq!(decode::<Project>(1, &long).unwrap_err().code(), ErrorCode::TooLarge);
    }
}
