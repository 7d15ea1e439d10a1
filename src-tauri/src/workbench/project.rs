//! The project: opening, editing, undoing, importing.

use dangle_design::edit::{Edit, LONGEST_NAME};
use dangle_design::history::History;
use dangle_design::id::{CharmId, ProcessId, ProjectId};
use dangle_design::process::Process;
use dangle_design::project::Charm;
use dangle_design::{Error, ErrorCode, Result};

use super::desk::new_project;
use super::{Workbench, random_id};
use crate::samples;
use crate::view::{ProcessView, ProjectView, RecentProject, SampleView, Settings, StartView};

/// Largest file that is imported, in bytes.
pub const LARGEST_IMPORT: usize = 64 << 20;
/// The process a new charm is made by.
const FIRST_PROCESS: &str = "acrylic-clear";
/// The setting that holds the person's settings.
const SETTINGS: &str = "settings";
/// What a charm is called whose file's name says nothing.
const NAMELESS: &str = "Charm";

impl Workbench {
    /// What the window needs at its start.
    ///
    /// # Errors
    /// Those of the store.
    pub fn start(&self) -> Result<StartView> {
        Ok(StartView {
            project: self.project(),
            recent: self.recent_projects()?,
            settings: self.settings()?,
            samples: self.samples()?,
            carriers: Vec::new(),
            hardware: Vec::new(),
            processes: processes()?,
            recipes: Vec::new(),
        })
    }

    /// The open project.
    pub fn project(&self) -> ProjectView {
        self.desk().view()
    }

    /// Puts a new, empty project on the desk. It is kept from its first edit on.
    ///
    /// # Errors
    /// `Input` when the name cannot be used.
    pub fn new_project(&self, name: &str) -> Result<ProjectView> {
        let project = dangle_design::edit::checked_project(new_project(name)?)?;
        self.lay(History::new(project))
    }

    /// Puts a kept project on the desk.
    ///
    /// # Errors
    /// `NotFound` when there is none of that id.
    pub fn open_project(&self, project: &ProjectId) -> Result<ProjectView> {
        let history = self.kept.load(project)?;
        self.lay(history)
    }

    fn lay(&self, history: History) -> Result<ProjectView> {
        let mut desk = self.desk();
        desk.lay(history, &self.kept)?;
        Ok(desk.view())
    }

    /// The projects that can be opened, newest first.
    ///
    /// # Errors
    /// Those of the store.
    pub fn recent_projects(&self) -> Result<Vec<RecentProject>> {
        self.kept.recent()
    }

    /// Removes a project for good; the one on the desk stays there and is kept again at its next edit.
    ///
    /// # Errors
    /// `NotFound` when there is none of that id.
    pub fn delete_project(&self, project: &ProjectId) -> Result<Vec<RecentProject>> {
        self.kept.delete(project)?;
        self.recent_projects()
    }

    /// Commits one edit. It is on disk when this returns.
    ///
    /// # Errors
    /// Those of [`Edit::apply`] and of the store; then nothing has changed.
    pub fn apply_edit(&self, edit: &Edit) -> Result<ProjectView> {
        let mut desk = self.desk();
        desk.commit(edit, &self.kept)?;
        Ok(desk.view())
    }

    /// Takes the last edit back.
    ///
    /// # Errors
    /// Those of the store; then nothing has changed.
    pub fn undo(&self) -> Result<ProjectView> {
        let mut desk = self.desk();
        desk.undo(&self.kept)?;
        Ok(desk.view())
    }

    /// Makes the edit again that was taken back last.
    ///
    /// # Errors
    /// Those of the store; then nothing has changed.
    pub fn redo(&self) -> Result<ProjectView> {
        let mut desk = self.desk();
        desk.redo(&self.kept)?;
        Ok(desk.view())
    }

