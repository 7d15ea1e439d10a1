//! The comparison as a picture: the proof, paled, with what differs marked.

use dangle_design::artwork::Picture;
use kurbo::{BezPath, Rect, Shape};

use super::meant::Meant;
use super::placement::Placement;
use super::plane::Lab;
use super::regions::{Matter, Region};
use super::sampled::Sampled;
use super::white::from_lab;
use crate::coverage;

/// Colours of the marks: told apart by lightness too, for those who do not see hues.
const MISSING: [u8; 3] = [214, 40, 40];
const CHANGED: [u8; 3] = [200, 30, 160];
const ADDED: [u8; 3] = [240, 150, 20];
/// The cut line as it was meant and as it was found.
const MEANT: [u8; 3] = [0, 110, 220];
const FOUND: [u8; 3] = [230, 60, 60];
/// What lies beyond the proof: the window's own ground below it.
const BEYOND: [u8; 3] = [201, 204, 210];
/// Widths of the lines, in pixels.
const LINE: f64 = 1.4;
/// How much of a pixel's colour is left beside the marks.
const PALED: f32 = 0.45;

/// The charm's page: the proof below, marks above.
pub(super) fn picture(
    intent: &Meant,
    sampled: &Sampled,
    regions: &[Region],
    placed: Placement,
    cut: Option<Placement>,
) -> Picture {
    let mut pixels: Vec<[u8; 3]> = sampled.colours.iter().map(|colour| paled(*colour)).collect();
    for region in regions {
        let colour = match region.matter {
            Matter::Missing => MISSING,
            Matter::Changed => CHANGED,
            Matter::Added => ADDED,
        };
        for at in &region.pixels {
            pixels[*at] = mixed(pixels[*at], colour, 150);
        }
        draw(intent, &mut pixels, &frame(region.frame), colour);
    }
    let meant: BezPath = std::iter::once(&intent.cut).chain(&intent.inner).flatten().collect();
    draw(intent, &mut pixels, &meant, MEANT);
    if let Some(cut) = cut {
        draw(intent, &mut pixels, &(placed.affine().inverse() * cut.affine() * meant), FOUND);
    }
    let rgba = pixels.iter().flat_map(|&[r, g, b]| [r, g, b, 255]).collect();
    Picture::new(intent.grid.width as u32, intent.grid.height as u32, rgba)
}

fn frame(frame: Rect) -> BezPath {
    frame.inflate(0.4, 0.4).to_path(0.1)
}

fn paled(colour: Option<Lab>) -> [u8; 3] {
    let Some([l, a, b]) = colour else { return BEYOND };
    from_lab([100.0 - (100.0 - l) * PALED, a * PALED, b * PALED])
}

fn draw(intent: &Meant, pixels: &mut [[u8; 3]], path: &BezPath, colour: [u8; 3]) {
    let path = coverage::to_pixels(&intent.grid) * path.clone();
    let covered = coverage::stroke(&path, LINE, intent.grid.width, intent.grid.height);
    for (pixel, covered) in pixels.iter_mut().zip(covered) {
        *pixel = mixed(*pixel, colour, covered);
    }
}

fn mixed(below: [u8; 3], above: [u8; 3], share: u8) -> [u8; 3] {
    let share = u16::from(share);
    std::array::from_fn(|i| {
        ((u16::from(below[i]) * (255 - share) + u16::from(above[i]) * share + 127) / 255) as u8
    })
}
