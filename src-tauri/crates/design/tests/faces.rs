//! What processes make of artwork keeps to what they can make, and to what the person chose.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dangle_design::Job;
use dangle_design::artwork::{Picture, Subject, trace};
use dangle_design::id::{BlobHash, CharmId, ProcessId};
use dangle_design::kurbo::{BezPath, Point, Shape};
use dangle_design::process::Process;
use dangle_design::project::{Charm, ProcessOptions, Rim};
use dangle_design::shape::{self, CharmShape, GuideKind, Quality};
use dangle_design::units::{Mm, Rgb};
use std::sync::Arc;

const RED: [u8; 3] = [200, 40, 50];
const BLUE: [u8; 3] = [40, 70, 190];
const DARK: [u8; 3] = [30, 20, 30];
const WHITE: [u8; 3] = [255, 255, 255];

/// A square of artwork, 40 mm wide at ten pixels a millimetre.
fn square(colour: impl Fn(f64, f64) -> [u8; 3]) -> Subject {
    let rgba = (0..400 * 400).flat_map(|at| {
        let [r, g, b] = colour(f64::from(at % 400) / 10.0, f64::from(at / 400) / 10.0);
        [r, g, b, 255]
    });
    let picture = Picture::new(400, 400, rgba.collect());
    let rings = trace(&picture).unwrap();
    Subject::traced(picture, rings)
}

/// Red and blue halves, a dark line `width` mm wide across both.
fn crossed(width: f64) -> Subject {
    square(move |x, y| match ((y - 20.0).abs() < width / 2.0, x < 20.0) {
        (true, _) => DARK,
        (false, true) => RED,
        (false, false) => BLUE,
    })
}

fn process(id: &str) -> Process {
    Process::load(&ProcessId::new(id).unwrap()).unwrap()
}

/// The charm of a process whose artwork is 40 mm wide, border and all left as they are.
fn made(id: &str, subject: &Subject, change: impl FnOnce(&mut Charm)) -> CharmShape {
    let process = process(id);
    let mut charm = Charm::new(CharmId::derived(&["c"]), "Charm".into(), BlobHash::of(b"c"), &process);
    charm.outline.holes.clear();
    charm.size.length = Mm::new(40.0) + charm.outline.border * 2.0;
    change(&mut charm);
    shape::derive(&charm, &process, subject, Quality::Final, &Job::silent()).unwrap()
}

fn guide(shape: &CharmShape, kind: GuideKind) -> &BezPath {
    &shape.guides.iter().find(|guide| guide.kind == kind).unwrap().path
}

/// The front's pixel at a place in mm.
fn front_at(shape: &CharmShape, x: f64, y: f64) -> [u8; 4] {
    let (picture, rect) = shape.front();
    let column = ((x - rect.x0) / rect.width() * f64::from(picture.width())) as usize;
    let row = ((y - rect.y0) / rect.height() * f64::from(picture.height())) as usize;
    let at = (row * picture.width() as usize + column) * 4;
    picture.rgba()[at..at + 4].try_into().unwrap()
}

/// How much of a vertical line at `x` is like a colour, in mm.
fn width_of(shape: &CharmShape, x: f64, colour: [u8; 3]) -> f64 {
    let steps = (shape.outline.size.height * 100.0) as u32;
    let like = |y: f64| {
        let found = front_at(shape, x, y);
        (0..3).all(|k| found[k].abs_diff(colour[k]) < 40)
    };
    f64::from((0..steps).filter(|&step| like(f64::from(step) / 100.0)).count() as u32) / 100.0
}

#[test]
fn enamel_keeps_cells_and_metal_legal_and_uses_colours_of_the_artwork() {
    let shape = made("enamel-hard", &crossed(3.0), |_| {});
    let mut colours: Vec<[u8; 3]> = shape.makeup.colours.iter().map(|colour| colour.0).collect();
    colours.sort_unstable();
    assert_eq!(colours, [DARK, BLUE, RED]);
    let cell = shape.makeup.cell.unwrap().get();
    assert!((2.3..2.9).contains(&cell), "3 mm less half a line on either side: {cell}");
    assert!((shape.makeup.metal.unwrap().get() - 0.3).abs() < 0.05, "{:?}", shape.makeup);
    assert_eq!(front_at(&shape, 10.0, 10.0)[..3], RED);
    assert_eq!(front_at(&shape, 30.0, 10.0)[..3], BLUE);
    let metal = guide(&shape, GuideKind::Metal);
    let edge = shape.outline.size.width / 2.0;
    assert!(metal.winding(Point::new(edge, 10.0)) != 0, "metal lies between red and blue");
    assert!(metal.winding(Point::new(edge - 0.5, 10.0)) == 0, "and only there");
    assert!(metal.winding(Point::new(0.3, 10.0)) != 0, "the rim is metal");
}

