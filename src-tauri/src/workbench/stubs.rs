//! Rooms that are not wired yet.
#![allow(missing_docs, clippy::all, clippy::pedantic, reason = "temporary")]
use super::Workbench;
use crate::view::*;
use dangle_design::id::*;
use dangle_design::{Error, ErrorCode, Result};
fn nyi<T>() -> Result<T> {
    Err(Error::new(ErrorCode::NotFound, "not wired yet", "Wait for it."))
}
impl Workbench {
    pub fn import_project(&self, _bytes: &[u8]) -> Result<ProjectView> {
        nyi()
    }
    pub fn export_project(&self) -> Result<ExportView> {
        nyi()
    }
    pub fn scene_view(&self, _s: &SceneId) -> Result<SceneView> {
        nyi()
    }
    pub fn export_picture(&self, _s: &SceneId, _w: u32) -> Result<ExportView> {
        nyi()
    }
    pub fn print_view(&self, _c: &CharmId, _r: &RecipeId) -> Result<PrintView> {
        nyi()
    }
    pub fn export_print(&self, _c: &CharmId, _r: &RecipeId, _t: &dyn Fn(Progress)) -> Result<ExportView> {
        nyi()
    }
    pub fn export_cut(&self, _c: &CharmId) -> Result<ExportView> {
        nyi()
    }
    pub fn entries(&self) -> Result<Vec<EntryView>> {
        Ok(vec![])
    }
    pub fn keep_charm(&self, _c: &CharmId) -> Result<Vec<EntryView>> {
        nyi()
    }
    pub fn write_story(&self, _e: &EntryId, _s: String) -> Result<Vec<EntryView>> {
        nyi()
    }
    pub fn set_entry_status(&self, _e: &EntryId, _s: &str) -> Result<Vec<EntryView>> {
        nyi()
    }
    pub fn rename_entry(&self, _e: &EntryId, _n: String) -> Result<Vec<EntryView>> {
        nyi()
    }
    pub fn remove_entry(&self, _e: &EntryId) -> Result<Vec<EntryView>> {
        nyi()
    }
}
