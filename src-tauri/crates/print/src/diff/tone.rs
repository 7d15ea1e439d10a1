//! What happened to the picture as a whole: another gamma, another profile, a cast.
//!
//! Screens, JPEG writers and other presses' profiles change every colour a little and alike. That is no
//! fault of the charm, so it is found first, said once, and set aside. Each colour of the artwork has one
//! vote, however much of it there is, and colours that stay out of line lose theirs.

use std::collections::BTreeMap;

use super::plane::{Lab, distance};

/// A change of all colours: a curve of lightness, a share of chroma, a cast.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tone {
    /// Lightness is changed by this much, more towards the light, more in the middle.
    lightness: [f32; 3],
    chroma: f32,
    cast: [f32; 2],
}

/// Most that lightness may change and still be the whole picture's doing.
const MOST_LIGHTNESS: f32 = 9.0;
/// Likewise the share of chroma.
const CHROMA: std::ops::RangeInclusive<f32> = 0.72..=1.35;
/// Likewise the cast.
const MOST_CAST: f32 = 5.0;
/// A change greater than this, in L*a*b* on the average, is no matter of files and screens any more.
const MOST: f32 = 10.0;
/// How much a colour may be out of line before its vote is halved, in L*a*b*.
const OUT_OF_LINE: f32 = 3.0;
/// Colours closer than this have one vote together.
const BIN: f32 = 12.0;
/// How strongly the change is held back to none.
const HELD_BACK: f32 = 0.15;

impl Tone {
    /// No change.
    pub(super) const NONE: Tone = Tone { lightness: [0.0; 3], chroma: 1.0, cast: [0.0; 2] };

    /// The change that brings what was meant nearest to what was found, and how far the colours are then
    /// out of line, on the average.
    pub(super) fn between(pairs: &[(Lab, Lab)]) -> (Tone, f32) {
        let votes = votes(pairs);
        let mut tone = Tone::NONE;
        let mut weights = vec![1.0f32; votes.len()];
        for _ in 0..12 {
            tone = fitted(&votes, &weights);
            for (weight, (meant, found)) in weights.iter_mut().zip(&votes) {
                let off = distance(tone.of(*meant), *found) / OUT_OF_LINE;
                *weight = 1.0 / (1.0 + off * off);
            }
        }
        let meant: Vec<Lab> = votes.iter().map(|(meant, _)| *meant).collect();
        if tone.effect(&meant)[2] > MOST {
            tone = Tone::NONE;
        }
        let off = |(meant, found): &(Lab, Lab)| distance(tone.of(*meant), *found).min(4.0 * OUT_OF_LINE);
        (tone, votes.iter().map(off).sum::<f32>() / votes.len().max(1) as f32)
    }

    /// The colour after the change.
    pub(super) fn of(&self, [l, a, b]: Lab) -> Lab {
        let x = (l - 50.0) / 50.0;
        let [whole, slope, bend] = self.lightness;
        let change = (whole + slope * x + bend * (1.0 - x * x)).clamp(-MOST_LIGHTNESS, MOST_LIGHTNESS);
        [l + change, a * self.chroma + self.cast[0], b * self.chroma + self.cast[1]]
    }

    /// The mean change of these colours: lightness, chroma, and the straight distance.
    pub(super) fn effect(&self, colours: &[Lab]) -> [f32; 3] {
        let count = colours.len().max(1) as f32;
        let chroma = |lab: Lab| lab[1].hypot(lab[2]);
        let sum = colours.iter().fold([0.0; 3], |sum, lab| {
            let changed = self.of(*lab);
            [
                sum[0] + changed[0] - lab[0],
                sum[1] + chroma(changed) - chroma(*lab),
                sum[2] + distance(changed, *lab),
            ]
        });
        sum.map(|sum| sum / count)
    }
}

