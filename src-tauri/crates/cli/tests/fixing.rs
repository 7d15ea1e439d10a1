//! `dangle fix`, `dangle processes` and limits of one's own.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use common::{png, run, status_and_complaint};
use serde_json::Value;

/// Two discs on a thin bar, hung by a hole: at 50 mm the neck is too thin.
fn dumbbell(folder: &Path) -> PathBuf {
    let drawing = png(600, |x, y| {
        let (x, y) = (f64::from(x) + 0.5, f64::from(y) + 0.5);
        let disc = |cx: f64| 90.0 - (x - cx).hypot(y - 300.0);
        let bar = (3.0 - (y - 300.0).abs()).min(x - 120.0).min(480.0 - x);
        let depth = disc(120.0).max(disc(480.0)).max(bar);
        [200, 90, 120, ((depth + 0.5).clamp(0.0, 1.0) * 255.0) as u8]
    });
    let file = folder.join("dumbbell.png");
    std::fs::write(&file, drawing).unwrap();
    file
}

/// Runs the program; its status and its lines of JSON.
fn json(args: &[&OsStr]) -> (i32, Vec<Value>) {
    let output = run(args);
    let (status, complaint) = status_and_complaint(&output);
    assert!(status < 2, "{complaint}");
    let text = String::from_utf8(output.stdout).unwrap();
    (status, text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn codes(checks: &Value, name: &str) -> Vec<String> {
    let found = checks.as_array().unwrap().iter();
    found.map(|check| check[name].as_str().unwrap().to_owned()).collect()
}

fn severity(report: &Value, code: &str) -> String {
    let found = report["checks"].as_array().unwrap().iter().find(|check| check["code"] == code);
    found.unwrap()["severity"].as_str().unwrap().to_owned()
}

#[test]
fn fix_mends_a_picture_into_a_project_that_checks() {
    let folder = tempfile::tempdir().unwrap();
    let art = dumbbell(folder.path());
    let thin = ["--border", "0.5mm", "--smoothing", "0"].map(OsStr::new);
    let (status, report) =
        json(&[&["check".as_ref(), art.as_os_str(), "--json".as_ref()], &thin[..]].concat());
    // Necks are widened by default: only a limit of one's own makes this one fail.
    assert_eq!((status, severity(&report[0], "neck").as_str()), (0, "passed"));
    let strict = ["--limit", "neck=6:4"].map(OsStr::new);
    let args = [&["check".as_ref(), art.as_os_str(), "--json".as_ref()], &thin[..], &strict].concat();
    let (status, report) = json(&args);
    assert_eq!((status, severity(&report[0], "neck").as_str()), (1, "error"));
    let neck = report[0]["checks"].as_array().unwrap().iter().find(|check| check["code"] == "neck").unwrap();
    assert_eq!(neck["source"]["confidence"], "own");
    assert!(!neck["marks_mm"].as_array().unwrap().is_empty());

    let args = [&["fix".as_ref(), art.as_os_str(), "--json".as_ref()], &thin[..], &strict].concat();
    let (status, fixed) = json(&args);
    assert_eq!(status, 0, "{fixed:?}");
    assert!(codes(&fixed[0]["fixed"], "code").contains(&"neck".to_owned()), "{fixed:?}");
    assert!(!codes(&fixed[0]["left"], "code").contains(&"neck".to_owned()));
    let project = folder.path().join("dumbbell.dangle");
    let (_, report) = json(&["check".as_ref(), project.as_os_str(), "--json".as_ref()]);
    assert_eq!(severity(&report[0], "neck"), "passed", "the limit travels with the project");
}

#[test]
fn fix_mends_only_what_it_is_told_and_keeps_the_file_where_it_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let art = dumbbell(folder.path());
    let out = folder.path().join("out.dangle");
    let args = ["fix", "--border", "0.5mm", "--smoothing", "0", "--only", "safe", "--json", "--out"];
    let args: Vec<&OsStr> = args.iter().map(OsStr::new).chain([out.as_os_str(), art.as_os_str()]).collect();
    let (status, fixed) = json(&args);
    assert_eq!((status, codes(&fixed[0]["fixed"], "code")), (0, vec!["safe".to_owned()]));
    assert!(out.exists() && !folder.path().join("dumbbell.dangle").exists());
    // What is mended needs no mending, and the same file is written again.
    let (_, again) = json(&["fix".as_ref(), out.as_os_str(), "--only=safe".as_ref(), "--json".as_ref()]);
    assert!(again[0]["fixed"].as_array().unwrap().is_empty());
}

#[test]
fn a_limit_or_check_that_is_not_there_is_refused_with_those_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let art = dumbbell(folder.path());
    for (command, option, hint) in [
        ("check", "--limit=girth=2", "hole_wall"),
        ("check", "--limit=neck", "neck=1.5"),
        ("check", "--limit=cell=2", "hole_wall"),
        ("fix", "--only=girth", "hole_wall"),
    ] {
        let output = run(&[command.as_ref(), art.as_os_str(), option.as_ref()]);
        let (status, complaint) = status_and_complaint(&output);
        assert_eq!(status, 2, "{option}: {complaint}");
        assert!(complaint.contains(hint), "{option}: {complaint}");
    }
}

#[test]
fn processes_are_listed_with_every_limit_and_its_source() {
    let (status, processes) = json(&["processes".as_ref(), "--json".as_ref()]);
    assert_eq!(status, 0);
    let acrylic = processes.iter().find(|process| process["id"] == "acrylic-clear").unwrap();
    for limit in processes.iter().flat_map(|process| process["limits"].as_array().unwrap()) {
        let figures = ["warn_below", "error_below", "warn_above", "error_above"];
        assert!(figures.iter().any(|name| limit[name].is_f64()), "{limit}");
        assert!(!limit["source"]["text"].as_str().unwrap().is_empty());
        assert!(limit["source"]["confidence"].is_string());
    }
    let neck = acrylic["limits"].as_array().unwrap().iter().find(|limit| limit["check"] == "neck").unwrap();
    assert_eq!((neck["warn_below"].as_f64(), neck["error_below"].as_f64()), (Some(3.0), Some(2.0)));
    let people = String::from_utf8(run(&["processes"]).stdout).unwrap();
    assert!(people.contains("warns below 3 mm, error below 2 mm") && people.contains("confidence low"));
}
