//! Distance fields: for every sample of a grid the exact distance to the nearest stroke, and which it is.
//!
//! Strokes near a sample are measured directly; from there the *name* of the nearest stroke is swept over
//! the grid, and each sample measures the strokes its neighbours found nearest (Danielsson's distance
//! transform, "Euclidean distance mapping", 1980, with segments in place of points). Distances are thus
//! exact wherever the name is right, however coarse the grid.

/// Names no stroke.
pub(crate) const NONE: u32 = u32::MAX;

/// A straight stroke, in grid units: a sample (i, j) lies at (i + ½, j + ½).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stroke {
    from: [f32; 2],
    along: [f32; 2],
    /// One over the squared length; zero for a point.
    per_length2: f32,
    /// How far the stroke's edge lies beyond its line.
    pub(crate) reach: f32,
}

impl Stroke {
    pub(crate) fn new(from: [f32; 2], to: [f32; 2], reach: f32) -> Self {
        let along = [to[0] - from[0], to[1] - from[1]];
        let length2 = along[0] * along[0] + along[1] * along[1];
        Stroke { from, along, per_length2: if length2 > 0.0 { 1.0 / length2 } else { 0.0 }, reach }
    }

    /// From the stroke's nearest point to (x, y).
    #[inline]
    pub(crate) fn offset(&self, x: f32, y: f32) -> [f32; 2] {
        let (qx, qy) = (x - self.from[0], y - self.from[1]);
        let t = ((qx * self.along[0] + qy * self.along[1]) * self.per_length2).clamp(0.0, 1.0);
        [qx - t * self.along[0], qy - t * self.along[1]]
    }

    #[inline]
    fn distance2(&self, x: f32, y: f32) -> f32 {
        let [x, y] = self.offset(x, y);
        x * x + y * y
    }

    fn to(&self) -> [f32; 2] {
        [self.from[0] + self.along[0], self.from[1] + self.along[1]]
    }
}

/// A grid's signed distances, in grid units: positive inside.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) depth: Vec<f32>,
    pub(crate) nearest: Vec<u32>,
    pub(crate) strokes: Vec<Stroke>,
}

impl Field {
    /// The field of closed rings in grid units; inside is where they wind round.
    /// Distances beyond `limit` may be too large, never too small.
    pub(crate) fn of_rings(rings: &[Vec<[f32; 2]>], width: usize, height: usize, limit: f32) -> Self {
        let strokes = ring_strokes(rings, 0.0).collect();
        let mut field = Field {
            width,
            height,
            depth: vec![f32::MAX; width * height],
            nearest: vec![NONE; width * height],
            strokes,
        };
        field.seed();
        field.sweep(limit * limit);
        field.sign();
        field
    }

    /// Lets every stroke measure the samples round it; `depth` holds squared distances until the end.
    fn seed(&mut self) {
        for name in 0..self.strokes.len() {
            let stroke = self.strokes[name];
            let length = stroke.along[0].hypot(stroke.along[1]);
            let parts = (length * 0.5).ceil().max(1.0);
            for part in 0..parts as usize {
                let at =
                    |t: f32| [stroke.from[0] + t * stroke.along[0], stroke.from[1] + t * stroke.along[1]];
                let (a, b) = (at(part as f32 / parts), at((part + 1) as f32 / parts));
                let (columns, rows) = self.window(a, b, 1.0);
                for y in rows {
                    for x in columns.clone() {
                        let distance2 = stroke.distance2(x as f32 + 0.5, y as f32 + 0.5);
                        let sample = y * self.width + x;
                        if distance2 < self.depth[sample] {
                            self.depth[sample] = distance2;
                            self.nearest[sample] = name as u32;
                        }
                    }
                }
            }
        }
    }

    /// The samples within `margin` of the box round a and b.
    fn window(
        &self,
        a: [f32; 2],
        b: [f32; 2],
        margin: f32,
    ) -> (std::ops::Range<usize>, std::ops::Range<usize>) {
        let span = |a: f32, b: f32, size: usize| {
            let low = (a.min(b) - 0.5 - margin).ceil().max(0.0) as usize;
            let high = (a.max(b) - 0.5 + margin).floor() + 1.0;
            low..(high.max(0.0) as usize).min(size)
        };
        (span(a[0], b[0], self.width), span(a[1], b[1], self.height))
    }

