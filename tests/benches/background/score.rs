//! How near a cut-out comes to the truth.

use image::RgbaImage;

/// How near a cut-out comes to the truth.
pub(crate) struct Score {
    /// Intersection over union of the shapes.
    pub(crate) overlap: f64,
    /// How far colours at the edge are off over another ground, in steps of a byte.
    pub(crate) halo: f64,
}

/// The score of a cut-out.
pub(crate) fn score(truth: &RgbaImage, found: &[u8]) -> Score {
    let (mut both, mut either) = (0.0, 0.0);
    let (mut off, mut edge) = (0.0, 0.0);
    for (truth, found) in truth.as_raw().as_chunks::<4>().0.iter().zip(found.as_chunks::<4>().0) {
        let (is, was) = (truth[3] >= 128, found[3] >= 128);
        both += f64::from(u8::from(is && was));
        either += f64::from(u8::from(is || was));
        if (8..248).contains(&truth[3]) {
            edge += 1.0;
            off += over_grey(*truth).iter().zip(over_grey(*found)).map(|(a, b)| (a - b).abs()).sum::<f64>()
                / 3.0;
        }
    }
    Score { overlap: both / either, halo: off / edge }
}

/// The pixel over a ground it was not photographed on.
fn over_grey(pixel: [u8; 4]) -> [f64; 3] {
    let alpha = f64::from(pixel[3]) / 255.0;
    [0, 1, 2].map(|channel| f64::from(pixel[channel]) * alpha + 70.0 * (1.0 - alpha))
}
