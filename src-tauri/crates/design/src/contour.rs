//! Tracing: the rings along which a grid of samples crosses a threshold, between the samples.
//!
//! Marching squares over bit masks: a row becomes one bit a sample, so that empty and full stretches are
//! passed 64 samples at a time, and only the squares the line runs through are looked at.

/// A value of a grid that can be traced.
pub trait Sample: Copy {
    /// The threshold in the form that compares fastest.
    type Level: Copy;

    /// The smallest sample that reaches `threshold`.
    fn level(threshold: f32) -> Self::Level;

    /// Whether the sample lies on or above the level.
    fn reaches(self, level: Self::Level) -> bool;

    /// The sample as a number.
    fn value(self) -> f32;
}

impl Sample for u8 {
    type Level = u8;

    fn level(threshold: f32) -> u8 {
        threshold.ceil().clamp(0.0, 255.0) as u8
    }

    #[inline]
    fn reaches(self, level: u8) -> bool {
        self >= level
    }

    #[inline]
    fn value(self) -> f32 {
        f32::from(self)
    }
}

impl Sample for f32 {
    type Level = f32;

    fn level(threshold: f32) -> f32 {
        threshold
    }

    #[inline]
    fn reaches(self, level: f32) -> bool {
        self >= level
    }

    #[inline]
    fn value(self) -> f32 {
        self
    }
}

/// The closed rings round the region where `samples` reach `threshold`.
///
/// `samples` holds `height` rows of `width`; sample (x, y) lies at (x + ½, y + ½), so that whole numbers are
/// the corners of pixels. Beyond the grid every sample is `outside`. Where two regions meet at a corner, the
/// mean of the four samples decides whether they join. Points lie between the samples, by linear
/// interpolation. Outer rings run clockwise on the screen (y down), which is a positive
/// [`signed area`](crate::contour::signed_area); holes run the other way. The first point is not repeated.
///
/// For bytes, `threshold` lies above 0 and at most at 255.
///
/// # Panics
/// When `samples` does not hold `width` × `height` values.
pub fn contours<T: Sample>(
    samples: &[T],
    width: usize,
    height: usize,
    threshold: f32,
    outside: f32,
) -> Vec<Vec<[f32; 2]>> {
    assert_eq!(samples.len(), width * height, "one sample a place");
    if width == 0 || height == 0 {
        return Vec::new();
    }
    let mut trace = Trace { samples, width, height, threshold, outside, points: vec![], next: vec![] };
    trace.march();
    rings(&trace.points, trace.next)
}

/// The area inside a ring: positive for rings that run clockwise on the screen (y down).
pub fn signed_area(ring: &[[f32; 2]]) -> f64 {
    let Some(&last) = ring.last() else { return 0.0 };
    let wide = |p: [f32; 2]| (f64::from(p[0]), f64::from(p[1]));
    let (ox, oy) = wide(last);
    let mut sum = 0.0;
    let (mut px, mut py) = (0.0, 0.0);
    for &point in ring {
        let (x, y) = wide(point);
        let (x, y) = (x - ox, y - oy);
        sum += px * y - x * py;
        (px, py) = (x, y);
    }
    sum / 2.0
}

const NOWHERE: u32 = u32::MAX;

struct Trace<'a, T: Sample> {
    samples: &'a [T],
    width: usize,
    height: usize,
    threshold: f32,
    outside: f32,
    /// Every place where the line crosses from one sample to the next.
    points: Vec<[f32; 2]>,
    /// The point that follows each point.
    next: Vec<u32>,
}

/// The points where the line enters or leaves one square.
#[derive(Clone, Copy)]
struct Sides {
    top: u32,
    right: u32,
    bottom: u32,
    left: u32,
}

