//! Gang sheets: many charms on one sheet of material, and how they were laid.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::{CharmId, SheetId};
use crate::units::{Degrees, Mm};

/// Charms that are made together, on as few sheets as hold them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct SheetSpec {
    /// Names it for good.
    pub id: SheetId,
    /// What the person calls it.
    pub name: String,
    /// How large one sheet is.
    pub size: SheetSize,
    /// What is left free along every edge of a sheet.
    pub margin: Mm,
    /// Least distance between the cut lines of two charms.
    pub gap: Mm,
    /// How charms may be turned.
    pub turning: Turning,
    /// Whether registration marks stand in the corners.
    pub marks: bool,
    /// What one sheet costs, in the person's own money; `null` where they have not said.
    pub cost: Option<f64>,
    /// What lies on the sheets, and how often.
    pub items: Vec<SheetItem>,
    /// How the charms lie: stored as it was laid, since it depends on how long was searched and on what a hand moved.
    pub layout: Vec<LaidCharm>,
}

/// How large a sheet is, as it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct SheetSize {
    /// From left to right.
    pub width: Mm,
    /// From top to bottom.
    pub height: Mm,
}

/// How charms may be turned on a sheet. Those of a process whose material has a grain keep along it whatever is
/// allowed: they are turned by a half at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "Project.ts")]
pub enum Turning {
    /// By any angle.
    #[default]
    Free,
    /// By quarters.
    Four,
    /// Not at all: all stand upright.
    One,
}

/// A charm, and how often it is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct SheetItem {
    /// Which charm.
    pub charm: CharmId,
    /// How often.
    pub count: u32,
}

/// One charm on one sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "Project.ts")]
pub struct LaidCharm {
    /// Which charm.
    pub charm: CharmId,
    /// On which sheet; 0 is the first.
    pub sheet: u32,
    /// How far the middle of its cut line's box lies from the sheet's left edge.
    pub x: Mm,
    /// How far the middle of its cut line's box lies from the sheet's top edge.
    pub y: Mm,
    /// How far it is turned about that middle, clockwise.
    pub turn: Degrees,
}

impl SheetSize {
    /// A4, upright (ISO 216).
    pub const A4: SheetSize = SheetSize { width: Mm::new(210.0), height: Mm::new(297.0) };
    /// A3, upright (ISO 216).
    pub const A3: SheetSize = SheetSize { width: Mm::new(297.0), height: Mm::new(420.0) };
    /// The bed of small lasers.
    pub const SMALL: SheetSize = SheetSize { width: Mm::new(300.0), height: Mm::new(200.0) };
    /// The bed of usual lasers and flatbed printers.
    pub const LARGE: SheetSize = SheetSize { width: Mm::new(600.0), height: Mm::new(400.0) };
}

impl SheetSpec {
    /// An empty sheet with the margin and the gap that laser cutters ask for.
    #[must_use]
    pub fn new(id: SheetId, name: impl Into<String>, size: SheetSize) -> Self {
        SheetSpec {
            id,
            name: name.into(),
            size,
            margin: Mm::new(5.0),
            gap: Mm::new(2.0),
            turning: Turning::Free,
            marks: true,
            cost: None,
            items: Vec::new(),
            layout: Vec::new(),
        }
    }

    /// How often the charm is wanted.
    #[must_use]
    pub fn count(&self, charm: &CharmId) -> usize {
        self.items.iter().find(|item| item.charm == *charm).map_or(0, |item| item.count as usize)
    }

    /// How many sheets the layout takes.
    #[must_use]
    pub fn sheets(&self) -> usize {
        self.layout.iter().map(|laid| laid.sheet as usize + 1).max().unwrap_or(0)
    }

    /// Leaves out what no longer belongs on the sheets: charms that are not wanted, and more of one than are.
    pub(crate) fn drop_unwanted(&mut self) {
        let layout = std::mem::take(&mut self.layout);
        for laid in layout {
            let there = self.layout.iter().filter(|kept| kept.charm == laid.charm).count();
            if there < self.count(&laid.charm) {
                self.layout.push(laid);
            }
        }
    }
}
