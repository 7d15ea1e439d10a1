//! Pages as a PDF: for reading, with letters that can be selected, or for the press, with letters as outlines.

use std::borrow::Cow;
use std::collections::BTreeMap;

use dangle_design::Result;
use dangle_design::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape, Size};
use dangle_design::units::Mm;
use pdf_writer::types::{ColorSpaceOperand, OutputIntentSubtype, OverprintMode};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Ref, TextStr};

use super::faces::faces;
use super::frame::{Frame, Ink, Item, Stroke};
use super::lines::Line;
use crate::colour::Press;
use crate::pdf::{PROGRAM, Ticket, deflate, identity, xmp};

mod fonts;
mod pictures;

use fonts::Fonts;
use pictures::Pictures;

/// A page and its boxes, in the frame's millimetres.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) frame: Frame,
    /// Where it is cut; the whole page where it is not.
    pub(crate) trim: Rect,
    /// How far ink may go.
    pub(crate) bleed: Rect,
}

impl Page {
    /// A page that is not cut.
    pub(crate) fn whole(frame: Frame) -> Page {
        let rect = frame.size.to_rect();
        Page { frame, trim: rect, bleed: rect }
    }
}

/// Pages that go to one file.
pub(crate) struct Document<'a> {
    pub(crate) pages: Vec<Page>,
    pub(crate) ticket: Ticket<'a>,
    /// The press it is printed on: the file is then built to PDF/X-4 and its letters are outlines.
    pub(crate) press: Option<&'a Press>,
    /// The language it is read in.
    pub(crate) language: &'a str,
}

/// Numbers the objects of a file.
#[derive(Default)]
struct Numbers(i32);

impl Numbers {
    fn next(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }
}

/// What pages name: fonts, pictures and spots, each once a file.
struct Shared {
    fonts: Fonts,
    pictures: Pictures,
    spots: BTreeMap<Cow<'static, str>, ([f32; 4], Ref, Ref)>,
    knocking: Ref,
    overprinting: Ref,
}

/// The pages as a PDF. The same pages always make the same bytes.
///
/// # Errors
/// `Store` when Dangle's fonts are damaged; `Input` when the ticket's date is no date.
pub(crate) fn write(document: &Document<'_>) -> Result<Vec<u8>> {
    document.ticket.check()?;
    let faces = faces()?;
    let mut numbers = Numbers::default();
    let (catalog, tree, about, metadata) = (numbers.next(), numbers.next(), numbers.next(), numbers.next());
    let frames = || document.pages.iter().map(|page| &page.frame);
    let mut shared = Shared {
        fonts: if document.press.is_some() {
            Fonts::default()
        } else {
            Fonts::of(frames(), faces, &mut numbers)
        },
        pictures: Pictures::of(frames(), &mut numbers),
        spots: BTreeMap::new(),
        knocking: numbers.next(),
        overprinting: numbers.next(),
    };
    for (name, alternate) in frames().flat_map(spots) {
        shared.spots.entry(name).or_insert_with(|| (alternate, numbers.next(), numbers.next()));
    }
    let mut pdf = Pdf::new();
    let contents: Vec<Vec<u8>> =
        document.pages.iter().map(|page| content(&page.frame, &shared)).collect::<Result<_>>()?;
    let refs: Vec<(Ref, Ref)> = document.pages.iter().map(|_| (numbers.next(), numbers.next())).collect();
    pdf.pages(tree).kids(refs.iter().map(|(page, _)| *page)).count(refs.len() as i32);
    for ((page, content), (at, stream)) in document.pages.iter().zip(&contents).zip(&refs) {
        pdf.stream(*stream, &deflate(content)).filter(Filter::FlateDecode);
        write_page(&mut pdf, page, document, &shared, tree, *at, *stream);
    }
    shared.write(&mut pdf, faces)?;
    let parts: Vec<&[u8]> =
        contents.iter().map(Vec::as_slice).chain([document.ticket.title.as_bytes()]).collect();
    finish(&mut pdf, document, [catalog, tree, about, metadata], identity(&parts), &mut numbers);
    Ok(pdf.finish())
}

