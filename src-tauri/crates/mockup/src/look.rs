//! Looks: a charm in its material, from its shape, at any scale.
//!
//! Every measure of a look is in millimetres, so that it holds from a thumbnail to a poster. The light
//! stands still while a charm turns: sprites are made turned, never turned afterwards.

mod acrylic;
mod film;
mod print;
mod shadow;
mod solid;

pub(crate) use shadow::{Surface, shadow};

use dangle_design::artwork::Picture;
use dangle_design::shape::CharmShape;
use dangle_design::{Error, ErrorCode, Result};
use kurbo::{Affine, Rect};

use crate::carrier::Light;
use crate::pixels::Tile;
use acrylic::acrylic;
use film::{Film, filmed};
use solid::{Finish, solid};

/// Longest side of a sprite: what the largest pictures need.
const LARGEST_SPRITE_PX: f64 = 8192.0;

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
/// `Input` when `px_per_mm` is not a number above zero, `TooLarge` when the sprite would be.
pub fn charm(shape: &CharmShape, px_per_mm: f64) -> Result<LookSprite> {
    check_scale(shape, px_per_mm)?;
    let tile = body(shape, Affine::scale(px_per_mm), px_per_mm, Light::STUDIO);
    let rect = tile.rect();
    let to_mm = Affine::scale(1.0 / px_per_mm);
    Ok(LookSprite { picture: tile.to_picture(), rect_mm: to_mm.transform_rect_bbox(rect) })
}

/// A charm in the look its process names. `to_px` takes its millimetres to pixels, turned as it hangs, `scale`
/// times. A look nobody knows is a plain, matte body.
pub(crate) fn body(shape: &CharmShape, to_px: Affine, scale: f64, light: Light) -> Tile {
    match shape.body.look.as_str() {
        "clear-acrylic" => acrylic(shape, to_px, scale, light),
        "glitter" => filmed(shape, to_px, scale, light, Film::Glitter),
        "holographic" => filmed(shape, to_px, scale, light, Film::Rainbow),
        look => solid(shape, to_px, scale, light, Finish::named(look)),
    }
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
