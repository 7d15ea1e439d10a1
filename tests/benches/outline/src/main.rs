//! How exact, how small and how quick the outline is, beside its peers on the same picture.
//!
//! `cargo run --release -p dangle-bench-outline` prints a table; see `README.md` for the peers.

mod error;
mod peers;
mod sheet;
mod truth;

use std::path::Path;
use std::time::Instant;

use dangle_design::Job;
use dangle_design::artwork::{Picture, Subject, trace};
use dangle_design::id::{BlobHash, CharmId, ProcessId};
use dangle_design::kurbo::{self, Point};
use dangle_design::process::Process;
use dangle_design::project::{Charm, Size, SizeBy};
use dangle_design::shape::{Prepared, Quality, derive, derive_with};
use dangle_design::units::Mm;
use resvg::{tiny_skia, usvg};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Width and height of the picture, in pixels.
const PIXELS: u32 = 1500;
/// The border, in mm.
const BORDER: f64 = 2.0;
/// Runs the times are the mean of.
const RUNS: u32 = 20;

/// A cut line to be measured: rings in mm, the picture's corner at the origin.
struct Line {
    way: String,
    rings: Vec<Vec<Point>>,
    nodes: usize,
    cpu_s: f64,
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [word, from, to] = arguments.as_slice()
        && word == "sheet"
    {
        return sheet::sheet(Path::new(from), Path::new(to));
    }
    let folder = std::env::temp_dir().join("dangle-bench-outline");
    std::fs::create_dir_all(&folder)?;
    let pixels = render(include_str!("../unicorn.svg"), PIXELS)?;
    std::fs::write(folder.join("art.png"), pixels.encode_png()?)?;
    let picture = picture(&pixels);
    let (ours, mm_per_pixel) = ours(&picture)?;
    preview(&picture)?;
    let truth = truth::dilated(&picture, mm_per_pixel, BORDER);
    let mut lines = vec![ours];
    lines.extend(peers::lines(&folder, mm_per_pixel, BORDER));
    print_table(&lines, &truth);
    Ok(())
}

fn print_table(lines: &[Line], truth: &[Vec<Point>]) {
    println!("{:34} {:>8} {:>6} {:>6} {:>8} {:>8}", "way", "CPU s", "rings", "nodes", "p95 µm", "max µm");
    let first = error::error(&lines[0].rings, truth);
    for line in lines {
        let error = error::error(&line.rings, truth);
        println!(
            "{:34} {:8.4} {:6} {:6} {:8.1} {:8.1}   × {:.1} CPU, × {:.1} nodes, × {:.1} max error, at {:.2}",
            line.way,
            line.cpu_s,
            line.rings.len(),
            line.nodes,
            error.p95_um,
            error.max_um,
            line.cpu_s / lines[0].cpu_s,
            line.nodes as f64 / lines[0].nodes as f64,
            error.max_um / first.max_um,
            error.worst,
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

/// Our cut line with border 2.0 mm, smoothing 0 and no hole, at 50 mm.
fn ours(picture: &Picture) -> Result<(Line, f64)> {
    let process = Process::load(&ProcessId::new("acrylic-clear")?)?;
    let mut charm = charm(&process)?;
    charm.outline.border = Mm::new(BORDER);
    charm.outline.smoothing = Mm::ZERO;
    charm.outline.holes.clear();
    charm.size = Size { length: Mm::new(50.0), by: SizeBy::Longest };
    let subject = subject(picture)?;
    let (shape, cost) = timed(RUNS, |_| {
        let traced = Subject { rings: trace(picture)?, ..subject.clone() };
        derive(&charm, &process, &traced, Quality::Final, &Job::silent())
    })?;
    let size = shape.outline.size;
    println!("ours: {:.3} × {:.3} mm, {cost}", size.width, size.height);
    let to_picture = -shape.artwork_box.origin().to_vec2();
    let mut flat = Vec::new();
    kurbo::flatten(&shape.outline.cut, 5e-4, |element| {
        flat.extend(element.end_point().map(|point| point + to_picture));
    });
    let rings = vec![flat];
    let line = Line { way: "dangle".into(), rings, nodes: shape.outline.nodes, cpu_s: cost.cpu_s };
    Ok((line, shape.artwork_box.width() / f64::from(picture.width())))
}

/// Prints how long a slider takes: the process's defaults, the border moving.
fn preview(picture: &Picture) -> Result<()> {
    let process = Process::load(&ProcessId::new("acrylic-clear")?)?;
    let mut charm = charm(&process)?;
    let subject = subject(picture)?;
    let prepared = Prepared::new(subject.clone());
    let (_, first) =
        timed(1, |_| derive_with(&prepared, &charm, &process, Quality::Preview, &Job::silent()))?;
    let (_, slider) = timed(RUNS, |step| {
        charm.outline.border = Mm::new(2.0 + f64::from(step) * 0.025);
        derive_with(&prepared, &charm, &process, Quality::Preview, &Job::silent())
    })?;
    let (_, last) = timed(RUNS, |_| derive(&charm, &process, &subject, Quality::Final, &Job::silent()))?;
    println!("preview: first {first}, then {slider} a move; final with tab {last}");
    Ok(())
}

/// What one run of some work costs.
struct Cost {
    cpu_s: f64,
    wall_s: f64,
}

impl std::fmt::Display for Cost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.1} ms CPU ({:.1} wall)", self.cpu_s * 1e3, self.wall_s * 1e3)
    }
}

/// The last result of some runs, and their mean cost.
fn timed<T>(runs: u32, mut run: impl FnMut(u32) -> dangle_design::Result<T>) -> Result<(T, Cost)> {
    let (before, clock) = (cpu_seconds(), Instant::now());
    let mut last = run(0)?;
    for step in 1..runs {
        last = run(step)?;
    }
    let wall_s = clock.elapsed().as_secs_f64() / f64::from(runs);
    let cpu_s =
        cpu_seconds().zip(before).map_or(wall_s, |(after, before)| (after - before) / f64::from(runs));
    Ok((last, Cost { cpu_s, wall_s }))
}

/// The processor time this process has used, where the system tells.
fn cpu_seconds() -> Option<f64> {
    /// Ticks a second of `/proc/self/stat`: fixed at 100 in the interface of Linux (proc(5)).
    const TICKS: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks = |index: usize| fields.get(index)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / TICKS)
}
