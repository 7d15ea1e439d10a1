//! Checks: what the process can make, held against the shape; each finding with its remedy.

use kurbo::Point;

use crate::edit::Edit;
use crate::process::{CheckCode, Confidence, Limit, Process, Source};
use crate::project::{Charm, HoleSpec, OutlineSpec, Size, SizeBy};
use crate::shape::{Check, Hang, Hole, Neck, Severity};
use crate::units::Mm;

/// What the checks look at.
pub(crate) struct Facts<'a> {
    pub(crate) charm: &'a Charm,
    pub(crate) process: &'a Process,
    pub(crate) neck: Option<Neck>,
    /// Necks wider than this were not looked for, in mm.
    pub(crate) searched: f64,
    pub(crate) hole: Option<Hole>,
    pub(crate) size: kurbo::Size,
    pub(crate) dpi: Option<f64>,
    pub(crate) hang: Hang,
}

/// The findings, most severe first; passed checks too.
pub(crate) fn checks(facts: &Facts<'_>) -> Vec<Check> {
    let found = [neck(facts), hole_wall(facts), hole(facts), size(facts), resolution(facts), hang(facts)];
    let mut checks: Vec<Check> = found.into_iter().flatten().collect();
    checks.sort_by_key(|check| std::cmp::Reverse(check.severity));
    checks
}

/// The width below which a process would rather not have necks, in mm.
pub(crate) fn comfortable(process: &Process, check: CheckCode) -> Option<f64> {
    process.limit(check).and_then(|limit| limit.warn_below.or(limit.error_below))
}

/// How bad a value is, and the limit that says so.
fn judge(value: f64, limit: &Limit) -> (Severity, f64) {
    let comfortable = limit.warn_below.or(limit.error_below).unwrap_or(0.0);
    match (limit.error_below, limit.warn_below) {
        (Some(error), _) if value < error => (Severity::Error, error),
        (_, Some(warn)) if value < warn => (Severity::Warning, warn),
        (_, _) => (Severity::Passed, comfortable),
    }
}

/// A check by a limit of the process, for the words to be put in.
fn judged(
    facts: &Facts<'_>,
    code: CheckCode,
    unit: &'static str,
    value: f64,
    at: Option<Point>,
) -> Option<Check> {
    let limit = facts.process.limit(code)?;
    let (severity, limit_value) = judge(value, limit);
    Some(Check {
        code,
        severity,
        at,
        value,
        limit: limit_value,
        unit,
        source: limit.source.clone(),
        message: String::new(),
        remedy: String::new(),
        fix: None,
    })
}

/// What a finding says: in words, what to do about it, and the edit that does.
struct Words {
    passed: String,
    failed: String,
    remedy: String,
    fix: Option<Edit>,
}

fn with(mut check: Check, words: Words) -> Check {
    if check.severity == Severity::Passed {
        check.message = words.passed;
    } else {
        check.message = words.failed;
        check.remedy = words.remedy;
        check.fix = words.fix;
    }
    check
}

fn neck(facts: &Facts<'_>) -> Option<Check> {
    let value = facts.neck.map_or(facts.searched, |neck| neck.width.get());
    let at = facts.neck.map(|neck| neck.from.midpoint(neck.to));
    let check = judged(facts, CheckCode::Neck, "mm", value, at)?;
    let wanted = comfortable(facts.process, CheckCode::Neck).unwrap_or(check.limit);
    let outline = &facts.charm.outline;
    let fix = (outline.least_neck.get() < wanted)
        .then(|| reoutline(facts, OutlineSpec { least_neck: Mm::new(wanted), ..outline.clone() }));
    let remedy = match fix {
        Some(_) => format!("Widen necks to {wanted} mm."),
        None => "Make the border wider, or the charm larger.".to_owned(),
    };
    let passed = match facts.neck {
        Some(_) => format!("The narrowest part is {value:.1} mm wide."),
        None => format!("No part is narrower than {value:.1} mm."),
    };
    let failed = format!("The narrowest part is {value:.1} mm wide (at least {}).", check.limit);
    Some(with(check, Words { passed, failed, remedy, fix }))
}

fn hole_wall(facts: &Facts<'_>) -> Option<Check> {
    let hole = facts.hole?;
    let value = hole.wall.get();
    let check = judged(facts, CheckCode::HoleWall, "mm", value, Some(hole.center))?;
    let wanted = comfortable(facts.process, CheckCode::HoleWall).unwrap_or(check.limit);
    let fix = match facts.charm.outline.hole {
        HoleSpec::Tab { diameter, wall, shift } if wall.get() < wanted => {
            Some(rehole(facts, HoleSpec::Tab { diameter, wall: Mm::new(wanted), shift }))
        }
        HoleSpec::Tab { .. } | HoleSpec::None => None,
    };
    let words = Words {
        passed: format!("The hole has {value:.1} mm of material round it."),
        failed: format!("The hole leaves {value:.1} mm of material (at least {}).", check.limit),
        remedy: format!("Widen the tab so that {wanted} mm are left."),
        fix,
    };
    Some(with(check, words))
}

