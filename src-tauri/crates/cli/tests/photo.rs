//! A project whose charms hang on a person's own photo, pictured by the program.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;

use dangle_design::edit::Edit;
use dangle_design::history::History;
use dangle_design::id::{AnchorId, CarrierId, CharmId, PlacementId, ProcessId, ProjectId, SceneId, ViewId};
use dangle_design::process::Process;
use dangle_design::project::{Charm, Photo, PhotoAnchor, Placement, Project, Ruler, Scene, Spot};
use dangle_design::units::{Mm, Rgb};
use dangle_store::{Contents, Store};

mod common;

use common::{disc_png, png, run, status_and_complaint};

/// A project with a disc on a grey photo of 400 px, 100 mm wide.
fn write_project(to: &Path) {
    let mut store = Store::memory().unwrap();
    let art = store.put_blob(&disc_png(256)).unwrap();
    let blob = store.put_blob(&png(400, |_, _| [140, 140, 140, 255])).unwrap();
    let process = Process::load(&ProcessId::new("acrylic-clear").unwrap()).unwrap();
    let charm = Charm::new(CharmId::derived(&["disc"]), "Disc".into(), art, &process);
    let anchor = AnchorId::new("here").unwrap();
    let photo = Photo {
        id: CarrierId::new("my-bag").unwrap(),
        name: "My bag".into(),
        blob,
        ruler: Ruler { from: Spot { u: 0.1, v: 0.9 }, to: Spot { u: 0.9, v: 0.9 }, length: Mm::new(80.0) },
        anchors: vec![PhotoAnchor {
            id: anchor.clone(),
            name: "Here".into(),
            at: Spot { u: 0.5, v: 0.05 },
            surface_distance: Mm::new(6.0),
        }],
        front: Vec::new(),
        light: [-0.4, -0.5],
    };
    let (id, view) = (SceneId::derived(&["set"]), ViewId::new("photo").unwrap());
    let bare = Scene::bare(id, "Set 1", photo.id.clone(), view, Rgb([0; 3]));
    let hung = Placement::hung(PlacementId::derived(&["one"]), charm.id.clone(), anchor);
    let edits = vec![
        Edit::AddCharm { charm: Box::new(charm) },
        Edit::AddPhoto { photo },
        Edit::AddScene { scene: Scene { placements: vec![hung], ..bare } },
    ];
    let empty = Project::empty(ProjectId::derived(&["p"]), "Set");
    let project = Edit::Together { edits }.apply(&empty).unwrap();
    store.export(&History::new(project), Contents::Present, to).unwrap();
}

#[test]
fn charms_on_a_photo_are_pictured_on_it() {
    let folder = tempfile::tempdir().unwrap();
    let (project, picture) = (folder.path().join("set.dangle"), folder.path().join("set.png"));
    write_project(&project);
    let out = ["picture".as_ref(), project.as_os_str(), "--size".as_ref(), "400x400".as_ref()];
    let output = run(&[&out[..], &["--out".as_ref(), picture.as_os_str()]].concat());
    assert_eq!(status_and_complaint(&output), (0, String::new()));
    let picture = image::open(picture).unwrap().into_rgb8();
    assert_eq!(picture.dimensions(), (400, 400));
    let red = picture.pixels().filter(|pixel| pixel.0[0] > 180 && pixel.0[1] < 90).count();
    assert!(red > 5_000, "the disc is there: {red} px");
    assert_eq!(picture.get_pixel(4, 4).0, [140; 3], "and beside it the photo");
}
