//! The plain shapes that artwork can stand in: circle, rounded square, heart, shield and ticket.
//!
//! Each is drawn about the origin in a box whose longer side is about 1 (y down), in as few cubics as it takes.
//! Inward corners are round, for acrylic cracks from sharp ones.

use kurbo::{Arc, BezPath, Circle, PathEl, Point, Rect, Shape, Vec2};

use crate::project::OutlineStyle;

/// How far arcs may lie from true ones, as a share of the shape.
const EXACT: f64 = 2e-4;

/// The shape of a style; `None` for styles that follow the artwork. `aspect` is the width of what stands in
/// it over its height: a ticket is as long as what it shows.
pub(crate) fn emblem(style: OutlineStyle, aspect: f64) -> Option<BezPath> {
    match style {
        OutlineStyle::Border | OutlineStyle::Tight | OutlineStyle::Soft => None,
        OutlineStyle::Circle => Some(Circle::new(Point::ORIGIN, 0.5).to_path(EXACT)),
        OutlineStyle::Square => Some(square()),
        OutlineStyle::Heart => Some(mirrored(&HEART)),
        OutlineStyle::Shield => Some(mirrored(&SHIELD)),
        OutlineStyle::Ticket => Some(ticket(aspect)),
    }
}

fn square() -> BezPath {
    /// Radius of the corners.
    const ROUND: f64 = 0.18;
    Rect::from_center_size(Point::ORIGIN, (1.0, 1.0)).to_rounded_rect(ROUND).to_path(EXACT)
}

/// The right half of an upright shape from its top to its foot: a start, then cubics. The first and the last
/// point lie on the axis.
type Half = [[f64; 2]];

/// Two full lobes over a round notch, sides that swing in to a rounded tip.
const HEART: [[f64; 2]; 16] = [
    [0.0, -0.2768],
    [0.0156, -0.2768],
    [0.0295, -0.2859],
    [0.036, -0.3],
    [0.084, -0.404],
    [0.168, -0.45],
    [0.262, -0.45],
    [0.398, -0.45],
    [0.5, -0.342],
    [0.5, -0.197],
    [0.5, 0.035],
    [0.31, 0.2],
    [0.05, 0.43],
    [0.036, 0.4425],
    [0.018, 0.4488],
    [0.0, 0.4488],
];

/// A peak in the middle of the top, upright flanks, a rounded foot.
const SHIELD: [[f64; 2]; 16] = [
    [0.0, -0.5],
    [0.12, -0.455],
    [0.27, -0.44],
    [0.405, -0.452],
    [0.437, -0.455],
    [0.462, -0.43],
    [0.462, -0.4],
    [0.462, -0.283_333],
    [0.462, -0.166_667],
    [0.462, -0.05],
    [0.462, 0.24],
    [0.28, 0.42],
    [0.03, 0.545],
    [0.0205, 0.5498],
    [0.0103, 0.552],
    [0.0, 0.552],
];

/// A half and its mirror image, clockwise on the screen.
fn mirrored(half: &Half) -> BezPath {
    let point = |[x, y]: [f64; 2]| Point::new(x, y);
    let mirror = |[x, y]: [f64; 2]| Point::new(-x, y);
    let mut path = BezPath::new();
    path.move_to(point(half[0]));
    for arm in half[1..].chunks_exact(3) {
        path.curve_to(point(arm[0]), point(arm[1]), point(arm[2]));
    }
    let back: Vec<Point> = half.iter().rev().skip(1).copied().map(mirror).collect();
    for arm in back.chunks_exact(3) {
        path.curve_to(arm[0], arm[1], arm[2]);
    }
    path.close_path();
    path
}

