//! Edits are kept off the caller's thread.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::sync::{Arc, Mutex};

use common::{art_charm, history, rename};
use dangle_design::edit::Edit;
use dangle_design::id::BlobHash;
use dangle_store::{Autosave, Store};

type Told = Arc<Mutex<Vec<Option<u64>>>>;

fn started() -> (Arc<Mutex<Store>>, Autosave, Told) {
    let store = Arc::new(Mutex::new(Store::memory().unwrap()));
    let told = Told::default();
    let tell = told.clone();
    let autosave =
        Autosave::start(store.clone(), move |_, kept| tell.lock().unwrap().push(kept.as_ref().ok().copied()));
    (store, autosave.unwrap(), told)
}

#[test]
fn what_is_flushed_is_in_the_store_with_every_step() {
    let (store, autosave, told) = started();
    let mut history = history("koi");
    for n in 1..=20 {
        history.commit(&rename(&format!("Edit {n}"))).unwrap();
        autosave.keep(history.clone(), n);
    }
    autosave.flush().unwrap();
    let restored = store.lock().unwrap().load(&history.present().id).unwrap();
    assert_eq!(restored.past(), history.past());
    assert_eq!(restored.present(), history.present());
    assert!(told.lock().unwrap().iter().all(Option::is_some));
}

#[test]
fn what_is_left_is_written_when_it_is_dropped() {
    let (store, autosave, _) = started();
    let mut history = history("koi");
    history.commit(&rename("Last words")).unwrap();
    autosave.keep(history.clone(), 1);
    drop(autosave);
    assert_eq!(store.lock().unwrap().load(&history.present().id).unwrap().present().name, "Last words");
}

#[test]
fn a_failed_save_is_told_and_made_up_for() {
    let (store, autosave, told) = started();
    let mut history = history("koi");
    let charm = art_charm("koi", BlobHash::of(b"late"));
    history.commit(&Edit::AddCharm { charm: Box::new(charm) }).unwrap();
    autosave.keep(history.clone(), 1);
    assert!(autosave.flush().unwrap_err().hint().unwrap().contains("Import"));
    assert_eq!(told.lock().unwrap().first(), Some(&None));
    assert!(store.lock().unwrap().recent().unwrap().is_empty());
    store.lock().unwrap().put_blob(b"late").unwrap();
    autosave.flush().unwrap();
    assert_eq!(store.lock().unwrap().load(&history.present().id).unwrap().past(), history.past());
}
