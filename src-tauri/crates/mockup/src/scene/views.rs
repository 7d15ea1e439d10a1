//! The views of carriers, decoded once: those of the program, and people's own photos.

use std::sync::{Arc, Mutex, PoisonError};

use dangle_design::Result;
use dangle_design::artwork::Picture;
use dangle_design::id::{CarrierId, ViewId};
use dangle_design::project::Photo;

use crate::carrier::{Carrier, CarrierLayers, PHOTO_VIEW};
use crate::files::Files;

/// Views kept decoded: the one shown, and those a person switches between. Each takes about 25 MB.
const VIEWS_KEPT: usize = 3;

/// Finds the photo that a carrier's id names, with its picture, upright; `None` where it names none.
pub(super) type FindPhoto = dyn Fn(&CarrierId) -> Result<Option<(Photo, Picture)>> + Send + Sync;

type NamedView = ((CarrierId, ViewId), Arc<CarrierLayers>);

/// What finds carriers, and the views decoded last.
pub(super) struct Views {
    files: Box<dyn Files>,
    photo: Box<FindPhoto>,
    /// The one used last at the end.
    kept: Mutex<Vec<NamedView>>,
}

impl Views {
    /// The views of the carriers of `files`.
    pub(super) fn of(files: Box<dyn Files>) -> Views {
        Views { files, photo: Box::new(|_| Ok(None)), kept: Mutex::default() }
    }

    /// The same with photos beside.
    pub(super) fn with_photos(self, photo: Box<FindPhoto>) -> Views {
        Views { photo, ..self }
    }

    /// Where the files of carriers and hardware come from.
    pub(super) fn files(&self) -> &dyn Files {
        &*self.files
    }

    /// A carrier of the files, or the one that a photo is.
    pub(super) fn carrier(&self, id: &CarrierId) -> Result<Carrier> {
        let key = (id.clone(), ViewId::new(PHOTO_VIEW)?);
        if let Some(kept) = self.kept(&key) {
            return Ok(kept.carrier().clone());
        }
        match (self.photo)(id)? {
            Some((photo, picture)) => {
                Ok(self.keep(key, CarrierLayers::of_photo(&photo, &picture)?).carrier().clone())
            }
            None => Carrier::read(self.files(), id),
        }
    }

    /// A carrier's view, decoded once.
    pub(super) fn layers(&self, carrier: &CarrierId, view: &ViewId) -> Result<Arc<CarrierLayers>> {
        let key = (carrier.clone(), view.clone());
        if let Some(kept) = self.kept(&key) {
            return Ok(kept);
        }
        // The lock is not held here: decoding goes to all threads, and one that waits for the lock meanwhile
        // would never come back to help. At worst a view is decoded twice.
        if let Some((photo, picture)) = (self.photo)(carrier)? {
            let layers = CarrierLayers::of_photo(&photo, &picture)?;
            layers.carrier().view(view)?;
            return Ok(self.keep(key, layers));
        }
        let carrier = Arc::new(Carrier::read(self.files(), carrier)?);
        let layers = CarrierLayers::decode(self.files(), &carrier, carrier.view(view)?)?;
        Ok(self.keep(key, layers))
    }

    /// Keeps a view, and forgets the one that was not used for longest.
    fn keep(&self, key: (CarrierId, ViewId), layers: CarrierLayers) -> Arc<CarrierLayers> {
        let layers = Arc::new(layers);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= VIEWS_KEPT {
            kept.remove(0);
        }
        kept.push((key, Arc::clone(&layers)));
        layers
    }

    /// A view that was decoded before; it is then the last to be forgotten.
    fn kept(&self, key: &(CarrierId, ViewId)) -> Option<Arc<CarrierLayers>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let index = kept.iter().position(|(other, _)| other == key)?;
        let found = kept.remove(index);
        let layers = Arc::clone(&found.1);
        kept.push(found);
        Some(layers)
    }
}
