//! Edits keep a project whole, whatever they are given.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dangle_design::edit::{Edit, checked_project};
use dangle_design::id::{
    AnchorId, BlobHash, CarrierId, CharmId, PlacementId, ProcessId, ProjectId, SceneId, ViewId,
};
use dangle_design::process::Process;
use dangle_design::project::{
    Charm, HoleShape, Photo, PhotoAnchor, Placement, Project, Ruler, Scene, Size, SizeBy, Spot,
};
use dangle_design::units::{Mm, Rgb};
use dangle_design::{ErrorCode, kurbo};

fn charm(name: &str) -> Charm {
    let process = Process::load(&ProcessId::new("acrylic-clear").unwrap()).unwrap();
    Charm::new(CharmId::derived(&[name]), name.into(), BlobHash::of(name.as_bytes()), &process)
}

fn scene_id() -> SceneId {
    SceneId::derived(&["scene"])
}

fn project() -> Project {
    let scene = Scene::bare(
        scene_id(),
        "Set 1",
        CarrierId::new("backpack").unwrap(),
        ViewId::new("front").unwrap(),
        Rgb([47, 79, 127]),
    );
    let id = ProjectId::derived(&["p"]);
    let empty = Project::empty(id, "Set");
    let edits = [
        Edit::AddScene { scene },
        Edit::AddCharm { charm: Box::new(charm("Fox")) },
        Edit::AddCharm { charm: Box::new(charm("Owl")) },
        place("Fox", "a"),
        place("Owl", "b"),
    ];
    edits.iter().fold(empty, |project, edit| edit.apply(&project).unwrap())
}

fn place(charm: &str, id: &str) -> Edit {
    Edit::Place {
        scene: scene_id(),
        placement: Placement::hung(
            PlacementId::derived(&[id]),
            CharmId::derived(&[charm]),
            AnchorId::new("d-ring").unwrap(),
        ),
    }
}

fn resize(length: f64) -> Edit {
    let size = Size { length: Mm::new(length), by: SizeBy::Longest };
    Edit::Resize { charm: CharmId::derived(&["Fox"]), size }
}

#[test]
fn a_removed_charm_leaves_every_scene() {
    let before = project();
    let after = Edit::RemoveCharm { charm: CharmId::derived(&["Fox"]) }.apply(&before).unwrap();
    assert_eq!(after.charms.len(), 1);
    assert!(after.scenes[0].placements.iter().all(|p| p.charm == CharmId::derived(&["Owl"])));
    assert_eq!(before.charms.len(), 2, "the old project is untouched");
}

#[test]
fn a_copy_stands_behind_its_original() {
    let copy = CharmId::derived(&["copy"]);
    let edit = Edit::DuplicateCharm { charm: CharmId::derived(&["Fox"]), copy: copy.clone() };
    let after = edit.apply(&project()).unwrap();
    let ids: Vec<_> = after.charms.iter().map(|charm| charm.id.clone()).collect();
    assert_eq!(ids, [CharmId::derived(&["Fox"]), copy, CharmId::derived(&["Owl"])]);
    assert_eq!(edit.apply(&after).unwrap_err().code(), ErrorCode::Input, "an id is used once");
}

#[test]
fn a_placement_moves_to_another_depth_without_losing_others() {
    let edit = Edit::Reorder { scene: scene_id(), placement: PlacementId::derived(&["a"]), depth: 99 };
    let after = edit.apply(&project()).unwrap();
    let order: Vec<_> = after.scenes[0].placements.iter().map(|p| p.id.clone()).collect();
    assert_eq!(order, [PlacementId::derived(&["b"]), PlacementId::derived(&["a"])]);
}

#[test]
fn sizes_and_lengths_outside_their_limits_are_refused_with_a_remedy() {
    for length in [0.0, -5.0, 4.9, 1e6] {
        let error = resize(length).apply(&project()).unwrap_err();
        assert_eq!(error.code(), ErrorCode::Input);
        assert!(error.hint().is_some());
    }
    let mut outline = charm("Fox").outline;
    outline.holes[0].shape = HoleShape::Round { diameter: Mm::new(0.1) };
    let edit = Edit::Reoutline { charm: CharmId::derived(&["Fox"]), outline };
    assert_eq!(edit.apply(&project()).unwrap_err().code(), ErrorCode::Input);
}

#[test]
fn what_is_not_there_cannot_be_edited() {
    let gone = CharmId::derived(&["gone"]);
    let edits = [
        Edit::RemoveCharm { charm: gone.clone() },
        Edit::RenameCharm { charm: gone, name: "New".into() },
        Edit::Unplace { scene: scene_id(), placement: PlacementId::derived(&["gone"]) },
        Edit::Tint { scene: SceneId::derived(&["gone"]), tint: Rgb([0, 0, 0]) },
        place("gone", "c"),
        place("Fox", "a"),
    ];
    for edit in edits {
        assert!(edit.apply(&project()).is_err(), "{edit:?}");
    }
}

