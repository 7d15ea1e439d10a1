//! What pictures of scenes promise: true scale, true hang, true light, true transparency.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use dangle_design::ErrorCode;
use dangle_design::artwork::Picture;
use dangle_design::id::{AnchorId, CarrierId, CharmId, HardwareId, PlacementId, SceneId, ViewId};
use dangle_design::project::{HardwareChoice, Placement, Scene};
use dangle_design::shape::CharmShape;
use dangle_design::units::{Mm, Rgb};
use dangle_mockup::files::{Embedded, Files};
use dangle_mockup::motion::{Motion, Swing, Take, Timing, Track};
use dangle_mockup::scene::{
    CharmInput, Drawn, Leaning, PictureSize, PlacementSprites, Push, SceneInput, Sprite, Studio,
};
use kurbo::Vec2;

mod bunny;

use bunny::{bunny, disc};

const ANCHOR: &str = "d-ring";

fn scene(anchors: &[&str]) -> Scene {
    let placement = |anchor: &&str| {
        Placement::hung(
            PlacementId::derived(&[anchor]),
            CharmId::new("charm").unwrap(),
            AnchorId::new(*anchor).unwrap(),
        )
    };
    Scene {
        id: SceneId::new("scene").unwrap(),
        name: "Set 1".into(),
        pattern: None,
        carrier: CarrierId::new("backpack").unwrap(),
        view: ViewId::new("front").unwrap(),
        tint: Rgb([0x2F, 0x44, 0x68]),
        placements: anchors.iter().map(placement).collect(),
    }
}

fn silver() -> HardwareChoice {
    HardwareChoice::new(HardwareId::new("lobster-clasp").unwrap(), "silver")
}

fn input<'a>(scene: &'a Scene, shape: &'a CharmShape, hardware: &'a HardwareChoice) -> SceneInput<'a> {
    let charm = CharmInput { shape, hardware, thickness: Mm::new(3.0) };
    SceneInput { scene, charms: BTreeMap::from([(CharmId::new("charm").unwrap(), charm)]) }
}

fn sprites(scene: &Scene, shape: &CharmShape) -> Vec<PlacementSprites> {
    Studio::default().sprites(&input(scene, shape, &silver()), 1.0).unwrap()
}

fn pixel(picture: &Picture, x: i64, y: i64) -> [u8; 4] {
    if x < 0 || y < 0 || x >= i64::from(picture.width()) || y >= i64::from(picture.height()) {
        return [0; 4];
    }
    let index = (y as usize * picture.width() as usize + x as usize) * 4;
    picture.rgba()[index..index + 4].try_into().unwrap()
}

/// A sprite's pixel at a place of the carrier's picture.
fn sprite_pixel(sprite: &Sprite, at: kurbo::Point) -> [u8; 4] {
    pixel(&sprite.picture, (at.x - sprite.rect.x0).floor() as i64, (at.y - sprite.rect.y0).floor() as i64)
}

/// Lays a sprite over an opaque picture, as the window does.
fn lay(picture: &mut Picture, sprite: &Sprite) {
    let (width, height) = (picture.width(), picture.height());
    let mut rgba = picture.rgba().to_vec();
    for y in 0..height {
        for x in 0..width {
            let above = sprite_pixel(sprite, kurbo::Point::new(f64::from(x) + 0.5, f64::from(y) + 0.5));
            let alpha = u32::from(above[3]);
            let index = (y as usize * width as usize + x as usize) * 4;
            for k in 0..3 {
                let mixed = u32::from(above[k]) * alpha + u32::from(rgba[index + k]) * (255 - alpha);
                rgba[index + k] = ((mixed + 127) / 255) as u8;
            }
        }
    }
    *picture = Picture::new(width, height, rgba);
}

#[test]
fn a_charm_of_fifty_millimetres_measures_fifty_millimetres() {
    let (scene, mut shape) = (scene(&[ANCHOR]), disc(50.0, [200, 30, 30, 255], true));
    // Printed and backed with white to the very edge, the charm is as opaque as it is there.
    shape.artwork_box = shape.outline.size.to_rect();
    shape.white = shape.outline.cut.clone();
    let layers = Studio::default().layers(&scene.carrier, &scene.view).unwrap();
    let px_per_mm = layers.view().anchor(&scene.placements[0].anchor).unwrap().px_per_mm;
    let sprites = sprites(&scene, &shape);
    let [left, right, low, _] = sprites[0].corners;
    assert!(((right - left).hypot() - 50.0 * px_per_mm).abs() < 1e-6);
    let middle = left.midpoint(low);
    let body = &sprites[0].body;
    let row = (middle.y - body.rect.y0) as i64;
    let alphas = (0..i64::from(body.picture.width())).map(|x| f64::from(pixel(&body.picture, x, row)[3]));
    let width = alphas.sum::<f64>() / 255.0;
    assert!((width - 50.0 * px_per_mm).abs() <= 1.0, "{width} px for {}", 50.0 * px_per_mm);
}

