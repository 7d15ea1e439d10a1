//! The report of one charm: what `dangle make --json` prints and `<name>.json` holds.
//!
//! Its schema is published in `assets/schema/report.json`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::process::{CheckCode, Source};
use crate::shape::{CharmShape, Severity, ShapeNotes};

/// The report of one charm. Coordinates: mm, origin at the top left of the outline's box, y down.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Report {
    /// The charm's name.
    pub name: String,
    /// Width and height of the outline's box.
    pub size_mm: [f64; 2],
    /// The cut line.
    pub outline: OutlineReport,
    /// The holes; the charm hangs by the first.
    pub holes: Vec<HoleReport>,
    /// The narrowest neck found, if any part is narrower than the search width.
    pub neck_mm: Option<f64>,
    /// Mass of the plate.
    pub mass_g: f64,
    /// How far it turns when hung by its hole, clockwise; `null` without a hole.
    pub hang_tilt_deg: Option<f64>,
    /// How it hangs by its first two holes at once; `null` if it has not two.
    pub pair: Option<PairReport>,
    /// The picture.
    pub artwork: ArtworkReport,
    /// The findings, most severe first.
    pub checks: Vec<CheckReport>,
    /// What was done on the way.
    pub notes: ShapeNotes,
    /// How long each stage took, in milliseconds of wall clock; a stage that did not run is 0.
    pub timings_ms: Timings,
}

/// The cut line.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OutlineReport {
    /// One closed ring, as SVG path data.
    pub svg_path: String,
    /// What is cut out inside it, each one closed ring, as SVG path data.
    pub cutouts: Vec<String>,
    /// Number of nodes.
    pub nodes: usize,
    /// Area, the hole taken off.
    pub area_mm2: f64,
    /// Length of the cut line.
    pub perimeter_mm: f64,
    /// Centre of mass.
    pub centroid_mm: [f64; 2],
}

/// How a charm hangs by two holes at once, from two equal cords.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct PairReport {
    /// How far it turns, clockwise.
    pub tilt_deg: f64,
    /// The first hole's share of the weight; below 0 or above 1 one cord goes slack.
    pub share: f64,
}

/// A hole.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HoleReport {
    /// Its centre.
    pub center_mm: [f64; 2],
    /// Across the narrow way: a round hole's diameter.
    pub diameter_mm: f64,
    /// From end to end; a round hole's diameter.
    pub length_mm: f64,
    /// How far a slot is turned from level, clockwise.
    pub turn_deg: f64,
    /// How far the charm turns when hung by this hole, clockwise.
    pub tilt_deg: f64,
    /// Whether it goes through artwork.
    pub in_artwork: bool,
    /// The least material between the hole and any other line that is cut.
    pub wall_mm: f64,
}

/// The picture.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ArtworkReport {
    /// Width and height in pixels; for vector art, of the rendering that was traced.
    pub px: [u32; 2],
    /// Where the whole picture's rectangle lies: x, y, width, height.
    pub box_mm: [f64; 4],
    /// Pixels an inch at this size; `null` for vector art.
    pub dpi: Option<f64>,
}

/// One finding.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CheckReport {
    /// Which check.
    pub code: CheckCode,
    /// How bad it is.
    pub severity: Severity,
    /// Where, if it has a place.
    pub at_mm: Option<[f64; 2]>,
    /// Every place where it is found, from foot to foot, worst first.
    pub marks_mm: Vec<[[f64; 2]; 2]>,
    /// The value found.
    pub value: f64,
    /// The limit it is held against.
    pub limit: f64,
    /// The unit of both.
    pub unit: String,
    /// Whose limit it is.
    pub source: Source,
    /// The finding in words.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

/// How long each stage took, in milliseconds.
#[derive(Clone, Copy, Debug, Default, Serialize, JsonSchema)]
pub struct Timings {
    /// Reading the artwork, removing its ground, setting its words.
    pub artwork: f64,
    /// Making the cut line and the white.
    pub outline: f64,
    /// Running the checks.
    pub checks: f64,
    /// Rendering the mock-up.
    pub picture: f64,
    /// Writing and proving the print file.
    pub print: f64,
}

