//! An SVG read again by usvg, and held against what was meant.

use dangle_design::{Error, ErrorCode, Result};
use kurbo::{Affine, BezPath, Rect, Shape};
use resvg::tiny_skia::{PathSegment, Transform};
use resvg::usvg::{Group, ImageKind, Node, Options, Tree};

use super::line::{Proof, ProofCode, ProofLine};
use super::{cut, picture, rules};
use crate::formats::svg::{frame, layer_id};
use crate::intent::Intent;

/// How much the white's area may be off.
const WHITE_TOLERANCE: f64 = 0.005;
/// CSS pixels a millimetre (CSS Values 4, 6.2).
pub(super) const PX_PER_MM: f64 = 96.0 / 25.4;

/// Reads an SVG and holds it against its intent.
pub(super) fn prove(bytes: &[u8], intent: &Intent<'_>) -> Result<Proof> {
    let tree = Tree::from_data(bytes, &Options::default()).map_err(|error| {
        Error::new(ErrorCode::File, format!("this is no SVG: {error}"), "Export it again.")
    })?;
    let frame = frame(intent);
    let to_file = Affine::translate(-frame.origin().to_vec2());
    let size = [tree.size().width(), tree.size().height()].map(|px| f64::from(px) / PX_PER_MM);
    let mut lines = vec![picture::size(Some(size), frame), layers(&tree, intent)];
    if let Some(wanted) = intent.cut() {
        lines.extend(cut::lines(&paths(&tree, &wanted.layer), intent.plates, to_file, &wanted.layer));
    }
    if let (Some(wanted), Some(meant)) = (intent.white(), &intent.plates.white) {
        lines.push(white(&paths(&tree, &wanted.layer), meant));
    }
    if let Some(wanted) = intent.colour() {
        lines.extend(artwork(&tree, &wanted.layer, intent, to_file)?);
    }
    Ok(Proof { lines })
}

fn layers(tree: &Tree, intent: &Intent<'_>) -> ProofLine {
    let found: Vec<&str> = named(tree.root()).iter().map(Node::id).collect();
    let meant: Vec<String> = intent.layers().into_iter().map(layer_id).collect();
    ProofLine::new(ProofCode::Layers, found == meant, found.join(", "), meant.join(", "))
}

/// The topmost groups with names: usvg puts all of them into one without.
pub(super) fn named(root: &Group) -> &[Node] {
    match root.children() {
        [Node::Group(only)] if only.id().is_empty() => named(only),
        children => children,
    }
}

fn layer<'a>(tree: &'a Tree, name: &str) -> &'a [Node] {
    match tree.node_by_id(&layer_id(name)) {
        Some(Node::Group(group)) => group.children(),
        _ => &[],
    }
}

/// A layer's closed lines, in mm from the page's top left.
pub(super) fn paths(tree: &Tree, name: &str) -> Vec<BezPath> {
    let path = |node: &Node| match node {
        Node::Path(path) => Some(path_in_mm(path.data(), path.abs_transform())),
        _ => None,
    };
    layer(tree, name).iter().filter_map(path).flat_map(|path| rules::subpaths(&path)).collect()
}

fn path_in_mm(data: &resvg::tiny_skia::Path, to_px: Transform) -> BezPath {
    let mut path = BezPath::new();
    let point = |p: resvg::tiny_skia::Point| (f64::from(p.x), f64::from(p.y));
    for segment in data.segments() {
        match segment {
            PathSegment::MoveTo(to) => path.move_to(point(to)),
            PathSegment::LineTo(to) => path.line_to(point(to)),
            PathSegment::QuadTo(a, to) => path.quad_to(point(a), point(to)),
            PathSegment::CubicTo(a, b, to) => path.curve_to(point(a), point(b), point(to)),
            PathSegment::Close => path.close_path(),
        }
    }
    let Transform { sx, kx, ky, sy, tx, ty } = to_px;
    let to_px = Affine::new([sx, ky, kx, sy, tx, ty].map(f64::from));
    Affine::scale(1.0 / PX_PER_MM) * to_px * path
}

fn white(found: &[BezPath], meant: &BezPath) -> ProofLine {
    let found: f64 = found.iter().map(Shape::area).sum::<f64>().abs();
    let meant = meant.area().abs();
    let passed = (found - meant).abs() <= WHITE_TOLERANCE * meant;
    let say = |mm2: f64| format!("{mm2:.2} mm²");
    ProofLine::new(ProofCode::WhiteArea, passed, say(found), say(meant))
}

fn artwork(tree: &Tree, name: &str, intent: &Intent<'_>, to_file: Affine) -> Result<Vec<ProofLine>> {
    let image = layer(tree, name).iter().find_map(image_of);
    let Some((bytes, at)) = image else {
        return Ok(vec![ProofLine::new(ProofCode::Picture, false, "none", "as meant")]);
    };
    let meant = to_file.transform_rect_bbox(intent.plates.grid.frame());
    let found = picture::read_png(bytes)?;
    Ok(vec![picture::placed(at, meant), picture::pixels(&found.rgba, intent)])
}

/// A PNG in the tree, and where it lies in mm. usvg wraps pictures in groups of their own.
fn image_of(node: &Node) -> Option<(&[u8], Rect)> {
    match node {
        Node::Image(image) => {
            let ImageKind::PNG(bytes) = image.kind() else { return None };
            let at = node.abs_bounding_box();
            let at = [at.left(), at.top(), at.right(), at.bottom()].map(|px| f64::from(px) / PX_PER_MM);
            Some((bytes, Rect::new(at[0], at[1], at[2], at[3])))
        }
        Node::Group(group) => group.children().iter().find_map(image_of),
        _ => None,
    }
}
