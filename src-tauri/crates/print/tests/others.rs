//! Print files by other programs (Ghostscript's PDF writer, MuPDF), with the faults printers send files
//! back for: each is named in plain words.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;
use std::process::Command;

use dangle_design::id::RecipeId;
use dangle_print::{Proof, ProofCode, Recipe, prove_alone, prove_for};

use ProofCode::{
    Bleed, Boxes, ColourSpaces, CutSpot, Fonts, InkLimit, Overprint, PdfX, Resolution, Size, SpotNames,
    Transparency, WhiteArea,
};

/// A page of 60 × 70 mm in points, with a trim box of 40 × 50 mm in its middle.
const TRIM: &str = "[/TrimBox [28.35 28.35 141.73 170.08] /PAGE pdfmark";
/// The spots, as PostScript has them.
const SPOTS: &str = "/White {[/Separation (White) /DeviceCMYK {0.15 mul dup pop 0 0 0}] setcolorspace} def
/Cut {[/Separation (CutContour) /DeviceCMYK {0 exch 0 0}] setcolorspace} def";
/// The cut line on the trim box.
const CUT: &str = "Cut 1 setcolor 0.25 setlinewidth 28.35 28.35 113.38 141.73 rectstroke";
/// The white, within it.
const WHITE: &str = "White 1 setcolor 40 40 90 118 rectfill";

/// What Ghostscript makes of a page's PostScript.
fn distilled(lines: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("page.ps"), folder.path().join("page.pdf"));
    let page = "<</PageSize [170.08 198.43]>> setpagedevice";
    let text = format!("%!PS\n{page}\n{}\nshowpage\n", lines.join("\n"));
    std::fs::write(&from, text).unwrap();
    run(
        "gs",
        &[
            "-q",
            "-dNOPAUSE",
            "-dBATCH",
            "-dSAFER",
            "-dALLOWPSTRANSPARENCY",
            "-sDEVICE=pdfwrite",
            "-dCompatibilityLevel=1.6",
            "-dAutoRotatePages=/None",
            &format!("-sOutputFile={}", to.display()),
            &from.display().to_string(),
        ],
    );
    std::fs::read(&to).unwrap()
}

fn run(tool: &str, arguments: &[&str]) {
    let output = Command::new(tool)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{tool} is not installed (run `make setup`): {error}"));
    assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(&output.stderr));
}

fn assert_named(proof: &Proof, faults: &[ProofCode], sound: &[ProofCode]) {
    let line = |code: &ProofCode| {
        proof
            .lines
            .iter()
            .find(|line| line.code == *code)
            .unwrap_or_else(|| panic!("no {code:?}: {proof:#?}"))
    };
    for code in faults {
        println!("{}", line(code).in_words());
        assert!(!line(code).passed, "{code:?} is not named: {:#?}", proof.lines);
    }
    for code in sound {
        assert!(line(code).passed, "{code:?} is accused: {:#?}", proof.lines);
    }
}

#[test]
fn a_flat_page_in_process_colours_without_boxes_is_named() {
    let pdf = distilled(&[
        "1 0 0 setrgbcolor 40 40 90 118 rectfill",
        "0 1 0 0 setcmykcolor 0.25 setlinewidth 28.35 28.35 113.38 141.73 rectstroke",
    ]);
    let proof = prove_alone(&pdf).unwrap();
    assert_named(&proof, &[ColourSpaces, Boxes, CutSpot, SpotNames, PdfX, WhiteArea], &[Fonts, Transparency]);
    let cut = proof.lines.iter().find(|line| line.code == CutSpot).unwrap();
    assert!(cut.found.contains("process colour"), "{cut:?}");
}

