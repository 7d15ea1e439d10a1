//! Flat colours as vector areas with a table of them: what makers of enamel and rubber work from.

use std::fmt::Write;

use dangle_design::artwork::{Picture, trace};
use dangle_design::units::Rgb;
use dangle_design::{Error, Result};
use kurbo::{Affine, BezPath, Line, ParamCurveNearest, PathEl, Point, Rect, Shape};
use rayon::prelude::*;

use super::paths::{number, path_data};
use super::svg::{cut_layer, layer_id, open_layer};
use crate::intent::Intent;
use crate::pdf::{Ticket, escaped};
use crate::plates::Plates;
use crate::raster::Grid;

/// How far an area's edge may leave the traced one, in mm: a tenth of the finest line a maker of pins holds.
const ACCURACY_MM: f64 = 0.02;
/// Areas smaller than this are specks of a pixel or two on an edge, in mm².
const SPECK_MM2: f64 = 0.01;
/// Height of a row of the table, in mm.
const ROW_MM: f64 = 6.0;
/// Room between the charm and its table, in mm.
const GAP_MM: f64 = 6.0;
/// Width of the table, in mm.
const TABLE_MM: f64 = 78.0;
/// The layer of the table.
pub(crate) const TABLE: &str = "Table";

/// All that has one flat colour.
pub(crate) struct Area {
    /// What it is called.
    pub(crate) name: String,
    /// The colour.
    pub(crate) colour: Rgb,
    /// Where it is, in mm from the trim box's top left; even-odd filled.
    pub(crate) path: BezPath,
    /// How large it is.
    pub(crate) mm2: f64,
    /// Whether it is the material itself: metal, or the cloth that is stitched on.
    pub(crate) bare: bool,
}

/// The page: the charm with the table below it.
pub(crate) fn page(intent: &Intent<'_>, rows: usize) -> Rect {
    let trim = intent.plates.boxes.trim;
    let height = trim.height() + GAP_MM + ROW_MM * (rows + 1) as f64;
    Rect::new(trim.x0, trim.y0, trim.x0 + trim.width().max(TABLE_MM), trim.y0 + height)
}

/// The areas, the cut line and the table as SVG in millimetres.
///
/// # Errors
/// `Input` when the charm's process leaves the artwork's colours as they are.
pub(crate) fn write_areas(intent: &Intent<'_>, ticket: &Ticket<'_>) -> Result<String> {
    let areas = areas(intent.plates)?;
    let page = page(intent, areas.len());
    let (width, height) = (number(page.width()), number(page.height()));
    let mut svg = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <svg xmlns=\"http://www.w3.org/2000/svg\" \
         xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" \
         width=\"{width}mm\" height=\"{height}mm\" viewBox=\"0 0 {width} {height}\">\n\
         <title>{}</title>\n",
        escaped(ticket.title)
    );
    for area in &areas {
        let Rgb([r, g, b]) = area.colour;
        let fill = format!(" fill=\"#{r:02x}{g:02x}{b:02x}\" fill-rule=\"evenodd\"");
        svg.push_str(&open_layer(&area.name, &fill));
        // Writing to a string cannot fail.
        let _ = writeln!(
            svg,
            "<path id=\"{}-area\" d=\"{}\"/>\n</g>",
            layer_id(&area.name),
            path_data(&area.path)
        );
    }
    if let Some(cut) = intent.cut() {
        svg.push_str(&cut_layer(&cut.layer, intent.recipe.cut_rgb(), intent.plates, Affine::IDENTITY));
    }
    svg.push_str(&table(intent, &areas)?);
    svg.push_str("</svg>\n");
    Ok(svg)
}

