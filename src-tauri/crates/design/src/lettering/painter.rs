//! The drawing library, given our fonts and nothing else: no system fonts, no files, no links.

use std::fmt::Write as _;

use kurbo::{Affine, BezPath, Point, Rect};
use resvg::tiny_skia::PathSegment;
use resvg::usvg::{self, FontFamily, FontResolver, Group, ImageHrefResolver, Node, Tree};

use super::fonts::Faces;
use crate::{Error, ErrorCode, Result};

/// The name under which the markup asks for a font.
pub(super) fn family(face: usize) -> String {
    format!("face{face}")
}

/// A drawing of `content`, whose page is `size`.
pub(super) fn page([width, height]: [f64; 2], content: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         width=\"{width}\" height=\"{height}\">{content}</svg>"
    )
}

/// Parses markup of ours; words in it are set in those fonts.
pub(super) fn parse(markup: &str, faces: Option<&Faces>) -> Result<Tree> {
    let ids: Vec<_> = faces.iter().flat_map(|faces| faces.list.iter().map(|face| face.id)).collect();
    let select = move |font: &usvg::Font, _: &mut _| {
        font.families().iter().find_map(|family| match family {
            FontFamily::Named(name) => ids.get(name.strip_prefix("face")?.parse::<usize>().ok()?).copied(),
            _ => None,
        })
    };
    let options = usvg::Options {
        fontdb: faces.map(|faces| faces.fonts.clone()).unwrap_or_default(),
        font_resolver: FontResolver {
            select_font: Box::new(select),
            select_fallback: Box::new(|_, _, _| None),
        },
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    Tree::from_str(markup, &options).map_err(|error| {
        let message = format!("the words cannot be drawn: {error}");
        Error::new(ErrorCode::Input, message, "Take out the letters that were added last.")
    })
}

/// A drawing as part of another: its words are outlines, its ids begin with `prefix`.
pub(super) fn written(tree: &Tree, prefix: &str) -> String {
    let options = usvg::WriteOptions {
        id_prefix: Some(prefix.to_owned()),
        indent: usvg::Indent::None,
        attributes_indent: usvg::Indent::None,
        ..usvg::WriteOptions::default()
    };
    tree.to_string(&options)
}

/// The lengths of the texts with the ids `run0`, `run1`, …; zero where a text has nothing to draw.
pub(super) fn lengths(tree: &Tree, count: usize) -> Vec<f64> {
    let mut lengths = vec![0.0; count];
    for node in tree.root().children() {
        let Node::Text(text) = node else { continue };
        let run = text.id().strip_prefix("run").and_then(|id| id.parse::<usize>().ok());
        if let Some(length) = run.and_then(|run| lengths.get_mut(run)) {
            *length = f64::from(text.bounding_box().width());
        }
    }
    lengths
}

/// Everything filled in the drawing, one path each.
pub(super) fn outlines(tree: &Tree) -> Vec<BezPath> {
    let mut found = Vec::new();
    gather(tree.root(), Affine::IDENTITY, &mut found);
    found
}

fn gather(group: &Group, place: Affine, found: &mut Vec<BezPath>) {
    let place = place * affine(group.transform());
    for node in group.children() {
        match node {
            Node::Group(group) => gather(group, place, found),
            Node::Path(path) => found.push(place * bez_path(path.data())),
            Node::Text(text) => gather(text.flattened(), place, found),
            Node::Image(_) => {}
        }
    }
}

fn affine(t: usvg::Transform) -> Affine {
    Affine::new([t.sx, t.ky, t.kx, t.sy, t.tx, t.ty].map(f64::from))
}

fn bez_path(path: &resvg::tiny_skia::Path) -> BezPath {
    let p = |point: resvg::tiny_skia::Point| Point::new(f64::from(point.x), f64::from(point.y));
    let mut outline = BezPath::new();
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => outline.move_to(p(to)),
            PathSegment::LineTo(to) => outline.line_to(p(to)),
            PathSegment::QuadTo(by, to) => outline.quad_to(p(by), p(to)),
            PathSegment::CubicTo(by, and, to) => outline.curve_to(p(by), p(and), p(to)),
            PathSegment::Close => outline.close_path(),
        }
    }
    outline
}

/// The box of everything drawn, strokes and all; `None` when nothing is.
pub(super) fn extent(tree: &Tree) -> Option<Rect> {
    let held = tree.root().abs_stroke_bounding_box();
    let rect = Rect::new(
        f64::from(held.left()),
        f64::from(held.top()),
        f64::from(held.right()),
        f64::from(held.bottom()),
    );
    (!tree.root().children().is_empty() && rect.is_finite()).then_some(rect)
}

/// Letters as the markup of a text's content.
pub(super) fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            // Not to be written in markup at all.
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => {
                let _ = escaped.write_char(c);
            }
        }
    }
    escaped
}
