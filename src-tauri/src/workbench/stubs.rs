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
    pub fn print_view(&self, _c: &CharmId, _r: &RecipeId) -> Result<PrintView> {
        nyi()
    }
    pub fn export_print(&self, _c: &CharmId, _r: &RecipeId, _t: &dyn Fn(Progress)) -> Result<ExportView> {
        nyi()
    }
    pub fn export_cut(&self, _c: &CharmId) -> Result<ExportView> {
        nyi()
    }
}
