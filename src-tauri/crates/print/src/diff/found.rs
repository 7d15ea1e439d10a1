//! Where each layer of the charm lies on the proof, and whether it is there.

use kurbo::{Point, Vec2};

use super::align::{self, Level, Pyramid, Steps};
use super::evidence::Evidence;
use super::meant::Meant;
use super::placement::Placement;
use super::plane::{Lab, distance};
use super::points::EdgePoint;

/// How far one layer may lie from the others and still be found, in millimetres.
const REACH_MM: f64 = 1.6;
/// How far apart places are tried at first, in millimetres.
const GRID_MM: f64 = 0.1;
/// How much better the place must fit than those beside it.
const CLEARLY: f32 = 1.3;
/// Least evidence of a place.
const LEAST: f32 = 0.22;
/// A line is not looked for this near to edges of the artwork, in millimetres.
const BESIDE_ART_MM: f64 = 0.35;

/// The layers of the charm on the proof, in pixels of the whole picture.
pub(super) struct Found {
    /// Everything together.
    pub(super) whole: Placement,
    /// The artwork, if its edges are there.
    pub(super) art: Option<Placement>,
    /// The cut line, if it is there.
    pub(super) cut: Option<Placement>,
}

impl Found {
    /// The place that colours are compared by.
    pub(super) fn colours(&self) -> Placement {
        self.art.or(self.cut).unwrap_or(self.whole)
    }
}

/// Finds the charm on the proof; nothing if there is nothing like it.
pub(super) fn find(intent: &Meant, pyramid: &Pyramid) -> Option<Found> {
    // Without its cut line a charm is found by its art alone; without its art by the line that weighs in.
    let both = align::places(pyramid, &intent.all_points(), intent.trim);
    let by_art = align::places(pyramid, &intent.art_points, intent.trim);
    let whole = both
        .iter()
        .chain(&by_art)
        .map(|place| (place.placement, rank(intent, pyramid, place.placement)))
        .max_by(|a, b| a.1.total_cmp(&b.1))?
        .0;
    let level = pyramid.fine(whole.scale);
    let on_level = whole.enlarged(level.factor);
    let art = art(intent, level, on_level);
    let cut = cut(intent, level, art.unwrap_or(on_level));
    if art.is_none() && cut.is_none() {
        return None;
    }
    let back = |placement: Placement| placement.enlarged(1.0 / level.factor);
    Some(Found { whole, art: art.map(back), cut: cut.map(back) })
}

/// How likely a place is, by art, line and colours; upright and unmirrored wins where they leave it open.
fn rank(intent: &Meant, pyramid: &Pyramid, placement: Placement) -> f32 {
    let level = pyramid.fine(placement.scale);
    let on_level = placement.enlarged(level.factor);
    let art = align::score(level.evidence, &intent.art_points, on_level);
    let line = align::score(level.evidence, &intent.cut_points, on_level);
    let upright = if placement.quarters().0 == 0 { 0.005 } else { 0.0 };
    let unmirrored = if placement.mirrored { 0.0 } else { 0.01 };
    art + 0.5 * line + upright + unmirrored - 0.01 * mean_difference(intent, pyramid, placement)
}

/// How far the colours differ on the average, in L*a*b*, a common shift set aside.
fn mean_difference(intent: &Meant, pyramid: &Pyramid, placement: Placement) -> f32 {
    let level = pyramid.level(placement.scale, 2.0);
    let map = placement.enlarged(level.factor).affine();
    let step = (intent.printed.len() / 4000).max(1);
    let solid = (0..intent.printed.len()).step_by(step).filter(|at| intent.printed[*at][3] == 255);
    let colours: Vec<[u8; 3]> = solid.clone().map(|at| [0, 1, 2].map(|i| intent.printed[at][i])).collect();
    let Ok(meant) = crate::colour::to_lab(&colours) else { return 0.0 };
    let pairs: Vec<(Lab, Lab)> = solid
        .zip(meant)
        .filter_map(|(at, meant)| Some((meant, level.plane.at(map * intent.place(at))?)))
        .collect();
    let count = pairs.len().max(1) as f32;
    let shift: Lab =
        std::array::from_fn(|i| pairs.iter().map(|(meant, found)| found[i] - meant[i]).sum::<f32>() / count);
    let off = |(meant, found): &(Lab, Lab)| distance(std::array::from_fn(|i| meant[i] + shift[i]), *found);
    pairs.iter().map(off).sum::<f32>() / count
}

