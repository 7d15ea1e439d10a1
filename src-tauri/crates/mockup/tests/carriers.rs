//! What every carrier of the program promises, whatever it is.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::sync::Arc;

use dangle_design::id::{CarrierId, ViewId};
use dangle_design::units::Rgb;
use dangle_mockup::carrier::{Carrier, CarrierLayers, Cloth, View};
use dangle_mockup::files::{Embedded, Files};

/// Each view of each carrier, decoded.
fn views() -> impl Iterator<Item = (Arc<Carrier>, View)> {
    let carriers = Carrier::ids().into_iter().map(|id| Arc::new(Carrier::load(&id).unwrap()));
    carriers.flat_map(|carrier| {
        let views = carrier.views.clone();
        views.into_iter().map(move |view| (Arc::clone(&carrier), view))
    })
}

#[test]
fn every_view_decodes_at_the_size_it_names() {
    let mut count = 0;
    for (carrier, view) in views() {
        let layers = CarrierLayers::decode(&Embedded, &carrier, &view).unwrap();
        let picture = layers.tinted(Cloth::plain(carrier.default_tint));
        assert_eq!([picture.width(), picture.height()], view.size_px, "{}, {}", carrier.id, view.id);
        count += 1;
    }
    assert!(count >= 3, "only {count} views");
}

#[test]
fn every_anchor_lies_in_its_picture_with_room_for_a_charm_below() {
    for (carrier, view) in views() {
        assert!(!view.anchors.is_empty(), "{}, {}: nowhere to hang a charm", carrier.id, view.id);
        let [width, height] = view.size_px.map(f64::from);
        for anchor in &view.anchors {
            let [x, y] = anchor.at_px;
            let name = format!("{}, {}, {}", carrier.id, view.id, anchor.id);
            assert!((0.0..width).contains(&x), "{name}: x is {x} of {width}");
            // A ring of 10 mm and a charm of 30 mm: what the least roomy carriers are meant for.
            let low = y + 40.0 * anchor.px_per_mm;
            assert!(y > 0.0 && low < height, "{name}: {low:.0} of {height}");
            let [nx, ny, nz] = anchor.normal;
            assert!((nx.hypot(ny).hypot(nz) - 1.0).abs() < 0.01 && nz > 0.0, "{name}: its normal");
            assert!((1.5..=40.0).contains(&anchor.px_per_mm), "{name}: {} px/mm", anchor.px_per_mm);
        }
    }
}

#[test]
fn the_first_view_is_a_close_up() {
    for id in Carrier::ids() {
        let carrier = Carrier::load(&id).unwrap();
        let scale = |view: &View| {
            let all = view.anchors.iter().map(|anchor| anchor.px_per_mm);
            all.sum::<f64>() / view.anchors.len() as f64
        };
        let first = scale(carrier.view(&carrier.default_view).unwrap());
        assert!(first >= 5.5, "{id}: {first:.1} px/mm");
        assert!(carrier.views.iter().all(|view| scale(view) <= first * 1.2), "{id}: another view is closer");
    }
}

#[test]
fn a_view_from_another_side_has_its_light_from_another_side() {
    let backpack = Carrier::load(&CarrierId::new("backpack").unwrap()).unwrap();
    let light = |view: &str| backpack.view(&ViewId::new(view).unwrap()).unwrap().light.to_light;
    let (front, whole) = (light("front"), light("whole"));
    // The camera goes 14° round the bag; the lamp stays where it is.
    let cosine: f64 = front.iter().zip(whole).map(|(a, b)| a * b).sum();
    let apart = cosine.acos().to_degrees();
    assert!((12.0..20.0).contains(&apart), "{apart:.1}°");
}

#[test]
fn no_tint_burns_out() {
    for (carrier, view) in views() {
        let layers = CarrierLayers::decode(&Embedded, &carrier, &view).unwrap();
        // What is black in black dye is cloth all through; metal and thread at its edges are not counted.
        let black = layers.tinted(Cloth::plain(Rgb([0; 3])));
        for tint in &carrier.tints {
            let picture = layers.tinted(Cloth::plain(*tint));
            let pairs = picture.rgba().chunks_exact(4).zip(black.rgba().chunks_exact(4));
            let cloth = pairs.filter(|(_, black)| black[..3] == [0; 3]);
            let (burnt, all) = cloth.fold((0usize, 0usize), |(burnt, all), (dyed, _)| {
                (burnt + usize::from(dyed[..3].iter().any(|value| *value >= 254)), all + 1)
            });
            let share = burnt as f64 / all as f64;
            assert!(share <= 0.005, "{}, {} in {tint}: {:.1} % burnt", carrier.id, view.id, share * 100.0);
        }
    }
}

#[test]
fn every_picture_a_manifest_names_is_there_and_no_other() {
    let mut named: Vec<String> = Vec::new();
    for (carrier, view) in views() {
        let overs = view.anchors.iter().filter_map(|anchor| anchor.over.as_ref());
        let pieces = overs.chain(&view.film).map(|piece| &piece.file);
        let files = [&view.bag, &view.ground, &view.tint_mask].into_iter().chain(pieces);
        named.extend(files.map(|file| format!("carriers/{}/{file}", carrier.id)));
    }
    named.sort();
    let is_picture = |path: &String| path.starts_with("carriers/") && path.rsplit('.').next() != Some("toml");
    let mut there: Vec<String> = Embedded.paths().into_iter().filter(is_picture).collect();
    there.sort();
    assert_eq!(named, there);
}

#[test]
fn all_carriers_together_stay_below_forty_megabytes() {
    let sizes = Embedded.paths().into_iter().filter(|path| path.starts_with("carriers/"));
    let bytes: usize = sizes.map(|path| Embedded.read(&path).unwrap().len()).sum();
    assert!(bytes < 40_000_000, "{bytes} bytes");
}
