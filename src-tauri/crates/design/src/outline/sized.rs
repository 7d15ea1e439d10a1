//! The outline of the wanted size: built again and again until border, tabs and corrections add up to it.

use kurbo::Rect;

use super::base::Base;
use super::build::{Built, build};
use super::prepared::Parts;
use super::ring::bounds;
use super::size;
use crate::Result;
use crate::shape::Quality;

/// How far the finished size may be off before the outline is built again, in mm; what is left is taken out
/// by scaling, which makes the border thicker or thinner in the same proportion.
fn slack(quality: Quality) -> f64 {
    match quality {
        Quality::Preview => 0.3,
        Quality::Final => 0.02,
    }
}

/// Rounds in which the size is met unless a hole has two places to go.
const ROUNDS: usize = 4;
/// Rounds before what there is has to do.
const MOST_ROUNDS: usize = 14;

/// How much smaller one round's scale may be than the last's, as a factor.
const FARTHEST_STEP: f64 = 4.0;

/// The scale at which the finished outline has the wanted size, and that outline.
///
/// # Errors
/// `Input` when the charm cannot have that size.
pub(crate) fn sized(
    base: &mut Base<'_>,
    parts: &Parts,
    start: f64,
    quality: Quality,
) -> Result<(f64, Built)> {
    let (size, exact) = (base.wish.size, quality == Quality::Final);
    let off = |box_: Rect| size::side(size, box_) - size.length.get();
    let first = build(base, start, exact);
    let mut box_ = bounds([&first.ring]);
    let mut best = (off(box_).abs(), start, first);
    let mut search = Search::default();
    let mut scale = start;
    for round in 1..=MOST_ROUNDS {
        if off(box_).abs() <= slack(quality) {
            break;
        }
        if round == ROUNDS + 1 && search.is_bracketed() {
            // Between two scales a hole jumps from one place to another: it stays where it was.
            base.pin(&best.2.holes, best.1);
            (search, scale) = (Search::default(), best.1);
            box_ = bounds([&best.2.ring]);
        }
        let straight = size::corrected(size, base.growing(scale), parts, scale, box_)?;
        scale = search.next(scale, off(box_), straight);
        let built = build(base, scale, exact);
        box_ = bounds([&built.ring]);
        if off(box_).abs() < best.0 {
            best = (off(box_).abs(), scale, built);
        }
    }
    Ok((best.1, best.2))
}

/// What is known of how the size follows the scale.
#[derive(Default)]
struct Search {
    /// The largest scale that was too small, the smallest that was too large, and the last, each with what it
    /// was off by.
    low: Option<(f64, f64)>,
    high: Option<(f64, f64)>,
    last: Option<(f64, f64)>,
    steps: usize,
}

impl Search {
    fn is_bracketed(&self) -> bool {
        self.low.is_some() && self.high.is_some()
    }

    /// A better scale than one that was off by that much; `straight` is the one that the artwork's own growth
    /// leads to.
    fn next(&mut self, scale: f64, off: f64, straight: f64) -> f64 {
        let last = self.last.replace((scale, off));
        *if off < 0.0 { &mut self.low } else { &mut self.high } = Some((scale, off));
        self.steps += 1;
        let believed = -off / (straight - scale);
        let slope = last.map(|(before, was)| (off - was) / (scale - before));
        // The growth that was seen, where it is not that of a jump.
        let seen = slope.filter(|slope| (0.3..3.0).contains(&(slope / believed)));
        let next = seen.map_or(straight, |slope| scale - off / slope);
        match (self.low, self.high) {
            (Some((low, _)), Some((high, _))) => {
                let inside = low < next && next < high && self.steps <= ROUNDS;
                if inside { next } else { f64::midpoint(low, high) }
            }
            // Seen where it flattens, growth may lead below nothing.
            _ => next.max(scale / FARTHEST_STEP),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_that_flattens_leads_to_no_scale_below_nothing() {
        let mut search = Search::default();
        assert!((search.next(0.2, 3.0, 0.05) - 0.05).abs() < 1e-12);
        let next = search.next(0.05, 1.0, 0.001);
        assert!(next > 0.0, "{next}");
    }
}
