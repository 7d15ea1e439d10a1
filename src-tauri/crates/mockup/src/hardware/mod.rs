//! Hardware: what charms hang from, as parts of true measures that are assembled to kits.
//!
//! - [`Catalogue`]: the finishes, parts and kits of `assets/hardware`.
//! - [`Assembly`]: the parts of one charm's kit, from the anchor down.
//! - [`fits`]: what does not fit what.

mod assembly;
mod catalogue;
mod draw;
mod finish;
pub mod fits;
mod frame;
mod part;
mod relief;
mod solid;
mod sprite;
mod strand;
mod wire;

pub use assembly::{Assembly, CharmRing, Piece};
pub use catalogue::{Catalogue, Kit};
pub(crate) use draw::{Layer, Sprites, draw};
pub use finish::{Finish, FinishLook};
pub use part::{LengthRange, Part, Shape};
pub(crate) use sprite::{Sprite, SpriteFacts};
