//! What looks promise: colours that hold, light that moves with the angle, backs, walls, the same at every scale.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::sync::Arc;

use dangle_design::artwork::Picture;
use dangle_design::process::Process;
use dangle_design::shape::{BackSide, CharmShape};
use dangle_design::units::{Degrees, Mm};
use dangle_mockup::carrier::Light;
use dangle_mockup::look::{self, LookSprite, Pose};
use kurbo::{Point, Rect};

mod bunny;

use bunny::{bunny, disc};

const LOOKS: [&str; 19] = [
    "clear-acrylic",
    "dome",
    "glitter",
    "holographic",
    "sandwich",
    "shaker",
    "resin",
    "hard-enamel",
    "soft-enamel",
    "die-cast",
    "rubber",
    "plush",
    "embroidery",
    "woven",
    "wood",
    "leather",
    "layered",
    "shrunk",
    "badge",
];

fn in_look(mut shape: CharmShape, look: &str) -> CharmShape {
    shape.body.look = look.into();
    shape
}

fn seen(shape: &CharmShape, px_per_mm: f64, yaw: f64) -> LookSprite {
    look::posed(shape, &Pose::upright(px_per_mm).yawed(Degrees::new(yaw)), Light::STUDIO).unwrap()
}

/// The mean of what lies in a square round a place of the charm, straight alpha.
fn mean(sprite: &LookSprite, px_per_mm: f64, at: Point, side: f64) -> [f64; 4] {
    let square = Rect::from_center_size(at, (side, side)) - sprite.rect_mm.origin().to_vec2();
    let (width, height) = (sprite.picture.width() as usize, sprite.picture.height() as usize);
    let pixels = |from: f64, to: f64, most: usize| {
        ((from * px_per_mm).max(0.0) as usize)..((to * px_per_mm) as usize).min(most)
    };
    let (mut sum, mut count) = ([0.0; 4], 0.0);
    for y in pixels(square.y0, square.y1, height) {
        for x in pixels(square.x0, square.x1, width) {
            let pixel = &sprite.picture.rgba()[(y * width + x) * 4..][..4];
            for k in 0..4 {
                sum[k] += f64::from(pixel[k]);
            }
            count += 1.0;
        }
    }
    sum.map(|value| value / count)
}

/// The mean difference of two pictures of one size, over a square of each about its own middle.
fn apart(one: &Picture, other: &Picture, side: u32) -> f64 {
    let at = |picture: &Picture, x: u32, y: u32, k: usize| {
        let (left, top) = ((picture.width() - side) / 2, (picture.height() - side) / 2);
        f64::from(picture.rgba()[(((top + y) * picture.width() + left + x) * 4) as usize + k])
    };
    let mut sum = 0.0;
    for y in 0..side {
        for x in 0..side {
            sum += (0..3).map(|k| (at(one, x, y, k) - at(other, x, y, k)).abs()).sum::<f64>();
        }
    }
    sum / f64::from(side * side * 3)
}

#[test]
fn every_process_names_a_look_that_there_is() {
    for id in Process::ids() {
        let process = Process::load(&id).unwrap();
        assert!(look::is_known(&process.look), "{id}: {}", process.look);
    }
}

#[test]
fn a_look_nobody_knows_is_refused_and_the_known_ones_named() {
    let error = look::charm(&in_look(bunny(), "unobtainium"), 6.0).unwrap_err();
    assert!(error.hint().unwrap().contains("clear-acrylic"), "{error:?}");
}

#[test]
fn flat_artwork_that_looks_at_the_camera_keeps_its_colour() {
    let colour = [70_u8, 130, 190, 255];
    let close = [
        ("clear-acrylic", 9.0),
        ("dome", 9.0),
        ("rubber", 6.0),
        ("badge", 6.0),
        ("shrunk", 9.0),
        ("layered", 9.0),
    ];
    let textile = [("plush", 24.0), ("embroidery", 24.0), ("woven", 24.0)];
    for (look, within) in close.into_iter().chain(textile) {
        let shape = in_look(disc(40.0, colour, true), look);
        // Off the middle, where no gloss lies.
        let found = mean(&seen(&shape, 8.0, 0.0), 8.0, Point::new(23.0, 23.0), 5.0);
        for k in 0..3 {
            let off = (found[k] - f64::from(colour[k])).abs();
            assert!(off < within, "{look}: {found:?} for {colour:?}");
        }
    }
}

#[test]
fn pictures_are_the_same_on_one_thread_and_on_four() {
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let (one, four) = (pool(1), pool(4));
    for look in LOOKS {
        let shape = in_look(bunny(), look);
        let drawn = || seen(&shape, 3.0, 20.0).picture;
        assert_eq!(one.install(drawn).rgba(), four.install(drawn).rgba(), "{look}");
    }
}

