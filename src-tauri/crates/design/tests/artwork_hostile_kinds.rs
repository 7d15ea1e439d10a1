//! Hostile files of the kinds whose parts are read by more than one hand: TIFF, GIF, BMP, AVIF, and layered files.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::io::{Cursor, Write as _};

use dangle_design::artwork::{Subject, decode, layer, layers};
use dangle_design::project::Background;
use dangle_design::{Error, ErrorCode, Job};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const KINDS: [&str; 25] = [
    "moving.gif",
    "interlaced.gif",
    "lzw.tif",
    "deep.tif",
    "associated.tif",
    "tiled.tif",
    "strips.tif",
    "turned.tif",
    "inks.tif",
    "bilevel.tif",
    "grey-alpha.tif",
    "plain.bmp",
    "rle.bmp",
    "alpha.bmp",
    "alpha.avif",
    "halved.avif",
    "turned.avif",
    "grey.avif",
    "deep.avif",
    "merged.psd",
    "deep.psd",
    "inks.psd",
    "layers.psd",
    "layers.ora",
    "merged.kra",
];

fn file(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/kinds/");
    std::fs::read(format!("{folder}{name}")).unwrap()
}

/// Reads all there is to read: each answer is a picture, or a refusal with a remedy.
fn read_all(name: &str, bytes: &[u8]) {
    let sound = |error: Error| assert!(error.hint().is_some_and(|hint| hint.len() > 10), "{name}: {error}");
    if let Err(error) = decode(bytes) {
        sound(error);
    }
    match layers(bytes) {
        Ok(found) => found.iter().filter_map(|one| layer(bytes, &one.id).err()).for_each(sound),
        Err(error) => sound(error),
    }
}

fn refused(name: &str, bytes: &[u8], code: ErrorCode) -> Error {
    let error = Subject::from_bytes(bytes, Background::Auto, &Job::silent()).unwrap_err();
    assert_eq!(error.code(), code, "{name}: {error}");
    assert!(error.hint().is_some_and(|hint| hint.len() > 10), "{name}: {error}");
    error
}

#[test]
fn cut_off_files_are_refused_or_whole_wherever_they_end() {
    for name in KINDS {
        let whole = file(name);
        for share in [3, 10, 30, 60, 90, 99] {
            read_all(name, &whole[..whole.len() * share / 100]);
        }
        assert!(decode(&whole[..whole.len() / 8]).is_err(), "{name}: an eighth is no picture");
    }
}

#[test]
fn flipped_bits_never_end_the_program() {
    for name in KINDS {
        let whole = file(name);
        let step = whole.len().div_ceil(60);
        for at in (0..whole.len()).step_by(step) {
            let mut flipped = whole.clone();
            flipped[at] ^= 1 << (at % 8);
            read_all(name, &flipped);
        }
    }
}

#[test]
fn what_a_fuzzer_starts_from_and_what_it_found_never_ends_the_program() {
    let corpora = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fuzz/corpus");
    for kind in ["decode_raster", "decode_svg", "decode_layered", "decode_pdf"] {
        let files = std::fs::read_dir(format!("{corpora}/{kind}")).unwrap();
        for path in files.map(|file| file.unwrap().path()) {
            read_all(&path.display().to_string(), &std::fs::read(&path).unwrap());
        }
    }
}

/// A TIFF of one strip that is not there (TIFF 6.0, section 2).
fn tiff_header(width: u32, height: u32) -> Vec<u8> {
    let entry =
        |tag: u16, value: u32| [&tag.to_le_bytes()[..], &[4, 0, 1, 0, 0, 0], &value.to_le_bytes()].concat();
    let entries = [
        (256, width),
        (257, height),
        (258, 8),
        (259, 1),
        (262, 1),
        (273, 8),
        (277, 1),
        (278, height),
        (279, 99),
    ];
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    bytes.extend((entries.len() as u16).to_le_bytes());
    bytes.extend(entries.iter().flat_map(|(tag, value)| entry(*tag, *value)));
    bytes.extend([0; 4]);
    bytes
}

