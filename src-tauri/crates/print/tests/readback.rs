//! The print file read back by the tools of the trade: Ghostscript, MuPDF, poppler, qpdf and Inkscape's
//! kin. They are installed by the project's set-up; without one of them these tests fail.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod fixture;
mod tools;

use dangle_design::Job;
use dangle_design::units::px_per_mm;
use tools::{DPI, Plate, ghostscript, mupdf, printed, recipe, run, separation};

#[test]
fn ghostscript_finds_six_plates_and_the_white_that_was_meant() {
    let folder = printed(&fixture::charm());
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
    let folder = printed(&fixture::charm());
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

#[test]
fn mupdf_finds_as_much_white_as_ghostscript() {
    let folder = printed(&fixture::charm());
    let found = mupdf(folder.path())["White"].area_mm2();
    let meant = fixture::white_area();
    println!("white: {found:.2} mm² of {meant:.2} meant");
    assert!((found - meant).abs() / meant < 0.005, "{found} of {meant} mm²");
}

#[test]
fn poppler_finds_the_outline_as_trim_box_and_pdf_x_4() {
    let folder = printed(&fixture::charm());
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
    let folder = printed(&fixture::charm());
    let images = run(folder.path(), "pdfimages", &["-list", "charm.pdf"]);
    let rows: Vec<Vec<&str>> = images.lines().skip(2).map(|row| row.split_whitespace().collect()).collect();
    let mut kinds: Vec<[&str; 3]> = rows.iter().map(|row| [row[2], row[5], row[12]]).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, [["image", "cmyk", "600"], ["stencil", "-", "1200"]], "{images}");
    assert_eq!(run(folder.path(), "pdffonts", &["charm.pdf"]).lines().count(), 2);
}

#[test]
fn qpdf_has_nothing_to_say() {
    let folder = printed(&fixture::charm());
    let said = run(folder.path(), "qpdf", &["--check", "charm.pdf"]);
    assert!(said.contains("No syntax or stream encoding errors found"), "{said}");
    assert!(!said.to_lowercase().contains("warning"), "{said}");
}
