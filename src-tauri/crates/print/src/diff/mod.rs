//! A vendor's proof, a picture or a PDF of theirs, held against what was meant.
//!
//! The proof is laid over the charm by its edges, whatever its size, margin, ground or turn; then each
//! layer is placed on its own, and colours are compared where the artwork lies. What happened to the
//! picture as a whole (JPEG, another gamma, another profile) is said once and set aside.

mod align;
mod coarse;
mod evidence;
mod finding;
mod found;
mod meant;
mod opened;
mod overlay;
mod parts;
mod placement;
mod plane;
mod points;
mod regions;
mod sampled;
mod shifts;
mod spots;
mod tone;
mod white;
mod words;

use dangle_design::artwork::Picture;
use dangle_design::shape::CharmShape;
use dangle_design::units::Mm;
use dangle_design::{Job, Result};
use kurbo::Rect;

pub use finding::{Comparison, Finding, FindingCode, Layer, LayerSeen, Lies, Seen};

use crate::recipe::Recipe;
use align::{Level, Pyramid};
use found::Found;
use meant::Meant;
use opened::Opened;
use plane::{Lab, Plane};
use regions::{Expected, Matter, Region};
use sampled::Sampled;
use spots::WhitePlate;
use white::White;

/// A comparison, and a picture of it.
#[derive(Clone, Debug)]
pub struct Diff {
    /// What differs.
    pub comparison: Comparison,
    /// The proof laid over the charm, with what differs marked; empty when the charm was not found.
    pub picture: Picture,
    /// The picture's pixels a millimetre of the charm.
    pub px_per_mm: f64,
    /// Where the picture lies, from the outline's top left: x, y, width, height in millimetres.
    pub frame_mm: [f64; 4],
}

/// Most places of one kind that are told.
const MOST_PLACES: usize = 12;
/// A line is there if the proof has an edge along this share of it, and whole from the other on.
const LINE_SEEN: f64 = 0.35;
const LINE_WHOLE: f64 = 0.86;
/// The artwork is missing when this share of it is.
const ART_MISSING: f64 = 0.6;
/// A change of the whole picture smaller than this ΔE is not worth a word.
const WORTH_A_WORD: f32 = 2.0;

/// Holds a vendor's proof, a picture or a PDF, against a charm's plates.
///
/// # Errors
/// `Artwork`, `File` or `TooLarge` when the proof cannot be read; those of [`crate::Plates::derive`];
/// `Cancelled`.
pub fn diff(shape: &CharmShape, recipe: &Recipe, proof: &[u8], job: &Job<'_>) -> Result<Diff> {
    job.step(0, 4)?;
    let opened = Opened::read(proof, recipe)?;
    job.step(1, 4)?;
    let intent = Meant::of(shape, recipe)?;
    let pyramid = Pyramid::of(Plane::of(&opened.picture, opened.ground())?);
    job.step(2, 4)?;
    let Some(found) = found::find(&intent, &pyramid) else { return Ok(nothing_like_it()) };
    job.step(3, 4)?;
    let diff = compared(&intent, &pyramid, &found, &opened);
    job.step(4, 4)?;
    diff
}

fn nothing_like_it() -> Diff {
    let words = "the proof shows nothing like this charm: see whether it is the right file and the charm is \
                 whole and at least 100 pixels wide on it";
    let finding = finding(FindingCode::NotFound, words.to_owned(), None, None);
    Diff {
        comparison: Comparison::new(None, Vec::new(), vec![finding]),
        picture: Picture::new(0, 0, Vec::new()),
        px_per_mm: 0.0,
        frame_mm: [0.0; 4],
    }
}

