//! Still pictures of scenes, written for a shop, a post or a poster.

use std::collections::BTreeSet;
use std::sync::Arc;

use dangle_design::Result;
use dangle_design::id::SceneId;
use dangle_design::project::{Charm, Scene};
use dangle_mockup::Detail;
use dangle_mockup::scene::{PictureSize, ScenePicture};
use rayon::prelude::*;

use super::Workbench;
use super::mockup::{Shaped, charms_of, input};
use super::print::together;
use crate::order::PictureOrder;
use crate::view::ExportView;

impl Workbench {
    /// Writes a scene's true picture as ordered into the export folder; one for each language of the charms'
    /// words.
    ///
    /// # Errors
    /// `Input` when the order cannot be met, `File` when the folder cannot be written.
    pub fn export_picture(&self, id: &SceneId, order: PictureOrder) -> Result<ExportView> {
        let project = Arc::clone(self.desk().project());
        let scene = &self.scene_for_studio(&project, id)?;
        let size = order.size(self.studio.carrier(&scene.carrier)?.view(&scene.view)?.size_px)?;
        let written = in_languages(&charms_of(&project, scene)).into_iter().map(|(language, charms)| {
            let taken = if order.ground {
                self.scene_picture(scene, &charms, size)?
            } else {
                self.cut_out(scene, &charms, size)?
            };
            let file = order.format.still().write(&taken.picture, taken.px_per_mm, Detail::Small)?;
            self.exports.write_bytes(&named(&project.name, language.as_ref()), order.format.ending(), &file)
        });
        together(written.collect::<Result<_>>()?)
    }

    /// A scene's picture with nothing behind the carrier.
    fn cut_out(&self, scene: &Scene, charms: &[Charm], size: PictureSize) -> Result<ScenePicture> {
        let shaped: Vec<Shaped<'_>> =
            charms.par_iter().map(|charm| self.shaped(charm)).collect::<Result<_>>()?;
        self.studio.cut_out(&input(scene, &shaped), size)
    }
}

/// The charms as they are, and once more for each language of their words.
pub(super) fn in_languages(charms: &[Charm]) -> Vec<(Option<String>, Vec<Charm>)> {
    let tags: BTreeSet<&str> = charms.iter().flat_map(Charm::languages).collect();
    let languages = std::iter::once(None).chain(tags.into_iter().map(|tag| Some(tag.to_owned())));
    let worded = |language: &Option<String>| {
        charms.iter().map(|charm| Charm { language: language.clone(), ..charm.clone() }).collect()
    };
    languages.map(|language| (language.clone(), worded(&language))).collect()
}

/// The name of a file for one language.
pub(super) fn named(name: &str, language: Option<&String>) -> String {
    language.map_or_else(|| name.to_owned(), |tag| format!("{name}-{tag}"))
}
