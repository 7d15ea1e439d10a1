//! Light and colour become red, green and blue (ITU-T H.273).

use image::RgbaImage;
use rayon::prelude::*;
use re_rav1d::dav1d::pixel::YUVRange;
use re_rav1d::dav1d::{Picture, PixelLayout, PlanarImageComponent as Component, Plane};

use super::container::Coding;
use super::{broken, rare};
use crate::Result;

/// A plane of samples, each from 0 to 1.
struct Samples {
    plane: Plane,
    stride: usize,
    width: usize,
    height: usize,
    /// Bytes a sample: one or two.
    bytes: usize,
    most: f32,
}

impl Samples {
    fn of(frame: &Picture, component: Component) -> Result<Self> {
        let halved = |side: u32, halve: bool| (if halve { side.div_ceil(2) } else { side }) as usize;
        let layout = frame.pixel_layout();
        let colour = component != Component::Y;
        let across = colour && matches!(layout, PixelLayout::I420 | PixelLayout::I422);
        let down = colour && layout == PixelLayout::I420;
        let depth = frame.bits_per_component().map_or(8, |bits| bits.0);
        let samples = Samples {
            plane: frame.plane(component),
            stride: frame.stride(component) as usize,
            width: halved(frame.width(), across),
            height: halved(frame.height(), down),
            bytes: if depth > 8 { 2 } else { 1 },
            most: ((1_u32 << depth) - 1) as f32,
        };
        let fits =
            samples.stride * (samples.height - 1) + samples.width * samples.bytes <= samples.plane.len();
        if fits { Ok(samples) } else { Err(broken()) }
    }

    fn at(&self, x: usize, y: usize) -> f32 {
        let (x, y) = (x.min(self.width - 1), y.min(self.height - 1));
        let place = y * self.stride + x * self.bytes;
        let value = if self.bytes == 1 {
            u16::from(self.plane[place])
        } else {
            u16::from_ne_bytes([self.plane[place], self.plane[place + 1]])
        };
        f32::from(value) / self.most
    }

    /// The sample at a place of the whole picture, between samples where there are fewer.
    fn between(&self, x: usize, y: usize, whole: (usize, usize)) -> f32 {
        let halved = (self.width < whole.0, self.height < whole.1);
        if !halved.0 && !halved.1 {
            return self.at(x, y);
        }
        // A sample in the middle of two pixels: the nearest counts for three quarters, the next for one.
        let beside = |at: usize, halved: bool| match (halved, at % 2) {
            (false, _) => (at, at),
            (true, 0) => (at / 2, (at / 2).saturating_sub(1)),
            (true, _) => (at / 2, at / 2 + 1),
        };
        let ((x, far_x), (y, far_y)) = (beside(x, halved.0), beside(y, halved.1));
        let row = |y| 0.75 * self.at(x, y) + 0.25 * self.at(far_x, y);
        0.75 * row(y) + 0.25 * row(far_y)
    }
}

/// How light and colour were made of red, green and blue.
enum Matrix {
    /// They were not: the planes are green, blue and red.
    None,
    /// The shares of red and of blue in the light.
    Shares(f32, f32),
}

impl Matrix {
    fn numbered(number: u8) -> Result<Matrix> {
        match number {
            0 => Ok(Matrix::None),
            1 => Ok(Matrix::Shares(0.2126, 0.0722)),
            2 | 5 | 6 => Ok(Matrix::Shares(0.299, 0.114)),
            4 => Ok(Matrix::Shares(0.30, 0.11)),
            7 => Ok(Matrix::Shares(0.212, 0.087)),
            9 => Ok(Matrix::Shares(0.2627, 0.0593)),
            _ => Err(rare("in colours of a television studio")),
        }
    }
}

/// Paints the frame, opaque.
pub(super) fn paint(frame: &Picture, coding: Option<Coding>, picture: &mut RgbaImage) -> Result<()> {
    let matrix = Matrix::numbered(coding.map_or_else(|| matrix_of(frame), |coding| coding.matrix))?;
    let range = Range::of(frame, coding);
    let light = Samples::of(frame, Component::Y)?;
    let colour = if frame.pixel_layout() == PixelLayout::I400 {
        None
    } else {
        Some((Samples::of(frame, Component::U)?, Samples::of(frame, Component::V)?))
    };
    let whole = (light.width, light.height);
    let byte = |value: f32| (value.clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
    picture.par_chunks_exact_mut(whole.0 * 4).enumerate().for_each(|(y, row)| {
        for (x, pixel) in row.as_chunks_mut::<4>().0.iter_mut().enumerate() {
            let y_ = range.light(light.at(x, y));
            let rgb = match (&colour, &matrix) {
                (None, _) => [y_; 3],
                (Some((u, v)), Matrix::None) => [range.light(v.at(x, y)), y_, range.light(u.at(x, y))],
                (Some((u, v)), Matrix::Shares(red, blue)) => {
                    let (u, v) = (range.colour(u.between(x, y, whole)), range.colour(v.between(x, y, whole)));
                    let (r, b) = (y_ + 2.0 * (1.0 - red) * v, y_ + 2.0 * (1.0 - blue) * u);
                    [r, (y_ - red * r - blue * b) / (1.0 - red - blue), b]
                }
            };
            let [r, g, b] = rgb.map(byte);
            *pixel = [r, g, b, 255];
        }
    });
    Ok(())
}

/// Makes the picture as see-through as the frame is dark.
pub(super) fn see_through(frame: &Picture, coding: Option<Coding>, picture: &mut RgbaImage) -> Result<()> {
    let light = Samples::of(frame, Component::Y)?;
    if (frame.width(), frame.height()) != picture.dimensions() {
        return Err(rare("with an alpha of another size"));
    }
    let range = Range::of(frame, coding);
    picture.par_chunks_exact_mut(light.width * 4).enumerate().for_each(|(y, row)| {
        for (x, pixel) in row.as_chunks_mut::<4>().0.iter_mut().enumerate() {
            pixel[3] = (range.light(light.at(x, y)).clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
        }
    });
    Ok(())
}

/// Whether samples use their whole range.
struct Range {
    full: bool,
    /// The middle of colours.
    middle: f32,
}

impl Range {
    fn of(frame: &Picture, coding: Option<Coding>) -> Range {
        let depth = frame.bits_per_component().map_or(8, |bits| bits.0);
        let own = || matches!(frame.color_range(), YUVRange::Full);
        let most = ((1_u32 << depth) - 1) as f32;
        Range {
            full: coding.map_or_else(own, |coding| coding.full),
            middle: (1_u32 << (depth - 1)) as f32 / most,
        }
    }

    fn light(&self, value: f32) -> f32 {
        // 16 to 235 of 255, whatever the depth (to within a thousandth).
        if self.full { value } else { (value - 16.0 / 255.0) * (255.0 / 219.0) }
    }

    fn colour(&self, value: f32) -> f32 {
        let off = value - self.middle;
        if self.full { off } else { off * (255.0 / 224.0) }
    }
}

fn matrix_of(frame: &Picture) -> u8 {
    frame.matrix_coefficients() as u8
}