    /// Makes a charm of a picture's file and puts it into the tray. A file that gives no charm is refused
    /// before anything is kept.
    ///
    /// # Errors
    /// `TooLarge`, `Artwork` or `NothingVisible`, each with a remedy.
    pub fn import_artwork(&self, file_name: &str, bytes: &[u8]) -> Result<ProjectView> {
        check_import_size(bytes.len())?;
        self.read_artwork(bytes).map_err(|error| error.about(file_name))?;
        let blob = self.kept.put_blob(bytes)?;
        let process = Process::load(&ProcessId::new(FIRST_PROCESS)?)?;
        let id = CharmId::from_random(random_id()?);
        let charm = Charm::new(id, charm_name(file_name), blob, &process);
        self.apply_edit(&Edit::AddCharm { charm: Box::new(charm) })
    }

    /// Makes a charm of a sample.
    ///
    /// # Errors
    /// `NotFound` when there is no such sample.
    pub fn import_sample(&self, sample: &str) -> Result<ProjectView> {
        let file = samples::file(sample)?;
        self.import_artwork(&file.name, &file.bytes)
    }

    /// The person's settings.
    ///
    /// # Errors
    /// Those of the store.
    pub fn settings(&self) -> Result<Settings> {
        let kept = self.kept.setting(SETTINGS)?;
        // Settings of another version are not worth an error: the person sets them again.
        Ok(kept.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
    }

    /// Keeps the person's settings.
    ///
    /// # Errors
    /// `Input` when one has no such value.
    pub fn save_settings(&self, settings: &Settings) -> Result<Settings> {
        settings.check()?;
        let json = serde_json::to_string(settings)
            .map_err(|error| Error::new(ErrorCode::Store, error.to_string(), "Restart Dangle."))?;
        self.kept.set_setting(SETTINGS, &json)?;
        self.settings()
    }

    fn samples(&self) -> Result<Vec<SampleView>> {
        samples::ids()
            .into_iter()
            .map(|id| {
                let picture = self.pictures.promise(super::Promise::Sample { id: id.clone() })?;
                Ok(SampleView { name: charm_name(&id), id, picture })
            })
            .collect()
    }
}

fn processes() -> Result<Vec<ProcessView>> {
    let view = |id| {
        let process = Process::load(&id)?;
        Ok(ProcessView {
            id: process.id.to_string(),
            name: process.name,
            thickness_mm: process.thickness_mm.get(),
        })
    };
    Process::ids().into_iter().map(view).collect()
}

/// Refuses files that are larger than any artwork or project of ours.
pub(crate) fn check_import_size(bytes: usize) -> Result<()> {
    if bytes <= LARGEST_IMPORT {
        return Ok(());
    }
    Err(Error::new(
        ErrorCode::TooLarge,
        format!("the file has {} MB (at most {})", bytes >> 20, LARGEST_IMPORT >> 20),
        "Save it smaller: 4,000 pixels on the longer side are plenty for a charm.",
    ))
}

/// A charm's name from its file's name: without folder and ending, words apart, first letter large.
fn charm_name(file_name: &str) -> String {
    let base = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = base.rsplit_once('.').map_or(base, |(stem, _)| stem);
    let words: String = stem.chars().map(|c| if c == '_' || c == '-' { ' ' } else { c }).collect();
    let words: Vec<&str> = words.split_whitespace().collect();
    let name: String = words.join(" ").chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).take(LONGEST_NAME).collect(),
        None => NAMELESS.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_charm_is_called_like_its_file() {
        assert_eq!(charm_name("strawberry.svg"), "Strawberry");
        assert_eq!(charm_name("C:\\art\\sleepy_cat-final.v2.png"), "Sleepy cat final.v2");
        assert_eq!(charm_name("../../etc/pass\u{7}wd"), "Passwd");
        assert_eq!(charm_name("招き猫.png"), "招き猫");
        assert_eq!(charm_name(".png"), NAMELESS);
        assert_eq!(charm_name(&"ß".repeat(500)).chars().count(), LONGEST_NAME);
    }
}
