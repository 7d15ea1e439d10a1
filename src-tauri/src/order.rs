//! What the window orders: how a picture is to be written.

mod animation;
mod sheet;

pub use animation::{AnimationFormat, AnimationOrder};
pub use sheet::{SheetOrder, SheetPicture};

use dangle_design::{Error, Result};
use dangle_mockup::Still;
use dangle_mockup::scene::PictureSize;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a still picture of a scene is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "Order.ts")]
pub struct PictureOrder {
    /// Its shape.
    pub shape: PictureShape,
    /// Its width in pixels.
    pub width: u32,
    /// Whether what the carrier stands on is shown; else it is transparent there.
    pub ground: bool,
    /// The kind of file.
    pub format: PictureFormat,
}

/// The shape of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Order.ts")]
pub enum PictureShape {
    /// As the carrier's view is.
    AsSeen,
    /// 1:1.
    Square,
    /// 4:5, the tallest that most feeds show whole.
    Portrait,
    /// 9:16, a telephone held upright.
    Story,
}

/// The kind of file of a still picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Order.ts")]
pub enum PictureFormat {
    /// Exact, with its physical size.
    Png,
    /// Exact and smaller.
    Webp,
    /// Small; never transparent.
    Jpeg,
}

impl PictureOrder {
    /// The picture's size, where the carrier's view has `view` pixels.
    ///
    /// # Errors
    /// `Input` when a side is outside the limits, or when the file cannot be transparent as asked.
    pub fn size(&self, view: [u32; 2]) -> Result<PictureSize> {
        if !self.ground && self.format == PictureFormat::Jpeg {
            return Err(Error::input(
                "a JPEG cannot be transparent",
                "Choose PNG or WebP, or keep the ground.",
            ));
        }
        PictureSize::new(self.width, self.shape.height(self.width, view))
    }
}

impl PictureShape {
    /// How high a picture of that width is, where the carrier's view has `view` pixels.
    pub(crate) fn height(self, width: u32, view: [u32; 2]) -> u32 {
        let (across, down) = match self {
            PictureShape::AsSeen => (view[0], view[1]),
            PictureShape::Square => (1, 1),
            PictureShape::Portrait => (4, 5),
            PictureShape::Story => (9, 16),
        };
        let height = u64::from(width) * u64::from(down) / u64::from(across.max(1));
        u32::try_from(height).unwrap_or(u32::MAX)
    }
}

impl PictureFormat {
    /// How it is written.
    #[must_use]
    pub fn still(self) -> Still {
        match self {
            PictureFormat::Png => Still::Png,
            PictureFormat::Webp => Still::WebP,
            PictureFormat::Jpeg => Still::Jpeg,
        }
    }

    /// What its files end in.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            PictureFormat::Png => "png",
            PictureFormat::Webp => "webp",
            PictureFormat::Jpeg => "jpg",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(shape: PictureShape, ground: bool, format: PictureFormat) -> PictureOrder {
        PictureOrder { shape, width: 1080, ground, format }
    }

    #[test]
    fn posts_have_the_heights_that_feeds_want() {
        let height =
            |shape| order(shape, true, PictureFormat::Png).size([1440, 1800]).ok().map(PictureSize::height);
        assert_eq!(height(PictureShape::AsSeen), Some(1350));
        assert_eq!(height(PictureShape::Square), Some(1080));
        assert_eq!(height(PictureShape::Portrait), Some(1350));
        assert_eq!(height(PictureShape::Story), Some(1920));
    }

    #[test]
    fn a_jpeg_without_ground_is_refused_with_a_way_out() {
        let error = order(PictureShape::Square, false, PictureFormat::Jpeg).size([1440, 1800]).unwrap_err();
        assert!(error.hint().is_some_and(|hint| hint.contains("PNG")));
    }
}
