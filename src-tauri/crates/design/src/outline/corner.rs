//! Corners and tangents of a dense ring.

use kurbo::{Point, Vec2};

/// A stretch of line without corners, with its tangent at each point.
pub(crate) struct Smooth {
    pub(crate) points: Vec<Point>,
    pub(crate) tangents: Vec<Vec2>,
    /// Points where a curve has to end: where the ring reaches farthest left, right, up and down. A curve that
    /// swung out beyond them would make the charm larger than its ring.
    pub(crate) stops: Vec<usize>,
}

/// A dense closed ring whose corners are known.
pub(crate) struct Line {
    points: Vec<Point>,
    corners: Vec<usize>,
    extremes: [usize; 4],
}

/// A bend sharper than its neighbours explain by this much is a corner, in radians (8°): a shallower one
/// disappears within the tolerance of a fit.
const CORNER: f64 = 0.14;

impl Line {
    pub(crate) fn new(ring: &[Point]) -> Self {
        let bends: Vec<Bend> = (0..ring.len()).map(|index| Bend::at(ring, index)).collect();
        let count = ring.len();
        let corner = |index: usize| {
            let bend = &bends[index];
            let beside =
                bends[(index + count - 1) % count].curvature().max(bends[(index + 1) % count].curvature());
            bend.angle.abs() - beside * bend.length > CORNER
        };
        Line {
            corners: (0..count).filter(|&index| corner(index)).collect(),
            extremes: extremes(ring),
            points: ring.to_vec(),
        }
    }

    /// The stretches from corner to corner; the whole ring as one when it has none.
    pub(crate) fn stretches(&self) -> Vec<Smooth> {
        let Some(&first) = self.corners.first() else { return vec![self.round()] };
        let ends = self.corners.iter().skip(1).copied().chain([first + self.points.len()]);
        self.corners.iter().zip(ends).map(|(&start, end)| self.stretch(start, end)).collect()
    }

    fn stretch(&self, start: usize, end: usize) -> Smooth {
        let points: Vec<Point> = (start..=end).map(|index| self.points[index % self.points.len()]).collect();
        let tangents = tangents(&points, 0..points.len());
        Smooth { points, tangents, stops: self.stops(start, end) }
    }

    /// The extreme points between two others, counted from the first.
    fn stops(&self, start: usize, end: usize) -> Vec<usize> {
        let inner = start + 1..end;
        let found = inner.filter(|index| self.extremes.contains(&(index % self.points.len())));
        found.map(|index| index - start).collect()
    }

    /// The whole ring from one of its extremes, which comes again at the end.
    fn round(&self) -> Smooth {
        let (count, start) = (self.points.len(), self.extremes[0]);
        let overlap = (count / 3).min(40);
        let wound: Vec<Point> = (0..=count + 2 * overlap)
            .map(|index| self.points[(start + index + count - overlap) % count])
            .collect();
        let mut tangents = tangents(&wound, overlap..overlap + count + 1);
        if let Some(&first) = tangents.first() {
            tangents[count] = first;
        }
        let points = wound[overlap..=overlap + count].to_vec();
        Smooth { points, tangents, stops: self.stops(start, start + count) }
    }
}

/// The points of a ring farthest left, right, up and down.
fn extremes(ring: &[Point]) -> [usize; 4] {
    let ways = [(-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0)].map(Vec2::from);
    ways.map(|way| {
        let far = |index: &usize| ring[*index].to_vec2().dot(way);
        (0..ring.len()).max_by(|a, b| far(a).total_cmp(&far(b))).unwrap_or(0)
    })
}

/// How a ring bends at one point.
struct Bend {
    angle: f64,
    /// Half the length of the two edges that meet there.
    length: f64,
}

impl Bend {
    fn at(ring: &[Point], index: usize) -> Bend {
        let count = ring.len();
        let (before, at, after) = (ring[(index + count - 1) % count], ring[index], ring[(index + 1) % count]);
        let (a, b) = (at - before, after - at);
        Bend { angle: libm::atan2(a.cross(b), a.dot(b)), length: f64::midpoint(a.hypot(), b.hypot()) }
    }

    fn curvature(&self) -> f64 {
        if self.length > 0.0 { self.angle.abs() / self.length } else { 0.0 }
    }
}

/// Windows of a tangent, in mm either way: wide against the noise of pixels, narrow in tight bends.
const WINDOWS: [f64; 4] = [1.6, 0.8, 0.4, 0.2];
/// A window is narrow enough when a parabola follows the line in it this well, in mm: noise of a tenth of a
/// pixel passes.
const FOLLOWS: f64 = 0.01;

/// Tangents at some of the points of an open line.
fn tangents(points: &[Point], range: std::ops::Range<usize>) -> Vec<Vec2> {
    let mut along = vec![0.0];
    for pair in points.windows(2) {
        along.push(along[along.len() - 1] + pair[0].distance(pair[1]));
    }
    let line = Measured { points, along: &along };
    let tangent = |index: usize| {
        let followed = WINDOWS.iter().find_map(|&window| line.parabola(index, window, FOLLOWS));
        let tangent = followed.or_else(|| line.parabola(index, WINDOWS[3] / 2.0, f64::INFINITY));
        tangent.filter(|tangent| tangent.hypot() > 1e-9).map_or_else(|| chord(points, index), Vec2::normalize)
    };
    range.map(tangent).collect()
}

fn chord(points: &[Point], index: usize) -> Vec2 {
    let (before, after) = (points[index.saturating_sub(1)], points[(index + 1).min(points.len() - 1)]);
    (after - before).normalize()
}

/// An open line with the way along it.
struct Measured<'a> {
    points: &'a [Point],
    along: &'a [f64],
}

impl Measured<'_> {
    /// The direction, at one point, of the parabola through it that passes nearest to the points within a
    /// window, if it passes within `reach` of them all.
    fn parabola(&self, index: usize, window: f64, reach: f64) -> Option<Vec2> {
        let near = |other: &usize| (self.along[*other] - self.along[index]).abs() <= window;
        let first = index - (0..index).rev().take_while(near).count();
        let last = index + (index + 1..self.points.len()).take_while(near).count();
        let offsets = (first..=last).filter(|&other| other != index);
        let offsets = offsets
            .map(|other| (self.along[other] - self.along[index], self.points[other] - self.points[index]));
        let (mut s2, mut s3, mut s4) = (0.0, 0.0, 0.0);
        let (mut ahead, mut aside) = (Vec2::ZERO, Vec2::ZERO);
        for (s, offset) in offsets.clone() {
            s2 += s * s;
            s3 += s * s * s;
            s4 += s * s * s * s;
            ahead += offset * s;
            aside += offset * (s * s);
        }
        let determinant = s2 * s4 - s3 * s3;
        if determinant <= 1e-9 * s2 * s4 {
            return None;
        }
        let tangent = (ahead * s4 - aside * s3) / determinant;
        let bend = (aside * s2 - ahead * s3) / determinant;
        let follows =
            |(s, offset): (f64, Vec2)| (tangent * s + bend * (s * s) - offset).hypot2() <= reach * reach;
        offsets.into_iter().all(follows).then_some(tangent)
    }
}
