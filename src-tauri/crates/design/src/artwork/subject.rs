//! What stands on the ground: the picture without its ground, and its edge.

use std::sync::Arc;

use crate::artwork::{Picture, cut_out, decode};
use crate::contour::contours;
use crate::project::Background;
use crate::{Error, ErrorCode, Job, Result};

/// Alpha from which a pixel belongs to the subject: the middle, where a smooth edge is neither in nor out.
const EDGE_ALPHA: f32 = 127.5;

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
    /// `Artwork`, `TooLarge` or `NothingVisible`, each with a remedy; `Cancelled` when the job is stopped.
    pub fn from_bytes(bytes: &[u8], background: Background, job: &Job<'_>) -> Result<Subject> {
        job.step(0, 3)?;
        Subject::from_picture(decode(bytes)?, background, job)
    }

    /// The same for a picture decoded already.
    ///
    /// # Errors
    /// `NothingVisible` with a remedy; `Cancelled` when the job is stopped.
    pub fn from_picture(picture: Picture, background: Background, job: &Job<'_>) -> Result<Subject> {
        job.step(1, 3)?;
        let cut = cut_out(picture, background, job)?;
        job.step(2, 3)?;
        let rings = trace(&cut.picture)?;
        job.step(3, 3)?;
        Ok(Subject { picture: Arc::new(cut.picture), background_removed: cut.background_removed, rings })
    }
}

/// The edge of what is visible in the picture, as [`Subject::rings`].
///
/// # Errors
/// `NothingVisible` when no pixel is at least half opaque.
pub fn trace(picture: &Picture) -> Result<Vec<Vec<[f32; 2]>>> {
    let alpha: Vec<u8> = picture.rgba().iter().skip(3).step_by(4).copied().collect();
    let rings = contours(&alpha, picture.width() as usize, picture.height() as usize, EDGE_ALPHA, 0.0);
    if rings.is_empty() {
        let strongest = alpha.iter().max().copied().unwrap_or(0);
        return Err(nothing_visible(strongest));
    }
    Ok(rings)
}

fn nothing_visible(strongest: u8) -> Error {
    let message = if strongest == 0 {
        "The picture is fully transparent".to_owned()
    } else {
        let percent = u32::from(strongest) * 100 / 255;
        format!("The picture is almost transparent ({percent} % at its strongest, at least 50 needed)")
    };
    let hint = "Switch on the layer with the artwork, raise its opacity, and export it again.";
    Error::new(ErrorCode::NothingVisible, message, hint)
}