fn finish(
    pdf: &mut Pdf,
    document: &Document<'_>,
    [catalog, tree, about, metadata]: [Ref; 4],
    identity: [u8; 16],
    numbers: &mut Numbers,
) {
    let standard = document.press.map(|_| "PDF/X-4");
    pdf.set_version(1, 6);
    let packet = xmp(&document.ticket, identity, standard);
    pdf.stream(metadata, packet.as_bytes())
        .pair(Name(b"Type"), Name(b"Metadata"))
        .pair(Name(b"Subtype"), Name(b"XML"));
    let mut root = pdf.catalog(catalog);
    root.pages(tree).metadata(metadata).lang(TextStr(document.language));
    root.viewer_preferences().display_doc_title(true);
    if let Some(press) = document.press {
        let profile = numbers.next();
        let mut intents = root.output_intents();
        intents
            .push()
            .subtype(OutputIntentSubtype::PDFX)
            .output_condition_identifier(TextStr("FOGRA39"))
            .info(TextStr(press.name()))
            .registry_name(TextStr("http://www.color.org"))
            .dest_output_profile(profile);
        intents.finish();
        root.finish();
        let icc = deflate(press.icc());
        let mut written = pdf.icc_profile(profile, &icc);
        written.n(4).alternate().device_cmyk();
        written.filter(Filter::FlateDecode);
    } else {
        root.finish();
    }
    let mut info = pdf.document_info(about);
    info.title(TextStr(document.ticket.title)).creator(TextStr(PROGRAM)).producer(TextStr(PROGRAM));
    if standard.is_some() {
        info.trapped(pdf_writer::types::TrappingStatus::NotTrapped);
        info.pair(Name(b"GTS_PDFXVersion"), pdf_writer::Str(b"PDF/X-4"));
    }
    info.finish();
    pdf.set_file_id((identity.to_vec(), identity.to_vec()));
}

impl Shared {
    fn write(&self, pdf: &mut Pdf, faces: &[super::faces::Face]) -> Result<()> {
        self.fonts.write(pdf, faces)?;
        self.pictures.write(pdf);
        for (name, (alternate, space, tint)) in &self.spots {
            pdf.exponential_function(*tint)
                .domain([0.0, 1.0])
                .range([0.0, 1.0].repeat(4))
                .c0([0.0; 4])
                .c1(*alternate)
                .n(1.0);
            let mut separation = pdf.color_space(*space).separation(Name(name.as_bytes()));
            separation.alternate_color_space().device_cmyk();
            separation.tint_ref(*tint);
        }
        pdf.ext_graphics(self.knocking).overprint(false).overprint_fill(false);
        pdf.ext_graphics(self.overprinting)
            .overprint(true)
            .overprint_fill(true)
            .overprint_mode(OverprintMode::IgnoreZeroChannel);
        Ok(())
    }
}

fn spots(frame: &Frame) -> Vec<(Cow<'static, str>, [f32; 4])> {
    let of = |ink: &Ink| match ink {
        Ink::Spot(name, alternate) => Some((name.clone(), *alternate)),
        Ink::Cmyk(_) | Ink::Rgb(_) => None,
    };
    let inks = frame.items.iter().flat_map(|item| match item {
        Item::Path { fill, stroke, .. } => {
            vec![fill.as_ref(), stroke.as_ref().map(|stroke| &stroke.ink)]
        }
        Item::Words { ink, .. } => vec![Some(ink)],
        Item::Picture { .. } | Item::Clip(_) | Item::Unclip => Vec::new(),
    });
    inks.flatten().filter_map(of).collect()
}

