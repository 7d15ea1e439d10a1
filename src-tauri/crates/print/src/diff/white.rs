//! Whether a proof shows the white: inks are clear, so without it a coloured ground shines through.

use dangle_design::Result;

use super::meant::Meant;
use super::plane::{Lab, distance};
use super::sampled::Sampled;
use crate::colour::to_lab;

/// A ground nearer to white than this tells nothing.
const TELLING: f32 = 14.0;
/// Places are asked where art with and without white differ by this much.
const APART: f32 = 12.0;
/// Fewest pixels that tell.
const FEWEST: usize = 60;

/// What the proof tells about the white.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum White {
    Seen,
    Missing,
    /// The ground is as white as the white, or no art would look different without it.
    CannotTell,
}

/// The ground that shows through, and what that means.
pub(super) fn white(intent: &Meant, sampled: &Sampled) -> Result<(White, Option<[u8; 3]>)> {
    let Some(white) = &intent.white else { return Ok((White::CannotTell, None)) };
    let Some(ground) = sampled.bare.or(sampled.round) else { return Ok((White::CannotTell, None)) };
    if distance(ground, [100.0, 0.0, 0.0]) < TELLING {
        return Ok((White::CannotTell, None));
    }
    let rgb = from_lab(ground);
    let places: Vec<usize> = (0..white.len())
        .filter(|&at| white[at] == 255 && intent.printed[at][3] > 0 && sampled.clear[at])
        .filter(|&at| sampled.colours[at].is_some())
        .collect();
    let with = |at: usize| super::plane::over(intent.printed[at], [255; 3]);
    let without = |at: usize| {
        let ink = with(at);
        std::array::from_fn(|i| (u16::from(ink[i]) * u16::from(rgb[i]) / 255) as u8)
    };
    let labs = |colour: &dyn Fn(usize) -> [u8; 3]| -> Result<Vec<Lab>> {
        to_lab(&places.iter().map(|at| colour(*at)).collect::<Vec<_>>())
    };
    let (with, without) = (labs(&with)?, labs(&without)?);
    let (mut votes, mut total) = (0usize, 0usize);
    for ((at, with), without) in places.iter().zip(with).zip(without) {
        let Some(found) = sampled.colours[*at].filter(|_| distance(with, without) > APART) else { continue };
        total += 1;
        votes += usize::from(distance(found, without) < distance(found, with));
    }
    Ok(match (total >= FEWEST, votes * 2 > total) {
        (false, _) => (White::CannotTell, None),
        (true, false) => (White::Seen, None),
        (true, true) => (White::Missing, Some(rgb)),
    })
}

/// L*a*b* under D50 as sRGB, clipped.
pub(super) fn from_lab([l, a, b]: Lab) -> [u8; 3] {
    // CIE 15, with the white of ICC profiles; the matrix is sRGB's, adapted to D50 by Bradford's method.
    let fy = (l + 16.0) / 116.0;
    let back = |f: f32| if f > 6.0 / 29.0 { f * f * f } else { (f - 4.0 / 29.0) * 3.0 * 36.0 / 841.0 };
    let (x, y, z) = (0.9642 * back(fy + a / 500.0), back(fy), 0.8249 * back(fy - b / 200.0));
    let linear = [
        3.133_856 * x - 1.616_866_7 * y - 0.490_614_6 * z,
        -0.978_768_4 * x + 1.916_141_5 * y + 0.033_454 * z,
        0.071_945_3 * x - 0.228_991_4 * y + 1.405_242_7 * z,
    ];
    linear.map(|value| {
        let value = value.clamp(0.0, 1.0);
        let encoded =
            if value <= 0.003_130_8 { 12.92 * value } else { 1.055 * value.powf(1.0 / 2.4) - 0.055 };
        (encoded * 255.0).round() as u8
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_survives_the_way_to_lab_and_back() {
        let colours = [[255, 255, 255], [0, 0, 0], [200, 30, 40], [57, 255, 20], [120, 140, 160]];
        for (lab, rgb) in to_lab(&colours).unwrap().into_iter().zip(colours) {
            let back = from_lab(lab);
            assert!(back.iter().zip(rgb).all(|(a, b)| a.abs_diff(b) <= 1), "{rgb:?} came back as {back:?}");
        }
    }
}
