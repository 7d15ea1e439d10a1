//! What drawings of a finished charm show besides its plates.

use std::sync::Arc;

use dangle_design::artwork::Picture;
use dangle_design::kurbo::{BezPath, Line, ParamCurveNearest, Point, Rect, Shape, Size};
use dangle_design::shape::{CharmShape, Guide, GuideKind};
use dangle_design::units::Rgb;

/// A finished charm, for files that draw it rather than its plates. Millimetres from the outline's top left.
pub(crate) struct Outfit {
    /// What its front shows, and where that lies.
    pub(crate) front: (Arc<Picture>, Rect),
    /// What its back shows as one who turns it round sees it, and where that lies.
    pub(crate) back: Option<(Arc<Picture>, Rect)>,
    /// Its material's own colour.
    pub(crate) colour: Rgb,
    /// How thick it is, in mm.
    pub(crate) thickness_mm: f64,
    /// Where cloth is cut, outside the seam; `None` where nothing is sewn.
    pub(crate) allowance: Option<BezPath>,
    /// The region of a border of thread; `None` without one.
    pub(crate) border: Option<BezPath>,
}

impl Outfit {
    pub(crate) fn of(shape: &CharmShape) -> Outfit {
        let guide = |kind: GuideKind| {
            let of_kind = |guide: &&Guide| guide.kind == kind;
            shape.guides.iter().find(of_kind).map(|guide| guide.path.clone())
        };
        let (picture, rect) = shape.finished();
        let width = shape.outline.size.width;
        Outfit {
            front: (picture.clone(), rect),
            back: shape
                .back
                .as_ref()
                .map(|back| (turned_round(&back.picture), mirrored(back.artwork_box, width))),
            colour: shape.body.colour,
            thickness_mm: shape.body.thickness.get(),
            allowance: guide(GuideKind::Seam),
            border: guide(GuideKind::Merrow),
        }
    }

    /// The box of one piece of cloth for an outline of that size.
    pub(crate) fn piece(&self, size: Size) -> Rect {
        self.allowance
            .as_ref()
            .map_or(size.to_rect(), |allowance| allowance.bounding_box().union(size.to_rect()))
    }
}

/// A rectangle mirrored about the middle of an outline of that width.
fn mirrored(rect: Rect, width: f64) -> Rect {
    Rect::new(width - rect.x1, rect.y0, width - rect.x0, rect.y1)
}

fn turned_round(picture: &Picture) -> Arc<Picture> {
    let row = picture.width() as usize * 4;
    let rgba =
        picture.rgba().chunks_exact(row.max(1)).flat_map(|row| row.chunks_exact(4).rev().flatten().copied());
    Arc::new(Picture::new(picture.width(), picture.height(), rgba.collect()))
}

/// The side view of two pieces sewn and stuffed: as high as the outline, `thickness` deep at its widest, and closed
/// towards every edge as a cushion is. From the top left of its own box.
pub(crate) fn cushion(cut: &BezPath, size: Size, thickness: f64) -> BezPath {
    /// Heights it is measured at.
    const ROWS: usize = 120;
    let edges: Vec<Line> = flattened(cut);
    let rooms: Vec<f64> =
        (0..=ROWS).map(|row| room(&edges, size.height * row as f64 / ROWS as f64)).collect();
    let widest = rooms.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    // An ellipse: level in the middle, upright at the seam.
    let depth = |room: f64| thickness / 2.0 * (1.0 - (1.0 - room / widest).powi(2)).max(0.0).sqrt();
    let at = |row: usize, side: f64| {
        Point::new(thickness / 2.0 + side * depth(rooms[row]), size.height * row as f64 / ROWS as f64)
    };
    let mut path = BezPath::new();
    path.move_to(at(0, 1.0));
    (1..=ROWS).for_each(|row| path.line_to(at(row, 1.0)));
    (0..=ROWS).rev().for_each(|row| path.line_to(at(row, -1.0)));
    path.close_path();
    path
}

fn flattened(cut: &BezPath) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut pen = Point::ZERO;
    dangle_design::kurbo::flatten(cut, 0.05, |element| {
        let to = element.end_point();
        if let (dangle_design::kurbo::PathEl::LineTo(_), Some(to)) = (element, to) {
            lines.push(Line::new(pen, to));
        }
        pen = to.unwrap_or(pen);
    });
    lines
}

/// How far the roomiest place at a height is from the outline.
fn room(edges: &[Line], y: f64) -> f64 {
    let mut crossings: Vec<f64> = edges
        .iter()
        .filter(|edge| (edge.p0.y <= y) != (edge.p1.y <= y))
        .map(|edge| edge.p0.x + (edge.p1.x - edge.p0.x) * (y - edge.p0.y) / (edge.p1.y - edge.p0.y))
        .collect();
    crossings.sort_by(f64::total_cmp);
    let middles = crossings.chunks_exact(2).map(|run| Point::new(f64::midpoint(run[0], run[1]), y));
    let away =
        |at: Point| edges.iter().map(|edge| edge.nearest(at, 0.0).distance_sq).fold(f64::INFINITY, f64::min);
    middles.map(|at| away(at).sqrt()).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dangle_design::kurbo::Circle;

    #[test]
    fn a_round_cushion_is_as_thick_as_asked_in_its_middle_and_closes_at_both_ends() {
        let cut = Circle::new((30.0, 30.0), 30.0).to_path(1e-3);
        let side = cushion(&cut, Size::new(60.0, 60.0), 20.0);
        let bounds = side.bounding_box();
        assert!((bounds.width() - 20.0).abs() < 0.1 && (bounds.height() - 60.0).abs() < 0.1, "{bounds:?}");
        let wide = |y: f64| {
            let level = Line::new((-1.0, y), (21.0, y));
            let mut crossed: Vec<f64> = side
                .segments()
                .flat_map(|part| part.intersect_line(level))
                .map(|hit| hit.line_t * 22.0)
                .collect();
            crossed.sort_by(f64::total_cmp);
            crossed[crossed.len() - 1] - crossed[0]
        };
        assert!((wide(30.1) - 20.0).abs() < 0.2);
        assert!(wide(1.0) < 9.0 && wide(59.0) < 9.0, "{} {}", wide(1.0), wide(59.0));
    }

    #[test]
    fn a_back_is_seen_as_one_who_turns_the_charm_round_sees_it() {
        let picture = Picture::new(2, 1, vec![1, 2, 3, 255, 4, 5, 6, 255]);
        assert_eq!(turned_round(&picture).rgba(), [4, 5, 6, 255, 1, 2, 3, 255]);
        assert_eq!(mirrored(Rect::new(1.0, 0.0, 4.0, 2.0), 10.0), Rect::new(6.0, 0.0, 9.0, 2.0));
    }
}