fn write_page(
    pdf: &mut Pdf,
    page: &Page,
    document: &Document<'_>,
    shared: &Shared,
    tree: Ref,
    at: Ref,
    content: Ref,
) {
    let place = to_points(page.frame.size);
    let points = |rect: Rect| {
        let r = place.transform_rect_bbox(rect);
        pdf_writer::Rect::new(r.x0 as f32, r.y0 as f32, r.x1 as f32, r.y1 as f32)
    };
    let mut written = pdf.page(at);
    written.parent(tree).contents(content).media_box(points(page.frame.size.to_rect()));
    written.bleed_box(points(page.bleed)).trim_box(points(page.trim));
    let mut group = written.group();
    group.transparency().isolated(true);
    if document.press.is_some() {
        group.color_space().device_cmyk();
    } else {
        group.color_space().device_rgb();
    }
    group.finish();
    let mut resources = written.resources();
    resources.ext_g_states().pair(Name(b"Knock"), shared.knocking).pair(Name(b"Over"), shared.overprinting);
    let mut fonts = resources.fonts();
    for (name, font) in shared.fonts.names() {
        fonts.pair(Name(name.as_bytes()), font);
    }
    fonts.finish();
    let mut pictures = resources.x_objects();
    for (name, picture) in shared.pictures.names() {
        pictures.pair(Name(name.as_bytes()), picture);
    }
    pictures.finish();
    let mut spaces = resources.insert(Name(b"ColorSpace")).dict();
    for (name, (_, space, _)) in &shared.spots {
        spaces.pair(Name(name.as_bytes()), *space);
    }
}

/// From millimetres, y down, to points, y up.
fn to_points(size: Size) -> Affine {
    let points = Mm::new(1.0).points();
    Affine::new([points, 0.0, 0.0, -points, 0.0, size.height * points])
}

fn content(frame: &Frame, shared: &Shared) -> Result<Vec<u8>> {
    let faces = faces()?;
    let place = to_points(frame.size);
    let mut content = Content::new();
    let mut picture = 0;
    for item in &frame.items {
        match item {
            Item::Path { path, fill, stroke } => {
                if let Some(ink) = fill {
                    fill_ink(&mut content, ink);
                    draw(&mut content, path, place);
                    content.fill_nonzero();
                }
                if let Some(stroke) = stroke {
                    stroke_ink(&mut content, stroke);
                    draw(&mut content, path, place);
                    content.stroke();
                }
            }
            Item::Words { line, place: at, ink } if shared.fonts.is_empty() => {
                let outline = *at * line.outline(faces);
                if !outline.elements().is_empty() {
                    fill_ink(&mut content, ink);
                    draw(&mut content, &outline, place);
                    content.fill_nonzero();
                }
            }
            Item::Words { line, place: at, ink } => {
                fill_ink(&mut content, ink);
                letters(&mut content, line, place * *at, shared);
            }
            Item::Picture { rect, .. } => {
                let r = place.transform_rect_bbox(*rect);
                let matrix = [r.width(), 0.0, 0.0, r.height(), r.x0, r.y0].map(|value| value as f32);
                let name = Pictures::name(frame, picture);
                picture += 1;
                content.save_state().transform(matrix).x_object(Name(name.as_bytes())).restore_state();
            }
            Item::Clip(path) => {
                content.save_state();
                draw(&mut content, path, place);
                content.clip_nonzero().end_path();
            }
            Item::Unclip => {
                content.restore_state();
            }
        }
    }
    Ok(content.finish().to_vec())
}

