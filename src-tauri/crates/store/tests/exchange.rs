//! A project goes out in one `.dangle` file and comes back the same.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::collections::BTreeMap;

use std::fs;
use std::path::Path;

use common::{art_charm, hung, rename, studio};
use dangle_design::ErrorCode;
use dangle_design::edit::Edit;
use dangle_design::history::History;
use dangle_design::id::{CharmId, SheetId};
use dangle_design::project::{CardSize, CardSpec, LaidCharm, OrderSpec, SheetItem, SheetSize, SheetSpec};
use dangle_design::units::{Degrees, Mm};
use dangle_store::{Contents, Store};

fn exported(store: &Store, history: &History, contents: Contents) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("koi.dangle");
    let length = store.export(history, contents, &path).unwrap();
    let bytes = fs::read(&path).unwrap();
    assert_eq!(bytes.len() as u64, length);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing unfinished is left");
    bytes
}

/// Adds a sheet with the first charm laid on it.
fn gang_sheet() -> Edit {
    let charm = CharmId::new("koi").unwrap();
    let laid = LaidCharm {
        charm: charm.clone(),
        sheet: 0,
        x: Mm::new(50.0),
        y: Mm::new(60.0),
        turn: Degrees::new(90.0),
    };
    let id = SheetId::new("sheet").unwrap();
    let items = vec![SheetItem { charm, count: 1 }];
    Edit::AddSheet {
        sheet: SheetSpec { items, layout: vec![laid], ..SheetSpec::new(id, "Sheet", SheetSize::A4) },
    }
}

#[test]
fn a_project_comes_back_as_it_went_out() {
    let (store, history) = studio();
    let bytes = exported(&store, &history, Contents::Present);
    let mut other = Store::memory().unwrap();
    let imported = other.import_bytes(&bytes, 7).unwrap();
    assert_eq!(imported.history.present(), history.present());
    assert!(imported.copy_of.is_none() && imported.history.past().is_empty());
    let mut loaded = other.load(&history.present().id).unwrap();
    assert_eq!(loaded.present(), history.present());
    assert!(!loaded.undo());
    for blob in history.present().blobs() {
        assert_eq!(other.blob(&blob).unwrap(), store.blob(&blob).unwrap());
    }
    assert_eq!(other.recent().unwrap()[0].edited_ms, 7);
    assert!(other.integrity_faults().unwrap().is_empty());
}

#[test]
fn the_whole_history_can_go_along() {
    let (store, mut history) = studio();
    history.undo();
    let bytes = exported(&store, &history, Contents::WithHistory);
    let mut other = Store::memory().unwrap();
    let mut back = other.import_bytes(&bytes, 7).unwrap().history;
    assert_eq!(back.past(), history.past());
    assert_eq!(back.future(), history.future());
    assert!(back.redo());
    other.save(&back, 8).unwrap();
    assert_eq!(other.load(&back.present().id).unwrap().present(), back.present());
}

#[test]
fn same_project_same_bytes() {
    let (store, history) = studio();
    for contents in [Contents::Present, Contents::WithHistory] {
        let bytes = exported(&store, &history, contents);
        assert!(bytes == exported(&store, &history, contents), "twice from one store");
        let mut other = Store::memory().unwrap();
        other.put_blob(b"something else that came first").unwrap();
        let back = other.import_bytes(&bytes, 1_234).unwrap().history;
        assert!(bytes == exported(&other, &back, contents), "once more from another store");
    }
}

#[test]
fn another_project_makes_other_bytes() {
    let (store, mut history) = studio();
    let bytes = exported(&store, &history, Contents::Present);
    history.commit(&rename("Another")).unwrap();
    assert!(bytes != exported(&store, &history, Contents::Present));
}

#[test]
fn a_project_that_is_there_already_comes_in_as_a_copy() {
    let (mut store, mut history) = studio();
    history.commit(&gang_sheet()).unwrap();
    let koi = CharmId::new("koi").unwrap();
    let card = CardSpec::new(koi.clone(), CardSize::USUAL[0], BTreeMap::new());
    history.commit(&Edit::SetCard { card: Box::new(card) }).unwrap();
    history.commit(&Edit::SetOrder { order: Box::new(OrderSpec::new(koi)) }).unwrap();
    store.save(&history, 1).unwrap();
    let bytes = exported(&store, &history, Contents::WithHistory);
    let first = store.import_bytes(&bytes, 2).unwrap();
    let second = store.import_bytes(&bytes, 3).unwrap();
    assert_eq!(first.copy_of.as_ref(), Some(&history.present().id));
    let names: Vec<_> = store.recent().unwrap().into_iter().map(|recent| recent.name).collect();
    assert_eq!(names, ["Studio 3", "Studio 2", "Studio"]);
    let copy = second.history.present();
    let original = history.present();
    assert_eq!(copy.charms.len(), original.charms.len());
    assert!(copy.charms.iter().all(|charm| original.charm(&charm.id).is_none()));
    assert!(hung(copy).iter().all(|charm| copy.charm(charm).is_some()));
    assert_eq!(hung(copy).len(), hung(original).len());
    let sheet = &copy.sheets[0];
    let on_sheet =
        sheet.items.iter().map(|item| &item.charm).chain(sheet.layout.iter().map(|laid| &laid.charm));
    assert!(on_sheet.eq([&copy.charms[0].id, &copy.charms[0].id]));
    assert!([&copy.cards[0].charm, &copy.orders[0].charm].iter().all(|charm| **charm == copy.charms[0].id));
    assert_eq!(store.load(&original.id).unwrap().present(), original);
    assert!(store.integrity_faults().unwrap().is_empty());
}

#[test]
fn an_export_holds_nothing_of_other_projects() {
    let (mut store, history) = studio();
    let secret = b"a picture that is nobody else's business";
    let blob = store.put_blob(secret).unwrap();
    let mut other = common::history("secret");
    other.commit(&rename("Birthday surprise")).unwrap();
    other.commit(&Edit::AddCharm { charm: Box::new(art_charm("c", blob)) }).unwrap();
    store.save(&other, 1).unwrap();
    store.save(&history, 1).unwrap();
    let bytes = exported(&store, &history, Contents::WithHistory);
    for needle in [&secret[..], b"Birthday", b"secret"] {
        assert!(!bytes.windows(needle.len()).any(|window| window == needle));
    }
}

#[test]
fn an_export_replaces_the_file_only_when_it_is_complete() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("koi.dangle");
    let (store, mut history) = studio();
    store.export(&history, Contents::Present, &path).unwrap();
    let before = fs::read(&path).unwrap();
    let absent = dangle_design::id::BlobHash::of(b"absent");
    history.commit(&Edit::AddCharm { charm: Box::new(art_charm("absent", absent)) }).unwrap();
    let error = store.export(&history, Contents::Present, &path).unwrap_err();
    assert_eq!(error.code(), ErrorCode::NotFound);
    assert!(error.to_string().contains("koi.dangle"));
    assert!(fs::read(&path).unwrap() == before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let (store, history) = studio();
    let error = store.export(&history, Contents::Present, Path::new("/no/such/koi.dangle")).unwrap_err();
    assert_eq!(error.code(), ErrorCode::File);
    assert!(error.to_string().contains("/no/such/koi.dangle") && error.hint().is_some());
}
