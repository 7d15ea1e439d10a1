//! Projects and entries as JSON documents, and how an older document becomes a newer one.

use dangle_collection::Entry;
use dangle_design::project::Project;
use dangle_design::{Error, ErrorCode, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Longest document, in bytes. The largest project within the limits of `design::edit` (1,000 charms, 100
/// scenes of 200 placements, 20 gang sheets of 2,000 charms) takes about 11 MiB.
pub(crate) const LONGEST_DOCUMENT: usize = 16 << 20;

/// Turns a document of one format into one of the next.
type Upgrade = fn(Value) -> Value;

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
    const UPGRADES: &'static [Upgrade] = &[project_1_to_2, project_2_to_3];
}

impl Document for Entry {
    const THING: &'static str = "entry";
    const UPGRADES: &'static [Upgrade] = &[entry_1_to_2];
}

/// Format 2 knows several holes, outline styles, edits by hand, texts, backs, layers and own limits; hardware as
/// kits, named scenes with patterns, charms turned about their chain, and photos.
///
/// What is not as format 1 had it is left alone: it is refused when the document is read.
fn project_1_to_2(mut project: Value) -> Value {
    if let Some(project) = project.as_object_mut() {
        let charms = project.get_mut("charms").and_then(Value::as_array_mut);
        charms.into_iter().flatten().for_each(|charm| _ = charm_1_to_2(charm));
        let scenes = project.get_mut("scenes").and_then(Value::as_array_mut);
        scenes.into_iter().flatten().enumerate().for_each(|(at, scene)| _ = scene_1_to_2(scene, at + 1));
        project.insert("limits".into(), json!([]));
        project.insert("photos".into(), json!([]));
    }
    project
}

/// Format 3 knows gang sheets, backing cards and orders.
fn project_2_to_3(mut project: Value) -> Value {
    if let Some(project) = project.as_object_mut() {
        for list in ["sheets", "cards", "orders"] {
            project.insert(list.into(), json!([]));
        }
    }
    project
}

fn entry_1_to_2(mut entry: Value) -> Value {
    if let Some(charm) = entry.get_mut("charm") {
        charm_1_to_2(charm);
    }
    entry
}

fn charm_1_to_2(charm: &mut Value) -> Option<()> {
    let charm = charm.as_object_mut()?;
    let artwork = charm.get_mut("artwork")?.as_object_mut()?;
    let background = artwork.remove("background")?;
    artwork.insert("background".into(), json!({ "kind": background }));
    artwork.insert("layers".into(), json!([]));
    artwork.insert("strokes".into(), json!([]));
    artwork.insert("least_speck".into(), json!(0.0));
    let outline = charm.get_mut("outline")?.as_object_mut()?;
    let hole = outline.remove("hole")?;
    let holes = match hole.get("kind")?.as_str()? {
        "tab" => json!([{
            "shape": { "kind": "round", "diameter": hole.get("diameter")? },
            "wall": hole.get("wall")?,
            "fillet": 2.0,
            "sits": "tab",
            "place": { "kind": "hang", "angle": 0.0, "shift": hole.get("shift")? },
        }]),
        _ => json!([]),
    };
    let added = json!({
        "holes": holes, "style": "border", "rim": "clear", "bleed": 1.0, "cutouts": "filled", "edits": [],
    });
    outline.extend(added.as_object().cloned()?);
    let added = json!({
        "back": { "kind": "plain" }, "texts": [], "language": null,
        "options": {
            "palette": [], "colours": null, "shrunk": null, "detail": null, "line": null, "bare": [],
        },
    });
    charm.extend(added.as_object().cloned()?);
    let hardware = charm.get_mut("hardware")?.as_object_mut()?;
    let kit = hardware.remove("clasp")?;
    hardware.insert("kit".into(), kit);
    Some(())
}

fn scene_1_to_2(scene: &mut Value, number: usize) -> Option<()> {
    let scene = scene.as_object_mut()?;
    scene.insert("name".into(), json!(format!("Set {number}")));
    scene.insert("pattern".into(), Value::Null);
    for placement in scene.get_mut("placements")?.as_array_mut()? {
        placement.as_object_mut()?.insert("yaw".into(), json!(0.0));
    }
    Some(())
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
    let new = D::UPGRADES.iter().skip(done).fold(old, |value, upgrade| upgrade(value));
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
    use dangle_design::project::{Artwork, HolePlace};
    use dangle_design::units::{Degrees, Mm};

    #[test]
    fn a_project_of_format_1_keeps_its_hole_and_its_ground() {
        let text = include_str!("../tests/fixtures/project-1.json").trim_end();
        let project: Project = decode(1, text).unwrap();
        assert_eq!(checked_project(project.clone()).unwrap(), project);
        let charm = &project.charms[0];
        assert_eq!(charm.artwork, Artwork::new(charm.artwork.blob));
        let [hole] = charm.outline.holes.as_slice() else { panic!("{:?}", charm.outline.holes) };
        assert_eq!((hole.shape.width(), hole.wall), (Mm::new(3.0), Mm::new(2.0)));
        assert_eq!(hole.place, HolePlace::Hang { angle: Degrees::ZERO, shift: Mm::ZERO });
        let again: Project = decode(format::<Project>(), &encode(&project).unwrap()).unwrap();
        assert_eq!(again, project);
    }

    #[test]
    fn a_project_of_format_2_keeps_all_it_had_and_has_no_sheets_cards_or_orders() {
        let text = include_str!("../tests/fixtures/project-2.json").trim_end();
        let project: Project = decode(2, text).unwrap();
        assert_eq!(checked_project(project.clone()).unwrap(), project);
        assert!(project.sheets.is_empty() && project.cards.is_empty() && project.orders.is_empty());
        let mut now = serde_json::to_value(&project).unwrap();
        for list in ["sheets", "cards", "orders"] {
            now.as_object_mut().unwrap().remove(list);
        }
        assert_eq!(now, serde_json::from_str::<Value>(text).unwrap(), "nothing else is another way");
    }

    #[test]
    fn an_entry_of_format_1_keeps_its_charm() {
        let text = include_str!("../tests/fixtures/entry-1.json").trim_end();
        let entry: Entry = decode(1, text).unwrap();
        assert_eq!(entry.charm().unwrap().outline.holes.len(), 1);
        let text = encode(&entry).unwrap();
        assert_eq!(encode(&decode::<Entry>(format::<Entry>(), &text).unwrap()).unwrap(), text);
    }

    #[test]
    fn a_document_that_only_claims_to_be_of_format_1_is_refused() {
        for text in ["[]", "7", "{\"charms\":[\"x\"]}", "{\"charms\":[{\"artwork\":3,\"outline\":[]}]}"] {
            assert!(decode::<Project>(1, text).is_err(), "{text}");
            assert!(decode::<Entry>(1, text).is_err(), "{text}");
        }
    }

    /// A document that has had three formats.
    #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
    struct Grown {
        second: usize,
        third: usize,
    }

    impl Document for Grown {
        const THING: &'static str = "grown thing";
        const UPGRADES: &'static [Upgrade] = &[|old| add("second", old), |old| add("third", old)];
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
