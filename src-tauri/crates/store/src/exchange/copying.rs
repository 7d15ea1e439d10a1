//! A project that is there already comes in as a copy, with ids and a name of its own.

use std::sync::Arc;

use dangle_design::Result;
use dangle_design::edit::LONGEST_NAME;
use dangle_design::history::History;
use dangle_design::id::{CharmId, ProjectId};
use dangle_design::project::Project;
use rusqlite::Connection;

use crate::error::While;
use crate::projects::has_project;

/// The history as it can be taken in: itself when its id is free, else a copy of it.
///
/// Ids of a copy follow from the original's and the copy's number, so no chance is needed. The name gets
/// the number too: "Koi" becomes "Koi 2".
pub(super) fn with_free_id(connection: &Connection, history: &History) -> Result<History> {
    let present = history.present();
    if !has_project(connection, &present.id)? {
        return Ok(history.clone());
    }
    let mut number = 2;
    loop {
        let id = ProjectId::derived(&[present.id.as_str(), "copy", &number.to_string()]);
        let name_taken = has_name(connection, &numbered(&present.name, number))?;
        if !name_taken && !has_project(connection, &id)? {
            return Ok(copied(history, &id, number));
        }
        number += 1;
    }
}

fn has_name(connection: &Connection, name: &str) -> Result<bool> {
    connection
        .prepare_cached("SELECT 1 FROM project WHERE name = ?1")
        .and_then(|mut statement| statement.exists([name]))
        .doing("looking for a free name")
}

fn numbered(name: &str, number: u32) -> String {
    let suffix = format!(" {number}");
    let room = LONGEST_NAME.saturating_sub(suffix.len());
    let kept: String = name.chars().take(room).collect();
    format!("{}{suffix}", kept.trim_end())
}

fn copied(history: &History, id: &ProjectId, number: u32) -> History {
    let copy = |step: &Arc<Project>| Arc::new(copied_project(step, id, number));
    let past = history.past().iter().map(copy);
    let steps = past.chain([copy(history.present())]).chain(history.future().iter().rev().map(copy));
    History::restore(steps.collect(), history.past().len())
        .unwrap_or_else(|| History::new(copied_project(history.present(), id, number)))
}

fn copied_project(project: &Project, id: &ProjectId, number: u32) -> Project {
    let mut copy = Project { id: id.clone(), name: numbered(&project.name, number), ..project.clone() };
    let new_id = |charm: &CharmId| CharmId::derived(&[id.as_str(), charm.as_str()]);
    for charm in &mut copy.charms {
        charm.id = new_id(&charm.id);
    }
    for placement in copy.scenes.iter_mut().flat_map(|scene| &mut scene.placements) {
        placement.charm = new_id(&placement.charm);
    }
    for sheet in &mut copy.sheets {
        let items = sheet.items.iter_mut().map(|item| &mut item.charm);
        for charm in items.chain(sheet.layout.iter_mut().map(|laid| &mut laid.charm)) {
            *charm = new_id(charm);
        }
    }
    let cards = copy.cards.iter_mut().map(|card| &mut card.charm);
    for charm in cards.chain(copy.orders.iter_mut().map(|order| &mut order.charm)) {
        *charm = new_id(charm);
    }
    copy
}
