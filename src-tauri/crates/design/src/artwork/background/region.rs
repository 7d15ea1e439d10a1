//! Sets of pixels, and how they grow, shrink and join.

use rayon::prelude::*;

use super::parts::Parts;

/// A set of pixels of a picture.
#[derive(Clone)]
pub(super) struct Region {
    width: usize,
    height: usize,
    inside: Vec<bool>,
}

impl Region {
    /// The pixels that are marked, row by row.
    pub(super) fn new(width: usize, height: usize, inside: Vec<bool>) -> Region {
        Region { width, height, inside }
    }

    /// Whether the pixel is in it.
    #[inline]
    pub(super) fn has(&self, pixel: usize) -> bool {
        self.inside[pixel]
    }

    /// How many pixels the picture has.
    pub(super) fn size(&self) -> usize {
        self.inside.len()
    }

    /// How many pixels are in it.
    pub(super) fn count(&self) -> usize {
        self.inside.iter().filter(|&&inside| inside).count()
    }

    /// The share of the picture's border that is in it.
    pub(super) fn share_of_border(&self) -> f32 {
        let last = self.height - 1;
        let ends = self.row(0).iter().chain(self.row(last)).filter(|&&inside| inside).count();
        let sides = self.inside.chunks(self.width);
        let sides: usize = sides.map(|row| usize::from(row[0]) + usize::from(row[self.width - 1])).sum();
        (ends + sides) as f32 / (2 * (self.width + self.height)) as f32
    }

    /// Whether the pixel lies within `depth` of the picture's border.
    pub(super) fn is_near_border(&self, pixel: usize, depth: usize) -> bool {
        let (x, y) = self.place(pixel);
        x.min(self.width - 1 - x) <= depth || y.min(self.height - 1 - y) <= depth
    }

    /// Column and row of a pixel.
    pub(super) fn place(&self, pixel: usize) -> (usize, usize) {
        (pixel % self.width, pixel / self.width)
    }

    /// Takes the pixels out.
    pub(super) fn give_up(&mut self, pixels: &[usize]) {
        for &pixel in pixels {
            self.inside[pixel] = false;
        }
    }

    /// Takes the pixels in.
    pub(super) fn take_in(&mut self, pixels: &[usize]) {
        for &pixel in pixels {
            self.inside[pixel] = true;
        }
    }

    /// A region of the same picture with nothing in it.
    pub(super) fn without(&self) -> Region {
        Region { inside: vec![false; self.inside.len()], ..*self }
    }

    /// The pixels in it, in reading order.
    pub(super) fn pixels(&self) -> Vec<usize> {
        (0..self.inside.len()).filter(|&pixel| self.inside[pixel]).collect()
    }

    /// The parts of what is not in it.
    pub(super) fn parts_outside(&self) -> Parts {
        let outside: Vec<bool> = self.inside.iter().map(|inside| !inside).collect();
        Parts::of(self.width, &outside)
    }

    /// The pixels within `reach` of a pixel, along rows and columns.
    pub(super) fn around(&self, pixel: usize, reach: usize) -> impl Iterator<Item = usize> + use<> {
        let (x, y, width) = (pixel % self.width, pixel / self.width, self.width);
        let columns = x.saturating_sub(reach)..(x + reach + 1).min(width);
        let rows = y.saturating_sub(reach)..(y + reach + 1).min(self.height);
        rows.flat_map(move |y| columns.clone().map(move |x| y * width + x))
    }

    /// The pixels outside that touch the region, in reading order.
    pub(super) fn rim(&self) -> Vec<usize> {
        let rows = (0..self.height).into_par_iter().flat_map_iter(|y| {
            let mut near = self.row(y).to_vec();
            for beside in [y.checked_sub(1), Some(y + 1).filter(|&below| below < self.height)] {
                let beside = beside.map_or(&[][..], |beside| self.row(beside));
                near.iter_mut().zip(beside).for_each(|(near, beside)| *near |= beside);
            }
            let mut touching = near.clone();
            touching[1..].iter_mut().zip(&near).for_each(|(touching, left)| *touching |= left);
            touching.iter_mut().zip(&near[1..]).for_each(|(touching, right)| *touching |= right);
            touching.iter_mut().zip(self.row(y)).for_each(|(touching, inside)| *touching &= !inside);
            let start = y * self.width;
            touching.into_iter().enumerate().filter_map(move |(x, touches)| touches.then_some(start + x))
        });
        rows.collect()
    }

