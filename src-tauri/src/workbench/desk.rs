//! The desk: the project that is open, with its history.

use std::sync::Arc;

use dangle_design::Result;
use dangle_design::edit::Edit;
use dangle_design::history::History;
use dangle_design::id::{CharmId, ProjectId, SceneId};
use dangle_design::project::{Project, Scene};
use dangle_mockup::carrier::Carrier;

use super::keeping::Keeping;
use super::random_id;
use crate::view::ProjectView;

/// What a project is called until the person names it.
const UNTITLED: &str = "Untitled";
/// The carrier a new project's scene starts with.
const FIRST_CARRIER: &str = "backpack";

/// The project that is open, with its history.
pub(super) struct Desk {
    history: History,
    revision: u32,
    added: Option<CharmId>,
    /// Whether the store knows that this project is the open one.
    remembered: bool,
}

impl Desk {
    /// The project that was open last, or a new one; and why the last one could not be opened.
    pub(super) fn last_or_new(keeping: &Keeping) -> Result<(Self, Option<dangle_design::Error>)> {
        let mut store = keeping.store();
        let last = store.last_open().and_then(|last| last.map(|id| store.load(&id)).transpose());
        drop(store);
        match last {
            Ok(Some(history)) => Ok((Desk::of(history, true), None)),
            Ok(None) => Ok((Desk::of(new_history()?, false), None)),
            Err(error) => Ok((Desk::of(new_history()?, false), Some(error))),
        }
    }

    fn of(history: History, remembered: bool) -> Self {
        Desk { history, revision: 0, added: None, remembered }
    }

    /// Puts another project on the desk, once everything of the old one is kept.
    pub(super) fn lay(&mut self, history: History, keeping: &Keeping) -> Result<()> {
        if !keeping.all_kept() {
            keeping.flush()?;
        }
        *self = Desk { revision: self.revision + 1, ..Desk::of(history, false) };
        // A project that is not in the store yet is remembered with its first edit.
        self.remember(keeping);
        Ok(())
    }

    /// The project as it is.
    pub(super) fn project(&self) -> &Arc<Project> {
        self.history.present()
    }

    /// The project as it is, with its steps.
    pub(super) fn history(&self) -> &History {
        &self.history
    }

    /// Commits one edit. It is on disk when this returns, unless the disk refuses it.
    pub(super) fn commit(&mut self, edit: &Edit, keeping: &Keeping) -> Result<()> {
        self.history.commit(edit)?;
        self.changed(keeping);
        if let Edit::AddCharm { charm } = edit {
            self.added = Some(charm.id.clone());
        }
        Ok(())
    }

    /// Goes one step back, if there is one.
    pub(super) fn undo(&mut self, keeping: &Keeping) {
        if self.history.undo() {
            self.changed(keeping);
        }
    }

    /// Goes one step forward again, if there is one.
    pub(super) fn redo(&mut self, keeping: &Keeping) {
        if self.history.redo() {
            self.changed(keeping);
        }
    }

    fn changed(&mut self, keeping: &Keeping) {
        keeping.keep(&self.history);
        self.revision += 1;
        self.added = None;
        self.remember(keeping);
    }

    fn remember(&mut self, keeping: &Keeping) {
        if !self.remembered {
            // At worst the next start opens another project.
            self.remembered = keeping.store().set_last_open(&self.project().id).is_ok();
        }
    }

    /// The desk as the window shows it.
    pub(super) fn view(&self, keeping: &Keeping) -> ProjectView {
        ProjectView {
            project: Project::clone(self.project()),
            can_undo: !self.history.past().is_empty(),
            can_redo: !self.history.future().is_empty(),
            revision: self.revision,
            kept: keeping.all_kept(),
            added: self.added.clone(),
        }
    }
}

/// A new project nobody has named yet.
pub(super) fn new_history() -> Result<History> {
    new_project(UNTITLED).map(History::new)
}

/// A new project with one scene to hang charms in.
pub(super) fn new_project(name: &str) -> Result<Project> {
    let id = ProjectId::from_random(random_id()?);
    let scene = first_scene(SceneId::from_random(random_id()?))?;
    Ok(Project { scenes: vec![scene], ..Project::empty(id, name) })
}

/// An empty scene on the first carrier, as its maker would show it.
pub(super) fn first_scene(id: SceneId) -> Result<Scene> {
    let carrier = Carrier::load(&dangle_design::id::CarrierId::new(FIRST_CARRIER)?)?;
    Ok(Scene::bare(id, "Set 1", carrier.id, carrier.default_view, carrier.default_tint))
}
