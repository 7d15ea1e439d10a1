//! Removing the ground: by itself where it is surely one, or because the person asked for it.

use super::CutOut;
use super::edge::soft_edge;
use super::flood::{ground_region, usual_tolerance};
use super::region::Region;
use super::smooth::Smooth;
use super::strays::Strays;
use crate::artwork::Picture;
use crate::{Job, Result};

/// Shares of the picture that a ground must cover at least and at most. With less there is nothing to
/// remove; with more there is nothing left.
const GROUND_SHARE: std::ops::RangeInclusive<f32> = 0.02..=0.9995;

/// Share of the ground's edge that must be a real step in colour. Where the flood stopped in a slow change
/// of colour it stopped by chance.
const CLEAR_EDGE: f32 = 0.5;

/// With a smaller share of clear edge the person should have a look.
const SURE_EDGE: f32 = 0.85;

/// Distance in `OKLab` that makes a step in colour: twice what is just seen.
const CLEAR_STEP: f32 = 0.04;

/// The picture without its ground if it surely has one.
///
/// # Errors
/// `Cancelled` when the job is stopped.
pub(super) fn believed(picture: Picture, job: &Job<'_>) -> Result<CutOut> {
    let kept = |picture, ground_unsure| Ok(CutOut { picture, background_removed: false, ground_unsure });
    let Some(ground) = Smooth::of(&picture) else { return kept(picture, false) };
    let strays = Strays::of(&picture, &ground);
    job.step(1, 3)?;
    let region = ground_region(&strays, usual_tolerance(ground.grain));
    let rim = region.rim();
    let share = region.count() as f32 / region.size() as f32;
    if !GROUND_SHARE.contains(&share) {
        return kept(picture, share > *GROUND_SHARE.end());
    }
    let clear = clear_share(&region, &rim, &strays);
    if clear < CLEAR_EDGE {
        return kept(picture, true);
    }
    let picture = without(picture, &region, rim, &strays);
    Ok(CutOut { picture, background_removed: true, ground_unsure: clear < SURE_EDGE })
}

/// The picture without what is like the ground, whatever that is.
///
/// # Errors
/// `Cancelled` when the job is stopped.
pub(super) fn asked_for(picture: Picture, tolerance: f32, job: &Job<'_>) -> Result<CutOut> {
    let (ground, _) = Smooth::at_border(&picture);
    let strays = Strays::of(&picture, &ground);
    job.step(1, 3)?;
    let region = ground_region(&strays, distance_for(tolerance, usual_tolerance(ground.grain)));
    let rim = region.rim();
    let background_removed = region.count() > 0;
    let ground_unsure = !background_removed || clear_share(&region, &rim, &strays) < SURE_EDGE;
    Ok(CutOut { picture: without(picture, &region, rim, &strays), background_removed, ground_unsure })
}

/// How far a pixel may stray for a tolerance from 0 to 1: the middle is the `usual` distance, 0 is none and
/// 1 the way from black to white. Each step up from the middle multiplies the distance, so that the finer
/// half of the scale is where colours are close.
fn distance_for(tolerance: f32, usual: f32) -> f32 {
    if tolerance <= 0.5 { 2.0 * tolerance * usual } else { libm::powf(usual, 2.0 - 2.0 * tolerance) }
}

fn clear_share(region: &Region, rim: &[usize], strays: &Strays) -> f32 {
    let clear = rim.iter().filter(|&&pixel| {
        region.around(pixel, 3).any(|beside| !region.has(beside) && strays.at(beside) >= CLEAR_STEP)
    });
    clear.count() as f32 / rim.len().max(1) as f32
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_the_tolerance_is_the_usual_distance_and_its_ends_are_none_and_all() {
        assert_eq!(distance_for(0.0, 0.012), 0.0);
        assert_eq!(distance_for(0.5, 0.012), 0.012);
        assert!((distance_for(1.0, 0.012) - 1.0).abs() < 1e-6);
        let steps: Vec<f32> = (0..=20_u8).map(|step| distance_for(f32::from(step) / 20.0, 0.02)).collect();
        assert!(steps.is_sorted());
    }
}
