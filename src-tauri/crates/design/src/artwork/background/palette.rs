//! A ground of some colours in no order: bricks, blots, paint, fabric.

use rayon::prelude::*;

use super::frame::{Frame, THIN};
use super::oklab::{Lab, ToLab, distance};
use crate::artwork::Picture;

/// Most colours a ground may have.
const MOST_COLOURS: usize = 8;

/// Most pixels of the frame that are looked at.
const MOST_SAMPLES: usize = 12_000;

/// Distance within which pixels belong to one colour of the palette.
const NEAR: f32 = 0.05;

/// Share of the frame from which a colour counts.
const LEAST_SHARE: f32 = 0.02;

/// Stretches that each side of the frame is counted in.
const STRETCHES: usize = 5;

/// Stretches of the frame, of twenty, in which a colour must be found to be the ground's: a figure that is cut
/// off touches some.
const LEAST_STRETCHES: u32 = 10;

/// Bits of each channel by which strays are kept: four steps of a byte are less than a tolerance.
const BITS: u32 = 6;

/// Shares of ground colours in a pocket and in the ground may differ by this in all.
const MOST_OTHER: f32 = 0.5;

/// The colours of a ground.
pub(super) struct Palette {
    tones: Vec<Tone>,
    /// Share of the frame that they explain.
    pub(super) share: f32,
    /// The stray of every colour.
    strays: Vec<f32>,
}

/// One of the colours.
struct Tone {
    colour: Lab,
    /// How far half of its pixels stray.
    spread: f32,
    /// Its share of the frame.
    share: f32,
}

/// A pixel of the frame, and in which stretch it lies.
#[derive(Clone, Copy)]
struct Seen {
    colour: Lab,
    stretch: usize,
}

impl Palette {
    /// The commonest colours of the picture's frame.
    pub(super) fn of(picture: &Picture) -> Palette {
        let mut left = seen(picture);
        let all = left.len().max(1) as f32;
        let mut tones: Vec<Tone> = Vec::new();
        for round in 0..2 * MOST_COLOURS {
            let Some(centre) = commonest(&left) else { break };
            let (own, others): (Vec<Seen>, Vec<Seen>) =
                left.iter().partition(|seen| distance(seen.colour, centre) < NEAR);
            let share = own.len() as f32 / all;
            if tones.len() == MOST_COLOURS || (share < LEAST_SHARE && round > 0) {
                break;
            }
            if stretches(&own) >= LEAST_STRETCHES || tones.is_empty() {
                tones.push(Tone { colour: centre, spread: median_stray(&own, centre), share });
            }
            left = others;
        }
        let strays = table(&tones);
        Palette { share: tones.iter().map(|tone| tone.share).sum(), tones, strays }
    }

    /// How far a colour strays from the nearest of the palette.
    #[inline]
    pub(super) fn stray(&self, [r, g, b]: [u8; 3]) -> f32 {
        let index =
            [r, g, b].iter().fold(0, |index, &level| index << BITS | usize::from(level >> (8 - BITS)));
        self.strays[index]
    }

    /// Whether pixels have the ground's colours in about the shares that the ground has them.
    pub(super) fn is_mixed_in(&self, pixels: &[usize], picture: &Picture) -> bool {
        if self.tones.len() < 2 {
            return false;
        }
        let to_lab = ToLab::new();
        let mut counts = vec![0.0; self.tones.len()];
        for at in pixels {
            let [r, g, b] = [0, 1, 2].map(|channel| picture.rgba()[at * 4 + channel]);
            let colour = to_lab.of([r, g, b]);
            let away = |tone: &Tone| distance(tone.colour, colour);
            let nearest =
                self.tones.iter().enumerate().min_by(|one, other| away(one.1).total_cmp(&away(other.1)));
            counts[nearest.map_or(0, |(index, _)| index)] += 1.0 / pixels.len() as f32;
        }
        let shares = self.tones.iter().map(|tone| tone.share / self.share);
        shares.zip(counts).map(|(share, count)| (share - count).abs()).sum::<f32>() <= MOST_OTHER
    }
}

