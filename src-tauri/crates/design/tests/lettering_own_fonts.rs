//! Fonts of the person's own: taken from anywhere, so held to bounds.

#![allow(clippy::unwrap_used, reason = "tests")]

mod lettering_common;

use dangle_design::id::BlobHash;
use dangle_design::lettering::{self, MOST_FONT_BYTES, checked_font};
use dangle_design::project::{Font, Text};
use dangle_design::{ErrorCode, Result};
use lettering_common::{plain, text};

fn font_file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/../../../assets/fonts/{name}.ttf", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn lettered_with(bytes: &[u8], words: &str) -> Result<dangle_design::artwork::Subject> {
    let font = Font::Own { blob: BlobHash::of(bytes) };
    let line = Text { font, ..text(words, "nunito") };
    lettering::lettered(plain(400), &[line], None, &|_| Ok(bytes.to_vec()))
}

/// Where a table's bytes begin.
fn table(bytes: &[u8], tag: [u8; 4]) -> usize {
    let count = usize::from(u16::from_be_bytes([bytes[4], bytes[5]]));
    let records = bytes[12..].chunks_exact(16).take(count);
    let record = records.into_iter().find(|record| record[..4] == tag[..]).unwrap();
    u32::from_be_bytes([record[8], record[9], record[10], record[11]]) as usize
}

#[test]
fn a_font_of_ones_own_sets_the_words() {
    let bytes = font_file("pacifico");
    checked_font(&bytes).unwrap();
    let own = lettered_with(&bytes, "Mochi").unwrap();
    let bundled = lettering_common::lettered(&plain(400), &[text("Mochi", "pacifico")]);
    assert_eq!(own.picture.rgba(), bundled.picture.rgba());
    let mixed = lettered_with(&bytes, "Mochi 餅").unwrap();
    assert_eq!(mixed.missing_letters, "", "what it lacks comes from the bundled fonts");
}

#[test]
fn what_is_no_font_is_refused_with_a_remedy() {
    let whole = font_file("nunito");
    let mut web = whole.clone();
    web[..4].copy_from_slice(b"wOF2");
    for (file, code) in [
        (b"hello".to_vec(), ErrorCode::Input),
        (Vec::new(), ErrorCode::Input),
        (web, ErrorCode::Input),
        (whole[..200].to_vec(), ErrorCode::Input),
        (vec![0; MOST_FONT_BYTES + 1], ErrorCode::TooLarge),
    ] {
        let error = checked_font(&file).unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert!(error.hint().is_some_and(|hint| hint.ends_with('.')));
    }
}

#[test]
fn a_font_whose_maker_forbids_embedding_is_refused() {
    let mut bytes = font_file("nunito");
    let permissions = table(&bytes, *b"OS/2") + 8;
    for (bits, allowed) in
        [(0x0000u16, true), (0x0004, true), (0x0008, true), (0x0002, false), (0x0200, false)]
    {
        bytes[permissions..permissions + 2].copy_from_slice(&bits.to_be_bytes());
        assert_eq!(checked_font(&bytes).is_ok(), allowed, "fsType {bits:#06x}");
    }
}

#[test]
fn a_font_that_draws_pictures_sets_outlines_alone() {
    let bytes = font_file("noto-color-emoji");
    // Its outlines are empty where COLR draws: with the pictures hidden nothing of it is left to draw.
    let own = lettered_with(&bytes, "a");
    assert!(own.is_ok());
    let colours = own.unwrap();
    let coloured = |p: &[u8; 4]| p[3] == 255 && p[0] > 200 && p[1] > 150;
    assert_eq!(colours.picture.rgba().as_chunks::<4>().0.iter().filter(|p| coloured(p)).count(), 0);
}

#[test]
fn damaged_fonts_end_in_letters_or_an_error_never_in_a_crash() {
    let whole = font_file("pacifico");
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    };
    for round in 0..60 {
        let mut bytes = whole.clone();
        for _ in 0..=(round % 12) * 8 {
            let at = if round % 2 == 0 { random() % 400 } else { random() % bytes.len() };
            bytes[at] = random() as u8;
        }
        bytes.truncate(if round % 5 == 0 { random() % whole.len() } else { whole.len() });
        let _ = checked_font(&bytes);
        let _ = lettered_with(&bytes, "Mochi fi AV");
    }
}
