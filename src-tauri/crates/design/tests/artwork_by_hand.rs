//! What a person says about the ground goes: the tolerance, the brush, the least speck.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dangle_design::artwork::{CutOut, Picture, cut_out};
use dangle_design::id::BlobHash;
use dangle_design::project::{Artwork, Background, BrushStroke, Spot};
use dangle_design::{ErrorCode, Job};

const SIDE: u32 = 200;

/// A picture of 200 × 200, painted pixel by pixel.
fn painted(colour: impl Fn(f64, f64) -> [u8; 4]) -> Picture {
    let pixels =
        (0..SIDE * SIDE).flat_map(|at| colour(f64::from(at % SIDE) + 0.5, f64::from(at / SIDE) + 0.5));
    Picture::new(SIDE, SIDE, pixels.collect())
}

fn from_middle(x: f64, y: f64) -> f64 {
    (x - 100.0).hypot(y - 100.0)
}

/// A red disc on white, with a pink ring round it.
fn disc() -> Picture {
    painted(|x, y| match from_middle(x, y) {
        r if r < 50.0 => [200, 20, 40, 255],
        r if r < 60.0 => [255, 220, 225, 255],
        _ => [255; 4],
    })
}

fn plain() -> Artwork {
    Artwork::new(BlobHash::of(b"a test"))
}

fn remove(tolerance: f64) -> Artwork {
    Artwork { background: Background::Remove { tolerance }, ..plain() }
}

fn stroke(keep: bool, radius: f64, path: &[(f64, f64)]) -> BrushStroke {
    BrushStroke { keep, radius, path: path.iter().map(|&(u, v)| Spot { u, v }).collect() }
}

fn cut(picture: Picture, artwork: &Artwork) -> CutOut {
    cut_out(picture, artwork, &Job::silent()).unwrap()
}

fn at(picture: &Picture, x: u32, y: u32) -> [u8; 4] {
    let place = ((y * SIDE) + x) as usize * 4;
    picture.rgba()[place..place + 4].try_into().unwrap()
}

fn visible(picture: &Picture) -> usize {
    picture.rgba().iter().skip(3).step_by(4).filter(|&&alpha| alpha >= 128).count()
}

#[test]
fn more_tolerance_takes_more_and_never_gives_back() {
    let left: Vec<usize> =
        (0..=18).map(|step| visible(&cut(disc(), &remove(f64::from(step) / 20.0)).picture)).collect();
    assert!(left.is_sorted_by(|one, next| one >= next), "{left:?}");
    let (with_ring, without) = (std::f64::consts::PI * 3600.0, std::f64::consts::PI * 2500.0);
    assert!((left[10] as f64 - with_ring).abs() < 200.0, "the middle keeps the pink ring: {left:?}");
    assert!((left[15] as f64 - without).abs() < 200.0, "three quarters take it: {left:?}");
    assert_eq!(visible(&cut(disc(), &remove(0.5)).picture), visible(&cut(disc(), &plain()).picture));
}

#[test]
fn a_hollow_of_a_rare_colour_goes_and_a_white_one_stays() {
    let ring_on = |ground: [u8; 4]| {
        painted(
            move |x, y| if (30.0..60.0).contains(&from_middle(x, y)) { [60, 30, 40, 255] } else { ground },
        )
    };
    let on_mint = cut(ring_on([186, 226, 208, 255]), &plain());
    assert_eq!(at(&on_mint.picture, 100, 100), [0; 4]);
    let on_white = cut(ring_on([255; 4]), &plain());
    assert_eq!(at(&on_white.picture, 100, 100), [255; 4]);
    assert_eq!(at(&on_white.picture, 5, 5), [0; 4]);
}

#[test]
fn chequers_go_from_hollows_too_while_white_within_the_figure_stays() {
    let chequers =
        |x: f64, y: f64| if ((x / 9.0).floor() + (y / 9.0).floor()) % 2.0 > 0.5 { 255 } else { 204 };
    let ring = painted(|x, y| match from_middle(x, y) {
        r if (44.0..50.0).contains(&r) || (80.0..86.0).contains(&r) => [60, 30, 40, 255],
        r if (50.0..80.0).contains(&r) => [255; 4],
        _ => [chequers(x, y), chequers(x, y), chequers(x, y), 255],
    });
    let cut = cut(ring, &plain());
    assert!(cut.background_removed);
    let ring = std::f64::consts::PI * (86.0 * 86.0 - 44.0 * 44.0);
    let left = visible(&cut.picture) as f64;
    assert!((left / ring - 1.0).abs() < 0.03, "{left} of {ring}");
    assert_eq!(at(&cut.picture, 100, 35), [255; 4]);
}

#[test]
fn all_the_tolerance_there_is_leaves_nothing_and_says_what_to_do() {
    let error = cut_out(disc(), &remove(1.0), &Job::silent()).unwrap_err();
    assert_eq!(error.code(), ErrorCode::NothingVisible);
    assert!(error.hint().unwrap().contains("tolerance"), "{error:?}");
}

