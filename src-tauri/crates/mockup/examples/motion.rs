//! Swings charms on the backpack and writes them in every format; says how long each step takes.
//!
//! `cargo run --release -p dangle-mockup --example motion -- OUT_DIR SIDE ART...`

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use dangle_design::Job;
use dangle_design::artwork::{Picture, Subject};
use dangle_design::id::{BlobHash, CarrierId, CharmId, PlacementId, ProcessId, SceneId};
use dangle_design::process::Process;
use dangle_design::project::{Background, Charm, Placement, Scene};
use dangle_design::shape::{CharmShape, Quality, derive};
use dangle_design::units::{Degrees, Mm};
use dangle_mockup::animation::{AnimationSpec, Encoder, Format};
use dangle_mockup::carrier::Carrier;
use dangle_mockup::motion::{Bob, Motion, Part, Rig, Swing, Take, Timing, World};
use dangle_mockup::scene::{CharmInput, PlacementSprites, SceneInput, Sprite, Studio};
use dangle_mockup::{Detail, write_png};
use kurbo::Point;
use resvg::tiny_skia::{FilterQuality, Pixmap, PixmapPaint, PremultipliedColorU8, Transform};

type Outcome<T> = Result<T, Box<dyn Error>>;

const FRAMES: u32 = 48;
const FPS: u32 = 24;

fn main() -> Outcome<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [out, side, art @ ..] = args.as_slice() else {
        return Err("usage: motion OUT_DIR SIDE ART...".into());
    };
    let (out, side) = (Path::new(out), side.parse::<u32>()?);
    let process = Process::load(&ProcessId::new("acrylic-clear")?)?;
    let charms: Vec<(Charm, CharmShape)> =
        art.iter().map(|path| charm_of(Path::new(path), &process)).collect::<Result<_, _>>()?;
    let shapes: Vec<&CharmShape> = charms.iter().map(|(_, shape)| shape).collect();
    time_tracks(&shapes, process.thickness_mm)?;
    for motion in [Motion::Swing(Swing::SHARED), Motion::Walk, Motion::Bus] {
        let frames = frames(&charms, process.thickness_mm, motion, side)?;
        write(&frames, side, out, motion)?;
    }
    Ok(())
}

fn charm_of(path: &Path, process: &Process) -> Outcome<(Charm, CharmShape)> {
    let bytes = std::fs::read(path)?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let charm = Charm::new(CharmId::derived(&[&name]), name, BlobHash::of(&bytes), process);
    let subject = Subject::from_bytes(&bytes, Background::Auto, &Job::silent())?;
    let shape = derive(&charm, process, &subject, Quality::Final, &Job::silent())?;
    Ok((charm, shape))
}

fn rig(shape: &CharmShape, thickness: Mm, anchor: Point) -> Outcome<Rig> {
    let bob = Bob::of(shape, thickness, Degrees::ZERO, Degrees::ZERO).ok_or("it has no hole")?;
    let part = |length: f64, mass_g: f64, radius: f64| Part::rigid(Mm::new(length), mass_g, Mm::new(radius));
    let parts = vec![part(32.0, 6.0, 5.5), part(4.0, 0.15, 3.0), part(6.0, 0.2, 2.4), part(6.2, 0.2, 3.6)];
    Ok(Rig { anchor, parts, charms: vec![bob], depth: None })
}

/// Twenty charms, six seconds, 60 frames a second.
fn time_tracks(shapes: &[&CharmShape], thickness: Mm) -> Outcome<()> {
    for apart in [70.0, 48.0, 30.0] {
        let rigs: Vec<Rig> = (0..20)
            .map(|index| rig(shapes[index % shapes.len()], thickness, Point::new(apart * index as f64, 0.0)))
            .collect::<Result<_, _>>()?;
        let world = World::new(&rigs)?;
        println!("20 charms {apart} mm apart, at rest: {:.1?}", least(|| World::new(&rigs).is_ok()));
        for motion in [Motion::Swing(Swing::SHARED), Motion::Walk, Motion::Bus] {
            let take = Take { motion, seed: 1, timing: Timing::new(360, 60)?, loops: true };
            let time = least(|| world.track(&take).is_ok());
            println!("  {motion:?}, 360 frames at 60 a second: {time:.1?}");
        }
    }
    Ok(())
}

/// The shortest of five times: what else the machine does is not counted.
fn least(work: impl Fn() -> bool) -> Duration {
    let time = |_| {
        let start = Instant::now();
        assert!(work());
        start.elapsed()
    };
    (0..5).map(time).min().unwrap_or_default()
}

