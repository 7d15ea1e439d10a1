//! Calming: a picture without its noise, edges where they were.

use rayon::prelude::*;

use crate::artwork::Picture;

/// Bytes a pixel.
const PIXEL: usize = 4;

/// The picture with each channel the median of five pixels along its column, then of five along its row.
///
/// Noise falls to a third; straight edges stay; lines of one or two pixels go.
pub(super) fn calmed(picture: &Picture) -> Picture {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let stride = width * PIXEL;
    let rows = |y: usize| {
        [-2, -1, 0, 1, 2_isize].map(|beside| {
            let y = y.saturating_add_signed(beside).min(height - 1);
            &picture.rgba()[y * stride..(y + 1) * stride]
        })
    };
    let mut calm = vec![0; stride * height];
    calm.par_chunks_mut(stride).enumerate().for_each_init(Vec::new, |padded, (y, calm)| {
        padded.resize(stride + 4 * PIXEL, 0);
        medians(&mut padded[2 * PIXEL..2 * PIXEL + stride], rows(y));
        for side in 0..2 {
            padded.copy_within(2 * PIXEL..3 * PIXEL, side * PIXEL);
            padded.copy_within(stride + PIXEL..stride + 2 * PIXEL, stride + (2 + side) * PIXEL);
        }
        medians(calm, [0, 1, 2, 3, 4].map(|shift| &padded[shift * PIXEL..shift * PIXEL + stride]));
    });
    Picture::new(picture.width(), picture.height(), calm)
}

/// The median of five bytes, place by place.
fn medians(out: &mut [u8], [a, b, c, d, e]: [&[u8]; 5]) {
    let five = a.iter().zip(b).zip(c).zip(d).zip(e);
    for (out, ((((&a, &b), &c), &d), &e)) in out.iter_mut().zip(five) {
        let low = a.min(b).max(c.min(d));
        let high = a.max(b).min(c.max(d));
        *out = low.min(high).max(low.max(high).min(e));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stray_pixel_goes_and_a_corner_stays() {
        let pixels = (0..12 * 9).flat_map(|at| {
            let level = if at == 40 { 255 } else { u8::from(at % 12 >= 6) * 100 };
            [level, level, level, 255]
        });
        let calm = calmed(&Picture::new(12, 9, pixels.collect()));
        for (at, pixel) in calm.rgba().as_chunks::<4>().0.iter().enumerate() {
            let level = u8::from(at % 12 >= 6) * 100;
            assert_eq!(*pixel, [level, level, level, 255], "{at}");
        }
    }
}
