//! Peers that are programs of their own: potrace and Inkscape. One that is not there is left out, and said so.

use std::path::Path;
use std::process::Command;

use dangle_design::artwork::Picture;
use dangle_design::kurbo::{BezPath, Point};
use resvg::{tiny_skia, usvg};

use crate::clock::{Cost, timed};
use crate::truth::{self, Bitmap};
use crate::{BORDER, Line, Result};

/// Inkscape's units a millimetre: its own are too coarse for its writer's digits.
const FINE: f64 = 10.0;
/// Runs each time is the median of.
const RUNS: u32 = 3;
/// The file potrace writes.
const TRACED: &str = "traced.svg";

/// The lines of both, where they are installed.
pub(crate) fn lines(folder: &Path, picture: &Picture, mm_per_pixel: f64) -> Vec<Line> {
    let mut lines = Vec::new();
    match potrace(folder, picture, mm_per_pixel) {
        Ok(line) => lines.push(line),
        Err(error) => eprintln!("potrace: left out: {error}"),
    }
    match inkscape(folder, picture, mm_per_pixel) {
        Ok(line) => lines.push(line),
        Err(error) => eprintln!("Inkscape: left out: {error}"),
    }
    lines
}

/// The bitmap grown by the border, traced. Growing it is not timed: potrace cannot.
fn potrace(folder: &Path, picture: &Picture, mm_per_pixel: f64) -> Result<Line> {
    let start = trace(folder, &Bitmap { width: 1, height: 1, margin: 0, inked: vec![true] })?;
    let grown = truth::grown(picture, BORDER / mm_per_pixel);
    let (path, cost) = traced(folder, &grown)?;
    let margin = grown.margin as f64;
    let to_mm =
        |point: Point| Point::new((point.x - margin) * mm_per_pixel, (point.y - margin) * mm_per_pixel);
    let note = format!("{:.0} ms without start-up; growing the bitmap not counted", net(cost, start));
    Ok(line("potrace of the grown bitmap", &path, to_mm, cost, note))
}

/// What potrace makes of a bitmap, in its pixels, y down.
fn traced(folder: &Path, bitmap: &Bitmap) -> Result<(BezPath, Cost)> {
    let cost = trace(folder, bitmap)?;
    Ok((read(&folder.join(TRACED), bitmap.width as f64)?, cost))
}

fn trace(folder: &Path, bitmap: &Bitmap) -> Result<Cost> {
    let (from, to) = (folder.join("bitmap.pbm"), folder.join(TRACED));
    std::fs::write(&from, pbm(bitmap))?;
    let ((), cost) = timed(RUNS, |_| {
        let mut potrace = Command::new("potrace");
        run(potrace.args(["-b", "svg", "--flat", "-u", "100", "-o"]).arg(&to).arg(&from))
    })?;
    Ok(cost)
}

fn pbm(bitmap: &Bitmap) -> Vec<u8> {
    let mut file = format!("P4\n{} {}\n", bitmap.width, bitmap.height).into_bytes();
    for row in bitmap.inked.chunks(bitmap.width) {
        file.extend(row.chunks(8).map(|bits| {
            bits.iter().enumerate().fold(0, |byte, (bit, inked)| byte | u8::from(*inked) << (7 - bit))
        }));
    }
    file
}

/// Inkscape's path effect "Offset", the one way to offset a path without its window, on potrace's line.
fn inkscape(folder: &Path, picture: &Picture, mm_per_pixel: f64) -> Result<Line> {
    let (path, before) = traced(folder, &truth::grown(picture, 0.0))?;
    let unit = mm_per_pixel * FINE;
    let side = f64::from(picture.width()) * unit;
    let path = dangle_design::kurbo::Affine::scale(unit) * path;
    let (_, start) = offset(folder, &path, side, 0.0)?;
    let (path, cost) = offset(folder, &path, side, BORDER * FINE)?;
    let to_mm = |point: Point| Point::new(point.x / FINE, point.y / FINE);
    let note = format!(
        "{:.0} ms without start-up, reading and writing; potrace's {:.0} ms before it not counted",
        net(cost, start),
        before.wall * 1e3
    );
    Ok(line("Inkscape's offset of potrace's line", &path, to_mm, cost, note))
}

