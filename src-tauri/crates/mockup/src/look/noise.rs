//! Unevenness that stays with the material: the same at the same place of the charm, at every scale.

/// A number from 0 to 1 for a cell; `kind` tells one use from another.
pub(super) fn chance(x: i32, y: i32, kind: u32) -> f32 {
    (scramble(x, y, kind) >> 8) as f32 / 16_777_216.0
}

/// Bits that differ between neighbouring cells without a pattern.
pub(super) fn scramble(x: i32, y: i32, kind: u32) -> u32 {
    let mut hash = (x as u32).wrapping_mul(0x9E37_79B1)
        ^ (y as u32).wrapping_mul(0x85EB_CA77)
        ^ kind.wrapping_mul(0xC2B2_AE3D);
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0x2C1B_3C6D);
    hash ^= hash >> 12;
    hash = hash.wrapping_mul(0x297A_2D39);
    hash ^ (hash >> 15)
}

/// Soft noise with one bump a cell, from 0 to 1.
pub(super) fn soft(x: f32, y: f32, kind: u32) -> f32 {
    let (left, top) = (x.floor(), y.floor());
    let (column, row) = (left as i32, top as i32);
    let ease = |t: f32| t * t * t * (t * (t * 6.0 - 15.0) + 10.0);
    let (tx, ty) = (ease(x - left), ease(y - top));
    let mix = |a: f32, b: f32, t: f32| a + (b - a) * t;
    let above = mix(chance(column, row, kind), chance(column + 1, row, kind), tx);
    let below = mix(chance(column, row + 1, kind), chance(column + 1, row + 1, kind), tx);
    mix(above, below, ty)
}

/// Noise of bumps on bumps, each half as large and half as strong, from 0 to 1.
pub(super) fn rough(x: f32, y: f32, octaves: u32, kind: u32) -> f32 {
    let (mut sum, mut weights, mut weight, mut x, mut y) = (0.0, 0.0, 1.0, x, y);
    for octave in 0..octaves {
        sum += weight * soft(x, y, kind + octave);
        weights += weight;
        weight *= 0.5;
        // Turned by 37° each time, or the cells of all octaves would line up.
        (x, y) = ((x * 0.8 - y * 0.6) * 2.03, (x * 0.6 + y * 0.8) * 2.03);
    }
    sum / weights
}

/// The scattered point nearest to a place, one point a cell.
pub(super) struct Scattered {
    /// Distance to it.
    pub(super) near: f32,
    /// Distance to the next but one.
    pub(super) next: f32,
    /// Which cell it belongs to.
    pub(super) cell: [i32; 2],
    /// From it to the place.
    pub(super) offset: [f32; 2],
}

/// The nearest of points scattered one a cell.
pub(super) fn scattered(x: f32, y: f32, kind: u32) -> Scattered {
    let (column, row) = (x.floor() as i32, y.floor() as i32);
    let mut found = Scattered { near: 9.0, next: 9.0, cell: [0, 0], offset: [0.0; 2] };
    for cy in row - 1..=row + 1 {
        for cx in column - 1..=column + 1 {
            let offset = [x - cx as f32 - chance(cx, cy, kind), y - cy as f32 - chance(cx, cy, kind + 77)];
            let distance = (offset[0] * offset[0] + offset[1] * offset[1]).sqrt();
            if distance < found.near {
                found = Scattered { near: distance, next: found.near, cell: [cx, cy], offset };
            } else if distance < found.next {
                found.next = distance;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_lies_between_none_and_all_and_differs() {
        let values: Vec<f32> = (0..300).map(|i| rough(i as f32 * 0.37, i as f32 * -0.91, 3, 5)).collect();
        assert!(values.iter().all(|value| (0.0..=1.0).contains(value)));
        let spread = values.iter().fold(0.0_f32, |most, value| most.max((value - 0.5).abs()));
        assert!(spread > 0.2, "{spread}");
    }

    #[test]
    fn the_nearest_scattered_point_is_nearer_than_the_next() {
        for i in 0..200 {
            let found = scattered(i as f32 * 0.173, i as f32 * 0.311, 9);
            assert!(found.near <= found.next && found.near < 1.5);
        }
    }
}