#[test]
fn a_line_too_thin_for_a_cell_becomes_metal() {
    let shape = made("enamel-hard", &crossed(0.5), |_| {});
    let middle = shape.outline.size.height / 2.0;
    let metal = guide(&shape, GuideKind::Metal);
    for x in [8.0, 14.0, 27.0, 33.0] {
        assert!(metal.winding(Point::new(x, middle)) != 0, "{x}");
    }
    assert!(!shape.makeup.colours.contains(&Rgb(DARK)));
}

#[test]
fn metal_lines_are_as_wide_as_the_person_says() {
    let wide = |line: f64| {
        let shape = made("enamel-hard", &crossed(0.5), |charm| charm.options.line = Some(Mm::new(line)));
        let metal = guide(&shape, GuideKind::Metal).clone();
        let middle = shape.outline.size.width / 2.0;
        let inside =
            |step: &u32| metal.winding(Point::new(middle - 2.0 + f64::from(*step) / 100.0, 10.0)) != 0;
        f64::from((0..400).filter(inside).count() as u32) / 100.0
    };
    for line in [0.3, 0.6, 1.2] {
        assert!((wide(line) - line).abs() < 0.1, "{line}: {}", wide(line));
    }
}

#[test]
fn thread_makes_a_thin_line_as_thick_as_a_stitch_and_drops_a_speck() {
    let line = made("embroidery", &crossed(0.6), |_| {});
    let width = width_of(&line, 12.0, DARK) - 2.0 * 3.0;
    assert!((width - 1.2).abs() < 0.25, "without the border of thread: {width}");
    let speck = square(|x, y| if (x - 20.0).hypot(y - 20.0) < 0.25 { DARK } else { RED });
    let shape = made("embroidery", &speck, |_| {});
    let middle = shape.outline.size.width / 2.0;
    assert_eq!(front_at(&shape, middle, middle)[..3], RED);
}

#[test]
fn a_palette_of_ones_own_is_the_only_one_used() {
    let palette = vec![Rgb([240, 200, 60]), Rgb([20, 90, 80])];
    let options = ProcessOptions { palette: palette.clone(), ..ProcessOptions::default() };
    for id in ["enamel-soft", "pvc", "woven"] {
        let shape = made(id, &crossed(3.0), |charm| charm.options = options.clone());
        assert!(!shape.makeup.colours.is_empty(), "{id}");
        assert!(shape.makeup.colours.iter().all(|colour| palette.contains(colour)), "{id}");
    }
}

#[test]
fn a_shade_from_light_to_dark_becomes_few_areas_and_never_more_than_asked() {
    let shaded = square(|x, _| [(x * 6.0) as u8, 60, (240.0 - x * 5.0) as u8]);
    for colours in [2, 4, 8] {
        let shape = made("pvc", &shaded, |charm| charm.options.colours = Some(colours));
        assert!((1..=colours as usize).contains(&shape.makeup.colours.len()), "{:?}", shape.makeup);
    }
}

#[test]
fn wood_is_burnt_in_a_few_tones_and_stays_bare_where_the_artwork_is_light() {
    let steps = square(|x, _| [(x / 40.0 * 255.0) as u8; 3]);
    let shape = made("wood", &steps, |_| {});
    let height = shape.outline.size.height / 2.0;
    let mut tones: Vec<u8> = (30..410).map(|x| front_at(&shape, f64::from(x) / 10.0, height)[3]).collect();
    assert_eq!(*tones.last().unwrap(), 0, "white is bare");
    assert_eq!(tones[0], 255, "black is burnt deepest");
    assert!(tones.is_sorted_by(|a, b| a >= b), "lighter to the right");
    tones.dedup();
    let steady: Vec<u8> = [255, 191, 128, 64, 0]
        .into_iter()
        .filter(|tone| tones.iter().any(|found| found.abs_diff(*tone) <= 1))
        .collect();
    assert_eq!(steady.len(), 5, "{tones:?}");
    assert!(shape.white.elements().is_empty(), "wood has no white ink");
}

#[test]
fn shrink_plastic_is_paled_and_drawn_larger_by_what_it_shrinks_to() {
    let subject = crossed(3.0);
    let usual = made("shrink-plastic", &subject, |_| {});
    assert_eq!(front_at(&usual, 10.0, 10.0)[..3], RED.map(|v| (255 + u16::from(v)).div_ceil(2) as u8));
    assert_eq!(usual.finished().0.rgba(), usual.picture.rgba(), "shrunk, it looks like the artwork again");
    let sheet = |shape: &CharmShape| guide(shape, GuideKind::Unshrunk).bounding_box().size();
    let size = usual.outline.size;
    assert!((sheet(&usual).width - size.width / 0.42).abs() < 0.01);
    let measured = made("shrink-plastic", &subject, |charm| charm.options.shrunk = Some([0.5, 0.4]));
    assert!((sheet(&measured).width - size.width / 0.5).abs() < 0.01);
    assert!((sheet(&measured).height - size.height / 0.4).abs() < 0.01);
}