    fn sweep(&mut self, limit2: f32) {
        for y in 0..self.height {
            if y > 0 {
                self.sweep_from(y, y - 1, limit2);
            }
            self.sweep_along(y, limit2);
        }
        for y in (0..self.height).rev() {
            if y + 1 < self.height {
                self.sweep_from(y, y + 1, limit2);
            }
            self.sweep_along(y, limit2);
        }
    }

    /// Passes the names of one row on to the row beside it.
    fn sweep_from(&mut self, y: usize, from: usize, limit2: f32) {
        let width = self.width;
        let (low, high) = (y.min(from) * width, y.max(from) * width);
        let (above_names, below_names) = self.nearest.split_at_mut(high);
        let (above, below) = self.depth.split_at_mut(high);
        let (above_names, above) = (&mut above_names[low..low + width], &mut above[low..low + width]);
        let (below_names, below) = (&mut below_names[..width], &mut below[..width]);
        let (names, depth, from_names, from_depth) = if from < y {
            (below_names, below, &*above_names, &*above)
        } else {
            (above_names, above, &*below_names, &*below)
        };
        for x in 0..width {
            let (mut name, mut best) = (names[x], depth[x]);
            for other in x.saturating_sub(1)..(x + 2).min(width) {
                let candidate = from_names[other];
                if candidate != name && candidate != NONE && from_depth[other] < limit2 {
                    let distance2 =
                        self.strokes[candidate as usize].distance2(x as f32 + 0.5, y as f32 + 0.5);
                    if distance2 < best {
                        (name, best) = (candidate, distance2);
                    }
                }
            }
            (names[x], depth[x]) = (name, best);
        }
    }

    /// Passes names along one row, to the right and back.
    fn sweep_along(&mut self, y: usize, limit2: f32) {
        let row = y * self.width..(y + 1) * self.width;
        let (names, depth) = (&mut self.nearest[row.clone()], &mut self.depth[row]);
        let mut pass = |x: usize, from: usize| {
            let candidate = names[from];
            if candidate != names[x] && candidate != NONE && depth[from] < limit2 {
                let distance2 = self.strokes[candidate as usize].distance2(x as f32 + 0.5, y as f32 + 0.5);
                if distance2 < depth[x] {
                    (names[x], depth[x]) = (candidate, distance2);
                }
            }
        };
        for x in 1..self.width {
            pass(x, x - 1);
        }
        for x in (1..self.width).rev() {
            pass(x - 1, x);
        }
    }

    /// Turns squared distances into distances, positive where the strokes wind round a sample.
    fn sign(&mut self) {
        let mut crossings = crossings(&self.strokes, self.height);
        for (row, crossings) in self.depth.chunks_mut(self.width.max(1)).zip(&mut crossings) {
            crossings.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
            let mut passed = crossings.iter().peekable();
            let mut winding = 0;
            for (x, depth) in row.iter_mut().enumerate() {
                while let Some((_, turn)) = passed.next_if(|(at, _)| *at <= x as f32 + 0.5) {
                    winding += turn;
                }
                let distance = depth.sqrt();
                *depth = if winding == 0 { -distance } else { distance };
            }
        }
    }

    /// Adds a stroke that is as wide as its reach says, where it comes within `limit` of its edge.
    pub(crate) fn add_stroke(&mut self, stroke: Stroke, limit: f32) {
        let name = self.strokes.len() as u32;
        self.strokes.push(stroke);
        let (columns, rows) = self.window(stroke.from, stroke.to(), stroke.reach + limit);
        for y in rows {
            for x in columns.clone() {
                let depth = stroke.reach - stroke.distance2(x as f32 + 0.5, y as f32 + 0.5).sqrt();
                let sample = y * self.width + x;
                if depth > self.depth[sample] {
                    self.depth[sample] = depth;
                    self.nearest[sample] = name;
                }
            }
        }
    }

    /// Adds a region bounded by rings, whose edge lies `reach` beyond them.
    pub(crate) fn add_rings(&mut self, rings: &[Vec<[f32; 2]>], reach: f32, limit: f32) {
        for stroke in ring_strokes(rings, reach) {
            self.add_stroke(stroke, limit);
        }
        let strokes: Vec<Stroke> = ring_strokes(rings, reach).collect();
        for (row, crossings) in crossings(&strokes, self.height).iter_mut().enumerate() {
            crossings.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
            let mut winding = 0;
            for pair in crossings.windows(2) {
                winding += pair[0].1;
                if winding != 0 {
                    self.fill(row, pair[0].0, pair[1].0);
                }
            }
        }
    }

