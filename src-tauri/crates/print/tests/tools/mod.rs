//! Print files made and read back by the tools of the trade. They are installed by the project's set-up.
#![allow(dead_code, reason = "each test file uses its part")]

use std::path::Path;
use std::process::Command;

use dangle_design::Job;
use dangle_design::id::RecipeId;
use dangle_design::shape::CharmShape;
use dangle_design::units::px_per_mm;
use dangle_print::{Moment, Recipe, Ticket, export};
use tempfile::TempDir;

/// Resolution the plates are rendered at, in pixels an inch: that of the file's own plates.
pub(crate) const DPI: f64 = 600.0;

pub(crate) fn recipe() -> Recipe {
    Recipe::load(&RecipeId::new("generic-acrylic").unwrap()).unwrap()
}

pub(crate) fn ticket() -> Ticket<'static> {
    Ticket { title: "Fixture", created: Some(Moment::from_unix(1_800_000_000)) }
}

/// The print file of a charm, in a folder of its own.
pub(crate) fn printed(charm: &CharmShape) -> TempDir {
    let files = export(charm, &recipe(), &ticket(), &Job::silent()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("charm.pdf"), &files[0].bytes).unwrap();
    folder
}

pub(crate) fn run(folder: &Path, tool: &str, arguments: &[&str]) -> String {
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
pub(crate) struct Plate {
    pub(crate) width: usize,
    pub(crate) data: Vec<u8>,
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

    pub(crate) fn area_mm2(&self) -> f64 {
        let ink: f64 = self.data.iter().map(|&ink| f64::from(ink)).sum();
        ink / 255.0 / px_per_mm(DPI).powi(2)
    }

    /// Ink at a place of the charm.
    pub(crate) fn at(&self, mm: kurbo::Point) -> u8 {
        let margin = recipe().page.bleed_mm.get() + recipe().page.slug_mm.get();
        let pixel = |mm: f64| ((mm + margin) * px_per_mm(DPI)) as usize;
        self.data[pixel(mm.y) * self.width + pixel(mm.x)]
    }
}

pub(crate) fn ghostscript(folder: &Path) {
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

pub(crate) fn separation(folder: &Path, ink: &str) -> Plate {
    Plate::of_tiff(&folder.join(format!("p({ink}).tif")))
}

/// The plates as MuPDF separates them, from its Photoshop file.
pub(crate) fn mupdf(folder: &Path) -> std::collections::BTreeMap<String, Plate> {
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
