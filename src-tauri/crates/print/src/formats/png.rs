//! PNG: the artwork in sRGB at its true size, for shops and programs that cut round what is opaque.

use std::borrow::Cow;

use dangle_design::{Error, ErrorCode, Result};

use crate::coverage::times;
use crate::intent::Intent;

/// The artwork as PNG: straight alpha, the bleed box's size, its resolution written in it.
///
/// # Errors
/// `Input` when the picture cannot be packed.
pub(crate) fn write_png(intent: &Intent<'_>) -> Result<Vec<u8>> {
    let grid = &intent.plates.grid;
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, grid.width as u32, grid.height as u32);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    encoder.set_source_srgb(png::SrgbRenderingIntent::RelativeColorimetric);
    let per_metre = (grid.per_mm * 1000.0).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: png::Unit::Meter,
    }));
    let pixels = pixels(intent);
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(pixels.as_flattened())?;
        writer.finish()
    });
    written.map(|()| file).map_err(|error| {
        Error::new(
            ErrorCode::Input,
            format!("the picture cannot be packed: {error}"),
            "Make the charm smaller.",
        )
    })
}

/// The pixels such a file is to hold: the artwork, cut off where the bleed ends, on white if the file is backed.
pub(crate) fn pixels<'a>(intent: &Intent<'a>) -> Cow<'a, [[u8; 4]]> {
    let plates = intent.plates;
    let edged =
        plates.art.iter().zip(plates.clip_plate()).map(|(&[r, g, b, a], clip)| [r, g, b, times(a, clip)]);
    if !intent.file.backed {
        return edged.map(|pixel| if pixel[3] == 0 { [0; 4] } else { pixel }).collect();
    }
    edged.zip(plates.body_plate()).map(|(art, body)| on_white(art, body)).collect()
}

/// A pixel of the artwork over white that covers `body` of it.
fn on_white([r, g, b, art]: [u8; 4], body: u8) -> [u8; 4] {
    // What is not artwork is white, as far as there is anything at all.
    let alpha = art.max(body);
    if alpha == 0 {
        return [0; 4];
    }
    let share = (u32::from(art) * 255 / u32::from(alpha)) as u8;
    let mix = |colour: u8| times(colour, share) + (255 - share);
    [mix(r), mix(g), mix(b), alpha]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn artwork_over_white_hides_it_and_bare_white_stays_white() {
        assert_eq!(on_white([10, 20, 30, 255], 255), [10, 20, 30, 255]);
        assert_eq!(on_white([10, 20, 30, 0], 255), [255; 4]);
        assert_eq!(on_white([0, 0, 0, 0], 0), [0; 4]);
        assert_eq!(on_white([0, 0, 0, 128], 255), [127, 127, 127, 255]);
        assert_eq!(on_white([9, 9, 9, 100], 0), [9, 9, 9, 100]);
    }
}
