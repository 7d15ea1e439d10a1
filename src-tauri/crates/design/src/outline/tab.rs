//! The tab: where the hole goes so that the charm hangs straight, and the material round it.

use kurbo::Point;

use super::body::Body;
use super::ring::{Moments, bounds};

/// The hole a person wants.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Tab {
    /// Radius of the hole.
    pub(crate) hole: f64,
    /// Material round it.
    pub(crate) wall: f64,
    /// How far the person moved it to the right of where the charm hangs straight.
    pub(crate) shift: f64,
}

/// Artwork kept free round the hole, in mm: half a millimetre of drift between print and cut, and some
/// room for the eye. More would make a longer tab.
const CLEARANCE: f64 = 0.8;

/// Half the width of a slot that the hole may be lowered into, in mm. The fillets would fill a narrower one
/// above the hole, and no ring could reach round.
const SLOT: f64 = 2.5;
/// How much lower than on flat ground the hole may come on a slope, in mm.
const SLOPE: f64 = 1.0;
/// Added to the wall, in mm, so that what the curve fit takes off leaves the wall that was asked for.
const SPARE: f64 = 0.03;

impl Tab {
    /// Radius of the tab.
    pub(crate) fn radius(&self) -> f64 {
        self.hole + self.wall + SPARE
    }

    /// The least distance from the hole's centre to artwork.
    pub(crate) fn clear_of_artwork(&self) -> f64 {
        self.hole + CLEARANCE
    }

    /// Where the hole's centre goes: above the centre of mass of the finished charm, `nudge` beside it,
    /// and as low as the artwork lets it.
    pub(crate) fn place(&self, body: &Body, border: f64, nudge: f64) -> Point {
        let plate = body.moments();
        let mut x = plate.centroid().x;
        // The tab is a tenth of the plate at most, so each round gains a digit.
        for _ in 0..12 {
            let center = self.lower(body, border, x);
            let hole = Moments::disc(center, self.hole);
            let next = plate.plus(self.beyond(body, center)).minus(hole).centroid().x + nudge;
            if (next - x).abs() < 1e-3 {
                break;
            }
            x = next;
        }
        self.lower(body, border, x + self.shift)
    }

    /// Lowers the hole from above on to the body, along the vertical line nearest to `x` that meets it.
    fn lower(&self, body: &Body, border: f64, x: f64) -> Point {
        let all = bounds(&body.rings);
        let inner = (border.min(self.radius()) * 0.5).min(all.width() / 2.0);
        let x = x.clamp(all.x0 + inner, all.x1 - inner);
        let middle = all.center().x;
        (0..=16)
            .map(|try_| x + (middle - x) * f64::from(try_) / 16.0)
            .find_map(|x| self.rest(body, border, x, all.y1).map(|y| Point::new(x, y)))
            .unwrap_or(Point::new(middle, all.y0))
    }

    /// The height at which the hole, coming from above, has reached artwork's reserve or is wholly inside.
    fn rest(&self, body: &Body, border: f64, x: f64, bottom: f64) -> Option<f64> {
        let deepest = (border - self.clear_of_artwork()).min(self.radius());
        // A bridge may be thinner than the hole could sink into it.
        let surface = deepest.min(0.0);
        let step = body.step() / 2.0;
        let (mut y, mut before) = (body.top() + step, f64::NEG_INFINITY);
        let (mut landed, mut lowest) = (false, f64::INFINITY);
        while y < bottom {
            let depth = body.depth(Point::new(x, y));
            if depth >= -SLOT && lowest.is_infinite() {
                lowest = y + SLOT + deepest + SLOPE;
            }
            landed |= depth >= surface;
            if landed && (depth >= deepest || depth < before) {
                let past = ((depth - deepest) / (depth - before)).clamp(0.0, 1.0);
                return Some(if depth < before { y - step } else { y - step * past });
            }
            if y >= lowest {
                return Some(y);
            }
            before = depth;
            y += step;
        }
        None
    }

    /// The moments of the tab's disc outside the body.
    fn beyond(&self, body: &Body, center: Point) -> Moments {
        /// Cells across the disc: their sum is within a hundredth of the disc.
        const CELLS: i32 = 48;
        let (radius, cell) = (self.radius(), 2.0 * self.radius() / f64::from(CELLS));
        let mut sum = Moments::default();
        for row in 0..CELLS {
            for column in 0..CELLS {
                let place = |index: i32| (f64::from(index) + 0.5) * cell - radius;
                let offset = kurbo::Vec2::new(place(column), place(row));
                if offset.hypot2() < radius * radius && body.depth(center + offset) < 0.0 {
                    sum = sum.plus(Moments::disc(center + offset, cell / std::f64::consts::PI.sqrt()));
                }
            }
        }
        sum
    }
}
