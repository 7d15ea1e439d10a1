//! Artwork: a picture from outside, decoded within limits, with its ground removed.

mod background;
mod colour;
mod decode;
mod drawing;
mod jpeg;
mod layers;
pub mod limits;
mod picture;
mod raster;
mod reduce;
mod sample;
mod subject;

pub use background::{CutOut, cut_out};
pub use decode::decode;
pub use layers::{Layer, layer, layers};
pub use picture::Picture;
pub use sample::{Sample, samples};
pub use subject::{Blobs, Depiction, Subject, trace};
