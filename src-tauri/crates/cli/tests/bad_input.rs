//! Bad input: a clear error with a remedy, no panic, nothing lost, little memory.
#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![cfg(unix)]

mod common;

use std::process::{Command, Output};

use common::{disc_png, png, run, status_and_complaint};

/// Runs `make` on one hostile file with no more than a gigabyte of address space.
fn make_within_a_gigabyte(name: &str, bytes: &[u8]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let art = folder.path().join(name);
    std::fs::write(&art, bytes).unwrap();
    let output = Command::new("sh")
        .args(["-c", "ulimit -v 1000000; exec \"$0\" make \"$1\" --out \"$2\" --json"])
        .arg(env!("CARGO_BIN_EXE_dangle"))
        .arg(&art)
        .arg(folder.path().join("out"))
        .output()
        .unwrap();
    let left = std::fs::read_dir(folder.path().join("out")).map_or(0, Iterator::count);
    assert!(output.status.code() != Some(2) || left == 0, "{name} left {left} files behind");
    output
}

fn assert_refused(name: &str, bytes: &[u8]) {
    let (status, complaint) = status_and_complaint(&make_within_a_gigabyte(name, bytes));
    assert_eq!(status, 2, "{name}: {complaint}");
    assert!(complaint.contains("error: ") && complaint.contains("hint: "), "{name}: {complaint}");
    assert!(complaint.contains(name), "{name} is not named: {complaint}");
    assert!(!complaint.contains("panicked"), "{name}: {complaint}");
}

fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = disc_png(4);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 * (crc & 1)))
    })
}

#[test]
fn an_empty_file_is_refused() {
    assert_refused("empty.png", b"");
}

#[test]
fn text_named_png_is_refused() {
    assert_refused("text.png", b"Dear factory, please make me a charm.");
}

#[test]
fn a_truncated_png_is_refused() {
    let whole = disc_png(256);
    for part in [9, 40, whole.len() / 2] {
        assert_refused("cut-off.png", &whole[..part]);
    }
}

#[test]
fn a_gigantic_png_header_is_refused_before_memory_is_taken() {
    assert_refused("giant.png", &png_header(60_000, 60_000));
}

#[test]
fn a_fully_transparent_picture_is_refused() {
    assert_refused("nothing.png", &png(64, |_, _| [0; 4]));
}

/// A file of another program's making, its width and height overwritten.
fn giant(name: &str, at: usize, size: &[u8]) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../design/tests/fixtures/kinds/");
    let mut bytes = std::fs::read(format!("{folder}{name}")).unwrap();
    bytes[at..at + size.len()].copy_from_slice(size);
    bytes
}

#[test]
fn gigantic_headers_of_other_kinds_are_refused_before_memory_is_taken() {
    let square = [0, 0, 0x70, 0, 0, 0, 0x70, 0];
    assert_refused("giant.psd", &giant("layers.psd", 14, &square));
    assert_refused("giant.gif", &giant("interlaced.gif", 6, &[0xff; 4]));
    assert_refused("giant.bmp", &giant("plain.bmp", 18, &[0, 0x60, 0, 0, 0, 0x60, 0, 0]));
    let avif = giant("alpha.avif", 0, &[]);
    let size = avif.windows(4).position(|word| word == b"ispe").unwrap();
    assert_refused("giant.avif", &giant("alpha.avif", size + 8, &square));
}

#[test]
fn an_empty_folder_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(&["make", folder.path().to_str().unwrap()]);
    let (status, complaint) = status_and_complaint(&output);
    assert!(status == 2 && complaint.contains("no picture") && complaint.contains("hint: "), "{complaint}");
}

#[test]
fn an_entity_bomb_is_refused() {
    let mut bomb = String::from("<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\">");
    for (name, inner) in
        ["b", "c", "d", "e", "f", "g", "h", "i"].iter().zip(["a", "b", "c", "d", "e", "f", "g", "h"])
    {
        bomb.extend(["<!ENTITY ", name, " \"", &format!("&{inner};").repeat(10), "\">"]);
    }
    bomb += "]><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"&i;\"/></svg>";
    assert_refused("bomb.svg", bomb.as_bytes());
}

#[test]
fn scripts_in_a_drawing_draw_nothing_and_do_nothing() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"200\" onload=\"alert(1)\">\
               <script>document.write('<rect/>')</script>\
               <circle cx=\"50\" cy=\"50\" r=\"40\" fill=\"red\" onclick=\"alert(1)\"/></svg>";
    let output = make_within_a_gigabyte("scripted.svg", svg.as_bytes());
    let (status, complaint) = status_and_complaint(&output);
    assert_eq!(status, 0, "{complaint}");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["notes"]["islands"], 0, "the circle stands alone: {report}");
}

