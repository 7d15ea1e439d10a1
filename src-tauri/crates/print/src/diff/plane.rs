//! Pictures as numbers: colours in L*a*b*, blurred, reduced and sampled between pixels.

use dangle_design::Result;
use dangle_design::artwork::Picture;
use kurbo::Point;
use rayon::prelude::*;

use crate::colour::to_lab;

/// A colour in L*a*b*.
pub(super) type Lab = [f32; 3];

/// A picture of colours in L*a*b*, row by row. A pixel's middle lies at half coordinates.
#[derive(Clone)]
pub(super) struct Plane {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) pixels: Vec<Lab>,
}

impl Plane {
    /// The picture on a ground of that colour.
    pub(super) fn of(picture: &Picture, ground: [u8; 3]) -> Result<Plane> {
        let colours: Vec<[u8; 3]> =
            picture.rgba().as_chunks::<4>().0.iter().map(|&pixel| over(pixel, ground)).collect();
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        Ok(Plane { width, height, pixels: to_lab(&colours)? })
    }

    /// The pixel there, the nearest one of the edge for places outside.
    pub(super) fn pixel(&self, x: isize, y: isize) -> Lab {
        let (x, y) = (x.clamp(0, self.width as isize - 1), y.clamp(0, self.height as isize - 1));
        self.pixels[y as usize * self.width + x as usize]
    }

    /// The colour between pixels; nothing outside the picture.
    pub(super) fn at(&self, at: Point) -> Option<Lab> {
        let inside = (0.0..self.width as f64).contains(&at.x) && (0.0..self.height as f64).contains(&at.y);
        inside.then(|| {
            let (x, y) = (at.x - 0.5, at.y - 0.5);
            let (left, top) = (x.floor(), y.floor());
            let (fx, fy) = ((x - left) as f32, (y - top) as f32);
            let corner = |dx, dy| self.pixel(left as isize + dx, top as isize + dy);
            let (a, b, c, d) = (corner(0, 0), corner(1, 0), corner(0, 1), corner(1, 1));
            std::array::from_fn(|i| {
                (a[i] * (1.0 - fx) + b[i] * fx) * (1.0 - fy) + (c[i] * (1.0 - fx) + d[i] * fx) * fy
            })
        })
    }

    /// Half as large: each pixel the mean of four.
    pub(super) fn halved(&self) -> Plane {
        let (width, height) = ((self.width / 2).max(1), (self.height / 2).max(1));
        let pixel = |at: usize| {
            let (x, y) = ((at % width * 2) as isize, (at / width * 2) as isize);
            let four = [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(dx, dy)| self.pixel(x + dx, y + dy));
            std::array::from_fn(|i| four.iter().map(|lab| lab[i]).sum::<f32>() / 4.0)
        };
        Plane { width, height, pixels: (0..width * height).map(pixel).collect() }
    }

    /// Blurred by a Gaussian of that width in pixels.
    pub(super) fn blurred(&self, sigma: f64) -> Plane {
        let kernel = gaussian(sigma);
        let across = self.convolved(&kernel, |x, y, step| (x + step, y));
        across.convolved(&kernel, |x, y, step| (x, y + step))
    }

    fn convolved(&self, kernel: &[f32], step: fn(isize, isize, isize) -> (isize, isize)) -> Plane {
        let reach = (kernel.len() / 2) as isize;
        let mut pixels = vec![[0.0; 3]; self.pixels.len()];
        pixels.par_chunks_mut(self.width).enumerate().for_each(|(y, row)| {
            for (x, pixel) in row.iter_mut().enumerate() {
                for (weight, at) in kernel.iter().zip(-reach..) {
                    let (x, y) = step(x as isize, y as isize, at);
                    let lab = self.pixel(x, y);
                    for i in 0..3 {
                        pixel[i] += weight * lab[i];
                    }
                }
            }
        });
        Plane { pixels, ..*self }
    }
}

fn gaussian(sigma: f64) -> Vec<f32> {
    let reach = (3.0 * sigma).ceil() as i32;
    let weights: Vec<f64> = (-reach..=reach).map(|x| (-0.5 * (f64::from(x) / sigma).powi(2)).exp()).collect();
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|weight| (weight / sum) as f32).collect()
}

/// A straight-alpha pixel on an opaque ground.
pub(super) fn over([r, g, b, a]: [u8; 4], ground: [u8; 3]) -> [u8; 3] {
    let mix = |top: u8, below: u8| {
        ((u32::from(top) * u32::from(a) + u32::from(below) * (255 - u32::from(a)) + 127) / 255) as u8
    };
    [mix(r, ground[0]), mix(g, ground[1]), mix(b, ground[2])]
}

/// The straight distance of two colours in L*a*b*.
pub(super) fn distance(one: Lab, other: Lab) -> f32 {
    one.iter().zip(&other).map(|(a, b)| (a - b) * (a - b)).sum::<f32>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ramp() -> Plane {
        let pixels = (0..64).map(|at| [(at % 8) as f32, (at / 8) as f32, 5.0]).collect();
        Plane { width: 8, height: 8, pixels }
    }

    #[test]
    fn between_pixels_lie_their_means() {
        let [x, y, flat] = ramp().at(Point::new(3.0, 4.25)).unwrap();
        assert!((x - 2.5).abs() < 1e-6 && (y - 3.75).abs() < 1e-6 && (flat - 5.0).abs() < 1e-6);
        assert!(ramp().at(Point::new(-0.1, 3.0)).is_none());
        assert!(ramp().at(Point::new(3.0, 8.0)).is_none());
    }

    #[test]
    fn blurring_keeps_a_ramp_and_halving_its_means() {
        let blurred = ramp().blurred(1.0);
        assert!((blurred.pixel(4, 4)[0] - 4.0).abs() < 1e-3);
        assert!((ramp().halved().pixel(1, 1)[0] - 2.5).abs() < 1e-6);
    }

    #[test]
    fn a_translucent_pixel_shows_its_ground() {
        assert_eq!(over([255, 0, 0, 255], [9, 9, 9]), [255, 0, 0]);
        assert_eq!(over([255, 0, 0, 0], [9, 9, 9]), [9, 9, 9]);
        assert_eq!(over([255, 255, 255, 51], [0, 0, 0]), [51, 51, 51]);
    }
}
