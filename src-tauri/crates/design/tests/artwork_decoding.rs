//! Pictures that are what they should be: turned upright, in sRGB, of any depth.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dangle_design::artwork::{Picture, decode, limits};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, RgbImage, RgbaImage};

/// A file of the picture, with metadata.
fn stored(
    mut encoder: impl ImageEncoder,
    picture: &DynamicImage,
    icc: Option<Vec<u8>>,
    exif: Option<Vec<u8>>,
) {
    if let Some(icc) = icc {
        encoder.set_icc_profile(icc).unwrap();
    }
    if let Some(exif) = exif {
        encoder.set_exif_metadata(exif).unwrap();
    }
    let colour = ExtendedColorType::from(picture.color());
    encoder.write_image(picture.as_bytes(), picture.width(), picture.height(), colour).unwrap();
}

fn png(picture: impl Into<DynamicImage>, icc: Option<Vec<u8>>) -> Vec<u8> {
    let mut bytes = Vec::new();
    stored(PngEncoder::new(&mut bytes), &picture.into(), icc, None);
    bytes
}

fn pixel(picture: &Picture, x: u32, y: u32) -> [u8; 4] {
    let at = (y * picture.width() + x) as usize * 4;
    picture.rgba()[at..at + 4].try_into().unwrap()
}

/// An EXIF block that says nothing but how the camera was held (Exif 2.32, tag 0x0112).
fn held(orientation: u8) -> Vec<u8> {
    let mut exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    exif
}

#[test]
fn a_picture_taken_sideways_stands_upright_in_every_format() {
    // Left half red, right half blue; held so that its left is up.
    let lying =
        RgbImage::from_fn(64, 32, |x, _| image::Rgb(if x < 32 { [220, 30, 30] } else { [30, 30, 220] }));
    let lying = DynamicImage::from(lying);
    let mut files = [Vec::new(), Vec::new(), Vec::new()];
    let [png, jpeg, webp] = &mut files;
    stored(PngEncoder::new(png), &lying, None, Some(held(6)));
    stored(JpegEncoder::new_with_quality(jpeg, 95), &lying, None, Some(held(6)));
    stored(WebPEncoder::new_lossless(webp), &lying, None, Some(held(6)));
    for file in &files {
        let upright = decode(file).unwrap();
        assert_eq!((upright.width(), upright.height()), (32, 64));
        assert!(pixel(&upright, 16, 8)[0] > 180, "the red half is up");
        assert!(pixel(&upright, 16, 56)[2] > 180, "the blue half is down");
    }
}

#[test]
fn display_p3_colours_become_the_same_colours_in_srgb() {
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    // Linear Display P3 to linear sRGB (CSS Color 4, sample code, via D65 XYZ).
    let matrix = [[1.224_94, -0.224_94, 0.0], [-0.042_06, 1.042_06, 0.0], [-0.019_64, -0.078_65, 1.098_29]];
    for colour in [[200, 90, 90], [90, 160, 80], [60, 90, 190], [128, 128, 128]] {
        let file = png(RgbImage::from_pixel(4, 4, image::Rgb(colour)), Some(profile.clone()));
        let expected = through(matrix, colour.map(|byte| linear(f64::from(byte) / 255.0)));
        assert_close(pixel(&decode(&file).unwrap(), 1, 1), expected);
    }
}

#[test]
fn a_wide_gamut_profile_of_another_maker_is_followed() {
    let profile = matrix_profile(
        [[0.673_48, 0.279_04, -0.001_94], [0.165_68, 0.675_35, 0.029_98], [0.125_06, 0.045_61, 0.796_86]],
        2.2,
    );
    // Linear BT.2020 to linear sRGB (ITU-R BT.2087, table 4).
    let matrix = [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]];
    for colour in [[170, 110, 100], [110, 150, 110], [120, 120, 180], [200, 200, 200]] {
        let file = png(RgbImage::from_pixel(4, 4, image::Rgb(colour)), Some(profile.clone()));
        let expected = through(matrix, colour.map(|byte| (f64::from(byte) / 255.0).powf(2.2)));
        assert_close(pixel(&decode(&file).unwrap(), 1, 1), expected);
    }
}

#[test]
fn colours_beyond_srgb_are_clipped_and_alpha_stays() {
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let file = png(RgbaImage::from_pixel(4, 4, image::Rgba([0, 255, 0, 77])), Some(profile));
    assert_eq!(pixel(&decode(&file).unwrap(), 0, 0), [0, 255, 0, 77]);
}

#[test]
fn a_grey_profile_of_linear_light_brightens_the_middle() {
    let profile = moxcms::ColorProfile::new_gray_with_gamma(1.0).encode().unwrap();
    let file = png(image::GrayImage::from_pixel(4, 4, image::Luma([55])), Some(profile));
    let [r, g, b, _] = pixel(&decode(&file).unwrap(), 0, 0);
    assert!(r == g && g == b && r.abs_diff(128) <= 2, "{r}");
}

