//! The outline: from a subject's edge to the line the blade follows.
//!
//! One distance field of the artwork carries the whole way: the border is a level line of it, a smooth
//! outline is the level line of a level line, and bridges, widened necks and tabs are strokes painted
//! into it. The field is measured in pixels of the artwork, so that changing the size or the border needs
//! no new field. Every line is settled on the strokes themselves (see `level`), so the grid's step limits
//! which details are seen and not where the line lies.

mod base;
mod body;
mod build;
mod corner;
mod cutouts;
mod draw;
mod emblem;
mod field;
mod fit;
mod frame;
mod gate;
mod hand;
mod hole;
mod join;
mod level;
mod neck;
mod offset;
mod prepared;
mod rim;
mod ring;
mod size;
mod sized;
mod white;
mod widen;
mod wish;

pub(crate) use draw::{Drawn, STEPS, draw, white_step};
pub(crate) use field::Field;
pub(crate) use hole::{HoleWish, Place, PlacedHole};
pub(crate) use neck::{Narrow, stretches};
pub use offset::offset;
pub(crate) use offset::{flat, polygon};
pub(crate) use prepared::Fields;
pub(crate) use ring::{Moments, Ring, area, contains, distance, edges, nearest_on, perimeter};
pub(crate) use white::{drawn, white};
pub(crate) use wish::Wish;
