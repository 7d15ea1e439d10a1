//! Which part of a carrier's picture is shown, and how large.

use dangle_design::{Error, Result};
use kurbo::{Affine, Point, Rect, Vec2};

/// Width and height of a picture, in pixels: 16 to 8192 each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureSize {
    width: u32,
    height: u32,
}

impl PictureSize {
    /// The smallest side: less shows nothing.
    pub const SMALLEST: u32 = 16;
    /// The largest side: an A3 poster at 490 dpi; making such a picture takes about 0.9 GB.
    pub const LARGEST: u32 = 8192;

    /// A size within the limits.
    ///
    /// # Errors
    /// `Input` when a side is outside them.
    pub fn new(width: u32, height: u32) -> Result<PictureSize> {
        let allowed = Self::SMALLEST..=Self::LARGEST;
        if allowed.contains(&width) && allowed.contains(&height) {
            return Ok(PictureSize { width, height });
        }
        Err(Error::input(
            format!("a picture of {width} × {height} px cannot be made"),
            format!("Give each side {} to {} px, such as 1600x2000.", Self::SMALLEST, Self::LARGEST),
        ))
    }

    /// Width in pixels.
    #[must_use]
    pub fn width(self) -> u32 {
        self.width
    }

    /// Height in pixels.
    #[must_use]
    pub fn height(self) -> u32 {
        self.height
    }
}

/// From the carrier's pixels to the picture's: the carrier fills the picture, the middle of `focus` as near
/// to the picture's middle as can be.
pub(super) fn fill(size: PictureSize, carrier: [u32; 2], focus: Option<Rect>) -> Affine {
    let (width, height) = (f64::from(size.width), f64::from(size.height));
    let (carrier_width, carrier_height) = (f64::from(carrier[0]), f64::from(carrier[1]));
    let scale = (width / carrier_width).max(height / carrier_height);
    let middle = focus.map_or(Point::new(carrier_width / 2.0, carrier_height / 2.0), |rect| rect.center());
    let shift = |side: f64, whole: f64, middle: f64| {
        (side / 2.0 - middle * scale).clamp((side - whole * scale).min(0.0), 0.0).round()
    };
    let offset = Vec2::new(shift(width, carrier_width, middle.x), shift(height, carrier_height, middle.y));
    Affine::scale(scale).then_translate(offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_outside_the_limits_are_refused_with_the_limits() {
        for (width, height) in [(0, 100), (15, 100), (100, 8193), (u32::MAX, u32::MAX)] {
            let error = PictureSize::new(width, height).unwrap_err();
            assert!(error.hint().unwrap().contains("8192"));
        }
        assert!(PictureSize::new(16, 8192).is_ok());
    }

    #[test]
    fn a_picture_never_shows_past_the_carriers_edge() {
        for size in [(1600, 2000), (2000, 500), (300, 900), (100, 100)] {
            for focus in
                [None, Some(Rect::new(0.0, 0.0, 10.0, 10.0)), Some(Rect::new(900.0, 1300.0, 980.0, 1400.0))]
            {
                let to_picture = fill(PictureSize::new(size.0, size.1).unwrap(), [1000, 1400], focus);
                let shown = to_picture.transform_rect_bbox(Rect::new(0.0, 0.0, 1000.0, 1400.0));
                assert!(shown.x0 <= 0.5 && shown.y0 <= 0.5, "{shown:?}");
                assert!(
                    shown.x1 >= f64::from(size.0) - 0.5 && shown.y1 >= f64::from(size.1) - 0.5,
                    "{shown:?}"
                );
            }
        }
    }
}
