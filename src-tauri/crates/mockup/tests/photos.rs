//! What a person's own photo promises as a carrier: its scale, its light, and what lies in front.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;

use dangle_design::ErrorCode;
use dangle_design::artwork::Picture;
use dangle_design::id::{AnchorId, BlobHash, CarrierId, CharmId, HardwareId, PlacementId, SceneId, ViewId};
use dangle_design::project::{
    BrushStroke, HardwareChoice, Photo, PhotoAnchor, Placement, Ruler, Scene, Spot,
};
use dangle_design::shape::CharmShape;
use dangle_design::units::{Mm, Rgb};
use dangle_mockup::carrier::{Carrier, LARGEST_PHOTO_PX, PHOTO_VIEW};
use dangle_mockup::scene::{CharmInput, PictureSize, PlacementSprites, SceneInput, Sprite, Studio};
use kurbo::{Point, Vec2};

mod bunny;

use bunny::{bunny, disc};

const WIDTH: u32 = 1200;
const HEIGHT: u32 = 900;

/// Even, grey cloth.
fn grey() -> Picture {
    Picture::new(WIDTH, HEIGHT, [128, 126, 122, 255].repeat((WIDTH * HEIGHT) as usize))
}

/// A photo with a place in its upper middle; its ruler lies aslant, 500 px in 100 mm.
fn photo() -> Photo {
    Photo {
        id: CarrierId::new("my-bag").unwrap(),
        name: "My bag".into(),
        blob: BlobHash::of(b"a photo"),
        ruler: Ruler { from: spot(200.0, 300.0), to: spot(500.0, 700.0), length: Mm::new(100.0) },
        anchors: vec![PhotoAnchor {
            id: AnchorId::new("here").unwrap(),
            name: "Here".into(),
            at: spot(600.0, 150.0),
            surface_distance: Mm::new(6.0),
        }],
        front: Vec::new(),
        light: [-0.5, -0.6],
    }
}

fn spot(x: f64, y: f64) -> Spot {
    Spot { u: x / f64::from(WIDTH), v: y / f64::from(HEIGHT) }
}

fn studio(photo: Photo, picture: Picture) -> Studio {
    let find = move |id: &CarrierId| Ok((photo.id == *id).then(|| (photo.clone(), picture.clone())));
    Studio::default().with_photos(find)
}

fn scene(photo: &Photo) -> Scene {
    let charm = CharmId::new("charm").unwrap();
    let hung = |anchor: &PhotoAnchor| {
        Placement::hung(PlacementId::derived(&[anchor.id.as_str()]), charm.clone(), anchor.id.clone())
    };
    let (id, view) = (SceneId::new("scene").unwrap(), ViewId::new(PHOTO_VIEW).unwrap());
    let bare = Scene::bare(id, "Set 1", photo.id.clone(), view, Rgb([0; 3]));
    Scene { placements: photo.anchors.iter().map(hung).collect(), ..bare }
}

fn silver() -> HardwareChoice {
    HardwareChoice::new(HardwareId::new("lobster-clasp").unwrap(), "silver")
}

fn input<'a>(scene: &'a Scene, shape: &'a CharmShape, hardware: &'a HardwareChoice) -> SceneInput<'a> {
    let charm = CharmInput { shape, hardware, thickness: Mm::new(3.0) };
    SceneInput { scene, charms: BTreeMap::from([(CharmId::new("charm").unwrap(), charm)]) }
}

fn sprites(photo: Photo, picture: Picture, shape: &CharmShape) -> PlacementSprites {
    let scene = scene(&photo);
    studio(photo, picture).sprites(&input(&scene, shape, &silver()), 1.0).unwrap().remove(0)
}

fn taken(photo: &Photo, picture: Picture, shape: &CharmShape) -> Picture {
    let size = PictureSize::new(picture.width(), picture.height()).unwrap();
    let scene = scene(photo);
    studio(photo.clone(), picture).picture(&input(&scene, shape, &silver()), size).unwrap().picture
}

