//! Artwork: a picture from outside, decoded within limits, with its ground removed.

mod colour;
mod cut_out;
mod decode;
mod drawing;
mod edge;
mod flood;
mod ground;
mod jpeg;
pub mod limits;
mod oklab;
mod picture;
mod polynomial;
mod raster;
mod reduce;
mod region;
mod sample;
mod strays;
mod subject;

pub use cut_out::{CutOut, cut_out};
pub use decode::decode;
pub use picture::Picture;
pub use sample::{Sample, samples};
pub use subject::{Subject, trace};
