//! Where a hole goes so that the charm hangs at an angle.

use kurbo::{Point, Vec2};

use super::super::ring::bounds;
use super::{HoleWish, PlacedHole, Site};
use crate::project::HoleSits;

/// Half the width of a slot that the hole may be lowered into, in mm. The fillets would fill a narrower one
/// above the hole, and no ring could reach round.
const SLOT: f64 = 2.5;
/// How much lower than on flat ground the hole may come on a slope, in mm.
const SLOPE: f64 = 1.0;
/// A hole this little above the centre of mass, in mm, lets the charm turn over.
const LEAST_LEVER: f64 = 0.5;

/// The directions of a charm as it hangs, in its own millimetres: `s` counts to the right, `t` upward.
#[derive(Clone, Copy, Debug)]
struct Frame {
    right: Vec2,
    up: Vec2,
}

impl Frame {
    /// The directions of a charm that is turned clockwise by that many degrees.
    fn new(angle: f64) -> Frame {
        let (sin, cos) = libm::sincos(angle.to_radians());
        Frame { right: Vec2::new(cos, -sin), up: Vec2::new(-sin, -cos) }
    }

    fn at(self, s: f64, t: f64) -> Point {
        (self.right * s + self.up * t).to_point()
    }

    fn s(self, point: Point) -> f64 {
        self.right.dot(point.to_vec2())
    }

    fn t(self, point: Point) -> f64 {
        self.up.dot(point.to_vec2())
    }
}

/// A range of places along a direction.
#[derive(Clone, Copy, Debug)]
struct Span {
    low: f64,
    high: f64,
}

impl Span {
    fn of(values: impl Iterator<Item = f64>) -> Span {
        let start = Span { low: f64::INFINITY, high: f64::NEG_INFINITY };
        values.fold(start, |span, value| Span { low: span.low.min(value), high: span.high.max(value) })
    }
}

impl Site<'_> {
    /// The hole on the line through the centre of mass that is upright as the charm hangs at `angle`
    /// degrees, `shift` to the right of it. A slot lies level as the charm hangs.
    pub(super) fn hang(
        &self,
        wish: &HoleWish,
        others: &[PlacedHole],
        centroid: Point,
        angle: f64,
        shift: f64,
    ) -> PlacedHole {
        let line = Line { site: self, wish, others, frame: Frame::new(angle) };
        let pinned = wish.pinned.map(|at| line.frame.s(self.to_mm(at)));
        let s = pinned.unwrap_or(line.frame.s(centroid) + shift);
        let hole = line.place(s, line.frame.t(centroid));
        let lever = |hole: &PlacedHole| line.frame.t(hole.center) - line.frame.t(centroid);
        match hole {
            Some(hole) if shift != 0.0 || lever(&hole) > LEAST_LEVER => hole,
            // Nothing to hang by stands above the centre of mass, as with a horseshoe.
            hole => line.nearly(centroid).or(hole).unwrap_or_else(|| line.top()),
        }
    }
}

/// The way a hole comes down on to a body.
struct Line<'a> {
    site: &'a Site<'a>,
    wish: &'a HoleWish,
    others: &'a [PlacedHole],
    frame: Frame,
}

