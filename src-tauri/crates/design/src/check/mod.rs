//! Checks: what the process can make, held against the shape; each finding with its remedy.
//!
//! A process without a limit for a check has no such check. Every way to mend a finding is one edit;
//! [`crate::fix`] proves them before they are offered for good.

mod art;
mod cut;
mod finding;
mod hole;
mod made;
mod overall;
mod remedy;
mod rings;
mod text;

pub use finding::{Way, Words, judged};
pub(crate) use rings::cut_rings;

use crate::artwork::Subject;
use crate::process::{CheckCode, Process};
use crate::project::Charm;
use crate::shape::{CharmShape, Check, Quality};

/// What the checks look at.
pub(crate) struct Facts<'a> {
    pub(crate) charm: &'a Charm,
    pub(crate) process: &'a Process,
    pub(crate) subject: &'a Subject,
    /// Everything that follows from the charm but the checks.
    pub(crate) shape: &'a CharmShape,
    /// Necks wider than this were not looked for, in mm.
    pub(crate) searched: f64,
}

/// How a finding is made; `None` where there is nothing to look at, or no limit.
type Finder = fn(&Facts<'_>) -> Option<Check>;

/// Every check of this crate, and from which quality on it is made: what looks at each pixel of the artwork
/// would hold up a hand. [`CheckCode::Gamut`] needs the press, and is made where that is known.
const TABLE: [(CheckCode, Quality, Finder); 18] = [
    (CheckCode::Neck, Quality::Preview, cut::neck),
    (CheckCode::Gap, Quality::Preview, cut::gap),
    (CheckCode::Corner, Quality::Preview, cut::corner),
    (CheckCode::HoleWall, Quality::Preview, hole::wall),
    (CheckCode::Hole, Quality::Preview, hole::width),
    (CheckCode::Hang, Quality::Preview, hole::hang),
    (CheckCode::Size, Quality::Preview, overall::size),
    (CheckCode::Resolution, Quality::Preview, overall::resolution),
    (CheckCode::TextHeight, Quality::Preview, text::height),
    (CheckCode::Speck, Quality::Preview, art::speck),
    (CheckCode::White, Quality::Preview, art::white),
    (CheckCode::Line, Quality::Final, art::line),
    (CheckCode::Colours, Quality::Final, art::colours),
    (CheckCode::Safe, Quality::Final, made::safe),
    (CheckCode::Bleed, Quality::Final, made::bleed),
    (CheckCode::Cell, Quality::Final, made::cell),
    (CheckCode::Metal, Quality::Final, made::metal),
    (CheckCode::Cavity, Quality::Preview, made::cavity),
];

/// The findings, most severe first; passed checks too.
pub(crate) fn checks(facts: &Facts<'_>, quality: Quality) -> Vec<Check> {
    let due = TABLE.iter().filter(|(_, from, _)| quality >= *from);
    let mut checks: Vec<Check> = due.filter_map(|(_, _, find)| find(facts)).collect();
    sort(&mut checks);
    checks
}

/// Puts the most severe first, and else keeps their order.
pub(crate) fn sort(checks: &mut [Check]) {
    checks.sort_by_key(|check| std::cmp::Reverse(check.severity));
}

/// The value at which a check of a process has nothing to say.
pub(crate) fn comfortable(process: &Process, check: CheckCode) -> Option<f64> {
    let limit = process.limit(check)?;
    let (warn, error) = if limit.is_ceiling() {
        (limit.warn_above, limit.error_above)
    } else {
        (limit.warn_below, limit.error_below)
    };
    warn.or(error)
}

impl CharmShape {
    /// Adds a finding that was made elsewhere.
    pub fn add_check(&mut self, check: Check) {
        self.checks.push(check);
        sort(&mut self.checks);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_stands_in_the_table_once() {
        for code in CheckCode::ALL {
            let rows = TABLE.iter().filter(|(other, ..)| *other == code).count();
            assert_eq!(rows, usize::from(code != CheckCode::Gamut), "{code:?}");
        }
    }
}