/// Shows a line of letters; `place` maps its ems, y down, to points.
fn letters(content: &mut Content, line: &Line, place: Affine, shared: &Shared) {
    let size = place.determinant().abs().sqrt();
    // Letters stand upright in a space whose y goes up.
    let upright = place * Affine::scale_non_uniform(1.0 / size, -1.0 / size);
    let mut glyphs = line.glyphs.iter().peekable();
    while let Some(first) = glyphs.next() {
        let at = upright * Affine::translate((first.at.x * size, -first.at.y * size));
        content.begin_text();
        content.set_font(Name(Fonts::name(first.face).as_bytes()), size as f32);
        content.set_text_matrix(at.as_coeffs().map(|value| value as f32));
        let mut shown = content.show_positioned();
        let mut items = shown.items();
        let (code, mut pen) = shared.fonts.code(first.face, first.id);
        items.show(pdf_writer::Str(&code));
        pen += first.at.x;
        while let Some(next) =
            glyphs.next_if(|next| next.face == first.face && (next.at.y - first.at.y).abs() < 1e-9)
        {
            let gap = (next.at.x - pen) * 1000.0;
            if gap.abs() > 0.05 {
                items.adjust(-gap as f32);
                pen = next.at.x;
            }
            let (code, advance) = shared.fonts.code(next.face, next.id);
            items.show(pdf_writer::Str(&code));
            pen += advance;
        }
        items.finish();
        shown.finish();
        content.end_text();
    }
}

/// Black alone is printed on what lies below it, so that no light edge shows where plates shift.
fn is_overprinted(ink: &Ink) -> bool {
    match ink {
        Ink::Spot(..) => true,
        Ink::Cmyk([c, m, y, k]) => *c == 0.0 && *m == 0.0 && *y == 0.0 && *k >= 1.0,
        Ink::Rgb(_) => false,
    }
}

fn state(content: &mut Content, ink: &Ink) {
    content.set_parameters(Name(if is_overprinted(ink) { b"Over" } else { b"Knock" }));
}

fn fill_ink(content: &mut Content, ink: &Ink) {
    state(content, ink);
    match ink {
        Ink::Cmyk([c, m, y, k]) => content.set_fill_cmyk(*c, *m, *y, *k),
        Ink::Rgb(rgb) => {
            let [r, g, b] = rgb.map(|share| f32::from(share) / 255.0);
            content.set_fill_rgb(r, g, b)
        }
        Ink::Spot(name, _) => content
            .set_fill_color_space(ColorSpaceOperand::Named(Name(name.as_bytes())))
            .set_fill_color([1.0]),
    };
}

fn stroke_ink(content: &mut Content, stroke: &Stroke) {
    state(content, &stroke.ink);
    match &stroke.ink {
        Ink::Cmyk([c, m, y, k]) => content.set_stroke_cmyk(*c, *m, *y, *k),
        Ink::Rgb(rgb) => {
            let [r, g, b] = rgb.map(|share| f32::from(share) / 255.0);
            content.set_stroke_rgb(r, g, b)
        }
        Ink::Spot(name, _) => content
            .set_stroke_color_space(ColorSpaceOperand::Named(Name(name.as_bytes())))
            .set_stroke_color([1.0]),
    };
    content.set_line_width(Mm::new(stroke.width).points() as f32);
    let dash = stroke.dash.map(|dash| dash.map(|mm| Mm::new(mm).points() as f32));
    content.set_dash_pattern(dash.iter().flatten().copied(), 0.0);
}

fn draw(content: &mut Content, path: &BezPath, place: Affine) {
    let mut pen = Point::ZERO;
    for element in (place * path.clone()).path_elements(0.01) {
        let xy = |p: Point| (p.x as f32, p.y as f32);
        let curve = |content: &mut Content, a: Point, b: Point, to: Point| {
            let ((ax, ay), (bx, by), (x, y)) = (xy(a), xy(b), xy(to));
            content.cubic_to(ax, ay, bx, by, x, y);
        };
        match element {
            PathEl::MoveTo(p) => {
                content.move_to(p.x as f32, p.y as f32);
            }
            PathEl::LineTo(p) => {
                content.line_to(p.x as f32, p.y as f32);
            }
            PathEl::QuadTo(a, p) => {
                let cubic = dangle_design::kurbo::QuadBez::new(pen, a, p).raise();
                curve(content, cubic.p1, cubic.p2, p);
            }
            PathEl::CurveTo(a, b, p) => curve(content, a, b, p),
            PathEl::ClosePath => {
                content.close_path();
            }
        }
        pen = element.end_point().unwrap_or(pen);
    }
}
