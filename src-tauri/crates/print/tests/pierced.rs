//! Several holes, a slot and cut-outs, read back: each line closed and at its place, nothing printed inside.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod fixture;
mod tools;

use dangle_design::Job;
use dangle_design::shape::CharmShape;
use dangle_print::{Intent, Plates, prove, write_file};
use kurbo::{
    BezPath, ParamCurve, ParamCurveArclen, ParamCurveDeriv, ParamCurveNearest, PathSeg, Point, Rect, Shape,
    Vec2,
};
use resvg::tiny_skia::PathSegment;
use resvg::usvg;
use tools::{Plate, ghostscript, mupdf, printed, recipe, separation};

/// How far a line may lie from its place, in mm.
const PLACE: f64 = 0.05;

/// Every line that is meant: the cut line, the cut-outs, the holes.
fn meant(charm: &CharmShape) -> Vec<BezPath> {
    let outline = &charm.outline;
    let holes = outline.holes.iter().map(dangle_design::shape::Hole::path);
    std::iter::once(outline.cut.clone()).chain(outline.cutouts.iter().cloned()).chain(holes).collect()
}

/// Places all along a line, and which way is across it there.
fn along(line: &BezPath) -> Vec<(Point, Vec2)> {
    let place = |segment: PathSeg, share: f64| {
        let segment = segment.to_cubic();
        (segment.eval(share), segment.deriv().eval(share).to_vec2().normalize().turn_90())
    };
    // A slot's short sides have no length.
    let long = line.segments().filter(|segment| segment.arclen(1e-3) > 1e-3);
    long.flat_map(|segment| [0.2, 0.35, 0.5, 0.65, 0.8].map(|share| place(segment, share))).collect()
}

/// How far beside a place the ink of a line lies, in mm; `None` where there is none.
fn off(plate: &Plate, (at, across): (Point, Vec2)) -> Option<f64> {
    let steps = (-30..=30).map(|step| f64::from(step) * 0.01);
    let (mut ink, mut moment) = (0.0, 0.0);
    for step in steps {
        let here = f64::from(plate.at(at + across * step));
        ink += here;
        moment += here * step;
    }
    (ink > 255.0).then(|| moment / ink)
}

fn assert_lines(plate: &Plate, charm: &CharmShape, by: &str) {
    let mut worst = 0.0_f64;
    for (line, path) in meant(charm).iter().enumerate() {
        for place in along(path) {
            let off = off(plate, place).unwrap_or_else(|| panic!("{by}: line {line} is open at {place:?}"));
            worst = worst.max(off.abs());
        }
    }
    println!("{by}: at most {worst:.3} mm off");
    assert!(worst < PLACE, "{by}: {worst} mm off");
}

/// Places all over what is cut out.
fn gaps(charm: &CharmShape) -> Vec<Point> {
    let lines = meant(charm);
    let inside = |line: &BezPath| {
        let Rect { x0, y0, .. } = line.bounding_box();
        let place = move |at: i32| Point::new(x0 + f64::from(at % 40) * 0.2, y0 + f64::from(at / 40) * 0.2);
        let line = line.clone();
        (0..1600).map(place).filter(move |&at| line.winding(at) != 0).collect::<Vec<Point>>()
    };
    lines.iter().skip(1).flat_map(inside).collect()
}

#[test]
fn every_hole_slot_and_cut_out_is_a_closed_line_at_its_place_and_free_of_ink() {
    let charm = fixture::pierced();
    let folder = printed(&charm);
    ghostscript(folder.path());
    assert_lines(&separation(folder.path(), "CutContour"), &charm, "Ghostscript");
    let by_mupdf = mupdf(folder.path());
    assert_lines(&by_mupdf["CutContour"], &charm, "MuPDF");
    let gaps = gaps(&charm);
    assert!(gaps.len() > 500, "{}", gaps.len());
    for ink in ["Cyan", "Magenta", "Yellow", "Black", "White"] {
        let by_gs = separation(folder.path(), ink);
        for &gap in &gaps {
            assert_eq!((by_gs.at(gap), by_mupdf[ink].at(gap)), (0, 0), "{ink} at {gap:?}");
        }
    }
}

