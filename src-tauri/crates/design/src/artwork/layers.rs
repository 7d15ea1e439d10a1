//! Layers as the person sees them: what a file holds, and what each layer is used for.

use super::contained::contained;
use super::decode::{Content, content};
use super::layered::{Record, Stack};
use super::{Picture, limits};
use crate::project::{LayerRole, LayerUse};
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
    let layer = |(at, record): (usize, &Record)| Layer {
        id: at.to_string(),
        name: record.name.clone(),
        role: record.role(),
    };
    let found = |stack: &Stack<'_>| Ok(stack.records.iter().enumerate().map(layer).collect());
    with_stack(bytes, found).map(Option::unwrap_or_default)
}

/// One layer alone, on the whole picture's rectangle.
///
/// # Errors
/// `NotFound` when the file has no such layer; `Artwork` or `TooLarge`, with a remedy.
pub fn layer(bytes: &[u8], id: &str) -> Result<Picture> {
    let missing = || {
        Error::new(ErrorCode::NotFound, format!("the file has no layer \"{id}\""), "Import the file again.")
    };
    let found = |stack: &Stack<'_>| {
        let at = id.parse().ok().filter(|at| *at < stack.records.len()).ok_or_else(missing)?;
        stack.layer(at)
    };
    with_stack(bytes, found)?.ok_or_else(missing)
}

/// The pictures that a file holds, by what they are used for, all on one rectangle.
#[derive(Clone, Debug)]
pub(super) struct Sheets {
    /// What is printed on the front.
    pub(super) front: Picture,
    /// What is printed on the back, as seen from the front.
    pub(super) back: Option<Picture>,
    /// Where it is opaque, white ink is printed.
    pub(super) white: Option<Picture>,
    /// Its edge is the cut line.
    pub(super) cut: Option<Picture>,
}

/// Decodes a file, its layers used as the person or their names say.
///
/// # Errors
/// Those of [`super::decode()`]; `Artwork` when no layer is left for the front.
pub(super) fn sheets(bytes: &[u8], uses: &[LayerUse]) -> Result<Sheets> {
    let layered = with_stack(bytes, |stack| {
        let role = |at: usize, record: &Record| {
            let said = uses.iter().find(|used| used.layer.parse() == Ok(at));
            said.map_or(record.role(), |used| used.role)
        };
        let used = |wanted: LayerRole| -> Vec<usize> {
            let records = stack.records.iter().enumerate();
            records.filter(|(at, record)| role(*at, record) == wanted).map(|(at, _)| at).collect()
        };
        let sheet = |wanted| {
            let chosen = used(wanted);
            (!chosen.is_empty()).then(|| stack.together(&chosen)).transpose()
        };
        let front = used(LayerRole::Front);
        if front.is_empty() && !stack.records.is_empty() {
            return Err(nothing_in_front());
        }
        Ok(Sheets {
            front: stack.together(&front)?,
            back: sheet(LayerRole::Back)?,
            white: sheet(LayerRole::White)?,
            cut: sheet(LayerRole::Cut)?,
        })
    })?;
    match layered {
        Some(sheets) => Ok(sheets),
        None => Ok(Sheets { front: super::decode(bytes)?, back: None, white: None, cut: None }),
    }
}

/// What `work` makes of a layered file; `None` for a file of another kind.
fn with_stack<T: Send>(bytes: &[u8], work: impl FnOnce(&Stack<'_>) -> Result<T> + Send) -> Result<Option<T>> {
    limits::check_bytes(bytes)?;
    let Content::Layered(kind) = content(bytes) else { return Ok(None) };
    contained(|| work(&Stack::open(bytes, kind)?)).map(Some)
}

fn nothing_in_front() -> Error {
    Error::new(
        ErrorCode::NothingVisible,
        "No layer of the file is used for the front",
        "Choose at least one layer for the front, or show one in the paint program and save the file again.",
    )
}
