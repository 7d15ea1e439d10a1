//! Where a picture has edges and lines, whichever way they are drawn.
//!
//! The boundary energy of Köthe and Felsberg (2005): first derivatives answer to steps and second ones to
//! lines; together they peak in the middle of both, whatever their colours and whichever side is dark. So a
//! cut line is found as a hairline of any colour and as the rim of a filled shape, and a picture saved with
//! another gamma or profile has its edges where it had them.

use kurbo::{Point, Vec2};
use rayon::prelude::*;

use super::plane::Plane;

/// How far the picture is blurred before it is looked at, in pixels: noise of JPEG goes, edges stay.
const BLUR: f64 = 1.0;
/// The energy at which evidence is half: a step of ten in L*a*b*.
const HALF: f32 = 4.0;

/// The energy at each pixel, as a symmetric tensor: across, mixed, down.
pub(super) struct Evidence {
    pub(super) width: usize,
    pub(super) height: usize,
    tensors: Vec<[f32; 3]>,
}

impl Evidence {
    /// The energy of a picture.
    pub(super) fn of(plane: &Plane) -> Evidence {
        let blurred = plane.blurred(BLUR);
        let mut tensors = vec![[0.0; 3]; plane.pixels.len()];
        tensors.par_chunks_mut(plane.width).enumerate().for_each(|(y, row)| {
            for (x, tensor) in row.iter_mut().enumerate() {
                *tensor = energy(&blurred, x as isize, y as isize);
            }
        });
        Evidence { width: plane.width, height: plane.height, tensors }
    }

    /// The tensor of a pixel.
    pub(super) fn tensor(&self, x: usize, y: usize) -> [f32; 3] {
        self.tensors[y * self.width + x]
    }

    /// How surely there is an edge across `normal` at a point, 0 to 1; 0 outside the picture.
    pub(super) fn at(&self, at: Point, normal: Vec2) -> f32 {
        let (x, y) = (at.x - 0.5, at.y - 0.5);
        let inside = x >= 0.0 && y >= 0.0 && x < (self.width - 1) as f64 && y < (self.height - 1) as f64;
        if !inside {
            return 0.0;
        }
        let (left, top) = (x as usize, y as usize);
        let (fx, fy) = ((x - left as f64) as f32, (y - top as f64) as f32);
        let (nx, ny) = (normal.x as f32, normal.y as f32);
        let across = |[xx, xy, yy]: [f32; 3]| xx * nx * nx + 2.0 * xy * nx * ny + yy * ny * ny;
        let corner = |dx, dy| across(self.tensor(left + dx, top + dy));
        let row = |dy| corner(0, dy) * (1.0 - fx) + corner(1, dy) * fx;
        certainty((row(0) * (1.0 - fy) + row(1) * fy).max(0.0).sqrt())
    }
}

/// From energy to certainty: strong edges count little more than plain ones.
pub(super) fn certainty(energy: f32) -> f32 {
    energy / (energy + HALF)
}

fn energy(plane: &Plane, x: isize, y: isize) -> [f32; 3] {
    let at = |dx: isize, dy: isize| plane.pixel(x + dx, y + dy);
    let middle = at(0, 0);
    let (left, right, up, down) = (at(-1, 0), at(1, 0), at(0, -1), at(0, 1));
    let (a, b, c, d) = (at(-1, -1), at(1, -1), at(-1, 1), at(1, 1));
    let mut tensor = [0.0f32; 3];
    for i in 0..3 {
        let (gx, gy) = ((right[i] - left[i]) / 2.0, (down[i] - up[i]) / 2.0);
        let xx = right[i] + left[i] - 2.0 * middle[i];
        let yy = down[i] + up[i] - 2.0 * middle[i];
        let xy = (a[i] + d[i] - b[i] - c[i]) / 4.0;
        tensor[0] += gx * gx + xx * xx + xy * xy;
        tensor[1] += gx * gy + xy * (xx + yy);
        tensor[2] += gy * gy + yy * yy + xy * xy;
    }
    tensor
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(lightness: impl Fn(f64) -> f32) -> Evidence {
        let pixels = (0..40 * 40).map(|at| [lightness(f64::from(at % 40) + 0.5), 0.0, 0.0]).collect();
        Evidence::of(&Plane { width: 40, height: 40, pixels })
    }

    fn peak(evidence: &Evidence) -> f64 {
        let at = |x: f64| evidence.at(Point::new(x, 20.0), Vec2::new(1.0, 0.0));
        let places = (0..400).map(|step| 2.0 + f64::from(step) * 0.09);
        places.max_by(|a, b| at(*a).total_cmp(&at(*b))).unwrap()
    }

    #[test]
    fn steps_and_lines_peak_in_their_middle_whichever_side_is_dark() {
        for contrast in [60.0f32, -60.0] {
            let step = drawn(|x| 50.0 + if x < 18.0 { contrast / 2.0 } else { -contrast / 2.0 });
            assert!((peak(&step) - 18.0).abs() < 0.6, "step at {}", peak(&step));
            let line = drawn(|x| 50.0 + if (18.0..20.0).contains(&x) { contrast / 2.0 } else { 0.0 });
            assert!((peak(&line) - 19.0).abs() < 0.6, "line at {}", peak(&line));
        }
    }

    #[test]
    fn an_edge_is_seen_across_and_not_along() {
        let step = drawn(|x| if x < 18.0 { 20.0 } else { 80.0 });
        let at = Point::new(18.0, 20.0);
        assert!(step.at(at, Vec2::new(1.0, 0.0)) > 0.7);
        assert!(step.at(at, Vec2::new(0.0, 1.0)) < 0.05);
        assert!(step.at(Point::new(-3.0, 20.0), Vec2::new(1.0, 0.0)) == 0.0);
    }
}
