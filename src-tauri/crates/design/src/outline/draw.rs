//! The way from artwork and wishes to the outline, stage by stage.

use kurbo::{Affine, BezPath, Point, Shape};

use super::body::{Body, Graft};
use super::gate::{Cut, cut, simple};
use super::join::unite;
use super::level::GridRing;
use super::neck::{Narrow, stretches};
use super::prepared::{Fields, Fineness, Margin, Parts, SPECK};
use super::ring::{Moments, Ring, bounds, contains};
use super::tab::Tab;
use super::{size, white};
use crate::contour::signed_area;
use crate::project::Size;
use crate::shape::Quality;
use crate::{Job, Result};

/// What a person wants of an outline; lengths in mm.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wish {
    pub(crate) size: Size,
    pub(crate) border: f64,
    pub(crate) smoothing: f64,
    pub(crate) join: f64,
    pub(crate) least_neck: f64,
    /// The width of bridges: least neck or what the process allows.
    pub(crate) bridge: f64,
    pub(crate) tab: Option<Tab>,
    pub(crate) choke: f64,
}

/// An outline with what belongs to it. Coordinates are mm; the origin is the top left of the cut line's box.
pub(crate) struct Drawn {
    pub(crate) cut: Cut,
    pub(crate) hole: Option<Point>,
    pub(crate) white: BezPath,
    /// From pixels of the picture to mm.
    pub(crate) pixels_to_mm: Affine,
    /// Millimetres a pixel.
    pub(crate) scale: f64,
    pub(crate) islands: usize,
    pub(crate) bridges: usize,
    pub(crate) widened: usize,
    pub(crate) specks: usize,
}

/// Radius of the fillets where tab, bridges and widened necks meet the body, in mm. Acrylic cracks from
/// sharp inner corners; more would swallow small hollows beside the tab.
const FILLET: f64 = 2.0;
/// Steps of a job that [`draw`] reports.
pub(crate) const STEPS: u64 = 5;

fn fineness(quality: Quality) -> Fineness {
    match quality {
        Quality::Preview => Fineness { step: 0.1, most: 4.0e5 },
        Quality::Final => Fineness { step: 0.1, most: 4.0e6 },
    }
}

/// The step of the white's grid, in mm: finer than the outline's, for it follows the artwork's own edge.
fn white_step(quality: Quality) -> f64 {
    match quality {
        Quality::Preview => 0.1,
        Quality::Final => 0.05,
    }
}

/// How far the finished size may be off before the outline is built again, in mm; what is left is taken out
/// by scaling, which makes the border thicker or thinner in the same proportion.
fn slack(quality: Quality) -> f64 {
    match quality {
        Quality::Preview => 0.3,
        Quality::Final => 0.02,
    }
}

/// The outline of rings in pixels.
///
/// # Errors
/// `Input` when the charm cannot have that size, `Cancelled` when the person stopped the job.
pub(crate) fn draw(
    rings: &[GridRing],
    fields: &Fields,
    wish: &Wish,
    quality: Quality,
    job: &Job<'_>,
) -> Result<Drawn> {
    let parts = kept_parts(rings, wish)?;
    let start = size::bordered(wish.size, &parts, wish.border)?;
    let exact = quality == Quality::Final;
    let low = lowest_scale(wish, &parts, start);
    let art = fields.field(&parts, low, margin(wish, &parts), fineness(quality), exact);
    job.step(1, STEPS)?;
    let mut scale = size::tabbed(wish.size, &art, &parts, wish.border, wish.tab.as_ref(), start)?;
    job.step(2, STEPS)?;
    let mut built = build(Body::new(&art, scale, wish.border, wish.smoothing), wish);
    for _ in 0..4 {
        let bounds = bounds([&built.ring]);
        if (size::side(wish.size, bounds) - wish.size.length.get()).abs() <= slack(quality) {
            break;
        }
        scale = size::corrected(wish.size, &parts, scale, bounds)?;
        built = build(Body::new(&art, scale, wish.border, wish.smoothing), wish);
    }
    job.step(3, STEPS)?;
    let printed = printed(rings, scale, &built.ring);
    let (cut, white) = rayon::join(
        || cut(&simple(&built.ring), scale),
        || white::white(&printed, scale, wish.choke, white_step(quality)),
    );
    job.step(4, STEPS)?;
    Ok(placed(cut, white, &built, &parts, scale, wish.size))
}

/// The parts that get a border: what a speck is depends on the scale, and the scale on the parts.
fn kept_parts(rings: &[GridRing], wish: &Wish) -> Result<Parts> {
    let all = Parts::of(rings, f64::INFINITY);
    let guess = size::bordered(wish.size, &all, wish.border)?;
    let parts = Parts::of(rings, guess);
    let scale = size::bordered(wish.size, &parts, wish.border)?;
    Ok(Parts::of(rings, scale))
}

