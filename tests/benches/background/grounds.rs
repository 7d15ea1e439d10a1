//! The grounds that figures are laid over.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, RgbImage, RgbaImage};

/// A ground, and how its picture is stored.
pub(crate) struct Scene {
    /// What the table calls it.
    pub(crate) name: &'static str,
    /// Colour at a place from 0 to 1 each way.
    colour: fn(f32, f32) -> [f32; 3],
    /// Largest random stray, in steps of a byte.
    grain: f32,
    /// JPEG quality; `None` is stored without loss.
    quality: Option<u8>,
    /// How far the figure is pushed down, out of the picture, as a share of its height.
    down: f32,
}

const WHITE: fn(f32, f32) -> [f32; 3] = |_, _| [255.0; 3];
const MINT: fn(f32, f32) -> [f32; 3] = |_, _| [186.0, 226.0, 208.0];
const SKY: fn(f32, f32) -> [f32; 3] = |_, y| [120.0 + 120.0 * y, 170.0 + 70.0 * y, 250.0 - 10.0 * y];
const GLOW: fn(f32, f32) -> [f32; 3] = |x, y| {
    let far = ((x - 0.5).powi(2) + (y - 0.5).powi(2)).sqrt();
    [250.0 - 110.0 * far, 235.0 - 190.0 * far, 245.0 - 60.0 * far]
};

/// All the grounds of the table.
pub(crate) fn scenes() -> Vec<Scene> {
    let scene = |name, colour, grain, quality, down| Scene { name, colour, grain, quality, down };
    vec![
        scene("white", WHITE, 0.0, None, 0.0),
        scene("white, cropped bust", WHITE, 0.0, None, 0.3),
        scene("white, JPEG 90", WHITE, 0.0, Some(90), 0.0),
        scene("white, JPEG 60", WHITE, 0.0, Some(60), 0.0),
        scene("white, grain", WHITE, 4.0, None, 0.0),
        scene("mint", MINT, 0.0, None, 0.0),
        scene("mint, JPEG 75", MINT, 0.0, Some(75), 0.0),
        scene("mint, grain, JPEG 80", MINT, 5.0, Some(80), 0.0),
        scene("slope", SKY, 0.0, None, 0.0),
        scene("slope, JPEG 80", SKY, 0.0, Some(80), 0.0),
        scene("glow", GLOW, 0.0, None, 0.0),
        scene("glow, JPEG 80", GLOW, 0.0, Some(80), 0.0),
    ]
}

impl Scene {
    /// The file of the figure over this ground.
    pub(crate) fn compose(&self, figure: &RgbaImage) -> Vec<u8> {
        let (width, height) = figure.dimensions();
        let picture = RgbImage::from_fn(width, height, |x, y| {
            let ground = (self.colour)(x as f32 / width as f32, y as f32 / height as f32);
            let stray = self.grain * noise(x, y);
            let [r, g, b, alpha] = figure.get_pixel(x, y).0;
            let alpha = f32::from(alpha) / 255.0;
            let mut channel = 0;
            image::Rgb([r, g, b].map(|value| {
                let under = ground[channel];
                channel += 1;
                (f32::from(value) * alpha + under * (1.0 - alpha) + stray).round().clamp(0.0, 255.0) as u8
            }))
        });
        encoded(picture, self.quality)
    }

    /// The figure as it lies in the picture.
    pub(crate) fn placed(&self, figure: &RgbaImage) -> RgbaImage {
        let down = (self.down * figure.height() as f32) as u32;
        RgbaImage::from_fn(figure.width(), figure.height(), |x, y| {
            if y < down { image::Rgba([0; 4]) } else { *figure.get_pixel(x, y - down) }
        })
    }
}

fn encoded(picture: RgbImage, quality: Option<u8>) -> Vec<u8> {
    let mut bytes = Vec::new();
    match quality {
        Some(quality) => {
            let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
            picture.write_with_encoder(encoder).unwrap();
        }
        None => DynamicImage::from(picture).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap(),
    }
    bytes
}

/// Noise from -1 to 1 that is the same on every machine: a hash of the place.
fn noise(x: u32, y: u32) -> f32 {
    let mut hash = x.wrapping_mul(0x9e37_79b1) ^ y.wrapping_mul(0x85eb_ca77);
    hash = (hash ^ (hash >> 15)).wrapping_mul(0x2c1b_3c6d);
    hash ^= hash >> 12;
    (hash & 0xffff) as f32 / 32767.5 - 1.0
}
