//! Figures of known shape over grounds of every kind come out whole: the bench's pictures at half their size.
//!
//! `SHEETS=DIR cargo test …` writes pictures, truth and what came out there, as the bench does.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "../../../../tests/benches/background/figures.rs"]
mod figures;
#[path = "../../../../tests/benches/background/grounds.rs"]
mod grounds;
#[path = "../../../../tests/benches/background/score.rs"]
mod score;

use dangle_design::Job;
use dangle_design::artwork::{CutOut, Picture, cut_out, decode};
use dangle_design::id::BlobHash;
use dangle_design::project::Artwork;
use image::RgbaImage;

use figures::{EDGELESS, Figure, figures, halved, white_figures};
use grounds::{Class, Scene, scenes};
use score::{Score, score};

/// The figures at half the bench's size.
fn small(figures: Vec<Figure>) -> Vec<Figure> {
    let small = |figure: Figure| {
        let (width, height) = figure.picture.dimensions();
        let picture = halved(&Picture::new(width, height, figure.picture.into_raw()));
        Figure { name: figure.name, picture }
    };
    figures.into_iter().map(small).collect()
}

fn cut(bytes: &[u8]) -> CutOut {
    cut_out(decode(bytes).unwrap(), &Artwork::new(BlobHash::of(bytes)), &Job::silent()).unwrap()
}

/// How near the figure on that ground was found, and whether Dangle was unsure of it.
fn measured(figure: &Figure, scene: &Scene) -> (Score, bool) {
    let truth = scene.placed(&figure.picture);
    let bytes = scene.compose(&truth);
    let found = cut(&bytes);
    if let Ok(folder) = std::env::var("SHEETS") {
        let name = format!("{folder}/{}", format!("{}-{}", scene.name, figure.name).replace(' ', "_"));
        image::load_from_memory(&bytes).unwrap().save(format!("{name}.png")).unwrap();
        truth.save(format!("{name}.truth.png")).unwrap();
        let picture = found.picture.clone();
        let (width, height) = (picture.width(), picture.height());
        RgbaImage::from_raw(width, height, picture.into_rgba())
            .unwrap()
            .save(format!("{name}.ours.png"))
            .unwrap();
    }
    (score(&truth, found.picture.rgba()), found.ground_unsure)
}

/// The figures that are hard, and two that are not; the bench has them all.
const FIGURES: [&str; 5] = ["cat", "boba", "lineless-pastel", "lineless-cream", "thin-lines"];

/// What came out of a class of grounds.
struct Outcome {
    /// Mean overlap where Dangle was sure.
    mean: f64,
    /// Worst overlap where Dangle was sure.
    worst: f64,
    /// Pictures where it was not and the figure is not whole.
    unsure: usize,
}

/// All figures over the grounds of a class, printed scene by scene.
fn outcome(class: Class) -> Outcome {
    let mut figures = figures();
    figures.retain(|figure| FIGURES.contains(&figure.name.as_str()));
    let figures = small(figures);
    let (mut sure, mut unsure) = (Vec::new(), 0);
    for scene in scenes().iter().filter(|scene| scene.class == class) {
        print!("\n{:24}", scene.name);
        for (score, is_unsure) in figures.iter().map(|figure| measured(figure, scene)) {
            print!(" {:.3}/{:.0}{}", score.overlap, score.halo, if is_unsure { "?" } else { "" });
            if is_unsure && score.overlap < 0.97 {
                unsure += 1;
            } else {
                sure.push(score.overlap);
            }
        }
    }
    let mean = sure.iter().sum::<f64>() / sure.len() as f64;
    Outcome { mean, worst: sure.into_iter().fold(1.0, f64::min), unsure }
}

#[test]
fn flat_grounds_go() {
    let Outcome { mean, worst, unsure } = outcome(Class::Flat);
    assert!(mean >= 0.99 && worst >= 0.97 && unsure == 0, "{mean:.4} {worst:.4} {unsure}");
}

#[test]
fn gradients_go() {
    let Outcome { mean, worst, unsure } = outcome(Class::Gradient);
    assert!(mean >= 0.99 && worst >= 0.97 && unsure == 0, "{mean:.4} {worst:.4} {unsure}");
}

#[test]
fn patterns_go() {
    let Outcome { mean, worst, unsure } = outcome(Class::Pattern);
    assert!(mean >= 0.98 && worst >= 0.9 && unsure <= 1, "{mean:.4} {worst:.4} {unsure}");
}

#[test]
fn textures_go_or_dangle_says_that_it_is_unsure() {
    // A cream figure without a line on cream paper is as good as white on white.
    let Outcome { mean, worst, unsure } = outcome(Class::Texture);
    assert!(mean >= 0.98 && worst >= 0.9 && unsure <= 4, "{mean:.4} {worst:.4} {unsure}");
}

#[test]
fn white_figures_on_white_stay_whole_or_dangle_says_that_it_is_unsure() {
    let white = &scenes()[0];
    for figure in small(white_figures()) {
        let (score, unsure) = measured(&figure, white);
        println!("{:24} {:.3} {}", figure.name, score.overlap, if unsure { "unsure" } else { "sure" });
        let whole = score.overlap >= 0.98;
        assert_eq!(whole, figure.name != EDGELESS, "{}: {:.3}", figure.name, score.overlap);
        assert!(whole || unsure, "{}", figure.name);
    }
}
