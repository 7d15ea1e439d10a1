//! Small projects for tests.
#![allow(dead_code, reason = "each test file takes what it needs")]

use dangle_design::edit::Edit;
use dangle_design::history::History;
use dangle_design::id::{
    AnchorId, BlobHash, CarrierId, CharmId, HardwareId, PlacementId, ProcessId, ProjectId, SceneId, ViewId,
};
use dangle_design::project::{
    Artwork, Back, Charm, Cutouts, HardwareChoice, HolePlace, HoleShape, HoleSits, HoleSpec, OutlineSpec,
    OutlineStyle, Placement, ProcessOptions, Project, Rim, Scene, Size, SizeBy,
};
use dangle_design::units::{Degrees, Mm};
use dangle_store::Store;

/// A history of one empty project called "First".
pub(crate) fn history(id: &str) -> History {
    History::new(Project::empty(ProjectId::new(id).unwrap(), "First"))
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
        artwork: Artwork::new(blob),
        back: Back::Plain,
        texts: Vec::new(),
        language: None,
        size: Size { length: Mm::new(50.0), by: SizeBy::Longest },
        outline: OutlineSpec {
            style: OutlineStyle::Border,
            border: Mm::new(2.5),
            rim: Rim::Clear,
            bleed: Mm::new(1.0),
            smoothing: Mm::new(0.5),
            join: Mm::new(3.0),
            least_neck: Mm::new(3.0),
            cutouts: Cutouts::Filled,
            holes: vec![HoleSpec {
                shape: HoleShape::Round { diameter: Mm::new(3.0) },
                wall: Mm::new(2.0),
                fillet: Mm::new(2.0),
                sits: HoleSits::Tab,
                place: HolePlace::Hang { angle: Degrees::ZERO, shift: Mm::ZERO },
            }],
            edits: Vec::new(),
        },
        choke: Mm::new(0.2),
        process: ProcessId::new("acrylic-clear").unwrap(),
        options: ProcessOptions::default(),
        hardware: HardwareChoice::new(HardwareId::new("lobster-clasp").unwrap(), "silver"),
    }
}

/// A store in memory with the blobs of a project "Studio": three charms of two artworks, two of them hung.
pub(crate) fn studio() -> (Store, History) {
    let mut store = Store::memory().unwrap();
    let mut history = history("studio");
    let koi = store.put_blob(&noise(10_000)).unwrap();
    let fox = store.put_blob(&noise(300)).unwrap();
    let mut edits = vec![rename("Studio"), Edit::AddScene { scene: backpack() }];
    for (id, blob) in [("koi", koi), ("fox", fox), ("koi-again", koi)] {
        edits.push(Edit::AddCharm { charm: Box::new(art_charm(id, blob)) });
    }
    for (id, charm) in [("left", "koi"), ("right", "fox")] {
        edits.push(Edit::Place { scene: backpack().id, placement: placement(id, charm) });
    }
    for edit in edits {
        history.commit(&edit).unwrap();
    }
    (store, history)
}

/// The charms that hang in the project's scenes.
pub(crate) fn hung(project: &Project) -> Vec<CharmId> {
    project.scenes.iter().flat_map(|scene| &scene.placements).map(|p| p.charm.clone()).collect()
}

fn backpack() -> Scene {
    Scene::bare(
        SceneId::new("scene").unwrap(),
        "Set 1",
        CarrierId::new("backpack").unwrap(),
        ViewId::new("front").unwrap(),
        serde_json::from_str("\"#3a5f7d\"").unwrap(),
    )
}

fn placement(id: &str, charm: &str) -> Placement {
    Placement {
        id: PlacementId::new(id).unwrap(),
        charm: CharmId::new(charm).unwrap(),
        anchor: AnchorId::new("d-ring").unwrap(),
        turn: serde_json::from_str("3.5").unwrap(),
        yaw: Degrees::ZERO,
    }
}

/// Bytes that look like a compressed picture, always the same.
fn noise(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    blake3::Hasher::new().finalize_xof().fill(&mut bytes);
    bytes
}
