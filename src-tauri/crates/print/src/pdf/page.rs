//! What is painted on the page, and its boxes.

use kurbo::{Affine, BezPath, PathEl};
use pdf_writer::types::ColorSpaceOperand;
use pdf_writer::{Content, Dict, Filter, Finish, Name, Pdf, Rect, Ref};

use super::{
    ART, COLOUR_LAYER, COLOUR_STATE, CONTENT, CUT, CUT_LAYER, PAGE, PAGES, SPOT_STATE, STENCIL, WHITE,
    WHITE_LAYER, art_frame,
};
use crate::plates::Plates;
use crate::recipe::{Recipe, WhiteOrder};
use crate::stencil::Stencil;

/// The page's painting operators, not yet compressed.
pub(super) fn content(plates: &Plates, stencil: Option<&Stencil>, recipe: &Recipe) -> Vec<u8> {
    let mut content = Content::new();
    content.save_state();
    draw(&mut content, &plates.clip, plates.boxes.to_points());
    content.clip_nonzero().end_path();
    match recipe.white.order {
        WhiteOrder::UnderColour => {
            white(&mut content, plates, stencil);
            colour(&mut content, plates);
        }
        WhiteOrder::OverColour => {
            colour(&mut content, plates);
            white(&mut content, plates, stencil);
        }
    }
    content.restore_state();
    cut(&mut content, plates, recipe);
    content.finish().to_vec()
}

fn white(content: &mut Content, plates: &Plates, stencil: Option<&Stencil>) {
    let Some(stencil) = stencil else { return };
    layer(content, b"White", |content| {
        content.set_parameters(Name(b"Spot"));
        content.set_fill_color_space(ColorSpaceOperand::Named(Name(b"WhiteInk"))).set_fill_color([1.0]);
        image(content, plates, stencil.frame, b"White");
    });
}

fn colour(content: &mut Content, plates: &Plates) {
    layer(content, b"Colour", |content| {
        content.set_parameters(Name(b"Colour"));
        image(content, plates, art_frame(plates), b"Artwork");
    });
}

/// An image fills the unit square, its first row on top.
fn image(content: &mut Content, plates: &Plates, frame: kurbo::Rect, name: &[u8]) {
    let frame = plates.boxes.to_points().transform_rect_bbox(frame);
    let place = [frame.width(), 0.0, 0.0, frame.height(), frame.x0, frame.y0];
    content.transform(place.map(|value| value as f32)).x_object(Name(name));
}

fn cut(content: &mut Content, plates: &Plates, recipe: &Recipe) {
    layer(content, b"Cut", |content| {
        content.set_parameters(Name(b"Spot"));
        content.set_stroke_color_space(ColorSpaceOperand::Named(Name(b"CutInk"))).set_stroke_color([1.0]);
        content.set_line_width(recipe.cut.line_width_pt as f32);
        for path in plates.lines() {
            draw(content, path, plates.boxes.to_points());
            content.stroke();
        }
    });
}

fn layer(content: &mut Content, name: &[u8], paint: impl FnOnce(&mut Content)) {
    content.begin_marked_content_with_properties(Name(b"OC")).properties_named(Name(name));
    content.save_state();
    paint(content);
    content.restore_state().end_marked_content();
}

fn draw(content: &mut Content, path: &BezPath, to_points: Affine) {
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
pub(super) fn write(pdf: &mut Pdf, plates: &Plates, content: &[u8]) {
    pdf.stream(CONTENT, &super::image::deflate(content)).filter(Filter::FlateDecode);
    let boxes = plates.boxes;
    let points = |mm: kurbo::Rect| {
        let r = boxes.to_points().transform_rect_bbox(mm);
        Rect::new(r.x0 as f32, r.y0 as f32, r.x1 as f32, r.y1 as f32)
    };
    let mut page = pdf.page(PAGE);
    page.parent(PAGES).contents(CONTENT);
    page.media_box(points(boxes.media)).bleed_box(points(boxes.bleed)).trim_box(points(boxes.trim));
    // Viewers that blend at all then blend in the inks of the output intent.
    let mut group = page.group();
    group.transparency().isolated(true).color_space().device_cmyk();
    group.finish();
    let mut resources = page.resources();
    resources.ext_g_states().pair(Name(b"Colour"), COLOUR_STATE).pair(Name(b"Spot"), SPOT_STATE);
    let white = plates.white.is_some();
    named(&mut resources.x_objects(), &[(b"Artwork", ART)], (b"White", STENCIL), white);
    let mut spaces = resources.insert(Name(b"ColorSpace")).dict();
    named(&mut spaces, &[(b"CutInk", CUT)], (b"WhiteInk", WHITE), white);
    spaces.finish();
    let mut layers = resources.insert(Name(b"Properties")).dict();
    named(&mut layers, &[(b"Colour", COLOUR_LAYER), (b"Cut", CUT_LAYER)], (b"White", WHITE_LAYER), white);
}

/// Names what the page's operators call by name; what belongs to the white only where there is some.
fn named(into: &mut Dict<'_>, always: &[(&[u8], Ref)], of_white: (&[u8], Ref), white: bool) {
    for (name, object) in always.iter().copied().chain(white.then_some(of_white)) {
        into.pair(Name(name), object);
    }
}