fn pixel(picture: &Picture, at: Point) -> [u8; 4] {
    let (x, y) = (at.x.floor(), at.y.floor());
    let inside = x >= 0.0 && y >= 0.0 && x < f64::from(picture.width()) && y < f64::from(picture.height());
    let index = (y as usize * picture.width() as usize + x as usize) * 4;
    if inside { picture.rgba()[index..index + 4].try_into().unwrap() } else { [0; 4] }
}

/// The width in pixels that an opaque sprite covers in the row of its middle.
fn covered(sprite: &Sprite, middle: Point) -> f64 {
    let row = middle.y - sprite.rect.y0;
    let alpha = |x: u32| f64::from(pixel(&sprite.picture, Point::new(f64::from(x), row))[3]) / 255.0;
    (0..sprite.picture.width()).map(alpha).sum()
}

#[test]
fn fifty_millimetres_measure_fifty_against_the_photos_ruler() {
    let mut shape = disc(50.0, [200, 30, 30, 255], true);
    shape.artwork_box = shape.outline.size.to_rect();
    shape.white = shape.outline.cut.clone();
    let sprites = sprites(photo(), grey(), &shape);
    let [left, right, low, _] = sprites.corners;
    let px_per_mm = 5.0;
    assert!(((right - left).hypot() / px_per_mm - 50.0).abs() <= 0.001);
    let width = covered(&sprites.body, left.midpoint(low)) / px_per_mm;
    assert!((width - 50.0).abs() <= 0.2, "{width} mm");
}

#[test]
fn a_photo_larger_than_a_screen_is_reduced_and_keeps_its_scale() {
    let (wide, high) = (5000u32, 3750u32);
    let picture = Picture::new(wide, high, [90, 90, 90, 255].repeat((wide * high) as usize));
    let (photo, studio_photo) = (photo(), photo());
    let carrier = studio(studio_photo, picture).carrier(&photo.id).unwrap();
    let view = carrier.view(&carrier.default_view).unwrap();
    assert_eq!(view.size_px, [LARGEST_PHOTO_PX, 1536]);
    // The ruler's 100 mm, in this picture's own pixels.
    let [x, y] = [300.0 / f64::from(WIDTH) * 2048.0, 400.0 / f64::from(HEIGHT) * 1536.0];
    let measured = f64::hypot(x, y) / view.anchors[0].px_per_mm;
    assert!((measured - 100.0).abs() <= 0.2, "{measured} mm");
    assert!(view.anchors[0].px_per_mm > 8.0);
}

/// A band painted across the photo, 40 px high.
fn band_at(y: f64) -> BrushStroke {
    BrushStroke { keep: false, radius: 20.0 / f64::from(WIDTH), path: vec![spot(300.0, y), spot(900.0, y)] }
}

#[test]
fn what_is_painted_in_front_hides_charm_ring_and_shadow() {
    let mut flat = bunny();
    flat.outline.holes.clear();
    for shape in [bunny(), flat] {
        let free = taken(&photo(), grey(), &shape);
        let sprites = sprites(photo(), grey(), &shape);
        let middle = sprites.corners[0].midpoint(sprites.corners[2]);
        let hidden = Photo { front: vec![band_at(middle.y)], ..photo() };
        let taken = taken(&hidden, grey(), &shape);
        for x in 300..900 {
            let at = Point::new(f64::from(x), middle.y);
            let apart = pixel(&taken, at).into_iter().zip([128u8, 126, 122, 255]);
            assert!(apart.map(|(a, b)| a.abs_diff(b)).max() <= Some(1), "the photo itself at {at:?}");
        }
        assert_ne!(pixel(&free, middle), [128, 126, 122, 255], "without it the charm is there");
        let beside = middle + Vec2::new(0.0, 30.0);
        assert_eq!(pixel(&taken, beside), pixel(&free, beside), "and beside the band nothing changes");
    }
}

