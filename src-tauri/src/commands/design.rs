//! The Design room's commands.

use dangle_design::edit::Edit;
use dangle_design::id::{BlobHash, CharmId};
use tauri::ipc::Request;
use tauri::{AppHandle, Runtime};

use super::project::{file_bytes, file_name};
use super::{Answer, work};
use crate::view::{CharmView, FixesView, LayerView, TogetherView};

/// A charm at final quality.
#[tauri::command]
pub async fn charm_view<R: Runtime>(app: AppHandle<R>, charm: CharmId) -> Answer<CharmView> {
    work(&app, move |bench| bench.charm_view(&charm)).await
}

/// The layers of a charm's artwork, the lowest first.
#[tauri::command]
pub async fn artwork_layers<R: Runtime>(app: AppHandle<R>, charm: CharmId) -> Answer<Vec<LayerView>> {
    work(&app, move |bench| bench.artwork_layers(&charm)).await
}

/// Keeps a picture's file for an edit to come: the body is the file, the header `dangle-name` its name.
#[tauri::command]
pub async fn keep_artwork<R: Runtime>(app: AppHandle<R>, request: Request<'_>) -> Answer<BlobHash> {
    let (name, bytes) = (file_name(&request)?, file_bytes(&request)?);
    work(&app, move |bench| bench.keep_artwork(&name, &bytes)).await
}

/// Keeps a font of the person's own for an edit to come: the body is the file, the header `dangle-name` its
/// name.
#[tauri::command]
pub async fn keep_font<R: Runtime>(app: AppHandle<R>, request: Request<'_>) -> Answer<BlobHash> {
    let (name, bytes) = (file_name(&request)?, file_bytes(&request)?);
    work(&app, move |bench| bench.keep_font(&name, &bytes)).await
}

/// How two charms hang together.
#[tauri::command]
pub async fn hang_together<R: Runtime>(
    app: AppHandle<R>,
    first: CharmId,
    second: CharmId,
) -> Answer<TogetherView> {
    work(&app, move |bench| bench.hang_together(&first, &second)).await
}

/// The edit that mends all that can be mended of a charm. Nothing is committed.
#[tauri::command]
pub async fn fix_all<R: Runtime>(app: AppHandle<R>, charm: CharmId) -> Answer<FixesView> {
    work(&app, move |bench| bench.fix_all(&charm)).await
}

/// The charm an edit would make, at preview quality. Nothing is committed.
#[tauri::command]
pub async fn preview_edit<R: Runtime>(app: AppHandle<R>, edit: Edit) -> Answer<CharmView> {
    work(&app, move |bench| bench.preview_edit(&edit)).await
}
