//! Charms made of emoji: their cut lines as rings of points.

use std::path::Path;

use dangle_design::Job;
use dangle_design::artwork::{Picture, Subject, trace};
use dangle_design::id::{BlobHash, CharmId, ProcessId};
use dangle_design::kurbo::{self, Point};
use dangle_design::process::Process;
use dangle_design::project::{Charm, Size, SizeBy};
use dangle_design::shape::{Quality, derive};
use dangle_design::units::Mm;
use resvg::{tiny_skia, usvg};

use crate::Result;

/// The emoji, from the package that the tests install.
const ICONS: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../node_modules/@iconify-json/fluent-emoji-flat/icons.json");
/// Side of a rendered emoji, in pixels.
const SIDE: u32 = 512;
/// How far a ring may be from its cut line.
const FLAT_MM: f64 = 0.02;

/// Writes the rings of that many different charms, from 30 to 60 mm.
pub(crate) fn write(count: usize, file: &Path) -> Result<()> {
    let icons: serde_json::Value = serde_json::from_slice(&std::fs::read(ICONS)?)?;
    let icons = icons["icons"].as_object().ok_or("no icons")?;
    let every = icons.len() / (count + 20);
    let process = Process::load(&ProcessId::new("acrylic-clear")?)?;
    let mut rings: Vec<Vec<[f64; 2]>> = Vec::new();
    for icon in icons.values().step_by(every) {
        let size = 30.0 + 30.0 * (rings.len() * 37 % count) as f64 / (count - 1) as f64;
        let Some(ring) = icon["body"].as_str().map(|body| ring(body, Mm::new(size), &process)) else {
            continue;
        };
        match ring {
            Ok(ring) if rings.len() < count => rings.push(ring),
            Ok(_) | Err(_) => {}
        }
    }
    if rings.len() < count {
        return Err(format!("only {} emoji became charms", rings.len()).into());
    }
    std::fs::write(file, serde_json::to_vec(&rings)?)?;
    Ok(())
}

fn ring(body: &str, size: Mm, process: &Process) -> Result<Vec<[f64; 2]>> {
    let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\">{body}</svg>");
    let tree = usvg::Tree::from_str(&svg, &usvg::Options::default())?;
    let mut pixels = tiny_skia::Pixmap::new(SIDE, SIDE).ok_or("no room")?;
    let scale = SIDE as f32 / tree.size().width();
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let rgba = pixels.pixels().iter().map(resvg::tiny_skia::PremultipliedColorU8::demultiply);
    let rgba = rgba.flat_map(|c| [c.red(), c.green(), c.blue(), c.alpha()]).collect();
    let picture = Picture::new(pixels.width(), pixels.height(), rgba);
    let rings = trace(&picture)?;
    let subject = Subject::traced(picture, rings);
    let mut charm = Charm::new(CharmId::new("bench")?, "bench".into(), BlobHash::of(b"bench"), process);
    charm.size = Size { length: size, by: SizeBy::Longest };
    let shape = derive(&charm, process, &subject, Quality::Final, &Job::silent())?;
    let mut ring: Vec<Point> = Vec::new();
    kurbo::flatten(&shape.outline.cut, FLAT_MM, |element| ring.extend(element.end_point()));
    ring.dedup();
    ring.pop();
    Ok(ring.iter().map(|point| [point.x, point.y]).collect())
}
