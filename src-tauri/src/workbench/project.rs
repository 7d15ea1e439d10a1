//! The project: opening, editing, undoing, importing.

use std::path::Path;

use dangle_design::edit::{Edit, LONGEST_NAME};
use dangle_design::history::History;
use dangle_design::id::{CharmId, ProcessId, ProjectId};
use dangle_design::process::{self, Layer, Limit, Process};
use dangle_design::project::Charm;
use dangle_design::units::Mm;
use dangle_design::{Error, ErrorCode, Result};
use dangle_store::Contents;

use super::desk::{new_history, new_project};
use super::{Promise, Workbench, now_ms, random_id};
use crate::dialogs::PROJECT_ENDING;
use crate::samples::Sample;
use crate::view::{
    ExportView, LimitView, ProcessView, ProjectView, RecentProject, SampleView, Settings, StackView,
    StartView,
};

/// Largest file that is imported, in bytes.
pub(crate) const LARGEST_IMPORT: usize = 64 << 20;
/// The process a new charm is made by.
pub(super) const FIRST_PROCESS: &str = "acrylic-clear";
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
            carriers: self.carriers()?,
            hardware: self.hardware()?,
            beside: self.beside()?,
            processes: processes()?,
            swatches: process::swatches()?,
            fonts: self.fonts()?,
            recipes: self.recipes()?,
        })
    }

    /// The open project.
    pub fn project(&self) -> ProjectView {
        self.desk().view(&self.keeping)
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
        let history = self.keeping.store().load(project)?;
        self.lay(history)
    }

    pub(super) fn lay(&self, history: History) -> Result<ProjectView> {
        let mut desk = self.desk();
        desk.lay(history, &self.keeping)?;
        Ok(desk.view(&self.keeping))
    }

    /// The projects that can be opened, newest first.
    ///
    /// # Errors
    /// Those of the store.
    pub fn recent_projects(&self) -> Result<Vec<RecentProject>> {
        let recent = self.keeping.store().recent()?;
        Ok(recent.into_iter().map(RecentProject::from).collect())
    }

    /// Removes a project for good. When it lies on the desk, a new, empty one takes its place.
    ///
    /// # Errors
    /// `NotFound` when there is none of that id.
    pub fn delete_project(&self, project: &ProjectId) -> Result<Vec<RecentProject>> {
        let mut desk = self.desk();
        self.keeping.store().delete(project)?;
        if desk.project().id == *project {
            desk.lay(new_history()?, &self.keeping)?;
        }
        drop(desk);
        self.recent_projects()
    }

    /// Commits one edit. It is on disk when this returns; when the disk refuses it, `kept` is false, and it
    /// is tried again.
    ///
    /// # Errors
    /// Those of [`Edit::apply`]; then nothing has changed.
    pub fn apply_edit(&self, edit: &Edit) -> Result<ProjectView> {
        let mut desk = self.desk();
        desk.commit(edit, &self.keeping)?;
        Ok(desk.view(&self.keeping))
    }

    /// Takes the last edit back.
    pub fn undo(&self) -> ProjectView {
        let mut desk = self.desk();
        desk.undo(&self.keeping);
        desk.view(&self.keeping)
    }

    /// Makes the edit again that was taken back last.
    pub fn redo(&self) -> ProjectView {
        let mut desk = self.desk();
        desk.redo(&self.keeping);
        desk.view(&self.keeping)
    }

    /// Makes a charm of a picture's file and puts it into the tray. A file that gives no charm is refused
    /// before anything is kept.
    ///
    /// # Errors
    /// `TooLarge`, `Artwork` or `NothingVisible`, each with a remedy.
    pub fn import_artwork(&self, file_name: &str, bytes: &[u8]) -> Result<ProjectView> {
        check_import_size(bytes.len())?;
        self.add_charm(charm_name(file_name), bytes).map_err(|error| error.about(file_name))
    }

    fn add_charm(&self, name: String, bytes: &[u8]) -> Result<ProjectView> {
        self.read_artwork(bytes)?;
        let blob = self.keeping.store().put_blob(bytes)?;
        let process = Process::load(&ProcessId::new(FIRST_PROCESS)?)?;
        let id = CharmId::from_random(random_id()?);
        let charm = Charm::new(id, name, blob, &process);
        self.apply_edit(&Edit::AddCharm { charm: Box::new(charm) })
    }

    /// Makes a charm of a sample.
    ///
    /// # Errors
    /// `NotFound` when there is no such sample.
    pub fn import_sample(&self, sample: &str) -> Result<ProjectView> {
        let sample = Sample::load(sample)?;
        self.add_charm(sample.name.clone(), &sample.bytes()?)
    }

    /// Takes a `.dangle` file's project in, and puts it on the desk.
    ///
    /// # Errors
    /// `Store`, `TooLarge` or `Input` when it is no sound project file.
    pub fn import_project(&self, bytes: &[u8]) -> Result<ProjectView> {
        let imported = self.keeping.store().import_bytes(bytes, now_ms())?;
        self.lay(imported.history)
    }

    /// The same for a file on the disk.
    ///
    /// # Errors
    /// Those of [`Workbench::import_project`], and `File` when it cannot be read.
    pub fn import_project_file(&self, file: &Path) -> Result<ProjectView> {
        let imported = self.keeping.store().import(file, now_ms())?;
        self.lay(imported.history)
    }

    /// Writes the open project as a `.dangle` file into the export folder: as it is now, without what was
    /// undone or removed before, since such a file is made to be sent.
    ///
    /// # Errors
    /// `File` when the folder cannot be written.
    pub fn export_project(&self) -> Result<ExportView> {
        let history = self.desk().history().clone();
        self.exports.write(&history.present().name, PROJECT_ENDING, |draft| {
            self.keeping.store().export(&history, Contents::Present, draft).map(drop)
        })
    }

    /// The person's settings.
    ///
    /// # Errors
    /// Those of the store.
    pub fn settings(&self) -> Result<Settings> {
        match self.keeping.store().setting(SETTINGS) {
            Ok(settings) => Ok(settings.unwrap_or_default()),
            // Settings of another version are not worth an error: the person sets them again.
            Err(error) if error.code() == ErrorCode::Input => Ok(Settings::default()),
            Err(error) => Err(error),
        }
    }

    /// Keeps the person's settings.
    ///
    /// # Errors
    /// `Input` when one has no such value.
    pub fn save_settings(&self, settings: &Settings) -> Result<Settings> {
        settings.check()?;
        self.keeping.store().put_setting(SETTINGS, settings)?;
        self.settings()
    }

    fn samples(&self) -> Result<Vec<SampleView>> {
        let view = |sample: Sample| {
            let picture = self.pictures.promise(Promise::Sample { id: sample.id.clone() })?;
            Ok(SampleView { id: sample.id, name: sample.name, picture })
        };
        Sample::all()?.into_iter().map(view).collect()
    }
}

