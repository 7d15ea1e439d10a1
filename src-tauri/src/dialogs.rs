//! The system's own dialogs, on the Rust side: the web view never learns a path it did not need.

use std::path::PathBuf;

use dangle_design::artwork::ENDINGS;
use tauri::{AppHandle, Runtime};
use tauri_plugin_dialog::{DialogExt, FilePath, MessageDialogKind};
use tokio::sync::oneshot;

/// The ending of projects.
pub(crate) const PROJECT_ENDING: &str = "dangle";

/// Lets the person choose pictures. Empty when they chose none.
pub(crate) async fn choose_artwork<R: Runtime>(app: &AppHandle<R>) -> Vec<PathBuf> {
    let (answer, chosen) = oneshot::channel();
    let dialog = app.dialog().file().add_filter("Artwork", ENDINGS);
    dialog.pick_files(move |files| drop(answer.send(files.unwrap_or_default())));
    paths(chosen.await.unwrap_or_default())
}

/// Lets the person choose a project. Empty when they chose none.
pub(crate) async fn choose_project<R: Runtime>(app: &AppHandle<R>) -> Vec<PathBuf> {
    let (answer, chosen) = oneshot::channel();
    let dialog = app.dialog().file().add_filter("Dangle", &[PROJECT_ENDING]);
    dialog.pick_file(move |file| drop(answer.send(file.into_iter().collect::<Vec<_>>())));
    paths(chosen.await.unwrap_or_default())
}

/// Says why Dangle cannot start, and ends it.
pub(crate) fn tell_and_leave<R: Runtime>(app: &AppHandle<R>, why: &str) {
    eprintln!("dangle-app: {why}");
    let handle = app.clone();
    app.dialog()
        .message(why)
        .title("Dangle cannot start")
        .kind(MessageDialogKind::Error)
        .show(move |_| handle.exit(1));
}

fn paths(files: Vec<FilePath>) -> Vec<PathBuf> {
    files.into_iter().filter_map(|file| file.into_path().ok()).collect()
}
