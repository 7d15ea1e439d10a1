//! Files that are as good as they were, however they were saved, must not be accused.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod breaking;
mod fixture;

use breaking::{changed, painted, path, run};
use dangle_design::shape::CharmShape;
use dangle_print::{FileFormat, Intent, Moment, Plates, Recipe, Ticket, prove, write_file};

fn ticket() -> Ticket<'static> {
    Ticket { title: "Fixture", created: Some(Moment::from_unix(1_800_000_000)) }
}

const OBJECT_STREAMS: &str = "--object-streams=generate";

/// Ways other programs save a file: the program and its arguments, `<` for the file and `>` for the copy.
const REWRITERS: &[(&str, &[&str])] = &[
    ("qpdf", &["--linearize", "<", ">"]),
    ("qpdf", &[OBJECT_STREAMS, "--recompress-flate", "<", ">"]),
    ("qpdf", &["--qdf", "--object-streams=disable", "<", ">"]),
    ("mutool", &["clean", "-gggg", "<", ">"]),
];

#[test]
fn a_hundred_good_files_are_not_accused_however_they_were_saved() {
    let charms: [CharmShape; 3] =
        [fixture::charm_at(110.0), fixture::pierced_at(110.0), fixture::without_white_at(110.0)];
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("a.pdf"), folder.path().join("b.pdf"));
    let (mut proven, mut accused) = (0, Vec::new());
    for id in Recipe::ids() {
        let recipe = Recipe::load(&id).unwrap();
        for (at, charm) in charms.iter().enumerate() {
            let plates = Plates::derive(charm, &recipe).unwrap();
            for file in recipe.files.iter().filter(|file| file.format.is_pdf()) {
                let intent = Intent { plates: &plates, recipe: &recipe, file };
                let Ok(pdf) = write_file(&intent, &ticket()) else { continue };
                std::fs::write(&from, &pdf).unwrap();
                let mut copies =
                    vec![("as written", pdf.clone()), ("by lopdf", changed(&pdf, &painted(&[])))];
                // Object streams came with PDF 1.5: an old RIP cannot read them, and the proof says so.
                let old = file.format == FileFormat::Pdf14;
                for (tool, arguments) in
                    REWRITERS.iter().filter(|(_, words)| !(old && words[0] == OBJECT_STREAMS))
                {
                    let arguments: Vec<&str> = arguments
                        .iter()
                        .map(|word| match *word {
                            "<" => path(&from),
                            ">" => path(&to),
                            word => word,
                        })
                        .collect();
                    run(tool, &arguments);
                    copies.push((tool, std::fs::read(&to).unwrap()));
                }
                for (saved, copy) in copies {
                    proven += 1;
                    let proof = prove(&copy, &intent).unwrap();
                    if let Some(fault) = proof.first_fault() {
                        accused.push(format!("{id} {} charm {at} {saved}: {}", file.name, fault.in_words()));
                    }
                }
            }
        }
    }
    println!("{proven} good files");
    assert!(proven >= 100);
    assert!(accused.is_empty(), "{} accused: {:#?}", accused.len(), &accused[..accused.len().min(12)]);
}
