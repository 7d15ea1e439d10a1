//! What follows from a charm: its cut line, white, hang and checks. Derived, never stored.
//!
//! Coordinates are millimetres with the origin at the top left of the outline's box, x right, y down.

use std::sync::Arc;

use kurbo::{Affine, BezPath, Point, Rect, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::artwork::{Picture, Subject};
use crate::check::{self, Facts, Way};
use crate::edit::Edit;
use crate::face::{self, Blank, Dressed};
pub use crate::face::{Body, Front, Makeup};
use crate::hang;
use crate::outline::{self, Fields, HoleWish, Moments, Place, PlacedHole, Wish};
use crate::process::{CheckCode, Process, Source, White};
use crate::project::{Charm, Cutouts, HolePlace, HoleSits, HoleSpec};
use crate::units::{self, Degrees, Mm};
use crate::{Job, Result, sides};

/// Everything that follows from one charm.
#[derive(Clone, Debug)]
pub struct CharmShape {
    /// The line the blade follows, and the hole.
    pub outline: Outline,
    /// What the mock-up needs to know of the material.
    pub body: Body,
    /// The artwork with its ground removed.
    pub picture: Arc<Picture>,
    /// What the process makes of the artwork; `None` where it is printed as it is, and in a preview.
    pub face: Option<Front>,
    /// What the process made of the artwork, in figures.
    pub makeup: Makeup,
    /// Where the whole picture's rectangle lies.
    pub artwork_box: Rect,
    /// Where the artwork's own rectangle lies, which [`crate::project::Spot`]s are shares of: words may reach
    /// beyond it.
    pub spots_box: Rect,
    /// The region of white ink: the artwork's silhouette, pulled in by the choke. Non-zero filled.
    pub white: BezPath,
    /// What the process adds to be seen: seams, wraps, safe zones, metal lines.
    pub guides: Vec<Guide>,
    /// What the back shows, where it has something.
    pub back: Option<BackSide>,
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
    /// Parts inside the cut line that are cut out, each one closed sub-path; the holes are not among them.
    pub cutouts: Vec<BezPath>,
    /// The holes, in the order they were asked for; the charm hangs by the first.
    pub holes: Vec<Hole>,
    /// Width and height of the cut line's box.
    pub size: kurbo::Size,
    /// Area inside the cut line, holes and cut-outs taken off, in mm².
    pub area_mm2: f64,
    /// Length of the cut line, without holes and cut-outs.
    pub perimeter: Mm,
    /// Centre of mass of the plate, holes and cut-outs taken off.
    pub centroid: Point,
    /// Number of nodes of the cut line.
    pub nodes: usize,
}

impl CharmShape {
    /// What is made of the front, and where its rectangle lies.
    #[must_use]
    pub fn front(&self) -> (&Arc<Picture>, Rect) {
        self.face.as_ref().map_or((&self.picture, self.artwork_box), |face| (&face.picture, face.rect))
    }

    /// What the front of the finished charm shows, and where its rectangle lies.
    #[must_use]
    pub fn finished(&self) -> (&Arc<Picture>, Rect) {
        let lasts = self.face.as_ref().filter(|face| face.lasts);
        lasts.map_or((&self.picture, self.artwork_box), |face| (&face.picture, face.rect))
    }
}

impl Outline {
    /// The hole the charm hangs by.
    #[must_use]
    pub fn hole(&self) -> Option<Hole> {
        self.holes.first().copied()
    }

    /// Every line the blade follows: the cut line, the cut-outs and the holes.
    #[must_use]
    pub fn all(&self) -> BezPath {
        let mut all = self.cut.clone();
        all.extend(self.inner().elements().iter().copied());
        all
    }

    /// What is cut inside the cut line: the cut-outs and the holes.
    #[must_use]
    pub fn inner(&self) -> BezPath {
        let mut inner = BezPath::new();
        for path in self.cutouts.iter().cloned().chain(self.holes.iter().map(Hole::path)) {
            inner.extend(path.elements().iter().copied());
        }
        inner
    }
}

/// A hole: round, or a slot with round ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hole {
    /// Its centre.
    pub center: Point,
    /// Across the narrow way: a round hole's diameter.
    pub diameter: Mm,
    /// From end to end; a round hole's diameter.
    pub length: Mm,
    /// How far a slot's long way is turned from level, clockwise; zero for a round hole.
    pub turn: Degrees,
    /// The least material between the hole and any other line that is cut.
    pub wall: Mm,
    /// How far the charm turns when hung by this hole, clockwise.
    pub tilt: Degrees,
    /// Whether it goes through artwork.
    pub in_artwork: bool,
    /// How it was asked for: its place in the charm's list of holes.
    pub index: usize,
}

