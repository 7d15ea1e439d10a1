//! What a process adds: safe zones and bleed, cells of colour and the metal between them.

use std::collections::BTreeMap;

use kurbo::{BezPath, Point};

use super::finding::mm;
use super::rings::{cut_rings, in_mm, inside_out, narrows, rings};
use super::{Facts, Way, Words, comfortable, judged};
use crate::edit::Edit;
use crate::outline::{Narrow, Ring, area, distance, edges};
use crate::process::CheckCode;
use crate::project::{OutlineStyle, ProcessOptions};
use crate::shape::{Check, GuideKind};
use crate::units::Mm;

/// Most places that are shown of one finding.
const MOST_MARKS: usize = 40;
/// Parts of artwork below this, in mm², may lie anywhere.
const SPECK: f64 = 0.05;

/// How close artwork that keeps clear of the cut comes to it. Artwork that is printed over the cut has a
/// bleed instead, see [`bleed`].
pub(super) fn safe(facts: &Facts<'_>) -> Option<Check> {
    let wanted = comfortable(facts.process, CheckCode::Safe)?;
    if facts.charm.outline.style == OutlineStyle::Tight {
        return None;
    }
    let art = in_mm(&facts.subject.rings, facts.pixels_to_mm());
    let cut = cut_rings(&facts.shape.outline, false);
    let near = nearest(&cut, art.iter().filter(|ring| area(ring) > SPECK), 2.0 * wanted);
    let value = near.map_or(2.0 * wanted, |(from, to)| from.distance(to));
    let check = judged(facts.process, CheckCode::Safe, value)?;
    let way = facts.reoutline(format!("Make the border {wanted} mm wide."), |outline| {
        outline.border = outline.border.max(Mm::new(wanted));
    });
    let words = Words {
        passed: format!("The artwork keeps {} from the cut.", mm(value)),
        failed: format!("The artwork comes within {} of the cut (at least {}).", mm(value), check.limit),
        remedy: "Make the border wider.".to_owned(),
        ways: way.into_iter().collect(),
    };
    Some(check.marked(near.into_iter().collect()).said(words))
}

/// How far the artwork goes past the cut: where it is cut through, or to the guide that says how far it goes.
pub(super) fn bleed(facts: &Facts<'_>) -> Option<Check> {
    let value = match guide(facts, GuideKind::Bleed).or_else(|| guide(facts, GuideKind::Wrap)) {
        Some(path) => past_the_cut(facts, path)?,
        None if facts.charm.outline.style == OutlineStyle::Tight => cut_through(facts)?,
        None => return None,
    };
    let check = judged(facts.process, CheckCode::Bleed, value)?;
    let wanted = comfortable(facts.process, CheckCode::Bleed).unwrap_or(check.limit);
    let way = facts.reoutline(format!("Let the artwork go {wanted} mm past the cut."), |outline| {
        outline.bleed = outline.bleed.max(Mm::new(wanted));
    });
    let words = Words {
        passed: format!("The artwork goes {} past the cut.", mm(value)),
        failed: format!("The artwork goes only {} past the cut (at least {}).", mm(value), check.limit),
        remedy: "Let the artwork go farther past the cut.".to_owned(),
        ways: way.into_iter().collect(),
    };
    Some(check.said(words))
}

/// The least distance between the cut line and the line the artwork goes to.
fn past_the_cut(facts: &Facts<'_>, path: &BezPath) -> Option<f64> {
    let cut = rings(&facts.shape.outline.cut).into_iter().next()?;
    let points = rings(path).into_iter().flatten();
    points.map(|point| distance(&cut, point)).min_by(f64::total_cmp)
}

