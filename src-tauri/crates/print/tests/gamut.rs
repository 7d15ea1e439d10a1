//! Colours that no press can print are found, and those it can are let pass.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dangle_design::Job;
use dangle_design::artwork::{Picture, Subject, trace};
use dangle_design::id::{BlobHash, CharmId, ProcessId};
use dangle_design::process::{CheckCode, Process};
use dangle_design::project::Charm;
use dangle_design::shape::{Check, Quality, Severity, derive};

/// A calm disc, so many per cent of its width neon green.
fn gamut(percent: f64) -> Check {
    let process = Process::load(&ProcessId::new("acrylic-clear").unwrap()).unwrap();
    let charm = Charm::new(CharmId::new("c").unwrap(), "c".into(), BlobHash::of(b"c"), &process);
    let rgba = (0..400 * 400).flat_map(|at| {
        let (x, y) = (f64::from(at % 400) + 0.5, f64::from(at / 400) + 0.5);
        let inside = (20.0..380.0).contains(&x) && (20.0..380.0).contains(&y);
        let neon = x < 20.0 + 3.6 * percent;
        let [r, g, b] = if neon { [57, 255, 20] } else { [200, 150, 120] };
        [r, g, b, if inside { 255 } else { 0 }]
    });
    let picture = Picture::new(400, 400, rgba.collect());
    let rings = trace(&picture).unwrap();
    let subject = Subject::traced(picture, rings);
    let mut shape = derive(&charm, &process, &subject, Quality::Final, &Job::silent()).unwrap();
    dangle_print::add_checks(&mut shape, &process).unwrap();
    assert!(shape.checks.is_sorted_by_key(|check| std::cmp::Reverse(check.severity)));
    shape.checks.into_iter().find(|check| check.code == CheckCode::Gamut).unwrap()
}

#[test]
fn a_little_neon_passes_and_a_little_more_does_not() {
    let (bad, good) = (gamut(11.0), gamut(9.0));
    assert_eq!((bad.severity, good.severity), (Severity::Warning, Severity::Passed));
    assert!((bad.value - 11.0).abs() < 0.5 && (good.value - 9.0).abs() < 0.5, "{} {}", bad.value, good.value);
    // The neon strip is at the left.
    assert!(bad.at.unwrap().x < 12.0 && !bad.remedy.is_empty(), "{bad:?}");
}

#[test]
fn a_process_without_that_limit_has_no_such_check() {
    let mut process = Process::load(&ProcessId::new("acrylic-clear").unwrap()).unwrap();
    process.limits.retain(|limit| limit.check != CheckCode::Gamut);
    let charm = Charm::new(CharmId::new("c").unwrap(), "c".into(), BlobHash::of(b"c"), &process);
    let picture = Picture::new(4, 4, [57, 255, 20, 255].repeat(16));
    let rings = trace(&picture).unwrap();
    let subject = Subject::traced(picture, rings);
    let mut shape = derive(&charm, &process, &subject, Quality::Final, &Job::silent()).unwrap();
    dangle_print::add_checks(&mut shape, &process).unwrap();
    assert!(shape.checks.iter().all(|check| check.code != CheckCode::Gamut));
}
