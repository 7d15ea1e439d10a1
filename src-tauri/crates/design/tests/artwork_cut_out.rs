//! Grounds go, figures stay.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dangle_design::Job;
use dangle_design::artwork::{CutOut, Picture, cut_out, decode};
use dangle_design::id::BlobHash;
use dangle_design::project::{Artwork, Background};

/// A drawing over a white ground, without its vectors.
fn on_white(content: &str) -> Picture {
    painted(&format!(r##"<rect width="200" height="200" fill="#fff"/>{content}"##))
}

fn painted(content: &str) -> Picture {
    let svg = format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">{content}</svg>"#);
    let picture = decode(svg.as_bytes()).unwrap();
    Picture::new(picture.width(), picture.height(), picture.into_rgba())
}

fn cut(picture: Picture) -> CutOut {
    cut_as(picture, Background::Auto)
}

fn cut_as(picture: Picture, background: Background) -> CutOut {
    cut_out(picture, &Artwork { background, ..artwork() }, &Job::silent()).unwrap()
}

fn artwork() -> Artwork {
    Artwork::new(BlobHash::of(b"a test"))
}

/// The pixel at a place of the 200 × 200 drawing.
fn at(picture: &Picture, x: u32, y: u32) -> [u8; 4] {
    let scale = picture.width() / 200;
    let place = ((y * scale) * picture.width() + x * scale) as usize * 4;
    picture.rgba()[place..place + 4].try_into().unwrap()
}

const FACE: &str = r##"<circle cx="100" cy="100" r="70" fill="#fff" stroke="#323" stroke-width="4"/>
    <circle cx="75" cy="90" r="14" fill="#fff" stroke="#323" stroke-width="3"/>"##;

#[test]
fn the_ground_goes_and_the_whites_of_eyes_stay() {
    let face = cut(on_white(FACE));
    assert!(face.background_removed);
    assert_eq!(at(&face.picture, 5, 5), [0; 4]);
    assert_eq!(at(&face.picture, 75, 90), [255; 4]);
    assert_eq!(at(&face.picture, 120, 120), [255; 4]);
}

#[test]
fn a_flood_does_not_run_in_through_a_break_in_the_outline() {
    // 5 pixels of 2,048 are missing at the top of the line.
    let broken = format!(r##"{FACE}<rect x="99.7" y="26" width=".5" height="8" fill="#fff"/>"##);
    let face = cut(on_white(&broken));
    assert!(face.background_removed);
    assert_eq!(at(&face.picture, 120, 120), [255; 4]);
}

#[test]
fn a_figure_a_shade_off_white_is_not_eaten() {
    let ghost = cut(on_white(r##"<circle cx="100" cy="100" r="60" fill="#fbf4ee"/>"##));
    assert_eq!(at(&ghost.picture, 100, 100)[3], 255);
}

#[test]
fn a_white_shirt_that_the_picture_cuts_off_stays() {
    let bust = r##"<path d="M40 201V150Q100 100 160 150V201" fill="#fff" stroke="#323" stroke-width="4"/>
        <circle cx="100" cy="80" r="45" fill="#fc9" stroke="#323" stroke-width="4"/>"##;
    let bust = cut(on_white(bust));
    assert!(bust.background_removed);
    assert_eq!(at(&bust.picture, 100, 195), [255; 4]);
    assert_eq!(at(&bust.picture, 20, 195), [0; 4]);
}

#[test]
fn a_ground_that_changes_gently_goes_too() {
    let glow = r##"<defs><radialGradient id="g" cx=".5" cy=".5" r=".8"><stop stop-color="#fde"/>
        <stop offset="1" stop-color="#a8c"/></radialGradient></defs><rect width="200" height="200" fill="url(#g)"/>"##;
    let star = cut(painted(&format!(r##"{glow}<circle cx="90" cy="110" r="50" fill="#256"/>"##)));
    assert!(star.background_removed);
    for (x, y) in [(3, 3), (100, 20), (160, 110), (195, 195)] {
        assert_eq!(at(&star.picture, x, y)[3], 0, "{x} {y}");
    }
    assert_eq!(at(&star.picture, 90, 110), [0x22, 0x55, 0x66, 255]);
}

#[test]
fn the_soft_edge_has_the_figures_colour_and_no_halo() {
    let disc = cut(on_white(r##"<circle cx="100" cy="100" r="60.3" fill="#a02040"/>"##));
    let soft = disc.picture.rgba().as_chunks::<4>().0.iter().filter(|pixel| (40..250).contains(&pixel[3]));
    let mut count = 0;
    for pixel in soft {
        count += 1;
        let off = pixel[..3].iter().zip([0xa0, 0x20, 0x40_u8]).map(|(a, b)| a.abs_diff(b)).max().unwrap();
        assert!(off <= 12, "{pixel:?}");
    }
    assert!(count > 500, "the edge is soft");
}

#[test]
fn what_has_no_flat_ground_is_kept_whole() {
    let waves = |x: u32, y: u32| {
        let (x, y) = (f64::from(x) / 20.0, f64::from(y) / 17.0);
        [libm::sin(x) + libm::cos(y * 1.3), libm::cos(x - y), libm::sin(x * y / 9.0) * 1.5]
            .map(|wave| (128.0 + 60.0 * wave).clamp(0.0, 255.0) as u8)
    };
    let photograph = (0..300 * 200).flat_map(|at| {
        let [r, g, b] = waves(at % 300, at / 300);
        [r, g, b, 255]
    });
    let photograph = Picture::new(300, 200, photograph.collect());
    let pixels = photograph.rgba().to_vec();
    let asked = cut_as(photograph.clone(), Background::Remove { tolerance: 0.6 });
    assert!(asked.background_removed, "what is asked for is done");
    let kept = cut(photograph);
    assert!(!kept.background_removed);
    assert_eq!(kept.picture.rgba(), pixels);
}

#[test]
fn a_picture_of_nothing_but_ground_is_kept_whole() {
    let blank = cut(on_white(""));
    assert!(!blank.background_removed);
    assert_eq!(at(&blank.picture, 100, 100), [255; 4]);
}

#[test]
fn see_through_art_and_art_to_be_kept_are_taken_as_they_are() {
    let see_through = painted(r##"<rect x="20" y="20" width="160" height="160" fill="#fff"/>"##);
    assert!(!cut(see_through).background_removed);
    let kept = cut_as(on_white(FACE), Background::Keep);
    assert!(!kept.background_removed);
    assert_eq!(at(&kept.picture, 5, 5), [255; 4]);
}

#[test]
fn a_stray_see_through_pixel_does_not_save_the_ground() {
    let mut pixels = on_white(FACE).into_rgba();
    pixels[3] = 0;
    let side = pixels.len().isqrt() / 2;
    assert!(cut(Picture::new(side as u32, side as u32, pixels)).background_removed);
}

#[test]
fn a_drawing_that_loses_its_ground_loses_its_vectors() {
    let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200"><rect width="200" height="200" fill="#fff"/><circle cx="100" cy="100" r="60"/></svg>"##;
    let disc = cut(decode(svg.as_bytes()).unwrap());
    assert!(disc.background_removed && disc.picture.vector().is_none());
}

#[test]
fn one_thread_and_many_cut_out_the_same_pixels() {
    let cut_on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| cut(on_white(FACE)).picture.into_rgba())
    };
    assert!(cut_on(1) == cut_on(4));
}

#[test]
fn small_pictures_of_any_shape_are_cut_without_trouble() {
    for (width, height) in [(1, 1), (2, 1), (1, 9), (3, 3), (7, 2), (17, 5)] {
        for level in [0, 255] {
            let pixels = (0..width * height).flat_map(|at| [level, (at * 37) as u8, 90, 255]).collect();
            let kept = cut(Picture::new(width, height, pixels));
            assert_eq!((kept.picture.width(), kept.picture.height()), (width, height));
        }
    }
}
