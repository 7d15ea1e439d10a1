//! How far places lie from the edge of a plate.

use kurbo::{Point, Vec2};

use crate::raster::Grid;

/// Distances beyond this are not told apart, in millimetres: drift ends at one.
const FARTHEST: f64 = 2.5;

/// A short piece of a plate's edge.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub(super) at: Point,
    /// Away from the plate; of length 1.
    pub(super) out: Vec2,
    /// In millimetres.
    pub(super) length: f64,
}

/// The distance of every pixel from a plate's edge in millimetres, positive on the plate.
pub(super) struct Field {
    grid: Grid,
    distances: Vec<f32>,
    pub(super) edges: Vec<Edge>,
}

impl Field {
    /// From how much of each pixel the plate covers.
    pub(super) fn of(plate: &[u8], grid: Grid) -> Field {
        let edges = edges(plate, &grid);
        let mut distances = vec![FARTHEST as f32; plate.len()];
        let reach = (FARTHEST * grid.per_mm).ceil() as isize;
        for edge in &edges {
            let at = (edge.at - grid.origin) * grid.per_mm;
            let (x, y) = (at.x.floor() as isize, at.y.floor() as isize);
            for row in (y - reach).max(0)..(y + reach + 1).min(grid.height as isize) {
                for column in (x - reach).max(0)..(x + reach + 1).min(grid.width as isize) {
                    let off = Vec2::new(column as f64 + 0.5 - at.x, row as f64 + 0.5 - at.y);
                    let distance = (off.hypot() / grid.per_mm) as f32;
                    let place = &mut distances[row as usize * grid.width + column as usize];
                    *place = place.min(distance);
                }
            }
        }
        for (distance, plate) in distances.iter_mut().zip(plate) {
            if *plate < 128 {
                *distance = -*distance;
            }
        }
        Field { grid, distances, edges }
    }

    /// The distance at a place.
    pub(super) fn at(&self, at: Point) -> f64 {
        let off = (at - self.grid.origin) * self.grid.per_mm;
        let (x, y) = (off.x - 0.5, off.y - 0.5);
        let inside =
            x >= 0.0 && y >= 0.0 && x < (self.grid.width - 1) as f64 && y < (self.grid.height - 1) as f64;
        if !inside {
            return -FARTHEST;
        }
        let (left, top) = (x as usize, y as usize);
        let (fx, fy) = (x - left as f64, y - top as f64);
        let corner = |dx, dy| f64::from(self.distances[(top + dy) * self.grid.width + left + dx]);
        let row = |dy| corner(0, dy) * (1.0 - fx) + corner(1, dy) * fx;
        row(0) * (1.0 - fy) + row(1) * fy
    }
}

/// The line along which half of a pixel is covered, piece by piece: marching squares, each piece by itself.
fn edges(plate: &[u8], grid: &Grid) -> Vec<Edge> {
    let at = |x: usize, y: usize| f64::from(plate[y * grid.width + x]) - 127.5;
    let mut edges = Vec::new();
    for y in 0..grid.height.saturating_sub(1) {
        for x in 0..grid.width.saturating_sub(1) {
            let corners = [at(x, y), at(x + 1, y), at(x + 1, y + 1), at(x, y + 1)];
            if let Some(edge) = piece(corners, Vec2::new(x as f64, y as f64), grid) {
                edges.push(edge);
            }
        }
    }
    edges
}

fn piece(corners: [f64; 4], cell: Vec2, grid: &Grid) -> Option<Edge> {
    const PLACES: [Vec2; 4] =
        [Vec2::new(0.5, 0.5), Vec2::new(1.5, 0.5), Vec2::new(1.5, 1.5), Vec2::new(0.5, 1.5)];
    let crossing = |side: usize| {
        let (a, b) = (corners[side], corners[(side + 1) % 4]);
        ((a > 0.0) != (b > 0.0)).then(|| PLACES[side].lerp(PLACES[(side + 1) % 4], a / (a - b)))
    };
    let crossings: Vec<Vec2> = (0..4).filter_map(crossing).collect();
    let (&first, &last) = (crossings.first()?, crossings.last()?);
    let [a, b, c, d] = corners;
    let inwards = Vec2::new(b + c - a - d, c + d - a - b);
    let length = (last - first).hypot();
    if length < 1e-6 || inwards.hypot() < 1e-6 {
        return None;
    }
    let at = grid.origin + (cell + first.lerp(last, 0.5)) / grid.per_mm;
    Some(Edge { at, out: -inwards.normalize(), length: length / grid.per_mm })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage;
    use kurbo::{Circle, Rect, Shape};

    fn disc() -> Field {
        let grid = Grid::over(Rect::new(0.0, 0.0, 20.0, 20.0), 254.0);
        let path = coverage::to_pixels(&grid) * Circle::new((10.0, 10.0), 6.0).to_path(1e-4);
        Field::of(&coverage::fill(&path, grid.width, grid.height), grid)
    }

    #[test]
    fn a_discs_edge_is_as_long_as_its_circle_and_looks_outwards() {
        let disc = disc();
        let length: f64 = disc.edges.iter().map(|edge| edge.length).sum();
        assert!((length - 12.0 * std::f64::consts::PI).abs() < 0.3, "{length}");
        for edge in &disc.edges {
            let spoke = edge.at - Point::new(10.0, 10.0);
            assert!((spoke.hypot() - 6.0).abs() < 0.02);
            assert!(spoke.normalize().dot(edge.out) > 0.9);
        }
    }

    #[test]
    fn distances_are_those_to_the_circle() {
        let disc = disc();
        for (x, meant) in [(4.0, 0.0), (4.5, 0.5), (3.3, -0.7), (5.9, 1.9)] {
            let found = disc.at(Point::new(x, 10.0));
            assert!((found - meant).abs() < 0.03, "{found} at {x}");
        }
        assert!(disc.at(Point::new(-5.0, 10.0)) <= -FARTHEST);
    }
}
