//! The commands of the Print room's cards and orders.

use dangle_design::id::{CharmId, RecipeId};
use tauri::{AppHandle, Runtime};

use super::{Answer, work};
use crate::view::{CardSheetName, CardView, ExportView, OrderPaper, OrderView};

/// A charm's backing card.
#[tauri::command]
pub async fn card_view<R: Runtime>(
    app: AppHandle<R>,
    charm: CharmId,
    language: Option<String>,
    sheet: Option<CardSheetName>,
) -> Answer<CardView> {
    work(&app, move |bench| bench.card_view(&charm, language.as_deref(), sheet)).await
}

/// Writes a charm's backing card into the export folder, alone or many on a sheet.
#[tauri::command]
pub async fn export_card<R: Runtime>(
    app: AppHandle<R>,
    charm: CharmId,
    sheet: Option<CardSheetName>,
) -> Answer<ExportView> {
    work(&app, move |bench| bench.export_card(&charm, sheet)).await
}

/// What an order of a charm costs, when it must be placed, and what it leaves behind.
#[tauri::command]
pub async fn order_view<R: Runtime>(
    app: AppHandle<R>,
    charm: CharmId,
    recipe: RecipeId,
    today: String,
) -> Answer<OrderView> {
    work(&app, move |bench| bench.order_view(&charm, &recipe, &today)).await
}

/// Writes the tech pack or the bundle of an order into the export folder.
#[tauri::command]
pub async fn export_order<R: Runtime>(
    app: AppHandle<R>,
    charm: CharmId,
    recipe: RecipeId,
    paper: OrderPaper,
    today: String,
) -> Answer<ExportView> {
    work(&app, move |bench| bench.export_order(&charm, &recipe, paper, &today)).await
}
