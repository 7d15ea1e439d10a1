//! Sheets of acrylic on one another, and what rattles in the cavity of a shaker.

use dangle_design::shape::GuideKind;

use super::acrylic::{LIGHT, RIM, SHADE, Slab, lay, over};
use super::light::fresnel;
use super::noise::chance;
use super::vector::{V3, dot, pixel, plus, scaled, unit};
use super::work::{Spot, Work};
use crate::field::EdgeField;
use crate::metal::smooth;
use crate::pixels::Tile;

/// How much further in the seam between two sheets is seen, in mm.
const SEAM: f32 = 0.95;
/// Beads in a shaker, and their sizes in mm.
const BEADS: i32 = 46;
const SMALLEST: f32 = 0.9;
const LARGEST: f32 = 2.3;

/// Two sheets with the print between.
pub(super) fn sandwich(work: &Work<'_>) -> Tile {
    let slab = Slab::new(work).rounder(1.25);
    work.cut(|spot| {
        let printed = slab.print(spot, slab.thickness / 2.0);
        let mut seen = slab.shade(spot, [0.0; 4], printed);
        seam(&slab, spot, &mut seen);
        seen
    })
}

/// The line between two sheets: light enters there.
fn seam(slab: &Slab<'_>, spot: &Spot, seen: &mut [f32; 4]) {
    lay(seen, SHADE, 0.20 * slab.line(spot.inside, SEAM, SEAM + 0.10));
    lay(seen, LIGHT, 0.34 * slab.line(spot.inside, SEAM + 0.10, SEAM + 0.26));
}

/// Loose beads between two sheets, within the wall of a third.
pub(super) fn shaker(work: &Work<'_>) -> Tile {
    let slab = Slab::new(work).rounder(1.25);
    let Some(cavity) = work.region(GuideKind::Cavity, 3.0) else { return sandwich(work) };
    let beads = Beads::lying(work, &cavity);
    work.cut(|spot| {
        let inside = cavity.at(spot.column, spot.row).0 / work.scale;
        let printed = slab.print(spot, slab.thickness);
        let mut behind = [0.0; 4];
        over(&mut behind, printed);
        let room = (inside * work.scale + 0.5).clamp(0.0, 1.0);
        if room > 0.0 {
            hollow(work, inside, room, &mut behind);
            over(&mut behind, beads.at(work, spot).map(|value| value * room));
        }
        let mut seen = slab.shade(spot, behind, [0.0; 4]);
        seam(&slab, spot, &mut seen);
        wall(&slab, spot, inside, &mut seen);
        seen
    })
}

/// The cavity's floor lies deep: its wall keeps the light off.
fn hollow(work: &Work<'_>, inside: f32, room: f32, seen: &mut [f32; 4]) {
    let reach = 1.0 + work.lamp.lean().abs();
    lay(seen, SHADE, 0.16 * smooth(2.2 * reach, 0.0, inside) * room);
}

/// The inner wall of the spacer, a pale ring with a dark hair.
fn wall(slab: &Slab<'_>, spot: &Spot, inside: f32, seen: &mut [f32; 4]) {
    if spot.inside < RIM {
        return;
    }
    lay(seen, SHADE, 0.26 * slab.line(inside, -0.10, 0.06));
    lay(seen, LIGHT, 0.30 * slab.line(inside, -0.42, -0.10));
    lay(seen, LIGHT, 0.12 * slab.line(inside, 0.06, 0.30));
}

/// One loose bead, in pixels of the grid.
struct Bead {
    x: f32,
    y: f32,
    radius: f32,
    colour: V3,
}

/// Beads as gravity left them.
struct Beads(Vec<Bead>);

impl Beads {
    /// Each bead falls from the cavity's middle and rolls until a wall or other beads hold it.
    fn lying(work: &Work<'_>, cavity: &EdgeField) -> Beads {
        let mut beads: Vec<Bead> = Vec::new();
        let spots: Vec<(usize, usize)> = (0..work.height)
            .flat_map(|row| (0..work.width).map(move |column| (column, row)))
            .filter(|&(column, row)| cavity.at(column, row).0 > LARGEST * 0.6 * work.scale)
            .collect();
        if spots.is_empty() {
            return Beads(beads);
        }
        for number in 0..BEADS {
            let start = spots[(chance(number, 1, 500) * (spots.len() - 1) as f32) as usize];
            let size = SMALLEST + (LARGEST - SMALLEST) * chance(number, 2, 500);
            let hue = chance(number, 3, 500);
            let bead = Bead {
                x: start.0 as f32,
                y: start.1 as f32,
                radius: size / 2.0 * work.scale,
                colour: bead_colour(hue),
            };
            beads.extend(settled(bead, &beads, work, cavity));
        }
        Beads(beads)
    }

    /// The bead that covers a spot, premultiplied.
    fn at(&self, work: &Work<'_>, spot: &Spot) -> [f32; 4] {
        let mut seen = [0.0; 4];
        for bead in &self.0 {
            let (x, y) = ((spot.x - bead.x) / bead.radius, (spot.y - bead.y) / bead.radius);
            let far = (x * x + y * y).sqrt();
            if far > 1.6 {
                continue;
            }
            let (sx, sy) = (x - 0.25, y - 0.35);
            lay(&mut seen, SHADE, 0.30 * smooth(1.5, 0.6, (sx * sx + sy * sy).sqrt()));
            let cover = ((1.0 - far) * bead.radius + 0.5).clamp(0.0, 1.0);
            if cover > 0.0 {
                let surface = unit([x, y, (1.0 - (far * far).min(0.96)).sqrt()]);
                let lamp = &work.lamp;
                let gloss = lamp.mirrored(surface, spot.eye, 0.08) * fresnel(dot(surface, spot.eye), 0.05);
                let light = plus(scaled(bead.colour, lamp.diffuse(surface, 0.4)), gloss);
                over(&mut seen, pixel(light, cover));
            }
        }
        seen
    }
}

fn bead_colour(chance: f32) -> V3 {
    const COLOURS: [V3; 5] =
        [[0.90, 0.28, 0.42], [0.92, 0.66, 0.18], [0.36, 0.62, 0.86], [0.86, 0.84, 0.80], [0.58, 0.40, 0.80]];
    COLOURS[(chance * 4.999) as usize]
}

/// Where a bead comes to rest, if there is room for it.
fn settled(mut bead: Bead, others: &[Bead], work: &Work<'_>, cavity: &EdgeField) -> Option<Bead> {
    let free = |x: f32, y: f32| {
        if x < 0.0 || y < 0.0 || x as usize >= work.width || y as usize >= work.height {
            return false;
        }
        let clear = cavity.at(x as usize, y as usize).0 > bead.radius;
        clear
            && others.iter().all(|other| {
                let (dx, dy) = (x - other.x, y - other.y);
                let least = (bead.radius + other.radius) * 0.94;
                dx * dx + dy * dy >= least * least
            })
    };
    if !free(bead.x, bead.y) {
        return None;
    }
    // A step is a fifth of a millimetre, however fine the grid: the same heap at every scale.
    let step = 0.2 * work.scale;
    let (mut x, mut y) = (bead.x, bead.y);
    for _ in 0..2000 {
        let ways = [(0.0, 1.0), (-0.7, 0.7), (0.7, 0.7)];
        let Some((dx, dy)) = ways.into_iter().find(|(dx, dy)| free(x + dx * step, y + dy * step)) else {
            break;
        };
        (x, y) = (x + dx * step, y + dy * step);
    }
    (bead.x, bead.y) = (x, y);
    Some(bead)
}
