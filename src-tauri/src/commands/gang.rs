//! The commands of the Print room's sheets.

use dangle_design::id::{CharmId, RecipeId, SheetId};
use dangle_design::project::LaidCharm;
use tauri::ipc::Channel;
use tauri::{AppHandle, Runtime};

use super::{Answer, tell, work};
use crate::view::{ExportView, GangView, Progress};

/// A gang sheet as it is laid, with what lies too near.
#[tauri::command]
pub async fn sheet_view<R: Runtime>(app: AppHandle<R>, sheet: SheetId, recipe: RecipeId) -> Answer<GangView> {
    work(&app, move |bench| bench.sheet_view(&sheet, &recipe)).await
}

/// Lays a gang sheet's charms and answers the best layout that was found until the time is over or the work stopped.
#[tauri::command]
pub async fn lay_sheet<R: Runtime>(
    app: AppHandle<R>,
    sheet: SheetId,
    recipe: RecipeId,
    seconds: f64,
    on_progress: Channel<Progress>,
) -> Answer<Vec<LaidCharm>> {
    let listener = app.clone();
    let tell = move |progress: Progress| tell(&listener, &on_progress, progress);
    work(&app, move |bench| bench.lay_sheet(&sheet, &recipe, seconds, &tell)).await
}

/// The best layout so far of a sheet that is being laid; `null` where none is.
#[tauri::command]
pub async fn sheet_so_far<R: Runtime>(app: AppHandle<R>, sheet: SheetId) -> Answer<Option<Vec<LaidCharm>>> {
    work(&app, move |bench| Ok(bench.sheet_so_far(&sheet))).await
}

/// Where more of a charm fit between what is laid.
#[tauri::command]
pub async fn fill_sheet<R: Runtime>(
    app: AppHandle<R>,
    sheet: SheetId,
    recipe: RecipeId,
    charm: CharmId,
) -> Answer<Vec<LaidCharm>> {
    work(&app, move |bench| bench.fill_sheet(&sheet, &recipe, &charm)).await
}

/// Writes a gang sheet into the export folder as one PDF and proves it.
#[tauri::command]
pub async fn export_sheet<R: Runtime>(
    app: AppHandle<R>,
    sheet: SheetId,
    recipe: RecipeId,
    on_progress: Channel<Progress>,
) -> Answer<ExportView> {
    let listener = app.clone();
    let tell = move |progress: Progress| tell(&listener, &on_progress, progress);
    work(&app, move |bench| bench.export_sheet(&sheet, &recipe, &tell)).await
}
