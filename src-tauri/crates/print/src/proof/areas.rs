//! Flat areas read again by usvg, and held against the pixels they were drawn from.

use dangle_design::{Error, ErrorCode, Result};
use kurbo::{Affine, BezPath, Rect};
use resvg::usvg::{Node, Options, Tree};

use super::line::{Proof, ProofCode, ProofLine};
use super::svg::{PX_PER_MM, named, paths};
use super::{cut, picture};
use crate::coverage;
use crate::formats::areas::{self, TABLE, page};
use crate::formats::svg::layer_id;
use crate::intent::Intent;

/// How much of an area's pixels may be astray: its edge is a curve, theirs is stairs.
const ASTRAY: f64 = 0.03;
/// The same for thin lines, which are all edge: pixels a millimetre of them, each one pixel astray.
const EDGE_PX: f64 = 0.75;

/// Reads the areas and holds them against their intent.
pub(super) fn prove(bytes: &[u8], intent: &Intent<'_>) -> Result<Proof> {
    let tree = Tree::from_data(bytes, &Options::default()).map_err(|error| {
        Error::new(ErrorCode::File, format!("this is no SVG: {error}"), "Export it again.")
    })?;
    let meant = areas::areas(intent.plates)?;
    let size = [tree.size().width(), tree.size().height()].map(|px| f64::from(px) / PX_PER_MM);
    let names: Vec<String> = meant.iter().map(|area| layer_id(&area.name)).collect();
    let found: Vec<&str> = named(tree.root()).iter().map(Node::id).collect();
    let cut_layer = intent.cut().map(|cut| layer_id(&cut.layer));
    // Text without a font of its own is left out by the reader, the swatches are not.
    let wanted: Vec<&str> =
        names.iter().map(String::as_str).chain(cut_layer.as_deref()).chain([TABLE]).collect();
    let page = page(intent, meant.len());
    let mut lines = vec![
        picture::size(Some(size), Rect::from_origin_size((0.0, 0.0), page.size())),
        ProofLine::new(ProofCode::Layers, found == wanted, found.join(", "), wanted.join(", ")),
        covered(&tree, intent, &meant),
    ];
    if let Some(wanted) = intent.cut() {
        let found = paths(&tree, &wanted.layer);
        lines.extend(cut::lines(&found, intent.plates, Affine::IDENTITY, &wanted.layer));
    }
    Ok(Proof { lines })
}

/// Every area against the pixels of its colour.
fn covered(tree: &Tree, intent: &Intent<'_>, meant: &[areas::Area]) -> ProofLine {
    let (plates, members) = (intent.plates, areas::members(intent.plates));
    let grid = &plates.grid;
    let mut worst = (0.0, String::new());
    for area in meant {
        let path: BezPath = paths(tree, &area.name).into_iter().flatten().collect();
        let fill = coverage::fill_even_odd(&(coverage::to_pixels(grid) * path), grid.width, grid.height);
        let place = plates.palette.colours.iter().position(|colour| *colour == area.colour);
        let place = place.unwrap_or(plates.palette.colours.len());
        let pairs = || fill.iter().zip(&members).map(|(&fill, member)| (fill > 127, *member == Some(place)));
        let (astray, total) = pairs().fold((0_usize, 0_usize), |(astray, total), (fill, member)| {
            (astray + usize::from(fill != member), total + usize::from(member))
        });
        let edge = kurbo::Shape::perimeter(&area.path, 0.01) * grid.per_mm * EDGE_PX;
        let allowed = ASTRAY * total as f64 + edge;
        let share = astray as f64 / allowed.max(1.0);
        if share > worst.0 {
            worst = (share, format!("{} has {astray} of {total} pixels astray", area.name));
        }
    }
    let passed = worst.0 <= 1.0 && !meant.is_empty();
    let found = if passed { format!("{} areas as meant", meant.len()) } else { worst.1 };
    ProofLine::new(ProofCode::Areas, passed, found, "each area where its colour is")
}
