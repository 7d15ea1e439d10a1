//! The exact distance to a charm's edge, near the edge, on a grid of pixels.

use dangle_design::shape::CharmShape;
use kurbo::{Affine, BezPath, PathEl, Point};
use rayon::prelude::*;

/// Rows worked on at a time.
const BAND: usize = 32;
/// How far the straight pieces may leave the curve, in pixels: a twentieth is below what 8-bit alpha shows.
const FLATNESS: f64 = 0.05;

/// Signed distances to a charm's edge (cut line, cut-outs and holes) at pixel centres.
pub(crate) struct EdgeField {
    width: usize,
    /// Distance in pixels, above zero inside the material; farther than the reach it stays there.
    distance: Vec<f32>,
    /// Out of the material, of length 1 within the reach.
    outward: Vec<[f32; 2]>,
    /// How far along its edge the nearest point of it lies, in pixels; within the reach.
    round: Vec<f32>,
}

#[derive(Clone, Copy)]
struct Piece {
    from: [f32; 2],
    along: [f32; 2],
    /// One over the squared length.
    inverse: f32,
    /// How far along its edge it begins, and its length.
    start: f32,
    length: f32,
    /// Whether it bounds something that is cut out of the material.
    inner: bool,
}

impl EdgeField {
    /// The field of a charm on a grid that `to_px` takes its millimetres to.
    pub(crate) fn of(shape: &CharmShape, to_px: Affine, width: usize, height: usize, reach: f32) -> Self {
        let (cut, inner) = (to_px * &shape.outline.cut, to_px * shape.outline.inner());
        EdgeField::new(&cut, &inner, width, height, reach)
    }

    /// The field of a cut line and of closed paths inside it that are cut out, in pixels of a `width` ×
    /// `height` grid, exact within `reach` pixels of the edge.
    pub(crate) fn new(cut: &BezPath, inner: &BezPath, width: usize, height: usize, reach: f32) -> Self {
        let mut pieces = flatten(cut, false);
        pieces.extend(flatten(inner, true));
        let mut distance = vec![0.0; width * height];
        let mut outward = vec![[0.0; 2]; width * height];
        let mut round = vec![0.0; width * height];
        let bands = distance
            .par_chunks_mut(width * BAND)
            .zip(outward.par_chunks_mut(width * BAND))
            .zip(round.par_chunks_mut(width * BAND));
        bands.enumerate().for_each(|(band, ((distance, outward), round))| {
            let mut rows = Rows { top: band * BAND, width, reach, distance, outward, round };
            rows.measure(&pieces);
            rows.sign(&pieces);
        });
        EdgeField { width, distance, outward, round }
    }

    /// Distance and outward direction at a pixel.
    pub(crate) fn at(&self, column: usize, row: usize) -> (f32, [f32; 2]) {
        let index = row * self.width + column;
        (self.distance[index], self.outward[index])
    }

    /// How far along its edge the point of it lies that is nearest to a pixel, in pixels.
    pub(crate) fn round(&self, column: usize, row: usize) -> f32 {
        self.round[row * self.width + column]
    }
}

fn flatten(path: &BezPath, inner: bool) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut start, mut last) = (Point::ORIGIN, Point::ORIGIN);
    let mut walked = 0.0;
    let mut walk = |from: Point, to: Point| {
        pieces.extend(Piece::new(from, to, walked, inner));
        walked += (to - from).hypot();
    };
    kurbo::flatten(path, FLATNESS, |element| match element {
        PathEl::MoveTo(to) => (start, last) = (to, to),
        PathEl::LineTo(to) => {
            walk(last, to);
            last = to;
        }
        PathEl::ClosePath => {
            walk(last, start);
            last = start;
        }
        PathEl::QuadTo(..) | PathEl::CurveTo(..) => unreachable!("flattening leaves straight lines only"),
    });
    pieces
}

impl Piece {
    fn new(from: Point, to: Point, walked: f64, inner: bool) -> Option<Piece> {
        let along = to - from;
        let squared = along.hypot2();
        (squared > 1e-12).then(|| Piece {
            from: [from.x as f32, from.y as f32],
            along: [along.x as f32, along.y as f32],
            inverse: (1.0 / squared) as f32,
            start: walked as f32,
            length: squared.sqrt() as f32,
            inner,
        })
    }

    fn range(&self, axis: usize, reach: f32) -> (f32, f32) {
        let (a, b) = (self.from[axis], self.from[axis] + self.along[axis]);
        (a.min(b) - reach, a.max(b) + reach)
    }

    /// From the nearest point of the piece to `x`, `y`, and how far along the piece that is, 0 to 1.
    fn offset(&self, x: f32, y: f32) -> ([f32; 2], f32) {
        let (dx, dy) = (x - self.from[0], y - self.from[1]);
        let t = ((dx * self.along[0] + dy * self.along[1]) * self.inverse).clamp(0.0, 1.0);
        ([dx - t * self.along[0], dy - t * self.along[1]], t)
    }
}

/// A band of rows of the field while it is made.
struct Rows<'a> {
    top: usize,
    width: usize,
    reach: f32,
    distance: &'a mut [f32],
    outward: &'a mut [[f32; 2]],
    round: &'a mut [f32],
}

