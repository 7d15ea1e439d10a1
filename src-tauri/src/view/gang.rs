//! What the Print room shows of a gang sheet.

use dangle_design::id::{CharmId, SheetId};
use serde::Serialize;
use ts_rs::TS;

/// A gang sheet as it is laid.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct GangView {
    /// Which one.
    pub sheet: SheetId,
    /// Its charms, in the order of its list.
    pub items: Vec<GangItemView>,
    /// The pages that the layout takes.
    pub pages: Vec<PageView>,
    /// Share of the pages that charms cover; the last page counts as far as it is used.
    pub density: f64,
    /// The registration marks of every page: x, y and radius.
    pub marks_mm: Vec<[f64; 3]>,
    /// What lies too near to something.
    pub clashes: Vec<ClashView>,
}

/// A charm on a gang sheet's list.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct GangItemView {
    /// Which charm.
    pub charm: CharmId,
    /// How many of it are wanted and lie nowhere yet.
    pub missing: u32,
    /// The share of a sheet that one more takes, at the density of the layout.
    pub share: f64,
    /// The map, as SVG has it, from the finished charm's millimetres to those round the middle that it is laid by.
    pub stand: [f64; 6],
    /// Whether its material has a grain, so that it is turned by a half at most.
    pub grain: bool,
}

/// One sheet of material.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct PageView {
    /// How many charms lie on it.
    pub count: u32,
    /// Share of the whole sheet that they cover.
    pub covered: f64,
}

/// Something too near.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export_to = "View.ts")]
pub struct ClashView {
    /// The charm's place in the layout.
    pub one: usize,
    /// The other charm's; `null` where it is the sheet's edge.
    pub other: Option<usize>,
    /// How far apart they are; for the edge, how far the charm reaches over the margin.
    pub mm: f64,
}
