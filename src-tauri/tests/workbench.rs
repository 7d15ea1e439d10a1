//! The first journey, without a window: what the commands answer, and what is still there afterwards.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod exporting;

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use dangle_app::motion::{Moment, MotionName, MotionOrder, PushOrder};
use dangle_app::order::{PictureFormat, PictureOrder, PictureShape};
use dangle_app::view::{ProjectView, Settings};
use dangle_app::{Folders, Workbench};
use dangle_design::ErrorCode;
use dangle_design::edit::Edit;
use dangle_design::id::{AnchorId, CharmId, PlacementId, ProcessId, RecipeId, SceneId, ViewId};
use dangle_design::project::{Artwork, Charm, Placement, Size, SizeBy};
use dangle_design::units::Mm;
use tempfile::TempDir;

struct Laptop(TempDir);

impl Laptop {
    fn new() -> Self {
        Laptop(tempfile::tempdir().unwrap())
    }

    fn start(&self) -> Workbench {
        let folders = Folders { data: self.0.path().join("data"), exports: self.exports() };
        Workbench::open(&folders, |notice| panic!("nothing should be told: {notice:?}")).unwrap()
    }

    fn exports(&self) -> std::path::PathBuf {
        self.0.path().join("exports")
    }
}

fn charm(view: &ProjectView) -> CharmId {
    view.project.charms[0].id.clone()
}

fn scene(view: &ProjectView) -> SceneId {
    view.project.scenes[0].id.clone()
}

fn hang(bench: &Workbench, view: &ProjectView) -> ProjectView {
    let anchor = bench.scene_view(&scene(view)).unwrap().anchors[0].id.clone();
    let id = PlacementId::derived(&[anchor.as_str()]);
    let placement = Placement::hung(id, charm(view), anchor);
    bench.apply_edit(&Edit::Place { scene: scene(view), placement }).unwrap()
}

fn resize(view: &ProjectView, mm: f64) -> Edit {
    Edit::Resize { charm: charm(view), size: Size { length: Mm::new(mm), by: SizeBy::Longest } }
}

fn generic() -> RecipeId {
    RecipeId::new("generic-acrylic").unwrap()
}

#[test]
fn a_first_start_is_an_empty_project_that_leaves_no_trace() {
    let laptop = Laptop::new();
    let start = laptop.start().start().unwrap();
    assert!(start.project.project.charms.is_empty() && !start.project.can_undo && start.project.kept);
    assert!(start.recent.is_empty(), "a project is kept from its first edit on");
    assert!(!start.samples.is_empty() && !start.carriers.is_empty() && !start.hardware.is_empty());
    assert!(!start.processes.is_empty() && !start.recipes.is_empty());
    assert!(laptop.start().start().unwrap().recent.is_empty());
}

