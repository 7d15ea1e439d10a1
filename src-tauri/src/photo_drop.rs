//! A picture dropped where the window takes it as a photo to hang charms on, and not as artwork.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use dangle_design::Result;
use tauri::{AppHandle, Emitter, Manager, PhysicalPosition, Runtime};

use crate::commands::work;
use crate::opening;
use crate::view::DroppedPhoto;
use crate::window::MAIN;
use crate::workbench::Workbench;

/// What photos end in; drawings and documents with layers are artwork wherever they are dropped.
const PHOTOS: [&str; 9] = ["jpg", "jpeg", "png", "webp", "avif", "tif", "tiff", "bmp", "gif"];

/// Where on the window a dropped picture is a photo, as the window last told: left, top, width and height in CSS pixels.
#[derive(Debug, Default)]
pub(crate) struct PhotoArea(Mutex<Option<[f64; 4]>>);

impl PhotoArea {
    /// Sets it; `None` for nowhere.
    pub(crate) fn set(&self, area: Option<[f64; 4]>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = area;
    }

    fn holds(&self, x: f64, y: f64) -> bool {
        let area = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        area.is_some_and(|[left, top, width, height]| {
            (left..=left + width).contains(&x) && (top..=top + height).contains(&y)
        })
    }
}

/// Takes files that were dropped on the window: one picture in the area for photos is a photo, all else is opened.
pub(crate) fn take<R: Runtime>(app: &AppHandle<R>, paths: Vec<PathBuf>, at: PhysicalPosition<f64>) {
    let scale = app.get_webview_window(MAIN).and_then(|window| window.scale_factor().ok()).unwrap_or(1.0);
    let in_area = app.try_state::<PhotoArea>().is_some_and(|area| area.holds(at.x / scale, at.y / scale));
    match paths.as_slice() {
        [path] if in_area && is_photo(path) => keep(app.clone(), path.clone()),
        _ => opening::open(app, paths),
    }
}

fn is_photo(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    path.is_file() && PHOTOS.iter().any(|photo| ending.eq_ignore_ascii_case(photo))
}

fn keep<R: Runtime>(app: AppHandle<R>, path: PathBuf) {
    tauri::async_runtime::spawn(async move {
        // A window that is closing hears no more.
        let _ = match work(&app, move |bench| kept(bench, &path)).await {
            Ok(photo) => app.emit("photo", photo),
            Err(error) => app.emit("error", error),
        };
    });
}

fn kept(bench: &Workbench, path: &Path) -> Result<DroppedPhoto> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let bytes = opening::read(path).map_err(|error| error.about(&name))?;
    Ok(DroppedPhoto { photo: bench.keep_photo(&name, &bytes)?, name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drop_is_a_photo_only_within_the_area_the_window_told() {
        let area = PhotoArea::default();
        assert!(!area.holds(10.0, 10.0), "nowhere until it is told");
        area.set(Some([240.0, 50.0, 800.0, 600.0]));
        assert!(area.holds(240.0, 650.0) && !area.holds(239.0, 300.0) && !area.holds(600.0, 651.0));
        area.set(None);
        assert!(!area.holds(600.0, 300.0));
    }

    #[test]
    fn drawings_folders_and_projects_are_no_photos() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, "x").unwrap();
            path
        };
        assert!(is_photo(&file("bag.JPG")) && is_photo(&file("bag.webp")));
        assert!(!is_photo(&file("cat.svg")) && !is_photo(&file("set.dangle")) && !is_photo(&file("bag")));
        let album = folder.path().join("album.jpg");
        std::fs::create_dir(&album).unwrap();
        assert!(!is_photo(&album));
    }
}