#[test]
fn sprites_laid_over_a_photo_are_the_true_picture() {
    let photo = Photo { front: vec![band_at(420.0)], ..photo() };
    let (scene, mut shape, silver) = (scene(&photo), bunny(), silver());
    // What is clear bends the cloth, in the true picture alone.
    shape.body.look = "shrunk".into();
    let studio = studio(photo.clone(), grey());
    let input = input(&scene, &shape, &silver);
    let truth = studio.picture(&input, PictureSize::new(WIDTH, HEIGHT).unwrap()).unwrap().picture;
    let mut laid = studio.carrier_picture(&scene).unwrap();
    let over = studio.overs(&scene).unwrap().remove(0);
    let sprites = studio.sprites(&input, 1.0).unwrap().remove(0);
    for sprite in [&sprites.shadow, &sprites.body, &over.sprite] {
        laid = lay(&laid, sprite);
    }
    let worst = truth.rgba().iter().zip(laid.rgba()).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
    assert!(worst <= 4, "{worst} levels apart");
}

/// A sprite over an opaque picture, as the window lays it.
fn lay(picture: &Picture, sprite: &Sprite) -> Picture {
    let mut rgba = picture.rgba().to_vec();
    for (index, below) in rgba.chunks_exact_mut(4).enumerate() {
        let at = Point::new(f64::from(index as u32 % WIDTH) + 0.5, f64::from(index as u32 / WIDTH) + 0.5);
        let above = pixel(&sprite.picture, at - sprite.rect.origin().to_vec2());
        let alpha = u32::from(above[3]);
        for k in 0..3 {
            let mixed = u32::from(above[k]) * alpha + u32::from(below[k]) * (255 - alpha);
            below[k] = ((mixed + 127) / 255) as u8;
        }
    }
    Picture::new(WIDTH, HEIGHT, rgba)
}

#[test]
fn the_lights_handle_turns_the_shadow() {
    let shape = disc(40.0, [200; 4], true);
    let offset = |light: [f64; 2]| {
        let sprites = sprites(Photo { light, ..photo() }, grey(), &shape);
        middle_of(&sprites.shadow) - middle_of(&sprites.body)
    };
    let far = 0.7;
    assert!(offset([-far, 0.0]).x > 5.0, "light from the left throws it to the right");
    assert!(offset([far, 0.0]).x < -5.0);
    let (above, camera, below) = (offset([0.0, -far]).y, offset([0.0, 0.0]), offset([0.0, far]).y);
    assert!(above > camera.y + 5.0 && camera.y > below + 5.0, "{above} {camera:?} {below}");
    assert!(camera.x.abs() < 3.0, "light from the camera throws it behind the charm: {camera:?}");
    assert!(offset([-1.0, 0.0]).x.is_finite(), "a handle at the rim is a low light");
}

/// The centre of a sprite's alpha.
fn middle_of(sprite: &Sprite) -> Point {
    let (mut sum, mut weight) = (Vec2::ZERO, 0.0);
    for y in 0..sprite.picture.height() {
        for x in 0..sprite.picture.width() {
            let at = Point::new(f64::from(x), f64::from(y));
            let alpha = f64::from(pixel(&sprite.picture, at)[3]);
            sum += at.to_vec2() * alpha;
            weight += alpha;
        }
    }
    sprite.rect.origin() + sum / weight
}

/// The backpack's front with nothing on it, and its facts as a person would mark them.
fn photographed_backpack() -> (Scene, Photo, Picture) {
    let carrier = Carrier::load(&CarrierId::new("backpack").unwrap()).unwrap();
    let view = carrier.view(&ViewId::new("front").unwrap()).unwrap();
    let ring = &view.anchors[0];
    let [width, height] = view.size_px.map(f64::from);
    let share = |[x, y]: [f64; 2]| Spot { u: x / width, v: y / height };
    let length = Mm::new(85.6);
    let to = [200.0 + length.get() * ring.px_per_mm, 1500.0];
    let light = view.light.to_light;
    let photo = Photo {
        ruler: Ruler { from: share([200.0, 1500.0]), to: share(to), length },
        anchors: vec![PhotoAnchor {
            id: ring.id.clone(),
            name: "Ring".into(),
            at: share(ring.at_px),
            surface_distance: ring.surface_distance_mm,
        }],
        light: [light[0], light[1]],
        ..photo()
    };
    let on_bag = Scene {
        carrier: carrier.id.clone(),
        view: view.id.clone(),
        tint: carrier.default_tint,
        ..scene(&photo)
    };
    let picture = Studio::default().carrier_picture(&on_bag).unwrap();
    (on_bag, photo, picture)
}

