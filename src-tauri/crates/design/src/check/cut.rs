//! The cut line itself: necks across material, gaps across empty space, inward corners.

use kurbo::Point;

use super::finding::mm;
use super::remedy::steps_up;
use super::rings::{cut_rings, inside_out, narrows};
use super::{Facts, Way, Words, comfortable, judged};
use crate::outline::{Narrow, Ring, edges, perimeter};
use crate::process::CheckCode;
use crate::project::Cutouts;
use crate::shape::Check;
use crate::units::Mm;

/// Most places that are shown of one finding.
const MOST_MARKS: usize = 40;

/// The narrowest part between two bodies of material.
pub(super) fn neck(facts: &Facts<'_>) -> Option<Check> {
    let neck = facts.shape.neck;
    let value = neck.map_or(facts.searched, |neck| neck.width.get());
    let check = judged(facts.process, CheckCode::Neck, value)?;
    let wanted = comfortable(facts.process, CheckCode::Neck).unwrap_or(check.limit);
    let narrow = facts.shape.necks.iter().filter(|neck| neck.width.get() < wanted);
    let marks = narrow.take(MOST_MARKS).map(|neck| (neck.from, neck.to)).collect();
    let border = steps_up(facts.charm.outline.border.get() + (wanted - value) / 2.0, 0.1);
    let ways = [
        facts.reoutline(format!("Widen necks to {wanted} mm."), |outline| {
            outline.least_neck = outline.least_neck.max(Mm::new(wanted));
        }),
        fill_cutouts(facts),
        facts.reoutline(format!("Make the border {border} mm wide."), |outline| {
            outline.border = outline.border.max(Mm::new(border));
        }),
    ];
    let words = Words {
        passed: match neck {
            Some(_) => format!("The narrowest part is {} wide.", mm(value)),
            None => format!("No part is narrower than {}.", mm(value)),
        },
        failed: format!("The narrowest part is {} wide (at least {}).", mm(value), check.limit),
        remedy: "Make the border wider, or the charm larger.".to_owned(),
        ways: ways.into_iter().flatten().collect(),
    };
    Some(check.placed(neck.map(|neck| neck.from.midpoint(neck.to))).marked(marks).said(words))
}

/// The narrowest gap between two stretches of cut line.
pub(super) fn gap(facts: &Facts<'_>) -> Option<Check> {
    let wanted = comfortable(facts.process, CheckCode::Gap)?;
    let searched = 1.5 * wanted;
    let found = narrows(&inside_out(&cut_rings(&facts.shape.outline, false)), searched);
    let narrowest = found.first().copied();
    let value = narrowest.map_or(searched, |narrow| narrow.width());
    let check = judged(facts.process, CheckCode::Gap, value)?;
    let below = found.iter().filter(|narrow| narrow.width() < wanted);
    let marks = below.take(MOST_MARKS).map(|narrow| (narrow.from, narrow.to)).collect();
    let words = Words {
        passed: match narrowest {
            Some(_) => format!("The narrowest gap is {} wide.", mm(value)),
            None => format!("No gap is narrower than {}.", mm(value)),
        },
        failed: format!("The narrowest gap is {} wide (at least {}).", mm(value), check.limit),
        remedy: "Smooth the outline, so that narrow gaps are filled.".to_owned(),
        ways: [smooth(facts, wanted / 2.0), fill_cutouts(facts)].into_iter().flatten().collect(),
    };
    Some(check.placed(narrowest.as_ref().map(Narrow::middle)).marked(marks).said(words))
}

/// The smallest radius of an inward corner.
pub(super) fn corner(facts: &Facts<'_>) -> Option<Check> {
    let wanted = comfortable(facts.process, CheckCode::Corner)?;
    let searched = 2.0 * wanted;
    let found = inward_corners(&cut_rings(&facts.shape.outline, false), searched);
    let sharpest = found.first().copied();
    let value = sharpest.map_or(searched, |corner| corner.radius);
    let check = judged(facts.process, CheckCode::Corner, value)?;
    let below = found.iter().filter(|corner| corner.radius < wanted);
    let marks = below.take(MOST_MARKS).map(|corner| (corner.at, corner.at)).collect();
    let words = Words {
        passed: match sharpest {
            Some(_) => format!("The sharpest inward corner has a radius of {}.", mm(value)),
            None => format!("No inward corner has a radius below {}.", mm(value)),
        },
        failed: format!(
            "The sharpest inward corner has a radius of {} (at least {}).",
            mm(value),
            check.limit
        ),
        remedy: "Smooth the outline there.".to_owned(),
        ways: [smooth(facts, wanted), smooth(facts, 1.5 * wanted)].into_iter().flatten().collect(),
    };
    Some(check.placed(sharpest.map(|corner| corner.at)).marked(marks).said(words))
}

fn smooth(facts: &Facts<'_>, radius: f64) -> Option<Way> {
    // A hair more, so that what the curve fit takes off leaves the radius that was asked for.
    let radius = steps_up(radius * 1.02, 0.05);
    facts.reoutline(format!("Smooth the outline to {radius} mm."), |outline| {
        outline.smoothing = outline.smoothing.max(Mm::new(radius));
    })
}

fn fill_cutouts(facts: &Facts<'_>) -> Option<Way> {
    let some = !facts.shape.outline.cutouts.is_empty();
    some.then(|| facts.reoutline("Fill the cut-outs.", |outline| outline.cutouts = Cutouts::Filled))?
}

/// An inward corner of the cut line.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Corner {
    at: Point,
    radius: f64,
}

