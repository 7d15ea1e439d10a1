//! How a scene in motion is to be written.

use dangle_design::Result;
use dangle_mockup::animation::{AnimationSpec, Format};
use dangle_mockup::motion::{Take, Timing};
use dangle_mockup::scene::PictureSize;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::PictureShape;
use crate::motion::MotionName;

/// How a scene in motion is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "Order.ts")]
pub struct AnimationOrder {
    /// Its shape.
    pub shape: PictureShape,
    /// Its width in pixels.
    pub width: u32,
    /// The kind of file.
    pub format: AnimationFormat,
    /// What moves the charms.
    pub motion: MotionName,
    /// How many frames.
    pub frames: u32,
    /// How many of them a second.
    pub fps: u32,
    /// Small differences from charm to charm follow from it.
    pub seed: u32,
}

/// The kind of file of an animation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Order.ts")]
pub enum AnimationFormat {
    /// Small and good.
    Webp,
    /// Shown everywhere, in few colours.
    Gif,
    /// Exact and large.
    Apng,
    /// A video.
    Mp4,
}

impl AnimationOrder {
    /// What is encoded, where the carrier's view has `view` pixels. Both sides are even: videos want it so, and
    /// one shape serves all formats.
    ///
    /// # Errors
    /// `Input` when the animation cannot be so large, long or quick.
    pub fn spec(&self, view: [u32; 2]) -> Result<AnimationSpec> {
        let even = |side: u32| side - side % 2;
        let spec = AnimationSpec {
            format: self.format.format(),
            width: even(self.width),
            height: even(self.shape.height(self.width, view)),
            frames: self.frames,
            fps: self.fps,
            plays: None,
            transparent: false,
        };
        spec.check()?;
        Ok(spec)
    }

    /// The size of its frames, where the carrier's view has `view` pixels.
    ///
    /// # Errors
    /// As [`AnimationOrder::spec`].
    pub fn size(&self, view: [u32; 2]) -> Result<PictureSize> {
        let AnimationSpec { width, height, .. } = self.spec(view)?;
        PictureSize::new(width, height)
    }

    /// What is filmed: a loop without an end.
    ///
    /// # Errors
    /// `Input` when it is too short, too long or too quick.
    pub fn take(&self) -> Result<Take> {
        let timing = Timing::new(self.frames, self.fps)?;
        Ok(Take { motion: self.motion.into(), seed: u64::from(self.seed), timing, loops: true })
    }
}

impl AnimationFormat {
    /// What its files end in.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            AnimationFormat::Webp => "webp",
            AnimationFormat::Gif => "gif",
            AnimationFormat::Apng => "png",
            AnimationFormat::Mp4 => "mp4",
        }
    }

    fn format(self) -> Format {
        match self {
            AnimationFormat::Webp => Format::WebP,
            AnimationFormat::Gif => Format::Gif,
            AnimationFormat::Apng => Format::Apng,
            AnimationFormat::Mp4 => Format::Mp4,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORDER: AnimationOrder = AnimationOrder {
        shape: PictureShape::Story,
        width: 720,
        format: AnimationFormat::Webp,
        motion: MotionName::Walk,
        frames: 48,
        fps: 24,
        seed: 1,
    };

    #[test]
    fn animations_have_even_sides_in_every_shape() {
        for shape in [PictureShape::AsSeen, PictureShape::Square, PictureShape::Portrait, PictureShape::Story]
        {
            let spec = AnimationOrder { shape, width: 541, ..ORDER }.spec([1440, 1799]).unwrap();
            assert_eq!((spec.width % 2, spec.height % 2), (0, 0), "{shape:?}");
        }
        let story = ORDER.size([1440, 1800]).unwrap();
        assert_eq!((story.width(), story.height()), (720, 1280));
    }

    #[test]
    fn what_is_too_large_too_long_or_too_quick_is_refused_with_the_limit() {
        let refused = |order: AnimationOrder| {
            let error = order.spec([1440, 1800]).and_then(|_| order.take()).unwrap_err();
            error.hint().unwrap_or_default().to_owned()
        };
        assert!(refused(AnimationOrder { width: 4000, ..ORDER }).contains("2160"));
        assert!(refused(AnimationOrder { width: u32::MAX, ..ORDER }).contains("2160"));
        assert!(refused(AnimationOrder { frames: 0, ..ORDER }).contains("600"));
        assert!(refused(AnimationOrder { frames: 601, ..ORDER }).contains("600"));
        assert!(refused(AnimationOrder { fps: 61, ..ORDER }).contains("60"));
        assert!(refused(AnimationOrder { fps: 51, format: AnimationFormat::Gif, ..ORDER }).contains("50"));
    }
}