    /// Marks a stretch of one row as deep inside.
    fn fill(&mut self, row: usize, from: f32, to: f32) {
        let first = (from - 0.5).ceil().max(0.0) as usize;
        let past = ((to - 0.5).floor() + 1.0).max(0.0) as usize;
        for depth in &mut self.depth[row * self.width..][first.min(self.width)..past.min(self.width)] {
            *depth = depth.max(0.0);
        }
    }

    /// The part of the field in a window, with all its strokes moved along.
    pub(crate) fn crop(&self, columns: std::ops::Range<usize>, rows: std::ops::Range<usize>) -> Field {
        let (x, y) = (columns.start as f32, rows.start as f32);
        let moved = |stroke: &Stroke| Stroke { from: [stroke.from[0] - x, stroke.from[1] - y], ..*stroke };
        let mut depth = Vec::with_capacity(columns.len() * rows.len());
        let mut nearest = Vec::with_capacity(columns.len() * rows.len());
        for row in rows.clone() {
            depth.extend_from_slice(&self.depth[row * self.width..][columns.clone()]);
            nearest.extend_from_slice(&self.nearest[row * self.width..][columns.clone()]);
        }
        let strokes = self.strokes.iter().map(moved).collect();
        Field { width: columns.len(), height: rows.len(), depth, nearest, strokes }
    }

    /// The closed rings that the field was measured from.
    pub(crate) fn rings(&self) -> Vec<Vec<[f32; 2]>> {
        /// Where one stroke ends and the next begins, in grid units, rounding aside.
        const SAME: f32 = 1e-2;
        let mut rings: Vec<Vec<[f32; 2]>> = Vec::new();
        let mut end = [f32::NAN; 2];
        for stroke in &self.strokes {
            let follows = (stroke.from[0] - end[0]).abs() < SAME && (stroke.from[1] - end[1]).abs() < SAME;
            let start = rings.last().map(|ring| ring[0]);
            match rings.last_mut() {
                Some(ring) if follows && start != Some(end) => ring.push(stroke.from),
                _ => rings.push(vec![stroke.from]),
            }
            end = stroke.to();
            // The last stroke of a ring ends where the first began.
            if let Some(ring) = rings.last()
                && (ring[0][0] - end[0]).abs() < 1e-4
                && (ring[0][1] - end[1]).abs() < 1e-4
            {
                end = ring[0];
            }
        }
        rings
    }

    /// The signed distance at a place, interpolated; far outside beyond the grid.
    pub(crate) fn depth_at(&self, x: f32, y: f32) -> f32 {
        let (x, y) = (x - 0.5, y - 0.5);
        let (column, row) = (x.floor(), y.floor());
        if column < 0.0 || row < 0.0 || column + 1.0 >= self.width as f32 || row + 1.0 >= self.height as f32 {
            return f32::MIN;
        }
        let at = |dx: usize, dy: usize| self.depth[(row as usize + dy) * self.width + column as usize + dx];
        let (tx, ty) = (x - column, y - row);
        let mix = |a: f32, b: f32, t: f32| a + (b - a) * t;
        mix(mix(at(0, 0), at(1, 0), tx), mix(at(0, 1), at(1, 1), tx), ty)
    }
}

/// The edges of closed rings.
fn ring_strokes(rings: &[Vec<[f32; 2]>], reach: f32) -> impl Iterator<Item = Stroke> + '_ {
    rings.iter().flat_map(move |ring| {
        let next = ring.iter().cycle().skip(1);
        ring.iter().zip(next).map(move |(&from, &to)| Stroke::new(from, to, reach))
    })
}

/// Where strokes cross each row of samples, and whether downward (1) or upward (−1).
fn crossings(strokes: &[Stroke], height: usize) -> Vec<Vec<(f32, i32)>> {
    let mut rows = vec![Vec::new(); height];
    for stroke in strokes {
        let (a, b) = (stroke.from, stroke.to());
        let (low, high) = (a[1].min(b[1]) - 0.5, a[1].max(b[1]) - 0.5);
        let turn = if b[1] > a[1] { 1 } else { -1 };
        let (first, past) = (low.ceil().max(0.0) as usize, high.ceil().max(0.0) as usize);
        for (row, crossings) in rows.iter_mut().enumerate().take(past).skip(first) {
            let t = (row as f32 + 0.5 - a[1]) / (b[1] - a[1]);
            crossings.push((a[0] + t * (b[0] - a[0]), turn));
        }
    }
    rows
}
