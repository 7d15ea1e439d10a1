//! What is kept on disk, as the shell uses it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use dangle_design::history::History;
use dangle_design::id::{BlobHash, ProjectId};
use dangle_design::{Error, ErrorCode, Result};

use crate::view::RecentProject;

/// Projects, blobs and settings.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    projects: BTreeMap<ProjectId, (History, i64)>,
    blobs: BTreeMap<BlobHash, Arc<[u8]>>,
    settings: BTreeMap<String, String>,
}

impl Kept {
    /// What is kept in that folder.
    pub(crate) fn open(_folder: &Path) -> Result<Self> {
        Ok(Kept::default())
    }

    /// Keeps an imported file.
    pub(crate) fn put_blob(&self, bytes: &[u8]) -> Result<BlobHash> {
        let hash = BlobHash::of(bytes);
        self.lock().blobs.insert(hash, bytes.into());
        Ok(hash)
    }

    /// An imported file.
    pub(crate) fn blob(&self, hash: &BlobHash) -> Result<Arc<[u8]>> {
        self.lock().blobs.get(hash).cloned().ok_or_else(|| gone("artwork"))
    }

    /// Keeps a project with its history; on disk when this returns.
    pub(crate) fn keep(&self, history: &History, now_ms: i64) -> Result<()> {
        self.lock().projects.insert(history.present().id.clone(), (history.clone(), now_ms));
        Ok(())
    }

    /// A project with its history.
    pub(crate) fn load(&self, id: &ProjectId) -> Result<History> {
        self.lock().projects.get(id).map(|(history, _)| history.clone()).ok_or_else(|| gone("project"))
    }

    /// The projects, newest first.
    pub(crate) fn recent(&self) -> Result<Vec<RecentProject>> {
        let mut all: Vec<RecentProject> = self
            .lock()
            .projects
            .values()
            .map(|(history, changed_ms)| RecentProject {
                id: history.present().id.clone(),
                name: history.present().name.clone(),
                changed_ms: *changed_ms,
                charms: history.present().charms.len() as u32,
            })
            .collect();
        all.sort_by_key(|project| std::cmp::Reverse(project.changed_ms));
        Ok(all)
    }

    /// Forgets a project.
    pub(crate) fn delete(&self, id: &ProjectId) -> Result<()> {
        self.lock().projects.remove(id).map(|_| ()).ok_or_else(|| gone("project"))
    }

    /// A setting.
    pub(crate) fn setting(&self, name: &str) -> Result<Option<String>> {
        Ok(self.lock().settings.get(name).cloned())
    }

    /// Keeps a setting.
    pub(crate) fn set_setting(&self, name: &str, value: &str) -> Result<()> {
        self.lock().settings.insert(name.to_owned(), value.to_owned());
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn gone(thing: &str) -> Error {
    Error::new(ErrorCode::NotFound, format!("this {thing} is not there"), "Open another project.")
}
