//! A quantity on a plane, in square cells of some part of a millimetre.

use kurbo::{Affine, Point, Rect, Vec2};
use rayon::prelude::*;

use crate::look::plane::blurred;
use crate::pixels::Tile;

/// Values of square cells, row by row; nothing outside.
pub(super) struct Cells {
    origin: Point,
    /// Cells a millimetre.
    per_mm: f64,
    width: usize,
    height: usize,
    values: Vec<f32>,
}

impl Cells {
    /// Cells over `area`, each of the value at its middle.
    pub(super) fn filled(area: Rect, per_mm: f64, value: impl Fn(Point) -> f32 + Sync) -> Cells {
        let cells = |length: f64| (length * per_mm).ceil().max(1.0) as usize;
        let (width, height, origin) = (cells(area.width()), cells(area.height()), area.origin());
        let mut values = vec![0.0; width * height];
        values.par_chunks_mut(width).enumerate().for_each(|(row, values)| {
            for (column, out) in values.iter_mut().enumerate() {
                *out = value(origin + Vec2::new(column as f64 + 0.5, row as f64 + 0.5) / per_mm);
            }
        });
        Cells { origin, per_mm, width, height, values }
    }

    /// What `casters` block of the light. It crosses a slab aslant and the edges scatter it: clear parts block
    /// about four times what the eye loses looking straight through.
    pub(super) fn blocked(casters: &[&Tile], area: Rect, to_px: Affine, per_mm: f64) -> Cells {
        let side = to_px.as_coeffs()[0] / per_mm;
        Cells::filled(area, per_mm, |middle| {
            let middle = to_px * middle;
            let through = casters.iter().fold(1.0, |through, tile| {
                let clear = 1.0 - mean_alpha(tile, middle, side);
                through * (clear * clear) * (clear * clear)
            });
            1.0 - through
        })
    }

    /// The area the cells cover.
    pub(super) fn area(&self) -> Rect {
        Rect::from_origin_size(
            self.origin,
            (self.width as f64 / self.per_mm, self.height as f64 / self.per_mm),
        )
    }

    /// Where something is blocked, but not all: edges of the slab.
    pub(super) fn rim(&self) -> Cells {
        let values = self.values.iter().map(|v| (4.0 * v * (1.0 - v) - 0.55).max(0.0) * 2.0).collect();
        Cells { values, ..*self }
    }

    /// The same in coarser cells.
    pub(super) fn shrunk(&self, per_mm: f64) -> Cells {
        Cells::filled(self.area(), per_mm, |at| self.at(at))
    }

    /// The same, blurred by `sigma` mm, with room for what spreads.
    pub(super) fn blurred(&self, sigma: f64) -> Cells {
        let spread = 2.6 * sigma + 1.0 / self.per_mm;
        let mut cells = self.framed(spread);
        cells.values = blurred(&cells.values, cells.width, (sigma * self.per_mm) as f32);
        cells
    }

    /// The same with at least `margin` mm of nothing round it.
    fn framed(&self, margin: f64) -> Cells {
        let frame = (margin * self.per_mm).ceil() as usize;
        let (width, height) = (self.width + 2 * frame, self.height + 2 * frame);
        let mut values = vec![0.0; width * height];
        for (row, line) in self.values.chunks_exact(self.width).enumerate() {
            values[(row + frame) * width + frame..][..self.width].copy_from_slice(line);
        }
        let offset = frame as f64 / self.per_mm;
        Cells { origin: self.origin - Vec2::new(offset, offset), width, height, values, ..*self }
    }

    /// The value at a point, between cells.
    pub(super) fn at(&self, at: Point) -> f32 {
        let place = (at - self.origin) * self.per_mm - Vec2::new(0.5, 0.5);
        let (left, top) = (place.x.floor(), place.y.floor());
        if left < 0.0 || top < 0.0 || left as usize + 1 >= self.width || top as usize + 1 >= self.height {
            return 0.0;
        }
        let (fx, fy) = ((place.x - left) as f32, (place.y - top) as f32);
        let index = top as usize * self.width + left as usize;
        let row = |start: usize| self.values[start] * (1.0 - fx) + self.values[start + 1] * fx;
        row(index) * (1.0 - fy) + row(index + self.width) * fy
    }
}

/// The mean alpha in a square of `side` pixels, at least one.
fn mean_alpha(tile: &Tile, middle: Point, side: f64) -> f32 {
    if !tile.rect().inflate(side, side).contains(middle) {
        return 0.0;
    }
    let count = (side.round() as i32).max(1);
    let corner = middle - Vec2::new(side, side) / 2.0;
    let (x0, y0) = (corner.x.round() as i32, corner.y.round() as i32);
    let mut sum = 0.0;
    for y in y0..y0 + count {
        for x in x0..x0 + count {
            sum += tile.alpha(x, y);
        }
    }
    sum / (count * count) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blur_keeps_the_whole_and_spreads_it() {
        let dot = Cells::filled(Rect::new(0.0, 0.0, 10.0, 10.0), 4.0, |at| {
            if (at - Point::new(5.0, 5.0)).hypot() < 1.0 { 1.0 } else { 0.0 }
        });
        let soft = dot.blurred(1.5);
        let (before, after): (f32, f32) = (dot.values.iter().sum(), soft.values.iter().sum());
        assert!((before - after).abs() < 0.03 * before, "{before} became {after}");
        assert!(soft.at(Point::new(5.0, 5.0)) < 0.5);
        assert!(soft.at(Point::new(7.5, 5.0)) > 0.01);
    }
}
