//! MP4: AV1 by rav1e, put into its container by muxide.

use dangle_design::Result;
use muxide::api::{MuxerBuilder, VideoCodec};
use rav1e::prelude::*;

use super::sink::Sink;
use super::{AnimationSpec, Writer, failed};

/// rav1e's quickest: slower ones save a tenth of a file that is already the smallest.
const SPEED: u8 = 10;
/// Of 255, lower is finer: fabric keeps its weave.
const QUANTIZER: usize = 50;
/// Parts that are encoded side by side; fixed, so that the bytes do not depend on the machine.
const TILES: usize = 4;
/// A frame that stands alone comes at least this often, so that players can jump.
const KEY_EVERY: u64 = 120;

/// Writes an MP4.
pub(super) struct Mp4 {
    spec: AnimationSpec,
    context: Context<u8>,
    /// Encoded frames: which, the bytes, and whether it stands alone.
    packets: Vec<(u64, Vec<u8>, bool)>,
}

impl Mp4 {
    pub(super) fn new(spec: AnimationSpec) -> Result<Mp4> {
        let mut config = EncoderConfig::with_speed_preset(SPEED);
        config.width = spec.width as usize;
        config.height = spec.height as usize;
        config.time_base = Rational::new(1, u64::from(spec.fps));
        config.quantizer = QUANTIZER;
        config.tiles = TILES;
        config.low_latency = true;
        config.max_key_frame_interval = KEY_EVERY;
        // Frames follow one another without cuts: there is nothing to look ahead for.
        config.speed_settings.rdo_lookahead_frames = 1;
        config.speed_settings.scene_detection_mode = SceneDetectionSpeed::None;
        config.chroma_sampling = ChromaSampling::Cs420;
        config.color_description = Some(ColorDescription {
            color_primaries: ColorPrimaries::BT709,
            transfer_characteristics: TransferCharacteristics::SRGB,
            matrix_coefficients: MatrixCoefficients::BT709,
        });
        let context = Config::new().with_encoder_config(config).new_context().map_err(failed)?;
        Ok(Mp4 { spec, context, packets: Vec::new() })
    }

    /// Takes what is encoded so far.
    fn collect(&mut self) -> Result<()> {
        loop {
            match self.context.receive_packet() {
                Ok(packet) => {
                    let key = packet.frame_type == FrameType::KEY;
                    self.packets.push((packet.input_frameno, packet.data, key));
                }
                Err(EncoderStatus::Encoded) => {}
                Err(EncoderStatus::NeedMoreData | EncoderStatus::LimitReached) => return Ok(()),
                Err(error) => return Err(failed(error)),
            }
        }
    }
}

impl Writer for Mp4 {
    fn write(&mut self, frame: &[u8]) -> Result<()> {
        let (across, down) = (self.spec.width as usize, self.spec.height as usize);
        let mut planes = self.context.new_frame();
        let light: Vec<u8> = frame.chunks_exact(4).map(luma).collect();
        planes.planes[0].copy_from_raw_u8(&light, across, 1);
        let (blue, red) = chroma(frame, across, down);
        planes.planes[1].copy_from_raw_u8(&blue, across.div_ceil(2), 1);
        planes.planes[2].copy_from_raw_u8(&red, across.div_ceil(2), 1);
        self.context.send_frame(planes).map_err(failed)?;
        self.collect()
    }

    fn finish(mut self: Box<Self>) -> Result<Vec<u8>> {
        self.context.flush();
        self.collect()?;
        let sink = Sink::default();
        let fps = f64::from(self.spec.fps);
        let mut muxer = MuxerBuilder::new(sink.clone())
            .video(VideoCodec::Av1, self.spec.width, self.spec.height, fps)
            .with_fast_start(true)
            .build()
            .map_err(failed)?;
        for (frame, bytes, key) in &self.packets {
            muxer.write_video(*frame as f64 / fps, bytes, *key).map_err(failed)?;
        }
        muxer.finish().map_err(failed)?;
        Ok(sink.take())
    }
}

/// Brightness of a pixel in video's range (ITU-R BT.709, 16 to 235), by 16 bits behind the point.
fn luma(pixel: &[u8]) -> u8 {
    let [r, g, b] = [0, 1, 2].map(|k| u32::from(pixel[k]));
    ((11_966 * r + 40_254 * g + 4_064 * b + (16 << 16) + (1 << 15)) >> 16) as u8
}

/// The two planes of colour at half the size, blue first: each the mean of two by two pixels.
fn chroma(frame: &[u8], across: usize, down: usize) -> (Vec<u8>, Vec<u8>) {
    let (mut blues, mut reds) = (Vec::new(), Vec::new());
    for y in (0..down).step_by(2) {
        for x in (0..across).step_by(2) {
            let mut sum = [0i32; 3];
            for (column, row) in [(x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)] {
                let at = 4 * (row.min(down - 1) * across + column.min(across - 1));
                for (sum, value) in sum.iter_mut().zip(&frame[at..at + 3]) {
                    *sum += i32::from(*value);
                }
            }
            let [r, g, b] = sum;
            // Four pixels: 18 bits behind the point.
            let mean = |weighed: i32| ((weighed + (128 << 18) + (1 << 17)) >> 18).clamp(16, 240) as u8;
            blues.push(mean(-6_596 * r - 22_188 * g + 28_784 * b));
            reds.push(mean(28_784 * r - 26_145 * g - 2_639 * b));
        }
    }
    (blues, reds)
}