#[test]
fn a_drawing_that_links_outside_itself_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret.png");
    std::fs::write(&secret, png(32, |_, _| [0, 0, 255, 255])).unwrap();
    for link in [secret.to_string_lossy().as_ref(), "http://127.0.0.1:9/x.png", "file:///etc/hostname"] {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"200\">\
             <circle cx=\"50\" cy=\"50\" r=\"40\"/><image width=\"90\" height=\"90\" href=\"{link}\"/></svg>"
        );
        assert_refused("linked.svg", svg.as_bytes());
    }
}

#[test]
fn a_picture_of_one_pixel_is_a_charm_or_a_clear_error() {
    let (status, complaint) =
        status_and_complaint(&make_within_a_gigabyte("dot.png", &png(1, |_, _| [9, 9, 9, 255])));
    assert!(!complaint.contains("panicked"), "{complaint}");
    assert!(matches!(status, 0..=2), "{status}: {complaint}");
    assert!(status == 0 || status == 1 || complaint.contains("hint: "), "{complaint}");
}

#[test]
fn lengths_that_are_none_are_bad_usage() {
    let folder = tempfile::tempdir().unwrap();
    let art = folder.path().join("disc.png");
    std::fs::write(&art, disc_png(64)).unwrap();
    for (option, value) in [
        ("--size", "NaN"),
        ("--size", "-5mm"),
        ("--size", "0"),
        ("--size", "inf"),
        ("--size", "9e99mm"),
        ("--border", "-1mm"),
        ("--border", "NaNmm"),
        ("--hole", "0mm"),
        ("--join", "far"),
        ("--size", "50 apples"),
    ] {
        let flag = format!("{option}={value}");
        let output = run(&[
            "make".as_ref(),
            art.as_os_str(),
            flag.as_ref(),
            "--out".as_ref(),
            folder.path().as_os_str(),
        ]);
        let (status, complaint) = status_and_complaint(&output);
        assert_eq!(status, 2, "{flag}: {complaint}");
        assert!(!complaint.contains("panicked"), "{flag}: {complaint}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing was written");
}

#[test]
fn a_folder_that_cannot_be_written_is_a_clear_error() {
    let folder = tempfile::tempdir().unwrap();
    let art = folder.path().join("disc.png");
    std::fs::write(&art, disc_png(128)).unwrap();
    let out = art.join("below-a-file");
    let output = run(&["make".as_ref(), art.as_os_str(), "--out".as_ref(), out.as_os_str()]);
    let (status, complaint) = status_and_complaint(&output);
    assert_eq!(status, 2, "{complaint}");
    assert!(complaint.contains("hint: Choose a folder"), "{complaint}");
}

#[test]
fn a_full_disk_leaves_no_half_written_file() {
    let folder = tempfile::tempdir().unwrap();
    let art = folder.path().join("disc.png");
    std::fs::write(&art, disc_png(256)).unwrap();
    let out = folder.path().join("out");
    // Files may grow to 4 KB and no further; the write fails as it does on a full disk.
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" make \"$1\" --out \"$2\""])
        .arg(env!("CARGO_BIN_EXE_dangle"))
        .arg(&art)
        .arg(&out)
        .output()
        .unwrap();
    let (status, complaint) = status_and_complaint(&output);
    assert_eq!(status, 2, "{complaint}");
    assert!(complaint.contains("hint: "), "{complaint}");
    for entry in std::fs::read_dir(&out).unwrap() {
        let path = entry.unwrap().path();
        let whole = path.extension().is_some_and(|end| end == "json" || end == "svg");
        assert!(whole, "{} was left behind", path.display());
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let (status, complaint) = status_and_complaint(&run(&["check", "no-such-picture.png"]));
    assert_eq!(status, 2);
    assert!(complaint.contains("no-such-picture.png") && complaint.contains("hint: "), "{complaint}");
}

#[test]
fn unknown_processes_recipes_and_carriers_name_the_known_ones() {
    let folder = tempfile::tempdir().unwrap();
    let art = folder.path().join("disc.png");
    std::fs::write(&art, disc_png(64)).unwrap();
    for (option, known) in [
        ("--process=lead", "acrylic-clear"),
        ("--recipe=vendor-x", "generic-acrylic"),
        ("--carrier=submarine", "backpack"),
        ("--hardware=rope", "lobster-clasp"),
    ] {
        let output = run(&[
            "make".as_ref(),
            art.as_os_str(),
            option.as_ref(),
            "--out".as_ref(),
            folder.path().as_os_str(),
        ]);
        let (status, complaint) = status_and_complaint(&output);
        assert_eq!(status, 2, "{option}: {complaint}");
        assert!(complaint.contains(known), "{option}: {complaint}");
    }
}
