//! What an edit does to the photos of a project.

use super::checked::checked_photo;
use super::not_there;
use crate::id::{AnchorId, CarrierId};
use crate::project::{Photo, PhotoAnchor, Project, Spot};
use crate::{Error, Result};

/// Most photos of a project.
pub const MOST_PHOTOS: usize = 50;

/// Adds a photo.
pub(super) fn add(project: &mut Project, photo: Photo) -> Result<()> {
    if project.photos.len() >= MOST_PHOTOS || project.photo(&photo.id).is_some() {
        return Err(Error::input(
            "this photo cannot be added",
            format!("A project holds at most {MOST_PHOTOS} photos, each with an id of its own."),
        ));
    }
    project.photos.push(checked_photo(photo)?);
    Ok(())
}

/// Changes a photo; its picture stays. A charm at a place that is gone moves to the nearest one left, and is taken off
/// where none is.
pub(super) fn set(project: &mut Project, photo: Photo) -> Result<()> {
    let photo = checked_photo(photo)?;
    let old = project.photos.iter_mut().find(|old| old.id == photo.id).ok_or_else(|| not_there("photo"))?;
    let old = std::mem::replace(old, photo.clone());
    for scene in project.scenes.iter_mut().filter(|scene| scene.carrier == photo.id) {
        scene.placements.retain_mut(|placement| {
            let kept = photo.anchors.iter().any(|anchor| anchor.id == placement.anchor);
            let place = old.anchors.iter().find(|anchor| anchor.id == placement.anchor).filter(|_| !kept);
            let Some(gone) = place else { return true };
            let Some(nearest) = nearest(&photo, gone.at) else { return false };
            placement.anchor = nearest;
            true
        });
    }
    Ok(())
}

/// The place on the photo nearest to `at`.
fn nearest(photo: &Photo, at: Spot) -> Option<AnchorId> {
    let far = |anchor: &&PhotoAnchor| (anchor.at.u - at.u).hypot(anchor.at.v - at.v);
    let nearest = photo.anchors.iter().min_by(|a, b| far(a).total_cmp(&far(b)));
    nearest.map(|anchor| anchor.id.clone())
}

/// Removes a photo that no scene shows.
pub(super) fn remove(project: &mut Project, id: &CarrierId) -> Result<()> {
    project.photo(id).ok_or_else(|| not_there("photo"))?;
    if let Some(scene) = project.scenes.iter().find(|scene| scene.carrier == *id) {
        return Err(Error::input(
            format!("\"{}\" hangs on this photo", scene.name),
            "Put that set on another carrier first.",
        ));
    }
    project.photos.retain(|photo| photo.id != *id);
    Ok(())
}
