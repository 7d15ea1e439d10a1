//! Files that are broken, empty or made to do harm: each is refused with a remedy, or becomes a good picture.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fmt::Write as _;
use std::io::Cursor;

use dangle_design::artwork::{Subject, decode};
use dangle_design::project::Background;
use dangle_design::{Error, ErrorCode, Job};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};

fn subject(bytes: &[u8]) -> Result<Subject, Error> {
    Subject::from_bytes(bytes, Background::Auto, &Job::silent())
}

/// Refused with this code, a message and a remedy.
fn refused(bytes: &[u8], code: ErrorCode) -> Error {
    let error = subject(bytes).unwrap_err();
    assert_eq!(error.code(), code, "{error}");
    assert!(error.hint().is_some_and(|hint| hint.len() > 10), "{error}");
    error
}

/// A disc on nothing, as pixels.
fn disc() -> DynamicImage {
    RgbaImage::from_fn(64, 64, |x, y| {
        let inside = x.abs_diff(32).pow(2) + y.abs_diff(32).pow(2) < 600;
        Rgba([200, 60, 80, if inside { 255 } else { 0 }])
    })
    .into()
}

fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

fn svg(content: &str) -> Vec<u8> {
    format!(r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 100">{content}</svg>"#)
        .into_bytes()
}

const SHAPE: &str = r##"<circle cx="50" cy="50" r="40" fill="#e35"/>"##;

#[test]
fn nothing_and_plain_text_are_refused() {
    refused(b"", ErrorCode::Artwork);
    refused(b"this is cat.png, honestly", ErrorCode::Artwork);
    refused(b"\x89PNG\r\n\x1a\n", ErrorCode::Artwork);
    refused(b"<html><body>no</body></html>", ErrorCode::Artwork);
}

#[test]
fn cut_off_files_are_refused_wherever_they_end() {
    let noisy = RgbaImage::from_fn(97, 61, |x, y| {
        let hash = (x * 7919 + y * 104_729).wrapping_mul(2_654_435_761);
        Rgba([(hash >> 8) as u8, (hash >> 16) as u8, (hash >> 24) as u8, 255])
    });
    let noisy = DynamicImage::from(noisy);
    let mut jpeg = Vec::new();
    noisy.to_rgb8().write_with_encoder(JpegEncoder::new(&mut jpeg)).unwrap();
    for whole in [file(&noisy, ImageFormat::Png), jpeg, file(&noisy, ImageFormat::WebP)] {
        assert!(decode(&whole).is_ok());
        for share in [1, 5, 25, 50, 75, 95, 99] {
            let error = decode(&whole[..whole.len() * share / 100]).unwrap_err();
            assert!(error.hint().is_some(), "{error}");
        }
    }
    let drawing = svg(SHAPE);
    for length in [40, drawing.len() / 2, drawing.len() - 3] {
        refused(&drawing[..length], ErrorCode::Artwork);
    }
}

#[test]
fn flipped_bits_never_panic() {
    let png = file(&disc(), ImageFormat::Png);
    let webp = file(&disc(), ImageFormat::WebP);
    let mut jpeg = Vec::new();
    disc().to_rgb8().write_with_encoder(JpegEncoder::new(&mut jpeg)).unwrap();
    for whole in [png, webp, jpeg, svg(SHAPE)] {
        for at in 0..whole.len().min(700) {
            let mut flipped = whole.clone();
            flipped[at] ^= 1 << (at % 8);
            if let Err(error) = decode(&flipped) {
                assert!(error.hint().is_some(), "{error}");
            }
        }
    }
}

/// The first chunk of a PNG of that size, and nothing more.
fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut header = b"IHDR".to_vec();
    header.extend(width.to_be_bytes().into_iter().chain(height.to_be_bytes()));
    header.extend([8, 6, 0, 0, 0]);
    let check = crc32(&header).to_be_bytes();
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0d".to_vec();
    bytes.extend(header.into_iter().chain(check));
    bytes.extend(b"\0\0\0\x01IDAT\x78");
    bytes.extend(crc32(b"IDAT\x78").to_be_bytes());
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 })
    })
}

#[test]
fn a_header_that_promises_billions_of_pixels_is_refused_before_they_are_made() {
    let error = refused(&png_header(60_000, 60_000), ErrorCode::TooLarge);
    assert!(error.to_string().contains("60000"), "{error}");
    refused(&png_header(u32::MAX >> 1, 1), ErrorCode::TooLarge);
    refused(&png_header(0, 10), ErrorCode::Artwork);
}

