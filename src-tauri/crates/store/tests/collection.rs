//! Entries, settings and the window are kept.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::art_charm;
use dangle_collection::{Entry, Status};
use dangle_design::ErrorCode;
use dangle_design::id::{BlobHash, EntryId};
use dangle_store::{LONGEST_SETTING, MOST_SETTINGS, Store, WindowState};

fn entry(id: &str, added_ms: i64) -> Entry {
    Entry::new(EntryId::new(id).unwrap(), id, Status::Bought, added_ms).unwrap()
}

#[test]
fn entries_come_newest_first_and_change_in_place() {
    let mut store = Store::memory().unwrap();
    store.put_entry(&entry("old", 1)).unwrap();
    let mut new = entry("new", 2);
    store.put_entry(&new).unwrap();
    new.tell("From the *market*").unwrap();
    store.put_entry(&new).unwrap();
    assert_eq!(store.entries().unwrap(), [new, entry("old", 1)]);
    store.remove_entry(&EntryId::new("new").unwrap()).unwrap();
    assert_eq!(store.entries().unwrap(), [entry("old", 1)]);
    let error = store.remove_entry(&EntryId::new("new").unwrap()).unwrap_err();
    assert_eq!(error.code(), ErrorCode::NotFound);
}

#[test]
fn pictures_of_an_entry_stay_as_long_as_it_does() {
    let mut store = Store::memory().unwrap();
    let (art, photo) = (store.put_blob(b"art").unwrap(), store.put_blob(b"photo").unwrap());
    let mut made = Entry::made(EntryId::new("made").unwrap(), art_charm("koi", art), 1).unwrap();
    made.set_picture(Some(photo));
    store.put_entry(&made).unwrap();
    assert_eq!(store.collect_garbage().unwrap(), 0);
    assert_eq!(store.entries().unwrap(), [made.clone()]);
    made.set_picture(None);
    store.put_entry(&made).unwrap();
    assert_eq!(store.collect_garbage().unwrap(), 1);
    store.remove_entry(made.id()).unwrap();
    assert_eq!(store.collect_garbage().unwrap(), 1);
}

#[test]
fn an_entry_whose_picture_is_not_stored_is_refused_and_the_old_one_stays() {
    let mut store = Store::memory().unwrap();
    let mut bought = entry("bought", 1);
    store.put_entry(&bought).unwrap();
    bought.set_picture(Some(BlobHash::of(b"absent")));
    assert_eq!(store.put_entry(&bought).unwrap_err().code(), ErrorCode::Store);
    assert_eq!(store.entries().unwrap(), [entry("bought", 1)]);
}

#[test]
fn settings_are_bounded() {
    let mut store = Store::memory().unwrap();
    assert_eq!(store.setting::<u8>("theme").unwrap(), None);
    for bad in ["", "Theme", "a b", "é", &"k".repeat(65)] {
        assert_eq!(store.put_setting(bad, &1).unwrap_err().code(), ErrorCode::Input, "{bad:?}");
    }
    let long = "x".repeat(LONGEST_SETTING);
    assert_eq!(store.put_setting("theme", &long).unwrap_err().code(), ErrorCode::TooLarge);
    for n in 0..MOST_SETTINGS {
        store.put_setting(&format!("key-{n}"), &n).unwrap();
    }
    assert_eq!(store.put_setting("one-more", &1).unwrap_err().code(), ErrorCode::TooLarge);
    store.put_setting("key-0", &"changed").unwrap();
    assert_eq!(store.setting::<String>("key-0").unwrap().unwrap(), "changed");
    assert_eq!(store.setting::<u8>("key-0").unwrap_err().code(), ErrorCode::Input);
}

#[test]
fn the_window_comes_back_where_it_was() {
    let mut store = Store::memory().unwrap();
    assert_eq!(store.window().unwrap(), None);
    let window = WindowState { x: -1200, y: 30, width: 1440, height: 900, maximized: true };
    store.put_window(window).unwrap();
    assert_eq!(store.window().unwrap(), Some(window));
}

#[test]
fn the_project_that_was_open_is_forgotten_with_the_project() {
    let mut store = Store::memory().unwrap();
    let history = common::history("koi");
    let id = history.present().id.clone();
    assert_eq!(store.last_open().unwrap(), None);
    store.save(&history, 1).unwrap();
    store.set_last_open(&id).unwrap();
    assert_eq!(store.last_open().unwrap(), Some(id.clone()));
    store.delete(&id).unwrap();
    assert_eq!(store.last_open().unwrap(), None);
    assert_eq!(store.delete(&id).unwrap_err().code(), ErrorCode::NotFound);
    assert_eq!(store.load(&id).unwrap_err().code(), ErrorCode::NotFound);
}
