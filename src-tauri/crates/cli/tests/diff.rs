//! `dangle diff`: proofs of vendors, held against the charm.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::{run, samples, status_and_complaint};
use serde_json::Value;

#[test]
fn a_charms_own_print_file_is_its_proof_and_another_charms_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let samples = samples();
    let (boba, cat) = (samples[0].to_str().unwrap(), samples[1].to_str().unwrap());
    let (pdf, picture) = (folder.path().join("boba.pdf"), folder.path().join("diff.png"));
    let (pdf, picture) = (pdf.to_str().unwrap(), picture.to_str().unwrap());
    assert_eq!(status_and_complaint(&run(&["print", boba, "--out", pdf])), (0, String::new()));

    let own = run(&["diff", boba, pdf, "--json", "--out", picture]);
    assert_eq!(status_and_complaint(&own), (0, String::new()));
    let report: Value = serde_json::from_slice(&own.stdout).unwrap();
    assert_eq!(report["same"], true, "{report:#}");
    assert_eq!(report["layers"].as_array().unwrap().len(), 4);
    assert!(std::fs::read(picture).unwrap().starts_with(b"\x89PNG"));

    let other = run(&["diff", cat, pdf]);
    assert_eq!(status_and_complaint(&other), (1, String::new()));
    assert!(String::from_utf8(other.stdout).unwrap().contains("FAULT"));
}

#[test]
fn a_proof_that_cannot_be_read_is_bad_input() {
    let folder = tempfile::tempdir().unwrap();
    let proof = folder.path().join("proof.pdf");
    std::fs::write(&proof, b"%PDF-1.4 and nothing more").unwrap();
    let output = run(&["diff", samples()[0].to_str().unwrap(), proof.to_str().unwrap()]);
    let (status, complaint) = status_and_complaint(&output);
    assert_eq!(status, 2);
    assert!(complaint.contains("proof.pdf"), "{complaint}");
}
