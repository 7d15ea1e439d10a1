//! Proves what happens on a disk that takes nothing more: `fill_disk FOLDER MODE`.
//!
//! `full` edits a store until the disk is full; then the refusal is told with a remedy, what was acknowledged
//! is still there, the file is sound, and once there is room again one save keeps every edit that was made
//! meanwhile. `stays-full` is the same where there is never room again. `read-only` opens a store and exports
//! where nothing can be written. Each prints the refusals, and ends with a panic when a proof fails.

#![expect(clippy::unwrap_used, reason = "a fault shows as a panic, which the test looks for")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;

use dangle_design::history::History;
use dangle_design::{Error, ErrorCode};
use dangle_store::{Contents, Store};
use dangle_tests::faults::{Chance, beginning, edit_at_random, project_id, told};

/// What is deleted to make room again.
const BALLAST: usize = 600_000;

fn main() {
    let folder = PathBuf::from(env::args().nth(1).unwrap());
    match env::args().nth(2).unwrap().as_str() {
        "full" => fill_and_go_on(&folder, true),
        "stays-full" => fill_and_go_on(&folder, false),
        "read-only" => write_nothing(&folder),
        mode => panic!("there is no mode {mode}"),
    }
}

fn fill_and_go_on(folder: &Path, room_again: bool) {
    let path = folder.join("dangle.db");
    let ballast = folder.join("ballast");
    fs::write(&ballast, vec![1; BALLAST]).unwrap();
    let mut store = Store::open(&path).unwrap();
    let mut history = beginning();
    store.save(&history, 0).unwrap();
    let (acknowledged, refusal) = fill(&mut store, &mut history);
    tell(&refusal);
    prove_sound(&store, &path, &acknowledged);
    prove_no_half_export(&store, &history, folder);
    if room_again {
        edit_on(&mut store, &mut history);
        fs::remove_file(&ballast).unwrap();
        store.save(&history, 2).unwrap();
        prove_sound(&store, &path, &told(&history));
        assert_eq!(store.load(&project_id()).unwrap().past(), history.past());
    }
}

fn write_nothing(folder: &Path) {
    tell(&Store::open(&folder.join("dangle.db")).unwrap_err());
    let to = folder.join("rescue.dangle");
    tell(&Store::memory().unwrap().export(&beginning(), Contents::Present, &to).unwrap_err());
}

fn tell(refusal: &Error) {
    assert_eq!(refusal.code(), ErrorCode::File, "{refusal}");
    println!("{refusal} -> {}", refusal.hint().unwrap());
}

/// Edits until a save or a picture is refused; answers what was acknowledged last, and the refusal.
fn fill(store: &mut Store, history: &mut History) -> (String, Error) {
    let mut chance = Chance::new(1);
    let mut acknowledged = told(history);
    loop {
        let done = edit_at_random(history, &mut chance, store);
        match done.and_then(|()| store.save(history, 1)) {
            Ok(_) => acknowledged = told(history),
            Err(refusal) => return (acknowledged, refusal),
        }
    }
}

/// The person goes on while nothing can be written.
fn edit_on(store: &mut Store, history: &mut History) {
    let mut chance = Chance::new(2);
    for _ in 0..50 {
        let _refused = edit_at_random(history, &mut chance, store).and_then(|()| store.save(history, 1));
    }
}

/// What is on the disk is whole, and all that was acknowledged.
fn prove_sound(store: &Store, path: &Path, expected: &str) {
    assert_eq!(store.integrity_faults().unwrap(), [""; 0]);
    let kept = Store::open(path).and_then(|mut store| store.load(&project_id())).unwrap_or_else(|refusal| {
        assert_eq!(refusal.code(), ErrorCode::File, "{refusal}");
        rescued(path)
    });
    assert_eq!(told(&kept), expected);
}

/// A disk without a single free page has no room to open a store in: what it holds is read from a copy
/// elsewhere, as a person would rescue it.
fn rescued(path: &Path) -> History {
    let elsewhere = env::temp_dir().join(format!("dangle-rescue-{}", process::id()));
    fs::create_dir_all(&elsewhere).unwrap();
    for name in ["dangle.db", "dangle.db-wal"] {
        fs::copy(path.with_file_name(name), elsewhere.join(name)).unwrap();
    }
    let kept = Store::open(&elsewhere.join("dangle.db")).unwrap().load(&project_id()).unwrap();
    fs::remove_dir_all(&elsewhere).unwrap();
    kept
}

/// There is no room for an export either: it is refused, and leaves no file behind.
fn prove_no_half_export(store: &Store, history: &History, folder: &Path) {
    let to = folder.join("rescue.dangle");
    let exported = store.export(history, Contents::WithHistory, &to);
    assert_eq!(exported.is_ok(), to.exists());
    let left = fs::read_dir(folder).unwrap().filter_map(Result::ok);
    assert!(left.into_iter().all(|file| !file.file_name().to_string_lossy().ends_with(".tmp")));
    if let Err(refusal) = exported {
        tell(&refusal);
    }
}
