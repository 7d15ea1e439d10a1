//! Gang sheets of a project stay whole, whatever an edit asks for.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dangle_design::edit::{Edit, checked_project};
use dangle_design::id::{BlobHash, CharmId, ProcessId, ProjectId, SheetId};
use dangle_design::process::Process;
use dangle_design::project::{Charm, LaidCharm, Project, SheetItem, SheetSize, SheetSpec};
use dangle_design::units::{Degrees, Mm};

fn id(name: &str) -> CharmId {
    CharmId::derived(&[name])
}

fn laid(name: &str, x: f64) -> LaidCharm {
    LaidCharm { charm: id(name), sheet: 0, x: Mm::new(x), y: Mm::new(50.0), turn: Degrees::new(30.0) }
}

fn spec() -> SheetSpec {
    let items = [("Fox", 2), ("Owl", 1)];
    let items = items.map(|(name, count)| SheetItem { charm: id(name), count }).to_vec();
    SheetSpec { items, ..SheetSpec::new(SheetId::derived(&["sheet"]), "Autumn", SheetSize::A4) }
}

/// A fox and an owl, two foxes and an owl laid on one sheet.
fn project() -> Project {
    let process = Process::load(&ProcessId::new("acrylic-clear").unwrap()).unwrap();
    let charm =
        |name: &str| Box::new(Charm::new(id(name), name.into(), BlobHash::of(name.as_bytes()), &process));
    let layout = vec![laid("Fox", 40.0), laid("Fox", 90.0), laid("Owl", 140.0)];
    let edits = [
        Edit::AddCharm { charm: charm("Fox") },
        Edit::AddCharm { charm: charm("Owl") },
        Edit::AddSheet { sheet: spec() },
        Edit::LaySheet { sheet: spec().id, layout },
    ];
    let empty = Project::empty(ProjectId::derived(&["p"]), "Set");
    edits.iter().fold(empty, |project, edit| edit.apply(&project).unwrap())
}

fn names(project: &Project) -> Vec<CharmId> {
    project.sheets[0].layout.iter().map(|laid| laid.charm.clone()).collect()
}

#[test]
fn a_removed_charm_leaves_the_list_and_the_layout_of_every_sheet() {
    let after = Edit::RemoveCharm { charm: id("Fox") }.apply(&project()).unwrap();
    assert_eq!(names(&after), [id("Owl")]);
    assert_eq!(after.sheets[0].items.len(), 1);
    assert_eq!(checked_project(after.clone()).unwrap(), after);
}

#[test]
fn a_sheet_that_wants_fewer_keeps_the_rest_where_it_lay() {
    let mut fewer = spec();
    fewer.items[0].count = 1;
    let after = Edit::SetSheet { sheet: fewer }.apply(&project()).unwrap();
    assert_eq!(after.sheets[0].layout, [laid("Fox", 40.0), laid("Owl", 140.0)]);
    let more = Edit::SetSheet { sheet: spec() }.apply(&after).unwrap();
    assert_eq!(more.sheets[0].layout.len(), 2, "what is newly wanted is not laid yet");
}

#[test]
fn a_nudge_moves_one_charm_and_no_other() {
    let nudge = |place, to| Edit::NudgeLaid { sheet: spec().id, place, to }.apply(&project());
    let after = nudge(1, laid("Fox", 91.0)).unwrap();
    assert_eq!(after.sheets[0].layout, [laid("Fox", 40.0), laid("Fox", 91.0), laid("Owl", 140.0)]);
    assert!(nudge(1, laid("Owl", 91.0)).is_err(), "a charm does not become another");
    assert!(nudge(3, laid("Fox", 91.0)).is_err());
    assert!(nudge(1, laid("Fox", 210.5)).is_err(), "off the sheet");
}

#[test]
fn a_layout_holds_what_is_wanted_and_no_more() {
    let lay = |layout: Vec<LaidCharm>| Edit::LaySheet { sheet: spec().id, layout }.apply(&project());
    assert!(lay(vec![laid("Owl", 40.0)]).is_ok());
    assert!(lay(vec![laid("Owl", 40.0), laid("Owl", 90.0)]).is_err());
    assert!(lay(vec![laid("Bat", 40.0)]).is_err());
}

#[test]
fn a_sheet_outside_its_limits_is_refused_with_a_remedy() {
    let wrong: [fn(&mut SheetSpec); 7] = [
        |sheet| sheet.size.width = Mm::new(20.0),
        |sheet| sheet.margin = Mm::new(100.0),
        |sheet| sheet.gap = Mm::new(-1.0),
        |sheet| sheet.cost = Some(f64::NAN),
        |sheet| sheet.items[0].count = 0,
        |sheet| sheet.items[0].count = 2_000,
        |sheet| sheet.items[1].charm = id("Fox"),
    ];
    for (at, change) in wrong.iter().enumerate() {
        let mut sheet = spec();
        change(&mut sheet);
        let error = Edit::SetSheet { sheet }.apply(&project()).unwrap_err();
        assert!(error.hint().is_some(), "{at}: {error}");
    }
}

#[test]
fn a_project_from_outside_keeps_its_sheets() {
    assert_eq!(checked_project(project()).unwrap(), project());
    let mut stray = project();
    stray.sheets[0].layout[0].charm = id("gone");
    assert!(checked_project(stray).is_err());
}
