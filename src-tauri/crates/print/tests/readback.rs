//! The print file read back by the tools of the trade: Ghostscript, MuPDF, poppler, qpdf and Inkscape's
//! kin. They are installed by the project's set-up; without one of them these tests fail.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod fixture;

use std::path::Path;
use std::process::Command;

use dangle_design::Job;
use dangle_design::id::RecipeId;
use dangle_design::units::px_per_mm;
use dangle_print::{Moment, Recipe, Ticket, export};
use tempfile::TempDir;

/// Resolution the plates are rendered at, in pixels an inch: that of the file's own plates.
const DPI: f64 = 600.0;

fn recipe() -> Recipe {
    Recipe::load(&RecipeId::new("generic-acrylic").unwrap()).unwrap()
}

fn printed() -> TempDir {
    let ticket = Ticket { title: "Fixture", created: Some(Moment::from_unix(1_800_000_000)) };
    let export = export(&fixture::charm(), &recipe(), &ticket, &Job::silent()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("charm.pdf"), export.pdf).unwrap();
    folder
}

fn run(folder: &Path, tool: &str, arguments: &[&str]) -> String {
    let output = Command::new(tool)
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap_or_else(|error| panic!("{tool} is not installed (run `make setup`): {error}"));
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{tool} {arguments:?}: {text}");
    text
}

/// One plate: a byte a pixel, 255 for full ink.
struct Plate {
    width: usize,
    data: Vec<u8>,
}

impl Plate {
    /// Reads an uncompressed grey TIFF as Ghostscript writes it.
    fn of_tiff(path: &Path) -> Plate {
        let file = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let u16_at = |at: usize| usize::from(u16::from_le_bytes([file[at], file[at + 1]]));
        let u32_at = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!(&file[..4], b"II*\0", "{}", path.display());
        let directory = u32_at(4);
        let entry = |tag: usize| {
            let at = (0..u16_at(directory)).map(|i| directory + 2 + i * 12).find(|&at| u16_at(at) == tag)?;
            let (kind, count) = (u16_at(at + 2), u32_at(at + 4));
            let size = if kind == 3 { 2 } else { 4 };
            let from = if count * size <= 4 { at + 8 } else { u32_at(at + 8) };
            let read = |i: usize| if size == 2 { u16_at(from + i * 2) } else { u32_at(from + i * 4) };
            Some((0..count).map(read).collect::<Vec<usize>>())
        };
        assert_eq!(entry(259).unwrap(), [1], "uncompressed");
        let strips = entry(273).unwrap().into_iter().zip(entry(279).unwrap());
        let white_is_zero = entry(262).unwrap() == [0];
        let samples = strips.flat_map(|(at, length)| file[at..at + length].to_vec());
        let data = samples.map(|grey| if white_is_zero { grey } else { 255 - grey }).collect();
        Plate { width: entry(256).unwrap()[0], data }
    }

    fn area_mm2(&self) -> f64 {
        let ink: f64 = self.data.iter().map(|&ink| f64::from(ink)).sum();
        ink / 255.0 / px_per_mm(DPI).powi(2)
    }

    /// Ink at a place of the charm.
    fn at(&self, mm: kurbo::Point) -> u8 {
        let margin = recipe().page.bleed_mm.get() + recipe().page.slug_mm.get();
        let pixel = |mm: f64| ((mm + margin) * px_per_mm(DPI)) as usize;
        self.data[pixel(mm.y) * self.width + pixel(mm.x)]
    }
}

fn ghostscript(folder: &Path) {
    let resolution = format!("-r{DPI}");
    let arguments = [
        "-q",
        "-dNOPAUSE",
        "-dBATCH",
        "-dSAFER",
        "-sDEVICE=tiffsep",
        "-sCompression=none",
        "-sOverprint=enable",
    ];
    run(folder, "gs", &[&arguments[..], &[&resolution, "-sOutputFile=p.tif", "charm.pdf"]].concat());
}

fn separation(folder: &Path, ink: &str) -> Plate {
    Plate::of_tiff(&folder.join(format!("p({ink}).tif")))
}

#[test]
fn ghostscript_finds_six_plates_and_the_white_that_was_meant() {
    let folder = printed();
    ghostscript(folder.path());
    let mut plates: Vec<String> = std::fs::read_dir(folder.path())
        .unwrap()
        .filter_map(|file| {
            file.unwrap().file_name().to_str()?.strip_prefix("p(")?.strip_suffix(").tif").map(str::to_owned)
        })
        .collect();
    plates.sort();
    assert_eq!(plates, ["Black", "CutContour", "Cyan", "Magenta", "White", "Yellow"]);

    let (found, meant) = (separation(folder.path(), "White").area_mm2(), fixture::white_area());
    println!("white: {found:.2} mm² of {meant:.2} meant");
    assert!((found - meant).abs() / meant < 0.005, "{found} of {meant} mm²");

    let cut = separation(folder.path(), "CutContour");
    for on_line in [(20.0, 0.0), (40.0, 25.0), (20.0, 2.7), (21.5, 4.2)] {
        assert!(cut.at(on_line.into()) > 60, "no cut at {on_line:?}");
    }
    assert_eq!(cut.at((20.0, 25.0).into()), 0);
}

