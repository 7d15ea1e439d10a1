//! The types the UI reads are those that Rust writes.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use dangle_app::drops::DropPlace;
use dangle_app::motion::{MotionOrder, MotionView, PushOrder};
use dangle_app::order::{AnimationOrder, PictureOrder, SheetOrder};
use dangle_app::view::{
    CardSheetName, CardView, CharmView, ComparedView, DriftView, DroppedPhoto, EntryView, ErrorView,
    ExportView, FixesView, GangView, InkView, LayerView, OrderPaper, OrderView, PhotoView, PrintView,
    Progress, ProjectView, RecentProject, SceneView, StartView, TogetherView,
};
use dangle_design::edit::Edit;
use dangle_print::Recipe;
use ts_rs::{Config, ExportError, TS};

/// Writes every type that crosses to the UI, and those it is made of.
fn write_types(folder: &Path) -> Result<(), ExportError> {
    let config = Config::new().with_out_dir(folder);
    StartView::export_all(&config)?;
    ProjectView::export_all(&config)?;
    RecentProject::export_all(&config)?;
    Edit::export_all(&config)?;
    CharmView::export_all(&config)?;
    ComparedView::export_all(&config)?;
    DriftView::export_all(&config)?;
    FixesView::export_all(&config)?;
    TogetherView::export_all(&config)?;
    LayerView::export_all(&config)?;
    SceneView::export_all(&config)?;
    DropPlace::export_all(&config)?;
    DroppedPhoto::export_all(&config)?;
    PhotoView::export_all(&config)?;
    PictureOrder::export_all(&config)?;
    MotionOrder::export_all(&config)?;
    MotionView::export_all(&config)?;
    PushOrder::export_all(&config)?;
    AnimationOrder::export_all(&config)?;
    SheetOrder::export_all(&config)?;
    PrintView::export_all(&config)?;
    GangView::export_all(&config)?;
    CardView::export_all(&config)?;
    CardSheetName::export_all(&config)?;
    OrderView::export_all(&config)?;
    OrderPaper::export_all(&config)?;
    ExportView::export_all(&config)?;
    InkView::export_all(&config)?;
    Recipe::export_all(&config)?;
    Progress::export_all(&config)?;
    EntryView::export_all(&config)?;
    ErrorView::export_all(&config)
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

/// With `DANGLE_WRITE_TYPES` set (as `make types` does) the UI's types are written anew first.
#[test]
fn the_types_of_the_ui_are_those_of_the_core() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/types");
    let written = tempfile::tempdir().unwrap();
    write_types(written.path()).unwrap();
    if std::env::var_os("DANGLE_WRITE_TYPES").is_some() {
        std::fs::remove_dir_all(&kept).unwrap();
        std::fs::create_dir_all(&kept).unwrap();
        for (name, text) in files(written.path()) {
            std::fs::write(kept.join(name), text).unwrap();
        }
    }
    let (kept, written) = (files(&kept), files(written.path()));
    let names = kept.keys().chain(written.keys());
    let other: BTreeSet<&String> = names.filter(|name| kept.get(*name) != written.get(*name)).collect();
    assert!(other.is_empty(), "not as Rust writes them: {other:?}; write them anew with `make types`");
}
