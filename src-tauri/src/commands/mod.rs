//! The commands the window calls, by room. Each only hands its arguments to the workbench, off the main
//! thread, and its answer back.
#![expect(clippy::missing_errors_doc, reason = "a command fails as the workbench's method of its name does")]

pub mod collection;
pub mod design;
pub mod gang;
pub mod mockup;
pub mod order;
pub mod press;
pub mod print;
pub mod project;

use std::sync::Arc;

use dangle_design::{Error, ErrorCode, Result};
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, Runtime};

use crate::view::{ErrorView, Progress, ProjectView};
use crate::window;
use crate::workbench::Workbench;

/// What a command answers.
pub type Answer<T> = std::result::Result<T, ErrorView>;

/// Does a command's work on a thread that may block.
pub(crate) async fn work<R: Runtime, T: Send + 'static>(
    app: &AppHandle<R>,
    work: impl FnOnce(&Workbench) -> Result<T> + Send + 'static,
) -> Answer<T> {
    let bench = Arc::clone(&app.state::<Arc<Workbench>>());
    let done = tauri::async_runtime::spawn_blocking(move || work(&bench)).await;
    done.map_err(|_| ErrorView::from(our_fault()))?.map_err(ErrorView::from)
}

/// Does work that changes the project, and lets the window's title follow.
pub(crate) async fn change<R: Runtime>(
    app: &AppHandle<R>,
    change: impl FnOnce(&Workbench) -> Result<ProjectView> + Send + 'static,
) -> Answer<ProjectView> {
    let view = work(app, change).await?;
    window::retitle(app, &view.project.name);
    Ok(view)
}

/// Tells the window how far the work has come. A window that no longer listens is no reason to stop.
pub(crate) fn tell<R: Runtime>(app: &AppHandle<R>, channel: &Channel<Progress>, progress: Progress) {
    #[cfg(feature = "test-server")]
    let _ = tauri::Emitter::emit(app, "progress", progress.clone());
    #[cfg(not(feature = "test-server"))]
    let _ = app;
    let _ = channel.send(progress);
}

/// The error of work that panicked: the project is as it was, since it is only ever replaced whole.
fn our_fault() -> Error {
    Error::new(
        ErrorCode::Store,
        "Dangle made a mistake, and this did not happen",
        "Your project is as it was. Try another way, and report what you did.",
    )
}
