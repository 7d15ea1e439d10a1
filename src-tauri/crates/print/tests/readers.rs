//! Every recipe's files for ten charms, read by programs that we did not write (`tests/readers/read.py`): qpdf,
//! Ghostscript, `MuPDF`, pikepdf, svgelements, ezdxf, tifffile, psd-tools, Pillow. `make test` installs them.
//!
//! `cargo test -p dangle-print --test readers -- --nocapture` prints the worst figures.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod fixture;

use std::path::{Path, PathBuf};
use std::process::Command;

use dangle_design::artwork::Subject;
use dangle_design::id::{BlobHash, CharmId};
use dangle_design::process::Process;
use dangle_design::project::{Background, Charm};
use dangle_design::shape::{CharmShape, Hole, Quality, derive};
use dangle_design::{Job, offset};
use dangle_print::{CutInk, FileFormat, FileRecipe, Part, Recipe, Ticket, WhiteInk, WhiteOrder, export};
use kurbo::{Affine, BezPath, Shape, Size};
use rayon::prelude::*;
use serde_json::{Value, json};

/// Emoji beside Dangle's own samples and the charm every measure of which is known.
const EMOJI: [&str; 3] = ["octopus", "crown", "maple-leaf"];

fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

fn charm_of(svg: &[u8], process: &Process) -> CharmShape {
    let subject = Subject::from_bytes(svg, Background::Keep, &Job::silent()).unwrap();
    let charm = Charm::new(CharmId::new("c").unwrap(), "c".into(), BlobHash::of(svg), process);
    derive(&charm, process, &subject, Quality::Final, &Job::silent()).unwrap()
}

fn drawings() -> Vec<(String, Vec<u8>)> {
    let mut drawings = Vec::new();
    for entry in std::fs::read_dir(top().join("assets/samples")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "svg") {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            drawings.push((name, std::fs::read(path).unwrap()));
        }
    }
    drawings.sort();
    let icons = top().join("tests/node_modules/@iconify-json/fluent-emoji-flat/icons.json");
    let icons: Value = serde_json::from_str(&std::fs::read_to_string(icons).unwrap()).unwrap();
    for name in EMOJI {
        let body = icons["icons"][name]["body"].as_str().unwrap();
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>{body}</svg>");
        drawings.push((name.to_owned(), svg.into_bytes()));
    }
    drawings
}

/// Ten charms by a process: nine drawings, and the charm with patches of known colours.
fn charms(process: &Process) -> Vec<(String, CharmShape)> {
    let drawn = drawings();
    let drawn = drawn.par_iter().map(|(name, svg)| (name.clone(), charm_of(svg, process)));
    let mut known = fixture::charm();
    known.body.white_ink = matches!(process.id.as_str(), id if id.starts_with("acrylic"));
    drawn.chain([("known".to_owned(), known)]).collect()
}

/// The process a recipe is tried with: its first.
fn process_of(recipe: &Recipe) -> Process {
    Process::load(&recipe.processes[0]).unwrap()
}

/// What a reader is to find in a file.
fn meant(name: &str, file: &FileRecipe, recipe: &Recipe, charm: &CharmShape) -> Value {
    let grow = match (recipe.page.before_shrinking, charm.makeup.shrunk) {
        (true, Some([x, y])) => [1.0 / x, 1.0 / y],
        _ => [1.0; 2],
    };
    let place = Affine::scale_non_uniform(grow[0], grow[1]);
    let trim = Size::new(charm.outline.size.width * grow[0], charm.outline.size.height * grow[1]);
    let grown = |by: f64| json!([trim.width + 2.0 * by, trim.height + 2.0 * by]);
    let (bleed, slug) = (recipe.page.bleed_mm.get(), recipe.page.slug_mm.get());
    let kerf = recipe.cut.kerf_mm / 2.0;
    let cut = |path: BezPath, by| if kerf.get() > 0.0 { offset(&path, by) } else { path };
    let inner = charm.outline.cutouts.iter().cloned().chain(charm.outline.holes.iter().map(Hole::path));
    let mut lines = vec![cut(place * charm.outline.cut.clone(), kerf)];
    lines.extend(inner.map(|line| cut(place * line, -kerf)));
    let white = recipe.white.as_ref().filter(|_| file.holds(Part::White) && charm.body.white_ink);
    let holds_cut = file.holds(Part::Cut);
    let spots = [
        white.filter(|white| white.ink == WhiteInk::Spot).map(|white| white.name.as_str()),
        (holds_cut && recipe.cut.ink == CutInk::Spot).then_some(recipe.cut.name.as_str()),
    ];
    let patches = charm.artwork_dpi.filter(|_| file.holds(Part::Colour) && name.starts_with("known"));
    let patches: Vec<Value> = patches.map_or(Vec::new(), |_| {
        let patch = |at: usize| json!({ "rgb": fixture::PATCHES[at], "at_mm": [fixture::patch_center(at).x, fixture::patch_center(at).y] });
        (0..fixture::PATCHES.len()).map(patch).collect()
    });
    let is_x4 = file.format == FileFormat::PdfX4;
    let margin = if file.format.is_pdf() { bleed + slug } else { bleed };
    json!({
        "file": name,
        "MediaBox": grown(bleed + slug), "BleedBox": grown(bleed), "TrimBox": grown(0.0),
        "frame": grown(if file.holds(Part::Colour) { bleed } else { kerf.get() }),
        "picture": grown(bleed),
        "areas": file.format == FileFormat::Areas,
        "sheet": matches!(file.format, FileFormat::Turnaround | FileFormat::ThreadChart),
        "title": name.rsplit_once('-').map_or(name, |(title, _)| title),
        "layers": if file.format == FileFormat::Pdf14 { Vec::new() } else { layers(file, recipe, white.is_some()) },
        "spots": spots.iter().flatten().collect::<Vec<_>>(),
        "pdfx": if is_x4 { "PDF/X-4" } else { "" },
        "version": if is_x4 { "1.6" } else { "1.4" },
        "cut_mm": if holds_cut { lines.iter().map(|line| line.perimeter(1e-5)).sum() } else { 0.0 },
        "cut_lines": lines.len(),
        "white_mm2": white.map_or(0.0, |_| (place * charm.white.clone()).area().abs()),
        "white_name": white.map(|white| &white.name),
        "white_layer": white.map(|white| &white.layer),
        "white_is_black": white.is_some_and(|white| white.ink == WhiteInk::Black) && file.format.is_pdf(),
        "patches": patches,
        "origin_mm": [margin, margin],
        "ink_limit_percent": recipe.colour.ink_limit_percent,
        "profile": top().join(format!("assets/icc/{}.icc", recipe.colour.profile)),
    })
}

