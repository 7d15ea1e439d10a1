//! The Print room's commands.

use dangle_design::id::{CharmId, RecipeId};
use tauri::ipc::Channel;
use tauri::{AppHandle, Runtime};

use super::{Answer, tell, work};
use crate::view::{ExportView, PrintView, Progress};

/// A charm's plates under a recipe.
#[tauri::command]
pub async fn print_view<R: Runtime>(
    app: AppHandle<R>,
    charm: CharmId,
    recipe: RecipeId,
) -> Answer<PrintView> {
    work(&app, move |bench| bench.print_view(&charm, &recipe)).await
}

/// Writes a charm's print file into the export folder and proves it.
#[tauri::command]
pub async fn export_print<R: Runtime>(
    app: AppHandle<R>,
    charm: CharmId,
    recipe: RecipeId,
    on_progress: Channel<Progress>,
) -> Answer<ExportView> {
    let listener = app.clone();
    let tell = move |progress: Progress| tell(&listener, &on_progress, progress);
    work(&app, move |bench| bench.export_print(&charm, &recipe, &tell)).await
}

/// Writes a charm's cut line into the export folder.
#[tauri::command]
pub async fn export_cut<R: Runtime>(app: AppHandle<R>, charm: CharmId) -> Answer<ExportView> {
    work(&app, move |bench| bench.export_cut(&charm)).await
}
