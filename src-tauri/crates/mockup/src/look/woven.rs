//! A woven patch: fine threads over and under, each area in the colour that lies on top.

use super::embroidery::border;
use super::noise::{chance, soft};
use super::regions::Regions;
use super::thread::{Merrow, Strand, strand};
use super::vector::{V3, pixel, scaled, unit};
use super::work::{Spot, Work};
use crate::metal::smooth;
use crate::pixels::Tile;

/// Distance between two weft threads, and between two warp threads, in mm.
const WEFT: f32 = 0.21;
const WARP: f32 = 0.26;

/// A patch from a loom.
pub(super) fn woven(work: &Work<'_>) -> Tile {
    let regions = Regions::of(work);
    let merrow = border(work, &regions);
    work.every(|spot| {
        if spot.inside < -0.4 {
            return [0.0; 4];
        }
        if spot.inside < merrow.width {
            let (light, cover) = merrow.at(work, spot);
            return pixel(light, cover);
        }
        pixel(cloth(work, &regions, &merrow, spot), 1.0)
    })
}

/// The thread on top at a spot.
fn cloth(work: &Work<'_>, regions: &Regions, merrow: &Merrow, spot: &Spot) -> V3 {
    let [x, y] = spot.at;
    let sway = (soft(x / 5.0, y / 5.0, 51) - 0.5) * 0.05;
    // Threads too fine for the grid would beat with it: they fade to their mean.
    let shown = smooth(1.5, 4.0, WEFT * work.scale);
    let (row, column) = (((y + sway) / WEFT).floor(), (x / WARP).floor());
    // A colour changes only from one thread to the next.
    let [dx, dy] = work.across([(column + 0.5) * WARP - x, (row + 0.5) * WEFT - y - sway]);
    let label = regions.label_at(spot.x + dx * work.scale, spot.y + dy * work.scale);
    let across = ((y + sway) / WEFT - row) * 2.0 - 1.0;
    let over = (x / WARP - column) * 2.0 - 1.0;
    // Satin binding: every fifth thread goes under, shifted by two from row to row.
    let under = (column as i32 + 2 * row as i32).rem_euclid(5) == 0;
    let [wx, wy] = work.across([1.0, 0.0]);
    let dip = shown * if under { over * 0.55 } else { over * 0.14 };
    let tint = 0.96 + 0.06 * chance(row as i32, column as i32 / 7, 52);
    let at = Strand {
        along: unit([wx, wy, -dip]),
        across: across * 0.9 * shown,
        dive: if under { dip * 0.6 } else { 0.0 },
        twist: 0.3 + 0.4 * chance(column as i32, row as i32, 53),
    };
    let lit = strand(&work.lamp, scaled(regions.colour(label), tint), at);
    let beneath = 0.72 + 0.28 * ((spot.inside - merrow.width) / 0.5).clamp(0.0, 1.0);
    scaled(lit, beneath * if under { 0.92 } else { 1.0 })
}
