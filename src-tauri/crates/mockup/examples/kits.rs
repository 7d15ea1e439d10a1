//! All kits in all finishes on one sheet, to be looked at: `cargo run -p dangle-mockup --example kits -- out.png`.

use dangle_design::Result;
use dangle_design::artwork::Picture;
use dangle_design::project::{Beside, HardwareChoice};
use dangle_mockup::hardware::Catalogue;
use dangle_mockup::scene::Studio;
use dangle_mockup::{Detail, write_png};

/// Pixels a millimetre of the sheet.
const SCALE: f64 = 9.0;
/// The cloth behind them, sRGB.
const CLOTH: [u8; 3] = [203, 194, 180];
/// Pixels between two kits.
const GAP: usize = 24;

fn main() -> Result<()> {
    let out = std::env::args().nth(1).unwrap_or_else(|| "kits.png".into());
    let catalogue = Catalogue::load()?;
    let studio = Studio::default();
    let mut pictures = Vec::new();
    for (index, kit) in catalogue.kits.iter().enumerate() {
        let finish = &catalogue.finishes[index % catalogue.finishes.len()];
        let mut choice = HardwareChoice::new(kit.id.clone(), finish.id.clone());
        if index == 0 {
            let part = dangle_design::id::HardwareId::new("tassel")?;
            choice.beside.push(Beside { part, colour: None, length: None });
        }
        pictures.push(studio.kit_picture(&choice, SCALE)?);
    }
    let sheet = side_by_side(&pictures);
    std::fs::write(&out, write_png(&sheet, Some(SCALE), Detail::Quick)?).ok();
    println!("{out}: {} × {}", sheet.width(), sheet.height());
    Ok(())
}

fn side_by_side(pictures: &[Picture]) -> Picture {
    let width: usize = pictures.iter().map(|picture| picture.width() as usize + GAP).sum::<usize>() + GAP;
    let height = pictures.iter().map(|picture| picture.height() as usize).max().unwrap_or(1) + 2 * GAP;
    let mut rgba: Vec<u8> = [CLOTH[0], CLOTH[1], CLOTH[2], 255].repeat(width * height);
    let mut left = GAP;
    for picture in pictures {
        let row = picture.width() as usize;
        for (index, pixel) in picture.rgba().chunks_exact(4).enumerate() {
            let at = ((index / row + GAP) * width + left + index % row) * 4;
            for k in 0..3 {
                let (above, below, alpha) =
                    (u32::from(pixel[k]), u32::from(rgba[at + k]), u32::from(pixel[3]));
                rgba[at + k] = ((above * alpha + below * (255 - alpha)) / 255) as u8;
            }
        }
        left += row + GAP;
    }
    Picture::new(width as u32, height as u32, rgba)
}
