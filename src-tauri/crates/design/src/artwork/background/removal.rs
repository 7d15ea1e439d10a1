//! Removing the ground: by itself where it is surely one, or because the person asked for it.

use super::CutOut;
use super::edge::soft_edge;
use super::flood::Flood;
use super::ground::Ground;
use super::marks::leaves_marks_alone;
use super::region::Region;
use super::strays::Strays;
use crate::artwork::Picture;
use crate::{Job, Result};

/// Shares of the picture that a ground must cover at least and at most. With less there is nothing to
/// remove; with more there is nothing left.
const GROUND_SHARE: std::ops::RangeInclusive<f32> = 0.02..=0.9995;

/// With a smaller share of clear edge the person should have a look.
const SURE_EDGE: f32 = 0.85;

/// Bits within a patterned ground up to this share of the picture's longer side across are its own.
const DUST_SHARE: usize = 170;

/// Distance in `OKLab` that makes a step in colour: twice what is just seen.
const CLEAR_STEP: f32 = 0.04;

/// The picture without its ground if it surely has one.
///
/// # Errors
/// `Cancelled` when the job is stopped.
pub(super) fn believed(picture: Picture, job: &Job<'_>) -> Result<CutOut> {
    let looked = Looked::at(&picture, job)?;
    let ground_unsure = looked.not_all_there;
    Ok(match looked.believed {
        Some(found) => found.cut(&picture),
        None => CutOut { picture, background_removed: false, ground_unsure },
    })
}

/// The picture without what is like the ground, whatever that is.
///
/// # Errors
/// `Cancelled` when the job is stopped.
pub(super) fn asked_for(picture: &Picture, tolerance: f32, job: &Job<'_>) -> Result<CutOut> {
    let looked = Looked::at(picture, job)?;
    let found = looked.believed.or(looked.first);
    let found = found.unwrap_or_else(|| Found::of(Ground::nearest(picture), picture));
    Ok(found.with_tolerance(tolerance).cut(picture))
}

/// Share of the border that a ground must reach for no other to be looked for: white between green dots
/// is no ground.
const ALL_ROUND: f32 = 0.97;

/// How much more of the border another ground must reach to be taken instead.
const MUCH_MORE: f32 = 0.05;

/// The grounds that were looked for.
#[derive(Default)]
struct Looked {
    /// The ground that is surely one, if there is one.
    believed: Option<Found>,
    /// The first that might be one but is not believed.
    first: Option<Found>,
    /// Whether there is a ground, but no telling where the figure begins.
    not_all_there: bool,
}

impl Looked {
    fn at(picture: &Picture, job: &Job<'_>) -> Result<Looked> {
        let mut looked = Looked::default();
        for ground in Ground::candidates(picture) {
            job.step(1, 3)?;
            let found = Found::of(ground, picture);
            let border = found.region.share_of_border();
            if found.is_believable() {
                let before = looked.believed.as_ref().map(|before| before.region.share_of_border());
                if before.is_none_or(|before| border > before + MUCH_MORE) {
                    looked.believed = Some(found);
                }
            } else {
                looked.not_all_there |= found.share() >= *GROUND_SHARE.start();
                looked.first = looked.first.or(Some(found));
            }
            // A richer ground would only take the figure too.
            if border >= ALL_ROUND {
                break;
            }
        }
        Ok(looked)
    }
}

/// A ground, and where it was found to lie.
struct Found {
    ground: Ground,
    /// Where the figure encloses what is surely ground.
    pockets: Vec<usize>,
    region: Region,
    rim: Vec<usize>,
    /// Share of the rim that is a clear step in colour.
    clear: f32,
    /// Whether the figure's edge has gaps that the flood could have run in by.
    has_gaps: bool,
}

impl Found {
    fn of(ground: Ground, picture: &Picture) -> Found {
        let mut flood = Flood::of(&ground.strays, ground.usual_tolerance());
        let enclosed = if ground.may_be_enclosed() { flood.enclosed() } else { Vec::new() };
        let pockets = enclosed.into_iter().filter(|pocket| ground.is_surely_in(pocket, picture));
        let pockets: Vec<usize> = pockets.flatten().collect();
        flood.rise_at(pockets.clone());
        let mut region = settled(&flood, &ground);
        let leaks = if ground.is_plain() { flood.leaks(&region) } else { Vec::new() };
        region.give_up(&leaks);
        let found = Found::in_region(ground, pockets, region);
        Found { has_gaps: !leaks.is_empty(), ..found }
    }

    fn in_region(ground: Ground, pockets: Vec<usize>, region: Region) -> Found {
        let rim = region.rim();
        let clear = clear_share(&region, &rim, &ground.strays);
        Found { ground, pockets, region, rim, clear, has_gaps: false }
    }

    /// The same ground with a tolerance from 0 to 1. Which pockets are ground does not depend on it, or more
    /// of it might remove less.
    fn with_tolerance(self, tolerance: f32) -> Found {
        let reach = distance_for(tolerance, self.ground.usual_tolerance());
        let mut flood = Flood::of(&self.ground.strays, reach);
        flood.rise_at(self.pockets.clone());
        let region = settled(&flood, &self.ground);
        Found::in_region(self.ground, self.pockets, region)
    }

    fn share(&self) -> f32 {
        self.region.count() as f32 / self.region.size() as f32
    }

    fn is_believable(&self) -> bool {
        GROUND_SHARE.contains(&self.share())
            && self.clear >= self.ground.least_clear_edge()
            && !leaves_marks_alone(&self.region)
    }

    fn cut(self, picture: &Picture) -> CutOut {
        CutOut {
            background_removed: !self.rim.is_empty(),
            ground_unsure: self.clear < SURE_EDGE || self.has_gaps,
            picture: without(picture, &self.region, self.rim, &self.ground),
        }
    }
}

fn settled(flood: &Flood<'_>, ground: &Ground) -> Region {
    let mut region = flood.region();
    if ground.has_dust() && region.count() > 0 {
        let (width, height) = ground.strays.size();
        let across = width.max(height) / DUST_SHARE;
        region.take_in_dust(across * across);
    }
    region
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

fn without(picture: &Picture, region: &Region, rim: Vec<usize>, ground: &Ground) -> Picture {
    let (width, height) = (picture.width(), picture.height());
    let mut rgba = picture.rgba().to_vec();
    let calm = ground.calm.as_ref().unwrap_or(picture).rgba().as_chunks().0;
    let known = |at: usize| ground.colour(at % width as usize, at / width as usize);
    let edge = soft_edge(calm, region, rim, &ground.strays, known);
    let (pixels, _) = rgba.as_chunks_mut::<4>();
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
        for (tolerance, distance) in [(0.0, 0.0), (0.5, 0.012), (1.0, 1.0)] {
            assert!((distance_for(tolerance, 0.012) - distance).abs() < 1e-6, "{tolerance}");
        }
        let steps: Vec<f32> = (0..=20_u8).map(|step| distance_for(f32::from(step) / 20.0, 0.02)).collect();
        assert!(steps.is_sorted());
    }
}
