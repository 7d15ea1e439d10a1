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
pub(super) fn turned(face: &Tile, work: &Work<'_>, fine: f64, lean: Foreshortening, wall: Wall) -> Tile {
    if fine <= 1.0 && lean.is_straight() {
        return face.clone();
    }
    let flat = kurbo::Affine::scale(1.0 / fine).transform_rect_bbox(face.rect());
    let seen = lean.to_picture().transform_rect_bbox(flat);
    let hidden = seen - kurbo::Vec2::new(lean.depth, 0.0);
    let mut tile = Tile::covering(seen.union(hidden));
    let columns = Columns::new(&tile, face.x, fine, lean);
    let side = Side { work, columns: &columns, lean, wall };
    let (width, top) = (tile.width, tile.y);
    tile.rgba.par_chunks_mut(width).enumerate().for_each(|(row, out)| {
        let source = |row: f64| ((f64::from(top) + row) * fine - f64::from(face.y)) as f32;
        let rows = Stretch { from: source(row as f64), to: source(row as f64 + 1.0) };
        let colours = summed(face, rows);
        let solid = if lean.is_straight() { Vec::new() } else { side.silhouette(rows) };
        for (column, out) in out.iter_mut().enumerate() {
            let mut seen = columns.spans[column].mean(&colours);
            if !lean.is_straight() && solid[column] < 0.999 {
                let behind = side.at(&solid, &colours, column, rows);
                for k in 0..4 {
                    seen[k] += behind[k] * (1.0 - solid[column]);
                }
            }
            *out = quantise(seen);
        }
    });
    tile
}

/// The mean of a stretch of a tile's rows, premultiplied, 0 to 1.
fn summed(face: &Tile, rows: Stretch) -> Vec<[f32; 4]> {
    let mut sum = vec![[0.0; 4]; face.width];
    for (row, weight) in rows.shares(face.height) {
        let line = &face.rgba[row * face.width..][..face.width];
        for (sum, pixel) in sum.iter_mut().zip(line) {
            for k in 0..4 {
                sum[k] += f32::from(pixel[k]) * weight;
            }
        }
    }
    sum.into_iter().map(|sum| sum.map(|value| value / 255.0)).collect()
}

/// A stretch of rows or columns, whole or in part.
#[derive(Clone, Copy)]
struct Stretch {
    from: f32,
    to: f32,
}

impl Stretch {
    /// The places it covers of so many, each with its share of the whole.
    fn shares(self, count: usize) -> impl Iterator<Item = (usize, f32)> {
        let Stretch { from, to } = self;
        let first = from.floor().max(0.0) as usize;
        let past = (to.ceil().max(0.0) as usize).min(count);
        (first..past).map(move |place| {
            let covered = (to.min(place as f32 + 1.0) - from.max(place as f32)).max(0.0);
            (place, covered / (to - from))
        })
    }

    /// The mean of values over it; nothing lies outside.
    fn mean<const N: usize>(self, values: &[[f32; N]]) -> [f32; N] {
        let mut sum = [0.0; N];
        for (place, share) in self.shares(values.len()) {
            for k in 0..N {
                sum[k] += values[place][k] * share;
            }
        }
        sum
    }

    fn middle(self) -> f32 {
        f32::midpoint(self.from, self.to)
    }
}

/// Which stretch of the face each column of the picture shows.
struct Columns {
    spans: Vec<Stretch>,
}

impl Columns {
    fn new(tile: &Tile, left: i32, fine: f64, lean: Foreshortening) -> Columns {
        let [narrow, .., shift, _] = lean.to_picture().as_coeffs();
        let source = |x: f64| (((x - shift) / narrow) * fine - f64::from(left)) as f32;
        let span = |column: usize| {
            let x = f64::from(tile.x) + column as f64;
            Stretch { from: source(x), to: source(x + 1.0) }
        };
        Columns { spans: (0..tile.width).map(span).collect() }
    }
}

/// The wall between the side that is seen and the hidden one.
struct Side<'a> {
    work: &'a Work<'a>,
    columns: &'a Columns,
    lean: Foreshortening,
    wall: Wall,
}

impl Side<'_> {
    /// How much of each column of the picture the side that is seen covers, in a stretch of rows.
    fn silhouette(&self, rows: Stretch) -> Vec<f32> {
        let work = self.work;
        let mut line = vec![[0.0]; work.width];
        for (row, share) in rows.shares(work.height) {
            for (column, out) in line.iter_mut().enumerate() {
                out[0] += (work.field.at(column, row).0 + 0.5).clamp(0.0, 1.0) * share;
            }
        }
        self.columns.spans.iter().map(|span| span.mean(&line)[0]).collect()
    }

    /// The wall behind a column of the picture, premultiplied. `solid` is the row's silhouette, `face` its
    /// colours.
    fn at(&self, solid: &[f32], face: &[[f32; 4]], column: usize, rows: Stretch) -> [f32; 4] {
        let reach = self.lean.depth.abs() as f32;
        if self.wall == Wall::None || reach < 0.05 {
            return [0.0; 4];
        }
        let toward = if self.lean.depth > 0.0 { 1 } else { -1 };
        let covered =
            |place: i32| if place < 0 { 0.0 } else { solid.get(place as usize).copied().unwrap_or(0.0) };
        let whole = reach.floor() as i32;
        let (mut cover, mut edge, mut most) = (covered(column as i32), None, 0.0);
        for step in 1..=whole + 1 {
            let place = column as i32 + step * toward;
            let here = covered(place);
            // The last step counts as far as the wall reaches into it.
            cover = cover.max(here * if step > whole { reach - whole as f32 } else { 1.0 });
            if here > most && most < 0.6 {
                (most, edge) = (here, Some((place, step)));
            }
        }
        let Some((place, step)) = edge else { return [0.0; 4] };
        let depth = (step as f32 - most).max(0.0) / reach;
        let middle = self.columns.spans[place as usize].middle();
        let colour = face.get(middle.max(0.0) as usize).copied().unwrap_or([0.0; 4]);
        let (light, alpha) =
            self.shade(self.outward(middle, rows.middle()), depth.min(1.0), straight(colour));
        pixel(light, alpha * cover)
    }

    /// Out of the material at a point of the face's edge.
    fn outward(&self, x: f32, y: f32) -> [f32; 2] {
        let column = (x.max(0.0) as usize).min(self.work.width - 1);
        let row = (y.max(0.0) as usize).min(self.work.height - 1);
        let reach = 2;
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
