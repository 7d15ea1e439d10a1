//! What a process made of the artwork, in figures.

use std::sync::Arc;

use kurbo::Rect;

use crate::artwork::Picture;
use crate::units::{Mm, Rgb};

/// What is seen from the front in place of the artwork.
#[derive(Clone, Debug)]
pub struct Front {
    /// The picture.
    pub picture: Arc<Picture>,
    /// Where its rectangle lies.
    pub rect: Rect,
    /// Whether the finished charm shows it: what is printed pale darkens as it shrinks, up to the artwork.
    pub lasts: bool,
    /// How high each pixel lies in a relief, from 0 to 255; `None` where the process makes no steps of height.
    pub heights: Option<Arc<Vec<u8>>>,
}

/// What a process made of the artwork, in figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Makeup {
    /// The colours it has, the most used first; empty where it has as many as the artwork.
    pub colours: Vec<Rgb>,
    /// Width of the narrowest area of one colour.
    pub cell: Option<Mm>,
    /// Width of the thinnest metal.
    pub metal: Option<Mm>,
    /// Details that were too fine and are now part of what lies round them.
    pub merged: usize,
    /// Width of the space inside a shaker: the largest disc that fits.
    pub cavity: Option<Mm>,
    /// What is left of a length after shrinking, across and down; `None` where nothing shrinks.
    pub shrunk: Option<[f64; 2]>,
}

/// What is known of a charm's material.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// How it is shaded.
    pub look: String,
    /// Its own colour.
    pub colour: Rgb,
    /// How thick it is.
    pub thickness: Mm,
    /// Whether white ink is printed on it at all.
    pub white_ink: bool,
}

impl Makeup {
    /// The loose pieces that move in a shaker's cavity, from the smallest to the largest; `None` without one.
    ///
    /// Both figures are practitioners' estimates: pieces are 3 to 10 mm wide, and one as wide as half the
    /// cavity still turns.
    #[must_use]
    pub fn pieces(&self) -> Option<[Mm; 2]> {
        const SMALLEST: Mm = Mm::new(3.0);
        const LARGEST: Mm = Mm::new(10.0);
        self.cavity.map(|cavity| [SMALLEST, (cavity / 2.0).min(LARGEST).max(SMALLEST)])
    }
}
