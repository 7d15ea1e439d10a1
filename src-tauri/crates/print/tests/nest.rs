//! Layouts keep every distance they promise, whatever is laid.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dangle_design::units::{Degrees, Mm};
use dangle_print::nest::{Bed, Clash, Effort, Laid, Layout, Piece, Turns, clashes, density, fill, nest};
use kurbo::{Point, Size};

/// A star with `arms` arms: round the middle, deep bays between the arms.
fn star(arms: usize, radius: f64, count: usize, turns: Turns) -> Piece {
    let ring = (0..arms * 24).map(|step| {
        let angle = step as f64 / (arms * 24) as f64 * std::f64::consts::TAU;
        let reach = radius * (0.7 + 0.3 * (angle * arms as f64).cos());
        Point::new(reach * angle.cos(), reach * angle.sin())
    });
    Piece { ring: ring.collect(), count, turns }
}

/// A long bar, and a C that another bar fits into.
fn bar(width: f64, height: f64, count: usize, turns: Turns) -> Piece {
    let corners = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)];
    Piece { ring: corners.map(|(x, y)| Point::new(x, y)).to_vec(), count, turns }
}

fn bed(width: f64, height: f64) -> Bed {
    Bed { size: Size::new(width, height), margin: Mm::new(5.0), gap: Mm::new(2.0) }
}

fn lay(pieces: &[Piece], bed: &Bed, seed: u64, work: u64) -> Layout {
    nest(pieces, bed, Effort { seed, work }, &|_| false, &mut |_| {}).unwrap()
}

fn mixed(turns: Turns) -> Vec<Piece> {
    vec![star(5, 22.0, 6, turns), star(3, 18.0, 6, turns), bar(48.0, 9.0, 8, turns), star(7, 12.0, 6, turns)]
}

#[test]
fn every_layout_on_the_way_keeps_the_gap_and_the_margin() {
    let (pieces, bed) = (mixed(Turns::Free), bed(210.0, 148.0));
    let mut seen = 0;
    let effort = Effort { seed: 1, work: 1_500 };
    let mut check = |layout: &Layout| {
        assert_eq!(clashes(&pieces, &bed, &layout.laid), []);
        assert_eq!(layout.laid.len(), 26);
        seen += 1;
    };
    nest(&pieces, &bed, effort, &|_| false, &mut check).unwrap();
    assert!(seen > 2, "{seen} layouts");
}

#[test]
fn a_piece_that_fits_on_a_sheet_from_corner_to_corner_never_hangs_over_its_edge() {
    let pieces = [bar(214.0, 6.0, 3, Turns::Free), star(5, 20.0, 4, Turns::Free)];
    let bed = bed(210.0, 148.0);
    let mut check = |layout: &Layout| assert_eq!(clashes(&pieces, &bed, &layout.laid), []);
    let last = nest(&pieces, &bed, Effort { seed: 1, work: 600 }, &|_| false, &mut check).unwrap();
    assert_eq!(clashes(&pieces, &bed, &last.laid), []);
}

#[test]
fn fewer_sheets_come_first_and_then_a_shorter_last_one() {
    let (pieces, bed) = (mixed(Turns::Free), bed(210.0, 148.0));
    let (first, last) = (lay(&pieces, &bed, 1, 0), lay(&pieces, &bed, 1, 1_500));
    assert!(last.sheets < first.sheets || last.used.width < first.used.width);
    assert!(density(&pieces, &bed, &last) > density(&pieces, &bed, &first));
}

#[test]
fn the_same_seed_and_work_lay_the_same_on_one_thread_and_on_several() {
    let (pieces, bed) = (mixed(Turns::Free), bed(210.0, 148.0));
    let several = lay(&pieces, &bed, 7, 400);
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert_eq!(one.install(|| lay(&pieces, &bed, 7, 400)), several);
    assert_ne!(lay(&pieces, &bed, 8, 400).laid, several.laid);
}

