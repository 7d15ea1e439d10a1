//! A finding: a value held against a limit, in words, with the ways to mend it.

use kurbo::Point;

use crate::edit::Edit;
use crate::process::{CheckCode, Limit, Process};
use crate::shape::{Check, Severity};

/// How close to its limit a length counts as meeting it, in mm: the cut line's own tolerance.
const AS_GOOD_AS: f64 = 0.02;
/// The same as a part of the limit: what is finer than a cut line is held to it more finely.
const PART_AS_GOOD_AS: f64 = 0.02;

/// What a finding says: in words, what to do about it, and the edits that do.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// When all is well.
    pub passed: String,
    /// When it is not.
    pub failed: String,
    /// What to do where no edit does it.
    pub remedy: String,
    /// The edits that may do it, the gentlest first.
    pub ways: Vec<Way>,
}

/// One way to mend a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// What it does, in words.
    pub remedy: String,
    /// The edit that does it.
    pub edit: Edit,
}

/// The value held against the process's limit; `None` where the process has none.
#[must_use]
pub fn judged(process: &Process, code: CheckCode, value: f64) -> Option<Check> {
    let limit = process.limit(code)?;
    let (severity, at_limit) = judge(value, limit, code.unit() == "mm");
    Some(Check {
        code,
        severity,
        at: None,
        marks: Vec::new(),
        value,
        limit: at_limit,
        unit: code.unit(),
        source: limit.source.clone(),
        message: String::new(),
        remedy: String::new(),
        fix: None,
        otherwise: Vec::new(),
        by_hand: String::new(),
    })
}

/// How bad a value is, and the limit that says so. A length need only meet it within what can be made.
fn judge(value: f64, limit: &Limit, is_length: bool) -> (Severity, f64) {
    let (warn, error) = if limit.is_ceiling() {
        (limit.warn_above, limit.error_above)
    } else {
        (limit.warn_below, limit.error_below)
    };
    let slack = |at: f64| if is_length { AS_GOOD_AS.min(PART_AS_GOOD_AS * at) } else { 0.0 };
    let fails = |at: &f64| if limit.is_ceiling() { value > at + slack(*at) } else { value < at - slack(*at) };
    match (error.filter(fails), warn.filter(fails)) {
        (Some(error), _) => (Severity::Error, error),
        (None, Some(warn)) => (Severity::Warning, warn),
        (None, None) => (Severity::Passed, warn.or(error).unwrap_or(0.0)),
    }
}

impl Check {
    /// The finding, at a place.
    #[must_use]
    pub fn placed(mut self, at: Option<Point>) -> Self {
        self.at = at;
        self
    }

    /// The finding with every place where it is found, from foot to foot, worst first.
    #[must_use]
    pub fn marked(mut self, marks: Vec<(Point, Point)>) -> Self {
        self.at = self.at.or(marks.first().map(|(from, to)| from.midpoint(*to)));
        self.marks = marks;
        self
    }

    /// The finding in words. A check that passed needs no remedy.
    #[must_use]
    pub fn said(mut self, words: Words) -> Self {
        if self.severity == Severity::Passed {
            self.message = words.passed;
            self.marks.clear();
            return self;
        }
        self.message = words.failed;
        self.remedy.clone_from(&words.remedy);
        self.by_hand = words.remedy;
        self.offer(words.ways);
        self
    }

    /// Offers the first of these ways, and keeps the others in hand.
    pub(crate) fn offer(&mut self, mut ways: Vec<Way>) {
        self.fix = None;
        if !ways.is_empty() {
            let first = ways.remove(0);
            self.remedy = first.remedy;
            self.fix = Some(first.edit);
        }
        self.otherwise = ways;
    }
}

/// A length for people: tenths, and hundredths below a millimetre.
pub(super) fn mm(value: f64) -> String {
    if value < 1.0 { format!("{value:.2} mm") } else { format!("{value:.1} mm") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::{Confidence, Source};

    fn limit(floor: [Option<f64>; 2], ceiling: [Option<f64>; 2]) -> Limit {
        Limit {
            check: CheckCode::Neck,
            unit: "mm".into(),
            warn_below: floor[0],
            error_below: floor[1],
            warn_above: ceiling[0],
            error_above: ceiling[1],
            source: Source { text: "test".into(), confidence: Confidence::Low },
        }
    }

    #[test]
    fn a_floor_is_bad_below_and_a_ceiling_above() {
        let floor = limit([Some(3.0), Some(2.0)], [None; 2]);
        let ceiling = limit([None; 2], [Some(8.0), Some(12.0)]);
        for (limit, value, severity, at) in [
            (&floor, 1.9, Severity::Error, 2.0),
            (&floor, 2.0, Severity::Warning, 3.0),
            (&floor, 3.0, Severity::Passed, 3.0),
            (&ceiling, 8.0, Severity::Passed, 8.0),
            (&ceiling, 9.0, Severity::Warning, 8.0),
            (&ceiling, 13.0, Severity::Error, 12.0),
        ] {
            assert_eq!(judge(value, limit, false), (severity, at), "{value}");
        }
    }

    #[test]
    fn a_length_within_the_cut_lines_tolerance_meets_its_limit() {
        let floor = limit([Some(3.0), None], [None; 2]);
        assert_eq!(judge(2.985, &floor, true).0, Severity::Passed);
        assert_eq!(judge(2.97, &floor, true).0, Severity::Warning);
    }

    #[test]
    fn a_fine_length_is_held_to_its_limit_more_finely() {
        let floor = limit([Some(0.25), None], [None; 2]);
        assert_eq!(judge(0.247, &floor, true).0, Severity::Passed);
        assert_eq!(judge(0.24, &floor, true).0, Severity::Warning);
    }
}
