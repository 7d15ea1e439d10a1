//! The files an order is made of, each format in a module of its own; PDF has one beside this.

pub(crate) mod paths;
pub(crate) mod png;
pub(crate) mod svg;

use dangle_design::Result;

use crate::intent::Intent;
use crate::pdf::{Ticket, write_pdf};
use crate::recipe::FileFormat;

/// The bytes of one file of an order. The same intent and ticket always make the same bytes.
///
/// # Errors
/// `Input` when the ticket's date is no date, when no white is left, or when a picture cannot be packed.
pub fn write_file(intent: &Intent<'_>, ticket: &Ticket<'_>) -> Result<Vec<u8>> {
    match intent.file.format {
        FileFormat::PdfX4 | FileFormat::Pdf14 => write_pdf(intent, ticket),
        FileFormat::Svg => svg::write_svg(intent, ticket).map(String::into_bytes),
        FileFormat::Png => png::write_png(intent),
    }
}
