//! `.dangle` files that are damaged, foreign or made to do harm are refused, and nothing reaches the store.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::fs;
use std::path::Path;

use common::studio;
use dangle_design::{Error, ErrorCode};
use dangle_store::{Contents, Imported, Store};
use proptest::prelude::*;
use rusqlite::Connection;

/// A sound file with history: eight steps, three charms, two pictures.
fn sound() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sound.dangle");
    let (store, history) = studio();
    store.export(&history, Contents::WithHistory, &path).unwrap();
    fs::read(&path).unwrap()
}

/// A sound file after `sql`.
fn after(sql: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tampered.dangle");
    fs::write(&path, sound()).unwrap();
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    connection.execute_batch(sql).unwrap();
    connection.close().unwrap();
    fs::read(&path).unwrap()
}

/// A sound file with some bytes replaced.
fn with_bytes(at: usize, bytes: &[u8]) -> Vec<u8> {
    let mut file = sound();
    file[at..at + bytes.len()].copy_from_slice(bytes);
    file
}

/// Imports into a store that holds something already, and proves that a refusal leaves it as it was.
fn import(bytes: &[u8]) -> Result<(Store, Imported), Error> {
    let mut store = Store::memory().unwrap();
    let mine = common::history("mine");
    store.save(&mine, 1).unwrap();
    let before = store.recent().unwrap();
    match store.import_bytes(bytes, 2) {
        Ok(imported) => Ok((store, imported)),
        Err(error) => {
            assert_eq!(store.recent().unwrap(), before);
            assert_eq!(store.collect_garbage().unwrap(), 0, "no picture came in");
            assert!(error.hint().is_some_and(|hint| !hint.is_empty()), "{error}");
            Err(error)
        }
    }
}

#[track_caller]
fn refused(name: &str, bytes: &[u8], code: ErrorCode, message: &str) {
    match import(bytes) {
        Ok(_) => panic!("{name}: was accepted"),
        Err(error) => {
            assert_eq!(error.code(), code, "{name}: {error}");
            assert!(error.to_string().contains(message), "{name}: {error}");
        }
    }
}

#[test]
fn the_sound_file_is_sound() {
    assert!(import(&sound()).is_ok());
    assert!(import(&after("SELECT 1")).is_ok(), "opening it does not change it");
}

#[test]
fn what_is_no_project_file_is_told_so() {
    let mut cut_header = sound();
    cut_header.truncate(99);
    let cases: [(&str, Vec<u8>); 8] = [
        ("empty", vec![]),
        ("one byte", b"S".to_vec()),
        ("text", b"dear diary ".repeat(1000)),
        ("zip", [b"PK\x03\x04".to_vec(), vec![0; 9000]].concat()),
        ("png", [b"\x89PNG\r\n\x1a\n".to_vec(), vec![0; 9000]].concat()),
        ("zeros", vec![0; 40_960]),
        ("cut header", cut_header),
        ("another program's database", after("PRAGMA application_id = 77")),
    ];
    for (name, bytes) in cases {
        refused(name, &bytes, ErrorCode::Store, "no project file of Dangle");
    }
}

#[test]
fn a_whole_store_is_told_from_a_project() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dangle.db");
    drop(Store::open(&path).unwrap());
    refused("store", &fs::read(&path).unwrap(), ErrorCode::Store, "whole store");
}

#[test]
fn newer_files_and_newer_documents_ask_for_an_update() {
    for sql in [
        "PRAGMA user_version = 2",
        "PRAGMA user_version = 2147483647",
        "PRAGMA user_version = -1",
        "UPDATE step SET format = 4",
        "UPDATE step SET format = 9223372036854775807 WHERE number = 3",
    ] {
        let Err(error) = import(&after(sql)) else { panic!("{sql}: was accepted") };
        assert!(error.hint().unwrap().contains("Update Dangle"), "{sql}: {error}");
    }
}

#[test]
fn cut_and_lengthened_files_are_refused() {
    let whole = sound();
    for page in 1..whole.len() / 4096 {
        refused("cut", &whole[..page * 4096], ErrorCode::Store, "cut off");
        refused("cut", &whole[..page * 4096 + 17], ErrorCode::Store, "cut off");
    }
    refused("lengthened", &[whole.clone(), vec![0; 4096]].concat(), ErrorCode::Store, "cut off");
    refused("junk behind", &[whole, b"<script>".to_vec()].concat(), ErrorCode::Store, "cut off");
}

#[test]
fn other_forms_of_database_are_refused() {
    for sql in [
        "PRAGMA journal_mode = WAL",
        "PRAGMA page_size = 512; VACUUM",
        "PRAGMA page_size = 65536; VACUUM",
        "PRAGMA auto_vacuum = FULL; VACUUM",
    ] {
        refused(sql, &after(sql), ErrorCode::Store, "changed by another program");
    }
    let utf16 = with_bytes(56, &[0, 0, 0, 2]);
    refused("UTF-16", &utf16, ErrorCode::Store, "changed by another program");
}

