//! Every figure of a charm is held to its limits, whichever way it comes in.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dangle_design::edit::{Edit, checked_project};
use dangle_design::id::{BlobHash, CharmId, FontId, ProcessId, ProjectId, TextId};
use dangle_design::process::{CheckCode, Process};
use dangle_design::project::{
    Back, Background, BrushStroke, Charm, Font, Halo, HolePlace, HoleShape, LayerRole, LayerUse, OutlineEdit,
    OwnLimit, Project, Spot, Text,
};
use dangle_design::units::{Degrees, Mm, Rgb};
use dangle_design::{Error, ErrorCode, Result};

const FAR: Spot = Spot { u: 99.0, v: 0.5 };
const MIDDLE: Spot = Spot { u: 0.5, v: 0.5 };
const STROKE: BrushStroke = BrushStroke { keep: true, radius: 0.02, path: Vec::new() };

fn charm() -> Charm {
    let process = Process::load(&ProcessId::new("acrylic-clear").unwrap()).unwrap();
    Charm::new(CharmId::derived(&["fox"]), "Fox".into(), BlobHash::of(b"fox"), &process)
}

fn text() -> Text {
    Text {
        id: TextId::derived(&["name"]),
        words: "Fox\n狐".into(),
        translations: [("ja".to_owned(), "きつね".to_owned())].into(),
        font: Font::Bundled { font: FontId::derived(&["any"]) },
        em: 0.1,
        colour: Rgb([0, 0, 0]),
        halo: Some(Halo { colour: Rgb([255, 255, 255]), width: 0.1 }),
        at: MIDDLE,
        turn: Degrees::ZERO,
        bend: Degrees::new(90.0),
    }
}

fn empty() -> Project {
    let id = ProjectId::derived(&["p"]);
    Project::empty(id, "Set")
}

fn add(charm: Charm) -> Result<Project> {
    Edit::AddCharm { charm: Box::new(charm) }.apply(&empty())
}

/// A charm with everything that has a limit, well within it.
fn full() -> Charm {
    let mut charm = charm();
    charm.artwork.layers = vec![LayerUse { layer: "3".into(), role: LayerRole::White }];
    charm.artwork.background = Background::Remove { tolerance: 0.4 };
    charm.artwork.strokes = vec![BrushStroke { path: vec![MIDDLE], ..STROKE }];
    charm.back = Back::Own { artwork: charm.artwork.clone() };
    charm.texts = vec![text()];
    charm.language = Some("ja".into());
    charm.options.palette = vec![Rgb([1, 2, 3])];
    charm.options.colours = Some(8);
    charm.options.shrunk = Some([0.45, 0.47]);
    let width = Mm::new(4.0);
    charm.outline.holes[0].shape = HoleShape::Slot { length: Mm::new(12.0), width };
    let mut second = charm.outline.holes[0];
    second.place = HolePlace::Near { at: MIDDLE };
    charm.outline.holes.push(second);
    charm.outline.edits = vec![
        OutlineEdit::Pull { at: MIDDLE, by: Mm::new(-2.0), reach: Mm::new(8.0) },
        OutlineEdit::Bridge { from: MIDDLE, to: Spot { u: 1.2, v: 0.0 }, width },
        OutlineEdit::NoBridge { at: MIDDLE },
        OutlineEdit::Smooth { at: MIDDLE, reach: Mm::new(5.0), radius: Mm::new(1.0) },
        OutlineEdit::Lock { at: MIDDLE, reach: Mm::new(5.0) },
    ];
    charm
}

#[test]
fn a_charm_that_uses_everything_is_taken_and_reads_back() {
    let project = add(full()).unwrap();
    assert_eq!(project.charms, [full()]);
    let text = serde_json::to_string(&project).unwrap();
    assert_eq!(serde_json::from_str::<Project>(&text).unwrap(), project);
    assert_eq!(checked_project(project.clone()).unwrap(), project);
}

