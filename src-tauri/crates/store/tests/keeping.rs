//! Projects are kept with their histories, blobs, entries and settings.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::{art_charm, history, rename};
use dangle_design::ErrorCode;
use dangle_design::edit::Edit;
use dangle_design::history::{History, MOST_STEPS};
use dangle_design::id::BlobHash;
use dangle_store::Store;

fn names(history: &History) -> Vec<String> {
    history.past().iter().chain([history.present()]).map(|project| project.name.clone()).collect()
}

#[test]
fn undo_and_redo_survive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dangle.db");
    let mut history = history("koi");
    {
        let mut store = Store::open(&path).unwrap();
        for name in ["Second", "Third", "Fourth"] {
            history.commit(&rename(name)).unwrap();
            store.save(&history, 1).unwrap();
        }
        history.undo();
        store.save(&history, 2).unwrap();
    }
    let mut store = Store::open(&path).unwrap();
    let mut restored = store.load(&history.present().id).unwrap();
    assert_eq!(names(&restored), ["First", "Second", "Third"]);
    assert!(restored.redo() && restored.present().name == "Fourth" && !restored.redo());
    while restored.undo() {}
    assert_eq!(restored.present().name, "First");
}

#[test]
fn an_edit_after_undo_forgets_what_could_be_redone() {
    let mut store = Store::memory().unwrap();
    let mut history = history("koi");
    for name in ["Second", "Third"] {
        history.commit(&rename(name)).unwrap();
    }
    store.save(&history, 1).unwrap();
    history.undo();
    history.undo();
    history.commit(&rename("Other")).unwrap();
    store.save(&history, 2).unwrap();
    let mut restored = store.load(&history.present().id).unwrap();
    assert_eq!(names(&restored), ["First", "Other"]);
    assert!(!restored.redo());
}

#[test]
fn no_more_steps_are_kept_than_can_be_taken_back() {
    let mut store = Store::memory().unwrap();
    let mut history = history("koi");
    for n in 0..MOST_STEPS + 50 {
        history.commit(&rename(&format!("Edit {n}"))).unwrap();
        store.save(&history, 1).unwrap();
    }
    let restored = store.load(&history.present().id).unwrap();
    assert_eq!(names(&restored), names(&history));
    assert_eq!(restored.past().len(), MOST_STEPS);
}

#[test]
fn a_save_without_a_change_writes_nothing() {
    let mut store = Store::memory().unwrap();
    let history = history("koi");
    assert_eq!(store.save(&history, 1).unwrap(), 1);
    assert_eq!(store.save(&history, 2).unwrap(), 1);
    assert_eq!(store.recent().unwrap()[0].edited_ms, 1);
}

#[test]
fn edits_of_another_window_are_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dangle.db");
    let (mut one, mut other) = (Store::open(&path).unwrap(), Store::open(&path).unwrap());
    let mut mine = history("koi");
    one.save(&mine, 1).unwrap();
    let mut theirs = other.load(&mine.present().id).unwrap();
    theirs.commit(&rename("Theirs")).unwrap();
    other.save(&theirs, 2).unwrap();
    mine.commit(&rename("Mine")).unwrap();
    for _ in 0..2 {
        assert_eq!(one.save(&mine, 3).unwrap_err().code(), ErrorCode::Store);
    }
    assert_eq!(one.load(&mine.present().id).unwrap().present().name, "Theirs");
}

#[test]
fn blobs_go_only_when_no_step_needs_them() {
    let mut store = Store::memory().unwrap();
    let mut history = history("koi");
    let blob = store.put_blob(b"art").unwrap();
    assert_eq!(store.put_blob(b"art").unwrap(), blob);
    store.put_blob(b"never used").unwrap();
    let charm = art_charm("koi-charm", blob);
    history.commit(&Edit::AddCharm { charm: Box::new(charm.clone()) }).unwrap();
    history.commit(&Edit::RemoveCharm { charm: charm.id }).unwrap();
    store.save(&history, 1).unwrap();
    assert_eq!(store.collect_garbage().unwrap(), 1);
    assert_eq!(store.blob(&blob).unwrap(), b"art");
    store.delete(&history.present().id).unwrap();
    assert_eq!(store.collect_garbage().unwrap(), 1);
    assert_eq!(store.blob(&blob).unwrap_err().code(), ErrorCode::NotFound);
}

#[test]
fn a_step_whose_picture_is_not_stored_is_refused() {
    let mut store = Store::memory().unwrap();
    let mut history = history("koi");
    store.save(&history, 1).unwrap();
    let charm = art_charm("koi-charm", BlobHash::of(b"absent"));
    history.commit(&Edit::AddCharm { charm: Box::new(charm) }).unwrap();
    assert!(store.save(&history, 2).unwrap_err().hint().unwrap().contains("Import the picture"));
    store.put_blob(b"absent").unwrap();
    assert_eq!(store.save(&history, 3).unwrap(), 2);
    assert!(store.integrity_faults().unwrap().is_empty());
}
