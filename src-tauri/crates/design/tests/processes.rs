//! Every process holds to the rules of its kind, and its own defaults pass its own checks.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;

use dangle_design::Job;
use dangle_design::artwork::{Subject, samples};
use dangle_design::edit::Edit;
use dangle_design::id::{BlobHash, CharmId, ProcessId, ProjectId};
use dangle_design::process::{CheckCode, Confidence, Edge, Face, Process, Source, Use, White};
use dangle_design::project::{Background, Charm, HardwareChoice, HolePlace, OutlineStyle, Project};
use dangle_design::shape::{self, Quality, Severity};
use dangle_design::units::{Degrees, Mm};

fn process(id: &str) -> Process {
    Process::load(&ProcessId::new(id).unwrap()).unwrap()
}

fn all() -> Vec<Process> {
    Process::ids().iter().map(|id| Process::load(id).unwrap()).collect()
}

fn charm(process: &Process) -> Charm {
    Charm::new(CharmId::derived(&["c"]), "Charm".into(), BlobHash::of(b"c"), process)
}

fn project(charm: Charm) -> Project {
    let id = ProjectId::derived(&["p"]);
    Project { charms: vec![charm], ..Project::empty(id, "Set") }
}

fn switched(charm: Charm, to: &str) -> Charm {
    let edit = Edit::SetProcess { charm: charm.id.clone(), process: ProcessId::new(to).unwrap() };
    edit.apply(&project(charm)).unwrap().charms.remove(0)
}

fn sources(process: &Process) -> Vec<&Source> {
    let limits = process.limits.iter().map(|limit| &limit.source);
    let guides = process.guides.iter().map(|guide| &guide.source);
    let facts = process.facts.iter().map(|fact| &fact.source);
    let layers = process.layers.iter().map(|layer| &layer.source);
    let own = [&process.density_source, &process.thickness_source, &process.defaults.source];
    let face = process.face.source().into_iter().chain(process.shrink.iter().map(|shrink| &shrink.source));
    own.into_iter().chain(limits).chain(guides).chain(facts).chain(layers).chain(face).collect()
}

#[test]
fn every_process_loads_under_the_name_of_its_file() {
    let ids = Process::ids();
    assert!(ids.len() >= 20, "{ids:?}");
    for id in ids {
        let process = Process::load(&id).unwrap();
        assert_eq!(process.id, id);
        assert!(!process.name.is_empty() && process.summary.ends_with('.'), "{id}");
        assert!((0.05..20.0).contains(&process.density_g_cm3), "{id}");
        assert!(process.thickness_mm > Mm::ZERO && !process.styles.is_empty(), "{id}");
    }
    let names: BTreeSet<String> = all().into_iter().map(|process| process.name).collect();
    assert_eq!(names.len(), all().len(), "each has a name of its own");
}

/// An estimate that nobody else stands for is never called more than that.
#[test]
fn every_figure_names_its_source_and_no_estimate_calls_itself_sure() {
    for process in all() {
        for source in sources(&process) {
            assert!(!source.text.is_empty(), "{}", process.id);
            assert_ne!(source.confidence, Confidence::Own, "{}", process.id);
            let bare_estimate = source.text.starts_with("practitioner's estimate");
            assert!(!(bare_estimate && source.confidence == Confidence::High), "{}: {source:?}", process.id);
        }
    }
}

#[test]
fn every_limit_is_a_floor_or_a_ceiling_in_its_checks_unit() {
    for process in all() {
        let mut seen = BTreeSet::new();
        for limit in &process.limits {
            let told = format!("{}: {limit:?}", process.id);
            assert!(seen.insert(limit.check), "twice: {told}");
            let floor = limit.warn_below.is_some() || limit.error_below.is_some();
            assert!(floor != limit.is_ceiling(), "{told}");
            assert_eq!(limit.is_ceiling(), limit.check.is_ceiling(), "{told}");
            assert_eq!(limit.unit, limit.check.unit(), "{told}");
            assert!(limit.error_below.is_none_or(|e| limit.warn_below.is_none_or(|w| e < w)), "{told}");
            assert!(limit.error_above.is_none_or(|e| limit.warn_above.is_none_or(|w| e > w)), "{told}");
        }
    }
}

