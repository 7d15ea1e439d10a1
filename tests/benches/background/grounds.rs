//! The grounds that figures are laid over.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, RgbImage, RgbaImage};

/// What makes a ground hard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// One colour.
    Flat,
    /// A colour that changes gently.
    Gradient,
    /// A pattern that repeats.
    Pattern,
    /// Noise, or colours in no order.
    Texture,
}

/// A ground, and how its picture is stored.
pub(crate) struct Scene {
    /// What makes it hard.
    pub(crate) class: Class,
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

const GREY: [f32; 3] = [204.0; 3];

/// Chequers that stand for see-through, so many along the picture.
fn chequers(x: f32, y: f32, count: f32) -> [f32; 3] {
    let odd = ((x * count).floor() + (y * count).floor()).rem_euclid(2.0) > 0.5;
    if odd { GREY } else { [255.0; 3] }
}

const STRIPES: fn(f32, f32) -> [f32; 3] =
    |x, _| if (x * 18.0).fract() < 0.5 { [250.0, 205.0, 215.0] } else { [255.0, 250.0, 240.0] };
const SLANTED: fn(f32, f32) -> [f32; 3] =
    |x, y| if ((x + y) * 14.0).fract() < 0.4 { [130.0, 190.0, 220.0] } else { [225.0, 240.0, 250.0] };
const DOTS: fn(f32, f32) -> [f32; 3] = |x, y| {
    let row = (y * 15.0).floor();
    let (u, v) = ((x * 15.0 + 0.5 * row.rem_euclid(2.0)).fract() - 0.5, (y * 15.0).fract() - 0.5);
    if u.hypot(v) < 0.25 { [255.0, 255.0, 255.0] } else { [120.0, 180.0, 150.0] }
};
const BRICKS: fn(f32, f32) -> [f32; 3] = |x, y| {
    let row = (y * 14.0).floor();
    let along = x * 7.0 + 0.5 * row.rem_euclid(2.0);
    if (y * 14.0).fract() < 0.1 || along.fract() < 0.05 {
        return [215.0, 208.0, 196.0];
    }
    let shade = 22.0 * noise(along.floor() as u32 + 91, row as u32 + 17);
    [172.0 + shade, 88.0 + 0.7 * shade, 70.0 + 0.5 * shade]
};
const PAPER: fn(f32, f32) -> [f32; 3] = |x, y| {
    let fibre = 7.0 * smooth_noise(x * 60.0, y * 60.0) + 5.0 * smooth_noise(x * 170.0, y * 170.0);
    [240.0 + fibre, 231.0 + fibre, 212.0 + 1.2 * fibre]
};
const BLOTS: fn(f32, f32) -> [f32; 3] = |x, y| {
    let depth = smooth_noise(x * 12.0, y * 12.0);
    if depth < -0.15 {
        [70.0, 110.0, 80.0]
    } else if depth < 0.2 {
        [110.0, 150.0, 100.0]
    } else {
        [160.0, 190.0, 130.0]
    }
};

/// All the grounds of the table.
pub(crate) fn scenes() -> Vec<Scene> {
    let mut scenes = plain_scenes();
    scenes.extend(rich_scenes());
    scenes
}

fn rich_scenes() -> Vec<Scene> {
    let scene =
        |class, name, colour, grain, quality| Scene { class, name, colour, grain, quality, down: 0.0 };
    let (pattern, texture) = (Class::Pattern, Class::Texture);
    vec![
        scene(pattern, "chequers", |x, y| chequers(x, y, 32.0), 0.0, None),
        scene(pattern, "chequers, small", |x, y| chequers(x, y, 64.0), 0.0, None),
        scene(pattern, "chequers, odd, JPEG 85", |x, y| chequers(x, y, 47.3), 0.0, Some(85)),
        scene(pattern, "stripes", STRIPES, 0.0, None),
        scene(pattern, "slanted, JPEG 80", SLANTED, 0.0, Some(80)),
        scene(pattern, "dots", DOTS, 0.0, None),
        scene(texture, "bricks", BRICKS, 0.0, None),
        scene(texture, "bricks, grain, JPEG 85", BRICKS, 4.0, Some(85)),
        scene(texture, "paper", PAPER, 0.0, None),
        scene(texture, "paper, JPEG 80", PAPER, 2.0, Some(80)),
        scene(texture, "camouflage", BLOTS, 0.0, None),
        scene(texture, "mint, strong noise", MINT, 45.0, None),
    ]
}

fn plain_scenes() -> Vec<Scene> {
    let scene = |name, colour, grain, quality, down| {
        let class = if name_is_gradient(name) { Class::Gradient } else { Class::Flat };
        Scene { class, name, colour, grain, quality, down }
    };
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

fn name_is_gradient(name: &str) -> bool {
    name.starts_with("slope") || name.starts_with("glow")
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

/// Noise from -1 to 1 that changes gently between whole numbers.
fn smooth_noise(x: f32, y: f32) -> f32 {
    let (column, row) = (x.floor(), y.floor());
    let ease = |t: f32| t * t * (3.0 - 2.0 * t);
    let (u, v) = (ease(x - column), ease(y - row));
    let corner = |dx: u32, dy: u32| noise(column as u32 + dx, row as u32 + dy);
    let above = corner(0, 0) + u * (corner(1, 0) - corner(0, 0));
    let below = corner(0, 1) + u * (corner(1, 1) - corner(0, 1));
    above + v * (below - above)
}
