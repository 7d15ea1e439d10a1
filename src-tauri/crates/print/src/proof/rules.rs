//! Rules that need no knowledge of the charm: they hold for any print file.

use std::collections::BTreeSet;

use dangle_design::Result;
use dangle_design::units::Mm;
use kurbo::{BezPath, Rect};

use super::line::{ProofCode, ProofLine};
use crate::read::{Blended, Boxes, Drawing, File, Mark, MarkKind, Space, inflate};

/// Largest profile that is looked at.
const LARGEST_PROFILE: usize = 16 << 20;
/// XMP packets are a few kB.
const LARGEST_METADATA: usize = 4 << 20;

pub(super) fn pages(file: &File) -> ProofLine {
    let (pages, notes) = (file.pages(), file.notes());
    let found = match notes {
        0 => pages.to_string(),
        notes => format!("{pages}, with {notes} notes or links on it"),
    };
    ProofLine::new(ProofCode::Pages, pages == 1 && notes == 0, found, "1")
}

/// The version keys of ISO 15930-7; its PDF version is 1.6.
pub(super) fn pdf_x(file: &File) -> ProofLine {
    let text =
        |object: &lopdf::Object| object.as_str().ok().map(|text| String::from_utf8_lossy(text).into_owned());
    let info =
        file.info().and_then(|info| text(file.get(info, "GTS_PDFXVersion")?)).unwrap_or("nothing".into());
    let metadata = file.catalog().and_then(|catalog| file.stream(catalog, "Metadata"));
    let xmp = metadata.and_then(|stream| inflate(stream, LARGEST_METADATA).ok()).unwrap_or_default();
    let in_xmp = if contains(&xmp, b"PDF/X-4<") { "PDF/X-4" } else { "nothing" };
    let found = format!("{info} in Info, {in_xmp} in XMP, PDF {}", file.version());
    let passed = info == "PDF/X-4" && in_xmp == "PDF/X-4" && file.version() <= "1.6";
    ProofLine::new(ProofCode::PdfX, passed, found, "PDF/X-4 in Info, PDF/X-4 in XMP, PDF 1.6")
}

/// A file for old RIPs says nothing of PDF/X-4 and keeps to version 1.4.
pub(super) fn old_pdf(file: &File) -> ProofLine {
    let version = file.version();
    ProofLine::new(ProofCode::PdfX, version <= "1.4", format!("PDF {version}"), "PDF 1.4")
}

fn contains(text: &[u8], needle: &[u8]) -> bool {
    text.windows(needle.len()).any(|window| window == needle)
}

/// The embedded profile of the PDF/X output intent.
pub(super) fn output_profile(file: &File) -> Result<Option<Vec<u8>>> {
    let intents = file.catalog().and_then(|catalog| file.array(catalog, "OutputIntents")).unwrap_or_default();
    let intent = intents
        .iter()
        .filter_map(|intent| file.follow(intent).as_dict().ok())
        .find(|intent| file.name(intent, "S") == Some(b"GTS_PDFX"));
    let profile = intent.and_then(|intent| file.stream(intent, "DestOutputProfile"));
    profile.map(|stream| inflate(stream, LARGEST_PROFILE)).transpose()
}

/// The name a profile gives itself, for people.
pub(super) fn profile_name(icc: &[u8]) -> String {
    let profile = lcms2::Profile::new_icc(icc).ok();
    let name = profile.and_then(|profile| profile.info(lcms2::InfoType::Description, lcms2::Locale::none()));
    name.unwrap_or_else(|| "a profile that cannot be read".into())
}

/// The spots that are painted with.
pub(super) fn spots(drawing: &Drawing<'_>) -> BTreeSet<String> {
    drawing.marks.iter().flat_map(|mark| mark.space.spots()).map(str::to_owned).collect()
}

pub(super) fn colour_spaces(drawing: &Drawing<'_>) -> ProofLine {
    let foreign: BTreeSet<String> = drawing.marks.iter().filter_map(|mark| foreign(&mark.space)).collect();
    let found = if foreign.is_empty() { "inks only".into() } else { joined(&foreign) };
    ProofLine::new(ProofCode::ColourSpaces, foreign.is_empty(), found, "inks only: CMYK, black and spots")
}

fn foreign(space: &Space) -> Option<String> {
    match space {
        Space::Cmyk | Space::Gray | Space::Inks(_) => None,
        Space::Rgb => Some("RGB".into()),
        Space::Pattern => Some("a pattern or shading".into()),
        Space::Other(name) => Some(name.clone()),
    }
}

pub(super) fn fonts(drawing: &Drawing<'_>) -> ProofLine {
    let found = if drawing.text { "text" } else { "none" };
    ProofLine::new(ProofCode::Fonts, !drawing.text, found, "none: letters turned into outlines")
}

pub(super) fn transparency(drawing: &Drawing<'_>) -> ProofLine {
    let blended: BTreeSet<String> = drawing.marks.iter().filter_map(|mark| mark.blended.map(why)).collect();
    let found = if blended.is_empty() { "none".into() } else { joined(&blended) };
    ProofLine::new(
        ProofCode::Transparency,
        blended.is_empty(),
        found,
        "none: it weakens or drops the white below",
    )
}

fn why(blended: Blended) -> String {
    match blended {
        Blended::SoftMask => "a soft mask",
        Blended::Opacity => "an opacity below 100 %",
        Blended::Mode => "a blend mode",
        Blended::Group => "a form blended as a group",
        Blended::Transfer => "a transfer curve",
    }
    .to_owned()
}

