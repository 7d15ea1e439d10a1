//! What is painted on the page, and its boxes.

use kurbo::{Affine, BezPath, PathEl, Shape};
use pdf_writer::types::ColorSpaceOperand;
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect};

use super::{ART, COLOUR_STATE, CONTENT, PAGE, PAGES, SPOT_STATE, STENCIL, art_frame, layers_of, spots_of};
use crate::intent::Intent;
use crate::plates::Plates;
use crate::recipe::{CutInk, FileFormat, WhiteInk, WhiteOrder};
use crate::stencil::Stencil;

/// How far a dot may leave its circle.
const DOT_ROUNDNESS_MM: f64 = 0.001;

/// The page's painting operators, not yet compressed.
pub(super) fn content(intent: &Intent<'_>, stencil: Option<&Stencil>) -> Vec<u8> {
    let mut content = Content::new();
    let plates = intent.plates;
    content.save_state();
    draw(&mut content, &plates.clip, plates.boxes.to_points());
    content.clip_nonzero().end_path();
    if intent.white().is_some_and(|white| white.order == WhiteOrder::OverColour) {
        colour(&mut content, intent);
        white(&mut content, intent, stencil);
    } else {
        white(&mut content, intent, stencil);
        colour(&mut content, intent);
    }
    content.restore_state();
    cut(&mut content, intent);
    dots(&mut content, intent);
    content.finish().to_vec()
}

fn dots(content: &mut Content, intent: &Intent<'_>) {
    let dots = intent.dots();
    if dots.is_empty() {
        return;
    }
    layer(content, intent, b"Marks", |content| {
        content.set_fill_cmyk(0.0, 0.0, 0.0, 1.0);
        for dot in &dots {
            draw(content, &dot.to_path(DOT_ROUNDNESS_MM), intent.plates.boxes.to_points());
        }
        content.fill_nonzero();
    });
}

fn white(content: &mut Content, intent: &Intent<'_>, stencil: Option<&Stencil>) {
    let Some(white) = intent.white() else { return };
    layer(content, intent, b"White", |content| match (white.ink, stencil) {
        (WhiteInk::Spot, Some(stencil)) => {
            content.set_parameters(Name(b"Spot"));
            content.set_fill_color_space(ColorSpaceOperand::Named(Name(b"WhiteInk"))).set_fill_color([1.0]);
            image(content, intent.plates, stencil.frame, b"White");
        }
        (WhiteInk::Spot, None) => {}
        (WhiteInk::Black, _) => {
            content.set_fill_cmyk(0.0, 0.0, 0.0, 1.0);
            if let Some(path) = &intent.plates.white {
                draw(content, path, intent.plates.boxes.to_points());
            }
            content.fill_nonzero();
        }
    });
}

fn colour(content: &mut Content, intent: &Intent<'_>) {
    if intent.colour().is_none() {
        return;
    }
    layer(content, intent, b"Colour", |content| {
        content.set_parameters(Name(b"Colour"));
        content.save_state();
        image(content, intent.plates, art_frame(intent.plates), b"Artwork");
        content.restore_state();
        shapes(content, intent.plates);
    });
}

/// What of a drawing stays vector. In the colour's overprint it replaces all four inks and leaves the white alone.
fn shapes(content: &mut Content, plates: &Plates) {
    for shape in plates.drawn.iter().flat_map(|drawn| &drawn.shapes) {
        let [c, m, y, k] = shape.inks.map(|ink| f32::from(ink) / 255.0);
        content.set_fill_cmyk(c, m, y, k);
        draw(content, &shape.path, plates.boxes.to_points());
        if shape.even_odd {
            content.fill_even_odd();
        } else {
            content.fill_nonzero();
        }
    }
}

/// An image fills the unit square, its first row on top.
fn image(content: &mut Content, plates: &Plates, frame: kurbo::Rect, name: &[u8]) {
    let frame = plates.boxes.to_points().transform_rect_bbox(frame);
    let place = [frame.width(), 0.0, 0.0, frame.height(), frame.x0, frame.y0];
    content.transform(place.map(|value| value as f32)).x_object(Name(name));
}

