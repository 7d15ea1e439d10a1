//! The proof, sampled where the charm's pixels lie.

use kurbo::Point;

use super::align::Level;
use super::meant::Meant;
use super::placement::Placement;
use super::plane::{Lab, Plane};

/// How far the proof is blurred before its colours are read, in millimetres: noise of JPEG and the dots of
/// a screen go.
const BLUR_MM: f64 = 0.12;
/// Nothing is compared this near to a cut line, whose colour is anyone's choice, in millimetres.
const BESIDE_LINE_MM: f64 = 0.4;

/// The proof on the charm's own grid.
pub(super) struct Sampled {
    /// The colour at each pixel; nothing off the proof.
    pub(super) colours: Vec<Option<Lab>>,
    /// Whether a pixel is inside the cut line and clear of all lines.
    pub(super) clear: Vec<bool>,
    /// What shows where the charm is bare: the median colour inside the cut line beside art and white.
    pub(super) bare: Option<Lab>,
    /// What shows round the charm.
    pub(super) round: Option<Lab>,
}

impl Sampled {
    /// Reads the proof; `placed` is where the art lies and `cut` where the cut line does.
    pub(super) fn of(intent: &Meant, level: Level<'_>, placed: Placement, cut: Placement) -> Sampled {
        let blur = (BLUR_MM * placed.scale).max(0.5);
        let plane = level.plane.blurred(blur);
        let map = placed.affine();
        let colours: Vec<Option<Lab>> =
            (0..intent.printed.len()).map(|at| plane.at(map * intent.place(at))).collect();
        let clear = clear(intent, placed, cut);
        let bare = bare(intent, &clear_of_lines(&colours, &clear), &clear);
        let round = round(intent, &plane, cut);
        Sampled { colours, clear, bare, round }
    }
}

fn clear_of_lines(colours: &[Option<Lab>], clear: &[bool]) -> Vec<Option<Lab>> {
    colours.iter().zip(clear).map(|(colour, clear)| colour.filter(|_| *clear)).collect()
}

/// Clear of the lines where they were meant and where they are.
fn clear(intent: &Meant, placed: Placement, cut: Placement) -> Vec<bool> {
    let reach = BESIDE_LINE_MM.max(2.0 / placed.scale);
    let moved = placed.affine().inverse() * cut.affine();
    let mut clear: Vec<bool> = intent.inside.iter().map(|inside| *inside > 127).collect();
    for line in std::iter::once(&intent.cut).chain(&intent.inner) {
        for line in [line.clone(), moved * line.clone()] {
            for (clear, near) in clear.iter_mut().zip(intent.near(&line, reach)) {
                *clear &= near == 0;
            }
        }
    }
    for hole in &intent.inner {
        let inside = crate::coverage::to_pixels(&intent.grid) * hole.clone();
        let inside = crate::coverage::fill(&inside, intent.grid.width, intent.grid.height);
        for (clear, inside) in clear.iter_mut().zip(inside) {
            *clear &= inside == 0;
        }
    }
    clear
}

fn bare(intent: &Meant, colours: &[Option<Lab>], clear: &[bool]) -> Option<Lab> {
    let reach = (0.5 * intent.grid.per_mm).ceil() as usize;
    let inked: Vec<bool> = (0..clear.len())
        .map(|at| intent.printed[at][3] > 0 || intent.white.as_ref().is_some_and(|white| white[at] > 0))
        .collect();
    let near_ink = spread(&inked, intent.grid.width, reach);
    let free = colours.iter().zip(near_ink).filter_map(|(colour, near)| colour.filter(|_| !near));
    median(&free.collect::<Vec<_>>())
}

fn round(intent: &Meant, plane: &Plane, cut: Placement) -> Option<Lab> {
    let map = cut.affine();
    let centre = intent.trim.center();
    let outside = intent.cut_points.iter().flat_map(|point| {
        [1.2, 2.0]
            .into_iter()
            .flat_map(move |mm| [point.at + point.normal * mm, point.at - point.normal * mm])
    });
    let beyond = |at: &Point| {
        intent.pixel(*at).map_or((*at - centre).hypot() > 1.0, |pixel| intent.inside[pixel] == 0)
    };
    median(&outside.filter(beyond).filter_map(|at| plane.at(map * at)).collect::<Vec<_>>())
}

/// Whether any pixel within `reach` rows and columns is set.
pub(super) fn spread(set: &[bool], width: usize, reach: usize) -> Vec<bool> {
    let along = |set: &[bool], step: usize, length: usize, at: usize| {
        let place = at / step % length;
        let (from, to) = (place.saturating_sub(reach), (place + reach).min(length - 1));
        (from..=to).any(|other| set[at + other * step - place * step])
    };
    let height = set.len() / width;
    let across: Vec<bool> = (0..set.len()).map(|at| along(set, 1, width, at)).collect();
    (0..set.len()).map(|at| along(&across, width, height, at)).collect()
}

/// The middle of each channel; nothing of fewer than twenty.
pub(super) fn median(colours: &[Lab]) -> Option<Lab> {
    (colours.len() >= 20).then(|| {
        std::array::from_fn(|i| {
            let mut values: Vec<f32> = colours.iter().map(|lab| lab[i]).collect();
            values.sort_by(f32::total_cmp);
            values[values.len() / 2]
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_pixel_spreads_to_a_square() {
        let mut set = vec![false; 100];
        set[5 * 10 + 9] = true;
        let wide = spread(&set, 10, 2);
        assert_eq!(wide.iter().filter(|set| **set).count(), 5 * 3);
        assert!(wide[3 * 10 + 7] && !wide[3 * 10 + 6] && !wide[60]);
    }

    #[test]
    fn few_colours_have_no_median() {
        assert_eq!(median(&[[1.0; 3]; 19]), None);
        assert_eq!(median(&[[1.0; 3]; 20]), Some([1.0; 3]));
    }
}
