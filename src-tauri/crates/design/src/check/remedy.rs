//! The edits that mend findings, in the few shapes they have.

use super::{Facts, Way};
use crate::edit::Edit;
use crate::project::{OutlineSpec, Size, SizeBy};
use crate::units::Mm;

/// The longest side, in mm, up to which a charm is enlarged by a fix, and how many times its size: beyond,
/// it would be another thing at another price.
const LONGEST: f64 = 150.0;
const MOST_TIMES: f64 = 2.0;

impl Facts<'_> {
    /// Lets the outline be as `change` makes it; none where that changes nothing.
    pub(super) fn reoutline(
        &self,
        remedy: impl Into<String>,
        change: impl FnOnce(&mut OutlineSpec),
    ) -> Option<Way> {
        let mut outline = self.charm.outline.clone();
        change(&mut outline);
        let edit = Edit::Reoutline { charm: self.charm.id.clone(), outline: outline.clone() };
        (outline != self.charm.outline).then(|| Way { remedy: remedy.into(), edit })
    }

    /// Makes the longest side that long.
    pub(super) fn resize(&self, remedy: impl Into<String>, longest: f64) -> Way {
        let size = Size { length: Mm::new(longest), by: SizeBy::Longest };
        Way { remedy: remedy.into(), edit: Edit::Resize { charm: self.charm.id.clone(), size } }
    }

    /// Makes the charm so large that its artwork has `ratio` of its length; none where that is too large.
    pub(super) fn enlarge(&self, ratio: f64) -> Option<Way> {
        let longest = self.longest();
        let border = self.borders();
        let size = steps_up((longest - border).max(0.0) * ratio + border, 0.5);
        let fair = ratio > 1.0 && size <= LONGEST && size <= MOST_TIMES * longest;
        fair.then(|| self.resize(format!("Make the charm {size} mm long."), size))
    }

    /// Makes the charm so small that its artwork has `ratio` of its length; none where that is too small.
    pub(super) fn reduce(&self, ratio: f64) -> Option<f64> {
        let (longest, border) = (self.longest(), self.borders());
        let size = steps_down((longest - border).max(0.0) * ratio + border, 0.1);
        let least = super::comfortable(self.process, crate::process::CheckCode::Size).unwrap_or(0.0);
        (ratio < 1.0 && size >= least && size < longest).then_some(size)
    }

    /// The longest side of the charm, in mm.
    pub(super) fn longest(&self) -> f64 {
        let size = self.shape.outline.size;
        size.width.max(size.height)
    }

    fn borders(&self) -> f64 {
        2.0 * self.charm.outline.border.get()
    }
}

/// The least whole number of steps that is not below the value.
pub(super) fn steps_up(value: f64, step: f64) -> f64 {
    tidy((value / step - 1e-9).ceil() * step)
}

/// The largest whole number of steps that is not above the value.
pub(super) fn steps_down(value: f64, step: f64) -> f64 {
    tidy((value / step + 1e-9).floor() * step)
}

/// Without the dust of binary fractions.
fn tidy(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_whole() {
        for tenths in [steps_up(1.01, 0.1), steps_up(1.1, 0.1), steps_down(1.19, 0.1)] {
            assert!((tenths - 1.1).abs() < 1e-12, "{tenths}");
        }
    }
}
