//! Charms on a person's own photo: seen, saved, kept, and carried in the project's file.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::path::PathBuf;

use dangle_app::order::{PictureFormat, PictureOrder, PictureShape};
use dangle_app::view::{PhotoView, ProjectView, SceneView};
use dangle_app::{Folders, Workbench};
use dangle_design::edit::Edit;
use dangle_design::id::{AnchorId, CarrierId, PlacementId, SceneId, ViewId};
use dangle_design::project::{Photo, PhotoAnchor, Placement, Ruler, Spot};
use dangle_design::units::Mm;
use dangle_design::{Error, ErrorCode};
use image::ImageEncoder;
use tempfile::TempDir;

fn open(folder: &TempDir) -> Workbench {
    let folders = Folders { data: folder.path().join("data"), exports: folder.path().join("exports") };
    Workbench::open(&folders, |notice| panic!("nothing should be told: {notice:?}")).unwrap()
}

/// A picture 800 × 600 px as a camera held upright writes it: turned a quarter, with a word that says so.
fn jpeg() -> Vec<u8> {
    let picture =
        image::RgbImage::from_fn(800, 600, |x, y| image::Rgb([90 + (x / 8) as u8, (y / 3) as u8, 120]));
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 92);
    // Exif 2.32, tag 0x0112: turn by 90° clockwise.
    encoder
        .set_exif_metadata(b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec())
        .unwrap();
    encoder.write_image(&picture, 800, 600, image::ExtendedColorType::Rgb8).unwrap();
    bytes
}

fn photo(view: &PhotoView) -> Photo {
    let anchor = |name: &str, u: f64| PhotoAnchor {
        id: AnchorId::new(name).unwrap(),
        name: name.into(),
        at: Spot { u, v: 0.2 },
        surface_distance: Mm::new(6.0),
    };
    Photo {
        id: CarrierId::new("my-bag").unwrap(),
        name: "My bag".into(),
        blob: view.blob,
        // 0.8 of 600 px in 120 mm.
        ruler: Ruler { from: Spot { u: 0.1, v: 0.9 }, to: Spot { u: 0.9, v: 0.9 }, length: Mm::new(120.0) },
        anchors: vec![anchor("left", 0.3), anchor("right", 0.7)],
        front: Vec::new(),
        light: [-0.4, -0.5],
    }
}

fn scene(view: &ProjectView) -> SceneId {
    view.project.scenes[0].id.clone()
}

/// The project with a frog on the photo's left place.
fn hung(bench: &Workbench) -> ProjectView {
    let kept = bench.keep_photo("my bag.jpg", &jpeg()).unwrap();
    let view = bench.import_sample("frog").unwrap();
    let charm = view.project.charms[0].id.clone();
    let place = Placement::hung(PlacementId::derived(&["one"]), charm, AnchorId::new("left").unwrap());
    let photo = photo(&kept);
    let (id, view) = (photo.id.clone(), view.project.scenes[0].id.clone());
    let edits = vec![
        Edit::AddPhoto { photo },
        Edit::SetCarrier { scene: view.clone(), carrier: id, view: ViewId::new("photo").unwrap() },
        Edit::Place { scene: view, placement: place },
    ];
    bench.apply_edit(&Edit::Together { edits }).unwrap()
}

fn shown(bench: &Workbench) -> SceneView {
    bench.scene_view(&scene(&bench.project())).unwrap()
}

fn pixels(bench: &Workbench, key: &str) -> image::RgbImage {
    let encoded = bench.picture(key).unwrap().unwrap();
    image::load_from_memory(&encoded.bytes).unwrap().into_rgb8()
}

/// How far two pictures lie apart, on average.
fn apart(a: &image::RgbImage, b: &image::RgbImage) -> f64 {
    let sum: u64 = a.as_raw().iter().zip(b.as_raw()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / a.as_raw().len() as f64
}

#[test]
fn a_charm_hangs_on_an_upright_photo_at_the_rulers_scale_and_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let bench = open(&folder);
    let project = hung(&bench);
    let view = shown(&bench);
    assert_eq!(view.size_px, [600, 800], "the photo is turned upright");
    assert!(view.anchors.iter().all(|anchor| (anchor.px_per_mm - 4.0).abs() < 0.01));
    assert_eq!(view.placements.len(), 1);
    let (bare, truth) = (pixels(&bench, &view.carrier_picture), pixels(&bench, &view.true_picture));
    assert_eq!(truth.dimensions(), (600, 800));
    assert!(apart(&bare, &truth) > 2.0, "the charm is there");
    let order =
        PictureOrder { shape: PictureShape::AsSeen, width: 600, ground: true, format: PictureFormat::Png };
    let saved = bench.export_picture(&scene(&project), order).unwrap();
    let saved = image::open(PathBuf::from(saved.path)).unwrap().into_rgb8();
    assert_eq!(saved.dimensions(), (600, 800));
    assert!(apart(&saved, &truth) <= 2.0, "what is saved is what was seen: {}", apart(&saved, &truth));
    let kept = bench.photo_view(&project.project.photos[0].blob).unwrap();
    assert!(pixels(&bench, &kept.thumbnail).height() <= 320);
}

#[test]
fn a_mark_that_moves_makes_other_pictures_and_undo_brings_back_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let bench = open(&folder);
    let project = hung(&bench);
    let before = shown(&bench);
    let lit = Photo { light: [0.6, -0.3], ..project.project.photos[0].clone() };
    bench.apply_edit(&Edit::SetPhoto { photo: lit.clone() }).unwrap();
    let after = shown(&bench);
    assert_ne!(before.true_picture, after.true_picture);
    let (first, second) = (pixels(&bench, &before.true_picture), pixels(&bench, &after.true_picture));
    assert!(apart(&first, &second) > 0.2, "the light falls another way");
    bench.apply_edit(&Edit::SetPhoto { photo: Photo { name: "Tote".into(), ..lit } }).unwrap();
    assert_eq!(shown(&bench).true_picture, after.true_picture, "a name changes no picture");
    bench.undo();
    bench.undo();
    assert_eq!(shown(&bench).true_picture, before.true_picture);
}

#[test]
fn a_photo_with_charms_goes_to_another_laptop_in_one_file() {
    let (mine, yours) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let bench = open(&mine);
    let project = hung(&bench);
    let here = pixels(&bench, &shown(&bench).true_picture);
    let file = bench.export_project().unwrap().path;
    let there = open(&yours);
    assert_eq!(there.import_project(&std::fs::read(file).unwrap()).unwrap().project, project.project);
    assert!(pixels(&there, &shown(&there).true_picture) == here, "the same picture there");
    drop(there);
    let again = open(&yours);
    assert!(pixels(&again, &shown(&again).true_picture) == here, "and after the next start");
}

#[test]
fn a_photo_without_a_scale_says_so_and_another_scale_mends_it() {
    let folder = tempfile::tempdir().unwrap();
    let bench = open(&folder);
    let project = hung(&bench);
    let photo = project.project.photos[0].clone();
    let ruler = Ruler { length: Mm::new(10_000.0), ..photo.ruler };
    bench.apply_edit(&Edit::SetPhoto { photo: Photo { ruler, ..photo.clone() } }).unwrap();
    let error: Error = bench.scene_view(&scene(&project)).unwrap_err();
    assert_eq!(error.code(), ErrorCode::Input);
    assert!(error.to_string().contains("My bag") && error.hint().unwrap().contains("ruler"));
    bench.apply_edit(&Edit::SetPhoto { photo }).unwrap();
    assert_eq!(shown(&bench).placements.len(), 1);
}