fn layers<'a>(file: &FileRecipe, recipe: &'a Recipe, white: bool) -> Vec<&'a str> {
    let colour = file.holds(Part::Colour).then_some(recipe.colour.layer.as_str());
    let white = recipe.white.as_ref().filter(|_| white);
    let cut = file.holds(Part::Cut).then_some(recipe.cut.layer.as_str());
    let dots = recipe.page.dots_mm.filter(|_| file.format.is_pdf()).map(|_| "Registration");
    let layer = white.map(|white| white.layer.as_str());
    let over = white.is_some_and(|white| white.order == WhiteOrder::OverColour);
    let printed = if over { [colour, layer] } else { [layer, colour] };
    printed.into_iter().chain([cut, dots]).flatten().collect()
}

/// Writes all files of a recipe for a charm, and what each is to hold.
fn written(folder: &Path, recipe: &Recipe, name: &str, charm: &CharmShape) -> Vec<Value> {
    let title = format!("{name}-{}", recipe.id);
    let ticket = Ticket { title: &title, created: None };
    let files = export(charm, recipe, &ticket, &Job::silent())
        .unwrap_or_else(|error| panic!("{name} by {}: {error}", recipe.id));
    let wanted = |file: &dangle_print::PrintFile| {
        std::fs::write(folder.join(&file.name), &file.bytes).unwrap();
        let wanted = recipe.files.iter().find(|wanted| wanted.named(&title) == file.name).unwrap();
        meant(&file.name, wanted, recipe, charm)
    };
    files.iter().map(wanted).collect()
}

#[test]
fn other_programs_find_in_every_file_of_every_recipe_what_was_meant() {
    let recipes: Vec<Recipe> = Recipe::ids().iter().map(|id| Recipe::load(id).unwrap()).collect();
    let folder = tempfile::tempdir().unwrap();
    let mut intents = Vec::new();
    let mut processes: Vec<Process> = recipes.iter().map(process_of).collect();
    processes.dedup_by(|a, b| a.id == b.id);
    for process in &processes {
        let charms = charms(process);
        let of_process: Vec<&Recipe> =
            recipes.iter().filter(|recipe| recipe.processes[0] == process.id).collect();
        assert_eq!(charms.len(), 10);
        for recipe in of_process {
            if intents.iter().any(|(id, _)| *id == recipe.id) {
                continue;
            }
            let files: Vec<Value> = charms
                .par_iter()
                .flat_map_iter(|(name, charm)| written(folder.path(), recipe, name, charm))
                .collect();
            intents.push((recipe.id.clone(), files));
        }
    }
    assert!(intents.len() >= 12, "{} recipes", intents.len());
    let files: Vec<&Value> = intents.iter().flat_map(|(_, files)| files).collect();
    std::fs::write(folder.path().join("intent.json"), serde_json::to_vec(&files).unwrap()).unwrap();
    let python = top().join("target/readers/bin/python");
    let output = Command::new(&python)
        .arg(top().join("tests/readers/read.py"))
        .arg(folder.path())
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}; `make test` installs it", python.display()));
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    println!("{said}");
    assert!(output.status.success(), "{said}");
    assert!(said.contains(&format!("{} files read", files.len())), "{said}");
}