#[test]
fn headers_that_promise_billions_of_pixels_are_refused_before_they_are_made() {
    refused("tiff", &tiff_header(60_000, 60_000), ErrorCode::TooLarge);
    let mut gif = file("interlaced.gif");
    gif[6..10].copy_from_slice(&[0xff; 4]);
    refused("gif", &gif, ErrorCode::TooLarge);
    let mut bmp = file("plain.bmp");
    bmp[18..26].copy_from_slice(&[0x00, 0x60, 0, 0, 0x00, 0x60, 0, 0]);
    refused("bmp", &bmp, ErrorCode::TooLarge);
    let mut psd = file("merged.psd");
    psd[14..22].copy_from_slice(&[0, 0, 0x70, 0, 0, 0, 0x70, 0]);
    refused("psd", &psd, ErrorCode::TooLarge);
    let mut avif = file("alpha.avif");
    let size = avif.windows(4).position(|word| word == b"ispe").unwrap();
    avif[size + 8..size + 16].copy_from_slice(&[0, 0, 0x70, 0, 0, 0, 0x70, 0]);
    refused("avif", &avif, ErrorCode::TooLarge);
}

#[test]
fn a_layer_larger_than_any_picture_is_refused() {
    let mut psd = file("layers.psd");
    // The rectangle of the layer that lies at 8, 8 and is 32 by 24.
    let rect: Vec<u8> = [8_i32, 8, 32, 40].iter().flat_map(|side| side.to_be_bytes()).collect();
    let at = psd.windows(16).position(|place| place == rect).unwrap();
    psd[at + 8..at + 16].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);
    refused("psd", &psd, ErrorCode::TooLarge);
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(*name, packed).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const OPEN_RASTER: (&str, &[u8]) = ("mimetype", b"image/openraster");

#[test]
fn an_archive_that_unpacks_to_gigabytes_is_refused() {
    let zeros = vec![b' '; 80 << 20];
    let picture = archive(&[("mimetype", b"application/x-krita"), ("mergedimage.png", &zeros)]);
    assert!(picture.len() < 1 << 20);
    refused("kra", &picture, ErrorCode::TooLarge);
    refused("ora", &archive(&[OPEN_RASTER, ("stack.xml", &zeros)]), ErrorCode::TooLarge);
}

#[test]
fn archives_of_other_things_and_broken_ones_are_refused_with_the_way_out() {
    refused("zip", &archive(&[("hello.txt", b"hello")]), ErrorCode::Artwork);
    refused("mime", &archive(&[("mimetype", b"application/epub+zip")]), ErrorCode::Artwork);
    refused("empty", &archive(&[OPEN_RASTER]), ErrorCode::Artwork);
    refused("no end", b"PK\x03\x04 and then nothing", ErrorCode::Artwork);
    let huge = (&b"<image w='60000' h='60000'/>"[..], ErrorCode::TooLarge);
    let deep = [
        b"<image w='9' h='9'>".to_vec(),
        b"<stack>".repeat(300),
        b"</stack>".repeat(300),
        b"</image>".to_vec(),
    ]
    .concat();
    for (stack, code) in [huge, (&deep[..], ErrorCode::TooLarge), (b"<image", ErrorCode::Artwork)] {
        refused("stack", &archive(&[OPEN_RASTER, ("stack.xml", stack)]), code);
    }
}

#[test]
fn a_layer_that_names_a_file_outside_is_not_opened() {
    let stack = b"<image w='9' h='9'><stack><layer src='../../../../etc/passwd'/></stack></image>";
    let outside = archive(&[OPEN_RASTER, ("stack.xml", stack)]);
    let error = layer(&outside, "0").unwrap_err();
    assert!(!error.to_string().contains("root") && error.hint().is_some(), "{error}");
}

#[test]
fn photographs_and_films_of_avifs_family_are_refused_by_name() {
    let error = refused("heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", ErrorCode::Artwork);
    assert!(error.to_string().contains("HEIC"), "{error}");
}
