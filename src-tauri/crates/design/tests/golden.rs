//! The cut lines of three samples, kept as small drawings one can open and look at.
//!
//! A missing drawing fails. After looking at the difference, write one anew by its name:
//! `DANGLE_GOLDEN=moon cargo test -p dangle-design --test golden`.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;

use dangle_design::Job;
use dangle_design::artwork::{Subject, samples};
use dangle_design::id::{BlobHash, CharmId, ProcessId};
use dangle_design::process::Process;
use dangle_design::project::Charm;
use dangle_design::report::svg_path;
use dangle_design::shape::{CharmShape, Quality, derive};

fn shape(sample: &str) -> CharmShape {
    let sample = samples().into_iter().find(|known| known.id == sample).unwrap();
    let process = Process::load(&ProcessId::new("acrylic-clear").unwrap()).unwrap();
    let blob = BlobHash::of(&sample.bytes);
    let charm = Charm::new(CharmId::derived(&[&sample.id]), sample.name.clone(), blob, &process);
    let subject = Subject::from_bytes(&sample.bytes, charm.artwork.background, &Job::silent()).unwrap();
    derive(&charm, &process, &subject, Quality::Final, &Job::silent()).unwrap()
}

fn drawing(shape: &CharmShape) -> String {
    let size = shape.outline.size;
    let hole = shape.outline.hole().unwrap();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w:.3}mm\" height=\"{h:.3}mm\" \
         viewBox=\"0 0 {w:.3} {h:.3}\" fill=\"none\" stroke=\"#E6007E\" stroke-width=\"0.1\">\n\
         <path d=\"{}\"/>\n<circle cx=\"{:.3}\" cy=\"{:.3}\" r=\"{:.3}\"/>\n</svg>\n",
        svg_path(&shape.outline.cut).replace('C', "\nC"),
        hole.center.x,
        hole.center.y,
        hole.diameter.get() / 2.0,
        w = size.width,
        h = size.height,
    )
}

fn assert_golden(sample: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{sample}.svg"));
    let drawn = drawing(&shape(sample));
    if std::env::var("DANGLE_GOLDEN").is_ok_and(|name| name == sample) {
        std::fs::write(&file, &drawn).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(kept, drawn, "{sample} is cut along another line than the one that was looked at");
}

#[test]
fn the_strawberry_is_cut_along_the_line_that_was_looked_at() {
    assert_golden("strawberry");
}

#[test]
fn the_moon_and_its_loose_stars_are_cut_along_the_line_that_was_looked_at() {
    assert_golden("moon");
}

#[test]
fn the_boba_tea_with_its_straw_is_cut_along_the_line_that_was_looked_at() {
    assert_golden("boba");
}
