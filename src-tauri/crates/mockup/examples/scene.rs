//! Takes the picture of a bunny on each anchor of a carrier's view, and of its look alone.
//!
//! `cargo run -p dangle-mockup --example scene -- OUT_DIR [ASSETS_DIR|- [CARRIER [VIEW [TINT [WIDTH]]]]]`

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use dangle_design::id::{CarrierId, CharmId, HardwareId, PlacementId, SceneId, ViewId};
use dangle_design::project::{HardwareChoice, Placement, Scene};
use dangle_design::units::{Degrees, Mm};
use dangle_mockup::carrier::Carrier;
use dangle_mockup::files::{Embedded, Files};
use dangle_mockup::scene::{CharmInput, PictureSize, SceneInput, Studio};
use dangle_mockup::{Detail, look, write_png};

#[path = "../tests/bunny/mod.rs"]
mod bunny;

struct Folder(PathBuf);

impl Files for Folder {
    fn read(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        std::fs::read(self.0.join(path)).ok().map(Cow::Owned)
    }

    fn paths(&self) -> Vec<String> {
        let carriers = std::fs::read_dir(self.0.join("carriers")).into_iter().flatten().flatten();
        carriers
            .map(|folder| format!("carriers/{}/carrier.toml", folder.file_name().to_string_lossy()))
            .collect()
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let out = Path::new(args.first().map_or(".", String::as_str));
    let files: Box<dyn Files> = match args.get(1).map(String::as_str) {
        Some("-") | None => Box::new(Embedded),
        Some(folder) => Box::new(Folder(folder.into())),
    };
    let id = CarrierId::new(args.get(2).map_or("backpack", String::as_str))?;
    let carrier = Carrier::read(&*files, &id)?;
    let view = args.get(3).map_or(Ok(carrier.default_view.clone()), |view| ViewId::new(view.as_str()))?;
    let shape = bunny::bunny();
    for scale in [6.0, 20.0] {
        let start = Instant::now();
        let sprite = look::charm(&shape, scale)?;
        println!("look at {scale} px/mm: {:.1?}", start.elapsed());
        std::fs::write(
            out.join(format!("look-{scale}.png")),
            write_png(&sprite.picture, Some(scale), Detail::Quick)?,
        )?;
    }
    let charm = CharmId::new("bunny")?;
    let hardware = HardwareChoice { clasp: HardwareId::new("lobster-clasp")?, finish: "silver".into() };
    let tint = args.get(4).map_or(Ok(carrier.default_tint), |tint| tint.parse())?;
    let placement = |(index, anchor): (usize, &dangle_mockup::carrier::Anchor)| Placement {
        id: PlacementId::derived(&[&index.to_string()]),
        charm: charm.clone(),
        anchor: anchor.id.clone(),
        turn: Degrees::new(if index == 0 { 0.0 } else { 3.0 }),
    };
    let scene = Scene {
        id: SceneId::new("scene")?,
        carrier: id,
        view: view.clone(),
        tint,
        placements: carrier.view(&view)?.anchors.iter().enumerate().map(placement).collect(),
    };
    let input = CharmInput { shape: &shape, hardware: &hardware, thickness: Mm::new(3.0) };
    let input = SceneInput { scene: &scene, charms: BTreeMap::from([(charm, input)]) };
    let width: u32 = args.get(5).map_or(Ok(1600), |width| width.parse())?;
    let size = PictureSize::new(width, width * 5 / 4)?;
    let studio = Studio::new(files);
    for round in ["cold", "warm"] {
        let start = Instant::now();
        let picture = studio.picture(&input, size)?;
        println!("picture {} × {}, {round}: {:.1?}", size.width(), size.height(), start.elapsed());
        let png = write_png(&picture.picture, picture.px_per_mm, Detail::Quick)?;
        std::fs::write(out.join("scene.png"), png)?;
    }
    let start = Instant::now();
    let sprites = studio.sprites(&input, 1.0)?;
    println!("{} placements as sprites: {:.1?}", sprites.len(), start.elapsed());
    Ok(())
}
