//! Kills and full disks: what was acknowledged stays, and the store stays sound.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use dangle_design::ErrorCode;
use dangle_store::Store;
use dangle_tests::faults::{Chance, project_id, told};

/// How often the program is killed; `DANGLE_KILLS` asks for another number.
const KILLS: u64 = 200;
/// Every so many kills the store begins anew, so that its making is interrupted too.
const NEW_STORE_EVERY: u64 = 10;

#[derive(Debug, Default)]
struct Tally {
    edits: usize,
    kills_before_the_first_edit: u64,
    kills_while_saving: u64,
}

#[test]
fn no_kill_loses_an_acknowledged_edit() {
    let kills = env::var("DANGLE_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let seed = env::var("DANGLE_SEED").map_or_else(|_| seed_of_now(), |seed| seed.parse().unwrap());
    println!("seed {seed}");
    let mut chance = Chance::new(seed);
    let mut tally = Tally::default();
    let mut folder = tempfile::tempdir().unwrap();
    for kill in 0..kills {
        let is_new = kill % NEW_STORE_EVERY == 0;
        if is_new {
            folder = tempfile::tempdir().unwrap();
        }
        let path = folder.path().join("dangle.db");
        let delay = Duration::from_micros(chance.below(if is_new { 20_000 } else { 150_000 }));
        let lines = killed_after(&path, chance.number(), delay);
        check(&path, &lines, &mut tally);
    }
    println!("{kills} kills: 0 lost edits, 0 damaged stores; {tally:?}");
    assert!(tally.edits as u64 > kills, "too few edits to mean anything");
    assert!(tally.kills_while_saving > 0, "no kill came while an edit was being saved");
}

fn seed_of_now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos() as u64
}

/// Runs the editor on the store, kills it after `delay`, and answers what it had said until then.
fn killed_after(path: &Path, seed: u64, delay: Duration) -> Vec<String> {
    let mut editor = Command::new(env!("CARGO_BIN_EXE_edit_forever"))
        .arg(path)
        .arg(seed.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let started = Instant::now();
    let said = BufReader::new(editor.stdout.take().unwrap());
    let listener = thread::spawn(move || said.lines().map_while(Result::ok).collect::<Vec<_>>());
    thread::sleep(delay.saturating_sub(started.elapsed()));
    editor.kill().unwrap();
    let status = editor.wait().unwrap();
    assert_eq!(status.code(), None, "the editor ended by itself: seed {seed}");
    listener.join().unwrap()
}

/// The store holds the last acknowledged history or the one that was being saved, and is sound.
fn check(path: &Path, lines: &[String], tally: &mut Tally) {
    let mut store = Store::open(path).unwrap();
    assert_eq!(store.integrity_faults().unwrap(), [""; 0]);
    let acknowledged = lines.iter().rev().find_map(|line| line.strip_prefix("kept "));
    let tried = lines.last().and_then(|line| line.strip_prefix("try "));
    tally.edits += lines.iter().filter(|line| line.starts_with("kept ")).count();
    tally.kills_while_saving += u64::from(tried.is_some());
    let Some(acknowledged) = acknowledged else {
        tally.kills_before_the_first_edit += 1;
        return;
    };
    let mut history = store.load(&project_id()).unwrap();
    let found = told(&history);
    assert!(found == acknowledged || Some(&*found) == tried, "{found}\n{acknowledged}\n{tried:?}");
    let steps = history.past().len();
    assert_eq!((0..steps).filter(|_| history.undo()).count(), steps);
    assert!(history.redo() || steps == 0);
}

/// Runs a shell script in which `$1` is a folder and `$2` the program that fills disks.
fn in_shell(wrapper: &[&str], script: &str, folder: &Path) -> Output {
    let (program, arguments) = wrapper.split_first().unwrap();
    Command::new(program)
        .args(arguments)
        .args(["-c", script, "sh"])
        .arg(folder)
        .arg(env!("CARGO_BIN_EXE_fill_disk"))
        .output()
        .unwrap()
}

/// A disk of our own that is seen by one program alone; not every system lends one.
#[cfg(target_os = "linux")]
fn on_small_disk(rest: &str) -> Option<Output> {
    let folder = tempfile::tempdir().unwrap();
    let private = ["unshare", "--user", "--map-root-user", "--mount", "sh"];
    let mount = "mount -t tmpfs -o size=2m none \"$1\"";
    if !Command::new("unshare").arg("--version").output().is_ok_and(|out| out.status.success())
        || !in_shell(&private, mount, folder.path()).status.success()
    {
        println!("this system lends no disk; the full disk is tested by page count in the store's own tests");
        return None;
    }
    Some(in_shell(&private, &format!("{mount} && {rest}"), folder.path()))
}

fn proven(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    print!("{said}");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    said
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_costs_nothing_and_one_save_makes_up_for_it() {
    if let Some(output) = on_small_disk("exec \"$2\" \"$1\" full") {
        let said = proven(&output);
        assert!(said.contains("disk is full") && said.contains("Free some space"));
    }
}

#[test]
fn a_file_that_must_not_grow_costs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    // 512-byte blocks: every file stays under 768 KB. The signal is ignored, so that the write just fails.
    let script = "trap '' XFSZ; ulimit -f 1500; exec \"$2\" \"$1\" stays-full";
    let said = proven(&in_shell(&["sh"], script, folder.path()));
    assert!(said.contains("try again"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_read_only_disk_is_told_with_a_way_out() {
    let script = "\"$2\" \"$1\" full && mount -o remount,ro \"$1\" && exec \"$2\" \"$1\" read-only";
    if let Some(output) = on_small_disk(script) {
        let said = proven(&output);
        assert!(said.contains("dangle.db") && said.contains("rescue.dangle"));
        assert!(said.matches("Allow Dangle to write").count() == 2);
    }
}

#[test]
fn a_folder_where_nothing_can_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a file");
    fs::write(&file, "in the way").unwrap();
    let error = Store::open(&file.join("dangle.db")).unwrap_err();
    assert_eq!(error.code(), ErrorCode::File);
    assert!(error.to_string().contains("a file") && error.hint().is_some());
}
