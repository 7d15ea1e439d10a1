//! Commits random edits until it is killed: `edit_forever STORE SEED`.
//!
//! Prints `try` and a line about the history before it saves, and `kept` and the same line once the store
//! has acknowledged it: exactly what the shell may then tell the person.

#![expect(clippy::unwrap_used, reason = "a fault shows as a panic, which the test looks for")]

use std::env;
use std::path::PathBuf;

use dangle_store::Store;
use dangle_tests::faults::{Chance, beginning, edit_at_random, project_id, told};

fn main() {
    let path = PathBuf::from(env::args().nth(1).unwrap());
    let mut chance = Chance::new(env::args().nth(2).unwrap().parse().unwrap());
    let mut store = Store::open(&path).unwrap();
    println!("opened");
    store.collect_garbage().unwrap();
    let is_new = store.recent().unwrap().is_empty();
    let mut history = if is_new { beginning() } else { store.load(&project_id()).unwrap() };
    for now_ms in 0.. {
        edit_at_random(&mut history, &mut chance, &mut store).unwrap();
        println!("try {}", told(&history));
        store.save(&history, now_ms).unwrap();
        println!("kept {}", told(&history));
    }
}
