//! Parts that bend along their length: ball chains, cords, straps, beads; and the tassel.

use kurbo::{Affine, Point, Rect, Vec2};

use super::assembly::Piece;
use super::finish::{facing, glossy, matte};
use super::relief::{Line, Met, draw, round};
use crate::pixels::{Tile, grain};

/// How far the two strands of a closed chain bow apart at most, in mm, and as a share of its length.
const BOW: (f64, f64) = (6.5, 0.13);
/// Length of the barrel that closes a ball chain, in mm.
const BARREL: f64 = 6.0;
/// Height of the cap that closes a cord or strap, in mm.
const CAP: f64 = 6.0;
/// A tassel's own loop, from the ring it hangs on to its cap.
const LOOP: f64 = 5.0;

/// What a place of a strand is made of.
enum Made {
    Metal,
    /// The part's own colour, lighter above 1.
    Cloth(f32),
    Gloss,
}

fn paint(piece: &Piece) -> impl Fn([f32; 3], Made) -> [f32; 3] + Sync + '_ {
    |normal, made_of| match made_of {
        Made::Metal => piece.finish.polished(normal),
        Made::Cloth(light) => matte(piece.colour.map(|channel| channel * light), facing(normal)),
        Made::Gloss => glossy(piece.colour, normal),
    }
}

/// The strand of a closed loop on one side of its middle line: −1 left, 1 right.
fn strand(line: &Line, side: f64) -> Line {
    const STEPS: usize = 48;
    let length = line.length();
    let bow = BOW.0.min(BOW.1 * length) * side;
    let point = |step: usize| {
        let share = step as f64 / STEPS as f64;
        let (at, tangent) = line.at(share * length);
        let out = libm::pow(libm::sin(std::f64::consts::PI * share).max(0.0), 0.8);
        at + Vec2::new(tangent.y, -tangent.x) * (bow * out)
    };
    Line::new((0..=STEPS).map(point).collect())
}

/// One strand of a ball chain; the right one carries the barrel that closes it.
pub(super) fn ball_chain(
    piece: &Piece,
    line: &Line,
    ball: f64,
    pitch: f64,
    side: f64,
    to_px: Affine,
) -> Tile {
    let strand = strand(line, side);
    let count = (strand.length() / pitch).round().max(1.0);
    let (pitch, radius) = (strand.length() / count, ball / 2.0);
    let barrel = (side > 0.0).then(|| strand.length() * 0.56);
    let meet = |at: Point| {
        let near = strand.near(at, radius + 0.1)?;
        let metal = |normal| Met { normal, made_of: Made::Metal };
        if let Some(middle) = barrel {
            let past = ((near.along - middle).abs() - (BARREL / 2.0 - radius)).max(0.0);
            if past < radius {
                return round(near.off + near.tangent * past, radius).map(metal);
            }
        }
        let (center, _) = strand.at((near.along / pitch).round() * pitch);
        round(at - center, radius).or_else(|| round(near.off, 0.4)).map(metal)
    };
    draw(to_px, strand.bounds().inflate(radius, radius), meet, paint(piece))
}

/// A loop of cord with its cap.
pub(super) fn cord(piece: &Piece, line: &Line, cord: f64, cap: f64, to_px: Affine) -> Tile {
    let (length, radius) = (line.length(), cord / 2.0);
    // A loop: the two strands come together round the anchor and in the cap.
    let apart = |along: f64| {
        let bow = 0.62 * cord + 1.1 * libm::sin(std::f64::consts::PI * (along / length).clamp(0.0, 1.0));
        bow * libm::sqrt((along / 2.0).clamp(0.0, 1.0))
    };
    let meet = |at: Point| {
        let near = line.near(at, 3.0 + cap)?;
        let across = near.off.dot(Vec2::new(near.tangent.y, -near.tangent.x));
        let to_end = length - near.along;
        if to_end < CAP {
            let narrow = if to_end < 1.2 { 0.72 } else { 1.0 };
            return round(near.off, cap / 2.0 * narrow).map(|normal| Met { normal, made_of: Made::Metal });
        }
        let apart = apart(near.along);
        let off = across.abs() - apart;
        let normal = round(Vec2::new(off / radius * across.signum(), 0.0), 1.0)?;
        // The braid's strands run round the cord in both directions.
        let braid = libm::sin((near.along + off * 0.9) * 7.0) * libm::sin((near.along - off * 0.9) * 7.0);
        Some(Met { normal, made_of: Made::Cloth(1.0 + 0.16 * braid as f32) })
    };
    draw(to_px, line.bounds().inflate(3.0 + cap, 1.0), meet, paint(piece))
}