/// A photo with places at those shares of its width.
fn photo(places: &[(&str, f64)]) -> Photo {
    let anchor = |&(name, u): &(&str, f64)| PhotoAnchor {
        id: AnchorId::new(name).unwrap(),
        name: name.into(),
        at: Spot { u, v: 0.5 },
        surface_distance: Mm::new(6.0),
    };
    Photo {
        id: CarrierId::new("my-bag").unwrap(),
        name: "My bag".into(),
        blob: BlobHash::of(b"photo"),
        ruler: Ruler { from: Spot { u: 0.1, v: 0.9 }, to: Spot { u: 0.9, v: 0.9 }, length: Mm::new(100.0) },
        anchors: places.iter().map(anchor).collect(),
        front: Vec::new(),
        light: [0.0, 0.0],
    }
}

/// The project on a photo: the fox hangs at "left", the owl in the middle.
fn on_photo() -> Project {
    let photo = photo(&[("left", 0.1), ("middle", 0.5), ("right", 0.8)]);
    let moved = |placement: &str, anchor: &str| Edit::MovePlacement {
        scene: scene_id(),
        placement: PlacementId::derived(&[placement]),
        anchor: AnchorId::new(anchor).unwrap(),
    };
    let (carrier, view) = (photo.id.clone(), ViewId::new("photo").unwrap());
    let edits = [
        Edit::AddPhoto { photo },
        Edit::SetCarrier { scene: scene_id(), carrier, view },
        moved("a", "left"),
        moved("b", "middle"),
    ];
    edits.iter().fold(project(), |project, edit| edit.apply(&project).unwrap())
}

#[test]
fn charms_at_a_place_that_is_gone_from_a_photo_move_to_the_nearest_one_left() {
    let anchors = |photo: Photo| {
        let scenes = Edit::SetPhoto { photo }.apply(&on_photo()).unwrap().scenes;
        scenes[0].placements.iter().map(|one| one.anchor.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(anchors(photo(&[("left", 0.3), ("middle", 0.5)])), ["left", "middle"]);
    assert_eq!(anchors(photo(&[("left", 0.1), ("right", 0.8)])), ["left", "right"]);
    assert_eq!(anchors(photo(&[("new", 0.2)])), ["new", "new"]);
    assert!(anchors(photo(&[])).is_empty(), "with no place left they are taken off");
}

#[test]
fn a_photo_that_charms_hang_on_is_not_removed_until_they_hang_elsewhere() {
    let remove = Edit::RemovePhoto { photo: CarrierId::new("my-bag").unwrap() };
    let error = remove.apply(&on_photo()).unwrap_err();
    assert!(error.to_string().contains("Set 1") && error.hint().is_some(), "{error}");
    let carrier = CarrierId::new("backpack").unwrap();
    let elsewhere = Edit::SetCarrier { scene: scene_id(), carrier, view: ViewId::new("front").unwrap() };
    let together = Edit::Together { edits: vec![elsewhere, remove] };
    let after = together.apply(&on_photo()).unwrap();
    assert!(after.photos.is_empty() && after.scenes[0].placements.len() == 2);
}

#[test]
fn names_keep_every_script_and_lose_control_characters() {
    let rename = |name: &str| Edit::RenameProject { name: name.into() }.apply(&project());
    assert_eq!(rename("  秋のセット 🍂\u{7} ").unwrap().name, "秋のセット 🍂");
    assert!(rename(" \n ").is_err());
    assert!(rename(&"x".repeat(121)).is_err());
}

#[test]
fn a_project_from_outside_is_held_to_the_same_limits() {
    assert_eq!(checked_project(project()).unwrap(), project());
    let mut stray = project();
    stray.scenes[0].placements[0].charm = CharmId::derived(&["gone"]);
    assert!(checked_project(stray).is_err());
    let mut twice = project();
    twice.charms.push(twice.charms[0].clone());
    assert!(checked_project(twice).is_err());
}

#[test]
fn documents_with_numbers_that_are_none_or_unknown_fields_are_refused() {
    let text = serde_json::to_string(&project()).unwrap();
    let good: Project = serde_json::from_str(&text).unwrap();
    assert_eq!(good, project());
    for (from, to) in
        [("\"length\":50.0", "\"length\":1e999"), ("\"name\":\"Set\"", "\"name\":\"Set\",\"script\":1")]
    {
        assert!(text.contains(from));
        assert!(serde_json::from_str::<Project>(&text.replacen(from, to, 1)).is_err(), "{to}");
    }
}

#[test]
fn path_data_is_short_and_reads_back() {
    let mut path = kurbo::BezPath::new();
    path.move_to((1.23456, -0.0001));
    path.curve_to((1.0, 2.0), (3.0, 4.0), (5.0, 6.0));
    path.close_path();
    assert_eq!(dangle_design::report::svg_path(&path), "M1.235 0C1 2 3 4 5 6Z");
}