/// Distance between the places that are looked at, in mm.
const STEP: f64 = 0.05;
/// A radius is measured on the shortest stretch that turns by this much, in radians: 60°. On less, the curve
/// fit's hair would count as much as the bend.
const BEND: f64 = 1.05;
/// The shortest such stretch, in steps.
const SHORTEST: usize = 3;
/// The stretch a radius is measured on where the line turns by less in all, in steps.
const STRETCH: usize = 6;
/// A turn within a step or two that is a kink, in radians: 30°.
const KINK: f64 = 0.52;

/// The inward corners with a radius below `limit`, sharpest first.
fn inward_corners(rings: &[Ring], limit: f64) -> Vec<Corner> {
    let mut found: Vec<Corner> = rings.iter().flat_map(|ring| corners_of(ring, limit)).collect();
    found.sort_by(|a, b| a.radius.total_cmp(&b.radius));
    found
}

/// The inward corners of one ring; each bend is named once, where it is sharpest.
fn corners_of(ring: &Ring, limit: f64) -> Vec<Corner> {
    let points = even(ring);
    let count = points.len();
    if count < 4 * STRETCH {
        return Vec::new();
    }
    // The turn at each place, above zero where the line turns outward.
    let turns: Vec<f64> = (0..count)
        .map(|at| {
            let (before, after) = (points[(at + count - 1) % count], points[(at + 1) % count]);
            let (come, go) = (points[at] - before, after - points[at]);
            come.cross(go).atan2(come.dot(go))
        })
        .collect();
    let bends = bends(&turns, limit);
    let sharpest = |at: usize| {
        let near = (1..=2 * STRETCH).all(|by| {
            bends[at].radius < bends[(at + count - by) % count].radius
                && bends[at].radius <= bends[(at + by) % count].radius
        });
        near && bends[at].radius < limit
    };
    let middle = |at: usize| points[(at + bends[at].reach / 2) % count];
    (0..count)
        .filter(|&at| sharpest(at))
        .map(|at| Corner { at: middle(at), radius: bends[at].radius })
        .collect()
}

/// How the line bends from a place on.
#[derive(Clone, Copy)]
struct Bend {
    radius: f64,
    /// The stretch it was measured on, in steps.
    reach: usize,
}

/// How the line bends inward from each place on; `turns` are those at each place, above zero outward.
fn bends(turns: &[f64], limit: f64) -> Vec<Bend> {
    let count = turns.len();
    let turn = |at: usize, reach: usize| -(0..reach).map(|ahead| turns[(at + ahead) % count]).sum::<f64>();
    let farthest = ((limit * BEND / STEP).ceil() as usize).clamp(SHORTEST, count / 2);
    let whole = |at: usize| (SHORTEST..=farthest).find(|&reach| turn(at, reach) >= BEND);
    let wholes: Vec<Option<usize>> = (0..count).map(whole).collect();
    // Within a bend that was measured as a whole no part of it is measured again.
    let mut within = vec![false; count];
    for (at, reach) in wholes.iter().enumerate() {
        (0..reach.unwrap_or(0)).for_each(|ahead| within[(at + ahead) % count] = true);
    }
    let bend = |at: usize| {
        let radius = |reach: usize| STEP * reach as f64 / turn(at, reach).max(1e-9);
        match wholes[at] {
            _ if turn(at, 2) > KINK => Bend { radius: 0.0, reach: 2 },
            Some(reach) => Bend { radius: radius(reach), reach },
            None if within[at] => Bend { radius: f64::INFINITY, reach: STRETCH },
            None => Bend { radius: radius(STRETCH), reach: STRETCH },
        }
    };
    (0..count).map(bend).collect()
}

/// Points along the ring, a step apart.
fn even(ring: &Ring) -> Vec<Point> {
    let length = perimeter(ring);
    let step = length / (length / STEP).round().max(1.0);
    let (mut points, mut next, mut along) = (Vec::new(), 0.0, 0.0);
    for (a, b) in edges(ring) {
        let long = a.distance(b);
        while long > 0.0 && next < along + long && next < length - step / 2.0 {
            points.push(a.lerp(b, (next - along) / long));
            next += step;
        }
        along += long;
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_radius_of_an_inward_corner_is_met_within_a_tenth() {
        for radius in [0.3, 0.5, 0.8] {
            let (a, b) = (Point::new(5.0 + radius, 10.0), Point::new(5.0, 10.0 + radius));
            let centre = Point::new(5.0 + radius, 10.0 + radius);
            let mut ring: Ring = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)].map(Point::from).to_vec();
            ring.push(a);
            ring.extend((1..40).map(|step| {
                let (sin, cos) = libm::sincos(f64::from(step) / 40.0 * std::f64::consts::FRAC_PI_2);
                Point::new(centre.x - radius * sin, centre.y - radius * cos)
            }));
            ring.extend([b, Point::new(5.0, 20.0), Point::new(0.0, 20.0)]);
            let found = inward_corners(&[ring], 2.0);
            assert_eq!(found.len(), 1, "{found:?}");
            assert!((found[0].radius / radius - 1.0).abs() < 0.1, "{} for {radius}", found[0].radius);
        }
    }

    #[test]
    fn a_kink_has_no_radius_and_outward_corners_do_not_count() {
        let ell = [(0., 0.), (10., 0.), (10., 10.), (5., 10.), (5., 20.), (0., 20.)].map(Point::from);
        let found = inward_corners(&[ell.to_vec()], 1.0);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].radius == 0.0 && found[0].at.distance(Point::new(5.0, 10.0)) < 0.2, "{found:?}");
    }
}
