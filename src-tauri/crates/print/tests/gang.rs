//! Gang sheets as files: every charm at its place, small however many, and read back before they leave.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod fixture;

use dangle_design::id::RecipeId;
use dangle_design::project::{SheetSize, Turning};
use dangle_design::shape::CharmShape;
use dangle_design::units::{Degrees, Mm};
use dangle_design::{ErrorCode, Job};
use dangle_print::nest::{Effort, Laid, Turns, clashes, nest};
use dangle_print::{
    Design, Gang, Recipe, Ticket, prove_gang, write_gang_dxf, write_gang_pdf, write_gang_svg,
};
use kurbo::Point;

const TICKET: Ticket<'static> = Ticket { title: "Sheet", created: None };

fn recipe() -> Recipe {
    Recipe::load(&RecipeId::new("generic-acrylic").unwrap()).unwrap()
}

fn design(shape: &CharmShape, count: usize) -> Design<'_> {
    Design { name: "Charm", shape, count, grain: false }
}

fn gang<'a>(designs: &'a [Design<'a>], recipe: &'a Recipe) -> Gang<'a> {
    Gang {
        designs,
        recipe,
        size: SheetSize::LARGE,
        margin: Mm::new(5.0),
        gap: Mm::new(2.0),
        turning: Turning::Free,
        marks: true,
    }
}

fn at(sheet: usize, x: f64, y: f64, turn: f64) -> Laid {
    Laid { piece: 0, sheet, at: Point::new(x, y), turn: Degrees::new(turn) }
}

#[test]
fn a_written_sheet_cuts_every_charm_where_it_was_laid() {
    let (shape, recipe) = (fixture::charm(), recipe());
    let designs = [design(&shape, 3)];
    let gang = gang(&designs, &recipe);
    let laid = [at(0, 40.0, 40.0, 0.0), at(0, 120.0, 60.0, 33.0), at(1, 300.0, 200.0, 270.0)];
    let pdf = write_gang_pdf(&gang, &gang.files()[0], &laid, 2, &TICKET, &Job::silent()).unwrap();
    prove_gang(&pdf, &gang, &gang.files()[0], &laid, 2).unwrap();
    assert_eq!(
        write_gang_pdf(&gang, &gang.files()[0], &laid, 2, &TICKET, &Job::silent()).unwrap(),
        pdf,
        "the same bytes"
    );
}

#[test]
fn a_sheet_that_is_not_what_was_laid_is_not_let_out() {
    let (shape, recipe) = (fixture::charm(), recipe());
    let designs = [design(&shape, 2)];
    let gang = gang(&designs, &recipe);
    let laid = [at(0, 40.0, 40.0, 0.0), at(0, 120.0, 60.0, 33.0)];
    let pdf = write_gang_pdf(&gang, &gang.files()[0], &laid, 1, &TICKET, &Job::silent()).unwrap();
    let wrong = [
        vec![laid[0], at(0, 120.1, 60.0, 33.0)],
        vec![laid[0], at(0, 120.0, 60.0, 33.5)],
        vec![laid[0]],
        vec![laid[0], laid[1], at(0, 200.0, 200.0, 0.0)],
    ];
    for meant in wrong {
        let error = prove_gang(&pdf, &gang, &gang.files()[0], &meant, 1).unwrap_err();
        assert_eq!(error.code(), ErrorCode::Proof, "{error}");
    }
    assert!(prove_gang(&pdf, &gang, &gang.files()[0], &laid, 2).is_err(), "a sheet is missing");
    let larger = Gang { size: SheetSize::A3, ..gang };
    assert!(prove_gang(&pdf, &larger, &larger.files()[0], &laid, 1).is_err(), "another sheet");
}

#[test]
fn three_hundred_charms_take_hardly_more_bytes_than_one() {
    let (shape, recipe) = (fixture::charm(), recipe());
    let designs = [design(&shape, 300)];
    let gang = gang(&designs, &recipe);
    let many: Vec<Laid> =
        (0..300).map(|n| at(n / 100, 40.0 + (n % 10) as f64 * 50.0, 30.0, n as f64)).collect();
    let size = |laid: &[Laid], sheets| {
        write_gang_pdf(&gang, &gang.files()[0], laid, sheets, &TICKET, &Job::silent()).unwrap().len()
    };
    let (one, all) = (size(&many[..1], 1), size(&many, 3));
    assert!(all < one + 12_000, "{one} and {all} bytes");
}

