//! Places where the proof has another colour than was meant.

use dangle_design::Result;
use kurbo::{Point, Rect};

use super::meant::Meant;
use super::plane::{Lab, distance};
use super::sampled::{self, Sampled};
use super::tone::Tone;
use crate::colour::{delta_e_2000, to_lab};

/// From this CIE ΔE 2000 on a colour is another one: below, people differ over whether they see it.
pub(super) const CHANGED: f32 = 5.0;
/// Smallest region that is told, in mm²; below, it is a speck of noise.
const SMALLEST_MM2: f64 = 0.8;
/// Colours of what was meant within this distance count as the same place: edges may be a little off.
const SLACK_MM: f64 = 0.22;
/// Something in a bare place is told from this distance on.
const ADDED: f32 = 14.0;

/// What is the matter with a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Matter {
    /// The artwork is not there: what lies below shows.
    Missing,
    /// It is there in another colour.
    Changed,
    /// Something is there that was not meant.
    Added,
}

/// A connected place on the charm.
#[derive(Clone, Debug)]
pub(super) struct Region {
    pub(super) matter: Matter,
    pub(super) frame: Rect,
    pub(super) area_mm2: f64,
    /// Mean colours in L*a*b*.
    pub(super) meant: Lab,
    pub(super) found: Lab,
    /// CIE ΔE 2000 between them.
    pub(super) delta_e: f32,
    /// Its pixels on the charm's grid.
    pub(super) pixels: Vec<usize>,
}

/// What was meant at each pixel, as the least and greatest of each channel nearby.
pub(super) struct Expected {
    least: Vec<Lab>,
    greatest: Vec<Lab>,
    drawn: Vec<Lab>,
    printed: Vec<Lab>,
    solid: Vec<bool>,
}

impl Expected {
    /// From the artwork as drawn to the artwork as printed: a proof may show either, or what another
    /// profile makes of it.
    pub(super) fn of(intent: &Meant, below: Option<[u8; 3]>) -> Result<Expected> {
        let colours = |art: &[[u8; 4]]| -> Result<Vec<Lab>> {
            let tinted = |&[r, g, b, _]: &[u8; 4]| match below {
                None => [r, g, b],
                Some(below) => [(r, below[0]), (g, below[1]), (b, below[2])]
                    .map(|(ink, below)| ((u16::from(ink) * u16::from(below)) / 255) as u8),
            };
            to_lab(&art.iter().map(tinted).collect::<Vec<_>>())
        };
        let (drawn, printed) = (colours(&intent.original)?, colours(&intent.printed)?);
        let reach = (SLACK_MM * intent.grid.per_mm).ceil() as usize;
        let width = intent.grid.width;
        let bare: Vec<bool> = intent.original.iter().map(|pixel| pixel[3] < 250).collect();
        let solid = sampled::spread(&bare, width, reach).iter().map(|bare| !bare).collect();
        let pick = |choose: fn(f32, f32) -> f32| -> Vec<Lab> {
            let both: Vec<Lab> = drawn
                .iter()
                .zip(&printed)
                .map(|(a, b)| std::array::from_fn(|i| choose(a[i], b[i])))
                .collect();
            nearby(&both, width, reach, choose)
        };
        let (least, greatest) = (pick(f32::min), pick(f32::max));
        Ok(Expected { least, greatest, drawn, printed, solid })
    }

    /// What happened to the whole picture, whether it shows the artwork as drawn or as printed.
    pub(super) fn tone(&self, sampled: &Sampled) -> Tone {
        let usable = |at: &usize| self.solid[*at] && sampled.clear[*at];
        let places: Vec<usize> = (0..self.solid.len()).step_by(3).filter(usable).collect();
        let tone = |meant: &[Lab]| {
            let pairs = places.iter().filter_map(|at| Some((meant[*at], sampled.colours[*at]?)));
            Tone::between(&pairs.collect::<Vec<_>>())
        };
        let (printed, drawn) = (tone(&self.printed), tone(&self.drawn));
        if drawn.1 < printed.1 { drawn.0 } else { printed.0 }
    }

    /// The printed colours of what is compared.
    pub(super) fn colours<'a>(&'a self, sampled: &'a Sampled) -> impl Iterator<Item = (Lab, Lab)> + 'a {
        let usable = |at: &usize| self.solid[*at] && sampled.clear[*at];
        let pair = |at: usize| Some((self.printed[at], sampled.colours[at]?));
        (0..self.solid.len()).filter(usable).filter_map(pair)
    }
}

/// The least or greatest of each channel within `reach` rows and columns.
fn nearby(colours: &[Lab], width: usize, reach: usize, choose: fn(f32, f32) -> f32) -> Vec<Lab> {
    let along = |colours: &[Lab], step: usize, length: usize, at: usize| {
        let place = at / step % length;
        let (from, to) = (place.saturating_sub(reach), (place + reach).min(length - 1));
        let first = at - place * step;
        (from..=to).fold(colours[at], |best, other| {
            let other = colours[first + other * step];
            std::array::from_fn(|i| choose(best[i], other[i]))
        })
    };
    let height = colours.len() / width;
    let across: Vec<Lab> = (0..colours.len()).map(|at| along(colours, 1, width, at)).collect();
    (0..colours.len()).map(|at| along(&across, width, height, at)).collect()
}

