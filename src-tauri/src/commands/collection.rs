//! The Collection's commands.

use dangle_design::id::{CharmId, EntryId};
use tauri::{AppHandle, Runtime};

use super::{Answer, work};
use crate::view::EntryView;
use crate::workbench::Workbench;

/// Everything in the collection.
#[tauri::command]
pub async fn entries<R: Runtime>(app: AppHandle<R>) -> Answer<Vec<EntryView>> {
    work(&app, Workbench::entries).await
}

/// Keeps a charm of the open project in the collection, as made.
#[tauri::command]
pub async fn keep_charm<R: Runtime>(app: AppHandle<R>, charm: CharmId) -> Answer<Vec<EntryView>> {
    work(&app, move |bench| bench.keep_charm(&charm)).await
}

/// Writes down why a thing matters.
#[tauri::command]
pub async fn write_story<R: Runtime>(
    app: AppHandle<R>,
    entry: EntryId,
    story: String,
) -> Answer<Vec<EntryView>> {
    work(&app, move |bench| bench.write_story(&entry, &story)).await
}

/// Says whether a thing was made, bought, wished for, lent or traded.
#[tauri::command]
pub async fn set_entry_status<R: Runtime>(
    app: AppHandle<R>,
    entry: EntryId,
    status: String,
) -> Answer<Vec<EntryView>> {
    work(&app, move |bench| bench.set_entry_status(&entry, &status)).await
}

/// Calls a thing something else.
#[tauri::command]
pub async fn rename_entry<R: Runtime>(
    app: AppHandle<R>,
    entry: EntryId,
    name: String,
) -> Answer<Vec<EntryView>> {
    work(&app, move |bench| bench.rename_entry(&entry, &name)).await
}

/// Takes a thing out of the collection.
#[tauri::command]
pub async fn remove_entry<R: Runtime>(app: AppHandle<R>, entry: EntryId) -> Answer<Vec<EntryView>> {
    work(&app, move |bench| bench.remove_entry(&entry)).await
}
