//! Solid bodies: opaque materials seen face-on, told apart by their edge, their grain and their gloss.
//!
//! A plain, honest shade: the face is what the process made, the body has its own colour, light comes from one
//! side. Each figure is an estimate by eye.

use dangle_design::shape::CharmShape;
use kurbo::{Affine, Shape, Vec2};

use super::acrylic::{Front, lay, over};
use super::print::Print;
use crate::carrier::Light;
use crate::field::EdgeField;
use crate::metal::smooth;
use crate::pixels::{Tile, grain};

/// What tells one material's surface from another's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Finish {
    /// Width of the rounded edge, in mm.
    round: f32,
    /// How much light the rounded edge takes and gives.
    relief: f32,
    /// How much of the lamp it mirrors.
    gloss: f32,
    /// How uneven its surface is.
    grain: f32,
    /// Length and width of the grain's marks, in mm.
    marks: [f64; 2],
}

const FINISHES: [(&str, Finish); 9] = [
    ("metal", Finish { round: 0.35, relief: 0.5, gloss: 0.9, grain: 0.0, marks: [1.0, 1.0] }),
    ("matte", Finish { round: 0.5, relief: 0.22, gloss: 0.0, grain: 0.02, marks: [3.0, 0.2] }),
    ("rubber", Finish { round: 0.9, relief: 0.28, gloss: 0.25, grain: 0.01, marks: [0.3, 0.3] }),
    ("thread", Finish { round: 0.8, relief: 0.22, gloss: 0.0, grain: 0.13, marks: [1.6, 0.25] }),
    ("plush", Finish { round: 9.0, relief: 0.4, gloss: 0.0, grain: 0.07, marks: [0.6, 0.4] }),
    ("wood", Finish { round: 0.3, relief: 0.25, gloss: 0.0, grain: 0.07, marks: [9.0, 0.35] }),
    ("leather", Finish { round: 1.2, relief: 0.28, gloss: 0.08, grain: 0.06, marks: [0.5, 0.4] }),
    ("frosted", Finish { round: 0.4, relief: 0.25, gloss: 0.35, grain: 0.0, marks: [1.0, 1.0] }),
    ("gloss", Finish { round: 4.0, relief: 0.35, gloss: 1.0, grain: 0.0, marks: [1.0, 1.0] }),
];

impl Finish {
    /// The finish of that look; a look nobody knows is matte.
    pub(crate) fn named(look: &str) -> Finish {
        let found = FINISHES.iter().find(|(name, _)| *name == look);
        found.map_or(FINISHES[1].1, |(_, finish)| *finish)
    }
}

/// The charm as a solid body. `to_px` takes its millimetres to pixels, turned as it hangs, `scale` times.
pub(crate) fn solid(shape: &CharmShape, to_px: Affine, scale: f64, light: Light, finish: Finish) -> Tile {
    let mut tile = Tile::covering((to_px * &shape.outline.cut).bounding_box().inflate(1.0, 1.0));
    let (width, height) = (tile.width, tile.height);
    let local = to_px.then_translate(-Vec2::new(f64::from(tile.x), f64::from(tile.y)));
    let reach = (finish.round * scale as f32).max(2.0);
    let field = EdgeField::of(shape, local, width, height, reach);
    let print = Print::new(shape, local, scale, width, height);
    let front = Front::new(shape, local, light);
    let (to_mm, toward) = (local.inverse(), light.across());
    let body = shape.body.colour.0.map(|channel| f32::from(channel) / 255.0);
    let (left, top) = (tile.x, tile.y);
    tile.fill(|x, y| {
        let (column, row) = ((x - left) as usize, (y - top) as usize);
        let (distance, outward) = field.at(column, row);
        let cover = (distance + 0.5).clamp(0.0, 1.0);
        if cover <= 0.0 {
            return [0.0; 4];
        }
        let (px, py) = (column as f64 + 0.5, row as f64 + 0.5);
        let mut seen = [body[0], body[1], body[2], 1.0];
        over(&mut seen, print.ink_at(px, py));
        let at = to_mm * kurbo::Point::new(px, py);
        let mark = mark(at.x / finish.marks[0], at.y / finish.marks[1]) - 0.5;
        shine(&mut seen, finish.grain * 2.0 * mark);
        let facing = outward[0] * toward[0] + outward[1] * toward[1];
        let rounded = smooth(finish.round, 0.0, distance / scale as f32);
        shine(&mut seen, finish.relief * rounded * facing);
        let sheen = front.at(px, py);
        lay(&mut seen, [1.0; 3], sheen.light * finish.gloss);
        lay(&mut seen, [0.05, 0.06, 0.08], sheen.shade);
        seen.map(|value| value * cover)
    });
    tile
}

/// Makes a colour lighter, or darker below 0.
fn shine(seen: &mut [f32; 4], by: f32) {
    if by > 0.0 { lay(seen, [1.0; 3], by.min(1.0)) } else { lay(seen, [0.0; 3], (-by).min(1.0)) }
}

/// Grain that stays with the material: soft between the marks it is made of, from 0 to 1.
pub(super) fn mark(x: f64, y: f64) -> f32 {
    let (column, row) = (x.floor(), y.floor());
    let at = |dx: i32, dy: i32| grain(column as i32 + dx, row as i32 + dy);
    let ease = |t: f64| (t * t * (3.0 - 2.0 * t)) as f32;
    let (tx, ty) = (ease(x - column), ease(y - row));
    let mix = |a: f32, b: f32, t: f32| a + (b - a) * t;
    mix(mix(at(0, 0), at(1, 0), tx), mix(at(0, 1), at(1, 1), tx), ty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_nobody_knows_is_matte() {
        assert_eq!(Finish::named("unobtainium"), Finish::named("matte"));
        assert_ne!(Finish::named("metal"), Finish::named("matte"));
    }

    #[test]
    fn grain_lies_between_none_and_all_and_differs() {
        let marks: Vec<f32> = (0..200).map(|i| mark(f64::from(i) * 0.37, f64::from(i) * -0.91)).collect();
        assert!(marks.iter().all(|mark| (0.0..=1.0).contains(mark)));
        let spread = marks.iter().fold(0.0_f32, |most, mark| most.max((mark - 0.5).abs()));
        assert!(spread > 0.2, "{spread}");
    }
}
