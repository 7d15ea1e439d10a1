//! Projects and their histories.

use std::collections::BTreeSet;
use std::sync::Arc;

use dangle_design::history::History;
use dangle_design::id::ProjectId;
use dangle_design::project::Project;
use dangle_design::{Error, ErrorCode, Result};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};

use crate::Store;
use crate::document;
use crate::error::While;
use crate::timeline::{Plan, SavedTimeline, Step};

/// The setting under which the project that was open last is remembered.
const LAST_OPEN: &str = "last-open";

/// Revisions and numbers of steps: they grow by one at a time, so that larger ones are damage.
const COUNTS: std::ops::RangeInclusive<i64> = 0..=1 << 53;

/// A project that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentProject {
    /// Which one.
    pub id: ProjectId,
    /// Its name.
    pub name: String,
    /// When it was last changed: milliseconds since 1970.
    pub edited_ms: i64,
    /// How many charms it holds.
    pub charms: u32,
}

impl Store {
    /// Keeps a history as it is: new steps are written, forgotten ones removed, the present is marked.
    ///
    /// Answers the project's revision when everything is on the disk: after that, neither a kill nor a power
    /// cut loses it. Writes one snapshot for one more edit, one row for an undo, nothing when nothing
    /// changed. After an error the file is as it was, and the next save writes what is missing, however many
    /// edits that is.
    ///
    /// # Errors
    /// [`ErrorCode::File`] when the disk is full or must not be written, [`ErrorCode::Store`] when a blob of
    /// the project is not in the store, or another store has changed the project since it was loaded here.
    pub fn save(&mut self, history: &History, now_ms: i64) -> Result<u64> {
        let id = history.present().id.clone();
        let mut saved = self.saved_timeline(&id)?;
        let done = write_timeline(&mut self.connection, &mut saved, history, now_ms);
        let revision = saved.revision.unsigned_abs();
        self.saved = Some((id, saved));
        done.map(|()| revision)
    }

    /// The history of a project: undo and redo reach as far as they did when it was saved.
    ///
    /// An older step that is damaged ends the way back (or forth) there; the present must be sound.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when there is no such project, [`ErrorCode::Store`] when its present is
    /// damaged or was written by a newer Dangle.
    pub fn load(&mut self, id: &ProjectId) -> Result<History> {
        let saved = read_timeline(&self.connection, id)?.ok_or_else(|| not_there(id))?;
        let history = restored(&saved).ok_or_else(|| not_there(id))?;
        self.saved = Some((id.clone(), saved));
        Ok(history)
    }

    /// Every project, the one changed last first.
    ///
    /// # Errors
    /// [`ErrorCode::Store`] or [`ErrorCode::File`] when the store cannot be read.
    pub fn recent(&self) -> Result<Vec<RecentProject>> {
        let doing = "listing the projects";
        let sql = "SELECT id, name, edited_ms, charms FROM project ORDER BY edited_ms DESC, id";
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        let rows = statement.query_map([], recent_row).doing(doing)?;
        rows.map(|row| row.doing(doing)?).collect()
    }

    /// Removes a project with its history. Its blobs go with the next [`Store::collect_garbage`].
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when there is no such project, [`ErrorCode::File`] when the store cannot be
    /// written.
    pub fn delete(&mut self, id: &ProjectId) -> Result<()> {
        let sql = "DELETE FROM project WHERE id = ?1";
        let removed = self.connection.execute(sql, [id.as_str()]).doing("removing the project")?;
        self.saved = None;
        if removed == 0 { Err(not_there(id)) } else { Ok(()) }
    }

    /// The project that was open when Dangle was closed, unless it is gone.
    ///
    /// # Errors
    /// [`ErrorCode::Store`] or [`ErrorCode::File`] when the store cannot be read.
    pub fn last_open(&self) -> Result<Option<ProjectId>> {
        let Some(id) = self.setting::<ProjectId>(LAST_OPEN)? else { return Ok(None) };
        Ok(has_project(&self.connection, &id)?.then_some(id))
    }

    /// Remembers which project is open.
    ///
    /// # Errors
    /// [`ErrorCode::File`] when the store cannot be written.
    pub fn set_last_open(&mut self, id: &ProjectId) -> Result<()> {
        self.put_setting(LAST_OPEN, id)
    }

    fn saved_timeline(&mut self, id: &ProjectId) -> Result<SavedTimeline> {
        match self.saved.take() {
            Some((of, saved)) if of == *id => Ok(saved),
            Some(_) | None => Ok(read_timeline(&self.connection, id)?.unwrap_or_default()),
        }
    }
}

/// Whether a project of that id is there.
pub(crate) fn has_project(connection: &Connection, id: &ProjectId) -> Result<bool> {
    connection
        .prepare_cached("SELECT 1 FROM project WHERE id = ?1")
        .and_then(|mut statement| statement.exists([id.as_str()]))
        .doing("looking for the project")
}

fn not_there(id: &ProjectId) -> Error {
    Error::new(
        ErrorCode::NotFound,
        format!("project {id} is not in the store"),
        "Open another, or import its .dangle file.",
    )
}

