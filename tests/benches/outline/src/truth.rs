//! The truth: the picture made up to four times finer, dilated exactly.

use dangle_design::artwork::Picture;
use dangle_design::contour::contours;
use dangle_design::kurbo::Point;

/// Samples along the longer side of the truth: the picture is made up to four times finer for it.
const SAMPLES: usize = 8192;

/// What lies within the border of what is opaque, pixel by pixel.
pub(crate) struct Bitmap {
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// Pixels beyond the picture on each side.
    pub(crate) margin: usize,
    pub(crate) inked: Vec<bool>,
}

/// How far each sample lies from what is opaque, squared.
struct Distances {
    width: usize,
    height: usize,
    margin: usize,
    squared: Vec<f32>,
}

/// The rings `border` mm round what is opaque, in mm, the picture's corner at the origin.
pub(crate) fn dilated(picture: &Picture, mm_per_pixel: f64, border: f64) -> Vec<Vec<Point>> {
    let finer = (SAMPLES / picture.width().max(picture.height()) as usize).clamp(1, 4);
    let Distances { width, height, margin, squared } = distances(picture, border / mm_per_pixel, finer);
    // Distances are to the centres of opaque samples; their edge lies half a sample beyond.
    let level = (border / mm_per_pixel) as f32 * finer as f32 + 0.5;
    let inward: Vec<f32> = squared.into_iter().map(|squared| -squared.sqrt()).collect();
    let rings = contours(&inward, width, height, -level, -1e9);
    let unit = mm_per_pixel / finer as f64;
    let origin = margin as f64 * mm_per_pixel;
    let to_mm = |[x, y]: [f32; 2]| Point::new(f64::from(x) * unit - origin, f64::from(y) * unit - origin);
    let outer = rings.into_iter().filter(|ring| dangle_design::contour::signed_area(ring) > 0.0);
    outer.map(|ring| ring.into_iter().map(to_mm).collect()).collect()
}

/// What is opaque, grown by a border in pixels.
pub(crate) fn grown(picture: &Picture, border: f64) -> Bitmap {
    let Distances { width, height, margin, squared } = distances(picture, border, 1);
    let level = if border > 0.0 { (border + 0.5) as f32 } else { 0.0 };
    Bitmap { width, height, margin, inked: squared.iter().map(|squared| squared.sqrt() <= level).collect() }
}

fn distances(picture: &Picture, border: f64, finer: usize) -> Distances {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let margin = if border > 0.0 { border.ceil() as usize + 4 } else { 0 };
    let (wide, tall) = ((width + 2 * margin) * finer, (height + 2 * margin) * finer);
    let alpha = |x: isize, y: isize| {
        let inside = x >= 0 && y >= 0 && (x as usize) < width && (y as usize) < height;
        if inside { f32::from(picture.rgba()[(y as usize * width + x as usize) * 4 + 3]) } else { 0.0 }
    };
    let opaque = |column: usize, row: usize| {
        let place = |index: usize| (index as f32 + 0.5) / finer as f32 - margin as f32 - 0.5;
        let (x, y) = (place(column), place(row));
        let (left, top) = (x.floor(), y.floor());
        let at = |dx: isize, dy: isize| alpha(left as isize + dx, top as isize + dy);
        let mix = |a: f32, b: f32, t: f32| a + (b - a) * t;
        let (upper, lower) = (mix(at(0, 0), at(1, 0), x - left), mix(at(0, 1), at(1, 1), x - left));
        mix(upper, lower, y - top) >= 127.5
    };
    let far = ((margin * finer) as f32).powi(2) * 4.0 + 1.0;
    let mut squared: Vec<f32> =
        (0..wide * tall).map(|at| if opaque(at % wide, at / wide) { 0.0 } else { far }).collect();
    if border > 0.0 {
        distance_transform(&mut squared, wide, tall);
    }
    Distances { width: wide, height: tall, margin, squared }
}

/// Exact squared distances by lower envelopes of parabolas (Felzenszwalb and Huttenlocher, 2012).
fn distance_transform(values: &mut [f32], width: usize, height: usize) {
    let mut column = vec![0.0; height];
    for x in 0..width {
        for y in 0..height {
            column[y] = values[y * width + x];
        }
        for (y, value) in envelope(&column).into_iter().enumerate() {
            values[y * width + x] = value;
        }
    }
    for row in values.chunks_mut(width) {
        row.copy_from_slice(&envelope(row));
    }
}

fn envelope(values: &[f32]) -> Vec<f32> {
    let mut parabolas: Vec<(usize, f64)> = Vec::new();
    let height = |at: usize| f64::from(values[at]) + (at * at) as f64;
    for at in 0..values.len() {
        let mut start = f64::NEG_INFINITY;
        while let Some(&(other, from)) = parabolas.last() {
            start = (height(at) - height(other)) / (2.0 * (at - other) as f64);
            if start > from {
                break;
            }
            parabolas.pop();
            start = f64::NEG_INFINITY;
        }
        parabolas.push((at, start));
    }
    let mut current = 0;
    (0..values.len())
        .map(|x| {
            while current + 1 < parabolas.len() && parabolas[current + 1].1 < x as f64 {
                current += 1;
            }
            let at = parabolas[current].0;
            values[at] + (x as f32 - at as f32).powi(2)
        })
        .collect()
}
