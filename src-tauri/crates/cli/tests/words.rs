//! Words, styles, grounds and backs from the command line, read back from what was made.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::path::Path;

use common::{disc_png, png, run, status_and_complaint};
use serde_json::Value;

fn checked(art: &Path, more: &[&str]) -> (i32, String, Vec<Value>) {
    let mut args = vec!["check".as_ref(), art.as_os_str(), "--json".as_ref()];
    args.extend(more.iter().map(|more| more.as_ref() as &std::ffi::OsStr));
    let output = run(&args);
    let (status, complaint) = status_and_complaint(&output);
    let reports = String::from_utf8(output.stdout).unwrap();
    (status, complaint, reports.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn disc(folder: &Path) -> std::path::PathBuf {
    let art = folder.join("disc.png");
    std::fs::write(&art, disc_png(600)).unwrap();
    art
}

fn height_over_width(report: &Value) -> f64 {
    report["size_mm"][1].as_f64().unwrap() / report["size_mm"][0].as_f64().unwrap()
}

#[test]
fn words_stand_under_the_artwork_and_the_outline_follows_them() {
    let folder = tempfile::tempdir().unwrap();
    let art = disc(folder.path());
    let (_, _, bare) = checked(&art, &["--no-hole"]);
    let (_, complaint, lettered) = checked(&art, &["--no-hole", "--text", "Mochi"]);
    assert!(complaint.is_empty(), "{complaint}");
    assert!(height_over_width(&lettered[0]) > height_over_width(&bare[0]) + 0.1);
    let (_, _, two) = checked(&art, &["--no-hole", "--text", "Mochi", "--text", "もち"]);
    assert!(height_over_width(&two[0]) > height_over_width(&lettered[0]) + 0.1);
    // The artwork's own pixels still tell its resolution: 600 pixels, of which the disc has four fifths.
    let dpi = |report: &Value| report["artwork"]["dpi"].as_f64().unwrap();
    let mm_per_pixel = 25.4 / dpi(&bare[0]);
    assert!((480.0 * mm_per_pixel - bare[0]["size_mm"][0].as_f64().unwrap()).abs() < 8.0);
    assert!(dpi(&lettered[0]) > dpi(&bare[0]) && dpi(&lettered[0]) < 2.0 * dpi(&bare[0]));
}

#[test]
fn each_language_gets_files_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let art = disc(folder.path());
    let out = folder.path().join("out");
    let made = run(&[
        "make".as_ref(),
        art.as_os_str(),
        "--text".as_ref(),
        "Bunny".as_ref(),
        "--text-in".as_ref(),
        "ja=うさぎ".as_ref(),
        "--text-bend".as_ref(),
        "-60".as_ref(),
        "--out".as_ref(),
        out.as_os_str(),
    ]);
    assert_eq!(status_and_complaint(&made), (0, String::new()));
    let mut names: Vec<String> = std::fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "disc-cut.svg",
            "disc-ja-cut.svg",
            "disc-ja-picture.png",
            "disc-ja-print.pdf",
            "disc-ja.json",
            "disc-picture.png",
            "disc-print.pdf",
            "disc.dangle",
            "disc.json",
        ]
    );
    let read = |name: &str| std::fs::read(out.join(name)).unwrap();
    assert_ne!(read("disc-cut.svg"), read("disc-ja-cut.svg"), "the outline follows the words");
    for file in ["disc-print.pdf", "disc-ja-print.pdf"] {
        let proof = run(&[
            "prove".as_ref(),
            out.join(file).as_os_str(),
            "--against".as_ref(),
            out.join("disc.dangle").as_os_str(),
        ]);
        assert_eq!(status_and_complaint(&proof), (0, String::new()), "{file}");
    }
}

