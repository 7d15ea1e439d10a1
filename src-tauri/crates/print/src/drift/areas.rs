//! What shows of each plate when one is moved, in mm².

use kurbo::Vec2;

use super::Moves;
use crate::plates::Plates;
use crate::raster::Grid;

/// How much of each pixel each layer covers.
pub(super) struct Stack {
    grid: Grid,
    pub(super) art: Vec<u8>,
    pub(super) white: Option<Vec<u8>>,
    /// What is left after cutting: inside the cut line, without holes.
    pub(super) body: Vec<u8>,
}

/// What shows that should not, in mm².
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Areas {
    pub(super) white_peeks: f64,
    pub(super) bare: f64,
    pub(super) cut_off: f64,
}

impl Stack {
    pub(super) fn of(plates: &Plates) -> Stack {
        let clip = plates.clip_plate();
        let art = plates.art.iter().zip(&clip).map(|(art, clip)| crate::coverage::times(art[3], *clip));
        Stack {
            grid: plates.grid,
            art: art.collect(),
            white: plates.white_plate(),
            body: plates.body_plate(),
        }
    }

    /// How far each layer is moved.
    pub(super) fn shifts(moves: Moves, by: Vec2) -> [Vec2; 2] {
        match moves {
            Moves::White => [Vec2::ZERO, by],
            Moves::Print => [by, by],
        }
    }

    /// What shows with one layer moved.
    pub(super) fn moved(&self, moves: Moves, by: Vec2) -> Areas {
        let [art_by, white_by] = Stack::shifts(moves, by);
        let art = shifted(&self.art, &self.grid, art_by);
        let white = self.white.as_ref().map(|white| shifted(white, &self.grid, white_by));
        // What shows by intent, under translucent art and where the white is choked, moves along.
        let by_intent = |one: &[u8], other: &[u8]| {
            let excess: Vec<u8> =
                one.iter().zip(other).map(|(one, other)| one.saturating_sub(*other)).collect();
            shifted(&excess, &self.grid, art_by)
        };
        let intents =
            self.white.as_ref().map(|white| (by_intent(white, &self.art), by_intent(&self.art, white)));
        let mut areas = Areas::default();
        let pixel = self.grid.per_mm.powi(-2) / 255.0;
        for at in 0..self.art.len() {
            let body = f64::from(self.body[at]) / 255.0;
            let (was, is) = (f64::from(self.art[at]), f64::from(art[at]));
            if let (Some(white), Some((peeks, bare))) = (&white, &intents) {
                let white = f64::from(white[at]);
                areas.white_peeks += pixel * body * ((white - is).max(0.0) - f64::from(peeks[at])).max(0.0);
                areas.bare += pixel * body * ((is - white).max(0.0) - f64::from(bare[at])).max(0.0);
            }
            areas.cut_off += pixel * (1.0 - body) * (is - was).max(0.0);
        }
        areas
    }
}

/// A plate moved by millimetres, between pixels by their shares.
pub(super) fn shifted(plate: &[u8], grid: &Grid, by: Vec2) -> Vec<u8> {
    let off = by * grid.per_mm;
    let (left, top) = (off.x.floor(), off.y.floor());
    let (fx, fy) = (off.x - left, off.y - top);
    let value = |x: isize, y: isize| {
        let inside = (0..grid.width as isize).contains(&x) && (0..grid.height as isize).contains(&y);
        if inside { f64::from(plate[y as usize * grid.width + x as usize]) } else { 0.0 }
    };
    (0..plate.len())
        .map(|at| {
            let (x, y) =
                ((at % grid.width) as isize - left as isize, (at / grid.width) as isize - top as isize);
            let row = |y| value(x, y) * (1.0 - fx) + value(x - 1, y) * fx;
            (row(y) * (1.0 - fy) + row(y - 1) * fy).round() as u8
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kurbo::Rect;

    #[test]
    fn a_plate_is_moved_to_the_right_and_down_by_parts_of_a_pixel() {
        let grid = Grid::over(Rect::new(0.0, 0.0, 8.0, 8.0), 25.4);
        let mut plate = vec![0; 64];
        plate[3 * 8 + 3] = 200;
        let moved = shifted(&plate, &grid, Vec2::new(1.5, 1.0));
        assert_eq!((moved[4 * 8 + 4], moved[4 * 8 + 5]), (100, 100));
        assert_eq!(moved.iter().map(|value| u32::from(*value)).sum::<u32>(), 200);
        let back = shifted(&plate, &grid, Vec2::new(-1.0, 0.0));
        assert_eq!(back[3 * 8 + 2], 200);
    }
}
