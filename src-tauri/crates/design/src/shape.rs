//! What follows from a charm: its cut line, white, hang and checks. Derived, never stored.
//!
//! Coordinates are millimetres with the origin at the top left of the outline's box, x right, y down.

use std::sync::Arc;

use kurbo::{BezPath, Point, Rect};
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::artwork::Picture;
use crate::edit::Edit;
use crate::process::{CheckCode, Source};
use crate::units::{Degrees, Mm};

/// Everything that follows from one charm.
#[derive(Clone, Debug)]
pub struct CharmShape {
    /// The line the blade follows, and the hole.
    pub outline: Outline,
    /// The artwork with its ground removed, as it is printed.
    pub picture: Arc<Picture>,
    /// Where the whole picture's rectangle lies.
    pub artwork_box: Rect,
    /// The region of white ink: the artwork's silhouette, pulled in by the choke. Non-zero filled.
    pub white: BezPath,
    /// How it hangs.
    pub hang: Hang,
    /// The narrowest neck, if any part is narrower than the search width.
    pub neck: Option<Neck>,
    /// Every narrow place found, narrowest first, for the heat map.
    pub necks: Vec<Neck>,
    /// The artwork's resolution at this size, in pixels an inch; `None` for vector art.
    pub artwork_dpi: Option<f64>,
    /// The findings, most severe first; passed checks too.
    pub checks: Vec<Check>,
    /// What was done on the way that a person may want to know.
    pub notes: ShapeNotes,
}

/// The line the blade follows, in millimetres: one closed simple ring.
#[derive(Clone, Debug)]
pub struct Outline {
    /// The cut line: one closed sub-path of lines and cubics.
    pub cut: BezPath,
    /// The hole the charm hangs by.
    pub hole: Option<Hole>,
    /// Width and height of the cut line's box.
    pub size: kurbo::Size,
    /// Area inside the cut line, the hole taken off, in mm².
    pub area_mm2: f64,
    /// Length of the cut line, without the hole's.
    pub perimeter: Mm,
    /// Centre of mass of the plate, the hole taken off.
    pub centroid: Point,
    /// Number of nodes of the cut line.
    pub nodes: usize,
}

/// The hole a charm hangs by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hole {
    /// Its centre.
    pub center: Point,
    /// Its diameter.
    pub diameter: Mm,
    /// The least material between the hole and the cut line.
    pub wall: Mm,
}

/// How a charm hangs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hang {
    /// Mass of the plate.
    pub mass_g: f64,
    /// How far it turns when hung by its hole, clockwise; friction adds about a degree either way.
    /// Zero without a hole.
    pub tilt: Degrees,
}

/// A place where two stretches of cut line come close, across material.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neck {
    /// One foot, on the cut line or the hole.
    pub from: Point,
    /// The other foot.
    pub to: Point,
    /// Its width.
    pub width: Mm,
}

/// What was done on the way that a person may want to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ShapeNotes {
    /// Loose parts the artwork had.
    pub islands: usize,
    /// Bridges that were added to join them.
    pub bridges: usize,
    /// Necks that were widened.
    pub widened_necks: usize,
    /// Specks of artwork too small to cut round, that got no border.
    pub dropped_specks: usize,
    /// Whether a flat ground was removed.
    pub background_removed: bool,
}

/// One preflight finding, with place, value, limit and remedy.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// Which check.
    pub code: CheckCode,
    /// How bad it is.
    pub severity: Severity,
    /// Where, if it has a place.
    pub at: Option<Point>,
    /// The value found.
    pub value: f64,
    /// The limit it is held against.
    pub limit: f64,
    /// The unit of both.
    pub unit: &'static str,
    /// Whose limit it is.
    pub source: Source,
    /// The finding in words.
    pub message: String,
    /// What to do about it; empty when the check passed.
    pub remedy: String,
    /// The edit that does it, where one can.
    pub fix: Option<Edit>,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Nothing to do.
    Passed,
    /// It can be made, but may disappoint.
    Warning,
    /// It cannot be made like this.
    Error,
}

/// How finely a shape is derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quality {
    /// Fast enough to follow a hand.
    Preview,
    /// As exact as the cutter deserves.
    Final,
}

/// Everything that follows from a charm and its subject.
///
/// # Errors
/// `Input` when the charm cannot have that size with that border and tab.
pub fn derive(
    charm: &crate::project::Charm,
    process: &crate::process::Process,
    subject: &crate::artwork::Subject,
    quality: Quality,
    job: &crate::Job<'_>,
) -> crate::Result<CharmShape> {
    let _ = (charm, process, subject, quality, job);
    todo!("outline")
}
