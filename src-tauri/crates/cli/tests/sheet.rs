//! `dangle sheet`: laid, written, read back, and the same again.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::{run, samples, status_and_complaint};

fn lay(folder: &std::path::Path, out: &str, more: &[&str]) -> std::process::Output {
    let art = samples();
    let mut args = vec!["sheet".to_owned()];
    args.extend(art[..3].iter().map(|path| format!("{}:4", path.display())));
    args.extend(["--charm-size", "40mm", "--sheet", "200x150mm", "--json", "--out"].map(str::to_owned));
    args.push(folder.join(out).display().to_string());
    args.extend(more.iter().map(|more| (*more).to_owned()));
    run(&args)
}

#[test]
fn the_same_seed_and_work_write_the_same_sheets() {
    let folder = tempfile::tempdir().unwrap();
    let [first, again] = ["first.pdf", "again.pdf"].map(|name| {
        let output = lay(folder.path(), name, &["--seed", "3", "--work", "150"]);
        assert_eq!(status_and_complaint(&output), (0, String::new()));
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        told["placements"].clone()
    });
    assert_eq!(first, again);
    assert_eq!(first.as_array().unwrap().len(), 12);
    let place = &first[0];
    assert!(place["file"].as_str().unwrap().contains("samples") && place["sheet"].as_u64().unwrap() >= 1);
    assert!(["x", "y", "degrees"].iter().all(|key| place[key].is_f64()));
}

#[test]
fn cut_lines_of_several_sheets_are_files_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let output = lay(folder.path(), "cut.dxf", &["--work", "0", "--rotations", "1", "--gap", "20mm"]);
    assert_eq!(output.status.code(), Some(0));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let sheets = told["sheets"].as_u64().unwrap();
    assert!(sheets > 1);
    for sheet in 1..=sheets {
        assert!(folder.path().join(format!("cut-{sheet}.dxf")).exists());
    }
    assert!(told["placements"].as_array().unwrap().iter().all(|place| place["degrees"] == 0.0));
}

#[test]
fn what_cannot_be_laid_is_refused_with_a_remedy() {
    let folder = tempfile::tempdir().unwrap();
    for more in [&["--sheet", "60x60mm", "--margin", "15mm"][..], &["--margin", "1mm"], &["--time", "never"]]
    {
        let (status, complaint) = status_and_complaint(&lay(folder.path(), "sheet.pdf", more));
        assert_eq!(status, 2, "{more:?}: {complaint}");
    }
    let (status, complaint) = status_and_complaint(&lay(folder.path(), "sheet.gif", &[]));
    assert!(status == 2 && complaint.contains("hint"), "{complaint}");
}
