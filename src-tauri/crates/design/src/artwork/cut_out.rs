//! Cutting out: the picture without its ground.

use super::edge::soft_edge;
use super::flood::ground_region;
use super::ground::Ground;
use super::region::Region;
use super::strays::Strays;
use crate::artwork::Picture;
use crate::project::Background;
use crate::{Job, Result};

/// A picture without its ground.
#[derive(Clone, Debug)]
pub struct CutOut {
    /// The picture; see-through where its ground was.
    pub picture: Picture,
    /// Whether a ground was removed.
    pub background_removed: bool,
}

/// Share of the border that must be see-through for the art to count as cut out already: the corners of an
/// app's rounded icon are a tenth, a stray pixel of a careless eraser is nothing.
const SEE_THROUGH_BORDER: f32 = 0.02;

/// Alpha up to which a pixel counts as see-through.
const SEE_THROUGH: u8 = 8;

/// Shares of the picture that a ground must cover at least and at most. With less there is nothing to
/// remove; with more there is nothing left.
const GROUND_SHARE: std::ops::RangeInclusive<f32> = 0.02..=0.9995;

/// Share of the ground's edge that must be a real step in colour. Where the flood stopped in a slow change
/// of colour it stopped by chance.
const CLEAR_EDGE: f32 = 0.5;

/// Distance in `OKLab` that makes a step in colour: twice what is just seen.
const CLEAR_STEP: f32 = 0.04;

/// Takes the ground away, where `background` asks for it and there is one.
///
/// Art whose border is see-through is taken as it is. A ground is one colour, or one that changes gently,
/// round most of the border; whatever it encloses stays, for the white of an eye is no ground. A photograph
/// without such a ground is kept whole. A picture that loses its ground loses its drawing, which still has it.
///
/// # Errors
/// `Cancelled` when the job is stopped.
pub fn cut_out(picture: Picture, background: Background, job: &Job<'_>) -> Result<CutOut> {
    let kept = |picture| Ok(CutOut { picture, background_removed: false });
    match background {
        Background::Keep => return kept(picture),
        Background::Auto => {}
    }
    if is_cut_out_already(&picture) {
        return kept(picture);
    }
    let Some(ground) = Ground::of(&picture) else { return kept(picture) };
    let strays = Strays::of(&picture, &ground);
    job.step(1, 3)?;
    let region = ground_region(&strays, ground.grain);
    let rim = region.rim();
    if !is_believable(&region, &rim, &strays) {
        return kept(picture);
    }
    Ok(CutOut { picture: without(picture, &region, rim, &strays), background_removed: true })
}

fn is_cut_out_already(picture: &Picture) -> bool {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let rows = (0..width).flat_map(|x| [x, (height - 1) * width + x]);
    let columns = (0..height).flat_map(|y| [y * width, y * width + width - 1]);
    let see_through = rows.chain(columns).filter(|pixel| picture.rgba()[pixel * 4 + 3] <= SEE_THROUGH);
    see_through.count() as f32 >= SEE_THROUGH_BORDER * 2.0 * (width + height) as f32
}

fn is_believable(region: &Region, rim: &[usize], strays: &Strays) -> bool {
    let share = region.count() as f32 / region.size() as f32;
    if !GROUND_SHARE.contains(&share) {
        return false;
    }
    let clear = rim.iter().filter(|&&pixel| {
        region.around(pixel, 3).any(|beside| !region.has(beside) && strays.at(beside) >= CLEAR_STEP)
    });
    clear.count() as f32 >= CLEAR_EDGE * rim.len() as f32
}

fn without(picture: Picture, region: &Region, rim: Vec<usize>, strays: &Strays) -> Picture {
    let (width, height) = (picture.width(), picture.height());
    let mut rgba = picture.into_rgba();
    let (pixels, _) = rgba.as_chunks_mut::<4>();
    let edge = soft_edge(pixels, region, rim, strays);
    for (at, pixel) in pixels.iter_mut().enumerate() {
        if region.has(at) {
            *pixel = [0; 4];
        }
    }
    for pixel in edge {
        // What was see-through in the picture stays so.
        let alpha = pixel.rgba[3].min(pixels[pixel.at][3]);
        let [r, g, b, _] = pixel.rgba;
        pixels[pixel.at] = [r, g, b, alpha];
    }
    Picture::new(width, height, rgba)
}