#[test]
fn a_picture_knows_its_scale() {
    let (scene, shape, silver) = (scene(&[ANCHOR]), disc(50.0, [9, 9, 9, 255], true), silver());
    let studio = Studio::default();
    let whole =
        studio.picture(&input(&scene, &shape, &silver), PictureSize::new(1440, 1800).unwrap()).unwrap();
    let half = studio.picture(&input(&scene, &shape, &silver), PictureSize::new(720, 900).unwrap()).unwrap();
    let anchor = studio.layers(&scene.carrier, &scene.view).unwrap().view().anchors[0].px_per_mm;
    assert!((whole.px_per_mm.unwrap() - anchor).abs() < 1e-9);
    assert!((half.px_per_mm.unwrap() - anchor / 2.0).abs() < 1e-9);
}

/// How far the sprites, laid over the carrier, are from the true picture: at worst, and on average.
fn sprites_apart_from_truth(shape: &CharmShape) -> (u8, f64) {
    let (scene, silver) = (scene(&[ANCHOR, "pocket-zip-pull"]), silver());
    let studio = Studio::default();
    let input = input(&scene, shape, &silver);
    let truth = studio.picture(&input, PictureSize::new(1440, 1800).unwrap()).unwrap().picture;
    let mut laid = studio.carrier_picture(&scene).unwrap();
    let overs = studio.overs(&scene).unwrap();
    for sprites in studio.sprites(&input, 1.0).unwrap() {
        lay(&mut laid, &sprites.shadow);
        lay(&mut laid, &sprites.body);
        overs
            .iter()
            .filter(|over| over.anchor == sprites.anchor)
            .for_each(|over| lay(&mut laid, &over.sprite));
    }
    let apart = || truth.rgba().iter().zip(laid.rgba()).map(|(a, b)| a.abs_diff(*b));
    let mean = apart().map(f64::from).sum::<f64>() / truth.rgba().len() as f64;
    (apart().max().unwrap(), mean)
}

#[test]
fn sprites_laid_over_the_carrier_are_the_true_picture() {
    let mut solid = bunny();
    solid.body.look = "shrunk".into();
    let (worst, _) = sprites_apart_from_truth(&solid);
    assert!(worst <= 4, "{worst} levels apart");
}

#[test]
fn clear_edges_bend_the_cloth_in_the_true_picture_alone() {
    let (worst, mean) = sprites_apart_from_truth(&bunny());
    assert!(worst > 12, "nothing is bent: {worst} levels apart");
    assert!(mean <= 0.1, "{mean} levels apart on average");
}

/// The ita bag with charms on two clasps of its insert, so wide that each pushes the other aside.
fn shoulder_to_shoulder() -> (Scene, CharmShape) {
    let scene = Scene {
        carrier: CarrierId::new("ita-bag").unwrap(),
        view: ViewId::new("window").unwrap(),
        ..scene(&["insert-left", "insert-middle"])
    };
    let layers = Studio::default().layers(&scene.carrier, &scene.view).unwrap();
    let [left, right] = [0, 1].map(|index: usize| {
        let anchor = layers.view().anchor(&scene.placements[index].anchor).unwrap();
        anchor.at_px[0] / anchor.px_per_mm
    });
    (scene, disc(1.1 * (right - left), [30, 90, 200, 255], true))
}

