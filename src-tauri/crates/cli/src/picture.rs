//! `dangle picture`: charms hanging on a carrier, still or in motion.

use std::collections::BTreeSet;
use std::path::Path;

use dangle_design::Job;
use dangle_design::id::{CarrierId, PlacementId};
use dangle_design::project::{Charm, Placement, Scene};
use dangle_mockup::animation::{AnimationSpec, Encoder, Format};
use dangle_mockup::motion::{Motion, Swing, Take, Timing};
use dangle_mockup::scene::{CharmInput, PictureSize, SceneInput, Studio};
use dangle_mockup::{Detail, Still};

use crate::args::{LightName, MotionName, MovingArgs, PictureArgs};
use crate::input::{self, Opened};
use crate::output::{self, write_file};
use crate::stages::Shaped;
use crate::{Outcome, Result};

/// What charms hang on when nothing else is said.
const USUAL_CARRIER: &str = "backpack";

/// Renders the charms of all files in one picture, and in one more for each language of their words.
pub(crate) fn run(args: &PictureArgs) -> Result<Outcome> {
    let LightName::Day = args.light;
    let size = PictureSize::new(args.size[0], args.size[1])?;
    // A name that cannot be written is told before any work is done.
    let still = named(args.out.as_deref(), Still::of_ending)?;
    let moving = named(args.animate.as_deref(), Format::of_ending)?;
    let read = |file| Opened::read(file, args.wish());
    let opened = args.files.iter().map(|file| read(file)).collect::<Result<Vec<_>>>()?;
    let placed = args.place.iter().map(|hung| read(&hung.file)).collect::<Result<Vec<_>>>()?;
    let studio = studio(&opened)?;
    let scene = scene_of(args, &studio, &opened, &placed)?;
    let all = || opened.iter().chain(&placed);
    let tags: BTreeSet<&str> =
        all().flat_map(|file| &file.project.charms).flat_map(Charm::languages).collect();
    for language in std::iter::once(None).chain(tags.into_iter().map(Some)) {
        let mut shaped = Vec::new();
        for file in all() {
            shaped.extend(file.shapes_in(language)?);
        }
        if let Some((out, still)) = still {
            let bytes = render(&studio, &scene, &shaped, size, still)?;
            write_file(&output::variant(out, language), &bytes)?;
        }
        if let Some((out, format)) = moving {
            let bytes = animate(&studio, &scene, &shaped, size, format, &args.moving)?;
            write_file(&output::variant(out, language), &bytes)?;
        }
    }
    Ok(Outcome::Good)
}

/// A file that is to be written, with the kind its ending names.
fn named<Kind>(
    file: Option<&Path>,
    kind: fn(&str) -> dangle_design::Result<Kind>,
) -> Result<Option<(&Path, Kind)>> {
    let Some(file) = file else { return Ok(None) };
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    Ok(Some((file, kind(ending).map_err(|error| error.about(file.display()))?)))
}

/// A studio that finds the photos of the projects beside Dangle's carriers.
fn studio(opened: &[Opened]) -> Result<Studio> {
    let photos = opened.iter().map(Opened::photos).collect::<Result<Vec<_>>>()?.concat();
    let find = move |id: &CarrierId| Ok(photos.iter().find(|(photo, _)| photo.id == *id).cloned());
    Ok(Studio::default().with_photos(find))
}

/// A project's own scene if it is alone and no carrier was named; else the charms in turn on the anchors. With
/// the view, the colour and the placements that were asked for.
fn scene_of(args: &PictureArgs, studio: &Studio, opened: &[Opened], placed: &[Opened]) -> Result<Scene> {
    let mut scene = match (opened, &args.carrier) {
        ([alone], None) if !alone.project.scenes.is_empty() => alone.project.scenes[0].clone(),
        (_, carrier) => {
            let charms: Vec<&Charm> = opened.iter().flat_map(|file| &file.project.charms).collect();
            let usual = CarrierId::new(USUAL_CARRIER)?;
            input::scene(carrier.as_ref().unwrap_or(&usual), args.view.as_ref(), &charms)?
        }
    };
    if let Some(view) = &args.view {
        scene.view = studio.carrier(&scene.carrier)?.view(view)?.id.clone();
    }
    scene.tint = args.tint.unwrap_or(scene.tint);
    for (hung, file) in args.place.iter().zip(placed) {
        for charm in &file.project.charms {
            let id = PlacementId::derived(&["placed", charm.id.as_str(), hung.anchor.as_str()]);
            scene.placements.push(Placement::hung(id, charm.id.clone(), hung.anchor.clone()));
        }
    }
    Ok(scene)
}

/// The scene as a file; a PNG knows its physical size.
pub(crate) fn render(
    studio: &Studio,
    scene: &Scene,
    shaped: &[Shaped],
    size: PictureSize,
    still: Still,
) -> Result<Vec<u8>> {
    let picture = studio.picture(&scene_input(scene, shaped), size)?;
    still.write(&picture.picture, picture.px_per_mm, Detail::Quick)
}

/// The scene in motion as a file.
fn animate(
    studio: &Studio,
    scene: &Scene,
    shaped: &[Shaped],
    size: PictureSize,
    format: Format,
    moving: &MovingArgs,
) -> Result<Vec<u8>> {
    let MovingArgs { motion, frames, fps, seed } = *moving;
    let (width, height) = (size.width(), size.height());
    let spec = AnimationSpec { format, width, height, frames, fps, plays: None, transparent: false };
    let mut encoder = Encoder::new(spec)?;
    let motion = match motion {
        MotionName::Swing => Motion::Swing(Swing::SHARED),
        MotionName::Walk => Motion::Walk,
        MotionName::Bus => Motion::Bus,
    };
    let take = Take { motion, seed, timing: Timing::new(frames, fps)?, loops: true };
    let job = Job::silent();
    studio.film(&scene_input(scene, shaped), size, &take, &mut |frame| encoder.push(&frame, &job))?;
    encoder.finish()
}

fn scene_input<'a>(scene: &'a Scene, shaped: &'a [Shaped]) -> SceneInput<'a> {
    let charms = shaped.iter().map(|shaped| (shaped.charm.id.clone(), charm_input(shaped))).collect();
    SceneInput { scene, charms }
}

fn charm_input(shaped: &Shaped) -> CharmInput<'_> {
    CharmInput {
        shape: &shaped.shape,
        hardware: &shaped.charm.hardware,
        thickness: shaped.process.thickness_mm,
    }
}