fn recent_row(row: &Row<'_>) -> rusqlite::Result<Result<RecentProject>> {
    let (id, name, edited_ms, charms) = (row.get::<_, String>(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
    Ok(ProjectId::new(id).map(|id| RecentProject { id, name, edited_ms, charms }))
}

/// Brings the file from `saved` to `history`, and then `saved` too; after an error both are as they were.
fn write_timeline(
    connection: &mut Connection,
    saved: &mut SavedTimeline,
    history: &History,
    now_ms: i64,
) -> Result<()> {
    let plan = Plan::new(saved, history);
    if plan.is_done(saved) {
        return Ok(());
    }
    let doing = "keeping the project";
    let transaction = Transaction::new(connection, TransactionBehavior::Immediate).doing(doing)?;
    carry_out(&transaction, history.present(), saved, &plan, now_ms)?;
    transaction.commit().doing(doing)?;
    *saved = plan.carried_out(saved);
    Ok(())
}

/// Brings the file from `saved` to what `plan` says.
pub(crate) fn carry_out(
    connection: &Connection,
    present: &Project,
    saved: &SavedTimeline,
    plan: &Plan,
    now_ms: i64,
) -> Result<()> {
    write_project(connection, present, saved.revision, plan.position, now_ms)?;
    forget_steps(connection, &present.id, plan)?;
    plan.write.iter().try_for_each(|step| write_step(connection, step))
}

/// Writes the project's row, if the file still holds the revision that the plan was made for.
fn write_project(
    connection: &Connection,
    project: &Project,
    revision: i64,
    position: i64,
    now_ms: i64,
) -> Result<()> {
    let sql = if revision == 0 {
        "INSERT INTO project (id, name, charms, position, edited_ms, revision)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6 + 1 WHERE NOT EXISTS (SELECT 1 FROM project WHERE id = ?1)"
    } else {
        "UPDATE project SET name = ?2, charms = ?3, position = ?4, edited_ms = ?5, revision = ?6 + 1
         WHERE id = ?1 AND revision = ?6"
    };
    let charms = project.charms.len() as i64;
    let values = params![project.id.as_str(), project.name, charms, position, now_ms, revision];
    let written = connection
        .prepare_cached(sql)
        .and_then(|mut statement| statement.execute(values))
        .doing("keeping the project")?;
    if written == 1 { Ok(()) } else { Err(changed_elsewhere(project)) }
}

fn changed_elsewhere(project: &Project) -> Error {
    Error::new(
        ErrorCode::Store,
        format!("\"{}\" was changed or removed by another window of Dangle", project.name),
        "Export it from here to keep this version, then open it again.",
    )
}

fn forget_steps(connection: &Connection, id: &ProjectId, plan: &Plan) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM step WHERE project = ?1 AND (number < ?2 OR number >= ?3)")
        .and_then(|mut statement| statement.execute(params![id.as_str(), plan.stay.start, plan.stay.end]))
        .doing("forgetting old steps")?;
    Ok(())
}

fn write_step(connection: &Connection, (number, project): &Step) -> Result<()> {
    let id = project.id.as_str();
    let doing = "keeping the edit";
    let sql = "INSERT INTO step (project, number, format, document) VALUES (?1, ?2, ?3, ?4)";
    let document = document::encode(&**project)?;
    let values = params![id, number, document::format::<Project>(), document];
    connection.prepare_cached(sql).and_then(|mut s| s.execute(values)).doing(doing)?;
    let sql = "INSERT INTO step_blob (project, number, blob) VALUES (?1, ?2, ?3)";
    let mut statement = connection.prepare_cached(sql).doing(doing)?;
    for blob in project.blobs().collect::<BTreeSet<_>>() {
        statement.execute(params![id, number, blob.as_bytes()]).doing(doing)?;
    }
    Ok(())
}

/// What the file holds of a project, if anything.
fn read_timeline(connection: &Connection, id: &ProjectId) -> Result<Option<SavedTimeline>> {
    let sql = "SELECT revision, position FROM project WHERE id = ?1";
    let found: Option<(i64, i64)> = connection
        .query_row(sql, [id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
        .doing("opening the project")?;
    let Some((revision, position)) = found else { return Ok(None) };
    if !COUNTS.contains(&revision) || !COUNTS.contains(&position) {
        return Err(no_present());
    }
    let steps = sound_run(read_steps(connection, id)?, position)?;
    Ok(Some(SavedTimeline { revision, position, steps }))
}

type NumberedResult = (i64, Result<Project>);

fn read_steps(connection: &Connection, id: &ProjectId) -> Result<Vec<NumberedResult>> {
    let doing = "reading the project's history";
    let sql = "SELECT number, format, document FROM step WHERE project = ?1 ORDER BY number";
    let mut statement = connection.prepare_cached(sql).doing(doing)?;
    let rows = statement
        .query_map([id.as_str()], |row| {
            let (number, format, text): (_, _, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok((number, document::decode::<Project>(format, &text)))
        })
        .doing(doing)?;
    rows.map(|row| row.doing(doing)).collect()
}

/// The steps round the present that follow one another without a gap and can be read.
fn sound_run(mut steps: Vec<NumberedResult>, position: i64) -> Result<Vec<Step>> {
    let present = steps.iter().position(|(number, _)| *number == position).ok_or_else(no_present)?;
    let later = steps.split_off(present + 1);
    let Some((_, newest)) = steps.pop() else { return Err(no_present()) };
    let mut run = vec![(position, Arc::new(newest?))];
    let earlier = steps.into_iter().rev().zip(1..);
    let sound = |((number, step), distance): (NumberedResult, i64), way: i64| {
        step.ok()
            .filter(|_| number.checked_sub(position) == Some(way * distance))
            .map(|step| (number, Arc::new(step)))
    };
    run.extend(earlier.map_while(|step| sound(step, -1)));
    run.reverse();
    run.extend(later.into_iter().zip(1..).map_while(|step| sound(step, 1)));
    Ok(run)
}

fn no_present() -> Error {
    Error::new(
        ErrorCode::Store,
        "the newest step of this project is not in the store",
        "The store is damaged: import the project's .dangle file, or use a backup.",
    )
}

fn restored(saved: &SavedTimeline) -> Option<History> {
    let index = saved.steps.iter().position(|(number, _)| *number == saved.position)?;
    History::restore(saved.steps.iter().map(|(_, step)| step.clone()).collect(), index)
}