/// The frames of a motion on the backpack, `side` px wide and high.
fn frames(charms: &[(Charm, CharmShape)], thickness: Mm, motion: Motion, side: u32) -> Outcome<Vec<Picture>> {
    let carrier = Carrier::load(&CarrierId::new("backpack")?)?;
    let view = carrier.view(&carrier.default_view)?;
    let hung = |(anchor, (charm, _)): (&dangle_mockup::carrier::Anchor, &(Charm, CharmShape))| {
        Placement::hung(PlacementId::derived(&[anchor.id.as_str()]), charm.id.clone(), anchor.id.clone())
    };
    let scene = Scene {
        id: SceneId::new("scene")?,
        name: "Scene".into(),
        pattern: None,
        carrier: carrier.id.clone(),
        view: view.id.clone(),
        tint: carrier.default_tint,
        placements: view.anchors.iter().zip(charms).map(hung).collect(),
    };
    let inputs = charms
        .iter()
        .map(|(charm, shape)| (charm.id.clone(), CharmInput { shape, hardware: &charm.hardware, thickness }));
    let input = SceneInput { scene: &scene, charms: inputs.collect::<BTreeMap<_, _>>() };
    let studio = Studio::default();
    let ground = pixmap(&studio.carrier_picture(&scene)?)?;
    let sprites = studio.sprites(&input, 1.0)?;
    let rigs: Vec<Rig> = view
        .anchors
        .iter()
        .zip(charms)
        .map(|(anchor, (_, shape))| {
            let [x, y] = anchor.at_px;
            rig(shape, thickness, Point::new(x / anchor.px_per_mm, y / anchor.px_per_mm))
        })
        .collect::<Result<_, _>>()?;
    let world = World::new(&rigs)?;
    let track = world.track(&Take { motion, seed: 1, timing: Timing::new(FRAMES, FPS)?, loops: true })?;
    let focus = view.anchors[0].at_px;
    let start = Instant::now();
    let frame = |number: u32| -> Outcome<Picture> {
        let turns = world.frame(&track, number as usize).iter().map(|rig| rig.charms[0].turn.get()).collect();
        draw(&ground, &sprites, view, turns, (side, focus))
    };
    let frames = (0..FRAMES).map(frame).collect::<Outcome<Vec<_>>>()?;
    println!("{FRAMES} frames of {} charms composed: {:.1?}", sprites.len(), start.elapsed());
    Ok(frames)
}

/// One frame: each charm's sprites turned about its anchor, on the carrier, cut out round a place.
fn draw(
    ground: &Pixmap,
    sprites: &[PlacementSprites],
    view: &dangle_mockup::carrier::View,
    turns: Vec<f64>,
    (side, [x, y]): (u32, [f64; 2]),
) -> Outcome<Picture> {
    let mut frame = Pixmap::new(side, side).ok_or("no picture is so large")?;
    let half = f64::from(side) / 2.0;
    let shift = ((half - x).round() as f32, (half * 0.25 - y).round() as f32);
    let moved = Transform::from_translate(shift.0, shift.1);
    let paint = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
    frame.draw_pixmap(0, 0, ground.as_ref(), &PixmapPaint::default(), moved, None);
    for (sprites, turn) in sprites.iter().zip(turns) {
        let anchor = view.anchor(&sprites.anchor)?.at_px.map(|at| at as f32);
        for Sprite { picture, rect } in [&sprites.shadow, &sprites.body] {
            let turned = moved
                .pre_concat(Transform::from_rotate_at(turn as f32, anchor[0], anchor[1]))
                .pre_translate(rect.x0 as f32, rect.y0 as f32);
            frame.draw_pixmap(0, 0, pixmap(picture)?.as_ref(), &paint, turned, None);
        }
    }
    let straight = frame.pixels().iter().flat_map(|pixel| {
        let pixel = pixel.demultiply();
        [pixel.red(), pixel.green(), pixel.blue(), 255]
    });
    Ok(Picture::new(side, side, straight.collect()))
}

fn pixmap(picture: &Picture) -> Outcome<Pixmap> {
    let mut pixmap = Pixmap::new(picture.width(), picture.height()).ok_or("no picture is so large")?;
    for (to, from) in pixmap.pixels_mut().iter_mut().zip(picture.rgba().chunks_exact(4)) {
        let alpha = u32::from(from[3]);
        let channel = |k: usize| (u32::from(from[k]) * alpha / 255) as u8;
        *to = PremultipliedColorU8::from_rgba(channel(0), channel(1), channel(2), from[3])
            .ok_or("no colour")?;
    }
    Ok(pixmap)
}

fn write(frames: &[Picture], side: u32, out: &Path, motion: Motion) -> Outcome<()> {
    let name = match motion {
        Motion::Swing(_) => "swing",
        Motion::Walk => "walk",
        Motion::Bus => "bus",
    };
    for (format, ending) in
        [(Format::WebP, "webp"), (Format::Gif, "gif"), (Format::Apng, "png"), (Format::Mp4, "mp4")]
    {
        let start = Instant::now();
        let (width, height, frames_of) = (side, side, frames.len() as u32);
        let spec = AnimationSpec {
            format,
            width,
            height,
            frames: frames_of,
            fps: FPS,
            plays: None,
            transparent: false,
        };
        let mut encoder = Encoder::new(spec)?;
        for frame in frames {
            encoder.push(frame, &Job::silent())?;
        }
        let bytes = encoder.finish()?;
        println!("{name}.{ending}: {:.2} MB in {:.1?}", bytes.len() as f64 / 1e6, start.elapsed());
        std::fs::write(out.join(format!("{name}.{ending}")), bytes)?;
    }
    for frame in [0, frames.len() / 4, frames.len() / 2] {
        std::fs::write(
            out.join(format!("{name}-{frame}.png")),
            write_png(&frames[frame], None, Detail::Quick)?,
        )?;
    }
    Ok(())
}