fn offset(folder: &Path, path: &BezPath, side: f64, by: f64) -> Result<(BezPath, Cost)> {
    let (from, to) = (folder.join("line.svg"), folder.join("offset.svg"));
    let data = path.to_svg();
    let (effect, original) = if by == 0.0 {
        (String::new(), String::new())
    } else {
        let effect = format!(
            "<defs><inkscape:path-effect effect='offset' id='o' is_visible='true' lpeversion='1.2' \
             linejoin_type='round' unit='px' offset='{by}' miter_limit='4' attempt_force_join='false' \
             update_on_knot_move='true'/></defs>"
        );
        (effect, format!("inkscape:path-effect='#o' inkscape:original-d='{data}'"))
    };
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape' \
         width='{side}' height='{side}' viewBox='0 0 {side} {side}'>{effect}<path {original} d='{data}'/></svg>"
    );
    std::fs::write(&from, svg)?;
    // An effect is worked out anew only when its path is touched: moved there and back.
    let actions = format!(
        "select-all;transform-translate:1,0;transform-translate:-1,0;object-to-path;\
         export-filename:{};export-plain-svg;export-do",
        to.display()
    );
    let ((), cost) =
        timed(RUNS, |_| run(Command::new("inkscape").arg(&from).arg(format!("--actions={actions}"))))?;
    Ok((read(&to, side)?, cost))
}

fn run(command: &mut Command) -> Result<()> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    Err(String::from_utf8_lossy(&output.stderr).into_owned().into())
}

/// All paths of a drawing that is `wide` units wide.
fn read(file: &Path, wide: f64) -> Result<BezPath> {
    let tree = usvg::Tree::from_str(&std::fs::read_to_string(file)?, &usvg::Options::default())?;
    let unit = wide / f64::from(tree.size().width());
    let mut path = BezPath::new();
    add(tree.root(), unit, &mut path);
    if path.elements().is_empty() {
        return Err("drew nothing".into());
    }
    Ok(path)
}

fn add(group: &usvg::Group, unit: f64, to: &mut BezPath) {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => add(group, unit, to),
            usvg::Node::Path(path) => {
                let Some(data) = path.data().clone().transform(path.abs_transform()) else { continue };
                let at = |p: tiny_skia::Point| Point::new(f64::from(p.x) * unit, f64::from(p.y) * unit);
                for segment in data.segments() {
                    match segment {
                        tiny_skia::PathSegment::MoveTo(p) => to.move_to(at(p)),
                        tiny_skia::PathSegment::LineTo(p) => to.line_to(at(p)),
                        tiny_skia::PathSegment::QuadTo(a, p) => to.quad_to(at(a), at(p)),
                        tiny_skia::PathSegment::CubicTo(a, b, p) => to.curve_to(at(a), at(b), at(p)),
                        tiny_skia::PathSegment::Close => to.close_path(),
                    }
                }
            }
            usvg::Node::Image(_) | usvg::Node::Text(_) => {}
        }
    }
}

/// What a run costs without what starting the program costs, in ms.
fn net(cost: Cost, start: Cost) -> f64 {
    (cost.wall - start.wall).max(0.0) * 1e3
}

/// A path's outer rings in mm.
fn line(way: &str, path: &BezPath, to_mm: impl Fn(Point) -> Point, cost: Cost, note: String) -> Line {
    let (mut rings, mut nodes): (Vec<Vec<Point>>, usize) = (Vec::new(), 0);
    for part in path.subpaths() {
        let mut ring: Vec<Point> = Vec::new();
        let fine = 5e-4 / to_mm(Point::new(1.0, 0.0)).distance(to_mm(Point::ORIGIN));
        dangle_design::kurbo::flatten(part.iter().copied(), fine, |element| {
            ring.extend(element.end_point().map(&to_mm));
        });
        nodes += part.iter().filter(|element| element.end_point().is_some()).count() - 1;
        rings.push(ring);
    }
    let area = |ring: &Vec<Point>| {
        let next = ring.iter().cycle().skip(1);
        ring.iter().zip(next).map(|(a, b)| a.to_vec2().cross(b.to_vec2())).sum::<f64>()
    };
    let largest = rings.iter().map(area).fold(0.0, |a: f64, b| if b.abs() > a.abs() { b } else { a });
    // Holes run the other way.
    rings.retain(|ring| ring.len() > 2 && area(ring) * largest > 0.0);
    Line { way: way.into(), rings, nodes, cost, note }
}
