//! What stands on which page.

use dangle_design::Result;
use dangle_design::kurbo::{Affine, Rect};
use dangle_design::process::Confidence;
use dangle_design::shape::{Check, Severity};

use super::drawing::front;
use super::section::{plates, section};
use super::words;
use super::{Paper, TechPack, main_colours};
use crate::colour::Press;
use crate::paper::{
    Cell, Flow, Hand, Ink, MARGIN, Page, Place, SMALL, Stroke, both, grey, joined, number, plain, quiet,
    rounded,
};
use crate::recipe::{FileFormat, Part};

/// All pages.
pub(super) fn pages(pack: &TechPack<'_>, paper: Paper) -> Result<Vec<Page>> {
    let mut flow = Flow::new(paper.size(), &pack.charm.name);
    title(&mut flow, pack)?;
    drawings(&mut flow, pack)?;
    plates_and_files(&mut flow, pack)?;
    colours(&mut flow, pack)?;
    hardware(&mut flow, pack)?;
    packing(&mut flow, pack)?;
    checks(&mut flow, pack)?;
    if !pack.story.trim().is_empty() {
        flow.heading(words::STORY, 10.0)?;
        flow.paragraph(pack.story.trim(), Hand::Text, &plain())?;
    }
    questions(&mut flow)?;
    let verified = if pack.recipe.verified { "verified" } else { "unverified" };
    let revision = format!("{} {}", words::REVISION.0, revision(pack));
    flow.finish(
        words::TECH_PACK,
        &format!("Print recipe: {} ({verified}) · {revision} · made with Dangle", pack.recipe.name),
    )
}

/// Tells two states of a charm apart: it follows from what the person chose.
fn revision(pack: &TechPack<'_>) -> String {
    // What cannot be written has no state to be told apart.
    let chosen = toml::to_string(pack.charm).unwrap_or_default();
    blake3::hash(chosen.as_bytes()).to_hex()[..8].to_owned()
}

/// The charm's name over its facts.
fn title(flow: &mut Flow, pack: &TechPack<'_>) -> Result<()> {
    let y = flow.y + 7.5;
    let width = flow.width();
    let page = flow.page();
    page.words(&pack.charm.name, Hand::Strong, 8.2, (MARGIN, y), Place::Start, plain())?;
    let size = pack.shape.outline.size;
    let quantities: Vec<String> = pack.quantities.iter().map(ToString::to_string).collect();
    let facts = [
        (words::PROCESS, pack.process.name.clone()),
        (words::SIZE, format!("{} × {} mm", number(size.width), number(size.height))),
        (words::THICKNESS, format!("{} mm", number(pack.process.thickness_mm.get()))),
        (words::MASS, format!("{:.1} g", pack.shape.hang.mass_g)),
        (
            words::QUANTITY,
            if quantities.is_empty() { joined(words::NOT_FIXED) } else { quantities.join(" / ") },
        ),
        (words::NEED_BY, pack.need_by.map_or_else(|| joined(words::NOT_FIXED), |day| day.to_string())),
    ];
    let wide = width / 3.0;
    for (at, (name, value)) in facts.iter().enumerate() {
        let x = MARGIN + wide * (at % 3) as f64;
        let base = y + 8.5 + 10.5 * (at / 3) as f64;
        both(page, *name, Hand::Text, SMALL, (x, base).into())?;
        page.words(value, Hand::Strong, 3.7, (x, base + 5.0), Place::Start, plain())?;
    }
    flow.y = y + 8.5 + 21.0;
    Ok(())
}