#[test]
fn a_picture_twice_as_large_shrinks_to_the_same_picture() {
    for look in LOOKS {
        let shape = in_look(disc(30.0, [200, 120, 60, 255], true), look);
        let (large, small) = (seen(&shape, 12.0, 0.0), seen(&shape, 6.0, 0.0));
        for at in
            [Point::new(15.0, 15.0), Point::new(9.0, 18.0), Point::new(20.0, 24.0), Point::new(3.0, 12.0)]
        {
            let (fine, coarse) = (mean(&large, 12.0, at, 4.0), mean(&small, 6.0, at, 4.0));
            for k in 0..4 {
                assert!((fine[k] - coarse[k]).abs() < 10.0, "{look} at {at}: {fine:?} and {coarse:?}");
            }
        }
    }
}

#[test]
fn films_change_with_the_angle_and_cloth_does_not() {
    let change = |look: &str| {
        let mut shape = in_look(disc(40.0, [0, 0, 0, 0], false), look);
        // Thin, so that nothing moves but the light.
        shape.body.thickness = Mm::new(0.01);
        apart(&seen(&shape, 6.0, -4.0).picture, &seen(&shape, 6.0, 4.0).picture, 120)
    };
    let still = ["embroidery", "rubber", "shrunk"].map(change);
    for film in ["glitter", "holographic"] {
        let moved = change(film);
        assert!(moved > 8.0, "{film}: {moved}");
        assert!(still.iter().all(|still| moved > 2.0 * still), "{film}: {moved}, others {still:?}");
    }
}

#[test]
fn turned_half_round_a_charm_shows_its_back() {
    let red = [220, 40, 40, 255];
    let mut shape = disc(40.0, red, true);
    let green = Picture::new(2, 1, vec![30, 160, 60, 255, 30, 60, 200, 255]);
    let artwork_box = shape.artwork_box;
    shape.back = Some(BackSide { picture: Arc::new(green), artwork_box, white: shape.white.clone() });
    let (front, back) = (seen(&shape, 6.0, 0.0), seen(&shape, 6.0, 180.0));
    let middle = |sprite: &LookSprite, x: f64| mean(sprite, 6.0, Point::new(x, 24.0), 4.0);
    assert!(middle(&front, 23.0)[0] > 180.0);
    // Kept as it is seen through the plate, its green half lies left there, and right from behind.
    let (left, right) = (middle(&back, 14.0), middle(&back, 26.0));
    assert!(left[2] > 150.0 && left[2] > left[1] + 80.0, "blue is left: {left:?}");
    assert!(right[1] > 120.0 && right[1] > right[2] + 40.0, "green is right: {right:?}");
}

#[test]
fn a_solid_body_is_plain_on_its_back() {
    let shape = in_look(disc(40.0, [220, 40, 40, 255], false), "rubber");
    let back = mean(&seen(&shape, 6.0, 180.0), 6.0, Point::new(20.0, 24.0), 6.0);
    assert!(back[1] > 200.0, "the body's own colour: {back:?}");
}

#[test]
fn a_turned_plate_is_narrower_and_shows_its_wall() {
    let mut shape = in_look(disc(40.0, [70, 130, 190, 255], true), "hard-enamel");
    shape.body.thickness = Mm::new(3.0);
    let width = |yaw: f64| {
        let sprite = seen(&shape, 10.0, yaw);
        let (columns, rows) = (sprite.picture.width() as usize, sprite.picture.height() as usize);
        let line = &sprite.picture.rgba()[rows / 2 * columns * 4..][..columns * 4];
        line.chunks_exact(4).map(|pixel| f64::from(pixel[3]) / 255.0).sum::<f64>() / 10.0
    };
    assert!((width(0.0) - 40.0).abs() < 0.15, "{}", width(0.0));
    for yaw in [40.0_f64, -40.0, 140.0] {
        let turn = yaw.to_radians();
        let meant = 40.0 * turn.cos().abs() + 3.0 * turn.sin().abs();
        assert!((width(yaw) - meant).abs() < 0.25, "{yaw}°: {} for {meant}", width(yaw));
    }
}

#[test]
fn what_is_bare_of_white_shows_the_film_behind_it() {
    let inked = in_look(disc(40.0, [250, 250, 250, 255], true), "glitter");
    let bare = in_look(disc(40.0, [250, 250, 250, 255], false), "glitter");
    let at = Point::new(20.0, 24.0);
    let [white, film] = [inked, bare].map(|shape| mean(&seen(&shape, 8.0, 0.0), 8.0, at, 6.0));
    assert!(white[0] > 235.0 && film[0] < 225.0, "{white:?} {film:?}");
}

#[test]
fn a_stuffed_body_seen_from_the_side_is_as_wide_as_it_is_thick() {
    let mut shape = in_look(disc(60.0, [70, 130, 190, 255], true), "plush");
    shape.body.thickness = Mm::new(30.0);
    let width = |yaw| seen(&shape, 4.0, yaw).rect_mm.width();
    // Hair stands out at either side.
    assert!((60.0..69.0).contains(&width(0.0)), "{}", width(0.0));
    assert!((30.0..36.0).contains(&width(90.0)), "{}", width(90.0));
}