#[test]
fn a_photo_is_kept_and_shown_and_what_is_no_picture_is_refused() {
    let laptop = Laptop::new();
    let bench = laptop.start();
    let photo = image::RgbImage::from_fn(64, 48, |x, y| image::Rgb([x as u8 * 3, y as u8 * 5, 90]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    photo.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let kept = bench.keep_photo("bag.png", bytes.get_ref()).unwrap();
    assert_eq!(kept.size_px, [64, 48]);
    assert_eq!(bench.picture(&kept.picture).unwrap().unwrap().mime, "image/jpeg");
    let again = bench.photo_view(&kept.blob).unwrap();
    assert_eq!((again.picture, again.size_px), (kept.picture, kept.size_px));

    let error = bench.keep_photo("bag.heic", b"\0\0\0\x18ftypheic\0\0\0\0heic").unwrap_err();
    assert_eq!(error.code(), ErrorCode::Artwork);
    assert!(error.to_string().contains("bag.heic") && error.hint().is_some());
}

#[test]
fn every_picture_that_the_start_names_can_be_shown() {
    let laptop = Laptop::new();
    let bench = laptop.start();
    let start = bench.start().unwrap();
    let keys = start.samples.iter().map(|sample| &sample.picture);
    let keys = keys.chain(start.carriers.iter().map(|carrier| &carrier.picture));
    for key in keys.chain(start.hardware.iter().map(|hardware| &hardware.picture)) {
        let picture = bench.picture(key).expect("a key that was handed out").unwrap();
        assert!(picture.mime.starts_with("image/") && picture.bytes.len() > 100);
    }
    assert!(bench.picture(&"0".repeat(64)).is_none());
}

#[test]
fn edits_and_their_undo_outlive_the_program() {
    let laptop = Laptop::new();
    let bench = laptop.start();
    let view = bench.import_sample("frog").unwrap();
    assert_eq!(view.added, Some(charm(&view)));
    let hung = hang(&bench, &view);
    let resized = bench.apply_edit(&resize(&hung, 60.0)).unwrap();
    assert!(resized.revision > hung.revision && resized.kept && resized.added.is_none());
    drop(bench);

    let bench = laptop.start();
    assert_eq!(bench.project().project, resized.project);
    assert_eq!(bench.undo().project, hung.project);
    assert_eq!(bench.undo().project, view.project);
    assert_eq!(bench.redo().project, hung.project);
    assert!(bench.project().can_redo);
    assert_eq!(bench.recent_projects().unwrap().len(), 1);
}

#[test]
fn a_file_that_gives_no_charm_changes_nothing() {
    let laptop = Laptop::new();
    let bench = laptop.start();
    let before = bench.project().project;
    for (name, bytes) in [
        ("empty.png", &b""[..]),
        ("text.png", b"this is text"),
        ("truncated.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("nothing.svg", b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>"),
    ] {
        let error = bench.import_artwork(name, bytes).unwrap_err();
        assert!(error.hint().is_some(), "{name}: {error}");
        assert!(error.to_string().contains(name), "{error}");
    }
    let too_large = vec![0; (64 << 20) + 1];
    assert_eq!(bench.import_artwork("huge.png", &too_large).unwrap_err().code(), ErrorCode::TooLarge);
    assert!(bench.import_project(b"SQLite format 3\0 and nothing else").is_err());
    assert_eq!(bench.project().project, before);
}

#[test]
fn a_charms_artwork_is_replaced_and_all_else_stays() {
    let laptop = Laptop::new();
    let bench = laptop.start();
    let view = bench.import_sample("frog").unwrap();
    let twofold = ProcessId::new("acrylic-double").unwrap();
    let view = bench.apply_edit(&Edit::SetProcess { charm: charm(&view), process: twofold }).unwrap();
    let view = bench.apply_edit(&resize(&view, 61.0)).unwrap();
    let before = bench.charm_view(&charm(&view)).unwrap();
    let kinds = concat!(env!("CARGO_MANIFEST_DIR"), "/crates/design/tests/fixtures/kinds/");
    let document = std::fs::read(format!("{kinds}layers.psd")).unwrap();
    let blob = bench.keep_artwork("layers.psd", &document).unwrap();
    let replace = Edit::SetArtwork { charm: charm(&view), artwork: Artwork::new(blob) };
    let replaced = bench.apply_edit(&replace).unwrap();

    let (old, new) = (&view.project.charms[0], &replaced.project.charms[0]);
    assert_eq!(Charm { artwork: old.artwork.clone(), ..new.clone() }, *old);
    let after = bench.charm_view(&charm(&replaced)).unwrap();
    assert_ne!((&after.artwork_picture, &after.cut_path), (&before.artwork_picture, &before.cut_path));
    assert!(
        (after.size_mm[0].max(after.size_mm[1]) - 61.0).abs() < 0.1,
        "its size stays: {:?}",
        after.size_mm
    );
    let layers = bench.artwork_layers(&charm(&replaced)).unwrap();
    assert_eq!(layers.iter().map(|layer| layer.name.as_str()).next(), Some("Body"));
    for layer in &layers {
        assert!(bench.picture(&layer.picture).unwrap().unwrap().mime.starts_with("image/"), "{}", layer.name);
    }
    assert!(after.back.is_some(), "the document has a layer for the back");
    assert_eq!(bench.undo().project, view.project);
    assert_eq!(bench.charm_view(&charm(&view)).unwrap().cut_path, before.cut_path);
}

#[test]
fn a_file_that_is_no_artwork_replaces_nothing() {
    let laptop = Laptop::new();
    let bench = laptop.start();
    let view = bench.import_sample("cat").unwrap();
    let error = bench.keep_artwork("page.heic", b"\0\0\0\x18ftypheic\0\0\0\0heic").unwrap_err();
    assert!(error.to_string().contains("page.heic") && error.hint().is_some(), "{error}");
    assert_eq!(bench.project().project, view.project);
}

#[test]
fn a_preview_shows_an_edit_and_commits_none() {
    let laptop = Laptop::new();
    let bench = laptop.start();
    let view = bench.import_sample("cat").unwrap();
    let now = bench.charm_view(&charm(&view)).unwrap();
    let preview = bench.preview_edit(&resize(&view, 80.0)).unwrap();
    let longest = |size: [f64; 2]| size[0].max(size[1]);
    assert!((longest(now.size_mm) - 50.0).abs() < 0.1 && (longest(preview.size_mm) - 80.0).abs() < 0.5);
    assert!(preview.preview && preview.look.is_none() && now.look.is_some());
    assert_eq!(preview.artwork_picture, now.artwork_picture, "the artwork itself did not change");
    assert_eq!(bench.project().project, view.project);
    let rename = Edit::RenameProject { name: "Other".into() };
    assert_eq!(bench.preview_edit(&rename).unwrap_err().code(), ErrorCode::Input);
}

#[test]
fn what_does_not_change_a_picture_does_not_change_its_key() {
    let laptop = Laptop::new();
    let bench = laptop.start();
    let view = hang(&bench, &bench.import_sample("ghost").unwrap());
    let (charm, scene) = (charm(&view), scene(&view));
    let before = (bench.charm_view(&charm).unwrap(), bench.scene_view(&scene).unwrap());
    bench.apply_edit(&Edit::RenameCharm { charm: charm.clone(), name: "Boo".into() }).unwrap();
    let after = (bench.charm_view(&charm).unwrap(), bench.scene_view(&scene).unwrap());
    assert_eq!(before.0.look.unwrap().picture, after.0.look.unwrap().picture);
    assert_eq!(before.1.true_picture, after.1.true_picture);
    bench.apply_edit(&resize(&view, 40.0)).unwrap();
    let resized = bench.scene_view(&scene).unwrap();
    assert_ne!(resized.true_picture, after.1.true_picture);
    assert_eq!(resized.carrier_picture, after.1.carrier_picture);
}

#[test]
fn every_picture_of_a_scene_and_of_its_plates_can_be_shown() {
    let laptop = Laptop::new();
    let bench = laptop.start();
    let view = hang(&bench, &bench.import_sample("boba").unwrap());
    let shown = bench.scene_view(&scene(&view)).unwrap();
    let print = bench.print_view(&charm(&view), &generic()).unwrap();
    let mut keys =
        vec![shown.carrier_picture, shown.true_picture, print.original_picture, print.proof_picture];
    keys.extend(shown.placements.iter().flat_map(|p| [p.body.picture.clone(), p.shadow.picture.clone()]));
    keys.extend(shown.anchors.into_iter().filter_map(|anchor| Some(anchor.over?.picture)));
    keys.extend(print.plates.into_iter().map(|plate| plate.picture));
    for key in keys {
        assert!(bench.picture(&key).expect("a key that was handed out").is_ok());
    }
}

#[test]
fn a_scene_that_names_what_is_not_there_says_so() {
    let laptop = Laptop::new();
    let bench = laptop.start();
    let view = bench.import_sample("moon").unwrap();
    let placement =
        Placement::hung(PlacementId::derived(&["nowhere"]), charm(&view), AnchorId::new("nowhere").unwrap());
    bench.apply_edit(&Edit::Place { scene: scene(&view), placement }).unwrap();
    let error = bench.scene_view(&scene(&view)).unwrap_err();
    assert_eq!(error.code(), ErrorCode::NotFound);
    bench.undo();
    assert!(bench.scene_view(&scene(&view)).is_ok());
}

#[test]
fn the_print_file_is_written_only_when_it_is_proven() {
    let laptop = Laptop::new();
    let bench = laptop.start();
    let view = bench.import_sample("strawberry").unwrap();
    let steps = AtomicU32::new(0);
    let tell = |_| {
        steps.fetch_add(1, Ordering::Relaxed);
    };
    let export = bench.export_print(&charm(&view), &generic(), &tell).unwrap();
    assert!(export.proof.len() > 10 && export.proof.iter().all(|line| line.passed), "{:?}", export.proof);
    assert!(steps.load(Ordering::Relaxed) >= 2);
    assert_eq!(std::fs::metadata(&export.path).unwrap().len(), export.bytes);
    let cut = bench.export_cut(&charm(&view)).unwrap();
    assert!(std::fs::read_to_string(cut.path).unwrap().contains("mm\""));
}

#[test]
fn work_that_is_stopped_leaves_no_file() {
    let laptop = Laptop::new();
    let bench = laptop.start();
    let view = bench.import_sample("strawberry").unwrap();
    let stop = |progress: dangle_app::view::Progress| bench.cancel(progress.job);
    let error = bench.export_print(&charm(&view), &generic(), &stop).unwrap_err();
    assert_eq!(error.code(), ErrorCode::Cancelled);
    assert!(!laptop.exports().exists());
}

#[test]
fn the_picture_of_the_scene_is_as_wide_as_asked() {
    let laptop = Laptop::new();
    let bench = laptop.start();
    let view = hang(&bench, &bench.import_sample("frog").unwrap());
    let order =
        |width| PictureOrder { shape: PictureShape::AsSeen, width, ground: true, format: PictureFormat::Png };
    let export = bench.export_picture(&scene(&view), order(720)).unwrap();
    assert_eq!(image::image_dimensions(&export.path).unwrap().0, 720);
    for width in [0, 7, 1_000_000, u32::MAX] {
        assert_eq!(bench.export_picture(&scene(&view), order(width)).unwrap_err().code(), ErrorCode::Input);
    }
}

#[test]
fn the_picture_that_is_shown_is_the_one_that_is_written() {
    let laptop = Laptop::new();
    let bench = laptop.start();
    let view = bench.open_sample_project().unwrap();
    let shown = bench.scene_view(&scene(&view)).unwrap();
    let settled = bench.picture(&shown.true_picture).unwrap().unwrap();
    let settled = image::load_from_memory(&settled.bytes).unwrap().into_rgb8();
    let order = PictureOrder {
        shape: PictureShape::AsSeen,
        width: shown.size_px[0],
        ground: true,
        format: PictureFormat::Png,
    };
    let written = image::open(bench.export_picture(&scene(&view), order).unwrap().path).unwrap().into_rgb8();
    assert_eq!(written.dimensions(), settled.dimensions());
    let apart = written.as_raw().iter().zip(settled.as_raw()).map(|(a, b)| u64::from(a.abs_diff(*b)));
    let mean = apart.sum::<u64>() as f64 / written.as_raw().len() as f64;
    println!("settled and written: {mean:.3} of 255 apart on average");
    assert!(mean <= 2.0, "{mean} of 255 apart on average");
}

#[test]
fn charms_move_in_a_scene_and_a_push_goes_on_from_there() {
    let laptop = Laptop::new();
    let bench = laptop.start();
    let view = bench.open_sample_project().unwrap();
    let walk = MotionOrder { motion: MotionName::Walk, seconds: 2.0, seed: 1 };
    let walk = bench.start_motion(&scene(&view), &walk).unwrap();
    assert_eq!((walk.fps, walk.loops, walk.placements.len()), (60, true, 3));
    assert!(walk.placements.iter().all(|moved| moved.poses.len() == 2 * 60 * 4));
    let moment = Moment { motion: walk.id, frame: 30 };
    let placement = walk.placements[0].id.clone();
    let push = PushOrder { placement, speed_mm: [300.0, 0.0], twist_deg: 20.0, from: Some(moment) };
    let pushed = bench.push_charm(&scene(&view), &push).unwrap();
    assert_eq!(pushed.placements[0].poses[..4], walk.placements[0].poses[30 * 4..31 * 4], "no jump");
    let stale = PushOrder { from: Some(Moment { motion: 999, frame: 7 }), ..push.clone() };
    let anew = bench.push_charm(&scene(&view), &stale).unwrap();
    assert_eq!(anew.placements[0].poses[..3], [0; 3], "from rest");
    for seconds in [0.0, 21.0, f64::NAN] {
        let bus = MotionOrder { motion: MotionName::Bus, seconds, seed: 1 };
        let error = bench.start_motion(&scene(&view), &bus).unwrap_err();
        assert_eq!(error.code(), ErrorCode::Input);
    }
    let nowhere = PushOrder { speed_mm: [f64::INFINITY, 0.0], ..push };
    assert_eq!(bench.push_charm(&scene(&view), &nowhere).unwrap_err().code(), ErrorCode::Input);
}

#[test]
fn a_picture_without_ground_is_transparent_beside_the_bag_and_whole_within() {
    let laptop = Laptop::new();
    let bench = laptop.start();
    let view = hang(&bench, &bench.import_sample("frog").unwrap());
    let carrier = view.project.scenes[0].carrier.clone();
    let whole = ViewId::new("whole").unwrap();
    bench.apply_edit(&Edit::SetCarrier { scene: scene(&view), carrier, view: whole }).unwrap();
    for format in [PictureFormat::Png, PictureFormat::Webp] {
        let order = PictureOrder { shape: PictureShape::Square, width: 300, ground: false, format };
        let export = bench.export_picture(&scene(&view), order).unwrap();
        let picture = image::open(&export.path).unwrap().into_rgba8();
        assert_eq!(picture.dimensions(), (300, 300));
        let clear = picture.pixels().filter(|pixel| pixel.0[3] == 0).count();
        let solid = picture.pixels().filter(|pixel| pixel.0[3] == 255).count();
        assert!(clear > 9_000 && solid > 20_000, "{clear} clear, {solid} solid");
    }
}

#[test]
fn a_project_goes_to_another_laptop_in_one_file() {
    let (mine, yours) = (Laptop::new(), Laptop::new());
    let bench = mine.start();
    let view = hang(&bench, &bench.import_sample("cat").unwrap());
    let file = bench.export_project().unwrap().path;
    let opened = yours.start().import_project(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(opened.project, view.project);
    assert!(yours.start().import_project_file(Path::new(&file)).unwrap().project.charms.len() == 1);
    let again = yours.start();
    assert_eq!(again.recent_projects().unwrap().len(), 2, "the same file twice makes a copy beside it");
    assert!(again.charm_view(&charm(&again.project())).is_ok(), "the artwork came along");
}

#[test]
fn deleting_the_open_project_leaves_an_empty_desk() {
    let laptop = Laptop::new();
    let bench = laptop.start();
    let view = bench.import_sample("frog").unwrap();
    assert!(bench.delete_project(&view.project.id).unwrap().is_empty());
    assert!(bench.project().project.charms.is_empty());
    assert_ne!(bench.project().project.id, view.project.id);
    assert_eq!(bench.open_project(&view.project.id).unwrap_err().code(), ErrorCode::NotFound);
}

#[test]
fn the_sample_project_is_opened_as_it_was_left() {
    let laptop = Laptop::new();
    let bench = laptop.start();
    let view = bench.open_sample_project().unwrap();
    assert_eq!((view.project.charms.len(), view.project.scenes[0].placements.len()), (3, 3));
    assert_eq!(bench.scene_view(&scene(&view)).unwrap().placements.len(), 3);
    let changed = bench.apply_edit(&resize(&view, 30.0)).unwrap();
    bench.new_project("Another").unwrap();
    assert_eq!(bench.open_sample_project().unwrap().project, changed.project);
    drop(bench);
    assert_eq!(laptop.start().project().project, changed.project);
}

#[test]
fn the_collection_keeps_a_charm_as_it_was() {
    let laptop = Laptop::new();
    let bench = laptop.start();
    let view = bench.import_sample("moon").unwrap();
    let kept = bench.keep_charm(&charm(&view)).unwrap();
    let id = kept[0].id.clone();
    bench.apply_edit(&Edit::RemoveCharm { charm: charm(&view) }).unwrap();
    bench.write_story(&id, "Drawn on the night train.").unwrap();
    bench.rename_entry(&id, "Night train").unwrap();
    assert_eq!(bench.set_entry_status(&id, "stolen").unwrap_err().code(), ErrorCode::Input);
    let entries = bench.set_entry_status(&id, "lent").unwrap();
    let entry = &entries[0];
    assert_eq!((entry.name.as_str(), entry.status.as_str()), ("Night train", "lent"));
    assert!(entry.story.contains("train") && bench.picture(&entry.picture).unwrap().is_ok());
    assert!(bench.remove_entry(&id).unwrap().is_empty());
    assert_eq!(bench.write_story(&id, "gone").unwrap_err().code(), ErrorCode::NotFound);
}

#[test]
fn settings_are_kept_and_nonsense_is_not() {
    let laptop = Laptop::new();
    let night = Settings { theme: "night".into(), screen_px_per_mm: Some(3.9), ..Settings::default() };
    let bench = laptop.start();
    assert_eq!(bench.save_settings(&night).unwrap(), night);
    assert!(bench.save_settings(&Settings { unit: "cubit".into(), ..Settings::default() }).is_err());
    drop(bench);
    assert_eq!(laptop.start().start().unwrap().settings, night);
}

#[test]
fn two_charms_on_one_ring_keep_their_own_turn_and_balance_about_its_lowest_place() {
    let laptop = Laptop::new();
    let bench = laptop.start();
    let samples = bench.start().unwrap().samples;
    bench.import_sample(&samples[0].id).unwrap();
    let view = bench.import_sample(&samples[1].id).unwrap();
    let ids: Vec<CharmId> = view.project.charms.iter().map(|charm| charm.id.clone()).collect();
    let together = bench.hang_together(&ids[0], &ids[1]).unwrap();
    let alone: Vec<_> = ids.iter().map(|id| bench.charm_view(id).unwrap()).collect();
    assert!((together.mass_g - alone[0].mass_g - alone[1].mass_g).abs() < 1e-9);
    assert!((together.first.ring_tilt_deg - alone[0].tilt_deg.unwrap()).abs() < 0.1);
    assert!((together.second.ring_tilt_deg - alone[1].tilt_deg.unwrap()).abs() < 0.1);
    // Both are 3 mm thick: their middles are 3 mm of wire apart, one on either side of the lowest place.
    assert!((together.first.along_mm - together.second.along_mm - 3.0).abs() < 1e-9);
    assert!(together.first.along_mm > 0.0 && together.second.along_mm < 0.0);
    assert!(
        together.ring_mm >= 7.0 && together.first.chain_tilt_deg.is_none() && together.lower_mm.is_none()
    );
}
