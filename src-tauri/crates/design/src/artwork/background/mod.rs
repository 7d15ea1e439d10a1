//! Cutting out: the picture without its ground.

mod brush;
mod calm;
mod edge;
mod flood;
mod frame;
mod ground;
mod leaks;
mod marks;
mod palette;
mod parts;
mod period;
mod polynomial;
mod region;
mod removal;
mod smooth;
mod specks;
mod strays;
mod tiled;

use crate::artwork::Picture;
use crate::oklab;
use crate::project::{Artwork, Background};
use crate::{Error, ErrorCode, Job, Result};

/// A picture without its ground.
#[derive(Clone, Debug)]
pub struct CutOut {
    /// The picture; see-through where its ground was.
    pub picture: Picture,
    /// Whether a ground was removed.
    pub background_removed: bool,
    /// Whether the figure's edge is missing somewhere, such as white on white: the person should look, and
    /// help with the brush.
    pub ground_unsure: bool,
}

/// Share of the border that must be see-through for the art to count as cut out already: the corners of an
/// app's rounded icon are a tenth, a stray pixel of a careless eraser is nothing.
const SEE_THROUGH_BORDER: f32 = 0.02;

/// Alpha up to which a pixel counts as see-through.
const SEE_THROUGH: u8 = 8;

/// Takes the ground away as `artwork` asks for it, then does what the brush did, then leaves out specks.
///
/// Art whose border is see-through is taken as it is. A ground is one colour, one that changes gently, a
/// pattern that repeats or a texture of some colours, round most of the border. What the figure encloses goes
/// only when it is surely ground: between arm and body on a pattern or a rare colour, and never the white of an
/// eye. A photograph without such a ground is kept whole. A picture that loses its ground loses its drawing,
/// which still has it.
///
/// # Errors
/// `NothingVisible` when nothing of the picture is left; `Cancelled` when the job is stopped.
pub fn cut_out(picture: Picture, artwork: &Artwork, job: &Job<'_>) -> Result<CutOut> {
    let original = if artwork.strokes.is_empty() { Vec::new() } else { picture.rgba().to_vec() };
    let was_visible = is_visible(&picture);
    let mut cut = without_ground(picture, artwork.background, job)?;
    cut.picture = brush::brushed(cut.picture, &original, &artwork.strokes);
    cut.picture = specks::without_specks(cut.picture, artwork.least_speck);
    if was_visible && !is_visible(&cut.picture) {
        return Err(nothing_left());
    }
    Ok(cut)
}

fn without_ground(picture: Picture, background: Background, job: &Job<'_>) -> Result<CutOut> {
    let kept = |picture| Ok(CutOut { picture, background_removed: false, ground_unsure: false });
    match background {
        Background::Keep => kept(picture),
        Background::Auto | Background::Remove { .. } if is_cut_out_already(&picture) => kept(picture),
        Background::Auto => removal::believed(picture, job),
        Background::Remove { tolerance } => removal::asked_for(&picture, tolerance as f32, job),
    }
}

fn is_cut_out_already(picture: &Picture) -> bool {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let rows = (0..width).flat_map(|x| [x, (height - 1) * width + x]);
    let columns = (0..height).flat_map(|y| [y * width, y * width + width - 1]);
    let see_through = rows.chain(columns).filter(|pixel| picture.rgba()[pixel * 4 + 3] <= SEE_THROUGH);
    see_through.count() as f32 >= SEE_THROUGH_BORDER * 2.0 * (width + height) as f32
}

/// Whether any pixel is at least half opaque.
fn is_visible(picture: &Picture) -> bool {
    picture.rgba().as_chunks::<4>().0.iter().any(|pixel| pixel[3] >= 128)
}

fn nothing_left() -> Error {
    Error::new(
        ErrorCode::NothingVisible,
        "Nothing of the picture is left: all of it was removed as ground or with the brush",
        "Lower the tolerance, keep the ground, or bring the subject back with the brush.",
    )
}
