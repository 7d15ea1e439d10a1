//! Periods: after how many pixels a pattern comes again.

/// Differences in steps of a byte count up to this: where a figure lies, more says nothing more.
const CAP: i32 = 64;

/// Mean difference, in steps of a byte, below which a line is plain.
const PLAIN: f32 = 3.0;

/// A pattern differs from itself a period on by at most this share of what it does at other distances.
const ALIKE: f32 = 0.35;

/// Share of the usual difference that a pattern reaches between one repeat and the next.
const UNLIKE: f32 = 0.8;

/// How a pattern goes on along one direction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Period {
    /// It does not change along it.
    Plain,
    /// It comes again after so many pixels.
    Every(f32),
}

impl Period {
    /// The period in pixels; 1 for what does not change.
    pub(super) fn pixels(self) -> f32 {
        match self {
            Period::Plain => 1.0,
            Period::Every(pixels) => pixels,
        }
    }

    /// The period of lines of equal length, if they have one of at most `longest` pixels.
    pub(super) fn of(lines: &[Vec<[u8; 3]>], longest: usize) -> Option<Period> {
        let difference: Vec<f32> = (0..=longest + 1).map(|lag| difference(lines, lag)).collect();
        let mut sorted = difference[1..].to_vec();
        sorted.sort_by(f32::total_cmp);
        let usual = sorted[sorted.len() / 2];
        if usual < PLAIN {
            return Some(Period::Plain);
        }
        let risen = difference.iter().position(|&found| found > UNLIKE * usual)?;
        let comes_again = |&lag: &usize| {
            let found = difference[lag];
            found <= ALIKE * usual + 1.0 && found <= difference[lag - 1] && found <= difference[lag + 1]
        };
        let first = (risen.max(1)..=longest).find(comes_again)?;
        Some(Period::Every(refined(lines, first)))
    }
}

/// The period to a fraction of a pixel, from ever more periods together.
fn refined(lines: &[Vec<[u8; 3]>], first: usize) -> f32 {
    let longest = lines[0].len() * 3 / 4;
    let mut period = first as f32;
    let mut times = 1;
    while ((times * 2) as f32 * period) as usize + times < longest {
        times *= 2;
        let middle = (times as f32 * period).round() as usize;
        let reach = times.min(2) + 1;
        let lags = middle.saturating_sub(reach).max(2)..=middle + reach;
        let best = lags.min_by(|&one, &other| difference(lines, one).total_cmp(&difference(lines, other)));
        period = best.map_or(period, |best| between(lines, best)) / times as f32;
    }
    period
}

/// Where the difference would be least between whole pixels.
fn between(lines: &[Vec<[u8; 3]>], lag: usize) -> f32 {
    let [before, here, after] = [lag - 1, lag, lag + 1].map(|lag| difference(lines, lag));
    // The difference falls and rises straight, not as a parabola: edges cross pixels evenly.
    let steep = before.max(after) - here;
    let shift = if steep > 0.0 { 0.5 * (before - after) / steep } else { 0.0 };
    lag as f32 + shift.clamp(-0.5, 0.5)
}

/// How far lines differ from themselves moved on by `lag`, in steps of a byte.
fn difference(lines: &[Vec<[u8; 3]>], lag: usize) -> f32 {
    let mut sum = 0;
    let mut count = 0;
    for line in lines {
        let moved = line.get(lag..).unwrap_or_default();
        sum += line.iter().zip(moved).map(|(&one, &other)| i64::from(apart(one, other))).sum::<i64>();
        count += moved.len();
    }
    if count == 0 { f32::INFINITY } else { sum as f32 / count as f32 }
}

#[inline]
fn apart(one: [u8; 3], other: [u8; 3]) -> i32 {
    let channel = |at: usize| (i32::from(one[at]) - i32::from(other[at])).abs();
    channel(0).max(channel(1)).max(channel(2)).min(CAP)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of stripes with that period, their edges soft by a pixel.
    fn striped(period: f32) -> Vec<Vec<[u8; 3]>> {
        let covered = |x: f32| {
            let whole = (x / period).floor();
            whole * period / 2.0 + (x - whole * period).min(period / 2.0)
        };
        let level = |x: u16| (200.0 + 55.0 * (covered(f32::from(x) + 1.0) - covered(f32::from(x)))) as u8;
        vec![(0..600).map(|x| [level(x); 3]).collect()]
    }

    #[test]
    fn a_period_is_found_to_a_fraction_of_a_pixel() {
        for wanted in [8.0, 10.667, 16.0, 23.4, 61.3] {
            let Some(Period::Every(found)) = Period::of(&striped(wanted), 150) else {
                panic!("{wanted} was not found")
            };
            assert!((found - wanted).abs() < 0.03, "{wanted}: {found}");
        }
    }

    #[test]
    fn what_does_not_change_is_plain_and_what_never_comes_again_has_no_period() {
        assert_eq!(Period::of(&[vec![[7, 8, 9]; 300]], 80), Some(Period::Plain));
        let rising = (0..300_u32).map(|x| [(x * x / 400 % 256) as u8; 3]).collect();
        assert_eq!(Period::of(&[rising], 80), None);
    }
}
