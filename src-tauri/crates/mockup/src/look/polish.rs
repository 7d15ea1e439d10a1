//! Surfaces that mirror: plated metal, and gloss over a colour.

use super::light::{Lamp, fresnel};
use super::noise::rough;
use super::vector::{V3, dot, plus, scaled, unit};
use super::work::Spot;

/// Plated metal that looks like that colour all in all: what it mirrors, as film shows it, so that gold stays gold
/// in its highlights.
pub(super) fn metal(lamp: &Lamp, normal: V3, eye: V3, colour: V3, blur: f32) -> V3 {
    let brightest = colour.iter().fold(0.05_f32, |most, channel| most.max(*channel));
    // A metal's colour is a mean of its lights and darks: the plating itself mirrors nearly all.
    let colour = scaled(colour, (brightest * 0.15 + 0.83) / brightest);
    let seen = lamp.mirrored(normal, eye, blur);
    let grazing = fresnel(dot(normal, eye), 0.0);
    colour.map(|channel| 1.0 - libm::expf(-1.30 * seen * (channel + (1.0 - channel) * grazing)))
}

/// The eye of a camera that comes near: flat metal then mirrors more than one place of the studio, and is seen to be
/// metal.
pub(super) fn from_near(eye: V3) -> V3 {
    unit([eye[0] * 1.9, eye[1] * 1.9, eye[2]])
}

/// The normal of a plated surface: cast and polished by hand, it is never quite flat.
pub(super) fn handmade(spot: &Spot, normal: V3) -> V3 {
    let [x, y] = spot.at;
    let brush = (rough(x / 0.10, y / 3.0, 2, 3) - 0.5) * 0.04;
    let [u, v] = [(rough(x / 5.0, y / 5.0, 2, 8) - 0.5) * 0.09, (rough(x / 5.0, y / 5.0, 2, 9) - 0.5) * 0.09];
    unit([normal[0] + brush + u, normal[1] + v, normal[2]])
}

/// Light that a glossy surface of that normal adds to its colour: a faint mirror of the room, and the soft box.
pub(super) fn gloss(lamp: &Lamp, normal: V3, eye: V3, blur: f32) -> f32 {
    let seen = lamp.mirrored(normal, eye, blur);
    // A photographer turns the lamp until the face is free of the room's mirror: only what is more counts.
    (seen - 0.75).max(0.0) * fresnel(dot(normal, eye), 0.045) * 1.4 + (seen - 1.3).max(0.0) * 0.14
}

/// A colour under gloss: white stays a little below paper white, so that the gloss is seen on it.
pub(super) fn glossed(colour: V3, gloss: f32) -> V3 {
    plus(colour.map(|channel| channel.min(UNDER_GLOSS)), gloss)
}

/// The lightest colour under gloss, in linear light: 0.93 in sRGB.
const UNDER_GLOSS: f32 = 0.85;
