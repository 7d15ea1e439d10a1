//! The Design room's commands.

use dangle_design::edit::Edit;
use dangle_design::id::CharmId;
use tauri::{AppHandle, Runtime};

use super::{Answer, work};
use crate::view::CharmView;

/// A charm at final quality.
#[tauri::command]
pub async fn charm_view<R: Runtime>(app: AppHandle<R>, charm: CharmId) -> Answer<CharmView> {
    work(&app, move |bench| bench.charm_view(&charm)).await
}

/// The charm an edit would make, at preview quality. Nothing is committed.
#[tauri::command]
pub async fn preview_edit<R: Runtime>(app: AppHandle<R>, edit: Edit) -> Answer<CharmView> {
    work(&app, move |bench| bench.preview_edit(&edit)).await
}
