//! The charm as a whole: its size, and the artwork's resolution at that size.

use super::{Facts, Words, comfortable, judged};
use crate::process::CheckCode;
use crate::shape::Check;

/// The longest side.
pub(super) fn size(facts: &Facts<'_>) -> Option<Check> {
    let value = facts.longest();
    let check = judged(facts.process, CheckCode::Size, value)?;
    let wanted = comfortable(facts.process, CheckCode::Size).unwrap_or(check.limit);
    let words = Words {
        passed: format!("The charm is {value:.1} mm long."),
        failed: format!("The charm is {value:.1} mm long (at least {}).", check.limit),
        remedy: "Make the charm larger.".to_owned(),
        ways: vec![facts.resize(format!("Make its longest side {wanted} mm."), wanted)],
    };
    Some(check.said(words))
}

/// The artwork's pixels an inch.
pub(super) fn resolution(facts: &Facts<'_>) -> Option<Check> {
    let value = facts.shape.artwork_dpi?;
    let check = judged(facts.process, CheckCode::Resolution, value)?;
    let wanted = comfortable(facts.process, CheckCode::Resolution).unwrap_or(check.limit);
    let way =
        |size: f64| facts.resize(format!("Make the charm {size} mm long, or use a larger picture."), size);
    let words = Words {
        passed: format!("The artwork has {value:.0} pixels an inch."),
        failed: format!("The artwork has {value:.0} pixels an inch at this size (at least {}).", check.limit),
        remedy: "Use a larger picture.".to_owned(),
        ways: facts.reduce(value / wanted).map(way).into_iter().collect(),
    };
    Some(check.said(words))
}