fn hole(facts: &Facts<'_>) -> Option<Check> {
    let found = facts.hole?;
    let value = found.diameter.get();
    let check = judged(facts, CheckCode::Hole, "mm", value, Some(found.center))?;
    let wanted = check.limit;
    let fix = match facts.charm.outline.hole {
        HoleSpec::Tab { wall, shift, .. } => {
            Some(rehole(facts, HoleSpec::Tab { diameter: Mm::new(wanted), wall, shift }))
        }
        HoleSpec::None => None,
    };
    let words = Words {
        passed: format!("The hole is {value:.1} mm wide."),
        failed: format!("The hole is {value:.1} mm wide (at least {wanted})."),
        remedy: format!("Make the hole {wanted} mm wide."),
        fix,
    };
    Some(with(check, words))
}

fn size(facts: &Facts<'_>) -> Option<Check> {
    let value = facts.size.width.max(facts.size.height);
    let check = judged(facts, CheckCode::Size, "mm", value, None)?;
    let wanted = comfortable(facts.process, CheckCode::Size).unwrap_or(check.limit);
    let words = Words {
        passed: format!("The charm is {value:.1} mm long."),
        failed: format!("The charm is {value:.1} mm long (at least {}).", check.limit),
        remedy: format!("Make its longest side {wanted} mm."),
        fix: Some(resize(facts, wanted)),
    };
    Some(with(check, words))
}

fn resolution(facts: &Facts<'_>) -> Option<Check> {
    let value = facts.dpi?;
    let check = judged(facts, CheckCode::Resolution, "dpi", value, None)?;
    let longest = facts.size.width.max(facts.size.height);
    let smaller = smaller(facts, longest, value / check.limit);
    let remedy = match smaller {
        Some(size) => format!("Make the charm {size} mm long or use a larger picture."),
        None => "Use a larger picture.".to_owned(),
    };
    let words = Words {
        passed: format!("The artwork has {value:.0} pixels an inch."),
        failed: format!("The artwork has {value:.0} pixels an inch at this size (at least {}).", check.limit),
        remedy,
        fix: smaller.map(|size| resize(facts, size)),
    };
    Some(with(check, words))
}

/// The longest side, in mm, at which artwork has `ratio` of its length; none that would be too small.
fn smaller(facts: &Facts<'_>, longest: f64, ratio: f64) -> Option<f64> {
    let border = 2.0 * facts.charm.outline.border.get();
    let tenths = ((longest - border).max(0.0) * ratio + border) * 10.0;
    let size = tenths.floor() / 10.0;
    let least = comfortable(facts.process, CheckCode::Size).unwrap_or(0.0);
    (ratio < 1.0 && size >= least && size < longest).then_some(size)
}

/// Beyond this turn, in degrees, a charm looks crooked: friction alone holds it a degree either way.
const CROOKED: f64 = 2.0;

fn hang(facts: &Facts<'_>) -> Option<Check> {
    let hole = facts.hole?;
    let tilt = facts.hang.tilt.get();
    let severity = if tilt.abs() > CROOKED { Severity::Warning } else { Severity::Passed };
    let fix = match facts.charm.outline.hole {
        HoleSpec::Tab { diameter, wall, shift } if shift != Mm::ZERO => {
            Some(rehole(facts, HoleSpec::Tab { diameter, wall, shift: Mm::ZERO }))
        }
        HoleSpec::Tab { .. } | HoleSpec::None => None,
    };
    let way = if tilt > 0.0 { "clockwise" } else { "anticlockwise" };
    let check = Check {
        code: CheckCode::Hang,
        severity,
        at: Some(hole.center),
        value: tilt.abs(),
        limit: CROOKED,
        unit: "°",
        source: Source { text: "house rule; friction holds about ±1°".into(), confidence: Confidence::Low },
        message: String::new(),
        remedy: String::new(),
        fix: None,
    };
    let words = Words {
        passed: format!("The charm hangs straight, within {:.1}°.", tilt.abs()),
        failed: format!("The charm hangs {:.1}° {way} of straight (at most {CROOKED}°).", tilt.abs()),
        remedy: "Put the hole above the centre of mass.".to_owned(),
        fix,
    };
    Some(with(check, words))
}

fn reoutline(facts: &Facts<'_>, outline: OutlineSpec) -> Edit {
    Edit::Reoutline { charm: facts.charm.id.clone(), outline }
}

fn rehole(facts: &Facts<'_>, hole: HoleSpec) -> Edit {
    reoutline(facts, OutlineSpec { hole, ..facts.charm.outline.clone() })
}

fn resize(facts: &Facts<'_>, longest: f64) -> Edit {
    let size = Size { length: Mm::new(longest), by: SizeBy::Longest };
    Edit::Resize { charm: facts.charm.id.clone(), size }
}
