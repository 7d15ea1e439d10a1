//! Hangs artwork on every anchor of a carrier's view, and takes the picture; says how long each step takes.
//!
//! `cargo run --release -p dangle-mockup --example scene -- OUT_DIR VIEW TINT WIDTH ART...`

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::time::Instant;

use dangle_design::Job;
use dangle_design::artwork::Subject;
use dangle_design::id::{BlobHash, CarrierId, CharmId, PlacementId, ProcessId, SceneId, ViewId};
use dangle_design::process::Process;
use dangle_design::project::{Background, Charm, Placement, Scene};
use dangle_design::shape::{CharmShape, Quality, derive};
use dangle_mockup::carrier::Carrier;
use dangle_mockup::scene::{CharmInput, PictureSize, SceneInput, Studio};
use dangle_mockup::{Detail, look, write_png};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [out, view, tint, width, art @ ..] = args.as_slice() else {
        return Err("usage: scene OUT_DIR VIEW TINT WIDTH ART...".into());
    };
    let (out, width) = (Path::new(out), width.parse::<u32>()?);
    let process = Process::load(&ProcessId::new("acrylic-clear")?)?;
    let charms: Vec<(Charm, CharmShape)> =
        art.iter().map(|path| charm_of(Path::new(path), &process)).collect::<Result<_, _>>()?;
    for (charm, shape) in &charms {
        for scale in [6.0, 20.0] {
            let start = Instant::now();
            let sprite = look::charm(shape, scale)?;
            println!("{}, {scale} px/mm: {:.1?}", charm.name, start.elapsed());
            let png = write_png(&sprite.picture, Some(scale), Detail::Quick)?;
            std::fs::write(out.join(format!("{}-{scale}.png", charm.name)), png)?;
        }
    }
    let carrier = Carrier::load(&CarrierId::new("backpack")?)?;
    let view = carrier.view(&ViewId::new(view.as_str())?)?;
    let placements = view.anchors.iter().zip(charms.iter().cycle()).map(|(anchor, (charm, _))| {
        Placement::hung(PlacementId::derived(&[anchor.id.as_str()]), charm.id.clone(), anchor.id.clone())
    });
    let scene = Scene {
        id: SceneId::new("scene")?,
        name: "Scene".into(),
        pattern: None,
        carrier: carrier.id.clone(),
        view: view.id.clone(),
        tint: tint.parse()?,
        placements: placements.collect(),
    };
    let thickness = process.thickness_mm;
    let inputs = charms
        .iter()
        .map(|(charm, shape)| (charm.id.clone(), CharmInput { shape, hardware: &charm.hardware, thickness }));
    let input = SceneInput { scene: &scene, charms: inputs.collect::<BTreeMap<_, _>>() };
    take(&input, PictureSize::new(width, width * 5 / 4)?, out)
}

fn charm_of(path: &Path, process: &Process) -> Result<(Charm, CharmShape), Box<dyn Error>> {
    let bytes = std::fs::read(path)?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let charm = Charm::new(CharmId::derived(&[&name]), name, BlobHash::of(&bytes), process);
    let subject = Subject::from_bytes(&bytes, Background::Auto, &Job::silent())?;
    let shape = derive(&charm, process, &subject, Quality::Final, &Job::silent())?;
    Ok((charm, shape))
}

fn take(input: &SceneInput<'_>, size: PictureSize, out: &Path) -> Result<(), Box<dyn Error>> {
    let studio = Studio::default();
    for round in ["cold", "warm"] {
        let start = Instant::now();
        let picture = studio.picture(input, size)?;
        println!("picture {} × {}, {round}: {:.1?}", size.width(), size.height(), start.elapsed());
        for detail in [Detail::Quick, Detail::Small] {
            let start = Instant::now();
            let png = write_png(&picture.picture, picture.px_per_mm, detail)?;
            println!("its PNG, {detail:?}, {} kB: {:.1?}", png.len() / 1000, start.elapsed());
            std::fs::write(out.join("scene.png"), png)?;
        }
    }
    let start = Instant::now();
    let sprites = studio.sprites(input, 1.0)?;
    println!("{} placements as sprites: {:.1?}", sprites.len(), start.elapsed());
    Ok(())
}
