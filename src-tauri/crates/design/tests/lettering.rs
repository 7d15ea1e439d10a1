//! Words on charms: what is drawn, where, and what is refused.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "a test may panic, and compares whole pixels")]

mod lettering_common;

use std::f64::consts::PI;

use dangle_design::artwork::{Picture, Subject, decode, samples};
use dangle_design::lettering::{bundled, caption, missing_letters, specimen, suggested};
use dangle_design::project::{Halo, Spot, Text};
use dangle_design::units::{Degrees, Rgb};
use lettering_common::{bundled_font, framed, ink, iou, lettered, plain, reference, text};

/// A text in the middle of the plain artwork, where nothing else is.
fn words(words: &str, font: &str) -> Text {
    text(words, font)
}

#[test]
fn letters_lie_where_freetype_puts_them() {
    for (font, line) in [
        ("nunito", "Bunny & Co"),
        ("pacifico", "Mochi"),
        ("zen-maru-gothic", "月のうさぎ"),
        ("zcool-kuaile", "招财进宝"),
    ] {
        let set = Text { em: 0.25, ..words(line, font) };
        let subject = lettered(&plain(1600), &[set]);
        let (ours, theirs) = (framed(&ink(&subject.picture)), reference(font));
        let alike = iou(&ours, &theirs);
        println!("{font}: {alike:.4}");
        assert!(alike > 0.97, "{font}: IoU {alike}");
    }
}

#[test]
fn letters_on_an_arc_lie_on_a_circle_and_span_the_bend() {
    for (bend, sign) in [(120.0, -1.0), (-120.0, 1.0)] {
        let line = Text { em: 0.1, bend: Degrees::new(bend), ..words("oooooooooooo", "nunito") };
        let subject = lettered(&plain(1600), &[line]);
        let centres = letter_centres(&subject);
        assert_eq!(centres.len(), 12);
        let (first, middle, last) = (centres[0], centres[6], centres[11]);
        let (centre, radius) = circle(first, middle, last);
        for at in &centres {
            let off = ((at[0] - centre[0]).hypot(at[1] - centre[1]) - radius).abs();
            assert!(off < 0.004 * radius, "{at:?} lies {off} px beside the circle of {radius}");
        }
        assert!((middle[1] - first[1]) * sign > 50.0, "the middle is highest for a bend above zero");
        let angle = |at: [f64; 2]| (at[0] - centre[0]).atan2((at[1] - centre[1]) * sign);
        let spanned = (angle(last) - angle(first)).abs() * 180.0 / PI;
        // From the middle of the first letter to that of the last: eleven of twelve.
        assert!((spanned - 120.0 * 11.0 / 12.0).abs() < 1.0, "they span {spanned}°");
    }
}

/// The middle of each letter's outer ring, from left to right.
fn letter_centres(subject: &Subject) -> Vec<[f64; 2]> {
    let outer = subject.rings.iter().filter(|ring| area(ring) > 400.0);
    let mean = |ring: &Vec<[f32; 2]>| {
        let (low, high) = ring.iter().fold(([f32::MAX; 2], [f32::MIN; 2]), |(low, high), p| {
            ([low[0].min(p[0]), low[1].min(p[1])], [high[0].max(p[0]), high[1].max(p[1])])
        });
        [f64::from(low[0] + high[0]) / 2.0, f64::from(low[1] + high[1]) / 2.0]
    };
    let mut centres: Vec<[f64; 2]> = outer.map(mean).filter(|at| at[0] > 40.0 || at[1] > 40.0).collect();
    centres.sort_by(|a, b| a[0].total_cmp(&b[0]));
    centres
}

/// Above zero for outer rings.
fn area(ring: &[[f32; 2]]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| f64::from(a[0] * b[1] - b[0] * a[1])).sum::<f64>() / 2.0
}

fn circle(a: [f64; 2], b: [f64; 2], c: [f64; 2]) -> ([f64; 2], f64) {
    let d = 2.0 * (a[0] * (b[1] - c[1]) + b[0] * (c[1] - a[1]) + c[0] * (a[1] - b[1]));
    let square = |p: [f64; 2]| p[0] * p[0] + p[1] * p[1];
    let x = (square(a) * (b[1] - c[1]) + square(b) * (c[1] - a[1]) + square(c) * (a[1] - b[1])) / d;
    let y = (square(a) * (c[0] - b[0]) + square(b) * (a[0] - c[0]) + square(c) * (b[0] - a[0])) / d;
    ([x, y], (a[0] - x).hypot(a[1] - y))
}

