//! The way from artwork and wishes to the outline, stage by stage.

use kurbo::{Affine, BezPath, Point, Shape};

use super::base::{Base, framed_scale};
use super::build::Built;
use super::frame::Frame;
use super::gate::{self, Cut, simple};
use super::hole::{PlacedHole, Room, beside_holes};
use super::level::GridRing;
use super::prepared::{ArtField, Fields, Fineness, Margin, Parts, SPECK};
use super::ring::{Ring, contains};
use super::sized::sized;
use super::wish::Wish;
use super::{rim::rim, size, white};
use crate::artwork::Subject;
use crate::contour::signed_area;
use crate::project::{OutlineStyle, Rim, Size};
use crate::shape::Quality;
use crate::{Job, Result};

/// An outline with what belongs to it. Coordinates are mm; the origin is the top left of the cut line's box.
pub(crate) struct Drawn {
    pub(crate) cut: Cut,
    /// What is cut out of it, holes aside.
    pub(crate) cutouts: Vec<Cut>,
    pub(crate) holes: Vec<PlacedHole>,
    pub(crate) white: BezPath,
    /// From pixels of the picture to mm.
    pub(crate) pixels_to_mm: Affine,
    /// Millimetres a pixel.
    pub(crate) scale: f64,
    pub(crate) islands: usize,
    pub(crate) bridges: usize,
    pub(crate) kept_bridges: usize,
    pub(crate) widened: usize,
    pub(crate) specks: usize,
}

/// Steps of a job that [`draw`] reports.
pub(crate) const STEPS: u64 = 5;

fn fineness(quality: Quality) -> Fineness {
    match quality {
        Quality::Preview => Fineness { step: 0.1, most: 4.0e5 },
        Quality::Final => Fineness { step: 0.1, most: 4.0e6 },
    }
}

/// The step of the white's grid, in mm: finer than the outline's, for it follows the artwork's own edge.
pub(crate) fn white_step(quality: Quality) -> f64 {
    match quality {
        Quality::Preview => 0.1,
        Quality::Final => 0.05,
    }
}

/// The outline of a subject.
///
/// # Errors
/// `Input` when the charm cannot have that size, `Cancelled` when the person stopped the job.
pub(crate) fn draw(
    subject: &Subject,
    fields: &Fields,
    wish: &Wish,
    quality: Quality,
    job: &Job<'_>,
) -> Result<Drawn> {
    let exact = quality == Quality::Final;
    let parts = kept_parts(&subject.rings, wish)?;
    let mut start = size::bordered(wish.size, &parts, wish.outset())?;
    let frame = Frame::new(wish.style, &parts, wish.border / start);
    if let Some(frame) = &frame {
        start = framed_scale(frame, wish, &parts, start)?;
    }
    let low = lowest_scale(wish, &parts, start);
    let room = margin(wish, &parts);
    let art = fields.field(&parts, low, room, fineness(quality), exact);
    job.step(1, STEPS)?;
    let follows = frame.is_none() && subject.cut.is_none() && wish.style != OutlineStyle::Tight;
    let mut scale = start;
    if follows {
        scale = size::tabbed(wish.size, &art, &parts, wish.border, &wish.holes, start)?;
    }
    job.step(2, STEPS)?;
    let open = wish
        .least_cutout
        .map(|_| ArtField::new(&Parts::open(&subject.rings, scale), low, room, fineness(quality)));
    let mut base = Base::new(art, wish, room, &parts, subject.cut.as_deref(), frame, open);
    let (scale, built) = sized(&mut base, &parts, scale, quality)?;
    job.step(3, STEPS)?;
    let printed = printed(&subject.rings, scale, &built.ring);
    let inside: Vec<PlacedHole> = built.inside(&wish.holes).collect();
    let printed = beside_holes(printed, &inside, scale);
    let (cut, white) = rayon::join(
        || built.exact.as_ref().map_or_else(|| gate::cut(&simple(&built.ring), scale), gate::as_drawn),
        || white::white(&printed, scale, wish.choke, white_step(quality)),
    );
    job.step(4, STEPS)?;
    let cutouts = built.cutouts.iter().map(|ring| gate::cut(&simple(ring), scale)).collect();
    let mut drawn = placed(cut, cutouts, white, &built, &parts, scale, wish.size);
    if wish.rim == Rim::White {
        drawn.white = rim(&drawn, wish, white_step(quality));
    }
    Ok(drawn)
}