impl From<dangle_store::RecentProject> for RecentProject {
    fn from(recent: dangle_store::RecentProject) -> Self {
        RecentProject {
            id: recent.id,
            name: recent.name,
            changed_ms: recent.edited_ms,
            charms: recent.charms,
        }
    }
}

impl From<Process> for ProcessView {
    fn from(process: Process) -> Self {
        ProcessView {
            id: process.id.to_string(),
            thickness_mm: process.thickness_mm.get(),
            body: process.body.to_string(),
            edge: process.edge,
            uses: process.uses(),
            colours: process.face.colours(),
            finest_mm: process.face.finest().map(Mm::get),
            line_mm: process.face.line().map(Mm::get),
            shrink: process.shrink.as_ref().map(|shrink| shrink.left),
            name: process.name,
            summary: process.summary,
            thickness_source: process.thickness_source,
            styles: process.styles,
            layers: process.layers.into_iter().map(StackView::from).collect(),
            facts: process.facts,
            limits: process.limits.into_iter().map(LimitView::from).collect(),
        }
    }
}

impl From<Layer> for StackView {
    fn from(layer: Layer) -> Self {
        StackView { name: layer.name, thickness_mm: layer.thickness_mm.get(), hollow: layer.hollow }
    }
}

impl From<Limit> for LimitView {
    fn from(limit: Limit) -> Self {
        LimitView {
            check: limit.check,
            ceiling: limit.is_ceiling(),
            warn: limit.warn_below.or(limit.warn_above),
            error: limit.error_below.or(limit.error_above),
            unit: limit.unit,
            source: limit.source,
        }
    }
}

fn processes() -> Result<Vec<ProcessView>> {
    Process::ids().iter().map(|id| Process::load(id).map(ProcessView::from)).collect()
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