/// The regions where the proof differs, largest first.
pub(super) fn differing(intent: &Meant, expected: &Expected, sampled: &Sampled, tone: &Tone) -> Vec<Region> {
    let matters: Vec<Option<Matter>> =
        (0..intent.printed.len()).map(|at| matter(intent, expected, sampled, tone, at)).collect();
    let mut regions: Vec<Region> = [Matter::Changed, Matter::Added]
        .into_iter()
        .flat_map(|matter| {
            let set: Vec<bool> = matters.iter().map(|found| *found == Some(matter)).collect();
            parts(&opened(&set, intent.grid.width), intent.grid.width)
                .into_iter()
                .map(move |pixels| (matter, pixels))
        })
        .filter_map(|(matter, pixels)| region(intent, expected, sampled, tone, matter, pixels))
        .collect();
    regions.sort_by(|a, b| b.area_mm2.total_cmp(&a.area_mm2));
    regions
}

fn matter(intent: &Meant, expected: &Expected, sampled: &Sampled, tone: &Tone, at: usize) -> Option<Matter> {
    let found = sampled.colours[at].filter(|_| sampled.clear[at])?;
    if !expected.solid[at] {
        let bare = intent.printed[at][3] == 0 && intent.white.as_ref().is_none_or(|white| white[at] == 0);
        let added = bare && sampled.bare.is_some_and(|bare| distance(bare, found) > ADDED);
        return added.then_some(Matter::Added);
    }
    let (a, b) = (tone.of(expected.least[at]), tone.of(expected.greatest[at]));
    let nearest = std::array::from_fn(|i| found[i].clamp(a[i].min(b[i]), a[i].max(b[i])));
    if distance(found, nearest) < CHANGED * 0.6 || delta_e_2000(found, nearest) < CHANGED {
        return None;
    }
    Some(Matter::Changed)
}

/// Without what is thinner than three pixels.
fn opened(set: &[bool], width: usize) -> Vec<bool> {
    let unset: Vec<bool> = set.iter().map(|set| !set).collect();
    let eroded: Vec<bool> = sampled::spread(&unset, width, 1).iter().map(|unset| !unset).collect();
    sampled::spread(&eroded, width, 1).iter().zip(set).map(|(near, set)| *near && *set).collect()
}

/// The connected parts of a set of pixels.
fn parts(set: &[bool], width: usize) -> Vec<Vec<usize>> {
    let mut left = set.to_vec();
    let mut parts = Vec::new();
    for start in 0..left.len() {
        if !std::mem::take(&mut left[start]) {
            continue;
        }
        let (mut part, mut next) = (vec![start], 0);
        while let Some(&at) = part.get(next) {
            next += 1;
            let x = at % width;
            let sides = [
                (x > 0).then(|| at - 1),
                (x + 1 < width).then(|| at + 1),
                at.checked_sub(width),
                Some(at + width).filter(|below| *below < set.len()),
            ];
            for side in sides.into_iter().flatten() {
                if std::mem::take(&mut left[side]) {
                    part.push(side);
                }
            }
        }
        parts.push(part);
    }
    parts
}

fn region(
    intent: &Meant,
    expected: &Expected,
    sampled: &Sampled,
    tone: &Tone,
    matter: Matter,
    pixels: Vec<usize>,
) -> Option<Region> {
    let pixel_mm2 = intent.grid.per_mm.powi(-2);
    let area_mm2 = pixels.len() as f64 * pixel_mm2;
    if area_mm2 < SMALLEST_MM2 {
        return None;
    }
    let mean = |colour: &dyn Fn(usize) -> Lab| -> Lab {
        let sum = pixels.iter().fold([0.0f32; 3], |sum, at| {
            let lab = colour(*at);
            std::array::from_fn(|i| sum[i] + lab[i])
        });
        sum.map(|sum| sum / pixels.len() as f32)
    };
    let found = mean(&|at| sampled.colours[at].unwrap_or_default());
    let meant = match (matter, sampled.bare) {
        (Matter::Added, Some(bare)) => bare,
        _ => mean(&|at| tone.of(expected.printed[at])),
    };
    let corners = pixels.iter().map(|at| intent.place(*at));
    let half = 0.5 / intent.grid.per_mm;
    let frame = corners.fold(None, |frame: Option<Rect>, at: Point| {
        Some(frame.map_or(Rect::from_points(at, at), |frame| frame.union_pt(at)))
    })?;
    let delta_e = delta_e_2000(meant, found);
    let matter = if matter == Matter::Changed && delta_e > 8.0 && shows_below(intent, sampled, &pixels) {
        Matter::Missing
    } else {
        matter
    };
    Some(Region { matter, frame: frame.inflate(half, half), area_mm2, meant, found, delta_e, pixels })
}

/// Whether what lies below the artwork shows on most of the pixels: the white, the bare charm, the ground.
fn shows_below(intent: &Meant, sampled: &Sampled, pixels: &[usize]) -> bool {
    let white = intent.white.as_ref().map(|_| [100.0, 0.0, 0.0]);
    let below: Vec<Lab> = [white, sampled.bare, sampled.round].into_iter().flatten().collect();
    let shows = |at: &&usize| {
        sampled.colours[**at].is_some_and(|found| below.iter().any(|below| delta_e_2000(found, *below) < 6.0))
    };
    pixels.iter().filter(shows).count() * 3 > pixels.len() * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_apart_and_slivers_are_dropped() {
        let mut set = vec![false; 400];
        for at in (0..5).flat_map(|y| (0..5).map(move |x| (y + 2) * 20 + x + 2)) {
            set[at] = true;
        }
        set[12 * 20..13 * 20].fill(true);
        assert_eq!(parts(&set, 20).len(), 2);
        let thick = parts(&opened(&set, 20), 20);
        assert_eq!(thick.len(), 1);
        assert_eq!(thick[0].len(), 25);
    }
}
