//! The print file: a PDF built to PDF/X-4 (ISO 15930-7), one page, one charm.
//!
//! What is on the page, and why so:
//! - The colour is one opaque CMYK image in overprint, thinned beforehand where the artwork is translucent.
//!   No soft mask, no transparency: over one, renderers weaken or drop the white below.
//! - The white is a stencil filled with its spot at full tint. An image *of* a spot hides the artwork in
//!   several viewers and is not found by some RIPs; see `stencil.rs` for why it is no path either.
//! - The cut line and the hole are strokes of their spot in overprint.
//! - Layers for colour, white and cut, so that a person can look at each alone.

mod image;
mod metadata;
mod page;

use dangle_design::Result;
use pdf_writer::types::{OutputIntentSubtype, OverprintMode, TrappingStatus};
use pdf_writer::{Date, Filter, Finish, Name, Pdf, Ref, Str, TextStr};

use crate::plates::{Plates, art_bounds, pixels_to_mm};
use crate::recipe::{Recipe, WhiteOrder};
use crate::stencil::Stencil;

pub use metadata::{Moment, Ticket};

/// The program that made a file, as it names itself there.
pub(crate) const PROGRAM: &str = concat!("Dangle ", env!("CARGO_PKG_VERSION"));

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

/// The print file of the plates. The same plates, recipe and ticket always make the same bytes.
///
/// # Errors
/// `Input` when the ticket's date is no date, or when no white is left.
pub fn write_pdf(plates: &Plates, recipe: &Recipe, ticket: &Ticket<'_>) -> Result<Vec<u8>> {
    ticket.check()?;
    let stencil = Stencil::of(plates, recipe.white.dpi)?;
    let content = page::content(plates, stencil.as_ref(), recipe);
    let bounds = art_bounds(&plates.art, plates.grid.width);
    let art = image::compress(&plates.inks, plates.grid.width, bounds);
    let white = stencil.as_ref().map_or(&[][..], |stencil| &stencil.bits);
    let identity = metadata::identity(&[&content, &art, white, plates.press.icc(), ticket.title.as_bytes()]);

    let mut pdf = Pdf::new();
    pdf.set_version(1, 6);
    catalog(&mut pdf, plates, recipe);
    page::write(&mut pdf, plates, &content);
    image::write(&mut pdf, ART, &art, bounds);
    if let Some(stencil) = &stencil {
        image::write_stencil(&mut pdf, STENCIL, stencil);
    }
    inks(&mut pdf, plates, recipe);
    layers(&mut pdf, plates, recipe);
    profile(&mut pdf, plates.press.icc());
    about(&mut pdf, ticket, identity);
    pdf.set_file_id((identity.to_vec(), identity.to_vec()));
    Ok(pdf.finish())
}

/// Where the colour image lies on the page, in millimetres.
fn art_frame(plates: &Plates) -> kurbo::Rect {
    pixels_to_mm(&plates.grid, art_bounds(&plates.art, plates.grid.width))
}

fn catalog(pdf: &mut Pdf, plates: &Plates, recipe: &Recipe) {
    pdf.pages(PAGES).kids([PAGE]).count(1);
    let mut catalog = pdf.catalog(CATALOG);
    catalog.pages(PAGES).metadata(METADATA);
    let mut intents = catalog.output_intents();
    let condition = recipe.colour.profile.split('-').next().unwrap_or_default().to_uppercase();
    intents
        .push()
        .subtype(OutputIntentSubtype::PDFX)
        .output_condition_identifier(TextStr(&condition))
        .info(TextStr(plates.press.name()))
        .registry_name(TextStr("http://www.color.org"))
        .dest_output_profile(PROFILE);
    intents.finish();
    let mut optional = catalog.insert(Name(b"OCProperties")).dict();
    let printed = |layer: &Ref| *layer != WHITE_LAYER || plates.white.is_some();
    let layers = [COLOUR_LAYER, WHITE_LAYER, CUT_LAYER].into_iter().filter(printed);
    optional.insert(Name(b"OCGs")).array().items(layers.clone());
    let mut shown = optional.insert(Name(b"D")).dict();
    shown.pair(Name(b"Name"), TextStr("Plates"));
    // The topmost layer first, as people read a layer list.
    let order = match recipe.white.order {
        WhiteOrder::UnderColour => [CUT_LAYER, COLOUR_LAYER, WHITE_LAYER],
        WhiteOrder::OverColour => [CUT_LAYER, WHITE_LAYER, COLOUR_LAYER],
    };
    shown.insert(Name(b"Order")).array().items(order.into_iter().filter(printed));
    shown.insert(Name(b"ON")).array().items(layers);
}

fn profile(pdf: &mut Pdf, icc: &[u8]) {
    let compressed = image::deflate(icc);
    let mut profile = pdf.icc_profile(PROFILE, &compressed);
    profile.n(4).alternate().device_cmyk();
    profile.filter(Filter::FlateDecode);
}

fn inks(pdf: &mut Pdf, plates: &Plates, recipe: &Recipe) {
    let white = (&recipe.white.name, recipe.white.alternate_cmyk_percent);
    let cut = (&recipe.cut.name, recipe.cut.alternate_cmyk_percent);
    let white = plates.white.as_ref().map(|_| (white, WHITE, WHITE_TINT));
    for ((name, alternate), space, tint) in white.into_iter().chain([(cut, CUT, CUT_TINT)]) {
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

fn layers(pdf: &mut Pdf, plates: &Plates, recipe: &Recipe) {
    let white = plates.white.as_ref().map(|_| (WHITE_LAYER, &recipe.white.layer));
    let others = [(COLOUR_LAYER, &recipe.colour.layer), (CUT_LAYER, &recipe.cut.layer)];
    for (layer, name) in others.into_iter().chain(white) {
        let mut group = pdf.indirect(layer).dict();
        group.pair(Name(b"Type"), Name(b"OCG")).pair(Name(b"Name"), TextStr(name));
    }
}

fn about(pdf: &mut Pdf, ticket: &Ticket<'_>, identity: [u8; 16]) {
    let xmp = metadata::xmp(ticket, identity);
    pdf.stream(METADATA, xmp.as_bytes())
        .pair(Name(b"Type"), Name(b"Metadata"))
        .pair(Name(b"Subtype"), Name(b"XML"));
    let mut info = pdf.document_info(INFO);
    info.title(TextStr(ticket.title)).creator(TextStr(PROGRAM)).producer(TextStr(PROGRAM));
    info.trapped(TrappingStatus::NotTrapped);
    // Readers of X-3 age look for the version here and not in the XMP.
    info.pair(Name(b"GTS_PDFXVersion"), Str(b"PDF/X-4"));
    if let Some(at) = ticket.created {
        let date = Date::new(at.year).month(at.month).day(at.day).hour(at.hour).minute(at.minute);
        let date = date.second(at.second).utc_offset_hour(0).utc_offset_minute(0);
        info.creation_date(date).modified_date(date);
    }
}
