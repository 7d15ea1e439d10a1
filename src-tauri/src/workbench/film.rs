//! Scenes in motion, written as animations.

use std::sync::Arc;

use dangle_design::id::SceneId;
use dangle_design::{Job, Result};
use dangle_mockup::animation::Encoder;
use rayon::prelude::*;

use super::Workbench;
use super::mockup::{Shaped, charms_of, input};
use super::print::together;
use super::still::{in_languages, named};
use crate::jobs::Tell;
use crate::order::AnimationOrder;
use crate::view::ExportView;

impl Workbench {
    /// Writes a scene in motion as ordered into the export folder; one animation for each language of the
    /// charms' words. `tell` hears of each frame.
    ///
    /// # Errors
    /// `Input` when the order cannot be met, `Cancelled`, `File` when the folder cannot be written.
    pub fn export_animation(
        &self,
        id: &SceneId,
        order: AnimationOrder,
        tell: Tell<'_>,
    ) -> Result<ExportView> {
        let project = Arc::clone(self.desk().project());
        let scene = &self.scene_for_studio(&project, id)?;
        let view_px = self.studio.carrier(&scene.carrier)?.view(&scene.view)?.size_px;
        let (spec, size, take) = (order.spec(view_px)?, order.size(view_px)?, order.take()?);
        let running = self.jobs.begin();
        let variants = in_languages(&charms_of(&project, scene));
        let mut encoded = Vec::new();
        for (before, (language, charms)) in variants.iter().enumerate() {
            let on_step = running.part(before, variants.len(), tell);
            let job = Job::new(&on_step);
            job.step(0, u64::from(spec.frames))?;
            let shaped: Vec<Shaped<'_>> =
                charms.par_iter().map(|charm| self.shaped(charm)).collect::<Result<_>>()?;
            let mut encoder = Encoder::new(spec)?;
            self.studio.film(&input(scene, &shaped), size, &take, &mut |frame| encoder.push(&frame, &job))?;
            encoded.push((named(&project.name, language.as_ref()), encoder.finish()?));
        }
        // Nothing is written before every language is there.
        let ending = order.format.ending();
        let written = encoded.iter().map(|(name, bytes)| self.exports.write_bytes(name, ending, bytes));
        together(written.collect::<Result<_>>()?)
    }
}
