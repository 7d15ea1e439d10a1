//! The read-back proof: a written print file, read again by other code, held against what was meant.

mod against;
mod alone;
mod areas;
mod classic;
mod cut;
mod dxf;
mod line;
mod picture;
mod psd;
mod raster;
mod rules;
mod sheet;
mod svg;
mod tiff;

use dangle_design::Result;

use crate::intent::Intent;
use crate::recipe::FileFormat;

pub use against::prove;
pub(crate) use alone::{WHITE_WORDS, spot_like};
pub use alone::{prove_alone, prove_for};
pub use line::{Proof, ProofCode, ProofLine};

/// Reads a file of an order and holds it against the intent it was written from.
///
/// # Errors
/// `File` when the bytes are no file of that format, `TooLarge` when there is more in it than a print file of one
/// charm has.
pub fn prove_file(bytes: &[u8], intent: &Intent<'_>) -> Result<Proof> {
    match intent.file.format {
        FileFormat::PdfX4 | FileFormat::Pdf14 => prove(bytes, intent),
        FileFormat::Svg => svg::prove(bytes, intent),
        FileFormat::Areas => areas::prove(bytes, intent),
        FileFormat::Turnaround | FileFormat::ThreadChart => sheet::prove(bytes, intent),
        FileFormat::Dxf => dxf::prove(bytes, intent),
        FileFormat::Tiff => raster::prove_tiff(bytes, intent),
        FileFormat::Psd => raster::prove_psd(bytes, intent),
        FileFormat::Png => picture::prove_png(bytes, intent),
    }
}
