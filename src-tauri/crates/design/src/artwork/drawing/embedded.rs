//! Pictures inside a drawing: embedded ones within limits, linked ones never.

use std::io::Cursor;
use std::sync::{Arc, Mutex, PoisonError};

use image::{ImageFormat, ImageReader};
use resvg::usvg::{ImageHrefResolver, ImageKind};

use super::super::refused;
use crate::{Error, ErrorCode, Result};

/// Most pixels of one embedded picture: 4,096², 64 MB while it is painted.
const MAX_PIXELS: u64 = 1 << 24;

/// The pictures a drawing refers to, and the first complaint about one.
///
/// The parser drops a picture it is not given, and the artwork would silently miss a part: so a picture we
/// do not give refuses the whole drawing, with a remedy.
#[derive(Default)]
pub(super) struct Pictures {
    complaint: Mutex<Option<Error>>,
}

impl Pictures {
    /// A resolver that hands the parser embedded pixels and nothing else.
    pub(super) fn resolver(&self) -> ImageHrefResolver<'_> {
        ImageHrefResolver {
            resolve_data: Box::new(|_, data, _| self.note(embedded(&data))),
            resolve_string: Box::new(|link, _| self.note(Err(linked(link)))),
        }
    }

    /// The first complaint, if there was one.
    pub(super) fn verdict(self) -> Result<()> {
        self.complaint.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
    }

    fn note(&self, picture: Result<ImageKind>) -> Option<ImageKind> {
        match picture {
            Ok(picture) => Some(picture),
            Err(error) => {
                let mut complaint = self.complaint.lock().unwrap_or_else(PoisonError::into_inner);
                complaint.get_or_insert(error);
                None
            }
        }
    }
}

/// The picture, told by its content, if it is PNG, JPEG or WebP within [`MAX_PIXELS`].
fn embedded(data: &Arc<Vec<u8>>) -> Result<ImageKind> {
    let reader = ImageReader::new(Cursor::new(data.as_slice())).with_guessed_format();
    let reader = reader.map_err(|_| foreign())?;
    let kind = match reader.format() {
        Some(ImageFormat::Png) => ImageKind::PNG,
        Some(ImageFormat::Jpeg) => ImageKind::JPEG,
        Some(ImageFormat::WebP) => ImageKind::WEBP,
        _ => return Err(foreign()),
    };
    let (width, height) = reader.into_dimensions().map_err(|error| {
        refused(
            format!("A picture embedded in the drawing is damaged: {error}"),
            "Embed the picture again, or export the artwork as PNG.",
        )
    })?;
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Error::new(
            ErrorCode::TooLarge,
            format!("A picture embedded in the drawing is {width} × {height} pixels"),
            "Embed it at 4,096 pixels or fewer on the longest side, or export the artwork as PNG.",
        ));
    }
    Ok(kind(Arc::clone(data)))
}

fn foreign() -> Error {
    refused(
        "The drawing embeds a picture that is not PNG, JPEG or WebP",
        "Embed it as PNG; place drawings as shapes, not as pictures.",
    )
}

fn linked(link: &str) -> Error {
    let shown: String = link.chars().take(80).collect();
    refused(
        format!("The drawing links to a picture outside itself: \"{shown}\""),
        "Embed the picture in the drawing (\"Embed images\"), or export the artwork as PNG.",
    )
}
