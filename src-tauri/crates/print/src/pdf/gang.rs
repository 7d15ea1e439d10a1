//! A gang sheet as a PDF: a page for each sheet. Every design is one form, painted wherever it lies, so that three
//! hundred charms of six designs take little more room than the six.

use dangle_design::{Job, Result};
use kurbo::{Affine, Shape};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref};

use super::{
    COLOUR_STATE, FIRST_FREE, MARKS, MARKS_LAYER, PAGES, SPOT_STATE, Ticket, about, catalog, image, inks,
    layers, layers_of, metadata, page, profile, spots_of,
};
use crate::gang::{Gang, sheet_points};
use crate::intent::Intent;
use crate::nest::Laid;
use crate::plates::{Plates, art_bounds};
use crate::recipe::{FileFormat, FileRecipe, WhiteInk};
use crate::stencil::Stencil;

/// How far a mark may leave its circle.
const ROUNDNESS_MM: f64 = 0.001;

/// A design, compressed and ready to be written.
struct Form {
    content: Vec<u8>,
    art: Option<(Vec<u8>, [usize; 4])>,
    stencil: Option<Stencil>,
    /// From the form's own points to the design's millimetres.
    to_mm: Affine,
    bounds: kurbo::Rect,
}

/// The sheets as one PDF. The same gang, layout and ticket always make the same bytes.
///
/// # Errors
/// `Input` when nothing is on the sheet, when the marks have no room, or when the ticket's date is no date; those of
/// [`Plates::derive`]; `Cancelled`.
pub fn write_gang_pdf(
    gang: &Gang<'_>,
    file: &FileRecipe,
    laid: &[Laid],
    sheets: usize,
    ticket: &Ticket<'_>,
    job: &Job<'_>,
) -> Result<Vec<u8>> {
    ticket.check()?;
    let recipe = gang.recipe_of_one();
    let marks = gang.registration()?;
    let mut forms = Vec::new();
    let mut lead: Option<Plates> = None;
    for (done, design) in gang.designs.iter().enumerate() {
        job.step(done as u64, gang.designs.len() as u64 + 1)?;
        let plates = Plates::derive(design.shape, &recipe)?;
        forms.push(form(&Intent { plates: &plates, recipe: &recipe, file })?);
        if lead.as_ref().is_none_or(|lead| lead.white.is_none() && plates.white.is_some()) {
            lead = Some(plates);
        }
    }
    let Some(lead) = lead else {
        return Err(dangle_design::Error::input("there is nothing on the sheet", "Put a charm on its list."));
    };
    let intent = Intent { plates: &lead, recipe: &recipe, file };
    let pages: Vec<Vec<u8>> =
        (0..sheets).map(|sheet| painted(gang, laid, sheet, &forms, &marks, &intent)).collect();
    job.step(gang.designs.len() as u64, gang.designs.len() as u64 + 1)?;
    let pdf = assembled(gang, &intent, &forms, &pages, !marks.is_empty(), ticket);
    job.step(1, 1)?;
    Ok(pdf)
}

fn form(intent: &Intent<'_>) -> Result<Form> {
    let plates = intent.plates;
    let spot = intent.white().filter(|white| white.ink == WhiteInk::Spot);
    let stencil = spot.map(|white| Stencil::of(plates, white.dpi)).transpose()?.flatten();
    let bounds = art_bounds(&plates.art, plates.grid.width);
    let art =
        intent.colour().map(|_| (image::compress(plates.pictured(), plates.grid.width, bounds), bounds));
    let to_points = plates.boxes.to_points();
    // The cut line's stroke reaches over the bleed where there is none.
    let whole = plates.boxes.media.inflate(1.0, 1.0);
    Ok(Form {
        content: page::content(intent, stencil.as_ref()),
        art,
        stencil,
        to_mm: to_points.inverse(),
        bounds: to_points.transform_rect_bbox(whole),
    })
}

/// The operators of one page.
fn painted(
    gang: &Gang<'_>,
    laid: &[Laid],
    sheet: usize,
    forms: &[Form],
    marks: &[kurbo::Circle],
    intent: &Intent<'_>,
) -> Vec<u8> {
    let mut content = Content::new();
    let to_points = sheet_points(gang);
    for one in laid.iter().filter(|one| one.sheet == sheet) {
        let place = to_points * gang.place(one) * forms[one.piece].to_mm;
        content.save_state();
        content.transform(place.as_coeffs().map(|value| value as f32));
        content.x_object(Name(form_name(one.piece).as_bytes()));
        content.restore_state();
    }
    if !marks.is_empty() {
        let layered = intent.file.format == FileFormat::PdfX4;
        if layered {
            content.begin_marked_content_with_properties(Name(b"OC")).properties_named(Name(b"Marks"));
        }
        content.save_state();
        content.set_fill_cmyk(0.0, 0.0, 0.0, 1.0);
        for mark in marks {
            page::draw(&mut content, &mark.to_path(ROUNDNESS_MM), to_points);
        }
        content.fill_nonzero();
        content.restore_state();
        if layered {
            content.end_marked_content();
        }
    }
    content.finish().to_vec()
}