#[test]
fn ghostscript_and_mupdf_put_the_meant_ink_on_known_patches() {
    let folder = printed();
    ghostscript(folder.path());
    let mupdf = mupdf(folder.path());
    let preview =
        dangle_print::preview(&fixture::charm(), &recipe(), px_per_mm(DPI), &Job::silent()).unwrap();
    for patch in 0..fixture::PATCHES.len() {
        let at = fixture::patch_center(patch);
        for (ink, plate) in ["Cyan", "Magenta", "Yellow", "Black", "White"].iter().zip(&preview.plates) {
            let meant =
                Plate { width: plate.width as usize, data: plate.grey.iter().map(|g| 255 - g).collect() }
                    .at(at);
            let by_gs = separation(folder.path(), ink).at(at);
            let by_mupdf = mupdf[*ink].at(at);
            assert!(by_gs.abs_diff(meant) <= 1, "{ink} of patch {patch}: Ghostscript {by_gs}, meant {meant}");
            assert!(by_mupdf.abs_diff(meant) <= 1, "{ink} of patch {patch}: MuPDF {by_mupdf}, meant {meant}");
        }
    }
}

/// The plates as MuPDF separates them, from its Photoshop file.
fn mupdf(folder: &Path) -> std::collections::BTreeMap<String, Plate> {
    let resolution = format!("-r{DPI}");
    run(
        folder,
        "mutool",
        &["draw", "-q", &resolution, "-c", "cmyk", "-N", "-O", "2", "-o", "m.psd", "charm.pdf"],
    );
    let file = std::fs::read(folder.join("m.psd")).unwrap();
    let u16_at = |at: usize| usize::from(u16::from_be_bytes([file[at], file[at + 1]]));
    let u32_at = |at: usize| u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) as usize;
    assert_eq!((&file[..4], u16_at(22)), (&b"8BPS"[..], 8));
    let (channels, height, width) = (u16_at(12), u32_at(14), u32_at(18));
    let resources = 26 + 4 + u32_at(26);
    let names = channel_names(&file[resources + 4..][..u32_at(resources)]);
    let layers = resources + 4 + u32_at(resources);
    let data = layers + 4 + u32_at(layers);
    assert_eq!(u16_at(data), 0, "uncompressed");
    let process = ["Cyan", "Magenta", "Yellow", "Black"].map(str::to_owned);
    let all: Vec<String> = process.into_iter().chain(names).collect();
    assert!(channels >= all.len(), "{channels} channels for {all:?}");
    let plane = |at: usize| {
        file[data + 2 + at * width * height..][..width * height].iter().map(|v| 255 - v).collect()
    };
    all.into_iter().enumerate().map(|(at, name)| (name, Plate { width, data: plane(at) })).collect()
}

/// Spot names of a Photoshop file: resource 1006, strings behind their length.
fn channel_names(mut resources: &[u8]) -> Vec<String> {
    while resources.len() > 12 {
        let id = u16::from_be_bytes([resources[4], resources[5]]);
        let size = u32::from_be_bytes(resources[8..12].try_into().unwrap()) as usize;
        let (mut body, rest) = resources[12..].split_at(size);
        if id == 1006 {
            let mut names = Vec::new();
            while let Some((&length, rest)) = body.split_first() {
                let (name, rest) = rest.split_at(usize::from(length));
                names.extend(Some(String::from_utf8(name.to_vec()).unwrap()).filter(|name| !name.is_empty()));
                body = rest;
            }
            return names;
        }
        resources = &rest[size % 2..];
    }
    Vec::new()
}

#[test]
fn mupdf_finds_as_much_white_as_ghostscript() {
    let folder = printed();
    let found = mupdf(folder.path())["White"].area_mm2();
    let meant = fixture::white_area();
    println!("white: {found:.2} mm² of {meant:.2} meant");
    assert!((found - meant).abs() / meant < 0.005, "{found} of {meant} mm²");
}

#[test]
fn poppler_finds_the_outline_as_trim_box_and_pdf_x_4() {
    let folder = printed();
    let info = run(folder.path(), "pdfinfo", &["-box", "charm.pdf"]);
    let box_of = |name: &str| {
        let line = info.lines().find(|line| line.starts_with(name)).unwrap();
        let values: Vec<f64> = line.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        let mm = 25.4 / 72.0;
        ((values[2] - values[0]) * mm, (values[3] - values[1]) * mm)
    };
    for (name, width, height) in [("TrimBox", 40.0, 50.0), ("BleedBox", 44.0, 54.0), ("MediaBox", 50.0, 60.0)]
    {
        let found = box_of(name);
        assert!((found.0 - width).abs() < 0.05 && (found.1 - height).abs() < 0.05, "{name} {found:?}");
    }
    assert!(info.contains("PDF/X-4"), "{info}");
    assert!(info.contains("1.6"), "{info}");
}

#[test]
fn poppler_finds_cmyk_and_a_stencil_no_mask_and_no_font() {
    let folder = printed();
    let images = run(folder.path(), "pdfimages", &["-list", "charm.pdf"]);
    let rows: Vec<Vec<&str>> = images.lines().skip(2).map(|row| row.split_whitespace().collect()).collect();
    let mut kinds: Vec<[&str; 3]> = rows.iter().map(|row| [row[2], row[5], row[12]]).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, [["image", "cmyk", "600"], ["stencil", "-", "1200"]], "{images}");
    assert_eq!(run(folder.path(), "pdffonts", &["charm.pdf"]).lines().count(), 2);
}

#[test]
fn qpdf_has_nothing_to_say() {
    let folder = printed();
    let said = run(folder.path(), "qpdf", &["--check", "charm.pdf"]);
    assert!(said.contains("No syntax or stream encoding errors found"), "{said}");
    assert!(!said.to_lowercase().contains("warning"), "{said}");
}
