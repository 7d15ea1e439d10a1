//! SVG in millimetres: for cutters, and for Inkscape, Illustrator and LightBurn.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use dangle_design::Result;
use dangle_design::units::Rgb;
use kurbo::{Affine, BezPath, Rect, Size};

use super::paths::{number, path_data};
use super::png;
use crate::intent::Intent;
use crate::pdf::Ticket;
use crate::plates::Plates;

/// Width of the drawn line: a hairline. Laser programs take 0.01 mm or less for "cut", not "engrave"
/// (spiritdesign.com.au).
const HAIRLINE_MM: f64 = 0.01;

/// Where a file without PDF's boxes begins and ends: what it holds, and nothing round it.
pub(crate) fn frame(intent: &Intent<'_>) -> Rect {
    let boxes = &intent.plates.boxes;
    let kerf = intent.recipe.cut.kerf_mm.get() / 2.0;
    if intent.colour().is_some() { boxes.bleed } else { boxes.trim.inflate(kerf, kerf) }
}

/// The parts of an intent as SVG: a layer for each, named as the recipe has it, user units of one millimetre.
/// With artwork the page is as large as the bleed box, without as large as the charm.
///
/// # Errors
/// `Input` when the artwork cannot be packed.
pub(crate) fn write_svg(intent: &Intent<'_>, ticket: &Ticket<'_>) -> Result<String> {
    let frame = frame(intent);
    let mut svg = opened(frame.size(), ticket.title);
    let to_page = Affine::translate(-frame.origin().to_vec2());
    let white = intent.white().map(|white| (white, white_layer(&white.layer, intent.plates, to_page)));
    let over = |white: &crate::recipe::WhiteRecipe| white.order == crate::recipe::WhiteOrder::OverColour;
    if let Some((_, layer)) = white.as_ref().filter(|(white, _)| !over(white)) {
        svg.push_str(layer);
    }
    if let Some(colour) = intent.colour() {
        svg.push_str(&colour_layer(&colour.layer, intent, to_page)?);
    }
    if let Some((_, layer)) = white.as_ref().filter(|(white, _)| over(white)) {
        svg.push_str(layer);
    }
    if let Some(cut) = intent.cut() {
        svg.push_str(&cut_layer(&cut.layer, intent.recipe.cut_rgb(), intent.plates, to_page));
    }
    svg.push_str("</svg>\n");
    Ok(svg)
}

/// Lines that are cut, on one layer of a page of that size.
pub(crate) fn svg_of_lines(size: Size, layer: &str, colour: Rgb, lines: &[BezPath], title: &str) -> String {
    let mut svg = opened(size, title);
    svg.push_str(&open_layer(layer, &hairline(colour)));
    for line in lines {
        // Writing to a string cannot fail.
        let _ = writeln!(svg, "<path d=\"{}\"/>", path_data(line));
    }
    svg + "</g>\n</svg>\n"
}

/// The head of a file in millimetres.
fn opened(size: Size, title: &str) -> String {
    let (width, height) = (number(size.width), number(size.height));
    let title = crate::pdf::escaped(title);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" \
         width=\"{width}mm\" height=\"{height}mm\" viewBox=\"0 0 {width} {height}\">\n\
         <title>{title}</title>\n"
    )
}

fn hairline(Rgb([r, g, b]): Rgb) -> String {
    format!(" fill=\"none\" stroke=\"#{r:02x}{g:02x}{b:02x}\" stroke-width=\"{HAIRLINE_MM}\"")
}

/// A layer's id: its name without spaces.
pub(crate) fn layer_id(name: &str) -> String {
    name.replace(' ', "-")
}

pub(crate) fn open_layer(name: &str, attributes: &str) -> String {
    let id = layer_id(name);
    format!("<g id=\"{id}\" inkscape:label=\"{name}\" inkscape:groupmode=\"layer\"{attributes}>\n")
}

pub(crate) fn cut_layer(name: &str, colour: Rgb, plates: &Plates, to_page: Affine) -> String {
    let mut layer = open_layer(name, &hairline(colour));
    for (place, line) in plates.lines().enumerate() {
        let id = if place == 0 { "cut".to_owned() } else { format!("inner-{place}") };
        // Writing to a string cannot fail.
        let _ = writeln!(layer, "<path id=\"{id}\" d=\"{}\"/>", path_data(&(to_page * line.clone())));
    }
    layer + "</g>\n"
}

