//! The peers: other people's ways to the same line, run by a script that need not be there.

use std::path::Path;
use std::process::Command;

use dangle_design::kurbo::Point;

use crate::Line;
use crate::clock::Cost;

/// The lines of every peer that is installed.
pub(crate) fn lines(folder: &Path, mm_per_pixel: f64, border: f64) -> Vec<Line> {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".into());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers.py");
    let arguments = [mm_per_pixel.to_string(), border.to_string()];
    let output = Command::new(python).arg(script).arg(folder.join("art.png")).args(arguments).output();
    match output {
        Ok(output) => {
            eprint!("{}", String::from_utf8_lossy(&output.stderr));
            String::from_utf8_lossy(&output.stdout).split("way ").skip(1).filter_map(line).collect()
        }
        Err(error) => {
            eprintln!("no peers: {error}; see README.md");
            Vec::new()
        }
    }
}

/// One peer's block: a line of name, seconds on the wall and of the CPU, and nodes, then a ring a line.
fn line(block: &str) -> Option<Line> {
    let mut rows = block.lines();
    let head: Vec<&str> = rows.next()?.split('\t').collect();
    let [way, wall, cpu, nodes] = head.as_slice() else { return None };
    let cost = Cost { cpu: cpu.parse().ok()?, wall: wall.parse().ok()? };
    let ring = |row: &str| -> Vec<Point> {
        let numbers: Vec<f64> = row.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        numbers.chunks_exact(2).map(|pair| Point::new(pair[0], pair[1])).collect()
    };
    let rings = rows.filter(|row| !row.is_empty()).map(ring).collect();
    Some(Line { way: (*way).to_owned(), rings, nodes: nodes.parse().ok()?, cost, note: String::new() })
}
