//! The Print room's commands on drift and vendors' proofs.

use dangle_design::Error;
use dangle_design::id::{CharmId, RecipeId};
use dangle_print::Moves;
use tauri::ipc::Request;
use tauri::{AppHandle, Manager, Runtime};

use super::project::{file_bytes, file_name};
use super::{Answer, work};
use crate::drops::Drops;
use crate::view::{ComparedView, DriftView};

/// The header that names the charm and the recipe a file is about, a blank between them.
const ABOUT_HEADER: &str = "dangle-about";

/// A charm whose plates do not lie on each other.
#[tauri::command]
pub async fn drift_view<R: Runtime>(
    app: AppHandle<R>,
    charm: CharmId,
    recipe: RecipeId,
    moves: Moves,
    by: [f64; 2],
) -> Answer<DriftView> {
    work(&app, move |bench| bench.drift_view(&charm, &recipe, moves, by)).await
}

/// Holds a vendor's proof against a charm: the body is the file, the header `dangle-name` its name, and
/// `dangle-about` the charm and the recipe.
#[tauri::command]
pub async fn compare_proof<R: Runtime>(app: AppHandle<R>, request: Request<'_>) -> Answer<ComparedView> {
    let (name, bytes) = (file_name(&request)?, file_bytes(&request)?);
    let about = request.headers().get(ABOUT_HEADER).and_then(|about| about.to_str().ok()).unwrap_or_default();
    let (charm, recipe) = about
        .split_once(' ')
        .ok_or_else(|| Error::input("no charm was named for the proof", "Choose the charm again."))?;
    let (charm, recipe) = (CharmId::new(charm)?, RecipeId::new(recipe)?);
    work(&app, move |bench| bench.compare_proof(&charm, &recipe, &name, &bytes)).await
}

/// Holds the proof that was dropped on the window against a charm.
#[tauri::command]
pub async fn compare_dropped_proof<R: Runtime>(
    app: AppHandle<R>,
    charm: CharmId,
    recipe: RecipeId,
) -> Answer<ComparedView> {
    let dropped = app.clone();
    work(&app, move |bench| {
        let (name, bytes) = dropped.state::<Drops>().take_proof()?;
        bench.compare_proof(&charm, &recipe, &name, &bytes)
    })
    .await
}
