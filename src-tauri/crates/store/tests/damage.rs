//! Damage in the person's own store is named, and costs no more than what is damaged.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::path::Path;

use common::{art_charm, history, rename};
use dangle_design::ErrorCode;
use dangle_design::edit::Edit;
use dangle_design::history::History;
use dangle_store::Store;
use rusqlite::Connection;

fn hurt(path: &Path, sql: &str) {
    Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

fn kept(path: &Path) -> History {
    let mut store = Store::open(path).unwrap();
    let mut history = history("koi");
    let blob = store.put_blob(b"art").unwrap();
    history.commit(&Edit::AddCharm { charm: Box::new(art_charm("koi", blob)) }).unwrap();
    for name in ["Second", "Third", "Fourth"] {
        history.commit(&rename(name)).unwrap();
    }
    history.undo();
    store.save(&history, 1).unwrap();
    history
}

#[test]
fn a_damaged_picture_is_named_and_the_same_import_heals_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dangle.db");
    let history = kept(&path);
    hurt(&path, "UPDATE blob SET bytes = x'00'");
    let mut store = Store::open(&path).unwrap();
    let blob = history.present().blobs().next().unwrap();
    let error = store.blob(&blob).unwrap_err();
    assert_eq!(error.code(), ErrorCode::Store);
    assert!(error.to_string().contains(&blob.to_string()) && error.hint().unwrap().contains("again"));
    assert_eq!(store.integrity_faults().unwrap(), [format!("picture {blob} is damaged")]);
    store.put_blob(b"art").unwrap();
    assert_eq!(store.blob(&blob).unwrap(), b"art");
    assert!(store.integrity_faults().unwrap().is_empty());
}

#[test]
fn a_damaged_step_ends_the_way_back_there_and_costs_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dangle.db");
    let history = kept(&path);
    hurt(&path, "UPDATE step SET document = '{' WHERE number = 1; DELETE FROM step WHERE number = 4");
    let mut store = Store::open(&path).unwrap();
    let mut restored = store.load(&history.present().id).unwrap();
    assert_eq!(restored.present(), history.present());
    assert_eq!(restored.past(), &history.past()[2..]);
    assert!(restored.future().is_empty());
    restored.commit(&rename("Fifth")).unwrap();
    store.save(&restored, 2).unwrap();
    assert_eq!(store.load(&history.present().id).unwrap().past(), restored.past());
}

#[test]
fn a_damaged_present_is_told_and_nothing_is_thrown_away() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dangle.db");
    let history = kept(&path);
    hurt(&path, "UPDATE step SET document = '{' WHERE number = 3");
    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.load(&history.present().id).unwrap_err().code(), ErrorCode::Store);
    assert_eq!(store.recent().unwrap().len(), 1);
    for position in [i64::MIN, -1, 17, i64::MAX] {
        hurt(&path, &format!("UPDATE project SET position = {position}"));
        assert_eq!(store.load(&history.present().id).unwrap_err().code(), ErrorCode::Store);
    }
    hurt(&path, "UPDATE project SET position = 3");
    hurt(&path, "UPDATE step SET format = 99 WHERE number = 3");
    assert!(store.load(&history.present().id).unwrap_err().hint().unwrap().contains("Update Dangle"));
}

#[test]
fn pages_overwritten_with_noise_are_an_error_and_no_panic() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dangle.db");
    let id = kept(&path).present().id.clone();
    let sound = std::fs::read(&path).unwrap();
    let mut faults = 0;
    for page in 1..sound.len() / 4096 {
        let mut noisy = sound.clone();
        let mut noise = blake3::Hasher::new().update(&page.to_le_bytes()).finalize_xof();
        noise.fill(&mut noisy[page * 4096..(page + 1) * 4096]);
        std::fs::write(&path, &noisy).unwrap();
        let told = Store::open(&path).and_then(|mut store| {
            let _ = (store.recent(), store.entries(), store.last_open(), store.load(&id));
            store.integrity_faults()
        });
        faults += usize::from(!matches!(told, Ok(found) if found.is_empty()));
    }
    assert_eq!(faults, sound.len() / 4096 - 1);
}
