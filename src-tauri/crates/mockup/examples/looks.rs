//! Every process' look: close-ups on cloth with their shadow, turned and from behind, one contact sheet of them, and how long each takes.
//!
//! `cargo run --release -p dangle-mockup --example looks -- OUT_DIR [PROCESS...]`
//!
//! `--time` in place of the folder only takes the times. Else it writes `OUT_DIR/PROCESS.png`, the charm about 640 px large, and `OUT_DIR/sheet.png` of all of them smaller.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::time::Instant;

use dangle_design::Job;
use dangle_design::artwork::{Picture, Subject};
use dangle_design::id::{AnchorId, BlobHash, CarrierId, CharmId, PlacementId, ProcessId, SceneId, ViewId};
use dangle_design::process::Process;
use dangle_design::project::{Background, Charm, Placement, Scene};
use dangle_design::shape::{CharmShape, Quality, derive};
use dangle_design::units::{Degrees, Rgb};
use dangle_mockup::look::{self, Pose};
use dangle_mockup::scene::{CharmInput, SceneInput, Sprite, Studio};
use dangle_mockup::{Detail, carrier::Light, write_png};
use image::RgbaImage;
use image::imageops::{FilterType, crop_imm, overlay, resize};

/// The processes, each with the sample that shows it.
const SHOWN: [(&str, &str); 20] = [
    ("acrylic-clear", "strawberry"),
    ("acrylic-double", "frog"),
    ("acrylic-epoxy", "cat"),
    ("acrylic-glitter", "moon"),
    ("acrylic-holographic", "ghost"),
    ("acrylic-sandwich", "boba"),
    ("acrylic-shaker", "moon"),
    ("resin", "strawberry"),
    ("enamel-hard", "cat"),
    ("enamel-soft", "frog"),
    ("die-cast", "moon"),
    ("pvc", "boba"),
    ("plush", "ghost"),
    ("embroidery", "strawberry"),
    ("woven", "frog"),
    ("wood", "cat"),
    ("leather", "moon"),
    ("print-3d", "boba"),
    ("shrink-plastic", "frog"),
    ("badge-tin", "strawberry"),
];
/// Colours left bare of white, so that a film is seen through them.
const BARE: [(&str, &[&str]); 2] = [
    ("acrylic-glitter", &["#fbcf68", "#ffdf74", "#f0b04e"]),
    ("acrylic-holographic", &["#ffffff", "#e3dcf7"]),
];
/// Longer side of a charm in its close-up, in pixels.
const LARGE: f64 = 640.0;
/// Side of a close-up, and of a cell of the sheet.
const SIDE: u32 = 800;
const CELL: u32 = 400;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [out, wanted @ ..] = args.as_slice() else { return Err("usage: looks OUT_DIR [PROCESS...]".into()) };
    let timed_only = out == "--time";
    let shown: Vec<_> = SHOWN
        .iter()
        .filter(|(process, _)| wanted.is_empty() || wanted.iter().any(|id| id == process))
        .collect();
    let columns = 5.min(shown.len() as u32);
    let mut sheet = RgbaImage::new(columns * CELL, (shown.len() as u32).div_ceil(columns) * CELL);
    let studio = Studio::default();
    for (place, (process, sample)) in shown.into_iter().enumerate() {
        let process = Process::load(&ProcessId::new(*process)?)?;
        let (charm, shape) = charm_of(sample, &process)?;
        let size = shape.outline.size;
        let scale = LARGE / size.width.max(size.height);
        time(&process, &shape)?;
        if timed_only {
            continue;
        }
        let close = close_up(&studio, &process, &charm, &shape, scale)?;
        save(&close, &Path::new(out).join(format!("{}.png", process.id)))?;
        for yaw in [35.0, 180.0] {
            let pose = Pose::upright(scale).yawed(Degrees::new(yaw));
            let sprite = image_of(&look::posed(&shape, &pose, Light::STUDIO)?.picture);
            let mut ground = RgbaImage::from_pixel(SIDE, SIDE, image::Rgba([236, 233, 228, 255]));
            overlay(
                &mut ground,
                &sprite,
                i64::from(SIDE - sprite.width()) / 2,
                i64::from(SIDE - sprite.height()) / 2,
            );
            save(&ground, &Path::new(out).join(format!("{}-{yaw}.png", process.id)))?;
        }
        let small = resize(&close, CELL, CELL, FilterType::CatmullRom);
        overlay(
            &mut sheet,
            &small,
            i64::from(place as u32 % columns * CELL),
            i64::from(place as u32 / columns * CELL),
        );
    }
    if timed_only {
        return Ok(());
    }
    save(&sheet, &Path::new(out).join("sheet.png"))
}

