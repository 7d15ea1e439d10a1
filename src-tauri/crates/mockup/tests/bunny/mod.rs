//! A bunny by hand: a charm's shape as the Design room would derive it, for pictures that need no derivation.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::sync::Arc;

use dangle_design::artwork::Picture;
use dangle_design::shape::{Body, CharmShape, Hang, Hole, Makeup, Outline, ShapeNotes};
use dangle_design::units::{Degrees, Mm, Rgb};
use kurbo::{Affine, BezPath, Circle, Point, Rect, Shape, Size};
use resvg::{tiny_skia, usvg};

/// The drawing, in mm about the face's middle.
const ART: &str = include_str!("bunny.svg");
/// The cut line: the face grown by 2.5 mm, with a tab between the ears.
const CUT: &str = include_str!("cut.txt");
/// The face's outline.
const FACE: &str = "M0-22C3-22 6-21 8-20C9-27 13-33 17-32C22-30 21-20 18-13C22-8 24-2 23 4C21 15 11 20 0 20C-11 20-21 15-23 4C-24-2-22-8-18-13C-21-20-22-30-17-32C-13-33-9-27-8-20C-6-21-3-22 0-22Z";
/// The face's middle, from the top left of the cut line's box.
const MIDDLE: (f64, f64) = (25.748, 34.602);

/// A bunny charm, 51.5 × 57.1 mm, 3 mm hole between the ears.
pub(crate) fn bunny() -> CharmShape {
    let cut = BezPath::from_svg(CUT.trim()).unwrap();
    let size = cut.bounding_box().size();
    let area = cut.area().abs();
    CharmShape {
        outline: Outline {
            cutouts: Vec::new(),
            holes: vec![Hole::round(Point::new(25.748, 7.602), Mm::new(3.0), Mm::new(2.5))],
            size,
            area_mm2: area,
            perimeter: Mm::new(cut.perimeter(0.01)),
            centroid: Point::new(25.75, 29.2),
            nodes: 110,
            cut,
        },
        body: Body {
            look: "clear-acrylic".into(),
            colour: Rgb([238, 243, 245]),
            thickness: Mm::new(3.0),
            white_ink: true,
        },
        makeup: Makeup::default(),
        face: None,
        picture: Arc::new(draw(ART, 1536)),
        artwork_box: Rect::from_center_size((MIDDLE.0, MIDDLE.1 - 6.0), (56.0, 56.0)),
        spots_box: Rect::ZERO,
        white: Affine::translate(MIDDLE) * Affine::scale(0.993) * BezPath::from_svg(FACE).unwrap(),
        guides: Vec::new(),
        back: None,
        hang: Hang { mass_g: area * 3.0 * 1.19e-3, tilt: Degrees::ZERO, pair: None },
        neck: None,
        necks: Vec::new(),
        artwork_dpi: None,
        checks: Vec::new(),
        notes: ShapeNotes::default(),
    }
}

/// A disc of one colour, hole at its top: easy to measure.
#[allow(dead_code, reason = "not every test needs it")]
pub(crate) fn disc(diameter: f64, colour: [u8; 4], white: bool) -> CharmShape {
    let center = Point::new(diameter / 2.0, diameter / 2.0);
    let print = Circle::new(center, diameter / 2.0 - 6.0);
    let mut shape = bunny();
    shape.outline.cut = Circle::new(center, diameter / 2.0).to_path(0.001);
    shape.outline.size = Size::new(diameter, diameter);
    shape.outline.centroid = center;
    shape.outline.holes = vec![Hole::round(Point::new(center.x, 4.0), Mm::new(3.0), Mm::new(2.5))];
    shape.picture = Arc::new(Picture::new(64, 64, colour.repeat(64 * 64)));
    shape.artwork_box = Rect::from_center_size(center, (diameter / 2.0, diameter / 2.0));
    shape.white = if white { print.to_path(0.001) } else { BezPath::new() };
    shape
}

fn draw(svg: &str, side: u32) -> Picture {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).unwrap();
    let mut pixmap = tiny_skia::Pixmap::new(side, side).unwrap();
    let scale = side as f32 / tree.size().width();
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    Picture::new(
        side,
        side,
        pixmap
            .pixels()
            .iter()
            .flat_map(|p| {
                let p = p.demultiply();
                [p.red(), p.green(), p.blue(), p.alpha()]
            })
            .collect(),
    )
}
