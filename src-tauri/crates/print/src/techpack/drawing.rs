//! The front view with its dimensions: outline, holes, the material round them, and the narrowest part.

use dangle_design::Result;
use dangle_design::kurbo::{
    Affine, BezPath, Circle, ParamCurve, ParamCurveNearest, Point, Rect, Shape, Vec2,
};
use dangle_design::shape::{Hole, Outline};

use super::TechPack;
use super::words;
use crate::paper::{
    Both, DIMENSION, Frame, Hand, Ink, Place, Stroke, centre_line, grey, head, level, number, plain, quiet,
    thin, upright,
};

/// Scales that drawings are made at, the largest first.
const SCALES: [(f64, &str); 6] =
    [(5.0, "5:1"), (4.0, "4:1"), (3.0, "3:1"), (2.0, "2:1"), (1.5, "1.5:1"), (1.0, "1:1")];
/// Room for dimensions round the drawing: left, above, right and below.
const ROOM: [f64; 4] = [14.0, 12.0, 25.0, 13.0];

/// Draws the front view inside `room`; the scale it is drawn at, as people write it.
pub(super) fn front(page: &mut Frame, pack: &TechPack<'_>, room: Rect) -> Result<&'static str> {
    let outline = &pack.shape.outline;
    let size = outline.size;
    let [left, above, right, below] = ROOM;
    let free = Rect::new(room.x0 + left, room.y0 + above, room.x1 - right, room.y1 - below);
    let fits = |scale: f64| size.width * scale <= free.width() && size.height * scale <= free.height();
    let (scale, said) = SCALES
        .into_iter()
        .find(|(scale, _)| fits(*scale))
        .unwrap_or(((free.width() / size.width).min(free.height() / size.height), "to fit 缩放"));
    let origin = free.center() - (size.to_vec2() * scale) / 2.0;
    let place = Affine::translate(origin.to_vec2()) * Affine::scale(scale);
    artwork(page, pack, place);
    page.stroke(place * outline.cut.clone(), Stroke::new(grey(0.0), 0.35));
    for inner in &outline.cutouts {
        page.stroke(place * inner.clone(), Stroke::new(grey(0.0), 0.35));
    }
    sides(page, outline, place)?;
    let mut labels = Labels { x: free.center().x + size.width * scale / 2.0 + 5.0, last: room.y0 - 4.0 };
    for hole in &outline.holes {
        hole_drawn(page, hole, outline, place, &mut labels)?;
    }
    neck(page, pack, place, &mut labels)?;
    Ok(said)
}

/// The artwork faintly below the lines, so that top and front cannot be mistaken.
fn artwork(page: &mut Frame, pack: &TechPack<'_>, place: Affine) {
    let (picture, rect) = pack.shape.finished();
    page.clip(place * pack.shape.outline.cut.clone());
    page.picture(&std::sync::Arc::new(faint(picture)), place.transform_rect_bbox(rect));
    page.unclip();
}

/// The picture as if seen through tracing paper.
fn faint(picture: &dangle_design::artwork::Picture) -> dangle_design::artwork::Picture {
    /// How much of the colour is left: lines and numbers stay readable on the darkest art.
    const LEFT: u32 = 72;
    let rgba = picture.rgba().chunks_exact(4).flat_map(|pixel| {
        let alpha = (u32::from(pixel[3]) * LEFT / 255) as u8;
        [pixel[0], pixel[1], pixel[2], alpha]
    });
    dangle_design::artwork::Picture::new(picture.width(), picture.height(), rgba.collect())
}

/// Width below and height on the left, and where the first hole sits.
fn sides(page: &mut Frame, outline: &Outline, place: Affine) -> Result<()> {
    let frame = place.transform_rect_bbox(outline.size.to_rect());
    let (low, far_left) = (frame.y1 + 8.0, frame.x0 - 8.0);
    let corner = |x: f64, y: f64| Point::new(x, y);
    level(page, corner(frame.x0, low), corner(frame.x1, low), frame.y1, &number(outline.size.width))?;
    upright(
        page,
        corner(far_left, frame.y0),
        corner(far_left, frame.y1),
        frame.x0,
        &number(outline.size.height),
    )?;
    let Some(hole) = outline.hole() else { return Ok(()) };
    let middle = place * hole.center;
    let high = frame.y0 - 6.0;
    if hole.center.x > 1.0 {
        level(page, corner(frame.x0, high), corner(middle.x, high), frame.y0, &number(hole.center.x))?;
    }
    page.rule((middle.x, high - 1.5), (middle.x, middle.y), centre_line());
    Ok(())
}

/// Where words beside the drawing stand, one below the other.
struct Labels {
    x: f64,
    last: f64,
}

impl Labels {
    /// A label at about that height whose leader points at a place: its number, and what it is in both languages.
    fn point_at(&mut self, page: &mut Frame, at: Point, y: f64, dimension: &str, what: Both) -> Result<()> {
        const LINE: f64 = 3.6;
        const HEIGHT: f64 = 9.5;
        let y = y.max(self.last + HEIGHT);
        self.last = y;
        // Leaders leave at 45°, as draughtsmen draw them, and run level to the words.
        let elbow = Point::new((at.x + (y - at.y).abs()).min(self.x - 3.0), y);
        page.rule(at, elbow, thin());
        page.rule(elbow, (self.x - 1.0, y), thin());
        head(page, at, (elbow - at).normalize());
        page.words(dimension, Hand::Strong, DIMENSION, (self.x, y + 1.0), Place::Start, plain())?;
        let english = page.words(what.0, Hand::Text, 2.3, (self.x, y + 1.0 + LINE), Place::Start, quiet())?;
        page.words(what.1, Hand::Text, 2.2, (self.x + english + 1.0, y + 1.0 + LINE), Place::Start, quiet())?;
        Ok(())
    }
}

fn hole_drawn(
    page: &mut Frame,
    hole: &Hole,
    outline: &Outline,
    place: Affine,
    labels: &mut Labels,
) -> Result<()> {
    let edge = place * hole.path();
    page.fill(edge.clone(), Ink::Rgb([255; 3]));
    page.stroke(edge.clone(), Stroke::new(grey(0.0), 0.35));
    let (middle, box_of) = (place * hole.center, edge.bounding_box());
    let past = 2.2;
    page.rule((box_of.x0 - past, middle.y), (box_of.x1 + past, middle.y), centre_line());
    page.rule((middle.x, box_of.y0 - past), (middle.x, box_of.y1 + past), centre_line());
    let on_edge = nearest(&edge, middle + Vec2::new(box_of.width(), box_of.height() * 0.6));
    wall(page, hole, outline, place, labels)?;
    let slot = hole.length > hole.diameter;
    let (dimension, what) = if slot {
        (format!("{} × {}", number(hole.length.get()), number(hole.diameter.get())), words::SLOT)
    } else {
        (format!("Ø {}", number(hole.diameter.get())), words::HOLE)
    };
    labels.point_at(page, on_edge, middle.y + box_of.height() / 2.0 + 2.0, &dimension, what)
}

/// The least material between a hole and what else is cut.
fn wall(page: &mut Frame, hole: &Hole, outline: &Outline, place: Affine, labels: &mut Labels) -> Result<()> {
    let cut = nearest(&outline.cut, hole.center);
    let from = nearest(&hole.path(), cut);
    let (from, to) = (place * from, place * cut);
    if (to - from).hypot() > 0.6 {
        page.rule(from, to, Stroke::new(Ink::Rgb([200, 30, 80]), 0.3));
    }
    let above = (place * hole.center).y - (place * hole.path()).bounding_box().height() / 2.0 - 5.0;
    labels.point_at(page, from.midpoint(to), above, &number(hole.wall.get()), words::WALL)
}

fn neck(page: &mut Frame, pack: &TechPack<'_>, place: Affine, labels: &mut Labels) -> Result<()> {
    let Some(neck) = &pack.shape.neck else { return Ok(()) };
    let (from, to) = (place * neck.from, place * neck.to);
    page.rule(from, to, Stroke::new(Ink::Rgb([200, 30, 80]), 0.3));
    for end in [from, to] {
        page.fill(Circle::new(end, 0.5).to_path(0.01), Ink::Rgb([200, 30, 80]));
    }
    let middle = from.midpoint(to);
    labels.point_at(page, middle, middle.y - 4.0, &number(neck.width.get()), words::NECK)
}

/// The point of a path that is nearest to another point.
fn nearest(path: &BezPath, to: Point) -> Point {
    let each = path.segments().map(|segment| {
        let found = segment.nearest(to, 1e-4);
        (found.distance_sq, segment.eval(found.t))
    });
    each.min_by(|a, b| a.0.total_cmp(&b.0)).map_or(to, |(_, at)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_point_of_a_circle_lies_towards_the_point() {
        let circle = Circle::new((0.0, 0.0), 2.0).to_path(1e-4);
        assert!((nearest(&circle, Point::new(10.0, 0.0)) - Point::new(2.0, 0.0)).hypot() < 1e-3);
    }
}
