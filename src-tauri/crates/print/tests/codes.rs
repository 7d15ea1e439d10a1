//! The codes on backing cards, scanned by zbar from the card as `MuPDF` draws it at the resolution of an office printer.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod fixture;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use dangle_design::id::{CharmId, ProcessId};
use dangle_design::project::{CardCode, CardSpec};
use dangle_print::{Card, Ticket, suggested_card, suggested_words, write_card};

const DPI: &str = "300";

fn run(program: &PathBuf, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let output =
        output.unwrap_or_else(|error| panic!("{}: {error}; `make test` installs it", program.display()));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_kind_of_code_is_scanned_from_the_printed_card() {
    let text = |text: &str| text.to_owned();
    let codes = [
        ("ean", CardCode::Ean13 { digits: text("400638133393") }, "EAN13 4006381333931"),
        // A UPC-A is an EAN-13 that begins with 0, and zbar says so.
        ("upc", CardCode::Upc { digits: text("03600029145") }, "EAN13 0036000291452"),
        ("stock", CardCode::Code128 { text: text("BOBA-07/b") }, "CODE128 BOBA-07/b"),
        (
            "qr",
            CardCode::Qr { text: text("https://example.org/c/珍珠?from=card") },
            "QRCODE https://example.org/c/珍珠?from=card",
        ),
    ];
    let shape = fixture::charm_at(300.0);
    let process = ProcessId::new("acrylic-clear").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let mut pictures = Vec::new();
    for (name, code, _) in &codes {
        let texts = BTreeMap::from([("en".to_owned(), suggested_words("Boba", &process, "en"))]);
        let spec = CardSpec::new(CharmId::derived(&["boba"]), suggested_card(&shape), texts);
        let spec = CardSpec { code: code.clone(), ..spec };
        let pdf =
            write_card(Card { spec: &spec, shape: &shape }, Ticket { title: "Boba", created: None }).unwrap();
        let (pdf_file, picture) = (file(&format!("{name}.pdf")), file(&format!("{name}.png")));
        std::fs::write(&pdf_file, pdf).unwrap();
        run(&"mutool".into(), &["draw", "-q", "-r", DPI, "-o", &picture, &pdf_file, "2"]);
        pictures.push(picture);
    }
    let top = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let scan = top.join("tests/readers/scan.py").to_string_lossy().into_owned();
    let arguments: Vec<&str> =
        std::iter::once(scan.as_str()).chain(pictures.iter().map(String::as_str)).collect();
    let said = run(&top.join("target/readers/bin/python"), &arguments);
    let wanted: Vec<String> = codes.iter().map(|(name, _, said)| format!("{name} {said}")).collect();
    assert_eq!(said.lines().collect::<Vec<_>>(), wanted);
}