#[test]
fn white_knocked_out_by_the_art_above_is_named() {
    let art = "0.2 0.6 0.1 0 setcmykcolor 40 40 90 118 rectfill";
    let knocked = distilled(&[TRIM, SPOTS, WHITE, art, CUT]);
    assert_named(
        &prove_alone(&knocked).unwrap(),
        &[Overprint, WhiteArea],
        &[SpotNames, Size, Bleed, CutSpot],
    );
    let over = distilled(&[TRIM, SPOTS, "true setoverprint", WHITE, art, CUT]);
    assert_named(
        &prove_alone(&over).unwrap(),
        &[PdfX],
        &[Overprint, WhiteArea, SpotNames, Size, ColourSpaces],
    );
}

#[test]
fn art_that_ends_at_the_trim_and_too_much_ink_are_named() {
    let art = "1 1 1 1 setcmykcolor 28.35 28.35 113.38 141.73 rectfill";
    let short = distilled(&[TRIM, SPOTS, "true setoverprint", WHITE, art, CUT]);
    assert_named(&prove_alone(&short).unwrap(), &[Bleed, InkLimit], &[Size]);
    let art = "0.1 0.1 0.1 0 setcmykcolor 22 22 127 155 rectfill";
    let bled = distilled(&[TRIM, SPOTS, "true setoverprint", WHITE, art, CUT]);
    assert_named(&prove_alone(&bled).unwrap(), &[PdfX], &[Bleed, InkLimit]);
}

#[test]
fn a_charm_at_half_its_size_on_the_page_is_named() {
    let cut = "Cut 1 setcolor 0.25 setlinewidth 28.35 28.35 56.7 70.9 rectstroke";
    let half = distilled(&[TRIM, SPOTS, "true setoverprint", WHITE, cut]);
    assert_named(&prove_alone(&half).unwrap(), &[Size], &[Boxes, CutSpot]);
}

#[test]
fn letters_left_as_text_and_opacity_are_named() {
    let words = "0 0 0 1 setcmykcolor /Helvetica findfont 12 scalefont setfont 50 60 moveto (Mochi) show";
    let lettered = distilled(&[TRIM, SPOTS, "true setoverprint", WHITE, words, CUT]);
    assert_named(&prove_alone(&lettered).unwrap(), &[Fonts], &[Transparency]);
    let clear =
        "0.5 .setfillconstantalpha 0 1 0 0 setcmykcolor 40 40 90 118 rectfill 1 .setfillconstantalpha";
    let thin = distilled(&[TRIM, SPOTS, "true setoverprint", WHITE, clear, CUT]);
    assert_named(&prove_alone(&thin).unwrap(), &[Transparency, WhiteArea], &[Fonts]);
}

#[test]
fn a_small_picture_with_a_soft_mask_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (png, pdf) = (folder.path().join("picture.png"), folder.path().join("picture.pdf"));
    let pixel = |x: u32, y: u32| image::Rgba([255, 120, (x + y) as u8, (x * 2).min(255) as u8]);
    image::RgbaImage::from_fn(120, 150, pixel).save(&png).unwrap();
    let path = |path: &Path| path.display().to_string();
    run("mutool", &["convert", "-o", &path(&pdf), &path(&png)]);
    let proof = prove_alone(&std::fs::read(&pdf).unwrap()).unwrap();
    assert_named(&proof, &[ColourSpaces, Resolution, Transparency, Boxes, SpotNames], &[Fonts]);
}

#[test]
fn a_recipe_says_what_a_file_must_have() {
    let recipe = |id: &str| Recipe::load(&RecipeId::new(id).unwrap()).unwrap();
    let art = "0.2 0.6 0.1 0 setcmykcolor 40 40 90 118 rectfill";
    let pdf = distilled(&[TRIM, SPOTS, "true setoverprint", WHITE, art, CUT]);
    assert_named(&prove_for(&pdf, &recipe("generic-acrylic")).unwrap(), &[PdfX], &[SpotNames, WhiteArea]);
    assert_named(&prove_for(&pdf, &recipe("rdg-white")).unwrap(), &[SpotNames, WhiteArea], &[CutSpot]);
    assert!(prove_for(&pdf, &recipe("laser-red")).is_err());
}