impl Hole {
    /// A round hole, the first of its charm, by which it hangs straight.
    #[must_use]
    pub fn round(center: Point, diameter: Mm, wall: Mm) -> Self {
        let (turn, tilt) = (Degrees::ZERO, Degrees::ZERO);
        Hole { center, diameter, length: diameter, turn, wall, tilt, in_artwork: false, index: 0 }
    }

    /// Its edge, one closed sub-path.
    #[must_use]
    pub fn path(&self) -> BezPath {
        /// How far the cubics may lie from the true arcs, in mm.
        const EXACT: f64 = 1e-4;
        let (length, width) = (self.length.get(), self.diameter.get());
        let place = Affine::translate(self.center.to_vec2()) * Affine::rotate(self.turn.radians());
        if length <= width {
            return place * kurbo::Circle::new(Point::ORIGIN, width / 2.0).to_path(EXACT);
        }
        let slot = Rect::from_center_size(Point::ORIGIN, (length, width));
        place * slot.to_rounded_rect(width / 2.0).to_path(EXACT)
    }
}

/// A line that the process adds: nothing is cut along it.
#[derive(Clone, Debug)]
pub struct Guide {
    /// What it stands for.
    pub kind: GuideKind,
    /// The line, in mm, or the region it bounds.
    pub path: BezPath,
}

/// What a guide stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum GuideKind {
    /// What lies inside is sure to be seen.
    Safe,
    /// The artwork goes this far past the cut.
    Bleed,
    /// Cloth is cut here; the seam lies inside.
    Seam,
    /// The disc that is wrapped round a badge.
    Wrap,
    /// The face of a badge.
    Live,
    /// Metal between cells of enamel: a region, non-zero filled.
    Metal,
    /// The space inside a shaker.
    Cavity,
    /// Where a dome of resin lies.
    Dome,
    /// The sheet before it shrinks, drawn at its own size about the charm's middle.
    Unshrunk,
    /// What is engraved: a region, non-zero filled.
    Engraved,
    /// The border of thread round a patch: a region, non-zero filled.
    Merrow,
}

/// The back of a charm, as seen from the front through the plate: mirrored, so that it registers.
#[derive(Clone, Debug)]
pub struct BackSide {
    /// The artwork, mirrored.
    pub picture: Arc<Picture>,
    /// Where its rectangle lies.
    pub artwork_box: Rect,
    /// The region of white ink for it. Non-zero filled.
    pub white: BezPath,
}

/// How a charm hangs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hang {
    /// Mass of the plate.
    pub mass_g: f64,
    /// How far it turns when hung by its hole, clockwise; friction adds about a degree either way.
    /// Zero without a hole.
    pub tilt: Degrees,
    /// How it hangs by its first two holes at once, if it has them.
    pub pair: Option<Pair>,
}

/// How a charm hangs by two holes at once, as a badge on a pin or a tag on two equal cords.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// How far it turns, clockwise: the line between the holes is level.
    pub tilt: Degrees,
    /// The first hole's share of the weight. Below 0 or above 1 the centre of mass does not lie between the
    /// holes: one cord goes slack, and the charm turns about the other hole.
    pub share: f64,
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ShapeNotes {
    /// Loose parts the artwork had.
    pub islands: usize,
    /// Bridges that were added to join them.
    pub bridges: usize,
    /// Bridges among them that the person left out, but no other way would join the parts.
    pub kept_bridges: usize,
    /// Necks that were widened.
    pub widened_necks: usize,
    /// Specks of artwork too small to cut round, that got no border.
    pub dropped_specks: usize,
    /// Whether a ground was removed.
    pub background_removed: bool,
    /// Whether the ground was hard to tell from the artwork, such as white on white: the brush should help.
    pub ground_unsure: bool,
    /// Letters of the words that no font has: they are left out.
    pub missing_letters: String,
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
    /// More places where it is found, from foot to foot, worst first; see each check.
    pub marks: Vec<(Point, Point)>,
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
    /// Other ways, should the fix turn out not to do it, the gentlest first.
    pub otherwise: Vec<Way>,
    /// What to do where no edit does it.
    pub by_hand: String,
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
    subject: Arc<Subject>,
    fields: Fields,
}