impl Line<'_> {
    fn hole(&self, s: f64, t: f64) -> PlacedHole {
        self.wish.at(self.frame.at(s, t), self.frame.right)
    }

    fn is_clear(&self, s: f64, t: f64) -> bool {
        self.site.is_clear(&self.hole(s, t), self.others)
    }

    /// The hole on the upright line nearest to `s` that meets the body; `balance` is the height of the
    /// centre of mass.
    fn place(&self, s: f64, balance: f64) -> Option<PlacedHole> {
        let points = || self.site.body.rings.iter().flatten().copied();
        let across = Span::of(points().map(|point| self.frame.s(point)));
        let heights = Span::of(points().map(|point| self.frame.t(point)));
        let border = self.site.body.meant_border();
        let inner = (border.clamp(0.0, self.wish.pad()) * 0.5).min((across.high - across.low) / 2.0);
        let s = s.clamp(across.low + inner, across.high - inner);
        let middle = f64::midpoint(across.low, across.high);
        (0..=16).map(|try_| s + (middle - s) * f64::from(try_) / 16.0).find_map(|s| {
            let t = match self.wish.sits {
                HoleSits::Tab => self.rest(s, heights.low).map(|t| self.raised(s, t)),
                HoleSits::Inside => self.sink(s, heights.high, balance),
            };
            t.map(|t| self.hole(s, t))
        })
    }

    /// The height at which the hole, coming from above, has reached artwork's reserve or is wholly inside.
    fn rest(&self, s: f64, bottom: f64) -> Option<f64> {
        let deepest = self.wish.depth(self.site.body.meant_border());
        // A bridge may be thinner than the hole could sink into it.
        let surface = deepest.min(0.0);
        let step = self.site.body.step() / 2.0;
        let corners = self.site.body.corners();
        let top = Span::of(corners.into_iter().map(|corner| self.frame.t(corner))).high;
        let (mut t, mut before) = (top - step, f64::NEG_INFINITY);
        let (mut landed, mut lowest) = (false, f64::NEG_INFINITY);
        while t > bottom {
            let depth = self.site.deepest(&self.hole(s, t));
            if depth >= -SLOT && lowest.is_infinite() {
                lowest = t - SLOT - deepest - SLOPE;
            }
            landed |= depth >= surface;
            if landed && (depth >= deepest || depth < before) {
                let past = ((depth - deepest) / (depth - before)).clamp(0.0, 1.0);
                return Some(if depth < before { t + step } else { t + step * past });
            }
            if t <= lowest {
                return Some(t);
            }
            before = depth;
            t -= step;
        }
        None
    }

    /// Raises a hole until it is clear of the others.
    fn raised(&self, s: f64, rest: f64) -> f64 {
        /// In mm: no two holes of one list are farther from clear.
        const HIGHEST: f64 = 60.0;
        const STEP: f64 = 0.1;
        let mut t = rest;
        while !self.is_clear(s, t) && t < rest + HIGHEST {
            t += STEP;
        }
        if t < rest + HIGHEST { t } else { rest }
    }

    /// The height, above the centre of mass, at which a hole coming from above is wholly inside: or where it
    /// is nearly as deep inside as it can be.
    fn sink(&self, s: f64, top: f64, balance: f64) -> Option<f64> {
        const STEP: f64 = 0.1;
        let (mut deepest, mut best) = (0.0, None);
        let mut t = top;
        while t > balance + LEAST_LEVER {
            let depth = self.site.shallowest(&self.hole(s, t));
            // Depths that do not differ by more than this are the same.
            if depth > deepest + STEP / 2.0 && self.is_clear(s, t) {
                (deepest, best) = (depth, Some(t));
                if depth >= self.wish.pad() {
                    break;
                }
            }
            t -= STEP;
        }
        best
    }

    /// The place on the body by which the charm hangs most nearly at its angle.
    fn nearly(&self, centroid: Point) -> Option<PlacedHole> {
        let body = self.site.body;
        let depth = self.wish.depth(body.meant_border());
        let lines = (0..4).map(|halved| body.lines_at(depth / f64::from(1 << halved)));
        let places = lines.into_iter().find(|lines| !lines.is_empty())?.into_iter().flatten();
        let off = |point: &Point| {
            let arm = *point - centroid;
            libm::atan2(self.frame.right.dot(arm), self.frame.up.dot(arm)).abs()
        };
        let clear = |point: &Point| self.site.is_clear(&self.wish.at(*point, self.frame.right), self.others);
        let best = places.filter(clear).min_by(|a, b| off(a).total_cmp(&off(b)))?;
        Some(self.wish.at(best, self.frame.right))
    }

    /// The middle of the upper edge of everything.
    fn top(&self) -> PlacedHole {
        let all = bounds(&self.site.body.rings);
        self.wish.at(Point::new(all.center().x, all.y0), self.frame.right)
    }
}
