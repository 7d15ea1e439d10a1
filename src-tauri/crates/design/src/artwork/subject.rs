//! What stands on the ground: the picture without its ground, and its edge.

use std::sync::Arc;

use serde::Serialize;

use super::faces;
use crate::artwork::{CutOut, Picture, cut_out, decode};
use crate::contour::contours;
use crate::id::BlobHash;
use crate::project::{Artwork, Back, Background, Charm, Text};
use crate::{Error, ErrorCode, Job, Result, lettering};

/// Alpha from which a pixel belongs to the subject: the middle, where a smooth edge is neither in nor out.
const EDGE_ALPHA: f32 = 127.5;

/// What a charm's pictures follow from: a subject is made again when one of these changes, and only then.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Depiction {
    /// What the front shows.
    pub artwork: Artwork,
    /// What the back shows.
    pub back: Back,
    /// The words on it.
    pub texts: Vec<Text>,
    /// In which language.
    pub language: Option<String>,
}

impl Depiction {
    /// What that charm's pictures follow from.
    #[must_use]
    pub fn of(charm: &Charm) -> Self {
        let Charm { artwork, back, texts, language, .. } = charm;
        Depiction {
            artwork: artwork.clone(),
            back: back.clone(),
            texts: texts.clone(),
            language: language.clone(),
        }
    }

    /// Artwork alone, as Dangle would use it.
    #[must_use]
    pub fn plain(blob: BlobHash) -> Self {
        Depiction { artwork: Artwork::new(blob), back: Back::Plain, texts: Vec::new(), language: None }
    }
}

/// Reads an imported file.
pub type Blobs<'a> = dyn Fn(&BlobHash) -> Result<Vec<u8>> + 'a;

/// What stands on the ground: the picture without its ground, and its edge as rings in pixels.
///
/// Made once per depiction; every slider drag derives a [`crate::shape::CharmShape`] from it.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The picture with its ground removed, words and all.
    pub picture: Arc<Picture>,
    /// Whether a ground was removed.
    pub background_removed: bool,
    /// Whether the figure's edge is missing somewhere, such as white on white: the brush should help.
    pub ground_unsure: bool,
    /// The subject's edge in pixels of the picture, pixel corners at whole numbers: outer rings run
    /// clockwise on the screen (y down), holes the other way.
    pub rings: Vec<Vec<[f32; 2]>>,
    /// The artwork's own rectangle within the picture, in pixels: x, y, width, height. Words may reach
    /// beyond it, and [`crate::project::Spot`]s are shares of it.
    pub artwork: [f64; 4],
    /// Pixels of the picture to one of the artwork's own: artwork with few is enlarged under words.
    pub density: f64,
    /// Letters of the words that no font has, which are left out.
    pub missing_letters: String,
    /// For each of the charm's texts how high its lowest letters are, in ems; `None` where it shows none.
    /// Empty where there are no words at all.
    pub letter_heights: Vec<Option<f64>>,
    /// What the back shows, as seen from the front (mirrored), on the picture's rectangle.
    pub back: Option<Arc<Picture>>,
    /// The edge of what the back shows, as [`Subject::rings`].
    pub back_rings: Vec<Vec<[f32; 2]>>,
    /// Where the file itself says that white ink lies: where it is opaque. On the picture's rectangle.
    pub white: Option<Arc<Picture>>,
    /// The edge of that white, as [`Subject::rings`].
    pub white_rings: Vec<Vec<[f32; 2]>>,
    /// Where the file itself says that the cut line is, as [`Subject::rings`].
    pub cut: Option<Vec<Vec<[f32; 2]>>>,
}

impl Subject {
    /// Reads, cuts out, letters and traces everything that a charm shows.
    ///
    /// # Errors
    /// `Artwork`, `TooLarge` or `NothingVisible`, each with a remedy; `Cancelled` when the job is stopped;
    /// what `blobs` says.
    pub fn of(depiction: &Depiction, blobs: &Blobs<'_>, job: &Job<'_>) -> Result<Subject> {
        let bare = Subject::unlettered(depiction, blobs, job)?;
        lettering::lettered(bare, &depiction.texts, depiction.language.as_deref(), blobs)
    }

    /// The same without its words, for those who letter it more than once.
    ///
    /// # Errors
    /// As [`Subject::of`].
    pub fn unlettered(depiction: &Depiction, blobs: &Blobs<'_>, job: &Job<'_>) -> Result<Subject> {
        job.step(0, 3)?;
        let bytes = blobs(&depiction.artwork.blob)?;
        let (front, others) = faces::read(&bytes, &depiction.artwork)?;
        drop(bytes);
        let subject = Subject::from_picture(front, &depiction.artwork, job)?;
        faces::with_others(subject, others, depiction, blobs, job)
    }

    /// Decodes `bytes` within our limits, removes a ground and traces the edge.
    ///
    /// # Errors
    /// As [`Subject::of`].
    pub fn from_bytes(bytes: &[u8], background: Background, job: &Job<'_>) -> Result<Subject> {
        job.step(0, 3)?;
        let artwork = Artwork { background, ..Artwork::new(BlobHash::of(bytes)) };
        Subject::from_picture(decode(bytes)?, &artwork, job)
    }

    /// The same for a picture decoded already, treated as `artwork` asks for it.
    ///
    /// # Errors
    /// `NothingVisible` with a remedy; `Cancelled` when the job is stopped.
    pub fn from_picture(picture: Picture, artwork: &Artwork, job: &Job<'_>) -> Result<Subject> {
        job.step(1, 3)?;
        let CutOut { picture, background_removed, ground_unsure } = cut_out(picture, artwork, job)?;
        job.step(2, 3)?;
        let rings = trace(&picture)?;
        job.step(3, 3)?;
        let subject = Subject::traced(picture, rings);
        Ok(Subject { background_removed, ground_unsure, ..subject })
    }

    /// A picture with its edge, and nothing else.
    #[must_use]
    pub fn traced(picture: Picture, rings: Vec<Vec<[f32; 2]>>) -> Subject {
        let artwork = [0.0, 0.0, f64::from(picture.width()), f64::from(picture.height())];
        let picture = Arc::new(picture);
        Subject {
            picture,
            background_removed: false,
            ground_unsure: false,
            rings,
            artwork,
            density: 1.0,
            missing_letters: String::new(),
            letter_heights: Vec::new(),
            back: None,
            back_rings: Vec::new(),
            white: None,
            white_rings: Vec::new(),
            cut: None,
        }
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
