//! The pieces on their beds, who is too near to whom, and how much that weighs.

use std::sync::Arc;

use super::form::Form;

/// Where a piece lies on which bed: the middle of its box, and its turn in radians, clockwise with y down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pose {
    pub(super) bed: usize,
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) turn: f32,
}

impl Pose {
    /// Cosine and sine of the turn, the same on every machine.
    pub(super) fn heading(&self) -> [f32; 2] {
        let (sin, cos) = libm::sincosf(self.turn);
        [cos, sin]
    }
}

/// Two pieces: how much a collision of theirs weighs, and how far apart they must be. The distance is the gap, and what
/// the exact check found that the search does not see.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) weight: f32,
    pub(super) gap: f32,
}

/// What a table looks like at one time, to return to.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    pub(super) poses: Vec<Pose>,
    pub(super) beds: Vec<[f32; 2]>,
}

/// The pieces on their beds. Losses are kept as the overlap of pairs, in the manner of guided local search.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) forms: Arc<Vec<Form>>,
    /// Which form each piece has.
    pub(super) kinds: Vec<usize>,
    /// Width and height of what may be laid on.
    pub(super) beds: Vec<[f32; 2]>,
    pub(super) poses: Vec<Pose>,
    headings: Vec<[f32; 2]>,
    boxes: Vec<[f32; 4]>,
    members: Vec<Vec<usize>>,
    pairs: Vec<Pair>,
    /// How much a piece's reaching off its bed weighs.
    edges: Vec<f32>,
    hits: Vec<Vec<(usize, f32)>>,
    off: Vec<f32>,
}

impl Table {
    pub(super) fn new(
        forms: Arc<Vec<Form>>,
        kinds: Vec<usize>,
        gap: f32,
        beds: Vec<[f32; 2]>,
        poses: &[Pose],
    ) -> Table {
        let count = kinds.len();
        let mut table = Table {
            forms,
            kinds,
            members: vec![Vec::new(); beds.len()],
            beds,
            poses: poses.to_vec(),
            headings: vec![[1.0, 0.0]; count],
            boxes: vec![[0.0; 4]; count],
            pairs: vec![Pair { weight: 1.0, gap }; count * count],
            edges: vec![1.0; count],
            hits: vec![Vec::new(); count],
            off: vec![0.0; count],
        };
        let snapshot = table.snapshot();
        table.restore(&snapshot);
        table
    }

    pub(super) fn count(&self) -> usize {
        self.kinds.len()
    }

    pub(super) fn form(&self, piece: usize) -> &Form {
        &self.forms[self.kinds[piece]]
    }

    pub(super) fn on(&self, bed: usize) -> &[usize] {
        &self.members[bed]
    }

    pub(super) fn box_of(&self, piece: usize) -> [f32; 4] {
        self.boxes[piece]
    }

    pub(super) fn pair(&self, a: usize, b: usize) -> Pair {
        self.pairs[a * self.count() + b]
    }

    /// Keeps two pieces farther apart by that much.
    pub(super) fn widen(&mut self, a: usize, b: usize, by: f32) {
        let count = self.count();
        for at in [a * count + b, b * count + a] {
            self.pairs[at].gap += by;
        }
    }

    pub(super) fn snapshot(&self) -> Snapshot {
        Snapshot { poses: self.poses.clone(), beds: self.beds.clone() }
    }

    /// Returns to how the table looked; what collisions weigh stays.
    pub(super) fn restore(&mut self, snapshot: &Snapshot) {
        self.beds.clone_from(&snapshot.beds);
        self.members = vec![Vec::new(); self.beds.len()];
        for (piece, pose) in snapshot.poses.iter().enumerate() {
            self.set(piece, *pose);
            self.members[pose.bed].push(piece);
        }
        for piece in 0..self.count() {
            (self.hits[piece], self.off[piece]) = self.collisions(piece);
        }
    }

