//! The turnaround sheet of a plush: front, side and back at one scale, and the pattern of both pieces.

use dangle_design::Result;
use dangle_design::kurbo::{Affine, BezPath, Line, Point, Rect, Shape, Size, Vec2};

use super::outfit::cushion;
use super::plan::Plan;
use super::words;
use super::{Outfit, pattern_lines};
use crate::intent::Intent;
use crate::paper::{
    Both, Cell, Flow, Frame, Hand, Ink, MARGIN, Place, SMALL, Stroke, both, grey, hairline, joined, level,
    number, plain, quiet, upright,
};
use crate::pdf::Ticket;
use crate::techpack::main_colours;

/// Scales that views are drawn at, the largest first.
const SCALES: [f64; 9] = [3.0, 2.0, 1.5, 1.0, 0.75, 0.5, 0.4, 0.3, 0.2];
/// Room round the views for their dimensions and names.
const ROUND: [f64; 2] = [15.0, 19.0];

/// The page.
pub(super) fn drawn(intent: &Intent<'_>, ticket: &Ticket<'_>, plan: &Plan) -> Result<Frame> {
    let (plates, outfit) = (intent.plates, &intent.plates.outfit);
    let size = plates.boxes.trim.size();
    let around = outfit.allowance.as_ref().map_or(0.0, |path| -path.bounding_box().y0);
    let facts = [
        (words::SIZE, format!("{} × {} mm", number(size.width), number(size.height))),
        (words::DEPTH, format!("{} mm", number(outfit.thickness_mm))),
        (words::ROUND, format!("{} mm", number(around))),
    ];
    let mut page = headed(words::TURNAROUND, ticket, plan, &facts)?;
    views(&mut page, intent, plan.views)?;
    pattern(&mut page, intent, plan)?;
    page.lay(&tables(intent, plan)?, Affine::translate(plan.tables.origin().to_vec2() - column_origin()));
    Ok(page)
}

/// Where a column of tables begins on its own page.
pub(super) fn column_origin() -> Vec2 {
    Vec2::new(MARGIN, Flow::TOP)
}

/// A page with its title, what it is, and its facts.
pub(super) fn headed(
    what: Both,
    ticket: &Ticket<'_>,
    plan: &Plan,
    facts: &[(Both, String)],
) -> Result<Frame> {
    let mut page = Frame::new(plan.page, "zh-CN");
    page.words(ticket.title, Hand::Strong, 7.4, (MARGIN, MARGIN + 6.0), Place::Start, plain())?;
    let told = format!("{}  {}", what.0, what.1);
    page.words(&told, Hand::Text, 3.0, (plan.page.width - MARGIN, MARGIN + 6.0), Place::End, quiet())?;
    for (at, (name, value)) in facts.iter().enumerate() {
        let x = MARGIN + 52.0 * at as f64;
        both(&mut page, *name, Hand::Text, SMALL, (x, MARGIN + 13.0).into())?;
        page.words(value, Hand::Strong, 3.7, (x, MARGIN + 18.0), Place::Start, plain())?;
    }
    let y = MARGIN + 21.5;
    page.rule((MARGIN, y), (plan.page.width - MARGIN, y), Stroke::new(plain(), 0.3));
    Ok(page)
}

