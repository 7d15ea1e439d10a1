//! What of a drawing stays vector on the press: opaque flat shapes that nothing see-through lies on.
//!
//! A press blends inks, a drawing blends light: blended in inks, see-through shapes were off by ΔE 12 to 25. So
//! everything up to the last shape that is not opaque and of one colour becomes the picture, blended as it was drawn;
//! the shapes above it stay lines, as sharp as the press can print.

use dangle_design::Result;
use kurbo::{Affine, BezPath, Rect, Shape as _};
use resvg::tiny_skia::{self, FillRule, Mask, PathSegment, Pixmap, Transform};
use resvg::usvg::{self, Group, Node, Paint, PaintOrder, Path};

use crate::colour::{Cmyk, Press};
use crate::coverage;
use crate::raster::{Grid, on_pixels, straight};
use crate::recipe::ColourRecipe;

/// More shapes than this become part of the picture, the lowest first: each is filled and proven on its own.
const MOST_SHAPES: usize = 300;
/// Corners of all shapes together, past which a picture is smaller and as sharp.
const MOST_CORNERS: usize = 60_000;
/// The thinnest curve that a stroke's outline is drawn with, in pixels of the grid.
const FINENESS: f32 = 8.0;

/// A drawing as the press gets it: a picture with shapes on it.
pub(crate) struct Drawn {
    /// The inks of the picture below the shapes, on the plates' grid.
    pub(crate) ground: Vec<Cmyk>,
    /// The shapes, the lowest first.
    pub(crate) shapes: Vec<Shape>,
}

/// A shape of one colour.
pub(crate) struct Shape {
    /// Its outline, in mm.
    pub(crate) path: BezPath,
    pub(crate) even_odd: bool,
    pub(crate) inks: Cmyk,
}

/// Something that is painted, and the space it is painted in.
struct Leaf<'a> {
    node: &'a Node,
    to_tree: Transform,
}

impl Drawn {
    /// The drawing `tree`, whose whole page is `at` mm, on a grid; `None` where nothing of it can stay vector.
    ///
    /// # Errors
    /// `Store` when the press profile is damaged.
    pub(crate) fn of(
        tree: &usvg::Tree,
        at: Rect,
        grid: &Grid,
        press: &Press,
        recipe: &ColourRecipe,
    ) -> Result<Option<Drawn>> {
        let mut leaves = Vec::new();
        collect(tree.root(), &mut leaves);
        let size = tree.size();
        let to_mm = Affine::translate(at.origin().to_vec2())
            * Affine::scale_non_uniform(
                at.width() / f64::from(size.width()),
                at.height() / f64::from(size.height()),
            );
        let to_pixels = on_pixels(at, size, grid);
        let first = first_flat(&leaves);
        let (below, above) = leaves.split_at(first);
        let fineness = to_pixels.get_scale().0.max(to_pixels.get_scale().1) * FINENESS;
        let flat: Vec<(BezPath, bool, [u8; 4])> =
            above.iter().flat_map(|leaf| flattened(leaf, to_mm, fineness)).collect();
        let corners: usize = flat.iter().map(|(path, ..)| path.elements().len()).sum();
        if flat.is_empty() || corners > MOST_CORNERS {
            return Ok(None);
        }
        let Some(art) = rendered(below, to_pixels, grid) else { return Ok(None) };
        let solid = press.separate(&art, recipe)?;
        let ground = solid.iter().zip(&art).map(|(ink, pixel)| ink.map(|ink| coverage::times(ink, pixel[3])));
        let ground = ground.collect();
        let inks = press.separate(&flat.iter().map(|(.., colour)| *colour).collect::<Vec<_>>(), recipe)?;
        let shapes =
            flat.into_iter().zip(inks).map(|((path, even_odd, _), inks)| Shape { path, even_odd, inks });
        Ok(Some(Drawn { ground, shapes: shapes.collect() }))
    }

    /// The same mirrored about the middle of an outline of that width; its grid is mirrored by whoever calls.
    pub(crate) fn mirrored(mut self, width: f64, grid: &Grid) -> Drawn {
        self.ground.chunks_exact_mut(grid.width).for_each(<[_]>::reverse);
        let mirror = Affine::new([-1.0, 0.0, 0.0, 1.0, width, 0.0]);
        self.shapes.iter_mut().for_each(|shape| shape.path = mirror * shape.path.clone());
        self
    }

