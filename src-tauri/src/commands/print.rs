//! The Print room's commands.

use dangle_design::id::{CharmId, RecipeId};
use dangle_print::Recipe;
use tauri::ipc::{Channel, Request};
use tauri::{AppHandle, Runtime};

use super::project::{file_bytes, file_name};
use super::{Answer, tell, work};
use crate::view::{ExportView, InkView, PrintView, Progress, RecipeView};

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

/// The inks at a place of the page.
#[tauri::command]
pub async fn inks_at<R: Runtime>(
    app: AppHandle<R>,
    charm: CharmId,
    recipe: RecipeId,
    at: [f64; 2],
) -> Answer<Vec<InkView>> {
    work(&app, move |bench| bench.inks_at(&charm, &recipe, at)).await
}

/// A recipe in full.
#[tauri::command]
pub async fn recipe<R: Runtime>(app: AppHandle<R>, recipe: RecipeId) -> Answer<Recipe> {
    work(&app, move |bench| bench.recipe(&recipe)).await
}

/// Puts a copy of a recipe on the shelf, to be changed.
#[tauri::command]
pub async fn copy_recipe<R: Runtime>(app: AppHandle<R>, recipe: RecipeId, name: String) -> Answer<Recipe> {
    work(&app, move |bench| bench.copy_recipe(&recipe, &name)).await
}

/// Keeps a person's own recipe as it was changed.
#[tauri::command]
pub async fn save_recipe<R: Runtime>(app: AppHandle<R>, recipe: Recipe) -> Answer<Vec<RecipeView>> {
    work(&app, move |bench| bench.save_recipe(&recipe)).await
}

/// Takes a person's own recipe off the shelf.
#[tauri::command]
pub async fn remove_recipe<R: Runtime>(app: AppHandle<R>, recipe: RecipeId) -> Answer<Vec<RecipeView>> {
    work(&app, move |bench| bench.remove_recipe(&recipe)).await
}

/// The press profiles that can be chosen.
#[tauri::command]
pub async fn press_profiles<R: Runtime>(app: AppHandle<R>) -> Answer<Vec<String>> {
    work(&app, |bench| Ok(bench.press_profiles())).await
}

/// Puts a press profile on the shelf: the body is the file, the header `dangle-name` its name.
#[tauri::command]
pub async fn add_profile<R: Runtime>(app: AppHandle<R>, request: Request<'_>) -> Answer<Vec<String>> {
    let (name, bytes) = (file_name(&request)?, file_bytes(&request)?);
    work(&app, move |bench| bench.add_profile(&name, &bytes)).await
}
