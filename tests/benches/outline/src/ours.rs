//! Dangle's own line, from nothing and under a moving slider.

use dangle_design::Job;
use dangle_design::artwork::{Picture, Subject, trace};
use dangle_design::id::ProcessId;
use dangle_design::kurbo::{self, Point};
use dangle_design::process::Process;
use dangle_design::project::{Charm, Size, SizeBy};
use dangle_design::shape::{CharmShape, Prepared, Quality, derive, derive_with};
use dangle_design::units::Mm;

use crate::clock::timed;
use crate::{BORDER, Line, Result};

/// Our lines round a picture with border 2.0 mm, smoothing 0 and no hole, at 50 mm; and the scale they say.
pub(crate) fn lines(picture: &Picture, runs: u32) -> Result<(Vec<Line>, f64)> {
    let process = Process::load(&ProcessId::new("acrylic-clear")?)?;
    let mut charm = crate::charm(&process)?;
    charm.outline.border = Mm::new(BORDER);
    charm.outline.smoothing = Mm::ZERO;
    charm.outline.holes.clear();
    charm.size = Size { length: Mm::new(50.0), by: SizeBy::Longest };
    let subject = crate::subject(picture)?;
    let (shape, cost) = timed(runs, |_| {
        let traced = Subject { rings: trace(picture)?, ..subject.clone() };
        derive(&charm, &process, &traced, Quality::Final, &Job::silent())
    })?;
    let scale = shape.artwork_box.width() / f64::from(picture.width());
    let mut lines = vec![line("dangle, from the pixels, checks and all", &shape, scale, picture, cost)];
    let prepared = Prepared::new(subject);
    for (way, quality) in [
        ("dangle, a slider's move, under the hand", Quality::Preview),
        ("dangle, a slider's move, at rest", Quality::Final),
    ] {
        slide(&prepared, &mut charm, &process, quality, 1)?;
        let (shape, cost) = slide(&prepared, &mut charm, &process, quality, runs)?;
        lines.push(line(way, &shape, scale, picture, cost));
    }
    Ok((lines, scale))
}

/// A border that grows to [`BORDER`] in some moves.
fn slide(
    prepared: &Prepared,
    charm: &mut Charm,
    process: &Process,
    quality: Quality,
    moves: u32,
) -> Result<(CharmShape, crate::clock::Cost)> {
    timed(moves, |step| {
        charm.outline.border = Mm::new(BORDER - f64::from(moves - 1 - step) * 0.025);
        derive_with(prepared, charm, process, quality, &Job::silent())
    })
}

/// The line in mm at a common scale, the picture's corner at the origin.
fn line(way: &str, shape: &CharmShape, scale: f64, picture: &Picture, cost: crate::clock::Cost) -> Line {
    let corner = shape.artwork_box.origin();
    let by = scale * f64::from(picture.width()) / shape.artwork_box.width();
    let mut flat: Vec<Point> = Vec::new();
    kurbo::flatten(&shape.outline.cut, 5e-4, |element| {
        flat.extend(element.end_point().map(|point| ((point - corner) * by).to_point()));
    });
    Line { way: way.into(), rings: vec![flat], nodes: shape.outline.nodes, cost, note: String::new() }
}