/// The parts that get a border: what a speck is depends on the scale, and the scale on the parts.
fn kept_parts(rings: &[GridRing], wish: &Wish) -> Result<Parts> {
    let all = Parts::of(rings, f64::INFINITY);
    let guess = size::bordered(wish.size, &all, wish.outset())?;
    let parts = Parts::of(rings, guess);
    let scale = size::bordered(wish.size, &parts, wish.outset())?;
    Ok(Parts::of(rings, scale))
}

/// The scale if all tabs stood on that side of the artwork that is measured: the field must have room
/// for the smallest artwork there may be, as its room is counted in pixels.
fn lowest_scale(wish: &Wish, parts: &Parts, bordered: f64) -> f64 {
    let rise: f64 =
        wish.holes.iter().map(|hole| hole.rise(wish.border)).sum::<f64>() + 2.0 * wish.drawn_out();
    let pixels = size::side(wish.size, parts.bounds).max(1e-3);
    (bordered - rise / pixels).max(bordered * 0.25)
}

fn margin(wish: &Wish, parts: &Parts) -> Margin {
    let islands = parts.rings.len() > 1;
    let fillets = wish.holes.iter().map(|hole| hole.fillet).fold(wish.fillet(), f64::max);
    let ball = fillets.max(wish.ball()).max(if islands { wish.join } else { 0.0 });
    let room = Room::of(&wish.holes, wish.border);
    let reach = wish.border.max(wish.least_neck);
    let drawn = wish.drawn_out();
    Margin {
        side: reach.max(room.side) + ball.max(wish.rounded()) + drawn + 0.5,
        bottom: reach.max(room.bottom) + ball.max(wish.rounded()) + drawn + 0.5,
        top: reach.max(room.top) + ball.max(wish.rounded()) + drawn + 0.5,
        exact: (wish.border + ball + 0.5).max(room.exact),
    }
}

/// The rings that are printed: all but specks outside the outline.
fn printed(rings: &[GridRing], scale: f64, outline: &Ring) -> Vec<GridRing> {
    let is_speck = |ring: &GridRing| signed_area(ring).abs() * scale * scale < SPECK;
    let is_outside = |ring: &GridRing| {
        let [x, y] = ring[0];
        !contains(outline, Point::new(f64::from(x) * scale, f64::from(y) * scale))
    };
    rings.iter().filter(|ring| !(is_speck(ring) && is_outside(ring))).cloned().collect()
}

/// Moves everything so that the cut line's box starts at the origin and has exactly the wanted size.
fn placed(
    mut cut: Cut,
    mut cutouts: Vec<Cut>,
    mut white: BezPath,
    built: &Built,
    parts: &Parts,
    scale: f64,
    size: Size,
) -> Drawn {
    let bounds = cut.path.bounding_box();
    let exact = size.length.get() / size::side(size, bounds);
    let to_origin = Affine::scale(exact) * Affine::translate(-bounds.origin().to_vec2());
    for cut in std::iter::once(&mut cut).chain(&mut cutouts) {
        cut.path.apply_affine(to_origin);
        cut.flat.iter_mut().for_each(|point| *point = to_origin * *point);
    }
    white.apply_affine(to_origin);
    Drawn {
        cut,
        cutouts,
        holes: built
            .holes
            .iter()
            .map(|hole| PlacedHole { center: to_origin * hole.center, ..*hole })
            .collect(),
        white,
        pixels_to_mm: to_origin * Affine::scale(scale),
        scale: scale * exact,
        islands: built.islands,
        bridges: built.bridges,
        widened: built.widened,
        kept_bridges: built.kept_bridges,
        specks: parts.specks + built.lost,
    }
}
