//! The charm as it would come out.

use dangle_design::Result;
use dangle_design::artwork::Picture;
use dangle_design::units::Rgb;
use kurbo::Vec2;

use super::Moves;
use super::areas::{Stack, shifted};
use crate::coverage;
use crate::plates::Plates;

/// How much of what is cut away still shows: enough to see what was lost.
const CUT_AWAY: f64 = 0.22;
/// The cut line's width in pixels, and its colour.
const LINE: f64 = 1.2;
const LINE_COLOUR: [u8; 3] = [40, 44, 52];

/// Clear film as the page shows it: a pale grey, so that white ink is seen as white.
const FILM: [u8; 3] = [0xd8, 0xd5, 0xd0];

/// White and colour on the body, seen from the front, over the plates' grid.
pub(super) fn picture(plates: &Plates, stack: &Stack, body: Rgb, moves: Moves, by: Vec2) -> Result<Picture> {
    let [art_by, white_by] = Stack::shifts(moves, by);
    let colours = plates.press.proof(&plates.solid)?;
    let channel = |pick: &dyn Fn(usize) -> u8| -> Vec<u8> {
        // Colour times alpha, so that the unseen colour of transparent pixels does not show at edges.
        let plate: Vec<u8> = (0..colours.len()).map(|at| coverage::times(pick(at), stack.art[at])).collect();
        shifted(&plate, &plates.grid, art_by)
    };
    let inks: [Vec<u8>; 3] = std::array::from_fn(|i| channel(&|at| colours[at][i]));
    let art = shifted(&stack.art, &plates.grid, art_by);
    let white = stack.white.as_ref().map(|white| shifted(white, &plates.grid, white_by));
    let line = plates.lines().flatten().collect::<kurbo::BezPath>();
    let line = coverage::stroke(
        &(coverage::to_pixels(&plates.grid) * line),
        LINE,
        plates.grid.width,
        plates.grid.height,
    );
    let pixel = |at: usize| {
        let white = white.as_ref().map_or(0.0, |white| f64::from(white[at]) / 255.0);
        let (art, body_here) = (f64::from(art[at]) / 255.0, f64::from(stack.body[at]) / 255.0);
        let shown = |i: usize| {
            let below = 255.0 * white + f64::from(body.0[i].min(FILM[i])) * (1.0 - white);
            // Inks are clear: they take from the light that what lies below sends back.
            let through = below * (1.0 - art) + f64::from(inks[i][at]) * below / 255.0;
            let lined = f64::from(line[at]) / 255.0;
            (through * (1.0 - lined) + f64::from(LINE_COLOUR[i]) * lined).clamp(0.0, 255.0).round() as u8
        };
        let away = CUT_AWAY * white.max(art);
        let opacity = body_here + (1.0 - body_here) * away;
        let opacity = opacity.max(f64::from(line[at]) / 255.0);
        [shown(0), shown(1), shown(2), (opacity * 255.0).round() as u8]
    };
    let rgba = (0..colours.len()).flat_map(pixel).collect();
    Ok(Picture::new(plates.grid.width as u32, plates.grid.height as u32, rgba))
}
