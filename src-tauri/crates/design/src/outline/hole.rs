//! Holes: where they go, and the material round them.
//!
//! Every hole is placed first and grafted then: its pad, the hole grown by its wall, becomes part of the
//! body, with a fillet where it stands out of it. The wall so holds by construction, wherever the hole is.

mod clear;
mod hang;
mod near;
mod room;
mod through;

use kurbo::{Point, Rect, Vec2};

pub(crate) use room::Room;
pub(crate) use through::beside_holes;

use super::body::{Body, Graft};
use super::ring::{Moments, Ring, bounds, edges, nearest_on};
use crate::project::HoleSits;

/// A hole a person wants; lengths in mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct HoleWish {
    /// Half its width.
    pub(crate) radius: f64,
    /// Half the length of a slot's straight sides; zero for a round hole.
    pub(crate) half: f64,
    /// Material round it.
    pub(crate) wall: f64,
    /// Radius of the fillets where its pad meets the body.
    pub(crate) fillet: f64,
    pub(crate) sits: HoleSits,
    pub(crate) place: Place,
    /// Where it lies already, in pixels of the picture: it stays there, or on the upright line through there.
    pub(crate) pinned: Option<Point>,
}

/// Where a hole is wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Place {
    /// Where the charm hangs at that many degrees, `shift` mm beside it.
    Hang { angle: f64, shift: f64 },
    /// Near a place, in pixels of the picture.
    Near { at: Point },
}

/// A hole that has its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PlacedHole {
    pub(crate) center: Point,
    /// From the centre to the middle of a slot's round end; zero for a round hole.
    pub(crate) along: Vec2,
    pub(crate) radius: f64,
    pub(crate) wall: f64,
}

/// Artwork kept free round a hole in a tab, in mm: half a millimetre of drift between print and cut, and
/// some room for the eye. More would make a longer tab.
const CLEARANCE: f64 = 0.8;
/// Added to the wall, in mm, so that what the curve fit takes off leaves the wall that was asked for.
const SPARE: f64 = 0.03;
/// How far a tab reaches into the body at least, in mm, lest it hang on by a thread.
const HOLD: f64 = 1.0;

impl HoleWish {
    /// Radius of the material round it: of its tab, if it has one.
    pub(crate) fn pad(&self) -> f64 {
        self.radius + self.wall + SPARE
    }

    /// The least distance from its centre to artwork, if it keeps clear of it.
    pub(crate) fn clear_of_artwork(&self) -> f64 {
        self.radius + CLEARANCE
    }

    /// How far its centre lies within the body, where it may choose: negative outside.
    fn depth(&self, border: f64) -> f64 {
        match self.sits {
            HoleSits::Inside => self.pad(),
            HoleSits::Tab => {
                let hold = (self.wall / 2.0).min(HOLD) - self.pad();
                (border - self.clear_of_artwork()).min(self.pad()).max(hold)
            }
        }
    }

    fn at(&self, center: Point, direction: Vec2) -> PlacedHole {
        PlacedHole { center, along: direction * self.half, radius: self.radius, wall: self.wall }
    }
}

impl PlacedHole {
    /// The middles of its round ends; the same for a round hole.
    pub(crate) fn ends(&self) -> (Point, Point) {
        (self.center - self.along, self.center + self.along)
    }

    /// How far its long way is turned from level, in degrees clockwise: above −90, at most 90.
    pub(crate) fn turn(&self) -> f64 {
        let turn = libm::atan2(self.along.y, self.along.x).to_degrees();
        if turn > 90.0 {
            turn - 180.0
        } else if turn <= -90.0 {
            turn + 180.0
        } else {
            turn
        }
    }

    /// What is added to the body for it.
    fn graft(&self) -> Graft {
        let (from, to) = self.ends();
        Graft { from, to, radius: self.radius + self.wall + SPARE }
    }

    /// The box round its pad.
    fn bounds(&self) -> Rect {
        let (from, to) = self.ends();
        let pad = self.radius + self.wall + SPARE;
        Rect::from_points(from, to).inflate(pad, pad)
    }

    /// The moments of what is cut out.
    pub(crate) fn moments(&self) -> Moments {
        let ends = Moments::disc(self.center, self.radius);
        let straight = 4.0 * self.along.hypot() * self.radius;
        ends.plus(Moments::at(self.center, straight))
    }