/// The scale if the tab stood on top of the artwork and that side were measured: the field must have room
/// for the smallest artwork there may be, as its room is counted in pixels.
fn lowest_scale(wish: &Wish, parts: &Parts, bordered: f64) -> f64 {
    let rise = wish.tab.map_or(0.0, |tab| tab.clear_of_artwork() + tab.radius() - wish.border);
    let pixels = size::side(wish.size, parts.bounds).max(1e-3);
    (bordered - rise.max(0.0) / pixels).max(bordered * 0.25)
}

fn margin(wish: &Wish, parts: &Parts) -> Margin {
    let islands = parts.rings.len() > 1;
    let ball = wish.smoothing.max(FILLET).max(if islands { wish.join } else { 0.0 });
    let (tab, rise) = wish.tab.map_or((0.0, 0.0), |tab| (tab.radius(), tab.clear_of_artwork()));
    let reach = wish.border.max(tab).max(wish.least_neck);
    Margin {
        side: reach + ball + 0.5,
        bottom: wish.border.max(wish.least_neck) + ball + 0.5,
        top: (rise + tab).max(reach) + ball + 0.5,
        exact: wish.border + ball + 0.5,
    }
}

/// A body made whole.
struct Built {
    ring: Ring,
    hole: Option<Point>,
    islands: usize,
    bridges: usize,
    widened: usize,
}

fn build(mut body: Body, wish: &Wish) -> Built {
    let parts = body.rings.len();
    let fillet = wish.smoothing.max(FILLET);
    let bridges = unite(&mut body, wish.join, wish.bridge, fillet);
    // Artwork alone is never narrower than two borders.
    let may_be_narrow = parts > 1 || wish.least_neck > 2.0 * wish.border;
    let widened = if may_be_narrow { widen(&mut body, wish.least_neck, fillet) } else { 0 };
    let hole = wish.tab.map(|tab| add_tab(&mut body, &tab, wish.border, fillet));
    let ring = body.rings.into_iter().next().unwrap_or_default();
    Built { ring, hole, islands: if parts > 1 { parts } else { 0 }, bridges, widened }
}

/// Puts discs on every cross-section below `least`, and says how many necks there were.
fn widen(body: &mut Body, least: f64, fillet: f64) -> usize {
    /// Between discs, in mm: their scallops are a few micrometres deep.
    const APART: f64 = 0.3;
    /// Necks this close to the limit are as wide as any cutter can tell, in mm.
    const NEARLY: f64 = 0.02;
    let mut widened = 0;
    for round in 0..3 {
        let necks = if least > NEARLY { stretches(&body.rings, least - NEARLY) } else { vec![] };
        if necks.is_empty() {
            break;
        }
        if round == 0 {
            widened = necks.len();
        }
        let mut middles: Vec<Point> = Vec::new();
        let sections =
            necks.iter().flat_map(|neck| [neck.narrowest].into_iter().chain(neck.sections.iter().copied()));
        for middle in sections.map(|section: Narrow| section.middle()) {
            if middles.iter().all(|other| other.distance(middle) > APART) {
                middles.push(middle);
            }
        }
        let discs: Vec<Graft> = middles.into_iter().map(|middle| Graft::disc(middle, least / 2.0)).collect();
        body.graft(&discs, fillet);
    }
    widened
}

/// Puts the tab on, so that the finished charm hangs straight when the person did not move it.
fn add_tab(body: &mut Body, tab: &Tab, border: f64, fillet: f64) -> Point {
    /// The hole may lie this far beside the centre of mass, in mm: at 25 mm above it, a tenth of a degree.
    const BESIDE: f64 = 0.04;
    let mut nudge = 0.0;
    let mut rounds = 0;
    loop {
        let hole = tab.place(body, border, nudge);
        let mut tabbed = body.clone();
        tabbed.graft(&[Graft::disc(hole, tab.radius())], fillet);
        let plate = tabbed.moments().minus(Moments::disc(hole, tab.hole));
        let beside = plate.centroid().x - hole.x;
        rounds += 1;
        if tab.shift != 0.0 || beside.abs() < BESIDE || rounds > 3 {
            *body = tabbed;
            return hole;
        }
        // What the fillets weigh was not known before.
        nudge += beside;
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
fn placed(mut cut: Cut, mut white: BezPath, built: &Built, parts: &Parts, scale: f64, size: Size) -> Drawn {
    let bounds = cut.path.bounding_box();
    let exact = size.length.get() / size::side(size, bounds);
    let to_origin = Affine::scale(exact) * Affine::translate(-bounds.origin().to_vec2());
    cut.path.apply_affine(to_origin);
    cut.flat.iter_mut().for_each(|point| *point = to_origin * *point);
    white.apply_affine(to_origin);
    Drawn {
        cut,
        hole: built.hole.map(|hole| to_origin * hole),
        white,
        pixels_to_mm: to_origin * Affine::scale(scale),
        scale: scale * exact,
        islands: built.islands,
        bridges: built.bridges,
        widened: built.widened,
        specks: parts.specks,
    }
}
