//! What stands on the ground: the picture without its ground, and its edge.

use std::sync::Arc;

use crate::artwork::Picture;
use crate::project::Background;
use crate::{Job, Result};

/// What stands on the ground: the picture without its ground, and its edge as rings in pixels.
///
/// Made once per artwork; every slider drag derives a [`crate::shape::CharmShape`] from it.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The picture with its ground removed.
    pub picture: Arc<Picture>,
    /// Whether a flat ground was removed.
    pub background_removed: bool,
    /// The subject's edge in pixels of the picture, pixel corners at whole numbers: outer rings run
    /// clockwise on the screen (y down), holes the other way.
    pub rings: Vec<Vec<[f32; 2]>>,
}

impl Subject {
    /// Decodes `bytes` within our limits, removes a flat ground and traces the edge.
    ///
    /// # Errors
    /// `Artwork`, `TooLarge` or `NothingVisible`, each with a remedy.
    pub fn from_bytes(bytes: &[u8], background: Background, job: &Job<'_>) -> Result<Subject> {
        let _ = (bytes, background, job);
        todo!("artwork")
    }
}