#[test]
fn charms_that_push_each_other_aside_lean_in_their_sprites_as_in_the_true_picture() {
    let ((scene, mut shape), silver) = (shoulder_to_shoulder(), silver());
    // What is clear bends the cloth, in the true picture alone.
    shape.body.look = "shrunk".into();
    let studio = Studio::default();
    let input = input(&scene, &shape, &silver);
    let leanings: Vec<_> =
        studio.moving(&input).unwrap().leanings().into_iter().map(|(_, leaning)| leaning).collect();
    assert!(leanings.iter().all(Option::is_some), "they push each other aside");
    let [width, height] = studio.layers(&scene.carrier, &scene.view).unwrap().view().size_px;
    let truth = studio.picture(&input, PictureSize::new(width, height).unwrap()).unwrap().picture;
    let apart = |leanings: &[Option<Leaning>]| {
        let mut laid = studio.carrier_picture(&scene).unwrap();
        for sprites in studio.drawn(&input, leanings).unwrap().iter().map(Drawn::sprites) {
            lay(&mut laid, &sprites.shadow);
            lay(&mut laid, &sprites.body);
            let over = studio.overs(&scene).unwrap().into_iter().find(|over| over.anchor == sprites.anchor);
            if let Some(over) = over {
                lay(&mut laid, &over.sprite);
            }
        }
        truth.rgba().iter().zip(laid.rgba()).map(|(a, b)| a.abs_diff(*b)).max().unwrap()
    };
    assert!(apart(&leanings) <= 4, "{} levels apart", apart(&leanings));
    let drawn: Vec<_> = studio.drawn(&input, &leanings).unwrap().into_iter().map(Arc::new).collect();
    let one_by_one = studio.picture_of(&scene, &drawn).unwrap();
    assert!(one_by_one.rgba() == truth.rgba(), "drawn at once or one by one");
    assert!(apart(&[]) > 100, "alone they hang straight");
}

#[test]
fn a_motion_shows_the_same_pose_at_the_same_time_however_often_it_is_sampled() {
    let ((scene, shape), silver) = (shoulder_to_shoulder(), silver());
    let moving = Studio::default().moving(&input(&scene, &shape, &silver)).unwrap();
    for motion in [Motion::Swing(Swing::SHARED), Motion::Walk, Motion::Bus] {
        let [window, file] = [60, 24].map(|fps| {
            let timing = Timing::new(2 * fps, fps).unwrap();
            moving.track(&Take { motion, seed: 1, timing, loops: true }).unwrap()
        });
        let mut farthest: f64 = 0.0;
        // Twelve moments a second are frames of both.
        for moment in 0..24 {
            let pairs = moving.poses(&window, moment * 5).into_iter().zip(moving.poses(&file, moment * 2));
            for ((id, window), (same, file)) in pairs {
                assert_eq!(id, same);
                let (window, file) = (window.unwrap(), file.unwrap());
                let apart =
                    (window.across.get() - file.across.get()).hypot(window.down.get() - file.down.get());
                // At the rim of the charm, half its width from where it turns.
                let rim =
                    (window.turn.get() - file.turn.get()).to_radians().abs() * shape.outline.size.height;
                farthest = farthest.max(apart + rim);
            }
        }
        println!("{motion:?}: at most {farthest:.4} mm apart");
        assert!(farthest <= 0.1, "{motion:?}: {farthest} mm apart");
    }
}

#[test]
fn a_push_goes_on_from_where_the_charms_are_and_ends_at_rest() {
    let ((scene, shape), silver) = (shoulder_to_shoulder(), silver());
    let studio = Studio::default();
    let moving = studio.moving(&input(&scene, &shape, &silver)).unwrap();
    let timing = Timing::new(1200, 60).unwrap();
    let push = Push { placement: scene.placements[0].id.clone(), speed: Vec2::new(-400.0, 0.0), twist: 90.0 };
    let first = moving.pushed(None, &push, timing).unwrap();
    let at = |track: &Track, frame: usize| moving.poses(track, frame)[0].1.unwrap();
    let next =
        moving.pushed(Some((&first, 20)), &Push { speed: Vec2::ZERO, twist: 0.0, ..push.clone() }, timing);
    assert_eq!(at(&next.unwrap(), 0), at(&first, 20));
    let (end, rest) = (at(&first, 1200), moving.at_rest()[0].1.unwrap());
    assert!((end.turn.get() - rest.turn.get()).abs() < 0.5, "{end:?} is not {rest:?}");
    // A track of a scene that was hung anew: the push begins from rest.
    let alone = self::scene(&[ANCHOR]);
    let other = studio.moving(&input(&alone, &shape, &silver)).unwrap();
    let push_other = Push { placement: alone.placements[0].id.clone(), ..push.clone() };
    let anew = other.pushed(Some((&first, 20)), &push_other, timing).unwrap();
    assert_eq!(other.poses(&anew, 0)[0].1, other.at_rest()[0].1);
    let gone = other.pushed(None, &push, timing).unwrap_err();
    assert_eq!(gone.code(), ErrorCode::NotFound);
}

