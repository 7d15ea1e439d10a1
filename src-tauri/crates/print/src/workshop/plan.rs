//! Where things lie on a sheet: facts on top, drawings, the pattern at its true size below, tables on the right.

use dangle_design::kurbo::{Rect, Size, Vec2};

use super::Outfit;
use crate::paper::MARGIN;

/// Paper that workshops print on or look at, landscape, in mm: A4 to A1 (ISO 216).
const PAPERS: [Size; 4] =
    [Size::new(297.0, 210.0), Size::new(420.0, 297.0), Size::new(594.0, 420.0), Size::new(841.0, 594.0)];
/// Width of the tables.
const TABLES: f64 = 104.0;
/// Room between things.
pub(super) const GAP: f64 = 12.0;
/// Height of the title with its facts.
const TITLE: f64 = 26.0;
/// The least height in which views can be told apart.
const VIEWS: f64 = 62.0;
/// What stands below the pattern: its name and the bar that shows its scale.
const NAMES: f64 = 14.0;

/// Where things lie on a sheet, in mm from its top left.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Plan {
    /// The page.
    pub(crate) page: Size,
    /// The views of the finished charm.
    pub(crate) views: Rect,
    /// Where each piece of the pattern has the top left of its outline.
    pub(crate) pieces: Vec<Vec2>,
    /// All pieces with their names.
    pub(super) pattern: Rect,
    /// The tables.
    pub(super) tables: Rect,
}

impl Plan {
    /// The plan for so many pieces of an outfit whose outline has that size.
    pub(super) fn of(outfit: &Outfit, outline: Size, pieces: usize) -> Plan {
        let piece = outfit.piece(outline);
        let wide = piece.width() * pieces as f64 + GAP * (pieces as f64 - 1.0);
        let least = Size::new(
            wide.max(110.0) + GAP + TABLES + 2.0 * MARGIN,
            piece.height() + NAMES + TITLE + VIEWS + GAP + 2.0 * MARGIN,
        );
        let fits = |paper: &Size| paper.width >= least.width && paper.height >= least.height;
        let page = PAPERS.into_iter().find(fits).unwrap_or(least);
        let left =
            Rect::new(MARGIN, MARGIN + TITLE, page.width - MARGIN - TABLES - GAP, page.height - MARGIN);
        let pattern = Rect::new(left.x0, left.y1 - NAMES - piece.height(), left.x1, left.y1);
        let first = Vec2::new(left.x0 + (left.width() - wide) / 2.0, pattern.y0) - piece.origin().to_vec2();
        Plan {
            page,
            views: Rect::new(left.x0, left.y0, left.x1, pattern.y0 - GAP),
            pieces: (0..pieces).map(|at| first + Vec2::new((piece.width() + GAP) * at as f64, 0.0)).collect(),
            pattern,
            tables: Rect::new(left.x1 + GAP, left.y0, page.width - MARGIN, left.y1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn the_smallest_paper_is_taken_on_which_the_pattern_lies_at_its_true_size() {
        let outfit = Outfit::of(&fixture::charm());
        let paper = |side: f64| Plan::of(&outfit, Size::new(side, side), 2);
        assert_eq!([40.0, 100.0, 220.0].map(|side| paper(side).page), [PAPERS[0], PAPERS[1], PAPERS[3]]);
        for side in [40.0, 100.0, 220.0, 300.0, 900.0] {
            let plan = paper(side);
            let inside = Rect::from_origin_size((0.0, 0.0), plan.page).inflate(-MARGIN, -MARGIN);
            assert!(plan.views.height() >= VIEWS - 1e-9, "{side}: {plan:?}");
            for piece in plan.pieces {
                let rect = Rect::from_origin_size(piece.to_point(), (side, side));
                assert!(inside.union(rect) == inside && plan.tables.intersect(rect).is_zero_area(), "{side}");
            }
        }
    }
}
