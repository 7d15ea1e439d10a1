//! Specks: loose parts of the artwork too small to be meant.

use super::parts::Parts;
use crate::artwork::Picture;

/// Alpha from which a pixel belongs to a part, as for the edge that is traced.
const SOLID: u8 = 128;

/// The picture without loose parts whose diameter is below `least`, a share of the picture's longer side.
///
/// A part's diameter is that of a disc as large as it. The largest part stays whatever its size; what is
/// nowhere half opaque and as small goes too. Soft edges go with what they belong to.
pub(super) fn without_specks(picture: Picture, least: f64) -> Picture {
    let least = least * f64::from(picture.width().max(picture.height()));
    let least_area = std::f64::consts::FRAC_PI_4 * least * least;
    if least_area <= 1.0 {
        return picture;
    }
    let (width, height) = (picture.width(), picture.height());
    let alpha: Vec<u8> = picture.rgba().iter().skip(3).step_by(4).copied().collect();
    let mut going = solid_specks(width as usize, &alpha, least_area);
    fade(&mut going, width as usize, &alpha);
    faint_specks(&mut going, width as usize, &alpha, least_area);
    if !going.contains(&true) {
        return picture;
    }
    let mut rgba = picture.into_rgba();
    for (pixel, _) in rgba.as_chunks_mut::<4>().0.iter_mut().zip(going).filter(|(_, going)| *going) {
        *pixel = [0; 4];
    }
    Picture::new(width, height, rgba)
}

fn solid_specks(width: usize, alpha: &[u8], least_area: f64) -> Vec<bool> {
    let solid: Vec<bool> = alpha.iter().map(|&alpha| alpha >= SOLID).collect();
    let parts = Parts::of(width, &solid);
    let largest = parts.areas().iter().copied().max().unwrap_or(0);
    let small = |area: u32| area < largest && f64::from(area) < least_area;
    (0..alpha.len()).map(|at| solid[at] && small(parts.area(parts.label(at)))).collect()
}

/// Takes the soft edges of what goes along: downhill in alpha, so that it ends where another part begins.
fn fade(going: &mut [bool], width: usize, alpha: &[u8]) {
    let mut open: Vec<usize> = (0..going.len()).filter(|&at| going[at]).collect();
    while let Some(at) = open.pop() {
        for beside in beside(at, width, alpha.len()) {
            let soft = alpha[beside] > 0 && alpha[beside] < SOLID;
            if soft && !going[beside] && alpha[beside] <= alpha[at] {
                going[beside] = true;
                open.push(beside);
            }
        }
    }
}

/// Marks small parts that are nowhere solid.
fn faint_specks(going: &mut [bool], width: usize, alpha: &[u8], least_area: f64) {
    let left: Vec<bool> = alpha.iter().zip(&*going).map(|(&alpha, &going)| alpha > 0 && !going).collect();
    let parts = Parts::of(width, &left);
    let mut solid = vec![false; parts.areas().len() + 1];
    for at in (0..alpha.len()).filter(|&at| alpha[at] >= SOLID) {
        solid[parts.label(at) as usize] = true;
    }
    for at in (0..alpha.len()).filter(|&at| left[at]) {
        let label = parts.label(at);
        going[at] |= !solid[label as usize] && f64::from(parts.area(label)) < least_area;
    }
}

fn beside(at: usize, width: usize, count: usize) -> impl Iterator<Item = usize> {
    let x = at % width;
    let left = (x > 0).then(|| at - 1);
    let right = (x + 1 < width).then_some(at + 1);
    let above = at.checked_sub(width);
    let below = Some(at + width).filter(|&below| below < count);
    [left, right, above, below].into_iter().flatten()
}
