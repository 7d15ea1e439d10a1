//! Looks: a charm in its material, from its shape, at any scale.
//!
//! One model carries them all: the charm on a grid of pixels, with the distance to its edge in millimetres, the
//! areas of its finished art, heights, and a studio's light. A look makes heights and colours of it. Every
//! measure is in millimetres, so that it holds from a thumbnail to a poster; the light stands still while a
//! charm turns: sprites are made turned, never turned afterwards.

mod acrylic;
mod badge;
mod burnt;
mod cast;
mod dome;
mod embroidery;
mod enamel;
mod exposure;
mod film;
mod fur;
mod lens;
mod light;
mod noise;
mod plane;
mod plastic;
mod polish;
mod pose;
mod print;
mod regions;
mod rubber;
mod shadow;
mod stack;
mod swell;
mod thread;
mod turned;
mod vector;
mod work;
mod woven;

pub(crate) use lens::Lens;
pub use pose::{Pose, Side};
pub(crate) use shadow::{Surface, shadow};

use dangle_design::artwork::Picture;
use dangle_design::shape::CharmShape;
use dangle_design::{Error, ErrorCode, Result};
use kurbo::{Affine, Rect};

use crate::carrier::Light;
use crate::pixels::Tile;
use exposure::exposed;
use turned::{Wall, turned};
use work::{Wish, Work};

/// Longest side of a sprite: what the largest pictures need.
const LARGEST_SPRITE_PX: f64 = 8192.0;
/// Pixels of the grid in one of the picture's, at most: a thumbnail needs no more.
const MOST_FINE: f64 = 6.0;