#[test]
fn a_broken_profile_is_passed_over() {
    let mut half = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    half.truncate(half.len() / 2);
    for profile in [b"no profile at all".to_vec(), half, vec![0; 128]] {
        let file = png(RgbImage::from_pixel(4, 4, image::Rgb([200, 90, 90])), Some(profile));
        assert_eq!(pixel(&decode(&file).unwrap(), 0, 0), [200, 90, 90, 255]);
    }
}

#[test]
fn grey_deep_and_see_through_pixels_become_eight_bit_rgba() {
    let grey = DynamicImage::ImageLumaA8(image::GrayAlphaImage::from_pixel(3, 3, image::LumaA([90, 40])));
    assert_eq!(pixel(&decode(&png(grey, None)).unwrap(), 2, 2), [90, 90, 90, 40]);
    let deep = image::ImageBuffer::from_pixel(3, 3, image::Rgba([0xffff_u16, 0x8080, 0x0101, 0x4040]));
    assert_eq!(pixel(&decode(&png(DynamicImage::ImageRgba16(deep), None)).unwrap(), 0, 0), [255, 128, 1, 64]);
}

#[test]
fn a_picture_in_four_inks_has_roughly_its_colours() {
    // 8 × 8, one CMYK component each at full strength of magenta, made by hand: see the fixture's maker.
    let picture = decode(&cmyk_jpeg()).unwrap();
    let [r, g, b, _] = pixel(&picture, 4, 4);
    assert!(r > 180 && g < 90 && b > 90, "magenta, not its negative: {r} {g} {b}");
}

#[test]
fn a_very_large_picture_is_reduced_to_the_working_size() {
    let (width, height) = (limits::WORKING_SIDE * 3 / 2, 90);
    let large = RgbaImage::from_fn(width, height, |x, _| {
        image::Rgba([255, 0, 0, if x < width / 2 { 255 } else { 0 }])
    });
    let picture = decode(&png(large, None)).unwrap();
    assert_eq!((picture.width(), picture.height()), (limits::WORKING_SIDE, 60));
    assert_eq!(pixel(&picture, limits::WORKING_SIDE / 2 - 2, 30), [255, 0, 0, 255]);
    assert_eq!(pixel(&picture, limits::WORKING_SIDE / 2 + 2, 30)[3], 0);
}

fn linear(encoded: f64) -> f64 {
    if encoded <= 0.04045 { encoded / 12.92 } else { ((encoded + 0.055) / 1.055).powf(2.4) }
}

fn through(matrix: [[f64; 3]; 3], colour: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| {
        let light: f64 = row.iter().zip(colour).map(|(factor, channel)| factor * channel).sum();
        let light = light.clamp(0.0, 1.0);
        255.0 * if light <= 0.003_130_8 { 12.92 * light } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 }
    })
}

fn assert_close([r, g, b, alpha]: [u8; 4], expected: [f64; 3]) {
    let found = [r, g, b].map(f64::from);
    let off =
        found.iter().zip(expected).map(|(found, expected)| (found - expected).abs()).fold(0.0, f64::max);
    assert!(off <= 2.0 && alpha == 255, "{found:?} for {expected:?}");
}

/// A matrix profile (ICC.1:2001-04) of three colorants in D50 XYZ and a gamma.
fn matrix_profile(colorants: [[f64; 3]; 3], gamma: f64) -> Vec<u8> {
    let fixed = |value: f64| ((value * 65536.0).round() as i32).to_be_bytes();
    let xyz = |xyz: [f64; 3]| [b"XYZ \0\0\0\0".to_vec(), xyz.map(fixed).concat()].concat();
    let curve =
        [b"curv\0\0\0\0\0\0\0\x01".to_vec(), ((gamma * 256.0) as u16).to_be_bytes().to_vec(), vec![0, 0]]
            .concat();
    let mut tags = vec![(*b"wtpt", xyz([0.9642, 1.0, 0.8249]))];
    for (name, colorant) in [*b"rXYZ", *b"gXYZ", *b"bXYZ"].into_iter().zip(colorants) {
        tags.push((name, xyz(colorant)));
    }
    tags.extend([*b"rTRC", *b"gTRC", *b"bTRC"].map(|name| (name, curve.clone())));
    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data = Vec::new();
    for (name, content) in &tags {
        let offset = (128 + 4 + 12 * tags.len() + data.len()) as u32;
        table.extend(
            name.iter().copied().chain(offset.to_be_bytes()).chain((content.len() as u32).to_be_bytes()),
        );
        data.extend(content);
    }
    let size = (128 + table.len() + data.len()) as u32;
    let mut head = vec![0; 128];
    head[0..4].copy_from_slice(&size.to_be_bytes());
    head[8..12].copy_from_slice(&[2, 0x40, 0, 0]);
    head[12..24].copy_from_slice(b"mntrRGB XYZ ");
    head[36..40].copy_from_slice(b"acsp");
    head[68..80].copy_from_slice(&[0.9642, 1.0, 0.8249].map(fixed).concat());
    [head, table, data].concat()
}

/// A CMYK JPEG as Photoshop writes them: four components, inverted, with Adobe's marker.
fn cmyk_jpeg() -> Vec<u8> {
    include_bytes!("fixtures/magenta-cmyk.jpg").to_vec()
}
