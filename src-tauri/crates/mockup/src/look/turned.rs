//! A plate seen straight on, turned about the upright: narrower, and with the wall of its thickness.

use rayon::prelude::*;

use super::pose::Foreshortening;
use super::vector::{V3, dot, mixed, pixel, scaled, straight, unit};
use super::work::Work;
use crate::pixels::{Tile, quantise};

/// What the cut edge of a material shows from the side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Wall {
    /// Clear plastic: it mirrors and pipes the dark room.
    Clear,
    /// The body's own colour, so dark.
    Plain(f32),
    /// The colour of the face, drawn round the edge.
    Wrapped,
    /// Polished metal.
    Metal,
    /// Nothing: soft things have no wall.
    None,
}

/// The picture of a face that was worked out `fine` times as large, seen as it leans.
pub(super) fn turned(face: &Tile, work: &Work<'_>, fine: usize, lean: Foreshortening, wall: Wall) -> Tile {
    if fine == 1 && lean.is_straight() {
        return face.clone();
    }
    let step = fine as f64;
    let flat = kurbo::Rect::new(
        f64::from(face.x) / step,
        f64::from(face.y) / step,
        (f64::from(face.x) + face.width as f64) / step,
        (f64::from(face.y) + face.height as f64) / step,
    );
    let seen = lean.to_picture().transform_rect_bbox(flat);
    let hidden = seen - kurbo::Vec2::new(lean.depth, 0.0);
    let mut tile = Tile::covering(seen.union(hidden));
    let columns = Columns::new(&tile, face.x, fine, lean);
    let side = Side { work, fine, columns: &columns, lean, wall };
    let (width, top) = (tile.width, tile.y);
    tile.rgba.par_chunks_mut(width).enumerate().for_each(|(row, out)| {
        let first = (top + row as i32) * fine as i32 - face.y;
        let source = summed(face, first, fine);
        let narrow: Vec<[f32; 4]> = (0..width).map(|column| columns.mean(&source, column)).collect();
        for (column, out) in out.iter_mut().enumerate() {
            let mut seen = narrow[column];
            if seen[3] < 0.999 && !lean.is_straight() {
                let behind = side.at(&narrow, column, first + fine as i32 / 2);
                for k in 0..4 {
                    seen[k] += behind[k] * (1.0 - seen[3]);
                }
            }
            *out = quantise(seen);
        }
    });
    tile
}

/// The mean of `fine` rows of a tile from row `first`, premultiplied, 0 to 1.
fn summed(face: &Tile, first: i32, fine: usize) -> Vec<[f32; 4]> {
    let mut sum = vec![[0.0; 4]; face.width];
    for row in first..first + fine as i32 {
        if row < 0 || row >= face.height as i32 {
            continue;
        }
        let line = &face.rgba[row as usize * face.width..][..face.width];
        for (sum, pixel) in sum.iter_mut().zip(line) {
            for k in 0..4 {
                sum[k] += f32::from(pixel[k]);
            }
        }
    }
    let share = 1.0 / (255.0 * fine as f32);
    sum.into_iter().map(|sum| sum.map(|value| value * share)).collect()
}

/// Which stretch of the face each column of the picture shows.
struct Columns {
    spans: Vec<[f32; 2]>,
}

impl Columns {
    fn new(tile: &Tile, left: i32, fine: usize, lean: Foreshortening) -> Columns {
        let [narrow, .., shift, _] = lean.to_picture().as_coeffs();
        let source = |x: f64| (((x - shift) / narrow) * fine as f64 - f64::from(left)) as f32;
        let span = |column: usize| {
            let x = f64::from(tile.x) + column as f64;
            [source(x), source(x + 1.0)]
        };
        Columns { spans: (0..tile.width).map(span).collect() }
    }

    /// The mean of a row over a column's stretch.
    fn mean(&self, row: &[[f32; 4]], column: usize) -> [f32; 4] {
        let [from, to] = self.spans[column];
        let (first, last) = (from.floor() as i64, (to.ceil() as i64 - 1).max(from.floor() as i64));
        let mut sum = [0.0; 4];
        for place in first.max(0)..=last.min(row.len() as i64 - 1) {
            let weight = (to.min(place as f32 + 1.0) - from.max(place as f32)).max(0.0);
            let pixel = row[place as usize];
            for k in 0..4 {
                sum[k] += pixel[k] * weight;
            }
        }
        sum.map(|value| value / (to - from))
    }
}

