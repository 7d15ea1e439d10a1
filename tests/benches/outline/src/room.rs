//! What the Design room does when a slider comes to rest on a picture of 2048², step by step.

use std::cell::Cell;
use std::sync::Arc;

use dangle_design::artwork::trace;
use dangle_design::id::ProcessId;
use dangle_design::process::Process;
use dangle_design::shape::{Quality, derive};
use dangle_design::thickness::{Thickness, range};
use dangle_design::units::Mm;
use dangle_design::{Job, fix};
use dangle_mockup::look;

use crate::Result;
use crate::clock::{Cost, timed};

/// Width and height of the picture, in pixels.
const SIDE: u32 = 2048;
/// Longer side of the look, in pixels.
const LOOK: f64 = 1200.0;
/// Runs the times are taken of.
const RUNS: u32 = 5;

/// Lengths of the charm, in mm: one that has nothing to mend, and one so small that fixes are tried.
const LENGTHS: [f64; 2] = [50.0, 15.0];

/// Prints the steps for charms with the defaults of acrylic.
pub(crate) fn print() -> Result<()> {
    LENGTHS.into_iter().try_for_each(steps)
}

fn steps(length: f64) -> Result<()> {
    let process = Process::load(&ProcessId::new("acrylic-clear")?)?;
    let mut charm = crate::charm(&process)?;
    charm.size.length = Mm::new(length);
    let picture = crate::picture(&crate::render(include_str!("../unicorn.svg"), SIDE)?);
    let subject = crate::subject(&picture)?;
    println!("the room at rest, {SIDE} × {SIDE} pixels, {length} mm");
    let (_, cost) = timed(RUNS, |_| trace(&picture))?;
    row("edge traced, once an artwork", cost);
    let silent = Job::silent();
    let (shape, outline) = timed(RUNS, |_| derive(&charm, &process, &subject, Quality::Final, &silent))?;
    row("outline, white, checks", outline);
    let (checked, gamut) = timed(RUNS, |_| {
        let mut checked = shape.clone();
        dangle_print::add_checks(&mut checked, &process).map(|()| checked)
    })?;
    row("colours held against the press", gamut);
    let tried = Cell::new(0);
    let (_, fixes) = timed(1, |_| {
        fix::proven(&charm, &checked, &|charm| {
            tried.set(tried.get() + 1);
            let mut shape = derive(charm, &process, &subject, Quality::Final, &silent)?;
            dangle_print::add_checks(&mut shape, &process)?;
            Ok(Arc::new(shape))
        })
    })?;
    row(&format!("fixes proven, {} tried", tried.get()), fixes);
    let size = checked.outline.size;
    let (_, drawn) = timed(RUNS, |_| look::charm(&checked, LOOK / size.width.max(size.height)))?;
    row("look of 1200 pixels", drawn);
    let mut heat = Cost { cpu: 0.0, wall: 0.0 };
    if let Some(range) = range(&process) {
        let (_, cost) = timed(RUNS, |_| Result::Ok(Thickness::of(&checked.outline, range).picture()))?;
        row("picture of the thickness", cost);
        heat = cost;
    }
    let all = [outline, gamut, fixes, drawn, heat];
    let sum = |of: fn(&Cost) -> f64| all.iter().map(of).sum();
    row("all of them", Cost { cpu: sum(|cost| cost.cpu), wall: sum(|cost| cost.wall) });
    Ok(())
}

fn row(step: &str, cost: Cost) {
    println!("  {step:38} {:9.1} {:9.1}", cost.wall * 1e3, cost.cpu * 1e3);
}