fn cut(content: &mut Content, intent: &Intent<'_>) {
    let Some(cut) = intent.cut() else { return };
    layer(content, intent, b"Cut", |content| {
        match cut.ink {
            CutInk::Spot => {
                content.set_parameters(Name(b"Spot"));
                let space = ColorSpaceOperand::Named(Name(b"CutInk"));
                content.set_stroke_color_space(space).set_stroke_color([1.0]);
            }
            CutInk::Process => {
                let [c, m, y, k] = cut.alternate_cmyk_percent.map(|percent| (percent / 100.0) as f32);
                content.set_stroke_cmyk(c, m, y, k);
            }
        }
        content.set_line_width(cut.line_width_pt as f32);
        for path in intent.plates.lines() {
            draw(content, path, intent.plates.boxes.to_points());
            content.stroke();
        }
    });
}

/// Paints on a layer, where the file has such.
fn layer(content: &mut Content, intent: &Intent<'_>, name: &[u8], paint: impl FnOnce(&mut Content)) {
    let layered = intent.file.format == FileFormat::PdfX4;
    if layered {
        content.begin_marked_content_with_properties(Name(b"OC")).properties_named(Name(name));
    }
    content.save_state();
    paint(content);
    content.restore_state();
    if layered {
        content.end_marked_content();
    }
}

pub(super) fn draw(content: &mut Content, path: &BezPath, to_points: Affine) {
    let mut pen = kurbo::Point::ZERO;
    for element in (to_points * path.clone()).elements() {
        match *element {
            PathEl::MoveTo(p) => content.move_to(p.x as f32, p.y as f32),
            PathEl::LineTo(p) => content.line_to(p.x as f32, p.y as f32),
            PathEl::QuadTo(a, p) => {
                let cubic = kurbo::QuadBez::new(pen, a, p).raise();
                curve(content, cubic.p1, cubic.p2, p)
            }
            PathEl::CurveTo(a, b, p) => curve(content, a, b, p),
            PathEl::ClosePath => content.close_path(),
        };
        pen = element.end_point().unwrap_or(pen);
    }
}

fn curve(content: &mut Content, a: kurbo::Point, b: kurbo::Point, to: kurbo::Point) -> &mut Content {
    content.cubic_to(a.x as f32, a.y as f32, b.x as f32, b.y as f32, to.x as f32, to.y as f32)
}

/// Writes the page and its content.
pub(super) fn write(pdf: &mut Pdf, intent: &Intent<'_>, content: &[u8]) {
    pdf.stream(CONTENT, &super::image::deflate(content)).filter(Filter::FlateDecode);
    let boxes = intent.plates.boxes;
    let layered = intent.file.format == FileFormat::PdfX4;
    let points = |mm: kurbo::Rect| {
        let r = boxes.to_points().transform_rect_bbox(mm);
        Rect::new(r.x0 as f32, r.y0 as f32, r.x1 as f32, r.y1 as f32)
    };
    let mut page = pdf.page(PAGE);
    page.parent(PAGES).contents(CONTENT);
    page.media_box(points(boxes.media)).bleed_box(points(boxes.bleed)).trim_box(points(boxes.trim));
    if layered {
        // Viewers that blend at all then blend in the inks of the output intent.
        let mut group = page.group();
        group.transparency().isolated(true).color_space().device_cmyk();
        group.finish();
    }
    let mut resources = page.resources();
    resources.ext_g_states().pair(Name(b"Colour"), COLOUR_STATE).pair(Name(b"Spot"), SPOT_STATE);
    let spots = spots_of(intent);
    let art = intent.colour().map(|_| (&b"Artwork"[..], ART));
    let stencil =
        intent.white().filter(|white| white.ink == WhiteInk::Spot).map(|_| (&b"White"[..], STENCIL));
    resources.x_objects().pairs(art.into_iter().chain(stencil).map(|(name, image)| (Name(name), image)));
    let spaces = spots.iter().map(|spot| (Name(spot.called), spot.space));
    resources.insert(Name(b"ColorSpace")).dict().pairs(spaces);
    if layered {
        let layers = layers_of(intent).into_iter().map(|(layer, name, _)| (Name(name), layer));
        resources.insert(Name(b"Properties")).dict().pairs(layers);
    }
}