impl Report {
    /// The report of a charm's shape.
    #[must_use]
    pub fn new(name: &str, shape: &CharmShape, timings: Timings) -> Self {
        let outline = &shape.outline;
        let artwork = shape.artwork_box;
        Report {
            name: name.to_owned(),
            size_mm: [micron(outline.size.width), micron(outline.size.height)],
            outline: OutlineReport {
                svg_path: svg_path(&outline.cut),
                cutouts: outline.cutouts.iter().map(svg_path).collect(),
                nodes: outline.nodes,
                area_mm2: micron(outline.area_mm2),
                perimeter_mm: micron(outline.perimeter.get()),
                centroid_mm: point(outline.centroid),
            },
            holes: outline.holes.iter().map(HoleReport::new).collect(),
            neck_mm: shape.neck.map(|neck| micron(neck.width.get())),
            mass_g: micron(shape.hang.mass_g),
            hang_tilt_deg: outline.hole().map(|_| micron(shape.hang.tilt.get())),
            pair: shape
                .hang
                .pair
                .map(|pair| PairReport { tilt_deg: micron(pair.tilt.get()), share: micron(pair.share) }),
            artwork: ArtworkReport {
                px: [shape.picture.width(), shape.picture.height()],
                box_mm: [artwork.x0, artwork.y0, artwork.width(), artwork.height()].map(micron),
                dpi: shape.artwork_dpi.map(micron),
            },
            checks: shape.checks.iter().map(CheckReport::new).collect(),
            notes: shape.notes.clone(),
            timings_ms: timings,
        }
    }

    /// The severest finding.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.checks.iter().map(|check| check.severity).max().unwrap_or(Severity::Passed)
    }
}

impl HoleReport {
    fn new(hole: &crate::shape::Hole) -> Self {
        HoleReport {
            center_mm: point(hole.center),
            diameter_mm: micron(hole.diameter.get()),
            length_mm: micron(hole.length.get()),
            turn_deg: micron(hole.turn.get()),
            tilt_deg: micron(hole.tilt.get()),
            in_artwork: hole.in_artwork,
            wall_mm: micron(hole.wall.get()),
        }
    }
}

impl CheckReport {
    /// The report of one finding.
    #[must_use]
    pub fn new(check: &crate::shape::Check) -> Self {
        CheckReport {
            code: check.code,
            severity: check.severity,
            at_mm: check.at.map(point),
            marks_mm: check.marks.iter().map(|&(from, to)| [point(from), point(to)]).collect(),
            value: micron(check.value),
            limit: check.limit,
            unit: check.unit.to_owned(),
            source: check.source.clone(),
            message: check.message.clone(),
            remedy: check.remedy.clone(),
        }
    }
}

/// A path as SVG data with three decimals: a thousandth of a millimetre is finer than any cutter.
#[must_use]
pub fn svg_path(path: &kurbo::BezPath) -> String {
    use std::fmt::Write;
    let mut text = String::new();
    for element in path.elements() {
        let (letter, points): (char, &[kurbo::Point]) = match element {
            kurbo::PathEl::MoveTo(p) => ('M', &[*p]),
            kurbo::PathEl::LineTo(p) => ('L', &[*p]),
            kurbo::PathEl::QuadTo(p1, p2) => ('Q', &[*p1, *p2]),
            kurbo::PathEl::CurveTo(p1, p2, p3) => ('C', &[*p1, *p2, *p3]),
            kurbo::PathEl::ClosePath => ('Z', &[]),
        };
        text.push(letter);
        for (index, p) in points.iter().enumerate() {
            let gap = if index == 0 { "" } else { " " };
            // Writing to a String cannot fail.
            let _ = write!(text, "{gap}{} {}", micron(p.x), micron(p.y));
        }
    }
    text
}

fn point(p: kurbo::Point) -> [f64; 2] {
    [micron(p.x), micron(p.y)]
}

fn micron(value: f64) -> f64 {
    let rounded = (value * 1000.0).round() / 1000.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}
