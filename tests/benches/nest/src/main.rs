//! Lays charms made of emoji as the sheets do, for `beside.py` to compare with another nester.
//!
//! `rings COUNT FILE` makes the charms' cut lines; `lay FILE WIDTH HEIGHT GAP MARGIN SECONDS SEED` lays them, on a strip
//! where the width is 0, and prints what it found as JSON.

mod charms;

use std::path::Path;
use std::time::{Duration, Instant};

use dangle_design::kurbo::{Point, Size};
use dangle_design::units::Mm;
use dangle_print::nest::{Bed, Effort, Layout, Piece, Turns, nest};
use serde_json::{Value, json};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["rings", count, file] => charms::write(count.parse()?, Path::new(file)),
        ["lay", file, figures @ ..] => {
            let figures: Vec<f64> =
                figures.iter().map(|figure| Ok(figure.parse()?)).collect::<Result<_>>()?;
            let [width, height, gap, margin, seconds, seed] = figures[..] else {
                return Err("six figures".into());
            };
            let bed = Bed { size: Size::new(width, height), margin: Mm::new(margin), gap: Mm::new(gap) };
            lay(Path::new(file), bed, seconds, seed as u64)
        }
        _ => Err("rings COUNT FILE, or lay FILE WIDTH HEIGHT GAP MARGIN SECONDS SEED".into()),
    }
}

fn lay(file: &Path, mut bed: Bed, seconds: f64, seed: u64) -> Result<()> {
    let rings: Vec<Vec<[f64; 2]>> = serde_json::from_slice(&std::fs::read(file)?)?;
    let piece = |ring: &Vec<[f64; 2]>| Piece {
        ring: ring.iter().map(|[x, y]| Point::new(*x, *y)).collect(),
        count: 1,
        turns: Turns::Free,
    };
    let pieces: Vec<Piece> = rings.iter().map(piece).collect();
    if bed.size.width == 0.0 {
        bed.size.width = f64::from(f32::MAX);
    }
    let begun = Instant::now();
    let until = Duration::from_secs_f64(seconds);
    let show = std::env::var_os("SHOW").is_some();
    let found =
        nest(&pieces, &bed, Effort { seed, work: u64::MAX }, &|_| begun.elapsed() >= until, &mut |better| {
            if show {
                let used = better.used;
                eprintln!(
                    "{:6.2} s {:8} {} {:.1} × {:.1}",
                    begun.elapsed().as_secs_f64(),
                    better.work,
                    better.sheets,
                    used.width,
                    used.height
                );
            }
        })?;
    println!("{}", told(&found, begun.elapsed().as_secs_f64()));
    Ok(())
}

fn told(layout: &Layout, seconds: f64) -> Value {
    let laid = layout.laid.iter().map(|laid| {
        json!({ "piece": laid.piece, "sheet": laid.sheet, "x": laid.at.x, "y": laid.at.y, "degrees": laid.turn.get() })
    });
    json!({
        "seconds": seconds,
        "sheets": layout.sheets,
        "used": [layout.used.width, layout.used.height],
        "work": layout.work,
        "laid": laid.collect::<Vec<_>>(),
    })
}