    /// Grows the region by up to `layers` pixels, into pixels that are `allowed`.
    pub(super) fn grow(&mut self, layers: usize, allowed: impl Fn(usize) -> bool) {
        let mut rim = self.rim();
        for _ in 0..layers {
            rim.retain(|&pixel| allowed(pixel));
            for &pixel in &rim {
                self.inside[pixel] = true;
            }
            let touching = rim.iter().flat_map(|&pixel| self.around(pixel, 1));
            let mut next: Vec<usize> = touching.filter(|&pixel| !self.has(pixel)).collect();
            next.sort_unstable();
            next.dedup();
            rim = next;
        }
    }

    /// The region without the pixels that lie within `by` rows and columns of one outside.
    ///
    /// Beyond the picture counts as inside.
    pub(super) fn shrunk(&self, by: usize) -> Region {
        let mut shrunk = self.without();
        let rows = shrunk.inside.par_chunks_mut(self.width).zip(self.inside.par_chunks(self.width));
        rows.for_each_init(Vec::new, |padded, (target, source)| shrink_row(target, source, by, padded));
        let mut padded = vec![true; by * self.width];
        padded.extend_from_slice(&shrunk.inside);
        padded.resize(padded.len() + by * self.width, true);
        for step in steps(2 * by + 1) {
            let step = step * self.width;
            let mut next = padded.clone();
            next.par_chunks_mut(self.width)
                .zip(padded[step..].par_chunks(self.width))
                .for_each(|(target, other)| keep_common(target, other));
            padded = next;
        }
        padded.truncate(self.inside.len());
        Region { inside: padded, ..*self }
    }

    /// What of the region the picture's corners reach, if they reach any; else what its border does.
    ///
    /// A patch of ground at one side, away from the corners, is as likely a white shirt that the picture cuts
    /// off as ground between two legs: it stays. Corners and border are `depth` pixels deep.
    pub(super) fn joined_to_border(&self, depth: usize) -> Region {
        let at_sides = |x: usize| x.min(self.width - 1 - x) <= depth;
        let at_ends = |y: usize| y.min(self.height - 1 - y) <= depth;
        let ends = (0..self.height).filter(|&y| at_ends(y));
        let corners = ends
            .clone()
            .flat_map(|y| (0..self.width).filter(|&x| at_sides(x)).map(move |x| y * self.width + x));
        let reached = self.reached_from(corners.collect());
        if reached.inside.contains(&true) {
            return reached;
        }
        let rows = ends.flat_map(|y| y * self.width..(y + 1) * self.width);
        let columns = (0..self.height)
            .flat_map(|y| (0..self.width).filter(|&x| at_sides(x)).map(move |x| y * self.width + x));
        self.reached_from(rows.chain(columns).collect())
    }

    /// Takes in what lies outside in parts of fewer than `least` pixels.
    pub(super) fn take_in_dust(&mut self, least: usize) {
        let parts = self.parts_outside();
        for (at, inside) in self.inside.iter_mut().enumerate().filter(|(_, inside)| !**inside) {
            *inside = (parts.area(parts.label(at)) as usize) < least;
        }
    }

    /// The pixels of each part that `other` does not have, for parts of at least `least` pixels.
    pub(super) fn parts_without(&self, other: &Region, least: usize) -> Vec<Vec<usize>> {
        let left: Vec<bool> =
            self.inside.iter().zip(&other.inside).map(|(inside, other)| *inside && !other).collect();
        let parts = Parts::of(self.width, &left);
        let mut pixels: Vec<Vec<usize>> = vec![Vec::new(); parts.areas().len() + 1];
        for at in (0..left.len()).filter(|&at| left[at]) {
            let label = parts.label(at);
            if parts.area(label) as usize >= least {
                pixels[label as usize].push(at);
            }
        }
        pixels.retain(|pixels| !pixels.is_empty());
        pixels
    }

    /// The pixels that are in either.
    pub(super) fn and(mut self, other: &Region) -> Region {
        self.inside.iter_mut().zip(&other.inside).for_each(|(inside, other)| *inside |= other);
        self
    }

    /// What of the region can be reached from those of the pixels that are in it.
    pub(super) fn reached_from(&self, mut open: Vec<usize>) -> Region {
        let mut reached = self.without();
        while let Some(pixel) = open.pop() {
            if self.has(pixel) && !reached.has(pixel) {
                self.fill_run(pixel, &mut reached, &mut open);
            }
        }
        reached
    }