/// The wall between the side that is seen and the hidden one.
struct Side<'a> {
    work: &'a Work<'a>,
    fine: usize,
    columns: &'a Columns,
    lean: Foreshortening,
    wall: Wall,
}

impl Side<'_> {
    /// The wall behind a column of the picture, premultiplied. `line` is the face's row.
    fn at(&self, row: &[[f32; 4]], column: usize, line: i32) -> [f32; 4] {
        let reach = self.lean.depth.abs() as f32;
        if self.wall == Wall::None || reach < 0.05 {
            return [0.0; 4];
        }
        let toward = if self.lean.depth > 0.0 { 1 } else { -1 };
        let alpha = |place: i32| row.get(place.max(0) as usize).map_or(0.0, |pixel| pixel[3]);
        let whole = reach.floor() as i32;
        let (mut cover, mut edge) = (alpha(column as i32), None);
        for step in 1..=whole + 1 {
            let place = column as i32 + step * toward;
            // The last step counts as far as the wall reaches into it.
            let share = if step > whole { reach - whole as f32 } else { 1.0 };
            cover = cover.max(alpha(place) * share);
            if edge.is_none() && alpha(place) > 0.5 {
                edge = Some((place, step));
            }
        }
        let Some((place, step)) = edge else { return [0.0; 4] };
        let depth = (step as f32 - 0.5).max(0.0) / reach;
        let face = row[place as usize];
        let span = self.columns.spans[place as usize];
        let outward = self.outward(f32::midpoint(span[0], span[1]), line);
        let (light, alpha) = self.shade(outward, depth.min(1.0), straight(face));
        pixel(light, alpha * cover)
    }

    /// Out of the material at a point of the face's edge.
    fn outward(&self, x: f32, line: i32) -> [f32; 2] {
        let column = (x.max(0.0) as usize).min(self.work.width - 1);
        let row = (line.max(0) as usize).min(self.work.height - 1);
        let reach = self.fine as i32;
        let near = |step: i32| (column as i32 + step).clamp(0, self.work.width as i32 - 1) as usize;
        let found = (-reach..=reach).map(|step| self.work.field.at(near(step), row).1);
        let sum = found.fold([0.0, 0.0], |sum, v| [sum[0] + v[0], sum[1] + v[1]]);
        let length = (sum[0] * sum[0] + sum[1] * sum[1]).sqrt();
        if length > 1e-3 { sum.map(|v| v / length) } else { [-self.work.lamp.lean().signum(), 0.0] }
    }

    /// The light and cover of the wall, `depth` from the side that is seen to the hidden one.
    fn shade(&self, outward: [f32; 2], depth: f32, face: V3) -> (V3, f32) {
        let lamp = &self.work.lamp;
        let out: V3 = [outward[0], outward[1], 0.0];
        let eye = lamp.eye([0.0, 0.0]);
        let key = dot(out, lamp.key).max(0.0);
        match self.wall {
            Wall::Clear => {
                // The dark of the room comes through the far cut, a pale lip at either arris.
                let lip = 1.0 - (depth.min(1.0 - depth) / 0.10).min(1.0);
                let light = 0.045 + 0.10 * depth + 0.30 * key * key + 0.25 * lip;
                ([light * 0.95, light, light * 1.03], 0.86)
            }
            Wall::Plain(dark) => (scaled(self.work.body, dark * lamp.diffuse(out, 0.3)), 1.0),
            Wall::Wrapped => {
                let round = unit([out[0], out[1], 1.0 - depth]);
                (scaled(mixed(face, self.work.body, 0.2), 0.8 * lamp.diffuse(round, 0.3)), 1.0)
            }
            Wall::Metal => {
                let seen = lamp.mirrored(out, eye, 0.3);
                (self.work.body.map(|colour| 1.0 - libm::expf(-seen * colour * 1.1)), 1.0)
            }
            Wall::None => ([0.0; 3], 0.0),
        }
    }
}
