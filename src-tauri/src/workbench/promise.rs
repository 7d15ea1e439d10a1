//! Pictures that are made when the window asks for them.

use dangle_design::artwork::Picture;
use dangle_design::id::BlobHash;
use dangle_design::project::Background;
use dangle_design::{Job, Result};
use serde::Serialize;

use super::Workbench;
use crate::pictures::{self, Encoded};
use crate::samples;

/// A picture that can be made at any time, by what determines it.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Promise {
    /// A sample artwork, small.
    Sample {
        /// Which one.
        id: String,
    },
    /// An artwork with its ground removed.
    Artwork {
        /// The file.
        blob: BlobHash,
        /// What happens to its ground.
        background: Background,
    },
}

/// Longer side of a thumbnail: 160 CSS pixels on a screen of twice the resolution.
const THUMBNAIL_PX: u32 = 320;

impl Workbench {
    /// The picture of that key, as the window reads it. `None` when the key was never handed out.
    pub fn picture(&self, key: &str) -> Option<Result<std::sync::Arc<Encoded>>> {
        self.pictures.get(key, |promise| self.make(promise))
    }

    fn make(&self, promise: &Promise) -> Result<Encoded> {
        match promise {
            Promise::Sample { id } => {
                let subject = self.read_artwork(&samples::file(id)?.bytes)?;
                pictures::png(&thumbnail(&subject.picture))
            }
            Promise::Artwork { blob, background } => {
                let subject = self.subject(blob, *background, &Job::silent())?;
                pictures::png(&subject.picture)
            }
        }
    }
}

/// The picture with its longer side at most [`THUMBNAIL_PX`].
fn thumbnail(picture: &Picture) -> Picture {
    let longer = picture.width().max(picture.height());
    if longer <= THUMBNAIL_PX {
        return picture.clone();
    }
    let scaled = |side: u32| (u64::from(side) * u64::from(THUMBNAIL_PX) / u64::from(longer)).max(1) as u32;
    let Some(full) = image::RgbaImage::from_raw(picture.width(), picture.height(), picture.rgba().to_vec())
    else {
        return picture.clone();
    };
    let small = image::imageops::thumbnail(&full, scaled(picture.width()), scaled(picture.height()));
    Picture::new(small.width(), small.height(), small.into_raw())
}