    fn set(&mut self, piece: usize, pose: Pose) {
        let heading = pose.heading();
        let extent = self.form(piece).extent(pose.turn);
        self.boxes[piece] = [pose.x + extent[0], pose.y + extent[1], pose.x + extent[2], pose.y + extent[3]];
        self.headings[piece] = heading;
        self.poses[piece] = pose;
    }

    /// Lays a piece elsewhere.
    pub(super) fn lay(&mut self, piece: usize, pose: Pose) {
        let old = self.poses[piece].bed;
        if old != pose.bed {
            self.members[old].retain(|other| *other != piece);
            let at = self.members[pose.bed].partition_point(|other| *other < piece);
            self.members[pose.bed].insert(at, piece);
        }
        self.set(piece, pose);
        for (other, _) in std::mem::take(&mut self.hits[piece]) {
            self.hits[other].retain(|(hit, _)| *hit != piece);
        }
        let (hits, off) = self.collisions(piece);
        for (other, loss) in &hits {
            self.hits[*other].push((piece, *loss));
        }
        self.hits[piece] = hits;
        self.off[piece] = off;
    }

    fn collisions(&self, piece: usize) -> (Vec<(usize, f32)>, f32) {
        let pose = self.poses[piece];
        let others = self.members[pose.bed].iter().filter(|other| **other != piece);
        let near = others.map(|other| {
            let loss = self.loss_of(piece, &pose, self.headings[piece], self.boxes[piece], *other, f32::MAX);
            (*other, loss)
        });
        (near.filter(|(_, loss)| *loss > 0.0).collect(), self.off_bed(piece, pose.bed, self.boxes[piece]))
    }

    /// What the piece would cost there, weighed; at least `bound` as soon as it is not below it.
    pub(super) fn cost(&self, piece: usize, pose: &Pose, bound: f32) -> f32 {
        let heading = pose.heading();
        let extent = self.form(piece).extent(pose.turn);
        let box_ = [pose.x + extent[0], pose.y + extent[1], pose.x + extent[2], pose.y + extent[3]];
        let mut cost = self.off_bed(piece, pose.bed, box_) * self.edges[piece];
        for other in &self.members[pose.bed] {
            if cost >= bound {
                return cost;
            }
            if *other != piece {
                let weight = self.pair(piece, *other).weight;
                cost += weight * self.loss_of(piece, pose, heading, box_, *other, (bound - cost) / weight);
            }
        }
        cost
    }

    /// What the piece costs where it lies, weighed.
    pub(super) fn cost_now(&self, piece: usize) -> f32 {
        let hits = self.hits[piece].iter().map(|(other, loss)| loss * self.pair(piece, *other).weight);
        hits.sum::<f32>() + self.off[piece] * self.edges[piece]
    }

    pub(super) fn is_free(&self, piece: usize) -> bool {
        self.hits[piece].is_empty() && self.off[piece] == 0.0
    }

    /// What all collisions cost, not weighed.
    pub(super) fn loss(&self) -> f32 {
        let pairs: f32 = self.hits.iter().flatten().map(|(_, loss)| loss).sum();
        pairs / 2.0 + self.off.iter().sum::<f32>()
    }

    /// How far a piece reaches off its bed, as a loss (Gardeyn and others 2025, arXiv 2509.13329, algorithm 5).
    fn off_bed(&self, piece: usize, bed: usize, [left, top, right, bottom]: [f32; 4]) -> f32 {
        let [width, height] = self.beds[bed];
        if left >= 0.0 && top >= 0.0 && right <= width && bottom <= height {
            return 0.0;
        }
        let area = (right - left) * (bottom - top);
        let inside =
            (right.min(width) - left.max(0.0)).max(0.0) * (bottom.min(height) - top.max(0.0)).max(0.0);
        let weight = self.form(piece).weight;
        let beyond = if inside > 0.0 {
            0.0
        } else {
            (left - width).max(-right).max(top - height).max(-bottom).max(0.0)
        };
        2.0 * (area - inside + 1e-4 * area + beyond).sqrt() * weight * weight
    }

