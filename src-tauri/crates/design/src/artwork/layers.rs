//! Layered files: what they hold, and what each layer is used for.

use super::{Picture, decode};
use crate::project::LayerRole;
use crate::{Error, ErrorCode, Result};

/// A layer of a layered file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// Its id within the file: stays the same as long as the file does.
    pub id: String,
    /// What the artist called it.
    pub name: String,
    /// What it is used for unless the person says otherwise.
    pub role: LayerRole,
}

/// The layers of a file, the lowest first; none when its kind has none.
///
/// # Errors
/// `Artwork` or `TooLarge`, with a remedy.
pub fn layers(bytes: &[u8]) -> Result<Vec<Layer>> {
    decode(bytes).map(|_| Vec::new())
}

/// One layer alone, on the whole picture's rectangle.
///
/// # Errors
/// `NotFound` when the file has no such layer; `Artwork` or `TooLarge`, with a remedy.
pub fn layer(bytes: &[u8], id: &str) -> Result<Picture> {
    decode(bytes)?;
    Err(Error::new(ErrorCode::NotFound, format!("the file has no layer \"{id}\""), "Import the file again."))
}
