//! The desk: the project that is open, with its history.

use dangle_design::Result;
use dangle_design::edit::Edit;
use dangle_design::history::History;
use dangle_design::id::{CarrierId, CharmId, ProjectId, SceneId, ViewId};
use dangle_design::project::{Project, Scene};
use dangle_design::units::Rgb;

use super::{now_ms, random_id};
use crate::kept::Kept;
use crate::view::ProjectView;

/// The setting that names the project that was open last.
const LAST_PROJECT: &str = "last-project";
/// What a project is called until the person names it.
const UNTITLED: &str = "Untitled";

/// The project that is open, with its history.
pub(super) struct Desk {
    history: History,
    revision: u32,
    added: Option<CharmId>,
}

impl Desk {
    /// The project that was open last, or a new one.
    pub(super) fn last_or_new(kept: &Kept) -> Result<Self> {
        let last = kept.setting(LAST_PROJECT)?.and_then(|id| ProjectId::new(id).ok());
        let history = match last.map(|id| kept.load(&id)) {
            Some(Ok(history)) => history,
            Some(Err(_)) | None => History::new(new_project(UNTITLED)?),
        };
        Ok(Desk { history, revision: 0, added: None })
    }

    /// Puts another project on the desk.
    pub(super) fn lay(&mut self, history: History, kept: &Kept) -> Result<()> {
        kept.set_setting(LAST_PROJECT, history.present().id.as_str())?;
        self.history = history;
        self.revision += 1;
        self.added = None;
        Ok(())
    }

    /// The project as it is.
    pub(super) fn project(&self) -> &std::sync::Arc<Project> {
        self.history.present()
    }

    /// Commits one edit: it is on disk when this returns, or nothing has changed.
    pub(super) fn commit(&mut self, edit: &Edit, kept: &Kept) -> Result<()> {
        self.change(kept, |history| history.commit(edit))?;
        if let Edit::AddCharm { charm } = edit {
            self.added = Some(charm.id.clone());
        }
        Ok(())
    }

    /// Goes one step back, if there is one.
    pub(super) fn undo(&mut self, kept: &Kept) -> Result<()> {
        self.change(kept, |history| {
            history.undo();
            Ok(())
        })
    }

    /// Goes one step forward again, if there is one.
    pub(super) fn redo(&mut self, kept: &Kept) -> Result<()> {
        self.change(kept, |history| {
            history.redo();
            Ok(())
        })
    }

    fn change(&mut self, kept: &Kept, step: impl FnOnce(&mut History) -> Result<()>) -> Result<()> {
        let mut next = self.history.clone();
        step(&mut next)?;
        kept.keep(&next, now_ms())?;
        kept.set_setting(LAST_PROJECT, next.present().id.as_str())?;
        self.history = next;
        self.revision += 1;
        self.added = None;
        Ok(())
    }

    /// The desk as the window shows it.
    pub(super) fn view(&self) -> ProjectView {
        ProjectView {
            project: Project::clone(self.history.present()),
            can_undo: !self.history.past().is_empty(),
            can_redo: !self.history.future().is_empty(),
            revision: self.revision,
            kept: true,
            added: self.added.clone(),
        }
    }
}

/// A new project with one scene to hang charms in.
pub(super) fn new_project(name: &str) -> Result<Project> {
    let id = ProjectId::from_random(random_id()?);
    let scene = Scene {
        id: SceneId::from_random(random_id()?),
        carrier: CarrierId::new("backpack")?,
        view: ViewId::new("front")?,
        tint: Rgb([0x2F, 0x4F, 0x4F]),
        placements: Vec::new(),
    };
    Ok(Project { id, name: name.to_owned(), charms: Vec::new(), scenes: vec![scene] })
}