/// Front view with dimensions on the left; actual size and section on the right.
fn drawings(flow: &mut Flow, pack: &TechPack<'_>) -> Result<()> {
    let (top, width) = (flow.y + 1.0, flow.width());
    let bottom = (top + 146.0).min(flow.bottom() - 54.0);
    let side = 58.0;
    let left = Rect::new(MARGIN, top, MARGIN + width - side - 4.0, bottom);
    let right = Rect::new(left.x1 + 4.0, top, MARGIN + width, bottom);
    let page = flow.page();
    for frame in [left, right] {
        page.stroke(rounded(frame, 1.5), Stroke::new(grey(0.8), 0.2));
    }
    both(page, words::DRAWING, Hand::Strong, SMALL, (left.x0 + 3.0, left.y0 + 5.0).into())?;
    let scale = front(page, pack, Rect::new(left.x0, left.y0 + 6.0, left.x1, left.y1 - 4.0))?;
    let told = format!("{} {scale}", joined(words::SCALE));
    page.words(&told, Hand::Text, 2.3, (left.x0 + 3.0, left.y1 - 2.6), Place::Start, quiet())?;
    page.words(
        &joined(words::TOLERANCE),
        Hand::Text,
        2.3,
        (left.x1 - 3.0, left.y1 - 2.6),
        Place::End,
        quiet(),
    )?;

    both(page, words::SECTION, Hand::Strong, SMALL, (right.x0 + 3.0, right.y0 + 5.0).into())?;
    let below = section(page, pack, Rect::new(right.x0 + 3.0, right.y0 + 8.0, right.x1 - 2.0, right.y1))?;
    let top_of_size = below + 6.0;
    page.rule((right.x0, top_of_size), (right.x1, top_of_size), Stroke::new(grey(0.8), 0.2));
    actual_size(flow, pack, Rect::new(right.x0, top_of_size, right.x1, right.y1))?;

    let plates_top = bottom + 5.0;
    let page = flow.page();
    plates(page, pack, Rect::new(MARGIN, plates_top, MARGIN + width, plates_top + 44.0))?;
    flow.y = plates_top + 46.0;
    Ok(())
}

/// The charm as large as it is, to be held against the sample; left out where it has no room.
fn actual_size(flow: &mut Flow, pack: &TechPack<'_>, room: Rect) -> Result<()> {
    let size = pack.shape.outline.size;
    let page = flow.page();
    let free = Rect::new(room.x0 + 2.0, room.y0 + 7.0, room.x1 - 2.0, room.y1 - 2.0);
    let fits = size.width <= free.width() && size.height <= free.height();
    if !fits {
        return Ok(());
    }
    both(page, words::ACTUAL_SIZE, Hand::Strong, SMALL, (room.x0 + 3.0, room.y0 + 5.0).into())?;
    let place = Affine::translate(free.center().to_vec2() - size.to_vec2() / 2.0);
    let (picture, rect) = pack.shape.finished();
    page.clip(place * pack.shape.outline.cut.clone());
    page.picture(picture, place.transform_rect_bbox(rect));
    page.unclip();
    page.stroke(place * pack.shape.outline.cut.clone(), Stroke::new(grey(0.35), 0.15));
    for hole in &pack.shape.outline.holes {
        let edge = place * hole.path();
        page.fill(edge.clone(), Ink::Rgb([255; 3]));
        page.stroke(edge, Stroke::new(grey(0.35), 0.15));
    }
    Ok(())
}

fn plates_and_files(flow: &mut Flow, pack: &TechPack<'_>) -> Result<()> {
    flow.heading(words::FILES, 8.0 + 7.0 * pack.recipe.files.len() as f64)?;
    let columns = shares(flow.width(), [0.36, 0.22, 0.42]);
    flow.heads(&columns, &words::FILE_HEADS)?;
    let recipe = pack.recipe;
    for file in &recipe.files {
        let part = |part: &Part| match part {
            Part::Colour => format!("{} CMYK ({})", recipe.colour.layer, recipe.colour.profile),
            Part::White => recipe.white.as_ref().map(|white| white.name.clone()).unwrap_or_default(),
            Part::Cut => recipe.cut.name.clone(),
        };
        let held: Vec<String> = file.holds.iter().map(part).filter(|name| !name.is_empty()).collect();
        let cells = [file.named(&pack.charm.file_name()), format(file.format), held.join(" + ")];
        flow.row(&columns, &cells.map(Cell::Words))?;
    }
    Ok(())
}

fn format(format: FileFormat) -> String {
    match format {
        FileFormat::PdfX4 => "PDF/X-4".to_owned(),
        FileFormat::Pdf14 => "PDF 1.4".to_owned(),
        other => other.ending().to_uppercase(),
    }
}