#[test]
fn a_file_beyond_the_limit_is_refused_unread() {
    refused(&vec![b'<'; (64 << 20) + 1], ErrorCode::TooLarge);
}

#[test]
fn what_cannot_be_seen_is_said_so() {
    let clear = DynamicImage::new_rgba8(40, 30);
    let error = refused(&file(&clear, ImageFormat::Png), ErrorCode::NothingVisible);
    assert!(error.to_string().contains("transparent"));
    let faint = RgbaImage::from_pixel(40, 30, Rgba([255, 0, 0, 60]));
    refused(&file(&faint.into(), ImageFormat::Png), ErrorCode::NothingVisible);
    refused(&svg(""), ErrorCode::NothingVisible);
}

#[test]
fn a_single_pixel_is_a_picture_with_an_edge() {
    let dot = RgbaImage::from_pixel(1, 1, Rgba([9, 9, 9, 255]));
    let dot = subject(&file(&dot.into(), ImageFormat::Png)).unwrap();
    assert_eq!(dot.rings.len(), 1);
    assert!(!dot.background_removed);
}

#[test]
fn scripts_do_nothing_and_the_picture_is_good() {
    let armed = svg(&format!(
        r#"<script>fetch('https://example.com/')</script><g onload="alert(1)" onclick="alert(2)">{SHAPE}</g>
        <foreignObject><iframe src="https://example.com/"/></foreignObject>
        <style>@import url('https://example.com/x.css');</style><a href="javascript:alert(3)"><path d="M0 0h1v1z"/></a>"#
    ));
    let armed = subject(&armed).unwrap();
    let plain = subject(&svg(&format!(r#"{SHAPE}<path d="M0 0h1v1z"/>"#))).unwrap();
    assert_eq!(armed.picture.rgba(), plain.picture.rgba());
}

#[test]
fn links_to_files_and_servers_are_refused_and_never_opened() {
    let folder = tempfile::tempdir().unwrap();
    let there = folder.path().join("there.png");
    disc().save(&there).unwrap();
    for link in [there.to_str().unwrap(), "https://example.com/a.png", "file:///etc/passwd", "other.svg#part"]
    {
        for attribute in ["href", "xlink:href"] {
            let linking = svg(&format!(r#"{SHAPE}<image width="9" height="9" {attribute}="{link}"/>"#));
            let error = refused(&linking, ErrorCode::Artwork);
            assert!(error.to_string().contains("outside itself"), "{error}");
        }
    }
}

#[test]
fn links_that_do_not_place_a_picture_are_inert() {
    let linking = svg(&format!(
        r#"{SHAPE}<use href="https://example.com/a.svg#b"/><rect width="5" height="5" fill="url(https://example.com/#g) red"/>"#
    ));
    assert!(subject(&linking).is_ok());
}

#[test]
fn external_entities_are_not_read() {
    let reading = format!(
        r#"<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>&x;</title>{SHAPE}</svg>"#
    );
    if let Err(error) = subject(reading.as_bytes()) {
        assert!(error.hint().is_some() && !error.to_string().contains("root:"), "{error}");
    }
}

#[test]
fn entity_bombs_are_refused() {
    let mut laughs = String::from("<!DOCTYPE svg [<!ENTITY a0 \"ha\">");
    for level in 1..12 {
        let tenfold = format!("&a{};", level - 1).repeat(10);
        write!(laughs, "<!ENTITY a{level} \"{tenfold}\">").unwrap();
    }
    write!(laughs, "]><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><title>&a11;</title></svg>")
        .unwrap();
    refused(laughs.as_bytes(), ErrorCode::TooLarge);
    // One long entity, many times.
    let long = format!(
        "<!DOCTYPE svg [<!ENTITY a \"{}\">]><svg xmlns='http://www.w3.org/2000/svg'><title>{}</title></svg>",
        "x".repeat(100_000),
        "&a;".repeat(100_000)
    );
    refused(long.as_bytes(), ErrorCode::TooLarge);
}

#[test]
fn illustrators_own_entities_are_welcome() {
    let drawn = format!(
        r#"<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
        <!ENTITY ns_svg "http://www.w3.org/2000/svg"><!ENTITY ns_xlink "http://www.w3.org/1999/xlink">]>
        <svg xmlns="&ns_svg;" xmlns:xlink="&ns_xlink;" viewBox="0 0 100 100">{SHAPE}</svg>"#
    );
    assert!(subject(drawn.as_bytes()).is_ok());
}

#[test]
fn deep_nesting_is_refused() {
    for depth in [300, 100_000] {
        let deep = svg(&format!("{}{SHAPE}{}", "<g opacity='.9'>".repeat(depth), "</g>".repeat(depth)));
        refused(&deep, ErrorCode::TooLarge);
    }
    let layered = svg(&format!("{}{SHAPE}{}", "<g opacity='.99'>".repeat(90), "</g>".repeat(90)));
    refused(&layered, ErrorCode::TooLarge);
    let grouped = svg(&format!("{}{SHAPE}{}", "<g>".repeat(90), "</g>".repeat(90)));
    assert!(subject(&grouped).is_ok());
}

#[test]
fn repeats_of_repeats_are_refused() {
    let mut content = format!("<defs><g id='u0'>{SHAPE}</g>");
    for level in 1..30 {
        let twice = format!("<use href='#u{}'/>", level - 1).repeat(2);
        write!(content, "<g id='u{level}'>{twice}</g>").unwrap();
    }
    content += "</defs><use href='#u29'/>";
    refused(&svg(&content), ErrorCode::TooLarge);
}

#[test]
fn long_chains_and_rings_of_repeats_do_not_exhaust_the_stack() {
    let mut chain = String::from("<defs>");
    for link in 0..20_000 {
        write!(chain, "<g id='c{link}'><use href='#c{}'/></g>", link + 1).unwrap();
    }
    chain += "</defs><use href='#c0'/>";
    refused(&svg(&chain), ErrorCode::TooLarge);
    let ring = svg(&format!("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>{SHAPE}"));
    if let Err(error) = subject(&ring) {
        assert!(error.hint().is_some(), "{error}");
    }
}

#[test]
fn markers_on_long_paths_are_refused() {
    let many = svg(&format!(
        "<marker id='m'>{}</marker><path marker-mid='url(#m)' d='M0 0{}'/>",
        SHAPE.repeat(1000),
        "l1 1".repeat(100_000)
    ));
    refused(&many, ErrorCode::TooLarge);
}

#[test]
fn patterns_filters_and_masks_cannot_ask_for_gigabytes() {
    let tile = svg(
        "<pattern id='p' width='9e4' height='9e4' patternUnits='userSpaceOnUse'><rect width='1' height='1'/>\
         </pattern><rect width='100' height='100' fill='url(#p)'/>",
    );
    refused(&tile, ErrorCode::TooLarge);
    let steps = "<feFlood flood-color='red'/>".repeat(2_000);
    let flooded =
        svg(&format!("<filter id='f'>{steps}</filter><rect width='99' height='99' filter='url(#f)'/>"));
    refused(&flooded, ErrorCode::TooLarge);
    let mut masks = String::new();
    for level in 0..60 {
        let next = level + 1;
        write!(
            masks,
            "<mask id='m{level}' mask='url(#m{next})'><rect width='99' height='99' fill='#fff'/></mask>"
        )
        .unwrap();
    }
    let masked = svg(&format!("{masks}<g mask='url(#m0)'>{SHAPE}</g>"));
    refused(&masked, ErrorCode::TooLarge);
}

#[test]
fn a_shadow_of_a_drawing_program_is_welcome() {
    let shadow = svg(&format!(
        "<filter id='f'><feGaussianBlur in='SourceAlpha' stdDeviation='2'/><feOffset dy='2'/>\
         <feColorMatrix values='0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 .3 0'/><feBlend in='SourceGraphic'/>\
         </filter><g filter='url(#f)'>{SHAPE}</g>"
    ));
    assert!(subject(&shadow).is_ok());
}

#[test]
fn sizes_that_are_no_sizes_are_refused_or_passed_over() {
    let zero = b"<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'><path d='M0 0h9v9z'/></svg>";
    refused(zero, ErrorCode::Artwork);
    for size in [
        "width='-5' height='10'",
        "width='1e40' height='1e40'",
        "width='NaN' height='10'",
        "viewBox='NaN NaN NaN NaN'",
        "viewBox='0 0 inf inf'",
        "viewBox='0 0 -1 1'",
    ] {
        let sized =
            format!("<svg xmlns='http://www.w3.org/2000/svg' {size}>{SHAPE}<path d='MNaN 0L1 infz'/></svg>");
        if let Err(error) = subject(sized.as_bytes()) {
            assert!(error.hint().is_some(), "{size}: {error}");
        }
    }
}

#[test]
fn a_drawing_without_a_size_is_as_large_as_what_it_shows() {
    let unsized_ = format!("<svg xmlns='http://www.w3.org/2000/svg'>{SHAPE}</svg>");
    let picture = subject(unsized_.as_bytes()).unwrap().picture;
    let ratio = f64::from(picture.width()) / f64::from(picture.height());
    assert!((0.9..1.1).contains(&ratio), "{} × {}", picture.width(), picture.height());
}

#[test]
fn a_ribbon_of_a_drawing_keeps_a_pixel_of_height() {
    let ribbon = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100000 1'><rect width='100000' height='1'/></svg>";
    let picture = subject(ribbon.as_bytes()).unwrap().picture;
    assert_eq!((picture.width(), picture.height()), (2048, 1));
}

#[test]
fn text_that_would_vanish_is_refused_with_the_way_out() {
    let written = svg(&format!("{SHAPE}<text y='20'>Hello <tspan>you</tspan></text>"));
    let error = refused(&written, ErrorCode::Artwork);
    assert!(error.to_string().contains("Hello you"), "{error}");
    assert!(error.hint().unwrap().contains("outlines"));
    let hidden = svg(&format!("{SHAPE}<text> </text><g display='none'><text>x</text></g>"));
    assert!(subject(&hidden).is_ok());
}

#[test]
fn embedded_pictures_are_drawn_within_limits() {
    let embed = |bytes: &[u8], kind: &str| {
        let data = base64(bytes);
        svg(&format!(r#"<image width="100" height="100" href="data:image/{kind};base64,{data}"/>"#))
    };
    let drawn = subject(&embed(&file(&disc(), ImageFormat::Png), "png")).unwrap();
    assert_eq!(drawn.rings.len(), 1);
    refused(&embed(&png_header(60_000, 60_000), "png"), ErrorCode::TooLarge);
    refused(&embed(b"GIF89a nothing", "gif"), ErrorCode::Artwork);
    refused(&embed(&svg(SHAPE), "svg+xml"), ErrorCode::Artwork);
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, &byte| (bits << 8) | u32::from(byte));
        let bits = bits << (8 * (3 - three.len()));
        for digit in 0..4 {
            let index = (bits >> (18 - 6 * digit)) & 63;
            text.push(if digit <= three.len() { char::from(DIGITS[index as usize]) } else { '=' });
        }
    }
    text
}

#[test]
fn a_moving_picture_is_its_first_frame() {
    for (name, bytes) in [
        ("webp", &include_bytes!("fixtures/red-then-blue.webp")[..]),
        ("png", &include_bytes!("fixtures/red-then-blue.png")[..]),
    ] {
        let picture = decode(bytes).unwrap();
        let [r, _, b, _] = picture.rgba()[..4] else { unreachable!() };
        assert!(r > 200 && b < 60, "{name}: red comes first");
    }
}

/// The most memory a process takes that reads the costliest files (Linux tells).
#[test]
#[cfg(target_os = "linux")]
fn memory_stays_under_one_gigabyte() {
    let folder = tempfile::tempdir().unwrap();
    // The finest detail that still packs into a file within the limit.
    let deep =
        image::ImageBuffer::from_fn(8000, 8000, |x, y| Rgba([x as u16 & !255, y as u16 & !255, 0, u16::MAX]));
    DynamicImage::ImageRgba16(deep).save(folder.path().join("deep.png")).unwrap();
    let layers = "<g opacity='.99'>".repeat(30);
    let drawing = format!("{layers}<rect width='100' height='100'/>{}", "</g>".repeat(30));
    std::fs::write(folder.path().join("layers.svg"), svg(&drawing)).unwrap();
    std::fs::write(folder.path().join("header.png"), png_header(60_000, 60_000)).unwrap();
    let reader = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "reads_costly_files", "--ignored", "--nocapture"])
        .env("COSTLY_FILES", folder.path())
        .output()
        .unwrap();
    assert!(reader.status.success(), "{}", String::from_utf8_lossy(&reader.stderr));
    let status = String::from_utf8_lossy(&reader.stdout);
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kilobytes: u64 = peak.trim().trim_end_matches(" kB").trim().parse().unwrap();
    println!("peak {} MB", kilobytes / 1000);
    assert!(kilobytes < 1_000_000, "{kilobytes} kB");
}

/// Run by `memory_stays_under_one_gigabyte` in a process of its own.
#[test]
#[ignore = "a part of another test"]
#[cfg(target_os = "linux")]
fn reads_costly_files() {
    let Ok(folder) = std::env::var("COSTLY_FILES") else { return };
    for name in ["header.png", "layers.svg", "deep.png"] {
        let bytes = std::fs::read(std::path::Path::new(&folder).join(name)).unwrap();
        let outcome = subject(&bytes);
        assert_eq!(outcome.is_ok(), name != "header.png", "{name}: {:?}", outcome.err());
    }
    println!("{}", std::fs::read_to_string("/proc/self/status").unwrap());
}
