//! Plates, and what one coat of paint does to them.

use std::collections::BTreeSet;

use super::ink::{Space, process_ink};
use super::marks::{Drawing, Mark};

/// Spots beyond this many get no plate: no charm has so many, and each takes memory.
const MOST_SPOTS: usize = 8;

/// What lands on each plate; 255 is full ink.
pub(crate) struct Painted {
    /// Cyan, magenta, yellow, black of each pixel.
    pub(crate) process: Vec<[u8; 4]>,
    /// The spots, by name.
    pub(crate) spots: Vec<Spot>,
    /// Pictures whose pixels could not be read; they are painted as a mid tone.
    pub(crate) unread_images: usize,
}

/// One spot's plate.
pub(crate) struct Spot {
    /// Its name.
    pub(crate) name: String,
    /// What is left of it after all that is painted over it.
    pub(crate) left: Vec<u8>,
    /// What its own marks put there.
    pub(crate) laid: Vec<u8>,
}

impl Painted {
    /// Bare plates for everything the drawing paints with.
    pub(super) fn bare(drawing: &Drawing<'_>, pixels: usize) -> Painted {
        let names: BTreeSet<&str> = drawing.marks.iter().flat_map(|mark| mark.space.spots()).collect();
        let spot = |name: &str| Spot { name: name.to_owned(), left: vec![0; pixels], laid: vec![0; pixels] };
        let spots = names.into_iter().take(MOST_SPOTS).map(spot).collect();
        Painted { process: vec![[0; 4]; pixels], spots, unread_images: 0 }
    }

    /// The spot of that name.
    pub(crate) fn spot(&self, name: &str) -> Option<&Spot> {
        self.spots.iter().find(|spot| spot.name == name)
    }
}

/// What a mark does to one spot's plate where it lies.
#[derive(Clone, Copy)]
enum Effect {
    /// Nothing.
    Spare,
    /// It takes the spot away, or thins it as far as it is opaque.
    Harm,
    /// It is painted with the spot, at this one of its tints.
    Ink(usize),
}

/// A mark's way of painting, worked out once for all its pixels.
pub(super) struct Coat<'a> {
    mark: &'a Mark<'a>,
    effects: Vec<Effect>,
    /// How opaque it is.
    opacity: u16,
}

impl<'a> Coat<'a> {
    pub(super) fn new(mark: &'a Mark<'a>, painted: &Painted) -> Self {
        let effects = painted.spots.iter().map(|spot| effect(mark, &spot.name)).collect();
        Coat { mark, effects, opacity: (mark.alpha.clamp(0.0, 1.0) * 255.0).round() as u16 }
    }

    /// The tints of a mark of one colour.
    pub(super) fn tints(&self) -> Vec<u8> {
        self.mark.tints.iter().map(|tint| (tint.clamp(0.0, 1.0) * 255.0).round() as u8).collect()
    }

    /// Paints one pixel, of which `covered` is covered, with `tints` of the mark's colour space;
    /// `process` are the process inks they come to.
    pub(super) fn put(
        &self,
        painted: &mut Painted,
        at: usize,
        covered: u8,
        tints: &[u8],
        process: Option<[u8; 4]>,
    ) {
        let share = ((u16::from(covered) * self.opacity + 127) / 255) as u8;
        if share == 0 {
            return;
        }
        self.put_process(&mut painted.process[at], share, process);
        for (spot, effect) in painted.spots.iter_mut().zip(&self.effects) {
            match *effect {
                Effect::Spare => {}
                Effect::Harm => spot.left[at] = mixed(spot.left[at], 0, share),
                Effect::Ink(tint) => {
                    let tint = tints.get(tint).copied().unwrap_or(0);
                    spot.left[at] = mixed(spot.left[at], tint, share);
                    spot.laid[at] = spot.laid[at].max(mixed(0, tint, share));
                }
            }
        }
    }

    fn put_process(&self, inks: &mut [u8; 4], share: u8, process: Option<[u8; 4]>) {
        let amounts = match process {
            None if self.mark.overprint => return,
            None => [0; 4],
            Some(amounts) => amounts,
        };
        for (ink, amount) in inks.iter_mut().zip(amounts) {
            if !(self.mark.skip_zeros && amount == 0) {
                *ink = mixed(*ink, amount, share);
            }
        }
    }
}

/// By the worst reading: see `paint.rs`.
fn effect(mark: &Mark<'_>, spot: &str) -> Effect {
    let by_colour = match &*mark.space {
        Space::Inks(names) => {
            let inked = names.iter().position(|name| name == spot || name == "All");
            if let Some(tint) = inked.filter(|_| process_ink(spot).is_none()) {
                return Effect::Ink(tint);
            }
            false
        }
        Space::Rgb | Space::Pattern | Space::Other(_) => true,
        Space::Cmyk | Space::Gray => false,
    };
    let harms = !mark.overprint || by_colour || mark.blended.is_some();
    if harms { Effect::Harm } else { Effect::Spare }
}

/// `share` of 255 parts `tint`, the rest what is below.
fn mixed(below: u8, tint: u8, share: u8) -> u8 {
    let (below, tint, share) = (u32::from(below), u32::from(tint), u32::from(share));
    ((below * (255 - share) + tint * share + 127) / 255) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_share_replaces_and_none_leaves() {
        for value in 0..=255 {
            assert_eq!(mixed(17, value, 255), value);
            assert_eq!(mixed(value, 17, 0), value);
        }
        assert_eq!(mixed(0, 255, 128), 128);
        assert_eq!(mixed(255, 0, 128), 127);
    }
}