impl Prepared {
    /// The subject, with nothing measured yet.
    #[must_use]
    pub fn new(subject: impl Into<Arc<Subject>>) -> Self {
        Prepared { subject: subject.into(), fields: Fields::default() }
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
    let wish = wish(charm, process, subject);
    let drawn = outline::draw(subject, fields, &wish, quality, job)?;
    let own_pixel = drawn.scale * subject.density;
    let artwork_dpi = subject.picture.vector().is_none().then(|| units::dpi(1.0 / own_pixel));
    let plate = plate(&drawn);
    let holes = holes(&drawn, &charm.outline.holes, subject, plate.centroid());
    let hang = hang::hang(plate, &holes, process);
    let searched = 1.5 * wish.bridge;
    let necks = necks(&drawn, searched);
    let neck = necks.first().copied();
    let size = drawn.cut.path.bounding_box().size();
    let notes = notes(&drawn, subject);
    let whole = Rect::new(0.0, 0.0, f64::from(subject.picture.width()), f64::from(subject.picture.height()));
    let artwork_box = drawn.pixels_to_mm.transform_rect_bbox(whole);
    let back = sides::back(subject, &drawn, artwork_box, wish.choke, quality);
    let own_white = sides::own_white(subject, &drawn, quality);
    let silhouette = own_white.unwrap_or(drawn.white);
    let outline = Outline {
        cutouts: drawn.cutouts.into_iter().map(|cut| cut.path).collect(),
        holes,
        size,
        area_mm2: plate.area,
        perimeter: Mm::new(drawn.cut.path.perimeter(1e-3)),
        centroid: plate.centroid(),
        nodes: drawn.cut.nodes,
        cut: drawn.cut.path,
    };
    let blank = Blank { charm, process, subject, outline: &outline, pixels_to_mm: drawn.pixels_to_mm };
    let Dressed { face, white, guides, back, makeup } = face::dress(&blank, silhouette, back, quality);
    let mut shape = CharmShape {
        body: body(process),
        picture: Arc::clone(&subject.picture),
        face,
        makeup,
        artwork_box,
        spots_box: drawn.pixels_to_mm.transform_rect_bbox(xywh(subject.artwork)),
        white,
        guides,
        back,
        hang,
        neck,
        necks,
        artwork_dpi,
        checks: Vec::new(),
        notes,
        outline,
    };
    shape.checks = check::checks(&Facts { charm, process, subject, shape: &shape, searched }, quality);
    job.step(outline::STEPS, outline::STEPS)?;
    Ok(shape)
}

fn body(process: &Process) -> Body {
    Body {
        look: process.look.clone(),
        colour: process.body,
        thickness: process.thickness_mm,
        white_ink: process.white != White::None,
    }
}

/// What a charm wants of its outline, in plain millimetres.
fn wish(charm: &Charm, process: &Process, subject: &Subject) -> Wish {
    let spec = &charm.outline;
    let legal = check::comfortable(process, CheckCode::Neck).unwrap_or(0.0);
    Wish {
        size: charm.size,
        style: spec.style,
        border: spec.border.get(),
        bleed: spec.bleed.get(),
        smoothing: spec.smoothing.get(),
        join: spec.join.get(),
        least_neck: spec.least_neck.get(),
        bridge: spec.least_neck.get().max(legal).max(NARROWEST_BRIDGE),
        least_cutout: (spec.cutouts == Cutouts::Kept).then(|| least_cutout(process)),
        edits: spec.edits.clone(),
        artwork: xywh(subject.artwork),
        holes: spec.holes.iter().map(|hole| hole_wish(hole, subject)).collect(),
        rim: spec.rim,
        choke: charm.choke.get(),
    }
}

/// No bridge is narrower, in mm, whatever the process says: it would break in the hand.
const NARROWEST_BRIDGE: f64 = 1.0;

/// The least width of a cut-out: that of the least hole the process can make.
fn least_cutout(process: &Process) -> f64 {
    /// In mm, where the process does not say: ponoko.com on laser-cut holes in 3 mm sheet.
    const LEAST: f64 = 2.0;
    process.limit(CheckCode::Hole).and_then(|limit| limit.error_below.or(limit.warn_below)).unwrap_or(LEAST)
}

/// What a charm wants of a hole, in plain millimetres and pixels of the picture.
fn hole_wish(hole: &HoleSpec, subject: &Subject) -> HoleWish {
    let (width, length) = (hole.shape.width().get(), hole.shape.length().get());
    let place = match hole.place {
        HolePlace::Hang { angle, shift } => Place::Hang { angle: angle.get(), shift: shift.get() },
        HolePlace::Near { at } => {
            let [x, y, wide, high] = subject.artwork;
            Place::Near { at: Point::new(x + at.u * wide, y + at.v * high) }
        }
    };
    HoleWish {
        radius: width / 2.0,
        half: (length - width) / 2.0,
        wall: hole.wall.get(),
        fillet: hole.fillet.get(),
        sits: hole.sits,
        place,
        pinned: None,
    }
}

/// The holes as they lie in the finished outline.
fn holes(drawn: &outline::Drawn, specs: &[HoleSpec], subject: &Subject, centroid: Point) -> Vec<Hole> {
    let hole = |(index, (placed, spec)): (usize, (&PlacedHole, &HoleSpec))| {
        let others = drawn.holes.iter().enumerate().filter(|(other, _)| *other != index);
        let apart = others.map(|(_, other)| placed.wall_between(other)).fold(f64::INFINITY, f64::min);
        let hole = Hole {
            length: spec.shape.length(),
            turn: Degrees::new(placed.turn()),
            in_artwork: spec.sits == HoleSits::Inside && cuts_artwork(placed, drawn, subject),
            index,
            ..Hole::round(
                placed.center,
                spec.shape.width(),
                Mm::new(placed.wall_to(&drawn.cut.flat).min(apart)),
            )
        };
        Hole { tilt: hang::tilt_by(&hole, centroid), ..hole }
    };
    drawn.holes.iter().zip(specs).enumerate().map(hole).collect()
}

/// Whether a hole goes through any of the artwork.
fn cuts_artwork(hole: &PlacedHole, drawn: &outline::Drawn, subject: &Subject) -> bool {
    let to_mm = |[x, y]: &[f32; 2]| drawn.pixels_to_mm * Point::new(f64::from(*x), f64::from(*y));
    let rings: Vec<Vec<Point>> = subject.rings.iter().map(|ring| ring.iter().map(to_mm).collect()).collect();
    hole.cuts(&rings)
}

fn xywh([x, y, width, height]: [f64; 4]) -> Rect {
    Rect::new(x, y, x + width, y + height)
}

/// The plate's moments, holes and cut-outs taken off.
fn plate(drawn: &outline::Drawn) -> Moments {
    let whole = Moments::of(&drawn.cut.flat);
    let plate = drawn.cutouts.iter().fold(whole, |plate, cut| plate.minus(Moments::of(&cut.flat)));
    drawn.holes.iter().fold(plate, |plate, hole| plate.minus(hole.moments()))
}

fn necks(drawn: &outline::Drawn, searched: f64) -> Vec<Neck> {
    let inner = drawn.cutouts.iter().map(|cut| cut.flat.iter().rev().copied().collect());
    let rings: Vec<Vec<Point>> = std::iter::once(drawn.cut.flat.clone()).chain(inner).collect();
    let found = outline::stretches(&rings, searched);
    let neck =
        |narrow: outline::Narrow| Neck { from: narrow.from, to: narrow.to, width: Mm::new(narrow.width()) };
    found.iter().map(|stretch| neck(stretch.narrowest)).collect()
}

fn notes(drawn: &outline::Drawn, subject: &Subject) -> ShapeNotes {
    ShapeNotes {
        islands: drawn.islands,
        bridges: drawn.bridges,
        kept_bridges: drawn.kept_bridges,
        widened_necks: drawn.widened,
        dropped_specks: drawn.specks,
        background_removed: subject.background_removed,
        ground_unsure: subject.ground_unsure,
        missing_letters: subject.missing_letters.clone(),
    }
}