/// Spots must overprint, and so must everything painted after a spot.
pub(super) fn overprint(drawing: &Drawing<'_>) -> ProofLine {
    let mut spot_before = false;
    let mut without = BTreeSet::new();
    for mark in &drawing.marks {
        let spot = mark.space.spots().next().map(str::to_owned);
        if !mark.overprint && (spot_before || spot.is_some()) {
            without.insert(spot.clone().unwrap_or_else(|| "the colour above a spot".into()));
        }
        spot_before |= spot.is_some();
    }
    let found = if without.is_empty() { "on".into() } else { format!("off for {}", joined(&without)) };
    ProofLine::new(
        ProofCode::Overprint,
        without.is_empty(),
        found,
        "on for spots and for what lies above them",
    )
}

/// What keeps a page from being shown as it was drawn: a turn, another unit, a crop.
pub(super) fn shown_otherwise(boxes: Boxes) -> Vec<String> {
    let turned = (boxes.turned != 0).then(|| format!("turned by {}°", boxes.turned));
    let unit =
        ((boxes.unit - 1.0).abs() > 1e-6).then(|| format!("enlarged {} times by its unit", boxes.unit));
    let cropped = boxes.crop.zip(boxes.media).filter(|(crop, media)| {
        let off = [crop.x0 - media.x0, crop.y0 - media.y0, crop.x1 - media.x1, crop.y1 - media.y1];
        off.iter().any(|points| points.abs() > 0.1)
    });
    let cropped = cropped.map(|(crop, _)| format!("cropped to {}", size(crop)));
    turned.into_iter().chain(unit).chain(cropped).collect()
}

/// The closed and open strokes of one spot, in page points.
pub(super) fn strokes(drawing: &Drawing<'_>, spot: &str) -> Vec<BezPath> {
    strokes_of(drawing, |mark| mark.space.spots().any(|name| name == spot))
}

/// The closed and open strokes in these amounts of the four inks, in page points.
pub(super) fn process_strokes(drawing: &Drawing<'_>, cmyk_percent: [f64; 4]) -> Vec<BezPath> {
    strokes_of(drawing, |mark| is_process(mark, cmyk_percent))
}

/// Whether a mark is painted in these amounts of the four inks.
pub(super) fn is_process(mark: &Mark<'_>, cmyk_percent: [f64; 4]) -> bool {
    let pairs = || mark.tints.iter().zip(cmyk_percent);
    *mark.space == Space::Cmyk
        && mark.tints.len() == 4
        && pairs().all(|(tint, percent)| (f64::from(*tint) * 100.0 - percent).abs() < 0.5)
}

fn strokes_of(drawing: &Drawing<'_>, wanted: impl Fn(&Mark<'_>) -> bool) -> Vec<BezPath> {
    let paths = drawing.marks.iter().filter(|mark| wanted(mark)).filter_map(|mark| match &mark.kind {
        MarkKind::Stroke { path, .. } => Some((**path).clone()),
        MarkKind::Fill { .. } | MarkKind::Image(_) | MarkKind::Shading => None,
    });
    paths.flat_map(|path| subpaths(&path)).collect()
}

/// Each sub-path as a path of its own.
pub(super) fn subpaths(path: &BezPath) -> Vec<BezPath> {
    let mut parts: Vec<BezPath> = Vec::new();
    for element in path.elements() {
        match (element, parts.last_mut()) {
            (kurbo::PathEl::MoveTo(_), _) | (_, None) => parts.push(BezPath::from_vec(vec![*element])),
            (_, Some(part)) => part.push(*element),
        }
    }
    parts.retain(|part| part.elements().len() > 1);
    parts
}

pub(super) fn cut_closed(strokes: &[BezPath]) -> ProofLine {
    let open = strokes.iter().filter(|path| !is_closed(path)).count();
    let found = if open == 0 { "closed".into() } else { format!("{open} open of {}", strokes.len()) };
    ProofLine::new(ProofCode::CutClosed, open == 0 && !strokes.is_empty(), found, "closed")
}

/// Closed by the operator, or by ending within a thousandth of a point of where it began.
fn is_closed(path: &BezPath) -> bool {
    let elements = path.elements();
    let ends = elements
        .first()
        .and_then(kurbo::PathEl::end_point)
        .zip(elements.last().and_then(kurbo::PathEl::end_point));
    matches!(elements.last(), Some(kurbo::PathEl::ClosePath))
        || ends.is_some_and(|(a, b)| (a - b).hypot() < 1e-3)
}

/// Points to millimetres.
pub(super) fn mm(points: f64) -> f64 {
    points / Mm::new(1.0).points()
}

/// A box's size, for people.
pub(super) fn size(points: Rect) -> String {
    format!("{:.3} × {:.3} mm", mm(points.width()), mm(points.height()))
}

/// A rectangle in mm as people say it.
pub(super) fn size_mm(rect: Rect) -> String {
    format!("{:.3} × {:.3} mm", rect.width(), rect.height())
}

pub(super) fn joined(names: &BTreeSet<String>) -> String {
    names.iter().cloned().collect::<Vec<_>>().join(", ")
}

/// Names for people, or that there are none.
pub(super) fn listed(names: &BTreeSet<String>) -> String {
    if names.is_empty() { "none".into() } else { joined(names) }
}