#[test]
fn words_beyond_the_artwork_make_the_picture_larger_and_leave_the_artwork_as_it_was() {
    let art = plain(1600);
    let below = Text { at: Spot { u: 0.5, v: 1.2 }, ..words("below", "nunito") };
    let subject = lettered(&art, &[below]);
    let [x, y, width, height] = subject.artwork;
    assert_eq!([x, y, width, height], [0.0, 0.0, 1600.0, 1600.0]);
    assert!(subject.picture.height() > 1900 && subject.picture.width() == 1600);
    let row = 1600 * 4;
    assert_eq!(subject.picture.rgba()[..row * 1600], art.picture.rgba()[..row * 1600]);
    let above = Text { at: Spot { u: -0.1, v: -0.2 }, ..words("above", "nunito") };
    let subject = lettered(&art, &[above]);
    let [x, y, ..] = subject.artwork;
    assert!(x > 0.0 && y > 300.0, "the artwork moved right and down: {x}, {y}");
    assert_eq!(x.fract() + y.fract(), 0.0, "by whole pixels");
}

#[test]
fn artwork_of_few_pixels_is_enlarged_under_words_and_still_tells_its_own_resolution() {
    let subject = lettered(&plain(100), &[words("tiny", "nunito")]);
    assert_eq!((subject.picture.width(), subject.density), (1600, 16.0));
    assert_eq!(subject.artwork, [0.0, 0.0, 1600.0, 1600.0]);
    let whole = lettered(&plain(1600), &[words("tiny", "nunito")]);
    assert!((whole.density - 1.0).abs() < 1e-9);
    let alike = iou(&framed(&ink(&subject.picture)), &framed(&ink(&whole.picture)));
    assert!(alike > 0.99, "the letters are as sharp on it: {alike}");
    let at = |x: usize, y: usize| subject.picture.rgba().as_chunks::<4>().0[y * 1600 + x];
    assert_eq!(at(8, 8), [0, 0, 0, 255], "the artwork's corner is as black as it was");
    assert_eq!(at(60, 60)[3], 0);
}

#[test]
fn words_on_a_drawing_are_part_of_the_drawing() {
    for sample in samples() {
        let bytes = sample.bytes.into_owned();
        let bare = Subject::traced(decode(&bytes).unwrap(), Vec::new());
        let line = Text { at: Spot { u: 0.5, v: 1.1 }, ..words("Mochi 😀", "nunito") };
        let subject = lettered(&bare, &[Text { halo: Some(white(0.1)), ..line }]);
        let tree = subject.picture.vector().unwrap();
        let (width, height) = (subject.picture.width(), subject.picture.height());
        let mut pixels = resvg::tiny_skia::Pixmap::new(width, height).unwrap();
        resvg::render(tree, resvg::tiny_skia::Transform::identity(), &mut pixels.as_mut());
        let pairs = pixels.pixels().iter().zip(subject.picture.rgba().as_chunks::<4>().0);
        let far = pairs.filter(|(drawn, kept)| drawn.alpha().abs_diff(kept[3]) > 32).count();
        assert!(far < 200, "{}: {far} pixels differ", sample.id);
    }
}

fn white(width: f64) -> Halo {
    Halo { colour: Rgb([255, 255, 255]), width }
}

#[test]
fn markup_in_words_is_letters() {
    let subject = lettered(&plain(1600), &[words("<&>\"'", "nunito")]);
    assert_eq!(subject.missing_letters, "");
    assert!(letter_centres(&subject).len() >= 5);
    let hostile = "</text><rect width='9999' height='9999'/>&x;<!--";
    let subject = lettered(&plain(1600), &[Text { em: 0.02, ..words(hostile, "nunito") }]);
    assert_eq!(subject.missing_letters, "");
    let count = ink(&subject.picture).iter().flatten().filter(|on| **on).count();
    assert!(count < 60_000, "only letters are inked: {count} pixels");
}

#[test]
fn words_without_letters_change_nothing() {
    let art = plain(300);
    for nothing in ["", "   ", "\n \n", "\u{3000}\u{a0} ", "\u{200b}\u{200d}\u{fe0f}"] {
        let subject = lettered(&art, &[words(nothing, "nunito")]);
        assert_eq!(subject.picture.rgba(), art.picture.rgba(), "{nothing:?}");
    }
}

#[test]
fn control_characters_are_not_drawn() {
    let with = lettered(&plain(1600), &[words("a\u{1}b\u{7}\u{fffe}c\t", "nunito")]);
    let without = lettered(&plain(1600), &[words("abc", "nunito")]);
    assert_eq!(with.picture.rgba(), without.picture.rgba());
}

