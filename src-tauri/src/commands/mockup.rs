//! The Mock-up room's commands.

use dangle_design::id::{BlobHash, SceneId};
use tauri::ipc::{Channel, Request};
use tauri::{AppHandle, Runtime};

use super::project::{file_bytes, file_name};
use super::{Answer, tell, work};
use crate::motion::{MotionOrder, MotionView, PushOrder};
use crate::order::{AnimationOrder, PictureOrder, SheetOrder};
use crate::view::{ExportView, PhotoView, Progress, SceneView};

/// A scene with its sprites and its true picture.
#[tauri::command]
pub async fn scene_view<R: Runtime>(app: AppHandle<R>, scene: SceneId) -> Answer<SceneView> {
    work(&app, move |bench| bench.scene_view(&scene)).await
}

/// How a scene's charms move, round and round.
#[tauri::command]
pub async fn start_motion<R: Runtime>(
    app: AppHandle<R>,
    scene: SceneId,
    motion: MotionOrder,
) -> Answer<MotionView> {
    work(&app, move |bench| bench.start_motion(&scene, &motion)).await
}

/// How a scene's charms go on when one is pushed.
#[tauri::command]
pub async fn push_charm<R: Runtime>(
    app: AppHandle<R>,
    scene: SceneId,
    push: PushOrder,
) -> Answer<MotionView> {
    work(&app, move |bench| bench.push_charm(&scene, &push)).await
}

/// Writes a scene's picture into the export folder.
#[tauri::command]
pub async fn export_picture<R: Runtime>(
    app: AppHandle<R>,
    scene: SceneId,
    order: PictureOrder,
) -> Answer<ExportView> {
    work(&app, move |bench| bench.export_picture(&scene, order)).await
}

/// Writes a scene in motion into the export folder.
#[tauri::command]
pub async fn export_animation<R: Runtime>(
    app: AppHandle<R>,
    scene: SceneId,
    order: AnimationOrder,
    on_progress: Channel<Progress>,
) -> Answer<ExportView> {
    let listener = app.clone();
    let tell = move |progress: Progress| tell(&listener, &on_progress, progress);
    work(&app, move |bench| bench.export_animation(&scene, order, &tell)).await
}

/// Writes several scenes on one sheet into the export folder.
#[tauri::command]
pub async fn export_contact_sheet<R: Runtime>(
    app: AppHandle<R>,
    order: SheetOrder,
    on_progress: Channel<Progress>,
) -> Answer<ExportView> {
    let listener = app.clone();
    let tell = move |progress: Progress| tell(&listener, &on_progress, progress);
    work(&app, move |bench| bench.export_contact_sheet(&order, &tell)).await
}

/// Keeps a photo's file for an edit to come: the body is the file, the header `dangle-name` its name.
#[tauri::command]
pub async fn keep_photo<R: Runtime>(app: AppHandle<R>, request: Request<'_>) -> Answer<PhotoView> {
    let (name, bytes) = (file_name(&request)?, file_bytes(&request)?);
    work(&app, move |bench| bench.keep_photo(&name, &bytes)).await
}

/// A photo that is kept.
#[tauri::command]
pub async fn photo_view<R: Runtime>(app: AppHandle<R>, blob: BlobHash) -> Answer<PhotoView> {
    work(&app, move |bench| bench.photo_view(&blob)).await
}
