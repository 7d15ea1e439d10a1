//! Layered files: Photoshop documents, `OpenRaster` and Krita archives.
//!
//! A file is opened by reading what it says of its layers; their pixels are decoded one layer at a time, and
//! each is reduced to the working size before the next, so that a hundred layers take no more than two.

mod archive;
mod blend;
mod compose;
mod psd;
mod roles;

use image::RgbaImage;

use self::archive::Archive;
use self::blend::Blend;
use self::psd::Document;
use super::{Picture, colour, limits, reduce};
use crate::project::LayerRole;
use crate::{Error, ErrorCode, Result};

/// Most layers of one file.
const MAX_LAYERS: usize = 1000;

/// Most pixels decoded to put layers together: sixteen full layers of the largest picture.
const MAX_LAYER_PIXELS: u64 = 16 * limits::MAX_PIXELS;

/// Which kinds of layered file there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A Photoshop document.
    Photoshop,
    /// An archive: `OpenRaster` or Krita.
    Archive,
}

/// What a file says of one of its layers.
#[derive(Clone, Debug)]
pub(super) struct Record {
    /// What the artist called it.
    pub(super) name: String,
    /// What its name, or that of a group it is in, says it is for.
    pub(super) named: Option<LayerRole>,
    /// Whether it and every group it is in are shown.
    shown: bool,
    /// How opaque it is, with the groups it is in: 0 to 1.
    opacity: f32,
    /// How it mixes with what lies below; `None` for a way we do not know.
    blend: Option<Blend>,
    /// Whether it is seen only where the layer below is.
    clipped: bool,
    /// Whether its pixels are all there is to it: no effects, no adjustments.
    plain: bool,
    /// Its pixels.
    area: u64,
}

impl Record {
    /// What it is used for unless the person says otherwise.
    pub(super) fn role(&self) -> LayerRole {
        let shown = if self.shown { LayerRole::Front } else { LayerRole::Hidden };
        self.named.unwrap_or(shown)
    }
}

/// A layered file, opened.
pub(super) struct Stack<'a> {
    /// Its layers, the lowest first.
    pub(super) records: Vec<Record>,
    source: Source<'a>,
}

enum Source<'a> {
    Photoshop(Document<'a>),
    Archive(Archive<'a>),
}

impl<'a> Stack<'a> {
    /// Reads what a file says of its layers.
    pub(super) fn open(bytes: &'a [u8], kind: Kind) -> Result<Self> {
        let (records, source) = match kind {
            Kind::Photoshop => {
                let document = Document::open(bytes)?;
                (document.records(), Source::Photoshop(document))
            }
            Kind::Archive => {
                let archive = Archive::open(bytes)?;
                (archive.records(), Source::Archive(archive))
            }
        };
        if records.len() > MAX_LAYERS {
            return Err(too_many(&format!("{} layers", records.len())));
        }
        Ok(Stack { records, source })
    }

    /// The picture as the artist saw it.
    pub(super) fn whole(&self) -> Result<Picture> {
        let shown: Vec<usize> = (0..self.records.len()).filter(|&at| self.records[at].shown).collect();
        self.together(&shown)
    }

    /// These layers put together, in their order; as the file itself has them where they are all it shows.
    pub(super) fn together(&self, chosen: &[usize]) -> Result<Picture> {
        let as_shown =
            self.records.iter().enumerate().all(|(at, record)| record.shown == chosen.contains(&at));
        let composed = matches!(self.source, Source::Photoshop(_))
            && !chosen.is_empty()
            && chosen.iter().all(|&at| self.records[at].plain && self.records[at].blend.is_some());
        if as_shown && !composed {
            return self.as_saved();
        }
        let area: u64 = chosen.iter().map(|&at| self.records[at].area).sum();
        if area > MAX_LAYER_PIXELS {
            return Err(too_many("so many large layers"));
        }
        compose::together(&self.records, chosen, |at| self.pixels(at)).map(|pixels| self.finished(pixels))
    }

    /// One layer alone, on the whole picture's rectangle.
    pub(super) fn layer(&self, at: usize) -> Result<Picture> {
        self.pixels(at).map(|pixels| self.finished(pixels))
    }

    /// What the file keeps for programs that know no layers.
    fn as_saved(&self) -> Result<Picture> {
        match &self.source {
            Source::Photoshop(document) => {
                let merged = document.merged()?;
                Ok(self.finished(reduce::to_working_size(merged)))
            }
            Source::Archive(archive) => archive.merged(),
        }
    }

    /// A layer's pixels on the whole picture's rectangle, at the working size.
    fn pixels(&self, at: usize) -> Result<RgbaImage> {
        let pixels = match &self.source {
            Source::Photoshop(document) => document.layer(at)?,
            Source::Archive(archive) => archive.layer(at)?,
        };
        Ok(reduce::to_working_size(pixels))
    }

    fn finished(&self, mut pixels: RgbaImage) -> Picture {
        if let Source::Photoshop(document) = &self.source
            && let Some(profile) = document.profile()
        {
            colour::to_srgb(&mut pixels, profile);
        }
        Picture::new(pixels.width(), pixels.height(), pixels.into_raw())
    }
}

fn too_many(what: &str) -> Error {
    Error::new(
        ErrorCode::TooLarge,
        format!("The file has too much to put together: {what}"),
        "Merge layers in the paint program, or export the artwork as PNG.",
    )
}