fn form_name(design: usize) -> String {
    format!("Charm{}", design + 1)
}

fn assembled(
    gang: &Gang<'_>,
    intent: &Intent<'_>,
    forms: &[Form],
    pages: &[Vec<u8>],
    marks: bool,
    ticket: &Ticket<'_>,
) -> Vec<u8> {
    let arts = forms.iter().filter_map(|form| form.art.as_ref()).map(|(bytes, _)| bytes.as_slice());
    let contents = forms.iter().map(|form| form.content.as_slice()).chain(pages.iter().map(Vec::as_slice));
    let parts: Vec<&[u8]> =
        contents.chain(arts).chain([intent.plates.press.icc(), ticket.title.as_bytes()]).collect();
    let identity = metadata::identity(&parts);
    let form_ref = |design: usize, part: usize| Ref::new(FIRST_FREE + (design * 3 + part) as i32);
    let page_ref =
        |page: usize, part: usize| Ref::new(FIRST_FREE + (forms.len() * 3 + page * 2 + part) as i32);

    let mut layered = layers_of(intent);
    if marks {
        layered.push((MARKS, &b"Marks"[..], MARKS_LAYER.to_owned()));
    }
    let has_layers = intent.file.format == FileFormat::PdfX4;
    let mut pdf = Pdf::new();
    pdf.set_version(1, if has_layers { 6 } else { 4 });
    let page_refs: Vec<Ref> = (0..pages.len()).map(|page| page_ref(page, 0)).collect();
    catalog(&mut pdf, intent, &page_refs, &layered);
    for (at, form) in forms.iter().enumerate() {
        let refs = [0, 1, 2].map(|part| form_ref(at, part));
        write_form(&mut pdf, form, intent, refs);
    }
    let points = |mm: kurbo::Rect| {
        let r = sheet_points(gang).transform_rect_bbox(mm);
        Rect::new(r.x0 as f32, r.y0 as f32, r.x1 as f32, r.y1 as f32)
    };
    for (at, content) in pages.iter().enumerate() {
        pdf.stream(page_ref(at, 1), &image::deflate(content)).filter(Filter::FlateDecode);
        let sheet = points(gang.sheet());
        let mut page = pdf.page(page_ref(at, 0));
        page.parent(PAGES).contents(page_ref(at, 1)).media_box(sheet).bleed_box(sheet).trim_box(sheet);
        if has_layers {
            page.group().transparency().isolated(true).color_space().device_cmyk();
        }
        let mut resources = page.resources();
        let names: Vec<String> = (0..forms.len()).map(form_name).collect();
        let used =
            names.iter().enumerate().map(|(design, name)| (Name(name.as_bytes()), form_ref(design, 0)));
        resources.x_objects().pairs(used);
        if has_layers && marks {
            resources.insert(Name(b"Properties")).dict().pair(Name(b"Marks"), MARKS);
        }
        resources.finish();
        page.finish();
    }
    inks(&mut pdf, intent);
    if has_layers {
        layers(&mut pdf, &layered);
    }
    profile(&mut pdf, intent.plates.press.icc());
    about(&mut pdf, intent, ticket, identity);
    pdf.set_file_id((identity.to_vec(), identity.to_vec()));
    pdf.finish()
}

fn write_form(pdf: &mut Pdf, form: &Form, intent: &Intent<'_>, [own, art, stencil]: [Ref; 3]) {
    let compressed = image::deflate(&form.content);
    let mut object = pdf.form_xobject(own, &compressed);
    object.filter(Filter::FlateDecode);
    let kurbo::Rect { x0, y0, x1, y1 } = form.bounds;
    object.bbox(Rect::new(x0 as f32, y0 as f32, x1 as f32, y1 as f32));
    let mut resources = object.resources();
    resources.ext_g_states().pair(Name(b"Colour"), COLOUR_STATE).pair(Name(b"Spot"), SPOT_STATE);
    let images = form.art.as_ref().map(|_| (Name(b"Artwork"), art)).into_iter();
    resources.x_objects().pairs(images.chain(form.stencil.as_ref().map(|_| (Name(b"White"), stencil))));
    let spaces = spots_of(intent);
    let spaces = spaces.iter().map(|spot| (Name(spot.called), spot.space));
    resources.insert(Name(b"ColorSpace")).dict().pairs(spaces);
    if intent.file.format == FileFormat::PdfX4 {
        let layers = layers_of(intent).into_iter().map(|(layer, name, _)| (Name(name), layer));
        resources.insert(Name(b"Properties")).dict().pairs(layers);
    }
    resources.finish();
    object.finish();
    if let Some((bytes, bounds)) = &form.art {
        image::write(pdf, art, bytes, *bounds);
    }
    if let Some(white) = &form.stencil {
        image::write_stencil(pdf, stencil, white);
    }
}