#[test]
fn what_is_laid_for_a_recipe_keeps_the_gap_as_lines_and_not_as_polygons_only() {
    let (shape, recipe) = (fixture::charm(), recipe());
    let designs = [design(&shape, 12)];
    let gang = gang(&designs, &recipe);
    let (pieces, bed) = (gang.pieces(), gang.bed());
    let layout = nest(&pieces, &bed, Effort { seed: 1, work: 200 }, &|_| false, &mut |_| {}).unwrap();
    assert!(bed.gap > gang.gap);
    assert_eq!(clashes(&pieces, &bed, &layout.laid), []);
}

#[test]
fn charms_with_a_grain_are_turned_by_a_half_at_most() {
    let (shape, recipe) = (fixture::charm(), recipe());
    let designs = [design(&shape, 1), Design { grain: true, ..design(&shape, 1) }];
    let turns = |turning| {
        let gang = Gang { turning, ..gang(&designs, &recipe) };
        gang.pieces().iter().map(|piece| piece.turns).collect::<Vec<_>>()
    };
    assert_eq!(turns(Turning::Free), [Turns::Free, Turns::Halves]);
    assert_eq!(turns(Turning::Four), [Turns::Quarters, Turns::Halves]);
    assert_eq!(turns(Turning::One), [Turns::None, Turns::None]);
}

#[test]
fn marks_without_room_are_refused_with_a_remedy() {
    let (shape, recipe) = (fixture::charm(), recipe());
    let designs = [design(&shape, 1)];
    let narrow = Gang { margin: Mm::new(1.0), ..gang(&designs, &recipe) };
    let laid = [at(0, 40.0, 40.0, 0.0)];
    let error = write_gang_pdf(&narrow, &narrow.files()[0], &laid, 1, &TICKET, &Job::silent()).unwrap_err();
    assert!(error.hint().unwrap().contains("1.8 mm"), "{error}");
    let without = Gang { marks: false, ..narrow };
    let file = &without.files()[0];
    prove_gang(
        &write_gang_pdf(&without, file, &laid, 1, &TICKET, &Job::silent()).unwrap(),
        &without,
        file,
        &laid,
        1,
    )
    .unwrap();
}

#[test]
fn cut_files_hold_each_sheet_by_itself_with_holes_cut_first() {
    let (shape, recipe) = (fixture::charm(), recipe());
    let designs = [design(&shape, 3)];
    let gang = gang(&designs, &recipe);
    let laid = [at(0, 40.0, 40.0, 0.0), at(0, 120.0, 60.0, 33.0), at(1, 300.0, 200.0, 270.0)];
    let svg = write_gang_svg(&gang, &laid, 0, "Sheet & co");
    assert_eq!(svg.matches("<path").count(), 4);
    assert!(svg.contains("width=\"600mm\" height=\"400mm\"") && svg.contains("Sheet &amp; co"));
    let dxf = write_gang_dxf(&gang, &laid, 1);
    assert_eq!(dxf.matches("POLYLINE").count(), 2);
}

#[test]
fn every_recipe_gets_its_sheets_and_each_of_them_proves() {
    let shape = fixture::charm();
    for id in Recipe::ids() {
        let recipe = Recipe::load(&id).unwrap();
        let designs = [design(&shape, 2)];
        let gang = gang(&designs, &recipe);
        let laid = [at(0, 80.0, 80.0, 0.0), at(0, 200.0, 90.0, 33.0)];
        for file in gang.files() {
            let pdf = write_gang_pdf(&gang, &file, &laid, 1, &TICKET, &Job::silent());
            let pdf = pdf.unwrap_or_else(|error| panic!("{id}: {error}"));
            prove_gang(&pdf, &gang, &file, &laid, 1).unwrap_or_else(|error| panic!("{id}: {error}"));
        }
    }
}