fn compared(intent: &Meant, pyramid: &Pyramid, found: &Found, opened: &Opened) -> Result<Diff> {
    let placed = found.colours();
    let level = pyramid.fine(placed.scale);
    let on_level = placed.enlarged(level.factor);
    let cut = found.cut.unwrap_or(placed).enlarged(level.factor);
    let sampled = Sampled::of(intent, level, on_level, cut);
    let (white, shines_through) = match &opened.white {
        Some(WhitePlate::Missing) => (White::Missing, None),
        Some(WhitePlate::Seen(..)) => (White::Seen, None),
        None => white::white(intent, &sampled)?,
    };
    let expected = Expected::of(intent, shines_through)?;
    let tone = expected.tone(&sampled);
    let regions = regions::differing(intent, &expected, &sampled, &tone);
    let meant: Vec<Lab> = expected.colours(&sampled).map(|(meant, _)| meant).collect();

    let art = art_seen(intent, found, &regions, meant.len());
    // Without artwork its colours tell nothing of what lies below.
    let white = if art == Seen::Missing && opened.white.is_none() { White::CannotTell } else { white };
    let mut findings = shifts::findings(intent, level, found, opened.per_mm);
    let (cut_seen, cut_findings) = cut_seen(intent, level, found, cut);
    let (holes_seen, hole_findings) = holes_seen(intent, level, cut);
    findings.extend(cut_findings.into_iter().chain(hole_findings));
    if white == White::Missing {
        let words = "the white is missing: the ground shines through the artwork".to_owned();
        findings.push(finding(FindingCode::WhiteMissing, words, None, None));
    }
    findings.extend(white_shifted(intent, found, opened));
    if art == Seen::Missing {
        let words = "the artwork is missing".to_owned();
        findings.push(finding(FindingCode::ArtMissing, words, None, None));
    } else {
        findings.extend(whole_picture(&tone.effect(&meant)));
        findings.extend(regions.iter().take(MOST_PLACES).map(|region| told(region, intent.trim)));
    }
    let seen = |layer, seen| LayerSeen { layer, seen };
    let mut layers = vec![seen(Layer::Art, art), seen(Layer::Cut, cut_seen)];
    if intent.white.is_some() || opened.white.is_some() {
        let white = match white {
            White::Seen => Seen::Seen,
            White::Missing => Seen::Missing,
            White::CannotTell => Seen::CannotTell,
        };
        layers.push(seen(Layer::White, white));
    }
    layers.extend(holes_seen.map(|holes| seen(Layer::Holes, holes)));
    let comparison = Comparison::new(Some(shifts::lies(found)), layers, findings);
    let told = &regions[..regions.len().min(MOST_PLACES)];
    let picture = overlay::picture(intent, &sampled, told, on_level, found.cut.map(|_| cut));
    let grid = &intent.grid;
    Ok(Diff { comparison, picture, px_per_mm: grid.per_mm, frame_mm: grid.frame_mm() })
}

fn finding(code: FindingCode, words: String, at: Option<Rect>, amount: Option<f64>) -> Finding {
    let rounded = |value: f64| (value * 100.0).round() / 100.0;
    let at_mm = at.map(|frame| [frame.x0, frame.y0, frame.width(), frame.height()].map(rounded));
    Finding { code, fault: code.is_fault(), words, at_mm, amount: amount.map(rounded) }
}

/// Where a PDF has a white plate, it must lie where the artwork does.
fn white_shifted(intent: &Meant, found: &Found, opened: &Opened) -> Option<Finding> {
    let (Some(WhitePlate::Seen(plate, scale)), Some(art), Some(per_mm)) =
        (&opened.white, found.art, opened.per_mm)
    else {
        return None;
    };
    let per_point = per_mm / Mm::new(1.0).points();
    let by = spots::white_off(intent, plate, *scale, art, per_point)?;
    let words = format!("the white lies {} against the artwork", words::shift(by));
    (by.hypot() >= shifts::SHIFT_MM)
        .then(|| finding(FindingCode::WhiteShifted, words, None, Some(by.hypot())))
}

