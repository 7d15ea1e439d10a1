//! Colour profiles: pixels in a profile's colours become sRGB.

use std::sync::Arc;

use image::RgbaImage;
use moxcms::{
    ColorProfile, DataColorSpace, Layout, RenderingIntent, Transform8BitExecutor, TransformOptions,
};
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

/// Amounts of cyan, magenta, yellow and black ink become sRGB.
pub(super) struct Inks(Option<Arc<Transform8BitExecutor>>);

impl Inks {
    /// As the ICC profile says; roughly, where there is none that can be used.
    pub(super) fn new(profile: Option<&[u8]>) -> Self {
        let profile = profile.and_then(|bytes| ColorProfile::new_from_slice(bytes).ok());
        let inks = profile.filter(|profile| profile.color_space == DataColorSpace::Cmyk);
        let srgb = ColorProfile::new_srgb();
        Inks(
            inks.and_then(|inks| {
                inks.create_transform_8bit(Layout::Rgba, &srgb, Layout::Rgb, options()).ok()
            }),
        )
    }

    /// The colours of rows of inks, 255 being full ink, written into RGBA pixels whose alpha stays.
    pub(super) fn to_srgb(&self, inks: &[u8], pixels: &mut [u8]) {
        let pixels = pixels.as_chunks_mut::<4>().0;
        let mut colours = vec![0; inks.len() / 4 * 3];
        let known = self.0.as_ref().is_some_and(|transform| transform.transform(inks, &mut colours).is_ok());
        if !known {
            for (ink, colour) in inks.as_chunks::<4>().0.iter().zip(colours.as_chunks_mut::<3>().0) {
                *colour = roughly(*ink);
            }
        }
        for (colour, pixel) in colours.as_chunks::<3>().0.iter().zip(pixels) {
            pixel[..3].copy_from_slice(colour);
        }
    }
}

/// Each ink takes away its complement, black takes away all.
fn roughly([cyan, magenta, yellow, black]: [u8; 4]) -> [u8; 3] {
    let light = 255 - u32::from(black);
    [cyan, magenta, yellow].map(|ink| ((255 - u32::from(ink)) * light / 255) as u8)
}

/// Converts pixels whose primaries are given by the numbers of ITU-T H.273 to sRGB; what is not said is sRGB.
pub(super) fn coded_to_srgb(pixels: &mut RgbaImage, primaries: u8) {
    match primaries {
        9 => rgb_to_srgb(pixels, &ColorProfile::new_bt2020()),
        12 => rgb_to_srgb(pixels, &ColorProfile::new_display_p3()),
        _ => {}
    }
}
