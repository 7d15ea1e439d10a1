//! The project's commands.

use std::sync::Arc;

use dangle_design::edit::Edit;
use dangle_design::id::ProjectId;
use dangle_design::{Error, Result};
use tauri::ipc::{InvokeBody, Request};
use tauri::{AppHandle, Emitter, Manager, Runtime};

use super::{Answer, change, work};
use crate::drops::{DropPlace, Drops};
use crate::view::{ErrorView, ExportView, ProjectView, RecentProject, Settings, StartView};
use crate::workbench::{Workbench, check_import_size};
use crate::{dialogs, opening, window};

/// The header that names an imported file, percent-encoded.
const NAME_HEADER: &str = "dangle-name";

/// What the window needs at its start.
#[tauri::command]
pub async fn start<R: Runtime>(app: AppHandle<R>) -> Answer<StartView> {
    let view = work(&app, Workbench::start).await?;
    window::retitle(&app, &view.project.project.name);
    if let Some(trouble) = app.state::<Arc<Workbench>>().trouble() {
        let _ = app.emit("error", ErrorView::from(trouble));
    }
    opening::open_waiting(&app);
    Ok(view)
}

/// Puts a new, empty project on the desk.
#[tauri::command]
pub async fn new_project<R: Runtime>(app: AppHandle<R>, name: String) -> Answer<ProjectView> {
    change(&app, move |bench| bench.new_project(&name)).await
}

/// Puts a kept project on the desk.
#[tauri::command]
pub async fn open_project<R: Runtime>(app: AppHandle<R>, project: ProjectId) -> Answer<ProjectView> {
    change(&app, move |bench| bench.open_project(&project)).await
}

/// The projects that can be opened, newest first.
#[tauri::command]
pub async fn recent_projects<R: Runtime>(app: AppHandle<R>) -> Answer<Vec<RecentProject>> {
    work(&app, Workbench::recent_projects).await
}

/// Removes a project for good.
#[tauri::command]
pub async fn delete_project<R: Runtime>(app: AppHandle<R>, project: ProjectId) -> Answer<Vec<RecentProject>> {
    let (recent, view) =
        work(&app, move |bench| Ok((bench.delete_project(&project)?, bench.project()))).await?;
    // The project on the desk may be another one now.
    window::retitle(&app, &view.project.name);
    let _ = app.emit("project", view);
    Ok(recent)
}

/// Commits one edit. It is on disk when this answers.
#[tauri::command]
pub async fn apply_edit<R: Runtime>(app: AppHandle<R>, edit: Edit) -> Answer<ProjectView> {
    change(&app, move |bench| bench.apply_edit(&edit)).await
}

/// Takes the last edit back.
#[tauri::command]
pub async fn undo<R: Runtime>(app: AppHandle<R>) -> Answer<ProjectView> {
    change(&app, |bench| Ok(bench.undo())).await
}

/// Makes the edit again that was taken back last.
#[tauri::command]
pub async fn redo<R: Runtime>(app: AppHandle<R>) -> Answer<ProjectView> {
    change(&app, |bench| Ok(bench.redo())).await
}

/// The open project.
#[tauri::command]
pub async fn project<R: Runtime>(app: AppHandle<R>) -> Answer<ProjectView> {
    work(&app, |bench| Ok(bench.project())).await
}

/// Makes a charm of a picture's file: the body is the file, the header `dangle-name` its name.
#[tauri::command]
pub async fn import_artwork<R: Runtime>(app: AppHandle<R>, request: Request<'_>) -> Answer<ProjectView> {
    let (name, bytes) = (file_name(&request)?, file_bytes(&request)?);
    change(&app, move |bench| bench.import_artwork(&name, &bytes)).await
}

/// Makes a charm of a sample.
#[tauri::command]
pub async fn import_sample<R: Runtime>(app: AppHandle<R>, sample: String) -> Answer<ProjectView> {
    change(&app, move |bench| bench.import_sample(&sample)).await
}

/// Lets the person choose pictures; `null` when they chose none.
#[tauri::command]
pub async fn choose_artwork<R: Runtime>(app: AppHandle<R>) -> Answer<Option<ProjectView>> {
    let paths = dialogs::choose_artwork(&app).await;
    opening::open_chosen(&app, paths).await
}

/// Tells which places of the window take a dropped file for something else than artwork; the last is the foremost.
#[tauri::command]
pub async fn drop_places<R: Runtime>(app: AppHandle<R>, places: Vec<DropPlace>) -> Answer<()> {
    app.state::<Drops>().set_places(places);
    Ok(())
}

/// Opens a `.dangle` file: the body is the file.
#[tauri::command]
pub async fn import_project<R: Runtime>(app: AppHandle<R>, request: Request<'_>) -> Answer<ProjectView> {
    let bytes = file_bytes(&request)?;
    change(&app, move |bench| bench.import_project(&bytes)).await
}

/// Lets the person choose a `.dangle` file; `null` when they chose none.
#[tauri::command]
pub async fn choose_project<R: Runtime>(app: AppHandle<R>) -> Answer<Option<ProjectView>> {
    let paths = dialogs::choose_project(&app).await;
    opening::open_chosen(&app, paths).await
}

/// Writes the open project as a `.dangle` file into the export folder.
#[tauri::command]
pub async fn export_project<R: Runtime>(app: AppHandle<R>) -> Answer<ExportView> {
    work(&app, Workbench::export_project).await
}

/// Shows an exported file in the file manager.
#[tauri::command]
pub async fn reveal_export<R: Runtime>(app: AppHandle<R>, path: String) -> Answer<()> {
    work(&app, move |bench| bench.reveal_export(&path)).await
}

/// Asks long work to stop at its next step.
#[tauri::command]
pub async fn cancel<R: Runtime>(app: AppHandle<R>, job: u32) -> Answer<()> {
    work(&app, move |bench| {
        bench.cancel(job);
        Ok(())
    })
    .await
}

/// Keeps the person's settings.
#[tauri::command]
pub async fn save_settings<R: Runtime>(app: AppHandle<R>, settings: Settings) -> Answer<Settings> {
    work(&app, move |bench| bench.save_settings(&settings)).await
}

pub(super) fn file_bytes(request: &Request<'_>) -> Result<Vec<u8>> {
    match request.body() {
        InvokeBody::Raw(bytes) => {
            check_import_size(bytes.len())?;
            Ok(bytes.clone())
        }
        InvokeBody::Json(_) => Err(Error::input("no file came with this", "Drop the file again.")),
    }
}

pub(super) fn file_name(request: &Request<'_>) -> Result<String> {
    let name = request.headers().get(NAME_HEADER).and_then(|name| name.to_str().ok()).unwrap_or_default();
    percent_decoded(name)
        .ok_or_else(|| Error::input("the file's name cannot be read", "Give it another name."))
}

/// Undoes `encodeURIComponent`.
fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        if first == b'%' {
            let (digits, tail) = rest.split_at_checked(2)?;
            // `from_str_radix` alone would read a sign too.
            let digits = std::str::from_utf8(digits).ok().filter(|two| !two.starts_with('+'))?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = tail;
        } else {
            bytes.push(first);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_in_every_script_arrive_as_they_were() {
        assert_eq!(percent_decoded("cat%20%E6%8B%9B.png").as_deref(), Some("cat 招.png"));
        assert_eq!(percent_decoded("100%25.png").as_deref(), Some("100%.png"));
        for broken in ["%", "%4", "%zz", "%ff", "%+1"] {
            assert_eq!(percent_decoded(broken), None, "{broken}");
        }
    }
}