#[test]
fn the_brush_removes_and_brings_back_in_the_order_of_the_hand() {
    let wipe = stroke(false, 0.1, &[(0.3, 0.5), (0.7, 0.5)]);
    let back = stroke(true, 0.05, &[(0.5, 0.5)]);
    let wiped = cut(disc(), &Artwork { strokes: vec![wipe.clone()], ..plain() });
    assert_eq!(at(&wiped.picture, 100, 100), [0; 4]);
    assert_eq!(at(&wiped.picture, 100, 125), [200, 20, 40, 255]);
    let both = cut(disc(), &Artwork { strokes: vec![wipe.clone(), back.clone()], ..plain() });
    assert_eq!(at(&both.picture, 100, 100), [200, 20, 40, 255]);
    assert_eq!(at(&both.picture, 80, 100), [0; 4]);
    let other_way = cut(disc(), &Artwork { strokes: vec![back, wipe], ..plain() });
    assert_eq!(other_way.picture.rgba(), wiped.picture.rgba());
}

#[test]
fn the_brush_brings_the_ground_itself_back() {
    let corner = stroke(true, 0.05, &[(0.1, 0.1)]);
    let kept = cut(disc(), &Artwork { strokes: vec![corner], ..plain() });
    assert_eq!(at(&kept.picture, 20, 20), [255; 4]);
    assert_eq!(at(&kept.picture, 40, 20), [0; 4]);
}

#[test]
fn the_brush_has_its_radius_and_an_edge_soft_by_a_pixel() {
    let dab = stroke(false, 0.1, &[(0.5, 0.5)]);
    let sheet = painted(|_, _| [10, 120, 200, 255]);
    let artwork = Artwork { background: Background::Keep, strokes: vec![dab], ..plain() };
    let cut = cut(sheet, &artwork).picture;
    let gone: f64 = cut.rgba().iter().skip(3).step_by(4).map(|&alpha| 1.0 - f64::from(alpha) / 255.0).sum();
    assert!((gone - std::f64::consts::PI * 400.0).abs() < 10.0, "{gone}");
    for y in 0..SIDE {
        for x in 0..SIDE {
            let [r, g, b, alpha] = at(&cut, x, y);
            let off = from_middle(f64::from(x) + 0.5, f64::from(y) + 0.5) - 20.0;
            assert!((1..255).contains(&alpha) <= (off.abs() < 1.0), "{x} {y}: {alpha}");
            assert!(alpha == 0 || (r, g, b) == (10, 120, 200), "{x} {y}");
        }
    }
}

#[test]
fn see_through_art_comes_back_as_see_through_as_it_was() {
    let glass = || painted(|x, y| if from_middle(x, y) < 60.0 { [40, 90, 200, 140] } else { [0; 4] });
    let strokes = vec![stroke(false, 0.2, &[(0.5, 0.5)]), stroke(true, 0.5, &[(0.5, 0.5)])];
    let before = glass().into_rgba();
    assert_eq!(cut(glass(), &Artwork { strokes, ..plain() }).picture.rgba(), before);
}

#[test]
fn strokes_off_the_picture_and_without_places_do_nothing() {
    let strokes = vec![stroke(false, 0.1, &[]), stroke(false, 0.1, &[(3.0, -4.0), (5.0, 5.0)])];
    let kept = cut(disc(), &Artwork { strokes, ..plain() });
    assert_eq!(kept.picture.rgba(), cut(disc(), &plain()).picture.rgba());
}

#[test]
fn a_brush_that_wipes_everything_says_so() {
    let all = Artwork { strokes: vec![stroke(false, 0.5, &[(0.0, 0.5), (1.0, 0.5)])], ..plain() };
    assert_eq!(cut_out(disc(), &all, &Job::silent()).unwrap_err().code(), ErrorCode::NothingVisible);
}

/// A disc with a soft speck of 10 pixels beside it, one of 4, and a faint one.
fn speckled() -> Picture {
    painted(|x, y| {
        let soft = |x0: f64, y0: f64, radius: f64| (radius + 0.5 - (x - x0).hypot(y - y0)).clamp(0.0, 1.0);
        let solid = soft(100.0, 100.0, 50.0).max(soft(170.0, 100.0, 5.0)).max(soft(100.0, 170.0, 2.0));
        let alpha = solid.max(0.3 * soft(30.0, 30.0, 3.0));
        [90, 40, 160, (alpha * 255.0) as u8]
    })
}

#[test]
fn specks_below_the_least_diameter_go_with_their_soft_edges() {
    let with = |least_speck| cut(speckled(), &Artwork { least_speck, ..plain() }).picture;
    let all = with(0.0);
    assert!(at(&all, 100, 170)[3] > 0 && at(&all, 30, 30)[3] > 0);
    let some = with(0.035);
    for y in 0..SIDE {
        for x in 0..SIDE {
            let gone = (f64::from(x) - 100.0).hypot(f64::from(y) - 170.0) < 8.0 || (x < 40 && y < 40);
            let alpha = if gone { 0 } else { at(&all, x, y)[3] };
            assert_eq!(at(&some, x, y)[3], alpha, "{x} {y}");
        }
    }
    assert_eq!(at(&with(0.06), 170, 100), [0; 4]);
    assert_eq!(at(&with(0.5), 100, 100)[3], 255, "the largest part stays");
}