/// A rectangle with a quarter of a disc bitten out of each corner; the points beside the bites are rounded.
fn ticket(aspect: f64) -> BezPath {
    /// Radius of the bites and of the points beside them, as shares of the shorter side.
    const BITE: f64 = 0.15;
    const ROUND: f64 = 0.02;
    let (width, height) = if aspect > 1.0 { (1.0, 1.0 / aspect) } else { (aspect, 1.0) };
    let (half, short) = (Vec2::new(width / 2.0, height / 2.0), f64::min(width, height));
    let (bite, round) = (BITE * short, ROUND * short);
    // The rounding touches the side from within and the bite from without.
    let along = ((bite + round).powi(2) - round * round).sqrt();
    let inner = libm::atan2(round, along);
    let mut path = BezPath::new();
    for corner in 0..4 {
        // The corner at the top right, and then each a quarter turn on.
        let turn = f64::from(corner) * std::f64::consts::FRAC_PI_2;
        let (x, y) = if corner % 2 == 0 { (half.x, half.y) } else { (half.y, half.x) };
        let place = |x: f64, y: f64| {
            let (sin, cos) = libm::sincos(turn);
            Point::new(x * cos - y * sin, x * sin + y * cos)
        };
        let quarter = std::f64::consts::FRAC_PI_2;
        let arcs = [
            Arc::new(place(x - along, -y + round), (round, round), turn - quarter, quarter - inner, 0.0),
            Arc::new(place(x, -y), (bite, bite), turn + 2.0 * quarter - inner, -(quarter - 2.0 * inner), 0.0),
            Arc::new(
                place(x - round, -y + along),
                (round, round),
                turn - quarter + inner,
                quarter - inner,
                0.0,
            ),
        ];
        for arc in arcs {
            append(&mut path, &arc);
        }
    }
    path.close_path();
    path
}

/// Goes straight to the start of an arc, then along it.
fn append(path: &mut BezPath, arc: &Arc) {
    let mut elements = arc.path_elements(EXACT);
    if let Some(PathEl::MoveTo(start)) = elements.next() {
        match path.elements().last().and_then(PathEl::end_point) {
            None => path.move_to(start),
            // Rounding alone is no stretch.
            Some(last) if last.distance(start) < 1e-9 => {}
            Some(_) => path.line_to(start),
        }
    }
    path.extend(elements);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::gate::is_simple;

    const STYLES: [OutlineStyle; 5] = [
        OutlineStyle::Circle,
        OutlineStyle::Square,
        OutlineStyle::Heart,
        OutlineStyle::Shield,
        OutlineStyle::Ticket,
    ];

    #[test]
    fn every_emblem_is_one_simple_ring_about_the_origin() {
        for (style, aspect) in STYLES.into_iter().flat_map(|style| [(style, 0.4), (style, 1.0), (style, 2.5)])
        {
            let path = emblem(style, aspect).unwrap();
            assert!(path.area() > 0.0, "{style:?} runs clockwise on the screen");
            let bounds = path.bounding_box();
            assert!((bounds.width().max(bounds.height()) - 1.0).abs() < 0.06, "{style:?} {bounds:?}");
            assert!(bounds.center().to_vec2().hypot() < 0.03, "{style:?} {bounds:?}");
            let mut ring = Vec::new();
            kurbo::flatten(&path, 1e-4, |element| ring.extend(element.end_point()));
            ring.dedup_by(|a, b| a.distance(*b) < 1e-9);
            ring.pop();
            assert!(is_simple(&ring), "{style:?}");
        }
    }

    #[test]
    fn only_the_tips_of_emblems_are_corners() {
        for style in STYLES {
            let path = emblem(style, 1.4).unwrap();
            let cubics: Vec<kurbo::CubicBez> = path.segments().map(|segment| segment.to_cubic()).collect();
            let sharp = (0..cubics.len()).filter(|&index| {
                let (a, b) = (cubics[index], cubics[(index + 1) % cubics.len()]);
                let (a, b) = (a.p3 - a.p2, b.p1 - b.p0);
                libm::atan2(a.cross(b), a.dot(b)).abs() > 0.02
            });
            assert_eq!(sharp.count(), usize::from(style == OutlineStyle::Shield), "{style:?}");
        }
    }
}
