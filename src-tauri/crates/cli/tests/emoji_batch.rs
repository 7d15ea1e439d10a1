//! Artwork that nobody drew for us: a hundred and more emoji in one batch, each one valid ring.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use common::{dangle, samples, top};
use resvg::{tiny_skia, usvg};

/// Animals, food, plants, things, symbols: what people make charms of, and what is hard to cut.
const NAMES: &str = include_str!("emoji_names.txt");

/// Side of the rendered emoji, in pixels.
const SIDE: u32 = 1024;

fn icon_bodies() -> BTreeMap<String, String> {
    let file = top().join("tests/node_modules/@iconify-json/fluent-emoji-flat/icons.json");
    let text = std::fs::read_to_string(&file)
        .unwrap_or_else(|error| panic!("{}: {error}; `make test` installs it with npm", file.display()));
    let icons: serde_json::Value = serde_json::from_str(&text).unwrap();
    let body = |name: &str| icons["icons"][name]["body"].as_str().map(str::to_owned);
    let named = |name: &str| (name.to_owned(), body(name).unwrap_or_else(|| panic!("no emoji {name}")));
    NAMES.lines().filter(|name| !name.is_empty()).map(named).collect()
}

fn render_png(body: &str, path: &Path) {
    let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\">{body}</svg>");
    let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).unwrap();
    let mut pixels = tiny_skia::Pixmap::new(SIDE, SIDE).unwrap();
    let scale = SIDE as f32 / tree.size().width();
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.save_png(path).unwrap();
}

#[test]
fn every_emoji_and_sample_becomes_one_valid_ring_without_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let mut art = samples();
    for (name, body) in icon_bodies() {
        let path = folder.path().join(format!("{name}.png"));
        render_png(&body, &path);
        art.push(path);
    }
    assert!(art.len() >= 49 + 6, "{}", art.len());
    let output = dangle()
        .arg("make")
        .args(&art)
        .args(["--size", "50mm", "--only", "outline", "--json", "--out"])
        .arg(folder.path().join("out"))
        .output()
        .unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{complaint}");
    let reports: Vec<serde_json::Value> = output
        .stdout
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect();
    assert_eq!(reports.len(), art.len());
    reports.iter().for_each(assert_sound);
    print_needs(&reports);
}

fn assert_sound(report: &serde_json::Value) {
    let name = &report["name"];
    let path = report["outline"]["svg_path"].as_str().unwrap();
    assert_eq!(path.matches('M').count(), 1, "{name} has several rings");
    assert!(path.ends_with('Z'), "{name} is open");
    let [width, height] = [0, 1].map(|side| report["size_mm"][side].as_f64().unwrap());
    assert!((width.max(height) - 50.0).abs() < 0.05, "{name} is {width} × {height} mm");
    for check in report["checks"].as_array().unwrap() {
        assert_ne!(check["severity"], "error", "{name}: {check}");
    }
    assert!(report["hang_tilt_deg"].as_f64().unwrap().abs() < 2.0, "{name} hangs askew: {report}");
}

/// Prints how many needed what: run with `--nocapture` to read it.
fn print_needs(reports: &[serde_json::Value]) {
    let count =
        |test: &dyn Fn(&serde_json::Value) -> bool| reports.iter().filter(|report| test(report)).count();
    let note = |key: &'static str| move |report: &serde_json::Value| report["notes"][key].as_u64() > Some(0);
    println!("{} pictures, each one ring:", reports.len());
    println!("  several islands: {}", count(&note("islands")));
    println!("  bridged: {}", count(&note("bridges")));
    println!("  necks widened: {}", count(&note("widened_necks")));
    println!("  specks dropped: {}", count(&note("dropped_specks")));
    let warned = |report: &serde_json::Value| {
        report["checks"]
            .as_array()
            .is_some_and(|checks| checks.iter().any(|check| check["severity"] == "warning"))
    };
    println!("  with a warning: {}", count(&warned));
}
