//! Stiff parts that lie in the picture's plane: frames with a gate, split rings, screw-eyes.

use kurbo::{Affine, Point, Rect, Vec2};

use super::assembly::Piece;
use super::frame::{EYE_WIRE, Frame};
use super::relief::{Line, Met, draw, round};
use crate::pixels::Tile;

/// Width of the dark seam where a gate meets its frame, in mm.
const SEAM: f64 = 0.28;
/// The knob that a thumb pulls a gate open with: its thickness, and how far it stands out.
const KNOB: (f64, f64) = (2.4, 2.6);
/// How much of the light a seam gives back.
const SEAM_LIGHT: f32 = 0.30;

/// How much of its light a place gives back.
type Lit = Met<f32>;

fn lit(normal: [f32; 3]) -> Lit {
    Met { normal, made_of: 1.0 }
}

fn metal(piece: &Piece) -> impl Fn([f32; 3], f32) -> [f32; 3] + Sync + '_ {
    |normal, light| piece.finish.polished(normal).map(|channel| channel * light)
}

/// A clasp's frame with its gate, its swivel and its eye.
pub(super) fn frame(piece: &Piece, frame: &Frame, to_px: Affine) -> Tile {
    let line = Line::new(frame.line.clone());
    let knob = knob(frame, &line);
    let meet = |at: Point| {
        let swivel = swivel(frame, at);
        swivel.or_else(|| stock(frame, &line, at)).or_else(|| {
            let near = knob.near(at, KNOB.0 / 2.0)?;
            round(near.off, KNOB.0 / 2.0).map(lit)
        })
    };
    let reach = frame.wire + KNOB.1;
    let bounds = line.bounds().inflate(reach, frame.wire);
    let bounds = Rect { y1: bounds.y1.max(frame.drop() + EYE_WIRE), ..bounds };
    draw(to_px, bounds, meet, metal(piece))
}

/// The frame's stock: thinner along the gate, with a seam at each of its ends.
fn stock(frame: &Frame, line: &Line, at: Point) -> Option<Lit> {
    let radius = frame.wire / 2.0;
    let near = line.near(at, radius)?;
    let [from, to] = frame.gate;
    let gate = (from..to).contains(&near.along);
    let seam = (near.along - from).abs().min((near.along - to).abs()) < SEAM / 2.0;
    let normal = round(near.off, if gate { radius * 0.82 } else { radius })?;
    Some(Met { normal, made_of: if seam { SEAM_LIGHT } else { 1.0 } })
}

/// The knob's line: from the gate outwards.
fn knob(frame: &Frame, line: &Line) -> Line {
    let [from, to] = frame.gate;
    let (at, tangent) = line.at(from + (to - from) * 0.42);
    let middle = line.bounds().center();
    let across = Vec2::new(tangent.y, -tangent.x);
    let out = if across.dot(at - middle) > 0.0 { across } else { -across };
    Line::new(vec![at, at + out * KNOB.1])
}

/// Post, collar and eye below a frame.
fn swivel(frame: &Frame, at: Point) -> Option<Lit> {
    let eye = frame.eye_center()?;
    let below = at.y - frame.bottom;
    let collar = EYE_WIRE * 0.95;
    if (-frame.wire * 0.35..frame.post).contains(&below) {
        let waist = (below / frame.post * 2.0 - 1.0).abs();
        let radius = collar * (0.74 + 0.26 * waist * waist);
        if let Some(normal) = round(Vec2::new(at.x, 0.0), radius) {
            return Some(lit(normal));
        }
    }
    ring(at - eye, f64::midpoint(frame.eye, EYE_WIRE), EYE_WIRE).map(lit)
}

/// The normal of a ring of round wire that lies in the picture's plane.
fn ring(off: Vec2, radius: f64, wire: f64) -> Option<[f32; 3]> {
    let distance = off.hypot().max(1e-9);
    round(off / distance * (distance - radius), wire / 2.0)
}

/// Two turns of wire, the hind one a little lower, with the front one's end in sight.
pub(super) fn split_ring(piece: &Piece, wire: f64, inside: f64, to_px: Affine) -> Tile {
    let (center, radius) = (Point::new(0.0, inside / 2.0), f64::midpoint(inside, 0.0) + wire / 2.0);
    let hind = center + Vec2::new(wire * 0.22, wire * 0.34);
    let meet = |at: Point| {
        let off = at - center;
        let turn = libm::atan2(off.y, off.x);
        if let Some(normal) = ring(off, radius, wire) {
            let end = (turn - 0.62).abs() * radius < SEAM / 2.0;
            return Some(Met { normal, made_of: if end { SEAM_LIGHT } else { 1.0 } });
        }
        ring(at - hind, radius, wire).map(|normal| Met { normal, made_of: 0.72 })
    };
    let reach = radius + wire * 1.5;
    draw(
        to_px,
        Rect::from_center_size(center, Vec2::new(2.0 * reach, 2.0 * reach).to_size()),
        meet,
        metal(piece),
    )
}

/// The eye of a screw-eye.
pub(super) fn eye(piece: &Piece, wire: f64, inside: f64, to_px: Affine) -> Tile {
    let center = Point::new(0.0, inside / 2.0);
    let radius = f64::midpoint(inside, wire);
    let meet = |at: Point| ring(at - center, radius, wire).map(lit);
    let side = 2.0 * (radius + wire);
    draw(to_px, Rect::from_center_size(center, Vec2::new(side, side).to_size()), meet, metal(piece))
}

/// The shank of a screw-eye with its thread.
pub(super) fn shank(piece: &Piece, wire: f64, inside: f64, shank: f64, to_px: Affine) -> Tile {
    let top = inside + wire / 2.0;
    let meet = |at: Point| {
        let thread = 0.16 * libm::sin((at.y + at.x * 0.5) * 9.0);
        let taper = ((top + shank - at.y) / 1.5).clamp(0.2, 1.0);
        round(Vec2::new(at.x, 0.0), wire / 2.0 * taper * (1.0 + thread)).map(lit)
    };
    draw(to_px, Rect::new(-wire, top, wire, top + shank), meet, metal(piece))
}
