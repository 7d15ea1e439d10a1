//! How well grounds are removed: our cut-out against the flood fill every paint program has.
//!
//! Artwork of known shape is laid over grounds of many kinds; each way of removing them is compared with the
//! truth by the overlap of the shapes (intersection over union) and by how far the cut-out's colours are off
//! at its edge when it is laid over another ground (the halo, in steps of a byte).
//!
//! `cargo bench -p dangle-tests --bench background [-- DIR]` prints both; with DIR it writes the pictures
//! there, for `grabcut.py` to compare.

#![expect(clippy::unwrap_used, reason = "a bench may panic")]

mod grounds;
mod rivals;

use std::path::Path;

use dangle_design::Job;
use dangle_design::artwork::{Picture, cut_out, decode, samples};
use dangle_design::project::Background;
use image::{ImageFormat, RgbaImage};

use grounds::{Scene, scenes};

/// A figure alone, of known shape.
struct Figure {
    name: String,
    picture: RgbaImage,
}

fn main() {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let figures = figures();
    println!("{:22} {:^25} | {:^25} | ground", "", "ours", "flood fill");
    println!(
        "{:22} {:>8} {:>8} {:>7} | {:>8} {:>8} {:>7} | removed",
        "ground", "IoU", "worst", "halo", "IoU", "worst", "halo"
    );
    for scene in scenes() {
        let rows: Vec<Row> =
            figures.iter().map(|figure| measure(figure, &scene, folder.as_deref())).collect();
        summary(&scene, &rows);
    }
}

/// What one figure on one ground came to.
struct Row {
    ours: Score,
    flood: Score,
    removed: bool,
}

struct Score {
    overlap: f64,
    halo: f64,
}

fn measure(figure: &Figure, scene: &Scene, folder: Option<&str>) -> Row {
    let truth = scene.placed(&figure.picture);
    let bytes = scene.compose(&truth);
    if let Some(folder) = folder {
        let stem = Path::new(folder).join(format!("{}-{}", scene.name.replace(' ', "_"), figure.name));
        let picture = image::load_from_memory(&bytes).unwrap();
        picture.save_with_format(stem.with_extension("png"), ImageFormat::Png).unwrap();
        truth.save(stem.with_extension("truth.png")).unwrap();
    }
    let picture = decode(&bytes).unwrap();
    let flooded = rivals::flood_fill(&picture);
    let cut = cut_out(picture, Background::Auto, &Job::silent()).unwrap();
    Row {
        ours: score(&truth, cut.picture.rgba()),
        flood: score(&truth, &flooded),
        removed: cut.background_removed,
    }
}

fn summary(scene: &Scene, rows: &[Row]) {
    let mean = |of: fn(&Row) -> f64| rows.iter().map(of).sum::<f64>() / rows.len() as f64;
    let worst = |of: fn(&Row) -> f64| rows.iter().map(of).fold(1.0, f64::min);
    let removed = rows.iter().filter(|row| row.removed).count();
    println!(
        "{:22} {:8.4} {:8.4} {:7.1} | {:8.4} {:8.4} {:7.1} | {removed} of {}",
        scene.name,
        mean(|row| row.ours.overlap),
        worst(|row| row.ours.overlap),
        mean(|row| row.ours.halo),
        mean(|row| row.flood.overlap),
        worst(|row| row.flood.overlap),
        mean(|row| row.flood.halo),
        rows.len()
    );
}

fn score(truth: &RgbaImage, found: &[u8]) -> Score {
    let (mut both, mut either) = (0.0, 0.0);
    let (mut off, mut edge) = (0.0, 0.0);
    for (truth, found) in truth.as_raw().as_chunks::<4>().0.iter().zip(found.as_chunks::<4>().0) {
        let (is, was) = (truth[3] >= 128, found[3] >= 128);
        both += f64::from(u8::from(is && was));
        either += f64::from(u8::from(is || was));
        if (8..248).contains(&truth[3]) {
            edge += 1.0;
            off += over_grey(*truth).iter().zip(over_grey(*found)).map(|(a, b)| (a - b).abs()).sum::<f64>()
                / 3.0;
        }
    }
    Score { overlap: both / either, halo: off / edge }
}

/// The pixel over a ground it was not photographed on.
fn over_grey(pixel: [u8; 4]) -> [f64; 3] {
    let alpha = f64::from(pixel[3]) / 255.0;
    [0, 1, 2].map(|channel| f64::from(pixel[channel]) * alpha + 70.0 * (1.0 - alpha))
}

fn figures() -> Vec<Figure> {
    let samples = samples().into_iter();
    let mut figures: Vec<Figure> = samples
        .map(|sample| Figure { name: sample.id, picture: halved(&decode(&sample.bytes).unwrap()) })
        .collect();
    for (name, svg) in LINELESS {
        figures.push(Figure { name: name.into(), picture: halved(&decode(svg.as_bytes()).unwrap()) });
    }
    figures
}

/// Figures without outlines, the hard case: pastel, and nearly white.
const LINELESS: [(&str, &str); 3] = [
    (
        "lineless-pastel",
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path fill="#ffd6dc" d="M50 85C20 62 12 45 20 30C30 14 46 22 50 34C54 22 70 14 80 30C88 45 80 62 50 85Z"/><circle cx="38" cy="45" r="4" fill="#fff"/><circle cx="62" cy="45" r="4" fill="#fff"/></svg>"##,
    ),
    (
        "lineless-cream",
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="#fbf3e4"/><stop offset="1" stop-color="#e9d8bd"/></linearGradient></defs><ellipse cx="50" cy="55" rx="36" ry="30" fill="url(#g)"/><circle cx="30" cy="28" r="12" fill="#f6ead6"/><circle cx="70" cy="28" r="12" fill="#f6ead6"/><circle cx="40" cy="52" r="3" fill="#433"/><circle cx="60" cy="52" r="3" fill="#433"/></svg>"##,
    ),
    (
        "thin-lines",
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><g fill="none" stroke="#335" stroke-width=".5"><circle cx="50" cy="55" r="34"/><path d="M20 40L10 8M80 40L92 8M50 21V6"/></g><circle cx="50" cy="55" r="33.9" fill="#fff"/><circle cx="40" cy="50" r="3" fill="#223"/><circle cx="60" cy="50" r="3" fill="#223"/></svg>"##,
    ),
];

/// The picture at half its size, by the mean of each four pixels.
fn halved(picture: &Picture) -> RgbaImage {
    let stride = picture.width() as usize * 4;
    RgbaImage::from_fn(picture.width() / 2, picture.height() / 2, |x, y| {
        let at = y as usize * 2 * stride + x as usize * 8;
        let four = [at, at + 4, at + stride, at + stride + 4].map(|at| &picture.rgba()[at..at + 4]);
        let alpha: u32 = four.iter().map(|pixel| u32::from(pixel[3])).sum();
        let channel = |channel: usize| {
            let sum: u32 = four.iter().map(|pixel| u32::from(pixel[channel]) * u32::from(pixel[3])).sum();
            sum.checked_div(alpha).unwrap_or(0) as u8
        };
        image::Rgba([channel(0), channel(1), channel(2), (alpha / 4) as u8])
    })
}