impl<T: Sample> Trace<'_, T> {
    fn march(&mut self) {
        // Bit x + 1 of a row's mask is sample x; one square reaches beyond the grid on every side.
        let words = (self.width + 2) / 64 + 2;
        let (mut above, mut below) = (vec![0_u64; words], vec![0_u64; words]);
        let (mut above_points, mut below_points) = (Vec::new(), Vec::new());
        for row in -1..self.height as isize {
            self.mask(row + 1, &mut below);
            below_points.clear();
            self.march_row(row, &above, &below, &above_points, &mut below_points);
            std::mem::swap(&mut above, &mut below);
            std::mem::swap(&mut above_points, &mut below_points);
        }
    }

    fn march_row(
        &mut self,
        row: isize,
        above: &[u64],
        below: &[u64],
        above_points: &[u32],
        below_points: &mut Vec<u32>,
    ) {
        let mut tops = above_points.iter();
        let mut right = NOWHERE;
        for word in 0..above.len() - 1 {
            let (a0, b0) = (above[word], below[word]);
            let a1 = (a0 >> 1) | (above[word + 1] << 63);
            let b1 = (b0 >> 1) | (below[word + 1] << 63);
            let mut crossed = (a0 ^ a1) | (b0 ^ b1) | (a0 ^ b0);
            while crossed != 0 {
                let bit = crossed.trailing_zeros();
                crossed &= crossed - 1;
                let x = (word * 64) as isize + bit as isize - 1;
                let on = |mask: u64| (mask >> bit) & 1;
                let corners = on(a0) | on(a1) << 1 | on(b1) << 2 | on(b0) << 3;
                let left = right;
                let top = if on(a0 ^ a1) == 1 { tops.next().copied().unwrap_or(NOWHERE) } else { NOWHERE };
                let bottom = if on(b0 ^ b1) == 1 { self.cross_rightward(x, row + 1) } else { NOWHERE };
                if bottom != NOWHERE {
                    below_points.push(bottom);
                }
                right = if on(a1 ^ b1) == 1 { self.cross_downward(x + 1, row) } else { NOWHERE };
                self.link_square(x, row, corners, Sides { top, right, bottom, left });
            }
        }
    }

    /// Joins the points of one square so that the region lies on the right of the way (y down).
    /// `corners` has a bit for each corner inside: top left, top right, bottom right, bottom left.
    fn link_square(&mut self, x: isize, y: isize, corners: u64, sides: Sides) {
        let Sides { top, right, bottom, left } = sides;
        match corners {
            1 => self.link(top, left),
            2 => self.link(right, top),
            4 => self.link(bottom, right),
            8 => self.link(left, bottom),
            3 => self.link(right, left),
            6 => self.link(bottom, top),
            12 => self.link(left, right),
            9 => self.link(top, bottom),
            14 => self.link(left, top),
            13 => self.link(top, right),
            11 => self.link(right, bottom),
            7 => self.link(bottom, left),
            5 | 10 => {
                let (first, second) = match (corners == 5, self.joins(x, y)) {
                    (true, true) => ((bottom, left), (top, right)),
                    (true, false) => ((top, left), (bottom, right)),
                    (false, true) => ((left, top), (right, bottom)),
                    (false, false) => ((right, top), (left, bottom)),
                };
                self.link(first.0, first.1);
                self.link(second.0, second.1);
            }
            _ => {}
        }
    }

    fn joins(&self, x: isize, y: isize) -> bool {
        let sum = self.value(x, y) + self.value(x + 1, y) + self.value(x, y + 1) + self.value(x + 1, y + 1);
        sum >= 4.0 * self.threshold
    }

    fn link(&mut self, from: u32, to: u32) {
        self.next[from as usize] = to;
    }

    fn cross_rightward(&mut self, x: isize, y: isize) -> u32 {
        let part = self.part(self.value(x, y), self.value(x + 1, y));
        self.add([x as f32 + part, y as f32])
    }

    fn cross_downward(&mut self, x: isize, y: isize) -> u32 {
        let part = self.part(self.value(x, y), self.value(x, y + 1));
        self.add([x as f32, y as f32 + part])
    }

    fn part(&self, from: f32, to: f32) -> f32 {
        (self.threshold - from) / (to - from)
    }

    fn add(&mut self, [x, y]: [f32; 2]) -> u32 {
        self.points.push([x + 0.5, y + 0.5]);
        self.next.push(NOWHERE);
        self.points.len() as u32 - 1
    }

    fn value(&self, x: isize, y: isize) -> f32 {
        let inside = x >= 0 && y >= 0 && (x as usize) < self.width && (y as usize) < self.height;
        if inside { self.samples[y as usize * self.width + x as usize].value() } else { self.outside }
    }

    fn mask(&self, row: isize, mask: &mut [u64]) {
        mask.fill(0);
        if row < 0 || row as usize >= self.height {
            return;
        }
        let level = T::level(self.threshold);
        let start = row as usize * self.width;
        for (word, chunk) in self.samples[start..start + self.width].chunks(64).enumerate() {
            let bits = bits(chunk, level);
            mask[word] |= bits << 1;
            mask[word + 1] |= bits >> 63;
        }
    }
}

