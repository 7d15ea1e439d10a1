//! A sheet to judge by eye: every picture of a folder with its outline, as a charm of 50 mm.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use dangle_design::Job;
use dangle_design::artwork::Subject;
use dangle_design::id::ProcessId;
use dangle_design::process::Process;
use dangle_design::project::Background;
use dangle_design::report::svg_path;
use dangle_design::shape::{CharmShape, Quality, Severity, derive};
use resvg::{tiny_skia, usvg};

use crate::Result;

/// Charms in one row of a sheet, rows of a sheet, and the room for each, in mm.
const COLUMNS: usize = 6;
const ROWS: usize = 4;
const ROOM: f64 = 56.0;
/// Pixels a millimetre of a sheet.
const FINE: f32 = 6.0;

/// Derives every picture of a folder, prints a line for each, and writes sheets of them.
///
/// # Errors
/// When a file cannot be read or written, or one picture gives no charm.
pub(crate) fn sheet(from: &Path, to: &Path) -> Result<()> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(from)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "svg" || ending == "png"));
    paths.sort();
    let mut failed = 0;
    for (number, page) in paths.chunks(COLUMNS * ROWS).enumerate() {
        let mut drawing = String::new();
        for (index, path) in page.iter().enumerate() {
            let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            match shape(path) {
                Ok((shape, seconds)) => {
                    failed += usize::from(!report(&name, &shape, seconds));
                    draw(&mut drawing, index, &shape)?;
                }
                Err(error) => {
                    failed += 1;
                    println!("{name:28} FAILED {error}");
                }
            }
        }
        write_page(&drawing, &to.join(format!("sheet-{number}.png")))?;
    }
    println!("{} pictures, {failed} with an error", paths.len());
    Ok(())
}

fn shape(path: &Path) -> Result<(CharmShape, f64)> {
    let job = Job::silent();
    let subject = Subject::from_bytes(&std::fs::read(path)?, Background::Auto, &job)?;
    let process = Process::load(&ProcessId::new("acrylic-clear")?)?;
    let charm = crate::charm(&process)?;
    let clock = Instant::now();
    let shape = derive(&charm, &process, &subject, Quality::Final, &job)?;
    Ok((shape, clock.elapsed().as_secs_f64()))
}

/// Prints one line, and says whether the charm can be made.
fn report(name: &str, shape: &CharmShape, seconds: f64) -> bool {
    let notes = &shape.notes;
    let severity =
        |severity: Severity| shape.checks.iter().filter(|check| check.severity == severity).count();
    let found: Vec<String> = shape
        .checks
        .iter()
        .filter(|check| check.severity > Severity::Passed)
        .map(|check| format!("{:?} {:.2}", check.code, check.value))
        .collect();
    println!(
        "{name:28} {:5.1} × {:5.1} mm {:4} nodes tilt {:5.2}° wall {:4.2} islands {} bridges {} widened {} specks {} {:4.0} ms {}",
        shape.outline.size.width,
        shape.outline.size.height,
        shape.outline.nodes,
        shape.hang.tilt.get(),
        shape.outline.hole().map_or(0.0, |hole| hole.wall.get()),
        notes.islands,
        notes.bridges,
        notes.widened_necks,
        notes.dropped_specks,
        seconds * 1e3,
        found.join(", "),
    );
    severity(Severity::Error) == 0
}

fn draw(drawing: &mut String, index: usize, shape: &CharmShape) -> Result<()> {
    let (column, row) = (index % COLUMNS, index / COLUMNS);
    let (x, y) = (column as f64 * ROOM + 3.0, row as f64 * ROOM + 3.0);
    write!(drawing, "<g transform='translate({x} {y})'>")?;
    let cut = svg_path(&shape.outline.cut);
    write!(drawing, "<path d='{cut}' fill='#e8eef6'/>")?;
    picture(drawing, shape)?;
    write!(drawing, "<path d='{}' fill='none' stroke='#0a0' stroke-width='.08'/>", svg_path(&shape.white))?;
    write!(drawing, "<path d='{cut}' fill='none' stroke='#06c' stroke-width='.3'/>")?;
    for end in shape.outline.cut.segments().map(|segment| segment.reverse()) {
        let at = dangle_design::kurbo::ParamCurve::start(&end);
        write!(drawing, "<circle cx='{}' cy='{}' r='.35' fill='#06c'/>", at.x, at.y)?;
    }
    if let Some(hole) = shape.outline.hole() {
        let (at, radius) = (hole.center, hole.diameter.get() / 2.0);
        write!(
            drawing,
            "<circle cx='{}' cy='{}' r='{radius}' fill='#fff' stroke='#c0c' stroke-width='.3'/>",
            at.x, at.y
        )?;
    }
    for neck in &shape.necks {
        let (a, b) = (neck.from, neck.to);
        write!(drawing, "<path d='M{} {}L{} {}' stroke='red' stroke-width='.4'/>", a.x, a.y, b.x, b.y)?;
    }
    let center = shape.outline.centroid;
    write!(drawing, "<circle cx='{}' cy='{}' r='.6' fill='#f80'/></g>", center.x, center.y)?;
    Ok(())
}

fn picture(drawing: &mut String, shape: &CharmShape) -> Result<()> {
    let (width, height) = (shape.picture.width(), shape.picture.height());
    let mut pixels = tiny_skia::Pixmap::new(width, height).ok_or("no room for the picture")?;
    for (pixel, rgba) in pixels.pixels_mut().iter_mut().zip(shape.picture.rgba().chunks_exact(4)) {
        *pixel = tiny_skia::ColorU8::from_rgba(rgba[0], rgba[1], rgba[2], rgba[3]).premultiply();
    }
    let (at, data) = (shape.artwork_box, base64(&pixels.encode_png()?));
    write!(
        drawing,
        "<image x='{}' y='{}' width='{}' height='{}' href='data:image/png;base64,{data}'/>",
        at.x0,
        at.y0,
        at.width(),
        at.height()
    )?;
    Ok(())
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let at = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let value = at(0) << 16 | at(1) << 8 | at(2);
        for digit in 0..4 {
            let shown = digit <= chunk.len();
            let place = (value >> (18 - 6 * digit)) as usize & 63;
            text.push(if shown { char::from(DIGITS[place]) } else { '=' });
        }
    }
    text
}

fn write_page(drawing: &str, path: &Path) -> Result<()> {
    let (width, height) = (COLUMNS as f64 * ROOM, ROWS as f64 * ROOM);
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' width='{width}' height='{height}'>\
         <rect width='100%' height='100%' fill='white'/>{drawing}</svg>"
    );
    let tree = usvg::Tree::from_str(&svg, &usvg::Options::default())?;
    let size = |mm: f64| (mm as f32 * FINE) as u32;
    let mut pixels = tiny_skia::Pixmap::new(size(width), size(height)).ok_or("no room for the sheet")?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(FINE, FINE), &mut pixels.as_mut());
    pixels.save_png(path)?;
    Ok(())
}
