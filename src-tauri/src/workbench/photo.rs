//! The person's own photos of what charms hang on: kept, shown, and found by the studio.

use std::sync::{Arc, Mutex, PoisonError};

use dangle_design::Result;
use dangle_design::artwork::{self, Picture};
use dangle_design::id::{BlobHash, CarrierId, SceneId, ViewId};
use dangle_design::project::{Photo, Project, Scene};
use dangle_design::units::Rgb;
use dangle_mockup::carrier::{PHOTO_VIEW, photo_picture};
use dangle_store::Store;

use super::mockup::no_such_scene;
use super::project::check_import_size;
use super::{Promise, Workbench};
use crate::cache::Cache;
use crate::pictures::content_key;
use crate::view::PhotoView;

/// Photos remembered with their marks at most: each change of the marks makes one more.
const MOST_PHOTOS_KNOWN: usize = 200;
/// Pictures of photos kept at most, in bytes: some ten.
const MOST_PICTURE_BYTES: usize = 160 << 20;

/// The photos that pictures were promised of, each by the id that follows from its picture and its marks: where a
/// mark moves, the id is another, and so are the pictures.
pub(super) struct PhotoBook {
    store: Arc<Mutex<Store>>,
    known: Cache<CarrierId, Arc<Photo>>,
    pictures: Cache<BlobHash, Picture>,
}

impl PhotoBook {
    /// A book of nothing yet; `store` has the photos' bytes.
    pub(super) fn new(store: Arc<Mutex<Store>>) -> PhotoBook {
        PhotoBook { store, known: Cache::new(MOST_PHOTOS_KNOWN), pictures: Cache::new(MOST_PICTURE_BYTES) }
    }

    /// The id under which the studio finds the photo as it is now. A name changes no picture.
    fn enter(&self, photo: &Photo) -> Result<CarrierId> {
        let nameless = Photo { name: String::new(), ..photo.clone() };
        let id = CarrierId::derived(&[&content_key("photo", &nameless)?]);
        self.known.insert(id.clone(), Arc::new(Photo { id: id.clone(), ..photo.clone() }), 1);
        Ok(id)
    }

    /// What the studio asks: the photo that was entered under that id, with its picture.
    pub(super) fn find(&self, id: &CarrierId) -> Result<Option<(Photo, Picture)>> {
        let Some(photo) = self.known.get(id) else { return Ok(None) };
        let picture = self.picture(&photo.blob).map_err(|error| error.about(&photo.name))?;
        Ok(Some((Photo::clone(&photo), picture)))
    }

    /// A kept photo's pixels, upright, as large as charms hang on it.
    fn picture(&self, blob: &BlobHash) -> Result<Picture> {
        if let Some(picture) = self.pictures.get(blob) {
            return Ok(picture);
        }
        // The store is let go before the picture is decoded on all threads.
        let bytes = self.store.lock().unwrap_or_else(PoisonError::into_inner).blob(blob)?;
        Ok(self.keep(*blob, &artwork::decode(&bytes)?))
    }

    fn keep(&self, blob: BlobHash, picture: &Picture) -> Picture {
        let small = photo_picture(picture);
        self.pictures.insert(blob, small.clone(), small.rgba().len());
        small
    }
}

impl Workbench {
    /// Keeps a photo for an edit to come. A file that is no picture is refused before anything is kept.
    ///
    /// # Errors
    /// `TooLarge` or `Artwork`, each with a remedy.
    pub fn keep_photo(&self, file_name: &str, bytes: &[u8]) -> Result<PhotoView> {
        check_import_size(bytes.len())?;
        let picture = artwork::decode(bytes).map_err(|error| error.about(file_name))?;
        let blob = self.keeping.store().put_blob(bytes)?;
        self.view_of_photo(blob, &self.photos.keep(blob, &picture))
    }

    /// A photo that is kept.
    ///
    /// # Errors
    /// Those of the store; `Artwork` when its file is broken.
    pub fn photo_view(&self, blob: &BlobHash) -> Result<PhotoView> {
        self.view_of_photo(*blob, &self.photos.picture(blob)?)
    }

    /// A kept photo's pixels.
    pub(super) fn photo(&self, blob: &BlobHash) -> Result<Picture> {
        self.photos.picture(blob)
    }

    /// The project's scene as the studio can take it.
    pub(super) fn scene_for_studio(&self, project: &Project, id: &SceneId) -> Result<Scene> {
        self.for_studio(project, project.scene(id).ok_or_else(no_such_scene)?.clone())
    }

    /// A scene as the studio can take it: a photo that it hangs on is named by what is to be seen of it.
    pub(super) fn for_studio(&self, project: &Project, scene: Scene) -> Result<Scene> {
        let Some(photo) = project.photo(&scene.carrier) else { return Ok(scene) };
        Ok(Scene {
            carrier: self.photos.enter(photo)?,
            view: ViewId::new(PHOTO_VIEW)?,
            tint: Rgb([255; 3]),
            pattern: None,
            ..scene
        })
    }

    fn view_of_photo(&self, blob: BlobHash, picture: &Picture) -> Result<PhotoView> {
        Ok(PhotoView {
            size_px: [picture.width(), picture.height()],
            picture: self.pictures.promise(Promise::Photo { blob })?,
            thumbnail: self.pictures.promise(Promise::PhotoThumbnail { blob })?,
            blob,
        })
    }
}
