//! `dangle prove` alone, against the project, and by a vendor's recipe.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::path::{Path, PathBuf};

use common::{run, samples, status_and_complaint};
use serde_json::Value;

/// A sample's project and print file.
fn made(folder: &Path, sample: usize) -> (PathBuf, PathBuf) {
    let art = &samples()[sample];
    let output = run(&["make".as_ref(), art.as_os_str(), "--out".as_ref(), folder.as_os_str()]);
    assert_eq!(status_and_complaint(&output).0, 0);
    let name = art.file_stem().unwrap().to_string_lossy().into_owned();
    (folder.join(format!("{name}.dangle")), folder.join(format!("{name}-print.pdf")))
}

/// Exit status, and the codes of the rules that are broken.
fn proven(pdf: &Path, more: &[&str]) -> (i32, Vec<String>) {
    let mut arguments = vec!["prove".as_ref(), pdf.as_os_str(), "--json".as_ref()];
    arguments.extend(more.iter().map(|word| word.as_ref() as &std::ffi::OsStr));
    let output = run(&arguments);
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let lines = told["lines"].as_array().unwrap();
    assert!(lines.len() > 8, "{told}");
    let broken = lines.iter().filter(|line| line["passed"] == false);
    (status_and_complaint(&output).0, broken.map(|line| line["code"].as_str().unwrap().to_owned()).collect())
}

#[test]
fn a_file_is_proven_alone_against_its_project_and_by_its_recipe_and_not_by_others() {
    let folder = tempfile::tempdir().unwrap();
    let (project, pdf) = made(folder.path(), 1);
    let (other, _) = made(folder.path(), 0);
    let [project, other] = [&project, &other].map(|path| path.to_str().unwrap());
    let good = (0, Vec::new());
    assert_eq!(proven(&pdf, &[]), good);
    assert_eq!(proven(&pdf, &["--against", project]), good);
    assert_eq!(proven(&pdf, &["--recipe", "generic-acrylic"]), good);
    assert_eq!(proven(&pdf, &["--against", project, "--recipe", "generic-acrylic"]), good);

    let (status, broken) = proven(&pdf, &["--against", other]);
    assert_eq!(status, 1);
    assert!(
        ["boxes", "cut_length"].iter().all(|code| broken.iter().any(|broken| broken == code)),
        "{broken:?}"
    );
    let (status, broken) = proven(&pdf, &["--recipe", "rdg-white"]);
    assert_eq!(status, 1);
    assert!(broken.iter().any(|code| code == "spot_names"), "{broken:?}");
}

#[test]
fn what_is_no_print_file_and_a_recipe_there_is_not_are_bad_input_that_names_the_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let no_pdf = folder.path().join("cat.pdf");
    std::fs::write(&no_pdf, b"meow").unwrap();
    let (status, said) = status_and_complaint(&run(&["prove".as_ref(), no_pdf.as_os_str()]));
    assert_eq!(status, 2);
    assert!(said.contains("cat.pdf"), "{said}");
    let recipe = ["prove".as_ref(), no_pdf.as_os_str(), "--recipe".as_ref(), "papyrus".as_ref()];
    let (status, said) = status_and_complaint(&run(&recipe));
    assert_eq!(status, 2);
    assert!(said.contains("generic-acrylic") || said.contains("PDF"), "{said}");
}