#[test]
fn the_shadow_falls_away_from_the_light() {
    struct Lit(&'static str);
    impl Files for Lit {
        fn read(&self, path: &str) -> Option<Cow<'static, [u8]>> {
            let bytes = Embedded.read(path)?;
            let Some(text) =
                path.ends_with("carrier.toml").then(|| String::from_utf8_lossy(&bytes).into_owned())
            else {
                return Some(bytes);
            };
            let lines = text.lines().map(|line| if line.starts_with("to_light") { self.0 } else { line });
            Some(Cow::Owned(lines.collect::<Vec<_>>().join("\n").into_bytes()))
        }
        fn paths(&self) -> Vec<String> {
            Embedded.paths()
        }
    }
    let (scene, shape, silver) = (scene(&["pocket-zip-pull"]), disc(40.0, [200; 4], true), silver());
    let offset = |light: &'static str| {
        let sprites =
            Studio::new(Box::new(Lit(light))).sprites(&input(&scene, &shape, &silver), 1.0).unwrap();
        middle_of(&sprites[0].shadow) - middle_of(&sprites[0].body)
    };
    assert!(offset("to_light = [-0.7, 0.0, 0.7]").x > 5.0);
    assert!(offset("to_light = [0.7, 0.0, 0.7]").x < -5.0);
    assert!(offset("to_light = [0.0, -0.7, 0.7]").y > offset("to_light = [0.0, 0.7, 0.7]").y + 10.0);
}

/// The centre of a sprite's alpha.
fn middle_of(sprite: &Sprite) -> kurbo::Point {
    let mut sum = kurbo::Vec2::ZERO;
    let mut weight = 0.0;
    for y in 0..sprite.picture.height() {
        for x in 0..sprite.picture.width() {
            let alpha = f64::from(pixel(&sprite.picture, i64::from(x), i64::from(y))[3]);
            sum += kurbo::Vec2::new(f64::from(x), f64::from(y)) * alpha;
            weight += alpha;
        }
    }
    sprite.rect.origin() + sum / weight
}

/// The body's alpha, 0 to 1, a share of the way from the charm's middle to its left edge.
fn alpha_towards_the_edge(shape: &CharmShape, share: f64) -> (f64, [u8; 4]) {
    let sprites = sprites(&scene(&[ANCHOR]), shape);
    let [top_left, top_right, bottom_right, bottom_left] = sprites[0].corners;
    let (middle, edge) = (top_left.midpoint(bottom_right), top_right.midpoint(bottom_right));
    assert!(bottom_left.x < middle.x);
    let pixel = sprite_pixel(&sprites[0].body, middle.lerp(edge, share));
    (f64::from(pixel[3]) / 255.0, pixel)
}

#[test]
fn the_clear_border_shows_the_fabric() {
    let shape = disc(50.0, [200, 30, 30, 255], true);
    let (border, _) = alpha_towards_the_edge(&shape, 0.88);
    assert!((0.01..=0.08).contains(&border), "1 to 8 % darker, not {border}");
}

#[test]
fn a_flat_front_gives_back_the_artworks_colour() {
    let (alpha, colour) = alpha_towards_the_edge(&disc(50.0, [180, 90, 40, 255], true), 0.3);
    assert!(alpha >= 1.0);
    for (found, meant) in colour.iter().zip([180u8, 90, 40]) {
        assert!(found.abs_diff(meant) <= 6, "{colour:?}");
    }
}

#[test]
fn missing_white_shows_the_fabric_through_the_artwork() {
    let (red, _) = alpha_towards_the_edge(&disc(50.0, [220, 20, 20, 255], false), 0.3);
    assert!((0.3..0.9).contains(&red), "{red}");
    let (white, _) = alpha_towards_the_edge(&disc(50.0, [255, 255, 255, 255], false), 0.3);
    assert!(white < 0.12, "white artwork without white ink is clear, not {white}");
}

#[test]
fn one_thread_and_many_take_the_same_picture() {
    let (scene, shape, silver) = (scene(&[ANCHOR, "pocket-zip-pull"]), bunny(), silver());
    let take = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let size = PictureSize::new(700, 900).unwrap();
        pool.install(|| Studio::default().picture(&input(&scene, &shape, &silver), size).unwrap().picture)
    };
    let (one, many) = (take(1), take(5));
    assert!(one.rgba() == many.rgba());
}