#[test]
fn pieces_are_turned_only_as_they_may_be() {
    let turned = |turns: Turns, step: f64| {
        let layout = lay(&mixed(turns), &bed(210.0, 148.0), 3, 400);
        assert_eq!(clashes(&mixed(turns), &bed(210.0, 148.0), &layout.laid), []);
        layout.laid.iter().all(|laid| {
            let beyond = laid.turn.get().rem_euclid(step);
            beyond.min(step - beyond) < 1e-3
        })
    };
    assert!(turned(Turns::Quarters, 90.0));
    assert!(turned(Turns::Halves, 180.0));
    assert!(turned(Turns::None, 360.0));
    assert!(!turned(Turns::Free, 90.0));
}

#[test]
fn a_piece_larger_than_the_sheet_is_refused_with_a_remedy_unless_it_fits_turned() {
    let long = |turns| vec![bar(190.0, 20.0, 1, turns)];
    let narrow = bed(60.0, 210.0);
    let refused =
        nest(&long(Turns::None), &narrow, Effort { seed: 1, work: 10 }, &|_| false, &mut |_| {}).unwrap_err();
    assert!(refused.hint().is_some() && refused.to_string().contains("190.0 × 20.0"), "{refused}");
    assert_eq!(lay(&long(Turns::Quarters), &narrow, 1, 10).sheets, 1);
}

#[test]
fn a_stop_leaves_the_best_layout_so_far() {
    let (pieces, bed) = (mixed(Turns::Free), bed(210.0, 148.0));
    let effort = Effort { seed: 1, work: u64::MAX };
    let layout = nest(&pieces, &bed, effort, &|work| work > 50, &mut |_| {}).unwrap();
    assert_eq!((layout.laid.len(), clashes(&pieces, &bed, &layout.laid)), (26, Vec::new()));
}

#[test]
fn a_charm_too_near_to_another_or_over_the_margin_is_told_with_how_much() {
    let pieces = [bar(20.0, 20.0, 2, Turns::None)];
    let at = |x: f64| Laid { piece: 0, sheet: 0, at: Point::new(x, 15.0), turn: Degrees::ZERO };
    let found = |x: f64| clashes(&pieces, &bed(100.0, 100.0), &[at(15.0), at(x)]);
    assert_eq!(found(37.0), []);
    let [Clash::Near { one: 0, other: 1, apart_mm }] = found(36.5)[..] else { panic!("{:?}", found(36.5)) };
    assert!((apart_mm - 1.5).abs() < 1e-9);
    let [Clash::Off { one: 1, by_mm }] = found(88.0)[..] else { panic!("{:?}", found(88.0)) };
    assert!((by_mm - 3.0).abs() < 1e-9);
    let inside = [Laid { piece: 0, ..at(40.0) }, Laid { piece: 1, ..at(40.0) }];
    let pieces = [bar(20.0, 20.0, 1, Turns::None), bar(2.0, 2.0, 1, Turns::None)];
    let [Clash::Near { apart_mm, .. }] = clashes(&pieces, &bed(100.0, 100.0), &inside)[..] else { panic!() };
    assert!(apart_mm.abs() < 1e-9, "a charm inside another one");
}

#[test]
fn room_that_is_left_is_filled_and_nothing_is_put_where_there_is_none() {
    let pieces = [bar(60.0, 60.0, 1, Turns::None), bar(20.0, 20.0, 1, Turns::None)];
    let bed = bed(110.0, 70.0);
    let laid = [Laid { piece: 0, sheet: 0, at: Point::new(35.0, 35.0), turn: Degrees::ZERO }];
    let more = fill(&pieces, &bed, &laid, 1, 1, &|_| false).unwrap();
    let all: Vec<Laid> = laid.iter().chain(&more).copied().collect();
    assert!((2..=2).contains(&more.len()), "{more:?}");
    assert_eq!(clashes(&pieces, &bed, &all), []);
    assert!(fill(&pieces, &bed, &all, 0, 1, &|_| false).unwrap().is_empty());
}
