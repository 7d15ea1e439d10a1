//! How long keeping takes: prints the figures that the documents quote.
//!
//! `cargo bench -p dangle-store`. A commit waits for the disk, so that the figures are the disk's as much as
//! ours: the temporary folder should lie on a real one.

#![expect(clippy::unwrap_used, reason = "a bench may panic")]

#[path = "../tests/common/mod.rs"]
mod common;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use common::{art_charm, history, rename};
use dangle_design::edit::Edit;
use dangle_design::history::History;
use dangle_store::{Contents, Store};

fn main() {
    let folder = tempfile::tempdir().unwrap();
    for charms in [5, 50, 1_000] {
        project_of(charms, &folder.path().join(format!("{charms}.db")));
    }
    pictures(&folder.path().join("pictures.db"));
}

fn project_of(charms: usize, path: &Path) {
    let mut store = Store::open(path).unwrap();
    let mut history = history("bench");
    for n in 0..charms {
        let blob = store.put_blob(format!("art {n}").as_bytes()).unwrap();
        history.commit(&Edit::AddCharm { charm: Box::new(art_charm(&format!("c{n}"), blob)) }).unwrap();
    }
    store.save(&history, 0).unwrap();
    let mut edits: Vec<Duration> = (0..300).map(|n| one_edit(&mut store, &mut history, n)).collect();
    edits.sort();
    let mut undos: Vec<Duration> = (0..100).map(|_| one_undo(&mut store, &mut history)).collect();
    undos.sort();
    let size = fs::metadata(path).unwrap().len();
    let mut store = Store::open(path).unwrap();
    let load = timed(|| store.load(&history.present().id).unwrap());
    println!(
        "{charms} charms: edit kept in {:?} (median), {:?} (99 in 100), {:?} (worst); undo {:?}; \
         load with {} steps {load:?}; file {} KB",
        edits[150],
        edits[297],
        edits[299],
        undos[50],
        history.past().len() + history.future().len() + 1,
        size / 1000,
    );
}

fn one_edit(store: &mut Store, history: &mut History, n: i64) -> Duration {
    history.commit(&rename(&format!("Edit {n}"))).unwrap();
    timed(|| store.save(history, n).unwrap())
}

fn one_undo(store: &mut Store, history: &mut History) -> Duration {
    history.undo();
    timed(|| store.save(history, 0).unwrap())
}

fn pictures(path: &Path) {
    let mut store = Store::open(path).unwrap();
    let mut history = history("pictures");
    let mut put = Duration::ZERO;
    for n in 0..10 {
        let mut bytes = vec![0; 10 << 20];
        blake3::Hasher::new().update(&[n]).finalize_xof().fill(&mut bytes);
        put += timed(|| store.put_blob(&bytes).unwrap());
        let blob = store.put_blob(&bytes).unwrap();
        history.commit(&Edit::AddCharm { charm: Box::new(art_charm(&format!("c{n}"), blob)) }).unwrap();
    }
    store.save(&history, 0).unwrap();
    let blob = history.present().charms[0].artwork.blob;
    let read = timed(|| store.blob(&blob).unwrap());
    let file = path.with_extension("dangle");
    let export = timed(|| store.export(&history, Contents::Present, &file).unwrap());
    let import = timed(|| store.import(&file, 1).unwrap());
    let faults = timed(|| assert_eq!(store.integrity_faults().unwrap(), [""; 0]));
    println!(
        "10 pictures of 10 MiB: put {:?} each, read {read:?} each; export {export:?}, import {import:?}, \
         whole check {faults:?}",
        put / 10,
    );
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    drop(work());
    start.elapsed()
}
