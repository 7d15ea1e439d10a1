//! A frame: the smallest shape of a kind that holds the artwork a border away from its edge.
//!
//! For one size of the shape, the place where the artwork lies deepest is found by going uphill: depth is the
//! least over the artwork's points, so the way up is the shortest vector within the hull of the directions
//! in which the shallowest points want to go. The size is then corrected until the depth is the border.

use kurbo::{Affine, BezPath, Point, Rect, Shape, Vec2};

use super::emblem::emblem;
use super::field::Field;
use super::prepared::Parts;
use super::ring::{Ring, distance, edges, perimeter};
use crate::project::OutlineStyle;

/// A kind of frame, ready to be put round some artwork.
pub(crate) struct Frame {
    emblem: BezPath,
    /// The emblem's depths in cells.
    field: Field,
    /// Points that decide where the artwork fits, about its middle, its longer side being 1.
    points: Vec<Point>,
    /// All corners of the artwork, in pixels.
    corners: Vec<Point>,
    /// The middle of the artwork and its longer side, in pixels.
    middle: Point,
    side: f64,
}

/// Where a frame lies: how large it is and where its origin is, the artwork's longer side being 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    size: f64,
    at: Vec2,
}

/// Cells along the emblem's side: an error of a few micrometres at 50 mm, which is taken out afterwards.
const CELLS: f64 = 160.0;
/// Cells round the emblem's box.
const MARGIN: f64 = 40.0;
/// Points of the artwork looked at, besides the corners of its hull.
const SPOTS: f64 = 480.0;

impl Frame {
    /// The frame of a style for some artwork that has a border of `border` pixels; `None` for styles that
    /// follow the artwork.
    pub(crate) fn new(style: OutlineStyle, parts: &Parts, border: f64) -> Option<Frame> {
        let (width, height) = (parts.bounds.width() + 2.0 * border, parts.bounds.height() + 2.0 * border);
        let emblem = emblem(style, (width / height).clamp(0.2, 5.0))?;
        let cell = |point: Point| {
            let [x, y] = [point.x, point.y].map(|mm| ((mm + 0.5) * CELLS + MARGIN) as f32);
            [x, y]
        };
        let ring: Vec<[f32; 2]> = flat(&emblem, 1e-4).into_iter().map(cell).collect();
        let cells = (1.1 * CELLS + 2.0 * MARGIN) as usize;
        let field = Field::of_rings(&[ring], cells, cells, cells as f32);
        let side = parts.bounds.width().max(parts.bounds.height()).max(1e-3);
        let middle = parts.bounds.center();
        let points = deciding(parts).into_iter().map(|point| ((point - middle) / side).to_point()).collect();
        let corners = parts.rings.iter().flatten().map(|[x, y]| Point::new(f64::from(*x), f64::from(*y)));
        Some(Frame { emblem, field, points, corners: corners.collect(), middle, side })
    }

    /// The smallest place that leaves a border of `border` pixels, found from a place near it.
    pub(crate) fn fit(&self, border: f64, near: Option<Place>) -> Place {
        let border = border / self.side;
        let mut place = near.unwrap_or(Place { size: 2.2 + 2.0 * border, at: Vec2::ZERO });
        let mut stride = if near.is_some() { 0.02 } else { 0.2 } * place.size;
        let mut depth = self.climb(&mut place, stride);
        // How fast the depth grows with the size: at least the part of the emblem's inner circle.
        let mut slope = 0.4;
        for _ in 0..12 {
            let missing = border - depth;
            if missing.abs() < 2e-5 {
                break;
            }
            let before = (place.size, depth);
            let grown = (place.size + missing / slope).max(place.size * 0.5);
            stride = (grown - place.size).abs().max(1e-3);
            place = Place { size: grown, at: place.at };
            depth = self.climb(&mut place, stride);
            let measured = (depth - before.1) / (place.size - before.0);
            if measured.is_finite() {
                slope = measured.clamp(0.15, 0.8);
            }
        }
        place
    }

    /// Moves a frame of a given size to where the artwork lies deepest in it, and says how deep.
    fn climb(&self, place: &mut Place, stride: f64) -> f64 {
        let (mut depth, mut stride) = (self.least(*place), stride);
        while stride > 2e-5 {
            let Some(up) = self.way_up(*place, depth + 0.5 * stride) else {
                stride *= 0.4;
                continue;
            };
            let moved = Place { at: place.at - up * stride, ..*place };
            let found = self.least(moved);
            if found > depth + 0.02 * stride {
                (*place, depth) = (moved, found);
            } else {
                stride *= 0.6;
            }
        }
        depth
    }

