//! How long the stages of a print file take for a charm of 40 × 50 mm at 600 dpi, and how large it is.
//! Run with `cargo bench -p dangle-print`.

#[path = "../tests/fixture/mod.rs"]
mod fixture;

use std::time::{Duration, Instant};

use dangle_design::Job;
use dangle_design::id::RecipeId;
use dangle_design::shape::CharmShape;
use dangle_print::{
    FileFormat, Intent, Moment, Plates, Recipe, Ticket, export, preview, prove, prove_alone, prove_file,
    write_file, write_pdf,
};

/// Runs of each stage; the median is printed.
const RUNS: usize = 9;

fn main() {
    let recipe = RecipeId::new("generic-acrylic").and_then(|id| Recipe::load(&id)).expect("it is embedded");
    let shape = fixture::charm();
    let ticket = Ticket { title: "Bench", created: Some(Moment::from_unix(0)) };
    let plates = Plates::derive(&shape, &recipe).expect("the fixture is a charm");
    let intent = Intent::first(&plates, &recipe).expect("it has files");
    let pdf = write_pdf(&intent, &ticket).expect("the ticket is sound");

    println!("charm 40 × 50 mm, {:.0} dpi, {} kB", plates.dpi(), pdf.len() / 1000);
    median("plates: art, colour, clip", || Plates::derive(&shape, &recipe).map(drop));
    median("PDF", || write_pdf(&intent, &ticket).map(drop));
    median("proof", || prove(&pdf, &intent).map(drop));
    median("proof alone", || prove_alone(&pdf).map(drop));
    median("export, all of it", || export(&shape, &recipe, &ticket, &Job::silent()).map(drop));
    let all = every_format();
    median(&format!("one charm in all {} formats, proven", all.len()), || written(&shape, &all, &ticket));
    median("preview at 12 px/mm", || preview(&shape, &recipe, 12.0, &Job::silent()).map(drop));
}

/// For each format the first recipe that asks for it.
fn every_format() -> Vec<(FileFormat, Recipe)> {
    let recipes: Vec<Recipe> = Recipe::ids().iter().filter_map(|id| Recipe::load(id).ok()).collect();
    let asks = |format: FileFormat| {
        recipes.iter().find(|recipe| recipe.files.iter().any(|file| file.format == format)).cloned()
    };
    FileFormat::ALL.iter().filter_map(|&format| Some((format, asks(format)?))).collect()
}

/// Writes a charm in each format and reads it back.
fn written(
    shape: &CharmShape,
    formats: &[(FileFormat, Recipe)],
    ticket: &Ticket<'_>,
) -> dangle_design::Result<()> {
    for (format, recipe) in formats {
        let plates = Plates::derive(shape, recipe)?;
        for file in recipe.files.iter().filter(|file| file.format == *format).take(1) {
            let intent = Intent { plates: &plates, recipe, file };
            assert!(prove_file(&write_file(&intent, ticket)?, &intent)?.passed());
        }
    }
    Ok(())
}

fn median(stage: &str, run: impl Fn() -> dangle_design::Result<()>) {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            run().expect("every stage works");
            start.elapsed()
        })
        .collect();
    times.sort();
    println!("{:>7.1} ms  {stage}", times[RUNS / 2].as_secs_f64() * 1e3);
}
