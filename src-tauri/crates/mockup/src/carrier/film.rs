//! Clear film in front of some of what hangs on a carrier, as of a bag's window.

use crate::pixels::{Tile, over};

/// A film with what it mirrors, in pixels of the view's picture.
pub(super) struct Film(pub(super) Tile);

impl Film {
    /// Lays row `y` of the film over that row of an opaque picture, straight RGBA.
    pub(super) fn lay_on_row(&self, y: usize, row: &mut [u8]) {
        let Some(line) = y.checked_sub(self.0.y.max(0) as usize).filter(|line| *line < self.0.height) else {
            return;
        };
        let film = &self.0.rgba[line * self.0.width..][..self.0.width];
        let below = row.chunks_exact_mut(4).skip(self.0.x.max(0) as usize);
        for (below, above) in below.zip(film) {
            below.copy_from_slice(&over(*above, [below[0], below[1], below[2], below[3]]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_film_lies_where_the_manifest_says() {
        let film = Film(Tile { x: 1, y: 2, width: 2, height: 1, rgba: vec![[255; 4], [0; 4]] });
        let mut rows = [[7u8; 16]; 4];
        rows.iter_mut().enumerate().for_each(|(y, row)| film.lay_on_row(y, row));
        let mut expected = [[7u8; 16]; 4];
        expected[2][4..8].fill(255);
        assert_eq!(rows[..2], expected[..2]);
        assert_eq!(rows[2][..12], expected[2][..12]);
    }
}
