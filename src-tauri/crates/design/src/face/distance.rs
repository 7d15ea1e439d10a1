//! How far every pixel is from the nearest of a set of pixels, and which that is.
//!
//! Felzenszwalb and Huttenlocher, "Distance transforms of sampled functions" (2012): exact, in time linear in
//! the pixels.

use rayon::prelude::*;

/// Names no pixel.
pub const NOWHERE: u32 = u32::MAX;

/// The nearest seeds of a grid's pixels.
pub struct Nearest {
    /// Distance in pixels; infinite without a seed.
    pub distance: Vec<f32>,
    /// Which pixel it is.
    pub seed: Vec<u32>,
}

/// The nearest seeds on a grid that is `width` pixels wide.
pub fn nearest(width: usize, seeds: &[bool]) -> Nearest {
    let height = seeds.len() / width.max(1);
    let rows = down_columns(width, height, seeds);
    let mut distance = vec![f32::INFINITY; seeds.len()];
    let mut seed = vec![NOWHERE; seeds.len()];
    let out = distance.par_chunks_mut(width.max(1)).zip(seed.par_chunks_mut(width.max(1)));
    out.enumerate().for_each(|(y, (distance, seed))| {
        along_row(y, &rows[y * width..][..width], width, distance, seed);
    });
    Nearest { distance, seed }
}

/// The row of the nearest seed in each pixel's own column.
fn down_columns(width: usize, height: usize, seeds: &[bool]) -> Vec<u32> {
    let mut rows = vec![NOWHERE; seeds.len()];
    let mut last = vec![NOWHERE; width];
    for y in 0..height {
        for x in 0..width {
            if seeds[y * width + x] {
                last[x] = y as u32;
            }
            rows[y * width + x] = last[x];
        }
    }
    last.fill(NOWHERE);
    for y in (0..height).rev() {
        for x in 0..width {
            if seeds[y * width + x] {
                last[x] = y as u32;
            }
            let above = rows[y * width + x];
            let gap = |row: u32| if row == NOWHERE { u32::MAX } else { row.abs_diff(y as u32) };
            if gap(last[x]) < gap(above) {
                rows[y * width + x] = last[x];
            }
        }
    }
    rows
}

/// The lower envelope of the parabolas that stand on a row's columns.
fn along_row(y: usize, rows: &[u32], width: usize, distance: &mut [f32], seed: &mut [u32]) {
    let rise = |x: usize| {
        let gap = f64::from(rows[x].abs_diff(y as u32));
        gap * gap
    };
    let mut feet: Vec<(usize, f64)> = Vec::new();
    for x in (0..width).filter(|&x| rows[x] != NOWHERE) {
        let mut from = f64::NEG_INFINITY;
        while let Some(&(foot, begins)) = feet.last() {
            let (a, b) = (foot as f64, x as f64);
            from = ((rise(x) + b * b) - (rise(foot) + a * a)) / (2.0 * (b - a));
            if from > begins {
                break;
            }
            feet.pop();
            from = f64::NEG_INFINITY;
        }
        feet.push((x, from));
    }
    let mut foot = 0;
    for x in 0..width {
        while foot + 1 < feet.len() && feet[foot + 1].1 <= x as f64 {
            foot += 1;
        }
        let Some(&(column, _)) = feet.get(foot) else { return };
        let beside = column.abs_diff(x) as f64;
        distance[x] = (beside * beside + rise(column)).sqrt() as f32;
        seed[x] = rows[column] * width as u32 + column as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_pixel_finds_a_seed_no_other_is_nearer_than(
            (width, seeds) in (1_usize..24).prop_flat_map(|width| {
                (Just(width), prop::collection::vec(prop::bool::weighted(0.1), width..width * 16))
            })
        ) {
            let seeds = &seeds[..seeds.len() / width * width];
            let found = nearest(width, seeds);
            let place = |pixel: usize| ((pixel % width) as f64, (pixel / width) as f64);
            let apart = |a: usize, b: usize| {
                let ((ax, ay), (bx, by)) = (place(a), place(b));
                (ax - bx).hypot(ay - by)
            };
            for pixel in 0..seeds.len() {
                let least = (0..seeds.len()).filter(|&seed| seeds[seed]).map(|seed| apart(pixel, seed));
                let least = least.fold(f64::INFINITY, f64::min);
                if least.is_finite() {
                    prop_assert!((f64::from(found.distance[pixel]) - least).abs() < 1e-4);
                    let seed = found.seed[pixel] as usize;
                    prop_assert!(seeds[seed] && (apart(pixel, seed) - least).abs() < 1e-9);
                } else {
                    prop_assert!(found.seed[pixel] == NOWHERE && found.distance[pixel].is_infinite());
                }
            }
        }
    }
}
