//! The sample project: three charms of our own on a backpack, to look round in.

use dangle_design::history::History;
use dangle_design::id::{CharmId, PlacementId, ProcessId, ProjectId, SceneId};
use dangle_design::process::Process;
use dangle_design::project::{Charm, Placement, Project, Scene};
use dangle_design::{ErrorCode, Result};
use dangle_mockup::carrier::{Anchor, Carrier, View};

use super::desk::first_scene;
use super::project::FIRST_PROCESS;
use super::{Workbench, now_ms};
use crate::samples::Sample;
use crate::view::ProjectView;

/// What the sample project is called.
const NAME: &str = "First charms";
/// What its ids are derived from: opening it again finds what was made of it.
const SEED: &str = "sample project";
/// How many samples it holds.
const CHARMS: usize = 3;

impl Workbench {
    /// Puts the sample project on the desk, as the person left it if it was opened before.
    ///
    /// # Errors
    /// Those of the store.
    pub fn open_sample_project(&self) -> Result<ProjectView> {
        let id = ProjectId::derived(&[SEED]);
        let kept = self.keeping.store().load(&id);
        let history = match kept {
            Ok(history) => history,
            Err(error) if error.code() == ErrorCode::NotFound => self.make_sample_project(id)?,
            Err(error) => return Err(error),
        };
        self.lay(history)
    }

    fn make_sample_project(&self, id: ProjectId) -> Result<History> {
        let process = Process::load(&ProcessId::new(FIRST_PROCESS)?)?;
        let mut charms = Vec::new();
        for sample in Sample::all()?.into_iter().take(CHARMS) {
            let blob = self.keeping.store().put_blob(&sample.bytes()?)?;
            charms.push(Charm::new(CharmId::derived(&[SEED, &sample.id]), sample.name, blob, &process));
        }
        let scenes = vec![hung(&charms)?];
        let history = History::new(Project { charms, scenes, ..Project::empty(id, NAME) });
        self.keeping.store().save(&history, now_ms())?;
        Ok(history)
    }
}

/// The charms on the first carrier, seen from where most of them find an anchor.
fn hung(charms: &[Charm]) -> Result<Scene> {
    let scene = first_scene(SceneId::derived(&[SEED]))?;
    let carrier = Carrier::load(&scene.carrier)?;
    let found = |view: &&View| view.anchors.len().min(charms.len());
    let first = carrier.view(&scene.view)?;
    let view =
        carrier.views.iter().max_by_key(found).filter(|best| found(best) > found(&first)).unwrap_or(first);
    let hang = |(charm, anchor): (&Charm, &Anchor)| {
        Placement::hung(
            PlacementId::derived(&[SEED, anchor.id.as_str()]),
            charm.id.clone(),
            anchor.id.clone(),
        )
    };
    let placements = charms.iter().zip(&view.anchors).map(hang).collect();
    Ok(Scene { view: view.id.clone(), placements, ..scene })
}