    /// Marks the run of a row that `pixel` lies in, and notes where the rows beside it go on.
    fn fill_run(&self, pixel: usize, reached: &mut Region, open: &mut Vec<usize>) {
        let y = pixel / self.width;
        let (row, start) = (self.row(y), y * self.width);
        let x = pixel - start;
        let from = row[..x].iter().rposition(|inside| !inside).map_or(0, |wall| wall + 1);
        let to = row[x..].iter().position(|inside| !inside).map_or(self.width, |wall| x + wall);
        reached.inside[start + from..start + to].fill(true);
        for beside in
            [y.checked_sub(1), Some(y + 1).filter(|&below| below < self.height)].into_iter().flatten()
        {
            let start = beside * self.width;
            let mut in_run = false;
            for at in start + from..start + to {
                let goes_on = self.has(at) && !reached.has(at);
                if goes_on && !in_run {
                    open.push(at);
                }
                in_run = goes_on;
            }
        }
    }

    fn row(&self, y: usize) -> &[bool] {
        &self.inside[y * self.width..(y + 1) * self.width]
    }
}

/// A row without the pixels within `by` of one outside; `padded` is room to work in.
fn shrink_row(target: &mut [bool], source: &[bool], by: usize, padded: &mut Vec<bool>) {
    padded.clear();
    padded.resize(by, true);
    padded.extend_from_slice(source);
    padded.resize(padded.len() + by, true);
    for step in steps(2 * by + 1) {
        let next: Vec<bool> = padded.iter().zip(&padded[step..]).map(|(one, other)| one & other).collect();
        padded[..next.len()].copy_from_slice(&next);
    }
    target.copy_from_slice(&padded[..source.len()]);
}

/// Steps that make a window of that length out of ever longer ones: 1, 2, 4 and so on, then what is left.
fn steps(length: usize) -> impl Iterator<Item = usize> {
    let mut reached = 1;
    std::iter::from_fn(move || {
        let step = reached.min(length - reached);
        reached += step;
        (step > 0).then_some(step)
    })
}

fn keep_common(target: &mut [bool], other: &[bool]) {
    target.iter_mut().zip(other).for_each(|(target, other)| *target &= other);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(rows: &[&str]) -> Region {
        let inside = rows.iter().flat_map(|row| row.bytes().map(|byte| byte == b'#')).collect();
        Region::new(rows[0].len(), rows.len(), inside)
    }

    fn rows(region: &Region) -> Vec<String> {
        let marks = |row: &[bool]| row.iter().map(|&inside| if inside { '#' } else { '.' }).collect();
        region.inside.chunks(region.width).map(marks).collect()
    }

    #[test]
    fn shrinking_closes_narrow_openings_and_keeps_to_the_border() {
        let open = drawn(&["#######", "###.###", "#######", "#######"]);
        assert_eq!(rows(&open.shrunk(1)), ["##...##", "##...##", "##...##", "#######"]);
    }

    #[test]
    fn the_corners_flood_passes_round_but_not_into_what_is_closed() {
        let open = drawn(&["#####", "#...#", "#.#.#", "#...#", "#####"]);
        let reached = open.joined_to_border(0);
        assert_eq!(rows(&reached), ["#####", "#...#", "#...#", "#...#", "#####"]);
    }

    #[test]
    fn a_patch_at_one_side_is_not_ground_while_corners_are() {
        let open = drawn(&["#.#.#", "#.#.#", "#...#", "#####"]);
        assert_eq!(rows(&open.joined_to_border(0)), ["#...#", "#...#", "#...#", "#####"]);
        let no_corner = drawn(&[".###.", ".###.", "....."]);
        assert_eq!(rows(&no_corner.joined_to_border(0)), [".###.", ".###.", "....."]);
    }

    #[test]
    fn the_rim_is_what_touches_and_growing_takes_it() {
        let mut region = drawn(&["#....", ".....", "...#."]);
        assert_eq!(region.rim(), [1, 5, 6, 7, 8, 9, 12, 14]);
        region.grow(1, |pixel| pixel != 6);
        assert_eq!(rows(&region), ["##...", "#.###", "..###"]);
    }

    #[test]
    fn shrinking_far_is_shrinking_often() {
        let speckled = (0..40 * 30).map(|at: usize| !(at * 7919).is_multiple_of(211)).collect();
        let region = Region::new(40, 30, speckled);
        let often = (0..5).fold(region.clone(), |region, _| region.shrunk(1));
        assert_eq!(rows(&region.shrunk(5)), rows(&often));
    }

    #[test]
    fn one_pixel_is_a_region() {
        let dot = drawn(&["#"]);
        assert_eq!(rows(&dot.shrunk(3).joined_to_border(3)), ["#"]);
        assert!(dot.rim().is_empty());
    }
}
