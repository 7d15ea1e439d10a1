//! Made-up vendor proofs: what is wrong with them is found, and what is right is not accused.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod vendor;

use dangle_design::shape::CharmShape;
use dangle_design::{ErrorCode, Job};
use dangle_print::{Comparison, FindingCode, Layer, Seen, Ticket, diff, export};
use kurbo::{Rect, Vec2};
use vendor::{Vendor, recipe, sample};

const GREY: [u8; 3] = [196, 204, 210];
const SAND: [u8; 3] = [214, 196, 168];

fn compared(shape: &CharmShape, file: &[u8]) -> Comparison {
    diff(shape, &recipe(), file, &Job::silent()).unwrap().comparison
}

/// Prints a row of the table, and gives the comparison back.
fn row(charm: &str, name: &str, shape: &CharmShape, vendor: &Vendor) -> Comparison {
    let comparison = compared(shape, &vendor.file(shape));
    let found: Vec<String> = comparison
        .findings
        .iter()
        .map(|finding| match finding.amount {
            Some(amount) => format!("{} {amount}", finding.code.as_str()),
            None => finding.code.as_str().to_owned(),
        })
        .collect();
    println!("| {charm} | {name} | {} |", found.join(", "));
    comparison
}

fn faults(comparison: &Comparison) -> Vec<FindingCode> {
    let mut codes: Vec<FindingCode> =
        comparison.findings.iter().filter(|finding| finding.fault).map(|finding| finding.code).collect();
    codes.dedup();
    codes
}

fn seen(comparison: &Comparison, layer: Layer) -> Seen {
    comparison.layers.iter().find(|seen| seen.layer == layer).unwrap().seen
}

#[test]
fn faultless_proofs_of_every_quality_size_ground_and_turn_are_not_accused() {
    let plain = Vendor::plain;
    let faultless = [
        ("JPEG 60", Vendor { quality: Some(60), ..plain() }),
        ("JPEG 75, small, on grey", Vendor { quality: Some(75), per_mm: 5.2, ground: GREY, ..plain() }),
        (
            "JPEG 95, large, black hairline",
            Vendor { quality: Some(95), per_mm: 17.0, cut: Some(([0; 3], 0.08)), ..plain() },
        ),
        (
            "JPEG 60, on sand, frame and text",
            Vendor { quality: Some(60), ground: SAND, decorated: true, ..plain() },
        ),
        ("PNG, in the drawing's own colours", Vendor { quality: None, as_drawn: true, ..plain() }),
        (
            "JPEG 80, gamma 1.12, turned by 1.5°",
            Vendor { quality: Some(80), gamma: 1.12, turn: 1.5, ..plain() },
        ),
        (
            "JPEG 70, on its side, mirrored",
            Vendor { quality: Some(70), turn: 270.0, mirrored: true, decorated: true, ..plain() },
        ),
    ];
    for (turn, charm) in ["cat", "boba", "frog", "strawberry", "moon", "ghost"].into_iter().enumerate() {
        let shape = sample(charm);
        // Each charm gets every second of them, so that each proof is of three charms.
        for (name, vendor) in faultless.iter().skip(turn % 2).step_by(2) {
            let comparison = row(charm, name, &shape, vendor);
            assert!(comparison.same, "{charm}, {name}: {:#?}", comparison.findings);
        }
    }
}

#[test]
fn shifts_of_three_tenths_of_a_millimetre_are_found() {
    for (charm, by) in [("cat", Vec2::new(0.3, 0.0)), ("frog", Vec2::new(-0.21, 0.22))] {
        let shape = sample(charm);
        for vendor in [
            Vendor { art_by: by, quality: Some(60), ..Vendor::plain() },
            Vendor { art_by: by, per_mm: 6.0, ground: GREY, decorated: true, ..Vendor::plain() },
        ] {
            let comparison = row(charm, "art 0.3 mm off", &shape, &vendor);
            assert_eq!(faults(&comparison), [FindingCode::ArtShifted], "{:#?}", comparison.findings);
            let amount = comparison.findings[0].amount.unwrap();
            assert!((amount - by.hypot()).abs() < 0.06, "{amount} of {}", by.hypot());
        }
    }
}

#[test]
fn a_part_of_the_art_that_was_moved_is_found_where_it_is() {
    let shape = sample("cat");
    let eye = Rect::new(26.0, 14.0, 34.0, 22.0);
    let vendor = Vendor { part_by: Some((eye, Vec2::new(0.0, 0.5))), per_mm: 11.0, ..Vendor::plain() };
    let comparison = row("cat", "a part 0.5 mm off", &shape, &vendor);
    let part = comparison.findings.iter().find(|f| f.code == FindingCode::PartShifted).unwrap();
    let [x, y, width, height] = part.at_mm.unwrap();
    assert!(!Rect::new(x, y, x + width, y + height).intersect(eye).is_zero_area(), "{part:?}");
    assert!((part.amount.unwrap() - 0.5).abs() < 0.15, "{part:?}");
}

