//! The outline: from a subject's edge to the line the blade follows.
//!
//! One distance field of the artwork carries the whole way: the border is a level line of it, a smooth
//! outline is the level line of a level line, and bridges, widened necks and the tab are strokes painted
//! into it. The field is measured in pixels of the artwork, so that changing the size or the border needs
//! no new field. Every line is settled on the strokes themselves (see `level`), so the grid's step limits
//! which details are seen and not where the line lies.

mod body;
mod corner;
mod draw;
mod field;
mod fit;
mod gate;
mod join;
mod level;
mod neck;
mod prepared;
mod ring;
mod size;
mod tab;
mod white;

pub(crate) use draw::{Drawn, STEPS, Wish, draw};
pub(crate) use gate::Cut;
pub(crate) use neck::{Narrow, stretches};
pub(crate) use prepared::Fields;
pub(crate) use ring::{Moments, distance};
pub(crate) use tab::Tab;
