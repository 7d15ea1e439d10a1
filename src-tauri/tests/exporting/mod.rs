//! Pictures of scenes as files: what is written, and what a stop leaves.

use std::io::Cursor;

use dangle_app::Workbench;
use dangle_app::motion::MotionName;
use dangle_app::order::{AnimationFormat, AnimationOrder, PictureShape};
use dangle_app::view::ProjectView;
use dangle_design::ErrorCode;
use image::AnimationDecoder;

use super::{Laptop, hang, scene};

const ORDER: AnimationOrder = AnimationOrder {
    shape: PictureShape::Portrait,
    width: 160,
    format: AnimationFormat::Gif,
    motion: MotionName::Walk,
    frames: 6,
    fps: 12,
    seed: 1,
};

fn hung(laptop: &Laptop) -> (Workbench, ProjectView) {
    let bench = laptop.start();
    let view = bench.import_sample("frog").unwrap();
    let view = hang(&bench, &view);
    (bench, view)
}

#[test]
fn a_scene_in_motion_is_written_frame_by_frame_and_every_frame_is_told() {
    let laptop = Laptop::new();
    let (bench, view) = hung(&laptop);
    let told = std::sync::Mutex::new(Vec::new());
    let tell = |progress: dangle_app::view::Progress| told.lock().unwrap().push(progress.done);
    let written = bench.export_animation(&scene(&view), ORDER, &tell).unwrap();
    let file = std::fs::read(&written.path).unwrap();
    assert_eq!(file.len() as u64, written.bytes);
    let frames = image::codecs::gif::GifDecoder::new(Cursor::new(&file)).unwrap().into_frames();
    let frames = frames.collect_frames().unwrap();
    assert_eq!(frames.len(), 6);
    assert_eq!(frames[0].buffer().dimensions(), (160, 200));
    assert_ne!(frames[0].buffer(), frames[3].buffer(), "the charm moves");
    assert_eq!(*told.lock().unwrap(), [0, 1, 2, 3, 4, 5, 6]);
}

#[test]
fn an_animation_that_is_stopped_leaves_no_file() {
    let laptop = Laptop::new();
    let (bench, view) = hung(&laptop);
    let tell = |progress: dangle_app::view::Progress| {
        if progress.done == 2 {
            bench.cancel(progress.job);
        }
        assert!(progress.done <= 2, "nothing is rendered after the stop");
    };
    let error = bench.export_animation(&scene(&view), ORDER, &tell).unwrap_err();
    assert_eq!(error.code(), ErrorCode::Cancelled);
    let left = std::fs::read_dir(laptop.exports()).map_or(0, Iterator::count);
    assert_eq!(left, 0);
}

#[test]
fn an_animation_outside_the_limits_is_refused_before_any_work() {
    let laptop = Laptop::new();
    let (bench, view) = hung(&laptop);
    for order in [
        AnimationOrder { width: 5000, ..ORDER },
        AnimationOrder { frames: 601, ..ORDER },
        AnimationOrder { fps: 51, ..ORDER },
    ] {
        let error = bench.export_animation(&scene(&view), order, &|_| panic!("no work is done")).unwrap_err();
        assert_eq!(error.code(), ErrorCode::Input);
        assert!(error.hint().is_some());
    }
}
