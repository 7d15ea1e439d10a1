//! The main colours of an artwork: what a factory matches by eye.

use std::collections::BTreeMap;

use dangle_design::Result;
use dangle_design::artwork::Picture;
use dangle_design::process::{Swatch, swatches};
use dangle_design::units::Rgb;

use crate::colour::{Press, labs};

/// Colours closer than this look like one on a list (CIE 1976 ΔE): about five just-seen steps.
const APART: f64 = 12.0;
/// Colours on less than this share of the artwork are no main ones.
const LEAST_SHARE: f64 = 0.008;
/// Steps a channel is counted in: edges of shapes blend through all others.
const STEP: u8 = 16;

/// One of the main colours.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MainColour {
    /// On a screen.
    pub(crate) rgb: Rgb,
    /// In print, in per cent.
    pub(crate) cmyk: [u8; 4],
    /// The nearest of the colours that Dangle has a name for.
    pub(crate) name: String,
    /// How much of the artwork it is, 0 to 1.
    pub(crate) share: f64,
}

/// The main colours of a picture, the most used first, at most `most`.
///
/// # Errors
/// `Store` when the press or the swatches are damaged.
pub(crate) fn main_colours(picture: &Picture, press: &Press, most: usize) -> Result<Vec<MainColour>> {
    let counted = counted(picture);
    let all: u64 = counted.iter().map(|(_, count)| count).sum();
    let mut merged: Vec<([u8; 3], u64)> = Vec::new();
    let labs = labs(&counted.iter().map(|(colour, _)| *colour).collect::<Vec<_>>())?;
    let mut kept: Vec<([f64; 3], usize)> = Vec::new();
    for ((colour, count), lab) in counted.iter().zip(labs) {
        let near = kept.iter().find(|(other, _)| distance(*other, lab) < APART).map(|(_, at)| *at);
        if let Some(at) = near {
            merged[at].1 += count;
        } else {
            kept.push((lab, merged.len()));
            merged.push((*colour, *count));
        }
    }
    merged.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    merged.retain(|(_, count)| *count as f64 >= LEAST_SHARE * all as f64);
    merged.truncate(most);
    let pixels: Vec<[u8; 4]> = merged.iter().map(|&([r, g, b], _)| [r, g, b, 255]).collect();
    let inks = press.inks(&pixels, 300.0)?;
    let names = swatches()?;
    let main = merged.iter().zip(inks).map(|((colour, count), ink)| {
        Ok(MainColour {
            rgb: Rgb(*colour),
            cmyk: ink.map(|ink| ((u32::from(ink) * 100 + 127) / 255) as u8),
            name: nearest(*colour, &names)?,
            share: *count as f64 / all.max(1) as f64,
        })
    });
    main.collect()
}

/// How often each colour is seen, the most used first: the middle of what falls into each step.
fn counted(picture: &Picture) -> Vec<([u8; 3], u64)> {
    let mut bins: BTreeMap<[u8; 3], ([u64; 3], u64)> = BTreeMap::new();
    for pixel in picture.rgba().chunks_exact(4).filter(|pixel| pixel[3] >= 200) {
        let key = [pixel[0] / STEP, pixel[1] / STEP, pixel[2] / STEP];
        let (sum, count) = bins.entry(key).or_default();
        (0..3).for_each(|i| sum[i] += u64::from(pixel[i]));
        *count += 1;
    }
    let middle = |(sum, count): ([u64; 3], u64)| (sum.map(|sum| (sum / count) as u8), count);
    let mut counted: Vec<([u8; 3], u64)> = bins.into_values().map(middle).collect();
    counted.sort_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
    counted
}

fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
}

/// The nearest of the colours that Dangle has a name for.
///
/// # Errors
/// `Store` when the swatches are damaged.
pub(crate) fn nearest_name(Rgb(colour): Rgb) -> Result<String> {
    nearest(colour, &swatches()?)
}

fn nearest(colour: [u8; 3], names: &[Swatch]) -> Result<String> {
    let all: Vec<[u8; 3]> =
        std::iter::once(colour).chain(names.iter().map(|swatch| swatch.colour.0)).collect();
    let labs = labs(&all)?;
    let far = |at: usize| distance(labs[0], labs[at + 1]);
    let nearest = (0..names.len()).min_by(|a, b| far(*a).total_cmp(&far(*b)));
    Ok(nearest.map(|at| names[at].name.clone()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_main_colours_are_those_that_fill_the_artwork_and_have_names() {
        let pixel = |at: usize| match at % 100 {
            0..60 => [242, 107, 33, 255],
            60..90 => [255, 255, 255, 255],
            // A soft edge, and a speck.
            90..99 => [240, 110, 36, 255],
            _ => [0, 0, 0, 10],
        };
        let picture = Picture::new(100, 100, (0..10_000).flat_map(pixel).collect());
        let press = Press::load("fogra39-argyll").unwrap();
        let colours = main_colours(&picture, &press, 8).unwrap();
        let told: Vec<&str> = colours.iter().map(|colour| colour.name.as_str()).collect();
        assert_eq!(told, ["Orange", "White"]);
        assert!((colours[0].share - 0.697).abs() < 0.001);
        assert_eq!(colours[1].cmyk, [0, 0, 0, 0]);
    }
}