fn colours(flow: &mut Flow, pack: &TechPack<'_>) -> Result<()> {
    const MOST: usize = 8;
    let press = Press::for_recipe(pack.recipe)?;
    let found = main_colours(pack.shape.finished().0, &press, MOST)?;
    if found.is_empty() {
        return Ok(());
    }
    flow.heading(words::COLOURS, 8.0 + 7.0 * found.len() as f64)?;
    let columns = shares(flow.width(), [0.1, 0.18, 0.26, 0.28, 0.18]);
    flow.heads(&columns, &words::COLOUR_HEADS)?;
    for colour in found {
        let inks = colour.cmyk.map(|ink| ink.to_string()).join("  ");
        flow.row(
            &columns,
            &[
                Cell::Patch(colour.rgb.0),
                Cell::Words(colour.rgb.to_string()),
                Cell::Words(inks),
                Cell::Words(colour.name),
                Cell::Words(format!("{:.0} %", colour.share * 100.0)),
            ],
        )?;
    }
    Ok(())
}

fn hardware(flow: &mut Flow, pack: &TechPack<'_>) -> Result<()> {
    flow.heading(words::HARDWARE, 8.0 + 7.0 * pack.hardware.len() as f64)?;
    if pack.hardware.is_empty() {
        return flow.paragraph(&joined(words::NONE), Hand::Text, &plain());
    }
    let columns = shares(flow.width(), [0.5, 0.3, 0.2]);
    flow.heads(&columns, &words::HARDWARE_HEADS)?;
    for part in pack.hardware {
        let cells = [part.name.clone(), pack.charm.hardware.finish.clone(), format!("{:.1} g", part.mass_g)];
        flow.row(&columns, &cells.map(Cell::Words))?;
    }
    Ok(())
}

fn packing(flow: &mut Flow, pack: &TechPack<'_>) -> Result<()> {
    flow.heading(words::PACKING, 8.0)?;
    let told =
        if pack.packing.trim().is_empty() { joined(words::NOT_FIXED) } else { pack.packing.to_owned() };
    flow.paragraph(&told, Hand::Text, &plain())
}

fn checks(flow: &mut Flow, pack: &TechPack<'_>) -> Result<()> {
    flow.heading(words::CHECKS, 30.0)?;
    let columns = shares(flow.width(), [0.29, 0.12, 0.12, 0.12, 0.35]);
    flow.heads(&columns, &words::CHECK_HEADS)?;
    for check in &pack.shape.checks {
        let name = words::check(check.code);
        let result = joined(words::result(check.severity));
        let result =
            if check.severity == Severity::Passed { Cell::Words(result) } else { Cell::Strong(result) };
        let from = format!("{} ({})", check.source.text, sure(check.source.confidence));
        let found = Cell::Words(value(check.value, check.unit));
        flow.row(
            &columns,
            &[Cell::Words(joined(name)), found, Cell::Words(limit(check)), result, Cell::Words(from)],
        )?;
    }
    Ok(())
}

fn value(value: f64, unit: &str) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    let gap = if unit == "°" { "" } else { " " };
    format!("{rounded}{gap}{unit}")
}

fn limit(check: &Check) -> String {
    let sign = if check.code.is_ceiling() { "≤" } else { "≥" };
    format!("{sign} {}", value(check.limit, check.unit))
}

fn sure(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "high confidence",
        Confidence::Medium => "medium confidence",
        Confidence::Low => "low confidence",
        Confidence::Own => "the maker's own",
    }
}

fn questions(flow: &mut Flow) -> Result<()> {
    flow.heading(words::QUESTIONS, 45.0)?;
    for (at, question) in words::ASKED.iter().enumerate() {
        flow.need(12.0);
        flow.paragraph(&format!("{}. {}", at + 1, question.0), Hand::Text, &plain())?;
        flow.paragraph(&format!("    {}", question.1), Hand::Text, &quiet())?;
        flow.y += 1.2;
    }
    Ok(())
}

/// A width cut into columns.
fn shares<const N: usize>(width: f64, shares: [f64; N]) -> [f64; N] {
    shares.map(|share| share * width)
}
