//! The Design room: a charm's shape as the window shows it.

use std::sync::Arc;

use dangle_design::artwork::Subject;
use dangle_design::edit::Edit;
use dangle_design::id::{BlobHash, CharmId};
use dangle_design::kurbo::Point;
use dangle_design::process::Process;
use dangle_design::project::{Background, Charm, Project};
use dangle_design::report::svg_path;
use dangle_design::shape::{self, CharmShape, Check, Hole, Neck, Quality};
use dangle_design::{Error, ErrorCode, Job, Result};

use super::{Promise, Workbench};
use crate::pictures::{self, content_key};
use crate::view::{CharmView, CheckView, HoleView, NeckView, SpriteView};

/// Longer side of the look in the Design room: the stage of a large window, pixel for pixel.
const LOOK_PX: u32 = 1200;

impl Workbench {
    /// A charm of the open project, at final quality.
    ///
    /// # Errors
    /// `NotFound` when there is no such charm; those of the artwork and the outline.
    pub fn charm_view(&self, id: &CharmId) -> Result<CharmView> {
        let charm = self.charm(id)?;
        let shape = self.shape(&charm, Quality::Final, &Job::silent())?;
        let look = Some(self.look_view(&charm)?);
        self.view_of(&charm, &shape, look)
    }

    /// The charm an edit would make, at preview quality. Nothing is committed.
    ///
    /// # Errors
    /// Those of [`Edit::apply`]; `Input` when the edit changes no charm.
    pub fn preview_edit(&self, edit: &Edit) -> Result<CharmView> {
        let project = self.desk().project().clone();
        let charm = edited_charm(edit, &edit.apply(&project)?)?;
        let shape = self.shape(&charm, Quality::Preview, &Job::silent())?;
        self.view_of(&charm, &shape, None).map(|view| CharmView { preview: true, ..view })
    }

    /// A charm in its material, with its place in the charm's millimetres.
    fn look_view(&self, charm: &Charm) -> Result<SpriteView> {
        let sprite = self.look(charm, LOOK_PX)?;
        let charm = Box::new(Charm { name: String::new(), ..charm.clone() });
        let promise = Promise::Look { charm, longer_px: LOOK_PX };
        let picture = self.pictures.promise_made(promise, pictures::png(&sprite.picture)?)?;
        let rect = sprite.rect_mm;
        Ok(SpriteView { picture, rect: [rect.x0, rect.y0, rect.width(), rect.height()] })
    }

    /// A charm of the open project.
    pub(super) fn charm(&self, id: &CharmId) -> Result<Charm> {
        let project = self.desk().project().clone();
        project.charm(id).cloned().ok_or_else(no_such_charm)
    }

    /// Everything that follows from a charm.
    pub(super) fn shape(&self, charm: &Charm, quality: Quality, job: &Job<'_>) -> Result<Arc<CharmShape>> {
        let key = shape_key(charm, quality)?;
        if let Some(shape) = self.shapes.get(&key) {
            return Ok(shape);
        }
        let process = Process::load(&charm.process)?;
        let subject = self.subject(&charm.artwork.blob, charm.artwork.background, job)?;
        let shape = Arc::new(shape::derive(charm, &process, &subject, quality, job)?);
        self.shapes.insert(key, shape.clone(), 1);
        Ok(shape)
    }

    /// An imported artwork, decoded and with its ground treated.
    pub(super) fn subject(
        &self,
        blob: &BlobHash,
        background: Background,
        job: &Job<'_>,
    ) -> Result<Arc<Subject>> {
        let key = content_key("subject", &(blob, background))?;
        // No lock while decoding: it goes to all threads, and one that waited here would never come back to
        // help. At worst two commands decode the same artwork.
        if let Some(subject) = self.subjects.get(&key) {
            return Ok(subject);
        }
        let bytes = self.keeping.store().blob(blob)?;
        let subject = Arc::new(Subject::from_bytes(&bytes, background, job)?);
        self.keep_subject(key, &subject);
        Ok(subject)
    }

    /// An artwork that is not kept yet: it is refused here, or decoded once for all that follows.
    pub(super) fn read_artwork(&self, bytes: &[u8]) -> Result<Arc<Subject>> {
        let key = content_key("subject", &(BlobHash::of(bytes), Background::Auto))?;
        if let Some(subject) = self.subjects.get(&key) {
            return Ok(subject);
        }
        let subject = Arc::new(Subject::from_bytes(bytes, Background::Auto, &Job::silent())?);
        self.keep_subject(key, &subject);
        Ok(subject)
    }

