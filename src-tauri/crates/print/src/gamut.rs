//! What of the artwork a press cannot print: a check that needs the press, and so is made here.

use dangle_design::Result;
use dangle_design::artwork::Picture;
use dangle_design::check::{Words, judged};
use dangle_design::process::{CheckCode, Process};
use dangle_design::shape::{CharmShape, Check};
use kurbo::Point;

use crate::colour::Press;

/// The press that is looked at where no recipe is chosen yet: coated paper, as vendors' proofs are.
const USUAL_PRESS: &str = "fogra39-argyll";
/// Its limit of ink, in per cent.
const INK_LIMIT: f64 = 300.0;
/// A colour that moves farther than this, as CIE 1976 ΔE, is another colour to anybody.
const SEEN: f64 = 10.0;
/// How fine colours are told apart, in bits a channel.
const BITS: u32 = 5;

/// Adds the checks that need the press to a shape's.
///
/// # Errors
/// `Store` when the press profile cannot be used.
pub fn add_checks(shape: &mut CharmShape, process: &Process) -> Result<()> {
    if let Some(check) = gamut(shape, process)? {
        shape.add_check(check);
    }
    Ok(())
}

fn gamut(shape: &CharmShape, process: &Process) -> Result<Option<Check>> {
    if process.limit(CheckCode::Gamut).is_none() {
        return Ok(None);
    }
    let dull = Dull::of(&shape.picture, &Press::load(USUAL_PRESS)?)?;
    let value = 100.0 * dull.share;
    let Some(check) = judged(process, CheckCode::Gamut, value) else { return Ok(None) };
    let (rect, size) = (shape.artwork_box, [shape.picture.width(), shape.picture.height()].map(f64::from));
    let place = |[x, y]: [f64; 2]| {
        Point::new(rect.x0 + x / size[0] * rect.width(), rect.y0 + y / size[1] * rect.height())
    };
    let words = Words {
        passed: format!("The press can print all but {value:.0} % of the artwork as it is drawn."),
        failed: format!(
            "The press prints {value:.0} % of the artwork duller than it is drawn (at most {} %).",
            check.limit
        ),
        remedy: "See the Print room for what is printed, or choose calmer colours.".to_owned(),
        ways: Vec::new(),
    };
    Ok(Some(check.placed(dull.at.map(place)).said(words)))
}

/// The part of a picture that comes out dull.
struct Dull {
    share: f64,
    /// A pixel of it, near its middle.
    at: Option<[f64; 2]>,
}

impl Dull {
    fn of(picture: &Picture, press: &Press) -> Result<Dull> {
        let mut counts = vec![0_u32; 1 << (3 * BITS)];
        let opaque = || picture.rgba().chunks_exact(4).enumerate().filter(|(_, pixel)| pixel[3] > 127);
        opaque().for_each(|(_, pixel)| counts[bin(pixel)] += 1);
        let used: Vec<usize> = (0..counts.len()).filter(|&bin| counts[bin] > 0).collect();
        let colours: Vec<[u8; 3]> = used.iter().map(|&bin| colour(bin)).collect();
        let mut moved = vec![false; counts.len()];
        for (&bin, shift) in used.iter().zip(press.shifts(&colours, INK_LIMIT)?) {
            moved[bin] = shift > SEEN;
        }
        let total: u32 = counts.iter().sum();
        let dull: u32 = used.iter().filter(|&&bin| moved[bin]).map(|&bin| counts[bin]).sum();
        let width = (picture.width() as usize).max(1);
        let places: Vec<[f64; 2]> = opaque()
            .filter(|(_, pixel)| moved[bin(pixel)])
            .step_by((dull as usize / 2000).max(1))
            .map(|(at, _)| [(at % width) as f64 + 0.5, (at / width) as f64 + 0.5])
            .collect();
        Ok(Dull { share: f64::from(dull) / f64::from(total.max(1)), at: middle(&places) })
    }
}

/// Of some places the one nearest to the middle of all.
fn middle(places: &[[f64; 2]]) -> Option<[f64; 2]> {
    let count = places.len() as f64;
    let mean = |axis: usize| places.iter().map(|place| place[axis]).sum::<f64>() / count;
    let (x, y) = (mean(0), mean(1));
    let far = |place: &[f64; 2]| (place[0] - x).hypot(place[1] - y);
    places.iter().min_by(|a, b| far(a).total_cmp(&far(b))).copied()
}

fn bin(pixel: &[u8]) -> usize {
    let channel = |value: u8| usize::from(value >> (8 - BITS));
    channel(pixel[0]) << (2 * BITS) | channel(pixel[1]) << BITS | channel(pixel[2])
}

/// The middle colour of a bin.
fn colour(bin: usize) -> [u8; 3] {
    let channel = |shift: u32| {
        let value = (bin >> shift & ((1 << BITS) - 1)) as u32;
        (value * 255 / ((1 << BITS) - 1)) as u8
    };
    [channel(2 * BITS), channel(BITS), channel(0)]
}