#[test]
fn art_of_another_size_is_found() {
    let shape = sample("boba");
    let comparison = row("boba", "art 2 % larger", &shape, &Vendor { art_scale: 1.02, ..Vendor::plain() });
    let scaled = comparison.findings.iter().find(|f| f.code == FindingCode::ArtScaled).unwrap();
    assert!((scaled.amount.unwrap() - 2.0).abs() < 0.3, "{scaled:?}");
}

#[test]
fn missing_layers_are_found_and_named() {
    use FindingCode::{ArtMissing, CutMissing, HoleMissing, WhiteMissing};
    for charm in ["cat", "moon"] {
        let shape = sample(charm);
        for (code, vendor) in [
            (CutMissing, Vendor { cut: None, quality: Some(70), ..Vendor::plain() }),
            (HoleMissing, Vendor { holes: false, ..Vendor::plain() }),
            (WhiteMissing, Vendor { white: false, ground: SAND, quality: Some(75), ..Vendor::plain() }),
            (ArtMissing, Vendor { art: false, ground: GREY, ..Vendor::plain() }),
        ] {
            let comparison = row(charm, code.as_str(), &shape, &vendor);
            assert!(faults(&comparison).contains(&code), "{charm}, {code:?}: {comparison:#?}");
        }
    }
}

#[test]
fn white_on_white_is_said_to_be_unseen() {
    let shape = sample("boba");
    let comparison = compared(&shape, &Vendor { white: false, ..Vendor::plain() }.file(&shape));
    assert_eq!(seen(&comparison, Layer::White), Seen::CannotTell);
    let comparison = compared(&shape, &Vendor { ground: SAND, ..Vendor::plain() }.file(&shape));
    assert_eq!(seen(&comparison, Layer::White), Seen::Seen);
}

#[test]
fn a_part_left_out_and_a_part_in_another_colour_are_found_where_they_are() {
    use FindingCode::{ArtPartMissing, ColourChanged};
    let place = Rect::new(16.0, 30.0, 22.0, 35.0);
    for charm in ["cat", "frog"] {
        let shape = sample(charm);
        for (code, vendor) in [
            (ArtPartMissing, Vendor { erased: Some(place), white: false, ..Vendor::plain() }),
            (
                ColourChanged,
                Vendor { recoloured: Some((place, [22, -14, -20])), quality: Some(60), ..Vendor::plain() },
            ),
            (
                ColourChanged,
                Vendor { recoloured: Some((place, [-30, 10, 25])), gamma: 0.92, ..Vendor::plain() },
            ),
        ] {
            let comparison = row(charm, code.as_str(), &shape, &vendor);
            assert!(
                comparison.findings.iter().any(|finding| finding.code == code),
                "{charm} {comparison:#?}"
            );
            let frames = comparison.findings.iter().filter_map(|finding| finding.at_mm);
            let found = frames
                .map(|[x, y, width, height]| Rect::new(x, y, x + width, y + height))
                .reduce(|all, frame| all.union(frame))
                .unwrap();
            assert!(place.inflate(1.0, 1.0).contains_rect(found), "{charm}, {code:?}: {found:?}");
            assert!(found.intersect(place).area() > 0.6 * place.area(), "{charm}, {code:?}: {found:?}");
        }
    }
}

#[test]
fn a_whole_picture_that_is_lighter_is_said_apart() {
    let shape = sample("strawberry");
    let comparison = row("strawberry", "gamma 0.85", &shape, &Vendor { gamma: 0.85, ..Vendor::plain() });
    let whole = comparison.findings.iter().find(|f| f.code == FindingCode::WholePicture).unwrap();
    assert!(whole.words.contains("lighter") && !whole.fault, "{whole:?}");
}

#[test]
fn our_own_print_file_is_its_own_proof_at_true_size() {
    let shape = sample("cat");
    let ticket = Ticket { title: "Cat", created: None };
    let files = export(&shape, &recipe(), &ticket, &Job::silent()).unwrap();
    let comparison = compared(&shape, &files[0].bytes);
    assert!(comparison.same, "{comparison:#?}");
    assert_eq!(seen(&comparison, Layer::White), Seen::Seen);
    assert!((comparison.lies.unwrap().turn_deg).abs() < 0.1);
}

#[test]
fn another_charm_is_not_taken_for_this_one() {
    let comparison = compared(&sample("cat"), &Vendor::plain().file(&sample("moon")));
    assert!(!comparison.same);
}

#[test]
fn a_proof_that_is_no_picture_is_refused_with_a_remedy() {
    for bytes in [&b"hello"[..], b"", b"%PDF-1.4 broken", b"\x89PNG\r\n\x1a\n broken"] {
        let error = diff(&sample("moon"), &recipe(), bytes, &Job::silent()).unwrap_err();
        assert!(matches!(error.code(), ErrorCode::Artwork | ErrorCode::File), "{error}");
        assert!(error.hint().is_some());
    }
}
