//! The files an order is made of, each format in a module of its own; PDF has one beside this.

mod arcs;
pub(crate) mod areas;
pub(crate) mod dxf;
pub(crate) mod paths;
pub(crate) mod photoshop;
pub(crate) mod png;
pub(crate) mod psd;
pub(crate) mod svg;
pub(crate) mod tiff;

pub(crate) use dxf::dxf_of_lines;
pub(crate) use svg::svg_of_lines;

use dangle_design::Result;

use crate::intent::Intent;
use crate::pdf::{Ticket, write_pdf};
use crate::recipe::FileFormat;
use crate::workshop::write_sheet;

/// The bytes of one file of an order. The same intent and ticket always make the same bytes.
///
/// # Errors
/// `Input` when the ticket's date is no date, when no white is left, or when a picture cannot be packed.
pub fn write_file(intent: &Intent<'_>, ticket: &Ticket<'_>) -> Result<Vec<u8>> {
    match intent.file.format {
        FileFormat::PdfX4 | FileFormat::Pdf14 => write_pdf(intent, ticket),
        FileFormat::Svg => svg::write_svg(intent, ticket).map(String::into_bytes),
        FileFormat::Areas => areas::write_areas(intent, ticket).map(String::into_bytes),
        FileFormat::Turnaround | FileFormat::ThreadChart => write_sheet(intent, ticket),
        FileFormat::Dxf => Ok(dxf::write_dxf(intent).into_bytes()),
        FileFormat::Png => png::write_png(intent),
        FileFormat::Tiff => tiff::write_tiff(intent),
        FileFormat::Psd => psd::write_psd(intent),
    }
}