#[test]
fn the_print_file_of_a_pierced_charm_proves_itself() {
    let charm = fixture::pierced();
    let file = std::fs::read(printed(&charm).path().join("charm.pdf")).unwrap();
    let plates = Plates::derive(&charm, &recipe()).unwrap();
    let proof = prove(&file, &Intent::first(&plates, &recipe()).unwrap()).unwrap();
    assert!(proof.passed(), "{:?}", proof.lines);
}

/// The lines of a cut file, in mm, each with whether it is closed.
fn drawn(svg: &str) -> Vec<(BezPath, bool)> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).unwrap();
    let mut found = Vec::new();
    gather(tree.root(), &mut found);
    found
}

fn gather(group: &usvg::Group, found: &mut Vec<(BezPath, bool)>) {
    const MM: f64 = 25.4 / 96.0;
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => gather(group, found),
            usvg::Node::Path(path) => {
                let placed = path.data().clone().transform(path.abs_transform()).unwrap();
                let mm = |p: resvg::tiny_skia::Point| Point::new(f64::from(p.x) * MM, f64::from(p.y) * MM);
                let mut line = BezPath::new();
                for segment in placed.segments() {
                    match segment {
                        PathSegment::MoveTo(to) => line.move_to(mm(to)),
                        PathSegment::LineTo(to) => line.line_to(mm(to)),
                        PathSegment::QuadTo(by, to) => line.quad_to(mm(by), mm(to)),
                        PathSegment::CubicTo(by, and, to) => line.curve_to(mm(by), mm(and), mm(to)),
                        PathSegment::Close => line.close_path(),
                    }
                }
                let closed = matches!(line.elements().last(), Some(kurbo::PathEl::ClosePath));
                found.push((line, closed));
            }
            usvg::Node::Text(_) | usvg::Node::Image(_) => {}
        }
    }
}

/// How far the places of one line lie from another at most.
fn apart(one: &BezPath, other: &BezPath) -> f64 {
    let nearest = |at: Point| {
        let segments = other.segments();
        segments.map(|segment| segment.nearest(at, 1e-4).distance_sq.sqrt()).fold(f64::INFINITY, f64::min)
    };
    along(one).into_iter().map(|(at, _)| nearest(at)).fold(0.0, f64::max)
}

#[test]
fn the_cut_file_has_each_line_closed_at_its_place_and_no_other() {
    let charm = fixture::pierced();
    let (plates, recipe) = (Plates::derive(&charm, &recipe()).unwrap(), recipe());
    let intent = Intent { plates: &plates, recipe: &recipe, file: &recipe.files[1] };
    let svg = write_file(&intent, &tools::ticket()).unwrap();
    let found = drawn(std::str::from_utf8(&svg).unwrap());
    let meant = meant(&charm);
    assert_eq!(found.len(), meant.len());
    for ((found, closed), meant) in found.iter().zip(&meant) {
        assert!(closed, "{}", found.to_svg());
        let off = apart(found, meant).max(apart(meant, found));
        assert!(off < PLACE, "{off} mm off");
    }
}

#[test]
fn a_process_without_white_ink_prints_no_white_plate() {
    let charm = fixture::without_white();
    let folder = printed(&charm);
    ghostscript(folder.path());
    assert!(!folder.path().join("p(White).tif").exists());
    assert!(separation(folder.path(), "CutContour").area_mm2() > 1.0);
    let plates = Plates::derive(&charm, &recipe()).unwrap();
    let file = std::fs::read(folder.path().join("charm.pdf")).unwrap();
    let proof = prove(&file, &Intent::first(&plates, &recipe()).unwrap()).unwrap();
    assert!(proof.passed(), "{:?}", proof.lines);
    let shown = dangle_print::preview(&charm, &recipe(), 6.0, &Job::silent()).unwrap();
    let names: Vec<&str> = shown.plates.iter().map(|plate| plate.name.as_str()).collect();
    assert_eq!(names, ["Cyan", "Magenta", "Yellow", "Black", "CutContour"]);
    assert!(tools::run(folder.path(), "qpdf", &["--check", "charm.pdf"]).contains("No syntax"));
}