/// Whether the artwork is there: by its edges, and by the colours of its areas.
fn art_seen(intent: &Meant, found: &Found, regions: &[Region], compared: usize) -> Seen {
    let missing: usize = regions
        .iter()
        .filter(|region| region.matter == Matter::Missing)
        .map(|region| region.pixels.len())
        .sum();
    let share = missing as f64 / compared.max(1) as f64;
    if share > ART_MISSING || found.art.is_none() && intent.art_points.len() > 100 && share > 0.2 {
        return Seen::Missing;
    }
    if missing > 0 { Seen::Partly } else { Seen::Seen }
}

fn cut_seen(
    intent: &Meant,
    level: Level<'_>,
    found: &Found,
    placed: placement::Placement,
) -> (Seen, Vec<Finding>) {
    let missing = || {
        let words = "the cut line is missing".to_owned();
        (Seen::Missing, vec![finding(FindingCode::CutMissing, words, None, None)])
    };
    if found.cut.is_none() {
        return missing();
    }
    let (share, unseen) = found::along(level.evidence, &intent.cut_points, placed);
    if share < LINE_SEEN {
        return missing();
    }
    if share >= LINE_WHOLE {
        return (Seen::Seen, Vec::new());
    }
    let frame = unseen.iter().fold(Rect::from_points(unseen[0], unseen[0]), |frame, at| frame.union_pt(*at));
    let words = format!(
        "{:.0} % of the cut line is missing, {}",
        (1.0 - share) * 100.0,
        words::place(frame, intent.trim)
    );
    (
        Seen::Partly,
        vec![finding(FindingCode::CutPartMissing, words, Some(frame), Some((1.0 - share) * 100.0))],
    )
}

/// Each hole is looked for near where it was meant.
fn holes_seen(intent: &Meant, level: Level<'_>, cut: placement::Placement) -> (Option<Seen>, Vec<Finding>) {
    let missing: Vec<Finding> = intent
        .inner
        .iter()
        .filter_map(|hole| {
            let points = points::of_line(hole);
            let fit = |tried| align::score(level.evidence, &points, tried);
            let (placed, _) = found::nearby(&fit, cut, 0.5);
            let (share, _) = found::along(level.evidence, &points, placed);
            let frame = kurbo::Shape::bounding_box(hole);
            let words = format!("a hole is missing, {}", words::place(frame, intent.trim));
            (share < 0.5).then(|| finding(FindingCode::HoleMissing, words, Some(frame), None))
        })
        .collect();
    let seen = match (intent.inner.len(), missing.len()) {
        (0, _) => None,
        (_, 0) => Some(Seen::Seen),
        (all, missing) if all == missing => Some(Seen::Missing),
        _ => Some(Seen::Partly),
    };
    (seen, missing)
}

fn told(region: &Region, trim: Rect) -> Finding {
    let place = words::place(region.frame, trim);
    let (code, words) = match region.matter {
        Matter::Missing => (
            FindingCode::ArtPartMissing,
            format!("{:.1} mm² of the artwork are missing, {place}", region.area_mm2),
        ),
        Matter::Changed => (
            FindingCode::ColourChanged,
            format!(
                "another colour (ΔE {:.1}) on {:.1} mm², {place}: {}",
                region.delta_e,
                region.area_mm2,
                words::colours(region.meant, region.found)
            ),
        ),
        Matter::Added => (
            FindingCode::Added,
            format!("something on {:.1} mm² that was not meant, {place}", region.area_mm2),
        ),
    };
    finding(code, words, Some(region.frame), Some(f64::from(region.delta_e)))
}

fn whole_picture([lightness, chroma, all]: &[f32; 3]) -> Option<Finding> {
    let change = words::change(*lightness, *chroma);
    let change = change.unwrap_or_else(|| "a little other in its colours".to_owned());
    let words = format!(
        "the whole picture is {change} (mean ΔE {all:.1}): that comes from the screen's or the file's profile, \
         not from the charm; ask for a printed sample where colour matters"
    );
    (*all >= WORTH_A_WORD).then(|| finding(FindingCode::WholePicture, words, None, Some(f64::from(*all))))
}
