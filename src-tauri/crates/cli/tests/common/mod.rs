//! Running the program, and pictures to run it on. Each test file uses a part of it.
#![allow(dead_code, reason = "a test file that uses all of it would fulfil no expectation")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The program.
pub(crate) fn dangle() -> Command {
    Command::new(env!("CARGO_BIN_EXE_dangle"))
}

/// Runs the program with these arguments.
pub(crate) fn run<S: AsRef<std::ffi::OsStr>>(args: &[S]) -> Output {
    dangle().args(args).output().unwrap()
}

/// The repository's top folder.
pub(crate) fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

/// The six sample artworks.
pub(crate) fn samples() -> Vec<PathBuf> {
    let folder = top().join("assets/samples");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut art: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "svg")).collect();
    art.sort();
    assert_eq!(art.len(), 6);
    art
}

/// Exit status and stderr.
pub(crate) fn status_and_complaint(output: &Output) -> (i32, String) {
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// A PNG of `size` × `size` pixels, coloured by `pixel(x, y)`.
pub(crate) fn png(size: u32, pixel: impl Fn(u32, u32) -> [u8; 4]) -> Vec<u8> {
    let picture = image::RgbaImage::from_fn(size, size, |x, y| image::Rgba(pixel(x, y)));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A PNG of an opaque red disc on nothing.
pub(crate) fn disc_png(size: u32) -> Vec<u8> {
    let (middle, radius) = (f64::from(size) / 2.0, f64::from(size) * 0.4);
    png(size, |x, y| {
        let distance = (f64::from(x) + 0.5 - middle).hypot(f64::from(y) + 0.5 - middle);
        [220, 40, 60, ((radius - distance + 0.5).clamp(0.0, 1.0) * 255.0) as u8]
    })
}