#[test]
fn guides_lie_where_the_process_says() {
    let subject = crossed(3.0);
    let span = |path: &BezPath| path.bounding_box().width();
    let badge = made("badge-tin", &subject, |charm| charm.size.length = Mm::new(57.15));
    assert!((span(guide(&badge, GuideKind::Wrap)) - 66.67).abs() < 0.05, "2 5/8 inch");
    assert!((span(guide(&badge, GuideKind::Live)) - 50.8).abs() < 0.05, "2 inch");
    let plush = made("plush", &subject, |charm| charm.size.length = Mm::new(95.0));
    let seam = (span(guide(&plush, GuideKind::Seam)) - plush.outline.size.width) / 2.0;
    assert!((seam - 6.5).abs() < 0.05, "between 5 mm at 70 and 8 at 120: {seam}");
    let shaker = made("acrylic-shaker", &subject, |_| {});
    let wall = (shaker.outline.size.width - span(guide(&shaker, GuideKind::Cavity))) / 2.0;
    assert!((wall - 4.0).abs() < 0.05);
    let cavity = shaker.makeup.cavity.unwrap().get();
    assert!((cavity - (shaker.outline.size.width - 8.0)).abs() < 0.6, "{cavity}");
    assert_eq!(shaker.makeup.pieces().unwrap(), [Mm::new(3.0), Mm::new(10.0)]);
    let merrow = made("embroidery", &subject, |_| {});
    let (width, height) = (merrow.outline.size.width, merrow.outline.size.height);
    let border = guide(&merrow, GuideKind::Merrow);
    assert!(border.winding(Point::new(1.5, height / 2.0)) != 0);
    assert!(border.winding(Point::new(width / 2.0, height / 2.0)) == 0);
}

#[test]
fn the_dome_keeps_away_from_the_hole() {
    let process = process("acrylic-epoxy");
    let charm = Charm::new(CharmId::derived(&["c"]), "Charm".into(), BlobHash::of(b"c"), &process);
    let shape = shape::derive(&charm, &process, &crossed(3.0), Quality::Final, &Job::silent()).unwrap();
    let (hole, dome) = (shape.outline.hole().unwrap(), guide(&shape, GuideKind::Dome));
    let beside = |gap: f64| {
        let below = hole.center.y + hole.diameter.get() / 2.0 + gap;
        dome.winding(Point::new(hole.center.x, below)) != 0
    };
    assert!(!beside(0.0) && !beside(0.9) && beside(1.1));
}

#[test]
fn white_stays_out_from_under_bare_colours_and_fills_a_white_rim() {
    let subject = crossed(3.0);
    let under = |shape: &CharmShape, x: f64| shape.white.winding(Point::new(x, 10.0)) != 0;
    let usual = made("acrylic-glitter", &subject, |_| {});
    assert!(under(&usual, 10.0) && under(&usual, 30.0) && !under(&usual, 1.0));
    let bare = made("acrylic-glitter", &subject, |charm| charm.options.bare = vec![Rgb(RED)]);
    assert!(!under(&bare, 10.0) && under(&bare, 30.0));
    let rim = made("acrylic-clear", &subject, |charm| charm.outline.rim = Rim::White);
    assert!(under(&rim, 1.0) && !under(&rim, 0.05), "up to the cut, less the choke");
}

#[test]
fn only_a_process_that_prints_a_back_has_one() {
    let front = crossed(3.0);
    let mirrored = square(|x, _| if x < 20.0 { BLUE } else { RED });
    let (back, back_rings) = (Some(Arc::clone(&mirrored.picture)), mirrored.rings.clone());
    let subject = Subject { back, back_rings, ..front };
    let back = made("acrylic-double", &subject, |_| {}).back.unwrap();
    assert!(!back.white.elements().is_empty());
    let plush = made("plush", &subject, |_| {}).back.unwrap();
    assert!(plush.white.elements().is_empty(), "cloth has no white ink");
    assert!(made("acrylic-clear", &subject, |_| {}).back.is_none());
}

#[test]
fn a_face_is_the_same_every_time_and_a_preview_waits_for_none() {
    let subject = square(|x, y| if (x * 1.3).sin() * (y * 0.9).cos() > 0.2 { WHITE } else { RED });
    let (one, other) = (made("enamel-hard", &subject, |_| {}), made("enamel-hard", &subject, |_| {}));
    assert_eq!(one.front().0.rgba(), other.front().0.rgba());
    let process = process("enamel-hard");
    let charm = Charm::new(CharmId::derived(&["c"]), "Charm".into(), BlobHash::of(b"c"), &process);
    let preview = shape::derive(&charm, &process, &subject, Quality::Preview, &Job::silent()).unwrap();
    assert!(preview.face.is_none());
}
