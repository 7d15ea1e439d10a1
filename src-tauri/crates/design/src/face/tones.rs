//! Tones: artwork as a few depths of burning or steps of height.

use super::grid::Grid;
use super::regions::Regions;
use crate::oklab::ToLab;
use crate::units::Rgb;

/// The darkest and the lightest of this share of the artwork are the ends of the scale.
const ENDS: f64 = 0.02;
/// Artwork flatter than this is not stretched any further, in `OKLab` lightness.
const FLATTEST: f32 = 0.25;

/// The artwork in `levels` tones and bare material: label 0 is bare, label `levels` the darkest.
pub(super) fn toned(grid: &Grid, levels: u32) -> Regions {
    let to_lab = ToLab::new();
    let lightness = |pixel: usize| {
        let [r, g, b, _] = grid.art[pixel];
        to_lab.of([r, g, b])[0]
    };
    let (dark, light) = ends(grid, &lightness);
    let tone = |pixel: usize| {
        let depth = ((light - lightness(pixel)) / (light - dark)).clamp(0.0, 1.0);
        (depth * levels as f32).round() as u8
    };
    // Greys stand for the depths, so that features are told apart by their contrast.
    let grey = |level: u32| {
        let value = 255.0 - 255.0 * f64::from(level) / f64::from(levels.max(1));
        Rgb([value as u8; 3])
    };
    Regions::labelled(grid, (0..=levels).map(grey).collect(), tone)
}

/// The lightness at the ends of the scale.
fn ends(grid: &Grid, lightness: &impl Fn(usize) -> f32) -> (f32, f32) {
    let mut counts = [0_u32; 256];
    let art = (0..grid.len()).filter(|&pixel| grid.is_art(pixel));
    art.for_each(|pixel| counts[(lightness(pixel).clamp(0.0, 1.0) * 255.0) as usize] += 1);
    let total = f64::from(counts.iter().sum::<u32>());
    let end = |places: Vec<usize>| {
        let mut passed = 0.0;
        let place = places.into_iter().find(|&place| {
            passed += f64::from(counts[place]);
            passed > ENDS * total
        });
        place.unwrap_or(0) as f32 / 255.0
    };
    let (dark, light) = (end((0..256).collect()), end((0..256).rev().collect()));
    if light - dark < FLATTEST { (light - FLATTEST, light) } else { (dark, light) }
}
