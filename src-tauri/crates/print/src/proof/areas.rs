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

/// From which difference on a pixel is astray: figures are written to a tenth of a micrometre.
const ASTRAY: u8 = 16;
/// How much of an area may be astray.
const SHARE: f64 = 0.002;

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

/// Every area against the one that was meant, pixel by pixel of the plates' grid.
fn covered(tree: &Tree, intent: &Intent<'_>, meant: &[areas::Area]) -> ProofLine {
    let grid = &intent.plates.grid;
    let fill =
        |path: BezPath| coverage::fill_even_odd(&(coverage::to_pixels(grid) * path), grid.width, grid.height);
    let off = |area: &areas::Area| {
        let found = fill(paths(tree, &area.name).into_iter().flatten().collect());
        let pairs = found.into_iter().zip(fill(area.path.clone()));
        let (astray, total) = pairs.fold((0_usize, 0_usize), |(astray, total), (found, meant)| {
            (astray + usize::from(found.abs_diff(meant) > ASTRAY), total + usize::from(meant > 127))
        });
        (astray as f64 > SHARE * total as f64)
            .then(|| format!("{}: {astray} of {total} pixels astray", area.name))
    };
    let wrong: Vec<String> = meant.iter().filter_map(off).collect();
    let passed = wrong.is_empty() && !meant.is_empty();
    let found = if passed { format!("{} areas as meant", meant.len()) } else { wrong.join(", ") };
    ProofLine::new(ProofCode::Areas, passed, found, "each area where its colour is")
}
