//! The pictures of a folder.

use std::path::{Path, PathBuf};

use dangle_design::artwork::named_like_artwork;
use dangle_design::{Error, ErrorCode, Result};

use crate::error::While;

/// Most pictures taken from one folder: a whole disk dropped by accident should not fill the tray.
pub const MOST_PICTURES: usize = 200;

/// What a folder holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// Its pictures, by name; at most [`MOST_PICTURES`].
    pub pictures: Vec<PathBuf>,
    /// How many other things lie in it: files of other kinds, folders, and pictures beyond the limit. Hidden
    /// files count for nothing.
    pub others: usize,
}

impl Folder {
    /// Lists the pictures that lie in a folder; folders within it are not looked into.
    ///
    /// # Errors
    /// [`ErrorCode::File`] when it cannot be read.
    pub fn list(folder: &Path) -> Result<Folder> {
        let list = || -> std::io::Result<Vec<PathBuf>> {
            std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect()
        };
        let mut paths = list().doing("reading the folder").map_err(|error| error.about(folder.display()))?;
        paths.retain(|path| !is_hidden(path));
        paths.sort();
        let all = paths.len();
        paths.retain(|path| named_like_artwork(path) && path.is_file());
        paths.truncate(MOST_PICTURES);
        Ok(Folder { others: all - paths.len(), pictures: paths })
    }

    /// What there is to say about what was left out, if anything was: that all was, as an error.
    #[must_use]
    pub fn left_out(&self, name: &str) -> Option<Error> {
        let Folder { pictures, others } = self;
        if pictures.is_empty() {
            let message = format!("{name}: there is no picture in this folder");
            return Some(Error::new(
                ErrorCode::NotFound,
                message,
                "Choose a folder with pictures right in it.",
            ));
        }
        (*others > 0).then(|| {
            let message = format!("{name}: {} pictures are taken, {others} other things left out", pictures.len());
            let hint = format!(
                "Pictures right in the folder are taken, {MOST_PICTURES} at most; folders in it are not opened."
            );
            Error::new(ErrorCode::Input, message, hint)
        })
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}