/// How a charm of some process is drawn.
struct Look {
    /// What processes call it.
    name: &'static str,
    /// Pixels of the grid a millimetre, at least: what its finest detail needs.
    least: f64,
    /// How far in from the edge it reaches, in mm.
    reach: f32,
    /// How far beyond the outline, in mm.
    beyond: f64,
    /// What its edge shows from the side.
    wall: Wall,
    face: fn(&Work<'_>) -> Tile,
}

impl Look {
    const fn new(
        name: &'static str,
        least: f64,
        reach: f32,
        wall: Wall,
        face: fn(&Work<'_>) -> Tile,
    ) -> Look {
        Look { name, least, reach, beyond: 0.0, wall, face }
    }
}

const LOOKS: [Look; 19] = [
    Look::new("clear-acrylic", 0.0, acrylic::RIM, Wall::Clear, acrylic::clear),
    Look::new("dome", 8.0, acrylic::RIM, Wall::Clear, dome::domed),
    Look::new("glitter", 11.0, acrylic::RIM, Wall::Clear, film::glitter),
    Look::new("holographic", 6.0, acrylic::RIM, Wall::Clear, film::holographic),
    Look::new("sandwich", 0.0, 2.0, Wall::Clear, stack::sandwich),
    Look::new("shaker", 8.0, 2.0, Wall::Clear, stack::shaker),
    Look::new("resin", 6.0, 3.0, Wall::Clear, plastic::resin),
    Look::new("hard-enamel", 12.0, 1.0, Wall::Metal, enamel::hard),
    Look::new("soft-enamel", 12.0, 1.0, Wall::Metal, enamel::soft),
    Look::new("die-cast", 12.0, 1.0, Wall::Metal, cast::relief),
    Look::new("rubber", 9.0, 1.2, Wall::Plain(0.8), rubber::moulded),
    Look { beyond: fur::BEYOND, ..Look::new("plush", 6.0, 3.0, Wall::None, fur::plush) },
    Look { beyond: 0.4, ..Look::new("embroidery", 11.0, 4.0, Wall::None, embroidery::sewn) },
    Look { beyond: 0.4, ..Look::new("woven", 13.0, 4.0, Wall::None, woven::woven) },
    Look::new("wood", 10.0, 2.5, Wall::Plain(0.16), burnt::wood),
    Look::new("leather", 10.0, 1.5, Wall::Plain(0.22), burnt::leather),
    Look::new("layered", 11.0, 1.0, Wall::Plain(0.85), plastic::layered),
    Look::new("shrunk", 8.0, 1.5, Wall::Plain(0.9), plastic::shrunk),
    Look::new("badge", 6.0, badge::REACH, Wall::Wrapped, badge::badge),
];

/// The edge of a charm that is seen through, as a lens; `None` for what is opaque.
pub(crate) fn lens(shape: &CharmShape, pose: &Pose, light: Light) -> Option<Lens> {
    let clear = named(&shape.body.look).is_some_and(|look| matches!(look.wall, Wall::Clear));
    clear.then(|| Lens::of(shape, pose, light))
}

/// One charm in its material, without hardware or shadow.
#[derive(Clone, Debug)]
pub struct LookSprite {
    /// The picture, transparent where there is nothing.
    pub picture: Picture,
    /// Where it lies, in the charm's millimetres.
    pub rect_mm: Rect,
}

/// The look of one charm, upright, in light from the top left.
///
/// # Errors
/// `Input` when `px_per_mm` is not a number above zero, `TooLarge` when the sprite would be, `NotFound` when its
/// process names a look that is not there.
pub fn charm(shape: &CharmShape, px_per_mm: f64) -> Result<LookSprite> {
    posed(shape, &Pose::upright(px_per_mm), Light::STUDIO)
}

/// The look of one charm as it is held in a light.
///
/// # Errors
/// As [`charm`].
pub fn posed(shape: &CharmShape, pose: &Pose, light: Light) -> Result<LookSprite> {
    check_scale(shape, pose.scale)?;
    let tile = body(shape, pose, light)?;
    let to_mm = Affine::scale(1.0 / pose.scale);
    Ok(LookSprite { rect_mm: to_mm.transform_rect_bbox(tile.rect()), picture: tile.to_picture() })
}

/// Whether there is a look of that name.
#[must_use]
pub fn is_known(name: &str) -> bool {
    named(name).is_some()
}

/// A charm in the look its process names, as it is held in a light.
pub(crate) fn body(shape: &CharmShape, pose: &Pose, light: Light) -> Result<Tile> {
    let look = named(&shape.body.look).ok_or_else(|| unknown(&shape.body.look))?;
    let fine = (look.least / pose.scale).clamp(1.0, MOST_FINE);
    let work = Work::new(shape, pose, light, Wish { fine, reach: look.reach, beyond: look.beyond });
    let face = (look.face)(&work);
    Ok(exposed(turned(&face, &work, fine, pose.foreshortening(shape), look.wall), light))
}

fn named(name: &str) -> Option<&'static Look> {
    LOOKS.iter().find(|look| look.name == name)
}

fn unknown(name: &str) -> Error {
    let known: Vec<&str> = LOOKS.iter().map(|look| look.name).collect();
    Error::new(
        ErrorCode::NotFound,
        format!("there is no look \"{name}\""),
        format!("Let the process name one of: {}.", known.join(", ")),
    )
}

/// Refuses a scale at which the charm's sprite would be too large, or no scale at all.
pub(crate) fn check_scale(shape: &CharmShape, px_per_mm: f64) -> Result<()> {
    if !(px_per_mm.is_finite() && px_per_mm > 0.0) {
        return Err(Error::input(
            format!("{px_per_mm} pixels a millimetre is no scale"),
            "Give a number above zero, such as 12.",
        ));
    }
    let size = shape.outline.size;
    let side = size.width.hypot(size.height) * px_per_mm;
    if side > LARGEST_SPRITE_PX {
        return Err(Error::new(
            ErrorCode::TooLarge,
            format!("the charm would be {side:.0} px large (at most {LARGEST_SPRITE_PX})"),
            "Ask for a smaller picture, or for fewer pixels a millimetre.",
        ));
    }
    Ok(())
}