/// One bit for each of up to 64 samples: set where it reaches the level.
fn bits<T: Sample>(chunk: &[T], level: T::Level) -> u64 {
    // A byte a sample first, as compilers turn that into wide compares; then eight bytes to eight bits at
    // once, by a product that moves the lowest bit of byte i to bit 56 + i.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let mut flags = [0_u8; 64];
    for (flag, sample) in flags.iter_mut().zip(chunk) {
        *flag = u8::from(sample.reaches(level));
    }
    let (groups, _) = flags.as_chunks::<8>();
    let mut bits = 0;
    for (place, group) in groups.iter().enumerate() {
        bits |= (u64::from_le_bytes(*group).wrapping_mul(GATHER) >> 56) << (8 * place);
    }
    bits
}

fn rings(points: &[[f32; 2]], mut next: Vec<u32>) -> Vec<Vec<[f32; 2]>> {
    let mut rings = Vec::new();
    for start in 0..next.len() {
        let mut ring: Vec<[f32; 2]> = Vec::new();
        let mut at = start;
        while next[at] != NOWHERE {
            if ring.last() != Some(&points[at]) {
                ring.push(points[at]);
            }
            at = std::mem::replace(&mut next[at], NOWHERE) as usize;
        }
        while ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
        if ring.len() > 2 {
            rings.push(ring);
        }
    }
    rings
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_single_pixel_is_a_diamond_round_its_centre() {
        let rings = contours(&[255_u8], 1, 1, 127.5, 0.0);
        assert_eq!(rings.len(), 1);
        assert_eq!(rings[0].len(), 4);
        assert!((signed_area(&rings[0]) - 0.5).abs() < 1e-6, "clockwise, and half a pixel large");
        for [x, y] in &rings[0] {
            assert!(((x - 0.5).abs() + (y - 0.5).abs() - 0.5).abs() < 1e-6);
        }
    }

    #[test]
    fn a_hole_runs_the_other_way() {
        let mut samples = vec![1.0_f32; 49];
        samples[24] = 0.0;
        let areas: Vec<f64> = contours(&samples, 7, 7, 0.5, 0.0).iter().map(|r| signed_area(r)).collect();
        assert_eq!(areas.len(), 2);
        assert!(
            areas.iter().any(|a| *a > 40.0) && areas.iter().any(|a| (*a + 0.5).abs() < 1e-6),
            "{areas:?}"
        );
    }

    #[test]
    fn an_antialiased_circle_is_met_within_a_tenth_of_a_pixel() {
        let (size, radius, centre) = (128_usize, 50.3_f32, 63.7_f32);
        let cover = |i: usize| {
            let (x, y) = ((i % size) as f32 + 0.5 - centre, (i / size) as f32 + 0.5 - centre);
            ((radius - x.hypot(y) + 0.5).clamp(0.0, 1.0) * 255.0).round() as u8
        };
        let samples: Vec<u8> = (0..size * size).map(cover).collect();
        let rings = contours(&samples, size, size, 127.5, 0.0);
        assert_eq!(rings.len(), 1);
        for [x, y] in &rings[0] {
            let error = (x - centre).hypot(y - centre) - radius;
            assert!(error.abs() < 0.1, "{error}");
        }
    }

    #[test]
    fn no_samples_and_no_region_give_no_rings() {
        assert!(contours::<u8>(&[], 0, 0, 127.5, 0.0).is_empty());
        assert!(contours(&[3_u8; 12], 4, 3, 127.5, 0.0).is_empty());
    }

    proptest! {
        /// A point well inside a square of one value is inside the rings exactly when its sample reaches.
        #[test]
        fn rings_wind_once_round_every_sample_that_reaches(
            (width, samples) in (1_usize..150).prop_flat_map(|w| (Just(w), prop::collection::vec(any::<bool>(), w..w * 6)))
        ) {
            let height = samples.len() / width;
            let samples: Vec<u8> = samples[..width * height].iter().map(|on| u8::from(*on) * 255).collect();
            let rings = contours(&samples, width, height, 127.5, 0.0);
            for (i, sample) in samples.iter().enumerate() {
                let at = [(i % width) as f32 + 0.5, (i / width) as f32 + 0.499];
                let winding: i32 = rings.iter().map(|ring| winding(ring, at)).sum();
                prop_assert_eq!(winding, i32::from(*sample > 0));
            }
        }
    }

    fn winding(ring: &[[f32; 2]], [x, y]: [f32; 2]) -> i32 {
        (0..ring.len())
            .map(|i| (ring[i], ring[(i + 1) % ring.len()]))
            .filter(|(a, b)| (a[1] <= y) != (b[1] <= y))
            .map(|(a, b)| {
                let cross = a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
                i32::from(cross > x) * if b[1] > a[1] { 1 } else { -1 }
            })
            .sum()
    }
}
