//! The classic faults of files that printers send back: wrong size, missing bleed, coarse pictures, too much
//! ink.

use kurbo::{BezPath, Point, Rect, Shape};

use super::line::{ProofCode, ProofLine};
use super::rules;
use crate::read::{Boxes, Drawing, MarkKind, Painted, Window};

/// Charms are as large as this, in millimetres.
const SIDES_MM: std::ops::RangeInclusive<f64> = 5.0..=500.0;
/// How far the cut line's box may be from the trim box: some trim to whole millimetres.
const SIZE_TOLERANCE_MM: f64 = 1.0;
/// What vendors ask of pictures at the least, in pixels an inch (ayuda.zolemba.es, printcutco.com).
const LEAST_DPI: f64 = 300.0;
/// Pictures just below are rounded up: no eye tells 297 from 300.
const DPI_TOLERANCE: f64 = 0.98;
/// How far artwork that reaches the trim must go past it, in millimetres: the least that vendors ask.
pub(super) const BLEED_MM: f64 = 1.0;
/// Artwork that lies at both of these distances from the trim reaches it, in millimetres; a cut line drawn in
/// ink is too thin for both.
const INSIDE_MM: [f64; 2] = [0.3, 0.8];
/// So much of the trim may end short: corners, and hairs of artwork.
const SHORT_MM: f64 = 2.0;
/// From this amount on there is ink, of 255.
const INKED: u8 = 12;

/// Whether the charm is as large as the page says: trim box and cut line agree.
pub(super) fn size(boxes: Boxes, strokes: &[BezPath]) -> ProofLine {
    let cut = strokes.iter().map(Shape::bounding_box).reduce(|all, part| all.union(part));
    let plausible = |frame: Rect| {
        SIDES_MM.contains(&rules::mm(frame.width())) && SIDES_MM.contains(&rules::mm(frame.height()))
    };
    let (passed, found) = match (boxes.trim, cut) {
        (Some(trim), Some(cut)) => {
            let off = [trim.width() - cut.width(), trim.height() - cut.height()];
            let same = off.iter().all(|points| rules::mm(points.abs()) <= SIZE_TOLERANCE_MM);
            (same && plausible(cut), format!("trim {}, cut line {}", rules::size(trim), rules::size(cut)))
        }
        (Some(trim), None) => (plausible(trim), format!("trim {}", rules::size(trim))),
        (None, Some(cut)) => (plausible(cut), format!("cut line {}, no trim", rules::size(cut))),
        (None, None) => (false, "neither trim box nor cut line".into()),
    };
    ProofLine::new(
        ProofCode::Size,
        passed,
        found,
        "a charm of 5 to 500 mm, trim box as large as the cut line",
    )
}

/// Whether pictures are fine enough at the size they are printed.
pub(super) fn resolution(drawing: &Drawing<'_>) -> ProofLine {
    let dpi = drawing.marks.iter().filter_map(|mark| match &mark.kind {
        MarkKind::Image(image) => {
            let [a, b, c, d, ..] = image.place.as_coeffs();
            let (across, down) = (image.width as f64 / a.hypot(b), image.height as f64 / c.hypot(d));
            Some(across.min(down) * 72.0)
        }
        MarkKind::Fill { .. } | MarkKind::Stroke { .. } | MarkKind::Shading => None,
    });
    let coarsest = dpi.filter(|dpi| dpi.is_finite()).fold(f64::INFINITY, f64::min);
    let passed = coarsest >= LEAST_DPI * DPI_TOLERANCE;
    let found = if coarsest.is_finite() { format!("{coarsest:.0} dpi") } else { "no pictures".into() };
    ProofLine::new(ProofCode::Resolution, passed, found, format!("at least {LEAST_DPI:.0} dpi"))
}

/// Whether artwork that reaches the trim goes on past it; nothing without a trim, of which the boxes' line tells.
pub(super) fn bleed(painted: &Painted, boxes: Boxes, window: Window) -> Option<ProofLine> {
    let meant = format!("{BLEED_MM} mm past the trim wherever artwork reaches it");
    let trim = boxes.trim?;
    let step = 0.2 / rules::mm(1.0);
    let points = |mm: f64| mm / rules::mm(1.0);
    let inked = |at: Point| {
        let at = window.to_pixels * at;
        let on = at.x >= 0.0 && at.y >= 0.0 && at.x < window.width as f64 && at.y < window.height as f64;
        on && painted.process[at.y as usize * window.width + at.x as usize].iter().any(|ink| *ink > INKED)
    };
    let sides = |inwards: f64| {
        let frame = trim.inflate(-inwards, -inwards);
        let along =
            |from: f64, to: f64| (0..((to - from) / step) as usize).map(move |i| from + i as f64 * step);
        let across =
            along(trim.x0, trim.x1).flat_map(move |x| [Point::new(x, frame.y0), Point::new(x, frame.y1)]);
        let down =
            along(trim.y0, trim.y1).flat_map(move |y| [Point::new(frame.x0, y), Point::new(frame.x1, y)]);
        across.chain(down).collect::<Vec<_>>()
    };
    let [edge, deeper] = INSIDE_MM.map(|mm| sides(points(mm)));
    let past = sides(-points(BLEED_MM * 0.9));
    let short = edge
        .iter()
        .zip(&deeper)
        .zip(&past)
        .filter(|((edge, deeper), past)| inked(**edge) && inked(**deeper) && !inked(**past));
    let short = rules::mm(short.count() as f64 * step);
    let found = if short > SHORT_MM {
        format!("artwork ends at the trim along {short:.0} mm")
    } else {
        "no artwork that ends at the trim".into()
    };
    Some(ProofLine::new(ProofCode::Bleed, short <= SHORT_MM, found, meant))
}

/// Whether any place has more ink than it can hold.
pub(super) fn ink(painted: &Painted, limit: f64) -> ProofLine {
    let total = |inks: &[u8; 4]| inks.iter().map(|&ink| u32::from(ink)).sum::<u32>();
    let most = f64::from(painted.process.iter().map(total).max().unwrap_or(0)) / 2.55;
    let (found, meant) = (format!("{most:.0} %"), format!("at most {limit:.0} %"));
    ProofLine::new(ProofCode::InkLimit, most <= limit + 1.0, found, meant)
}
