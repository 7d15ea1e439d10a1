//! Files that mean harm: refused with a remedy, or read within bounds; never a panic.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod fixture;

use std::io::Write;

use dangle_design::ErrorCode;
use dangle_design::id::RecipeId;
use dangle_print::{Intent, Plates, Recipe, Ticket, prove_alone, write_pdf};
use flate2::Compression;
use flate2::write::ZlibEncoder;

fn pdf() -> Vec<u8> {
    let recipe = Recipe::load(&RecipeId::new("generic-acrylic").unwrap()).unwrap();
    let plates = Plates::derive(&fixture::charm_at(72.0), &recipe).unwrap();
    write_pdf(&Intent::first(&plates, &recipe).unwrap(), &Ticket { title: "Fixture", created: None }).unwrap()
}

fn deflate(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// A PDF of the given objects, numbered from 1; object 1 is the catalog.
fn assembled(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.6\n".to_vec();
    let mut offsets = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.extend(format!("{} 0 obj\n", at + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        file.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    file.extend(
        format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF", objects.len() + 1).bytes(),
    );
    file
}

fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    [format!("<<{entries}/Length {}>>\nstream\n", data.len()).as_bytes(), data, b"\nendstream"].concat()
}

/// A page with that content and those resources, and objects from number 5 on.
fn page(content: Vec<u8>, resources: &str, more: Vec<Vec<u8>>) -> Vec<u8> {
    let page = format!(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/TrimBox[10 10 190 190]/Contents 4 0 R/Resources<<{resources}>>>>"
    );
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        page.into_bytes(),
        content,
    ];
    objects.extend(more);
    assembled(&objects)
}

fn refusal(file: &[u8]) -> ErrorCode {
    let error = prove_alone(file).unwrap_err();
    assert!(error.hint().is_some(), "{error}");
    error.code()
}

#[test]
fn what_is_no_pdf_is_refused_with_a_remedy() {
    for file in [&b""[..], b"%PDF-1.6", b"hello", b"%PDF-1.6\n%%EOF", &[0; 4096], b"\x89PNG\r\n\x1a\n"] {
        assert_eq!(refusal(file), ErrorCode::File);
    }
}

#[test]
fn a_sound_small_page_is_read() {
    let proof = prove_alone(&page(stream("", b"0 0 m 100 100 l S"), "", vec![])).unwrap();
    assert!(!proof.passed());
}

#[test]
fn a_file_cut_short_anywhere_does_not_panic() {
    let whole = pdf();
    for cut in (0..whole.len()).step_by(whole.len() / 97) {
        let _ = prove_alone(&whole[..cut]);
    }
}

#[test]
fn flipped_bytes_do_not_panic() {
    let whole = pdf();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    // The last part holds the small objects and the table, where a byte does most.
    let tail = whole.len().saturating_sub(6000);
    for round in 0..160 {
        let mut file = whole.clone();
        for _ in 0..=next(4) {
            let at = if round % 2 == 0 { tail + next(whole.len() - tail) } else { next(whole.len()) };
            file[at] = next(256) as u8;
        }
        let _ = prove_alone(&file);
    }
}

#[test]
fn flipped_numbers_in_the_content_do_not_panic() {
    let numbers =
        ["-1", "0", "1e39", "99999999999999999999", "nan", "0.00000001", "-2147483649", "[", "<<", "("];
    for number in numbers {
        for operators in [
            "N 0 0 N 0 0 cm 0 0 m 9 9 l 9 0 l f",
            "N w 0 0 m 5 N l S",
            "0 0 N N re f",
            "N N m N N N N N N c f",
            "0 0 m 9 0 l 9 9 l h W n N 0 0 N N 0 cm 0 0 5 5 re f",
            "N g N N N rg N N N N k N sc",
            "N",
            "/N gs /N Do /N cs",
        ] {
            let content = operators.replace('N', number);
            let _ = prove_alone(&page(stream("", content.as_bytes()), "", vec![]));
        }
    }
}

#[test]
fn a_bomb_in_the_content_is_refused() {
    let bomb = deflate(&vec![b' '; 64 << 20]);
    assert_eq!(refusal(&page(stream("/Filter/FlateDecode", &bomb), "", vec![])), ErrorCode::TooLarge);
    let nested = deflate(&bomb);
    assert_eq!(
        refusal(&page(stream("/Filter[/FlateDecode/FlateDecode]", &nested), "", vec![])),
        ErrorCode::TooLarge
    );
}

#[test]
fn a_bomb_in_an_object_stream_does_not_go_off() {
    let mut inner = b"9 0 ".to_vec();
    inner.extend(vec![b'0'; 96 << 20]);
    let bomb = stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", &deflate(&inner));
    drop(inner);
    let file = page(stream("", b"n"), "", vec![bomb]);
    let _ = prove_alone(&file);
}

#[test]
fn a_form_that_paints_itself_is_refused() {
    let form =
        stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>", b"/F Do /F Do");
    let file = page(stream("", b"/F Do"), "/XObject<</F 5 0 R>>", vec![form]);
    assert_eq!(refusal(&file), ErrorCode::TooLarge);
}

#[test]
fn more_than_can_be_painted_is_refused() {
    let states = "q ".repeat(100);
    let operators = "n ".repeat(1_000_001);
    let marks = "0 0 9 9 re f ".repeat(60_000);
    for content in [states, operators, marks] {
        let content = stream("/Filter/FlateDecode", &deflate(content.as_bytes()));
        assert_eq!(refusal(&page(content, "", vec![])), ErrorCode::TooLarge);
    }
}

#[test]
fn a_picture_larger_than_any_plate_is_refused() {
    let image = stream(
        "/Type/XObject/Subtype/Image/Width 100000/Height 100000/BitsPerComponent 8/ColorSpace/DeviceCMYK",
        b"....",
    );
    let file = page(stream("", b"100 0 0 100 0 0 cm /I Do"), "/XObject<</I 5 0 R>>", vec![image]);
    assert_eq!(refusal(&file), ErrorCode::TooLarge);
}

#[test]
fn parts_without_end_are_refused() {
    let streams: Vec<Vec<u8>> = (0..600).map(|_| stream("", b"n")).collect();
    assert_eq!(refusal(&page(stream("", b"n"), "", streams)), ErrorCode::TooLarge);
    let numbers = [b"[".to_vec(), b"0 ".repeat(4 << 20), b"]".to_vec()].concat();
    assert_eq!(refusal(&page(stream("", b"n"), "", vec![numbers])), ErrorCode::TooLarge);
}

#[test]
fn nesting_without_end_does_not_overflow_the_stack() {
    let deep = [b"[".repeat(100_000), b"]".repeat(100_000)].concat();
    let _ = prove_alone(&page(stream("", b"n"), "", vec![deep.clone()]));
    let _ = prove_alone(&page(stream("", &[&deep[..], b" n"].concat()), "", vec![]));
    let dictionaries = [b"<</A".repeat(100_000), b">>".repeat(100_000)].concat();
    let _ = prove_alone(&page(stream("", b"n"), "", vec![dictionaries]));
}