#[test]
fn strategies_fit_together() {
    for process in all() {
        let has = |check| process.limit(check).is_some();
        let id = &process.id;
        assert_eq!(has(CheckCode::Metal), matches!(process.face, Face::Cells { .. }), "{id}");
        assert_eq!(has(CheckCode::Colours), process.face.colours().is_some(), "{id}");
        assert_eq!(has(CheckCode::Cavity), process.layers.iter().any(|layer| layer.hollow), "{id}");
        let layers: f64 = process.layers.iter().map(|layer| layer.thickness_mm.get()).sum();
        assert!(layers == 0.0 || (layers - process.thickness_mm.get()).abs() < 1e-9, "{id}");
        let uses = process.uses();
        assert_eq!(uses.contains(&Use::White), process.white != White::None, "{id}");
        assert_eq!(uses.contains(&Use::Holes), process.edge != Edge::Wrap, "{id}");
        for (floor, figure) in [
            (CheckCode::Cell, process.face.finest()),
            (CheckCode::Metal, process.face.line()),
            (CheckCode::HoleWall, Some(process.defaults.hole_wall_mm)),
            (CheckCode::Hole, Some(process.defaults.hole_mm)),
            (CheckCode::Neck, Some(process.defaults.least_neck_mm)),
            (CheckCode::Size, Some(process.defaults.size_mm)),
        ] {
            let comfortable = process.limit(floor).and_then(|limit| limit.warn_below.or(limit.error_below));
            let (Some(least), Some(figure)) = (comfortable, figure) else { continue };
            assert!(figure.get() >= least, "{id}: {floor:?} starts at {figure}, comfortable is {least}");
        }
    }
}

#[test]
fn a_new_charm_of_any_process_passes_its_checks_on_every_sample() {
    let subjects: Vec<Subject> = samples()
        .iter()
        .map(|sample| Subject::from_bytes(&sample.bytes, Background::Auto, &Job::silent()).unwrap())
        .collect();
    for process in all() {
        let charm = charm(&process);
        let closely = process.id.as_str().len() % subjects.len();
        for (place, subject) in subjects.iter().enumerate() {
            let quality = if place == closely { Quality::Final } else { Quality::Preview };
            let shape = shape::derive(&charm, &process, subject, quality, &Job::silent()).unwrap();
            // A drawing may be finer than thread or metal can be: that the checks must say of it, not of its face.
            let drawn = [CheckCode::Line, CheckCode::Speck];
            let errors = shape.checks.iter().filter(|check| check.severity == Severity::Error);
            let failed: Vec<_> = errors.filter(|check| !drawn.contains(&check.code)).collect();
            assert!(failed.is_empty(), "{}: {failed:?}", process.id);
        }
    }
}

#[test]
fn another_process_gives_its_own_figures_and_the_first_gives_them_back() {
    let acrylic = process("acrylic-clear");
    for other in all() {
        let before = charm(&acrylic);
        let there = switched(before.clone(), other.id.as_str());
        assert_eq!(there, charm(&other), "{}", other.id);
        assert_eq!(switched(there, "acrylic-clear"), before, "{}", other.id);
    }
}

#[test]
fn what_a_person_set_stays_in_another_process() {
    let mut mine = charm(&process("acrylic-clear"));
    mine.size.length = Mm::new(33.0);
    mine.outline.border = Mm::new(1.1);
    mine.outline.holes[0].wall = Mm::new(3.3);
    mine.outline.holes[0].place = HolePlace::Hang { angle: Degrees::new(10.0), shift: Mm::ZERO };
    mine.hardware = HardwareChoice { finish: "black".into(), ..mine.hardware.clone() };
    for id in ["enamel-hard", "plush", "wood"] {
        let there = switched(mine.clone(), id);
        let new = process(id);
        assert_eq!(there.size, mine.size);
        assert_eq!(there.outline.border, mine.outline.border);
        assert_eq!(there.hardware, mine.hardware);
        let hole = there.outline.holes[0];
        assert_eq!((hole.wall, hole.place), (Mm::new(3.3), mine.outline.holes[0].place));
        assert_eq!(hole.shape.width(), new.defaults.hole_mm, "the untouched figure is the new process's");
        assert_eq!(there.outline.smoothing, new.defaults.smoothing_mm);
        assert_eq!(switched(there, "acrylic-clear"), mine);
    }
}

#[test]
fn an_outline_a_process_cannot_make_becomes_its_usual_one() {
    let mut ticket = charm(&process("acrylic-clear"));
    ticket.outline.style = OutlineStyle::Ticket;
    assert_eq!(switched(ticket.clone(), "wood").outline.style, OutlineStyle::Ticket);
    assert_eq!(switched(ticket, "badge-tin").outline.style, OutlineStyle::Circle);
}

#[test]
fn a_process_that_is_not_there_is_refused() {
    let charm = charm(&process("wood"));
    let edit = Edit::SetProcess { charm: charm.id.clone(), process: ProcessId::new("lead").unwrap() };
    assert!(edit.apply(&project(charm)).unwrap_err().hint().unwrap().contains("wood"));
}
