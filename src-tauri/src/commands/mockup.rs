//! The Mock-up room's commands.

use dangle_design::id::SceneId;
use tauri::{AppHandle, Runtime};

use super::{Answer, work};
use crate::view::{ExportView, SceneView};

/// A scene with its sprites and its true picture.
#[tauri::command]
pub async fn scene_view<R: Runtime>(app: AppHandle<R>, scene: SceneId) -> Answer<SceneView> {
    work(&app, move |bench| bench.scene_view(&scene)).await
}

/// Writes a scene's picture into the export folder.
#[tauri::command]
pub async fn export_picture<R: Runtime>(app: AppHandle<R>, scene: SceneId, width: u32) -> Answer<ExportView> {
    work(&app, move |bench| bench.export_picture(&scene, width)).await
}