#[test]
fn schemas_that_could_run_something_are_refused() {
    for sql in [
        "CREATE TRIGGER t AFTER INSERT ON project BEGIN DELETE FROM step; END",
        "CREATE VIEW v AS SELECT * FROM project",
        "CREATE TABLE extra (x)",
        "CREATE INDEX extra ON step (document)",
        "CREATE INDEX costly ON step (length(document)) WHERE number > 0",
        "ALTER TABLE setting ADD COLUMN more TEXT",
        "DROP INDEX step_blob_by_blob",
        "DROP TABLE entry_blob; DROP TABLE entry; CREATE VIEW entry AS SELECT 1 AS id",
        "ALTER TABLE setting RENAME COLUMN value TO worth",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'length(hash) = 32',
            'randomblob(1) IS hash') WHERE name = 'blob'",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'revision', 'revisoin')",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE step(' ||
            replace(hex(zeroblob(200000)), '00', 'a,') || 'z)' WHERE name = 'step'",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'step'",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'blob'",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 999999 WHERE name = 'blob'",
        "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema",
    ] {
        refused(sql, &after(sql), ErrorCode::Store, "damaged");
    }
}

#[test]
fn rows_that_an_export_never_writes_are_refused() {
    for sql in [
        "DELETE FROM project",
        "INSERT INTO project SELECT 'second', name, charms, position, revision, edited_ms FROM project",
        "UPDATE project SET id = 'other'",
        "UPDATE project SET name = 'Other'",
        "UPDATE project SET charms = 2",
        "UPDATE project SET edited_ms = 1",
        "UPDATE project SET revision = 9223372036854775807",
        "UPDATE project SET position = 6",
        "UPDATE project SET position = 8",
        "UPDATE project SET position = -1",
        "UPDATE project SET position = 9223372036854775807",
        "INSERT INTO entry VALUES ('e', 1, 1, '{}')",
        "INSERT INTO setting VALUES ('window', '{}')",
        "DELETE FROM setting",
        "UPDATE setting SET value = '\"00\"'",
        "UPDATE setting SET key = 'leak'",
        "DELETE FROM step WHERE number = 7",
        "DELETE FROM step WHERE number = 3",
        "DELETE FROM step",
        "UPDATE step SET project = 'other' WHERE number = 2",
        "UPDATE step SET number = number - 1",
        "UPDATE step SET document = (SELECT document FROM step WHERE number = 6) WHERE number = 5",
        "UPDATE blob SET bytes = x'00'",
        "UPDATE blob SET hash = randomblob(32)",
        "DELETE FROM blob WHERE rowid = 1",
        "INSERT INTO blob VALUES (randomblob(32), x'00')",
        "DELETE FROM step_blob WHERE number = 7",
        "INSERT INTO step_blob SELECT project, 0, blob FROM step_blob LIMIT 1",
        "UPDATE step_blob SET project = 'other'",
    ] {
        refused(sql, &after(sql), ErrorCode::Store, "");
    }
}

#[test]
fn documents_with_values_outside_their_limits_are_refused() {
    for (from, to) in [
        ("\"length\":50.0", "\"length\":1e999"),
        ("\"length\":50.0", "\"length\":null"),
        ("\"length\":50.0", "\"length\":-50.0"),
        ("\"length\":50.0", "\"length\":0.0"),
        ("\"border\":2.5", "\"border\":2500"),
        ("\"name\":\"Studio\"", "\"name\":\"\""),
        ("\"name\":\"Studio\"", "\"name\":\"Studio\",\"name\":\"Studio\""),
        ("\"name\":\"Studio\"", "\"name\":\"Studio\",\"script\":\"alert(1)\""),
        ("\"id\":\"fox\"", "\"id\":\"koi\""),
        ("\"id\":\"fox\"", "\"id\":\"../../up\""),
        ("\"charm\":\"fox\"", "\"charm\":\"nobody\""),
        ("{\"kind\":\"auto\"}", "{\"kind\":\"magic\"}"),
        ("{\"kind\":\"auto\"}", "{\"kind\":\"remove\",\"tolerance\":1.5}"),
        ("\"strokes\":[]", "\"strokes\":[{\"keep\":true,\"radius\":0.1,\"path\":[{\"u\":1e99,\"v\":0}]}]"),
        ("\"edits\":[]", "\"edits\":[{\"kind\":\"no_bridge\",\"at\":{\"u\":0,\"v\":-1000}}]"),
        ("\"language\":null", "\"language\":\"<b>\""),
        ("\"palette\":[]", "\"palette\":[\"red\"]"),
        ("\"limits\":[]", "\"limits\":[{\"process\":\"x\",\"check\":\"neck\",\"warn\":-1,\"error\":null}]"),
        ("\"#3A5F7D\"", "\"url(https://example.org)\""),
        ("\"process\":\"acrylic-clear\"", "\"process\":\"<b>\""),
        ("{\"id\"", "{{\"id\""),
        ("\"scenes\":[", "\"scenes\":[[[[[[[["),
    ] {
        let sql = format!("UPDATE step SET document = replace(document, '{from}', '{to}')");
        let Err(error) = import(&after(&sql)) else { panic!("{to}: was accepted") };
        let codes = [ErrorCode::Store, ErrorCode::Input, ErrorCode::NotFound];
        assert!(codes.contains(&error.code()), "{to}: {error}");
    }
    let deep = "UPDATE step SET document = replace(hex(zeroblob(500000)), '00', '[')";
    refused("deep", &after(deep), ErrorCode::Store, "cannot be read");
    let not_text = "UPDATE step SET document = CAST(x'ff00fe' AS TEXT)";
    assert!(import(&after(not_text)).is_err());
}

