//! The person's own photos of what charms hang on: kept, and shown.

use dangle_design::Result;
use dangle_design::artwork::{self, Picture};
use dangle_design::id::BlobHash;

use super::project::check_import_size;
use super::{Promise, Workbench};
use crate::view::PhotoView;

impl Workbench {
    /// Keeps a photo for an edit to come. A file that is no picture is refused before anything is kept.
    ///
    /// # Errors
    /// `TooLarge` or `Artwork`, each with a remedy.
    pub fn keep_photo(&self, file_name: &str, bytes: &[u8]) -> Result<PhotoView> {
        check_import_size(bytes.len())?;
        let picture = artwork::decode(bytes).map_err(|error| error.about(file_name))?;
        self.view_of_photo(self.keeping.store().put_blob(bytes)?, &picture)
    }

    /// A photo that is kept.
    ///
    /// # Errors
    /// Those of the store; `Artwork` when its file is broken.
    pub fn photo_view(&self, blob: &BlobHash) -> Result<PhotoView> {
        self.view_of_photo(*blob, &self.photo(blob)?)
    }

    /// A kept photo's pixels, upright, at most as large as Dangle works with.
    pub(super) fn photo(&self, blob: &BlobHash) -> Result<Picture> {
        artwork::decode(&self.keeping.store().blob(blob)?)
    }

    fn view_of_photo(&self, blob: BlobHash, picture: &Picture) -> Result<PhotoView> {
        Ok(PhotoView {
            size_px: [picture.width(), picture.height()],
            picture: self.pictures.promise(Promise::Photo { blob })?,
            blob,
        })
    }
}
