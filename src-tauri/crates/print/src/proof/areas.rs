//! Flat areas read again by usvg, and held against the pixels they were drawn from.

use dangle_design::{Error, ErrorCode, Result};
use kurbo::{Affine, BezPath, PathEl, Point, Rect};
use resvg::usvg::{Node, Options, Tree};

use super::line::{Proof, ProofCode, ProofLine};
use super::svg::{PX_PER_MM, named, paths};
use super::{cut, picture};
use crate::formats::areas::{self, TABLE, page};
use crate::formats::svg::layer_id;
use crate::intent::Intent;

/// How far a corner may be off.
const TOLERANCE_MM: f64 = 0.01;

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
        covered(&tree, &meant),
    ];
    if let Some(wanted) = intent.cut() {
        let found = paths(&tree, &wanted.layer);
        lines.extend(cut::lines(&found, intent.plates, Affine::IDENTITY, &wanted.layer));
    }
    Ok(Proof { lines })
}

/// Every corner of every area against the one that was meant.
fn covered(tree: &Tree, meant: &[areas::Area]) -> ProofLine {
    let corners =
        |path: &BezPath| path.elements().iter().filter_map(PathEl::end_point).collect::<Vec<Point>>();
    let off = |area: &areas::Area| {
        let found: BezPath = paths(tree, &area.name).into_iter().flatten().collect();
        let (found, meant) = (corners(&found), corners(&area.path));
        let apart =
            found.iter().zip(&meant).map(|(found, meant)| (*found - *meant).hypot()).fold(0.0, f64::max);
        let wrong = found.len() != meant.len() || apart > TOLERANCE_MM;
        wrong.then(|| format!("{}: {} corners of {}, {apart:.3} mm off", area.name, found.len(), meant.len()))
    };
    let wrong: Vec<String> = meant.iter().filter_map(off).collect();
    let passed = wrong.is_empty() && !meant.is_empty();
    let found = if passed { format!("{} areas as meant", meant.len()) } else { wrong.join(", ") };
    ProofLine::new(ProofCode::Areas, passed, found, "each area where its colour is")
}