#[test]
fn styles_give_their_shapes() {
    let folder = tempfile::tempdir().unwrap();
    let art = folder.path().join("bar.png");
    let bar = |x: u32, y: u32| (100..500).contains(&x) && (250..350).contains(&y);
    std::fs::write(&art, png(600, |x, y| if bar(x, y) { [30, 60, 200, 255] } else { [0; 4] })).unwrap();
    let fill = |style: &str| {
        let (_, complaint, reports) = checked(&art, &["--no-hole", "--style", style]);
        assert!(complaint.is_empty(), "{style}: {complaint}");
        let size: Vec<f64> =
            reports[0]["size_mm"].as_array().unwrap().iter().map(|side| side.as_f64().unwrap()).collect();
        (reports[0]["outline"]["area_mm2"].as_f64().unwrap() / (size[0] * size[1]), size[1] / size[0])
    };
    let (circle, round) = fill("circle");
    assert!((circle - std::f64::consts::PI / 4.0).abs() < 0.005 && (round - 1.0).abs() < 0.01, "{circle}");
    let (square, _) = fill("square");
    assert!(square > 0.9 && square <= 1.0, "{square}");
    let (border, flat) = fill("border");
    assert!(border > 0.9 && flat < 0.5, "{border} {flat}");
    for style in ["tight", "soft", "heart", "shield", "ticket"] {
        assert!(fill(style).0 > 0.4, "{style}");
    }
}

#[test]
fn the_ground_is_kept_or_removed_as_asked() {
    let folder = tempfile::tempdir().unwrap();
    let art = folder.path().join("ground.png");
    let disc = |x: u32, y: u32| (f64::from(x) - 150.0).hypot(f64::from(y) - 150.0) < 60.0;
    std::fs::write(&art, png(300, |x, y| if disc(x, y) { [200, 20, 40, 255] } else { [250, 250, 250, 255] }))
        .unwrap();
    let removed = |ground: &str| {
        let (_, _, reports) = checked(&art, &["--ground", ground, "--no-hole"]);
        reports[0]["notes"]["background_removed"].as_bool().unwrap()
    };
    assert!(removed("auto") && removed("remove") && !removed("keep"));
}

#[test]
fn a_back_is_read_and_a_bad_one_refused() {
    let folder = tempfile::tempdir().unwrap();
    let art = disc(folder.path());
    assert_eq!(checked(&art, &["--back", "mirror"]).0, 0);
    assert_eq!(checked(&art, &["--back", art.to_str().unwrap()]).0, 0);
    let bad = folder.path().join("bad.png");
    std::fs::write(&bad, b"nothing").unwrap();
    let (status, complaint, _) = checked(&art, &["--back", bad.to_str().unwrap()]);
    assert!(status == 2 && complaint.contains("bad.png"), "{complaint}");
}

#[test]
fn words_that_cannot_be_set_end_in_an_error_that_names_the_letter_or_the_font() {
    let folder = tempfile::tempdir().unwrap();
    let art = disc(folder.path());
    let font = folder.path().join("font.ttf");
    std::fs::write(&font, b"no font").unwrap();
    for (more, named) in [
        (vec!["--text", "aꦲ"], "U+A9B2"),
        (vec!["--text", "a", "--font", "helvetica"], "helvetica"),
        (vec!["--text", "a", "--font", font.to_str().unwrap()], "font.ttf"),
        (vec!["--text", "a", "--text-bend", "999"], "999"),
        (vec!["--font", "lora"], "--text"),
        (vec!["--text", "a", "--text-in", "うさぎ"], "うさぎ"),
        (vec!["--text", "a", "--text-in", "j a=b"], "language tag"),
    ] {
        let (status, complaint, _) = checked(&art, &more);
        assert!(status == 2 && complaint.contains(named), "{more:?}: {complaint}");
    }
    let pacifico = common::top().join("assets/fonts/pacifico.ttf");
    let (_, complaint, _) = checked(&art, &["--text", "Mochi", "--font", pacifico.to_str().unwrap()]);
    assert_eq!(complaint, "", "a font of one's own sets them");
}