type Spoil = (&'static str, fn(&mut Charm));

#[test]
fn each_figure_beyond_its_limit_is_refused_with_a_remedy() {
    let spoils: [Spoil; 27] = [
        ("tolerance", |c| c.artwork.background = Background::Remove { tolerance: 1.1 }),
        ("tolerance", |c| c.artwork.background = Background::Remove { tolerance: f64::NAN }),
        ("layer", |c| {
            let twice = LayerUse { layer: "3".into(), role: LayerRole::Cut };
            c.artwork.layers.push(twice);
        }),
        ("strokes", |c| c.artwork.strokes = vec![STROKE; 501]),
        ("places", |c| c.artwork.strokes[0].path = vec![MIDDLE; 20_001]),
        ("place", |c| c.artwork.strokes[0].path = vec![FAR]),
        ("brush", |c| c.artwork.strokes[0].radius = 0.0),
        ("place", |c| {
            let Back::Own { artwork } = &mut c.back else { return };
            artwork.strokes[0].path = vec![FAR];
        }),
        ("texts", |c| {
            c.texts = (0..21).map(|n| Text { id: TextId::derived(&[&n.to_string()]), ..text() }).collect();
        }),
        ("same id", |c| c.texts.push(text())),
        ("characters", |c| c.texts[0].words = "x".repeat(501)),
        ("control", |c| c.texts[0].words = "a\u{1b}[2J".into()),
        ("language tag", |c| _ = c.texts[0].translations.insert("<b>".into(), "x".into())),
        ("language tag", |c| c.language = Some("../..".into())),
        ("height", |c| c.texts[0].em = 1e9),
        ("edge", |c| c.texts[0].halo = Some(Halo { colour: Rgb([0, 0, 0]), width: -1.0 })),
        ("angle", |c| c.texts[0].turn = Degrees::new(1e6)),
        ("bend", |c| c.texts[0].bend = Degrees::new(361.0)),
        ("colours", |c| c.options.palette = vec![Rgb([0, 0, 0]); 65]),
        ("colours", |c| c.options.colours = Some(0)),
        ("shrinking", |c| c.options.shrunk = Some([0.1, 0.5])),
        ("holes", |c| c.outline.holes = vec![c.outline.holes[0]; 9]),
        ("slot", |c| {
            let (length, width) = (Mm::new(2.0), Mm::new(4.0));
            c.outline.holes[0].shape = HoleShape::Slot { length, width };
        }),
        ("place", |c| c.outline.holes[1].place = HolePlace::Near { at: FAR }),
        ("reach", |c| {
            c.outline.edits = vec![OutlineEdit::Lock { at: MIDDLE, reach: Mm::ZERO }];
        }),
        ("bridge", |c| {
            c.outline.edits = vec![OutlineEdit::Bridge { from: MIDDLE, to: MIDDLE, width: Mm::new(99.0) }];
        }),
        ("corrections", |c| c.outline.edits = vec![OutlineEdit::NoBridge { at: MIDDLE }; 201]),
    ];
    for (what, spoil) in spoils {
        let mut charm = full();
        spoil(&mut charm);
        let error = add(charm).expect_err(what);
        assert!(is_clear(&error, what), "{what}: {error}");
    }
}

fn is_clear(error: &Error, what: &str) -> bool {
    error.code() == ErrorCode::Input && error.to_string().contains(what) && error.hint().is_some()
}

#[test]
fn limits_of_ones_own_are_numbers_and_given_once() {
    let limit = |warn: Option<f64>| OwnLimit {
        process: ProcessId::new("acrylic-clear").unwrap(),
        check: CheckCode::Neck,
        warn,
        error: Some(1.0),
    };
    let set = |limits: Vec<OwnLimit>| Edit::SetLimits { limits }.apply(&empty());
    assert_eq!(set(vec![limit(Some(1.5))]).unwrap().limits.len(), 1);
    assert!(is_clear(&set(vec![limit(Some(f64::INFINITY))]).unwrap_err(), "limit"));
    assert!(is_clear(&set(vec![limit(Some(-1.0))]).unwrap_err(), "limit"));
    assert!(is_clear(&set(vec![limit(None), limit(None)]).unwrap_err(), "twice"));
}

#[test]
fn every_edit_of_a_charm_passes_the_same_limits() {
    let project = add(full()).unwrap();
    let id = full().id;
    let mut bad = full();
    bad.artwork.strokes[0].radius = 9.0;
    bad.texts[0].em = 0.0;
    bad.options.colours = Some(65);
    let Charm { artwork, texts, options, .. } = bad;
    let edits = [
        Edit::SetArtwork { charm: id.clone(), artwork: artwork.clone() },
        Edit::SetBack { charm: id.clone(), back: Back::Own { artwork } },
        Edit::SetTexts { charm: id.clone(), texts, language: None },
        Edit::SetOptions { charm: id, options },
    ];
    for edit in edits {
        assert_eq!(edit.apply(&project).unwrap_err().code(), ErrorCode::Input, "{edit:?}");
    }
}