    /// The material between it and a line.
    pub(crate) fn wall_to(&self, ring: &[Point]) -> f64 {
        let (from, to) = self.ends();
        let apart = |(a, b)| between((from, to), (a, b));
        edges(ring).map(apart).fold(f64::INFINITY, f64::min) - self.radius
    }

    /// The material between it and another hole.
    pub(crate) fn wall_between(&self, other: &PlacedHole) -> f64 {
        between(self.ends(), other.ends()) - self.radius - other.radius
    }

    /// Places along its axis, at most `apart` from each other.
    fn axis(&self, apart: f64) -> impl Iterator<Item = Point> + '_ {
        let (from, to) = self.ends();
        let count = (from.distance(to) / apart).ceil();
        (0..=count as usize).map(move |place| from.lerp(to, place as f64 / count.max(1.0)))
    }
}

/// The distance between two segments.
fn between(a: (Point, Point), b: (Point, Point)) -> f64 {
    let side = |(from, to): (Point, Point), point: Point| (to - from).cross(point - from);
    if side(a, b.0) * side(a, b.1) < 0.0 && side(b, a.0) * side(b, a.1) < 0.0 {
        return 0.0;
    }
    let to = |segment: (Point, Point), point: Point| nearest_on(segment.0, segment.1, point).distance(point);
    to(a, b.0).min(to(a, b.1)).min(to(b, a.0)).min(to(b, a.1))
}

/// Adds all holes to a body and says where they are, in the order they were asked for.
///
/// `smoothing` is the least fillet, `scale` takes pixels to mm, `cutouts` are the rings cut out of the body.
pub(crate) fn add_holes(
    body: &mut Body,
    holes: &[HoleWish],
    cutouts: &[Ring],
    smoothing: f64,
    scale: f64,
) -> Vec<PlacedHole> {
    /// More rounds gain nothing: each leaves a twentieth of the error or so.
    const ROUNDS: usize = 4;
    if holes.is_empty() {
        return Vec::new();
    }
    let mut nudge = Vec2::ZERO;
    let (mut tabbed, mut placed) = (body.clone(), Vec::new());
    for round in 0..ROUNDS {
        let site = Site::new(body, holes, cutouts, scale);
        let (found, believed) = site.settle(nudge);
        if round > 0 {
            tabbed = body.clone();
        }
        for (hole, wish) in found.iter().zip(holes) {
            tabbed.graft(&[hole.graft()], wish.fillet.max(smoothing));
        }
        placed = found;
        let centroid = less(less_rings(tabbed.moments(), cutouts), &placed).centroid();
        // What the fillets weigh was not known before.
        let off = centroid - believed;
        if site.is_close(&placed, centroid, off) {
            break;
        }
        nudge += off;
    }
    *body = tabbed;
    placed
}

fn less(plate: Moments, holes: &[PlacedHole]) -> Moments {
    holes.iter().fold(plate, |plate, hole| plate.minus(hole.moments()))
}

fn less_rings(plate: Moments, rings: &[Ring]) -> Moments {
    let taken = rings.iter().map(|ring| Moments::of(ring));
    taken.fold(plate, |plate, ring| if ring.area < 0.0 { plate.plus(ring) } else { plate.minus(ring) })
}

/// The box round a body and the pads of its holes, before they are grafted on.
pub(crate) fn bounds_with(body: &Body, holes: &[HoleWish], scale: f64) -> Rect {
    let (placed, _) = Site::new(body, holes, &[], scale).settle(Vec2::ZERO);
    placed.iter().map(PlacedHole::bounds).fold(bounds(&body.rings), |all, pad| all.union(pad))
}

/// A body with the holes that are wanted in it.
struct Site<'a> {
    body: &'a Body,
    holes: &'a [HoleWish],
    cutouts: &'a [Ring],
    /// Millimetres a pixel of the picture.
    scale: f64,
    /// For each hole that is wanted near a place and clear of artwork: where its centre may go.
    ways: Vec<Vec<Ring>>,
}

