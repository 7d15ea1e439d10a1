//! Reducing very large pictures to the working size.

use image::RgbaImage;
use rayon::prelude::*;

use super::limits::WORKING_SIDE;

/// The picture, reduced so that its longest side is at most [`WORKING_SIDE`].
pub(super) fn to_working_size(pixels: RgbaImage) -> RgbaImage {
    let longest = pixels.width().max(pixels.height());
    if longest <= WORKING_SIDE {
        return pixels;
    }
    let scaled = |side: u32| {
        let exact = u64::from(side) * u64::from(WORKING_SIDE) / u64::from(longest);
        (exact as u32).max(1)
    };
    reduced(&pixels, scaled(pixels.width()), scaled(pixels.height()))
}

/// The picture at `width` × `height`, each pixel the mean of the area it covers.
///
/// Colours are weighted by their alpha, so that what is see-through does not bleed into what is not.
pub(super) fn reduced(pixels: &RgbaImage, width: u32, height: u32) -> RgbaImage {
    let columns: Vec<Span> = spans(pixels.width(), width);
    let rows: Vec<Span> = spans(pixels.height(), height);
    let stride = pixels.width() as usize * 4;
    let mut out = RgbaImage::new(width, height);
    out.par_chunks_exact_mut(width as usize * 4).zip(&rows).for_each(|(out_row, row)| {
        let mut sums = vec![[0.0_f32; 4]; width as usize];
        for (y, weight) in row.places() {
            let source = &pixels.as_raw()[y * stride..][..stride];
            add_row(&mut sums, source, &columns, weight);
        }
        for (pixel, sum) in out_row.as_chunks_mut::<4>().0.iter_mut().zip(&sums) {
            *pixel = mean(*sum);
        }
    });
    out
}

/// The source places one target place covers, the first and the last in part.
struct Span {
    from: usize,
    weights: Vec<f32>,
}

impl Span {
    fn places(&self) -> impl Iterator<Item = (usize, f32)> + '_ {
        self.weights.iter().enumerate().map(|(i, &weight)| (self.from + i, weight))
    }
}

fn spans(source: u32, target: u32) -> Vec<Span> {
    let step = f64::from(source) / f64::from(target);
    (0..target)
        .map(|place| {
            let (low, high) = (f64::from(place) * step, (f64::from(place) + 1.0) * step);
            let from = low.floor();
            let to = high.ceil().min(f64::from(source));
            let share = |at: f64| (((at + 1.0).min(high) - at.max(low)) / step).max(0.0) as f32;
            let weights = (0..(to - from) as usize).map(|i| share(from + i as f64)).collect();
            Span { from: from as usize, weights }
        })
        .collect()
}

fn add_row(sums: &mut [[f32; 4]], source: &[u8], columns: &[Span], row_weight: f32) {
    for (sum, column) in sums.iter_mut().zip(columns) {
        for (x, weight) in column.places() {
            let pixel = &source[x * 4..][..4];
            let weight = weight * row_weight;
            let alpha = f32::from(pixel[3]) * weight;
            for channel in 0..3 {
                sum[channel] += f32::from(pixel[channel]) * alpha;
            }
            sum[3] += alpha;
        }
    }
}

fn mean([r, g, b, alpha]: [f32; 4]) -> [u8; 4] {
    if alpha <= 0.0 {
        return [0; 4];
    }
    let byte = |value: f32| (value + 0.5) as u8;
    [byte(r / alpha), byte(g / alpha), byte(b / alpha), byte(alpha)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgba;

    #[test]
    fn see_through_pixels_do_not_darken_their_neighbours() {
        let pixels =
            RgbaImage::from_fn(4, 4, |x, _| if x % 2 == 0 { Rgba([200, 40, 90, 255]) } else { Rgba([0; 4]) });
        let small = reduced(&pixels, 2, 2);
        assert!(small.pixels().all(|pixel| *pixel == Rgba([200, 40, 90, 128])), "{small:?}");
    }

    #[test]
    fn a_flat_picture_stays_flat_at_an_odd_ratio() {
        let pixels = RgbaImage::from_pixel(10, 7, Rgba([13, 77, 211, 255]));
        let small = reduced(&pixels, 3, 2);
        assert!(small.pixels().all(|pixel| *pixel == Rgba([13, 77, 211, 255])));
    }

    #[test]
    fn a_thin_line_survives_as_its_share() {
        let pixels = RgbaImage::from_fn(100, 1, |x, _| Rgba([0, 0, 0, if x == 50 { 255 } else { 0 }]));
        let small = reduced(&pixels, 10, 1);
        let total: u32 = small.pixels().map(|pixel| u32::from(pixel[3])).sum();
        assert_eq!(total, 26, "255 / 10, rounded");
    }

    #[test]
    fn a_strip_keeps_a_pixel_of_height() {
        let strip = to_working_size(RgbaImage::new(WORKING_SIDE * 2, 1));
        assert_eq!(strip.dimensions(), (WORKING_SIDE, 1));
    }
}
