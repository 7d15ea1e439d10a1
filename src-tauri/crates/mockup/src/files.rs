//! Where the files of carriers and hardware come from.

use std::borrow::Cow;

use dangle_design::{Error, ErrorCode, Result};
use rust_embed::Embed;
use serde::de::DeserializeOwned;

/// The pictures of carriers: the studio that renders them is another program, under another licence.
#[derive(Embed)]
#[folder = "../../../assets/carriers"]
#[include = "*/*.toml"]
#[include = "*/*.webp"]
#[include = "*/*.png"]
#[include = "*/*.jpg"]
#[exclude = "studio/*"]
struct Carriers;

#[derive(Embed)]
#[folder = "../../../assets/hardware"]
#[include = "*.toml"]
#[include = "*.webp"]
#[include = "*.png"]
struct Hardware;

/// A folder of carriers and hardware, laid out like `assets`: `carriers/<id>/carrier.toml` and its
/// pictures, `hardware/hardware.toml` and its pictures.
pub trait Files: Send + Sync {
    /// The bytes of the file at `path`, parts joined by `/`.
    fn read(&self, path: &str) -> Option<Cow<'static, [u8]>>;
    /// The paths of all files.
    fn paths(&self) -> Vec<String>;
}

/// The files that are part of the program.
#[derive(Clone, Copy, Debug, Default)]
pub struct Embedded;

impl Files for Embedded {
    fn read(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        let file = match path.split_once('/')? {
            ("carriers", rest) => Carriers::get(rest),
            ("hardware", rest) => Hardware::get(rest),
            _ => None,
        };
        file.map(|file| file.data)
    }

    fn paths(&self) -> Vec<String> {
        let carriers = Carriers::iter().map(|path| format!("carriers/{path}"));
        carriers.chain(Hardware::iter().map(|path| format!("hardware/{path}"))).collect()
    }
}

/// The manifest at `path`, if there is such a file.
pub(crate) fn read_manifest<T: DeserializeOwned>(files: &dyn Files, path: &str) -> Result<Option<T>> {
    let Some(bytes) = files.read(path) else { return Ok(None) };
    let text = std::str::from_utf8(&bytes).map_err(|error| damaged(path, &error.to_string()))?;
    toml::from_str(text).map(Some).map_err(|error| damaged(path, &error.to_string()))
}

/// The file at `path`, which a manifest names.
pub(crate) fn read_named(files: &dyn Files, path: &str) -> Result<Cow<'static, [u8]>> {
    files.read(path).ok_or_else(|| damaged(path, "the manifest names it, but it is not there"))
}

/// A file of ours that cannot be used.
pub(crate) fn damaged(path: &str, what: &str) -> Error {
    let hint = "Install Dangle again; if you added this carrier or hardware yourself, correct the file.";
    Error::new(ErrorCode::Store, format!("{path}: {what}"), hint)
}

/// A thing that was asked for by name and is not there; the hint lists those that are.
pub(crate) fn unknown<T: ToString>(
    kind: &str,
    id: impl std::fmt::Display,
    known: impl IntoIterator<Item = T>,
) -> Error {
    let known: Vec<String> = known.into_iter().map(|id| id.to_string()).collect();
    Error::new(
        ErrorCode::NotFound,
        format!("there is no {kind} \"{id}\""),
        format!("Choose one of: {}.", known.join(", ")),
    )
}
