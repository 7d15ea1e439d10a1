//! The holes: their width, the material round them, and how the charm hangs by the first.

use super::finding::mm;
use super::{Facts, Words, comfortable, judged};
use crate::process::{CheckCode, Confidence, Source};
use crate::project::{HolePlace, HoleShape, HoleSits, HoleSpec};
use crate::shape::{Check, Hole, Severity};
use crate::units::{Degrees, Mm};

/// The material between a hole and the cut line, where it is least.
pub(super) fn wall(facts: &Facts<'_>) -> Option<Check> {
    let worst = least(facts, |hole| hole.wall)?;
    let value = worst.wall.get();
    let check = judged(facts.process, CheckCode::HoleWall, value)?;
    let wanted = Mm::new(comfortable(facts.process, CheckCode::HoleWall).unwrap_or(check.limit));
    let all = |change: &dyn Fn(&mut HoleSpec)| {
        facts.reoutline(format!("Widen the tab so that {} mm are left.", wanted.get()), |outline| {
            outline.holes.iter_mut().for_each(change);
        })
    };
    let worst_only = |remedy: &str, change: &dyn Fn(&mut HoleSpec)| {
        facts.reoutline(remedy, |outline| outline.holes.get_mut(worst.index).into_iter().for_each(change))
    };
    let ways = [
        all(&|hole| hole.wall = hole.wall.max(wanted)),
        worst_only("Put the hole into a tab of its own.", &|hole| {
            (hole.wall, hole.sits) = (hole.wall.max(wanted), HoleSits::Tab);
        }),
        worst_only("Move the hole to where the charm hangs straight.", &|hole| {
            *hole = HoleSpec { wall: hole.wall.max(wanted), sits: HoleSits::Tab, place: STRAIGHT, ..*hole };
        }),
    ];
    let words = Words {
        passed: format!("The hole has {} of material round it.", mm(value)),
        failed: format!("The hole leaves {} of material (at least {}).", mm(value), check.limit),
        remedy: "Move the hole farther from the cut line.".to_owned(),
        ways: ways.into_iter().flatten().collect(),
    };
    Some(check.placed(Some(worst.center)).said(words))
}

/// The narrowest hole.
pub(super) fn width(facts: &Facts<'_>) -> Option<Check> {
    let worst = least(facts, |hole| hole.diameter)?;
    let value = worst.diameter.get();
    let check = judged(facts.process, CheckCode::Hole, value)?;
    let wanted = comfortable(facts.process, CheckCode::Hole).unwrap_or(check.limit);
    let wide = Mm::new(wanted);
    let widened = |shape: HoleShape| match shape {
        HoleShape::Round { diameter } => HoleShape::Round { diameter: diameter.max(wide) },
        HoleShape::Slot { length, width } => {
            HoleShape::Slot { length: length.max(wide), width: width.max(wide) }
        }
    };
    let way = facts.reoutline(format!("Make the hole {wanted} mm wide."), |outline| {
        outline.holes.iter_mut().for_each(|hole| hole.shape = widened(hole.shape));
    });
    let words = Words {
        passed: format!("The hole is {} wide.", mm(value)),
        failed: format!("The hole is {} wide (at least {}).", mm(value), check.limit),
        remedy: "Make the hole wider.".to_owned(),
        ways: way.into_iter().collect(),
    };
    Some(check.placed(Some(worst.center)).said(words))
}

/// Beyond this turn, in degrees, a charm looks crooked: friction alone holds it a degree either way.
const CROOKED: f64 = 2.0;
/// Where the charm hangs straight.
const STRAIGHT: HolePlace = HolePlace::Hang { angle: Degrees::ZERO, shift: Mm::ZERO };

/// How far the charm hangs from the way it is meant to.
pub(super) fn hang(facts: &Facts<'_>) -> Option<Check> {
    let hole = facts.shape.outline.hole()?;
    let tilt = facts.shape.hang.tilt.get();
    let meant = match facts.charm.outline.holes.get(hole.index)?.place {
        HolePlace::Hang { angle, .. } => angle.get(),
        HolePlace::Near { .. } => 0.0,
    };
    let value = (tilt - meant).abs();
    let check = judged(facts.process, CheckCode::Hang, value).unwrap_or_else(|| house_rule(value));
    let way = facts.reoutline("Put the hole above the centre of mass.", |outline| {
        outline.holes.get_mut(hole.index).into_iter().for_each(|hole| hole.place = STRAIGHT);
    });
    let side = if tilt > meant { "clockwise" } else { "anticlockwise" };
    let (name, limit) = (if meant == 0.0 { "straight" } else { "the way it is meant to" }, check.limit);
    let words = Words {
        passed: format!("The charm hangs {name}, within {value:.1}°."),
        failed: format!("The charm hangs {value:.1}° {side} of {name} (at most {limit}°)."),
        remedy: "Move the hole above the centre of mass.".to_owned(),
        ways: way.into_iter().collect(),
    };
    Some(check.placed(Some(hole.center)).said(words))
}

/// A finding by the rule that holds whatever the process.
fn house_rule(value: f64) -> Check {
    Check {
        code: CheckCode::Hang,
        severity: if value > CROOKED { Severity::Warning } else { Severity::Passed },
        at: None,
        marks: Vec::new(),
        value,
        limit: CROOKED,
        unit: CheckCode::Hang.unit(),
        source: Source { text: "house rule; friction holds about ±1°".into(), confidence: Confidence::Low },
        message: String::new(),
        remedy: String::new(),
        fix: None,
        otherwise: Vec::new(),
        by_hand: String::new(),
    }
}

fn least(facts: &Facts<'_>, of: impl Fn(&Hole) -> Mm) -> Option<Hole> {
    let holes = facts.shape.outline.holes.iter();
    holes.min_by(|a, b| of(a).get().total_cmp(&of(b).get())).copied()
}
