//! The print file: a PDF built to PDF/X-4 (ISO 15930-7), one page, one charm.
//!
//! What is on the page, and why so:
//! - The colour is one opaque CMYK image in overprint, thinned beforehand where the artwork is translucent.
//!   No soft mask, no transparency: over one, renderers weaken or drop the white below.
//! - The white is a stencil filled with its spot at full tint. An image *of* a spot hides the artwork in
//!   several viewers and is not found by some RIPs; see `stencil.rs` for why it is no path either.
//! - The cut line and the hole are strokes of their spot in overprint.
//! - Layers for colour, white and cut, so that a person can look at each alone.

mod gang;
mod image;
mod metadata;
mod page;

use dangle_design::Result;
use pdf_writer::types::{OutputIntentSubtype, OverprintMode, TrappingStatus};
use pdf_writer::{Date, Filter, Finish, Name, Pdf, Ref, Str, TextStr};

use crate::intent::{Intent, MARKS_LAYER};
use crate::plates::{Plates, art_bounds, pixels_to_mm};
use crate::recipe::{CutInk, FileFormat, WhiteInk, WhiteOrder};
use crate::stencil::Stencil;

pub use gang::write_gang_pdf;
pub(crate) use image::deflate;
pub use metadata::{Moment, Ticket};
pub(crate) use metadata::{escaped, identity, xmp};

/// The program that made a file, as it names itself there.
pub(crate) const PROGRAM: &str = concat!("Dangle ", env!("CARGO_PKG_VERSION"));

/// What a layered file says it is built to.
const PDF_X4: &str = "PDF/X-4";

const CATALOG: Ref = Ref::new(1);
const PAGES: Ref = Ref::new(2);
const PAGE: Ref = Ref::new(3);
const CONTENT: Ref = Ref::new(4);
const ART: Ref = Ref::new(5);
const WHITE: Ref = Ref::new(6);
const WHITE_TINT: Ref = Ref::new(7);
const CUT: Ref = Ref::new(8);
const CUT_TINT: Ref = Ref::new(9);
const COLOUR_STATE: Ref = Ref::new(10);
const SPOT_STATE: Ref = Ref::new(11);
const COLOUR_LAYER: Ref = Ref::new(12);
const WHITE_LAYER: Ref = Ref::new(13);
const CUT_LAYER: Ref = Ref::new(14);
const PROFILE: Ref = Ref::new(15);
const INFO: Ref = Ref::new(16);
const METADATA: Ref = Ref::new(17);
const STENCIL: Ref = Ref::new(18);
const MARKS: Ref = Ref::new(19);
/// The first number that no part of every file has.
const FIRST_FREE: i32 = 20;

/// The print file of an intent. The same intent and ticket always make the same bytes.
///
/// # Errors
/// `Input` when the ticket's date is no date, or when no white is left.
pub fn write_pdf(intent: &Intent<'_>, ticket: &Ticket<'_>) -> Result<Vec<u8>> {
    ticket.check()?;
    let plates = intent.plates;
    let spot = intent.white().filter(|white| white.ink == WhiteInk::Spot);
    let stencil = spot.map(|white| Stencil::of(plates, white.dpi)).transpose()?.flatten();
    let content = page::content(intent, stencil.as_ref());
    let bounds = art_bounds(&plates.art, plates.grid.width);
    let art = intent.colour().map(|_| image::compress(plates.pictured(), plates.grid.width, bounds));
    let white = stencil.as_ref().map_or(&[][..], |stencil| &stencil.bits);
    let painted = art.as_deref().unwrap_or_default();
    let identity =
        metadata::identity(&[&content, painted, white, plates.press.icc(), ticket.title.as_bytes()]);

    let mut pdf = Pdf::new();
    let layered = intent.file.format == FileFormat::PdfX4;
    pdf.set_version(1, if layered { 6 } else { 4 });
    catalog(&mut pdf, intent, &[PAGE], &layers_of(intent));
    page::write(&mut pdf, intent, &content);
    if let Some(art) = &art {
        image::write(&mut pdf, ART, art, bounds);
    }
    if let Some(stencil) = &stencil {
        image::write_stencil(&mut pdf, STENCIL, stencil);
    }
    inks(&mut pdf, intent);
    if layered {
        layers(&mut pdf, &layers_of(intent));
    }
    profile(&mut pdf, plates.press.icc());
    about(&mut pdf, intent, ticket, identity);
    pdf.set_file_id((identity.to_vec(), identity.to_vec()));
    Ok(pdf.finish())
}

/// The layers that are in the file, the lowest first.
fn layers_of(intent: &Intent<'_>) -> Vec<Layer> {
    let colour = intent.colour().map(|colour| (COLOUR_LAYER, &b"Colour"[..], colour.layer.clone()));
    let white = intent.white().map(|white| (WHITE_LAYER, &b"White"[..], white.layer.clone()));
    let cut = intent.cut().map(|cut| (CUT_LAYER, &b"Cut"[..], cut.layer.clone()));
    let over = intent.white().is_some_and(|white| white.order == WhiteOrder::OverColour);
    let printed = if over { [colour, white] } else { [white, colour] };
    let dots = !intent.dots().is_empty();
    let marks = dots.then(|| (MARKS, &b"Marks"[..], MARKS_LAYER.to_owned()));
    printed.into_iter().chain([cut, marks]).flatten().collect()
}

/// A spot in the file.
struct Spot<'a> {
    name: &'a str,
    /// How it is shown where there is no such ink.
    alternate_cmyk_percent: [f64; 4],
    /// What the page's operators call it.
    called: &'static [u8],
    space: Ref,
    tint: Ref,
}

