//! A DXF read again, and held against what was meant.

use dangle_design::{Error, ErrorCode, Result};
use kurbo::{Arc, BezPath, Point, Rect, Shape, Vec2};

use super::line::{Proof, ProofCode, ProofLine};
use super::{cut, picture};
use crate::formats::dxf::to_file;
use crate::formats::svg::frame;
use crate::intent::Intent;

/// More vertices than this are no charm's.
const MOST_VERTICES: usize = 1_000_000;
/// How exactly arcs are followed, in mm.
const EXACT_MM: f64 = 1e-4;

/// Reads a DXF and holds it against its intent.
pub(super) fn prove(bytes: &[u8], intent: &Intent<'_>) -> Result<Proof> {
    let found = read(bytes)?;
    let layer = intent.recipe.cut.layer.replace(' ', "_");
    let on_layer = found.lines.iter().filter(|line| line.layer == layer);
    let lines: Vec<BezPath> = on_layer.map(|line| line.path.clone()).collect();
    let bounds = lines.iter().map(Shape::bounding_box).reduce(|a, b| a.union(b)).unwrap_or(Rect::ZERO);
    let others = found.lines.len() - lines.len();
    let said = if others == 0 { layer.clone() } else { format!("{layer}, and {others} lines elsewhere") };
    let mut proof = vec![
        unit(found.millimetres),
        picture::size(Some([bounds.width(), bounds.height()]), cut_frame(intent)),
        ProofLine::new(ProofCode::Layers, others == 0 && !lines.is_empty(), said, layer.clone()),
    ];
    proof.extend(cut::lines(&lines, intent.plates, to_file(intent), &layer));
    Ok(Proof { lines: proof })
}

/// The box of the line that is cut.
fn cut_frame(intent: &Intent<'_>) -> Rect {
    let size = intent.plates.cut.bounding_box().size();
    Rect::from_origin_size(frame(intent).origin(), size)
}

fn unit(millimetres: bool) -> ProofLine {
    let found = if millimetres { "millimetres" } else { "no unit" };
    ProofLine::new(ProofCode::Unit, millimetres, found, "millimetres")
}

struct Found {
    millimetres: bool,
    lines: Vec<Line>,
}

struct Line {
    layer: String,
    path: BezPath,
}

/// A polyline under way.
#[derive(Default)]
struct Polyline {
    layer: String,
    closed: bool,
    vertices: Vec<[f64; 3]>,
}

fn read(bytes: &[u8]) -> Result<Found> {
    let text = std::str::from_utf8(bytes).map_err(|_| broken())?;
    let mut values = text.lines().map(str::trim);
    let mut found = Found { millimetres: false, lines: Vec::new() };
    let (mut line, mut entity, mut variable) = (None::<Polyline>, "", "");
    while let (Some(code), Some(value)) = (values.next(), values.next()) {
        let code: u16 = code.parse().map_err(|_| broken())?;
        match (code, value) {
            (0, "SEQEND") => found.lines.extend(line.take().map(Polyline::finish)),
            (0, "POLYLINE") => line = Some(Polyline::default()),
            (0, "VERTEX") => {
                let line = line.as_mut().ok_or_else(broken)?;
                line.vertices.push([0.0; 3]);
                if line.vertices.len() > MOST_VERTICES {
                    return Err(broken());
                }
            }
            (9, name) => variable = name,
            (70, unit) if variable == "$INSUNITS" => (found.millimetres, variable) = (unit == "4", ""),
            _ => {}
        }
        if code == 0 {
            entity = value;
        } else if let Some(line) = &mut line {
            line.take(entity, code, value)?;
        }
    }
    Ok(found)
}

impl Polyline {
    fn take(&mut self, entity: &str, code: u16, value: &str) -> Result<()> {
        let number = || value.parse::<f64>().ok().filter(|number| number.is_finite()).ok_or_else(broken);
        match (entity, code, self.vertices.last_mut()) {
            ("POLYLINE", 8, _) => value.clone_into(&mut self.layer),
            ("POLYLINE", 70, _) => self.closed = value.parse::<u16>().is_ok_and(|flags| flags & 1 == 1),
            ("VERTEX", 10, Some(vertex)) => vertex[0] = number()?,
            ("VERTEX", 20, Some(vertex)) => vertex[1] = number()?,
            ("VERTEX", 42, Some(vertex)) => vertex[2] = number()?,
            _ => {}
        }
        Ok(())
    }

    fn finish(self) -> Line {
        let mut path = BezPath::new();
        if let Some([x, y, _]) = self.vertices.first() {
            path.move_to((*x, *y));
        }
        let ends = self.vertices.iter().skip(1).chain(self.vertices.first().filter(|_| self.closed));
        for (from, to) in self.vertices.iter().zip(ends) {
            follow(&mut path, Point::new(from[0], from[1]), Point::new(to[0], to[1]), from[2]);
        }
        if self.closed {
            path.close_path();
        }
        Line { layer: self.layer, path }
    }
}

/// A straight line, or an arc whose angle is four times the arc tangent of its bulge, to the left where that is
/// above zero (DXF Reference of 2012, VERTEX).
fn follow(path: &mut BezPath, from: Point, to: Point, bulge: f64) {
    if bulge == 0.0 {
        path.line_to(to);
        return;
    }
    let angle = 4.0 * bulge.atan();
    let chord = to - from;
    let radius = chord.hypot() / (2.0 * (angle / 2.0).sin());
    let middle = from.midpoint(to);
    let centre = middle + Vec2::new(-chord.y, chord.x).normalize() * (radius * (angle / 2.0).cos());
    let start = (from - centre).atan2();
    let arc = Arc::new(centre, Vec2::new(radius.abs(), radius.abs()), start, angle, 0.0);
    path.extend(arc.append_iter(EXACT_MM));
}

fn broken() -> Error {
    Error::new(ErrorCode::File, "this is no DXF of polylines", "Export it again.")
}