    fn least(&self, place: Place) -> f64 {
        self.points.iter().map(|&point| self.depth(place, point)).fold(f64::INFINITY, f64::min)
    }

    /// How deep a point lies in the frame.
    fn depth(&self, place: Place, point: Point) -> f64 {
        let q = (point.to_vec2() - place.at) / place.size;
        let cell = |share: f64| ((share + 0.5) * CELLS + MARGIN) as f32;
        let depth = self.field.depth_at(cell(q.x), cell(q.y));
        let depth = if depth > f32::MIN { f64::from(depth) / CELLS } else { 0.4 - q.hypot() };
        depth * place.size
    }

    /// The direction in which the points shallower than `limit` all get deeper the fastest.
    fn way_up(&self, place: Place, limit: f64) -> Option<Vec2> {
        // Over less than a cell the field is too coarse.
        let reach = place.size / CELLS;
        let ways = self.points.iter().filter(|&&point| self.depth(place, point) <= limit).map(|&point| {
            let at = |x: f64, y: f64| self.depth(place, point + Vec2::new(x, y));
            Vec2::new(at(reach, 0.0) - at(-reach, 0.0), at(0.0, reach) - at(0.0, -reach)) / (2.0 * reach)
        });
        let ways: Vec<Vec2> = ways.collect();
        shortest(&ways).filter(|way| way.hypot() > 0.01).map(|way| way / way.hypot())
    }

    /// The frame in mm, the picture's corner at the origin; with `exactly`, until the border is met to a
    /// micrometre or so.
    pub(crate) fn drawn(&self, place: Place, scale: f64, border: f64, exactly: bool) -> BezPath {
        let spots = self.points.iter().map(|&point| self.to_mm(point.to_vec2(), scale));
        let corners = self.corners.iter().map(|&point| (point.to_vec2() * scale).to_point());
        let points: Vec<Point> = if exactly { spots.chain(corners).collect() } else { Vec::new() };
        let mut size = place.size;
        let path = |size: f64| {
            Affine::translate(self.to_mm(place.at, scale).to_vec2())
                * Affine::scale(size * self.side * scale)
                * self.emblem.clone()
        };
        let missing = |size: f64| {
            let ring = flat(&path(size), 5e-4);
            border - points.iter().map(|&point| depth(&ring, point)).fold(f64::INFINITY, f64::min)
        };
        let mut slope = 0.4 * self.side * scale;
        let mut rounds = if exactly { 8 } else { 0 };
        let mut lacks = if exactly { missing(size) } else { 0.0 };
        // To a micrometre, rather too large than too small.
        while rounds > 0 && !(-1e-3..=0.0).contains(&lacks) {
            let grown = size + (lacks + 5e-4) / slope;
            let next = missing(grown);
            let measured = (lacks - next) / (grown - size);
            (size, lacks, rounds) = (grown, next, rounds - 1);
            slope = measured.clamp(0.1 * self.side * scale, self.side * scale);
        }
        path(size)
    }

    fn to_mm(&self, at: Vec2, scale: f64) -> Point {
        ((self.middle.to_vec2() + at * self.side) * scale).to_point()
    }

    /// The box of a frame, in pixels.
    pub(crate) fn bounds(&self, place: Place) -> Rect {
        self.drawn(place, 1.0, 0.0, false).bounding_box()
    }
}

/// How deep a point lies within a ring.
fn depth(ring: &Ring, point: Point) -> f64 {
    let distance = distance(ring, point);
    if super::ring::contains(ring, point) { distance } else { -distance }
}

/// A closed path as a ring, to within `tolerance`.
pub(crate) fn flat(path: &BezPath, tolerance: f64) -> Ring {
    let mut ring = Ring::new();
    kurbo::flatten(path, tolerance, |element| ring.extend(element.end_point()));
    ring.dedup_by(|a, b| a.distance(*b) < 1e-9);
    while ring.len() > 1 && ring[0].distance(ring[ring.len() - 1]) < 1e-9 {
        ring.pop();
    }
    ring
}