    /// What lands on the process plates: the picture, each shape over it.
    pub(crate) fn printed(&self, grid: &Grid) -> Printed {
        let mut printed = Printed { least: self.ground.clone(), most: self.ground.clone() };
        if let Some(mut mask) = coverage::mask(grid.width, grid.height) {
            for shape in &self.shapes {
                printed.add(shape, grid, &mut mask);
            }
        }
        printed
    }
}

/// The inks of each pixel, from the least to the most that a rasteriser may find there: where a shape's edge runs, the
/// last bits of its corners decide over a row of samples.
pub(crate) struct Printed {
    pub(crate) least: Vec<Cmyk>,
    pub(crate) most: Vec<Cmyk>,
}

impl Printed {
    fn add(&mut self, shape: &Shape, grid: &Grid, mask: &mut Mask) {
        let path = coverage::to_pixels(grid) * shape.path.clone();
        let Some(skia) = coverage::to_skia(&path) else { return };
        let rule = if shape.even_odd { FillRule::EvenOdd } else { FillRule::Winding };
        mask.clear();
        mask.fill_path(&skia, rule, true, Transform::identity());
        let bounds = path.bounding_box();
        let pixel = |value: f64, most: usize| (value.max(0.0) as usize).min(most);
        let across = pixel(bounds.x0 - 2.0, grid.width)..pixel(bounds.x1 + 3.0, grid.width);
        for y in pixel(bounds.y0 - 2.0, grid.height)..pixel(bounds.y1 + 3.0, grid.height) {
            for x in across.clone() {
                let [low, high] = shares(mask.data(), grid, x, y);
                if high > 0 {
                    self.coat(y * grid.width + x, shape.inks, [low, high]);
                }
            }
        }
    }

    /// Lays inks on a pixel that they cover by a share between two.
    fn coat(&mut self, at: usize, inks: Cmyk, shares: [u8; 2]) {
        for (plate, ink) in inks.into_iter().enumerate() {
            let below = [self.least[at][plate], self.most[at][plate]];
            let ways = below.into_iter().flat_map(|below| shares.map(|share| mixed(below, ink, share)));
            self.least[at][plate] = ways.clone().min().unwrap_or(ink);
            self.most[at][plate] = ways.max().unwrap_or(ink);
        }
    }
}

/// How much of a pixel may be found covered: as it is, within what no edge runs through or beside; a row of samples
/// more or less elsewhere.
fn shares(mask: &[u8], grid: &Grid, x: usize, y: usize) -> [u8; 2] {
    /// One row of samples of the four that a rasteriser takes of a pixel.
    const ROW: u8 = 64;
    let covered = mask[y * grid.width + x];
    let around = |at: usize, most: usize| at.saturating_sub(1)..=(at + 1).min(most - 1);
    let mut near =
        around(y, grid.height).flat_map(|y| around(x, grid.width).map(move |x| mask[y * grid.width + x]));
    if (covered == 0 || covered == 255) && near.all(|other| other == covered) {
        return [covered; 2];
    }
    [covered.saturating_sub(ROW), covered.saturating_add(ROW)]
}

/// `share` of 255 parts `over`, the rest what is below.
fn mixed(below: u8, over: u8, share: u8) -> u8 {
    let (below, over, share) = (u32::from(below), u32::from(over), u32::from(share));
    ((below * (255 - share) + over * share + 127) / 255) as u8
}

/// Everything that is painted, the lowest first. A group that is more than a place to stand is one thing.
fn collect<'a>(group: &'a Group, leaves: &mut Vec<Leaf<'a>>) {
    for node in group.children() {
        match node {
            Node::Group(inner) if !inner.should_isolate() => collect(inner, leaves),
            Node::Text(text) => collect(text.flattened(), leaves),
            Node::Group(_) | Node::Path(_) | Node::Image(_) => {
                leaves.push(Leaf { node, to_tree: group.abs_transform() });
            }
        }
    }
}

