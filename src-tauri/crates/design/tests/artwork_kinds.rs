//! Files of every kind we read, made by programs that are not ours (see `fixtures/make_kinds.py`).
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dangle_design::artwork::{Depiction, Picture, Subject, decode, layer, layers};
use dangle_design::id::BlobHash;
use dangle_design::project::{Back, LayerRole, LayerUse};
use dangle_design::{ErrorCode, Job};

const RED: [u8; 3] = [220, 30, 30];
const BLUE: [u8; 3] = [30, 30, 220];

fn file(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/kinds/");
    std::fs::read(format!("{folder}{name}")).unwrap()
}

fn decoded(name: &str) -> Picture {
    decode(&file(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn pixel(picture: &Picture, x: u32, y: u32) -> [u8; 4] {
    let at = (y * picture.width() + x) as usize * 4;
    picture.rgba()[at..at + 4].try_into().unwrap()
}

fn assert_colour(name: &str, picture: &Picture, (x, y): (u32, u32), [r, g, b]: [u8; 3], alpha: u8, off: u8) {
    let found = pixel(picture, x, y);
    let far = [r, g, b, alpha].into_iter().zip(found).map(|(a, b)| a.abs_diff(b)).max().unwrap();
    assert!(far <= off, "{name} at {x}, {y}: {found:?} for {:?}", [r, g, b, alpha]);
}

/// See-through above, red on the left, half-opaque blue on the right.
fn assert_two(name: &str, off: u8) {
    let picture = decoded(name);
    assert_eq!((picture.width(), picture.height()), (32, 24), "{name}");
    assert_eq!(pixel(&picture, 5, 1)[3], 0, "{name}: see-through above");
    assert_colour(name, &picture, (4, 14), RED, 255, off);
    assert_colour(name, &picture, (28, 14), BLUE, 128, off);
}

/// Red on the left, blue on the right.
fn assert_solid(name: &str, off: u8) {
    let picture = decoded(name);
    assert_eq!((picture.width(), picture.height()), (32, 24), "{name}");
    assert_colour(name, &picture, (4, 3), RED, 255, off);
    assert_colour(name, &picture, (28, 20), BLUE, 255, off);
}

#[test]
fn a_moving_gif_is_its_first_frame_and_interlaced_rows_are_in_order() {
    let first = decoded("moving.gif");
    assert_colour("moving.gif", &first, (16, 14), RED, 255, 1);
    assert_eq!(pixel(&first, 16, 1)[3], 0);
    assert_solid("interlaced.gif", 1);
}

#[test]
fn tiffs_of_every_packing_have_their_colours() {
    for name in ["tiled.tif", "strips.tif"] {
        assert_solid(name, 0);
    }
    for name in ["lzw.tif", "deep.tif"] {
        assert_two(name, 0);
    }
    assert_two("associated.tif", 2);
    let bilevel = decoded("bilevel.tif");
    assert_colour("bilevel.tif", &bilevel, (4, 4), [255; 3], 255, 0);
    assert_colour("bilevel.tif", &bilevel, (28, 4), [0; 3], 255, 0);
}

#[test]
fn a_grey_tiff_keeps_its_alpha() {
    let grey = decoded("grey-alpha.tif");
    let [r, g, b, alpha] = pixel(&grey, 28, 14);
    assert!(r == g && g == b && alpha == 128, "{:?}", pixel(&grey, 28, 14));
}

#[test]
fn a_tiff_and_an_avif_taken_sideways_stand_upright() {
    for name in ["turned.tif", "turned.avif"] {
        let upright = decoded(name);
        assert_eq!((upright.width(), upright.height()), (24, 32), "{name}");
        assert_colour(name, &upright, (12, 4), RED, 255, 2);
        assert_colour(name, &upright, (12, 28), BLUE, 255, 2);
    }
}

#[test]
fn inks_become_colours_in_tiff_and_photoshop_documents() {
    for name in ["inks.tif", "inks.psd"] {
        assert_solid(name, 2);
    }
}

#[test]
fn a_tiff_of_planes_is_refused_with_the_way_out() {
    let error = decode(&file("planes.tif")).unwrap_err();
    assert_eq!(error.code(), ErrorCode::Artwork);
    assert!(error.hint().unwrap().contains("interleaved"));
}

#[test]
fn bitmaps_of_windows_are_read_whatever_their_packing() {
    assert_solid("plain.bmp", 0);
    assert_solid("rle.bmp", 1);
    assert_two("alpha.bmp", 0);
}

#[test]
fn an_avif_has_its_colours_its_alpha_and_every_depth() {
    assert_two("alpha.avif", 3);
    for name in ["halved.avif", "deep.avif"] {
        assert_solid(name, 6);
    }
    let grey = decoded("grey.avif");
    assert_colour("grey.avif", &grey, (16, 12), [90; 3], 255, 1);
}

#[test]
fn a_photoshop_document_without_layers_is_its_picture() {
    assert_two("merged.psd", 1);
    assert_two("deep.psd", 1);
    let grey = decoded("grey.psd");
    let [r, g, b, alpha] = pixel(&grey, 4, 4);
    assert!(r == g && g == b && alpha == 255);
}

#[test]
fn kritas_archive_is_the_picture_it_keeps() {
    assert_two("merged.kra", 0);
}

#[test]
fn layers_are_named_and_their_names_say_what_they_are_for() {
    let found = |name| -> Vec<(String, LayerRole)> {
        layers(&file(name)).unwrap().into_iter().map(|layer| (layer.name, layer.role)).collect()
    };
    let expected = [
        ("Body", LayerRole::Front),
        ("Shade", LayerRole::Front),
        ("Sketch", LayerRole::Hidden),
        ("White ink", LayerRole::White),
        ("CutContour", LayerRole::Cut),
        ("Other side", LayerRole::Back),
    ];
    assert_eq!(found("layers.psd"), expected.map(|(name, role)| (name.to_owned(), role)));
    let expected = [
        ("Body", LayerRole::Front),
        ("white ink", LayerRole::White),
        ("cut line", LayerRole::Cut),
        ("裏", LayerRole::Back),
    ];
    assert_eq!(found("layers.ora"), expected.map(|(name, role)| (name.to_owned(), role)));
    assert!(layers(&file("lzw.tif")).unwrap().is_empty(), "a file without layers has none");
}

#[test]
fn a_layer_alone_lies_where_it_lies_in_the_whole() {
    let body = layer(&file("layers.psd"), "0").unwrap();
    assert_eq!((body.width(), body.height()), (48, 40));
    assert_eq!((pixel(&body, 7, 7)[3], pixel(&body, 40, 32)[3]), (0, 0));
    assert_colour("Body", &body, (8, 8), RED, 255, 0);
    assert_colour("Body", &body, (39, 31), RED, 255, 0);
    let error = layer(&file("layers.psd"), "77").unwrap_err();
    assert_eq!(error.code(), ErrorCode::NotFound);
    assert!(error.hint().is_some());
}

fn subject(name: &str, change: impl FnOnce(&mut Depiction)) -> Subject {
    let bytes = file(name);
    let mut depiction = Depiction::plain(BlobHash::of(&bytes));
    change(&mut depiction);
    let own = depiction.artwork.blob;
    let blobs = |hash: &BlobHash| Ok(if *hash == own { bytes.clone() } else { file("merged.psd") });
    Subject::of(&depiction, &blobs, &Job::silent()).unwrap()
}

#[test]
fn a_clipped_shade_darkens_the_body_and_nothing_else() {
    let subject = subject("layers.psd", |_| {});
    let front = &subject.picture;
    assert_colour("front", front, (10, 20), RED, 255, 0);
    assert_colour("shaded", front, (30, 20), [110, 15, 15], 255, 1);
    assert_eq!(pixel(front, 44, 20)[3], 0, "the shade is seen only on the body");
    assert_eq!(pixel(front, 6, 6)[3], 0, "the cut is not printed");
}

#[test]
fn white_cut_and_back_layers_are_what_they_say() {
    for name in ["layers.psd", "layers.ora"] {
        let subject = subject(name, |_| {});
        let white = subject.white.as_deref().unwrap();
        assert_eq!((pixel(white, 10, 10)[3], pixel(white, 9, 9)[3]), (255, 0), "{name}");
        let [ring] = subject.cut.as_deref().unwrap() else { panic!("{name}: one ring") };
        let across = ring.iter().map(|point| point[0]);
        let (left, right) = (across.clone().fold(f32::MAX, f32::min), across.fold(f32::MIN, f32::max));
        assert!((left - 4.0).abs() < 0.6 && (right - 44.0).abs() < 0.6, "{name}: {left} to {right}");
        // Drawn on the left as seen from behind: on the right as seen from the front.
        let back = subject.back.as_deref().unwrap();
        assert_colour(name, back, (47 - 10, 20), BLUE, 255, 0);
        assert_eq!(pixel(back, 10, 20)[3], 0, "{name}");
    }
}

#[test]
fn the_person_has_the_last_word_on_a_layer() {
    let uses = |role| vec![LayerUse { layer: "2".into(), role }];
    let shown = subject("layers.psd", |depiction| depiction.artwork.layers = uses(LayerRole::Front));
    assert_colour("Sketch", &shown.picture, (2, 2), [30, 200, 60], 255, 0);
    let white = subject("layers.psd", |depiction| depiction.artwork.layers = uses(LayerRole::White));
    assert_eq!(pixel(white.white.as_deref().unwrap(), 2, 2)[3], 255);
}

#[test]
fn a_file_whose_every_layer_is_put_away_is_refused_with_the_way_out() {
    let bytes = file("layers.ora");
    let mut depiction = Depiction::plain(BlobHash::of(&bytes));
    depiction.artwork.layers = vec![LayerUse { layer: "0".into(), role: LayerRole::Hidden }];
    let error = Subject::of(&depiction, &|_| Ok(bytes.clone()), &Job::silent()).unwrap_err();
    assert_eq!(error.code(), ErrorCode::NothingVisible);
    assert!(error.hint().unwrap().contains("front"));
}

#[test]
fn a_mirrored_back_registers_with_the_front() {
    let subject = subject("merged.psd", |depiction| depiction.back = Back::Mirrored);
    assert_eq!(subject.back.as_deref().unwrap().rgba(), subject.picture.rgba());
}

#[test]
fn artwork_of_its_own_for_the_back_is_mirrored_in_the_middle_of_the_fronts_rectangle() {
    let other = dangle_design::project::Artwork::new(BlobHash::of(b"other"));
    // 32 × 24 on 48 × 40: one and a half times as large, 48 × 36.
    let subject = subject("layers.ora", |depiction| depiction.back = Back::Own { artwork: other });
    let back = subject.back.as_deref().unwrap();
    assert_eq!((back.width(), back.height()), (48, 40));
    assert_colour("right", back, (40, 24), RED, 255, 2);
    assert_colour("left", back, (8, 24), BLUE, 128, 2);
    assert_eq!((pixel(back, 24, 0)[3], pixel(back, 24, 39)[3]), (0, 0), "above and below is nothing");
}