/// The spots that are in the file.
fn spots_of<'a>(intent: &Intent<'a>) -> Vec<Spot<'a>> {
    let white = intent.white().filter(|white| white.ink == WhiteInk::Spot).map(|white| Spot {
        name: &white.name,
        alternate_cmyk_percent: white.alternate_cmyk_percent,
        called: b"WhiteInk",
        space: WHITE,
        tint: WHITE_TINT,
    });
    let cut = intent.cut().filter(|cut| cut.ink == CutInk::Spot).map(|cut| Spot {
        name: &cut.name,
        alternate_cmyk_percent: cut.alternate_cmyk_percent,
        called: b"CutInk",
        space: CUT,
        tint: CUT_TINT,
    });
    white.into_iter().chain(cut).collect()
}

/// Where the colour image lies on the page, in millimetres.
fn art_frame(plates: &Plates) -> kurbo::Rect {
    pixels_to_mm(&plates.grid, art_bounds(&plates.art, plates.grid.width))
}

/// A layer in the file: what it is, what the page's operators call it, and its name.
type Layer = (Ref, &'static [u8], String);

fn catalog(pdf: &mut Pdf, intent: &Intent<'_>, pages: &[Ref], layers: &[Layer]) {
    pdf.pages(PAGES).kids(pages.iter().copied()).count(pages.len() as i32);
    let mut catalog = pdf.catalog(CATALOG);
    catalog.pages(PAGES).metadata(METADATA);
    let mut intents = catalog.output_intents();
    let condition = intent.recipe.colour.profile.split('-').next().unwrap_or_default().to_uppercase();
    intents
        .push()
        .subtype(OutputIntentSubtype::PDFX)
        .output_condition_identifier(TextStr(&condition))
        .info(TextStr(intent.plates.press.name()))
        .registry_name(TextStr("http://www.color.org"))
        .dest_output_profile(PROFILE);
    intents.finish();
    if intent.file.format != FileFormat::PdfX4 {
        return;
    }
    let layers: Vec<Ref> = layers.iter().map(|(layer, ..)| *layer).collect();
    let mut optional = catalog.insert(Name(b"OCProperties")).dict();
    optional.insert(Name(b"OCGs")).array().items(layers.iter().copied());
    let mut shown = optional.insert(Name(b"D")).dict();
    shown.pair(Name(b"Name"), TextStr("Plates"));
    // The topmost layer first, as people read a layer list.
    shown.insert(Name(b"Order")).array().items(layers.iter().rev().copied());
    shown.insert(Name(b"ON")).array().items(layers.iter().copied());
}

fn profile(pdf: &mut Pdf, icc: &[u8]) {
    let compressed = image::deflate(icc);
    let mut profile = pdf.icc_profile(PROFILE, &compressed);
    profile.n(4).alternate().device_cmyk();
    profile.filter(Filter::FlateDecode);
}

fn inks(pdf: &mut Pdf, intent: &Intent<'_>) {
    for Spot { name, alternate_cmyk_percent: alternate, space, tint, .. } in spots_of(intent) {
        pdf.exponential_function(tint)
            .domain([0.0, 1.0])
            .range([0.0, 1.0].repeat(4))
            .c0([0.0; 4])
            .c1(alternate.map(|percent| (percent / 100.0) as f32))
            .n(1.0);
        let mut separation = pdf.color_space(space).separation(Name(name.as_bytes()));
        separation.alternate_color_space().device_cmyk();
        separation.tint_ref(tint);
    }
    // The image replaces all four process inks and leaves the white alone.
    pdf.ext_graphics(COLOUR_STATE)
        .overprint(true)
        .overprint_fill(true)
        .overprint_mode(OverprintMode::OverrideAllColorants);
    pdf.ext_graphics(SPOT_STATE)
        .overprint(true)
        .overprint_fill(true)
        .overprint_mode(OverprintMode::IgnoreZeroChannel);
}

fn layers(pdf: &mut Pdf, layers: &[Layer]) {
    for (layer, _, name) in layers {
        let mut group = pdf.indirect(*layer).dict();
        group.pair(Name(b"Type"), Name(b"OCG")).pair(Name(b"Name"), TextStr(name));
    }
}

fn about(pdf: &mut Pdf, intent: &Intent<'_>, ticket: &Ticket<'_>, identity: [u8; 16]) {
    let standard = (intent.file.format == FileFormat::PdfX4).then_some(PDF_X4);
    let xmp = metadata::xmp(ticket, identity, standard);
    pdf.stream(METADATA, xmp.as_bytes())
        .pair(Name(b"Type"), Name(b"Metadata"))
        .pair(Name(b"Subtype"), Name(b"XML"));
    let mut info = pdf.document_info(INFO);
    info.title(TextStr(ticket.title)).creator(TextStr(PROGRAM)).producer(TextStr(PROGRAM));
    info.trapped(TrappingStatus::NotTrapped);
    if let Some(standard) = standard {
        // Readers of X-3 age look for the version here and not in the XMP.
        info.pair(Name(b"GTS_PDFXVersion"), Str(standard.as_bytes()));
    }
    if let Some(at) = ticket.created {
        let date = Date::new(at.year).month(at.month).day(at.day).hour(at.hour).minute(at.minute);
        let date = date.second(at.second).utc_offset_hour(0).utc_offset_minute(0);
        info.creation_date(date).modified_date(date);
    }
}
