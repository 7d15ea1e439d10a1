//! How exact, how small and how quick the outline is, beside its peers on the same picture.
//!
//! `cargo run --release -p dangle-bench-outline` prints a table; see `README.md` for the peers.

mod clock;
mod commands;
mod error;
mod ours;
mod peers;
mod room;
mod sheet;
mod truth;

use std::path::Path;

use clock::Cost;
use dangle_design::artwork::{Picture, Subject, trace};
use dangle_design::id::{BlobHash, CharmId};
use dangle_design::kurbo::Point;
use dangle_design::process::Process;
use dangle_design::project::Charm;
use resvg::{tiny_skia, usvg};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Widths and heights of the picture, in pixels, and over how many runs times are taken.
const PICTURES: [(u32, u32); 3] = [(1500, 20), (2048, 20), (8192, 5)];
/// The border, in mm.
const BORDER: f64 = 2.0;

/// A cut line to be measured: rings in mm, the picture's corner at the origin.
struct Line {
    way: String,
    rings: Vec<Vec<Point>>,
    nodes: usize,
    cost: Cost,
    note: String,
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["sheet", from, to] => sheet::sheet(Path::new(from), Path::new(to)),
        ["room"] => room::print(),
        sides => compare(sides).and_then(|()| room::print()),
    }
}

/// Prints the table; of some pictures only, if they are named by their side in pixels.
fn compare(sides: &[&str]) -> Result<()> {
    let folder = std::env::temp_dir().join("dangle-bench-outline");
    std::fs::create_dir_all(&folder)?;
    println!(
        "{:40} {:>9} {:>9} {:>5} {:>6} {:>8} {:>8}",
        "way", "wall ms", "CPU ms", "rings", "nodes", "p95 µm", "max µm"
    );
    for (side, runs) in PICTURES {
        if !sides.is_empty() && !sides.contains(&side.to_string().as_str()) {
            continue;
        }
        let pixels = render(include_str!("../unicorn.svg"), side)?;
        std::fs::write(folder.join("art.png"), pixels.encode_png()?)?;
        let picture = picture(&pixels);
        let (mut lines, mm_per_pixel) = ours::lines(&picture, runs)?;
        lines.extend(peers::lines(&folder, mm_per_pixel, BORDER));
        lines.extend(commands::lines(&folder, &picture, mm_per_pixel));
        println!("{side} × {side} pixels");
        print_lines(&lines, &truth::dilated(&picture, mm_per_pixel, BORDER));
    }
    Ok(())
}

fn print_lines(lines: &[Line], truth: &[Vec<Point>]) {
    for line in lines {
        let error = error::error(&line.rings, truth);
        println!(
            "  {:38} {:9.1} {:9.1} {:5} {:6} {:8.1} {:8.1}  {}",
            line.way,
            line.cost.wall * 1e3,
            line.cost.cpu * 1e3,
            line.rings.len(),
            line.nodes,
            error.p95_um,
            error.max_um,
            line.note,
        );
    }
}

fn render(svg: &str, size: u32) -> Result<tiny_skia::Pixmap> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default())?;
    let mut pixels = tiny_skia::Pixmap::new(size, size).ok_or("no room for the picture")?;
    let scale = size as f32 / tree.size().width().max(tree.size().height());
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    Ok(pixels)
}

fn picture(pixels: &tiny_skia::Pixmap) -> Picture {
    let rgba = pixels.pixels().iter().map(resvg::tiny_skia::PremultipliedColorU8::demultiply);
    let rgba = rgba.flat_map(|c| [c.red(), c.green(), c.blue(), c.alpha()]).collect();
    Picture::new(pixels.width(), pixels.height(), rgba)
}

fn charm(process: &Process) -> Result<Charm> {
    Ok(Charm::new(CharmId::new("bench")?, "bench".into(), BlobHash::of(b"bench"), process))
}

fn subject(picture: &Picture) -> Result<Subject> {
    let rings = trace(picture)?;
    Ok(Subject::traced(picture.clone(), rings))
}
