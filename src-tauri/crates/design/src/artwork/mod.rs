//! Artwork: a picture from outside, decoded within limits, with its ground removed.

mod avif;
mod background;
mod colour;
mod contained;
mod cursor;
mod decode;
mod drawing;
mod endings;
mod faces;
mod jpeg;
mod layered;
mod layers;
pub mod limits;
mod measured;
mod picture;
mod pixels;
mod raster;
mod reduce;
mod sample;
mod subject;
mod tiff;

pub use background::{CutOut, cut_out};
pub use contained::CONTAINED;
pub use decode::decode;
pub(crate) use endings::KINDS;
pub use endings::{ENDINGS, named_like_artwork};
pub(crate) use faces::with_edges;
pub use layers::{Layer, layer, layers};
pub(crate) use measured::Line;
pub use picture::Picture;
pub use sample::{Sample, samples};
pub use subject::{Blobs, Depiction, Subject, trace};

/// A file that cannot be read, and the way out.
fn refused(message: impl Into<String>, hint: &str) -> crate::Error {
    crate::Error::new(crate::ErrorCode::Artwork, message, hint)
}