fn charm_of(sample: &str, process: &Process) -> Result<(Charm, CharmShape), Box<dyn Error>> {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/samples");
    let bytes = std::fs::read(assets.join(format!("{sample}.svg")))?;
    let mut charm = Charm::new(CharmId::derived(&[sample]), sample.to_owned(), BlobHash::of(&bytes), process);
    let bare = BARE.iter().find(|(id, _)| process.id.as_str() == *id);
    charm.options.bare = bare
        .map_or(&[][..], |(_, bare)| bare)
        .iter()
        .map(|colour| colour.parse::<Rgb>())
        .collect::<Result<_, _>>()?;
    let subject = Subject::from_bytes(&bytes, Background::Auto, &Job::silent())?;
    let shape = derive(&charm, process, &subject, Quality::Final, &Job::silent())?;
    Ok((charm, shape))
}

/// Says how long a sprite of 512 px takes: the best of five, and the processors' time where the system tells it.
fn time(process: &Process, shape: &CharmShape) -> Result<(), Box<dyn Error>> {
    const RUNS: u32 = 5;
    let size = shape.outline.size;
    let scale = 512.0 / size.width.max(size.height);
    let mut best = f64::INFINITY;
    let before = processor_ms();
    for _ in 0..RUNS {
        let start = Instant::now();
        look::charm(shape, scale)?;
        best = best.min(start.elapsed().as_secs_f64() * 1e3);
    }
    let busy = before.zip(processor_ms()).map(|(before, after)| (after - before) / f64::from(RUNS));
    println!(
        "{:22} {best:6.0} ms for 512 px, of all cores {:6.0} ms",
        process.id.as_str(),
        busy.unwrap_or(f64::NAN)
    );
    Ok(())
}

/// Time of all threads so far, in steps of 10 ms; Linux tells it.
fn processor_ms() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    Some((fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?) * 10.0)
}

/// The charm on the backpack's cloth, in the middle of a square.
fn close_up(
    studio: &Studio,
    process: &Process,
    charm: &Charm,
    shape: &CharmShape,
    scale: f64,
) -> Result<RgbaImage, Box<dyn Error>> {
    let anchor = AnchorId::new("d-ring")?;
    let view = ViewId::new("front")?;
    let placement = Placement {
        id: PlacementId::derived(&["look"]),
        charm: charm.id.clone(),
        anchor: anchor.clone(),
        turn: Degrees::ZERO,
        yaw: Degrees::ZERO,
    };
    let scene = Scene {
        id: SceneId::new("looks")?,
        name: "Looks".into(),
        pattern: None,
        carrier: CarrierId::new("backpack")?,
        view: view.clone(),
        tint: Rgb([0xC9, 0xB9, 0x9A]),
        placements: vec![placement],
    };
    let layers = studio.layers(&scene.carrier, &view)?;
    let per_mm = layers.view().anchor(&anchor)?.px_per_mm;
    let zoom = scale / per_mm;
    let input = CharmInput { shape, hardware: &charm.hardware, thickness: process.thickness_mm };
    let scene_input = SceneInput { scene: &scene, charms: BTreeMap::from([(charm.id.clone(), input)]) };
    let sprites = studio.sprites(&scene_input, zoom)?;
    let sprite = sprites.first().ok_or("the charm is in sight")?;
    let middle = sprite.corners.iter().fold(kurbo::Vec2::ZERO, |sum, corner| sum + corner.to_vec2()) / 4.0;
    let side = f64::from(SIDE) / zoom;
    let ground = image_of(&studio.carrier_picture(&scene)?);
    let (left, top) = ((middle.x - side / 2.0).max(0.0), (middle.y - side / 2.0).max(0.0));
    let cloth = crop_imm(&ground, left as u32, top as u32, side as u32, side as u32).to_image();
    let mut close = resize(&cloth, SIDE, SIDE, FilterType::CatmullRom);
    let mut lay = |sprite: &Sprite| {
        let (x, y) = ((sprite.rect.x0 - left.floor()) * zoom, (sprite.rect.y0 - top.floor()) * zoom);
        overlay(&mut close, &image_of(&sprite.picture), x.round() as i64, y.round() as i64);
    };
    lay(&sprite.shadow);
    lay(&sprite.body);
    Ok(close)
}

fn image_of(picture: &Picture) -> RgbaImage {
    RgbaImage::from_raw(picture.width(), picture.height(), picture.rgba().to_vec()).unwrap_or_default()
}

fn save(image: &RgbaImage, path: &Path) -> Result<(), Box<dyn Error>> {
    let picture = Picture::new(image.width(), image.height(), image.as_raw().clone());
    Ok(std::fs::write(path, write_png(&picture, None, Detail::Quick)?)?)
}
