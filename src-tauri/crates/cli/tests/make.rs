//! `dangle make` writes every file, true to size, the same bytes each time.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use common::{disc_png, run, samples, status_and_complaint};

fn make(art: &Path, out: &Path, more: &[&str]) -> serde_json::Value {
    let mut args =
        vec!["make".as_ref(), art.as_os_str(), "--json".as_ref(), "--out".as_ref(), out.as_os_str()];
    args.extend(more.iter().map(|more| more.as_ref() as &std::ffi::OsStr));
    let output = run(&args);
    let (status, complaint) = status_and_complaint(&output);
    assert_eq!(status, 0, "{complaint}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap()))
        .collect()
}

#[test]
fn a_picture_becomes_five_files_and_the_report_on_stdout_is_the_written_one() {
    let folder = tempfile::tempdir().unwrap();
    let art = &samples()[0];
    let name = art.file_stem().unwrap().to_string_lossy().into_owned();
    let report = make(art, folder.path(), &[]);
    let files = files(folder.path());
    let mut wanted = ["-cut.svg", "-picture.png", "-print.pdf", ".dangle", ".json"]
        .map(|end| format!("{name}{end}"))
        .to_vec();
    wanted.sort();
    assert_eq!(files.keys().cloned().collect::<Vec<_>>(), wanted);
    let written: serde_json::Value = serde_json::from_slice(&files[&format!("{name}.json")]).unwrap();
    assert_eq!(written, report);
    for stage in ["artwork", "outline", "checks", "picture", "print"] {
        assert!(report["timings_ms"][stage].as_f64().unwrap() > 0.0, "{stage}");
    }
}

#[test]
fn the_same_art_gives_the_same_bytes() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let [one, two] = folders.each_ref().map(|folder| {
        make(&samples()[1], folder.path(), &["--size", "45mm"]);
        files(folder.path())
    });
    for (name, bytes) in &one {
        // The report holds timings, which differ.
        let is_report = Path::new(name).extension().is_some_and(|ending| ending == "json");
        assert!(is_report || *bytes == two[name], "{name} differs");
    }
}

#[test]
fn the_size_is_the_finished_outlines_by_the_side_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let art = folder.path().join("disc.png");
    std::fs::write(&art, disc_png(600)).unwrap();
    for (by, side) in [("width", 0), ("height", 1)] {
        let report = make(&art, folder.path(), &["--size", "2in", "--by", by, "--only", "outline"]);
        assert!((report["size_mm"][side].as_f64().unwrap() - 50.8).abs() < 0.05, "{by}: {report}");
    }
    let report = make(&art, folder.path(), &["--no-hole", "--only", "outline", "--smoothing", "0"]);
    assert!(report["hole"].is_null() && report["hang_tilt_deg"].is_null());
    // A disc with a border is a disc: its area says how true the outline is.
    let area = report["outline"]["area_mm2"].as_f64().unwrap();
    assert!((area - std::f64::consts::PI * 25.0 * 25.0).abs() < 2.0, "{area}");
}

#[test]
fn a_made_project_checks_prints_pictures_and_proves_again() {
    let folder = tempfile::tempdir().unwrap();
    let art = &samples()[2];
    make(art, folder.path(), &[]);
    let name = art.file_stem().unwrap().to_string_lossy().into_owned();
    let file = |end: &str| folder.path().join(format!("{name}{end}"));
    let checked = run(&["check".as_ref(), file(".dangle").as_os_str(), "--json".as_ref()]);
    assert_eq!(status_and_complaint(&checked).0, 0);
    let report: serde_json::Value = serde_json::from_slice(&checked.stdout).unwrap();
    let made: serde_json::Value = serde_json::from_slice(&std::fs::read(file(".json")).unwrap()).unwrap();
    assert_eq!(report["outline"], made["outline"], "the project holds all that the outline follows from");

    let again = folder.path().join("again.pdf");
    let printed = run(&["print".as_ref(), file(".dangle").as_os_str(), "--out".as_ref(), again.as_os_str()]);
    assert_eq!(status_and_complaint(&printed), (0, String::new()));
    assert_eq!(std::fs::read(&again).unwrap(), std::fs::read(file("-print.pdf")).unwrap());

    let proof =
        run(&["prove".as_ref(), again.as_os_str(), "--against".as_ref(), file(".dangle").as_os_str()]);
    assert_eq!(status_and_complaint(&proof), (0, String::new()));

    let picture = folder.path().join("again.png");
    let pictured =
        run(&["picture".as_ref(), file(".dangle").as_os_str(), "--out".as_ref(), picture.as_os_str()]);
    assert_eq!(status_and_complaint(&pictured), (0, String::new()));
    assert_eq!(std::fs::read(&picture).unwrap(), std::fs::read(file("-picture.png")).unwrap());
}

#[test]
fn one_bad_picture_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let bad = folder.path().join("bad.png");
    std::fs::write(&bad, b"nothing").unwrap();
    let good = folder.path().join("good.png");
    std::fs::write(&good, disc_png(256)).unwrap();
    let out = folder.path().join("out");
    let output = run(&[
        "make".as_ref(),
        bad.as_os_str(),
        good.as_os_str(),
        "--only".as_ref(),
        "outline".as_ref(),
        "--out".as_ref(),
        out.as_os_str(),
    ]);
    let (status, complaint) = status_and_complaint(&output);
    assert_eq!(status, 2);
    assert!(complaint.contains("bad.png") && !complaint.contains("good.png"), "{complaint}");
    assert_eq!(files(&out).keys().collect::<Vec<_>>(), ["good.json"]);
}

#[test]
fn a_folder_stands_for_the_pictures_in_it_and_what_is_left_out_is_said() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let kinds = common::top().join("src-tauri/crates/design/tests/fixtures/kinds");
    std::fs::copy(kinds.join("layers.ora"), folder.path().join("twin.ora")).unwrap();
    std::fs::copy(kinds.join("lzw.tif"), folder.path().join("two.tif")).unwrap();
    std::fs::write(folder.path().join("notes.txt"), "two charms, please").unwrap();
    let arguments = ["make", folder.path().to_str().unwrap(), "--only", "outline", "--out"];
    let output = run(&[&arguments[..], &[out.path().to_str().unwrap()]].concat());
    let complaint = status_and_complaint(&output).1;
    assert_eq!(files(out.path()).into_keys().collect::<Vec<_>>(), ["twin.json", "two.json"], "{complaint}");
    assert!(complaint.contains("note: ") && complaint.contains("1 other"), "{complaint}");
}

#[test]
fn a_charm_too_small_to_make_ends_with_status_one() {
    let folder = tempfile::tempdir().unwrap();
    let art = folder.path().join("disc.png");
    std::fs::write(&art, disc_png(256)).unwrap();
    let output = run(&["check".as_ref(), art.as_os_str(), "--size".as_ref(), "14mm".as_ref()]);
    let (status, complaint) = status_and_complaint(&output);
    assert_eq!(status, 1, "{complaint}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("error: "));
}

#[test]
fn the_published_schema_is_the_reports() {
    let written = common::top().join("assets/schema/report.json");
    let schema = schemars::schema_for!(dangle_design::report::Report);
    let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    assert_eq!(
        std::fs::read_to_string(&written).unwrap_or_default(),
        text,
        "write it anew with: cargo run -p dangle-cli --example report_schema > assets/schema/report.json"
    );
}
