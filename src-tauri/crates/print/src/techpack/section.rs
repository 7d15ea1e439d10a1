//! The section through a charm, front on top, and its plates one beside the other.

use dangle_design::Result;
use dangle_design::kurbo::{Affine, Point, Rect};
use dangle_design::process::Face;

use super::TechPack;
use super::words;
use crate::paper::{
    Both, Frame, Hand, Ink, Place, Stroke, fitted, grey, hairline, joined, number, plain, quiet,
};

/// One layer of the section: how thick it is drawn and truly is, and what it is called.
struct Layer {
    drawn: f64,
    true_mm: Option<f64>,
    name: String,
    ink: Ink,
}

/// Ink is a hundredth of a millimetre thick: it is drawn this thick to be seen.
const INK: f64 = 1.5;
/// How many millimetres of paper one of the body takes.
const TIMES: f64 = 3.0;

const COLOUR: Ink = Ink::Rgb([214, 76, 128]);

fn layers(pack: &TechPack<'_>) -> Vec<Layer> {
    let ink = |name: Both, ink| Layer { drawn: INK, true_mm: None, name: joined(name), ink };
    let body = |name: String, mm: f64, share: f64| Layer {
        drawn: (mm * TIMES).clamp(2.4, 18.0),
        true_mm: Some(mm),
        name,
        ink: grey(share),
    };
    let white = pack.shape.body.white_ink;
    let printed = is_printed(pack);
    let sheets: Vec<Layer> = if pack.process.layers.is_empty() {
        vec![body(joined(words::BODY), pack.process.thickness_mm.get(), 0.9)]
    } else {
        let shade = |at: usize| if at.is_multiple_of(2) { 0.9 } else { 0.83 };
        let layers = pack.process.layers.iter().enumerate();
        layers.map(|(at, layer)| body(layer.name.clone(), layer.thickness_mm.get(), shade(at))).collect()
    };
    let mut all = Vec::new();
    for (at, sheet) in sheets.into_iter().enumerate() {
        all.push(sheet);
        if at == 0 && printed {
            all.push(ink(words::PRINT_COLOUR, COLOUR));
            if white {
                all.push(ink(words::PRINT_WHITE, grey(1.0)));
            }
            if pack.shape.back.is_some() {
                all.push(ink(words::PRINT_BACK, Ink::Rgb([72, 118, 196])));
            }
        }
    }
    all
}

fn is_printed(pack: &TechPack<'_>) -> bool {
    matches!(pack.process.face, Face::Print | Face::Pale { .. })
}

/// Draws the section inside `room`; how far down it reaches.
pub(super) fn section(page: &mut Frame, pack: &TechPack<'_>, room: Rect) -> Result<f64> {
    const WIDE: f64 = 20.0;
    let x = room.x0 + 9.0;
    page.words(words::FRONT.0, Hand::Text, 2.2, (x, room.y0 + 2.0), Place::Start, quiet())?;
    page.words(words::FRONT.1, Hand::Text, 2.2, (x + 7.0, room.y0 + 2.0), Place::Start, quiet())?;
    let mut y = room.y0 + 3.6;
    let mut label = y;
    for layer in layers(pack) {
        let rect = Rect::new(x, y, x + WIDE, y + layer.drawn);
        page.rect(rect, 0.0, layer.ink);
        page.stroke(crate::paper::rounded(rect, 0.0), Stroke::new(grey(0.15), 0.2));
        if let Some(mm) = layer.true_mm {
            let across = room.x0 + 5.5;
            for edge in [rect.y0, rect.y1] {
                page.rule((across - 1.2, edge), (x - 0.8, edge), hairline());
            }
            page.rule((across, rect.y0), (across, rect.y1), Stroke::new(grey(0.25), 0.13));
            let middle = Point::new(across - 1.0, rect.center().y);
            page.turned(&number(mm), Hand::Strong, 2.5, middle, -std::f64::consts::FRAC_PI_2, plain())?;
        }
        let at = rect.center().y.max(label + 1.4);
        page.rule((rect.x1, rect.center().y), (rect.x1 + 3.0, at), hairline());
        label = page.paragraph(
            &layer.name,
            Hand::Text,
            2.3,
            (rect.x1 + 3.8, at + 0.8),
            room.x1 - rect.x1 - 3.8,
            1.3,
            Place::Start,
            &plain(),
        )?;
        y = rect.y1;
    }
    let edge = joined(words::edge(pack.process.edge));
    let told = format!("{edge} · {}", joined(words::NOT_TO_SCALE));
    let below = y.max(label) + 4.5;
    page.words(&told, Hand::Text, 2.2, (room.x0, below), Place::Start, quiet())?;
    Ok(below)
}

/// The plates beside one another, each in a frame as wide as its share of `room`.
pub(super) fn plates(page: &mut Frame, pack: &TechPack<'_>, room: Rect) -> Result<()> {
    let shape = pack.shape;
    let mut shown = vec![if is_printed(pack) { words::COLOUR_PLATE } else { words::FACE_PLATE }];
    if shape.body.white_ink {
        shown.push(words::WHITE_PLATE);
    }
    if shape.back.is_some() {
        shown.push(words::BACK_PLATE);
    }
    shown.push(words::CUT_PLATE);
    let gap = 4.0;
    let columns = shown.len().max(3) as f64;
    let wide = (room.width() - gap * (columns - 1.0)) / columns;
    for (at, plate) in shown.iter().enumerate() {
        let x = room.x0 + at as f64 * (wide + gap);
        let frame = Rect::new(x, room.y0, x + wide, room.y1 - 6.0);
        page.rect(frame, 1.2, grey(0.955));
        let name = page.words(plate.0, Hand::Text, 2.4, (x, room.y1 - 1.6), Place::Start, plain())?;
        page.words(plate.1, Hand::Text, 2.2, (x + name + 1.2, room.y1 - 1.6), Place::Start, quiet())?;
        let place = fitted(shape.outline.size, frame.inflate(-3.0, -3.0));
        one(page, pack, plate.0, place);
    }
    Ok(())
}

fn one(page: &mut Frame, pack: &TechPack<'_>, plate: &str, place: Affine) {
    let shape = pack.shape;
    let cut = place * shape.outline.cut.clone();
    let faint = Stroke::new(grey(0.7), 0.15);
    if plate == words::WHITE_PLATE.0 {
        page.stroke(cut.clone(), faint);
        page.fill(place * shape.white.clone(), grey(0.35));
    } else if plate == words::CUT_PLATE.0 {
        let red = || Stroke::new(Ink::Rgb([230, 0, 126]), 0.3);
        page.stroke(cut, red());
        page.stroke(place * shape.outline.inner(), red());
    } else {
        let back = shape.back.as_ref().map(|back| (&back.picture, back.artwork_box));
        let front = (plate != words::BACK_PLATE.0).then(|| shape.front());
        if let Some((picture, rect)) = front.or(back) {
            page.picture(picture, place.transform_rect_bbox(rect));
        }
        page.stroke(cut, faint);
    }
}