    fn keep_subject(&self, key: String, subject: &Arc<Subject>) {
        let points: usize = subject.rings.iter().map(Vec::len).sum();
        self.subjects.insert(key, subject.clone(), subject.picture.rgba().len() + points * 8);
    }

    fn view_of(&self, charm: &Charm, shape: &CharmShape, look: Option<SpriteView>) -> Result<CharmView> {
        let (outline, artwork) = (&shape.outline, &charm.artwork);
        let picture = Promise::Artwork { blob: artwork.blob, background: artwork.background };
        let rect = shape.artwork_box;
        Ok(CharmView {
            charm: charm.id.clone(),
            preview: false,
            size_mm: [outline.size.width, outline.size.height],
            cut_path: svg_path(&outline.cut),
            white_path: svg_path(&shape.white),
            nodes: outline.nodes as u32,
            area_mm2: outline.area_mm2,
            perimeter_mm: outline.perimeter.get(),
            hole: outline.hole.map(hole_view),
            centroid_mm: xy(outline.centroid),
            mass_g: shape.hang.mass_g,
            tilt_deg: outline.hole.map(|_| shape.hang.tilt.get()),
            neck: shape.neck.as_ref().map(neck_view),
            necks: shape.necks.iter().map(neck_view).collect(),
            artwork_box_mm: [rect.x0, rect.y0, rect.width(), rect.height()],
            artwork_picture: self.pictures.promise(picture)?,
            artwork_dpi: shape.artwork_dpi,
            look,
            checks: shape.checks.iter().map(check_view).collect(),
            notes: shape.notes,
        })
    }
}

/// The charm that an edit changed, as it is after the edit.
fn edited_charm(edit: &Edit, after: &Project) -> Result<Charm> {
    let id = match edit {
        Edit::AddCharm { charm } => &charm.id,
        Edit::DuplicateCharm { copy, .. } => copy,
        Edit::RenameCharm { charm, .. }
        | Edit::Resize { charm, .. }
        | Edit::Reoutline { charm, .. }
        | Edit::Rechoke { charm, .. }
        | Edit::SetBackground { charm, .. }
        | Edit::SetProcess { charm, .. }
        | Edit::SetHardware { charm, .. } => charm,
        Edit::RenameProject { .. }
        | Edit::RemoveCharm { .. }
        | Edit::AddScene { .. }
        | Edit::SetCarrier { .. }
        | Edit::Tint { .. }
        | Edit::Place { .. }
        | Edit::MovePlacement { .. }
        | Edit::TurnPlacement { .. }
        | Edit::Unplace { .. }
        | Edit::Reorder { .. } => return Err(nothing_to_preview()),
    };
    after.charm(id).cloned().ok_or_else(no_such_charm)
}

/// What a shape depends on: all of the charm but its name.
fn shape_key(charm: &Charm, quality: Quality) -> Result<String> {
    let purpose = match quality {
        Quality::Preview => "shape preview",
        Quality::Final => "shape",
    };
    content_key(purpose, &Charm { name: String::new(), ..charm.clone() })
}

fn nothing_to_preview() -> Error {
    Error::input("this edit changes no charm", "Only a charm's own edits can be previewed.")
}

pub(super) fn no_such_charm() -> Error {
    Error::new(ErrorCode::NotFound, "this charm is no longer there", "Undo brings it back.")
}

fn xy(point: Point) -> [f64; 2] {
    [point.x, point.y]
}

fn hole_view(hole: Hole) -> HoleView {
    HoleView { center_mm: xy(hole.center), diameter_mm: hole.diameter.get(), wall_mm: hole.wall.get() }
}

fn neck_view(neck: &Neck) -> NeckView {
    NeckView { from_mm: xy(neck.from), to_mm: xy(neck.to), width_mm: neck.width.get() }
}

fn check_view(check: &Check) -> CheckView {
    CheckView {
        code: check.code,
        severity: check.severity,
        at_mm: check.at.map(xy),
        value: check.value,
        limit: check.limit,
        unit: check.unit.to_owned(),
        source: check.source.clone(),
        message: check.message.clone(),
        remedy: check.remedy.clone(),
        fix: check.fix.clone(),
    }
}
