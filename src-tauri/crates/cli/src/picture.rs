//! `dangle picture`: charms hanging on a carrier.

use std::collections::BTreeSet;

use dangle_design::id::CarrierId;
use dangle_design::project::{Charm, Scene};
use dangle_mockup::scene::{CharmInput, PictureSize, SceneInput, Studio};
use dangle_mockup::{Detail, write_png};

use crate::args::PictureArgs;
use crate::input::{self, Opened};
use crate::output::{self, write_file};
use crate::stages::Shaped;
use crate::{Outcome, Result};

/// What charms hang on when nothing else is said.
const USUAL_CARRIER: &str = "backpack";

/// Renders the charms of all files in one picture, and in one more for each language of their words.
pub(crate) fn run(args: &PictureArgs) -> Result<Outcome> {
    let size = PictureSize::new(args.size[0], args.size[1])?;
    let opened = args.files.iter().map(|file| Opened::read(file, args.wish())).collect::<Result<Vec<_>>>()?;
    let scene = scene_of(&opened, args.carrier.as_ref())?;
    let charms = opened.iter().flat_map(|file| &file.project.charms);
    let tags: BTreeSet<&str> = charms.flat_map(Charm::languages).collect();
    let studio = Studio::default();
    for language in std::iter::once(None).chain(tags.into_iter().map(Some)) {
        let mut shaped = Vec::new();
        for file in &opened {
            shaped.extend(file.shapes_in(language)?);
        }
        let png = render_png(&studio, &scene, &shaped, size)?;
        write_file(&output::variant(&args.out, language), &png)?;
    }
    Ok(Outcome::Good)
}

/// A project's own scene if it is alone and no carrier was named; else the charms in turn on the anchors.
fn scene_of(opened: &[Opened], carrier: Option<&CarrierId>) -> Result<Scene> {
    if let ([alone], None) = (opened, carrier)
        && let Some(scene) = alone.project.scenes.first()
    {
        return Ok(scene.clone());
    }
    let charms: Vec<&Charm> = opened.iter().flat_map(|file| &file.project.charms).collect();
    let usual = CarrierId::new(USUAL_CARRIER)?;
    input::scene(carrier.unwrap_or(&usual), &charms)
}

/// The scene as a PNG that knows its physical size.
pub(crate) fn render_png(
    studio: &Studio,
    scene: &Scene,
    shaped: &[Shaped],
    size: PictureSize,
) -> Result<Vec<u8>> {
    let charms = shaped.iter().map(|shaped| (shaped.charm.id.clone(), charm_input(shaped))).collect();
    let picture = studio.picture(&SceneInput { scene, charms }, size)?;
    write_png(&picture.picture, picture.px_per_mm, Detail::Quick)
}

fn charm_input(shaped: &Shaped) -> CharmInput<'_> {
    CharmInput {
        shape: &shaped.shape,
        hardware: &shaped.charm.hardware,
        thickness: shaped.process.thickness_mm,
    }
}
