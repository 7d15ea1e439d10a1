//! The page's geometry: boxes in millimetres, paths in PDF points, and the cut grown by the bleed.

use dangle_design::units::Mm;
use dangle_design::{Error, ErrorCode, Result, offset};
use kurbo::{Affine, BezPath, Circle, Rect, Shape, Size};

use crate::recipe::PageRecipe;

/// How far a circle's four cubics may leave the circle.
#[cfg(test)]
const ROUNDNESS: Mm = Mm::new(0.001);

/// Where the boxes of a page lie, in millimetres; the origin is the trim box's top left, y down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PageBoxes {
    /// The outline's box.
    pub(crate) trim: Rect,
    /// The trim grown by the bleed.
    pub(crate) bleed: Rect,
    /// The whole page.
    pub(crate) media: Rect,
}

impl PageBoxes {
    /// The boxes round an outline of that size.
    pub(crate) fn round(size: Size, page: &PageRecipe) -> PageBoxes {
        let trim = size.to_rect();
        let bleed = trim.inflate(page.bleed_mm.get(), page.bleed_mm.get());
        let media = bleed.inflate(page.slug_mm.get(), page.slug_mm.get());
        PageBoxes { trim, bleed, media }
    }

    /// The dots in the page's corners, outside of the bleed.
    pub(crate) fn dots(&self, width: Mm) -> [Circle; 4] {
        let radius = width.get() / 2.0;
        let inner = self.media.inset(-radius);
        let corners =
            [(inner.x0, inner.y0), (inner.x1, inner.y0), (inner.x1, inner.y1), (inner.x0, inner.y1)];
        corners.map(|corner| Circle::new(corner, radius))
    }

    /// The map from millimetres, y down, to PDF points on the page, y up.
    pub(crate) fn to_points(self) -> Affine {
        let points = Mm::new(1.0).points();
        Affine::new([points, 0.0, 0.0, -points, -self.media.x0 * points, self.media.y1 * points])
    }
}

/// A hole as a closed path of cubics.
#[cfg(test)]
pub(crate) fn circle(center: kurbo::Point, diameter: Mm) -> BezPath {
    kurbo::Circle::new(center, diameter.get() / 2.0).to_path(ROUNDNESS.get())
}

/// The area inside the closed `cut`, grown by `bleed` on all sides, as polygons.
pub(crate) fn grow(cut: &BezPath, bleed: Mm) -> Result<BezPath> {
    let no_area = || {
        Error::new(
            ErrorCode::Input,
            "the cut line encloses no area that could be grown by the bleed",
            "Derive the outline again; if it stays, report the artwork.",
        )
    };
    if bleed == Mm::ZERO && cut.area() != 0.0 {
        return Ok(cut.clone());
    }
    let grown = offset(cut, bleed);
    if cut.area() == 0.0 || grown.area().abs() < cut.area().abs() {
        return Err(no_area());
    }
    Ok(grown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grown_circle_is_the_larger_circle_whichever_way_it_runs() {
        let cut = circle((20.0, 20.0).into(), Mm::new(40.0));
        for cut in [cut.clone(), cut.reverse_subpaths()] {
            let grown = grow(&cut, Mm::new(2.0)).unwrap();
            let meant = std::f64::consts::PI * 22.0 * 22.0;
            assert!((grown.area().abs() - meant).abs() / meant < 1e-3, "{}", grown.area());
        }
    }

    #[test]
    fn a_narrow_bay_is_bridged_and_not_turned_inside_out() {
        let bay = BezPath::from_svg("M0 0H30V20H16V5H14V20H0Z").unwrap();
        let grown = grow(&bay, Mm::new(2.0)).unwrap();
        assert!(grown.winding((15.0, 15.0).into()) != 0);
        assert!(grown.winding((-1.9, 10.0).into()) != 0);
        assert!(grown.winding((-2.1, 10.0).into()) == 0);
    }

    #[test]
    fn a_cut_without_area_is_refused() {
        assert!(grow(&BezPath::from_svg("M0 0L5 5Z").unwrap(), Mm::new(2.0)).is_err());
        assert!(grow(&BezPath::new(), Mm::new(2.0)).is_err());
    }
}