/// The first leaf from which on all are flat, but for those that would be too many.
fn first_flat(leaves: &[Leaf<'_>]) -> usize {
    let below = leaves.iter().rposition(|leaf| !is_flat(leaf.node)).map_or(0, |last| last + 1);
    below.max(leaves.len().saturating_sub(MOST_SHAPES))
}

/// Whether something is opaque and of one colour all over.
fn is_flat(node: &Node) -> bool {
    let Node::Path(path) = node else { return false };
    let flat =
        |paint: &Paint, opacity: usvg::Opacity| matches!(paint, Paint::Color(_)) && opacity.get() >= 1.0;
    path.fill().is_none_or(|fill| flat(fill.paint(), fill.opacity()))
        && path.stroke().is_none_or(|stroke| flat(stroke.paint(), stroke.opacity()))
}

/// The areas a flat leaf covers, in mm, in the order it paints them.
fn flattened(leaf: &Leaf<'_>, to_mm: Affine, fineness: f32) -> Vec<(BezPath, bool, [u8; 4])> {
    let Node::Path(path) = leaf.node else { return Vec::new() };
    if !path.is_visible() {
        return Vec::new();
    }
    let place = to_mm * affine(leaf.to_tree);
    let fill = path.fill().and_then(|fill| {
        let even_odd = fill.rule() == usvg::FillRule::EvenOdd;
        Some((place * bezier(path.data()), even_odd, opaque(fill.paint())?))
    });
    let stroke = stroked(path, fineness)
        .and_then(|(area, paint)| Some((place * bezier(&area), false, opaque(paint)?)));
    let both = match path.paint_order() {
        PaintOrder::FillAndStroke => [fill, stroke],
        PaintOrder::StrokeAndFill => [stroke, fill],
    };
    both.into_iter().flatten().collect()
}

fn opaque(paint: &Paint) -> Option<[u8; 4]> {
    match paint {
        Paint::Color(colour) => Some([colour.red, colour.green, colour.blue, 255]),
        _ => None,
    }
}

/// The area of a path's stroke.
fn stroked(path: &Path, fineness: f32) -> Option<(tiny_skia::Path, &Paint)> {
    let stroke = path.stroke()?;
    let style = stroke.to_tiny_skia();
    let dashed = style.dash.as_ref().map(|dash| path.data().dash(dash, fineness));
    let line = match &dashed {
        Some(dashed) => dashed.as_ref()?,
        None => path.data(),
    };
    Some((line.stroke(&style, fineness)?, stroke.paint()))
}

fn affine(transform: Transform) -> Affine {
    let Transform { sx, ky, kx, sy, tx, ty } = transform;
    Affine::new([sx, ky, kx, sy, tx, ty].map(f64::from))
}

fn bezier(path: &tiny_skia::Path) -> BezPath {
    let at = |point: tiny_skia::Point| kurbo::Point::new(f64::from(point.x), f64::from(point.y));
    let mut bezier = BezPath::new();
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => bezier.move_to(at(to)),
            PathSegment::LineTo(to) => bezier.line_to(at(to)),
            PathSegment::QuadTo(a, to) => bezier.quad_to(at(a), at(to)),
            PathSegment::CubicTo(a, b, to) => bezier.curve_to(at(a), at(b), at(to)),
            PathSegment::Close => bezier.close_path(),
        }
    }
    bezier
}