#[test]
fn very_long_words_stay_within_bounds() {
    let long = "W".repeat(500);
    for bend in [0.0, 200.0, -360.0] {
        let line = Text { em: 2.0, bend: Degrees::new(bend), ..words(&long, "lora") };
        let subject = lettered(&plain(1600), &[line]);
        assert!(subject.picture.width().max(subject.picture.height()) <= 4096);
        assert!(subject.artwork[2] >= 1.0);
    }
}

#[test]
fn letters_that_no_font_has_are_named_and_left_out() {
    let subject = lettered(&plain(1600), &[words("aꦲb", "nunito")]);
    assert_eq!(subject.missing_letters, "ꦲ");
    let without = lettered(&plain(1600), &[words("ab", "nunito")]);
    assert_eq!(subject.picture.rgba(), without.picture.rgba());
    let found = missing_letters("𓀀a", &bundled_font("lora"), &|_| unreachable!()).unwrap();
    assert_eq!(found, "𓀀");
}

#[test]
fn the_same_words_give_the_same_pixels() {
    let line =
        || Text { halo: Some(white(0.1)), bend: Degrees::new(90.0), ..words("Same 同じ 😀", "nunito") };
    let (one, two) = (lettered(&plain(900), &[line()]), lettered(&plain(900), &[line()]));
    assert_eq!(one.picture.rgba(), two.picture.rgba());
    assert_eq!(one.rings, two.rings);
}

#[test]
fn every_language_is_set_in_every_font_without_a_missing_letter() {
    let samples = [
        "The quick brown fox, 0123456789!?",
        "Äpfel, Straße, façade, niño, Żółw, İğne, Ærø, Œuvre — “hi” …",
        "Tiếng Việt: phượng hoàng",
        "Съешь ещё этих мягких французских булок",
        "かわいいネコのキーホルダー、鬱・麒麟・齟齬。「髙」",
        "招财进宝，恭喜发财！龘",
        "귀여운 열쇠고리",
        "e\u{301} n\u{303}",
        "😀👩‍🚀🇯🇵🏴‍☠️👍🏽❤️1️⃣☀️❤☆♪♡",
    ];
    for font in bundled() {
        for line in samples {
            let missing =
                missing_letters(line, &bundled_font(font.id.as_str()), &|_| unreachable!()).unwrap();
            let expected: &[&str] = if line.contains('龘') { &["", "龘"] } else { &["", "髙"] };
            assert!(expected.contains(&missing.as_str()), "{}: {line}: {missing:?}", font.id);
        }
    }
}

#[test]
fn a_line_of_many_fonts_keeps_every_letter() {
    let all = ["H", "😀", "👩‍🚀", "🇯🇵", "日", "❤️", "們", "1️⃣", "z", "안"];
    let width = |letters: &[&str]| {
        let subject = lettered(&plain(1600), &[Text { em: 0.05, ..words(&letters.concat(), "lora") }]);
        framed(&ink(&subject.picture))[0].len()
    };
    let whole = width(&all);
    for left_out in 0..all.len() {
        let fewer: Vec<&str> = (0..all.len()).filter(|at| *at != left_out).map(|at| all[at]).collect();
        let narrower = whole - width(&fewer);
        assert!(narrower > 20, "{}: {narrower} px narrower without it", all[left_out]);
    }
}

#[test]
fn emoji_are_in_colour_and_letters_in_theirs() {
    let subject = lettered(&plain(1600), &[words("😀", "nunito")]);
    let yellow = |p: &[u8; 4]| p[3] == 255 && p[0] > 220 && p[1] > 150 && p[2] < 120;
    assert!(subject.picture.rgba().as_chunks::<4>().0.iter().filter(|p| yellow(p)).count() > 2_000);
    let engraved = lettered(&plain(1600), &[words("😀", "noto-emoji")]);
    assert_eq!(engraved.picture.rgba().as_chunks::<4>().0.iter().filter(|p| yellow(p)).count(), 0);
}

#[test]
fn an_edge_lies_round_the_letters_and_under_them() {
    let bare = lettered(&plain(1600), &[words("o", "nunito")]);
    let edged = lettered(&plain(1600), &[Text { halo: Some(white(0.2)), ..words("o", "nunito") }]);
    let (small, large) = (framed(&ink(&bare.picture)), framed(&ink(&edged.picture)));
    // The em is 320 pixels here, so the edge adds 64 on each side.
    for (with, without) in [(large.len(), small.len()), (large[0].len(), small[0].len())] {
        assert!((with as i64 - without as i64 - 128).abs() <= 3, "{without} → {with}");
    }
    let count = |picture: &Picture| {
        picture.rgba().as_chunks::<4>().0.iter().filter(|p| **p == [200, 30, 90, 255]).count()
    };
    assert_eq!(count(&edged.picture), count(&bare.picture), "the letters lie on top");
}

