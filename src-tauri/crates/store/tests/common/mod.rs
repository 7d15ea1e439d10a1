//! Small projects for tests.
#![allow(dead_code, reason = "each test file takes what it needs")]

use dangle_design::edit::Edit;
use dangle_design::history::History;
use dangle_design::id::{BlobHash, CharmId, HardwareId, ProcessId, ProjectId};
use dangle_design::project::{
    Artwork, Background, Charm, HardwareChoice, HoleSpec, OutlineSpec, Project, Size, SizeBy,
};
use dangle_design::units::Mm;

/// A history of one empty project called "First".
pub(crate) fn history(id: &str) -> History {
    History::new(Project {
        id: ProjectId::new(id).unwrap(),
        name: "First".into(),
        charms: vec![],
        scenes: vec![],
    })
}

/// Calls the project something else.
pub(crate) fn rename(name: &str) -> Edit {
    Edit::RenameProject { name: name.into() }
}

/// A charm of that artwork with usual values.
pub(crate) fn art_charm(id: &str, blob: BlobHash) -> Charm {
    Charm {
        id: CharmId::new(id).unwrap(),
        name: "Koi".into(),
        artwork: Artwork { blob, background: Background::Auto },
        size: Size { length: Mm::new(50.0), by: SizeBy::Longest },
        outline: OutlineSpec {
            border: Mm::new(2.5),
            smoothing: Mm::new(0.5),
            join: Mm::new(3.0),
            least_neck: Mm::new(3.0),
            hole: HoleSpec::Tab { diameter: Mm::new(3.0), wall: Mm::new(2.0), shift: Mm::ZERO },
        },
        choke: Mm::new(0.2),
        process: ProcessId::new("acrylic-clear").unwrap(),
        hardware: HardwareChoice {
            clasp: HardwareId::new("lobster-clasp").unwrap(),
            finish: "silver".into(),
        },
    }
}
