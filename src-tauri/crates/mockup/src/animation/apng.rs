//! APNG: each frame without loss, only the window that changed.

use dangle_design::Result;

use super::change::Window;
use super::sink::Sink;
use super::{AnimationSpec, Writer, failed};

/// Writes an APNG.
pub(super) struct Apng {
    spec: AnimationSpec,
    sink: Sink,
    writer: png::Writer<Sink>,
    before: Vec<u8>,
}

impl Apng {
    pub(super) fn new(spec: AnimationSpec) -> Result<Apng> {
        let sink = Sink::default();
        let mut encoder = png::Encoder::new(sink.clone(), spec.width, spec.height);
        encoder.set_color(if spec.transparent { png::ColorType::Rgba } else { png::ColorType::Rgb });
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
        encoder.set_compression(png::Compression::Balanced);
        encoder.set_animated(spec.frames, u32::from(spec.plays.unwrap_or(0))).map_err(failed)?;
        encoder.set_frame_delay(1, spec.fps as u16).map_err(failed)?;
        encoder.set_blend_op(png::BlendOp::Source).map_err(failed)?;
        encoder.set_dispose_op(png::DisposeOp::None).map_err(failed)?;
        Ok(Apng { spec, sink, writer: encoder.write_header().map_err(failed)?, before: Vec::new() })
    }

    /// What of a frame is to be written.
    fn window(&self, frame: &[u8]) -> Window {
        let (across, down) = (self.spec.width as usize, self.spec.height as usize);
        if self.before.is_empty() {
            return Window { left: 0, top: 0, width: across, height: down };
        }
        Window::round(across, down, |index| {
            frame[4 * index..4 * index + 4] != self.before[4 * index..4 * index + 4]
        })
    }
}

impl Writer for Apng {
    fn write(&mut self, frame: &[u8]) -> Result<()> {
        let window = self.window(frame);
        let channels = if self.spec.transparent { 4 } else { 3 };
        let mut pixels = Vec::with_capacity(window.width * window.height * channels);
        for index in window.pixels(self.spec.width as usize) {
            pixels.extend_from_slice(&frame[4 * index..4 * index + channels]);
        }
        if !self.before.is_empty() {
            self.writer.reset_frame_position().map_err(failed)?;
            self.writer.set_frame_dimension(window.width as u32, window.height as u32).map_err(failed)?;
            self.writer.set_frame_position(window.left as u32, window.top as u32).map_err(failed)?;
        }
        self.writer.write_image_data(&pixels).map_err(failed)?;
        self.before.clear();
        self.before.extend_from_slice(frame);
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Vec<u8>> {
        self.writer.finish().map_err(failed)?;
        Ok(self.sink.take())
    }
}
