//! `OKLab`: a colour space in which equal distances look equal.
//!
//! Björn Ottosson, "A perceptual color space for image processing" (2020), with its matrices. Lightness runs
//! from 0 to 1; a distance of 0.02 is just seen.

use std::sync::LazyLock;

/// A colour in `OKLab`: lightness, green to red, blue to yellow.
pub(crate) type Lab = [f32; 3];

/// Linear light of each sRGB byte (IEC 61966-2-1).
static LINEAR: LazyLock<[f32; 256]> = LazyLock::new(|| {
    std::array::from_fn(|byte| {
        let encoded = byte as f64 / 255.0;
        let linear =
            if encoded <= 0.04045 { encoded / 12.92 } else { libm::pow((encoded + 0.055) / 1.055, 2.4) };
        linear as f32
    })
});

/// Turns sRGB bytes into `OKLab`.
#[derive(Clone, Copy)]
pub(crate) struct ToLab(&'static [f32; 256]);

impl ToLab {
    pub(crate) fn new() -> Self {
        ToLab(&LINEAR)
    }

    /// The colour of three sRGB bytes.
    #[inline]
    pub(crate) fn of(self, [r, g, b]: [u8; 3]) -> Lab {
        let [r, g, b] = [r, g, b].map(|byte| self.0[usize::from(byte)]);
        from_linear(r, g, b)
    }
}

/// The colour of linear light.
#[inline]
fn from_linear(r: f32, g: f32, b: f32) -> Lab {
    let l = cube_root(0.412_221_46 * r + 0.536_332_55 * g + 0.051_445_995 * b);
    let m = cube_root(0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b);
    let s = cube_root(0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b);
    [
        0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
        1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
        0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
    ]
}

/// The distance between two colours.
#[inline]
pub(crate) fn distance(one: Lab, other: Lab) -> f32 {
    let [l, a, b] = [one[0] - other[0], one[1] - other[1], one[2] - other[2]];
    (l * l + a * a + b * b).sqrt()
}

/// The distances of up to `N` pixels from one colour, worked out side by side.
#[inline]
pub(crate) fn distances<const N: usize>(to_lab: ToLab, pixels: &[[u8; 4]], colour: Lab) -> [f32; N] {
    let mut linear = [[0.0; N]; 3];
    for (place, pixel) in pixels.iter().enumerate().take(N) {
        for channel in 0..3 {
            linear[channel][place] = to_lab.0[usize::from(pixel[channel])];
        }
    }
    std::array::from_fn(|place| {
        distance(from_linear(linear[0][place], linear[1][place], linear[2][place]), colour)
    })
}

/// The cube root to five digits: a third of the exponent, then one step of Halley's method.
///
/// Exact arithmetic on every machine, and several times as fast as the exact root.
#[inline]
fn cube_root(x: f32) -> f32 {
    const THIRD_OF_BIAS: u32 = 0x2a51_19f2;
    let guess = f32::from_bits(x.to_bits() / 3 + THIRD_OF_BIAS);
    let cube = guess * guess * guess;
    guess * (cube + 2.0 * x) / (2.0 * cube + x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_colours_have_their_published_coordinates() {
        for (rgb, lab) in [
            ([255, 255, 255], [1.0, 0.0, 0.0]),
            ([0, 0, 0], [0.0, 0.0, 0.0]),
            ([255, 0, 0], [0.627_955, 0.224_863, 0.125_846]),
            ([0, 0, 255], [0.452_014, -0.032_457, -0.311_528]),
        ] {
            assert!(distance(ToLab::new().of(rgb), lab) < 2e-4, "{rgb:?}");
        }
    }

    #[test]
    fn the_quick_cube_root_is_right_to_five_digits() {
        for step in 0..=1000_u16 {
            let x = f32::from(step) / 1000.0;
            assert!((cube_root(x) - libm::cbrtf(x)).abs() < 5e-5, "{x}");
        }
    }
}
