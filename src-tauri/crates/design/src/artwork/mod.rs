//! Artwork: a picture from outside, decoded within limits, with its ground removed.

mod picture;

pub use picture::Picture;
mod subject;
pub use subject::Subject;