/// Front, side and back at one scale, between level lines so that every part is at one height in all.
fn views(page: &mut Frame, intent: &Intent<'_>, room: Rect) -> Result<()> {
    let (plates, outfit) = (intent.plates, &intent.plates.outfit);
    let size = plates.boxes.trim.size();
    let wide = [size.width, outfit.thickness_mm, size.width];
    let free = Size::new(room.width() - 4.0 * ROUND[0], room.height() - ROUND[1]);
    let fits =
        |scale: &f64| wide.iter().sum::<f64>() * scale <= free.width && size.height * scale <= free.height;
    let scale = SCALES.into_iter().find(fits).unwrap_or(free.height / size.height);
    let spare = (room.width() - wide.iter().sum::<f64>() * scale) / 4.0;
    let top = room.y0 + (free.height - size.height * scale) / 2.0 + 2.0;
    let bottom = top + size.height * scale;
    for y in [top, bottom] {
        page.rule((room.x0, y), (room.x1, y), Stroke::dashed(grey(0.6), 0.12, [2.0, 1.5]));
    }
    let mut x = room.x0 + spare;
    let mut lefts = [0.0; 3];
    for (left, wide) in lefts.iter_mut().zip(wide) {
        *left = x;
        x += wide * scale + spare;
    }
    let at = |left: f64| Affine::translate((left, top)) * Affine::scale(scale);
    face(page, outfit, Some(&outfit.front), &plates.cut, at(lefts[0]));
    side(page, &plates.cut, size, outfit, at(lefts[1]));
    let mirror = Affine::new([-1.0, 0.0, 0.0, 1.0, size.width, 0.0]);
    face(page, outfit, outfit.back.as_ref(), &(mirror * plates.cut.clone()), at(lefts[2]));

    let line = bottom + 5.0;
    let ends = |at: usize| (Point::new(lefts[at], line), Point::new(lefts[at] + wide[at] * scale, line));
    for at in [0, 1] {
        let (from, to) = ends(at);
        level(page, from, to, bottom, &number(wide[at]))?;
    }
    let left = lefts[0] - 6.0;
    upright(page, Point::new(left, top), Point::new(left, bottom), lefts[0], &number(size.height))?;
    for (at, name) in [words::FRONT, words::SIDE, words::BACK].into_iter().enumerate() {
        let (from, to) = ends(at);
        let middle = Point::new(from.midpoint(to).x, bottom + 11.5);
        let bare = at == 2 && outfit.back.is_none();
        let told = if bare { format!("{}, {}", joined(name), joined(words::PLAIN)) } else { joined(name) };
        page.words(&told, Hand::Strong, SMALL, middle, Place::Middle, plain())?;
    }
    Ok(())
}

/// A face of the charm: the cloth's colour, and what is printed on it.
fn face(
    page: &mut Frame,
    outfit: &Outfit,
    shown: Option<&(std::sync::Arc<dangle_design::artwork::Picture>, Rect)>,
    cut: &BezPath,
    place: Affine,
) {
    let cut = place * cut.clone();
    page.fill(cut.clone(), Ink::Rgb(outfit.colour.0));
    if let Some((picture, rect)) = shown {
        page.clip(cut.clone());
        page.picture(picture, place.transform_rect_bbox(*rect));
        page.unclip();
    }
    page.stroke(cut, Stroke::new(grey(0.25), 0.2));
}

/// The side view with its seam in the middle.
fn side(page: &mut Frame, cut: &BezPath, size: Size, outfit: &Outfit, place: Affine) {
    let path = place * cushion(cut, size, outfit.thickness_mm);
    page.fill(path.clone(), Ink::Rgb(outfit.colour.0));
    page.stroke(path, Stroke::new(grey(0.25), 0.2));
    let seam = Line::new((outfit.thickness_mm / 2.0, 0.0), (outfit.thickness_mm / 2.0, size.height));
    page.stroke(place * seam.to_path(0.1), Stroke::dashed(grey(0.4), 0.18, [1.4, 0.9]));
}