/// A row for each colour: swatch, name, sRGB, the press's inks, and how large it is.
fn table(intent: &Intent<'_>, areas: &[Area]) -> Result<String> {
    let top = intent.plates.boxes.trim.height() + GAP_MM;
    let colours: Vec<[u8; 4]> = areas.iter().map(|area| opaque(area.colour)).collect();
    let inks = intent.plates.press.separate(&colours, &intent.recipe.colour)?;
    let mut table = open_layer(TABLE, " font-family=\"sans-serif\" font-size=\"3\" fill=\"#000000\"");
    for (row, (area, inks)) in areas.iter().zip(inks).enumerate() {
        let (y, Rgb([r, g, b])) = (top + ROW_MM * row as f64, area.colour);
        let [c, m, yellow, k] = inks.map(|ink| (f64::from(ink) / 2.55).round());
        let (swatch, line) = (number(y), number(y + ROW_MM * 0.68));
        let _ = writeln!(
            table,
            "<rect x=\"0\" y=\"{swatch}\" width=\"8\" height=\"5\" fill=\"#{r:02x}{g:02x}{b:02x}\" \
             stroke=\"#000000\" stroke-width=\"0.1\"/>\n\
             <text x=\"10\" y=\"{line}\">{}</text><text x=\"28\" y=\"{line}\">#{r:02X}{g:02X}{b:02X}</text>\
             <text x=\"44\" y=\"{line}\">{c}/{m}/{yellow}/{k}</text><text x=\"64\" y=\"{line}\">{:.1} mm²</text>",
            area.name, area.mm2
        );
    }
    Ok(table + "</g>\n")
}

fn opaque(Rgb([r, g, b]): Rgb) -> [u8; 4] {
    [r, g, b, 255]
}

/// The areas of a charm's flat colours, the most used first; metal last.
pub(crate) fn areas(plates: &Plates) -> Result<Vec<Area>> {
    let palette = palette(plates)?;
    let members = members(plates);
    let (count, grid) = (plates.palette.colours.len(), &plates.grid);
    let name =
        |place: usize| if place < count { format!("Colour {}", place + 1) } else { "Metal".to_owned() };
    let areas: Vec<Area> = palette
        .par_iter()
        .enumerate()
        .map(|(place, &colour)| {
            let path = outlined(grid, &members, place);
            Area { name: name(place), colour, mm2: path.area().abs(), path, bare: place == count }
        })
        .collect();
    Ok(areas.into_iter().filter(|area| area.mm2 > 0.0).collect())
}

fn palette(plates: &Plates) -> Result<Vec<Rgb>> {
    if plates.palette.colours.is_empty() {
        return Err(Error::input(
            "the charm has as many colours as its artwork: there are no flat areas to write",
            "Choose a process of flat colours, such as enamel, or another recipe.",
        ));
    }
    Ok(plates.palette.colours.iter().copied().chain([plates.palette.body]).collect())
}

/// Which colour each pixel has, by its place in the palette; `None` where there is no artwork.
pub(crate) fn members(plates: &Plates) -> Vec<Option<usize>> {
    let colours: Vec<Rgb> = plates.palette.colours.iter().copied().chain([plates.palette.body]).collect();
    let off = |pixel: &[u8; 4], Rgb(colour): Rgb| -> u32 {
        pixel.iter().zip(colour).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    };
    let nearest = |pixel: &[u8; 4]| {
        let place = (0..colours.len()).min_by_key(|&place| off(pixel, colours[place]));
        place.filter(|_| pixel[3] > 127)
    };
    plates.art.par_iter().map(nearest).collect()
}

/// The outline of one colour's pixels, softened by a pixel before it is traced so that stairs become slopes.
fn outlined(grid: &Grid, members: &[Option<usize>], place: usize) -> BezPath {
    let (width, height) = (grid.width, grid.height);
    let inside = |x: usize, y: usize| u32::from(members[y * width + x] == Some(place));
    let softened = |at: usize| {
        let (x, y) = (at % width, at / width);
        let around = |x: usize, most: usize| x.saturating_sub(1)..=(x + 1).min(most - 1);
        let sum: u32 = around(y, height)
            .flat_map(|y| around(x, width).map(move |x| (x, y)))
            .map(|(x, y)| inside(x, y))
            .sum();
        [0, 0, 0, (sum * 255 / 9) as u8]
    };
    let rgba: Vec<u8> = (0..width * height).flat_map(softened).collect();
    let Ok(rings) = trace(&Picture::new(width as u32, height as u32, rgba)) else { return BezPath::new() };
    let to_mm = Affine::translate(grid.origin.to_vec2()) * Affine::scale(1.0 / grid.per_mm);
    let fitted = rings.iter().filter_map(|ring| fitted(&(to_mm * polygon(ring)?)));
    fitted.flatten().collect()
}

