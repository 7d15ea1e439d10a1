//! Files dropped where the window takes them for something else than artwork: a photo to hang charms on, or a
//! vendor's proof.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use dangle_design::{Error, Result};
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Emitter, Manager, PhysicalPosition, Runtime};
use ts_rs::TS;

use crate::commands::work;
use crate::opening;
use crate::view::DroppedPhoto;
use crate::window::MAIN;
use crate::workbench::Workbench;

/// What photos end in; drawings and documents with layers are artwork wherever they are dropped.
const PHOTOS: [&str; 9] = ["jpg", "jpeg", "png", "webp", "avif", "tif", "tiff", "bmp", "gif"];
/// What proofs end in beside those.
const DOCUMENT: &str = "pdf";

/// What a dropped file is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "View.ts")]
pub enum DropKind {
    /// A photo to hang charms on.
    Photo,
    /// A vendor's proof, to be held against the charm in the hand.
    Proof,
}

impl DropKind {
    fn takes(self, path: &Path) -> bool {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let picture = PHOTOS.iter().any(|photo| ending.eq_ignore_ascii_case(photo));
        let document = self == DropKind::Proof && ending.eq_ignore_ascii_case(DOCUMENT);
        path.is_file() && (picture || document)
    }
}

/// A place of the window where a file alone is taken for something else than artwork.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "View.ts")]
pub struct DropPlace {
    /// Left, top, width and height in CSS pixels.
    pub area_px: [f64; 4],
    /// What for.
    pub kind: DropKind,
}

impl DropPlace {
    fn holds(&self, x: f64, y: f64) -> bool {
        let [left, top, width, height] = self.area_px;
        (left..=left + width).contains(&x) && (top..=top + height).contains(&y)
    }
}

/// What the window last told of its places, and the proof that was dropped and not yet asked for.
#[derive(Debug, Default)]
pub(crate) struct Drops {
    places: Mutex<Vec<DropPlace>>,
    proof: Mutex<Option<PathBuf>>,
}

impl Drops {
    /// Sets the places; the last is the foremost.
    pub(crate) fn set_places(&self, places: Vec<DropPlace>) {
        *self.places.lock().unwrap_or_else(PoisonError::into_inner) = places;
    }

    fn kind_at(&self, x: f64, y: f64) -> Option<DropKind> {
        let places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        places.iter().rev().find(|place| place.holds(x, y)).map(|place| place.kind)
    }

    fn keep_proof(&self, path: PathBuf) {
        *self.proof.lock().unwrap_or_else(PoisonError::into_inner) = Some(path);
    }

    /// The name and the bytes of the proof that was dropped last; it can be had once.
    ///
    /// # Errors
    /// `Input` when none was dropped; `File` when it cannot be read.
    pub(crate) fn take_proof(&self) -> Result<(String, Vec<u8>)> {
        let path = self.proof.lock().unwrap_or_else(PoisonError::into_inner).take();
        let path = path.ok_or_else(|| Error::input("no proof was dropped", "Drop the proof again."))?;
        let name = name_of(&path);
        let bytes = opening::read(&path).map_err(|error| error.about(&name))?;
        Ok((name, bytes))
    }
}

/// Takes files that were dropped on the window: one alone as the place takes it, all else is opened.
pub(crate) fn take<R: Runtime>(app: &AppHandle<R>, paths: Vec<PathBuf>, at: PhysicalPosition<f64>) {
    let scale = app.get_webview_window(MAIN).and_then(|window| window.scale_factor().ok()).unwrap_or(1.0);
    let drops = app.try_state::<Drops>();
    let kind = drops.as_ref().and_then(|drops| drops.kind_at(at.x / scale, at.y / scale));
    match (paths.as_slice(), kind, drops) {
        ([path], Some(DropKind::Photo), _) if DropKind::Photo.takes(path) => {
            keep_photo(app.clone(), path.clone());
        }
        ([path], Some(DropKind::Proof), Some(drops)) if DropKind::Proof.takes(path) => {
            drops.keep_proof(path.clone());
            // A window that is closing hears no more.
            let _ = app.emit("proof", name_of(path));
        }
        _ => opening::open(app, paths),
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn keep_photo<R: Runtime>(app: AppHandle<R>, path: PathBuf) {
    tauri::async_runtime::spawn(async move {
        // A window that is closing hears no more.
        let _ = match work(&app, move |bench| kept(bench, &path)).await {
            Ok(photo) => app.emit("photo", photo),
            Err(error) => app.emit("error", error),
        };
    });
}

fn kept(bench: &Workbench, path: &Path) -> Result<DroppedPhoto> {
    let name = name_of(path);
    let bytes = opening::read(path).map_err(|error| error.about(&name))?;
    Ok(DroppedPhoto { photo: bench.keep_photo(&name, &bytes)?, name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drop_is_what_the_foremost_place_under_it_takes() {
        let drops = Drops::default();
        assert_eq!(drops.kind_at(10.0, 10.0), None, "nowhere until it is told");
        let stage = DropPlace { area_px: [240.0, 50.0, 800.0, 600.0], kind: DropKind::Photo };
        let panel = DropPlace { area_px: [900.0, 50.0, 300.0, 600.0], kind: DropKind::Proof };
        drops.set_places(vec![stage, panel]);
        assert_eq!(drops.kind_at(240.0, 650.0), Some(DropKind::Photo));
        assert_eq!(drops.kind_at(239.0, 300.0), None);
        assert_eq!(drops.kind_at(600.0, 651.0), None);
        assert_eq!(drops.kind_at(950.0, 300.0), Some(DropKind::Proof), "the last lies over the first");
        drops.set_places(Vec::new());
        assert_eq!(drops.kind_at(600.0, 300.0), None);
    }

    #[test]
    fn drawings_folders_and_projects_are_neither_photos_nor_proofs() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, "x").unwrap();
            path
        };
        for name in ["bag.JPG", "bag.webp"] {
            let path = file(name);
            assert!(DropKind::Photo.takes(&path) && DropKind::Proof.takes(&path), "{name}");
        }
        for name in ["cat.svg", "set.dangle", "bag"] {
            let path = file(name);
            assert!(!DropKind::Photo.takes(&path) && !DropKind::Proof.takes(&path), "{name}");
        }
        let page = file("proof.PDF");
        assert!(DropKind::Proof.takes(&page) && !DropKind::Photo.takes(&page), "a page is no photo");
        let album = folder.path().join("album.jpg");
        std::fs::create_dir(&album).unwrap();
        assert!(!DropKind::Photo.takes(&album) && !DropKind::Proof.takes(&album));
    }

    #[test]
    fn a_dropped_proof_is_had_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("proof.png");
        std::fs::write(&path, "what the vendor sent").unwrap();
        let drops = Drops::default();
        assert!(drops.take_proof().is_err());
        drops.keep_proof(path);
        assert_eq!(drops.take_proof().unwrap(), ("proof.png".into(), b"what the vendor sent".to_vec()));
        assert!(drops.take_proof().is_err());
    }
}
