//! The parts of a set of pixels: which of them hang together.

/// The parts of a set of pixels, numbered from 1 in reading order of their first pixel.
pub(super) struct Parts {
    labels: Vec<u32>,
    /// How many pixels each part has; the first entry stands for no part.
    areas: Vec<u32>,
}

/// A run of a row, and the label it got at first.
#[derive(Clone, Copy)]
struct Run {
    from: usize,
    to: usize,
    label: u32,
}

impl Parts {
    /// The parts of the pixels that are marked, row by row; pixels that touch by a corner hang together.
    pub(super) fn of(width: usize, inside: &[bool]) -> Parts {
        let mut joined = Joined::default();
        let mut runs: Vec<Vec<Run>> = Vec::with_capacity(inside.len() / width.max(1));
        for row in inside.chunks(width) {
            let above = runs.last().map_or(&[][..], Vec::as_slice);
            let found = runs_of(row, above, &mut joined);
            runs.push(found);
        }
        let (names, count) = joined.names();
        let mut labels = vec![0; inside.len()];
        let mut areas = vec![0; count + 1];
        for (row, runs) in labels.chunks_mut(width).zip(runs) {
            for run in runs {
                let name = names[run.label as usize];
                row[run.from..run.to].fill(name);
                areas[name as usize] += (run.to - run.from) as u32;
            }
        }
        Parts { labels, areas }
    }

    /// Which part the pixel belongs to; 0 for none.
    #[inline]
    pub(super) fn label(&self, pixel: usize) -> u32 {
        self.labels[pixel]
    }

    /// How many pixels each part has, from part 1 on.
    pub(super) fn areas(&self) -> &[u32] {
        &self.areas[1..]
    }

    /// How many pixels the part has.
    pub(super) fn area(&self, label: u32) -> u32 {
        self.areas[label as usize]
    }
}

fn runs_of(row: &[bool], above: &[Run], joined: &mut Joined) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    let mut passed = 0;
    while let Some(start) = row[at..].iter().position(|&inside| inside) {
        let from = at + start;
        let to = row[from..].iter().position(|&inside| !inside).map_or(row.len(), |end| from + end);
        passed += above[passed..].iter().take_while(|run| run.to < from).count();
        let touching = above[passed..].iter().take_while(|run| run.from <= to);
        let label = touching.map(|run| run.label).reduce(|one, other| joined.join(one, other));
        runs.push(Run { from, to, label: label.unwrap_or_else(|| joined.new_label()) });
        at = to;
    }
    runs
}

/// Labels, and which of them mean the same part: each points to one that is no greater.
#[derive(Default)]
struct Joined(Vec<u32>);

impl Joined {
    fn new_label(&mut self) -> u32 {
        let label = self.0.len() as u32;
        self.0.push(label);
        label
    }

    fn root(&mut self, mut label: u32) -> u32 {
        while self.0[label as usize] != label {
            let next = self.0[label as usize];
            self.0[label as usize] = self.0[next as usize];
            label = next;
        }
        label
    }

    fn join(&mut self, one: u32, other: u32) -> u32 {
        let (one, other) = (self.root(one), self.root(other));
        let (low, high) = (one.min(other), one.max(other));
        self.0[high as usize] = low;
        low
    }

    /// The part of each label, numbered from 1, and how many parts there are.
    fn names(mut self) -> (Vec<u32>, usize) {
        let mut names: Vec<u32> = vec![0; self.0.len()];
        let mut count = 0;
        for label in 0..self.0.len() {
            let root = self.root(label as u32) as usize;
            if root == label {
                count += 1;
                names[label] = count;
            } else {
                names[label] = names[root];
            }
        }
        (names, count as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(rows: &[&str]) -> Parts {
        let inside: Vec<bool> = rows.iter().flat_map(|row| row.bytes().map(|byte| byte == b'#')).collect();
        Parts::of(rows[0].len(), &inside)
    }

    #[test]
    fn what_touches_by_a_corner_is_one_part_and_what_does_not_is_two() {
        let found = parts(&["##...", "..#..", ".....", "#..##"]);
        assert_eq!(found.areas(), [3, 1, 2]);
        assert_eq!([0, 7, 3, 15, 18].map(|pixel| found.label(pixel)), [1, 1, 0, 2, 3]);
    }

    #[test]
    fn arms_that_meet_below_are_one_part() {
        let found = parts(&["#.#.#", "#.#.#", "###.#", "..###"]);
        assert_eq!(found.areas(), [13]);
    }
}