#[test]
fn giants_are_refused_before_they_are_held_in_memory() {
    let blob = "UPDATE blob SET bytes = zeroblob(67200000) WHERE rowid = 1";
    refused("a huge picture", &after(blob), ErrorCode::TooLarge, "larger than the limits");
    let steps = "WITH RECURSIVE n (i) AS (SELECT 8 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
        INSERT INTO step SELECT 'studio', i, 1, '{}' FROM n";
    refused("endless steps", &after(steps), ErrorCode::TooLarge, "steps");
    let documents = "UPDATE step SET document = hex(zeroblob(6000000))";
    refused("endless documents", &after(documents), ErrorCode::TooLarge, "bytes");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sparse.dangle");
    fs::write(&path, sound()).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_len(1 << 40).unwrap();
    let error = Store::memory().unwrap().import(&path, 1).unwrap_err();
    assert_eq!(error.code(), ErrorCode::TooLarge);
    assert!(error.to_string().contains("sparse.dangle"));
}

#[test]
fn pages_that_are_used_twice_are_refused() {
    let whole = sound();
    let pages = whole.len() / 4096;
    for page in 2..=pages as u32 {
        let number = page.to_be_bytes();
        let free_list = with_bytes(32, &[number, 1_u32.to_be_bytes()].concat());
        refused("a free list of used pages", &free_list, ErrorCode::Store, "");
    }
    for (from, to) in (1..pages).flat_map(|from| [(from, (from + 1) % pages), (from, pages / 2)]) {
        let copied = with_bytes(to * 4096, &whole[from * 4096..(from + 1) * 4096]);
        if copied != whole {
            refused("a page in the place of another", &copied, ErrorCode::Store, "");
        }
    }
}

#[cfg(unix)]
#[test]
fn what_is_not_a_plain_file_is_not_read() {
    for path in ["/dev/zero", "/dev/null", "/", "/no/such/file.dangle"] {
        let error = Store::memory().unwrap().import(Path::new(path), 1).unwrap_err();
        assert_eq!(error.code(), ErrorCode::File, "{path}: {error}");
    }
}

/// What happens to a file on its way.
#[derive(Clone, Debug)]
enum Harm {
    Flip(Vec<(prop::sample::Index, u8)>),
    Cut(prop::sample::Index),
    Overwrite(prop::sample::Index, Vec<u8>),
    Swap(prop::sample::Index, prop::sample::Index),
}

fn harms() -> impl Strategy<Value = Harm> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        4 => prop::collection::vec((at(), 1_u8..), 1..4).prop_map(Harm::Flip),
        1 => at().prop_map(Harm::Cut),
        2 => (at(), prop::collection::vec(any::<u8>(), 1..64)).prop_map(|(at, bytes)| Harm::Overwrite(at, bytes)),
        1 => (at(), at()).prop_map(|(a, b)| Harm::Swap(a, b)),
    ]
}

fn harmed(mut file: Vec<u8>, harm: &Harm) -> Vec<u8> {
    match harm {
        Harm::Flip(flips) => flips.iter().for_each(|(at, by)| *at.get_mut(&mut file) ^= by),
        Harm::Cut(at) => file.truncate(at.index(file.len())),
        Harm::Overwrite(at, bytes) => {
            let at = at.index(file.len());
            file.iter_mut().skip(at).zip(bytes).for_each(|(to, from)| *to = *from);
        }
        Harm::Swap(a, b) => {
            let pages = file.len() / 4096;
            let (a, b) = (a.index(pages), b.index(pages));
            (0..4096).for_each(|n| file.swap(a * 4096 + n, b * 4096 + n));
        }
    }
    file
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_harmed_file_is_refused_or_holds_what_it_held(harm in harms()) {
        thread_local!(static SOUND: Vec<u8> = sound());
        let file = SOUND.with(Clone::clone);
        let (original, history) = studio();
        if let Ok((store, imported)) = import(&harmed(file, &harm)) {
            prop_assert_eq!(imported.history.present(), history.present());
            prop_assert_eq!(imported.history.past(), history.past());
            for blob in history.present().blobs() {
                prop_assert_eq!(store.blob(&blob).unwrap(), original.blob(&blob).unwrap());
            }
        }
    }
}
