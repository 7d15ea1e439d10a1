//! A colour that changes smoothly across the picture, as a polynomial in two variables.

use super::oklab::Lab;

/// Most terms: degree 4 in two variables.
const MOST_TERMS: usize = 15;

/// A colour for each place `(u, v)`, both from -1 to 1.
#[derive(Clone, Debug)]
pub(super) struct Polynomial {
    degree: usize,
    /// One colour a term, in the order of [`terms`].
    colours: Vec<Lab>,
}

impl Polynomial {
    /// The same colour everywhere.
    pub(super) fn constant(colour: Lab) -> Self {
        Polynomial { degree: 0, colours: vec![colour] }
    }

    /// The highest power; 0 is one colour everywhere.
    pub(super) fn degree(&self) -> usize {
        self.degree
    }

    /// The colour at a place.
    pub(super) fn at(&self, u: f32, v: f32) -> Lab {
        let mut sum = [0.0; 3];
        let (terms, _) = terms(self.degree, u, v);
        for (colour, term) in self.colours.iter().zip(terms) {
            for channel in 0..3 {
                sum[channel] += colour[channel] * term;
            }
        }
        sum
    }
}

/// The polynomial of a degree (4 at most) that fits places `(u, v, colour, weight)` best, by least squares.
///
/// Sums run in the order of the places, in 64 bits: the same on every machine.
pub(super) fn fit(degree: usize, places: impl Iterator<Item = (f32, f32, Lab, f32)>) -> Polynomial {
    let count = terms(degree, 0.0, 0.0).1;
    let mut system = [[0.0_f64; MOST_TERMS + 3]; MOST_TERMS];
    for (u, v, colour, weight) in places {
        let (terms, _) = terms(degree, u, v);
        for row in 0..count {
            let scaled = f64::from(terms[row]) * f64::from(weight);
            for column in 0..count {
                system[row][column] += scaled * f64::from(terms[column]);
            }
            for channel in 0..3 {
                system[row][MOST_TERMS + channel] += scaled * f64::from(colour[channel]);
            }
        }
    }
    Polynomial { degree, colours: solve(&mut system, count) }
}

/// The powers of `u` and `v` up to a degree, lowest first, and how many there are.
fn terms(degree: usize, u: f32, v: f32) -> ([f32; MOST_TERMS], usize) {
    let mut terms = [0.0; MOST_TERMS];
    let mut count = 0;
    for total in 0..=degree {
        for of_v in 0..=total {
            terms[count] = power(u, total - of_v) * power(v, of_v);
            count += 1;
        }
    }
    (terms, count)
}

fn power(base: f32, exponent: usize) -> f32 {
    (0..exponent).fold(1.0, |product, _| product * base)
}

/// Solves the symmetric system by elimination; a trace on the diagonal keeps poor data from blowing up.
fn solve(system: &mut [[f64; MOST_TERMS + 3]; MOST_TERMS], count: usize) -> Vec<Lab> {
    let trace = 1e-9 * (1.0 + (0..count).map(|i| system[i][i]).sum::<f64>());
    for (pivot, row) in system.iter_mut().enumerate().take(count) {
        row[pivot] += trace;
    }
    for pivot in 0..count {
        let pivot_row = system[pivot];
        for row in system.iter_mut().take(count).skip(pivot + 1) {
            let factor = row[pivot] / pivot_row[pivot];
            for (value, above) in row.iter_mut().zip(pivot_row).skip(pivot) {
                *value -= factor * above;
            }
        }
    }
    let mut solved = vec![[0.0_f64; 3]; count];
    for row in (0..count).rev() {
        for channel in 0..3 {
            let known: f64 = (row + 1..count).map(|term| system[row][term] * solved[term][channel]).sum();
            solved[row][channel] = (system[row][MOST_TERMS + channel] - known) / system[row][row];
        }
    }
    solved.into_iter().map(|colour| colour.map(|channel| channel as f32)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artwork::background::oklab::distance;

    fn grid() -> impl Iterator<Item = (f32, f32)> {
        (0..=20_u8)
            .flat_map(|y| (0..=20_u8).map(move |x| (f32::from(x) / 10.0 - 1.0, f32::from(y) / 10.0 - 1.0)))
    }

    #[test]
    fn a_bent_colour_is_found_again() {
        let truth = |u: f32, v: f32| [0.5 + 0.2 * u - 0.1 * u * v, 0.1 * v * v, -0.05 * u];
        let found = fit(2, grid().map(|(u, v)| (u, v, truth(u, v), 1.0)));
        for (u, v) in grid() {
            assert!(distance(found.at(u, v), truth(u, v)) < 1e-5);
        }
    }

    #[test]
    fn too_few_places_give_a_finite_colour() {
        let found = fit(4, [(0.3, 0.3, [0.5, 0.1, 0.1], 1.0)].into_iter());
        assert!(found.at(-1.0, 1.0).iter().all(|channel| channel.is_finite()));
    }
}