/// How deep in the artwork the cut line runs where it runs in it, in the middle of all such places: a tab
/// and filled hollows lie outside, and beside them the depth falls to nothing.
fn cut_through(facts: &Facts<'_>) -> Option<f64> {
    let art = in_mm(&facts.subject.rings, facts.pixels_to_mm());
    let cut = rings(&facts.shape.outline.cut).into_iter().next()?;
    let inside =
        |point: Point| art.iter().filter(|ring| crate::outline::contains(ring, point)).count() % 2 == 1;
    let depth = |point: Point| art.iter().map(|ring| distance(ring, point)).fold(f64::INFINITY, f64::min);
    let step = (cut.len() / 200).max(1);
    let mut depths: Vec<f64> =
        cut.iter().step_by(step).map(|&at| if inside(at) { depth(at) } else { 0.0 }).collect();
    depths.sort_by(f64::total_cmp);
    depths.get(depths.len() / 2).copied()
}

/// The narrowest cell of colour: between metal lines, or beside other colours.
pub(super) fn cell(facts: &Facts<'_>) -> Option<Check> {
    let wanted = comfortable(facts.process, CheckCode::Cell)?;
    let metal = guide(facts, GuideKind::Metal).map(rings);
    if metal.is_none() && facts.shape.makeup.cell.is_none() {
        return None;
    }
    let metal = metal.unwrap_or_default();
    let searched = 1.5 * wanted;
    let mut found: Vec<(f64, (Point, Point))> = narrows(&inside_out(&metal), searched)
        .iter()
        .map(|narrow| (narrow.width(), (narrow.from, narrow.to)))
        .collect();
    // A round cell has no narrow place, and may be too small all the same.
    found.extend(metal.iter().filter(|ring| area(ring) < 0.0).filter_map(|ring| {
        let across = 2.0 * (-area(ring) / std::f64::consts::PI).sqrt();
        (across < searched).then(|| (across, ends(ring)))
    }));
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    let measured = found.first().map_or(searched, |(width, _)| *width);
    let value = facts.shape.makeup.cell.map_or(measured, Mm::get);
    let check = judged(facts.process, CheckCode::Cell, value)?;
    let below = found.iter().filter(|(width, _)| *width < wanted);
    let marks = below.take(MOST_MARKS).map(|(_, ends)| *ends).collect();
    let words = Words {
        passed: format!("No cell of colour is narrower than {}.", mm(value)),
        failed: format!("The narrowest cell of colour is {} wide (at least {}).", mm(value), check.limit),
        remedy: "Join small cells with their neighbours, or use fewer colours.".to_owned(),
        ways: vec![options(
            facts,
            format!("Join cells narrower than {wanted} mm with their neighbours."),
            |o| {
                o.detail = Some(Mm::new(1.1 * wanted));
            },
        )],
    };
    Some(check.marked(marks).said(words))
}

/// The thinnest metal line.
pub(super) fn metal(facts: &Facts<'_>) -> Option<Check> {
    let wanted = comfortable(facts.process, CheckCode::Metal)?;
    let searched = 1.5 * wanted;
    let found = narrows(&rings(guide(facts, GuideKind::Metal)?), searched);
    let measured = found.first().map_or(searched, Narrow::width);
    let value = facts.shape.makeup.metal.map_or(measured, Mm::get);
    let check = judged(facts.process, CheckCode::Metal, value)?;
    let below = found.iter().filter(|line| line.width() < wanted);
    let marks = below.take(MOST_MARKS).map(|line| (line.from, line.to)).collect();
    let words = Words {
        passed: format!("No metal line is thinner than {}.", mm(value)),
        failed: format!("The thinnest metal line is {} wide (at least {}).", mm(value), check.limit),
        remedy: "Draw the line between the colours thicker.".to_owned(),
        ways: vec![options(facts, format!("Make metal lines {wanted} mm wide."), |o| {
            o.line = Some(Mm::new(wanted));
        })],
    };
    Some(check.marked(marks).said(words))
}

/// Another choice of what the process offers.
fn options(facts: &Facts<'_>, remedy: String, change: impl FnOnce(&mut ProcessOptions)) -> Way {
    let mut options = facts.charm.options.clone();
    change(&mut options);
    Way { remedy, edit: Edit::SetOptions { charm: facts.charm.id.clone(), options } }
}