/// The artwork's points that decide where it fits: the corners of its hull, and some along its edge for
/// frames with hollows.
fn deciding(parts: &Parts) -> Vec<Point> {
    let point = |[x, y]: &[f32; 2]| Point::new(f64::from(*x), f64::from(*y));
    let rings: Vec<Ring> = parts.rings.iter().map(|ring| ring.iter().map(point).collect()).collect();
    let mut points = hull(rings.concat());
    let apart = rings.iter().map(|ring| perimeter(ring)).sum::<f64>() / SPOTS;
    let mut left = 0.0;
    for (a, b) in rings.iter().flat_map(|ring| edges(ring)) {
        let long = a.distance(b);
        while left < long {
            points.push(a.lerp(b, left / long));
            left += apart;
        }
        left -= long;
    }
    points
}

/// The corners of the convex hull (A. M. Andrew's monotone chain, 1979).
fn hull(mut points: Vec<Point>) -> Vec<Point> {
    points.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    let mut hull: Vec<Point> = Vec::new();
    for way in 0..2 {
        let start = hull.len();
        for index in 0..points.len() {
            let point = points[if way == 0 { index } else { points.len() - 1 - index }];
            while hull.len() > start + 1 {
                let (a, b) = (hull[hull.len() - 2], hull[hull.len() - 1]);
                if (b - a).cross(point - b) > 0.0 {
                    break;
                }
                hull.pop();
            }
            hull.push(point);
        }
        hull.pop();
    }
    hull
}

/// The shortest vector of the hull of some vectors (E. G. Gilbert's way, 1966).
fn shortest(vectors: &[Vec2]) -> Option<Vec2> {
    let mut shortest = *vectors.first()?;
    for _ in 0..24 {
        let against = vectors.iter().min_by(|a, b| a.dot(shortest).total_cmp(&b.dot(shortest)))?;
        let way = *against - shortest;
        let share = -shortest.dot(way) / way.hypot2();
        if share.is_nan() || share <= 1e-6 {
            break;
        }
        shortest += way * share.min(1.0);
    }
    Some(shortest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(points: &[[f32; 2]]) -> Parts {
        let mut bounds = Rect::from_points(
            (f64::from(points[0][0]), f64::from(points[0][1])),
            (f64::from(points[0][0]), f64::from(points[0][1])),
        );
        for [x, y] in points {
            bounds = bounds.union_pt(Point::new(f64::from(*x), f64::from(*y)));
        }
        Parts { rings: vec![points.to_vec()], bounds, specks: 0 }
    }

    fn diameter(points: &[[f32; 2]], border: f64) -> f64 {
        let parts = parts(points);
        let frame = Frame::new(OutlineStyle::Circle, &parts, border).unwrap();
        let path = frame.drawn(frame.fit(border, None), 1.0, border, true);
        path.bounding_box().width()
    }

    #[test]
    fn the_circle_is_the_smallest_round_the_artwork() {
        // Round a square: half the diagonal. Round an acute triangle: its circumcircle. Round a blunt one:
        // the circle over its longest side.
        let square = [[0.0, 0.0], [100.0, 0.0], [100.0, 100.0], [0.0, 100.0]];
        assert!((diameter(&square, 0.0) - 100.0 * 2.0_f64.sqrt()).abs() < 0.05, "{}", diameter(&square, 0.0));
        assert!((diameter(&square, 8.0) - 100.0 * 2.0_f64.sqrt() - 16.0).abs() < 0.05);
        let acute = [[0.0, 0.0], [100.0, 0.0], [50.0, 86.602_54]];
        assert!((diameter(&acute, 0.0) - 200.0 / 3.0_f64.sqrt()).abs() < 0.05, "{}", diameter(&acute, 0.0));
        let blunt = [[0.0, 0.0], [100.0, 0.0], [30.0, 10.0]];
        assert!((diameter(&blunt, 5.0) - 110.0).abs() < 0.05, "{}", diameter(&blunt, 5.0));
    }

    #[test]
    fn a_square_of_artwork_with_round_corners_fills_a_square() {
        let corners: Vec<[f32; 2]> = (0..72)
            .map(|step| {
                let (sin, cos) = libm::sincos(f64::from(step) * 5.0_f64.to_radians());
                let corner = |part: f64| 30.0 * part.signum() + 20.0 * part;
                [(100.0 + corner(cos)) as f32, (100.0 + corner(sin)) as f32]
            })
            .collect();
        let parts = parts(&corners);
        let frame = Frame::new(OutlineStyle::Square, &parts, 5.0).unwrap();
        let bounds = frame.bounds(frame.fit(5.0, None));
        assert!((bounds.width() - 110.0).abs() < 0.2, "{bounds:?}");
        assert!(bounds.center().distance(Point::new(100.0, 100.0)) < 0.2, "{bounds:?}");
    }
}
