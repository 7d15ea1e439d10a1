//! Putting layers together.

use image::RgbaImage;
use rayon::prelude::*;

use super::{Blend, Record};
use crate::Result;

/// The chosen layers put together in their order, each decoded by `pixels` when its turn comes.
///
/// A layer that is clipped is seen where the layer it is clipped to is, and is left out with it.
pub(super) fn together(
    records: &[Record],
    chosen: &[usize],
    pixels: impl Fn(usize) -> Result<RgbaImage>,
) -> Result<RgbaImage> {
    let mut picture: Option<RgbaImage> = None;
    let mut at = 0;
    while at < records.len() {
        let clipped = records[at + 1..].iter().take_while(|record| record.clipped).count();
        let (base, group) = (at, at + 1..at + 1 + clipped);
        at = group.end;
        if !chosen.contains(&base) {
            continue;
        }
        let mut below = pixels(base)?;
        for above in group.filter(|above| chosen.contains(above)) {
            lay(&mut below, &pixels(above)?, &records[above], true);
        }
        let canvas = picture.get_or_insert_with(|| RgbaImage::new(below.width(), below.height()));
        lay(canvas, &below, &records[base], false);
    }
    picture.map_or_else(|| pixels(0).map(|one| RgbaImage::new(one.width(), one.height())), Ok)
}

/// Lays a picture on another; where it is clipped, only on what is there.
fn lay(below: &mut RgbaImage, above: &RgbaImage, record: &Record, clipped: bool) {
    let blend = record.blend.unwrap_or(Blend::Normal);
    let opacity = record.opacity / 255.0;
    let pixels = below.as_chunks_mut::<4>().0.par_iter_mut().zip(above.as_chunks::<4>().0);
    pixels.filter(|(_, above)| above[3] > 0).for_each(|(below, above)| {
        *below = laid(*below, *above, blend, f32::from(above[3]) * opacity, clipped);
    });
}

/// A pixel laid on another, `alpha` being that of the one above.
fn laid(below: [u8; 4], above: [u8; 4], blend: Blend, alpha: f32, clipped: bool) -> [u8; 4] {
    // Clipped to what is there, the colours mix as if it were opaque, and its alpha stays.
    let under = if clipped { 1.0 } else { f32::from(below[3]) / 255.0 };
    let together = alpha + under - alpha * under;
    if together <= 0.0 {
        return below;
    }
    let mut mixed = below;
    for channel in 0..3 {
        let (low, high) = (f32::from(below[channel]) / 255.0, f32::from(above[channel]) / 255.0);
        let both = blend.mix(low, high);
        let sum = high * alpha * (1.0 - under) + low * under * (1.0 - alpha) + both * alpha * under;
        mixed[channel] = (sum / together * 255.0 + 0.5) as u8;
    }
    if !clipped {
        mixed[3] = (together * 255.0 + 0.5) as u8;
    }
    mixed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_see_through_layer_mixes_half_and_half() {
        let mixed = laid([0, 0, 0, 255], [255, 255, 255, 255], Blend::Normal, 0.5, false);
        assert_eq!(mixed, [128, 128, 128, 255]);
        assert_eq!(laid([0; 4], [10, 20, 30, 200], Blend::Multiply, 200.0 / 255.0, false), [10, 20, 30, 200]);
    }

    #[test]
    fn what_is_clipped_keeps_the_edge_of_what_it_is_clipped_to() {
        let mixed = laid([100, 100, 100, 60], [200, 0, 0, 255], Blend::Normal, 1.0, true);
        assert_eq!(mixed, [200, 0, 0, 60]);
        let shaded = laid([100, 100, 100, 60], [128, 128, 128, 255], Blend::Multiply, 1.0, true);
        assert_eq!(shaded, [50, 50, 50, 60]);
    }
}
