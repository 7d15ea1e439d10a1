//! Every check has a charm just past its limit and one just within it, and every fix does what it says.
//!
//! The pictures are drawn here with exact measures, in millimetres of the finished charm.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod drawn;

use std::collections::BTreeSet;

use dangle_design::edit::Edit;
use dangle_design::fix;
use dangle_design::history::History;
use dangle_design::id::ProjectId;
use dangle_design::process::{CheckCode, Confidence};
use dangle_design::project::{OwnLimit, Project};
use dangle_design::shape::{Check, Severity};
use drawn::{Drawn, pairs};

/// The one check whose pair stands elsewhere: it needs the press, and so the crate `print`.
const ELSEWHERE: [CheckCode; 1] = [CheckCode::Gamut];
/// How far from its limit, as a part of it, the value of a charm that stands for it may lie. Colours are whole.
const JUST: f64 = 0.1;

fn check(drawn: &Drawn, code: CheckCode) -> Check {
    let shape = drawn.shape(&drawn.charm).unwrap();
    let found = shape.checks.iter().find(|check| check.code == code);
    found.cloned().unwrap_or_else(|| panic!("{}: no check {code:?}", drawn.name))
}

#[test]
fn no_check_is_without_its_pair_of_charms() {
    let pairs = pairs();
    for code in CheckCode::ALL.into_iter().filter(|code| !ELSEWHERE.contains(code)) {
        let mut of = pairs.iter().filter(|pair| pair.code == code);
        assert!(of.any(|pair| check(&pair.good, code).severity == Severity::Passed), "no pair for {code:?}");
    }
}