fn art(intent: &Meant, level: Level<'_>, near: Placement) -> Option<Placement> {
    let points = &intent.art_points;
    if points.len() < 12 {
        return None;
    }
    let fit = |tried| align::score(level.evidence, points, tried);
    let (placement, score) = nearby(&fit, near, REACH_MM);
    is_there(&fit, placement, score).then_some(placement)
}

/// The cut line may be drawn over anything, so edges of the artwork do not count for it.
fn cut(intent: &Meant, level: Level<'_>, art: Placement) -> Option<Placement> {
    let beside = beside_art(intent);
    let back = art.affine().inverse();
    let fit = |tried: Placement| {
        let map = tried.affine();
        let free = |point: &&EdgePoint| {
            let on_charm = back * (map * point.at);
            intent.pixel(on_charm).is_none_or(|at| !beside[at])
        };
        let points: Vec<EdgePoint> = intent.cut_points.iter().filter(free).copied().collect();
        // Where half of the line lies on edges of the artwork, nothing is known.
        let known = points.len() * 2 >= intent.cut_points.len();
        if known { align::score(level.evidence, &points, tried) } else { 0.0 }
    };
    let (placement, score) = nearby(&fit, art, REACH_MM);
    is_there(&fit, placement, score).then_some(placement)
}

/// Pixels beside edges of the artwork.
fn beside_art(intent: &Meant) -> Vec<bool> {
    let mut beside = vec![false; intent.printed.len()];
    let reach = (BESIDE_ART_MM * intent.grid.per_mm).ceil() as i32;
    for point in &intent.art_points {
        for (dx, dy) in (-reach..=reach).flat_map(|x| (-reach..=reach).map(move |y| (x, y))) {
            let by = Vec2::new(f64::from(dx), f64::from(dy)) / intent.grid.per_mm;
            if by.hypot() <= BESIDE_ART_MM
                && let Some(at) = intent.pixel(point.at + by)
            {
                beside[at] = true;
            }
        }
    }
    beside
}

/// The best place within `reach` millimetres, then bettered in every way.
pub(super) fn nearby(fit: &dyn Fn(Placement) -> f32, near: Placement, reach: f64) -> (Placement, f32) {
    let count = (reach / GRID_MM).round() as i32;
    let step = GRID_MM * near.scale;
    let tries = (-count..=count).flat_map(|x| (-count..=count).map(move |y| (x, y)));
    let moved = |(x, y)| near.nudged(Vec2::new(f64::from(x), f64::from(y)) * step, 1.0, 0.0);
    let best = tries.map(moved).map(|tried| (tried, fit(tried))).max_by(|a, b| a.1.total_cmp(&b.1));
    let start = best.map_or(near, |(placement, _)| placement);
    align::bettered(fit, start, Steps { shift: GRID_MM, scale: 0.003, turn: 0.003 })
}

/// Whether it fits clearly better there than a little beside.
fn is_there(fit: &dyn Fn(Placement) -> f32, placement: Placement, score: f32) -> bool {
    let beside = |degrees: f64| {
        let by = Vec2::from_angle(degrees.to_radians()) * (0.9 * placement.scale);
        fit(placement.nudged(by, 1.0, 0.0))
    };
    let mean = [20.0, 65.0, 110.0, 155.0, 200.0, 245.0, 290.0, 335.0].map(beside).iter().sum::<f32>() / 8.0;
    score > LEAST && score > CLEARLY * mean
}

/// The share of a line's points at which the proof has an edge, and those at which it has none.
pub(super) fn along(evidence: &Evidence, points: &[EdgePoint], placement: Placement) -> (f64, Vec<Point>) {
    let map = placement.affine();
    let origin = map * Point::ZERO;
    let unseen: Vec<Point> = points
        .iter()
        .filter(|point| {
            let normal = (map * point.normal.to_point() - origin) / placement.scale;
            let at = |mm: f64| evidence.at(map * (point.at + point.normal * mm), normal);
            let on_line = [-0.15, -0.08, 0.0, 0.08, 0.15].map(at).into_iter().fold(0.0, f32::max);
            let beside = f32::midpoint(at(-0.7), at(0.7));
            on_line < LEAST || on_line < beside
        })
        .map(|point| point.at)
        .collect();
    (1.0 - unseen.len() as f64 / points.len().max(1) as f64, unseen)
}