fn seen(picture: &Picture) -> Vec<Seen> {
    let to_lab = ToLab::new();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let stretch = |x: usize, y: usize| {
        let depths = [x, width - 1 - x, y, height - 1 - y];
        let side = (0..4).min_by_key(|&side| depths[side]).unwrap_or(0);
        side * STRETCHES + if side < 2 { y * STRETCHES / height } else { x * STRETCHES / width }
    };
    let frame = Frame::of(picture, THIN);
    let pixels = frame.pixels(1, MOST_SAMPLES);
    pixels.map(|(x, y, colour)| Seen { colour: to_lab.of(colour), stretch: stretch(x, y) }).collect()
}

/// The mean of the colours round the one that most are near.
fn commonest(seen: &[Seen]) -> Option<Lab> {
    let near = |centre: Lab| seen.iter().filter(move |seen| distance(seen.colour, centre) < NEAR / 2.0);
    let candidates = seen.iter().step_by((seen.len() / 100).max(1));
    let mut centre = candidates.max_by_key(|candidate| near(candidate.colour).count())?.colour;
    for _ in 0..3 {
        let (mut sum, mut count) = ([0.0; 3], 0.0);
        for seen in near(centre) {
            sum = std::array::from_fn(|channel| sum[channel] + seen.colour[channel]);
            count += 1.0;
        }
        centre = sum.map(|channel| channel / count);
    }
    Some(centre)
}

fn stretches(seen: &[Seen]) -> u32 {
    let mut counts = [0_usize; 4 * STRETCHES];
    for seen in seen {
        counts[seen.stretch] += 1;
    }
    counts.iter().filter(|&&count| count * 100 >= seen.len().max(100)).count() as u32
}

fn median_stray(seen: &[Seen], centre: Lab) -> f32 {
    let mut strays: Vec<f32> = seen.iter().map(|seen| distance(seen.colour, centre)).collect();
    let middle = strays.len() / 2;
    if strays.is_empty() { 0.0 } else { *strays.select_nth_unstable_by(middle, f32::total_cmp).1 }
}

/// The stray of every colour: its way to the nearest tone, or to the line between two, for pixels on the edge
/// of two tones lie there. What a tone's own pixels stray is forgiven.
fn table(tones: &[Tone]) -> Vec<f32> {
    let to_lab = ToLab::new();
    let level = |index: usize| ((index << (8 - BITS)) | (1 << (7 - BITS))) as u8;
    let mask = (1 << BITS) - 1;
    let colour = |index: usize| {
        to_lab.of([level(index >> (2 * BITS)), level(index >> BITS & mask), level(index & mask)])
    };
    (0..1_usize << (3 * BITS)).into_par_iter().map(|index| stray(tones, colour(index))).collect()
}

fn stray(tones: &[Tone], colour: Lab) -> f32 {
    /// A tone's pixels stray up to this many times their median.
    const TIMES: f32 = 2.5;
    let mut least = f32::INFINITY;
    for (index, one) in tones.iter().enumerate() {
        least = least.min(distance(one.colour, colour) - TIMES * one.spread);
        for other in &tones[index + 1..] {
            let away = from_line(one.colour, other.colour, colour);
            least = least.min(away - TIMES * one.spread.min(other.spread));
        }
    }
    least.max(0.0)
}

/// The distance of a colour from the line between two others.
fn from_line(one: Lab, other: Lab, colour: Lab) -> f32 {
    let (mut along, mut length) = (0.0, 0.0);
    for channel in 0..3 {
        along += (other[channel] - one[channel]) * (colour[channel] - one[channel]);
        length += (other[channel] - one[channel]) * (other[channel] - one[channel]);
    }
    let share = if length > 0.0 { (along / length).clamp(0.0, 1.0) } else { 0.0 };
    let foot = std::array::from_fn(|channel| one[channel] + share * (other[channel] - one[channel]));
    distance(foot, colour)
}