impl Site<'_> {
    fn new<'a>(body: &'a Body, holes: &'a [HoleWish], cutouts: &'a [Ring], scale: f64) -> Site<'a> {
        let way = |wish: &HoleWish| match (wish.place, wish.sits) {
            (Place::Near { .. }, HoleSits::Tab) => body.lines_at(wish.depth(body.meant_border())),
            _ => Vec::new(),
        };
        Site { body, holes, cutouts, scale, ways: holes.iter().map(way).collect() }
    }

    /// Places for all holes, and the centre of mass they were found for; `nudge` is what the estimate of it
    /// was off by.
    fn settle(&self, nudge: Vec2) -> (Vec<PlacedHole>, Point) {
        let plate = less_rings(self.body.moments(), self.cutouts);
        let estimate = |placed: &[PlacedHole]| {
            let tabs = placed.iter().map(|hole| self.beyond(hole)).fold(plate, Moments::plus);
            less(tabs, placed).centroid() + nudge
        };
        let mut centroid = plate.centroid();
        // A tab is a tenth of the plate at most, so each round gains a digit.
        for _ in 0..12 {
            let next = estimate(&self.place(centroid));
            if (next - centroid).hypot() < 1e-3 {
                break;
            }
            centroid = next;
        }
        (self.place(centroid), centroid)
    }

    /// Places for all holes of a plate with that centre of mass.
    fn place(&self, centroid: Point) -> Vec<PlacedHole> {
        let mut placed: Vec<PlacedHole> = Vec::with_capacity(self.holes.len());
        for (wish, way) in self.holes.iter().zip(&self.ways) {
            let hole = match wish.place {
                Place::Hang { angle, shift } => self.hang(wish, &placed, centroid, angle, shift),
                Place::Near { at } => {
                    let at = self.to_mm(wish.pinned.unwrap_or(at));
                    match wish.sits {
                        HoleSits::Tab => self.near_outside(wish, &placed, way, at),
                        HoleSits::Inside => self.near_inside(wish, &placed, at),
                    }
                }
            };
            placed.push(hole);
        }
        placed
    }

    fn to_mm(&self, pixels: Point) -> Point {
        (pixels.to_vec2() * self.scale).to_point()
    }

    /// Whether every hole hangs as it was asked to, with the centre of mass `off` from where it was believed.
    fn is_close(&self, placed: &[PlacedHole], centroid: Point, off: Vec2) -> bool {
        /// The hole may lie this share of the lever beside its place: a twentieth of a degree.
        const BESIDE: f64 = 9e-4;
        self.holes.iter().zip(placed).all(|(wish, hole)| match wish.place {
            Place::Hang { .. } => off.hypot() < (BESIDE * centroid.distance(hole.center)).clamp(0.004, 0.04),
            Place::Near { .. } => true,
        })
    }

    /// The moments of a hole's pad outside the body.
    fn beyond(&self, hole: &PlacedHole) -> Moments {
        /// Cells across the pad: their sum is within a hundredth of it.
        const CELLS: f64 = 48.0;
        let (pad, around) = (hole.graft(), hole.bounds());
        let cell = 2.0 * pad.radius / CELLS;
        let count = |length: f64| (length / cell).round() as i32;
        let mut sum = Moments::default();
        for row in 0..count(around.height()) {
            for column in 0..count(around.width()) {
                let step = Vec2::new(f64::from(column) + 0.5, f64::from(row) + 0.5) * cell;
                let at = around.origin() + step;
                let within = nearest_on(pad.from, pad.to, at).distance_squared(at) < pad.radius * pad.radius;
                if within && self.body.depth(at) < 0.0 {
                    sum = sum.plus(Moments::at(at, cell * cell));
                }
            }
        }
        sum
    }

    /// How far the part of a hole's axis that lies deepest is within the body.
    fn deepest(&self, hole: &PlacedHole) -> f64 {
        hole.axis(AXIS).map(|at| self.body.depth(at)).fold(f64::NEG_INFINITY, f64::max)
    }

    /// How far the part of a hole's axis that lies least deep is within the body.
    fn shallowest(&self, hole: &PlacedHole) -> f64 {
        hole.axis(AXIS).map(|at| self.body.depth(at)).fold(f64::INFINITY, f64::min)
    }
}

/// A slot's axis is felt this often, in mm.
const AXIS: f64 = 0.3;