#[test]
fn a_photo_of_a_carrier_shows_a_charm_as_the_carrier_does() {
    let (on_bag, photo, picture) = photographed_backpack();
    let (shape, silver) = (bunny(), silver());
    let truth = Studio::default().sprites(&input(&on_bag, &shape, &silver), 1.0).unwrap().remove(0);
    let marked = sprites(photo.clone(), picture.clone(), &shape);
    assert_eq!(truth.body.rect, marked.body.rect, "as large, at the same place");
    let pairs = truth.body.picture.rgba().iter().zip(marked.body.picture.rgba());
    assert!(pairs.map(|(a, b)| a.abs_diff(*b)).max() <= Some(1), "in the same light");
    let size = PictureSize::new(720, 900).unwrap();
    let bag = Studio::default().picture(&input(&on_bag, &shape, &silver), size).unwrap().picture;
    let scene = scene(&photo);
    let own = studio(photo, picture).picture(&input(&scene, &shape, &silver), size).unwrap().picture;
    let apart = bag.rgba().iter().zip(own.rgba()).map(|(a, b)| f64::from(a.abs_diff(*b)));
    let mean = apart.sum::<f64>() / bag.rgba().len() as f64;
    assert!(mean < 0.35, "but for how the cloth leans: {mean} of 255");
}

#[test]
fn a_ruler_that_cannot_be_right_is_told_with_the_remedy() {
    for (length, across) in [(5.0, "12 mm"), (9000.0, "21600 mm")] {
        let ruler = Ruler { length: Mm::new(length), ..photo().ruler };
        let error = Carrier::of_photo(&Photo { ruler, ..photo() }, [WIDTH, HEIGHT]).unwrap_err();
        assert_eq!(error.code(), ErrorCode::Input);
        assert!(error.to_string().contains("My bag") && error.to_string().contains(across), "{error}");
        assert!(error.hint().unwrap().contains("bank card"));
    }
}

#[test]
fn beside_a_cut_out_photo_there_is_paper_or_nothing() {
    let mut rgba = grey().into_rgba();
    rgba[..(WIDTH * HEIGHT * 2) as usize].chunks_exact_mut(4).for_each(|pixel| pixel[3] = 0);
    let picture = Picture::new(WIDTH, HEIGHT, rgba);
    let (photo, corner) = (photo(), Point::new(20.0, 20.0));
    assert_eq!(pixel(&taken(&photo, picture.clone(), &bunny()), corner), [255; 4]);
    let (scene, shape, silver) = (scene(&photo), bunny(), silver());
    let size = PictureSize::new(WIDTH, HEIGHT).unwrap();
    let cut = studio(photo, picture).cut_out(&input(&scene, &shape, &silver), size).unwrap().picture;
    assert_eq!(pixel(&cut, corner)[3], 0);
    assert_eq!(pixel(&cut, Point::new(20.0, 880.0)), [128, 126, 122, 255]);
}

#[test]
fn a_photo_has_one_view_and_is_found_by_its_id_alone() {
    let photo = photo();
    let here = studio(photo.clone(), grey());
    assert_eq!(here.carrier(&photo.id).unwrap().default_view.as_str(), PHOTO_VIEW);
    assert_eq!(here.carrier(&CarrierId::new("backpack").unwrap()).unwrap().name, "Backpack");
    let elsewhere = Scene { view: ViewId::new("front").unwrap(), ..scene(&photo) };
    for _ in 0..2 {
        assert_eq!(here.carrier_picture(&elsewhere).unwrap_err().code(), ErrorCode::NotFound);
    }
    let gone = Studio::default().carrier(&photo.id).unwrap_err();
    assert_eq!(gone.code(), ErrorCode::NotFound);
}