/// One pair of means for each colour there is.
fn votes(pairs: &[(Lab, Lab)]) -> Vec<(Lab, Lab)> {
    let mut bins: BTreeMap<[i32; 3], Vec<(Lab, Lab)>> = BTreeMap::new();
    for pair in pairs {
        bins.entry(pair.0.map(|value| (value / BIN).floor() as i32)).or_default().push(*pair);
    }
    let least = pairs.len() / 400;
    let middle = |values: &mut Vec<f32>| {
        values.sort_by(f32::total_cmp);
        values[values.len() / 2]
    };
    let vote = |pairs: Vec<(Lab, Lab)>| {
        let of = |pick: fn(&(Lab, Lab)) -> Lab| -> Lab {
            std::array::from_fn(|i| middle(&mut pairs.iter().map(|pair| pick(pair)[i]).collect()))
        };
        (of(|pair| pair.0), of(|pair| pair.1))
    };
    bins.into_values().filter(|pairs| pairs.len() > least).map(vote).collect()
}

fn fitted(votes: &[(Lab, Lab)], weights: &[f32]) -> Tone {
    let (mut light, mut colour) = (Normal::default(), Normal::default());
    for ((meant, found), weight) in votes.iter().zip(weights) {
        let x = (meant[0] - 50.0) / 50.0;
        light.add([1.0, x, 1.0 - x * x], found[0] - meant[0], *weight);
        // Chroma in thirties, so that it is held back about as much as the rest.
        colour.add([meant[1] / 30.0, 1.0, 0.0], found[1] - meant[1], *weight);
        colour.add([meant[2] / 30.0, 0.0, 1.0], found[2] - meant[2], *weight);
    }
    let [gain, red, yellow] = colour.solved();
    Tone {
        lightness: light.solved(),
        chroma: (1.0 + gain / 30.0).clamp(*CHROMA.start(), *CHROMA.end()),
        cast: [red, yellow].map(|cast| cast.clamp(-MOST_CAST, MOST_CAST)),
    }
}

/// Three unknowns by least squares.
#[derive(Default)]
struct Normal {
    matrix: [[f64; 3]; 3],
    right: [f64; 3],
}

impl Normal {
    fn add(&mut self, row: [f32; 3], value: f32, weight: f32) {
        let (row, weight) = (row.map(f64::from), f64::from(weight));
        for i in 0..3 {
            for j in 0..3 {
                self.matrix[i][j] += weight * row[i] * row[j];
            }
            self.right[i] += weight * row[i] * f64::from(value);
        }
    }

    /// By Cramer's rule; the diagonal is raised, so that there always is one solution.
    fn solved(mut self) -> [f32; 3] {
        for i in 0..3 {
            self.matrix[i][i] += f64::from(HELD_BACK);
        }
        let whole = determinant(&self.matrix);
        std::array::from_fn(|column| {
            let mut matrix = self.matrix;
            for (row, right) in matrix.iter_mut().zip(self.right) {
                row[column] = right;
            }
            (determinant(&matrix) / whole) as f32
        })
    }
}

fn determinant(m: &[[f64; 3]; 3]) -> f64 {
    m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colours() -> Vec<Lab> {
        (0..60)
            .map(|i| {
                let (l, turn) = (20.0 + i as f32 * 1.2, i as f32);
                [l, 40.0 * turn.cos(), 40.0 * turn.sin()]
            })
            .collect()
    }

    #[test]
    fn a_change_of_the_whole_picture_is_found_and_set_aside() {
        let change = |[l, a, b]: Lab| [l + 4.0, a * 0.9 + 1.0, b * 0.9 - 2.0];
        let pairs: Vec<(Lab, Lab)> = colours().iter().map(|lab| (*lab, change(*lab))).collect();
        let (tone, _) = Tone::between(&pairs);
        for (meant, found) in pairs {
            assert!(distance(tone.of(meant), found) < 0.8, "{meant:?} {found:?} {:?}", tone.of(meant));
        }
        assert!((tone.effect(&colours())[0] - 4.0).abs() < 0.3);
    }

    #[test]
    fn one_changed_colour_stays_out_of_line_however_much_of_it_there_is() {
        let mut pairs: Vec<(Lab, Lab)> = colours().iter().map(|lab| (*lab, *lab)).collect();
        let changed = ([60.0, 30.0, 50.0], [55.0, 42.0, 40.0]);
        pairs.extend(std::iter::repeat_n(changed, 500));
        let (tone, _) = Tone::between(&pairs);
        assert!(distance(tone.of(changed.0), changed.1) > 12.0);
    }

    #[test]
    fn nothing_to_compare_is_no_change() {
        assert_eq!(Tone::between(&[]), (Tone::NONE, 0.0));
    }
}
