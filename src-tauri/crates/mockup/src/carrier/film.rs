//! Clear film in front of some of what hangs on a carrier, as of a bag's window.
//!
//! It lies on the carrier's own picture, and atop each sprite behind it: that looks the same as one film over
//! everything, and each sprite can be laid and moved alone.

use kurbo::Affine;

use crate::pixels::{Tile, over};
use crate::resample::{Past, resize};

/// A film with what it mirrors, in pixels of the view's picture.
pub(crate) struct Film(pub(super) Tile);

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

    /// Lays the film atop a sprite; `to_picture` takes the view's pixels to the sprite's.
    pub(crate) fn lay_atop(&self, sprite: &mut Tile, to_picture: Affine) {
        let film = resize(&self.0, to_picture, sprite.rect(), Past::Clear);
        sprite.rgba.iter_mut().zip(&film.rgba).for_each(|(below, above)| *below = atop(*above, *below));
    }
}

/// Porter and Duff's source-atop, premultiplied, rounded to nearest: the alpha below stays.
fn atop(above: [u8; 4], below: [u8; 4]) -> [u8; 4] {
    let (cover, keep) = (u32::from(below[3]), 255 - u32::from(above[3]));
    let mix = |k: usize| ((u32::from(above[k]) * cover + u32::from(below[k]) * keep + 127) / 255) as u8;
    [mix(0).min(below[3]), mix(1).min(below[3]), mix(2).min(below[3]), below[3]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_film_atop_a_sprite_and_over_the_picture_is_a_film_over_both() {
        let pictures = [[200, 180, 90, 255], [10, 20, 30, 255], [128, 128, 128, 255]];
        let sprites = [[90, 10, 40, 120], [0, 0, 0, 0], [250, 240, 230, 255]];
        let films = [[60, 60, 60, 70], [40, 41, 42, 50], [5, 5, 6, 9]];
        for ((picture, sprite), film) in pictures.into_iter().zip(sprites).zip(films) {
            let together = over(film, over(sprite, picture));
            let apart = over(atop(film, sprite), over(film, picture));
            let worst = together.iter().zip(apart).map(|(a, b)| a.abs_diff(b)).max();
            assert!(worst <= Some(2), "{together:?} and {apart:?}");
        }
        assert_eq!(atop(films[1], sprites[1]), [0; 4], "nothing is mirrored where no sprite is");
    }

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