impl Rows<'_> {
    fn count(&self) -> usize {
        self.distance.len() / self.width
    }

    /// Writes unsigned squared distances, and the offsets from the edge they belong to.
    fn measure(&mut self, pieces: &[Piece]) {
        self.distance.fill(self.reach * self.reach);
        let (top, bottom) = (self.top as f32, (self.top + self.count()) as f32);
        for piece in pieces {
            let (y0, y1) = piece.range(1, self.reach);
            if y1 < top || y0 > bottom {
                continue;
            }
            let (x0, x1) = piece.range(0, self.reach);
            let columns = (x0.max(0.0) as usize)..(x1.max(0.0).ceil() as usize).min(self.width);
            let rows =
                ((y0 - top).max(0.0) as usize)..((y1 - top).max(0.0).ceil() as usize).min(self.count());
            for row in rows {
                let y = top + row as f32 + 0.5;
                for column in columns.clone() {
                    let (offset, along) = piece.offset(column as f32 + 0.5, y);
                    let squared = offset[0] * offset[0] + offset[1] * offset[1];
                    let index = row * self.width + column;
                    if squared < self.distance[index] {
                        self.distance[index] = squared;
                        self.outward[index] = offset;
                        self.round[index] = piece.start + along * piece.length;
                    }
                }
            }
        }
    }

    /// Turns squared distances into signed ones by non-zero winding, of cut line and cut-outs apart, and offsets into directions.
    fn sign(&mut self, pieces: &[Piece]) {
        let mut crossings: Vec<Crossing> = Vec::new();
        for row in 0..self.count() {
            let y = (self.top + row) as f32 + 0.5;
            cross(pieces, y, &mut crossings);
            let (mut next, mut within, mut cut_out) = (0, 0, 0);
            for column in 0..self.width {
                while next < crossings.len() && crossings[next].x <= column as f32 + 0.5 {
                    let crossing = &crossings[next];
                    *(if crossing.inner { &mut cut_out } else { &mut within }) += crossing.turn;
                    next += 1;
                }
                let index = row * self.width + column;
                let length = self.distance[index].sqrt();
                let side = if within == 0 || cut_out != 0 { 1.0 } else { -1.0 };
                let [x, y] = self.outward[index];
                let scale = if length > 1e-4 && length < self.reach { side / length } else { 0.0 };
                self.outward[index] = [x * scale, y * scale];
                self.distance[index] = -side * length;
            }
        }
    }
}

/// A place where an edge crosses a row.
struct Crossing {
    x: f32,
    /// 1 downward, −1 upward.
    turn: i32,
    inner: bool,
}

/// Where the pieces cross the height `y`, from left to right, and which way.
fn cross(pieces: &[Piece], y: f32, crossings: &mut Vec<Crossing>) {
    crossings.clear();
    for piece in pieces {
        let (from, to) = (piece.from[1], piece.from[1] + piece.along[1]);
        if (from <= y) != (to <= y) {
            let x = piece.from[0] + (y - from) / piece.along[1] * piece.along[0];
            crossings.push(Crossing { x, turn: if to > from { 1 } else { -1 }, inner: piece.inner });
        }
    }
    crossings.sort_by(|a, b| a.x.total_cmp(&b.x));
}

#[cfg(test)]
mod tests {
    use super::*;
    use kurbo::{Circle, Shape};

    #[test]
    fn distances_to_a_circle_are_exact_within_the_reach() {
        let path = Circle::new((40.0, 40.0), 30.0).to_path(0.001);
        let hole = Circle::new((40.0, 40.0), 8.0).to_path(0.001);
        let field = EdgeField::new(&path, &hole, 80, 80, 6.0);
        for (column, row) in [(40, 12), (66, 40), (60, 60), (40, 31), (33, 40), (40, 40), (2, 40), (40, 24)] {
            let (x, y) = (column as f64 + 0.5 - 40.0, row as f64 + 0.5 - 40.0);
            let radius = (x * x + y * y).sqrt();
            let exact = (30.0 - radius).min(radius - 8.0).clamp(-6.0, 6.0);
            let (found, outward) = field.at(column, row);
            assert!((f64::from(found) - exact).abs() < 0.06, "{column},{row}: {found} for {exact}");
            if exact.abs() < 5.9 {
                let side = if radius - 8.0 < 30.0 - radius { -1.0 } else { 1.0 };
                let along = (f64::from(outward[0]) * x + f64::from(outward[1]) * y) / radius * side;
                assert!(along > 0.99, "{column},{row}: {outward:?}");
            }
        }
    }

    #[test]
    fn a_ring_drawn_either_way_round_has_its_inside_inside() {
        let circle = Circle::new((10.0, 10.0), 6.0).to_path(0.01);
        for path in [circle.clone(), circle.reverse_subpaths()] {
            let field = EdgeField::new(&path, &BezPath::new(), 20, 20, 3.0);
            assert!(field.at(10, 10).0 > 0.0);
            assert!(field.at(0, 0).0 < 0.0);
        }
    }
}
