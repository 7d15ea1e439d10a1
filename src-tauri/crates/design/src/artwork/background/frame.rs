//! The frame of a picture: the strips along its four sides, where ground is likeliest.

use crate::artwork::Picture;

/// The frame's depth goes so many times into the picture's shorter side: deep enough to show a pattern.
pub(super) const DEEP: usize = 12;

/// The same for a frame that few figures touch.
pub(super) const THIN: usize = 40;

/// Lines looked at along each side.
const LINES: usize = 12;

/// The frame of a picture.
pub(super) struct Frame<'a> {
    picture: &'a Picture,
    width: usize,
    height: usize,
    depth: usize,
}

impl<'a> Frame<'a> {
    /// The frame whose depth goes `times` into the picture's shorter side.
    pub(super) fn of(picture: &'a Picture, times: usize) -> Self {
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        Frame { picture, width, height, depth: (width.min(height) / times).max(1) }
    }

    /// Some rows along top and bottom.
    pub(super) fn rows(&self) -> Vec<Vec<[u8; 3]>> {
        let row = |y| (0..self.width).map(|x| self.colour(x, y)).collect();
        self.lines(self.height).map(row).collect()
    }

    /// Some columns along both sides.
    pub(super) fn columns(&self) -> Vec<Vec<[u8; 3]>> {
        let column = |x| (0..self.height).map(|y| self.colour(x, y)).collect();
        self.lines(self.width).map(column).collect()
    }

    fn lines(&self, length: usize) -> impl Iterator<Item = usize> {
        let (depth, lines) = (self.depth, self.depth.min(LINES));
        (0..lines).flat_map(move |line| [line * depth / lines, length - 1 - line * depth / lines])
    }

    /// Places and colours of the frame, at least `depth` pixels deep, thinned to about `most` of them.
    pub(super) fn pixels(
        &self,
        depth: usize,
        most: usize,
    ) -> impl Iterator<Item = (usize, usize, [u8; 3])> + '_ {
        let depth = self.depth.max(depth);
        let count = 2 * depth * (self.width + self.height);
        // An odd stride meets every column whatever the pattern.
        let stride = (count / most.max(1)) | 1;
        let is_framed =
            move |x: usize, y: usize| x.min(self.width - 1 - x) < depth || y.min(self.height - 1 - y) < depth;
        let places = (0..self.height).flat_map(move |y| (0..self.width).map(move |x| (x, y)));
        let framed = places.filter(move |&(x, y)| is_framed(x, y)).step_by(stride);
        framed.map(|(x, y)| (x, y, self.colour(x, y)))
    }

    fn colour(&self, x: usize, y: usize) -> [u8; 3] {
        let at = (y * self.width + x) * 4;
        let rgba = self.picture.rgba();
        [rgba[at], rgba[at + 1], rgba[at + 2]]
    }
}
