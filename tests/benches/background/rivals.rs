//! The way every paint program has: a flood fill from the corners with a tolerance of 32.

use dangle_design::artwork::Picture;

/// Tolerance of the magic wand, in steps of a byte: the default of Photoshop.
const TOLERANCE: i32 = 32;

/// The picture, see-through where a flood fill from its corners reaches.
pub(crate) fn flood_fill(picture: &Picture) -> Vec<u8> {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let mut out = picture.rgba().to_vec();
    for corner in [0, width - 1, (height - 1) * width, height * width - 1] {
        let seed: [u8; 3] = [0, 1, 2].map(|channel| picture.rgba()[corner * 4 + channel]);
        let mut open = vec![corner];
        while let Some(pixel) = open.pop() {
            let colour = &picture.rgba()[pixel * 4..pixel * 4 + 3];
            let near =
                colour.iter().zip(seed).all(|(&a, b)| (i32::from(a) - i32::from(b)).abs() <= TOLERANCE);
            if !near || out[pixel * 4 + 3] == 0 {
                continue;
            }
            out[pixel * 4..pixel * 4 + 4].fill(0);
            let (x, y) = (pixel % width, pixel / width);
            open.extend((x > 0).then(|| pixel - 1));
            open.extend((x + 1 < width).then(|| pixel + 1));
            open.extend((y > 0).then(|| pixel - width));
            open.extend((y + 1 < height).then(|| pixel + width));
        }
    }
    out
}
