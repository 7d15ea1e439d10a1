//! How the layers lie on the proof and to each other.

use kurbo::Rect;

use super::align::Level;
use super::finding::{Finding, FindingCode, Lies};
use super::found::Found;
use super::meant::Meant;
use super::placement::Placement;
use super::{finding, parts, words};

/// From this shift on a finding is made, in millimetres. Cutters promise 0.3 to 0.5 mm of registration, so
/// a proof that shows 0.3 mm shows something else; places are measured to about 0.03 mm, hence a little less.
pub(super) const SHIFT_MM: f64 = 0.26;
/// A pixel of a coarse proof is no shift: so much of one counts.
const SHIFT_PX: f64 = 1.0;
/// From this change of size on, as a share: 0.3 mm on a charm of 50 mm is 0.6 % over all and half of that
/// to each side.
const SCALE: f64 = 0.008;
/// From this turn on, in degrees: 0.3 mm at the edge of a charm of 50 mm.
const TURN_DEG: f64 = 0.8;
/// From this change of a page's size on, as a share.
const PAGE_SCALE: f64 = 0.006;

/// How the whole charm lies on the proof.
pub(super) fn lies(found: &Found) -> Lies {
    let placed = found.cut.or(found.art).unwrap_or(found.whole);
    let (quarter_turns, rest) = placed.quarters();
    let rounded = |value: f64, per: f64| (value * per).round() / per;
    Lies {
        px_per_mm: rounded(placed.scale, 1000.0),
        quarter_turns,
        turn_deg: rounded(rest.to_degrees(), 100.0) + 0.0,
        mirrored: placed.mirrored,
    }
}

/// What is wrong with how things lie; `per_mm` is the proof's own scale where it has one.
pub(super) fn findings(intent: &Meant, level: Level<'_>, found: &Found, per_mm: Option<f64>) -> Vec<Finding> {
    let mut findings = on_the_page(found, per_mm);
    let least = SHIFT_MM.max(SHIFT_PX / (found.whole.scale * level.factor));
    if let (Some(art), Some(cut)) = (found.art, found.cut) {
        findings.extend(against_cut(art_frame(intent), art, cut, least));
    }
    if let Some(art) = found.art {
        let moved = parts::moved(intent, level, art.enlarged(level.factor), least);
        findings.extend(moved.into_iter().map(|part| {
            let place = words::place(part.frame, intent.trim);
            let words = format!("a part of the artwork lies {}, {place}", words::shift(part.by));
            finding(FindingCode::PartShifted, words, Some(part.frame), Some(part.by.hypot()))
        }));
    }
    findings
}

fn on_the_page(found: &Found, per_mm: Option<f64>) -> Vec<Finding> {
    let lies = lies(found);
    let mut findings = Vec::new();
    if lies.mirrored {
        let words =
            "the proof is mirrored: right for a print on the back of clear acrylic, wrong for any other";
        findings.push(finding(FindingCode::Mirrored, words.to_owned(), None, None));
    }
    if lies.quarter_turns > 0 {
        let degrees = f64::from(lies.quarter_turns) * 90.0;
        let words = format!("the proof is turned by {degrees} degrees");
        findings.push(finding(FindingCode::Turned, words, None, Some(degrees)));
    }
    if let Some(per_mm) = per_mm {
        let share = found.cut.or(found.art).unwrap_or(found.whole).scale / per_mm;
        if (share - 1.0).abs() > PAGE_SCALE {
            let words = format!("the page shows the charm at {:.1} % of its size", share * 100.0);
            findings.push(finding(FindingCode::Size, words, None, Some(share * 100.0)));
        }
    }
    findings
}

/// The frame of the artwork's edges.
fn art_frame(intent: &Meant) -> Rect {
    let mut points = intent.art_points.iter().map(|point| point.at);
    let first = points.next().unwrap_or(intent.trim.center());
    points.fold(Rect::from_points(first, first), |frame, at| frame.union_pt(at))
}

fn against_cut(frame: Rect, art: Placement, cut: Placement, least: f64) -> Vec<Finding> {
    let moved = cut.affine().inverse() * art.affine();
    let by = moved * frame.center() - frame.center();
    let scale = art.scale / cut.scale - 1.0;
    let turn = (art.turn - cut.turn).to_degrees();
    let mut findings = Vec::new();
    if by.hypot() >= least {
        let words = format!("the artwork lies {} against the cut line", words::shift(by));
        findings.push(finding(FindingCode::ArtShifted, words, None, Some(by.hypot())));
    }
    // On a coarse proof, as much as the shift that is told at its edge.
    let reach = frame.width().max(frame.height()) / 2.0;
    if scale.abs() > SCALE.max(least / reach * 0.7) {
        let word = if scale > 0.0 { "larger" } else { "smaller" };
        let words = format!("the artwork is {:.1} % {word} than the cut line asks for", scale.abs() * 100.0);
        findings.push(finding(FindingCode::ArtScaled, words, None, Some(scale * 100.0)));
    }
    if turn.abs() > TURN_DEG.max((least / reach).to_degrees()) {
        let way = if turn > 0.0 { "clockwise" } else { "anticlockwise" };
        let words = format!("the artwork is turned by {:.1} degrees {way} against the cut line", turn.abs());
        findings.push(finding(FindingCode::ArtTurned, words, None, Some(turn)));
    }
    findings
}