/// Both pieces at their true size: seam, cloth's edge and loop. The front lies in the spot that is proven; the back is
/// its mirror image.
fn pattern(page: &mut Frame, intent: &Intent<'_>, plan: &Plan) -> Result<()> {
    let (plates, outfit) = (intent.plates, &intent.plates.outfit);
    let size = plates.boxes.trim.size();
    let below = plan.pattern.y1 - 9.0;
    let [front, back] = [plan.pieces[0], plan.pieces[1]].map(Affine::translate);
    let back = back * Affine::new([-1.0, 0.0, 0.0, 1.0, size.width, 0.0]);
    for (place, name) in [(front, words::FRONT_PIECE), (back, words::BACK_PIECE)] {
        if let Some(allowance) = &outfit.allowance {
            page.stroke(place * allowance.clone(), Stroke::dashed(grey(0.2), 0.25, [3.0, 1.6]));
        }
        let box_of = place.transform_rect_bbox(size.to_rect());
        page.words(&joined(name), Hand::Strong, SMALL, box_of.center(), Place::Middle, quiet())?;
    }
    pattern_lines(page, intent, front);
    for line in plates.lines() {
        page.stroke(back * line.clone(), Stroke::new(grey(0.1), 0.25));
    }
    both(page, words::PATTERN, Hand::Strong, SMALL, Point::new(plan.pattern.x0, plan.pattern.y1))?;
    let told = format!("{}   {}", joined(words::SEAM), joined(words::ALLOWANCE));
    let middle = (plan.pattern.x0 + 56.0, plan.pattern.y1);
    page.words(&told, Hand::Text, SMALL, middle, Place::Start, quiet())?;
    scale_bar(page, Point::new(plan.pattern.x0, below + 4.0))
}

/// A bar of 50 mm: whoever prints the page measures it first.
pub(super) fn scale_bar(page: &mut Frame, at: Point) -> Result<()> {
    let end = at + Vec2::new(50.0, 0.0);
    page.rule(at, end, Stroke::new(plain(), 0.25));
    for tick in 0..=5 {
        let x = at.x + 10.0 * f64::from(tick);
        page.rule((x, at.y - 1.2), (x, at.y), hairline());
    }
    page.words(&joined(words::BAR), Hand::Text, SMALL, end + Vec2::new(2.0, 0.4), Place::Start, quiet())?;
    Ok(())
}

/// Colours, notes and questions, from the column's own origin.
fn tables(intent: &Intent<'_>, plan: &Plan) -> Result<Frame> {
    const MOST: usize = 9;
    let mut flow = column(plan);
    let found = main_colours(&intent.plates.outfit.front.0, &intent.plates.press, MOST)?;
    flow.heading(words::COLOURS, 0.0)?;
    let columns = shares(flow.width());
    flow.heads(&columns, &words::COLOUR_HEADS)?;
    for colour in found {
        flow.row(
            &columns,
            &[
                Cell::Patch(colour.rgb.0),
                Cell::Words(colour.rgb.to_string()),
                Cell::Words(colour.name),
                Cell::Words(format!("{:.0} %", colour.share * 100.0)),
                Cell::Words(String::new()),
            ],
        )?;
    }
    notes_and_questions(&mut flow, &intent.recipe.notes, &words::ASKED_OF_PLUSH)?;
    Ok(flow.column())
}

/// A column as wide as the plan's tables and as long as it needs.
pub(super) fn column(plan: &Plan) -> Flow {
    const ENDLESS: f64 = 2_000.0;
    Flow::new(Size::new(plan.tables.width() + 2.0 * MARGIN, ENDLESS), "")
}

/// A table's columns: patch, colour, name, share, and room to write in.
pub(super) fn shares(width: f64) -> [f64; 5] {
    [0.1, 0.2, 0.3, 0.16, 0.24].map(|share| share * width)
}

/// What the recipe says, and what is asked.
pub(super) fn notes_and_questions(flow: &mut Flow, notes: &[String], asked: &[Both]) -> Result<()> {
    flow.heading(words::NOTES, 0.0)?;
    for note in notes {
        flow.paragraph(note, Hand::Text, &plain())?;
        flow.y += 1.0;
    }
    flow.heading(words::QUESTIONS, 0.0)?;
    for question in asked {
        flow.paragraph(question.0, Hand::Text, &plain())?;
        flow.paragraph(question.1, Hand::Text, &quiet())?;
        flow.y += 1.0;
    }
    Ok(())
}
