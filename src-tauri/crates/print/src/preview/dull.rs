//! The colours of the artwork that come out duller than they are drawn, in words and figures.

use std::collections::BTreeMap;

use dangle_design::Result;
use dangle_design::units::Rgb;

use crate::colour::distance;
use crate::plates::Plates;
use crate::recipe::Recipe;

/// A colour counts as used from this share of the artwork on. Single pixels of an edge do not.
const USED_SHARE: f64 = 0.0005;
/// A colour is worth a word from this share of the artwork on.
const NAMED_SHARE: f64 = 0.005;
/// A shift that anybody sees, as CIE 1976 ΔE.
const SEEN: f64 = 10.0;
/// Colours that are named at most.
const MOST_NAMED: usize = 8;
/// Colours nearer than this in sRGB are shades of one.
const SAME_SHADE: u32 = 36;
/// How fine colours are told apart when they are counted, in bits a channel.
const COUNTED_BITS: u32 = 5;
/// Below this chroma a colour has no hue to anybody (CIE L*a*b*).
const GREY_CHROMA: f64 = 8.0;

/// A colour of the artwork that comes out duller.
#[derive(Clone, Debug, PartialEq)]
pub struct DullColour {
    /// As it is drawn.
    pub rgb: Rgb,
    /// As it comes out: the nearest colour the press prints.
    pub printed: Rgb,
    /// What people call it.
    pub hue: Hue,
    /// How much of the artwork has it, from 0 to 1.
    pub share: f64,
    /// How far it moves, CIE 1976 ΔE.
    pub shift: f64,
    /// How much of its chroma is lost, from 0 to 1; below zero where it gains some.
    pub chroma_lost: f64,
}

/// What people call a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hue {
    /// Without a hue: white, grey, black.
    Grey,
    /// From pink to scarlet.
    Red,
    /// Between red and yellow.
    Orange,
    /// Yellow.
    Yellow,
    /// Green.
    Green,
    /// Between green and blue.
    Turquoise,
    /// Blue.
    Blue,
    /// Between blue and pink.
    Violet,
    /// Magenta and pink.
    Pink,
}

impl Hue {
    /// By the hue angle of CIE L*a*b*; the borders are those between the colour names of everyday speech as
    /// Boynton and Olson's survey of 1987 draws them, rounded to 5°.
    fn of([_, a, b]: [f64; 3]) -> Hue {
        if a.hypot(b) < GREY_CHROMA {
            return Hue::Grey;
        }
        match b.atan2(a).to_degrees().rem_euclid(360.0) {
            20.0..50.0 => Hue::Red,
            50.0..80.0 => Hue::Orange,
            80.0..110.0 => Hue::Yellow,
            110.0..175.0 => Hue::Green,
            175.0..235.0 => Hue::Turquoise,
            235.0..300.0 => Hue::Blue,
            300.0..325.0 => Hue::Violet,
            _ => Hue::Pink,
        }
    }
}

/// A colour of the artwork, and how much of it has it.
pub(super) struct Used {
    pub(super) rgb: [u8; 3],
    share: f64,
}

/// The colours that make up more than a speck of the artwork.
pub(super) fn used(plates: &Plates) -> Vec<Used> {
    let mut counted: BTreeMap<[u8; 3], (u64, [u64; 3])> = BTreeMap::new();
    let mut total = 0_u64;
    for &[r, g, b, _] in plates.art.iter().filter(|pixel| pixel[3] == 255) {
        let bin = [r, g, b].map(|value| value >> (8 - COUNTED_BITS));
        let (count, sum) = counted.entry(bin).or_default();
        *count += 1;
        total += 1;
        *sum = [sum[0] + u64::from(r), sum[1] + u64::from(g), sum[2] + u64::from(b)];
    }
    let share = |count: u64| count as f64 / total.max(1) as f64;
    let used = counted.into_values().filter(|(count, _)| share(*count) >= USED_SHARE);
    used.map(|(count, sum)| Used { rgb: sum.map(|sum| (sum / count) as u8), share: share(count) }).collect()
}

/// The colours that dull so that anybody sees it, by how much of the artwork they spoil.
pub(super) fn colours(plates: &Plates, recipe: &Recipe) -> Result<Vec<DullColour>> {
    let used: Vec<Used> = used(plates).into_iter().filter(|used| used.share >= NAMED_SHARE).collect();
    let colours: Vec<[u8; 3]> = used.iter().map(|used| used.rgb).collect();
    let labs = plates.press.seen_and_printed(&colours, recipe.colour.ink_limit_percent)?;
    let opaque: Vec<[u8; 4]> = colours.iter().map(|&[r, g, b]| [r, g, b, 255]).collect();
    let printed = plates.press.proof(&plates.press.separate(&opaque, &recipe.colour)?)?;
    let chroma = |lab: [f64; 3]| lab[1].hypot(lab[2]);
    let described = used.iter().zip(labs).zip(printed).map(|((used, [meant, got]), printed)| DullColour {
        rgb: Rgb(used.rgb),
        printed: Rgb(printed),
        hue: Hue::of(meant),
        share: used.share,
        shift: distance(meant, got),
        chroma_lost: 1.0 - chroma(got) / chroma(meant).max(1e-9),
    });
    let mut dull: Vec<DullColour> = described.filter(|dull| dull.shift > SEEN).collect();
    dull.sort_by(|a, b| (b.shift * b.share).total_cmp(&(a.shift * a.share)));
    let mut named = without_neighbours(dull);
    named.truncate(MOST_NAMED);
    Ok(named)
}

/// Shades of one colour as one: people would call both by the same name and mend them alike.
fn without_neighbours(dull: Vec<DullColour>) -> Vec<DullColour> {
    let mut named: Vec<DullColour> = Vec::new();
    for colour in dull {
        match named.iter_mut().find(|other| alike(other.rgb, colour.rgb)) {
            Some(other) => other.share += colour.share,
            None => named.push(colour),
        }
    }
    named
}

fn alike(Rgb(a): Rgb, Rgb(b): Rgb) -> bool {
    a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum::<u32>() < SAME_SHADE * SAME_SHADE
}
