//! One piece drawn where it hangs, in the layers that go behind and before the charm.

use std::collections::BTreeMap;
use std::sync::Arc;

use kurbo::{Affine, Point, Vec2};

use super::assembly::Piece;
use super::frame::Frame;
use super::part::Shape;
use super::relief::Line;
use super::solid;
use super::sprite::Sprite;
use super::strand;
use super::wire::{Half, Lie, Wire};
use crate::pixels::Tile;

/// What is drawn when: what lies behind clasp and charm, with them, and before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layer {
    /// The far halves of rings, the far strand of a chain, a shank within the body.
    Far,
    /// Clasps, links along the picture, cords.
    Middle,
    /// The near halves of rings, the near strand of a chain.
    Near,
}

/// Sprites by name, decoded.
pub(crate) type Sprites = BTreeMap<String, Arc<Sprite>>;

/// Draws what of a piece belongs to `layer`. `line` leads from its upper joint to its lower one, in mm, with the
/// joints between where it bends; `to_px` takes mm to pixels.
pub(crate) fn draw(
    piece: &Piece,
    line: &[Point],
    to_px: Affine,
    layer: Layer,
    sprites: &Sprites,
) -> Vec<Tile> {
    let [top, .., bottom] = line else { return Vec::new() };
    let place = to_px * upright(*top, *bottom);
    let whole = |tile: Tile| if layer == Layer::Middle { vec![tile] } else { Vec::new() };
    match &piece.shape {
        Shape::Ring { wire, inside } => {
            let middle = place * Affine::translate((0.0, inside / 2.0));
            half(layer)
                .map(|half| Wire::new(*wire, *inside, *inside, Lie::Across).draw(half, piece.finish, middle))
                .into_iter()
                .collect()
        }
        Shape::Chain { wire, inside, length } => chain(piece, line, [*wire, *inside, *length], to_px, layer),
        Shape::BallChain { ball, pitch } => {
            let side = match layer {
                Layer::Far => -1.0,
                Layer::Middle => return Vec::new(),
                Layer::Near => 1.0,
            };
            vec![strand::ball_chain(piece, &Line::new(line.to_vec()), *ball, *pitch, side, to_px)]
        }
        Shape::ScrewEye { wire, inside, shank } if layer == Layer::Far => {
            vec![solid::shank(piece, *wire, *inside, *shank, place)]
        }
        _ if layer != Layer::Middle => Vec::new(),
        Shape::Sprite { sprite } => {
            sprites.get(sprite).map(|sprite| sprite.draw(piece.finish, place)).into_iter().collect()
        }
        Shape::Frame { path, wire, gate, post, eye } => {
            whole(solid::frame(piece, &Frame::new(path, *wire, *gate, *post, *eye), place))
        }
        Shape::SplitRing { wire, inside } => whole(solid::split_ring(piece, *wire, *inside, place)),
        Shape::Link { wire, inside, length } => {
            let middle = place * Affine::translate((0.0, length / 2.0));
            whole(Wire::new(*wire, *inside, *length, Lie::Along).draw(Half::Whole, piece.finish, middle))
        }
        Shape::Cord { cord, cap } => {
            whole(strand::cord(piece, &Line::new(line.to_vec()), *cord, *cap, to_px))
        }
        Shape::Strap { width, thickness } => {
            whole(strand::strap(piece, &Line::new(line.to_vec()), *width, *thickness, to_px))
        }
        Shape::Beads { bead, spacer } => {
            whole(strand::beads(piece, &Line::new(line.to_vec()), *bead, *spacer, to_px))
        }
        Shape::Tassel { cap, width } => whole(strand::tassel(piece, *cap, *width, place)),
        Shape::ScrewEye { wire, inside, .. } => whole(solid::eye(piece, *wire, *inside, place)),
        Shape::CharmRing => Vec::new(),
    }
}

/// Links in turn across the picture and along it; the first hangs in what lies flat, so it lies across.
fn chain(
    piece: &Piece,
    line: &[Point],
    [wire, inside, length]: [f64; 3],
    to_px: Affine,
    layer: Layer,
) -> Vec<Tile> {
    let line = Line::new(line.to_vec());
    let count = (line.length() / length).round().max(1.0) as usize;
    let step = line.length() / count as f64;
    let link = |index: usize| {
        let lie = if index.is_multiple_of(2) { Lie::Across } else { Lie::Along };
        let half = match lie {
            Lie::Across => half(layer)?,
            Lie::Along if layer == Layer::Middle => Half::Whole,
            Lie::Along => return None,
        };
        let (top, _) = line.at(index as f64 * step);
        let (bottom, _) = line.at((index + 1) as f64 * step);
        let middle = to_px * upright(top, bottom) * Affine::translate((0.0, length / 2.0));
        Some(Wire::new(wire, inside, length, lie).draw(half, piece.finish, middle))
    };
    (0..count).filter_map(link).collect()
}

fn half(layer: Layer) -> Option<Half> {
    match layer {
        Layer::Far => Some(Half::Far),
        Layer::Middle => None,
        Layer::Near => Some(Half::Near),
    }
}

/// From a part's own mm, its upper joint the origin and its lower one below, to where it hangs.
fn upright(top: Point, bottom: Point) -> Affine {
    let way = bottom - top;
    let down = if way.hypot() < 1e-9 { Vec2::new(0.0, 1.0) } else { way.normalize() };
    Affine::new([down.y, -down.x, down.x, down.y, top.x, top.y])
}
