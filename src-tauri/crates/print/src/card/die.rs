//! What is cut of a card: its edge, the hole it hangs by, and what the charm hangs on it by.

use dangle_design::kurbo::{Affine, BezPath, Circle, Point, Rect, Shape};
use dangle_design::project::{CardHang, CardHole};

use super::Drawn;
use crate::paper::{Ink, Stroke, rounded};

/// How far cubics may leave a circle, in mm.
const ROUNDNESS: f64 = 0.005;
/// The spot that is cut and not printed.
const NAME: &str = "DieLine";

/// The line that is cut: thin, in its spot.
pub(super) fn stroke() -> Stroke {
    Stroke::new(Ink::Spot(NAME.into(), [0.0, 1.0, 0.0, 0.0]), 0.088)
}

impl Drawn<'_> {
    /// Every line that is cut, the card's edge first.
    pub(super) fn die(&self) -> Vec<BezPath> {
        let edge = rounded(self.size.to_rect(), self.spec.corner.get());
        [edge].into_iter().chain(self.hole()).chain(self.hang()).collect()
    }

    fn hole(&self) -> Option<BezPath> {
        let middle = self.size.width / 2.0;
        match self.spec.hole {
            CardHole::None => None,
            // 6 mm goes over every hook; its middle 7 mm below the edge leaves 4 mm of card.
            CardHole::Round => Some(Circle::new((middle, 7.0), 3.0).to_path(ROUNDNESS)),
            CardHole::Euro => Some(Affine::translate((middle, 8.6)) * euro(self.size.width)),
        }
    }

    fn hang(&self) -> Vec<BezPath> {
        let Point { x, y } = self.hung_from();
        match self.spec.hang {
            CardHang::None => Vec::new(),
            CardHang::Holes => {
                [x - 3.0, x + 3.0].map(|x| Circle::new((x, y), 1.25).to_path(ROUNDNESS)).to_vec()
            }
            CardHang::Slits => {
                [x - 5.0, x + 5.0].map(|x| rounded(Rect::from_center_size((x, y), (1.2, 8.0)), 0.6)).to_vec()
            }
        }
    }
}

/// The slot with a bump that shop hooks fit: 27 mm wide where the card has room for it, its slot's upper edge at 0.
fn euro(card: f64) -> BezPath {
    let half = (card / 2.0 - 8.0).min(13.5);
    let kappa = 2.0 * 0.552_284_75;
    let mut path = BezPath::new();
    path.move_to((-half + 2.0, 0.0));
    path.line_to((-4.8, 0.0));
    path.curve_to((-3.7, 0.0), (-3.5, -0.7), (-3.0, -1.7));
    path.curve_to((-2.4, -2.9), (-1.3, -3.5), (0.0, -3.5));
    path.curve_to((1.3, -3.5), (2.4, -2.9), (3.0, -1.7));
    path.curve_to((3.5, -0.7), (3.7, 0.0), (4.8, 0.0));
    path.line_to((half - 2.0, 0.0));
    path.curve_to((half - 2.0 + kappa, 0.0), (half, 2.0 - kappa), (half, 2.0));
    path.curve_to((half, 2.0 + kappa), (half - 2.0 + kappa, 4.0), (half - 2.0, 4.0));
    path.line_to((-half + 2.0, 4.0));
    path.curve_to((-half + 2.0 - kappa, 4.0), (-half, 2.0 + kappa), (-half, 2.0));
    path.curve_to((-half, 2.0 - kappa), (-half + 2.0 - kappa, 0.0), (-half + 2.0, 0.0));
    path.close_path();
    path
}
