//! Pictures of every kind that people make charms of: each becomes one valid ring, its border exact at 50 mm
//! (but for four that are named below).
//!
//! `cargo test -p dangle-design --test batch -- --nocapture` prints a line for each kind.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod pictures;
mod sound;

use dangle_design::artwork::Subject;
use pictures::measure::{Found, measure};
use pictures::{drawn, found, written};

/// How far the border may be off, in mm.
const OFF: f64 = 0.025;

/// A picture that does not keep that yet, with how far its border may be off, in mm: it may only get better.
const NOT_YET: [(&str, f64); 1] = [("hair 1", 0.034)];
/// The mouth of a hollow between two far stretches of the same part is closed where a blade could not follow:
/// there the line is meant to be farther out.
const CLOSED: [(&str, f64); 3] =
    [("hair 2", 0.6), ("dragon", 0.96), ("🌸⭐🍓 in Pacifico, bent by 120°", 0.22)];

/// Holds every picture of a kind to the promise, and prints what was found.
fn hold(kind: &str, least: usize, pictures: impl Iterator<Item = (String, Subject)>) {
    let all: Vec<Found> = pictures.map(|(name, subject)| measure(&name, &subject)).collect();
    let worst = all.iter().max_by(|a, b| a.off.total_cmp(&b.off)).unwrap();
    println!(
        "{kind:12} {:3} pictures, border at most {:4.1} µm off ({})",
        all.len(),
        1e3 * worst.off,
        worst.name
    );
    assert!(all.len() >= least, "{} of {least} pictures", all.len());
    let wrong: Vec<String> = all.iter().flat_map(Found::faults).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

impl Found {
    fn faults(&self) -> Vec<String> {
        let mut faults = self.faults.clone();
        let known = NOT_YET.iter().chain(&CLOSED).find(|(name, _)| *name == self.name);
        if self.off > known.map_or(OFF, |(_, off)| *off) {
            faults.push(format!("border {:.1} µm off at {:.2}", 1e3 * self.off, self.at));
        }
        faults.into_iter().map(|fault| format!("{}: {fault}", self.name)).collect()
    }
}

#[test]
fn emoji() {
    hold("emoji", 150, found::emoji());
}

#[test]
fn samples() {
    hold("samples", 6, found::samples());
}

#[test]
fn pixel_art() {
    hold("pixel art", 20, (0..20).map(drawn::pixel_art));
}

#[test]
fn photos_with_alpha() {
    hold("photos", 12, (0..12).map(drawn::photo));
}

#[test]
fn line_art() {
    hold("line art", 16, (0..16).map(drawn::line_art));
}

#[test]
fn hair_like_edges() {
    hold("hair", 12, (0..12).map(drawn::hair));
}

#[test]
fn specks() {
    hold("specks", 12, (0..12).map(drawn::specks));
}

#[test]
fn rings() {
    hold("rings", 12, (0..12).map(drawn::rings));
}

#[test]
fn lines_of_one_pixel() {
    hold("1-px lines", 12, (0..12).map(drawn::thin_lines));
}

#[test]
fn text() {
    hold("text", 16, written::words());
}