/// The width of the space inside a shaker: the largest disc that fits, for loose pieces turn in it.
pub(super) fn cavity(facts: &Facts<'_>) -> Option<Check> {
    let (middle, value) = crate::face::cavity(&facts.shape.guides)?;
    let check = judged(facts.process, CheckCode::Cavity, value)?;
    let wanted = comfortable(facts.process, CheckCode::Cavity).unwrap_or(check.limit);
    let longest = super::remedy::steps_up(facts.longest() + 1.5 * (wanted - value), 0.5);
    let words = Words {
        passed: format!("The space inside is {} wide.", mm(value)),
        failed: format!("The space inside is only {} wide (at least {}).", mm(value), check.limit),
        remedy: "Make the charm larger.".to_owned(),
        ways: vec![facts.resize(format!("Make the charm {longest} mm long."), longest)],
    };
    Some(check.placed(Some(middle)).said(words))
}

fn guide<'a>(facts: &'a Facts<'_>, kind: GuideKind) -> Option<&'a BezPath> {
    facts.shape.guides.iter().find(|guide| guide.kind == kind).map(|guide| &guide.path)
}

/// The leftmost and the rightmost point of a ring.
fn ends(ring: &Ring) -> (Point, Point) {
    let by_x = |a: &&Point, b: &&Point| a.x.total_cmp(&b.x);
    let left = ring.iter().min_by(by_x).copied().unwrap_or_default();
    (left, ring.iter().max_by(by_x).copied().unwrap_or_default())
}

/// The two places, one on each set of rings, that are nearest to each other, if any are within `reach`.
fn nearest<'a>(lines: &[Ring], others: impl Iterator<Item = &'a Ring>, reach: f64) -> Option<(Point, Point)> {
    let mut cells: BTreeMap<(i64, i64), Vec<(Point, Point)>> = BTreeMap::new();
    let cell = |at: Point| ((at.y / reach).floor() as i64, (at.x / reach).floor() as i64);
    for (a, b) in lines.iter().flat_map(|ring| edges(ring)) {
        let (low, high) =
            (cell(Point::new(a.x.min(b.x), a.y.min(b.y))), cell(Point::new(a.x.max(b.x), a.y.max(b.y))));
        for row in low.0..=high.0 {
            for column in low.1..=high.1 {
                cells.entry((row, column)).or_default().push((a, b));
            }
        }
    }
    let mut best: Option<(f64, (Point, Point))> = None;
    for &point in others.flatten() {
        let (row, column) = cell(point);
        let rows = (row - 1..=row + 1).flat_map(|row| cells.range((row, column - 1)..=(row, column + 1)));
        for (a, b) in rows.flat_map(|(_, edges)| edges) {
            let foot = crate::outline::nearest_on(*a, *b, point);
            let far = foot.distance(point);
            if far < best.map_or(reach, |(best, _)| best) {
                best = Some((far, (point, foot)));
            }
        }
    }
    best.map(|(_, ends)| ends)
}

#[cfg(test)]
mod tests {
    use kurbo::{Circle, Rect, Shape};

    use super::*;
    use crate::Job;
    use crate::artwork::{Picture, Subject, trace};
    use crate::id::{BlobHash, CharmId, ProcessId};
    use crate::process::{Confidence, Limit, Process, Source};
    use crate::project::{Charm, Size, SizeBy};
    use crate::shape::{CharmShape, Guide, Quality, Severity, derive};

    /// A disc of 40 mm with a guide, held against one limit.
    fn judged_with(code: CheckCode, floor: f64, kind: GuideKind, path: BezPath) -> Check {
        let mut process = Process::load(&ProcessId::new("acrylic-clear").unwrap()).unwrap();
        process.limits.retain(|limit| limit.check != code);
        process.limits.push(Limit {
            check: code,
            unit: code.unit().to_owned(),
            warn_below: Some(floor),
            error_below: None,
            warn_above: None,
            error_above: None,
            source: Source { text: "test".to_owned(), confidence: Confidence::Low },
        });
        let (charm, subject, mut shape) = plate(&process);
        shape.guides = vec![Guide { kind, path }];
        let facts =
            Facts { charm: &charm, process: &process, subject: &subject, shape: &shape, searched: 1.0 };
        let find = match code {
            CheckCode::Cell => cell,
            CheckCode::Metal => metal,
            CheckCode::Cavity => cavity,
            _ => bleed,
        };
        find(&facts).unwrap()
    }

