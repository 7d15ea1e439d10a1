//! The cut line as SVG in millimetres, for cutters and for Inkscape, Illustrator and LightBurn.

use std::fmt::Write;

use dangle_design::shape::CharmShape;
use kurbo::{BezPath, PathEl, Point};

use crate::recipe::Recipe;

/// Width of the drawn line: a hairline. Laser programs take 0.01 mm or less for "cut", not "engrave"
/// (spiritdesign.com.au).
const HAIRLINE_MM: f64 = 0.01;

/// The cut line and the hole as SVG: one layer named like the recipe's spot, user units of one millimetre,
/// the page exactly as large as the charm.
#[must_use]
pub fn write_cut_svg(shape: &CharmShape, recipe: &Recipe) -> String {
    let (width, height) = (number(shape.outline.size.width), number(shape.outline.size.height));
    let (name, [r, g, b]) = (&recipe.cut.layer, on_screen(recipe.cut.alternate_cmyk_percent));
    let (id, cut) = (name.replace(' ', "-"), path_data(&shape.outline.cut));
    let mut svg = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <svg xmlns=\"http://www.w3.org/2000/svg\" \
         xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" \
         width=\"{width}mm\" height=\"{height}mm\" viewBox=\"0 0 {width} {height}\">\n\
         <g id=\"{id}\" inkscape:label=\"{name}\" inkscape:groupmode=\"layer\" \
         fill=\"none\" stroke=\"#{r:02x}{g:02x}{b:02x}\" stroke-width=\"{HAIRLINE_MM}\">\n\
         <path id=\"cut\" d=\"{cut}\"/>\n"
    );
    // Writing to a string cannot fail.
    for (place, cutout) in shape.outline.cutouts.iter().enumerate() {
        let _ = writeln!(svg, "<path id=\"{}\" d=\"{}\"/>", nth("cutout", place), path_data(cutout));
    }
    for (place, hole) in shape.outline.holes.iter().enumerate() {
        let id = nth("hole", place);
        let _ = if hole.length > hole.diameter {
            writeln!(svg, "<path id=\"{id}\" d=\"{}\"/>", path_data(&hole.path()))
        } else {
            let (x, y) = (number(hole.center.x), number(hole.center.y));
            let radius = number(hole.diameter.get() / 2.0);
            writeln!(svg, "<circle id=\"{id}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>")
        };
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

/// The id of one of several: `hole`, `hole-2`, `hole-3`.
fn nth(thing: &str, place: usize) -> String {
    if place == 0 { thing.to_owned() } else { format!("{thing}-{}", place + 1) }
}

/// SVG path data in millimetres, to a tenth of a micrometre: a hundred times finer than a cutter repeats to.
pub(crate) fn path_data(path: &BezPath) -> String {
    let point = |p: &Point| format!("{},{}", number(p.x), number(p.y));
    let mut data = String::new();
    for element in path.elements() {
        let part = match element {
            PathEl::MoveTo(p) => format!("M{}", point(p)),
            PathEl::LineTo(p) => format!("L{}", point(p)),
            PathEl::QuadTo(a, p) => format!("Q{} {}", point(a), point(p)),
            PathEl::CurveTo(a, b, p) => format!("C{} {} {}", point(a), point(b), point(p)),
            PathEl::ClosePath => "Z".to_owned(),
        };
        data.push_str(&part);
    }
    data
}

fn number(mm: f64) -> String {
    let rounded = (mm * 1e4).round() / 1e4;
    // No minus before a zero.
    format!("{}", rounded + 0.0)
}

/// The plain sum of inks, for a colour that only has to be told apart.
pub(crate) fn on_screen([c, m, y, k]: [f64; 4]) -> [u8; 3] {
    [c, m, y].map(|ink| ((1.0 - ink / 100.0) * (1.0 - k / 100.0) * 255.0).round() as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use dangle_design::id::RecipeId;
    use kurbo::{Affine, Shape};

    fn svg() -> String {
        let recipe = Recipe::load(&RecipeId::new("generic-acrylic").unwrap()).unwrap();
        write_cut_svg(&fixture::charm(), &recipe)
    }

    #[test]
    fn the_page_is_as_large_as_the_charm_in_millimetres() {
        let svg = svg();
        assert!(svg.contains(r#"width="40mm" height="50mm" viewBox="0 0 40 50""#), "{svg}");
        assert!(svg.contains(r#"inkscape:label="CutContour" inkscape:groupmode="layer""#));
    }

    #[test]
    fn another_reader_finds_the_same_line_and_hole() {
        let tree = resvg::usvg::Tree::from_str(&svg(), &resvg::usvg::Options::default()).unwrap();
        let Some(resvg::usvg::Node::Group(layer)) = tree.node_by_id("CutContour") else { panic!("no layer") };
        assert_eq!(layer.children().len(), 2);
        let bounds = layer.children()[0].abs_bounding_box();
        let points_per_mm = bounds.width() / 40.0;
        assert!((bounds.height() / points_per_mm - 50.0).abs() < 1e-3);
        let hole = layer.children()[1].abs_bounding_box();
        assert!((hole.width() / points_per_mm - 3.0).abs() < 1e-3);
    }

    #[test]
    fn the_written_line_is_the_cut_line_and_closed() {
        let svg = svg();
        let data = svg.split(" d=\"").nth(1).unwrap().split('"').next().unwrap();
        let read = BezPath::from_svg(data).unwrap();
        let cut = fixture::charm().outline.cut;
        assert!(data.ends_with('Z'));
        assert!((read.area() - cut.area()).abs() < 0.01);
        assert!((read.perimeter(1e-3) - cut.perimeter(1e-3)).abs() < 0.01);
    }

    #[test]
    fn numbers_have_no_noise_and_no_minus_zero() {
        assert_eq!(number(-0.000_01), "0");
        assert_eq!(number(12.345_678), "12.3457");
        assert_eq!(
            path_data(&(Affine::scale(0.5) * BezPath::from_svg("M0 0L1 3Z").unwrap())),
            "M0,0L0.5,1.5Z"
        );
    }
}