#[test]
fn lines_and_translations_are_set() {
    let two = lettered(&plain(1600), &[words("ab\ncd", "nunito")]);
    let one = lettered(&plain(1600), &[words("ab", "nunito")]);
    assert!(framed(&ink(&two.picture)).len() > 2 * framed(&ink(&one.picture)).len());
    let mut line = words("cat", "nunito");
    line.translations.insert("ja".into(), "猫".into());
    let shown = lettering_common::lettered_in(&plain(1600), &[line], Some("ja"));
    let direct = lettered(&plain(1600), &[words("猫", "nunito")]);
    assert_eq!(shown.picture.rgba(), direct.picture.rgba());
}

#[test]
fn a_font_is_suggested_by_script() {
    let font = |words: &str| suggested(words).unwrap().id.to_string();
    assert_eq!(font("Mochi"), "nunito");
    assert_eq!(font("もち"), "zen-maru-gothic");
    assert_eq!(font("年糕"), "zcool-kuaile");
    assert_eq!(font("찹쌀떡"), "jua");
}

#[test]
fn every_font_shows_itself() {
    for font in bundled() {
        let shown = specimen(font, 48).unwrap();
        let inked = shown.rgba().as_chunks::<4>().0.iter().filter(|p| p[3] > 127).count();
        assert!(inked > 800 && shown.height() < 120, "{}: {inked} pixels of {shown:?}", font.id);
    }
}

#[test]
fn captions_of_one_em_are_equally_high_in_every_script_and_none_is_made_of_nothing() {
    let ink = Rgb([31, 29, 43]);
    for words in ["Backpack", "Jeans, gypsy", "双肩包", "バックパック", "가방"] {
        let picture = caption(words, 40, ink).unwrap().unwrap();
        assert_eq!(picture.height(), 52, "{words}");
        let pixels = picture.rgba().as_chunks::<4>().0;
        let inked = pixels.iter().filter(|p| p[3] > 127).count();
        assert!(inked > 400, "{words}: {inked}");
        assert!(pixels.iter().filter(|p| p[3] == 255).all(|p| p[..3] == ink.0), "{words}");
        let edge = |row: usize| &pixels[row * picture.width() as usize..][..picture.width() as usize];
        assert!([0, 51].iter().all(|row| edge(*row).iter().all(|p| p[3] == 0)), "{words} is cut");
    }
    assert!(caption("  ", 40, ink).unwrap().is_none());
}

#[test]
fn the_fonts_folder_is_small_and_every_licence_lies_in_it() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/fonts");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap());
    let bytes: u64 = files.map(|file| file.metadata().unwrap().len()).sum();
    assert!(bytes < 18_700_000, "{bytes} bytes");
    let list: toml::Table = std::fs::read_to_string(format!("{folder}/fonts.toml")).unwrap().parse().unwrap();
    let fonts = list["font"].as_array().unwrap();
    assert_eq!(fonts.len(), 14);
    for font in fonts {
        assert_eq!(font["licence"].as_str(), Some("OFL-1.1"));
        let licence = font["licence_file"].as_str().unwrap();
        let text = std::fs::read_to_string(format!("{folder}/{licence}")).unwrap();
        assert!(
            text.contains("SIL Open Font License") || text.contains("SIL OPEN FONT LICENSE"),
            "{licence}"
        );
    }
}

/// Measured on the fonts' files with fontTools.
#[test]
fn letters_are_as_high_as_they_are_drawn() {
    for (line, font, high) in [
        ("mochi", "nunito", Some(0.499)),
        ("Mochi", "nunito", Some(0.499)),
        ("MOCHI 24", "nunito", Some(0.714)),
        ("MOCHI", "pacifico", Some(0.877)),
        ("月のうさぎ", "zen-maru-gothic", Some(0.9)),
        ("月 moon", "zen-maru-gothic", Some(0.482)),
        ("모찌", "jua", Some(0.841)),
        ("\u{1f430}", "nunito", None),
        ("…!", "nunito", None),
    ] {
        let found = lettered(&plain(400), &[words(line, font)]).letter_heights;
        let right = match (found.as_slice(), high) {
            ([Some(found)], Some(high)) => (found - high).abs() < 0.002,
            ([None], None) => true,
            _ => false,
        };
        assert!(right, "{line} in {font}: {found:?} for {high:?}");
    }
    let nothing = lettered(&plain(400), &[words(" ", "nunito")]);
    assert!(nothing.letter_heights.is_empty());
}
