//! Animated pictures as files: WebP, GIF, APNG and MP4, frame by frame.
//!
//! An [`Encoder`] takes one frame after the other and keeps no more of them than its format needs: one or two.
//! The same frames give the same bytes, on one thread or many.

mod apng;
mod change;
mod gif;
mod mp4;
mod palette;
mod sink;
mod webp;

use std::str::FromStr;

use dangle_design::artwork::Picture;
use dangle_design::{Error, ErrorCode, Job, Result};

/// The most frames of an animation: ten seconds at 60 a second.
pub const MOST_FRAMES: u32 = 600;
/// The most frames a second.
pub const MOST_FPS: u32 = 60;
/// The least and the most pixels of a side: the smallest AV1 has, and the tallest picture of a story.
const SIDES: std::ops::RangeInclusive<u32> = 16..=2160;

/// The kinds of animated picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Small and good; every browser and messenger of today shows it.
    WebP,
    /// Shown everywhere, in 256 colours.
    Gif,
    /// Without loss, with soft transparency, and large.
    Apng,
    /// A video (AV1), the smallest; it is opaque and does not say how often it plays.
    Mp4,
}

/// What an animation is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnimationSpec {
    /// The kind of file.
    pub format: Format,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// How many frames.
    pub frames: u32,
    /// How many of them a second.
    pub fps: u32,
    /// How often it plays; `None` for ever. A video does not say.
    pub plays: Option<u16>,
    /// Whether the pictures have no ground; a video must have one.
    pub transparent: bool,
}

/// Writes an animation, frame by frame.
pub struct Encoder {
    spec: AnimationSpec,
    done: u32,
    writer: Box<dyn Writer>,
}

/// What each format does with frames.
trait Writer {
    /// Takes the next frame, straight RGBA of the right size.
    fn write(&mut self, frame: &[u8]) -> Result<()>;
    /// The finished file.
    fn finish(self: Box<Self>) -> Result<Vec<u8>>;
}

impl Format {
    /// The format of a file of that ending: `webp`, `gif`, `png`, `apng` or `mp4`.
    ///
    /// # Errors
    /// `Input` when there is none; the hint lists those there are.
    pub fn of_ending(ending: &str) -> Result<Format> {
        match ending.to_ascii_lowercase().as_str() {
            "webp" => Ok(Format::WebP),
            "gif" => Ok(Format::Gif),
            "png" | "apng" => Ok(Format::Apng),
            "mp4" => Ok(Format::Mp4),
            _ => Err(Error::input(
                format!("no animation is written as \"{ending}\""),
                "Name the file .webp, .gif, .png or .mp4.",
            )),
        }
    }

    /// The most frames a second that players show.
    fn most_fps(self) -> u32 {
        match self {
            // A GIF counts hundredths of a second, and players slow down what stays for less than two.
            Format::Gif => 50,
            Format::WebP | Format::Apng | Format::Mp4 => MOST_FPS,
        }
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        Format::of_ending(name)
    }
}

impl AnimationSpec {
    /// Refuses what cannot be encoded, before any work is done.
    ///
    /// # Errors
    /// `Input` when the animation cannot be so large, long, quick or transparent.
    pub fn check(&self) -> Result<()> {
        if !SIDES.contains(&self.width) || !SIDES.contains(&self.height) {
            let message = format!("the animation is {} × {} px", self.width, self.height);
            let hint = format!("Each side may have {} to {} px.", SIDES.start(), SIDES.end());
            return Err(Error::input(message, hint));
        }
        if !(1..=MOST_FRAMES).contains(&self.frames) {
            let message = format!("the animation has {} frames", self.frames);
            return Err(Error::input(message, format!("Ask for 1 to {MOST_FRAMES} frames.")));
        }
        let most = self.format.most_fps();
        if !(1..=most).contains(&self.fps) {
            let message = format!("the animation has {} frames a second", self.fps);
            return Err(Error::input(message, format!("Ask for 1 to {most} frames a second.")));
        }
        if self.plays == Some(0) {
            return Err(Error::input("the animation never plays", "Let it play once or more, or for ever."));
        }
        if self.transparent && self.format == Format::Mp4 {
            let hint = "Keep the ground, or choose WebP, which can be transparent.";
            return Err(Error::input("a video cannot be transparent", hint));
        }
        Ok(())
    }

    fn pixels(&self) -> usize {
        self.width as usize * self.height as usize
    }

    /// When a frame begins, in the smallest units of a format, `units` of them a second.
    fn begins(&self, frame: u32, units: u32) -> u32 {
        ((u64::from(frame) * u64::from(units) * 2 + u64::from(self.fps)) / (2 * u64::from(self.fps))) as u32
    }
}

impl Encoder {
    /// An encoder of what `spec` says.
    ///
    /// # Errors
    /// `Input` when the animation cannot be so large, long, quick or transparent.
    pub fn new(spec: AnimationSpec) -> Result<Encoder> {
        spec.check()?;
        let writer: Box<dyn Writer> = match spec.format {
            Format::WebP => Box::new(webp::Webp::new(spec)?),
            Format::Gif => Box::new(gif::Gif::new(spec)),
            Format::Apng => Box::new(apng::Apng::new(spec)?),
            Format::Mp4 => Box::new(mp4::Mp4::new(spec)?),
        };
        Ok(Encoder { spec, done: 0, writer })
    }

    /// Takes the next frame; `job` hears of it.
    ///
    /// # Errors
    /// `Input` when the frame has another size or is one too many, `Cancelled` when the person stopped the job,
    /// `File` when it cannot be encoded.
    pub fn push(&mut self, frame: &Picture, job: &Job<'_>) -> Result<()> {
        let AnimationSpec { width, height, frames, .. } = self.spec;
        if (frame.width(), frame.height()) != (width, height) {
            let message = format!("frame {} is {} × {} px", self.done + 1, frame.width(), frame.height());
            return Err(Error::input(message, format!("Make every frame {width} × {height} px.")));
        }
        if self.done == frames {
            let message = format!("the animation has more than the {frames} frames it was to have");
            return Err(Error::input(message, "Say beforehand how many frames there are."));
        }
        self.writer.write(frame.rgba())?;
        self.done += 1;
        job.step(u64::from(self.done), u64::from(frames))
    }

    /// The finished file.
    ///
    /// # Errors
    /// `Input` when frames are missing, `File` when it cannot be encoded.
    pub fn finish(self) -> Result<Vec<u8>> {
        if self.done < self.spec.frames {
            let message = format!("the animation has {} of {} frames", self.done, self.spec.frames);
            return Err(Error::input(message, "Say beforehand how many frames there are."));
        }
        self.writer.finish()
    }
}

/// An animation that cannot be written.
fn failed(error: impl std::fmt::Display) -> Error {
    Error::new(
        ErrorCode::File,
        format!("the animation cannot be written: {error}"),
        "Try a smaller picture, fewer frames, or another format.",
    )
}
