//! What follows from a charm: its cut line, white, hang and checks. Derived, never stored.
//!
//! Coordinates are millimetres with the origin at the top left of the outline's box, x right, y down.

use std::sync::Arc;

use kurbo::{BezPath, Point, Rect, Shape};
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::artwork::{Picture, Subject};
use crate::check::{self, Facts};
use crate::edit::Edit;
use crate::hang;
use crate::outline::{self, Fields, Moments, Tab, Wish};
use crate::process::{CheckCode, Process, Source};
use crate::project::{Charm, HoleSpec};
use crate::units::{self, Degrees, Mm};
use crate::{Job, Result};

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

/// A subject made ready to be looked at again and again, as when a slider moves.
///
/// It keeps what the last look measured. For [`Quality::Final`] that never shows in the result.
#[derive(Debug)]
pub struct Prepared {
    subject: Subject,
    fields: Fields,
}

impl Prepared {
    /// The subject, with nothing measured yet.
    #[must_use]
    pub fn new(subject: Subject) -> Self {
        Prepared { subject, fields: Fields::default() }
    }

    /// The subject.
    #[must_use]
    pub fn subject(&self) -> &Subject {
        &self.subject
    }
}

/// Everything that follows from a charm and its subject.
///
/// # Errors
/// `Input` when the charm cannot have that size with that border and tab, `NothingVisible` when the subject
/// has no edge, `Cancelled` when the person stopped the job.
pub fn derive(
    charm: &Charm,
    process: &Process,
    subject: &Subject,
    quality: Quality,
    job: &Job<'_>,
) -> Result<CharmShape> {
    derive_from(charm, process, subject, &Fields::default(), quality, job)
}

/// The same as [`derive()`], faster when the subject was looked at before.
///
/// # Errors
/// As [`derive()`].
pub fn derive_with(
    prepared: &Prepared,
    charm: &Charm,
    process: &Process,
    quality: Quality,
    job: &Job<'_>,
) -> Result<CharmShape> {
    derive_from(charm, process, &prepared.subject, &prepared.fields, quality, job)
}

fn derive_from(
    charm: &Charm,
    process: &Process,
    subject: &Subject,
    fields: &Fields,
    quality: Quality,
    job: &Job<'_>,
) -> Result<CharmShape> {
    let wish = wish(charm, process);
    let drawn = outline::draw(&subject.rings, fields, &wish, quality, job)?;
    let (width, height) = (f64::from(subject.picture.width()), f64::from(subject.picture.height()));
    let artwork_box = drawn.pixels_to_mm.transform_rect_bbox(Rect::new(0.0, 0.0, width, height));
    let artwork_dpi = subject.picture.vector().is_none().then(|| units::dpi(1.0 / drawn.scale));
    let hole = hole(&drawn, &wish);
    let plate = plate(&drawn.cut, hole);
    let hang = hang::hang(plate, hole.map(|hole| hole.center), process);
    let searched = 1.5 * wish.bridge;
    let necks = necks(&drawn.cut, searched);
    let neck = necks.first().copied();
    let size = drawn.cut.path.bounding_box().size();
    let facts = Facts { charm, process, neck, searched, hole, size, dpi: artwork_dpi, hang };
    let checks = check::checks(&facts);
    let notes = notes(&drawn, subject);
    job.step(outline::STEPS, outline::STEPS)?;
    Ok(CharmShape {
        outline: Outline {
            hole,
            size,
            area_mm2: plate.area,
            perimeter: Mm::new(drawn.cut.path.perimeter(1e-3)),
            centroid: plate.centroid(),
            nodes: drawn.cut.nodes,
            cut: drawn.cut.path,
        },
        picture: Arc::clone(&subject.picture),
        artwork_box,
        white: drawn.white,
        hang,
        neck,
        necks,
        artwork_dpi,
        checks,
        notes,
    })
}

/// What a charm wants of its outline, in plain millimetres.
fn wish(charm: &Charm, process: &Process) -> Wish {
    let spec = &charm.outline;
    let tab = match spec.hole {
        HoleSpec::Tab { diameter, wall, shift } => {
            Some(Tab { hole: diameter.get() / 2.0, wall: wall.get(), shift: shift.get() })
        }
        HoleSpec::None => None,
    };
    let legal = check::comfortable(process, CheckCode::Neck).unwrap_or(0.0);
    Wish {
        size: charm.size,
        border: spec.border.get(),
        smoothing: spec.smoothing.get(),
        join: spec.join.get(),
        least_neck: spec.least_neck.get(),
        bridge: spec.least_neck.get().max(legal).max(NARROWEST_BRIDGE),
        tab,
        choke: charm.choke.get(),
    }
}

/// No bridge is narrower, in mm, whatever the process says: it would break in the hand.
const NARROWEST_BRIDGE: f64 = 1.0;

fn hole(drawn: &outline::Drawn, wish: &Wish) -> Option<Hole> {
    let (center, tab) = (drawn.hole?, wish.tab?);
    let wall = outline::distance(&drawn.cut.flat, center) - tab.hole;
    Some(Hole { center, diameter: Mm::new(2.0 * tab.hole), wall: Mm::new(wall) })
}

/// The plate's moments, the hole taken off.
fn plate(cut: &outline::Cut, hole: Option<Hole>) -> Moments {
    let whole = Moments::of(&cut.flat);
    hole.map_or(whole, |hole| whole.minus(Moments::disc(hole.center, hole.diameter.get() / 2.0)))
}

fn necks(cut: &outline::Cut, searched: f64) -> Vec<Neck> {
    let found = outline::stretches(std::slice::from_ref(&cut.flat), searched);
    let neck =
        |narrow: outline::Narrow| Neck { from: narrow.from, to: narrow.to, width: Mm::new(narrow.width()) };
    found.iter().map(|stretch| neck(stretch.narrowest)).collect()
}

fn notes(drawn: &outline::Drawn, subject: &Subject) -> ShapeNotes {
    ShapeNotes {
        islands: drawn.islands,
        bridges: drawn.bridges,
        widened_necks: drawn.widened,
        dropped_specks: drawn.specks,
        background_removed: subject.background_removed,
    }
}
