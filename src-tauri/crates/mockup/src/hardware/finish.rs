//! What parts are coated with, and how that answers to light.

use dangle_design::units::Rgb;
use serde::Deserialize;

use crate::metal::{polished, smooth, to_srgb};

/// A coating.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finish {
    /// Names the finish, such as `silver`.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// How it answers to light.
    pub look: FinishLook,
}

/// How a finish answers to light.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum FinishLook {
    /// Polished metal, which mirrors the room in its colour.
    Metal {
        /// What white becomes in it.
        colour: Rgb,
    },
    /// Metal under an oxide as thin as a wave of light: its colours follow the angle.
    Rainbow,
    /// Glossy colour over metal.
    Enamel {
        /// The colour, where the person chooses none.
        colour: Rgb,
    },
}

impl Finish {
    /// The colour it has where the person chooses none; `None` where it takes none.
    #[must_use]
    pub fn own_colour(&self) -> Option<Rgb> {
        match self.look {
            FinishLook::Enamel { colour } => Some(colour),
            FinishLook::Metal { .. } | FinishLook::Rainbow => None,
        }
    }
}

impl FinishLook {
    /// The same finish in a colour of the person's choice, where it takes one.
    pub(crate) fn coloured(self, colour: Option<Rgb>) -> FinishLook {
        match (self, colour) {
            (FinishLook::Enamel { .. }, Some(colour)) => FinishLook::Enamel { colour },
            _ => self,
        }
    }

    /// The sRGB colour of a polished surface that faces `normal` (x right, y down, z to the viewer).
    pub(super) fn polished(self, normal: [f32; 3]) -> [f32; 3] {
        self.shade(to_srgb(polished(normal)), normal)
    }

    /// The sRGB colour of what silver shows as a grey of `value`, at a place `x`, `y` mm of the part.
    pub(super) fn tone(self, value: f32, x: f32, y: f32) -> [f32; 3] {
        self.shade(value, [0.6 * value + x / 24.0, y / 60.0 - 0.5 * value, 0.7])
    }

    /// The colour of a place that mirrors `value` of the studio, 0 dark and 1 a white card in sRGB.
    fn shade(self, value: f32, normal: [f32; 3]) -> [f32; 3] {
        match self {
            FinishLook::Metal { colour } => {
                // Where a white card is mirrored whole, every metal is nearly white.
                let glare = 0.55 * smooth(0.82, 1.0, value);
                unit(colour).map(|channel| value * (channel + (1.0 - channel) * glare))
            }
            FinishLook::Rainbow => {
                let hue = 0.55 * normal[0] + 0.75 * normal[1] + 0.35 * normal[2];
                let glare = 0.7 * smooth(0.85, 1.0, value);
                spectrum(hue)
                    .map(|channel| (0.18 + 0.92 * value) * (channel + (1.0 - channel) * glare))
                    .map(|v| v.min(1.0))
            }
            FinishLook::Enamel { colour } => {
                // A coat scatters the light of the whole room, and mirrors only the cards, and weakly.
                let facing = (0.62 + 0.22 * normal[2] - 0.16 * normal[1] - 0.12 * normal[0]).clamp(0.0, 1.0);
                let gloss = 0.75 * smooth(0.72, 1.0, value);
                unit(colour).map(|channel| channel * facing + (1.0 - channel * facing) * gloss)
            }
        }
    }
}

/// How much a surface looks at the studio's key light, −1 to 1.
pub(super) fn facing(normal: [f32; 3]) -> f32 {
    -0.55 * normal[0] - 0.60 * normal[1] + 0.58 * normal[2]
}

/// Cloth or thread that looks at the light by `facing`.
pub(super) fn matte(colour: [f32; 3], facing: f32) -> [f32; 3] {
    colour.map(|channel| (channel * (0.62 + 0.52 * facing)).clamp(0.0, 1.0))
}

/// Glossy resin: its own colour in soft light, and a little of the studio on top.
pub(super) fn glossy(colour: [f32; 3], normal: [f32; 3]) -> [f32; 3] {
    let body = matte(colour, facing(normal));
    let grazing = (1.0 - normal[2].clamp(0.0, 1.0)).powi(3);
    let mirror =
        (0.06 + 0.5 * grazing) * polished(normal).min(1.0) + 0.8 * smooth(0.93, 0.99, facing(normal));
    body.map(|channel| channel + (1.0 - channel) * mirror.min(1.0))
}

/// A colour's channels, 0 to 1.
pub(super) fn unit(colour: Rgb) -> [f32; 3] {
    colour.0.map(|channel| f32::from(channel) / 255.0)
}

/// Soft colours of an oxide, once round from 0 to 1.
fn spectrum(turn: f32) -> [f32; 3] {
    let wave = |shift: f32| 0.66 + 0.34 * libm::cosf(std::f32::consts::TAU * (turn * 1.15 + shift));
    [wave(0.02), wave(0.36), wave(0.68)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gold_mirrors_darkness_dark_and_cards_bright() {
        let gold = FinishLook::Metal { colour: Rgb([255, 212, 137]) };
        let up = [0.0, 0.0, 1.0];
        let (dark, bright) = (gold.shade(0.1, up), gold.shade(1.0, up));
        assert!(dark[0] < 0.2 && bright[0] > 0.95 && bright[2] < bright[0]);
    }

    #[test]
    fn only_enamel_takes_a_colour_of_ones_own() {
        let blue = Some(Rgb([0, 0, 255]));
        let silver = FinishLook::Metal { colour: Rgb([247, 245, 241]) };
        assert_eq!(silver.coloured(blue), silver);
        let enamel = FinishLook::Enamel { colour: Rgb([240, 140, 164]) };
        assert_eq!(enamel.coloured(blue), FinishLook::Enamel { colour: Rgb([0, 0, 255]) });
        assert_eq!(enamel.coloured(None), enamel);
    }
}
