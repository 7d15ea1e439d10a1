//! A card's few colours, all from the charm's artwork.

use dangle_design::Result;
use dangle_design::artwork::Picture;
use dangle_design::units::Rgb;

use crate::colour::{Press, labs};
use crate::paper::Ink;
use crate::techpack::main_colours;

/// Most ink on uncoated card at any one place, in per cent.
const INK_LIMIT: f64 = 280.0;
/// What stands in for art without any colour: warm grey card.
const COLOURLESS: Rgb = Rgb([176, 164, 148]);
/// Below this lightness (CIE L*), letters on a colour are paper; above it, black.
const DARK: f64 = 60.0;

/// A card's few colours.
pub(super) struct Palette {
    /// The colour it is all from, as a screen shows it.
    pub(super) seen: Rgb,
    /// Nearly paper, with a breath of the card's colour.
    pub(super) tint: Ink,
    /// Between the tint and the colour.
    pub(super) soft: Ink,
    /// The card's colour.
    pub(super) colour: Ink,
    /// Letters on the card's colour.
    pub(super) on_colour: Ink,
    /// A shade of the card's colour that is seen on it, and on paper.
    pub(super) shade: Ink,
}

impl Palette {
    pub(super) fn of(chosen: Option<Rgb>, picture: &Picture, press: &Press) -> Result<Palette> {
        let colour = match chosen {
            Some(colour) => colour.0,
            None => lively(picture, press)?.0,
        };
        let lightness = labs(&[colour])?[0][0];
        let dark = lightness < DARK;
        let other = if dark { [255; 3] } else { [40, 30, 36] };
        let mixed = [
            mix(colour, [255; 3], 0.88),
            mix(colour, [255; 3], 0.6),
            colour,
            mix(colour, other, if dark { 0.16 } else { 0.14 }),
        ];
        let pixels = mixed.map(|[r, g, b]| [r, g, b, 255]);
        let inks = press.inks(&pixels, INK_LIMIT)?;
        let ink = |at: usize| Ink::Cmyk(inks[at].map(|ink| f32::from(ink) / 255.0));
        Ok(Palette {
            seen: Rgb(colour),
            tint: ink(0),
            soft: ink(1),
            colour: ink(2),
            on_colour: if dark { Ink::Cmyk([0.0; 4]) } else { Ink::BLACK },
            shade: ink(3),
        })
    }
}

/// The artwork's most lively colour, that of small specks left out.
fn lively(picture: &Picture, press: &Press) -> Result<Rgb> {
    let main = main_colours(picture, press, 12)?;
    let seen: Vec<[u8; 3]> = main.iter().map(|colour| colour.rgb.0).collect();
    let chroma = |lab: &[f64; 3]| lab[1].hypot(lab[2]);
    let weighed = labs(&seen)?;
    let weight = |at: usize| chroma(&weighed[at]) * main[at].share.powf(0.25);
    let best = (0..main.len()).max_by(|a, b| weight(*a).total_cmp(&weight(*b)));
    let lively = best.filter(|at| chroma(&weighed[*at]) > 14.0).map(|at| main[at].rgb);
    Ok(lively.unwrap_or(COLOURLESS))
}

fn mix(one: [u8; 3], other: [u8; 3], share: f64) -> [u8; 3] {
    std::array::from_fn(|i| (f64::from(one[i]) * (1.0 - share) + f64::from(other[i]) * share).round() as u8)
}
