//! The shape that a skin takes when what it holds presses from within: a drop of resin, a cushion.

use super::plane::Plane;

/// Longest side of the grid it is solved on: the shape is smooth.
const CELLS: usize = 112;
/// Smaller grids are solved until nothing moves.
const SMALLEST: usize = 24;

/// A skin held at the edge of `inside` (shares from 0 to 1), 1 at its highest: the membrane under even pressure.
pub(super) fn swollen(inside: &Plane) -> Plane {
    let factor = inside.width.max(inside.height).div_ceil(CELLS).max(1);
    let coarse = shrunk(inside, factor);
    let solved = solve(&coarse, 1.0);
    let highest = solved.values.iter().fold(1e-6_f32, |most, value| most.max(*value));
    let step = factor as f32;
    Plane::filled(inside.width, inside.height, |column, row| {
        solved.at((column as f32 + 0.5) / step, (row as f32 + 0.5) / step) / highest
    })
}

fn shrunk(plane: &Plane, factor: usize) -> Plane {
    Plane::filled(plane.width.div_ceil(factor), plane.height.div_ceil(factor), |column, row| {
        let mut sum = 0.0;
        for y in row * factor..((row + 1) * factor).min(plane.height) {
            for x in column * factor..((column + 1) * factor).min(plane.width) {
                sum += plane.get(x, y);
            }
        }
        sum / (factor * factor) as f32
    })
}

/// Poisson's equation by red-black relaxation, from the solution on a grid half as fine.
fn solve(inside: &Plane, pressure: f32) -> Plane {
    let (width, height) = (inside.width, inside.height);
    let small = width.min(height) < SMALLEST;
    let mut skin = if small {
        Plane { width, height, values: vec![0.0; width * height] }
    } else {
        let half = solve(&shrunk(inside, 2), pressure * 4.0);
        Plane::filled(width, height, |column, row| {
            half.at(column as f32 * 0.5 + 0.25, row as f32 * 0.5 + 0.25)
        })
    };
    for _ in 0..if small { 200 } else { 60 } {
        for colour in 0..2 {
            relax(&mut skin, inside, pressure, colour);
        }
    }
    skin
}

fn relax(skin: &mut Plane, inside: &Plane, pressure: f32, colour: usize) {
    let width = skin.width;
    for row in 1..skin.height.saturating_sub(1) {
        for column in (1 + (row + colour) % 2..width.saturating_sub(1)).step_by(2) {
            let index = row * width + column;
            let share = inside.values[index];
            let around = skin.values[index - 1]
                + skin.values[index + 1]
                + skin.values[index - width]
                + skin.values[index + width];
            skin.values[index] = if share > 0.02 { 0.25 * (around + pressure) * share.min(1.0) } else { 0.0 };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_skin_is_a_paraboloid() {
        let inside = Plane::filled(120, 120, |x, y| {
            let (x, y) = (x as f32 - 59.5, y as f32 - 59.5);
            (50.5 - (x * x + y * y).sqrt()).clamp(0.0, 1.0)
        });
        let skin = swollen(&inside);
        for (distance, meant) in [(0.0, 1.0), (25.0, 0.75), (40.0, 0.36)] {
            let found = skin.at(60.0 + distance, 60.0);
            assert!((found - meant).abs() < 0.04, "{found} for {meant}");
        }
        assert!(skin.at(3.0, 3.0) < 1e-6);
    }
}