    fn plate(process: &Process) -> (Charm, Subject, CharmShape) {
        let mut charm = Charm::new(CharmId::new("c").unwrap(), "c".into(), BlobHash::of(b"c"), process);
        charm.outline.holes.clear();
        charm.outline.border = Mm::ZERO;
        charm.size = Size { length: Mm::new(40.0), by: SizeBy::Width };
        let alpha = |at: usize| {
            let (x, y) = ((at % 420) as f64 - 209.5, (at / 420) as f64 - 209.5);
            ((200.5 - x.hypot(y)).clamp(0.0, 1.0) * 255.0) as u8
        };
        let rgba = (0..420 * 420).flat_map(|at| [90, 90, 90, alpha(at)]).collect();
        let picture = Picture::new(420, 420, rgba);
        let rings = trace(&picture).unwrap();
        let subject = Subject::traced(picture, rings);
        let shape = derive(&charm, process, &subject, Quality::Final, &Job::silent()).unwrap();
        (charm, subject, shape)
    }

    fn assert_pair(code: CheckCode, floor: f64, kind: GuideKind, values: [f64; 2], draw: fn(f64) -> BezPath) {
        for (value, severity) in values.into_iter().zip([Severity::Warning, Severity::Passed]) {
            let check = judged_with(code, floor, kind, draw(value));
            assert_eq!(check.severity, severity, "{check:?}");
            assert!((check.value - value).abs() < 0.05, "{} for {value}", check.value);
        }
    }

    #[test]
    fn a_bleed_that_is_just_enough_passes() {
        let guide = |past: f64| Circle::new((20.0, 20.0), 20.0 + past).to_path(0.001);
        assert_pair(CheckCode::Bleed, 3.0, GuideKind::Bleed, [2.9, 3.1], guide);
        assert_pair(CheckCode::Bleed, 3.0, GuideKind::Wrap, [2.9, 3.1], guide);
    }

    #[test]
    fn a_cavity_that_is_just_wide_enough_passes() {
        let space = |wide: f64| Rect::new(8.0, 8.0, 8.0 + wide, 30.0).to_path(0.01);
        assert_pair(CheckCode::Cavity, 15.0, GuideKind::Cavity, [14.9, 15.1], space);
    }

    #[test]
    fn a_metal_line_that_is_just_thick_enough_passes() {
        let line = |wide: f64| Rect::new(10.0, 20.0, 30.0, 20.0 + wide).to_path(0.01);
        assert_pair(CheckCode::Metal, 0.25, GuideKind::Metal, [0.2, 0.3], line);
    }

    #[test]
    fn a_cell_that_is_just_wide_enough_passes_be_it_long_or_round() {
        let framed = |cell: BezPath| {
            let mut metal = Rect::new(5.0, 5.0, 35.0, 35.0).to_path(0.01);
            metal.extend(cell.reverse_subpaths());
            metal
        };
        let long = move |wide: f64| framed(Rect::new(10.0, 20.0, 30.0, 20.0 + wide).to_path(0.01));
        let round = move |wide: f64| framed(Circle::new((20.0, 20.0), wide / 2.0).to_path(0.001));
        for (value, severity) in [(0.3, Severity::Warning), (0.4, Severity::Passed)] {
            for path in [long(value), round(value)] {
                let check = judged_with(CheckCode::Cell, 0.35, GuideKind::Metal, path);
                assert_eq!(check.severity, severity, "{check:?}");
                assert!((check.value - value).abs() < 0.02, "{} for {value}", check.value);
            }
        }
    }
}
