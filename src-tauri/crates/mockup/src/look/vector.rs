//! Directions in space, and colours as linear light.

use std::sync::LazyLock;

use dangle_design::units::Rgb;

/// A direction (x right, y down, z to the viewer), or a colour in linear light.
pub(super) type V3 = [f32; 3];

pub(super) fn dot(a: V3, b: V3) -> f32 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

/// The same direction, of length 1.
pub(super) fn unit(v: V3) -> V3 {
    let length = dot(v, v).sqrt().max(1e-9);
    v.map(|value| value / length)
}

/// The normal of a surface that rises so fast to the right and downwards.
pub(super) fn normal(slope: [f32; 2]) -> V3 {
    unit([-slope[0], -slope[1], 1.0])
}

pub(super) fn scaled(v: V3, by: f32) -> V3 {
    v.map(|value| value * by)
}

pub(super) fn plus(v: V3, by: f32) -> V3 {
    v.map(|value| value + by)
}

pub(super) fn times(a: V3, b: V3) -> V3 {
    std::array::from_fn(|k| a[k] * b[k])
}

pub(super) fn mixed(a: V3, b: V3, share: f32) -> V3 {
    std::array::from_fn(|k| a[k] + (b[k] - a[k]) * share)
}

/// How light a colour looks, 0 to 1 (ITU-R BT.709).
pub(super) fn lightness(colour: V3) -> f32 {
    dot(colour, [0.2126, 0.7152, 0.0722])
}

/// Linear light of an sRGB value from 0 to 1 (IEC 61966-2-1), by a table: a look asks for millions.
pub(super) fn linear(encoded: f32) -> f32 {
    const STEPS: usize = 1024;
    static TABLE: LazyLock<Vec<f32>> = LazyLock::new(|| {
        let value = |step: usize| {
            let v = step as f32 / STEPS as f32;
            if v <= 0.04045 { v / 12.92 } else { libm::powf((v + 0.055) / 1.055, 2.4) }
        };
        (0..=STEPS + 1).map(value).collect()
    });
    between(&TABLE, encoded.clamp(0.0, 1.0) * STEPS as f32)
}

/// The sRGB value of linear light.
pub(super) fn encoded(linear: f32) -> f32 {
    const STEPS: usize = 2048;
    // By the root of the light, so that the dark has as many steps as it needs.
    static TABLE: LazyLock<Vec<f32>> = LazyLock::new(|| {
        let value = |step: usize| {
            let root = step as f32 / STEPS as f32;
            let v = root * root;
            if v <= 0.003_130_8 { v * 12.92 } else { 1.055 * libm::powf(v, 1.0 / 2.4) - 0.055 }
        };
        (0..=STEPS + 1).map(value).collect()
    });
    between(&TABLE, linear.clamp(0.0, 1.0).sqrt() * STEPS as f32)
}

fn between(table: &[f32], place: f32) -> f32 {
    let step = place as usize;
    table[step] + (table[step + 1] - table[step]) * (place - step as f32)
}

/// A colour's linear light.
pub(super) fn light_of(colour: Rgb) -> V3 {
    colour.0.map(|channel| linear(f32::from(channel) / 255.0))
}

/// Straight linear light of a premultiplied sRGB pixel; black where there is nothing.
pub(super) fn straight(pixel: [f32; 4]) -> V3 {
    let alpha = pixel[3].max(1e-4);
    [pixel[0], pixel[1], pixel[2]].map(|value| linear(value / alpha))
}

/// A premultiplied sRGB pixel of linear light that covers so much.
pub(super) fn pixel(light: V3, cover: f32) -> [f32; 4] {
    let [r, g, b] = light.map(|value| encoded(value) * cover);
    [r, g, b, cover]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_and_back_is_the_same_value() {
        for step in 0..=255 {
            let value = f32::from(step as u8) / 255.0;
            assert!((encoded(linear(value)) - value).abs() < 0.4 / 255.0, "{step}");
        }
    }
}