/// A folded ribbon with its clamp.
pub(super) fn strap(piece: &Piece, line: &Line, width: f64, thickness: f64, to_px: Affine) -> Tile {
    let (length, half) = (line.length(), width / 2.0);
    let ribbon = |across: f64, along: f64, shade: f32| {
        let edge = (across.abs() - half + 0.7).max(0.0) / 0.7;
        (across.abs() < half).then(|| {
            let stitch = (across.abs() - half + 1.5).abs() < 0.22 && (along * 0.55).fract() < 0.62;
            let fold = (1.0 - along / 5.0).max(0.0);
            let twill =
                libm::sin((along + across) * 6.5) * 0.06 + libm::sin((along * 2.0 - across) * 13.0) * 0.04;
            let normal = [
                (across.signum() * edge * edge * 0.8) as f32,
                (-0.9 * fold * fold) as f32,
                (0.75 - 0.2 * fold) as f32,
            ];
            let sewn = if stitch { 1.5 } else { 1.0 };
            Met { normal, made_of: Made::Cloth((shade * sewn + twill as f32) * (1.0 - 0.12 * edge as f32)) }
        })
    };
    let meet = |at: Point| {
        let near = line.near(at, width + thickness)?;
        let across = near.off.dot(Vec2::new(near.tangent.y, -near.tangent.x));
        let to_end = length - near.along;
        // The clamp narrows towards the ring, its edges rolled.
        let clamp = half * (0.62 + 0.42 * (to_end / CAP * 1.6).min(1.0));
        if to_end < CAP {
            if across.abs() > clamp {
                return None;
            }
            let (u, v) = (across / clamp, 1.0 - 2.0 * to_end / CAP);
            let normal = [(0.75 * u * u * u) as f32, (0.55 * v * v * v) as f32, 0.8];
            return Some(Met { normal, made_of: Made::Metal });
        }
        // The back half of the fold looks out beside the front one.
        ribbon(across, near.along, 1.0).or_else(|| ribbon(across + thickness * 0.8, near.along, 0.72))
    };
    draw(to_px, line.bounds().inflate(width, 1.0), meet, paint(piece))
}

/// Beads on a string, with metal balls between and a loop of wire at each end.
pub(super) fn beads(piece: &Piece, line: &Line, bead: f64, spacer: f64, to_px: Affine) -> Tile {
    let pitch = bead + spacer * 0.8;
    let count = ((line.length() - 4.0) / pitch).floor().max(1.0);
    let start = (line.length() - count * pitch) / 2.0;
    let meet = |at: Point| {
        let near = line.near(at, bead)?;
        let index = ((near.along - start) / pitch).floor().clamp(0.0, count - 1.0);
        let (center, _) = line.at(start + (index + 0.5) * pitch);
        if let Some(normal) = round(at - center, bead / 2.0) {
            return Some(Met { normal, made_of: Made::Gloss });
        }
        let ball = [index, index + 1.0]
            .into_iter()
            .find_map(|k| round(at - line.at(start + k * pitch).0, spacer / 2.0));
        ball.or_else(|| round(near.off, 0.45)).map(|normal| Met { normal, made_of: Made::Metal })
    };
    draw(to_px, line.bounds().inflate(bead, 1.0), meet, paint(piece))
}

/// A tassel: a loop, a metal cap, and threads that spread a little and end unevenly.
pub(super) fn tassel(piece: &Piece, cap: f64, width: f64, to_px: Affine) -> Tile {
    const THREADS: f64 = 38.0;
    let length = piece.length.get();
    let (top, bottom) = (LOOP, LOOP + CAP);
    let meet = |at: Point| {
        if at.y < top {
            return round(Vec2::new(at.x, 0.0), 0.55).map(|normal| Met { normal, made_of: Made::Cloth(0.9) });
        }
        if at.y < bottom {
            let shoulder = ((at.y - top) / 2.2).min(1.0);
            let half = cap / 2.0 * libm::sqrt(shoulder * (2.0 - shoulder)).max(0.12);
            let ring = if (at.y - bottom + 1.0).abs() < 0.35 { 1.06 } else { 1.0 };
            return round(Vec2::new(at.x, 0.0), half * ring)
                .map(|normal| Met { normal, made_of: Made::Metal });
        }
        let share = (at.y - bottom) / (length - bottom);
        let half = cap * 0.46 + (width / 2.0 - cap * 0.46) * libm::sqrt(share.clamp(0.0, 1.0));
        let lane = at.x / half * THREADS / 2.0 + 0.35 * libm::sin(at.y * 0.35 + at.x * 0.8);
        let thread = lane.floor() as i32;
        let tone = grain(thread, 11);
        if at.x.abs() > half || at.y > length - f64::from(grain(thread, 5)) * 1.3 {
            return None;
        }
        let across = (lane - lane.floor() - 0.5) * 1.6;
        let normal = [(across * 0.6 + at.x / half * 0.55) as f32, 0.0, 0.62];
        Some(Met { normal, made_of: Made::Cloth(0.80 + 0.34 * tone) })
    };
    let bounds = Rect::new(-width, 0.0, width, length);
    draw(to_px, bounds, meet, paint(piece))
}