    /// What a piece in a pose and another one cost each other: 0 where they are as far apart as they must be; at least
    /// `bound` where it is not below it.
    fn loss_of(
        &self,
        piece: usize,
        pose: &Pose,
        heading: [f32; 2],
        box_: [f32; 4],
        other: usize,
        bound: f32,
    ) -> f32 {
        let gap = self.pair(piece, other).gap;
        let over = self.boxes[other];
        if box_[0] - over[2] > gap
            || over[0] - box_[2] > gap
            || box_[1] - over[3] > gap
            || over[1] - box_[3] > gap
        {
            return 0.0;
        }
        let (a, b) = (self.form(piece), self.form(other));
        let lies = &self.poses[other];
        let (dx, dy) = (pose.x - lies.x, pose.y - lies.y);
        let reach = a.radius + b.radius + gap;
        if dx * dx + dy * dy > reach * reach {
            return 0.0;
        }
        let facing = self.headings[other];
        let weight = a.weight * b.weight;
        let most = (bound / weight).powi(2);
        let mut overlap = sunk(a, heading, [dx, dy], b, facing, gap, most);
        if overlap < most {
            overlap += sunk(b, facing, [-dx, -dy], a, heading, gap, most - overlap);
        }
        if overlap == 0.0 {
            return 0.0;
        }
        // The least loss keeps a touch from being as good as none.
        let least = 0.01 * a.radius.max(b.radius);
        (overlap + least * least).sqrt() * weight
    }

    /// Lets collisions that stay weigh more, and those that are gone less (the paper's algorithm 8).
    pub(super) fn weigh(&mut self) {
        let all = self.hits.iter().flatten().map(|(_, loss)| *loss);
        let worst = all.chain(self.off.iter().copied()).fold(f32::MIN_POSITIVE, f32::max);
        let grown = |loss: f32| 1.2 + 0.8 * loss / worst;
        for pair in &mut self.pairs {
            pair.weight = (pair.weight * 0.95).max(1.0);
        }
        let count = self.count();
        for piece in 0..count {
            for (other, loss) in &self.hits[piece] {
                self.pairs[piece * count + other].weight *= grown(*loss) / 0.95;
            }
            let factor = if self.off[piece] > 0.0 { grown(self.off[piece]) } else { 0.95 };
            self.edges[piece] = (self.edges[piece] * factor).max(1.0);
        }
    }

    /// Lets all collisions weigh the same again.
    pub(super) fn forget_weights(&mut self) {
        self.pairs.iter_mut().for_each(|pair| pair.weight = 1.0);
        self.edges.fill(1.0);
    }
}

/// How deep the line of `a` runs within a gap of `b`, along it: mm², or at least `most` where it is more. `to` leads
/// from the middle of `b` to that of `a`.
fn sunk(
    a: &Form,
    [cos_a, sin_a]: [f32; 2],
    to: [f32; 2],
    b: &Form,
    [cos_b, sin_b]: [f32; 2],
    gap: f32,
    most: f32,
) -> f32 {
    let (cos, sin) = (cos_a * cos_b + sin_a * sin_b, sin_a * cos_b - cos_a * sin_b);
    let (x, y) = (to[0] * cos_b + to[1] * sin_b, to[1] * cos_b - to[0] * sin_b);
    let per_stride = 1.0 / a.stride;
    let most = most * per_stride;
    let (mut at, mut depth) = (0, 0.0);
    while let Some([u, v]) = a.places.get(at) {
        let clear = b.field.at(u * cos - v * sin + x, u * sin + v * cos + y) - gap;
        // No place nearer along the line than what is clear can be too near; and where the line runs deep, the next
        // places are as deep, roughly.
        let share = if clear < 0.0 { -0.5 } else { 1.0 };
        let safe = 1 + (clear * share * per_stride) as u32;
        at += safe as usize;
        if clear < 0.0 {
            depth -= clear * safe as f32;
            if depth > most {
                break;
            }
        }
    }
    depth * a.stride
}