#[test]
fn a_charm_without_a_hole_lies_on_the_carrier_without_hardware() {
    let mut shape = disc(40.0, [10, 200, 10, 255], true);
    shape.outline.holes.clear();
    let sprites = sprites(&scene(&[ANCHOR]), &shape);
    let charm = kurbo::Rect::from_points(sprites[0].corners[0], sprites[0].corners[2]);
    assert!(charm.inflate(4.0, 4.0).contains_rect(sprites[0].body.rect), "{:?}", sprites[0].body.rect);
}

#[test]
fn every_carrier_and_clasp_can_be_photographed() {
    let studio = Studio::default();
    for id in dangle_mockup::carrier::Carrier::ids() {
        let carrier = dangle_mockup::carrier::Carrier::load(&id).unwrap();
        for view in &carrier.views {
            let layers = studio.layers(&id, &view.id).unwrap();
            let [width, height] = view.size_px.map(f64::from);
            for anchor in &layers.view().anchors {
                let [x, y] = anchor.at_px;
                assert!(
                    (0.0..width).contains(&x) && (0.0..height).contains(&y),
                    "{id} {} {}",
                    view.id,
                    anchor.id
                );
            }
        }
    }
    let hardware = dangle_mockup::hardware::Catalogue::load().unwrap();
    for kit in &hardware.kits {
        for finish in &hardware.finishes {
            let choice = HardwareChoice::new(kit.id.clone(), finish.id.clone());
            let picture = studio.kit_picture(&choice, 4.0).unwrap();
            assert!(picture.height() > 60 && picture.width() > 8, "{} {}", kit.id, finish.id);
        }
    }
}

#[test]
fn what_is_not_there_is_named_with_what_is() {
    let shape = bunny();
    let take = |scene: &Scene, hardware: &HardwareChoice| {
        Studio::default().sprites(&input(scene, &shape, hardware), 1.0).unwrap_err()
    };
    let mut elsewhere = scene(&[ANCHOR]);
    elsewhere.carrier = CarrierId::new("submarine").unwrap();
    let mut unseen = scene(&[ANCHOR]);
    unseen.view = ViewId::new("inside").unwrap();
    let gold = HardwareChoice { finish: "uranium".into(), ..silver() };
    let hook = HardwareChoice { kit: HardwareId::new("hook").unwrap(), ..silver() };
    for (error, known) in [
        (take(&elsewhere, &silver()), "backpack"),
        (take(&unseen, &silver()), "front"),
        (take(&scene(&["moon"]), &silver()), ANCHOR),
        (take(&scene(&[ANCHOR]), &gold), "silver"),
        (take(&scene(&[ANCHOR]), &hook), "lobster-clasp"),
    ] {
        assert_eq!(error.code(), ErrorCode::NotFound);
        assert!(error.hint().unwrap().contains(known), "{error}: {:?}", error.hint());
    }
    let lonely = scene(&[ANCHOR]);
    let silver = silver();
    let mut without = input(&lonely, &shape, &silver);
    without.charms.clear();
    let error = Studio::default().sprites(&without, 1.0).unwrap_err();
    assert_eq!(error.code(), ErrorCode::NotFound);
}

#[test]
fn a_charm_at_an_anchor_that_only_another_view_shows_is_left_out() {
    let shape = bunny();
    let both = sprites(&scene(&[ANCHOR, "main-zip-pull"]), &shape);
    let shown: Vec<_> = both.iter().map(|sprites| sprites.anchor.as_str()).collect();
    assert_eq!(shown, [ANCHOR]);
    let size = PictureSize::new(360, 450).unwrap();
    let picture = |scene: &Scene| {
        Studio::default().picture(&input(scene, &shape, &silver()), size).unwrap().picture.rgba().to_vec()
    };
    assert!(picture(&scene(&[ANCHOR, "main-zip-pull"])) == picture(&scene(&[ANCHOR])));
}

#[test]
fn a_charm_too_large_for_a_picture_is_refused() {
    let error = dangle_mockup::look::charm(&bunny(), 4000.0).unwrap_err();
    assert_eq!(error.code(), ErrorCode::TooLarge);
    for scale in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(dangle_mockup::look::charm(&bunny(), scale).unwrap_err().code(), ErrorCode::Input);
    }
}
