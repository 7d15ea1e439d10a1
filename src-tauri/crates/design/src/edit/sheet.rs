//! What an edit does to the gang sheets of a project.

use std::collections::BTreeSet;

use super::checked::{at_most, checked_name, within};
use super::{charm_mut, not_there};
use crate::id::{CharmId, SheetId};
use crate::project::{LaidCharm, Project, SheetItem, SheetSpec};
use crate::units::Mm;
use crate::{Error, Result};

/// Most gang sheets of one project.
pub const MOST_SHEETS: usize = 20;
/// Most charms laid together, all sheets of one job counted.
pub const MOST_LAID: usize = 2_000;
/// Most different charms laid together.
const MOST_ITEMS: usize = 200;
/// Shortest and longest side of a sheet: a playing card's, and a large bed's.
const SIDES: [Mm; 2] = [Mm::new(50.0), Mm::new(3000.0)];

/// Adds a gang sheet as the last one.
pub(super) fn add(project: &mut Project, sheet: SheetSpec) -> Result<()> {
    if project.sheets.len() >= MOST_SHEETS || project.sheet(&sheet.id).is_some() {
        return Err(Error::input(
            "this sheet cannot be added",
            format!("A project holds at most {MOST_SHEETS} sheets, each with an id of its own."),
        ));
    }
    let sheet = checked(project, sheet)?;
    project.sheets.push(sheet);
    Ok(())
}

/// Changes what a sheet is; of its layout stays what is still wanted.
pub(super) fn set(project: &mut Project, sheet: SheetSpec) -> Result<()> {
    let mut sheet = checked(project, SheetSpec { layout: Vec::new(), ..sheet })?;
    let old = sheet_mut(project, &sheet.id)?;
    sheet.layout = std::mem::take(&mut old.layout);
    sheet.drop_unwanted();
    *old = sheet;
    Ok(())
}

/// Takes a sheet away.
pub(super) fn remove(project: &mut Project, id: &SheetId) -> Result<()> {
    sheet_mut(project, id)?;
    project.sheets.retain(|sheet| sheet.id != *id);
    Ok(())
}

/// Keeps a layout as it was laid.
pub(super) fn lay(project: &mut Project, id: &SheetId, layout: &[LaidCharm]) -> Result<()> {
    let sheet = sheet_mut(project, id)?;
    check_layout(sheet, layout)?;
    sheet.layout = layout.to_vec();
    Ok(())
}

/// Moves one charm of the layout.
pub(super) fn nudge(project: &mut Project, id: &SheetId, place: usize, to: &LaidCharm) -> Result<()> {
    let sheet = sheet_mut(project, id)?;
    check_laid(sheet, to)?;
    let laid = sheet.layout.get_mut(place).filter(|laid| laid.charm == to.charm);
    *laid.ok_or_else(|| not_there("charm"))? = to.clone();
    Ok(())
}

/// Takes a charm that was removed off every sheet.
pub(super) fn forget(project: &mut Project, charm: &CharmId) {
    for sheet in &mut project.sheets {
        sheet.items.retain(|item| item.charm != *charm);
        sheet.layout.retain(|laid| laid.charm != *charm);
    }
}

fn sheet_mut<'a>(project: &'a mut Project, id: &SheetId) -> Result<&'a mut SheetSpec> {
    project.sheets.iter_mut().find(|sheet| sheet.id == *id).ok_or_else(|| not_there("sheet"))
}

fn checked(project: &mut Project, sheet: SheetSpec) -> Result<SheetSpec> {
    for side in [sheet.size.width, sheet.size.height] {
        Mm::within("the sheet's side", side.get(), SIDES[0], SIDES[1])?;
    }
    Mm::within("the margin", sheet.margin.get(), Mm::ZERO, sheet.size.width.min(sheet.size.height) / 4.0)?;
    Mm::within("the gap", sheet.gap.get(), Mm::ZERO, Mm::new(50.0))?;
    if let Some(cost) = sheet.cost {
        within("the sheet's cost", cost, 0.0, 1e9)?;
    }
    check_items(project, &sheet.items)?;
    check_layout(&sheet, &sheet.layout)?;
    Ok(SheetSpec { name: checked_name(&sheet.name)?, ..sheet })
}

fn check_items(project: &mut Project, items: &[SheetItem]) -> Result<()> {
    at_most("different charms on the sheet", items.len(), MOST_ITEMS)?;
    let ids: BTreeSet<&CharmId> = items.iter().map(|item| &item.charm).collect();
    if ids.len() < items.len() {
        return Err(Error::input(
            "a charm stands on the sheet's list twice",
            "Count it once, with its number.",
        ));
    }
    ids.into_iter().try_for_each(|charm| charm_mut(project, charm).map(|_| ()))?;
    if items.iter().any(|item| item.count == 0) {
        return Err(Error::input("a charm is wanted no times", "Take it off the sheet's list."));
    }
    at_most("charms on the sheets", items.iter().map(|item| item.count as usize).sum(), MOST_LAID)
}

fn check_layout(sheet: &SheetSpec, layout: &[LaidCharm]) -> Result<()> {
    layout.iter().try_for_each(|laid| check_laid(sheet, laid))?;
    for item in &sheet.items {
        let laid = layout.iter().filter(|laid| laid.charm == item.charm).count();
        at_most("pieces of one charm in the layout", laid, item.count as usize)?;
    }
    Ok(())
}

fn check_laid(sheet: &SheetSpec, laid: &LaidCharm) -> Result<()> {
    if sheet.count(&laid.charm) == 0 {
        return Err(Error::input(
            "the layout holds a charm that is not wanted",
            "Add it to the sheet's list first.",
        ));
    }
    at_most("sheets before this one", laid.sheet as usize, MOST_LAID)?;
    Mm::within("the place across", laid.x.get(), Mm::ZERO, sheet.size.width)?;
    Mm::within("the place down", laid.y.get(), Mm::ZERO, sheet.size.height)?;
    within("the turn", laid.turn.get(), -360.0, 360.0)
}
