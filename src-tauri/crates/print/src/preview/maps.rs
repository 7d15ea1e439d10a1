//! Maps over the page: how much ink lies where, and which colours dull.

use dangle_design::Result;

use crate::plates::Plates;
use crate::recipe::Recipe;

/// Colours of the map of ink, from none to the recipe's limit: clear, blue, green, yellow, red.
const INK: [[f64; 4]; 5] = [
    [72.0, 96.0, 190.0, 0.0],
    [72.0, 96.0, 190.0, 200.0],
    [60.0, 170.0, 140.0, 215.0],
    [245.0, 205.0, 60.0, 225.0],
    [214.0, 40.0, 60.0, 235.0],
];
/// Colours of the map of shifts, from what is just seen to another colour altogether.
const SHIFT: [[f64; 4]; 3] =
    [[255.0, 214.0, 90.0, 0.0], [245.0, 130.0, 40.0, 190.0], [205.0, 20.0, 60.0, 235.0]];
/// Shifts below this are seen by nobody on a charm, as CIE 1976 ΔE.
const UNSEEN: f64 = 6.0;
/// From this shift on a colour is another colour.
const ANOTHER: f64 = 40.0;
/// How fine colours are told apart, in bits a channel.
const BITS: u32 = 5;

/// How much ink lies on each pixel of the plates.
pub(super) fn ink(plates: &Plates, limit_percent: f64) -> Vec<[u8; 4]> {
    let limit = limit_percent * 2.55;
    let total = |inks: &[u8; 4]| inks.iter().map(|&ink| f64::from(ink)).sum::<f64>();
    plates.inks.iter().map(|inks| ramp(&INK, total(inks) / limit)).collect()
}

/// How far the colour of each pixel of the plates moves.
pub(super) fn gamut(plates: &Plates, recipe: &Recipe) -> Result<Vec<[u8; 4]>> {
    let seen = |pixel: &&[u8; 4]| pixel[3] > 127;
    let mut used = vec![false; 1 << (3 * BITS)];
    plates.art.iter().filter(seen).for_each(|pixel| used[bin(*pixel)] = true);
    let bins: Vec<usize> = (0..used.len()).filter(|&bin| used[bin]).collect();
    let colours: Vec<[u8; 3]> = bins.iter().map(|&bin| middle(bin)).collect();
    let shifts = plates.press.shifts(&colours, recipe.colour.ink_limit_percent)?;
    let mut marks = vec![[0; 4]; used.len()];
    for (&bin, shift) in bins.iter().zip(shifts).filter(|(_, shift)| *shift > UNSEEN) {
        marks[bin] = ramp(&SHIFT, (shift - UNSEEN) / (ANOTHER - UNSEEN));
    }
    Ok(plates.art.iter().map(|pixel| if seen(&pixel) { marks[bin(*pixel)] } else { [0; 4] }).collect())
}

/// The colour at a share of a ramp, from 0 to 1.
fn ramp(ramp: &[[f64; 4]], share: f64) -> [u8; 4] {
    let place = share.clamp(0.0, 1.0) * (ramp.len() - 1) as f64;
    let low = (place.floor() as usize).min(ramp.len() - 2);
    let part = place - low as f64;
    std::array::from_fn(|channel| {
        (ramp[low][channel] * (1.0 - part) + ramp[low + 1][channel] * part).round() as u8
    })
}

fn bin(pixel: [u8; 4]) -> usize {
    let channel = |value: u8| usize::from(value >> (8 - BITS));
    channel(pixel[0]) << (2 * BITS) | channel(pixel[1]) << BITS | channel(pixel[2])
}

/// The middle colour of a bin; the ends stay the ends, for neon lies there.
fn middle(bin: usize) -> [u8; 3] {
    [2 * BITS, BITS, 0].map(|shift| {
        let value = bin >> shift & ((1 << BITS) - 1);
        (value * 255 / ((1 << BITS) - 1)) as u8
    })
}
