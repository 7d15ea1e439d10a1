//! Colour profiles: pixels in a profile's colours become sRGB.

use image::RgbaImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, RenderingIntent, TransformOptions};
use rayon::prelude::*;

/// Pixels converted at a time.
const CHUNK: usize = 1 << 16;

/// Converts `pixels` from the colours of the ICC `profile` to sRGB, relative colorimetric. Alpha stays.
///
/// A profile that cannot be read, or that does not speak of RGB or grey (a CMYK picture has become RGB
/// before), is passed over: the picture is worth more than its profile.
pub(super) fn to_srgb(pixels: &mut RgbaImage, profile: &[u8]) {
    let Ok(profile) = ColorProfile::new_from_slice(profile) else { return };
    if profile.color_space == DataColorSpace::Rgb {
        rgb_to_srgb(pixels, &profile);
    } else if profile.color_space == DataColorSpace::Gray {
        grey_to_srgb(pixels, &profile);
    }
}

fn options() -> TransformOptions {
    TransformOptions {
        rendering_intent: RenderingIntent::RelativeColorimetric,
        ..TransformOptions::default()
    }
}

fn rgb_to_srgb(pixels: &mut RgbaImage, profile: &ColorProfile) {
    let srgb = ColorProfile::new_srgb();
    let Ok(transform) = profile.create_transform_8bit(Layout::Rgba, &srgb, Layout::Rgba, options()) else {
        return;
    };
    pixels.par_chunks_mut(CHUNK * 4).for_each(|chunk| {
        let source = chunk.to_vec();
        if transform.transform(&source, chunk).is_err() {
            chunk.copy_from_slice(&source);
        }
    });
}

fn grey_to_srgb(pixels: &mut RgbaImage, profile: &ColorProfile) {
    let srgb = ColorProfile::new_srgb();
    let Ok(transform) = profile.create_transform_8bit(Layout::Gray, &srgb, Layout::Rgb, options()) else {
        return;
    };
    let levels: Vec<u8> = (0..=255).collect();
    let mut colours = vec![0; 256 * 3];
    if transform.transform(&levels, &mut colours).is_ok() {
        for pixel in pixels.pixels_mut() {
            let level = usize::from(pixel[0]);
            pixel.0[..3].copy_from_slice(&colours[level * 3..][..3]);
        }
    }
}
