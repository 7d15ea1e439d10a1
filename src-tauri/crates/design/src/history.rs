//! Undo and redo: snapshots of the project. A snapshot is small, as blobs are shared.

use std::sync::Arc;

use crate::Result;
use crate::edit::Edit;
use crate::project::Project;

/// Most steps that can be taken back; older ones are forgotten.
pub const MOST_STEPS: usize = 200;

/// The project as it is, as it was, and as it will be again if the person wishes.
#[derive(Clone, Debug)]
pub struct History {
    past: Vec<Arc<Project>>,
    present: Arc<Project>,
    future: Vec<Arc<Project>>,
}

impl History {
    /// A history that begins with `project`.
    #[must_use]
    pub fn new(project: Project) -> Self {
        History { past: Vec::new(), present: Arc::new(project), future: Vec::new() }
    }

    /// A stored history: oldest first, with the present at `index`.
    ///
    /// Answers `None` when there is no snapshot at `index`.
    #[must_use]
    pub fn restore(mut snapshots: Vec<Arc<Project>>, index: usize) -> Option<Self> {
        if index >= snapshots.len() {
            return None;
        }
        let mut future = snapshots.split_off(index + 1);
        future.reverse();
        let present = snapshots.pop()?;
        Some(History { past: snapshots, present, future })
    }

    /// The project as it is.
    #[must_use]
    pub fn present(&self) -> &Arc<Project> {
        &self.present
    }

    /// The projects that can be gone back to, oldest first.
    #[must_use]
    pub fn past(&self) -> &[Arc<Project>] {
        &self.past
    }

    /// The projects that can be gone forward to, nearest last.
    #[must_use]
    pub fn future(&self) -> &[Arc<Project>] {
        &self.future
    }

    /// Commits one edit. What could be redone is forgotten.
    ///
    /// # Errors
    /// Those of [`Edit::apply`]; nothing is committed then.
    pub fn commit(&mut self, edit: &Edit) -> Result<()> {
        let next = edit.apply(&self.present)?;
        if next == *self.present {
            return Ok(());
        }
        self.past.push(std::mem::replace(&mut self.present, Arc::new(next)));
        self.future.clear();
        if self.past.len() > MOST_STEPS {
            self.past.remove(0);
        }
        Ok(())
    }

    /// Goes one step back; answers whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(previous) = self.past.pop() else { return false };
        self.future.push(std::mem::replace(&mut self.present, previous));
        true
    }

    /// Goes one step forward again; answers whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(next) = self.future.pop() else { return false };
        self.past.push(std::mem::replace(&mut self.present, next));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::ProjectId;

    fn history() -> History {
        let id = ProjectId::derived(&["test"]);
        History::new(Project::empty(id, "First"))
    }

    fn rename(name: &str) -> Edit {
        Edit::RenameProject { name: name.into() }
    }

    #[test]
    fn undo_and_redo_walk_the_same_way_back_and_forth() {
        let mut history = history();
        history.commit(&rename("Second")).unwrap();
        history.commit(&rename("Third")).unwrap();
        assert!(history.undo() && history.undo() && !history.undo());
        assert_eq!(history.present().name, "First");
        assert!(history.redo() && history.redo() && !history.redo());
        assert_eq!(history.present().name, "Third");
    }

    #[test]
    fn a_new_edit_forgets_what_could_be_redone() {
        let mut history = history();
        history.commit(&rename("Second")).unwrap();
        history.undo();
        history.commit(&rename("Other")).unwrap();
        assert!(!history.redo());
    }

    #[test]
    fn a_refused_edit_and_an_edit_without_effect_leave_no_step() {
        let mut history = history();
        assert!(history.commit(&rename("")).is_err());
        history.commit(&rename("First")).unwrap();
        assert!(!history.undo());
    }

    #[test]
    fn a_stored_history_is_the_same_history() {
        let mut history = history();
        for name in ["Second", "Third", "Fourth"] {
            history.commit(&rename(name)).unwrap();
        }
        history.undo();
        let mut all: Vec<_> = history.past().to_vec();
        all.push(history.present().clone());
        all.extend(history.future().iter().rev().cloned());
        let mut restored = History::restore(all, history.past().len()).unwrap();
        assert_eq!(restored.present(), history.present());
        assert!(restored.redo());
        assert_eq!(restored.present().name, "Fourth");
        assert!(History::restore(vec![], 0).is_none());
    }
}
