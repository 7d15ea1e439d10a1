//! Animated WebP, by libwebp.

use dangle_design::Result;
use webp_animation as libwebp;

use super::{AnimationSpec, Writer, failed};

/// Of 100: no block shows at this quality, and the file is a quarter of a GIF.
const QUALITY: f32 = 80.0;
/// How hard libwebp looks for savings, 0 to 6: above 2 it takes twice as long for a few percent.
const METHOD: usize = 2;

/// Writes an animated WebP.
pub(super) struct Webp {
    spec: AnimationSpec,
    encoder: libwebp::Encoder,
    done: u32,
}

impl Webp {
    pub(super) fn new(spec: AnimationSpec) -> Result<Webp> {
        let lossy = libwebp::LossyEncodingConfig::default();
        let options = libwebp::EncoderOptions {
            anim_params: libwebp::AnimParams { loop_count: i32::from(spec.plays.unwrap_or(0)) },
            encoding_config: Some(libwebp::EncodingConfig {
                encoding_type: libwebp::EncodingType::Lossy(lossy),
                quality: QUALITY,
                method: METHOD,
            }),
            ..libwebp::EncoderOptions::default()
        };
        let encoder =
            libwebp::Encoder::new_with_options((spec.width, spec.height), options).map_err(unwritten)?;
        Ok(Webp { spec, encoder, done: 0 })
    }
}

impl Writer for Webp {
    fn write(&mut self, frame: &[u8]) -> Result<()> {
        let begins = self.spec.begins(self.done, 1000) as i32;
        self.encoder.add_frame(frame, begins).map_err(unwritten)?;
        self.done += 1;
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Vec<u8>> {
        let ends = self.spec.begins(self.done, 1000) as i32;
        Ok(self.encoder.finalize(ends).map_err(unwritten)?.to_vec())
    }
}

/// The library's errors have no words of their own.
fn unwritten(error: impl std::fmt::Debug) -> dangle_design::Error {
    failed(format!("{error:?}"))
}