fn white_layer(name: &str, plates: &Plates, to_page: Affine) -> String {
    let white: BezPath = plates.white.iter().flatten().collect();
    let data = path_data(&(to_page * white));
    // Black is what shops that know no white ink print as white.
    open_layer(name, " fill=\"#000000\"") + &format!("<path id=\"white\" d=\"{data}\"/>\n</g>\n")
}

/// The artwork as a picture: what is drawn there is what is printed, whatever program opens it.
fn colour_layer(name: &str, intent: &Intent<'_>, to_page: Affine) -> Result<String> {
    let plates = intent.plates;
    let at = to_page.transform_rect_bbox(plates.grid.frame());
    let (x, y, width, height) = (number(at.x0), number(at.y0), number(at.width()), number(at.height()));
    let picture = BASE64.encode(png::write_png(intent)?);
    Ok(open_layer(name, "")
        + &format!(
            "<image id=\"artwork\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" \
             preserveAspectRatio=\"none\" xlink:href=\"data:image/png;base64,{picture}\"/>\n</g>\n"
        ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::recipe::{FileFormat, FileRecipe, Part, Recipe};
    use dangle_design::id::RecipeId;
    use kurbo::Shape;

    fn svg(holds: &[Part]) -> String {
        let recipe = Recipe::load(&RecipeId::new("generic-acrylic").unwrap()).unwrap();
        let plates = Plates::derive(&fixture::charm_at(100.0), &recipe).unwrap();
        let file = FileRecipe {
            name: "{name}.svg".into(),
            format: FileFormat::Svg,
            holds: holds.iter().copied().collect(),
            backed: false,
        };
        let intent = Intent { plates: &plates, recipe: &recipe, file: &file };
        write_svg(&intent, &Ticket { title: "Frog & fly", created: None }).unwrap()
    }

    #[test]
    fn the_page_is_as_large_as_the_charm_in_millimetres() {
        let svg = svg(&[Part::Cut]);
        assert!(svg.contains(r#"width="40mm" height="50mm" viewBox="0 0 40 50""#), "{svg}");
        assert!(svg.contains(r#"inkscape:label="CutContour" inkscape:groupmode="layer""#));
        assert!(svg.contains("<title>Frog &amp; fly</title>"));
    }

    #[test]
    fn another_reader_finds_the_same_line_and_hole() {
        let tree = resvg::usvg::Tree::from_str(&svg(&[Part::Cut]), &resvg::usvg::Options::default()).unwrap();
        let Some(resvg::usvg::Node::Group(layer)) = tree.node_by_id("CutContour") else { panic!("no layer") };
        assert_eq!(layer.children().len(), 2);
        let bounds = layer.children()[0].abs_bounding_box();
        let points_per_mm = bounds.width() / 40.0;
        assert!((bounds.height() / points_per_mm - 50.0).abs() < 1e-3);
        let hole = layer.children()[1].abs_bounding_box();
        assert!((hole.width() / points_per_mm - 3.0).abs() < 1e-3);
    }

    #[test]
    fn with_the_artwork_the_page_takes_in_the_bleed_and_all_lies_where_it_belongs() {
        let svg = svg(&[Part::Colour, Part::White, Part::Cut]);
        assert!(svg.contains(r#"width="44mm" height="54mm""#), "{}", &svg[..400]);
        let tree = resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).unwrap();
        let place = |id: &str| svg.find(&format!("inkscape:label=\"{id}\"")).unwrap();
        assert!(place("White") < place("Artwork") && place("Artwork") < place("CutContour"));
        let at = |id: &str| tree.node_by_id(id).unwrap().abs_bounding_box();
        let mm = at("cut").width() / 40.0;
        assert!((at("cut").x() / mm - 2.0).abs() < 1e-3);
        assert!((at("white").width() / mm - (36.0 - 2.0 * fixture::CHOKE as f32)).abs() < 1e-2);
    }

    #[test]
    fn the_written_line_is_the_cut_line_and_closed() {
        let svg = svg(&[Part::Cut]);
        let data = svg.split(" d=\"").nth(1).unwrap().split('"').next().unwrap();
        let read = BezPath::from_svg(data).unwrap();
        let cut = fixture::charm().outline.cut;
        assert!(data.ends_with('Z'));
        assert!((read.area() - cut.area()).abs() < 0.01);
        assert!((read.perimeter(1e-3) - cut.perimeter(1e-3)).abs() < 0.01);
    }
}
