//! How far every place is from a cut line, read from a grid.

use super::form::Ring;

/// Signed distances to a ring on a grid: above 0 outside, below 0 inside. Between the nodes it is interpolated, which
/// errs by hundredths of a millimetre at most; what is laid is checked exactly in the end (see [`super::exact`]).
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// The grid's first node.
    from: [f32; 2],
    per_mm: f32,
    columns: usize,
    rows: usize,
    nodes: Vec<f32>,
    /// Half the width and height of the ring's box, whose middle is the origin.
    half: [f32; 2],
}

impl Field {
    /// The distances round a ring, exact to `reach` outside of it.
    pub(super) fn of(ring: &Ring, half: [f32; 2], reach: f32, cell: f32) -> Field {
        let from = [-half[0] - reach, -half[1] - reach];
        let count = |side: f32| (2.0 * (side + reach) / cell).ceil() as usize + 2;
        let [columns, rows] = half.map(count);
        let nodes = vec![f32::MAX; columns * rows];
        let mut field = Field { from, per_mm: 1.0 / cell, columns, rows, nodes, half };
        field.measure(ring, reach);
        field.reach_inward(cell);
        field.sign(ring);
        // Outside, what was not measured is at least that far; inside, it is as far as the way to it.
        field.nodes.iter_mut().for_each(|distance| *distance = distance.min(reach));
        field
    }

    /// The distance at a place relative to the middle of the ring's box. Beyond the grid it is too small rather than
    /// too large.
    #[inline]
    pub(super) fn at(&self, x: f32, y: f32) -> f32 {
        let (u, v) = ((x - self.from[0]) * self.per_mm, (y - self.from[1]) * self.per_mm);
        if u < 0.0 || v < 0.0 || u >= (self.columns - 1) as f32 || v >= (self.rows - 1) as f32 {
            return (x.abs() - self.half[0]).max(y.abs() - self.half[1]);
        }
        let (i, j) = (u as usize, v as usize);
        let (s, t) = (u - i as f32, v - j as f32);
        let at = j * self.columns + i;
        let [above, below] = [&self.nodes[at..at + 2], &self.nodes[at + self.columns..at + self.columns + 2]];
        let (top, bottom) = (above[0] + s * (above[1] - above[0]), below[0] + s * (below[1] - below[0]));
        top + t * (bottom - top)
    }

    /// The exact distance of every node that lies within `reach` of an edge.
    fn measure(&mut self, ring: &Ring, reach: f32) {
        let node = |value: f32, from: f32| (value - from) * self.per_mm;
        let mut nodes = std::mem::take(&mut self.nodes);
        for [p, q] in ring.edges() {
            let [p, q] = [p, q].map(|point| point.map(|value| value as f32));
            let span = |axis: usize, count: usize| {
                let low = node(p[axis].min(q[axis]) - reach, self.from[axis]).max(0.0).ceil() as usize;
                let high =
                    node(p[axis].max(q[axis]) + reach, self.from[axis]).min((count - 1) as f32) as usize;
                low..=high
            };
            let along = [q[0] - p[0], q[1] - p[1]];
            let square = along[0].mul_add(along[0], along[1] * along[1]).max(f32::MIN_POSITIVE);
            for j in span(1, self.rows) {
                let y = self.from[1] + j as f32 / self.per_mm - p[1];
                for i in span(0, self.columns) {
                    let x = self.from[0] + i as f32 / self.per_mm - p[0];
                    let share = ((x * along[0] + y * along[1]) / square).clamp(0.0, 1.0);
                    let (dx, dy) = (x - share * along[0], y - share * along[1]);
                    let kept = &mut nodes[j * self.columns + i];
                    *kept = kept.min(dx * dx + dy * dy);
                }
            }
        }
        for square in nodes.iter_mut().filter(|square| **square < f32::MAX) {
            *square = square.sqrt();
        }
        self.nodes = nodes;
    }

    /// Farther from every edge than was measured: roughly, from node to node, which is enough to lead out of there.
    fn reach_inward(&mut self, cell: f32) {
        let (columns, rows) = (self.columns, self.rows);
        let diagonal = cell * std::f32::consts::SQRT_2;
        let mut ease = |at: usize, near: [(usize, f32); 4]| {
            let best = near.iter().map(|(other, way)| self.nodes[*other] + way).fold(f32::MAX, f32::min);
            self.nodes[at] = self.nodes[at].min(best);
        };
        for j in 1..rows - 1 {
            for i in 1..columns - 1 {
                let at = j * columns + i;
                let up = at - columns;
                ease(at, [(at - 1, cell), (up, cell), (up - 1, diagonal), (up + 1, diagonal)]);
            }
        }
        for j in (1..rows - 1).rev() {
            for i in (1..columns - 1).rev() {
                let at = j * columns + i;
                let down = at + columns;
                ease(at, [(at + 1, cell), (down, cell), (down + 1, diagonal), (down - 1, diagonal)]);
            }
        }
    }

    /// Turns the distances inside the ring negative.
    fn sign(&mut self, ring: &Ring) {
        for j in 0..self.rows {
            let y = f64::from(self.from[1] + j as f32 / self.per_mm);
            let mut crossings = ring.crossings(y);
            crossings.sort_by(f64::total_cmp);
            for inside in crossings.chunks_exact(2) {
                let node = |x: f64| (x - f64::from(self.from[0])) * f64::from(self.per_mm);
                let (first, last) = (node(inside[0]).ceil().max(0.0) as usize, node(inside[1]).floor());
                for i in first..=(last.max(0.0) as usize).min(self.columns - 1) {
                    if i as f64 <= last {
                        let distance = &mut self.nodes[j * self.columns + i];
                        *distance = -*distance;
                    }
                }
            }
        }
    }
}
