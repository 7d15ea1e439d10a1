//! `dangle quote` and the papers of an order, as a person runs them.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::path::PathBuf;

use common::{run, status_and_complaint, top};
use serde_json::Value;

fn boba() -> PathBuf {
    top().join("assets/samples/boba.svg")
}

fn quote(arguments: &[&str]) -> Value {
    let art = boba();
    let all = [&["quote", art.to_str().unwrap(), "--today", "2026-11-23", "--json"], arguments].concat();
    let output = run(&all);
    assert_eq!(status_and_complaint(&output), (0, String::new()));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn offer<'a>(told: &'a Value, id: &str) -> &'a Value {
    told["offers"].as_array().unwrap().iter().find(|offer| offer["list"] == id).unwrap()
}

#[test]
fn a_quote_is_a_range_with_origins_and_never_a_verified_one() {
    let told = quote(&["--quantity", "50,100,500", "--need-by", "2027-03-20", "--sell", "12"]);
    let generic = offer(&told, "generic-acrylic");
    assert_eq!(generic["verified"], false);
    let quantities = generic["by_quantity"].as_array().unwrap();
    assert_eq!(quantities.len(), 3);
    for offered in quantities {
        let lines = offered["quote"]["lines"].as_array().unwrap();
        assert!(lines.iter().all(|line| !line["origin"]["text"].as_str().unwrap().is_empty()));
        let total = &offered["quote"]["total"];
        assert!(total["low"].as_i64().unwrap() < total["high"].as_i64().unwrap());
        assert_eq!(total["currency"], "USD");
        assert!(offered["cheapest"].as_bool().unwrap());
        assert!(offered["break_even"]["low"].as_u64().unwrap() > 0);
    }
    // The week of New Year, 6 February 2027, lies in the way.
    let stages = generic["calendar"]["stages"].as_array().unwrap();
    assert!(stages.iter().any(|stage| stage["closed"][0] == "Chinese New Year"), "{stages:?}");
    let footprints = generic["footprints"].as_array().unwrap();
    assert!(footprints.iter().any(|footprint| footprint["variant"] == "recycled"));
    assert_eq!(offer(&told, "vograce")["by_quantity"][0]["cheapest"], false, "a lowest price only");
}

#[test]
fn the_same_quote_has_the_same_bytes_and_too_little_time_is_late() {
    let arguments = ["--need-by", "2026-12-10"];
    assert_eq!(quote(&arguments), quote(&arguments));
    assert_eq!(offer(&quote(&arguments), "generic-acrylic")["calendar"]["verdict"], "late");
}

#[test]
fn a_list_of_ones_own_stands_beside_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own.toml");
    let text = include_str!("../../../../assets/vendors/generic-acrylic.toml");
    let text = text
        .replace("id = \"generic-acrylic\"", "id = \"my-printer\"")
        .replace("\"2.00\", \"3.00\"", "\"0.50\", \"0.60\"");
    std::fs::write(&own, &text).unwrap();
    let told = quote(&["--list", own.to_str().unwrap()]);
    assert_eq!(offer(&told, "my-printer")["by_quantity"][0]["cheapest"], true);
    assert_eq!(offer(&told, "generic-acrylic")["by_quantity"][0]["cheapest"], false);
    std::fs::write(&own, text.replace("verified", "verifed")).unwrap();
    let art = boba();
    let (status, complaint) =
        status_and_complaint(&run(&["quote", art.to_str().unwrap(), "--list", own.to_str().unwrap()]));
    assert_eq!(status, 2);
    assert!(complaint.contains("verifed"), "{complaint}");
}

#[test]
fn a_bundle_holds_everything_and_has_the_same_bytes_twice() {
    let folder = tempfile::tempdir().unwrap();
    let art = boba();
    let bundle = |name: &str| {
        let out = folder.path().join(name);
        let arguments = [
            "bundle",
            art.to_str().unwrap(),
            "--today",
            "2026-11-23",
            "--need-by",
            "2027-03-20",
            "--maker",
            "Mika",
            "--out",
        ];
        let output = run(&[&arguments[..], &[out.to_str().unwrap()]].concat());
        assert_eq!(status_and_complaint(&output), (0, String::new()));
        std::fs::read(out).unwrap()
    };
    let first = bundle("one.zip");
    assert!(first == bundle("two.zip"));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(first)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    for wanted in [
        "manifest.json",
        "print/boba-print.pdf",
        "print/boba-cut.svg",
        "preview.png",
        "tech-pack.pdf",
        "card.pdf",
        "quote.json",
        "quote.csv",
        "boba.dangle",
        "message-en.txt",
        "message-zh-CN.txt",
    ] {
        assert!(names.iter().any(|name| name == wanted), "{wanted}: {names:?}");
    }
    let mut letter = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("message-zh-CN.txt").unwrap(), &mut letter).unwrap();
    assert!(letter.contains("2027年3月20日") && letter.contains("Mika"), "{letter}");
}