fn polygon(ring: &[[f32; 2]]) -> Option<BezPath> {
    let mut points = ring.iter().map(|&[x, y]| (f64::from(x), f64::from(y)));
    let mut path = BezPath::new();
    path.move_to(points.next()?);
    points.for_each(|point| path.line_to(point));
    path.close_path();
    Some(path)
}

/// A ring with no more corners than it needs; `None` where it is a speck.
fn fitted(ring: &BezPath) -> Option<BezPath> {
    if ring.area().abs() < SPECK_MM2 {
        return None;
    }
    let points: Vec<Point> = ring.elements().iter().filter_map(PathEl::end_point).collect();
    let far = (0..points.len())
        .max_by(|&a, &b| (points[a] - points[0]).hypot2().total_cmp(&(points[b] - points[0]).hypot2()))?;
    let mut kept = vec![points[0]];
    thin(&points[..=far], &mut kept);
    thin(&points[far..], &mut kept);
    // The ring's last corner is its first again.
    thin(&[*points.last()?, points[0]], &mut kept);
    let mut fitted = BezPath::new();
    fitted.move_to(kept[0]);
    kept[1..].iter().filter(|corner| **corner != kept[0]).for_each(|corner| fitted.line_to(*corner));
    fitted.close_path();
    Some(fitted)
}

/// The corners after the first of a line, without those it runs past within the accuracy (Douglas and Peucker 1973).
fn thin(line: &[Point], kept: &mut Vec<Point>) {
    let (Some(&first), Some(&last)) = (line.first(), line.last()) else { return };
    let chord = Line::new(first, last);
    let off = |at: usize| chord.nearest(line[at], 0.0).distance_sq;
    let farthest = (1..line.len().saturating_sub(1)).max_by(|&a, &b| off(a).total_cmp(&off(b)));
    match farthest.filter(|&at| off(at) > ACCURACY_MM * ACCURACY_MM) {
        Some(at) => {
            thin(&line[..=at], kept);
            thin(&line[at..], kept);
        }
        None => kept.push(last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::recipe::Recipe;
    use dangle_design::id::RecipeId;

    #[test]
    fn a_flat_patch_becomes_an_area_of_its_size_and_colour() {
        let recipe = Recipe::load(&RecipeId::new("enamel-areas").unwrap()).unwrap();
        let plates = Plates::derive(&fixture::charm(), &recipe).unwrap();
        let areas = areas(&plates).unwrap();
        for patch in [2, 3, 4] {
            let area = areas.iter().find(|area| area.colour == Rgb(fixture::PATCHES[patch])).unwrap();
            let meant = fixture::PATCH * fixture::PATCH;
            assert!((area.mm2 - meant).abs() / meant < 0.02, "{} has {} of {meant} mm²", area.name, area.mm2);
            assert!(area.path.winding(fixture::patch_center(patch)) != 0, "{}", area.name);
            assert!(area.path.elements().len() < 150, "{} nodes", area.path.elements().len());
        }
    }

    #[test]
    fn a_charm_without_flat_colours_is_refused() {
        let recipe = Recipe::load(&RecipeId::new("enamel-areas").unwrap()).unwrap();
        let mut shape = fixture::charm_at(100.0);
        shape.makeup.colours.clear();
        let plates = Plates::derive(&shape, &recipe).unwrap();
        assert!(areas(&plates).err().unwrap().hint().unwrap().contains("enamel"));
    }
}
