//! Fixes: edits that mend findings, each tried before it is offered.
//!
//! A fix holds when its check passes afterwards and no other check fails for it that did not fail before.

use std::sync::Arc;

use crate::check::Way;
use crate::edit::Edit;
use crate::id::ProjectId;
use crate::process::CheckCode;
use crate::project::{Charm, Project};
use crate::shape::{CharmShape, Check, Severity};
use crate::{Error, ErrorCode, Result};

/// Makes everything that follows from a charm, its checks at final quality.
pub type Look<'a> = dyn Fn(&Charm) -> Result<Arc<CharmShape>> + 'a;

/// What mending a charm came to.
#[derive(Clone, Debug)]
pub struct Mended {
    /// The charm afterwards.
    pub charm: Charm,
    /// What follows from it.
    pub shape: Arc<CharmShape>,
    /// What was done, in that order.
    pub steps: Vec<Step>,
}

/// One fix that was made.
#[derive(Clone, Debug)]
pub struct Step {
    /// The finding it mended.
    pub check: Check,
    /// What was done, in words.
    pub remedy: String,
    /// The edit that did it.
    pub edit: Edit,
}

impl Mended {
    /// All that was done as one edit; none when nothing was.
    #[must_use]
    pub fn edit(&self) -> Option<Edit> {
        let edits: Vec<Edit> = self.steps.iter().map(|step| step.edit.clone()).collect();
        match edits.as_slice() {
            [] => None,
            [only] => Some(only.clone()),
            _ => Some(Edit::Together { edits }),
        }
    }

    /// The checks that still fail.
    pub fn left(&self) -> impl Iterator<Item = &Check> {
        self.shape.checks.iter().filter(|check| check.severity != Severity::Passed)
    }
}

/// The checks of a charm's shape, each with the first fix that holds, or none.
///
/// # Errors
/// `Cancelled` when the person stopped the work.
pub fn proven(charm: &Charm, shape: &CharmShape, look: &Look<'_>) -> Result<Vec<Check>> {
    shape.checks.iter().map(|check| prove(charm, shape, check.clone(), look)).collect()
}

fn prove(charm: &Charm, shape: &CharmShape, mut check: Check, look: &Look<'_>) -> Result<Check> {
    let had_ways = check.fix.is_some();
    let held = first_that_holds(charm, shape, &check, look)?;
    match held {
        Some((way, ..)) => check.offer(vec![way]),
        None if had_ways => {
            check.offer(Vec::new());
            check.remedy.clone_from(&check.by_hand);
        }
        None => {}
    }
    Ok(check)
}

/// Mends a charm, the worst first, until nothing is left that an edit can mend. With `only` nothing but these
/// checks is mended.
///
/// # Errors
/// Those of `look` for the charm as it is; `Cancelled` when the person stopped the work.
pub fn mend(charm: &Charm, only: Option<&[CheckCode]>, look: &Look<'_>) -> Result<Mended> {
    /// A fix may undo another once; more would go round in circles.
    const MOST_TIMES: usize = 2;
    let mut mended = Mended { charm: charm.clone(), shape: look(charm)?, steps: Vec::new() };
    let mut given_up: Vec<CheckCode> = Vec::new();
    let wanted = |code: CheckCode| only.is_none_or(|only| only.contains(&code));
    while let Some(check) = {
        let times = |code| mended.steps.iter().filter(|step| step.check.code == code).count();
        let due = |check: &&Check| {
            wanted(check.code) && !given_up.contains(&check.code) && times(check.code) < MOST_TIMES
        };
        mended.left().find(due).cloned()
    } {
        match first_that_holds(&mended.charm, &mended.shape, &check, look)? {
            Some((way, charm, shape)) => {
                mended.steps.push(Step { check, remedy: way.remedy, edit: way.edit });
                (mended.charm, mended.shape) = (charm, shape);
            }
            None => given_up.push(check.code),
        }
    }
    Ok(mended)
}

/// The first way to mend a finding that holds, and what it makes of the charm.
fn first_that_holds(
    charm: &Charm,
    shape: &CharmShape,
    check: &Check,
    look: &Look<'_>,
) -> Result<Option<(Way, Charm, Arc<CharmShape>)>> {
    let first = check.fix.clone().map(|edit| Way { remedy: check.remedy.clone(), edit });
    for way in first.into_iter().chain(check.otherwise.iter().cloned()) {
        let Ok(changed) = after(charm, &way.edit) else { continue };
        let looked = match look(&changed) {
            Err(error) if error.code() == ErrorCode::Cancelled => return Err(error),
            looked => looked,
        };
        if let Ok(then) = looked
            && holds(&shape.checks, &then.checks, check.code)
        {
            return Ok(Some((way, changed, then)));
        }
    }
    Ok(None)
}

/// Whether a check passes now, and no other fails that did not fail so badly before.
fn holds(before: &[Check], after: &[Check], code: CheckCode) -> bool {
    let severity = |checks: &[Check], code: CheckCode| {
        checks.iter().find(|check| check.code == code).map_or(Severity::Passed, |check| check.severity)
    };
    severity(after, code) == Severity::Passed
        && after
            .iter()
            .filter(|check| check.severity == Severity::Error)
            .all(|check| severity(before, check.code) == Severity::Error)
}

/// A charm after an edit of its own.
fn after(charm: &Charm, edit: &Edit) -> Result<Charm> {
    let alone = Project {
        charms: vec![charm.clone()],
        ..Project::empty(ProjectId::derived(&["alone"]), charm.name.clone())
    };
    let then = edit.apply(&alone)?.charms.pop();
    then.ok_or_else(|| Error::new(ErrorCode::NotFound, "the charm is gone", "Undo brings it back."))
}
