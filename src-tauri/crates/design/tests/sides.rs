//! Backs and whites of layered files, in the charm.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dangle_design::Job;
use dangle_design::artwork::{Depiction, Subject};
use dangle_design::id::{BlobHash, CharmId, ProcessId};
use dangle_design::kurbo::{Point, Shape};
use dangle_design::process::Process;
use dangle_design::project::{Back, Charm, LayerRole, LayerUse};
use dangle_design::shape::{CharmShape, Quality, derive};
use dangle_design::units::Mm;

fn shape(change: impl FnOnce(&mut Charm)) -> CharmShape {
    made("acrylic-clear", change)
}

fn made(process: &str, change: impl FnOnce(&mut Charm)) -> CharmShape {
    let bytes = include_bytes!("fixtures/kinds/layers.psd").to_vec();
    let process = Process::load(&ProcessId::new(process).unwrap()).unwrap();
    let blob = BlobHash::of(&bytes);
    let mut charm = Charm::new(CharmId::new("c").unwrap(), "Twin".into(), blob, &process);
    charm.outline.holes.clear();
    change(&mut charm);
    let subject = Subject::of(&Depiction::of(&charm), &|_| Ok(bytes.clone()), &Job::silent()).unwrap();
    derive(&charm, &process, &subject, Quality::Final, &Job::silent()).unwrap()
}

/// A place given in pixels of the 48 × 40 document.
fn at(shape: &CharmShape, x: f64, y: f64) -> Point {
    let area = shape.artwork_box;
    Point::new(area.x0 + area.width() * x / 48.0, area.y0 + area.height() * y / 40.0)
}

#[test]
fn the_white_layer_is_the_white_and_nothing_of_it_is_pulled_in() {
    let shape = shape(|charm| charm.choke = Mm::new(0.3));
    // The layer spans 28 × 20 pixels of 48 × 40.
    let expected = shape.artwork_box.area() * 28.0 * 20.0 / (48.0 * 40.0);
    assert!((shape.white.area().abs() / expected - 1.0).abs() < 0.01, "{} {expected}", shape.white.area());
    assert_ne!(shape.white.winding(at(&shape, 12.0, 12.0)), 0);
    assert_eq!(shape.white.winding(at(&shape, 9.0, 9.0)), 0, "art, but no white under it");
}

#[test]
fn without_a_white_layer_the_white_is_the_artworks_shape() {
    let put_away = LayerUse { layer: "3".into(), role: LayerRole::Hidden };
    let shape = shape(|charm| charm.artwork.layers = vec![put_away]);
    assert_ne!(shape.white.winding(at(&shape, 9.0, 9.0)), 0);
}

#[test]
fn the_back_lies_on_the_front_and_its_white_is_pulled_in() {
    let loose = made("acrylic-double", |charm| charm.choke = Mm::ZERO);
    let choked = made("acrylic-double", |charm| charm.choke = Mm::new(0.3));
    let back = loose.back.as_ref().unwrap();
    assert_eq!(back.artwork_box, loose.artwork_box);
    // Drawn from 8 to 21 as seen from behind: 27 to 40 as seen from the front.
    assert_ne!(back.white.winding(at(&loose, 30.0, 20.0)), 0);
    assert_eq!(back.white.winding(at(&loose, 15.0, 20.0)), 0);
    let narrower = back.white.bounding_box().width() - choked.back.unwrap().white.bounding_box().width();
    assert!((narrower - 0.6).abs() < 0.05, "{narrower}");
}

#[test]
fn a_mirrored_back_has_the_white_of_the_front() {
    let shape = made("acrylic-double", |charm| {
        charm.back = Back::Mirrored;
        charm.artwork.layers = vec![LayerUse { layer: "3".into(), role: LayerRole::Hidden }];
    });
    let (front, back) = (shape.white.area().abs(), shape.back.unwrap().white.area().abs());
    assert!((front / back - 1.0).abs() < 0.001, "{front} {back}");
}

#[test]
fn the_cut_layer_is_the_cut_line() {
    let shape = shape(|_| {});
    // The layer spans 40 × 32 pixels.
    let size = shape.outline.size;
    assert!((size.width / size.height - 40.0 / 32.0).abs() < 0.02, "{size:?}");
    assert!((size.width - shape.artwork_box.width() * 40.0 / 48.0).abs() < 0.1, "{size:?}");
}