/// The leaves drawn on a grid: straight-alpha sRGB.
fn rendered(leaves: &[Leaf<'_>], to_pixels: Transform, grid: &Grid) -> Option<Vec<[u8; 4]>> {
    let mut pixmap = Pixmap::new(u32::try_from(grid.width).ok()?, u32::try_from(grid.height).ok()?)?;
    for leaf in leaves {
        // The renderer of single nodes knows nothing of what they stand in, and moves them to the corner.
        let Some(bounds) = leaf.node.abs_layer_bounding_box() else { continue };
        let place = to_pixels.pre_concat(leaf.to_tree).pre_translate(bounds.x(), bounds.y());
        resvg::render_node(leaf.node, place, &mut pixmap.as_mut());
    }
    Some(straight(&pixmap))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recipe::Recipe;
    use dangle_design::id::RecipeId;

    const AT: Rect = Rect::new(1.0, 2.0, 31.0, 32.0);

    fn drawn(shapes: &str) -> (Option<Drawn>, Vec<Cmyk>, Grid) {
        let svg = format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60">{shapes}</svg>"#);
        let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).unwrap();
        let recipe = Recipe::load(&RecipeId::new("generic-acrylic").unwrap()).unwrap();
        let press = Press::for_recipe(&recipe).unwrap();
        let grid = Grid::over(Rect::new(0.0, 0.0, 33.0, 35.0), 300.0);
        let drawn = Drawn::of(&tree, AT, &grid, &press, &recipe.colour).unwrap();
        let blank = dangle_design::artwork::Picture::new(1, 1, vec![0; 4]);
        let art = crate::raster::on_grid(&blank, Some(&tree), AT, &grid);
        let solid = press.separate(&art, &recipe.colour).unwrap();
        let whole = solid.iter().zip(&art).map(|(ink, pixel)| ink.map(|ink| coverage::times(ink, pixel[3])));
        (drawn, whole.collect(), grid)
    }

    const SEE_THROUGH: &str = r##"<rect x="4" y="4" width="40" height="40" fill="#f26b21"/>
        <circle cx="24" cy="24" r="16" fill="#2040c0" fill-opacity="0.5"/>"##;
    const FLAT: &str = r##"<g transform="translate(6 3) rotate(12)"><g transform="scale(0.8 1.3)">
        <path d="M5 5h30v30h-30zM12 12h16v16h-16z" fill="#103018" fill-rule="evenodd"/>
        <path d="M8 40q10 -20 30 -4" fill="none" stroke="#e02050" stroke-width="5" stroke-dasharray="9 4"/></g></g>
        <circle cx="40" cy="44" r="9" fill="#ffd000" stroke="#000" stroke-width="3" paint-order="stroke"/>"##;

    /// Holds what is printed against the whole drawing wherever no edge runs, on which a drawing blends light and a
    /// press inks; the share of the inked pixels that were held.
    fn compared(printed: &Printed, whole: impl Fn(usize) -> Cmyk) -> f64 {
        let (mut inked, mut held) = (0.0, 0.0);
        for (at, (least, most)) in printed.least.iter().zip(&printed.most).enumerate() {
            let meant = whole(at);
            let inks = f64::from(u8::from(meant.iter().any(|ink| *ink > 0)));
            inked += inks;
            if least == most {
                let off = (0..4).map(|plate| least[plate].abs_diff(meant[plate])).max().unwrap_or(0);
                assert!(off <= 2, "{least:?} and not {meant:?} at {at}");
                held += inks;
            }
        }
        assert!(inked > 10_000.0);
        held / inked
    }

    #[test]
    fn shapes_above_the_last_see_through_one_stay_vector_and_all_below_becomes_the_picture() {
        let (drawn, ..) = drawn(&format!("{SEE_THROUGH}{FLAT}"));
        let drawn = drawn.unwrap();
        assert_eq!(drawn.shapes.len(), 4, "an area, a dashed line, a ring and its disc");
        assert!(drawn.ground.iter().any(|inks| inks.iter().any(|ink| *ink > 0)));
        assert_eq!(drawn.shapes.iter().filter(|shape| shape.even_odd).count(), 1);
    }

    #[test]
    fn picture_and_shapes_print_what_the_whole_drawing_would_but_for_the_edges() {
        for shapes in [FLAT.to_owned(), format!("{SEE_THROUGH}{FLAT}")] {
            let (drawn, whole, grid) = drawn(&shapes);
            let exact = compared(&drawn.unwrap().printed(&grid), |at| whole[at]);
            assert!(exact > 0.7, "{exact}");
        }
    }

    #[test]
    fn a_drawing_that_is_see_through_on_top_is_a_picture_and_gradients_are_too() {
        assert!(drawn(&format!("{FLAT}{SEE_THROUGH}")).0.is_none());
        let shaded = r##"<linearGradient id="g"><stop stop-color="#fff"/><stop offset="1"/></linearGradient>
            <rect width="50" height="50" fill="url(#g)"/>"##;
        assert!(drawn(shaded).0.is_none());
        assert!(drawn(&format!(r#"<g opacity="0.5">{FLAT}</g>"#)).0.is_none());
    }

    #[test]
    fn more_shapes_than_are_worth_it_become_part_of_the_picture_from_below() {
        let one = |at: usize| {
            format!(r##"<rect x="{}" y="{}" width="2" height="2" fill="#c03"/>"##, at % 20 * 3, at / 20 * 3)
        };
        let many = (0..MOST_SHAPES + 50).map(one).collect::<Vec<_>>().concat();
        assert_eq!(drawn(&many).0.unwrap().shapes.len(), MOST_SHAPES);
    }

    #[test]
    fn a_mirrored_drawing_has_its_shapes_where_its_picture_is() {
        let (drawn, whole, grid) = drawn(&format!("{SEE_THROUGH}{FLAT}"));
        let mirrored = drawn.unwrap().mirrored(33.0, &grid);
        let turned = Grid { origin: kurbo::Point::new(33.0 - grid.frame().x1, 0.0), ..grid };
        let across = |at: usize| at / turned.width * turned.width + turned.width - 1 - at % turned.width;
        assert!(compared(&mirrored.printed(&turned), |at| whole[across(at)]) > 0.7);
    }
}
