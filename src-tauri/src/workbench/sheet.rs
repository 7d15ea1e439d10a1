//! Contact sheets: several sets, or the same charms on several carriers, on one picture.

use std::sync::Arc;

use dangle_design::artwork::Picture;
use dangle_design::lettering::caption;
use dangle_design::project::{Charm, Scene};
use dangle_design::{Job, Result};
use dangle_mockup::Detail;
use dangle_mockup::scene::PictureSize;
use dangle_mockup::sheet::Sheet;

use super::Workbench;
use super::mockup::charms_of_all;
use super::print::together;
use super::still::{in_languages, named};
use crate::jobs::Tell;
use crate::order::SheetOrder;
use crate::view::ExportView;

impl Workbench {
    /// Writes several scenes on one sheet as ordered into the export folder; one sheet for each language of the
    /// charms' words. `tell` hears of each picture.
    ///
    /// # Errors
    /// `Input` when the order cannot be met, `NotFound` for a scene that is not there, `Cancelled`, `File` when
    /// the folder cannot be written.
    pub fn export_contact_sheet(&self, order: &SheetOrder, tell: Tell<'_>) -> Result<ExportView> {
        order.check()?;
        let project = Arc::clone(self.desk().project());
        let scenes = order.pictures.iter().map(|picture| picture.scene_of(&project));
        let scenes: Vec<Scene> =
            scenes.map(|scene| self.for_studio(&project, scene?)).collect::<Result<_>>()?;
        let view = |scene: &Scene| self.studio.carrier(&scene.carrier)?.view(&scene.view).cloned();
        let first = scenes.first().map(view);
        let size = order.size(first.transpose()?.map_or([1, 1], |view| view.size_px))?;
        let running = self.jobs.begin();
        let variants = in_languages(&charms_of_all(&project, &scenes));
        let mut sheets = Vec::new();
        for (before, (language, charms)) in variants.iter().enumerate() {
            let on_step = running.part(before, variants.len(), tell);
            let sheet = self.contact_sheet(order, &scenes, charms, size, &Job::new(&on_step))?;
            let file = order.format.still().write(&sheet, None, Detail::Small)?;
            sheets.push((named(&format!("{}-sheet", project.name), language.as_ref()), file));
        }
        // Nothing is written before every language is there.
        let ending = order.format.ending();
        let written = sheets.iter().map(|(name, file)| self.exports.write_bytes(name, ending, file));
        together(written.collect::<Result<_>>()?)
    }

    fn contact_sheet(
        &self,
        order: &SheetOrder,
        scenes: &[Scene],
        charms: &[Charm],
        size: PictureSize,
        job: &Job<'_>,
    ) -> Result<Picture> {
        let mut sheet = Sheet::new(scenes.len(), size)?;
        let each = sheet.picture_size()?;
        for (index, (scene, picture)) in scenes.iter().zip(&order.pictures).enumerate() {
            job.step(index as u64, scenes.len() as u64)?;
            let taken = self.scene_picture(scene, charms, each)?;
            let caption = caption(&picture.caption, sheet.em(), Sheet::INK)?;
            sheet.lay(index, &taken.picture, caption.as_ref());
        }
        job.step(scenes.len() as u64, scenes.len() as u64)?;
        Ok(sheet.finish())
    }
}
