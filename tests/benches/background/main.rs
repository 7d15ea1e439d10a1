//! How well grounds are removed: our cut-out against the flood fill every paint program has.
//!
//! Artwork of known shape is laid over grounds of many kinds; each way of removing them is compared with the
//! truth by the overlap of the shapes (intersection over union) and by how far the cut-out's colours are off
//! at its edge when it is laid over another ground (the halo, in steps of a byte).
//!
//! `cargo bench -p dangle-tests --bench background [-- DIR]` prints both, ground by ground and class by class;
//! with DIR it writes the pictures there, for `grabcut.py` to compare. Unsure are the pictures of which Dangle
//! says that the person should look; where it is, the figure may be as white as its ground.

#![expect(clippy::unwrap_used, reason = "a bench may panic")]

mod figures;
mod grounds;
mod rivals;
mod score;

use std::path::Path;
use std::time::{Duration, Instant};

use dangle_design::Job;
use dangle_design::artwork::{cut_out, decode};
use dangle_design::id::BlobHash;
use dangle_design::project::Artwork;
use image::{ImageFormat, RgbaImage};

use figures::{Figure, figures, white_figures};
use grounds::{Class, Scene, scenes};
use score::{Score, score};

fn main() {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let measured = |scene: &Scene, figures: &[Figure]| -> Vec<Row> {
        figures.iter().map(|figure| measure(figure, scene, folder.as_deref())).collect()
    };
    println!("{:24} {:^25} | {:^25} |", "", "ours", "flood fill");
    println!(
        "{:24} {:>8} {:>8} {:>7} | {:>8} {:>8} {:>7} | {:>7} {:>6}",
        "ground", "IoU", "worst", "halo", "IoU", "worst", "halo", "unsure", "ms"
    );
    let figures = figures();
    let mut by_class: Vec<(Class, Vec<Row>)> = Vec::new();
    for scene in scenes() {
        let rows = measured(&scene, &figures);
        summary(scene.name, &rows);
        match by_class.last_mut().filter(|(class, _)| *class == scene.class) {
            Some((_, all)) => all.extend(rows),
            None => by_class.push((scene.class, rows)),
        }
    }
    println!();
    by_class.sort_by_key(|(class, _)| *class);
    for same in by_class.chunk_by(|one, other| one.0 == other.0) {
        let rows: Vec<&Row> = same.iter().flat_map(|(_, rows)| rows).collect();
        summary(&format!("all {:?}", same[0].0).to_lowercase(), rows);
    }
    for white in white_figures() {
        summary(&white.name.clone(), &measured(&scenes()[0], &[white]));
    }
}

/// What one figure on one ground came to.
struct Row {
    ours: Score,
    flood: Score,
    unsure: bool,
    spent: Duration,
}

fn measure(figure: &Figure, scene: &Scene, folder: Option<&str>) -> Row {
    let truth = scene.placed(&figure.picture);
    let bytes = scene.compose(&truth);
    let picture = decode(&bytes).unwrap();
    let flooded = rivals::flood_fill(&picture);
    let began = Instant::now();
    let cut = cut_out(picture, &Artwork::new(BlobHash::of(&bytes)), &Job::silent()).unwrap();
    let spent = began.elapsed();
    let ours = score(&truth, cut.picture.rgba());
    let flood = score(&truth, &flooded);
    if let Some(folder) = folder {
        let name = format!("{}-{}", scene.name, figure.name).replace(' ', "_");
        let stem = Path::new(folder).join(name);
        let picture = image::load_from_memory(&bytes).unwrap();
        picture.save_with_format(stem.with_extension("png"), ImageFormat::Png).unwrap();
        let (width, height) = (cut.picture.width(), cut.picture.height());
        let ours = RgbaImage::from_raw(width, height, cut.picture.into_rgba()).unwrap();
        ours.save(stem.with_extension("ours.png")).unwrap();
        truth.save(stem.with_extension("truth.png")).unwrap();
    }
    Row { ours, flood, unsure: cut.ground_unsure, spent }
}

fn summary<'a>(name: &str, rows: impl IntoIterator<Item = &'a Row>) {
    let rows: Vec<&Row> = rows.into_iter().collect();
    let mean = |of: fn(&Row) -> f64| rows.iter().map(|row| of(row)).sum::<f64>() / rows.len() as f64;
    let worst = |of: fn(&Row) -> f64| rows.iter().map(|row| of(row)).fold(1.0, f64::min);
    let unsure = rows.iter().filter(|row| row.unsure).count();
    println!(
        "{name:24} {:8.4} {:8.4} {:7.1} | {:8.4} {:8.4} {:7.1} | {unsure:3} of {:3} {:5.0}",
        mean(|row| row.ours.overlap),
        worst(|row| row.ours.overlap),
        mean(|row| row.ours.halo),
        mean(|row| row.flood.overlap),
        worst(|row| row.flood.overlap),
        mean(|row| row.flood.halo),
        rows.len(),
        mean(|row| row.spent.as_secs_f64() * 1000.0),
    );
}
