//! Drift: halos where plates do not lie on each other, and the advice that takes them away.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod fixture;
mod vendor;

use dangle_design::Job;
use dangle_design::shape::CharmShape;
use dangle_design::units::Mm;
use dangle_print::{Drift, DriftChange, Moves, RiskLevel, drift};
use kurbo::Shape;
use vendor::{recipe, sample};

fn drifted(shape: &CharmShape, moves: Moves, x: f64, y: f64) -> Drift {
    drift(shape, &recipe(), moves, [Mm::new(x), Mm::new(y)], &Job::silent()).unwrap()
}

/// The fixture with its white pulled in by that much.
fn choked(choke: f64) -> CharmShape {
    let mut shape = fixture::charm_at(254.0);
    let window = kurbo::Circle::new((31.0, 38.0), 3.0 + choke).to_path(1e-3).reverse_subpaths();
    let white = dangle_design::offset(
        &kurbo::RoundedRect::new(2.0, 7.0, 38.0, 48.0, 8.0).to_path(1e-3),
        Mm::new(-choke),
    );
    shape.white = white.into_iter().chain(window).collect();
    shape
}

#[test]
fn nothing_shows_where_nothing_moved() {
    for moves in [Moves::White, Moves::Print] {
        let report = drifted(&sample("cat"), moves, 0.0, 0.0).report;
        let shown = [report.white_peeks_mm2, report.bare_mm2, report.cut_off_mm2, report.unprinted_mm2];
        assert!(shown.iter().all(|mm2| *mm2 < 0.01), "{report:?}");
    }
}

#[test]
fn white_peeks_out_by_what_the_drift_exceeds_the_choke() {
    // A side of 33 mm, its corners counted in, and the window's 6: 0.4 mm of drift less 0.15 of choke.
    let report = drifted(&choked(0.15), Moves::White, 0.4, 0.0).report;
    assert!((report.white_peeks_mm2 - 0.25 * 39.0).abs() < 1.2, "{report:?}");
    assert!(report.bare_mm2 > 8.0, "{report:?}");
    let within = drifted(&choked(0.5), Moves::White, 0.4, 0.0).report;
    assert!(within.white_peeks_mm2 < 0.5, "{within:?}");
}

#[test]
fn art_is_cut_off_only_where_it_comes_near_the_cut() {
    let mut near = fixture::charm_at(254.0);
    near.outline.cut = kurbo::RoundedRect::new(1.7, 6.7, 38.3, 48.3, 8.3).to_path(1e-3);
    let report = drifted(&near, Moves::Print, 0.0, 0.8).report;
    assert!((report.cut_off_mm2 - 0.5 * 28.0).abs() < 4.0, "{report:?}");
    assert!(report.cut_risk > 30.0 && report.level > RiskLevel::Low, "{report:?}");
    let far = drifted(&fixture::charm_at(254.0), Moves::Print, 0.0, 0.8).report;
    assert!(far.cut_off_mm2 < 0.01 && far.cut_risk < 8.0, "{far:?}");
}

#[test]
fn a_wider_choke_lowers_the_risk() {
    let risk = |choke| drifted(&choked(choke), Moves::White, 0.0, 0.0).report.white_risk;
    let risks = [0.02, 0.15, 0.3].map(risk);
    assert!(risks[0] > 1.5 * risks[1] && risks[1] > 1.5 * risks[2], "{risks:?}");
    println!("risk by choke 0.02, 0.15, 0.3 mm: {risks:?}");
}

#[test]
fn advice_is_worth_following_and_its_figures_come_true() {
    let shape = choked(0.02);
    let report = drifted(&shape, Moves::White, 0.3, 0.0).report;
    let advice = report.advice.iter().find(|advice| advice.change == DriftChange::Choke).unwrap();
    assert!(advice.after < 0.8 * advice.before, "{advice:?}");
    let followed = drifted(&choked(0.02 + advice.by_mm), Moves::White, 0.3, 0.0).report;
    assert!((followed.white_risk - advice.after).abs() < 6.0, "{advice:?}, then {}", followed.white_risk);

    let mut near = fixture::charm_at(254.0);
    let cut = |border: f64| {
        kurbo::RoundedRect::new(2.0 - border, 7.0 - border, 38.0 + border, 48.0 + border, 8.0 + border)
    };
    near.outline.cut = cut(0.2).to_path(1e-3);
    let report = drifted(&near, Moves::Print, 0.3, 0.0).report;
    let advice = report.advice.iter().find(|advice| advice.change == DriftChange::Border).unwrap();
    near.outline.cut = cut(0.2 + advice.by_mm).to_path(1e-3);
    let followed = drifted(&near, Moves::Print, 0.3, 0.0).report;
    assert!((followed.cut_risk - advice.after).abs() < 6.0, "{advice:?}, then {}", followed.cut_risk);
}

#[test]
fn the_picture_shows_white_on_one_side_alone() {
    let shown = drifted(&sample("cat"), Moves::White, 0.8, 0.0);
    let white = |left: bool| {
        let half = shown.picture.width() / 2;
        let pixels = shown.picture.rgba().as_chunks::<4>().0.iter().enumerate();
        pixels
            .filter(|(at, _)| (*at as u32 % shown.picture.width() < half) == left)
            .filter(|(_, pixel)| **pixel == [255; 4])
            .count()
    };
    let still = drifted(&sample("cat"), Moves::White, 0.0, 0.0);
    let before = still.picture.rgba().as_chunks::<4>().0.iter().filter(|pixel| **pixel == [255; 4]).count();
    println!("white pixels: left {}, right {}, before {before}", white(true), white(false));
    assert!(white(false) > white(true) + 200);
}

#[test]
fn a_drift_farther_than_a_millimetre_is_refused() {
    for by in [1.01, -1.5] {
        assert!(
            drift(&sample("cat"), &recipe(), Moves::White, [Mm::new(by), Mm::ZERO], &Job::silent()).is_err()
        );
    }
}
