//! The artwork at its size: thin lines, specks, the white under it, its colours.

use kurbo::{Affine, Point, Shape};

use super::finding::mm;
use super::remedy::steps_down;
use super::rings::in_mm;
use super::{Facts, Way, Words, comfortable, judged};
use crate::artwork::Line;
use crate::contour::signed_area;
use crate::edit::Edit;
use crate::process::{CheckCode, White};
use crate::project::{Artwork, ProcessOptions};
use crate::shape::Check;
use crate::units::Mm;

/// Most places that are shown of one finding.
const MOST_MARKS: usize = 40;

/// The thinnest line.
pub(super) fn line(facts: &Facts<'_>) -> Option<Check> {
    let wanted = comfortable(facts.process, CheckCode::Line)?;
    let searched = 1.6 * wanted;
    let place = facts.pixels_to_mm();
    let lines = facts.shape.picture.lines(&facts.subject.rings, scale(place), searched);
    let thinnest = lines.first();
    let value = thinnest.map_or(searched, |line| line.width);
    let check = judged(facts.process, CheckCode::Line, value)?;
    let ends = |line: &Line| (place * line.from, place * line.to);
    let below = lines.iter().filter(|line| line.width < wanted);
    let marks = below.take(MOST_MARKS).map(ends).collect();
    let words = Words {
        passed: match thinnest {
            Some(_) => format!("The thinnest line is about {} wide.", mm(value)),
            None => format!("No line is thinner than {}.", mm(value)),
        },
        failed: format!("The thinnest line is about {} wide (at least {}).", mm(value), check.limit),
        remedy: "Draw the line thicker.".to_owned(),
        ways: facts.enlarge(1.03 * wanted / value.max(1e-3)).into_iter().collect(),
    };
    Some(check.marked(marks).said(words))
}

/// The smallest loose part.
pub(super) fn speck(facts: &Facts<'_>) -> Option<Check> {
    let place = facts.pixels_to_mm();
    let diameter = |ring: &Vec<[f32; 2]>| {
        let area = signed_area(ring) * scale(place) * scale(place);
        2.0 * (area.max(0.0) / std::f64::consts::PI).sqrt()
    };
    let rings = facts.subject.rings.iter();
    let mut parts: Vec<(f64, &Vec<[f32; 2]>)> =
        rings.map(|ring| (diameter(ring), ring)).filter(|(diameter, _)| *diameter > 0.0).collect();
    parts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (value, _) = *parts.first()?;
    let check = judged(facts.process, CheckCode::Speck, value)?;
    let wanted = comfortable(facts.process, CheckCode::Speck).unwrap_or(check.limit);
    let specks = parts.iter().filter(|(diameter, _)| *diameter < wanted).take(MOST_MARKS);
    let marks: Vec<(Point, Point)> = specks.map(|(_, ring)| across(ring, place)).collect();
    let count = parts.iter().filter(|(diameter, _)| *diameter < wanted).count();
    let words = Words {
        passed: format!("The smallest loose part is {} across.", mm(value)),
        failed: format!(
            "The smallest loose part is {} across (at least {}); {count} are that small.",
            mm(value),
            check.limit
        ),
        remedy: "Draw it larger, or wipe it away.".to_owned(),
        ways: if count < parts.len() { vec![without_specks(facts, wanted)] } else { Vec::new() },
    };
    Some(check.marked(marks).said(words))
}

fn without_specks(facts: &Facts<'_>, wanted: f64) -> Way {
    let rect = facts.shape.spots_box;
    // Parts of just that size go too, whatever the counting of pixels does to them.
    let share = 1.02 * wanted / rect.width().max(rect.height()).max(1e-3);
    let least_speck = facts.charm.artwork.least_speck.max(share.min(0.5));
    let artwork = Artwork { least_speck, ..facts.charm.artwork.clone() };
    Way {
        remedy: format!("Leave out loose parts below {wanted} mm."),
        edit: Edit::SetArtwork { charm: facts.charm.id.clone(), artwork },
    }
}

/// From the left end of a ring to its right end.
fn across(ring: &[[f32; 2]], place: Affine) -> (Point, Point) {
    let points = || ring.iter().map(|&[x, y]| Point::new(f64::from(x), f64::from(y)));
    let left = points().min_by(|a, b| a.x.total_cmp(&b.x)).unwrap_or_default();
    let right = points().max_by(|a, b| a.x.total_cmp(&b.x)).unwrap_or_default();
    (place * left, place * right)
}

/// How much of the artwork has white under it.
pub(super) fn white(facts: &Facts<'_>) -> Option<Check> {
    if facts.process.white != White::Behind {
        return None;
    }
    let rings = in_mm(&facts.subject.rings, facts.pixels_to_mm());
    let art: f64 = rings.iter().map(|ring| crate::outline::area(ring)).sum();
    let white = facts.shape.white.area().abs();
    let value = (100.0 * white / art.max(1e-6)).min(100.0);
    let check = judged(facts.process, CheckCode::White, value)?;
    let wanted = comfortable(facts.process, CheckCode::White).unwrap_or(check.limit);
    let edge: f64 = rings.iter().map(|ring| crate::outline::perimeter(ring)).sum();
    let bare = ((100.0 - wanted) / 100.0 * art / edge.max(1e-6) * 0.95).min(facts.charm.choke.get());
    let choke = steps_down(bare, 0.01).max(0.0);
    let way = |choke: f64| Way {
        remedy: format!("Pull the white in by {choke} mm only."),
        edit: Edit::Rechoke { charm: facts.charm.id.clone(), choke: Mm::new(choke) },
    };
    let mut ways = vec![way(choke), way(0.0)];
    ways.dedup();
    ways.retain(|_| facts.charm.choke > Mm::ZERO);
    let words = Words {
        passed: format!("{value:.0} % of the artwork has white under it."),
        failed: format!("Only {value:.0} % of the artwork has white under it (at least {} %).", check.limit),
        remedy: "Pull the white in less, or draw thin parts thicker.".to_owned(),
        ways,
    };
    Some(check.said(words))
}

/// How many colours there are.
pub(super) fn colours(facts: &Facts<'_>) -> Option<Check> {
    let wanted = comfortable(facts.process, CheckCode::Colours)?;
    let made = &facts.shape.makeup.colours;
    let found = if made.is_empty() { facts.shape.picture.flat_colours() } else { made.len() };
    let value = found as f64;
    let check = judged(facts.process, CheckCode::Colours, value)?;
    let options = ProcessOptions { colours: Some(wanted as u32), ..facts.charm.options.clone() };
    let fewer = Way {
        remedy: format!("Reduce the artwork to {wanted} colours."),
        edit: Edit::SetOptions { charm: facts.charm.id.clone(), options },
    };
    let words = Words {
        passed: format!("The artwork has {found} colours."),
        failed: format!("The artwork has {found} colours (at most {}).", check.limit),
        remedy: "Use fewer colours.".to_owned(),
        ways: vec![fewer],
    };
    Some(check.said(words))
}

impl Facts<'_> {
    /// From pixels of the picture to millimetres.
    pub(super) fn pixels_to_mm(&self) -> Affine {
        let (rect, width) = (self.shape.artwork_box, f64::from(self.shape.picture.width()).max(1.0));
        Affine::translate(rect.origin().to_vec2()) * Affine::scale(rect.width() / width)
    }
}

fn scale(place: Affine) -> f64 {
    place.as_coeffs()[0]
}