#[test]
fn a_check_finds_what_is_just_past_its_limit_and_lets_pass_what_is_just_within() {
    let mut wrong = Vec::new();
    for pair in &pairs() {
        let (bad, good) = (check(&pair.bad, pair.code), check(&pair.good, pair.code));
        for (found, meant) in [&bad, &good].into_iter().zip(pair.values) {
            let just = (meant - pair.limit).abs() <= JUST * pair.limit || pair.code == CheckCode::Colours;
            if !just || (found.value - meant).abs() > pair.within {
                wrong.push(format!("{}: {} for {meant}, limit {}", pair.bad.name, found.value, pair.limit));
            }
        }
        let name = &pair.bad.name;
        if bad.severity != pair.severity || bad.severity <= good.severity {
            wrong.push(format!("{name}: {:?}, then {:?}", bad.severity, good.severity));
            continue;
        }
        assert!((bad.limit - pair.limit).abs() < 1e-9, "{name}: {} for {}", bad.limit, pair.limit);
        assert!(!bad.message.is_empty() && !bad.remedy.is_empty() && !good.message.is_empty(), "{name}");
        let silent = good.remedy.is_empty() && good.fix.is_none();
        assert!(silent || good.severity > Severity::Passed, "{name}: what passed needs no remedy");
        assert!(bad.message.contains(&bad.limit.to_string()), "{name}: {}", bad.message);
        assert_eq!(bad.unit, pair.code.unit());
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_fix_lets_its_check_pass_breaks_nothing_and_is_undone_by_one_undo() {
    let mut fixed = BTreeSet::new();
    for pair in pairs() {
        let Drawn { charm, name, .. } = &pair.bad;
        let shape = pair.bad.shape(charm).unwrap();
        let proven = fix::proven(charm, &shape, &|charm| pair.bad.shape(charm)).unwrap();
        for found in proven.iter().filter(|found| found.severity > Severity::Passed) {
            assert!(!found.remedy.is_empty(), "{name}: {found:?}");
            let Some(edit) = &found.fix else { continue };
            fixed.insert(found.code);
            let mut history = History::new(project(&pair.bad));
            history.commit(edit).unwrap();
            let after = pair.bad.shape(&history.present().charms[0]).unwrap();
            for check in &after.checks {
                let before = shape.checks.iter().find(|before| before.code == check.code);
                let was_error = before.is_some_and(|before| before.severity == Severity::Error);
                assert!(check.severity < Severity::Error || was_error, "{name}: {check:?} after {edit:?}");
                assert!(check.code != found.code || check.severity == Severity::Passed, "{name}: {check:?}");
            }
            assert!(history.undo());
            assert_eq!(**history.present(), project(&pair.bad), "{name}");
            assert!(!history.undo());
        }
    }
    let missing: Vec<_> = CheckCode::ALL.into_iter().filter(|code| !fixed.contains(code)).collect();
    assert_eq!(missing, ELSEWHERE, "no fix was offered");
}

#[test]
fn mending_everything_is_one_edit_that_leaves_no_failure_it_could_mend() {
    for pair in pairs() {
        let Drawn { charm, name, .. } = &pair.bad;
        let mended = fix::mend(charm, None, &|charm| pair.bad.shape(charm)).unwrap();
        let Some(edit) = mended.edit() else { continue };
        let mut history = History::new(project(&pair.bad));
        history.commit(&edit).unwrap();
        assert_eq!(history.present().charms[0], mended.charm, "{name}");
        assert!(history.undo() && !history.undo(), "{name}: one step");
        let again = fix::proven(&mended.charm, &mended.shape, &|charm| pair.bad.shape(charm)).unwrap();
        let steps: Vec<CheckCode> = mended.steps.iter().map(|step| step.check.code).collect();
        let twice = |code| steps.iter().filter(|step| **step == code).count() > 1;
        for check in again.iter().filter(|check| check.severity > Severity::Passed && !twice(check.code)) {
            assert!(check.fix.is_none(), "{name}: {steps:?} left {check:?}");
        }
    }
}

#[test]
fn mending_one_check_leaves_the_others_alone() {
    let pair = pairs().into_iter().find(|pair| pair.code == CheckCode::Neck).unwrap();
    let only = [CheckCode::Hang];
    let mended = fix::mend(&pair.bad.charm, Some(&only), &|charm| pair.bad.shape(charm)).unwrap();
    assert!(mended.edit().is_none() && mended.charm == pair.bad.charm);
    let only = [CheckCode::Neck];
    let mended = fix::mend(&pair.bad.charm, Some(&only), &|charm| pair.bad.shape(charm)).unwrap();
    assert_eq!(mended.steps.len(), 1);
}

#[test]
fn a_limit_of_ones_own_stands_before_the_process_and_says_so() {
    let pair = pairs().into_iter().find(|pair| pair.code == CheckCode::Neck).unwrap();
    let mut drawn = pair.bad;
    let charm = drawn.charm.clone();
    let own = |warn, error| OwnLimit { process: charm.process.clone(), check: CheckCode::Neck, warn, error };
    let mut history = History::new(project(&drawn));
    history.commit(&Edit::SetLimits { limits: vec![own(None, Some(1.5))] }).unwrap();
    drawn.own.clone_from(&history.present().limits);
    let lenient = check(&drawn, CheckCode::Neck);
    assert_eq!((lenient.severity, lenient.limit), (Severity::Passed, 1.5), "{}", lenient.value);
    assert_eq!(lenient.source.confidence, Confidence::Own);
    drawn.own = vec![own(Some(6.0), Some(1.0))];
    let strict = check(&drawn, CheckCode::Neck);
    assert_eq!((strict.severity, strict.limit), (Severity::Warning, 6.0));
    history.undo();
    drawn.own.clone_from(&history.present().limits);
    assert_eq!(check(&drawn, CheckCode::Neck).source.confidence, Confidence::Low);
}

#[test]
fn several_edits_in_one_gesture_are_all_made_or_none() {
    let pair = pairs().into_iter().find(|pair| pair.code == CheckCode::Neck).unwrap();
    let project = project(&pair.bad);
    let rename = |name: &str| Edit::RenameProject { name: name.into() };
    let both = Edit::Together { edits: vec![rename("One"), rename("Two")] };
    assert_eq!(both.apply(&project).unwrap().name, "Two");
    let mut history = History::new(project.clone());
    assert!(history.commit(&Edit::Together { edits: vec![rename("One"), rename("")] }).is_err());
    assert_eq!(**history.present(), project);
    let nested = Edit::Together { edits: vec![both.clone()] };
    assert!(nested.apply(&project).is_err());
    assert!(Edit::Together { edits: vec![rename("One"); 101] }.apply(&project).is_err());
}

fn project(drawn: &Drawn) -> Project {
    Project {
        charms: vec![drawn.charm.clone()],
        limits: drawn.own.clone(),
        ..Project::empty(ProjectId::derived(&["test"]), "Test")
    }
}
